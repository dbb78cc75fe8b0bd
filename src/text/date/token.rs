//! A text cut into numbers, words, spaces and signs.

use std::ops::Range;

use crate::text::letters::is_alphabetic;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    Word,
    Space,
    Sign(char),
}

/// A stretch of the text of one kind; numbers carry their value and their count of digits.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
    pub(super) value: u32,
    pub(super) width: usize,
    pub(super) in_url: bool,
}

impl Token {
    /// Whether this is a number of one or two digits.
    pub(super) fn is_short_number(&self) -> bool {
        self.kind == Kind::Number && (1..=2).contains(&self.width) && !self.in_url
    }

    /// The value, where this is a number that can be a year of the common era.
    ///
    /// From 1700 on, so that Hijri (14xx) and Persian solar (13xx, 14xx) years are never taken for one.
    pub(super) fn year(&self) -> Option<i16> {
        let plausible = self.kind == Kind::Number && self.width == 4 && (1700..=2100).contains(&self.value);
        if plausible && !self.in_url { i16::try_from(self.value).ok() } else { None }
    }
}

/// The value of a decimal digit in European, Arabic or Persian writing.
fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(u32::from(c) - u32::from('0')),
        '\u{660}'..='\u{669}' => Some(u32::from(c) - 0x660),
        '\u{6f0}'..='\u{6f9}' => Some(u32::from(c) - 0x6f0),
        _ => None,
    }
}

/// Characters that are not seen: bidi controls, zero-width joiners, soft hyphens, byte order marks.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Cuts a text into tokens; unseen characters are left out, so that tokens beside each other touch on the page.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut url_until = 0;
    for (start, c) in text.char_indices() {
        if !c.is_ascii() && is_unseen(c) {
            continue;
        }
        let end = start + c.len_utf8();
        if start >= url_until && (c == 'h' || c == 'w') {
            url_until = url_end(text, start).unwrap_or(url_until);
        }
        let in_url = start < url_until;
        let value = digit(c);
        let kind = if value.is_some() {
            Kind::Number
        } else if is_alphabetic(c) || !c.is_ascii() && is_combining_mark(c) {
            Kind::Word
        } else if c.is_whitespace() {
            Kind::Space
        } else {
            Kind::Sign(c)
        };
        match tokens.last_mut() {
            Some(last) if last.kind == kind && !matches!(kind, Kind::Sign(_)) && last.in_url == in_url => {
                last.range.end = end;
                last.width += 1;
                last.value = last.value.saturating_mul(10).saturating_add(value.unwrap_or(0));
            }
            _ => tokens.push(Token { kind, range: start..end, value: value.unwrap_or(0), width: 1, in_url }),
        }
    }
    tokens
}

/// The end of the URL that begins here, if one does.
fn url_end(text: &str, start: usize) -> Option<usize> {
    let rest = text.get(start..)?;
    let begins = ["http://", "https://", "www."].iter().any(|prefix| rest.starts_with(prefix));
    begins.then(|| start + rest.find(char::is_whitespace).unwrap_or(rest.len()))
}

/// The spelling by which words are compared: no case, no marks, no tatweel, compatibility forms resolved.
pub(super) fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.nfkd()
        .filter(|&c| !is_combining_mark(c) && c != '\u{640}' && !is_unseen(c))
        .flat_map(char::to_lowercase)
        .filter(|&c| !is_combining_mark(c))
        .map(|c| match c {
            'ı' => 'i',
            'ی' | 'ى' => 'ي',
            'ک' => 'ك',
            'ة' => 'ه',
            c => c,
        })
        .collect()
}
