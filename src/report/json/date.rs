//! Dates on the wire: ISO 8601 as coarse as they are known.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::model::{DateReading, PartialDate};

/// A date: `2021`, `2021-11` or `2021-11-05`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Day(pub(super) PartialDate);

/// A date, or two with `/` between them for the time from one to the other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading(pub(super) DateReading);

impl Day {
    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let year = parts.next()?.parse().ok()?;
        let mut number = || parts.next().map(|part| part.parse::<u8>().ok()).map_or(Some(None), |part| part.map(Some));
        let date = PartialDate::new(year, number()?, number()?)?;
        // What is written otherwise would not come out as it came in.
        (date.to_string() == text).then_some(Self(date))
    }
}

impl Reading {
    fn parse(text: &str) -> Option<Self> {
        match text.split_once('/') {
            None => Day::parse(text).map(|day| Self(DateReading::On(day.0))),
            Some((from, to)) => Some(Self(DateReading::Span(Day::parse(from)?.0, Day::parse(to)?.0))),
        }
    }
}

/// Writes and reads a type as the text that it is shown as.
macro_rules! as_text {
    ($name:ident, $what:literal, $pattern:literal) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = Cow::<str>::deserialize(deserializer)?;
                Self::parse(&text).ok_or_else(|| {
                    let start: String = text.chars().take(40).collect();
                    de::Error::custom(format!("`{start}` is not {}", $what))
                })
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "pattern": $pattern, "description": $what })
            }
        }
    };
}

as_text!(Day, "a date such as 2021, 2021-11 or 2021-11-05", r"^\d{4}(-\d\d(-\d\d)?)?$");
as_text!(
    Reading,
    "a date such as 2021-11-05, or two with a slash between them",
    r"^\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?$"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_come_out_as_they_came_in() {
        for text in ["2021", "2021-11", "2021-11-05", "0900", "2021/2022", "2021-11-05/2021-12"] {
            assert_eq!(Reading::parse(text).map(|reading| reading.0.to_string()).as_deref(), Some(text));
        }
        for text in ["", "21", "2021-13", "2021-02-30", "2021-1-5", "2021-11-05T00", "/", "2021/", "-2021", "٢٠٢١"]
        {
            assert!(Reading::parse(text).is_none(), "{text}");
        }
    }
}
