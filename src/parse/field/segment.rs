//! The segments of a work: what stands between its commas and marks.

use std::ops::Range;

use crate::text::digits;
use crate::text::letters::{is_alphabetic, is_alphanumeric};
use crate::text::line::one_line;
use crate::text::phrases::Phrases;

use super::date::accessed;
use super::url::PrintedUrl;
use super::works::Work;

/// A stretch of a work between commas and marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Where it stands in the note's text.
    pub range: Range<usize>,
    /// Its text on one line, without the punctuation around it.
    pub text: String,
    /// Whether it is quoted.
    pub quoted: bool,
    /// Whether it stands before the first date, label or URL.
    pub leads: bool,
}

impl Segment {
    /// Its number of words.
    pub fn words(&self) -> usize {
        self.text.split_whitespace().filter(|word| word.chars().any(is_alphanumeric)).count()
    }

    /// Its number of letters.
    pub fn letters(&self) -> usize {
        self.text.chars().filter(|&c| is_alphabetic(c)).count()
    }
}

/// Words before a colon that lead into a citation, whatever stands before them: `وللمزيد عن النهر انظر:`.
static LEAD: Phrases = Phrases::pattern(
    &["نظر", "راجع"],
    r"(?sx) ^ [\s.,،;؛:]* (?: [^\n:,،]*? [<edge>--[\n:,،]] )? (?: انظر | يُنظر | ينظر | راجع ) \s* : \s*",
);

/// Words that lead into a citation and are no part of it.
static INTRO: Phrases = Phrases::pattern(
    &["نظر", "راجع", "أيض", "كذلك", "see", "cf", "also", "ayr", "bkz", "bak", "voir", "siehe", "vgl"],
    r"(?isx) ^ [\s.,،;؛:]*
    (?: (?: و? (?:انظر|يُنظر|ينظر|راجع) (?: \s+ (?: أيض[اًا]+ | أيضًا | كذلك ) )? | و? (?: أيض[اًا]+ | أيضًا | كذلك ) ) \s* :? \s+
      | (?: for \s+ (?:more|details) [^\n:,]* , \s* )? (?: see (?: \s+ also | ,? \s+ for \s+ example ,? )? | cf\.? | also ) \s* :? \s+
      | (?: ayr[ıi]ca \s+ )? (?: bkz\.? | bak[ıi]n[ıi]z ) \s* :? \s* (?: ayr[ıi]ca \s+ )?
      | ayr[ıi]ca \s* :? \s+
      | (?: voir (?: \s+ aussi )? | siehe (?: \s+ auch )? | vgl\. ) \s* :? \s+
    )",
);

/// What leads into a citation has at most so many characters, blanks around it left out. The patterns do not count them: that takes a copy of what is
/// counted for each, and most of the time that a short run takes.
const LONGEST_INTRO: usize = 90;

/// Pages, issues, volumes and paragraphs.
static LOCATOR: Phrases = Phrases::pattern(
    &[],
    r"(?ix) ^ (?: صص? | صفحة | العدد | عدد | المجلد | مجلد | مج | السنة | الطبعة | ط | ج
        | pp? | pages? | ss? | sayfa | say[ıi] | sy | cilt | c | nos? | nr | issue | vol | volume | ch | para | art | § | t | n° | № | bd | h )
    (?: \.? [\s.:]* \d | [.\s] [\s.:]* [ivxlc]+ (?: <edge> | $ ) | \.? \s* $ )
    | ^ (?: \d+ (?: st | nd | rd | th | e | ème )? | rev\. | revised | second | third ) \s+ (?: ed | edn | edition | éd | aufl )s? \.? $
    | ^ \d+ \. \s* (?: bs | bask[ıi] | aufl(?:age)? ) \.? $",
);

/// A text without the words that lead into a citation.
pub fn without_intro(text: &str) -> &str {
    let intro = [&LEAD, &INTRO].into_iter().find_map(|pattern| {
        let found = pattern.within(text)?.find(text)?;
        let words = text.get(found.range())?;
        (words.trim().chars().count() <= LONGEST_INTRO).then_some(found.end())
    });
    text.get(intro.unwrap_or_default()..).unwrap_or(text)
}

/// Where the work begins once words such as "see also" are passed.
pub fn beginning(work: &Work) -> usize {
    let text = work.text();
    work.range.start + text.len() - without_intro(text).len()
}

/// Whether a text is a page, an issue or the like, or has no letters at all.
pub fn is_locator(text: &str) -> bool {
    let letters = text.chars().filter(|&c| is_alphabetic(c)).count();
    let few = text.split_whitespace().take(7).count() <= 6;
    let digits = text.chars().any(char::is_numeric);
    letters == 0 || (digits && letters <= 2) || few && LOCATOR.is_in(text)
}

/// The segments of a work whose text runs in order, without pages, issues and what has no letters.
pub fn segments(work: &Work) -> Vec<Segment> {
    let begin = beginning(work);
    let masks = masks(work);
    let first_mark = masks.iter().find(|mask| mask.start >= begin).map_or(work.range.end, |mask| mask.start);
    let mut cutter = Cutter { work, first_mark, start: begin, segments: Vec::new() };
    let sentences = has_year_first(work.text());
    let brackets = brackets(work);
    let quotes: Vec<&Range<usize>> = work.quotes().filter(|quote| ends_with_quote(work, quote)).collect();
    let mut masks = masks.iter().peekable();
    let mut quotes = quotes.into_iter().peekable();
    let mut brackets = brackets.iter().peekable();
    let mut skip = begin;
    for (at, c) in work.text().char_indices().map(|(at, c)| (at + work.range.start, c)) {
        while masks.next_if(|mask| mask.end <= at.max(skip) && mask.start < at).is_some() {}
        while quotes.next_if(|quote| quote.start <= skip).is_some() {}
        while brackets.next_if(|bracket| bracket.end <= at).is_some() {}
        if at < skip {
            continue;
        }
        if let Some(mask) = masks.next_if(|mask| mask.start <= at) {
            cutter.cut(at, mask.end.max(at));
            skip = mask.end;
            continue;
        }
        if let Some(quote) = quotes.peek()
            && quote.start == at + c.len_utf8()
            && (cutter.is_at_start(at) || cutter.is_introduced(at))
        {
            cutter.cut(at, at);
            let close = work.note.text.get(quote.end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            cutter.quoted(quote, quote.end + close);
            skip = quote.end + close;
            continue;
        }
        let inside = brackets.peek().is_some_and(|bracket| bracket.contains(&at));
        let within_quote = work.quotes().any(|quote| quote.contains(&at));
        if !inside && !within_quote && (is_cut(work, at, c, cutter.start) || sentences && ends_sentence(work, at, c)) {
            cutter.cut(at, at + c.len_utf8());
        }
    }
    cutter.cut(work.range.end, work.range.end);
    cutter.segments
}

struct Cutter<'w, 'n> {
    work: &'w Work<'n>,
    first_mark: usize,
    start: usize,
    segments: Vec<Segment>,
}

impl Cutter<'_, '_> {
    fn cut(&mut self, end: usize, next: usize) {
        let range = self.start..end.max(self.start);
        self.start = next;
        self.push(range, false);
    }

    fn quoted(&mut self, quote: &Range<usize>, next: usize) {
        self.start = next;
        self.push(quote.clone(), true);
    }

    fn push(&mut self, range: Range<usize>, quoted: bool) {
        let text = clean(self.work.note.slice(&range));
        if quoted || !is_locator(&text) {
            self.segments.push(Segment { leads: range.start < self.first_mark, range, text, quoted });
        }
    }

    /// Whether a colon stands right before this place: `Delta News: “A title”`.
    fn is_introduced(&self, at: usize) -> bool {
        self.work.note.slice(&(self.start..at)).trim_end().ends_with(':')
    }

    /// Whether no letter stands between the start of the segment and this place.
    fn is_at_start(&self, at: usize) -> bool {
        !self.work.note.slice(&(self.start..at)).chars().any(is_alphabetic)
    }
}

/// The marks that end a segment: URLs, labels, dates of their own, phrases of access with their dates.
fn masks(work: &Work) -> Vec<Range<usize>> {
    let mut masks: Vec<Range<usize>> = work.urls().flat_map(PrintedUrl::parts).cloned().collect();
    let labels = work.note.labels.iter().filter(|label| work.range.contains(&label.range.start));
    masks.extend(labels.map(|label| label.range.clone()));
    for (phrase, date) in accessed(work) {
        masks.push(phrase);
        masks.push(date.range.clone());
    }
    let brackets = brackets(work);
    let in_words = |range: &Range<usize>| {
        let bracket = brackets.iter().find(|bracket| bracket.start <= range.start && range.end <= bracket.end);
        bracket.is_some_and(|bracket| {
            let rest = [bracket.start..range.start, range.end..bracket.end];
            rest.iter().any(|part| work.note.slice(part).chars().any(is_alphabetic))
        })
    };
    let quoted = |range: &Range<usize>| work.quotes().any(|quote| quote.start <= range.start && range.end <= quote.end);
    let dates = work.dates().filter(|date| {
        let free = !in_words(&date.range) && !quoted(&date.range);
        free && (date.scrambled || is_apart(work, &date.range))
    });
    masks.extend(dates.map(|date| date.range.clone()));
    masks.sort_by_key(|mask| mask.start);
    masks
}

/// Whether a date stands apart from the words around it, on one side at least.
fn is_apart(work: &Work, range: &Range<usize>) -> bool {
    let before = work.note.slice(&(work.range.start..range.start)).trim_end().chars().next_back();
    let after = work.note.slice(&(range.end..work.range.end)).trim_start_matches(' ').chars().next();
    let parts = |c: Option<char>| c.is_none_or(|c| !is_alphanumeric(c) && !"'’-–".contains(c));
    parts(before) || parts(after)
}

/// Whether a year stands in brackets before a full stop, as in `Name, N. (2021). Title. Publisher.`: full stops part the
/// segments then.
fn has_year_first(text: &str) -> bool {
    /// The characters behind the year: a month and a day.
    const LONGEST: usize = 20;
    text.match_indices(").").any(|(close, _)| {
        let before = text.get(..close).unwrap_or_default();
        let inside = before.rfind(['(', ')']).and_then(|open| before.get(open..)?.strip_prefix('('));
        inside.is_some_and(|inside| {
            let digits = inside.chars().take(4).filter(|&digit| digits::is_digit(digit)).count();
            digits == 4 && inside.chars().count() <= 4 + LONGEST
        })
    })
}

/// Whether a full stop here ends a sentence, not an initial.
fn ends_sentence(work: &Work, at: usize, c: char) -> bool {
    let written = work.note.slice(&(work.range.start..at));
    let last = written.rsplit([' ', '.', '\n']).next().unwrap_or_default();
    c == '.' && last.chars().count() > 1 && work.note.slice(&(at + 1..work.range.end)).starts_with([' ', '\n'])
}

/// Whether a sign here ends the segment that began at `start`.
fn is_cut(work: &Work, at: usize, c: char, start: usize) -> bool {
    let rest = work.note.slice(&(at + c.len_utf8()..work.range.end));
    match c {
        ',' => !rest.starts_with(|next: char| next.is_ascii_digit()) || !ends_in_digit(work, at),
        '،' | '؛' | ';' | '|' => true,
        ':' => super::author::edits(work.note.slice(&(start..at))),
        // A sentence ends; what follows is a publisher's name.
        '.' => {
            rest.starts_with([' ', '\n'])
                && !rest.trim_start().is_empty()
                && super::publisher::begins(rest.trim_start(), &work.note.publishers)
        }
        _ => false,
    }
}

fn ends_in_digit(work: &Work, at: usize) -> bool {
    work.note.slice(&(work.range.start..at)).ends_with(|c: char| c.is_ascii_digit())
}

/// Whether a quotation is a segment by itself: what follows it is punctuation, within the marks or after them.
fn ends_with_quote(work: &Work, quote: &Range<usize>) -> bool {
    let inner = work.note.slice(quote);
    let mut after = work.note.slice(&(quote.end..work.range.end)).chars();
    after.next();
    let next = after.find(|c| *c != ' ');
    let closes = next.is_none_or(|c| ",،.;؛()[\n".contains(c));
    let words = inner.split_whitespace().count();
    words > 0
        && (closes || inner.trim_end().ends_with([',', '،', '.', '?', '!', '؟']))
        && inner.chars().any(is_alphabetic)
}

/// The matched brackets of a work, outermost, each from its opening to after its closing one.
pub fn brackets(work: &Work) -> Vec<Range<usize>> {
    let mut stack = Vec::new();
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, c) in work.text().char_indices().map(|(at, c)| (at + work.range.start, c)) {
        match c {
            '(' | '[' => stack.push(at),
            ')' | ']' => {
                if let Some(start) = stack.pop() {
                    // An outer bracket replaces the inner ones it holds.
                    while found.last().is_some_and(|inner| inner.start > start) {
                        found.pop();
                    }
                    found.push(start..at + 1);
                }
            }
            _ => {}
        }
    }
    found
}

/// A text on one line, without the punctuation around it.
pub fn clean(text: &str) -> String {
    let mut text = text.trim();
    loop {
        let before = text;
        text = text.trim_matches(surrounds);
        for (open, close) in [('(', ')'), ('[', ']')] {
            let count = |bracket: char| text.bytes().filter(|&byte| char::from(byte) == bracket).count();
            let (opened, closed) = (count(open), count(close));
            if opened > closed {
                text = text.strip_prefix(open).or_else(|| text.strip_suffix(open)).unwrap_or(text);
            } else if closed > opened {
                text = text.strip_suffix(close).or_else(|| text.strip_prefix(close)).unwrap_or(text);
            }
        }
        // A straight mark beside a space belongs to what displacement took away.
        text = text.strip_prefix("\" ").unwrap_or(text);
        text = text.strip_suffix(" \"").unwrap_or(text);
        text = text.strip_suffix("()").or_else(|| text.strip_suffix("[]")).unwrap_or(text);
        if text == before {
            return one_line(text);
        }
    }
}

/// Whether a character around a field is no part of it.
fn surrounds(c: char) -> bool {
    let punctuates =
        matches!(c, '.' | ',' | '،' | ';' | '؛' | ':' | '–' | '—' | '-' | '/' | '|' | '<' | '>' | '*' | '_');
    punctuates || c.is_whitespace() || is_unseen(c)
}

fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{61c}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_is_guarded() {
        for phrases in [&LEAD, &INTRO] {
            crate::text::phrases::tests::assert_guarded(phrases);
        }
    }

    #[test]
    fn pages_and_the_like_are_told_in_every_script() {
        for text in ["p. 12", "ص १२", "vol. iv", "sayfa ۱۲", "2nd ed.", "العدد 3"] {
            assert!(is_locator(text), "{text}");
        }
        for text in ["The quay", "Port Herald", "نهر الضفة"] {
            assert!(!is_locator(text), "{text}");
        }
    }

    #[test]
    fn a_year_in_brackets_before_a_full_stop_is_told() {
        for (text, expected) in [
            ("Porter, A. (2021). The quay.", true),
            ("Porter, A. (2021, May 5). The quay.", true),
            ("بورتر (٢٠٢١). الرصيف.", true),
            ("Porter (2nd ed.), The quay (2021).", true),
            ("Porter (2021), The quay.", false),
            ("Porter (May 2021). The quay.", false),
            ("Porter (2021, in the second edition of). The quay.", false),
            ("2021). The (quay).", false),
            ("", false),
        ] {
            assert_eq!(has_year_first(text), expected, "{text}");
        }
    }
}
