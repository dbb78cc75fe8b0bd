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

mod certificate;
mod cookies;
mod decode;
mod exchange;
mod failure;
mod files;
mod guard;
mod live;
mod marks;
mod no_network;
mod page;
mod reading;
mod redirects;
mod resolver;
mod rest;
mod retries;
mod run;
mod schedule;
mod second_look;
mod settings;
mod sibling;
mod visit;

use std::collections::HashMap;
use std::io;

use reqwest::header::HeaderValue;
use thiserror::Error;
use url::Url;

pub use settings::{HostHeader, HostSettings, Resolve, SettingError, Settings, parse_host};

use crate::model::{Cause, NetworkUse, Observation, Outcome, Page, Source};
use live::Live;
use run::{Plan, Seen};

/// Is told how far the observing has come.
pub trait Progress {
    /// So many URLs are about to be asked.
    fn start(&self, total: usize);
    /// This URL has been seen.
    fn done(&self, url: &str);
    /// No more will be seen.
    fn finish(&self);
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
/// `settled` says of a source, by its index and the URL asked for, whether the facts in hand agree with all that is cited of it: then the
/// rest of its page is not read.
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
    let mut urls: Vec<Url> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    // The sources of each URL, by their indices.
    let mut waiting: Vec<Vec<usize>> = Vec::new();
    for (index, source) in sources.iter_mut().enumerate() {
        if !wanted(source) {
            source.observation = Some(Box::new(Observation::not_asked(Cause::Excluded)));
            continue;
        }
        match askable(&source.url) {
            Ok(url) if is_skipped(&url, settings) => {
                source.observation = Some(Box::new(Observation::not_asked(Cause::Excluded)));
            }
            Ok(url) => {
                let at = *known.entry(url.as_str().to_owned()).or_insert(urls.len());
                if at == urls.len() {
                    urls.push(url);
                    waiting.push(Vec::with_capacity(1));
                }
                if let Some(sources) = waiting.get_mut(at) {
                    sources.push(index);
                }
            }
            Err(why) => {
                let refused = Observation::without_answer(Outcome::Refused, Cause::Protocol);
                source.observation = Some(Box::new(Observation { detail: Some(why), ..refused }));
            }
        }
    }
    drop(known);
    if urls.is_empty() {
        return Ok(Observed { network: NetworkUse::Unused, complete: true });
    }
    let live = Live::new(settings)?;
    let settled_all = |at: usize, url: &str, page: &Page| {
        waiting.get(at).is_some_and(|sources| sources.iter().all(|&source| settled(source, url, page)))
    };
    let cited = |indices: &Vec<usize>| indices.iter().any(|&index| sources.get(index).is_some_and(|it| it.cited));
    let cited: Vec<bool> = waiting.iter().map(cited).collect();
    let plan = Plan { urls: &urls, cited: &cited, settled: &settled_all, settings, progress };
    let seen = go(&live, &plan)?;
    let visits = urls.iter().zip(&seen.visits).filter_map(|(url, visit)| Some((url, visit.as_ref()?)));
    let absent = no_network::is_absent(visits, live.resolved_a_name());
    for (indices, visit) in waiting.iter().zip(seen.visits) {
        let observation = match visit {
            _ if absent => Box::new(Observation::not_asked(Cause::Offline)),
            Some(visit) => visit.observation,
            None => Box::new(unseen(seen.interrupted)),
        };
        // As a rule there is one source, which needs no copy.
        let Some((&last, others)) = indices.split_last() else { continue };
        for &other in others {
            if let Some(source) = sources.get_mut(other) {
                source.observation = Some(observation.clone());
            }
        }
        if let Some(source) = sources.get_mut(last) {
            source.observation = Some(observation);
        }
    }
    let network = if absent { NetworkUse::Absent } else { NetworkUse::Used };
    Ok(Observed { network, complete: !seen.interrupted })
}

fn is_skipped(url: &Url, settings: &Settings) -> bool {
    url.host_str().and_then(|host| settings.hosts.get(host)).is_some_and(|host| host.skip)
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

fn go(live: &Live, plan: &Plan<'_>) -> Result<Seen, ObserveError> {
    let agent = &plan.settings.user_agent;
    let agent = HeaderValue::from_str(agent).map_err(|_| ObserveError::UserAgent(agent.clone()))?;
    let concurrency = files::within_limit(plan.settings.concurrency);
    let settings = &Settings { concurrency, ..plan.settings.clone() };
    let plan = Plan { settings, ..*plan };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    plan.progress.start(plan.urls.len());
    let seen = runtime.block_on(run::run(live, &plan, &agent, run::ctrl_c()));
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
