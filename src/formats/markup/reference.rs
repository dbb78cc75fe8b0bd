//! Character references: `&amp;`, `&#1632;`, `&#x660;`.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;
use htmlize::ENTITIES;

/// The longest name of a reference has 31 letters, and a semicolon.
const LONGEST: usize = 32;

/// The character reference that a text begins with: what it stands for, and its length in bytes. In attributes a name
/// without a semicolon before a letter, a digit or `=` is part of a URL.
pub(super) fn at(text: &str, attribute: bool) -> Option<(Cow<'static, str>, usize)> {
    let rest = text.strip_prefix('&')?;
    if let Some(number) = rest.strip_prefix('#') {
        return numeric(number).map(|(character, length)| (character, length + 2));
    }
    let letters = rest.bytes().take(LONGEST).take_while(u8::is_ascii_alphanumeric).count();
    let ended = rest.as_bytes().get(letters) == Some(&b';');
    let named = |length: usize| {
        let characters = ENTITIES.get(text.as_bytes().get(..=length)?)?;
        Some((std::str::from_utf8(characters).ok()?, length))
    };
    let whole = if ended { named(letters + 1) } else { None };
    // Old names need no semicolon; the longest one that fits counts.
    let (characters, length) = whole.or_else(|| (2..=letters).rev().find_map(named))?;
    if attribute && !rest.get(..length)?.ends_with(';') {
        let next = rest.as_bytes().get(length);
        if next.is_some_and(|next| next.is_ascii_alphanumeric() || *next == b'=') {
            return None;
        }
    }
    Some((Cow::Borrowed(characters), length + 1))
}

/// The text with its character references undone.
pub(super) fn undone(text: &str, attribute: bool) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(found) = memchr::memchr(b'&', rest.as_bytes()) {
        let (before, from) = rest.split_at(found);
        out.push_str(before);
        let found = at(from, attribute);
        out.push_str(found.as_ref().map_or("&", |(characters, _)| characters));
        let length = found.map_or(1, |(_, length)| length);
        rest = from.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The number after `&#`; the length counts from there.
fn numeric(rest: &str) -> Option<(Cow<'static, str>, usize)> {
    let hex = rest.starts_with(['x', 'X']);
    let (radix, sign) = if hex { (16, 1) } else { (10, 0) };
    let digits = rest.get(sign..)?;
    let length = digits.bytes().take_while(|byte| char::from(*byte).is_digit(radix)).count();
    if length == 0 {
        return None;
    }
    let code = u32::from_str_radix(digits.get(..length)?, radix).unwrap_or(u32::MAX);
    // Numbers of windows-1252's signs mean those signs.
    let character = match u8::try_from(code) {
        Ok(byte @ 0x80..0xA0) => WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next(),
        _ => char::from_u32(code).filter(|&character| character != '\0'),
    };
    let ended = usize::from(digits.as_bytes().get(length) == Some(&b';'));
    Some((known(character.unwrap_or('\u{FFFD}').to_string()), sign + length + ended))
}

/// The commonest without memory of their own.
fn known(text: String) -> Cow<'static, str> {
    match text.as_str() {
        "\u{A0}" => Cow::Borrowed("\u{A0}"),
        "&" => Cow::Borrowed("&"),
        "<" => Cow::Borrowed("<"),
        ">" => Cow::Borrowed(">"),
        "\"" => Cow::Borrowed("\""),
        "'" => Cow::Borrowed("'"),
        _ => Cow::Owned(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_undone_as_browsers_do() {
        for (source, text, attribute) in [
            ("a &amp; b &lt;&gt;", "a & b <>", "a & b <>"),
            ("&#1635;&#x663;&#X663", "٣٣٣", "٣٣٣"),
            ("&#150;&#0;&#x110000;&#99999999999;", "–\u{FFFD}\u{FFFD}\u{FFFD}", "–\u{FFFD}\u{FFFD}\u{FFFD}"),
            ("?a=1&copy=2&amp=3", "?a=1©=2&=3", "?a=1&copy=2&amp=3"),
            (
                "&notit; &notin; &unknown; & &; &#; &#x;",
                "¬it; ∉ &unknown; & &; &#; &#x;",
                "&notit; ∉ &unknown; & &; &#; &#x;",
            ),
            ("&nbsp;&uumlber", "\u{A0}über", "\u{A0}&uumlber"),
        ] {
            assert_eq!(undone(source, false), text);
            assert_eq!(undone(source, true), attribute);
        }
    }
}
