//! Dates as coarse as they are printed.

use std::fmt;

use smol_str::SmolStr;

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
    pub text: SmolStr,
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

    /// Whether both agree at the coarser granularity of the two; days may differ by `tolerance`, also where that leads
    /// into another month or year.
    ///
    /// ```
    /// use isnad::model::PartialDate;
    /// let may = PartialDate { year: 2021, month: Some(5), day: None };
    /// let june = PartialDate { year: 2021, month: Some(6), day: Some(1) };
    /// assert!(!may.agrees(june, 0) && may.agrees(june, 1));
    /// ```
    pub fn agrees(self, other: Self, tolerance: i32) -> bool {
        if let (Some(_), Some(_)) = (self.day, other.day) {
            return match (self.first_day(), other.first_day()) {
                (Some(a), Some(b)) => (a - b).get_days().abs() <= tolerance,
                _ => false,
            };
        }
        self.within(other)
            || self.near(tolerance).any(|day| day.within(other))
            || other.near(tolerance).any(|day| day.within(self))
    }

    /// Whether the parts that both have are the same.
    fn within(self, other: Self) -> bool {
        self.year == other.year && self.month.zip(other.month).is_none_or(|(a, b)| a == b)
    }

    /// The days this many days before and after; none where it is not a day.
    fn near(self, days: i32) -> impl Iterator<Item = Self> {
        let day = self.day.and_then(|_| self.first_day());
        [-days, days].into_iter().filter_map(move |days| {
            let date = day?.checked_add(jiff::Span::new().days(days)).ok()?;
            let part = |part: i8| u8::try_from(part).ok();
            Some(Self { year: date.year(), month: part(date.month()), day: part(date.day()) })
        })
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
