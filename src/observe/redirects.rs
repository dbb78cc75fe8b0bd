//! Redirects, followed by hand so that every hop is recorded, and asked as its own host is to be asked.

use std::collections::HashSet;

use reqwest::header::HeaderMap;
use url::Url;

use super::Settings;
use super::exchange::{Answer, Exchange, Failure, Request};
use super::retries::{self, Budget};
use crate::model::{Cause, Hop};

/// Where a URL led.
#[derive(Debug)]
pub(super) struct Arrival {
    /// The last URL asked.
    pub url: Url,
    /// The redirects on the way.
    pub hops: Vec<Hop>,
    /// What came at the end of it.
    pub result: Result<Answer, Failure>,
}

impl Arrival {
    /// The last status: that of the answer, or of the last redirect where none came.
    pub(super) fn status(&self) -> Option<u16> {
        match &self.result {
            Ok(answer) => Some(answer.status),
            Err(_) => self.hops.last().map(|hop| hop.status),
        }
    }
}

/// Asks a URL, and whatever it redirects to.
///
/// `headers` go to every host; those set for one host, and the credentials of a URL, go to that host only.
pub(super) async fn follow(
    exchange: &dyn Exchange,
    start: &Url,
    headers: &HeaderMap,
    settings: &Settings,
    budget: &mut Budget,
) -> Arrival {
    let mut url = start.clone();
    let mut hops = Vec::new();
    let mut seen = HashSet::new();
    loop {
        seen.insert(url.as_str().to_owned());
        let request =
            Request { url: url.clone(), headers: headers_for(&url, headers, settings), timeout: settings.timeout };
        let result = retries::ask(exchange, request, settings, budget).await;
        let next = match &result {
            Ok(answer) => target(&url, answer),
            Err(_) => None,
        };
        let (Some(next), Ok(answer)) = (next, &result) else {
            return Arrival { url, hops, result };
        };
        hops.push(Hop { url: shown(&url), status: answer.status });
        let failure = match next {
            Err(failure) => failure,
            Ok(next) if seen.contains(next.as_str()) => Failure::new(Cause::Redirects, "the redirects go in a circle"),
            Ok(_) if hops.len() > settings.max_redirects => {
                Failure::new(Cause::Redirects, format!("more than {} redirects", settings.max_redirects))
            }
            Ok(next) => {
                url = next;
                continue;
            }
        };
        return Arrival { url, hops, result: Err(Failure { connected: true, ..failure }) };
    }
}

/// A URL as it may be recorded: its credentials are not for reports.
pub(super) fn shown(url: &Url) -> String {
    let mut url = url.clone();
    // Fails only for URLs without a host, which have no credentials.
    let _ = url.set_password(None);
    let _ = url.set_username("");
    url.into()
}

fn headers_for(url: &Url, common: &HeaderMap, settings: &Settings) -> HeaderMap {
    let mut headers = common.clone();
    for header in settings.headers.iter().filter(|header| url.host_str() == Some(header.host.as_str())) {
        headers.insert(header.name.clone(), header.value.clone());
    }
    headers
}

/// Where an answer redirects to, if it does.
fn target(from: &Url, answer: &Answer) -> Option<Result<Url, Failure>> {
    if !matches!(answer.status, 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let location = answer.header("location")?;
    let Ok(mut next) = from.join(location.trim()) else {
        return Some(Err(Failure::new(Cause::Redirects, format!("a redirect to what is no URL: {location}"))));
    };
    if !matches!(next.scheme(), "http" | "https") {
        return Some(Err(Failure::new(Cause::Guard, format!("a redirect to `{}:`", next.scheme()))));
    }
    next.set_fragment(None);
    if next.host() != from.host() || next.scheme() != from.scheme() {
        // Both fail only for URLs without a host, which http and https have.
        let _ = next.set_username("");
        let _ = next.set_password(None);
    }
    Some(Ok(next))
}
