//! Dates that a field holds by themselves.

use crate::model::{CitedDate, DateReading, PartialDate};

use super::scan;

/// The date that a field made for one holds: ISO 8601 at any granularity, with or without a time and the marks of
/// doubt of its extended form, a span `a/b` of such, or a date as [`fn@scan`] finds it. `None` where there is none.
///
/// ```
/// let read = |text| isnad::text::date::stated(text).map(|date| date.readings[0].to_string());
/// assert_eq!(read("2021-05-03T10:00:00Z").as_deref(), Some("2021-05-03"));
/// assert_eq!(read("2021-05-00").as_deref(), Some("2021-05"));
/// assert_eq!(read("2019/2021").as_deref(), Some("2019/2021"));
/// assert_eq!(read("3 May 2021").as_deref(), Some("2021-05-03"));
/// assert_eq!(read("n.d."), None);
/// ```
pub fn stated(text: &str) -> Option<CitedDate> {
    let text = text.trim();
    let readings = match iso(text) {
        Some(reading) => vec![reading],
        None => scan(text).into_iter().next()?.readings,
    };
    Some(CitedDate { text: text.into(), readings })
}

fn iso(text: &str) -> Option<DateReading> {
    let Some((from, to)) = text.split_once('/') else { return one(text).map(DateReading::On) };
    match (one(from), one(to)) {
        (Some(from), Some(to)) if from < to => Some(DateReading::Span(from, to)),
        // Open spans, and spans told the wrong way round.
        (Some(from), _) if matches!(to, "" | ".." | "open" | "unknown") => Some(DateReading::On(from)),
        _ => None,
    }
}

/// A year, a month or a day; parts written as zeros are not told.
fn one(text: &str) -> Option<PartialDate> {
    let text = text.split(['T', ' ']).next()?.trim_end_matches(['~', '?', '%']);
    let mut parts = text.split('-');
    let year = parts.next().filter(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()))?;
    let mut part = || match parts.next() {
        None => Some(None),
        Some(part) if (1..=2).contains(&part.len()) => {
            part.parse::<u8>().ok().map(|value| (value > 0).then_some(value))
        }
        Some(_) => None,
    };
    let (month, day) = (part()?, part()?);
    if parts.next().is_some() {
        return None;
    }
    PartialDate::new(year.parse().ok()?, month, day.filter(|_| month.is_some()))
}
