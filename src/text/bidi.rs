//! The direction of writing, and the invisible characters that steer it.

use crate::model::Direction;
use crate::text::letters::is_alphabetic;

/// Whether a character is written from right to left (Unicode's strong classes R and AL, by block).
///
/// Digits, Arabic ones included, take their direction from around them and are not counted.
pub fn is_rtl(character: char) -> bool {
    match character {
        '\u{0660}'..='\u{0669}' | '\u{066A}'..='\u{066C}' | '\u{06F0}'..='\u{06F9}' | '\u{FEFF}' => false,
        '\u{0590}'..='\u{08FF}'
        | '\u{200F}'
        | '\u{FB1D}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFE}'
        | '\u{10800}'..='\u{10FFF}'
        | '\u{1E800}'..='\u{1EFFF}' => true,
        _ => false,
    }
}

/// Whether a character is one of the invisible controls of the bidirectional algorithm (UAX #9, `Bidi_Control`).
pub fn is_control(character: char) -> bool {
    matches!(
        character,
        '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
    )
}

/// The direction in which most words of a text run; left to right where there are none.
///
/// URLs are left out: they run left to right in every language.
pub fn direction(text: &str) -> Direction {
    let (mut rtl, mut ltr) = (0_usize, 0_usize);
    let is_url = |word: &str| word.contains(':') && word.contains("://") || word.starts_with("www.");
    for word in text.split_whitespace().filter(|word| !is_url(word)) {
        if !word.is_ascii() && word.chars().any(|character| is_rtl(character) && !is_control(character)) {
            rtl += 1;
        } else if word.chars().any(is_alphabetic) {
            ltr += 1;
        }
    }
    if rtl > ltr { Direction::Rtl } else { Direction::Ltr }
}

/// The text without the controls of [`is_control`].
pub fn strip_controls(text: &str) -> String {
    text.chars().filter(|&character| !is_control(character)).collect()
}

/// Whether a text holds controls that can make it look like another: overrides, or isolates that are not closed.
pub fn has_hidden_controls(text: &str) -> bool {
    let mut open = 0_usize;
    for character in text.chars() {
        match character {
            '\u{202D}' | '\u{202E}' => return true,
            '\u{2066}'..='\u{2068}' => open += 1,
            '\u{2069}' if open == 0 => return true,
            '\u{2069}' => open -= 1,
            _ => {}
        }
    }
    open > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_words_decide_the_direction() {
        for (text, expected) in [
            ("", Direction::Ltr),
            ("12 ٣٤", Direction::Ltr),
            ("plain words", Direction::Ltr),
            ("كتاب المدينة", Direction::Rtl),
            ("كتاب https://long.example/with/a/very/long/path", Direction::Rtl),
            ("كتاب in an English sentence", Direction::Ltr),
            ("ספר קטן A", Direction::Rtl),
        ] {
            assert_eq!(direction(text), expected, "{text}");
        }
    }

    #[test]
    fn only_misleading_controls_are_hidden_ones() {
        for (text, expected) in [
            ("plain", false),
            ("\u{200F}mark\u{200E}", false),
            ("\u{202B}كتاب\u{202C}", false),
            ("\u{2067}كتاب\u{2069}", false),
            ("\u{2067}كتاب", true),
            ("كتاب\u{2069}", true),
            ("a\u{202E}b\u{202C}", true),
        ] {
            assert_eq!(has_hidden_controls(text), expected, "{text:?}");
        }
        assert_eq!(strip_controls("\u{202B}كتاب\u{202C} \u{200F}٣\u{2069}"), "كتاب ٣");
    }

    #[test]
    fn digits_have_no_direction_of_their_own() {
        assert!(is_rtl('ك') && is_rtl('ש') && is_rtl('پ'));
        assert!(!is_rtl('٣') && !is_rtl('۳') && !is_rtl('a') && !is_rtl('3'));
    }
}
