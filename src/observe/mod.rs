//! Sources to observations: the only async and only network code.
//!
//! ```text
//! run → visit → second look → redirects → retries → schedule → exchange
//! ```
//!
//! Each layer knows the one after it only. A failure of the network is a fact to be recorded, never an error; and
//! nothing here says whether a fact is good or bad.

mod archive;
mod cache;
mod copies;
mod decode;
mod doi;
mod evidence;
mod exchange;
mod gate;
mod guard;
mod live;
mod marks;
mod names;
mod no_network;
mod page;
mod record;
mod redirects;
mod replay;
mod resolver;
mod retries;
mod run;
mod schedule;
mod second_look;
mod settings;
mod visit;
mod visitor;

use std::collections::HashMap;
use std::io;

use reqwest::header::HeaderValue;
use thiserror::Error;
use url::Url;

pub use archive::ArchiveSettings;
pub use cache::{Cache, CacheSettings, CacheTrouble};
pub use copies::look_for_copies;
pub use doi::RESOLVER;
pub use evidence::Evidence;
pub use record::Recorder;
pub use replay::Replay;
pub use settings::{HostHeader, Resolve, SettingError, Settings};

use crate::model::{Cause, NetworkUse, Observation, Outcome, Source};
use exchange::Exchange;
use gate::Gate;
use live::Live;
use record::Recording;
use replay::Nowhere;
use run::Seen;
use visit::Visit;
use visitor::Visitor;

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
/// # Errors
///
/// Only where nothing can be asked at all: see [`ObserveError`].
pub fn observe(
    sources: &mut [Source],
    wanted: &dyn Fn(&Source) -> bool,
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<Observed, ObserveError> {
    observe_with(sources, wanted, settings, progress, &Evidence::default())
}

/// Observes as [`observe`] does, with what else there is to draw on and to leave behind.
///
/// # Errors
///
/// Only where nothing can be asked at all: see [`ObserveError`].
pub fn observe_with(
    sources: &mut [Source],
    wanted: &dyn Fn(&Source) -> bool,
    settings: &Settings,
    progress: &dyn Progress,
    evidence: &Evidence,
) -> Result<Observed, ObserveError> {
    let mut urls: Vec<Url> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    // The sources to be told what is seen, each with the index of its URL.
    let mut waiting: Vec<(&mut Source, usize)> = Vec::new();
    for source in sources {
        if !wanted(source) {
            source.observation = Some(Box::new(Observation::not_asked(Cause::Excluded)));
            continue;
        }
        match askable(&source.url) {
            Ok(url) => {
                let index = *known.entry(url.as_str().to_owned()).or_insert(urls.len());
                if index == urls.len() {
                    urls.push(url);
                }
                waiting.push((source, index));
            }
            Err(why) => {
                let refused = Observation::without_answer(Outcome::Refused, Cause::Protocol);
                source.observation = Some(Box::new(Observation { detail: Some(why), ..refused }));
            }
        }
    }
    let mut visits: Vec<Option<Visit>> = urls.iter().map(|url| from_cache(evidence, url)).collect();
    let mut unknown: Vec<usize> =
        (0..urls.len()).filter(|&index| visits.get(index).is_some_and(Option::is_none)).collect();
    if evidence.cache.is_some() {
        // Processes that begin together with the same list share it, where they do not go through it in one order.
        fastrand::shuffle(&mut unknown);
    }
    let asked: Vec<Url> = unknown.iter().filter_map(|&index| urls.get(index).cloned()).collect();
    let (seen, network) = ask(&asked, settings, progress, evidence)?;
    for (index, seen) in unknown.into_iter().zip(seen.visits) {
        if let Some(visit) = visits.get_mut(index) {
            *visit = seen.map(|(_, visit)| visit);
        }
    }
    for (source, index) in waiting {
        let observation = match visits.get(index).and_then(Option::as_ref) {
            Some(visit) if visit.observation.from_cache => visit.observation.clone(),
            _ if network == NetworkUse::Absent => Observation::not_asked(Cause::Offline),
            Some(visit) => visit.observation.clone(),
            None => unseen(seen.interrupted),
        };
        source.observation = Some(Box::new(observation));
    }
    Ok(Observed { network, complete: !seen.interrupted })
}

/// What need not be asked, because it is known.
fn from_cache(evidence: &Evidence, url: &Url) -> Option<Visit> {
    evidence.known(url).map(|observation| Visit { observation, connected: false })
}

/// Asks, through everything that stands between a run and the web.
fn ask(
    urls: &[Url],
    settings: &Settings,
    progress: &dyn Progress,
    evidence: &Evidence,
) -> Result<(Seen, NetworkUse), ObserveError> {
    if urls.is_empty() {
        return Ok((Seen { visits: Vec::new(), interrupted: false }, NetworkUse::Unused));
    }
    if evidence.replay.is_some() {
        let settings = replay::settings(settings);
        let agent = agent(&settings)?;
        let visitor = visitor(&agent, &settings, evidence, None);
        return Ok((go(&Nowhere, urls, &visitor, progress)?, NetworkUse::Unused));
    }
    let live = Live::new(settings)?;
    let recording = evidence.record.as_ref().map(|recorder| Recording::new(&live, recorder, settings.body_cap));
    let exchange = recording.as_ref().map_or(&live as &dyn Exchange, |recording| recording);
    let gate = evidence.cache.as_ref().map(|cache| Gate::new(exchange, cache));
    let exchange = gate.as_ref().map_or(exchange, |gate| gate);
    let agent = agent(settings)?;
    let mut seen = go(exchange, urls, &visitor(&agent, settings, evidence, gate.as_ref()), progress)?;
    let absent = no_network::is_absent(seen.visits.iter().flatten(), live.resolved_a_name());
    if let Some(gate) = gate.filter(|_| !absent) {
        seen.visits.iter_mut().flatten().for_each(|(url, visit)| gate.keep_unconnected(url, visit));
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

fn visitor<'a>(
    agent: &'a HeaderValue,
    settings: &'a Settings,
    evidence: &'a Evidence,
    gate: Option<&'a Gate<'a>>,
) -> Visitor<'a> {
    Visitor { agent, settings, replay: evidence.replay.as_ref(), gate, doi: evidence.doi.as_ref() }
}

fn go(
    exchange: &dyn Exchange,
    urls: &[Url],
    visitor: &Visitor<'_>,
    progress: &dyn Progress,
) -> Result<Seen, ObserveError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    progress.start(urls.len());
    let seen = runtime.block_on(run::run(exchange, urls, visitor, visitor.settings, progress, run::ctrl_c()));
    progress.finish();
    // A name service that does not answer must not hold up the end of the run.
    runtime.shutdown_background();
    Ok(seen)
}

/// A source that the run did not come to, or did not finish with.
fn unseen(interrupted: bool) -> Observation {
    let unseen = Observation::not_asked(Cause::Deadline);
    if interrupted {
        return Observation { cause: None, detail: Some("interrupted".to_owned()), ..unseen };
    }
    unseen
}
