//! Dates as they are printed: found in running text, in URLs, and told in every way their digits allow.

mod hijri;
mod month;
mod named;
mod numeric;
mod reading;
mod stated;
mod token;
mod url;
mod year;

#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::model::{DateReading, PartialDate};

use super::digits;
use token::{Kind, Token};

pub use stated::stated;
pub use url::in_url;

/// A date found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateFound {
    /// Its byte range in the text.
    pub range: Range<usize>,
    /// As printed.
    pub text: String,
    /// Every reading that fits, likeliest first; empty where the shape is a date's but no reading can be one.
    pub readings: Vec<DateReading>,
    /// Whether its parts stand in an order that only displaced right-to-left runs explain.
    pub scrambled: bool,
}

/// A match in the tokens: the index after its last token, its readings, and whether it is scrambled.
#[derive(Debug)]
struct Match {
    end: usize,
    readings: Vec<DateReading>,
    scrambled: bool,
}

impl Match {
    fn plain(end: usize, readings: Vec<DateReading>) -> Self {
        Self { end, readings, scrambled: false }
    }
}

/// Finds every date of the common era in a text, in order.
///
/// Reads numeric dates in any order with `/`, `.`, `-` or spaces, ISO 8601, month names of Arabic (Levantine, Gulf and
/// Egyptian, Maghrebi, Moroccan, and doubles such as `أيلول/ سبتمبر`), Turkish, English, French, German, Persian,
/// Spanish and Russian, in any script's digits, and dates whose runs a PDF extractor shuffled. A year alone counts only
/// in brackets, after a comma or at the end. Day before month is the likelier order. Hijri dates are read as the days of
/// the common calendar that they fall on, one more or less; where the common date stands beside one, they are one date.
/// Persian solar years are no dates here. Dates inside URLs are left to [`in_url`].
pub fn scan(text: &str) -> Vec<DateFound> {
    let tokens = token::tokens(text);
    let mut found = Vec::new();
    let mut index = 0;
    while index < tokens.len() {
        let common = |index: usize| common(text, &tokens, index);
        let hijri = hijri::at(text, &tokens, index);
        let is_hijri = hijri.is_some();
        let hit = hijri.or_else(|| common(index));
        let hit = hit.map(|hit| hijri::with_twin(text, &tokens, hit, is_hijri, common));
        index = match hit.and_then(|hit| finish(text, &tokens, index, hit)) {
            Some((end, date)) => {
                found.push(date);
                end
            }
            None => index + 1,
        };
    }
    found
}

/// The date of the common calendar that begins at this token.
fn common(text: &str, tokens: &[Token], index: usize) -> Option<Match> {
    let token = tokens.get(index).filter(|token| !token.in_url)?;
    match token.kind {
        Kind::Number => numeric::at(tokens, index)
            .or_else(|| named::at_number(text, tokens, index))
            .or_else(|| year::at(text, tokens, index)),
        Kind::Word => named::at_word(text, tokens, index).or_else(|| year::at_season(text, tokens, index)),
        _ => None,
    }
}

/// Whether a text holds this date in any of its written forms.
///
/// A date with a day must occur to the day; one without is held by any date within it. Linear in the text; only what
/// stands around the digits of its year is read.
pub fn occurs_in(text: &str, date: PartialDate) -> bool {
    let same = |other: PartialDate| {
        other == date
            || (date.day.is_none()
                && other.year == date.year
                && (date.month.is_none() || (other.month == date.month && other.month.is_some())))
    };
    around_year(text, date.year).into_iter().filter_map(|range| text.get(range)).any(|part| {
        scan(part).iter().flat_map(|found| &found.readings).any(|reading| match *reading {
            DateReading::On(on) => same(on),
            DateReading::Span(from, to) => same(from) || same(to),
        })
    })
}

/// The stretches of a text around the last two digits of a year, in any script, or of the years of the Hijra that it
/// shares days with.
fn around_year(text: &str, year: i16) -> Vec<Range<usize>> {
    /// Bytes before and after them in which the rest of a date stands, with its twin.
    const AROUND: usize = 160;
    let year = i32::from(year);
    let hijra = (year - 622) * 33 / 32;
    let ends = [year, hijra - 1, hijra, hijra + 1, hijra + 2].map(|year| year.rem_euclid(100));
    let mut stretches: Vec<Range<usize>> = Vec::new();
    let mut before: Option<i32> = None;
    for (at, character) in text.char_indices() {
        let digit = digits::value(character).map(i32::from);
        let ended = before.zip(digit).is_some_and(|(tens, ones)| ends.contains(&(10 * tens + ones)));
        before = digit;
        if !ended {
            continue;
        }
        // A stretch begins and ends between words, where there are any.
        let space = |c: char| c.is_whitespace();
        let first = text.floor_char_boundary(at.saturating_sub(2 * AROUND));
        let start = text.floor_char_boundary(at.saturating_sub(AROUND));
        let start = text.get(first..start).and_then(|before| before.rfind(space)).map_or(first, |space| first + space);
        let end = text.ceil_char_boundary(at + AROUND);
        let last = text.ceil_char_boundary(at + 2 * AROUND);
        let end = text.get(end..last).and_then(|after| after.find(space)).map_or(last, |space| end + space);
        match stretches.last_mut().filter(|last| start <= last.end) {
            Some(last) => last.end = end.max(last.end),
            None => stretches.push(start..end),
        }
    }
    stretches
}

fn finish(text: &str, tokens: &[Token], start: usize, hit: Match) -> Option<(usize, DateFound)> {
    let range = tokens.get(start)?.range.start..tokens.get(hit.end.checked_sub(1)?)?.range.end;
    let printed = text.get(range.clone())?.to_owned();
    Some((hit.end, DateFound { range, text: printed, readings: hit.readings, scrambled: hit.scrambled }))
}
