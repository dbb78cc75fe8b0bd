//! A record in place of the web.
//!
//! Every visit reads the record for itself, from each URL's first capture on: hops, retries and second looks come in
//! the order in which they were had, whatever other visits do meanwhile. A capture that was the last is answered
//! again, but nothing is asked anew in the hope of another.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::path::Path;
use std::time::Duration;

use futures_util::future::LocalBoxFuture;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use reqwest::header::{CONTENT_ENCODING, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER, SET_COOKIE};
use smol_str::SmolStr;
use tokio::sync::Semaphore;
use url::Url;

use super::Settings;
use super::exchange::{Answer, Exchange, Exchanged, Failure, Request, Wanted};
use super::names;
use super::redirects::shown;
use super::visit::{Visit, Visitor};
use crate::formats::html;
use crate::formats::warc::{Capture, Fields, HttpResponse, Index};
use crate::model::{Cause, DnsAnswer, Outcome, Page, ReadTo, TlsFault};

/// As many pages are read at once, so that a record does not stand in memory.
const AT_ONCE: usize = 8;

/// How much of a block is read besides the body: headers, and the lines between chunks, in bytes.
const AROUND_BODY: usize = 1024 * 1024;

/// A record of the web (WARC), from which URLs are answered without a network.
pub struct Replay {
    index: RefCell<Index<File>>,
    turns: Semaphore,
}

impl Replay {
    /// Opens a record and reads through it once.
    ///
    /// # Errors
    ///
    /// Where it cannot be read, or holds nothing that was ever had of a URL.
    pub fn open(path: &Path) -> io::Result<Self> {
        let index = Index::new(File::open(path)?)?;
        if index.is_empty() {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "it holds no answer of the web"));
        }
        Ok(Self { index: RefCell::new(index), turns: Semaphore::new(AT_ONCE) })
    }

    /// The day of its last answer, in UTC.
    pub fn day(&self) -> Option<Date> {
        self.index.borrow().latest().map(|at| at.to_zoned(TimeZone::UTC).date())
    }

    /// How many of its records are damaged.
    pub fn damaged(&self) -> usize {
        self.index.borrow().damaged()
    }

    /// Visits a URL as it was when it was recorded.
    pub(super) async fn visit(
        &self,
        visitor: &Visitor<'_>,
        url: &Url,
        cited: bool,
        settled: &dyn Fn(&Page) -> bool,
    ) -> Visit {
        // Fails only where the turns are closed, which nobody does.
        let _turn = self.turns.acquire().await;
        let cursor = self.cursor(visitor.longest_body());
        let mut visit = visitor.look(&cursor, url, cited, settled).await;
        let seen = &mut visit.observation;
        if seen.cause == Some(Cause::NotRecorded) {
            seen.outcome = Outcome::NotAsked;
            seen.looks.clear();
            seen.attempts = 0;
        }
        if !cursor.timed.get() {
            seen.elapsed_ms = None;
        }
        visit
    }
}

impl Replay {
    /// A reader of the record from its beginning on.
    pub(super) fn cursor(&self, body_cap: usize) -> Cursor<'_> {
        Cursor {
            index: &self.index,
            body_cap,
            asked: RefCell::default(),
            now: Cell::new(Timestamp::UNIX_EPOCH),
            timed: Cell::new(false),
        }
    }
}

/// The settings, without anything that only the live web needs: nobody is to be spared, and nothing passes with time.
pub(super) fn settings(of: &Settings) -> Settings {
    Settings {
        host_interval: Duration::ZERO,
        backoff: Duration::ZERO,
        second_look_pause: Duration::ZERO,
        url_deadline: Duration::from_hours(24),
        deadline: None,
        ..of.clone()
    }
}

/// Where a record answers, nothing else is asked.
pub(super) struct Nowhere;

impl Exchange for Nowhere {
    fn ask<'a>(&'a self, _: &'a Request<'_>) -> LocalBoxFuture<'a, Exchanged> {
        let failure = Failure::new(Cause::NotRecorded, "the web is not asked");
        Box::pin(async { Exchanged { result: Err(failure), took: Duration::ZERO } })
    }
}

/// One visit's way through a record.
pub(super) struct Cursor<'a> {
    index: &'a RefCell<Index<File>>,
    body_cap: usize,
    /// How often each URL was asked.
    asked: RefCell<HashMap<SmolStr, usize>>,
    now: Cell<Timestamp>,
    /// Whether the record says how long anything took.
    timed: Cell<bool>,
}

impl Exchange for Cursor<'_> {
    fn ask<'a>(&'a self, request: &'a Request<'_>) -> LocalBoxFuture<'a, Exchanged> {
        let exchanged = self.next(request);
        Box::pin(async { exchanged })
    }

    fn now(&self) -> Timestamp {
        self.now.get()
    }

    fn may_change(&self, url: &Url) -> bool {
        let asked = self.asked.borrow().get(&shown(url)).copied().unwrap_or_default();
        asked < self.index.borrow().captures(url.as_str()).len()
    }
}

impl Cursor<'_> {
    fn next(&self, request: &Request<'_>) -> Exchanged {
        let url = request.url;
        let mut index = self.index.borrow_mut();
        let mut asked = self.asked.borrow_mut();
        let count = asked.entry(shown(url)).or_default();
        let captures = index.captures(url.as_str());
        let Some(capture) = captures.get(*count).or(captures.last()).cloned() else {
            let failure = Failure::new(Cause::NotRecorded, format!("{} is not in the record", shown(url)));
            return Exchanged { result: Err(failure), took: Duration::ZERO };
        };
        *count += 1;
        self.now.set(capture.at);
        let said = |name| capture.said.as_ref().and_then(|said| said.get(name));
        let took = said("fetchTimeMs").and_then(|ms| ms.parse().ok()).map(Duration::from_millis);
        self.timed.set(self.timed.get() || took.is_some());
        let result = match &capture.said {
            Some(said) if !capture.answered() => Err(failure(said)),
            _ => match index.read(&capture, self.body_cap.saturating_add(AROUND_BODY)) {
                Ok(Some(response)) => Ok(as_watched(answer(response, &capture, self.body_cap), request)),
                Ok(None) => Err(Failure::new(Cause::NotRecorded, "the record of it is not HTTP")),
                Err(error) => Err(Failure::new(Cause::NotRecorded, error.to_string())),
            },
        };
        Exchanged { result, took: took.unwrap_or_default() }
    }
}

/// The answer as far as it would have been read: not at all where whoever watches wants none of it.
fn as_watched(answer: Answer, request: &Request<'_>) -> Answer {
    let unread = Answer { body: Vec::new(), read_to: ReadTo::Head, ..answer };
    if request.watch.wanted(request.url, &unread) == Wanted::NoMore {
        return unread;
    }
    Answer { body: answer.body, read_to: answer.read_to, ..unread }
}

fn answer(response: HttpResponse, capture: &Capture, body_cap: usize) -> Answer {
    let mut headers = HeaderMap::new();
    for (name, value) in &response.headers {
        // What no client would have let through is left out.
        if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_bytes(value)) {
            headers.append(name, value);
        }
    }
    // Nobody rests before a record is read on.
    headers.remove(RETRY_AFTER);
    // Some archivers undo the packing and leave the header; isnad's own do not.
    if capture.said.is_none() && html::looks_like_html(&response.body) {
        headers.remove(CONTENT_ENCODING);
    }
    let mut body = response.body;
    let cut = body.len() > body_cap;
    body.truncate(body_cap);
    let read_to = match response.status {
        // What stands in a redirect's body is for readers that cannot follow it.
        300..400 => ReadTo::Head,
        _ if cut || capture.truncated => ReadTo::Cap,
        _ => ReadTo::End,
    };
    let said = |name| capture.said.as_ref().and_then(|said| said.get(name));
    let self_signed = said("isnad-self-signed") == Some("true");
    // Whether a way is a circle depends on them.
    let cookies = said("isnad-cookies").unwrap_or_default().split(", ").filter_map(|cookie| cookie.parse().ok());
    headers.extend(cookies.map(|cookie| (SET_COOKIE, cookie)));
    Answer { status: response.status, headers, body, read_to, remote: None, self_signed, room: None }
}

/// The failure that isnad recorded in place of an answer.
fn failure(said: &Fields) -> Failure {
    let cause = said.get("isnad-cause").and_then(names::cause);
    let dns = match said.get("isnad-dns") {
        Some("no-such-name") => Some(DnsAnswer::NoSuchName),
        Some("failed") => Some(DnsAnswer::Failed),
        _ => None,
    };
    let detail = said.get("isnad-detail").unwrap_or_default();
    let tls = said.get("isnad-tls").and_then(|name| TlsFault::ALL.into_iter().find(|fault| fault.name() == name));
    let connected = said.get("isnad-connected") == Some("true");
    Failure { dns, tls, connected, ..Failure::new(cause.unwrap_or(Cause::NotRecorded), detail) }
}
