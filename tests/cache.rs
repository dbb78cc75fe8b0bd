//! What is remembered between runs, by processes that are killed and by processes that run at once.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use rusqlite::Connection;
use serde_json::Value;

use crate::support::isnad::isnad;
use crate::support::web::{Answer, Running, Web};

/// Options that make the program wait for nothing and remember what it sees in `cache.sqlite`.
const HASTY: [&str; 10] = [
    "--host-interval",
    "0",
    "--concurrency",
    "8",
    "--host-concurrency",
    "8",
    "--cache",
    "cache.sqlite",
    "--retries",
    "0",
];

/// A document that cites these URLs, each under the title that its page has.
fn citing(directory: &Path, urls: &[String]) {
    let mut document = String::new();
    for (number, url) in (1..).zip(urls) {
        writeln!(document, "Sentence {number}.[^{number}]\n\n[^{number}]: \"Title {number}\", 2021, {url}\n").unwrap();
    }
    fs::write(directory.join("cites.md"), document).unwrap();
}

fn run(directory: &Path, web: &Running, more: &[&str]) -> Value {
    let args = ["check", "cites.md", "--report", "json=-"];
    let output = isnad(directory).args(args).args(HASTY).args(web.arguments()).args(more).output().unwrap();
    let complaints: Vec<_> =
        output.stderr.split(|&byte| byte == b'\n').filter(|line| line.starts_with(b"isnad:")).collect();
    assert!(matches!(output.status.code(), Some(0 | 1)) && complaints.is_empty(), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

fn start(directory: &Path, web: &Running) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_isnad"));
    command.current_dir(directory).args(["check", "-q", "cites.md"]).args(HASTY).args(web.arguments());
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

fn page(number: usize) -> Answer {
    Answer::html(format!("<title>Title {number}</title><p>Words of page {number}."))
}

fn urls(count: usize) -> Vec<String> {
    (1..=count).map(|number| format!("http://host{}.example/{number}", number % 50)).collect()
}

fn web_of(urls: &[String]) -> Web {
    (1..).zip(urls).fold(Web::new(), |web, (number, url)| web.page(url, page(number)))
}

fn is_sound(directory: &Path) {
    let connection = Connection::open(directory.join("cache.sqlite")).unwrap();
    let said: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(said, "ok");
    assert!(!fs::exists(directory.join("cache.sqlite.set-aside-1")).unwrap());
}

#[test]
fn what_was_seen_is_not_asked_again() {
    let directory = tempfile::tempdir().unwrap();
    let urls: Vec<String> =
        ["page", "moved", "refused", "gone", "failing"].iter().map(|path| format!("http://a.example/{path}")).collect();
    citing(directory.path(), &urls);
    let web = Web::new()
        .page(&urls[0], page(1))
        .page(&urls[1], Answer::redirect(301, "/here"))
        .page("http://a.example/here", page(2))
        .page(&urls[2], Answer::status(403).header("cf-mitigated", "challenge"))
        .page(&urls[3], Answer::status(404))
        .page(&urls[4], Answer::status(503))
        .start();
    let asked = || urls.iter().map(|url| web.asked(url).len()).collect::<Vec<_>>();
    let first = run(directory.path(), &web, &[]);
    assert_eq!(asked(), [1, 1, 1, 2, 1]);
    let second = run(directory.path(), &web, &[]);
    assert_eq!(asked(), [1, 1, 1, 4, 2], "what failed is asked again, and nothing else");
    for (index, (first, second)) in
        first["sources"].as_array().unwrap().iter().zip(second["sources"].as_array().unwrap()).enumerate()
    {
        assert_eq!(second["from_cache"], Value::Bool(index < 3));
        if index < 3 {
            let mut marked = first.clone();
            marked["from_cache"] = Value::Bool(true);
            assert_eq!(&marked, second, "all else is what it was, with its time");
        }
    }
    assert_eq!(first["documents"], second["documents"]);
    run(directory.path(), &web, &["--refresh"]);
    assert_eq!(asked(), [2, 2, 2, 6, 3]);
    run(directory.path(), &web, &["--max-age", "0", "--record", "run.warc"]);
    assert_eq!(asked(), [3, 3, 3, 8, 4], "what is to be recorded is asked");
}

#[test]
fn a_web_of_ones_own_is_remembered_only_where_one_says_so() {
    let directory = tempfile::tempdir().unwrap();
    let urls = urls(1);
    citing(directory.path(), &urls);
    let web = web_of(&urls).start();
    for options in [&[][..], &["--no-cache"]] {
        let args = ["check", "cites.md", "-q"];
        let output = isnad(directory.path())
            .env("HOME", directory.path())
            .env("XDG_CACHE_HOME", directory.path())
            .args(args)
            .args(options)
            .args(web.arguments())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
    }
}

#[test]
fn old_pages_are_only_compared() {
    let directory = tempfile::tempdir().unwrap();
    let urls = urls(2);
    citing(directory.path(), &urls);
    let unchanged = || Answer::status(304).header("ETag", "\"v1\"");
    let web = Web::new()
        .sequence(&urls[0], [page(1).header("ETag", "\"v1\""), unchanged()])
        .sequence(&urls[1], [page(2).header("Last-Modified", "Tue, 04 May 2021 10:00:00 GMT"), page(2)])
        .start();
    let first = run(directory.path(), &web, &[]);
    let aged = "UPDATE source SET seen_at = seen_at - 30 * 24 * 3600";
    Connection::open(directory.path().join("cache.sqlite")).unwrap().execute(aged, []).unwrap();
    let second = run(directory.path(), &web, &[]);
    let header = |url: &str, name: &str| web.asked(url)[1].headers.get(name).cloned();
    assert_eq!(header(&urls[0], "if-none-match").as_deref(), Some("\"v1\""));
    assert_eq!(header(&urls[1], "if-modified-since").as_deref(), Some("Tue, 04 May 2021 10:00:00 GMT"));
    let verdict =
        |report: &Value, note: usize| report["documents"][0]["notes"][note]["citations"][0]["verdict"].clone();
    for note in 0..2 {
        assert_eq!(verdict(&first, note), verdict(&second, note));
        assert_eq!(second["sources"][note]["status"], 200);
        assert_eq!(second["sources"][note]["from_cache"], Value::Bool(note == 0));
    }
    run(directory.path(), &web, &[]);
    assert_eq!(web.log().len(), 4, "what was compared is young again");
}

#[test]
fn a_page_whose_text_was_not_kept_is_not_compared_without_it() {
    let directory = tempfile::tempdir().unwrap();
    let text = "The wells of the plain ran dry one after another. ".repeat(80);
    let url = "http://a.example/wells";
    let page = || {
        let source = format!(
            "<title>The wells of the eastern plain run dry</title><p>{text}<p>An account of the dry years in the upper valley."
        );
        Answer::html(source).header("ETag", "\"v1\"")
    };
    let unchanged = Answer::status(304).header("ETag", "\"v1\"");
    let web = Web::new().sequence(url, [page(), unchanged, page()]).start();
    let cite = |title: &str| {
        fs::write(directory.path().join("cites.md"), format!("One.[^1]\n\n[^1]: \"{title}\", {url}\n")).unwrap();
        run(directory.path(), &web, &["--max-age", "0"])
    };
    cite("The wells of the eastern plain run dry");
    cite("The wells of the eastern plain run dry");
    let compared = |index: usize| web.asked(url)[index].headers.contains_key("if-none-match");
    assert!(compared(1), "its title settles what is cited");
    let known = cite("An account of the dry years in the upper valley");
    assert!(!compared(2), "its text must come with the answer");
    let unknown = run(directory.path(), &web, &["--refresh"]);
    assert_eq!(known["documents"], unknown["documents"]);
    let facts = "UPDATE source SET facts = '{}'";
    Connection::open(directory.path().join("cache.sqlite")).unwrap().execute(facts, []).unwrap();
    run(directory.path(), &web, &[]);
    assert_eq!(web.log().len(), 5, "facts that cannot be read are no facts");
}

#[test]
fn a_killed_run_loses_nothing_that_it_kept() {
    let directory = tempfile::tempdir().unwrap();
    let urls = urls(500);
    citing(directory.path(), &urls);
    let web = web_of(&urls).start();
    let mut random = fastrand::Rng::with_seed(20_260_504);
    for kill in 0..20 {
        let until = web.log().len() + random.usize(1..30);
        let mut child = start(directory.path(), &web);
        while web.log().len() < until && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_millis(1));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(fs::exists(directory.path().join("cache.sqlite")).unwrap(), "kill {kill}");
        is_sound(directory.path());
    }
    let report = run(directory.path(), &web, &[]);
    is_sound(directory.path());
    assert_eq!(report["summary"]["verdicts"]["verified"], 500);
    let asked = web.log().len();
    assert!((500..=500 + 20 * 8).contains(&asked), "{asked} requests: of each run killed, 8 may be asked again");
    run(directory.path(), &web, &[]);
    assert_eq!(web.log().len(), asked);
}

/// Runs so many processes at once on one cache, and gives how often each URL was asked.
fn at_once(processes: usize, links: usize) -> HashMap<String, usize> {
    let directory = tempfile::tempdir().unwrap();
    let urls = urls(links);
    citing(directory.path(), &urls);
    let web = web_of(&urls).start();
    let mut running: Vec<Child> = (0..processes).map(|_| start(directory.path(), &web)).collect();
    for child in &mut running {
        assert!(child.wait().unwrap().success());
    }
    is_sound(directory.path());
    let before = web.log().len();
    run(directory.path(), &web, &[]);
    assert_eq!(web.log().len(), before, "everything is kept");
    web.log().into_iter().fold(HashMap::new(), |mut counts, asked| {
        *counts.entry(asked.url).or_default() += 1;
        counts
    })
}

#[test]
fn processes_at_once_share_what_they_see() {
    let counts = at_once(3, 200);
    assert_eq!(counts.len(), 200);
    let asked: usize = counts.values().sum();
    assert!(counts.values().all(|&count| count <= 3) && asked < 300, "{asked} requests");
}

#[test]
#[ignore = "slow: cargo test --release --test main -- --ignored four_processes"]
fn four_processes_of_two_thousand_links_share_what_they_see() {
    let counts = at_once(4, 2000);
    assert_eq!(counts.len(), 2000);
    let asked: usize = counts.values().sum();
    assert!(counts.values().all(|&count| count <= 4) && asked < 2400, "{asked} requests for 2,000 links");
}

/// A page whose head settled what one document cites of it is read in full for another that cites something else.
#[test]
fn a_head_that_is_kept_settles_only_what_it_agrees_with() {
    let directory = tempfile::tempdir().unwrap();
    let url = "http://herald.example/2021/05/04/dam";
    let cite = |title: &str| {
        let note = format!("Text.[^1]\n\n[^1]: \"{title}\", The Valley Herald, 4 May 2021, {url}\n");
        fs::write(directory.path().join("cites.md"), note).unwrap();
    };
    let head = "<html lang=en><title>The dam that was never finished</title>\
        <meta property=og:site_name content=\"The Valley Herald\">\
        <meta property=article:published_time content=2021-05-04T08:00:00Z>";
    let body = format!(
        "<body><h1>The dam that was never finished</h1><p>{} A river without its valley.",
        "Words. ".repeat(9_000)
    );
    let web = Web::new().page(url, Answer::html(format!("{head}{body}"))).start();
    let seen = |report: &Value| {
        let source = &report["sources"][0];
        let verdict = &report["documents"][0]["notes"][0]["citations"][0]["verdict"];
        let told = [&source["read_to"], verdict].map(|value| value.as_str().unwrap_or_default().to_owned());
        (told, source["from_cache"] == true, web.asked(url).len())
    };
    let told = |read_to: &str, verdict: &str| [read_to.to_owned(), verdict.to_owned()];
    cite("The dam that was never finished");
    assert_eq!(seen(&run(directory.path(), &web, &[])), (told("head", "verified"), false, 1));
    assert_eq!(seen(&run(directory.path(), &web, &[])), (told("head", "verified"), true, 1));
    cite("A river without its valley");
    assert_eq!(seen(&run(directory.path(), &web, &[])), (told("end", "verified"), false, 2));
    assert_eq!(seen(&run(directory.path(), &web, &[])), (told("end", "verified"), true, 2));
}
