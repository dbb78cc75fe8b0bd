//! The host of a URL: where it ends in running text, and whose it is.

use super::run::{char_at, is_invisible, is_letter, starts_with, tail};
use crate::text::letters::{is_alphabetic, is_alphanumeric};

/// How far the `@` of user information is looked for, in characters.
const USER_REACH: usize = 128;

/// The registrable domain of a host, by the public suffix list: `bbc.co.uk` for `news.bbc.co.uk`.
///
/// `None` for addresses and for public suffixes themselves. Names outside the list are taken to have a suffix of one
/// label, as the list's default rule says.
///
/// ```
/// use isnad::text::url::registrable;
/// assert_eq!(registrable("News.BBC.co.uk").as_deref(), Some("bbc.co.uk"));
/// assert_eq!(registrable("127.0.0.1"), None);
/// ```
pub fn registrable(host: &str) -> Option<String> {
    let host = host.trim_end_matches('.').to_lowercase();
    let last = host.rsplit('.').next()?;
    if host.starts_with('[') || last.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    psl::domain_str(&host).map(str::to_owned)
}

/// Whether a host ends in a suffix of the public suffix list.
pub(super) fn has_known_suffix(host: &str) -> bool {
    let host = host.to_lowercase();
    psl::suffix(host.as_bytes()).is_some_and(|suffix| suffix.is_known() && suffix.as_bytes().len() < host.len())
}

/// Names that no host of the web ends in, and documents do as if (RFC 6761, section 6).
const RESERVED: [&str; 4] = ["example", "invalid", "localhost", "test"];

/// Whether a host can be one as it stands: it ends in a known suffix, or one reserved for examples.
pub(super) fn is_complete(host: &str) -> bool {
    let host = host.strip_prefix("www.").unwrap_or(host);
    let reserved =
        |(name, last): (&str, &str)| !name.is_empty() && RESERVED.iter().any(|known| known.eq_ignore_ascii_case(last));
    has_known_suffix(host) || host.rsplit_once('.').is_some_and(reserved)
}

/// Whether a text is a public suffix by itself: `org`, `com.tr`.
pub(super) fn is_suffix(label: &str) -> bool {
    let label = label.to_lowercase();
    psl::suffix(label.as_bytes()).is_some_and(|suffix| suffix.is_known() && suffix.as_bytes().len() == label.len())
}

/// The byte after the host, its user information and port that begin at a byte of the text.
pub(super) fn end(text: &str, from: usize) -> usize {
    let start = after_user(text, from);
    if let Some(end) = address_end(text, start) {
        return port_end(text, end);
    }
    let end = labels_end(text, start);
    if end == start { from } else { port_end(text, end) }
}

fn after_user(text: &str, from: usize) -> usize {
    for (at, character) in tail(text, from).char_indices().take(USER_REACH) {
        match character {
            '@' if at > 0 && char_at(text, from + at + 1).is_some_and(is_alphanumeric) => return from + at + 1,
            _ if character.is_ascii_alphanumeric() || "-._~%!$&*+=:".contains(character) => {}
            _ => return from,
        }
    }
    from
}

/// The end of a bracketed IPv6 address.
fn address_end(text: &str, from: usize) -> Option<usize> {
    let inside = tail(text, from).strip_prefix('[')?;
    // The longest address, an IPv4 one mapped, has 45 characters.
    let (length, _) = inside.char_indices().take(46).find(|&(_, character)| character == ']')?;
    let address = inside.get(..length)?;
    address.parse::<std::net::Ipv6Addr>().is_ok().then_some(from + length + 2)
}

fn port_end(text: &str, end: usize) -> usize {
    let Some(port) = tail(text, end).strip_prefix(':') else { return end };
    let digits = port.bytes().take(5).take_while(u8::is_ascii_digit).count();
    if digits == 0 { end } else { end + 1 + digits }
}

/// The end of dotted labels, each in one script.
fn labels_end(text: &str, from: usize) -> usize {
    let mut at = from;
    let mut label = Label::default();
    let mut foreign_after_ascii = None;
    while let Some(character) = char_at(text, at) {
        let next = at + character.len_utf8();
        match character {
            '.' if at == from || text.get(..at).is_some_and(|before| before.ends_with('.')) => break,
            '.' => {
                label = Label { after_ascii: label.ascii && !label.foreign, ..Label::default() };
            }
            '-' | '_' | '%' if at > from => {}
            '0'..='9' => {}
            _ if character.is_ascii_alphabetic() && !label.foreign => label.ascii = true,
            '\u{2010}' | '\u{2011}' if at > from && char_at(text, next).is_some_and(is_alphanumeric) => {}
            _ if is_invisible(character) && at > from => {}
            _ if is_letter(character) && !character.is_ascii() && (is_latin(character) || !label.ascii) => {
                if is_latin(character) {
                    label.ascii = true;
                } else if !label.foreign {
                    label.foreign = true;
                    if label.after_ascii {
                        foreign_after_ascii = foreign_after_ascii.or(Some(at));
                    }
                }
            }
            _ => break,
        }
        at = next;
    }
    match foreign_after_ascii {
        // A sentence that goes on without a space after its full stop is no top-level domain.
        Some(glued) if !has_known_suffix(text.get(from..at).unwrap_or_default().trim_end_matches('.')) => glued,
        _ => at,
    }
}

fn is_latin(character: char) -> bool {
    matches!(character, '\u{00C0}'..='\u{024F}' | '\u{1E00}'..='\u{1EFF}')
}

#[derive(Default)]
struct Label {
    ascii: bool,
    foreign: bool,
    after_ascii: bool,
}

/// The end of `www.` and at least two labels more, the last of letters; `None` where that is not what stands here.
pub(super) fn www_end(text: &str, from: usize) -> Option<usize> {
    if !starts_with(text, from, "www.") {
        return None;
    }
    let end = end(text, from);
    let host = text.get(from + 4..end)?.trim_end_matches(['.', '-', '_']);
    let host = host.split(':').next()?;
    let (name, last) = host.rsplit_once('.')?;
    let lettered = last.chars().count() >= 2 && last.chars().all(is_alphabetic) || last.starts_with("xn--");
    (!name.is_empty() && lettered).then_some(end)
}
