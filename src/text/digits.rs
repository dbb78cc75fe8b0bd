//! Numbers in the digits of every script, in roman numerals and in letters.

use super::bidi;

/// The zeros of Unicode's runs of ten decimal digits (general category Nd), ascending; ASCII apart.
const ZEROS: [u32; 36] = [
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6, 0x0E50,
    0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50,
    0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10,
];

/// The largest number that canonical roman numerals write without overlines.
const ROMAN_MAX: u32 = 3999;

/// The value of a decimal digit of any script, superscripts and subscripts included.
pub fn value(character: char) -> Option<u8> {
    match character {
        '0'..='9' => Some(character as u8 - b'0'),
        '\u{0000}'..='\u{00B1}' => None,
        _ => raised_value(character).or_else(|| {
            let code = character as u32;
            let zero = ZEROS.partition_point(|&zero| zero <= code).checked_sub(1).and_then(|index| ZEROS.get(index))?;
            u8::try_from(code - zero).ok().filter(|&value| value < 10)
        }),
    }
}

/// Whether a character is a decimal digit that stands on the line, in any script.
pub fn is_digit(character: char) -> bool {
    value(character).is_some() && !is_raised(character)
}

/// Whether a word is the sign of a unit of length, so that a digit raised over it makes it one of area or volume.
pub fn is_unit_of_length(word: &str) -> bool {
    const UNITS: [&str; 17] =
        ["m", "mm", "cm", "dm", "km", "ft", "in", "yd", "mi", "M", "م", "مم", "سم", "كم", "м", "см", "км"];
    UNITS.contains(&word)
}

/// Whether a character is a superscript or subscript digit.
pub fn is_raised(character: char) -> bool {
    raised_value(character).is_some()
}

fn raised_value(character: char) -> Option<u8> {
    match character {
        '¹' => Some(1),
        '²' => Some(2),
        '³' => Some(3),
        '⁰' | '⁴'..='⁹' => u8::try_from(character as u32 - 0x2070).ok(),
        '₀'..='₉' => u8::try_from(character as u32 - 0x2080).ok(),
        _ => None,
    }
}

/// A digit of any script as a superscript; any other character as it is.
///
/// ```
/// use isnad::text::digits::to_superscript;
/// assert_eq!("12٣a".chars().map(to_superscript).collect::<String>(), "¹²³a");
/// ```
pub fn to_superscript(character: char) -> char {
    const SUPERSCRIPTS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let value = value(character).map(usize::from);
    value.and_then(|value| SUPERSCRIPTS.get(value)).copied().unwrap_or(character)
}

/// The text with every digit of any script as an ASCII digit.
///
/// ```
/// assert_eq!(isnad::text::digits::to_ascii("٢٠٢١/۵ x²"), "2021/5 x2");
/// ```
pub fn to_ascii(text: &str) -> String {
    text.chars().map(|character| value(character).map_or(character, |digit| char::from(b'0' + digit))).collect()
}

/// The number that a text of digits alone writes, in any script; `None` where it is none or does not fit.
pub fn number(text: &str) -> Option<u32> {
    let mut number = None;
    for character in text.chars() {
        let digit = u32::from(value(character)?);
        number = Some(number.unwrap_or(0_u32).checked_mul(10)?.checked_add(digit)?);
    }
    number
}

/// The number that a canonical roman numeral writes, 1 to 3999, all in one case; Unicode's single-character numerals
/// (`ⅳ`) are undone.
///
/// ```
/// use isnad::text::digits::roman;
/// assert_eq!(roman("xiv"), Some(14));
/// assert_eq!(roman("iiii"), None);
/// ```
pub fn roman(text: &str) -> Option<u32> {
    // The longest canonical numeral, MMMDCCCLXXXVIII, has 15 letters.
    if text.is_empty() || text.chars().count() > 15 {
        return None;
    }
    let letters: String = unicode_normalization::UnicodeNormalization::nfkc(text).collect();
    let upper = letters.to_ascii_uppercase();
    if letters != upper && letters != letters.to_ascii_lowercase() {
        return None;
    }
    let mut total = 0;
    let mut rest = upper.as_str();
    for (value, sign) in ROMAN_SIGNS {
        while let Some(after) = rest.strip_prefix(sign) {
            total += value;
            rest = after;
        }
    }
    let known = rest.is_empty() && (1..=ROMAN_MAX).contains(&total);
    (known && to_roman(total) == upper).then_some(total)
}

const ROMAN_SIGNS: [(u32, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

/// A number as a roman numeral in capitals; of 0, nothing. Beyond 3999 the `M`s go on, a hundred of them at most.
pub fn to_roman(number: u32) -> String {
    let mut number = number.min(100_000);
    let mut text = String::new();
    for (value, sign) in ROMAN_SIGNS {
        while number >= value {
            text.push_str(sign);
            number -= value;
        }
    }
    text
}

/// The place of a single letter in the order notes are lettered in: `a` to `z`, or the abjad order `أ ب ج د ه و ز ح ط ي`.
pub fn letter(text: &str) -> Option<u32> {
    const ABJAD: [char; 10] = ['أ', 'ب', 'ج', 'د', 'ه', 'و', 'ز', 'ح', 'ط', 'ي'];
    let mut characters = text.chars();
    let (character, None) = (characters.next()?, characters.next()) else { return None };
    if character.is_ascii_alphabetic() {
        return Some(u32::from(character.to_ascii_lowercase() as u8 - b'a') + 1);
    }
    let bare = if character == 'ا' { 'أ' } else { character };
    ABJAD.iter().position(|&known| known == bare).and_then(|place| u32::try_from(place + 1).ok())
}

/// The number a marker stands for: ASCII digits for digits and roman numerals, a group's name kept before it, anything
/// else as printed without its brackets.
///
/// A single `c`, `d`, `l` or `m` is a letter sooner than 100, 500, 50 or 1000 and stays; [`letter`] counts letters.
///
/// ```
/// use isnad::text::digits::marker_number;
/// assert_eq!(marker_number("[٣]"), "3");
/// assert_eq!(marker_number("(iv)"), "4");
/// assert_eq!(marker_number("[n ١]"), "n 1");
/// assert_eq!(marker_number("†"), "†");
/// ```
pub fn marker_number(marker: &str) -> String {
    let bare = strip_marker(marker);
    if let Some(plain) = plain_number(&bare) {
        return plain;
    }
    if let Some((group, counted)) = split_group(&bare) {
        return format!("{group} {counted}");
    }
    bare
}

/// The marker without invisible controls, brackets and the signs that end it.
fn strip_marker(marker: &str) -> String {
    let visible: String =
        marker.chars().filter(|&character| !bidi::is_control(character) && character != '\u{0640}').collect();
    visible
        .trim_matches(|character: char| {
            character.is_whitespace()
                || matches!(character, '['..=']' | '(' | ')' | '{' | '}' | '^' | '.' | ':' | '،')
                || matches!(character, '-' | '–' | '—' | '/' | '⁽' | '⁾' | '﴾' | '﴿' | '（' | '）' | '［' | '］')
        })
        .to_owned()
}

fn plain_number(text: &str) -> Option<String> {
    if !text.is_empty() && text.chars().all(|character| value(character).is_some()) {
        let ascii = to_ascii(text);
        let bare = ascii.trim_start_matches('0');
        return Some(if bare.is_empty() { "0".to_owned() } else { bare.to_owned() });
    }
    let letter_sooner = text.len() == 1 && text.contains(['c', 'd', 'l', 'm', 'C', 'D', 'L', 'M']);
    if letter_sooner { None } else { roman(text).map(|number| number.to_string()) }
}

/// `n 1`, `note ٣`, `nb2`: the group's name in lower case and the number.
fn split_group(text: &str) -> Option<(String, String)> {
    let digits = text.char_indices().find(|&(_, character)| value(character).is_some()).map(|(at, _)| at);
    let split = digits.or_else(|| text.rfind(char::is_whitespace))?;
    let (group, counted) = text.split_at_checked(split)?;
    let (group, counted) = (group.trim(), counted.trim());
    let named = !group.is_empty() && group.chars().all(char::is_alphabetic);
    named.then(|| plain_number(counted)).flatten().map(|number| (group.to_lowercase(), number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_every_script_have_their_value() {
        for (digits, expected) in
            [("0123456789", "0123456789"), ("٠١٢٣٤٥٦٧٨٩", "0123456789"), ("۰۱۲۳۴۵۶۷۸۹", "0123456789")]
        {
            assert_eq!(to_ascii(digits), expected);
        }
        assert_eq!(to_ascii("⁰¹²³⁴⁵⁶⁷⁸⁹"), "0123456789");
        assert_eq!(to_ascii("₀₁₂₃₄₅₆₇₈₉"), "0123456789");
        assert_eq!(to_ascii("०९ ০৯ ๐๙ ０９"), "09 09 09 09");
        for none in ['a', 'é', 'Ⅳ', '½', '①', '一', '\u{066A}', '\u{ABFA}', '\u{10FFFF}'] {
            assert_eq!(value(none), None, "{none}");
        }
        assert!(is_raised('²') && !is_digit('²') && is_digit('٢') && !is_raised('2'));
    }

    #[test]
    fn numbers_fit_or_are_none() {
        for (text, expected) in
            [("12", Some(12)), ("١٢", Some(12)), ("", None), ("1a", None), ("99999999999", None), ("007", Some(7))]
        {
            assert_eq!(number(text), expected, "{text}");
        }
    }

    #[test]
    fn roman_numerals_are_canonical() {
        for number in 1..=ROMAN_MAX {
            assert_eq!(roman(&to_roman(number)), Some(number));
            assert_eq!(roman(&to_roman(number).to_lowercase()), Some(number));
        }
        for none in ["", "iiii", "vx", "Iv", "ic", "abc", "mmmm", "x x", &"m".repeat(1_000_000)] {
            assert_eq!(roman(none), None);
        }
        assert_eq!(roman("ⅷ"), Some(8));
    }

    #[test]
    fn markers_have_one_number_whatever_they_are_printed_as() {
        for (marker, expected) in [
            ("3", "3"),
            ("[٣]", "3"),
            ("(۱۲)", "12"),
            ("¹⁴", "14"),
            ("3.", "3"),
            ("٣-", "3"),
            ("^7", "7"),
            ("007", "7"),
            ("0", "0"),
            ("(iv)", "4"),
            ("XII.", "12"),
            ("c", "c"),
            ("(d)", "d"),
            ("a", "a"),
            ("*", "*"),
            ("**", "**"),
            ("†", "†"),
            ("[‡]", "‡"),
            ("§", "§"),
            ("n 1", "n 1"),
            ("[n ١]", "n 1"),
            ("[Note 3]", "note 3"),
            ("nb2", "nb 2"),
            ("[ملاحظة ٢]", "ملاحظة 2"),
            ("\u{200F}(٥)\u{200F}", "5"),
            ("1.2", "1.2"),
            ("", ""),
            ("[]", ""),
            ("smith2020a", "smith2020a"),
        ] {
            assert_eq!(marker_number(marker), expected, "{marker}");
        }
    }

    #[test]
    fn letters_count_on_request() {
        for (text, expected) in
            [("a", Some(1)), ("C", Some(3)), ("z", Some(26)), ("ج", Some(3)), ("ا", Some(1)), ("aa", None), ("", None)]
        {
            assert_eq!(letter(text), expected, "{text}");
        }
    }
}
