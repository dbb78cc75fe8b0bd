//! Numbers to readings.

use crate::model::{DateReading, PartialDate};

/// The date of these parts, if the calendar has it.
pub(super) fn day(year: i16, month: u32, day: u32) -> Option<PartialDate> {
    PartialDate::new(year, Some(u8::try_from(month).ok()?), Some(u8::try_from(day).ok()?))
}

/// The month of these parts, if there is one.
pub(super) fn month(year: i16, month: u32) -> Option<PartialDate> {
    PartialDate::new(year, Some(u8::try_from(month).ok()?), None)
}

/// The readings of two numbers beside a year: the first as the day, then the second as the day.
pub(super) fn both_orders(year: i16, first: u32, second: u32) -> Vec<DateReading> {
    let mut readings = Vec::new();
    push(&mut readings, day(year, second, first));
    push(&mut readings, day(year, first, second));
    readings
}

/// Adds a reading that is not there yet.
pub(super) fn push(readings: &mut Vec<DateReading>, date: Option<PartialDate>) {
    if let Some(date) = date
        && !readings.contains(&DateReading::On(date))
    {
        readings.push(DateReading::On(date));
    }
}

/// From one date to a later one.
pub(super) fn span(from: Option<PartialDate>, to: Option<PartialDate>) -> Option<DateReading> {
    let (from, to) = from.zip(to)?;
    (from <= to).then_some(DateReading::Span(from, to))
}
