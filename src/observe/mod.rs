//! Sources to observations: the only async and only network code.
//!
//! ```text
//! run → visit → second look → redirects → retries → schedule → exchange
//! ```
//!
//! While a body comes in, `reading` looks at it from above, and stops it where the head of the page settles what is
//! cited. Politeness, as hosts feel it: one queue each, a limit, an interval, and the rest they ask for.
//!
//! Each layer knows the one after it only. A failure of the network is a fact to be recorded, never an error; and
//! nothing here says whether a fact is good or bad.

mod archive;
mod awake;
mod cache;
mod certificate;
mod cookies;
mod copies;
mod decode;
mod doi;
mod evidence;
mod exchange;
mod failure;
mod files;
mod gate;
mod guard;
mod live;
mod marks;
mod names;
mod no_network;
mod page;
mod reading;
mod record;
mod redirects;
mod replay;
mod resolver;
mod rest;
mod retries;
mod run;
mod schedule;
mod second_look;
mod settings;
mod sibling;
mod slots;
mod visit;

use std::collections::HashMap;
use std::{io, iter};

use reqwest::header::HeaderValue;
use smol_str::SmolStr;
use thiserror::Error;
use url::Url;

pub use archive::ArchiveSettings;
pub use cache::{Cache, CacheSettings, CacheTrouble};
pub use copies::look_for_copies;
pub use doi::RESOLVER;
pub use evidence::Evidence;
pub use record::Recorder;
pub use replay::Replay;
pub use settings::{HostHeader, HostSettings, Resolve, SettingError, Settings, parse_host};

use crate::model::{Cause, NetworkUse, Observation, Outcome, Page, Source};
use awake::Awake;
use exchange::Exchange;
use gate::Gate;
use live::Live;
use record::Recording;
use replay::Nowhere;
use run::{Plan, Seen};
use visit::Through;

/// Is told how far the observing has come.
pub trait Progress {
    /// So many URLs are about to be asked.
    fn start(&self, total: usize);
    /// This URL has been seen.
    fn done(&self, url: &str);
    /// No more will be seen.
    fn finish(&self);
    /// Something did not go as it should, and the run goes on all the same.
    fn warn(&self, _what: &str) {}
}

/// How the observing went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Observed {
    /// Whether there was a network.
    pub network: NetworkUse,
    /// Whether it went to its end: false where the reader interrupted it. A deadline of the settings is an end.
    pub complete: bool,
}

/// Why nothing can be observed: the settings cannot be used, or the system gives no means.
#[derive(Debug, Error)]
pub enum ObserveError {
    /// The certificates given cannot be read.
    #[error("the certificate file cannot be used: {0}; it must hold certificates in PEM form")]
    Certificate(String),
    /// The proxy's URL is none.
    #[error("`{0}` is not the URL of a proxy, such as http://proxy.example:3128 or socks5h://127.0.0.1:1080")]
    Proxy(String),
    /// The user agent cannot be sent.
    #[error("the user agent `{0}` has characters that no header can have")]
    UserAgent(String),
    /// The client cannot be set up, most often because the system has no root certificates.
    #[error("the web cannot be asked: {0}; install the system's root certificates, or give some with --ca-certificate")]
    Client(String),
    /// The system gives no means to wait for the network.
    #[error("the web cannot be asked: {0}")]
    Runtime(#[from] io::Error),
}

/// Observes the sources that are `wanted`, each distinct URL once, and says of the others that they were not asked.
///
/// `settled` says of a source, by its index and the URL asked for, whether the facts in hand agree with all that is
/// cited of it: then the rest of its page is not read.
///
/// # Errors
///
/// Only where nothing can be asked at all: see [`ObserveError`].
pub fn observe(
    sources: &mut [Source],
    wanted: &dyn Fn(&Source) -> bool,
    settled: &dyn Fn(usize, &str, &Page) -> bool,
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<Observed, ObserveError> {
    observe_with(sources, wanted, settled, settings, progress, &Evidence::default())
}

/// Observes as [`observe`] does, with what else there is to draw on and to leave behind.
///
/// # Errors
///
/// Only where nothing can be asked at all: see [`ObserveError`].
pub fn observe_with(
    sources: &mut [Source],
    wanted: &dyn Fn(&Source) -> bool,
    settled: &dyn Fn(usize, &str, &Page) -> bool,
    settings: &Settings,
    progress: &dyn Progress,
    evidence: &Evidence,
) -> Result<Observed, ObserveError> {
    let all = distinct(sources, wanted, settings);
    if all.is_empty() {
        return Ok(Observed { network: NetworkUse::Unused, complete: true });
    }
    let settled_all = |at: usize, url: &str, page: &Page| {
        all.get(at).is_some_and(|distinct| distinct.sources().all(|source| settled(source, url, page)))
    };
    let cited = |at: usize| {
        let mut of = all.get(at).into_iter().flat_map(Distinct::sources);
        of.any(|index| sources.get(index).is_some_and(|source| source.cited))
    };
    let known = |(at, distinct): (usize, &Distinct)| {
        let mut known = evidence.known(&distinct.url, &|page| settled_all(at, &distinct.url, page))?;
        known.share(&distinct.url);
        Some(Box::new(known))
    };
    let mut known: Vec<Option<Box<Observation>>> = all.iter().enumerate().map(known).collect();
    let mut unknown: Vec<usize> = (0..all.len()).filter(|&at| known.get(at).is_some_and(Option::is_none)).collect();
    if evidence.cache.is_some() {
        // Processes that begin together with the same list share it, where they do not go through it in one order.
        fastrand::shuffle(&mut unknown);
    }
    let asked: Vec<&SmolStr> = unknown.iter().filter_map(|&at| Some(&all.get(at)?.url)).collect();
    let asked_cited: Vec<bool> = unknown.iter().map(|&at| cited(at)).collect();
    let asked_settled =
        |index: usize, url: &str, page: &Page| unknown.get(index).is_some_and(|&at| settled_all(at, url, page));
    let plan = Plan { urls: &asked, cited: &asked_cited, settled: &asked_settled, settings, progress };
    let (seen, network) = ask(&plan, evidence)?;
    for (&at, visit) in unknown.iter().zip(seen.visits) {
        let observation = match visit {
            _ if network == NetworkUse::Absent => Box::new(Observation::not_asked(Cause::Offline)),
            Some(visit) => visit.observation,
            None => Box::new(unseen(seen.interrupted)),
        };
        if let Some(slot) = known.get_mut(at) {
            *slot = Some(observation);
        }
    }
    for (distinct, observation) in all.into_iter().zip(known) {
        let Some(observation) = observation else { continue };
        // As a rule there is one source, which needs no copy.
        for other in distinct.others {
            if let Some(source) = sources.get_mut(other) {
                source.observation = Some(observation.clone());
            }
        }
        if let Some(source) = sources.get_mut(distinct.first) {
            source.observation = Some(observation);
        }
    }
    marks::mark_shared_ends(sources);
    Ok(Observed { network, complete: !seen.interrupted })
}

/// A URL that is asked for once, for all its sources. It is taken apart anew when its turn comes: there may be a hundred
/// thousand of them.
struct Distinct {
    url: SmolStr,
    /// The index of its first source.
    first: usize,
    /// The indices of further ones, which are written otherwise.
    others: Vec<usize>,
}

impl Distinct {
    /// The indices of its sources.
    fn sources(&self) -> impl Iterator<Item = usize> {
        iter::once(self.first).chain(self.others.iter().copied())
    }
}

/// The distinct URLs to be asked. Sources that are not asked are told so.
fn distinct(sources: &mut [Source], wanted: &dyn Fn(&Source) -> bool, settings: &Settings) -> Vec<Distinct> {
    let mut all: Vec<Distinct> = Vec::with_capacity(sources.len());
    let mut known: HashMap<SmolStr, usize> = HashMap::with_capacity(sources.len());
    for (index, source) in sources.iter_mut().enumerate() {
        if !wanted(source) {
            source.observation = Some(Box::new(Observation::not_asked(Cause::Excluded)));
            continue;
        }
        match askable(&source.url) {
            Ok(url) if settings.skips(&url) => {
                source.observation = Some(Box::new(Observation::not_asked(Cause::Excluded)));
            }
            Ok(url) => {
                // Sources are in normal form, so that this is their own URL as a rule.
                let url = if source.url == url.as_str() { source.url.clone() } else { url.as_str().into() };
                let at = *known.entry(url.clone()).or_insert(all.len());
                match all.get_mut(at) {
                    Some(distinct) => distinct.others.push(index),
                    None => all.push(Distinct { url, first: index, others: Vec::new() }),
                }
            }
            Err(why) => {
                let refused = Observation::without_answer(Outcome::Refused, Cause::Protocol);
                source.observation = Some(Box::new(Observation { detail: Some(why), ..refused }));
            }
        }
    }
    all
}

/// Asks, through everything that stands between a run and the web.
fn ask(plan: &Plan<'_>, evidence: &Evidence) -> Result<(Seen, NetworkUse), ObserveError> {
    if plan.urls.is_empty() {
        return Ok((Seen { visits: Vec::new(), interrupted: false }, NetworkUse::Unused));
    }
    if evidence.replay.is_some() {
        let settings = replay::settings(plan.settings);
        let plan = Plan { settings: &settings, ..*plan };
        return Ok((go(&Nowhere, &plan, evidence, None)?, NetworkUse::Unused));
    }
    let live = Live::new(plan.settings)?;
    let awake = Awake::new(&live);
    let recording = evidence.record.as_ref().map(|recorder| Recording::new(&awake, recorder, plan.settings.body_cap));
    let exchange = recording.as_ref().map_or(&awake as &dyn Exchange, |recording| recording);
    let gate = evidence.cache.as_ref().map(|cache| Gate::new(exchange, cache));
    let exchange = gate.as_ref().map_or(exchange, |gate| gate);
    let mut seen = go(exchange, plan, evidence, gate.as_ref())?;
    let visits = plan.urls.iter().zip(&seen.visits).filter_map(|(url, visit)| Some((url.as_str(), visit.as_ref()?)));
    let absent = no_network::is_absent(visits, live.resolved_a_name());
    if let Some(gate) = gate.filter(|_| !absent) {
        for (url, visit) in plan.urls.iter().zip(&mut seen.visits) {
            if let (Some(visit), Ok(url)) = (visit, Url::parse(url)) {
                gate.keep_unconnected(&url, visit);
            }
        }
    }
    Ok((seen, if absent { NetworkUse::Absent } else { NetworkUse::Used }))
}

/// What a URL asks for: without its fragment, if it is one of the web.
fn askable(url: &str) -> Result<Url, String> {
    let mut url = Url::parse(url).map_err(|error| error.to_string())?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(format!("`{}:` is not of the web", url.scheme()));
    }
    url.set_fragment(None);
    Ok(url)
}

fn agent(settings: &Settings) -> Result<HeaderValue, ObserveError> {
    HeaderValue::from_str(&settings.user_agent).map_err(|_| ObserveError::UserAgent(settings.user_agent.clone()))
}

fn go(
    exchange: &dyn Exchange,
    plan: &Plan<'_>,
    evidence: &Evidence,
    gate: Option<&Gate<'_>>,
) -> Result<Seen, ObserveError> {
    let agent = agent(plan.settings)?;
    let concurrency = files::within_limit(plan.settings.concurrency);
    let settings = &Settings { concurrency, ..plan.settings.clone() };
    let plan = &Plan { settings, ..*plan };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    plan.progress.start(plan.urls.len());
    let through = Through { agent: &agent, replay: evidence.replay.as_ref(), gate, doi: evidence.doi.as_ref() };
    let seen = runtime.block_on(run::run(exchange, plan, through, run::ctrl_c()));
    plan.progress.finish();
    // A name service that does not answer must not hold up the end of the run.
    runtime.shutdown_background();
    Ok(seen)
}

/// A source that the run did not come to, or did not finish with.
fn unseen(interrupted: bool) -> Observation {
    if interrupted {
        let unseen = Observation::not_asked(Cause::Deadline);
        return Observation { cause: None, detail: Some("interrupted".to_owned()), ..unseen };
    }
    let unseen = Observation::without_answer(Outcome::Unreachable, Cause::Deadline);
    Observation { detail: Some("the time for the run is over".to_owned()), ..unseen }
}
