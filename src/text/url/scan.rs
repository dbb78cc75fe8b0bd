//! URLs found in text.

use std::ops::Range;

use super::reading::{Joint, read};
use super::run::{Run, Section, State, char_at, run, scheme_at, starts_with, tail};
use super::wrap::{self, Rest};
use super::{Found, FoundKind, host, misspelt};
use crate::text::bidi;
use crate::text::letters::is_alphanumeric;

/// The longest URL looked at, in bytes; servers refuse far shorter ones.
const LONGEST: usize = 16 * 1024;

/// Finds the URLs of one line or of running text, where a line end ends a URL.
///
/// Linear in the length of the text.
pub fn scan(text: &str) -> Vec<Found> {
    scan_lines(text, false)
}

/// Finds the URLs of one note, whose lines are separated by line ends: a URL that runs to the end of its line goes on
/// in the next where that looks like the rest of a URL.
///
/// In lines that a text extraction wrote from right to left, the sign at which a URL was broken may stand before the
/// URL, at the start of its line, and other text between it and its rest: [`Found::rest`].
/// Linear in the length of the text.
pub fn scan_wrapped(text: &str) -> Vec<Found> {
    scan_lines(text, true)
}

/// Finds what could be URLs without a scheme: `osf.io/ab3cd`, a host with a known public suffix and a path.
///
/// Prose has such words too, so that only a URL found elsewhere confirms one. What [`scan`] finds is left out.
pub fn bare_domains(text: &str) -> Vec<Found> {
    let known = scan(text);
    let mut known = known.iter().map(|found| &found.range).peekable();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(character) = char_at(text, at) {
        if let Some(range) = known.peek()
            && at >= range.start
        {
            at = at.max(range.end);
            known.next();
            continue;
        }
        let host = text.as_bytes().iter().skip(at).take_while(|byte| is_host_byte(**byte)).count();
        if host == 0 {
            at += character.len_utf8();
            continue;
        }
        let end = at + host;
        let next = known.peek().map_or(text.len(), |range| range.start);
        at = match bare_domain(text, at..end) {
            Some(domain) if domain.range.end <= next => {
                let end = domain.range.end;
                found.push(domain);
                end
            }
            _ => end.min(next).max(at + 1),
        };
    }
    found
}

fn is_host_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.'
}

fn bare_domain(text: &str, host: Range<usize>) -> Option<Found> {
    let name = text.get(host.clone())?;
    let before = text.get(..host.start)?.chars().next_back();
    let bound = before.is_none_or(|before| !is_alphanumeric(before) && !"@/_.:=&%#\\".contains(before));
    let path = char_at(text, host.end + 1).is_some_and(is_alphanumeric);
    let labelled = name.split('.').all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'));
    if !(bound && path && tail(text, host.end).starts_with('/') && labelled && host::has_known_suffix(name)) {
        return None;
    }
    let run = run(text, host.end, State::new(Section::Path));
    let range = host.start..run.trimmed;
    let printed = text.get(range.clone()).filter(|printed| printed.len() <= LONGEST)?;
    let readings = read("http://", &[(printed, Joint::Plain)]);
    Some(Found { text: printed.to_owned(), range, rest: None, readings, kind: FoundKind::Url })
}

/// Where a URL begins.
pub(super) struct Start {
    /// Where it begins as printed.
    pub(super) at: usize,
    /// Where the run of its characters begins.
    pub(super) body: usize,
    /// Where the part begins that readings are made of.
    pub(super) read: usize,
    pub(super) section: Section,
    kind: FoundKind,
    prefix: &'static str,
    /// Whether it is none without the next line.
    open: bool,
}

fn scan_lines(text: &str, wrapped: bool) -> Vec<Found> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let start = match byte {
            b'h' | b'H' if wrapped => spaced_scheme(text, at)
                .or_else(|| scheme(text, at))
                .or_else(|| open_scheme(text, at))
                .or_else(|| misspelt_scheme(text, at)),
            b'h' | b'H' => scheme(text, at),
            b't' | b'T' if wrapped => misspelt_scheme(text, at),
            b'w' | b'W' => www(text, at, wrapped),
            b'd' | b'D' => labelled_doi(text, at),
            b'1' => bare_doi(text, at),
            _ => None,
        };
        let Some(start) = start else {
            at += 1;
            continue;
        };
        let first = run(text, start.body, State::new(start.section));
        at = first.end.max(start.body).max(at + 1);
        // In a note, the line may end right after the scheme.
        let url = if first.trimmed > start.body || wrapped && wrap::ends_line(text, first.end) {
            build(text, &start, first, wrapped)
        } else {
            placeholder(text, &start)
        };
        if let Some(url) = url {
            at = at.max(url.range.end);
            found.push(url);
        }
    }
    found
}

fn scheme(text: &str, at: usize) -> Option<Start> {
    let body = at + scheme_at(text, at)?;
    Some(Start { at, body, read: at, section: Section::Host, kind: FoundKind::Url, prefix: "", open: false })
}

/// `https:` at the end of a line.
fn open_scheme(text: &str, at: usize) -> Option<Start> {
    let colon = ["http:", "https:"].into_iter().find(|scheme| starts_with(text, at, scheme))?;
    let bound = before(text, at).is_none_or(|before| !before.is_ascii_alphanumeric());
    let body = at + colon.len() + usize::from(tail(text, at + colon.len()).starts_with('/'));
    let open = bound && wrap::ends_line(text, body);
    open.then_some(Start { at, body, read: at, section: Section::Host, kind: FoundKind::Url, prefix: "", open })
}

/// A scheme with spaces in it, which are left out of what is read.
fn spaced_scheme(text: &str, at: usize) -> Option<Start> {
    let (body, prefix) = misspelt::spaced(text, at)?;
    Some(Start { at, body, read: body, section: Section::Host, kind: FoundKind::Url, prefix, open: false })
}

/// A misspelt scheme, which is kept: nobody's URL, but somebody meant to write one.
fn misspelt_scheme(text: &str, at: usize) -> Option<Start> {
    let body = misspelt::misspelt(text, at)?;
    Some(Start { at, body, read: at, section: Section::Host, kind: FoundKind::Url, prefix: "", open: false })
}

/// `www.` and the name of a host; where lines may be `wrapped`, one that is broken after a full stop.
fn www(text: &str, at: usize, wrapped: bool) -> Option<Start> {
    let bound = before(text, at).is_none_or(|before| !before.is_ascii_alphabetic() && !"@.-_/".contains(before));
    if !bound {
        return None;
    }
    let open = host::www_end(text, at).is_none();
    if open {
        let end = host::end(text, at);
        let broken = starts_with(text, at, "www.") && text.get(..end)?.ends_with('.') && wrap::ends_line(text, end);
        if !(wrapped && broken) {
            return None;
        }
    }
    Some(Start { at, body: at, read: at, section: Section::Host, kind: FoundKind::Www, prefix: "http://", open })
}

/// `doi:10.…`, `DOI 10.…`, `doi.org/10.…`, `dx.doi.org/10.…`.
fn labelled_doi(text: &str, at: usize) -> Option<Start> {
    if !starts_with(text, at, "d") || before(text, at).is_some_and(|before| is_alphanumeric(before) || before == '/') {
        return None;
    }
    let label = ["doi.org/", "dx.doi.org/", "doi:", "doi"].into_iter().find(|label| starts_with(text, at, label))?;
    let after = tail(text, at + label.len());
    let skipped = if label.ends_with('/') {
        0
    } else {
        after.bytes().take(3).take_while(|byte| matches!(byte, b' ' | b':')).count()
    };
    doi(text, at, at + label.len() + skipped)
}

fn bare_doi(text: &str, at: usize) -> Option<Start> {
    let bound = before(text, at).is_none_or(|before| !before.is_ascii_alphanumeric() && !"./-_=,:".contains(before));
    if !bound {
        return None;
    }
    let start = doi(text, at, at)?;
    // A fraction of two numbers is no DOI.
    let suffix = tail(text, start.body).split_once('/').map_or("", |(_, suffix)| suffix);
    let numeric = suffix.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let lettered = suffix.bytes().take(64).take_while(u8::is_ascii_graphic).any(|byte| byte.is_ascii_alphabetic());
    (numeric == 3 || lettered).then_some(start)
}

/// A DOI's `10.`, registrant and slash (ISO 26324: four digits or more, subdivided by full stops).
fn doi(text: &str, at: usize, read: usize) -> Option<Start> {
    let registrant = tail(text, read).strip_prefix("10.")?;
    let length = registrant.bytes().take(24).take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    let number = registrant.get(..length)?;
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let mut suffix = registrant.get(length..)?.strip_prefix('/')?.chars();
    let begins = suffix.next().is_some_and(|first| first.is_ascii_alphanumeric() || first == '(');
    let known = (4..=9).contains(&digits) && !number.starts_with('0') && !number.ends_with('.') && begins;
    let start = Start {
        at,
        body: read,
        read,
        section: Section::Path,
        kind: FoundKind::Doi,
        prefix: "https://doi.org/",
        open: false,
    };
    known.then_some(start)
}

fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// `https://…`: nobody's URL, but somebody meant to write one.
fn placeholder(text: &str, start: &Start) -> Option<Found> {
    let dots = ["…", "..."].into_iter().find(|dots| tail(text, start.body).starts_with(dots))?;
    let range = start.at..start.body + dots.len();
    let printed = text.get(range.clone())?.to_owned();
    Some(Found { range, rest: None, readings: vec![printed.clone()], text: printed, kind: start.kind })
}

fn build(text: &str, start: &Start, first: Run, wrapped: bool) -> Option<Found> {
    let whole = if wrapped { wrap::follow(text, start, first) } else { wrap::Whole::one(start, first) };
    if start.open && whole.pieces.len() < 2 || whole.end() <= start.body || whole.end() - start.at > LONGEST {
        return None;
    }
    let slice = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
    let mut pieces: Vec<_> = whole.pieces.iter().map(|(range, joint)| (slice(range), *joint)).collect();
    let alone = read(start.prefix, &pieces);
    let mut range = start.at..whole.end();
    let mut rest = None;
    let readings = match whole.rest {
        Rest::None => with_cut(start.prefix, &pieces, alone),
        Rest::Glued(at) => {
            rest = Some(at..range.end);
            range.end = at;
            let cut = read(start.prefix, &[(slice(&(start.read..at)), Joint::Plain)]);
            merged(cut, alone)
        }
        Rest::Perhaps(piece, joint) => {
            pieces.push((slice(&piece), joint));
            rest = Some(piece);
            merged(alone, read(start.prefix, &pieces))
        }
        Rest::Displaced(piece, joint, sign) => {
            range.start -= sign;
            pieces.push((slice(&piece), joint));
            rest = Some(piece);
            merged(read(start.prefix, &pieces), alone)
        }
    };
    Some(Found { text: slice(&range).to_owned(), range, rest, readings, kind: start.kind })
}

/// The readings, and the one that ends where an invisible control stands within the URL.
fn with_cut(prefix: &str, pieces: &[(&str, Joint)], alone: Vec<String>) -> Vec<String> {
    if let &[(printed, joint)] = pieces
        && let Some(cut) = printed.find(bidi::is_control).and_then(|at| printed.get(..at))
    {
        return merged(alone, read(prefix, &[(cut, joint)]));
    }
    alone
}

fn merged(mut first: Vec<String>, second: Vec<String>) -> Vec<String> {
    for reading in second {
        if !first.contains(&reading) {
            first.push(reading);
        }
    }
    first
}
