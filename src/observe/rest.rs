//! The rest that hosts ask for.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::exchange::Answer;

/// The longest rest that is waited for. A host that asks for more is not asked again.
pub(super) const LONGEST_REST: Duration = Duration::from_mins(1);

/// Numbers from here on are seconds since 1970 and not seconds from now.
const EPOCH: u64 = 1_000_000_000;

/// Headers that say how many requests are left and when there are more, in the dialects of the field.
const LIMITS: &[(&str, &str)] = &[
    ("ratelimit-remaining", "ratelimit-reset"),
    ("x-ratelimit-remaining", "x-ratelimit-reset"),
    ("x-rate-limit-remaining", "x-rate-limit-reset"),
];

/// The rest that an answer asks for: by `Retry-After` where the host had enough, or by the limit it tells of, where
/// nothing is left of it.
pub(super) fn asked_for(answer: &Answer) -> Option<Duration> {
    let now = SystemTime::now();
    let after = answer.header("retry-after").filter(|_| matches!(answer.status, 429 | 500..=599));
    after.and_then(|value| after_header(value.trim(), now)).or_else(|| of_limit(answer, now))
}

fn after_header(value: &str, now: SystemTime) -> Option<Duration> {
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // More than a number holds is for ever.
        return Some(Duration::from_secs(value.parse().unwrap_or(u64::MAX)));
    }
    let date = httpdate::parse_http_date(value).ok()?;
    Some(date.duration_since(now).unwrap_or(Duration::ZERO))
}

fn of_limit(answer: &Answer, now: SystemTime) -> Option<Duration> {
    for (remaining, reset) in LIMITS {
        if answer.headers.contains_key(*remaining) && answer.header(remaining)?.trim() == "0" {
            return until(answer.header(reset)?.trim(), now);
        }
    }
    // The draft of the IETF, as one field: `"default";r=0;t=5`, and before that `limit=10, remaining=0, reset=5`.
    let field = answer.header("ratelimit")?;
    let value = |names: [&str; 2]| {
        field.split([';', ',']).find_map(|part| {
            let (name, value) = part.split_once('=')?;
            names.contains(&name.trim()).then(|| value.trim().to_owned())
        })
    };
    if value(["r", "remaining"])? != "0" {
        return None;
    }
    until(&value(["t", "reset"])?, now)
}

fn until(value: &str, now: SystemTime) -> Option<Duration> {
    let seconds: u64 = value.split('.').next()?.parse().ok()?;
    if seconds < EPOCH {
        return Some(Duration::from_secs(seconds));
    }
    let milliseconds = seconds >= EPOCH * 1000;
    let since = if milliseconds { Duration::from_millis(seconds) } else { Duration::from_secs(seconds) };
    let at = UNIX_EPOCH.checked_add(since)?;
    Some(at.duration_since(now).unwrap_or(Duration::ZERO))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test")]
mod tests {
    use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

    use super::*;

    /// The status, the headers, and the rest in seconds.
    type Case<'a> = (u16, &'a [(&'a str, &'a str)], Option<u64>);

    #[test]
    fn a_rest_is_read_in_every_dialect() {
        let now = UNIX_EPOCH + Duration::from_secs(1_784_111_777);
        let cases: [Case<'_>; 17] = [
            (429, &[("retry-after", "120")], Some(120)),
            (429, &[("retry-after", "99999999999999999999999")], Some(u64::MAX)),
            (429, &[("retry-after", "")], None),
            (429, &[("retry-after", "Thu, 99 Foo 2026 99:99:99 GMT")], None),
            (503, &[("retry-after", "0")], Some(0)),
            (200, &[("retry-after", "120")], None),
            (429, &[("retry-after", "soon")], None),
            (429, &[("retry-after", "-5")], None),
            (200, &[("ratelimit-remaining", "0"), ("ratelimit-reset", "7")], Some(7)),
            (200, &[("ratelimit-remaining", "3"), ("ratelimit-reset", "7")], None),
            (403, &[("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "1784111790")], Some(13)),
            (403, &[("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "1784111790500")], Some(13)),
            (429, &[("x-rate-limit-remaining", "0"), ("x-rate-limit-reset", "2.5")], Some(2)),
            (200, &[("ratelimit", "limit=10, remaining=0, reset=5")], Some(5)),
            (200, &[("ratelimit", "\"default\";r=0;t=9")], Some(9)),
            (200, &[("ratelimit", "\"default\";r=4;t=9")], None),
            (200, &[("x-ratelimit-remaining", "0")], None),
        ];
        for (status, headers, expected) in cases {
            let pairs = headers
                .iter()
                .map(|(name, value)| (name.parse::<HeaderName>().unwrap(), HeaderValue::from_str(value).unwrap()));
            let (headers, body) = (pairs.collect::<HeaderMap>(), Vec::new());
            let answer = Answer::whole(status, headers, body);
            let after = answer.header("retry-after").filter(|_| matches!(status, 429 | 500..=599));
            let found = after.and_then(|value| after_header(&value, now)).or_else(|| of_limit(&answer, now));
            assert_eq!(found.map(|rest| rest.as_secs()), expected, "{status} {:?}", answer.headers);
        }
    }

    #[test]
    fn a_rest_may_be_a_date() {
        let now = UNIX_EPOCH + Duration::from_secs(784_111_777);
        let cases = [("Sun, 06 Nov 1994 08:50:37 GMT", Some(60)), ("Sun, 06 Nov 1994 08:49:00 GMT", Some(0))];
        for (value, expected) in cases {
            assert_eq!(after_header(value, now), expected.map(Duration::from_secs), "{value}");
        }
    }
}
