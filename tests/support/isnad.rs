//! The program under test, as a user runs it.

use std::path::Path;

use assert_cmd::Command;
use regex::{Captures, Regex};

/// The program in this directory, with nothing of the environment that could change what it prints or whom it asks.
pub(crate) fn isnad(directory: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_isnad"));
    command.current_dir(directory).env_clear();
    // Nor what the reader's own runs remember: without a home, it is found by who they are.
    command.env("HOME", env!("CARGO_TARGET_TMPDIR")).env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"));
    // Without these a process cannot start, or cannot resolve a name, on Windows.
    for name in ["SystemRoot", "PATH"] {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    command
}

/// Puts fixed words where every run or every release differs. The day that tests give as today stays.
pub(crate) fn masked(output: &[u8]) -> String {
    let text = String::from_utf8(output.to_vec()).unwrap().replace("\r\n", "\n");
    let time = Regex::new(r#""(started|finished)": "\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ""#).unwrap();
    let text = time.replace_all(&text, r#""$1": "[TIME]""#);
    let today = Regex::new(r#""now": "\d{4}-\d\d-\d\d""#).unwrap();
    let text = today.replace_all(&text, |found: &Captures<'_>| match &found[0] {
        given @ r#""now": "2026-06-01""# => given.to_owned(),
        _ => r#""now": "[TODAY]""#.to_owned(),
    });
    let version = Regex::new(&format!(r"\b{}\b", regex::escape(env!("CARGO_PKG_VERSION")))).unwrap();
    version.replace_all(&text, "[VERSION]").into_owned()
}
