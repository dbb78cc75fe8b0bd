//! The sentence around a place in a text, and all sentences of one.

use std::ops::Range;

use super::digits;
use crate::text::letters::{is_alphabetic, is_alphanumeric};

/// A sentence is cut off this many characters to either side, between two words.
const REACH: usize = 240;
/// A callout has at most so many digits: four are a year.
const CALLOUT: usize = 3;
/// A label in brackets has at most so many characters.
const LABEL: usize = 40;

/// The byte range of the sentence around `place`: from the sentence end, blank line or form feed before it to the one
/// after it.
///
/// A full stop counts where a space, a line end or a quotation mark follows it, not in `3.5` or `U.S.`-like
/// abbreviations of one letter; a marker right after the full stop still belongs to the sentence before it, be it that
/// of `place` or of another note.
pub fn around(text: &str, place: &Range<usize>) -> Range<usize> {
    let before = text.get(..place.start).unwrap_or_default();
    let after = text.get(place.end..).unwrap_or_default();
    let end = if stands_behind(before, after) { place.end } else { place.end + end(after) };
    let mut from = start(before);
    let says = |text: Option<&str>| text.is_some_and(|text| text.chars().any(is_alphabetic));
    if !says(text.get(from..place.start)) && !says(text.get(place.end..end)) {
        // It stands apart from the sentence before it, and there is no other.
        from = start(uncalled(before));
    }
    from..end.min(text.len())
}

/// A text without the callouts that it ends with, and without the blanks around them.
fn uncalled(text: &str) -> &str {
    let text = text.trim_end();
    let near = text.len().saturating_sub(LABEL);
    let bytes = text.as_bytes().get(near..).unwrap_or_default();
    match bytes.iter().rposition(|&byte| byte == b'[') {
        Some(open) if text.ends_with(']') => text.get(..near + open).unwrap_or(text).trim_end(),
        _ => text.trim_end_matches(|c: char| c.is_numeric() || is_closing(c) || matches!(c, '[' | '(')),
    }
}

/// Whether what stands between the two is the callout of the sentence that `before` ends with: right behind its stop,
/// and a blank behind it.
fn stands_behind(before: &str, after: &str) -> bool {
    let stopped = if before.ends_with(char::is_whitespace) { before } else { uncalled(before) };
    let sentence = stopped.trim_end_matches(is_stop);
    sentence.len() < stopped.len() && !is_shortened(sentence) && after.chars().next().is_none_or(char::is_whitespace)
}

/// Whether a stop behind this ends no sentence: it stands in a number or behind an abbreviation.
fn is_shortened(before: &str) -> bool {
    let word = before.rsplit(|c: char| !is_alphanumeric(c)).next().unwrap_or_default();
    word.ends_with(char::is_numeric) || is_abbreviation(word)
}

/// A line of fewer characters than this that no stop ends is a heading or an entry of a list.
const SHORT_LINE: usize = 45;
/// Lines of at most this many characters are wrapped ones, and a blank line between two of them may be an artefact of
/// how the page was read.
const WRAPPED_LINE: usize = 150;

/// The byte ranges of the sentences of a text, in order and without the space around them.
///
/// A sentence ends at a full stop as in [`around`], though not within one of `quotations` (ascending, see
/// [`super::quotation::find`]); one of `marks` (ascending), such as the callout of a note, that stands right behind the
/// stop still belongs to it. A blank line ends a sentence too, but not where the text is wrapped and the line before
/// it is full and has no stop: there, converters leave blank lines within paragraphs. A short line without a stop
/// stands for itself.
pub fn split(text: &str, quotations: &[Range<usize>], marks: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut splitter = Splitter { text, start: 0, found: Vec::new() };
    let (mut quotations, mut marks) = (quotations.iter().peekable(), marks.iter().peekable());
    let mut line = 0;
    let mut skip = 0;
    for (at, character) in text.char_indices() {
        if at < skip {
            continue;
        }
        while quotations.next_if(|quotation| quotation.end <= at).is_some() {}
        while marks.next_if(|mark| mark.start < at).is_some() {}
        let quoted = quotations.peek().is_some_and(|quotation| quotation.start < at && at + 1 < quotation.end);
        let mut end = at + character.len_utf8();
        if character == '\n' || character == '\u{c}' {
            if !quoted && ends_line(text, line, at) || character == '\u{c}' {
                splitter.cut(end);
            }
            line = end;
        } else if is_stop(character) && !quoted {
            while let Some(closing) = text.get(end..).and_then(|rest| rest.chars().next()).filter(|&c| is_closing(c)) {
                end += closing.len_utf8();
            }
            while let Some(mark) = marks.next_if(|mark| mark.start == end) {
                end = mark.end.max(end);
            }
            if is_end(text, at, end) {
                splitter.cut(end);
                skip = end;
            }
        }
    }
    splitter.cut(text.len());
    splitter.found
}

struct Splitter<'a> {
    text: &'a str,
    start: usize,
    found: Vec<Range<usize>>,
}

impl Splitter<'_> {
    fn cut(&mut self, end: usize) {
        let piece = self.text.get(self.start..end).unwrap_or_default();
        let trimmed = piece.trim();
        if trimmed.chars().any(is_alphanumeric) {
            let start = self.start + piece.len() - piece.trim_start().len();
            self.found.push(start..start + trimmed.len());
        }
        self.start = end;
    }
}

/// Whether the stop at `at`, behind which a sentence would end at `end`, ends one.
fn is_end(text: &str, at: usize, end: usize) -> bool {
    let (before, after) = (text.get(..at).unwrap_or_default(), text.get(end..).unwrap_or_default());
    if !after.chars().next().is_none_or(char::is_whitespace) {
        return false;
    }
    // Two dots in Arabic are a pause; a stop before a small letter is that of an abbreviation.
    let word = before.rsplit(|c: char| !is_alphanumeric(c)).next().unwrap_or_default();
    let small = after.trim_start_matches([' ', '\u{a0}', '\t']).starts_with(char::is_lowercase);
    let pause = text.get(at..).is_some_and(|stop| stop.starts_with('.'))
        && (before.ends_with('.') && !before.ends_with("...") || small || is_abbreviation(word));
    let lead = before.get(..before.len() - word.len()).unwrap_or_default().trim_end_matches(' ');
    let numbered = word.chars().all(|c| digits::value(c).is_some()) && (lead.is_empty() || lead.ends_with('\n'));
    !(pause || numbered && !word.is_empty())
}

/// Whether a full stop behind this word shortens it: single letters, titles and the like in English and Turkish.
fn is_abbreviation(word: &str) -> bool {
    const SHORT: [&str; 32] = [
        "Dr", "Mr", "Mrs", "Ms", "Prof", "Gen", "Col", "Lt", "Sen", "Rep", "Gov", "St", "No", "vs", "cf", "al", "Fig",
        "Jr", "Sr", "Inc", "Ltd", "Co", "Doç", "Av", "Sn", "Bkz", "bkz", "Vol", "vol", "pp", "ed", "Hz",
    ];
    let mut letters = word.chars();
    SHORT.contains(&word) || letters.next().is_some_and(is_alphabetic) && letters.next().is_none()
}

/// Whether a sentence ends with the line that begins at `line` and ends at `at`.
fn ends_line(text: &str, line: usize, at: usize) -> bool {
    let this = text.get(line..at).unwrap_or_default().trim();
    let rest = text.get(at + 1..).unwrap_or_default();
    let blank = rest.split('\n').take_while(|line| line.trim().is_empty()).count();
    if this.is_empty() {
        // The line before the blank one has said it already.
        return false;
    }
    if rest.trim_start().is_empty() || blank > 2 {
        return true;
    }
    let length = this.chars().count();
    let goes_on = this.ends_with([':', '،', ',', ';', '؛', '-', '–']);
    let next = rest.trim_start();
    if next.starts_with(['•', '-', '*', '–', '#', '●', '▪']) {
        return true;
    }
    if goes_on || blank == 0 {
        return !goes_on && length < SHORT_LINE;
    }
    let next = next.split('\n').next().unwrap_or_default();
    let wrapped = |line: &str| line.chars().count() <= WRAPPED_LINE;
    let full = length >= SHORT_LINE && next.chars().count() >= SHORT_LINE / 2;
    !(full && wrapped(this) && wrapped(next))
}

fn is_stop(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | '؟' | '۔' | '。' | '…')
}

fn start(before: &str) -> usize {
    // The stop that the marker itself follows ends this very sentence.
    let own =
        before.trim_end_matches(|c: char| is_stop(c) || matches!(c, '"' | '”' | '’' | '»' | ')' | ']' | '،' | ','));
    let mut later = None;
    let mut newline = false;
    for (steps, (offset, character)) in own.char_indices().rev().enumerate() {
        let rest = || before.get(offset + character.len_utf8()..).unwrap_or_default();
        let called = if is_stop(character) { callouts(own.get(..offset).unwrap_or_default(), rest()) } else { 0 };
        // Right before the place there is no blank: what stands there is no callout of its own.
        let called = if called < rest().len() { called } else { 0 };
        let ends = is_stop(character)
            && (called > 0 || later.is_none_or(|next: char| next.is_whitespace() || is_closing(next)));
        let listed = || own.get(..offset).and_then(|text| text.rsplit('\n').next()).is_some_and(is_url_line);
        let breaks = character == '\n' && (newline || listed()) || character == '\u{c}';
        if ends && !is_initial(own.get(..offset).unwrap_or_default()) || breaks {
            let rest = rest().get(called..).unwrap_or_default();
            let joins = |c: char| c.is_whitespace() || is_closing(c) || matches!(c, ',' | '،' | ';' | '؛');
            return before.len() - rest.trim_start_matches(joins).len();
        }
        if steps >= REACH {
            let word = own.get(offset..).and_then(|text| text.find(char::is_whitespace)).unwrap_or_default();
            let cut = before.get(offset + word..).unwrap_or_default();
            return before.len() - cut.trim_start().len();
        }
        newline = character == '\n' || newline && character.is_whitespace();
        later = Some(character);
    }
    before.len() - before.trim_start().len()
}

fn end(after: &str) -> usize {
    let mut newline = false;
    let mut characters = after.char_indices().peekable();
    let mut steps = 0;
    while let Some((offset, character)) = characters.next() {
        let next = characters.peek().map(|&(_, next)| next);
        let (before, behind) = after.split_at_checked(offset + character.len_utf8()).unwrap_or((after, ""));
        let called = if is_stop(character) { callouts(after.get(..offset).unwrap_or_default(), behind) } else { 0 };
        if is_stop(character)
            && (called > 0 || next.is_none_or(|next| next.is_whitespace() || is_closing(next)))
            && !is_initial(after.get(..offset).unwrap_or_default())
        {
            return before.len() + called;
        }
        let listed = || after.get(offset + 1..).and_then(|text| text.split('\n').next()).is_some_and(is_url_line);
        let breaks = character == '\n' && (newline || listed()) || character == '\u{c}';
        if breaks {
            return after.get(..offset).unwrap_or_default().trim_end().len();
        }
        if steps >= REACH {
            let cut = after.get(..offset).unwrap_or_default();
            return cut.rsplit_once(char::is_whitespace).map_or(offset, |(cut, _)| cut.trim_end().len());
        }
        newline = character == '\n' || newline && character.is_whitespace();
        steps += 1;
    }
    after.trim_end().len()
}

/// How many bytes of callouts stand right behind a stop, as in `rose.3 Then` and `rose.[3][label] Then`: numbers, or
/// numbers and labels in brackets, and a blank behind them. What stands before the stop tells them from `3.5` and
/// `vol.2`.
fn callouts(before: &str, behind: &str) -> usize {
    if is_shortened(before) {
        return 0;
    }
    let mut rest = behind;
    loop {
        let (open, close) = match rest.chars().next() {
            Some('[') => ("[", "]"),
            Some('(') => ("(", ")"),
            _ => ("", ""),
        };
        let inner = rest.get(open.len()..).unwrap_or_default();
        let spells = |c: char| c.is_numeric() || open == "[" && (is_alphanumeric(c) || matches!(c, '-' | '_' | '^'));
        let length = inner.find(|c: char| !spells(c)).unwrap_or(inner.len());
        let (marker, left) = inner.split_at_checked(length).unwrap_or_default();
        let longest = if open == "[" { LABEL } else { CALLOUT };
        if marker.is_empty() || marker.chars().count() > longest || !left.starts_with(close) {
            break;
        }
        rest = left.get(close.len()..).unwrap_or_default();
    }
    let ends = rest.chars().next().is_none_or(|c| c.is_whitespace() || is_closing(c));
    if ends { behind.len() - rest.len() } else { 0 }
}

/// Whether a line is a URL and nothing else, as those are that converters list behind the text of a page.
fn is_url_line(line: &str) -> bool {
    let line = line.trim();
    line.contains("://") && !line.contains(char::is_whitespace)
}

fn is_closing(character: char) -> bool {
    matches!(character, '"' | '”' | '’' | '»' | ')' | ']')
}

/// Whether the text ends in a single capital letter, as in an initial.
fn is_initial(before: &str) -> bool {
    let mut last = before.chars().rev();
    last.next().is_some_and(char::is_uppercase) && last.next().is_none_or(|c| !is_alphanumeric(c))
}

#[cfg(test)]
mod tests {
    use super::{around, split};
    use crate::text::quotation;

    #[test]
    fn sentences_of_a_text() {
        let full = "أعلن الوزير أن المدارس في المدن الثلاث تفتح أبوابها";
        for (text, expected) in [
            ("One two. Three four? Five", vec!["One two.", "Three four?", "Five"]),
            (
                "Dr. Reed met J. Smith at 3.5 percent. It rained.",
                vec!["Dr. Reed met J. Smith at 3.5 percent.", "It rained."],
            ),
            ("She said: “It rains. It pours.” Then she left.", vec!["She said: “It rains. It pours.” Then she left."]),
            ("Heading of the page\nThe text begins here.", vec!["Heading of the page", "The text begins here."]),
            ("1. The first of them. The second.", vec!["1. The first of them.", "The second."]),
            ("سوف نرى.. ثم نقرر. انتهى", vec!["سوف نرى.. ثم نقرر.", "انتهى"]),
            ("• one\n• two", vec!["• one", "• two"]),
        ] {
            let found = split(text, &quotation::find(text), &[]);
            let found: Vec<_> = found.into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text}");
        }
        let wrapped = format!("{full}\n\n{full}.\n\nعنوان قصير\n\n{full}");
        assert_eq!(split(&wrapped, &[], &[]).len(), 3, "{wrapped}");
        let called = "It rained.1 It poured.2 It ended.";
        let marks = [10..11, 22..23];
        let found: Vec<_> = split(called, &[], &marks).into_iter().map(|range| &called[range]).collect();
        assert_eq!(found, ["It rained.1", "It poured.2", "It ended."]);
    }

    #[test]
    fn the_sentence_around_a_marker() {
        for (text, marker, expected) in [
            ("One two. Three four.1 Five.", "1", "Three four.1"),
            ("One two. He said: “Three four.”1 Five.", "1", "He said: “Three four.”1"),
            ("Of 3.5 and 4.5 the former.1 Five.", "5", "Of 3.5 and 4.5 the former.1"),
            ("First. The rate was 3.5 percent2, it rose. Last.", "2", "The rate was 3.5 percent2, it rose."),
            ("Heading\n\nBody text here[3] and more\n\nNext", "[3]", "Body text here[3] and more"),
            ("قال الوزير. زار الوفد المدينة4، ثم عاد. انتهى", "4", "زار الوفد المدينة4، ثم عاد."),
            ("By J. Smith5 and others. End.", "5", "By J. Smith5 and others."),
            ("It rose.3 It fell.4 It ended.5", "4", "It fell.4"),
            ("هبط المنسوب.٣ وارتفعت الأسعار.٤ ثم عادت.٥", "٤", "وارتفعت الأسعار.٤"),
            ("It rose.[3][4] It fell.[5] It was 2.5 metres.[6]", "[6]", "It was 2.5 metres.[6]"),
            ("It rose.¹ It fell². It ended.", "²", "It fell²."),
            ("It rose. It fell.[low] [lower]\n\nIt ended.", "[lower]", "It fell.[low] [lower]"),
            ("It rose.[high] It fell.[low] It ended.", "[low]", "It fell.[low]"),
            ("Since .20192 it fell. It ended.", "2 ", "Since .20192 it fell."),
            ("It stands in vol.2 of the book7, or so.", "7", "It stands in vol.2 of the book7, or so."),
            ("He left. ، then he came7 back.", "7", "then he came7 back."),
            ("https://site.example/a\nA page begins6 here\nhttps://site.example/b\n", "6", "A page begins6 here"),
            ("https://site.example/a\n\u{c}A page begins6 here\n\u{c}and ends", "6", "A page begins6 here"),
        ] {
            let start = text.find(marker).expect("the marker stands in its text");
            let range = around(text, &(start..start + marker.len()));
            assert_eq!(text.get(range), Some(expected), "{text}");
        }
    }
}
