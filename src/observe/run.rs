//! The run: every distinct URL visited, until all are seen, the deadline passes, or the reader interrupts.

use std::future::{Future, pending};
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use url::Url;

use super::exchange::Exchange;
use super::schedule::Schedule;
use super::visit::Visit;
use super::visitor::Visitor;
use super::{Progress, Settings};

/// What a run saw.
pub(super) struct Seen {
    /// What was seen at each URL; `None` where it was not seen in time.
    pub visits: Vec<Option<(Url, Visit)>>,
    /// Whether the reader interrupted it.
    pub interrupted: bool,
}

/// Visits all URLs, each once. `interrupt` ends the run at once.
pub(super) async fn run(
    exchange: &dyn Exchange,
    urls: &[Url],
    visitor: &Visitor<'_>,
    settings: &Settings,
    progress: &dyn Progress,
    interrupt: impl Future<Output = ()>,
) -> Seen {
    let mut seen = Seen { visits: vec![None; urls.len()], interrupted: false };
    let schedule = Schedule::new(exchange, settings);
    let mut visits: FuturesUnordered<_> =
        urls.iter().enumerate().map(async |(index, url)| (index, visitor.visit(&schedule, url).await)).collect();
    let deadline = after(settings.deadline);
    tokio::pin!(interrupt, deadline);
    loop {
        tokio::select! {
            biased;
            () = &mut interrupt => {
                seen.interrupted = true;
                return seen;
            }
            () = &mut deadline => return seen,
            next = visits.next() => {
                let Some((index, visit)) = next else { return seen };
                if let (Some(slot), Some(url)) = (seen.visits.get_mut(index), urls.get(index)) {
                    progress.done(url.as_str());
                    *slot = Some((url.clone(), visit));
                }
            }
        }
    }
}

async fn after(deadline: Option<Duration>) {
    match deadline {
        Some(deadline) => tokio::time::sleep(deadline).await,
        None => pending().await,
    }
}

/// Resolves when the reader presses Ctrl-C; never where the system has no such thing.
pub(super) async fn ctrl_c() {
    if tokio::signal::ctrl_c().await.is_err() {
        pending::<()>().await;
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test")]
mod tests {
    use futures_util::FutureExt;
    use futures_util::future::LocalBoxFuture;
    use reqwest::header::{HeaderMap, HeaderValue};
    use tokio::sync::Notify;

    use super::*;
    use crate::model::ReadTo;
    use crate::observe::exchange::{Answer, Exchanged, Request};

    /// A web of which only `/quick` answers.
    struct Slow;

    impl Exchange for Slow {
        fn ask<'a>(&'a self, request: &'a Request) -> LocalBoxFuture<'a, Exchanged> {
            if request.url.path() != "/quick" {
                return pending().boxed_local();
            }
            let (headers, body) = (HeaderMap::new(), Vec::new());
            let answer = Answer { status: 200, headers, body, read_to: ReadTo::End, remote: None };
            async { Exchanged { result: Ok(answer), took: Duration::ZERO } }.boxed_local()
        }
    }

    /// A reader who interrupts after the first URL.
    struct Impatient(Notify);

    impl Progress for Impatient {
        fn start(&self, _: usize) {}

        fn done(&self, _: &str) {
            self.0.notify_one();
        }

        fn finish(&self) {}
    }

    #[test]
    fn an_interrupted_run_keeps_what_it_saw() {
        let urls: Vec<Url> = ["slow", "quick", "slower"]
            .iter()
            .map(|path| Url::parse(&format!("https://{path}.test/{path}")).unwrap())
            .collect();
        let reader = Impatient(Notify::new());
        let agent = HeaderValue::from_static("isnad-test");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let settings = Settings::default();
        let visitor = Visitor { agent: &agent, settings: &settings, replay: None, gate: None, doi: None };
        let seen = runtime.block_on(run(&Slow, &urls, &visitor, &settings, &reader, reader.0.notified()));
        assert!(seen.interrupted);
        let statuses: Vec<_> =
            seen.visits.iter().map(|visit| visit.as_ref().and_then(|(_, visit)| visit.observation.status)).collect();
        assert_eq!(statuses, [None, Some(200), None]);
    }
}
