//! The seam of the network: one HTTP exchange. Redirects, retries and the reading of pages stand above it; the live
//! web stands below it.

use std::net::SocketAddr;
use std::time::Duration;

use futures_util::future::LocalBoxFuture;
use jiff::Timestamp;
use reqwest::header::HeaderMap;
use url::Url;

use crate::model::{Cause, DnsAnswer, ReadTo};

/// What makes exchanges.
pub(super) trait Exchange {
    /// Asks once and reads the answer, following nothing.
    fn ask<'a>(&'a self, request: &'a Request) -> LocalBoxFuture<'a, Exchanged>;

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
#[derive(Debug, Clone)]
pub(super) struct Request {
    /// What is asked for.
    pub url: Url,
    /// All headers but those that the protocol itself needs.
    pub headers: HeaderMap,
    /// The longest the exchange may take.
    pub timeout: Duration,
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
}

/// Why there is no answer.
#[derive(Debug, Clone)]
pub(super) struct Failure {
    /// The cause.
    pub cause: Cause,
    /// What the name service said, where that is the cause.
    pub dns: Option<DnsAnswer>,
    /// The error in the words of the layer that met it.
    pub detail: String,
    /// Whether a connection had been made.
    pub connected: bool,
}

impl Answer {
    /// A header's value as text; raw bytes that are not UTF-8 are read as Latin-1, as browsers do.
    pub(super) fn header(&self, name: &str) -> Option<String> {
        let bytes = self.headers.get(name)?.as_bytes();
        Some(match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().copied().map(char::from).collect(),
        })
    }
}

impl Failure {
    /// A failure before any connection.
    pub(super) fn new(cause: Cause, detail: impl Into<String>) -> Self {
        Self { cause, dns: None, detail: detail.into(), connected: false }
    }
}
