//! The last look into the cache before a site is asked.
//!
//! Between the beginning of a run and a URL's turn another process may have asked for it; and where a page is known but
//! old, its site is asked only whether it has changed.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::time::Duration;

use futures_util::future::LocalBoxFuture;
use reqwest::header::{ETAG, HeaderName, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED};
use url::Url;

use super::cache::{Cache, Kept, Validators};
use super::exchange::{Exchange, Exchanged, Failure, Request};
use super::visit::Visit;
use crate::model::{Cause, Look, Observation, Page, ReadTo};

/// What is told of an exchange that another run made in the meantime.
const JUST_ASKED: &str = "another run has just asked";

/// Exchanges that are spared where the cache knows the answer.
pub(super) struct Gate<'a> {
    below: &'a dyn Exchange,
    cache: &'a Cache,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    /// The URLs whose visit has begun and that were not asked yet.
    awaited: HashSet<String>,
    /// What was found in the cache at the last moment.
    found: HashMap<String, Observation>,
    /// What a site was asked to compare.
    compared: HashMap<String, Observation>,
    /// What came with the last answer of each URL.
    validators: HashMap<String, Validators>,
}

/// What became of a visit.
pub(super) enum Passed {
    /// It is done.
    Done(Box<Visit>),
    /// It met an answer that was meant for another visit: it is to be made again.
    Again,
}

/// Whether an answer that is kept can stand for the one that would come. A page of which only the head was read, or
/// whose text was not kept because something else settled what was cited then, can where it settles what is cited now.
pub(super) fn stands(kept: &Kept, settled: &dyn Fn(&Page) -> bool) -> bool {
    kept.fresh && is_enough(&kept.observation, settled)
}

fn is_enough(known: &Observation, settled: &dyn Fn(&Page) -> bool) -> bool {
    let has_text = |page: &Page| !page.text.is_empty() || page.text_length == Some(0);
    let is_whole = |page: &Page| known.read_to != Some(ReadTo::Head) && has_text(page);
    known.page.as_ref().is_none_or(|page| is_whole(page) || settled(page))
}

impl<'a> Gate<'a> {
    /// A gate before what `below` asks.
    pub(super) fn new(below: &'a dyn Exchange, cache: &'a Cache) -> Self {
        Self { below, cache, state: RefCell::default() }
    }

    /// Is told that the visit of a URL begins.
    pub(super) fn await_turn(&self, url: &Url) {
        self.state.borrow_mut().awaited.insert(url.as_str().to_owned());
    }

    /// What a visit saw, with what the cache adds to it; writes it there.
    pub(super) fn pass(&self, url: &Url, mut visit: Visit) -> Passed {
        let state = &mut *self.state.borrow_mut();
        let compared = state.compared.remove(url.as_str());
        if let Some(observation) = state.found.remove(url.as_str()) {
            return Passed::Done(Box::new(Visit { observation: Box::new(observation), connected: true }));
        }
        // A host that is to be skipped is excluded too, and stays so.
        if visit.observation.detail.as_deref() == Some(JUST_ASKED) {
            return Passed::Again;
        }
        if visit.observation.status == Some(304) {
            let other = visit.observation.final_url.as_deref().filter(|&last| last != url.as_str());
            match (compared, other.and_then(|other| state.compared.remove(other))) {
                (Some(known), _) => *visit.observation = unchanged(known, (*visit.observation).clone()),
                (None, Some(_)) => return Passed::Again,
                // Some sites say so without being asked.
                (None, None) => {}
            }
        }
        if visit.connected {
            let last = visit.observation.final_url.as_deref().unwrap_or(url.as_str());
            let validators = state.validators.get(last).cloned().unwrap_or_default();
            visit.observation.history = self.cache.keep(url, &visit.observation, &validators).map(Box::new);
        }
        Passed::Done(Box::new(visit))
    }

    /// Keeps what came without a connection. That is told apart from the want of a network only when all is seen.
    pub(super) fn keep_unconnected(&self, url: &Url, visit: &mut Visit) {
        if !visit.connected {
            visit.observation.history = self.cache.keep(url, &visit.observation, &Validators::default()).map(Box::new);
        }
    }

    async fn exchange(&self, request: &Request<'_>) -> Exchanged {
        let url = request.url.as_str();
        let awaited = self.state.borrow_mut().awaited.remove(url);
        let kept = if awaited { self.cache.get(request.url) } else { None };
        let settled = |page: &Page| request.watch.is_content_with(page);
        let exchanged = match kept {
            Some(kept) if stands(&kept, &settled) => {
                self.state.borrow_mut().found.insert(url.to_owned(), kept.observation);
                let failure = Failure::new(Cause::Excluded, JUST_ASKED);
                return Exchanged { result: Err(failure), took: Duration::ZERO };
            }
            Some(kept) if is_comparable(&kept, url) && is_enough(&kept.observation, &settled) => {
                let mut headers = request.headers.clone();
                let fields =
                    [(IF_NONE_MATCH, &kept.validators.etag), (IF_MODIFIED_SINCE, &kept.validators.last_modified)];
                for (name, value) in fields {
                    if let Some(value) = value.as_deref().and_then(|value| HeaderValue::from_str(value).ok()) {
                        headers.insert(name, value);
                    }
                }
                {
                    let mut state = self.state.borrow_mut();
                    state.compared.insert(url.to_owned(), kept.observation);
                    state.validators.insert(url.to_owned(), kept.validators);
                }
                self.below.ask(&Request { headers: &headers, ..*request }).await
            }
            _ => self.below.ask(request).await,
        };
        if let Ok(answer) = &exchanged.result {
            let field = |name: HeaderName| answer.headers.get(name)?.to_str().ok().map(str::to_owned);
            let mut state = self.state.borrow_mut();
            let known = state.validators.entry(url.to_owned()).or_default();
            // An answer that nothing has changed may leave out what it was asked by.
            let validators = Validators { etag: field(ETAG), last_modified: field(LAST_MODIFIED) };
            if validators != Validators::default() || answer.status != 304 {
                *known = validators;
            }
        }
        exchanged
    }
}

impl Exchange for Gate<'_> {
    fn ask<'a>(&'a self, request: &'a Request<'_>) -> LocalBoxFuture<'a, Exchanged> {
        Box::pin(self.exchange(request))
    }
}

/// Whether a site can be asked if what is kept is still so: a page that was read where it stands.
fn is_comparable(kept: &Kept, url: &str) -> bool {
    let seen = &kept.observation;
    seen.status == Some(200) && seen.final_url.as_deref() == Some(url) && kept.validators != Validators::default()
}

/// What was known, as seen again now.
fn unchanged(known: Observation, now: Observation) -> Observation {
    let status = known.status;
    let looks = now.looks.into_iter().map(|look| Look { status, ..look }).collect();
    Observation {
        looks,
        fetched_at: now.fetched_at,
        elapsed_ms: now.elapsed_ms,
        attempts: now.attempts,
        hops: now.hops,
        final_url: now.final_url,
        ..known
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test")]
mod tests {
    use std::cell::Cell;
    use std::future::pending;

    use futures_util::FutureExt;
    use reqwest::header::{CONTENT_TYPE, HeaderMap, LOCATION};
    use smol_str::SmolStr;

    use super::*;
    use crate::observe::cache::CacheSettings;
    use crate::observe::exchange::Answer;
    use crate::observe::run::Plan;
    use crate::observe::visit::Through;
    use crate::observe::{Progress, Settings, run};

    /// A web in which `/old` leads to `/new`, `/new` says of what it is asked to compare that nothing has changed, and
    /// `/odd` says so without being asked.
    #[derive(Default)]
    struct Site(Cell<usize>);

    impl Exchange for Site {
        fn ask<'a>(&'a self, request: &'a Request<'_>) -> LocalBoxFuture<'a, Exchanged> {
            self.0.set(self.0.get() + 1);
            let path = request.url.path();
            let compared = request.headers.get(IF_NONE_MATCH).is_some_and(|value| value == "v1");
            let mut headers = HeaderMap::new();
            let (status, body) = match path {
                "/old" => {
                    headers.insert(LOCATION, HeaderValue::from_static("/new"));
                    (301, "")
                }
                "/new" if !compared => {
                    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html"));
                    headers.insert(ETAG, HeaderValue::from_static("v1"));
                    (200, "<title>New</title>")
                }
                _ => (304, ""),
            };
            let answer = Answer::whole(status, headers, body.into());
            async { Exchanged { result: Ok(answer), took: Duration::ZERO } }.boxed_local()
        }
    }

    struct Silent;

    impl Progress for Silent {
        fn start(&self, _: usize) {}
        fn done(&self, _: &str) {}
        fn finish(&self) {}
    }

    /// A status, a title, and whether they were known.
    type Told = (Option<u16>, Option<SmolStr>, bool);

    /// The status and the title that each URL is seen with, and how often the site was asked.
    fn see(cache: &Cache, paths: &[&str]) -> (Vec<Told>, usize) {
        let site = Site::default();
        let gate = Gate::new(&site, cache);
        let agent = HeaderValue::from_static("isnad-test");
        let settings = Settings { host_interval: Duration::ZERO, host_concurrency: 1, ..Settings::default() };
        let through = Through { agent: &agent, replay: None, gate: Some(&gate), doi: None };
        let urls: Vec<SmolStr> = paths.iter().map(|path| format!("http://a.test{path}").into()).collect();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let settled = |_: usize, _: &str, _: &Page| false;
        let urls: Vec<&SmolStr> = urls.iter().collect();
        let plan = Plan { urls: &urls, cited: &[], settled: &settled, settings: &settings, progress: &Silent };
        let seen = runtime.block_on(run::run(&gate, &plan, through, pending()));
        let told = |visit: Visit| {
            let seen = visit.observation;
            let title = seen.page.and_then(|page| page.titles.into_iter().next()).map(|title| title.value);
            (seen.status, title, seen.from_cache)
        };
        (seen.visits.into_iter().flatten().map(told).collect(), site.0.get())
    }

    #[test]
    fn what_was_meant_for_one_source_is_not_taken_for_another() {
        let directory = tempfile::tempdir().unwrap();
        let open = |max_age| Cache::open(CacheSettings { path: directory.path().join("c"), refresh: false, max_age });
        let old = open(Some(Duration::ZERO));
        let page = |from_cache| (Some(200), Some("New".into()), from_cache);
        assert_eq!(see(&old, &["/new"]), (vec![page(false)], 1));
        assert_eq!(see(&old, &["/new"]), (vec![page(true)], 1), "compared");
        assert_eq!(see(&old, &["/old"]), (vec![page(false)], 2));
        for paths in [["/old", "/new"], ["/new", "/old"]] {
            let (seen, asked) = see(&old, &paths);
            let pages =
                seen.iter().filter(|(status, title, _)| (*status, title.as_deref()) == (Some(200), Some("New")));
            assert_eq!(pages.count(), 2, "{seen:?}");
            assert!(asked <= 5, "{asked} requests");
        }
        assert_eq!(see(&old, &["/odd"]), (vec![(Some(304), None, false)], 1));
        let young = open(None);
        assert_eq!(see(&young, &["/new", "/odd"]).1, 1, "a turn that comes finds what is known by then");
    }
}
