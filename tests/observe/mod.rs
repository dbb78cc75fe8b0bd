//! How the web is asked, against a web of our own.

#![expect(clippy::unwrap_used, reason = "a test")]

mod guard;
mod hosts;
mod pages;
mod scenarios;
mod tricks;

use std::cell::RefCell;
use std::net::TcpListener;
use std::time::{Duration, Instant};

use isnad::model::{Cause, NetworkUse, Observation, Outcome, ReadTo, Source};
use isnad::observe::{Observed, Progress, Settings, observe};

use crate::support::web::{Answer, Running, Web};

/// Settings that ask the fake web, without a pause.
fn settings(web: &Running) -> Settings {
    let arguments = web.arguments();
    let [_, resolve, _, certificate] = arguments.as_slice() else { panic!("{arguments:?}") };
    Settings {
        host_interval: Duration::ZERO,
        backoff: Duration::from_millis(2),
        second_look_pause: Duration::from_millis(2),
        timeout: Duration::from_secs(10),
        resolve: vec![resolve.parse().unwrap()],
        ca_certificates: vec![std::fs::read(certificate).unwrap()],
        ..Settings::default()
    }
}

/// What is told of the progress.
#[derive(Default)]
struct Told(RefCell<Vec<String>>);

impl Progress for Told {
    fn start(&self, total: usize) {
        self.0.borrow_mut().push(format!("start {total}"));
    }

    fn done(&self, url: &str) {
        self.0.borrow_mut().push(format!("done {url}"));
    }

    fn finish(&self) {
        self.0.borrow_mut().push("finish".to_owned());
    }
}

fn sources(urls: &[&str]) -> Vec<Source> {
    urls.iter().map(|url| Source { url: (*url).into(), cited: true, observation: None }).collect()
}

fn run(urls: &[&str], settings: &Settings) -> (Observed, Vec<Observation>) {
    let mut sources = sources(urls);
    let observed = observe(&mut sources, &|_| true, &|_, _, _| false, settings, &Told::default()).unwrap();
    (observed, sources.into_iter().map(|source| *source.observation.unwrap()).collect())
}

/// What is seen at one URL of a web.
fn see(web: &Running, url: &str) -> Observation {
    see_with(url, &settings(web))
}

fn see_with(url: &str, settings: &Settings) -> Observation {
    let (_, mut seen) = run(&[url], settings);
    seen.remove(0)
}

const PAGE: &str = "https://news.example/a";

#[test]
fn a_page_is_read_over_http_and_https_on_any_port() {
    let html = "<html lang=en><title>Wells run dry</title><p>In the valley.</p>";
    for url in ["http://news.example/a", PAGE, "https://news.example:8443/a?b=c", "http://xn--4gbrim.example:8080/"] {
        let web = Web::new().page(url, Answer::html(html)).start();
        let seen = see(&web, url);
        assert_eq!(seen.outcome, Outcome::Answered, "{url}: {seen:?}");
        assert_eq!((seen.status, seen.final_url.as_deref()), (Some(200), Some(url)));
        assert_eq!((seen.content_type.as_deref(), seen.read_to), (Some("text/html"), Some(ReadTo::End)));
        assert_eq!((seen.attempts, seen.looks.len(), seen.from_cache), (1, 1, false));
        assert!(seen.fetched_at.is_some_and(|at| at.ends_with('Z')) && seen.elapsed_ms.is_some());
        let page = seen.page.unwrap();
        assert_eq!(page.titles.first().map(|title| title.value.as_str()), Some("Wells run dry"));
        assert_eq!((page.language.as_deref(), page.text.as_str()), (Some("en"), "In the valley."));
        web.finish();
    }
}

#[test]
fn every_source_of_a_title_is_read() {
    let cases = [
        ("<title>No</title><h1>T</h1>", "h1"),
        ("<title>No</title><meta property='og:title' content='T'>", "og:title"),
        (
            "<title>No</title><script type='application/ld+json'>{\"@type\":\"Article\",\"headline\":\"T\"}</script>",
            "json-ld headline",
        ),
        (
            "<title>No</title><script type='application/ld+json'>{\"@type\":\"Article\",\"name\":\"T\"}</script>",
            "json-ld name",
        ),
        ("<title>T</title><h1>No</h1><h1>Nor</h1>", "title"),
        ("<meta name='citation_title' content='T'>", "citation_title"),
        ("<meta name='twitter:title' content='T'>", "twitter:title"),
    ];
    for (source, found_in) in cases {
        let web = Web::new().page(PAGE, Answer::html(source)).start();
        let page = see(&web, PAGE).page.unwrap();
        let best = page.titles.first().map(|title| (title.value.as_str(), title.found_in));
        assert_eq!(best, Some(("T", found_in)), "{source}");
    }
}

#[test]
fn redirects_are_followed_and_recorded() {
    let web = Web::new()
        .page("http://short.example/x", Answer::redirect(301, "https://news.example/moved#part"))
        .page("https://news.example/moved", Answer::redirect(302, "../a?q=1"))
        .page("https://news.example/a?q=1", Answer::redirect(308, "/مقال").with_status(308))
        .page("https://news.example/%D9%85%D9%82%D8%A7%D9%84", Answer::html("<title>Here</title>"))
        .start();
    let seen = see(&web, "http://short.example/x#part");
    let hops: Vec<_> = seen.hops.iter().map(|hop| (hop.url.as_str(), hop.status)).collect();
    assert_eq!(
        hops,
        [("http://short.example/x", 301), ("https://news.example/moved", 302), ("https://news.example/a?q=1", 308),]
    );
    assert_eq!(seen.final_url.as_deref(), Some("https://news.example/%D9%85%D9%82%D8%A7%D9%84"));
    assert_eq!((seen.status, seen.attempts), (Some(200), 1));
}

#[test]
fn redirects_that_lead_nowhere_end() {
    let circle = || {
        Web::new()
            .page(PAGE, Answer::redirect(302, "https://news.example/b"))
            .page("https://news.example/b", Answer::redirect(302, "/a"))
    };
    let chain = (0..3).fold(Web::new().page(PAGE, Answer::redirect(301, "/0")), |web, n| {
        web.page(&format!("https://news.example/{n}"), Answer::redirect(301, &format!("/{}", n + 1)))
    });
    let cases = [
        (circle(), Cause::Redirects, Outcome::Unreachable, 2),
        (chain, Cause::Redirects, Outcome::Unreachable, 4),
        (Web::new().page(PAGE, Answer::redirect(302, "file:///etc/passwd")), Cause::Guard, Outcome::Refused, 1),
        (Web::new().page(PAGE, Answer::redirect(302, "http://169.254.169.254/")), Cause::Guard, Outcome::Refused, 1),
        (Web::new().page(PAGE, Answer::redirect(302, "http://[::ffff:127.0.0.1]/")), Cause::Guard, Outcome::Refused, 1),
        (Web::new().page(PAGE, Answer::redirect(302, "http://[oops")), Cause::Redirects, Outcome::Unreachable, 1),
    ];
    for (index, (web, cause, outcome, hops)) in cases.into_iter().enumerate() {
        let web = web.start();
        let seen = see_with(PAGE, &Settings { max_redirects: 3, ..settings(&web) });
        assert_eq!((seen.cause, seen.outcome, seen.hops.len()), (Some(cause), outcome, hops), "{index}: {seen:?}");
        assert!(seen.detail.is_some());
    }
}

#[test]
fn secrets_stay_with_their_host() {
    let web = Web::new()
        .page("https://archive.example/a", Answer::redirect(302, "https://user:word@news.example/b"))
        .page("https://news.example/b", Answer::html(""))
        .start();
    let header = "archive.example=X-Key: s3cret".parse().unwrap();
    let settings = Settings { headers: vec![header], user_agent: "isnad-test/1".to_owned(), ..settings(&web) };
    let seen = see_with("https://me:mine@archive.example/a", &settings);
    let log = web.log();
    let sent = |index: usize, name: &str| log[index].headers.get(name).cloned();
    assert_eq!(sent(0, "x-key").as_deref(), Some("s3cret"));
    assert_eq!(sent(0, "authorization").as_deref(), Some("Basic bWU6bWluZQ=="));
    assert_eq!((sent(1, "x-key"), sent(1, "authorization"), sent(1, "referer")), (None, None, None));
    assert_eq!(sent(1, "user-agent").as_deref(), Some("isnad-test/1"));
    assert_eq!(seen.hops[0].url, "https://archive.example/a");
    assert_eq!(seen.final_url.as_deref(), Some("https://news.example/b"));
}

#[test]
fn what_seems_gone_is_looked_at_twice() {
    let gone = || Answer::status(404);
    let back = || Answer::html("<title>Back</title>");
    let wall = || Answer::status(404).header("cf-mitigated", "challenge");
    let cases: [(Vec<Answer>, &[u16]); 6] = [
        (vec![gone(), back()], &[404, 200]),
        (vec![gone()], &[404, 404]),
        (vec![Answer::status(410)], &[410, 410]),
        (vec![gone(), Answer::redirect(302, "/a?second"), back()], &[404, 200]),
        (vec![wall()], &[404]),
        (vec![Answer::status(403)], &[403]),
    ];
    for (answers, statuses) in cases {
        let web = Web::new().sequence(PAGE, answers).spare("https://news.example/a?second", back()).start();
        let seen = see(&web, PAGE);
        let looks: Vec<_> = seen.looks.iter().filter_map(|look| look.status).collect();
        assert_eq!(looks, statuses);
        assert_eq!((seen.status, seen.attempts as usize), (statuses.last().copied(), statuses.len()));
        let log = web.asked(PAGE);
        assert!(!log[0].headers.contains_key("accept-language"));
        if let Some(second) = log.get(1) {
            assert!(second.headers.contains_key("accept-language"));
            assert_ne!(second.headers["accept"], log[0].headers["accept"]);
            assert_eq!(second.headers["user-agent"], log[0].headers["user-agent"]);
        }
    }
}

#[test]
fn bot_walls_are_marked_and_not_asked_again() {
    let cases = [
        (Answer::status(403).header("cf-mitigated", "challenge"), "cf-challenge", "header cf-mitigated"),
        (
            Answer::status(429).header("x-vercel-mitigated", "challenge"),
            "vercel-challenge",
            "header x-vercel-mitigated",
        ),
        (Answer::status(202).header("sg-captcha", "challenge"), "sg-captcha", "header sg-captcha"),
        (Answer::status(999), "request-denied", "status 999"),
        (Answer::html("<title>Just a moment...</title>"), "cf-challenge", "page `<title>Just a moment`"),
    ];
    for (answer, mark, found_in) in cases {
        let web = Web::new().page(PAGE, answer).start();
        let seen = see(&web, PAGE);
        let first = seen.marks.first().map(|mark| (mark.mark, mark.found_in.as_str()));
        assert_eq!((first, seen.attempts), (Some((mark, found_in)), 1));
    }
}

#[test]
fn what_may_pass_is_asked_again() {
    let fine = || Answer::html("<title>Fine</title>");
    let rest = |rest: &'static str| Answer::status(429).header("Retry-After", rest);
    let cases: [(&str, Vec<Answer>, u16, usize); 9] = [
        ("503", vec![Answer::status(503), fine()], 200, 2),
        ("500 to the end", vec![Answer::status(500)], 500, 3),
        ("408 and 425", vec![Answer::status(408), Answer::status(425), fine()], 200, 3),
        ("no time to rest", vec![rest("0"), fine()], 200, 2),
        ("a date that is past", vec![rest("Sun, 06 Nov 1994 08:49:37 GMT"), fine()], 200, 2),
        ("a rest beyond all patience", vec![rest("86400"), fine()], 429, 1),
        ("a rest beyond the URL's time", vec![rest("50"), fine()], 429, 1),
        ("a reset", vec![Answer::reset(), fine()], 200, 2),
        ("not what may pass", vec![Answer::status(403), fine()], 403, 1),
    ];
    for (name, answers, status, asked) in cases {
        let web = Web::new().sequence(PAGE, answers).start();
        let seen = see_with(PAGE, &Settings { url_deadline: Duration::from_secs(20), ..settings(&web) });
        assert_eq!((seen.status, web.asked(PAGE).len()), (Some(status), asked), "{name}");
        assert_eq!(seen.attempts as usize, asked, "{name}");
    }
}

#[test]
fn failures_are_facts_with_their_cause() {
    let cases = [
        (Answer::reset(), Cause::Reset, 2, 10_000),
        (Answer::stall(), Cause::Timeout, 2, 600),
        (Answer::noise(), Cause::Protocol, 1, 10_000),
        (Answer::html("").that_breaks_off(), Cause::Reset, 2, 10_000),
    ];
    for (answer, cause, asked, timeout) in cases {
        for url in ["http://news.example/a", PAGE] {
            let web = Web::new().page(url, answer.clone()).start();
            let settings = Settings { timeout: Duration::from_millis(timeout), retries: 1, ..settings(&web) };
            let (observed, seen) = run(&[url], &settings);
            assert_eq!(observed, Observed { network: NetworkUse::Used, complete: true });
            assert_eq!((seen[0].outcome, seen[0].cause), (Outcome::Unreachable, Some(cause)), "{url}: {seen:?}");
            assert_eq!((web.log().len(), seen[0].attempts), (asked, asked as u32), "{url}: {cause:?}");
            assert_eq!((seen[0].status, &seen[0].page), (None, &None));
        }
    }
}

#[test]
fn the_time_of_a_url_is_kept() {
    let web = Web::new().page(PAGE, Answer::status(503)).start();
    let patient = Settings { backoff: Duration::from_secs(40), url_deadline: Duration::from_secs(5), ..settings(&web) };
    let started = Instant::now();
    let seen = see_with(PAGE, &patient);
    assert_eq!((seen.status, seen.attempts), (Some(503), 1));
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[test]
fn the_deadline_of_the_run_leaves_the_rest_unreachable() {
    let web = Web::new().page(PAGE, Answer::stall()).page("http://other.example/", Answer::html("")).start();
    let hurried = Settings { deadline: Some(Duration::from_millis(1500)), ..settings(&web) };
    let (observed, seen) = run(&[PAGE, "http://other.example/"], &hurried);
    assert_eq!(observed, Observed { network: NetworkUse::Used, complete: true });
    assert_eq!((seen[0].outcome, seen[0].cause), (Outcome::Unreachable, Some(Cause::Deadline)));
    assert_eq!(seen[1].status, Some(200));
}

#[test]
fn bodies_are_decoded_and_decompressed() {
    let title = "جفاف الآبار في الوادي الشرقي";
    let source = format!("<html><title>{title}</title><p>{}</p>", "قال الأهالي إن المياه انقطعت منذ أسبوع. ".repeat(20));
    let windows = |source: &str| encoding_rs::WINDOWS_1256.encode(source).0.into_owned();
    let with_meta = source.replace("<html>", "<html><meta charset=windows-1256>");
    let cases = [
        ("UTF-8", Answer::html(source.clone())),
        ("gzip", Answer::html(source.clone()).gzip()),
        ("windows-1256, unsaid", Answer::bytes("text/html", windows(&source))),
        ("windows-1256, in a header", Answer::bytes("text/html; charset=\"Windows-1256\"", windows(&source))),
        ("windows-1256, in a meta", Answer::bytes("text/html", windows(&with_meta))),
        ("windows-1256, said to be UTF-8", Answer::bytes("text/html; charset=utf-8", windows(&source))),
        ("UTF-8 with a mark", Answer::bytes("text/html; charset=latin1", format!("\u{feff}{source}"))),
        ("no type", Answer::status(200).body(format!("<!doctype html>{source}"))),
    ];
    for (name, answer) in cases {
        let web = Web::new().page(PAGE, answer).start();
        let page = see(&web, PAGE).page.unwrap_or_default();
        assert_eq!(page.titles.first().map(|title| title.value.as_str()), Some(title), "{name}");
        assert!(page.text.starts_with("قال الأهالي"), "{name}: {}", page.text);
    }
}

#[test]
fn bodies_are_read_as_far_as_the_cap() {
    let long = format!("<title>Long</title><p>{}", "word ".repeat(4000));
    let cases = [
        ("long", Answer::html(long.clone()), ReadTo::Cap),
        ("long when decompressed", Answer::html(long).gzip(), ReadTo::Cap),
        ("broken off", Answer::html("<title>Long</title><p>wo").that_breaks_off(), ReadTo::Cap),
        ("short", Answer::html("<title>Long</title><p>wo"), ReadTo::End),
    ];
    for (name, answer, read_to) in cases {
        let web = Web::new().page(PAGE, answer).start();
        let seen = see_with(PAGE, &Settings { body_cap: 5000, ..settings(&web) });
        let page = seen.page.unwrap();
        assert_eq!((seen.status, seen.read_to), (Some(200), Some(read_to)), "{name}");
        assert_eq!(page.titles[0].value, "Long", "{name}");
        assert!((1..=5000).contains(&page.text.len()), "{name}");
    }
}

#[test]
fn what_is_no_page_has_its_type_only() {
    let cases = [
        (Answer::bytes("Application/PDF; x=y", "%PDF-1.7"), Some("application/pdf")),
        (Answer::bytes("text/plain", "words"), Some("text/plain")),
        (Answer::status(204), None),
        (Answer::html("<title>T</title>").header("Content-Encoding", "compress"), Some("text/html")),
    ];
    for (answer, content_type) in cases {
        let web = Web::new().page(PAGE, answer).start();
        let seen = see(&web, PAGE);
        assert_eq!((seen.content_type.as_deref(), seen.page), (content_type, None));
        assert_eq!(seen.outcome, Outcome::Answered);
    }
}

#[test]
fn one_host_is_never_asked_too_much_at_once() {
    let delay = Duration::from_millis(40);
    let busy: Vec<String> = (0..8).map(|n| format!("http://busy.example/{n}")).collect();
    let others: Vec<String> = (0..6).map(|n| format!("http://site{n}.example/")).collect();
    let urls: Vec<&str> = busy.iter().chain(&others).map(String::as_str).collect();
    let web = urls.iter().fold(Web::new(), |web, url| web.page(url, Answer::html("").after(delay))).start();
    let (_, seen) = run(&urls, &Settings { concurrency: 4, host_concurrency: 2, ..settings(&web) });
    assert!(seen.iter().all(|seen| seen.status == Some(200)));
    assert_eq!(web.most_at_once("busy.example"), 2);
    assert!((3..=4).contains(&web.most_at_once("*")), "{}", web.most_at_once("*"));
}

#[test]
fn a_host_is_asked_at_an_interval_and_holds_up_no_other() {
    let interval = Duration::from_millis(200);
    let web = Web::new()
        .page("http://busy.example/0", Answer::html(""))
        .page("http://busy.example/1", Answer::html(""))
        .page("http://busy.example/2", Answer::html(""))
        .page("http://other.example/", Answer::html(""))
        .start();
    let urls = ["http://busy.example/0", "http://busy.example/1", "http://busy.example/2", "http://other.example/"];
    run(&urls, &Settings { concurrency: 1, host_interval: interval, ..settings(&web) });
    let log = web.log();
    let busy: Vec<_> = log.iter().filter(|asked| asked.host == "busy.example").map(|asked| asked.at).collect();
    // The server's clock reads a request somewhat after the client's has started it.
    let slack = Duration::from_millis(120);
    assert!(busy.windows(2).all(|pair| pair[1] - pair[0] + slack >= interval), "{busy:?}");
    let other = log.iter().position(|asked| asked.host == "other.example");
    assert_eq!(other, Some(1), "the other host waits for the busy one's interval");
}

#[test]
fn each_url_is_asked_once_and_progress_is_told() {
    let web = Web::new().page(PAGE, Answer::html("<title>T</title>")).start();
    let mut sources = sources(&[
        PAGE,
        "https://news.example/a#part",
        "HTTPS://News.Example:443/a",
        "https://news.example/unwanted",
        "ftp://files.example/a",
        "not a url",
    ]);
    let told = Told::default();
    let wanted = |source: &Source| !source.url.ends_with("unwanted");
    let observed = observe(&mut sources, &wanted, &|_, _, _| false, &settings(&web), &told).unwrap();
    assert_eq!(observed, Observed { network: NetworkUse::Used, complete: true });
    let seen: Vec<_> = sources.iter().map(|source| source.observation.as_deref().unwrap()).collect();
    assert_eq!(seen[..3].iter().map(|seen| seen.status).collect::<Vec<_>>(), [Some(200); 3]);
    assert_eq!((seen[3].outcome, seen[3].cause), (Outcome::NotAsked, Some(Cause::Excluded)));
    assert!(seen[4..].iter().all(|seen| seen.outcome == Outcome::Refused && seen.detail.is_some()));
    assert_eq!(web.log().len(), 1);
    assert_eq!(told.0.into_inner(), ["start 1".to_owned(), format!("done {PAGE}"), "finish".to_owned()]);
}

#[test]
fn private_addresses_are_refused_unless_allowed() {
    let web = Web::new().start();
    let port = web.address().port();
    for host in ["127.0.0.1", "localhost", "[::1]"] {
        let url = format!("http://{host}:{port}/");
        let seen = see_with(&url, &Settings { resolve: Vec::new(), ..settings(&web) });
        assert_eq!((seen.outcome, seen.cause), (Outcome::Refused, Some(Cause::Guard)), "{url}: {seen:?}");
    }
    web.finish();
    for host in ["127.0.0.1", "localhost"] {
        let web = Web::new().page(&format!("http://{host}/"), Answer::html("")).start();
        let url = format!("http://{host}:{}/", web.address().port());
        let allowed = Settings { resolve: Vec::new(), allow_private: true, ..settings(&web) };
        assert_eq!(see_with(&url, &allowed).status, Some(200), "{url}");
    }
}

#[test]
fn a_proxy_that_wants_a_login_says_nothing_of_the_pages() {
    let urls = ["http://news.example/a", "http://a.test/", "http://b.test/"];
    let web = urls.iter().fold(Web::new(), |web, url| web.page(url, Answer::status(407))).start();
    let proxy = Some(format!("http://{}", web.address()));
    let proxied = Settings { proxy, resolve: Vec::new(), ..settings(&web) };
    let (told, seen) = run(&urls[..1], &proxied);
    assert_eq!((told.network, seen[0].cause, seen[0].status), (NetworkUse::Used, Some(Cause::Connect), None));
    assert_eq!(run(&urls, &proxied).0.network, NetworkUse::Absent);
}

#[test]
fn a_proxy_is_asked_instead_and_resolves_the_names() {
    let web = Web::new().page("http://news.example/a", Answer::html("<title>T</title>")).start();
    let proxy = Some(format!("http://localhost:{}", web.address().port()));
    let seen = see_with("http://news.example/a", &Settings { proxy, resolve: Vec::new(), ..settings(&web) });
    assert_eq!(seen.status, Some(200), "{seen:?}");
}

/// An address where nobody listens.
fn closed() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("*={}", listener.local_addr().unwrap())
}

#[test]
fn without_a_network_nothing_is_called_gone() {
    let settings = Settings {
        resolve: vec![closed().parse().unwrap()],
        backoff: Duration::ZERO,
        second_look_pause: Duration::ZERO,
        ..Settings::default()
    };
    let three =
        ["https://one.example/", "https://www.two.example/", "https://three.example/", "https://three.example/a"];
    let (observed, seen) = run(&three, &settings);
    assert_eq!(observed, Observed { network: NetworkUse::Absent, complete: true });
    for seen in seen {
        assert_eq!((seen.outcome, seen.cause), (Outcome::NotAsked, Some(Cause::Offline)));
    }
    let two = ["https://www.one.example/", "https://one.example/", "https://two.example/"];
    let (observed, seen) = run(&two, &settings);
    assert_eq!(observed.network, NetworkUse::Used);
    assert!(seen.iter().all(|seen| seen.cause == Some(Cause::Connect) && seen.outcome == Outcome::Unreachable));
}

#[test]
fn settings_that_cannot_be_used_say_so() {
    let bad = Settings { ca_certificates: vec![b"no certificate".to_vec()], ..Settings::default() };
    let cases = [
        (bad, "PEM"),
        (Settings { proxy: Some("http://[".to_owned()), ..Settings::default() }, "proxy"),
        (Settings { user_agent: "a\r\nX-Evil: 1".to_owned(), ..Settings::default() }, "user agent"),
    ];
    for (settings, word) in cases {
        let mut sources = sources(&[PAGE]);
        let error = observe(&mut sources, &|_| true, &|_, _, _| false, &settings, &Told::default()).unwrap_err();
        assert!(error.to_string().contains(word), "{error}");
    }
    let mut none = sources(&[PAGE]);
    let observed = observe(&mut none, &|_| false, &|_, _, _| false, &Settings::default(), &Told::default()).unwrap();
    assert_eq!(observed.network, NetworkUse::Unused);
}
