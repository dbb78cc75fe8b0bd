//! Sources that seem gone are asked a second time.

use jiff::Timestamp;
use reqwest::header::{ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, HeaderMap, HeaderValue, USER_AGENT};
use smol_str::{SmolStr, format_smolstr};
use url::Url;

use super::redirects::{self, Arrival, Asker};
use super::retries::Budget;
use super::{decode, marks};
use crate::model::{Cause, DnsAnswer, Look};

/// What isnad can read.
const ACCEPTED: &str = "text/html,application/xhtml+xml,*/*;q=0.8";

/// What browsers say they accept when a reader opens a page: some sites answer 404 to anything else.
const ACCEPTED_BY_BROWSERS: &str =
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

/// The languages of the reports that isnad reads, English first, as most browsers have it.
const LANGUAGES: &str = "en-US,en;q=0.9,ar;q=0.8,tr;q=0.7";

/// Asks a source, and asks it a second time where it seems gone. The last look is the one that counts. Where a host
/// could not be verified and was asked again without that, both are looks.
pub(super) async fn look(asker: Asker<'_>, url: &Url, budget: &mut Budget) -> (Vec<Look>, Arrival) {
    budget.attempts += 1;
    let first = redirects::follow(asker, url, &plain_headers(asker.agent), budget).await;
    let mut looks = record(&first, asker);
    if !seems_gone(&first) || !asker.exchange.may_change(url) || !budget.rest(asker.settings.second_look_pause).await {
        return (looks, first);
    }
    budget.attempts += 1;
    let second = redirects::follow(asker, url, &browser_headers(asker.agent), budget).await;
    looks.extend(record(&second, asker));
    (looks, second)
}

fn seems_gone(arrival: &Arrival) -> bool {
    match &arrival.result {
        Ok(answer) => {
            matches!(answer.status, 404 | 410) && !marks::is_challenge(answer) && arrival.unverified.is_none()
        }
        Err(failure) => failure.dns == Some(DnsAnswer::NoSuchName),
    }
}

fn record(arrival: &Arrival, asker: Asker<'_>) -> Vec<Look> {
    let at = || shown(asker.exchange.now());
    let cause = arrival.result.as_ref().err().map(|failure| failure.cause);
    let refused = arrival.unverified.as_ref().map(|_| Look { at: at(), status: None, cause: Some(Cause::Tls) });
    refused.into_iter().chain([Look { at: at(), status: arrival.status(), cause }]).collect()
}

/// A time as it is reported (RFC 3339, UTC, whole seconds).
pub(super) fn shown(time: Timestamp) -> SmolStr {
    format_smolstr!("{}", time.strftime("%Y-%m-%dT%H:%M:%SZ"))
}

pub(super) fn plain_headers(agent: &HeaderValue) -> HeaderMap {
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
    use crate::observe::Settings;
    use crate::observe::exchange::{Answer, Exchange, Exchanged, Failure, Request, Wanted, Watch};

    struct Everything;

    impl Watch for Everything {
        fn wanted(&self, _: &Url, _: &Answer) -> Wanted {
            Wanted::UpTo(1000)
        }
    }

    /// A name service with these answers, in turn.
    struct Names(RefCell<Vec<DnsAnswer>>);

    impl Exchange for Names {
        fn ask<'a>(&'a self, _: &'a Request<'_>) -> LocalBoxFuture<'a, Exchanged> {
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
            let asker = Asker { exchange: &names, settings: &settings, agent: &agent, watch: &Everything };
            let (looked, arrival) = runtime.block_on(look(asker, &url, &mut budget));
            assert_eq!((looked.len(), arrival.result.unwrap_err().dns), (looks, Some(last)), "{answers:?}");
            assert!(names.0.into_inner().is_empty(), "{answers:?}");
            assert_eq!(budget.attempts as usize, answers.len());
        }
    }
}
