//! Asking again after what may pass.

use std::time::{Duration, SystemTime};

use super::Settings;
use super::exchange::{Answer, Exchange, Exchanged, Failure, Request};
use super::marks;
use crate::model::{Cause, DnsAnswer};

/// The longest rest that is waited for. A site that asks for more is left alone.
pub(super) const LONGEST_REST: Duration = Duration::from_mins(1);

/// What a URL has left to spend, and what it has spent. Turns in a queue cost nothing.
#[derive(Debug)]
pub(super) struct Budget {
    left: Duration,
    /// What was spent.
    pub spent: Duration,
    /// How many times it was asked.
    pub attempts: u32,
}

impl Budget {
    /// A budget of so much time.
    pub(super) fn new(left: Duration) -> Self {
        Self { left, spent: Duration::ZERO, attempts: 0 }
    }

    /// Takes away from what is left.
    pub(super) fn spend(&mut self, time: Duration) {
        self.left = self.left.saturating_sub(time);
        self.spent += time;
    }

    /// Waits, if there is time left for more than waiting; says whether it did.
    pub(super) async fn rest(&mut self, pause: Duration) -> bool {
        if pause >= self.left {
            return false;
        }
        tokio::time::sleep(pause).await;
        self.spend(pause);
        true
    }
}

/// Asks until an answer comes that will stand, the retries are used up, or the URL's time is.
pub(super) async fn ask(
    exchange: &dyn Exchange,
    mut request: Request,
    settings: &Settings,
    budget: &mut Budget,
) -> Result<Answer, Failure> {
    let mut retry = 0;
    loop {
        if budget.left.is_zero() {
            return Err(Failure::new(Cause::Deadline, "the time for this URL is over"));
        }
        request.timeout = settings.timeout.min(budget.left);
        let Exchanged { result, took } = exchange.ask(&request).await;
        budget.spend(took);
        let pause = match again(&result) {
            Again::No => return result,
            Again::AfterBackoff => backoff(settings.backoff, retry),
            Again::After(rest) => rest,
        };
        if retry >= settings.retries || !exchange.may_change(&request.url) || !budget.rest(pause).await {
            return result;
        }
        retry += 1;
        budget.attempts += 1;
    }
}

enum Again {
    No,
    AfterBackoff,
    After(Duration),
}

fn again(result: &Result<Answer, Failure>) -> Again {
    match result {
        // A challenge to automated readers does not pass with time.
        Ok(answer) if marks::is_challenge(answer) => Again::No,
        Ok(answer) if matches!(answer.status, 408 | 425 | 429 | 500..=599) => match rest_asked_for(answer) {
            Some(rest) if rest > LONGEST_REST => Again::No,
            Some(rest) => Again::After(rest),
            None => Again::AfterBackoff,
        },
        Ok(_) => Again::No,
        Err(failure) => match failure.cause {
            Cause::Timeout | Cause::Reset => Again::AfterBackoff,
            Cause::Dns if failure.dns == Some(DnsAnswer::Failed) => Again::AfterBackoff,
            _ => Again::No,
        },
    }
}

/// The pause before a retry: doubled each time, and up to half of it shortened by chance, so that the many that
/// failed together do not come back together.
fn backoff(first: Duration, retry: u32) -> Duration {
    let pause = first.saturating_mul(2_u32.saturating_pow(retry)).min(LONGEST_REST);
    pause.mul_f64(1.0 - fastrand::f64() / 2.0)
}

/// The rest a host asks for by `Retry-After`, in seconds or as a date.
pub(super) fn rest_asked_for(answer: &Answer) -> Option<Duration> {
    if !matches!(answer.status, 429 | 500..=599) {
        return None;
    }
    rest(answer.header("retry-after")?.trim(), SystemTime::now())
}

fn rest(value: &str, now: SystemTime) -> Option<Duration> {
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = httpdate::parse_http_date(value).ok()?;
    Some(date.duration_since(now).unwrap_or(Duration::ZERO))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rest_is_read_in_seconds_and_as_a_date() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
        let cases = [
            ("120", Some(120)),
            ("0", Some(0)),
            ("Sun, 06 Nov 1994 08:50:37 GMT", Some(60)),
            ("Sun, 06 Nov 1994 08:49:00 GMT", Some(0)),
            ("soon", None),
            ("-5", None),
        ];
        for (value, expected) in cases {
            assert_eq!(rest(value, now), expected.map(Duration::from_secs), "{value}");
        }
    }

    #[test]
    fn backoff_doubles_within_its_jitter() {
        let first = Duration::from_millis(100);
        for (retry, most) in [(0, 100), (1, 200), (2, 400), (40, 60_000)] {
            let pause = backoff(first, retry);
            let most = Duration::from_millis(most);
            assert!(pause <= most && pause >= most / 2, "{retry}: {pause:?}");
        }
    }
}
