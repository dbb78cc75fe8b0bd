//! Sources to observations: the only async and only network code.
//!
//! ```text
//! run → visit → second look → redirects → retries → schedule → exchange
//! ```
//!
//! Each layer knows the one after it only. A failure of the network is a fact to be recorded, never an error; and
//! nothing here says whether a fact is good or bad.

mod decode;
mod evidence;
mod exchange;
mod guard;
mod live;
mod marks;
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

pub use evidence::Evidence;
pub use record::Recorder;
pub use replay::Replay;
pub use settings::{HostHeader, Resolve, SettingError, Settings};

use crate::model::{Cause, NetworkUse, Observation, Outcome, Source};
use exchange::Exchange;
use live::Live;
use record::Recording;
use replay::Nowhere;
use run::Seen;
use visitor::Visitor;

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
    if urls.is_empty() {
        return Ok(Observed { network: NetworkUse::Unused, complete: true });
    }
    let (seen, network) = match &evidence.replay {
        Some(replay) => (go(&Nowhere, &urls, &replay::settings(settings), progress, Some(replay))?, NetworkUse::Unused),
        None => {
            let live = Live::new(settings)?;
            let recording = evidence.record.as_ref().map(|recorder| Recording::new(&live, recorder, settings.body_cap));
            let exchange = recording.as_ref().map_or(&live as &dyn Exchange, |recording| recording);
            let seen = go(exchange, &urls, settings, progress, None)?;
            let absent = no_network::is_absent(seen.visits.iter().flatten(), live.resolved_a_name());
            (seen, if absent { NetworkUse::Absent } else { NetworkUse::Used })
        }
    };
    for (source, index) in waiting {
        let visit = seen.visits.get(index).and_then(Option::as_ref);
        let observation = match visit {
            _ if network == NetworkUse::Absent => Observation::not_asked(Cause::Offline),
            Some((_, visit)) => visit.observation.clone(),
            None => unseen(seen.interrupted),
        };
        source.observation = Some(Box::new(observation));
    }
    Ok(Observed { network, complete: !seen.interrupted })
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

fn go(
    exchange: &dyn Exchange,
    urls: &[Url],
    settings: &Settings,
    progress: &dyn Progress,
    replay: Option<&Replay>,
) -> Result<Seen, ObserveError> {
    let agent = HeaderValue::from_str(&settings.user_agent)
        .map_err(|_| ObserveError::UserAgent(settings.user_agent.clone()))?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let visitor = Visitor { agent: &agent, settings, replay };
    progress.start(urls.len());
    let seen = runtime.block_on(run::run(exchange, urls, &visitor, settings, progress, run::ctrl_c()));
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
