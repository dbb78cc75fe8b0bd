//! Asking again after what may pass.

use std::time::Duration;

use super::Settings;
use super::exchange::{Answer, Exchange, Exchanged, Failure, Request};
use super::marks;
use super::rest::{self, LONGEST_REST};
use crate::model::{Cause, DnsAnswer};

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
    mut request: Request<'_>,
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
            // A host that asks for no rest at all, or for one that is over by its clock, is not to be pressed either.
            Again::After(rest) => rest.max(backoff(settings.backoff, retry)),
        };
        if retry >= settings.retries || !exchange.may_change(request.url) || !budget.rest(pause).await {
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
        Ok(answer) if matches!(answer.status, 408 | 425 | 429 | 500..=599) => match rest::asked_for(answer) {
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

#[cfg(test)]
mod tests {
    use super::*;

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
