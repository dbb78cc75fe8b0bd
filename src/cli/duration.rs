//! Lengths of time as they are typed and shown: `8`, `8s`, `250ms`, `3d`.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// The units, largest first, in milliseconds.
const UNITS: [(&str, u64); 5] = [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1)];

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span(pub Duration);

/// Why a text is no length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("write a number of seconds, or a number with ms, s, m, h or d, such as 250ms or 3d")]
pub struct NotASpan;

impl FromStr for Span {
    type Err = NotASpan;

    fn from_str(text: &str) -> Result<Self, NotASpan> {
        let digits = text.find(|character: char| !character.is_ascii_digit()).unwrap_or(text.len());
        let (number, unit) = text.split_at(digits);
        let unit = if unit.is_empty() { "s" } else { unit };
        let number: u64 = number.parse().map_err(|_| NotASpan)?;
        let (_, scale) = UNITS.into_iter().find(|(name, _)| *name == unit).ok_or(NotASpan)?;
        number.checked_mul(scale).map(|milliseconds| Self(Duration::from_millis(milliseconds))).ok_or(NotASpan)
    }
}

impl fmt::Display for Span {
    /// The largest unit that says it without a remainder.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let milliseconds = u64::try_from(self.0.as_millis()).unwrap_or(u64::MAX);
        let fits = |(_, scale): &(&str, u64)| milliseconds > 0 && milliseconds.is_multiple_of(*scale);
        match UNITS.into_iter().find(fits) {
            Some((unit, scale)) => write!(f, "{}{unit}", milliseconds / scale),
            None => f.write_str("0s"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_as_typed_and_as_shown() {
        let cases = [
            ("8", Some((8000, "8s"))),
            ("8s", Some((8000, "8s"))),
            ("250ms", Some((250, "250ms"))),
            ("1000ms", Some((1000, "1s"))),
            ("90s", Some((90_000, "90s"))),
            ("5m", Some((300_000, "5m"))),
            ("48h", Some((172_800_000, "2d"))),
            ("0", Some((0, "0s"))),
            ("", None),
            ("s", None),
            ("-1", None),
            ("1.5s", None),
            ("8 s", None),
            ("8w", None),
            ("٨", None),
            ("99999999999999999999", None),
            ("18446744073709551615d", None),
        ];
        for (text, expected) in cases {
            let span = text.parse::<Span>().ok();
            assert_eq!(span.map(|span| span.0.as_millis()), expected.map(|(milliseconds, _)| milliseconds), "{text}");
            assert_eq!(span.map(|span| span.to_string()).as_deref(), expected.map(|(_, shown)| shown), "{text}");
        }
    }
}
