//! How word processors number notes and lists.

use crate::text::digits;

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::read) enum Format {
    /// In the ten digits from this zero on.
    Digits(char),
    /// `1`
    #[default]
    Decimal,
    /// `i`
    LowerRoman,
    /// `I`
    UpperRoman,
    /// `a` … `z`, `aa`, `bb`
    LowerLetter,
    /// `A` … `Z`, `AA`, `BB`
    UpperLetter,
    /// `*`, `†`, `‡`, `§`, `**`
    Signs,
    /// `أ`, `ب`, `ت` in the order of the alphabet.
    ArabicAlphabet,
    /// `أ`, `ب`, `ج` in the order of the abjad.
    ArabicAbjad,
    /// `①`
    Circled,
    /// `- 1 -`
    Dashes,
    /// `一`
    Chinese,
    /// Nothing.
    Hidden,
}

/// Where the numbers of notes begin anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::read) enum Restart {
    /// Nowhere.
    #[default]
    Never,
    /// In every section.
    Section,
    /// On every page.
    Page,
}

/// How the notes of one kind are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) struct Numbering {
    pub(in crate::read) format: Format,
    pub(in crate::read) start: u32,
    pub(in crate::read) restart: Restart,
}

const ALPHABET: &str = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي";
const ABJAD: &str = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ";
/// The signs in the order in which the Chicago Manual of Style uses them; then each is doubled.
const SIGNS: [char; 4] = ['*', '†', '‡', '§'];
const CHINESE: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
/// Letters and signs are repeated no more often than this.
const MAX_REPEATED: u32 = 20;

impl Format {
    /// A number as it is printed.
    pub(in crate::read) fn print(self, number: u32) -> String {
        match self {
            Self::Decimal => number.to_string(),
            Self::Digits(zero) => with_zero(number, zero),
            Self::LowerRoman => digits::to_roman(number).to_lowercase(),
            Self::UpperRoman => digits::to_roman(number),
            Self::LowerLetter => repeated(number, 'a'..='z'),
            Self::UpperLetter => repeated(number, 'A'..='Z'),
            Self::Signs => repeated(number, SIGNS),
            Self::ArabicAlphabet => repeated(number, ALPHABET.chars()),
            Self::ArabicAbjad => repeated(number, ABJAD.chars()),
            Self::Circled => char::from_u32(0x245f + number)
                .filter(|_| (1..=20).contains(&number))
                .map_or_else(|| number.to_string(), |circled| circled.to_string()),
            Self::Dashes => format!("- {number} -"),
            Self::Chinese => chinese(number),
            Self::Hidden => String::new(),
        }
    }

    /// The number that a reader is to be told: the sign itself where notes are marked with signs.
    pub(in crate::read) fn number(self, number: u32) -> String {
        if self == Self::Signs { self.print(number) } else { number.to_string() }
    }
}

/// The letters from first to last, then each of them twice, then thrice.
fn repeated(number: u32, letters: impl IntoIterator<Item = char>) -> String {
    let letters: Vec<char> = letters.into_iter().collect();
    let Some(index) = number.checked_sub(1).map(|index| index as usize) else { return String::new() };
    let times = (index / letters.len() + 1).min(MAX_REPEATED as usize);
    letters.get(index % letters.len()).map_or_else(String::new, |letter| letter.to_string().repeat(times))
}

fn with_zero(number: u32, zero: char) -> String {
    let digit = |ascii: char| char::from_u32(zero as u32 + (ascii as u32 - '0' as u32)).unwrap_or(ascii);
    number.to_string().chars().map(digit).collect()
}

fn chinese(number: u32) -> String {
    let digit = |value: u32| CHINESE.get(value as usize).copied().unwrap_or('〇').to_string();
    match number {
        0..=9 => digit(number),
        10..=99 => {
            let (tens, ones) = (number / 10, number % 10);
            let tens = if tens == 1 { String::new() } else { digit(tens) };
            let ones = if ones == 0 { String::new() } else { digit(ones) };
            format!("{tens}十{ones}")
        }
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_printed_as_word_processors_do() {
        for (format, number, expected) in [
            (Format::Decimal, 12, "12"),
            (Format::Digits('٠'), 12, "١٢"),
            (Format::LowerRoman, 4, "iv"),
            (Format::UpperRoman, 19, "XIX"),
            (Format::LowerLetter, 2, "b"),
            (Format::LowerLetter, 27, "aa"),
            (Format::LowerLetter, 28, "bb"),
            (Format::UpperLetter, 26, "Z"),
            (Format::Signs, 1, "*"),
            (Format::Signs, 2, "†"),
            (Format::Signs, 5, "**"),
            (Format::ArabicAlphabet, 3, "ت"),
            (Format::ArabicAbjad, 3, "ج"),
            (Format::Circled, 3, "③"),
            (Format::Circled, 21, "21"),
            (Format::Dashes, 3, "- 3 -"),
            (Format::Chinese, 21, "二十一"),
            (Format::Chinese, 10, "十"),
            (Format::Hidden, 3, ""),
            (Format::LowerLetter, 0, ""),
            (Format::LowerRoman, 0, ""),
        ] {
            assert_eq!(format.print(number), expected, "{format:?} {number}");
        }
        assert_eq!((Format::Signs.number(2), Format::LowerRoman.number(2)), ("†".to_owned(), "2".to_owned()));
        assert!(Format::LowerLetter.print(u32::MAX).len() <= 20 && Format::UpperRoman.print(u32::MAX).len() < 200);
    }
}
