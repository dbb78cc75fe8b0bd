//! Sources that seem gone are asked a second time.

use jiff::Timestamp;
use reqwest::header::{ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, HeaderMap, HeaderValue, USER_AGENT};
use url::Url;

use super::exchange::Exchange;
use super::redirects::{self, Arrival};
use super::retries::Budget;
use super::{Settings, decode, marks};
use crate::model::{DnsAnswer, Look};

/// What isnad can read.
const ACCEPTED: &str = "text/html,application/xhtml+xml,*/*;q=0.8";

/// What browsers say they accept when a reader opens a page: some sites answer 404 to anything else.
const ACCEPTED_BY_BROWSERS: &str =
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

/// The languages of the reports that isnad reads, English first, as most browsers have it.
const LANGUAGES: &str = "en-US,en;q=0.9,ar;q=0.8,tr;q=0.7";

/// Asks a source, and asks it a second time where it seems gone. The last look is the one that counts.
pub(super) async fn look(
    exchange: &dyn Exchange,
    url: &Url,
    agent: &HeaderValue,
    settings: &Settings,
    budget: &mut Budget,
) -> (Vec<Look>, Arrival) {
    budget.attempts += 1;
    let first = redirects::follow(exchange, url, &plain_headers(agent), settings, budget).await;
    let mut looks = vec![record(&first, exchange)];
    if !seems_gone(&first) || !exchange.may_change(url) || !budget.rest(settings.second_look_pause).await {
        return (looks, first);
    }
    budget.attempts += 1;
    let second = redirects::follow(exchange, url, &browser_headers(agent), settings, budget).await;
    looks.push(record(&second, exchange));
    (looks, second)
}

fn seems_gone(arrival: &Arrival) -> bool {
    match &arrival.result {
        Ok(answer) => matches!(answer.status, 404 | 410) && !marks::is_challenge(answer),
        Err(failure) => failure.dns == Some(DnsAnswer::NoSuchName),
    }
}

fn record(arrival: &Arrival, exchange: &dyn Exchange) -> Look {
    Look {
        at: shown(exchange.now()),
        status: arrival.status(),
        cause: arrival.result.as_ref().err().map(|failure| failure.cause),
    }
}

/// A time as it is reported (RFC 3339, UTC, whole seconds).
pub(super) fn shown(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn plain_headers(agent: &HeaderValue) -> HeaderMap {
    HeaderMap::from_iter([
        (USER_AGENT, agent.clone()),
        (ACCEPT, HeaderValue::from_static(ACCEPTED)),
        (ACCEPT_ENCODING, HeaderValue::from_static(decode::ACCEPT_ENCODING)),
    ])
}

fn browser_headers(agent: &HeaderValue) -> HeaderMap {
    let mut headers = plain_headers(agent);
    headers.insert(ACCEPT, HeaderValue::from_static(ACCEPTED_BY_BROWSERS));
    headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_static(LANGUAGES));
    headers
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test")]
mod tests {
    use std::cell::RefCell;
    use std::time::Duration;

    use futures_util::future::LocalBoxFuture;

    use super::*;
    use crate::model::Cause;
    use crate::observe::exchange::{Exchanged, Failure, Request};

    /// A name service with these answers, in turn.
    struct Names(RefCell<Vec<DnsAnswer>>);

    impl Exchange for Names {
        fn ask<'a>(&'a self, _: &'a Request) -> LocalBoxFuture<'a, Exchanged> {
            let dns = self.0.borrow_mut().pop();
            let failure = Failure { dns, ..Failure::new(Cause::Dns, "") };
            Box::pin(async { Exchanged { result: Err(failure), took: Duration::ZERO } })
        }
    }

    #[test]
    fn a_name_that_is_not_there_is_asked_for_twice_and_a_failing_name_service_retried() {
        use DnsAnswer::{Failed, NoSuchName};
        let cases: [(&[DnsAnswer], usize, DnsAnswer); 3] = [
            (&[NoSuchName, NoSuchName], 2, NoSuchName),
            (&[Failed, Failed, Failed], 1, Failed),
            (&[Failed, NoSuchName, Failed, Failed, Failed], 2, Failed),
        ];
        let settings = Settings { backoff: Duration::ZERO, second_look_pause: Duration::ZERO, ..Settings::default() };
        let url = Url::parse("https://nowhere.invalid/").unwrap();
        let agent = HeaderValue::from_static("isnad-test");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        for (answers, looks, last) in cases {
            let names = Names(RefCell::new(answers.iter().rev().copied().collect()));
            let mut budget = Budget::new(Duration::from_secs(1));
            let (looked, arrival) = runtime.block_on(look(&names, &url, &agent, &settings, &mut budget));
            assert_eq!((looked.len(), arrival.result.unwrap_err().dns), (looks, Some(last)), "{answers:?}");
            assert!(names.0.into_inner().is_empty(), "{answers:?}");
            assert_eq!(budget.attempts as usize, answers.len());
        }
    }
}
