//! A run that may have few files open at once.

use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use serde_json::Value;

use super::verdicts;
use crate::support::web::{Answer, Web};

/// How many hosts are cited, each once: more than there are files for, so that none may be held against them.
const HOSTS: usize = 200;

#[test]
fn a_want_of_files_is_held_against_no_host() {
    let directory = tempfile::tempdir().unwrap();
    let mut text = String::new();
    let mut web = Web::new();
    for number in 1..=HOSTS {
        let url = format!("http://paper{number}.example/wells");
        writeln!(text, "Said once.[^{number}]\n\n[^{number}]: \"The wells run dry in spring\", {url}\n").unwrap();
        let page = "<html lang=en><title>The wells run dry in spring</title><p>It has not rained.</p>";
        web = web.page(&url, Answer::html(page));
    }
    fs::write(directory.path().join("a.md"), text).unwrap();
    let web = web.start();
    // Files that are open already leave fewer than the run can know of.
    for already_open in [0, 80] {
        let open =
            "exec 9</dev/null; i=10; while [ $i -lt $((10 + $0)) ]; do eval \"exec $i</dev/null\"; i=$((i+1)); done";
        let script = format!("ulimit -n 100; {open}; exec \"$@\"");
        let mut command = Command::new("bash");
        command.args(["-c", &script, &already_open.to_string(), env!("CARGO_BIN_EXE_isnad")]);
        command.args(["check", "a.md", "--host-interval", "0", "--no-cache", "--report", "json=-", "--quiet"]);
        command.args(web.arguments()).current_dir(directory.path());
        let output = command.output().unwrap();
        let shown = String::from_utf8_lossy(&output.stderr).into_owned();
        let report: Value = serde_json::from_slice(&output.stdout).expect(&shown);
        let verdicts = verdicts(&report);
        assert_eq!(verdicts.len(), HOSTS);
        let other = verdicts.iter().find(|verdict| !verdict.ends_with(" verified"));
        assert_eq!(other, None, "{already_open} files open already: {shown}");
    }
}
