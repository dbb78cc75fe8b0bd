//! `isnad check` as a whole: the built program, documents of every kind, and a web of our own.

use std::path::Path;

use assert_cmd::Command;
use regex::Regex;
use serde_json::Value;

use crate::support::isnad::isnad;
use crate::support::web::Running;

mod changed;
mod exits;
#[cfg(unix)]
mod files;
mod first_user;
mod hostile;
#[cfg(unix)]
mod interrupt;
mod known;
mod mistakes;
mod network;

/// What a run left.
pub(crate) struct Run {
    /// The exit code.
    pub code: i32,
    /// What stands on stdout.
    pub stdout: String,
    /// What stands on stderr.
    pub stderr: String,
}

impl Run {
    /// The report that stands on stdout.
    pub(crate) fn report(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self}"))
    }
}

impl std::fmt::Display for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "exit {}\n--- stdout\n{}\n--- stderr\n{}", self.code, self.stdout, self.stderr)
    }
}

/// `isnad check` in a directory, on a day of its own, without the pauses that spare a real web.
pub(crate) fn command(directory: &Path) -> Command {
    let mut command = isnad(directory);
    command.args(["check", "--today", "2026-06-01", "--host-interval", "0", "--retries", "0"]);
    command
}

/// Runs `isnad check` with these arguments.
pub(crate) fn check(directory: &Path, args: &[&str]) -> Run {
    run(command(directory).args(args))
}

/// The same against a web.
pub(crate) fn check_at(web: &Running, directory: &Path, args: &[&str]) -> Run {
    run(command(directory).args(web.arguments()).args(args))
}

/// Runs a command to its end.
pub(crate) fn run(command: &mut Command) -> Run {
    let output = command.output().unwrap();
    Run {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Every citation of a report in order: the end of its id, its verdict and, in brackets, the reason.
pub(crate) fn verdicts(report: &Value) -> Vec<String> {
    let documents = report["documents"].as_array().unwrap().iter();
    let notes = documents.flat_map(|document| document["notes"].as_array().unwrap());
    let citations = notes.flat_map(|note| note["citations"].as_array().unwrap());
    citations
        .map(|citation| {
            let (_, id) = citation["id"].as_str().unwrap().rsplit_once("#n").unwrap();
            let reason = citation["reason"].as_str().map(|reason| format!(": {reason}")).unwrap_or_default();
            format!("{id} {}{reason}", citation["verdict"].as_str().unwrap_or("none"))
        })
        .collect()
}

/// Every finding of a report in order: severity, rule, and note or `-`.
pub(crate) fn findings(report: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let findings = report["findings"].as_array().unwrap().iter();
    findings.map(|finding| ["severity", "rule", "note"].map(|key| text(&finding[key])).join(" ")).collect()
}

/// A report without the times at which things happened, in which alone two runs may differ.
pub(crate) fn timeless(json: &str) -> String {
    let times = Regex::new(r#""(started|finished|fetched_at|at|elapsed_ms)": ("[^"]*Z"|\d+)"#).unwrap();
    times.replace_all(json, r#""$1": "[TIME]""#).into_owned()
}
