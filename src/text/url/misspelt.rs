//! Schemes that are not written as they should be: with spaces in them, or misspelt.
//!
//! Only what a host follows that can be one counts: prose has slashes and colons, too.

use strsim::osa_distance;

use super::host;
use super::run::{char_at, starts_with, tail};
use crate::text::letters::is_alphanumeric;

/// The longest scheme that is one letter off.
const LONGEST: usize = 6;

/// Schemes in use that are one letter off: of grids, of caches (RFC 2756), of datagrams, of proxies.
const OTHERS: [&str; 4] = ["httpg", "htcp", "httpu", "httpx"];

/// The signs that stand for a space between words.
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

/// Where the host begins after a misspelt scheme: one letter off (`htps://`), or its signs wrong (`http//`, `https;//`). What
/// a browser takes for the scheme all the same (`http:/`) is left to be read so.
///
/// Without a colon only what goes on as a URL does counts: folders are named `http`, too.
pub(super) fn misspelt(text: &str, at: usize) -> Option<usize> {
    let word = letters(text, at)?;
    let signs = tail(text, at + word.len());
    let colon = signs.starts_with(':');
    let first = usize::from(signs.starts_with([':', ';', '.', ',']));
    let slashes = signs.bytes().skip(first).take(3).take_while(|byte| *byte == b'/').count();
    let late = signs.get(first + slashes..)?.starts_with(':');
    let body = at + word.len() + first + slashes + usize::from(late);
    let enough = slashes >= 2 || slashes == 1 && colon;
    if !(enough && is_bound(text, at) && !is_torn(text, at) && is_near(word) && has_host(text, body)) {
        return None;
    }
    let www = starts_with(text, body, "www.");
    let path = tail(text, host::end(text, body)).starts_with('/');
    // After a colon that stands last, `www.` is read by itself.
    let goes_on = colon || if late { !www } else { www || path };
    goes_on.then_some(body)
}

/// Whether a URL has a scheme that is misspelt and that no browser mends.
pub fn has_misspelt_scheme(url: &str) -> bool {
    let exact = ["http:", "https:"].iter().any(|scheme| starts_with(url, 0, scheme));
    !exact && misspelt(url, 0).is_some()
}

/// Whether a word is the name of either scheme, or one letter more, less or other than it. One that ends in the name of
/// a scheme is left to it: what is glued to a URL before it is no part of it.
fn is_near(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    let near = ["http", "https"].iter().any(|scheme| osa_distance(&word, scheme) <= 1);
    let real = OTHERS.contains(&word.as_str());
    let glued = word.len() > 4 && (word.ends_with("http") || word != "https" && word.ends_with("https"));
    near && !glued && !real
}

/// The letters at a place, if they are as many as a misspelt scheme may have.
fn letters(text: &str, at: usize) -> Option<&str> {
    let length = tail(text, at).bytes().take(LONGEST + 1).take_while(u8::is_ascii_alphabetic).count();
    if (3..=LONGEST).contains(&length) { text.get(at..at + length) } else { None }
}

fn after_space(text: &str, at: usize) -> usize {
    char_at(text, at).filter(|character| SPACES.contains(character)).map_or(at, |space| at + space.len_utf8())
}

/// Whether nothing before a scheme belongs to it: a letter, or what joins the parts of a path.
fn is_bound(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    before.is_none_or(|before| !is_alphanumeric(before) && !r"/\.-_@:".contains(before))
}

/// Whether the `h` of a scheme was torn off it by a space or the end of a line.
fn is_torn(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let torn = before.trim_end().trim_end_matches('-');
    let alone = torn.strip_suffix(['h', 'H']).is_some_and(|rest| !rest.ends_with(is_alphanumeric));
    alone && tail(text, at).starts_with(['t', 'T'])
}

fn has_host(text: &str, body: usize) -> bool {
    let host = text.get(body..host::end(text, body)).unwrap_or_default();
    let name = host.split(':').next().unwrap_or_default().trim_end_matches('.');
    name.starts_with(|first: char| first.is_ascii_alphanumeric()) && host::is_complete(name)
}
