//! Exchanges with the live web.

use std::error::Error as StdError;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use futures_util::future::LocalBoxFuture;
use reqwest::header::{HOST, HeaderValue};
use reqwest::{Certificate, Client, ClientBuilder, Proxy, Response, redirect, retry};
use tokio::time::timeout_at;

use super::exchange::{Answer, Exchange, Exchanged, Failure, Request};
use super::resolver::{ResolveError, Resolver, given_address};
use super::{ObserveError, Resolve, Settings, guard};
use crate::model::{Cause, ReadTo};

/// The live web.
pub(super) struct Live {
    client: Client,
    /// For hosts whose address is given by hand: no proxy may come between.
    direct: Option<Client>,
    given: Vec<Resolve>,
    allow_private: bool,
    body_cap: usize,
    connect_limit: Duration,
    resolved: Arc<AtomicBool>,
}

impl Live {
    /// Sets the client up.
    ///
    /// # Errors
    ///
    /// Where a setting cannot be used: a certificate, the proxy, or the system's root certificates.
    pub(super) fn new(settings: &Settings) -> Result<Self, ObserveError> {
        // Fails only where a provider is installed already, which is then the one to use.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let resolved = Arc::new(AtomicBool::new(false));
        // A name service that is silent must be told from a site that is, so each step gives up before the next.
        let connect_limit = settings.timeout.mul_f32(0.75);
        let builder = || {
            let names = Resolver::new(settings, settings.timeout / 2, Arc::clone(&resolved));
            client_builder(settings, names, connect_limit)
        };
        let direct = if settings.resolve.is_empty() { None } else { Some(build(builder()?.no_proxy())?) };
        let general = match &settings.proxy {
            Some(url) => builder()?.proxy(Proxy::all(url).map_err(|_| ObserveError::Proxy(url.clone()))?),
            None => builder()?,
        };
        Ok(Self {
            client: build(general)?,
            direct,
            given: settings.resolve.clone(),
            allow_private: settings.allow_private,
            body_cap: settings.body_cap,
            connect_limit,
            resolved,
        })
    }

    /// Whether the system ever resolved a name.
    pub(super) fn resolved_a_name(&self) -> bool {
        self.resolved.load(Ordering::Relaxed)
    }

    async fn exchange(&self, request: &Request) -> Result<Answer, Failure> {
        if let Some(address) = guard::literal(&request.url)
            && !self.allow_private
            && !guard::is_public(address)
        {
            return Err(Failure::new(Cause::Guard, format!("{address} is a private address")));
        }
        let end = tokio::time::Instant::now() + request.timeout;
        let response = match timeout_at(end, self.send(request)).await {
            Ok(sent) => sent.map_err(|error| failure(&error))?,
            Err(_) => return Err(timed_out(request.timeout, request.timeout > self.connect_limit)),
        };
        self.read(response, end, request.timeout).await
    }

    async fn send(&self, request: &Request) -> reqwest::Result<Response> {
        let mut url = request.url.clone();
        let mut headers = request.headers.clone();
        let mut client = &self.client;
        if let Some(direct) = &self.direct
            && url.host_str().is_some_and(|host| given_address(&self.given, host).is_some())
        {
            client = direct;
            // The client lets a port in the URL win over the one in the address given by hand.
            if let (Some(host), Some(port)) = (url.host_str(), url.port())
                && let Ok(authority) = HeaderValue::from_str(&format!("{host}:{port}"))
                && url.set_port(None).is_ok()
            {
                headers.insert(HOST, authority);
            }
        }
        client.get(url).headers(headers).send().await
    }

    async fn read(
        &self,
        mut response: Response,
        end: tokio::time::Instant,
        timeout: Duration,
    ) -> Result<Answer, Failure> {
        let status = response.status().as_u16();
        let mut body = Vec::new();
        let mut read_to = ReadTo::Head;
        // What stands in a redirect's body is for readers that cannot follow it.
        while read_to == ReadTo::Head && !(300..400).contains(&status) {
            let broken = match timeout_at(end, response.chunk()).await {
                Ok(Ok(Some(chunk))) => {
                    let room = self.body_cap.saturating_sub(body.len());
                    body.extend_from_slice(chunk.get(..room).unwrap_or(&chunk));
                    if chunk.len() >= room {
                        read_to = ReadTo::Cap;
                    }
                    continue;
                }
                Ok(Ok(None)) => {
                    read_to = ReadTo::End;
                    continue;
                }
                Ok(Err(error)) => failure(&error),
                Err(_) => timed_out(timeout, true),
            };
            // Many a server breaks off instead of ending; what came until then is the page all the same.
            if body.is_empty() && status < 400 {
                return Err(Failure { connected: true, ..broken });
            }
            read_to = ReadTo::Cap;
        }
        let (headers, remote) = (response.headers().clone(), response.remote_addr());
        Ok(Answer { status, headers, body, read_to, remote })
    }
}

impl Exchange for Live {
    fn ask<'a>(&'a self, request: &'a Request) -> LocalBoxFuture<'a, Exchanged> {
        Box::pin(async move {
            let started = Instant::now();
            let result = self.exchange(request).await;
            Exchanged { result, took: started.elapsed() }
        })
    }
}

fn client_builder(
    settings: &Settings,
    resolver: Resolver,
    connect_limit: Duration,
) -> Result<ClientBuilder, ObserveError> {
    let mut certificates = Vec::new();
    for pem in &settings.ca_certificates {
        let bundle = Certificate::from_pem_bundle(pem).map_err(|error| ObserveError::Certificate(root(&error)))?;
        if bundle.is_empty() {
            return Err(ObserveError::Certificate("there is no certificate in it".to_owned()));
        }
        certificates.extend(bundle);
    }
    Ok(Client::builder()
        .dns_resolver(resolver)
        .connect_timeout(connect_limit)
        .redirect(redirect::Policy::none())
        .retry(retry::never())
        .referer(false)
        .tls_certs_merge(certificates))
}

fn build(builder: ClientBuilder) -> Result<Client, ObserveError> {
    builder.build().map_err(|error| ObserveError::Client(root(&error)))
}

fn timed_out(after: Duration, connected: bool) -> Failure {
    Failure { connected, ..Failure::new(Cause::Timeout, format!("no answer within {after:?}")) }
}

/// The failure that a client's error stands for, told by the innermost layer that knows.
fn failure(error: &reqwest::Error) -> Failure {
    let detail = root(error);
    let with = |cause, connected| Failure { connected, ..Failure::new(cause, detail.clone()) };
    let mut layer: Option<&(dyn StdError + 'static)> = Some(error);
    while let Some(current) = layer {
        if let Some(unresolved) = current.downcast_ref::<ResolveError>() {
            let dns = unresolved.answer();
            let cause = if dns.is_some() { Cause::Dns } else { Cause::Guard };
            return Failure { dns, ..with(cause, false) };
        }
        if current.is::<rustls::Error>() {
            return with(Cause::Tls, true);
        }
        if let Some(error) = current.downcast_ref::<io::Error>()
            && error.get_ref().is_none()
            && is_broken(error.kind())
        {
            return with(Cause::Reset, true);
        }
        if let Some(error) = current.downcast_ref::<hyper::Error>()
            && error.is_parse()
        {
            return with(Cause::Protocol, true);
        }
        layer = beneath(current);
    }
    if error.is_timeout() {
        with(Cause::Timeout, !error.is_connect())
    } else if error.is_connect() {
        with(Cause::Connect, false)
    } else {
        with(Cause::Reset, true)
    }
}

fn is_broken(kind: io::ErrorKind) -> bool {
    use io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, UnexpectedEof};
    matches!(kind, ConnectionReset | ConnectionAborted | BrokenPipe | UnexpectedEof)
}

/// The words of the innermost error, without the URL that the outermost repeats.
fn root(error: &reqwest::Error) -> String {
    let mut innermost: &(dyn StdError + 'static) = error;
    while let Some(source) = beneath(innermost) {
        innermost = source;
    }
    innermost.to_string()
}

/// The error that an error wraps. What an I/O error wraps is not its source but hides before it.
fn beneath<'a>(error: &'a (dyn StdError + 'static)) -> Option<&'a (dyn StdError + 'static)> {
    match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(wrapped) => Some(wrapped),
        None => error.source(),
    }
}
