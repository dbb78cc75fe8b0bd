//! A text as it counts in comparisons.

use std::sync::atomic::{AtomicU32, Ordering};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::letters::is_alphanumeric;
use crate::text::{arabic, turkish};

/// The zero-width non-joiner.
const ZWNJ: char = '\u{200C}';

/// A text as it counts in comparisons: compatibility forms, marks, direction controls and case are gone, letters that
/// stand for one another are one, and everything but letters and digits is a single space.
///
/// ```
/// use isnad::text::similarity::fold;
/// assert_eq!(fold("«الأزمةُ» السوريّة: ٢٠٢١"), "الازمه السوريه 2021");
/// assert_eq!(fold("İSTANBUL'da Işık – Straße"), "istanbul da isik strasse");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    if text.is_ascii() {
        fold_ascii(text, &mut folded);
        return folded;
    }
    for character in text.chars() {
        match folded_alone(character) {
            SKIP => {}
            GAP => gap = true,
            code if code < SEVERAL => {
                if gap && !folded.is_empty() {
                    folded.push(' ');
                }
                gap = false;
                folded.extend(char::from_u32(code));
            }
            _ => fold_character(character, &mut folded, &mut gap),
        }
    }
    folded
}

/// Of each of the first characters what it comes to, once it was met: the alphabets up to Arabic, those of Latin and Greek
/// with marks, and punctuation. A text has few of them.
static FOLDED: [AtomicU32; 0x2100] = [const { AtomicU32::new(UNMET) }; 0x2100];

/// What was not met yet.
const UNMET: u32 = u32::MAX;
/// What does not count at all.
const SKIP: u32 = u32::MAX - 1;
/// What is a space.
const GAP: u32 = u32::MAX - 2;
/// What depends on what stands before it, or comes to several characters.
const SEVERAL: u32 = u32::MAX - 3;

/// What a character comes to whatever stands around it: a character, or one of the codes above.
fn folded_alone(character: char) -> u32 {
    let Some(kept) = FOLDED.get(character as usize) else { return SEVERAL };
    match kept.load(Ordering::Relaxed) {
        UNMET => {
            let folded = worked_out(character);
            kept.store(folded, Ordering::Relaxed);
            folded
        }
        folded => folded,
    }
}

/// What [`folded_alone`] keeps.
fn worked_out(character: char) -> u32 {
    let (mut folded, mut gap) = (String::new(), false);
    fold_character(character, &mut folded, &mut gap);
    let mut characters = folded.chars();
    match (characters.next(), characters.next(), gap) {
        _ if character == ZWNJ => SEVERAL,
        (None, _, true) => GAP,
        (None, _, false) => SKIP,
        // A gap that was passed is over by now, so that one before the character does not show.
        (Some(one), None, false) if character.nfkd().all(|part| !is_gap(part)) => u32::from(one),
        _ => SEVERAL,
    }
}

fn is_gap(part: char) -> bool {
    !is_alphanumeric(part) && !is_combining_mark(part) && !is_format_control(part) && arabic::fold(part).is_some()
}

/// Folds a character behind what is folded already. Marks are dropped, so that it does not matter which follow it.
fn fold_character(character: char, folded: &mut String, gap: &mut bool) {
    if character == ZWNJ {
        // Persian writers part words by it, by a space or not at all.
        *gap |= folded.ends_with(arabic::is_arabic);
        return;
    }
    for character in character.nfkd() {
        if is_combining_mark(character) || is_format_control(character) {
            continue;
        }
        let Some(character) = arabic::fold(character) else { continue };
        if !is_alphanumeric(character) {
            *gap = true;
            continue;
        }
        if *gap && !folded.is_empty() {
            folded.push(' ');
        }
        *gap = false;
        match turkish::lower(character) {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            lower => folded.push(lower),
        }
    }
}

/// What [`fold`] comes to where no character is anything but itself.
fn fold_ascii(text: &str, folded: &mut String) {
    for word in text.split(|character: char| !character.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        let start = folded.len();
        folded.push_str(word);
        if let Some(word) = folded.get_mut(start..) {
            word.make_ascii_lowercase();
        }
    }
}

/// Characters that are there for layout and direction only (the Unicode default-ignorable format controls that occur
/// in running text).
fn is_format_control(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_folds_as_the_rule_does() {
        for character in (0..0x1_1000).filter_map(char::from_u32) {
            let text = format!("ب{character}ب {character} a{character}é");
            let (mut folded, mut gap) = (String::new(), false);
            text.chars().for_each(|character| fold_character(character, &mut folded, &mut gap));
            assert_eq!(fold(&text), folded, "{character:?}");
        }
    }
}
