//! Redirects, followed by hand so that every hop is recorded, and asked as its own host is to be asked.

use std::borrow::Cow;
use std::collections::HashSet;

use reqwest::header::{COOKIE, HeaderMap, HeaderValue};
use smol_str::SmolStr;
use url::Url;

use super::Settings;
use super::cookies::Cookies;
use super::exchange::{Answer, Exchange, Failure, Request, Watch};
use super::retries::{self, Budget};
use crate::model::{Cause, Hop, TlsFault};

/// What asks, and how.
#[derive(Clone, Copy)]
pub(super) struct Asker<'a> {
    /// What makes the exchanges.
    pub exchange: &'a dyn Exchange,
    /// How the web is asked.
    pub settings: &'a Settings,
    /// The `User-Agent`.
    pub agent: &'a HeaderValue,
    /// Who looks at the answers while they come in.
    pub watch: &'a dyn Watch,
}

/// Where a URL led.
#[derive(Debug)]
pub(super) struct Arrival {
    /// The last URL asked.
    pub url: Url,
    /// The redirects on the way.
    pub hops: Vec<Hop>,
    /// What came at the end of it.
    pub result: Result<Answer, Failure>,
    /// Why a host on the way could not be verified; from there on, what was seen was seen without verification.
    pub unverified: Option<(TlsFault, Failure)>,
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
/// `headers` go to every host; those set for one host, cookies, and the credentials of a URL go to that host only, and
/// to none whose certificate is bad: such a host is asked once more as a stranger would ask it, to see what stands
/// there.
pub(super) async fn follow(asker: Asker<'_>, start: &Url, headers: &HeaderMap, budget: &mut Budget) -> Arrival {
    let settings = asker.settings;
    let mut way = Way { url: start.clone(), hops: Vec::new(), cookies: Cookies::default(), unverified: None };
    let mut seen = HashSet::new();
    loop {
        if settings.skips(&way.url) {
            let failure = Failure::new(Cause::Excluded, format!("`{}` is not to be asked", shown(&way.url)));
            return way.end(Err(failure));
        }
        let own = way.headers(headers, asker);
        let mut with_credentials = None;
        let mut result = retries::ask(asker.exchange, way.request(&own, asker), settings, budget).await;
        if let Err(failure) = &result
            && let (Some(fault), None) = (failure.tls, &way.unverified)
        {
            way.unverified = Some((fault, failure.clone()));
            with_credentials = Some(way.url.as_str().to_owned());
            forget_credentials(&mut way.url);
            budget.attempts += 1;
            let own = way.headers(headers, asker);
            result = retries::ask(asker.exchange, way.request(&own, asker), settings, budget).await;
        }
        if let (Ok(answer), Some((fault, _))) = (&result, &mut way.unverified)
            && answer.self_signed
            && matches!(fault, TlsFault::UnknownIssuer | TlsFault::Other)
        {
            *fault = TlsFault::SelfSigned;
        }
        let next = match &result {
            Ok(answer) => target(&way.url, answer),
            Err(_) => None,
        };
        let (Some(next), Ok(answer)) = (next, &result) else { return way.end(result) };
        let known = with_credentials.unwrap_or_else(|| way.url.as_str().to_owned());
        seen.insert((known, own.get(COOKIE).cloned()));
        way.cookies.take(&way.url, answer);
        way.hops.push(Hop { url: shown(&way.url), status: answer.status });
        let failure = match next {
            Err(failure) => failure,
            Ok(next) if seen.contains(&(next.as_str().to_owned(), way.cookie(&next))) => {
                Failure::new(Cause::Redirects, "the redirects go in a circle")
            }
            Ok(_) if way.hops.len() > settings.max_redirects => {
                Failure::new(Cause::Redirects, format!("more than {} redirects", settings.max_redirects))
            }
            Ok(next) => {
                way.url = next;
                continue;
            }
        };
        return way.end(Err(Failure { connected: true, ..failure }));
    }
}

/// The way so far.
struct Way {
    url: Url,
    hops: Vec<Hop>,
    cookies: Cookies,
    unverified: Option<(TlsFault, Failure)>,
}

impl Way {
    /// The headers that go with a request, those of its host among them.
    fn headers<'h>(&self, common: &'h HeaderMap, asker: Asker<'_>) -> Cow<'h, HeaderMap> {
        let mut headers = Cow::Borrowed(common);
        if self.unverified.is_none() {
            let host = self.url.host_str();
            for header in asker.settings.headers.iter().filter(|header| host == Some(header.host.as_str())) {
                headers.to_mut().insert(header.name.clone(), header.value.clone());
            }
            if let Some(cookie) = self.cookie(&self.url) {
                headers.to_mut().insert(COOKIE, cookie);
            }
        }
        headers
    }

    fn request<'a>(&'a self, headers: &'a HeaderMap, asker: Asker<'a>) -> Request<'a> {
        Request {
            url: &self.url,
            headers,
            timeout: asker.settings.timeout,
            unverified: self.unverified.is_some(),
            watch: asker.watch,
        }
    }

    fn cookie(&self, url: &Url) -> Option<HeaderValue> {
        if self.unverified.is_some() { None } else { self.cookies.header(url) }
    }

    fn end(self, result: Result<Answer, Failure>) -> Arrival {
        Arrival { url: self.url, hops: self.hops, result, unverified: self.unverified }
    }
}

/// A URL as it may be recorded: its credentials are not for reports.
pub(super) fn shown(url: &Url) -> SmolStr {
    if url.username().is_empty() && url.password().is_none() {
        return url.as_str().into();
    }
    let mut url = url.clone();
    forget_credentials(&mut url);
    url.as_str().into()
}

fn forget_credentials(url: &mut Url) {
    // Both fail only for URLs without a host, which have no credentials.
    let _ = url.set_password(None);
    let _ = url.set_username("");
}

/// Where an answer redirects to, if it does.
fn target(from: &Url, answer: &Answer) -> Option<Result<Url, Failure>> {
    if !matches!(answer.status, 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let location = answer.location()?;
    let Ok(mut next) = from.join(location.trim()) else {
        return Some(Err(Failure::new(Cause::Redirects, format!("a redirect to what is no URL: {location}"))));
    };
    if !matches!(next.scheme(), "http" | "https") {
        return Some(Err(Failure::new(Cause::Guard, format!("a redirect to `{}:`", next.scheme()))));
    }
    next.set_fragment(None);
    if next.origin() != from.origin() {
        forget_credentials(&mut next);
    }
    Some(Ok(next))
}
