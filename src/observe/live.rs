//! Exchanges with the live web.

use std::cell::{OnceCell, RefCell};
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use futures_util::future::LocalBoxFuture;
use reqwest::header::{CONNECTION, HOST, HeaderMap, HeaderValue};
use reqwest::tls::TlsInfo;
use reqwest::{Certificate, Client, ClientBuilder, Proxy, Response, StatusCode, redirect, retry};
use tokio::sync::Semaphore;
use tokio::time::timeout_at;
use url::Url;

use super::exchange::{Answer, Exchange, Exchanged, Failure, Request, Wanted};
use super::failure::{failure, innermost, is_out_of_files, timed_out};
use super::resolver::{self, Lookup, Resolver, given_address};
use super::{ObserveError, Settings, certificate, guard};
use crate::model::{Cause, ReadTo};

/// How much is read of a body that is of no more use, so that its connection can be used again.
const MOST_DRAINED: u64 = 64 * 1024;

/// How long a remainder is waited for: what is under way comes at once, and a new connection takes no longer.
const LONGEST_DRAIN: Duration = Duration::from_millis(500);

/// How much of a body is held before it counts as large.
const LARGE: usize = 2 * 1024 * 1024;

/// How many large bodies are held at once, until they are read: each may be tens of megabytes.
const LARGE_AT_ONCE: usize = 4;

/// The most headers of an answer. Browsers allow some hundreds.
const MOST_HEADERS: usize = 200;

/// The longest headers of an answer by HTTP/2, in bytes: as much as browsers allow, and HTTP/1 gives room for.
const LONGEST_HEADERS: u32 = 256 * 1024;

/// How many connections to one host are kept for the next requests: as many as are made at once as a rule. Their buffers
/// are most of what a run holds.
const KEPT: usize = 2;

/// How long they are kept beyond the interval of a host: its next request follows at once or not at all. Where many hosts
/// are asked one after another, those kept in vain are soon more than those in use.
const KEPT_FOR: Duration = Duration::from_millis(100);

/// What only a proxy answers, for itself.
const PROXY_WANTS_LOGIN: StatusCode = StatusCode::PROXY_AUTHENTICATION_REQUIRED;

/// The live web.
pub(super) struct Live {
    verified: Clients,
    /// For hosts whose certificate was refused; made when the first of them is met.
    unverified: OnceCell<Option<Clients>>,
    /// For what broke where a kept connection may have been used; made when the first of it is met.
    anew: OnceCell<Option<Clients>>,
    /// The origins that have answered, as numbers: there may be a connection to them that is kept.
    answered: RefCell<HashSet<u64>>,
    settings: Settings,
    names: Lookup,
    /// Whether a proxy may stand between, whose address is then the one connected to.
    proxied: bool,
    /// The hosts of the proxies of the environment.
    proxies: Vec<String>,
    connect_limit: Duration,
    large: Arc<Semaphore>,
    resolved: Arc<AtomicBool>,
}

/// How connections are made.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// Verified, and kept for the next requests.
    Usual,
    /// Verified, and made for one request.
    Anew,
    /// Whatever the certificate.
    Unverified,
}

/// The clients of one manner of making connections.
struct Clients {
    /// For hosts whose name is to be resolved.
    general: Option<Client>,
    /// For hosts whose address is given by hand: no proxy may come between.
    direct: Option<Client>,
}

impl Live {
    /// Sets the client up.
    ///
    /// # Errors
    ///
    /// Where a setting cannot be used: a certificate, the proxy, or the system's root certificates.
    pub(super) fn new(settings: &Settings) -> Result<Self, ObserveError> {
        Self::with_names(settings, Arc::new(resolver::look_up))
    }

    /// The same with names resolved by `names`.
    fn with_names(settings: &Settings, names: Lookup) -> Result<Self, ObserveError> {
        // Fails only where a provider is installed already, which is then the one to use.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let resolved = Arc::new(AtomicBool::new(false));
        // A name service that is silent must be told from a site that is, so each step gives up before the next.
        let connect_limit = settings.timeout.mul_f32(0.75);
        Ok(Self {
            verified: Clients::new(settings, connect_limit, &names, &resolved, Manner::Usual)?,
            unverified: OnceCell::new(),
            anew: OnceCell::new(),
            answered: RefCell::default(),
            settings: settings.clone(),
            names,
            proxied: settings.is_proxied(),
            proxies: resolver::proxies_of_the_environment(),
            connect_limit,
            large: Arc::new(Semaphore::new(LARGE_AT_ONCE)),
            resolved,
        })
    }

    /// Whether the system ever resolved a name.
    pub(super) fn resolved_a_name(&self) -> bool {
        self.resolved.load(Ordering::Relaxed)
    }

    async fn exchange(&self, request: &Request<'_>) -> Result<Answer, Failure> {
        let given = self.given(request);
        if !self.settings.allow_private
            && let Some(objection) = guard::objection(request.url).or_else(|| self.objection(request.url, given))
        {
            return Err(Failure::new(Cause::Guard, objection));
        }
        let end = tokio::time::Instant::now() + request.timeout;
        let response = match timeout_at(end, self.send(request, given)).await {
            Ok(sent) => sent?,
            Err(_) => return Err(timed_out(request.timeout, request.timeout > self.connect_limit)),
        };
        // The resolver gave out public addresses only; this holds whatever lies between it and the connection.
        if let Some(remote) = response.remote_addr()
            && !(given || self.settings.allow_private || self.proxied)
            && !guard::is_public(remote.ip())
        {
            let failure = Failure::new(Cause::Guard, format!("{} is a private address", remote.ip()));
            return Err(Failure { connected: true, ..failure });
        }
        if self.proxied && !given && request.url.scheme() == "http" && response.status() == PROXY_WANTS_LOGIN {
            return Err(Failure::new(Cause::Connect, "the proxy wants a name and a password"));
        }
        self.read(response, request, end).await
    }

    /// What speaks against a name that no guarded resolver will see: a proxy resolves it, or it is the proxy's own.
    fn objection(&self, url: &Url, given: bool) -> Option<String> {
        let host = url.host_str().filter(|_| !given)?;
        if guard::is_this_machine(host) {
            return Some(format!("`{host}` is this machine"));
        }
        self.proxies.iter().any(|proxy| proxy == host).then(|| format!("`{host}` is the proxy"))
    }

    fn given(&self, request: &Request<'_>) -> bool {
        request.url.host_str().is_some_and(|host| given_address(&self.settings.resolve, host).is_some())
    }

    async fn send(&self, request: &Request<'_>, given: bool) -> Result<Response, Failure> {
        let clients = if request.unverified { self.clients(Manner::Unverified) } else { Some(&self.verified) };
        let Some(clients) = clients else {
            return Err(Failure::new(Cause::Tls, "a client that does not verify cannot be set up"));
        };
        let sent = clients.send(request, given).await;
        let origin = origin(request.url);
        match sent {
            Ok(response) => {
                self.answered.borrow_mut().insert(origin);
                Ok(response)
            }
            // Hosts close connections that they kept whenever they like, as often as not while the next request is under
            // way. That says nothing of the page: the request is to be made anew (RFC 9112, 9.3.1).
            Err(broken)
                if broken.cause == Cause::Reset && !request.unverified && self.answered.borrow().contains(&origin) =>
            {
                match self.clients(Manner::Anew) {
                    Some(clients) => clients.send(request, given).await,
                    None => Err(broken),
                }
            }
            Err(failure) => Err(failure),
        }
    }

    /// The clients of a manner that is not always needed.
    fn clients(&self, manner: Manner) -> Option<&Clients> {
        let build = || Clients::new(&self.settings, self.connect_limit, &self.names, &self.resolved, manner).ok();
        let clients = if manner == Manner::Anew { &self.anew } else { &self.unverified };
        clients.get_or_init(build).as_ref()
    }

    async fn read(
        &self,
        mut response: Response,
        request: &Request<'_>,
        end: tokio::time::Instant,
    ) -> Result<Answer, Failure> {
        let certificate = response.extensions().get::<TlsInfo>().and_then(TlsInfo::peer_certificate);
        let mut answer = Answer {
            status: response.status().as_u16(),
            headers: HeaderMap::new(),
            body: Vec::new(),
            read_to: ReadTo::Head,
            remote: response.remote_addr(),
            self_signed: certificate.is_some_and(certificate::is_self_signed),
            room: None,
        };
        std::mem::swap(&mut answer.headers, response.headers_mut());
        let mut wanted = request.watch.wanted(request.url, &answer);
        while let Wanted::UpTo(cap) = wanted {
            let broken = match timeout_at(end, response.chunk()).await {
                Ok(Ok(Some(chunk))) => {
                    let room = cap.saturating_sub(answer.body.len());
                    answer.body.extend_from_slice(chunk.get(..room).unwrap_or(&chunk));
                    if chunk.len() > room {
                        answer.read_to = ReadTo::Cap;
                        break;
                    }
                    if answer.body.len() > LARGE && answer.room.is_none() {
                        // Waiting for others to let go counts as time of the exchange.
                        let room = Arc::clone(&self.large).acquire_owned();
                        answer.room = timeout_at(end, room).await.ok().and_then(Result::ok);
                    }
                    wanted = request.watch.wanted(request.url, &answer);
                    continue;
                }
                Ok(Ok(None)) => {
                    answer.read_to = ReadTo::End;
                    break;
                }
                Ok(Err(error)) => failure(&error),
                Err(_) => timed_out(request.timeout, true),
            };
            // Many a server breaks off instead of ending; what came until then is the page all the same.
            if answer.body.is_empty() && answer.status < 400 {
                return Err(Failure { connected: true, ..broken });
            }
            answer.read_to = ReadTo::Cap;
            break;
        }
        // A redirect may lead on at the same host.
        let is_over = (200..300).contains(&answer.status) && request.watch.is_last();
        if is_over {
            return Ok(answer);
        }
        if wanted == Wanted::NoMore {
            drain(response, end).await;
        }
        // The client takes a connection back a moment after its body has ended; whoever asks before that opens another.
        tokio::task::yield_now().await;
        Ok(answer)
    }
}

/// The origin of a URL, as a number.
fn origin(url: &Url) -> u64 {
    let mut hasher = DefaultHasher::new();
    (url.scheme(), url.host_str(), url.port()).hash(&mut hasher);
    hasher.finish()
}

/// The URL and the headers as the client is to be given them.
fn addressed(request: &Request<'_>, given: bool) -> (Url, HeaderMap) {
    let (mut url, mut headers) = (request.url.clone(), request.headers.clone());
    // The client lets a port in the URL win over the one in the address given by hand.
    if given
        && let (Some(host), Some(port)) = (url.host_str(), url.port())
        && let Ok(authority) = HeaderValue::from_str(&format!("{host}:{port}"))
        && url.set_port(None).is_ok()
    {
        headers.insert(HOST, authority);
    }
    if request.watch.closes_connection() {
        headers.insert(CONNECTION, HeaderValue::from_static("close"));
    }
    (url, headers)
}

/// Reads a small remainder away. A large one costs more than a new connection.
async fn drain(mut response: Response, end: tokio::time::Instant) {
    if response.content_length().is_some_and(|length| length > MOST_DRAINED) {
        return;
    }
    let end = end.min(tokio::time::Instant::now() + LONGEST_DRAIN);
    let mut drained = 0;
    while let Ok(Ok(Some(chunk))) = timeout_at(end, response.chunk()).await {
        drained += chunk.len() as u64;
        if drained > MOST_DRAINED {
            return;
        }
    }
}

impl Exchange for Live {
    fn ask<'a>(&'a self, request: &'a Request<'_>) -> LocalBoxFuture<'a, Exchanged> {
        Box::pin(async move {
            let started = Instant::now();
            let result = self.exchange(request).await;
            Exchanged { result, took: started.elapsed() }
        })
    }
}

impl Clients {
    fn new(
        settings: &Settings,
        connect_limit: Duration,
        names: &Lookup,
        resolved: &Arc<AtomicBool>,
        manner: Manner,
    ) -> Result<Self, ObserveError> {
        let builder = || {
            let limit = settings.timeout / 2;
            let resolving = Resolver::new(settings, Arc::clone(names), limit, Arc::clone(resolved));
            client_builder(settings, resolving, connect_limit, manner)
        };
        let for_all = settings.resolve.iter().any(|resolve| resolve.host.is_none());
        let direct = if settings.resolve.is_empty() { None } else { Some(build(builder()?.no_proxy())?) };
        let general = match &settings.proxy {
            _ if for_all => None,
            Some(url) => Some(build(builder()?.proxy(Proxy::all(url).map_err(|_| ObserveError::Proxy(url.clone()))?))?),
            None => Some(build(builder()?)?),
        };
        Ok(Self { general, direct })
    }

    async fn send(&self, request: &Request<'_>, given: bool) -> Result<Response, Failure> {
        let Some(client) = (if given { &self.direct } else { &self.general }) else {
            return Err(Failure::new(Cause::Connect, "no client for this host was set up"));
        };
        loop {
            let (url, headers) = addressed(request, given);
            match client.get(url).headers(headers).send().await {
                // No fault of the host: connections that are kept for others go after a while.
                Err(error) if is_out_of_files(&error) => tokio::time::sleep(KEPT_FOR).await,
                sent => return sent.map_err(|error| failure(&error)),
            }
        }
    }
}

fn client_builder(
    settings: &Settings,
    resolver: Resolver,
    connect_limit: Duration,
    manner: Manner,
) -> Result<ClientBuilder, ObserveError> {
    let mut certificates = Vec::new();
    for pem in &settings.ca_certificates {
        let bundle = Certificate::from_pem_bundle(pem).map_err(|error| ObserveError::Certificate(innermost(&error)))?;
        if bundle.is_empty() {
            return Err(ObserveError::Certificate("there is no certificate in it".to_owned()));
        }
        certificates.extend(bundle);
    }
    let builder = Client::builder()
        .dns_resolver(resolver)
        .connect_timeout(connect_limit)
        .redirect(redirect::Policy::none())
        .retry(retry::never())
        .referer(false)
        .http1_max_headers(MOST_HEADERS)
        .http1_allow_obsolete_multiline_headers_in_responses(true)
        .http1_allow_spaces_after_header_name_in_responses(true)
        .http1_ignore_invalid_headers_in_responses(true)
        .http2_max_header_list_size(LONGEST_HEADERS)
        .pool_max_idle_per_host(if manner == Manner::Anew { 0 } else { KEPT })
        .pool_idle_timeout(settings.host_interval + KEPT_FOR);
    Ok(if manner == Manner::Unverified {
        builder.tls_danger_accept_invalid_certs(true).tls_info(true)
    } else {
        builder.tls_certs_merge(certificates)
    })
}

fn build(builder: ClientBuilder) -> Result<Client, ObserveError> {
    builder.build().map_err(|error| ObserveError::Client(innermost(&error)))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test")]
mod tests {
    use std::io::{BufRead, BufReader, Write};
    use std::net::TcpListener;
    use std::sync::atomic::AtomicUsize;

    use super::*;
    use crate::observe::exchange::Watch;

    struct Everything;

    impl Watch for Everything {
        fn wanted(&self, _: &Url, _: &Answer) -> Wanted {
            Wanted::UpTo(1000)
        }
    }

    /// A name that is public when it is looked at and local when it is connected to, or the other way round.
    #[test]
    fn a_name_that_changes_its_address_does_not_pass() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let port = listener.local_addr().unwrap().port();
        // An address of the public range that nobody has been given.
        let public = "[2fff:ffff::1]:0";
        let turns = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&turns);
        let names: Lookup = Arc::new(move |_| {
            let turn = counted.fetch_add(1, Ordering::Relaxed);
            let address = if turn == 0 { public } else { "127.0.0.1:0" };
            Ok(vec![address.parse().unwrap()])
        });
        let settings = Settings { timeout: Duration::from_millis(400), ..Settings::default() };
        let live = Live::with_names(&settings, names).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let url = Url::parse(&format!("http://rebind.example:{port}/")).unwrap();
        let causes: Vec<Cause> = (0..4)
            .map(|_| {
                let request = Request {
                    url: &url,
                    headers: &HeaderMap::new(),
                    timeout: settings.timeout,
                    unverified: false,
                    watch: &Everything,
                };
                runtime.block_on(live.ask(&request)).result.unwrap_err().cause
            })
            .collect();
        assert!(matches!(causes[0], Cause::Connect | Cause::Timeout), "{causes:?}");
        assert_eq!(causes[1..], [Cause::Guard; 3]);
        assert!(listener.accept().is_err(), "the local address was connected to");
        assert_eq!(turns.load(Ordering::Relaxed), 4);
    }

    #[test]
    fn of_several_addresses_only_the_public_ones_are_tried() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let port = listener.local_addr().unwrap().port();
        let names: Lookup =
            Arc::new(|_| Ok(["[2fff:ffff::1]:0", "127.0.0.1:0"].map(|address| address.parse().unwrap()).to_vec()));
        let settings = Settings { timeout: Duration::from_millis(400), ..Settings::default() };
        let live = Live::with_names(&settings, names).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let request = Request {
            url: &Url::parse(&format!("http://both.example:{port}/")).unwrap(),
            headers: &HeaderMap::new(),
            timeout: settings.timeout,
            unverified: false,
            watch: &Everything,
        };
        assert!(runtime.block_on(live.ask(&request)).result.is_err());
        assert!(listener.accept().is_err(), "the local address was connected to");
    }

    /// As the system's name service does while other connections hold all files that may be open.
    #[test]
    fn a_name_that_cannot_be_looked_up_for_want_of_files_is_looked_up_again() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        std::thread::spawn(move || {
            let mut stream = listener.accept().unwrap().0;
            let mut request = BufReader::new(&stream).lines();
            assert!(request.any(|line| line.unwrap().is_empty()));
            stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").unwrap();
        });
        let turns = AtomicUsize::new(0);
        let names: Lookup = Arc::new(move |_| match turns.fetch_add(1, Ordering::Relaxed) {
            0 => Err(resolver::ResolveError::OutOfFiles),
            _ => Ok(vec!["127.0.0.1:0".parse().unwrap()]),
        });
        let settings = Settings { allow_private: true, ..Settings::default() };
        let live = Live::with_names(&settings, names).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let request = Request {
            url: &Url::parse(&format!("http://news.example:{port}/")).unwrap(),
            headers: &HeaderMap::new(),
            timeout: settings.timeout,
            unverified: false,
            watch: &Everything,
        };
        assert_eq!(runtime.block_on(live.ask(&request)).result.unwrap().status, 204);
    }
}
