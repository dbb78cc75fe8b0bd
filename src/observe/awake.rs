//! Exchanges of a process that was not always awake.
//!
//! A process may be stopped and go on later: by its terminal, with the machine whose lid is closed, by what runs many on one
//! machine. The clock runs on meanwhile, and hosts hang up; then every exchange that was under way fails, and none of that
//! is a host's doing.

use std::cell::Cell;
use std::time::{Duration, Instant};

use futures_util::future::LocalBoxFuture;
use jiff::Timestamp;
use url::Url;

use super::exchange::{Exchange, Exchanged, Request};

/// How often it is looked whether the process is awake.
const BEAT: Duration = Duration::from_secs(1);

/// How many times an exchange is made again: a process that never gets its turn in time must come to an end as well.
const MOST_AGAIN: usize = 5;

/// Exchanges that are made again where they failed while the process slept.
pub(super) struct Awake<'a> {
    below: &'a dyn Exchange,
    beat: Duration,
}

impl<'a> Awake<'a> {
    /// What `below` asks, as a process would see it that is always awake.
    pub(super) fn new(below: &'a dyn Exchange) -> Self {
        Self { below, beat: BEAT }
    }

    async fn exchange(&self, request: &Request<'_>) -> Exchanged {
        let mut again = 0;
        loop {
            let slept = Cell::new(Duration::ZERO);
            let exchanged = tokio::select! {
                biased;
                never = self.watch(&slept) => match never {},
                exchanged = self.below.ask(request) => exchanged,
            };
            if exchanged.result.is_ok() || slept.get().is_zero() || again == MOST_AGAIN {
                return Exchanged { took: exchanged.took.saturating_sub(slept.get()), ..exchanged };
            }
            again += 1;
        }
    }

    /// Adds to `slept` by how much each beat comes too late, where that is by more than another beat.
    async fn watch(&self, slept: &Cell<Duration>) -> std::convert::Infallible {
        loop {
            let began = Instant::now();
            tokio::time::sleep(self.beat).await;
            let late = began.elapsed().saturating_sub(self.beat);
            if late > self.beat {
                slept.set(slept.get() + late);
            }
        }
    }
}

impl Exchange for Awake<'_> {
    fn ask<'a>(&'a self, request: &'a Request<'_>) -> LocalBoxFuture<'a, Exchanged> {
        Box::pin(self.exchange(request))
    }

    fn now(&self) -> Timestamp {
        self.below.now()
    }

    fn may_change(&self, url: &Url) -> bool {
        self.below.may_change(url)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test")]
mod tests {
    use reqwest::header::HeaderMap;

    use super::*;
    use crate::model::Cause;
    use crate::observe::exchange::{Answer, Failure, Whole};

    /// A web whose first answers fail, while the process sleeps or does not.
    struct Failing {
        failures: Cell<usize>,
        sleep: Duration,
    }

    impl Exchange for Failing {
        fn ask<'a>(&'a self, _: &'a Request<'_>) -> LocalBoxFuture<'a, Exchanged> {
            Box::pin(async {
                let began = Instant::now();
                let Some(left) = self.failures.get().checked_sub(1) else {
                    let answer = Answer::whole(200, HeaderMap::new(), Vec::new());
                    return Exchanged { result: Ok(answer), took: began.elapsed() };
                };
                self.failures.set(left);
                // The whole thread, as a process that is stopped.
                std::thread::sleep(self.sleep);
                // As the client's timeouts, that are seen to be over only when the process wakes.
                tokio::time::sleep(Duration::from_millis(1)).await;
                Exchanged { result: Err(Failure::new(Cause::Timeout, "")), took: began.elapsed() }
            })
        }
    }

    #[test]
    fn what_fails_while_the_process_sleeps_is_held_against_nobody() {
        let (beat, long, none) = (Duration::from_millis(20), Duration::from_millis(120), Duration::ZERO);
        let cases = [("one sleep", 1, long, true), ("no sleep", 1, none, false), ("never awake", 99, long, false)];
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        for (name, failures, sleep, answered) in cases {
            let failing = Failing { failures: Cell::new(failures), sleep };
            let awake = Awake { below: &failing, beat };
            let (url, headers) = (Url::parse("http://a.example/").unwrap(), HeaderMap::new());
            let (timeout, watch) = (Duration::from_secs(1), &Whole(10));
            let request = Request { url: &url, headers: &headers, timeout, unverified: false, watch };
            let exchanged = runtime.block_on(awake.ask(&request));
            assert_eq!(exchanged.result.is_ok(), answered, "{name}");
            assert!(exchanged.took < long, "{name}: {:?}", exchanged.took);
        }
    }
}
