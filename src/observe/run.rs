//! The run: every distinct URL visited, until all are seen, the deadline passes, or the reader interrupts.

use std::future::{Future, pending};
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use smol_str::SmolStr;
use url::Url;

use super::exchange::Exchange;
use super::schedule::Schedule;
use super::visit::{Through, Visit, Visitor};
use super::{Progress, Settings};
use crate::model::Page;

/// What a run saw.
pub(super) struct Seen {
    /// What was seen at each URL; `None` where it was not seen in time.
    pub visits: Vec<Option<Visit>>,
    /// Whether the reader interrupted it.
    pub interrupted: bool,
}

/// What a run is to see, and how.
pub(super) struct Plan<'a> {
    /// The URLs, each once, in normal form.
    pub urls: &'a [&'a SmolStr],
    /// Whether anything is cited of them.
    pub cited: &'a [bool],
    /// Whether the facts of a page settle all that is cited of the URL of this index.
    pub settled: &'a dyn Fn(usize, &str, &Page) -> bool,
    /// How the web is asked.
    pub settings: &'a Settings,
    /// Who is told how far it has come.
    pub progress: &'a dyn Progress,
}

/// Visits all URLs, each once. `interrupt` ends the run at once.
pub(super) async fn run(
    exchange: &dyn Exchange,
    plan: &Plan<'_>,
    through: Through<'_>,
    interrupt: impl Future<Output = ()>,
) -> Seen {
    let mut seen = Seen { visits: plan.urls.iter().map(|_| None).collect(), interrupted: false };
    let (schedule, mut admissions) = Schedule::new(exchange, plan.urls, plan.settings);
    let visitor = Visitor::new(&schedule, plan.settings, through);
    let mut visits = FuturesUnordered::new();
    let deadline = after(plan.settings.deadline);
    tokio::pin!(interrupt, deadline);
    loop {
        tokio::select! {
            biased;
            () = &mut interrupt => {
                seen.interrupted = true;
                return seen;
            }
            () = &mut deadline => return seen,
            Some(index) = admissions.recv() => {
                if let Some(url) = plan.urls.get(index).and_then(|url| Url::parse(url).ok()) {
                    let cited = plan.cited.get(index).copied().unwrap_or(true);
                    let visitor = &visitor;
                    visits.push(async move {
                        let settled = |page: &Page| (plan.settled)(index, url.as_str(), page);
                        (index, visitor.visit(&url, cited, &settled).await)
                    });
                }
            }
            Some((index, mut visit)) = visits.next(), if !visits.is_empty() => {
                if let (Some(slot), Some(url)) = (seen.visits.get_mut(index), plan.urls.get(index)) {
                    plan.progress.done(url);
                    visit.observation.share(url);
                    *slot = Some(visit);
                }
                // A URL that its host was never asked for lets nobody in after it.
                if visits.is_empty() && admissions.is_empty() && !schedule.begin() && !schedule.admit_any() {
                    return seen;
                }
            }
            // Asked last, when all visits have gone on as far as they can.
            () = schedule.room() => {
                schedule.begin();
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
    use crate::observe::exchange::{Answer, Exchanged, Request};

    /// A web of which only `/quick` answers.
    struct Slow;

    impl Exchange for Slow {
        fn ask<'a>(&'a self, request: &'a Request<'_>) -> LocalBoxFuture<'a, Exchanged> {
            if request.url.path() != "/quick" {
                return pending().boxed_local();
            }
            let answer = Answer::whole(200, HeaderMap::new(), Vec::new());
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
        let urls = ["https://slow.test/slow", "https://quick.test/quick", "https://slower.test/slower"];
        let urls: Vec<SmolStr> = urls.map(SmolStr::from).into();
        let urls: Vec<&SmolStr> = urls.iter().collect();
        let reader = Impatient(Notify::new());
        let agent = HeaderValue::from_static("isnad-test");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let settings = Settings::default();
        let plan = Plan { urls: &urls, cited: &[], settled: &|_, _, _| false, settings: &settings, progress: &reader };
        let through = Through { agent: &agent, replay: None, gate: None, doi: None };
        let seen = runtime.block_on(run(&Slow, &plan, through, reader.0.notified()));
        assert!(seen.interrupted);
        let statuses: Vec<_> =
            seen.visits.iter().map(|visit| visit.as_ref().and_then(|visit| visit.observation.status)).collect();
        assert_eq!(statuses, [None, Some(200), None]);
    }
}
