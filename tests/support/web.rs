//! The fake web: one loopback port that speaks http and https for every host, and keeps an account of what was asked.
//!
//! Pages are registered by their URL. At the end, a request that nobody registered fails the test, and so does a page
//! that nobody asked for.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use url::Url;

/// What the web answers to one request.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    status: u16,
    headers: Vec<(String, Vec<u8>)>,
    body: Vec<u8>,
    delay: Duration,
    fault: Option<Fault>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// The connection is closed without an answer.
    Reset,
    /// No answer ever comes.
    Stall,
    /// The body is shorter than announced.
    BreakOff,
    /// What comes is not HTTP.
    Noise,
}

impl Answer {
    /// An answer of this status with nothing in it.
    pub(crate) fn status(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new(), delay: Duration::ZERO, fault: None }
    }

    /// A page in UTF-8.
    pub(crate) fn html(source: impl Into<String>) -> Self {
        Self::status(200).header("Content-Type", "text/html; charset=utf-8").body(source.into())
    }

    /// Bytes of a media type.
    pub(crate) fn bytes(content_type: &str, bytes: impl Into<Vec<u8>>) -> Self {
        Self::status(200).header("Content-Type", content_type).body(bytes)
    }

    /// A redirect.
    pub(crate) fn redirect(status: u16, location: &str) -> Self {
        Self::status(status).header("Location", location)
    }

    /// The connection breaks before an answer.
    pub(crate) fn reset() -> Self {
        Self { fault: Some(Fault::Reset), ..Self::status(0) }
    }

    /// No answer ever comes.
    pub(crate) fn stall() -> Self {
        Self { fault: Some(Fault::Stall), ..Self::status(0) }
    }

    /// What comes is not HTTP.
    pub(crate) fn noise() -> Self {
        Self { fault: Some(Fault::Noise), ..Self::status(0) }
    }

    /// The connection breaks after the body, though more was announced.
    pub(crate) fn that_breaks_off(self) -> Self {
        Self { fault: Some(Fault::BreakOff), ..self }
    }

    /// The same with another status.
    pub(crate) fn with_status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    /// The same with one more header.
    pub(crate) fn header(mut self, name: &str, value: impl Into<Vec<u8>>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// The same with this body.
    pub(crate) fn body(self, body: impl Into<Vec<u8>>) -> Self {
        Self { body: body.into(), ..self }
    }

    /// The same with its body compressed.
    pub(crate) fn gzip(self) -> Self {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(&self.body).unwrap();
        let body = encoder.finish().unwrap();
        self.header("Content-Encoding", "gzip").body(body)
    }

    /// The same, after a while.
    pub(crate) fn after(self, delay: Duration) -> Self {
        Self { delay, ..self }
    }
}

/// A web that is being laid out.
#[derive(Debug, Default)]
pub(crate) struct Web {
    pages: HashMap<String, Page>,
    untrusted: Vec<String>,
}

#[derive(Debug)]
struct Page {
    answers: Vec<Answer>,
    expected: bool,
}

/// A request that came.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// Its URL.
    pub url: String,
    /// Its host.
    pub host: String,
    /// Its headers, names in lower case.
    pub headers: BTreeMap<String, String>,
    /// When it came.
    pub at: Instant,
}

impl Web {
    /// A web without pages.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// A page that always answers the same.
    pub(crate) fn page(self, url: &str, answer: Answer) -> Self {
        self.sequence(url, [answer])
    }

    /// A page that answers in turn; the last answer is given from then on.
    pub(crate) fn sequence(mut self, url: &str, answers: impl IntoIterator<Item = Answer>) -> Self {
        let answers: Vec<Answer> = answers.into_iter().collect();
        assert!(!answers.is_empty(), "a page without an answer: {url}");
        let before = self.pages.insert(normal(url), Page { answers, expected: true });
        assert!(before.is_none(), "a page registered twice: {url}");
        self
    }

    /// A page that need not be visited.
    pub(crate) fn spare(mut self, url: &str, answer: Answer) -> Self {
        self.pages.insert(normal(url), Page { answers: vec![answer], expected: false });
        self
    }

    /// A host whose certificate is for another name.
    pub(crate) fn untrusted(mut self, host: &str) -> Self {
        self.untrusted.push(host.to_owned());
        self
    }

    /// Starts to answer.
    pub(crate) fn start(self) -> Running {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let authority = Authority::new(self.untrusted);
        let mut ca_file = tempfile::NamedTempFile::new().unwrap();
        ca_file.write_all(authority.pem.as_bytes()).unwrap();
        let shared = Arc::new(Shared {
            pages: self.pages,
            account: Mutex::default(),
            tls: authority.into_config(),
            port: address.port(),
            stopped: AtomicBool::new(false),
        });
        let server = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if server.stopped.load(Ordering::Relaxed) {
                    return;
                }
                let server = Arc::clone(&server);
                // A client that goes away is no fault of the web's.
                thread::spawn(move || drop(server.serve(stream)));
            }
        });
        Running { address, ca_file, shared }
    }
}

/// A web that answers.
#[derive(Debug)]
pub(crate) struct Running {
    address: SocketAddr,
    ca_file: tempfile::NamedTempFile,
    shared: Arc<Shared>,
}

impl Running {
    /// The one address of all hosts.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// The file of the certificate that vouches for all hosts.
    pub(crate) fn ca_pem_path(&self) -> &Path {
        self.ca_file.path()
    }

    /// The options that make the program ask this web and no other.
    pub(crate) fn arguments(&self) -> Vec<String> {
        let resolve = format!("*={}", self.address);
        let path = self.ca_pem_path().to_str().unwrap().to_owned();
        vec!["--resolve".to_owned(), resolve, "--ca-certificate".to_owned(), path]
    }

    /// The requests so far, in order.
    pub(crate) fn log(&self) -> Vec<Asked> {
        self.shared.account().log.clone()
    }

    /// The requests for one URL so far.
    pub(crate) fn asked(&self, url: &str) -> Vec<Asked> {
        let url = normal(url);
        self.log().into_iter().filter(|asked| asked.url == url).collect()
    }

    /// The most requests of one host that were being answered at once; of all hosts for `*`.
    pub(crate) fn most_at_once(&self, host: &str) -> usize {
        self.shared.account().most_at_once.get(host).copied().unwrap_or(0)
    }

    /// Ends, and checks that exactly what was expected was asked. Going out of scope does the same.
    pub(crate) fn finish(self) {
        drop(self);
    }

    fn faults(&self) -> String {
        let account = self.shared.account();
        let mut faults = String::new();
        for url in &account.unexpected {
            writeln!(faults, "asked, but not registered: {url}").unwrap();
        }
        for (url, page) in &self.shared.pages {
            if page.expected && !account.visits.contains_key(url) {
                writeln!(faults, "registered, but not asked: {url}").unwrap();
            }
        }
        faults
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::Relaxed);
        // Wakes the listener, so that it sees that it is over.
        drop(TcpStream::connect(self.address));
        let faults = self.faults();
        if !thread::panicking() {
            assert!(faults.is_empty(), "{faults}");
        }
    }
}

/// What the connections share.
#[derive(Debug)]
struct Shared {
    pages: HashMap<String, Page>,
    account: Mutex<Account>,
    tls: Arc<ServerConfig>,
    port: u16,
    stopped: AtomicBool,
}

#[derive(Debug, Default)]
struct Account {
    log: Vec<Asked>,
    visits: HashMap<String, usize>,
    unexpected: Vec<String>,
    now: HashMap<String, usize>,
    most_at_once: HashMap<String, usize>,
}

impl Account {
    fn begin(&mut self, host: &str) {
        for name in [host, "*"] {
            let now = self.now.entry(name.to_owned()).or_default();
            *now += 1;
            let most = self.most_at_once.entry(name.to_owned()).or_default();
            *most = (*most).max(*now);
        }
    }

    fn end(&mut self, host: &str) {
        for name in [host, "*"] {
            *self.now.get_mut(name).unwrap() -= 1;
        }
    }
}

impl Shared {
    fn account(&self) -> MutexGuard<'_, Account> {
        self.account.lock().unwrap()
    }

    fn serve(&self, stream: TcpStream) -> io::Result<()> {
        let mut first = [0];
        if stream.peek(&mut first)? == 0 {
            return Ok(());
        }
        // The first byte of a TLS handshake is its content type, 22; of a request, a letter.
        if first == [22] {
            let connection = ServerConnection::new(Arc::clone(&self.tls)).map_err(io::Error::other)?;
            let mut stream = StreamOwned::new(connection, stream);
            self.answer("https", &mut stream)?;
            stream.conn.send_close_notify();
            stream.flush()
        } else {
            let mut stream = stream;
            self.answer("http", &mut stream)
        }
    }

    fn answer(&self, scheme: &str, stream: &mut (impl Read + Write)) -> io::Result<()> {
        let Some(asked) = read_request(scheme, self.port, stream)? else { return Ok(()) };
        let answer = self.look_up(&asked);
        self.account().begin(&asked.host);
        thread::sleep(answer.delay);
        // Counted as over before the client can know that it is, and so before it can ask the next.
        self.account().end(&asked.host);
        match answer.fault {
            Some(Fault::Reset) => return Ok(()),
            Some(Fault::Stall) => return io::copy(stream, &mut io::sink()).map(drop),
            Some(Fault::Noise) => return stream.write_all(b"\x00\x01\x02 no HTTP\r\n\r\n"),
            Some(Fault::BreakOff) | None => {}
        }
        let missing = if answer.fault == Some(Fault::BreakOff) { 1000 } else { 0 };
        let mut head = format!("HTTP/1.1 {} Fake\r\nConnection: close\r\n", answer.status).into_bytes();
        write!(head, "Content-Length: {}\r\n", answer.body.len() + missing)?;
        for (name, value) in &answer.headers {
            head.extend([name.as_bytes(), b": ", value, b"\r\n"].concat());
        }
        head.extend(b"\r\n");
        stream.write_all(&head)?;
        stream.write_all(&answer.body)?;
        stream.flush()
    }

    fn look_up(&self, asked: &Asked) -> Answer {
        let mut account = self.account();
        account.log.push(asked.clone());
        let Some(page) = self.pages.get(&asked.url) else {
            account.unexpected.push(asked.url.clone());
            return Answer::status(500);
        };
        let visit = account.visits.entry(asked.url.clone()).or_default();
        let answer = page.answers.get(*visit).or(page.answers.last()).unwrap();
        *visit += 1;
        answer.clone()
    }
}

/// Reads a request. One that names the web's own port was meant for a host of that name without a port, as none can
/// be registered before the port is known.
fn read_request(scheme: &str, own_port: u16, stream: &mut impl Read) -> io::Result<Option<Asked>> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        if stream.read(&mut byte)? == 0 {
            return Ok(None);
        }
        head.extend(byte);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let mut lines = head.lines();
    let target = lines.next().and_then(|line| line.split(' ').nth(1)).unwrap_or_default().to_owned();
    let headers: BTreeMap<String, String> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let authority = headers.get("host").cloned().unwrap_or_default();
    let authority = authority.strip_suffix(&format!(":{own_port}")).unwrap_or(&authority);
    // A proxy is asked for whole URLs.
    let whole = target.starts_with("http://");
    let url = normal(&if whole { target } else { format!("{scheme}://{authority}{target}") });
    let host = authority.split(':').next().unwrap_or_default().to_owned();
    Ok(Some(Asked { url, host, headers, at: Instant::now() }))
}

fn normal(url: &str) -> String {
    Url::parse(url).map_or_else(|_| url.to_owned(), Into::into)
}

/// The authority that vouches for all hosts.
#[derive(Debug)]
struct Authority {
    pem: String,
    issuer: Issuer<'static, KeyPair>,
    key: KeyPair,
    untrusted: Vec<String>,
    known: Mutex<HashMap<String, Arc<CertifiedKey>>>,
}

impl Authority {
    fn new(untrusted: Vec<String>) -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let pem = params.self_signed(&key).unwrap().pem();
        let issuer = Issuer::new(params, key);
        Self { pem, issuer, key: KeyPair::generate().unwrap(), untrusted, known: Mutex::default() }
    }

    fn into_config(self) -> Arc<ServerConfig> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let builder = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        Arc::new(builder.with_no_client_auth().with_cert_resolver(Arc::new(self)))
    }

    fn certify(&self, host: &str) -> CertifiedKey {
        let name = if self.untrusted.iter().any(|known| known == host) { "another.example" } else { host };
        let params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        let certificate = params.signed_by(&self.key, &self.issuer).unwrap();
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(self.key.serialize_der()));
        let key = rustls::crypto::ring::sign::any_supported_type(&key).unwrap();
        CertifiedKey::new(vec![certificate.der().clone()], key)
    }
}

impl ResolvesServerCert for Authority {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let host = hello.server_name()?.to_owned();
        let mut known = self.known.lock().unwrap();
        Some(Arc::clone(known.entry(host.clone()).or_insert_with(|| Arc::new(self.certify(&host)))))
    }
}
