//! The fake web: one loopback port that speaks http and https for every host, and keeps an account of what was asked.
//!
//! Pages are registered by their URL. At the end, a request that nobody registered fails the test, and so does a page
//! that nobody asked for.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod answer;
mod authority;
mod serve;

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::io::Write;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Instant;

use url::Url;

pub(crate) use answer::Answer;
pub(crate) use authority::Flaw;

use authority::Authority;
use serve::Shared;

/// A web that is being laid out.
#[derive(Debug, Default)]
pub(crate) struct Web {
    pages: HashMap<String, Page>,
    siblings: HashMap<String, Answer>,
    flawed: HashMap<String, Flaw>,
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
    /// The number of the connection it came over.
    pub connection: usize,
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

    /// What is answered for any page of a directory that nobody has given a name.
    pub(crate) fn sibling(mut self, directory: &str, answer: Answer) -> Self {
        self.siblings.insert(normal(directory), answer);
        self
    }

    /// A host with something wrong about its certificate.
    pub(crate) fn flawed(mut self, host: &str, flaw: Flaw) -> Self {
        self.flawed.insert(host.to_owned(), flaw);
        self
    }

    /// Starts to answer.
    pub(crate) fn start(self) -> Running {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let authority = Authority::new(self.flawed);
        let mut ca_file = tempfile::NamedTempFile::new().unwrap();
        ca_file.write_all(authority.pem.as_bytes()).unwrap();
        let shared = Arc::new(Shared {
            pages: self.pages,
            siblings: self.siblings,
            account: Mutex::default(),
            tls: authority.into_config(),
            port: address.port(),
            stopped: AtomicBool::new(false),
            connections: AtomicUsize::new(0),
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
        for directory in self.shared.siblings.keys().filter(|directory| !account.visits.contains_key(*directory)) {
            writeln!(faults, "registered, but nothing was asked for beside {directory}").unwrap();
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

fn normal(url: &str) -> String {
    Url::parse(url).map_or_else(|_| url.to_owned(), Into::into)
}
