//! A reader who has waited long enough and presses Ctrl-C.

use std::fmt::Write as _;
use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::verdicts;
use crate::support::web::{Answer, Running, Web};

/// So long the run may take to come to the page that never answers.
const PATIENCE: Duration = Duration::from_mins(1);

/// Pages of one host, which is asked for one after the other: when the last is asked for, the first were seen.
const PAGES: usize = 20;

fn url(number: usize) -> String {
    format!("http://courier.example/{number}")
}

#[test]
fn what_was_seen_is_written() {
    let directory = tempfile::tempdir().unwrap();
    let mut text = String::new();
    let mut web = Web::new();
    for number in 1..=PAGES {
        let url = url(number);
        writeln!(text, "Said once.[^{number}]\n\n[^{number}]: \"The wells run dry in spring\", {url}\n").unwrap();
        let page = Answer::html("<html lang=en><title>The wells run dry in spring</title><p>It has not rained.</p>");
        web = web.page(&url, if number == PAGES { Answer::stall() } else { page });
    }
    fs::write(directory.path().join("a.md"), text).unwrap();
    let web = web.start();
    let mut command = Command::new(env!("CARGO_BIN_EXE_isnad"));
    command.args(["check", "a.md", "--host-interval", "0", "--host-concurrency", "1", "--report", "json=saved.json"]);
    command.args(web.arguments()).env_clear().current_dir(directory.path());
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    wait_for(&web, &url(PAGES));
    let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(killed.success());

    let output = child.wait_with_output().unwrap();
    let shown = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(2), "{shown}");
    assert!(shown.contains("the run ended before every source was asked"), "{shown}");
    let report: Value =
        serde_json::from_str(&fs::read_to_string(directory.path().join("saved.json")).unwrap()).unwrap();
    assert_eq!((&report["run"]["complete"], &report["exit_code"]), (&false.into(), &2.into()));
    assert_eq!(report["run"]["network"], "used");
    let verdicts = verdicts(&report);
    assert_eq!(verdicts.len(), PAGES);
    assert_eq!(verdicts[0], "1.1 verified");
    assert_eq!(verdicts[PAGES - 1], format!("{PAGES}.1 unchecked: not asked: the run was stopped"));
    assert_eq!(report["findings"], Value::Array(Vec::new()), "what was not seen is not held against anyone");
    let first = &report["sources"][0];
    assert_eq!((&first["outcome"], &first["title"]), (&"answered".into(), &"The wells run dry in spring".into()));
    let last = &report["sources"][PAGES - 1];
    assert_eq!((&last["outcome"], &last["status"]), (&"not_asked".into(), &Value::Null));
}

/// Waits until a page was asked for.
fn wait_for(web: &Running, url: &str) {
    let started = Instant::now();
    while web.asked(url).is_empty() {
        assert!(started.elapsed() < PATIENCE, "never asked for {url}: {:?}", web.log());
        thread::yield_now();
    }
}
