//! Schemes that are not written as they should be: with spaces in them, or misspelt.
//!
//! Only what a host follows that can be one counts: prose has slashes and colons, too.

use strsim::osa_distance;

use super::host;
use super::run::{char_at, starts_with, tail};
use crate::text::letters::is_alphanumeric;

/// The longest scheme that is one letter off.
const LONGEST: usize = 6;

/// The sign that stands for a space between words.
const SPACES: [char; 2] = [' ', '\u{a0}'];

/// Where the host begins after a scheme with spaces in it, and the scheme that is meant: `https:// a.example`, as the
/// extraction of text and hurried hands leave it.
pub(super) fn spaced(text: &str, at: usize) -> Option<(usize, &'static str)> {
    let scheme = ["https", "http"].into_iter().find(|scheme| starts_with(text, at, scheme))?;
    let mut body = at + scheme.len();
    for sign in [':', '/', '/'] {
        body = after_space(text, body);
        body += tail(text, body).starts_with(sign).then_some(1)?;
    }
    let prefix = if scheme == "https" { "https://" } else { "http://" };
    // Without a space it is a scheme like others, or one that the line ends after.
    let body = after_space(text, body);
    let spaced = body > at + prefix.len();
    (spaced && is_bound(text, at) && has_host(text, body)).then_some((body, prefix))
}

/// Where the host begins after a misspelt scheme: one letter off (`htps://`), or its signs wrong (`http//`, `https;//`).
pub(super) fn misspelt(text: &str, at: usize) -> Option<usize> {
    let word = letters(text, at)?;
    let mut body = at + word.len();
    let colon = tail(text, body).starts_with([':', ';', '.', ',']);
    body += usize::from(colon);
    let slashes = tail(text, body).bytes().take_while(|byte| matches!(byte, b'/' | b'\\')).take(3).count();
    body += slashes;
    let late = tail(text, body).starts_with(':');
    body += usize::from(late);
    let signs = slashes >= 2 || slashes == 1 && tail(text, at + word.len()).starts_with(':');
    if !(signs && is_bound(text, at) && is_near(word) && has_host(text, body)) {
        return None;
    }
    Some(body)
}

/// Whether a URL has a scheme that is one letter off `http` or `https`.
pub fn has_misspelt_scheme(url: &str) -> bool {
    let exact = ["http:", "https:"].iter().any(|scheme| starts_with(url, 0, scheme));
    !exact && misspelt(url, 0).is_some()
}

/// Whether a word is the name of either scheme, or one letter more, less or other than it. One that ends in the name of
/// a scheme is left to it: what is glued to a URL before it is no part of it.
fn is_near(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    let near = ["http", "https"].iter().any(|scheme| osa_distance(&word, scheme) <= 1);
    let glued = word.len() > 4 && (word.ends_with("http") || word != "https" && word.ends_with("https"));
    near && !glued
}

/// The letters at a place, if they are as many as a misspelt scheme may have.
fn letters(text: &str, at: usize) -> Option<&str> {
    let length = tail(text, at).bytes().take(LONGEST + 1).take_while(u8::is_ascii_alphabetic).count();
    if (3..=LONGEST).contains(&length) { text.get(at..at + length) } else { None }
}

fn after_space(text: &str, at: usize) -> usize {
    char_at(text, at).filter(|character| SPACES.contains(character)).map_or(at, |space| at + space.len_utf8())
}

fn is_bound(text: &str, at: usize) -> bool {
    text.get(..at).and_then(|before| before.chars().next_back()).is_none_or(|before| !is_alphanumeric(before))
}

fn has_host(text: &str, body: usize) -> bool {
    let host = text.get(body..host::end(text, body)).unwrap_or_default();
    let name = host.split(':').next().unwrap_or_default().trim_end_matches('.');
    name.starts_with(|first: char| first.is_ascii_alphanumeric()) && host::is_complete(name)
}
