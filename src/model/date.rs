//! Dates as coarse as they are printed.

use std::fmt;

/// A date at the granularity printed: a year, a month or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartialDate {
    /// The year of the common era.
    pub year: i16,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day, 1 to 31; only with a month.
    pub day: Option<u8>,
}

/// One way to read a printed date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DateReading {
    /// A year, a month or a day.
    On(PartialDate),
    /// From one to another.
    Span(PartialDate, PartialDate),
}

/// A date as a citation gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitedDate {
    /// As printed.
    pub text: String,
    /// Every reading that fits the digits, likeliest first; empty where none can be a date.
    pub readings: Vec<DateReading>,
}

impl PartialDate {
    /// A year alone.
    pub fn year(year: i16) -> Self {
        Self { year, month: None, day: None }
    }

    /// A date, if the calendar has it.
    ///
    /// ```
    /// use isnad::model::PartialDate;
    /// assert!(PartialDate::new(2024, Some(2), Some(29)).is_some());
    /// assert!(PartialDate::new(2023, Some(2), Some(29)).is_none());
    /// ```
    pub fn new(year: i16, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        let valid = match (month, day) {
            (None, None) => (1..=9999).contains(&year),
            (Some(month), None) => (1..=9999).contains(&year) && (1..=12).contains(&month),
            (Some(month), Some(day)) => {
                jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).is_ok()
            }
            (None, Some(_)) => false,
        };
        valid.then_some(Self { year, month, day })
    }

    /// The first day it can mean.
    pub fn first_day(self) -> Option<jiff::civil::Date> {
        let part = |part: Option<u8>| i8::try_from(part.unwrap_or(1)).ok();
        jiff::civil::Date::new(self.year, part(self.month)?, part(self.day)?).ok()
    }

    /// Whether both agree at the coarser granularity of the two; days may differ by `tolerance`.
    pub fn agrees(self, other: Self, tolerance: i32) -> bool {
        match (self.month.zip(other.month), self.day.zip(other.day)) {
            (Some(_), Some(_)) => match (self.first_day(), other.first_day()) {
                (Some(a), Some(b)) => (a - b).get_days().abs() <= tolerance,
                _ => false,
            },
            (Some((a, b)), None) => self.year == other.year && a == b,
            (None, _) => self.year == other.year,
        }
    }
}

impl DateReading {
    /// The first date it can mean.
    pub fn start(self) -> PartialDate {
        match self {
            Self::On(date) | Self::Span(date, _) => date,
        }
    }

    /// Whether the reading and a date agree at the coarser granularity of the two; days may differ by `tolerance`.
    pub fn agrees(self, other: PartialDate, tolerance: i32) -> bool {
        match self {
            Self::On(date) => date.agrees(other, tolerance),
            Self::Span(from, to) => {
                from.agrees(other, tolerance)
                    || to.agrees(other, tolerance)
                    || match (from.first_day(), to.first_day(), other.first_day()) {
                        (Some(from), Some(to), Some(other)) => from <= other && other <= to,
                        _ => false,
                    }
            }
        }
    }
}

impl fmt::Display for PartialDate {
    /// ISO 8601 at the granularity printed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl fmt::Display for DateReading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On(date) => date.fmt(f),
            Self::Span(from, to) => write!(f, "{from}/{to}"),
        }
    }
}
