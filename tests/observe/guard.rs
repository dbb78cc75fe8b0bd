//! The guard, through the program: a document tries to make it connect to this machine.

use std::fmt::Write as _;
use std::fs;
use std::net::TcpListener;

use serde_json::Value;

use crate::support::isnad::isnad;
use crate::support::web::{Answer, Web};

/// Spellings of this machine, and of others that no document may reach; `PORT` is where somebody listens.
const LITERALS: &[&str] = &[
    "http://127.0.0.1:PORT/",
    "http://127.1:PORT/",
    "http://127.0.1:PORT/",
    "http://0x7f.1:PORT/",
    "http://0x7f000001:PORT/",
    "http://0x7F.0x0.0x0.0x1:PORT/",
    "http://0177.0.0.1:PORT/",
    "http://0177.0.0.01:PORT/",
    "http://2130706433:PORT/",
    "http://017700000001:PORT/",
    "http://127.0.0.1.:PORT/",
    "http://127.255.255.254:PORT/",
    "http://%31%32%37.0.0.1:PORT/",
    "http://%30x7f.1:PORT/",
    "http://１２７.0.0.1:PORT/",
    "http://127。0。0。1:PORT/",
    "http://①②⑦.⓪.⓪.①:PORT/",
    "http://0:PORT/",
    "http://0.0.0.0:PORT/",
    "http://[::]:PORT/",
    "http://[::1]:PORT/",
    "http://[0:0:0:0:0:0:0:1]:PORT/",
    "http://[::127.0.0.1]:PORT/",
    "http://[::ffff:127.0.0.1]:PORT/",
    "http://[::ffff:7f00:1]:PORT/",
    "http://[0:0:0:0:0:ffff:7f00:0001]:PORT/",
    "http://[::ffff:0:127.0.0.1]:PORT/",
    "http://[64:ff9b::7f00:1]:PORT/",
    "http://[64:ff9b:1::7f00:1]:PORT/",
    "http://[2002:7f00:1::]:PORT/",
    "http://[2001:0:4136:e378:8000:63bf:80ff:fffe]:PORT/",
    "http://[fe80::1]:PORT/",
    "http://[fc00::1]:PORT/",
    "http://[fd00:ec2::254]:PORT/",
    "http://user:word@127.0.0.1:PORT/",
    "http://news.example@127.0.0.1:PORT/",
    "https://127.0.0.1:PORT/",
    "http://10.0.0.1:PORT/",
    "http://172.16.0.1:PORT/",
    "http://192.168.0.1:PORT/",
    "http://169.254.169.254:PORT/latest/meta-data/",
    "http://100.100.100.200:PORT/",
    "http://100.64.0.1:PORT/",
    "http://168.63.129.16:PORT/",
    "http://198.18.0.1:PORT/",
    "http://192.0.0.192:PORT/",
    "http://224.0.0.1:PORT/",
    "http://255.255.255.255:PORT/",
];

/// Names that the system resolves to this machine.
const NAMES: &[&str] = &["http://localhost:PORT/", "http://localhost.:PORT/", "http://LOCALHOST:PORT/"];

/// Somebody who listens, and whoever came.
struct Listener(TcpListener);

impl Listener {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        Self(listener)
    }

    fn url(&self, pattern: &str) -> String {
        pattern.replace("PORT", &self.0.local_addr().unwrap().port().to_string())
    }

    fn is_untouched(&self) -> bool {
        self.0.accept().is_err()
    }
}

/// The outcome and the cause of each source of a document.
fn sources(document: &str, options: &[String]) -> Vec<(String, String, String)> {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("a.md"), document).unwrap();
    let mut command = isnad(directory.path());
    command.args(["check", "a.md", "--report", "json=-", "--quiet", "--host-interval", "0", "--retries", "0"]);
    command.args(["--exit-zero", "--timeout", "5"]).args(options);
    let output = command.output().unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
    let text = |source: &Value, key: &str| source[key].as_str().unwrap_or_default().to_owned();
    let sources = report["sources"].as_array().unwrap();
    sources.iter().map(|source| (text(source, "url"), text(source, "outcome"), text(source, "cause"))).collect()
}

#[test]
fn no_spelling_of_an_address_that_is_not_public_connects() {
    let listener = Listener::new();
    let mut attempts = 0;
    for pattern in LITERALS.iter().chain(NAMES) {
        // Each in a document of its own: the reader of documents need not take all of them for URLs.
        let document = format!("[a]({})\n", listener.url(pattern));
        for (url, outcome, cause) in sources(&document, &[]) {
            assert_eq!((outcome.as_str(), cause.as_str()), ("refused", "guard"), "{url}");
            attempts += 1;
        }
        assert!(listener.is_untouched(), "{pattern} was connected to");
    }
    assert!(attempts >= 40, "only {attempts} were asked for");
}

#[test]
fn no_hop_to_an_address_that_is_not_public_connects() {
    let listener = Listener::new();
    let mut web = Web::new();
    let mut document = String::new();
    for (n, pattern) in LITERALS.iter().enumerate() {
        let (first, second) = (format!("https://news.example/{n}"), format!("http://other.example/{n}"));
        web = web.page(&first, Answer::redirect(302, &second));
        // The fake web writes headers as bytes, so that what is not ASCII stays as it is.
        web = web.page(&second, Answer::redirect(307, &listener.url(pattern)));
        writeln!(document, "[a{n}]({first})\n").unwrap();
    }
    let web = web.start();
    let seen = sources(&document, &web.arguments());
    assert_eq!(seen.len(), LITERALS.len());
    for (url, outcome, cause) in seen {
        assert_eq!((outcome.as_str(), cause.as_str()), ("refused", "guard"), "{url}");
    }
    assert!(listener.is_untouched());
}

#[test]
fn other_protocols_are_not_spoken_unless_allowed() {
    let listener = Listener::new();
    let document = "[a](http://news.example:22/) [b](http://news.example:25/) [c](http://news.example:6379/)";
    let resolve = format!("*=127.0.0.1:{}", listener.0.local_addr().unwrap().port());
    for (url, outcome, cause) in sources(document, &["--resolve".to_owned(), resolve]) {
        assert_eq!((outcome.as_str(), cause.as_str()), ("refused", "guard"), "{url}");
    }
    assert!(listener.is_untouched());
}

#[test]
fn what_a_proxy_means_for_the_guard_is_said() {
    let web = Web::new().page("http://news.example/a", Answer::html("<title>Wells</title>")).start();
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("a.md"), "[a](http://news.example/a) [b](http://10.0.0.1/)").unwrap();
    let proxy = format!("http://{}", web.address());
    for (options, said) in [(&["--no-cache", "--proxy", proxy.as_str()][..], true), (&["--offline"], false)] {
        let mut command = isnad(directory.path());
        command.args(["check", "a.md", "--report", "json=-", "--exit-zero"]).args(options);
        let output = command.output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(stderr.contains("a proxy resolves the names"), said, "{stderr}");
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        let causes: Vec<Value> =
            report["sources"].as_array().unwrap().iter().map(|source| source["cause"].clone()).collect();
        let offline = Value::from("offline");
        let expected = if said { [Value::Null, Value::from("guard")] } else { [offline.clone(), offline] };
        assert_eq!(causes, expected);
    }
}
