//! Markers: what is printed where a note is called, and the names that pages give to such places.

use crate::text::digits;

/// Names that only places of notes have, wherever they stand in a class or an id.
const NAMES: [&str; 22] = [
    "footnote",
    "endnote",
    "sidenote",
    "noteref",
    "note_ref",
    "fnref",
    "ftnref",
    "_ftn",
    "ftnt",
    "_edn",
    "cite_ref",
    "cite_note",
    "cite-note",
    "cite-ref",
    "spip_note",
    "fussnote",
    "notepied",
    "bookfoot",
    "linknote",
    "note-ref",
    "refnote",
    "dipnot",
];

/// Beginnings of ids that name a note where a number follows.
const COUNTED: [&str; 16] = [
    "fn", "en", "nb", "nh", "ftn", "edn", "note", "notes", "ref", "cite", "citation", "bib", "bib.bib", "not", "anm",
    "n",
];

/// Whether a class, an id or a fragment names a note or its callout.
pub(super) fn names_note(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    if lower.contains("back") && !lower.contains("note") {
        return false;
    }
    NAMES.iter().any(|known| lower.contains(known)) || counted(&lower).is_some()
}

/// `fn:3`, `note-12`: the beginning of an id that a number follows.
pub(super) fn counted(id: &str) -> Option<&str> {
    let letters = id
        .trim_end_matches(|character: char| digits::is_digit(character) || matches!(character, '-' | '_' | ':' | '.'));
    let numbered = letters.len() < id.len() && id.ends_with(digits::is_digit);
    (numbered && COUNTED.contains(&letters.trim_end_matches(['-', '_', ':', '.']))).then_some(letters)
}

/// How much the text of a link looks like a marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Look {
    /// Like none.
    None,
    /// A letter or a word: a marker only where the page says so.
    Word,
    /// A number or a sign.
    Number,
}

/// Whether a text looks like a marker.
pub(super) fn look(label: &str) -> Look {
    let bare = bare(label);
    let length = bare.chars().count();
    if length == 0 || length > 24 {
        return Look::None;
    }
    if digits::number(&bare).is_some_and(|number| number < 10_000) || is_sign(&bare) {
        return Look::Number;
    }
    let number = digits::marker_number(&bare);
    if number != bare && length <= 12 {
        return if number.starts_with(|character: char| character.is_ascii_digit()) {
            Look::Number
        } else {
            Look::Word
        };
    }
    if bare.chars().any(char::is_alphanumeric) { Look::Word } else { Look::None }
}

/// The marker without brackets, blanks and the signs that end it.
pub(super) fn bare(label: &str) -> String {
    let ends = |character: char| {
        character.is_whitespace()
            || matches!(
                character,
                '[' | ']' | '(' | ')' | '{' | '}' | '^' | '.' | ':' | '\u{200B}' | '\u{FEFF}' | '\u{2060}'
            )
            || matches!(character, '（' | '）' | '［' | '］' | '〔' | '〕' | '﴾' | '﴿')
    };
    label.trim_matches(ends).to_owned()
}

/// Whether a text is a sign that calls notes, perhaps doubled.
fn is_sign(text: &str) -> bool {
    let is_sign = |character: char| {
        matches!(character, '*' | '†' | '‡' | '§' | '¶' | '‖' | '※' | '#' | '∗' | '⁎' | '٭' | '◊' | '⁂')
    };
    text.chars().all(is_sign) && text.chars().count() <= 6
}

/// Whether a text in brackets is a callout by its looks alone.
pub(super) fn is_bracketed(label: &str) -> bool {
    let label = label.trim();
    label.starts_with(['[', '［', '〔']) && label.ends_with([']', '］', '〕'])
}

/// Whether a text is nothing but an arrow or another sign that leads back, or the letters and numbers of several.
pub(super) fn leads_back(label: &str) -> bool {
    let letters = label.chars().filter(|character| character.is_alphanumeric()).count();
    letters == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_told_from_words() {
        for (label, expected) in [
            ("1", Look::Number),
            ("[12]", Look::Number),
            ("(٣)", Look::Number),
            ("*", Look::Number),
            ("††", Look::Number),
            ("iv", Look::Number),
            ("n 1", Look::Word),
            ("a", Look::Word),
            ("CIT2002", Look::Word),
            ("20211", Look::Word),
            ("↩", Look::None),
            ("", Look::None),
            ("a much longer text of a link", Look::None),
        ] {
            assert_eq!(look(label), expected, "{label}");
        }
    }

    #[test]
    fn names_of_notes_are_told_from_others() {
        for (name, expected) in [
            ("fn1", true),
            ("fnref:1:2", true),
            ("_ftn3", true),
            ("cite_note-Smith-4", true),
            ("note-3", true),
            ("sdfootnote1sym", true),
            ("easy-footnote-bottom-1-99", true),
            ("note", false),
            ("notebook", false),
            ("section-3", false),
            ("top", false),
            ("headline2", false),
        ] {
            assert_eq!(names_note(name), expected, "{name}");
        }
    }
}
