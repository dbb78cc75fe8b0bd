//! The dates of a work: of publication, and of access.

use std::ops::Range;

use crate::model::{CitedDate, DateReading, PartialDate};
use crate::text::date::DateFound;

use super::label::one_line;
use super::works::Work;

/// How far from its phrase a date of access may begin or end, in bytes.
const NEAR: usize = 12;

/// The dates of access among the dates of a work, with the phrase that introduces each.
pub fn accessed<'n>(work: &Work<'n>) -> Vec<(Range<usize>, &'n DateFound)> {
    let beside = |phrase: &Range<usize>| {
        let dates: Vec<&DateFound> = work.dates().collect();
        let gap = |from: usize, to: usize| {
            let between = work.note.text.get(from..to)?;
            let plain = between.len() <= NEAR && !between.chars().any(char::is_alphanumeric);
            plain.then_some(between.len())
        };
        let after = dates.iter().find(|date| gap(phrase.end, date.range.start).is_some());
        // Displaced: `(.5/6/2024 )تاريخ الاطلاع`.
        let before = || dates.iter().rev().find(|date| gap(date.range.end, phrase.start).is_some_and(|gap| gap <= 3));
        after.or_else(|| if work.note.displaced || work.has_arabic(phrase) { before() } else { None }).copied()
    };
    work.access().filter_map(|phrase| beside(phrase).map(|date| (phrase.clone(), date))).collect()
}

/// The date of access of a work.
pub fn access_date(work: &Work) -> Option<PartialDate> {
    let (_, date) = accessed(work).into_iter().next()?;
    date.readings.first().map(|reading| reading.start())
}

/// The date of publication: the finest one outside the title that is not of access; among equals the last, which stands
/// next to the label.
pub fn find(work: &Work, title: Option<&Range<usize>>) -> Option<CitedDate> {
    let access = accessed(work);
    let within =
        |date: &DateFound| title.is_some_and(|title| title.start <= date.range.start && date.range.end <= title.end);
    let candidates =
        work.dates().filter(|date| !within(date) && !access.iter().any(|(_, other)| other.range == date.range));
    let best = candidates.max_by_key(|date| (fineness(date), date.range.start))?;
    Some(CitedDate { text: one_line(&best.text), readings: best.readings.clone() })
}

/// A day before a month before a year before a span of years; a date that cannot be one was meant to the day.
fn fineness(date: &DateFound) -> u8 {
    match date.readings.first() {
        None => 3,
        Some(DateReading::Span(from, _)) if from.month.is_none() => 0,
        Some(reading) => {
            let start = reading.start();
            1 + u8::from(start.month.is_some()) + u8::from(start.day.is_some())
        }
    }
}
