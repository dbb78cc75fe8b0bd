//! Dates in URLs.

use std::ops::Range;

use crate::model::PartialDate;
use crate::text::url::archived;

/// English month names as newspapers put them in paths: `/2021/oct/05/`.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A run of digits or letters in a URL, with the byte before it.
#[derive(Debug)]
struct Piece<'u> {
    text: &'u str,
    range: Range<usize>,
    before: u8,
    after: Option<u8>,
}

/// The date that a URL's path or query gives, and where: `/2024/05/17/`, `-2024-05-17`, `/20240517-slug`,
/// `/2021/oct/05/`, `/2023/05/`.
///
/// The digits must stand between separators, and the year between 1995 and 2100, so that numbers which identify an
/// article are not taken for dates. The finest date wins, then the first.
pub fn in_url(url: &str) -> Option<(PartialDate, Range<usize>)> {
    let pieces = pieces(url);
    let mut coarse = None;
    for index in 0..pieces.len() {
        match at(&pieces, index) {
            Some((date, range)) if date.day.is_some() => return Some((date, range)),
            Some(found) if coarse.is_none() => coarse = Some(found),
            _ => {}
        }
    }
    coarse
}

/// The letter and digit runs after the host. What an archive puts before a URL is not that page's.
fn pieces(url: &str) -> Vec<Piece<'_>> {
    let authority = url.find("://").map_or(0, |at| at + 3);
    let path = url.get(authority..).and_then(|rest| rest.find(['/', '?'])).map_or(url.len(), |at| authority + at);
    let path = path.max(of_archive(url));
    let bytes = url.as_bytes();
    let mut pieces = Vec::new();
    let mut start = None;
    for at in path..=bytes.len() {
        let is_part = bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
        match (is_part, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let before = bytes.get(from.saturating_sub(1)).copied().unwrap_or(0);
                if let Some(text) = url.get(from..at) {
                    pieces.push(Piece { text, range: from..at, before, after: bytes.get(at).copied() });
                }
                start = None;
            }
            _ => {}
        }
    }
    pieces
}

/// How much of a URL is an archive's, in bytes; all of it, where the archive does not say of what it has a copy.
fn of_archive(url: &str) -> usize {
    match archived(url).map(|copy| copy.original) {
        None => 0,
        Some(None) => url.len(),
        Some(Some(original)) => {
            let host = original.split_once("://").map_or("", |(_, rest)| rest.split('/').next().unwrap_or(rest));
            url.rfind(host).unwrap_or(url.len())
        }
    }
}

fn at(pieces: &[Piece], index: usize) -> Option<(PartialDate, Range<usize>)> {
    let first = pieces.get(index)?;
    if !matches!(first.before, b'/' | b'-' | b'_' | b'=' | b'.') {
        return None;
    }
    if first.text.len() == 8 {
        let date = date(first.text.get(..4)?, first.text.get(4..6)?, first.text.get(6..)?)?;
        let bounded = matches!(first.after, None | Some(b'/' | b'-' | b'_' | b'.' | b'?' | b'#' | b'&'));
        return bounded.then(|| (date, first.range.clone()));
    }
    let year = year(first.text)?;
    let second = pieces.get(index + 1).filter(|piece| joined(first, piece))?;
    let month = month(second.text)?;
    let tied =
        second.before == first.before || matches!((first.before, second.before), (b'/' | b'=', b'-' | b'_' | b'.'));
    if !tied {
        return None;
    }
    if let Some(third) = pieces.get(index + 2)
        && joined(second, third)
        && third.before == second.before
        && let Some(day) = number(third.text)
        && let Some(date) = PartialDate::new(year, Some(month), Some(day))
    {
        return Some((date, first.range.start..third.range.end));
    }
    // A month alone only as folders: /2023/05/slug.
    let folder = first.before == b'/' && second.before == b'/' && matches!(second.after, Some(b'/') | None);
    let date = PartialDate::new(year, Some(month), None)?;
    folder.then_some((date, first.range.start..second.range.end))
}

fn joined(left: &Piece, right: &Piece) -> bool {
    left.range.end + 1 == right.range.start
}

fn date(year_text: &str, month_text: &str, day_text: &str) -> Option<PartialDate> {
    PartialDate::new(year(year_text)?, Some(month(month_text)?), Some(number(day_text)?))
}

fn year(text: &str) -> Option<i16> {
    let year: i16 = text.parse().ok().filter(|_| text.len() == 4)?;
    (1995..=2100).contains(&year).then_some(year)
}

fn month(text: &str) -> Option<u8> {
    if let Some(number) = number(text) {
        return (1..=12).contains(&number).then_some(number);
    }
    let name = text.to_ascii_lowercase();
    let numbered = (1_u8..).zip(MONTHS);
    let mut named = numbered.filter(|(_, month)| *month == name || (name.len() == 3 && month.starts_with(&name)));
    named.next().map(|(number, _)| number)
}

/// A number of one or two digits.
fn number(text: &str) -> Option<u8> {
    text.parse().ok().filter(|_| text.len() <= 2)
}
