//! Names to addresses: by hand, or by the system, whose "no such name" is told from its other failures.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use dns_lookup::LookupErrorKind;
use reqwest::dns::{Addrs, Name, Resolving};
use thiserror::Error;

use super::Settings;
use super::failure::is_want_of_files;
use super::guard;
use super::settings::Resolve;
use crate::model::DnsAnswer;

/// What gives the addresses of a name.
pub(super) type Lookup = Arc<dyn Fn(&str) -> Result<Vec<SocketAddr>, ResolveError> + Send + Sync>;

/// Resolves names for the client.
pub(super) struct Resolver {
    names: Lookup,
    given: Vec<Resolve>,
    guarded: bool,
    unguarded_hosts: Vec<String>,
    limit: Duration,
    resolved: Arc<AtomicBool>,
}

/// Why a name has no address to connect to.
#[derive(Debug, Clone, Error)]
pub(super) enum ResolveError {
    /// There is no such name, or it has no address.
    #[error("no such name: {0}")]
    NoSuchName(String),
    /// The question could not be answered.
    #[error("{0}")]
    Failed(String),
    /// The question could not be put, for want of a file to put it through.
    #[error("too many open files")]
    OutOfFiles,
    /// It leads to addresses that are not of the public internet only.
    #[error("`{0}` leads to a private address")]
    Private(String),
}

impl ResolveError {
    /// What the name service said; `None` where it did give an address.
    pub(super) fn answer(&self) -> Option<DnsAnswer> {
        match self {
            Self::NoSuchName(_) => Some(DnsAnswer::NoSuchName),
            Self::Failed(_) | Self::OutOfFiles => Some(DnsAnswer::Failed),
            Self::Private(_) => None,
        }
    }
}

impl Resolver {
    /// A resolver that asks `names`, tells by `resolved` whether a name ever resolved, and gives up after `limit`.
    pub(super) fn new(settings: &Settings, names: Lookup, limit: Duration, resolved: Arc<AtomicBool>) -> Self {
        Self {
            names,
            given: settings.resolve.clone(),
            // A proxy resolves the names itself; the only one left to resolve here is its own.
            guarded: !settings.allow_private && settings.proxy.is_none(),
            unguarded_hosts: proxies_of_the_environment(),
            limit,
            resolved,
        }
    }
}

/// The address given to a host by hand: the host's own first, then that of every host.
pub(super) fn given_address(given: &[Resolve], host: &str) -> Option<SocketAddr> {
    let find = |wanted: Option<&str>| given.iter().find(|resolve| resolve.host.as_deref() == wanted);
    find(Some(host)).or_else(|| find(None)).map(|resolve| resolve.address)
}

impl reqwest::dns::Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let host = name.as_str().to_owned();
        if let Some(address) = given_address(&self.given, &host) {
            return Box::pin(async move { Ok(Box::new(std::iter::once(address)) as Addrs) });
        }
        let guarded = self.guarded && !self.unguarded_hosts.contains(&host);
        let (limit, resolved, names) = (self.limit, Arc::clone(&self.resolved), Arc::clone(&self.names));
        Box::pin(async move {
            let asked = host.clone();
            let lookup = tokio::task::spawn_blocking(move || names(&asked));
            let addresses = match tokio::time::timeout(limit, lookup).await {
                Ok(Ok(answer)) => answer?,
                Ok(Err(error)) => return Err(ResolveError::Failed(error.to_string()).into()),
                Err(_) => {
                    return Err(ResolveError::Failed(format!("the name service did not answer for {host}")).into());
                }
            };
            resolved.store(true, Ordering::Relaxed);
            let public: Vec<SocketAddr> =
                addresses.into_iter().filter(|address| !guarded || guard::is_public(address.ip())).collect();
            if public.is_empty() {
                return Err(ResolveError::Private(host).into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

/// The addresses of a name, each once; the port 0 leaves the choice to the URL.
pub(super) fn look_up(host: &str) -> Result<Vec<SocketAddr>, ResolveError> {
    let failure = |error: dns_lookup::LookupError| match error.kind() {
        LookupErrorKind::NoName | LookupErrorKind::NoData => ResolveError::NoSuchName(host.to_owned()),
        _ => match io::Error::from(error) {
            error if is_want_of_files(&error) => ResolveError::OutOfFiles,
            error => ResolveError::Failed(error.to_string()),
        },
    };
    let mut addresses: Vec<SocketAddr> = Vec::new();
    for found in dns_lookup::getaddrinfo(Some(host), None, None).map_err(failure)? {
        let mut address = found.map_err(|error| ResolveError::Failed(error.to_string()))?.sockaddr;
        address.set_port(0);
        if !addresses.contains(&address) {
            addresses.push(address);
        }
    }
    if addresses.is_empty() { Err(ResolveError::NoSuchName(host.to_owned())) } else { Ok(addresses) }
}

/// The hosts of the proxies that the client takes from the environment, which are often on the local network.
pub(super) fn proxies_of_the_environment() -> Vec<String> {
    ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .filter_map(|value| {
            let url = if value.contains("://") { value } else { format!("http://{value}") };
            Some(url::Url::parse(&url).ok()?.host_str()?.to_owned())
        })
        .collect()
}
