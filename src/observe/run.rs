//! The run: every distinct URL visited, until all are seen, the deadline passes, or the reader interrupts.

use std::future::{Future, pending};
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use reqwest::header::HeaderValue;
use url::Url;

use super::exchange::Exchange;
use super::schedule::Schedule;
use super::visit::{Visit, visit};
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
    agent: &HeaderValue,
    settings: &Settings,
    progress: &dyn Progress,
    interrupt: impl Future<Output = ()>,
) -> Seen {
    let mut seen = Seen { visits: vec![None; urls.len()], interrupted: false };
    let schedule = Schedule::new(exchange, settings);
    let mut visits: FuturesUnordered<_> = urls
        .iter()
        .enumerate()
        .map(async |(index, url)| (index, visit(&schedule, url, agent, settings).await))
        .collect();
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
