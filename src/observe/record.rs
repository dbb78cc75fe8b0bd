//! A record of everything that was exchanged, as evidence: what was asked, what came over the wire, and what did not.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fs::File;
use std::hash::BuildHasher as _;
use std::io;
use std::path::Path;
use std::time::Duration;

use futures_util::future::LocalBoxFuture;
use jiff::Timestamp;
use reqwest::StatusCode;
use reqwest::header::{
    ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, AUTHORIZATION, COOKIE, HeaderMap, HeaderName, IF_MODIFIED_SINCE,
    IF_NONE_MATCH, LOCATION, PROXY_AUTHENTICATE, SET_COOKIE, TRANSFER_ENCODING, USER_AGENT, WWW_AUTHENTICATE,
};
use url::{Position, Url};

use super::cookies;
use super::exchange::{Answer, Exchange, Exchanged, Failure, Request, Wanted, Watch};
use super::redirects::shown;
use crate::formats::warc::{Kind, Record, Truncated, Writer, request_block, response_block};
use crate::model::{DnsAnswer, ReadTo, TlsFault};

/// The request headers that are recorded: those that isnad itself sets, and that hold no secret. What the reader sets
/// for a host by hand is most often a key.
const RECORDED: [HeaderName; 6] =
    [ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, USER_AGENT, IF_NONE_MATCH, IF_MODIFIED_SINCE];

/// The response headers that are not recorded: secrets; and how the body was cut up on its way, which it no longer is.
const LEFT_OUT: [HeaderName; 6] =
    [SET_COOKIE, COOKIE, AUTHORIZATION, WWW_AUTHENTICATE, PROXY_AUTHENTICATE, TRANSFER_ENCODING];

/// What a WARC file of version 1.1 says that it is.
const CONFORMS_TO: &str = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/";

/// A record that is being written.
pub struct Recorder {
    state: RefCell<State>,
}

struct State {
    writer: Writer<File>,
    /// What stands for the cookies that were set.
    aliases: Aliases,
    /// What went wrong first; nothing is written after it.
    error: Option<io::Error>,
}

impl Recorder {
    /// Begins a record in this file, compressed where its name ends in `.gz`.
    ///
    /// # Errors
    ///
    /// Where the file cannot be written.
    pub fn create(path: &Path) -> io::Result<Self> {
        let compress = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("gz"));
        let mut writer = Writer::new(File::create(path)?, compress);
        let version = env!("CARGO_PKG_VERSION");
        let info =
            format!("software: isnad/{version}\r\nformat: WARC File Format 1.1\r\nconformsTo: {CONFORMS_TO}\r\n");
        writer.write(&Record::new(Kind::Warcinfo, Timestamp::now(), FIELDS, info.as_bytes()))?;
        Ok(Self { state: RefCell::new(State { writer, aliases: Aliases::default(), error: None }) })
    }

    /// What kept the record from being whole, if anything did.
    pub fn error(&self) -> Option<io::Error> {
        self.state.borrow_mut().error.take()
    }

    fn keep(&self, request: &Request<'_>, exchanged: &Exchanged, wanted: Wanted) {
        let state = &mut *self.state.borrow_mut();
        if state.error.is_none() {
            state.error = write(state, request, exchanged, wanted).err();
        }
    }
}

/// Numbers that stand for the names and the values of cookies, the same for the same. Whether redirects go in a circle
/// depends on which cookies a site sets; what they say is nobody's business.
#[derive(Default)]
struct Aliases(HashMap<u64, usize>);

impl Aliases {
    /// The cookies that an answer sets.
    fn of(&mut self, answer: &Answer) -> String {
        let cookies = answer.headers("set-cookie").filter_map(|header| {
            let (name, value, secure) = cookies::read(&header)?;
            let value = if value.is_empty() { String::new() } else { self.alias(value).to_string() };
            Some(format!("{}={value}{}", self.alias(name), if secure { "; Secure" } else { "" }))
        });
        cookies.collect::<Vec<_>>().join(", ")
    }

    fn alias(&mut self, of: &str) -> usize {
        let next = self.0.len() + 1;
        let hash = self.0.hasher().hash_one(of);
        *self.0.entry(hash).or_insert(next)
    }
}

/// Exchanges that are recorded as they are made.
pub(super) struct Recording<'a> {
    below: &'a dyn Exchange,
    recorder: &'a Recorder,
    body_cap: usize,
}

impl<'a> Recording<'a> {
    /// Records what `below` exchanges; `body_cap` is where it stops to read a body, in bytes.
    pub(super) fn new(below: &'a dyn Exchange, recorder: &'a Recorder, body_cap: usize) -> Self {
        Self { below, recorder, body_cap }
    }
}

impl Exchange for Recording<'_> {
    fn ask<'a>(&'a self, request: &'a Request<'_>) -> LocalBoxFuture<'a, Exchanged> {
        Box::pin(async move {
            let watch = ToTheCap { watch: request.watch, cap: self.body_cap };
            let exchanged = self.below.ask(&Request { watch: &watch, ..*request }).await;
            let cap = match &exchanged.result {
                Ok(answer) if answer.read_to == ReadTo::Cap => watch.wanted(request.url, answer),
                _ => Wanted::NoMore,
            };
            self.recorder.keep(request, &exchanged, cap);
            exchanged
        })
    }
}

/// Lets pages be read to their cap, though less would do: a record is for whoever reads it later.
struct ToTheCap<'w> {
    watch: &'w dyn Watch,
    cap: usize,
}

impl Watch for ToTheCap<'_> {
    fn wanted(&self, url: &Url, answer: &Answer) -> Wanted {
        match self.watch.wanted(url, answer) {
            // Who has seen a part of a page and wants no more is content with its head.
            Wanted::NoMore if (200..300).contains(&answer.status) && !answer.body.is_empty() => Wanted::UpTo(self.cap),
            wanted => wanted,
        }
    }
}

/// The media type of named fields.
const FIELDS: &str = "application/warc-fields";

/// Writes the answer, the request and what is to be said of them; where no answer came, what was asked and why.
fn write(state: &mut State, request: &Request<'_>, exchanged: &Exchanged, wanted: Wanted) -> io::Result<()> {
    let State { writer, aliases, .. } = state;
    let at = Timestamp::now();
    let url = shown(request.url);
    let asked = asked(request.url, request.headers);
    let asked =
        Record { url: Some(&url), ..Record::new(Kind::Request, at, "application/http;msgtype=request", &asked) };
    match &exchanged.result {
        Ok(answer) => {
            let (block, payload) = answered(answer, request.url);
            let response = Record {
                url: Some(&url),
                address: answer.remote.map(|remote| remote.ip()),
                truncated: truncated(answer, wanted),
                payload: Some(payload),
                ..Record::new(Kind::Response, at, "application/http;msgtype=response", &block)
            };
            let id = writer.write(&response)?;
            let mut said = format!("fetchTimeMs: {}\r\n", milliseconds(exchanged.took));
            if answer.self_signed {
                said.push_str("isnad-self-signed: true\r\n");
            }
            let cookies = aliases.of(answer);
            if !cookies.is_empty() {
                said.extend(["isnad-cookies: ", &cookies, "\r\n"]);
            }
            let said = Record::new(Kind::Metadata, at, FIELDS, said.as_bytes());
            writer.write(&Record { url: Some(&url), refers_to: Some(&id), ..said })?;
            writer.write(&Record { concurrent_to: Some(&id), ..asked })?;
        }
        Err(failure) => {
            let id = writer.write(&asked)?;
            let said = failed(failure, exchanged.took);
            let said = Record::new(Kind::Metadata, at, FIELDS, said.as_bytes());
            writer.write(&Record { url: Some(&url), refers_to: Some(&id), ..said })?;
        }
    }
    Ok(())
}

fn asked(url: &Url, headers: &HeaderMap) -> Vec<u8> {
    let target = &url[Position::BeforePath..Position::AfterQuery];
    let host = &url[Position::BeforeHost..Position::AfterPort];
    let kept = headers.iter().filter(|(name, _)| RECORDED.contains(name));
    request_block(target, host, kept.map(|(name, value)| (name.as_str(), value.as_bytes())))
}

/// The block of an answer, and where in it the body begins.
fn answered(answer: &Answer, url: &Url) -> (Vec<u8>, usize) {
    let reason = StatusCode::from_u16(answer.status).ok().and_then(|status| status.canonical_reason());
    let location = answer.location().map(|location| without_credentials(&location, url));
    let headers = answer.headers.iter().filter(|(name, _)| !LEFT_OUT.contains(name)).map(|(name, value)| {
        let value = match &location {
            Some(location) if name == LOCATION => location.as_bytes(),
            _ => value.as_bytes(),
        };
        (name.as_str(), value)
    });
    response_block(answer.status, reason.unwrap_or_default(), headers, &answer.body)
}

/// Where a redirect leads, without a name and a password that may stand in it.
fn without_credentials(location: &str, from: &Url) -> String {
    match Url::options().base_url(Some(from)).parse(location.trim()) {
        // A path, which takes them from where it stands, is left as it is.
        Ok(url) if location.contains('@') && (!url.username().is_empty() || url.password().is_some()) => {
            shown(&url).into()
        }
        _ => location.to_owned(),
    }
}

/// Why the body is not whole. That of a redirect never is, and need not be.
fn truncated(answer: &Answer, wanted: Wanted) -> Option<Truncated> {
    match (answer.read_to, wanted) {
        (ReadTo::Cap, Wanted::UpTo(cap)) if answer.body.len() < cap => Some(Truncated::Disconnect),
        (ReadTo::Cap, _) => Some(Truncated::Length),
        (ReadTo::Head | ReadTo::End, _) => None,
    }
}

fn failed(failure: &Failure, took: Duration) -> String {
    let mut said = format!("fetchTimeMs: {}\r\nisnad-cause: {}\r\n", milliseconds(took), failure.cause.name());
    let tls = failure.tls.map(TlsFault::name);
    let mut say = |name: &str, value: &str| {
        // A field ends where its line does.
        let value: String = value.chars().filter(|character| !character.is_control()).collect();
        said.extend([name, ": ", &value, "\r\n"]);
    };
    match failure.dns {
        Some(DnsAnswer::NoSuchName) => say("isnad-dns", "no-such-name"),
        Some(DnsAnswer::Failed) => say("isnad-dns", "failed"),
        None => {}
    }
    if let Some(fault) = tls {
        say("isnad-tls", fault);
    }
    say("isnad-connected", if failure.connected { "true" } else { "false" });
    say("isnad-detail", &failure.detail);
    said
}

fn milliseconds(span: Duration) -> u128 {
    span.as_millis()
}
