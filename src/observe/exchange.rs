//! The seam of the network: one HTTP exchange. Redirects, retries and the reading of pages stand above it; the live
//! web stands below it.

use std::net::SocketAddr;
use std::time::Duration;

use futures_util::future::LocalBoxFuture;
use jiff::Timestamp;
use percent_encoding::{AsciiSet, percent_encode};
use reqwest::header::{HeaderMap, LOCATION};
use tokio::sync::OwnedSemaphorePermit;
use url::Url;

use crate::model::{Cause, DnsAnswer, Page, ReadTo, TlsFault};

/// What makes exchanges.
pub(super) trait Exchange {
    /// Asks once and reads the answer, following nothing.
    fn ask<'a>(&'a self, request: &'a Request<'_>) -> LocalBoxFuture<'a, Exchanged>;

    /// The time on its side: that of the clock, or the time at which what it answered last was had.
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    /// Whether asking this URL anew could bring anything else.
    fn may_change(&self, _url: &Url) -> bool {
        true
    }
}

/// A GET request.
#[derive(Clone, Copy)]
pub(super) struct Request<'w> {
    /// What is asked for.
    pub url: &'w Url,
    /// All headers but those that the protocol itself needs.
    pub headers: &'w HeaderMap,
    /// The longest the exchange may take.
    pub timeout: Duration,
    /// Whether the host's certificate is taken as it is.
    pub unverified: bool,
    /// Who looks at the answer while it comes in.
    pub watch: &'w dyn Watch,
}

/// Looks at an answer while its body comes in.
pub(super) trait Watch {
    /// How much of the body is to be read, given the answer with what has come of it so far. It is asked anew with
    /// every piece.
    fn wanted(&self, url: &Url, answer: &Answer) -> Wanted;

    /// Whether these facts of the page are all that is looked for.
    fn is_content_with(&self, _page: &Page) -> bool {
        false
    }

    /// Whether nothing more is to be asked of the host, as far as is known.
    fn is_last(&self) -> bool {
        false
    }

    /// Whether the host is to be told that its connection will not be used again.
    fn closes_connection(&self) -> bool {
        false
    }
}

/// How much of a body is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// At most so many bytes in all.
    UpTo(usize),
    /// No more than has come.
    NoMore,
}

/// Reads every body that is not a redirect's, up to so many bytes.
pub(super) struct Whole(pub usize);

impl Watch for Whole {
    fn wanted(&self, _: &Url, answer: &Answer) -> Wanted {
        if (300..400).contains(&answer.status) { Wanted::NoMore } else { Wanted::UpTo(self.0) }
    }
}

/// What came of an exchange.
#[derive(Debug)]
pub(super) struct Exchanged {
    /// The answer, or why there is none.
    pub result: Result<Answer, Failure>,
    /// How long it took, without its turn in a queue.
    pub took: Duration,
}

/// An answer as it came over the wire.
#[derive(Debug)]
pub(super) struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, still compressed.
    pub body: Vec<u8>,
    /// How far the body was read. A body that breaks off after its start counts as read to the cap.
    pub read_to: ReadTo,
    /// The address that answered.
    pub remote: Option<SocketAddr>,
    /// Whether the host made its certificate out to itself; told of unverified answers only.
    pub self_signed: bool,
    /// What a large body takes of the room there is for them; to be let go with the body.
    pub room: Option<OwnedSemaphorePermit>,
}

/// Why there is no answer.
#[derive(Debug, Clone)]
pub(super) struct Failure {
    /// The cause.
    pub cause: Cause,
    /// What the name service said, where that is the cause.
    pub dns: Option<DnsAnswer>,
    /// What is wrong with the certificate, where that is the cause.
    pub tls: Option<TlsFault>,
    /// The error in the words of the layer that met it.
    pub detail: String,
    /// Whether a connection had been made.
    pub connected: bool,
}

impl Answer {
    /// An answer that was read to its end.
    #[cfg(test)]
    pub(super) fn whole(status: u16, headers: HeaderMap, body: Vec<u8>) -> Self {
        Self { status, headers, body, read_to: ReadTo::End, remote: None, self_signed: false, room: None }
    }

    /// A header's value as text; raw bytes that are not UTF-8 are read as Latin-1, as browsers do.
    pub(super) fn header(&self, name: &str) -> Option<String> {
        self.headers.get(name).map(|value| text(value.as_bytes()))
    }

    /// The `Location`. What is not ASCII in it is escaped byte by byte, as browsers do: in the paths of old sites it is of
    /// whatever charset the site has, and only the same bytes lead on.
    pub(super) fn location(&self) -> Option<String> {
        let value = self.headers.get(LOCATION)?;
        Some(percent_encode(value.as_bytes(), &AsciiSet::EMPTY).to_string())
    }

    /// The values of all headers of a name.
    pub(super) fn headers(&self, name: &str) -> impl Iterator<Item = String> {
        self.headers.get_all(name).iter().map(|value| text(value.as_bytes()))
    }
}

fn text(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().copied().map(char::from).collect(),
    }
}

impl Failure {
    /// A failure before any connection.
    pub(super) fn new(cause: Cause, detail: impl Into<String>) -> Self {
        Self { cause, dns: None, tls: None, detail: detail.into(), connected: false }
    }
}
