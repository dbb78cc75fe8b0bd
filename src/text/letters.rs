//! Letters told from other characters, as the standard library tells them.
//!
//! Beyond ASCII it runs through hundreds of ranges for each character; a text asks many times about few of them.

use std::sync::atomic::{AtomicU8, Ordering};

/// Characters of which the answer is kept: the alphabets up to Arabic, those of Latin and Greek with marks, and
/// punctuation.
const KEPT: usize = 0x2100;

/// Of each of them what [`looked_up`] says; nothing where it was not asked yet.
static ANSWERS: [AtomicU8; KEPT] = [const { AtomicU8::new(0) }; KEPT];

const KNOWN: u8 = 1;
const ALPHABETIC: u8 = 2;
const NUMERIC: u8 = 4;

/// [`char::is_alphabetic`], quicker for characters met before.
///
/// ```
/// use isnad::text::letters::is_alphabetic;
/// assert!("نهرaé江".chars().all(is_alphabetic));
/// assert!(!"، ٣3".chars().any(is_alphabetic));
/// ```
pub fn is_alphabetic(character: char) -> bool {
    if character.is_ascii() { character.is_ascii_alphabetic() } else { answer(character) & ALPHABETIC != 0 }
}

/// [`char::is_alphanumeric`], quicker for characters met before.
pub fn is_alphanumeric(character: char) -> bool {
    if character.is_ascii() {
        character.is_ascii_alphanumeric()
    } else {
        answer(character) & (ALPHABETIC | NUMERIC) != 0
    }
}

fn answer(character: char) -> u8 {
    let Some(kept) = ANSWERS.get(character as usize) else { return looked_up(character) };
    match kept.load(Ordering::Relaxed) {
        0 => {
            let answer = looked_up(character);
            kept.store(answer, Ordering::Relaxed);
            answer
        }
        answer => answer,
    }
}

fn looked_up(character: char) -> u8 {
    KNOWN | if character.is_alphabetic() { ALPHABETIC } else { 0 } | if character.is_numeric() { NUMERIC } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_the_standard_library() {
        for character in (0..0x1_1000).filter_map(char::from_u32) {
            // The second answer is the one that was kept.
            for _ in 0..2 {
                assert_eq!(is_alphabetic(character), character.is_alphabetic(), "{character:?}");
                assert_eq!(is_alphanumeric(character), character.is_alphanumeric(), "{character:?}");
            }
        }
    }
}
