//! What a text quotes.

use std::ops::Range;

/// A quotation of more bytes than this was never closed.
const LONGEST: usize = 3000;

/// The quotations of a text, marks included, in order; none lies in another.
///
/// Marks are told by where they stand, not by their shape: converters of right-to-left pages turn them round
/// (`”…“`), and writers mix them. A quotation that is not closed is none, nor is one that another begins in.
///
/// ```
/// use isnad::text::quotation::find;
/// let text = "قال إن ”الانفتاح“ بدأ، و«عاد» كـ“أمس“";
/// let quoted: Vec<_> = find(text).into_iter().map(|range| &text[range]).collect();
/// assert_eq!(quoted, ["”الانفتاح“", "«عاد»", "“أمس“"]);
/// ```
pub fn find(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut before: [Option<char>; 2] = [None, None];
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let after = characters.peek().map(|&(_, next)| next);
        if is_mark(character) {
            match open {
                Some((start, opening)) if closes(opening, character, before[1], after) && at - start <= LONGEST => {
                    found.push(start..at + character.len_utf8());
                    open = None;
                }
                _ if opens(character, before, after) => open = Some((at, character)),
                _ => {}
            }
        }
        before = [before[1], Some(character)];
    }
    found
}

fn is_mark(character: char) -> bool {
    matches!(character, '"' | '“' | '”' | '„' | '‟' | '״' | '«' | '»')
}

fn opens(mark: char, before: [Option<char>; 2], after: Option<char>) -> bool {
    if mark == '«' {
        return true;
    }
    // Arabic joins some words of one letter to what follows them: `و"…"`, `كـ"…"`.
    let joined = || {
        matches!(before[1], Some('و' | 'ف' | 'ب' | 'ك' | 'ل' | 'ـ'))
            && (before[1] == Some('ـ') || before[0].is_none_or(char::is_whitespace))
    };
    let free = before[1].is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | ':' | '،' | ',' | '—' | '–'));
    mark != '»' && (free || joined()) && after.is_some_and(|c| !c.is_whitespace())
}

fn closes(opening: char, mark: char, before: Option<char>, after: Option<char>) -> bool {
    if opening == '«' || mark == '»' {
        return opening == '«' && mark == '»';
    }
    before.is_some_and(|c| !c.is_whitespace()) && after.is_none_or(|c| !c.is_alphanumeric()) && mark != '«'
}

#[cfg(test)]
mod tests {
    use super::find;

    fn quoted(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn marks_are_told_by_where_they_stand() {
        for (text, expected) in [
            ("He said “we shall see” and left.", vec!["“we shall see”"]),
            ("قائلا: ”سنرى ذلك غدا“.", vec!["”سنرى ذلك غدا“"]),
            ("\"one\", \"two\" and \"three\"", vec!["\"one\"", "\"two\"", "\"three\""]),
            ("« À demain », dit-il", vec!["« À demain »"]),
            ("„Bis morgen“, sagte sie", vec!["„Bis morgen“"]),
            ("״נפגשים מחר, אמר דובר צה״ל״, נמסר", vec!["״נפגשים מחר, אמר דובר צה״ל״"]),
        ] {
            assert_eq!(quoted(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_closed_is_none() {
        assert_eq!(quoted("هو ”تأمين غطاء من النظام. ثم قال ”سنرى“ وانصرف"), ["”سنرى“"]);
        assert_eq!(quoted("a 5\" pipe and a 7\" one"), Vec::<&str>::new());
        assert_eq!(quoted("“never closed, to the end"), Vec::<&str>::new());
        assert_eq!(quoted("closed” only"), Vec::<&str>::new());
    }
}
