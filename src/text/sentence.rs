//! The sentence around a place in a text.

use std::ops::Range;

/// A sentence is cut off this many characters to either side.
const REACH: usize = 240;

/// The byte range of the sentence around `place`: from the sentence end, blank line or form feed before it to the one
/// after it.
///
/// A full stop counts where a space, a line end or a quotation mark follows it, not in `3.5` or `U.S.`-like
/// abbreviations of one letter; a marker right after the full stop still belongs to the sentence before it.
pub fn around(text: &str, place: &Range<usize>) -> Range<usize> {
    let before = text.get(..place.start).unwrap_or_default();
    let after = text.get(place.end..).unwrap_or_default();
    let start = start(before);
    let end = place.end + end(after);
    start..end.min(text.len())
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
        let ends = is_stop(character) && later.is_none_or(|next: char| next.is_whitespace() || is_closing(next));
        let breaks = character == '\n' && newline || character == '\u{c}';
        if ends && !is_initial(own.get(..offset).unwrap_or_default()) || breaks {
            let from = offset + character.len_utf8();
            let rest = before.get(from..).unwrap_or_default();
            let skipped = rest.trim_start_matches(|c: char| c.is_whitespace() || is_closing(c));
            return before.len() - skipped.len();
        }
        if steps >= REACH {
            return offset;
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
        if is_stop(character)
            && next.is_none_or(|next| next.is_whitespace() || is_closing(next))
            && !is_initial(after.get(..offset).unwrap_or_default())
        {
            return offset + character.len_utf8();
        }
        if character == '\n' && newline || character == '\u{c}' || steps >= REACH {
            return after.get(..offset).unwrap_or_default().trim_end().len();
        }
        newline = character == '\n' || newline && character.is_whitespace();
        steps += 1;
    }
    after.trim_end().len()
}

fn is_closing(character: char) -> bool {
    matches!(character, '"' | '”' | '’' | '»' | ')' | ']')
}

/// Whether the text ends in a single capital letter, as in an initial.
fn is_initial(before: &str) -> bool {
    let mut last = before.chars().rev();
    last.next().is_some_and(char::is_uppercase) && last.next().is_none_or(|c| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::around;

    #[test]
    fn the_sentence_around_a_marker() {
        for (text, marker, expected) in [
            ("One two. Three four.1 Five.", "1", "Three four.1 Five."),
            ("First. The rate was 3.5 percent2, it rose. Last.", "2", "The rate was 3.5 percent2, it rose."),
            ("Heading\n\nBody text here[3] and more\n\nNext", "[3]", "Body text here[3] and more"),
            ("قال الوزير. زار الوفد المدينة4، ثم عاد. انتهى", "4", "زار الوفد المدينة4، ثم عاد."),
            ("By J. Smith5 and others. End.", "5", "By J. Smith5 and others."),
            ("https://site.example/a\n\u{c}A page begins6 here\n\u{c}and ends", "6", "A page begins6 here"),
        ] {
            let start = text.find(marker).expect("the marker stands in its text");
            let range = around(text, &(start..start + marker.len()));
            assert_eq!(text.get(range), Some(expected), "{text}");
        }
    }
}
