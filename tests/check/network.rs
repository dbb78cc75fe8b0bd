//! A network that is not there, told from one that is there in part.

use std::fmt::Write as _;
use std::fs;
use std::net::TcpListener;

use super::{check_at, findings, verdicts};
use crate::support::web::{Answer, Web};

/// An address at which nobody listens.
fn closed() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().to_string()
}

fn cited(urls: &[&str]) -> String {
    let mut text = String::new();
    for (number, url) in (1..).zip(urls) {
        let note = format!("\"The wells of the valley run dry\", The Courier, 5 May 2021, <{url}>.");
        writeln!(text, "The wells ran dry.[^{number}]\n\n[^{number}]: {note}\n").unwrap();
    }
    text
}

#[test]
fn one_host_that_refuses_is_not_the_whole_network() {
    let directory = tempfile::tempdir().unwrap();
    let urls =
        ["https://courier.example/wells", "https://gone.example/a", "https://out.example/b", "http://off.test/c"];
    fs::write(directory.path().join("a.md"), cited(&urls)).unwrap();
    let page = "<html lang=en><title>The wells of the valley run dry</title><p>It has not rained.</p>";
    let web = Web::new().page(urls[0], Answer::html(page)).start();
    let closed = closed();
    let refusals = ["gone.example", "out.example", "off.test"].map(|host| format!("{host}={closed}"));
    let [gone, out, off] = refusals.each_ref();
    let args = ["a.md", "--report", "json=-", "--resolve", gone, "--resolve", out, "--resolve", off];
    let run = check_at(&web, directory.path(), &args);
    let report = run.report();
    let unreachable = |note: usize| format!("{note}.1 unreachable: no connection could be made");
    let expected = ["1.1 verified".to_owned(), unreachable(2), unreachable(3), unreachable(4)];
    assert_eq!(verdicts(&report), expected);
    assert_eq!(findings(&report), ["warning unreachable 2", "warning unreachable 3", "warning unreachable 4"]);
    assert_eq!((run.code, &report["run"]["network"]), (0, &"used".into()), "{run}");

    let strict = check_at(&web, directory.path(), &[&args[..], &["--fail-on-unverified"]].concat());
    assert_eq!(strict.code, 4, "{strict}");
}

#[test]
fn a_few_hosts_that_refuse_are_unreachable_and_many_are_no_network() {
    let directory = tempfile::tempdir().unwrap();
    let closed = closed();
    let cases: [(&[&str], &str); 3] = [
        (&["https://www.a.test/", "https://a.test/x", "https://b.test/"], "unreachable: no connection could be made"),
        (&["https://a.test/", "https://b.test/", "https://c.test/"], "unchecked: not asked: offline"),
        (&["https://a.test/1", "https://a.test/2", "https://a.test/3"], "unreachable: no connection could be made"),
    ];
    for (urls, verdict) in cases {
        fs::write(directory.path().join("a.md"), cited(urls)).unwrap();
        let run = super::check(directory.path(), &["a.md", "--report", "json=-", "--resolve", &format!("*={closed}")]);
        let report = run.report();
        let absent = verdict.starts_with("unchecked");
        assert_eq!(report["run"]["network"], if absent { "absent" } else { "used" });
        assert!(verdicts(&report).iter().all(|found| found.ends_with(verdict)), "{urls:?} {:?}", verdicts(&report));
        assert_eq!(run.code, if absent { 4 } else { 0 }, "{run}");
        assert!(findings(&report).iter().all(|finding| !finding.starts_with("error")), "{run}");
    }
}
