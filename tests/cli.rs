//! The command line, from outside: one folder per case in `tests/cli`.
//!
//! A case holds `args` (one argument a line), what the program reads, and what is expected: `exit` (a number; 0 where
//! there is no file), `stdout`, `stderr` (nothing where there is no file) and `written/…`, the files it is to write.
//! `stdin`, where it is there, is what it reads from stdin. Every case runs in a copy of its folder.

use std::fs;
use std::path::{Path, PathBuf};

use ::isnad::judge::RULES;

use crate::support::golden;
use crate::support::isnad::{CACHE, isnad, masked};

/// What a case expects; none of it is there when the program runs.
const EXPECTED: [&str; 6] = ["args", "exit", "stdout", "stderr", "stdin", "written"];

#[test]
fn every_case() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli");
    let mut cases: Vec<_> = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    assert!(!cases.is_empty());
    for case in cases {
        run(&case);
    }
}

#[test]
fn every_rule_is_listed_and_explained() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let list = isnad(root).arg("rules").output().unwrap();
    let list = String::from_utf8(list.stdout).unwrap();
    assert_eq!(list.lines().count(), RULES.len());
    let english = isnad::lang::Catalogue::new("en");
    for (rule, line) in RULES.iter().zip(list.lines()) {
        assert_eq!(line.split_whitespace().next(), Some(rule.name));
        let explained = isnad(root).args(["rules", rule.name]).output().unwrap();
        assert!(explained.status.success());
        let explained = String::from_utf8(explained.stdout).unwrap();
        assert!(explained.starts_with(rule.name) && explained.contains(english.rule(rule.name).text), "{explained}");
    }
}

#[test]
fn a_closed_pipe_is_no_failure() {
    for args in [&["rules"][..], &["--help"], &["check", "--offline", "reports/street-trees.md", "--exit-zero"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_isnad"));
        command.current_dir(env!("CARGO_MANIFEST_DIR")).args(args).stdout(writer).stderr(std::process::Stdio::piped());
        let output = command.spawn().unwrap().wait_with_output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(matches!(output.status.code(), Some(0 | 3)) && stderr.is_empty(), "{args:?}: {stderr}");
    }
}

#[test]
fn colours_are_for_terminals_and_for_those_who_ask() {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("empty.txt"), "").unwrap();
    let cases: [(&[&str], &[&str], bool); 6] = [
        (&[], &[], false),
        (&["CLICOLOR_FORCE"], &[], true),
        (&["NO_COLOR"], &[], false),
        (&["NO_COLOR", "CLICOLOR_FORCE"], &[], false),
        (&["NO_COLOR"], &["--color", "always"], true),
        (&["CLICOLOR_FORCE"], &["--color", "never"], false),
    ];
    for (variables, options, coloured) in cases {
        let mut command = isnad(directory.path());
        command.envs(variables.iter().map(|name| (name, "1"))).args(["check", "--offline", "empty.txt"]).args(options);
        let stdout = command.output().unwrap().stdout;
        assert_eq!(stdout.contains(&b'\x1b'), coloured, "{variables:?} {options:?}");
    }
}

fn run(case: &Path) {
    let directory = tempfile::tempdir().unwrap();
    copy(case, directory.path());
    let args = fs::read_to_string(case.join("args")).unwrap();
    let mut command = isnad(directory.path());
    command.args(args.lines());
    if let Ok(stdin) = fs::read(case.join("stdin")) {
        command.write_stdin(stdin);
    }
    let output = command.output().unwrap();

    let exit = output.status.code().unwrap().to_string();
    golden::compare(&case.join("exit"), &if exit == "0" { String::new() } else { exit + "\n" });
    golden::compare(&case.join("stdout"), &masked(&output.stdout));
    golden::compare(&case.join("stderr"), &masked(&output.stderr));

    let before = files(case, &EXPECTED);
    let written: Vec<_> = files(directory.path(), &[CACHE]).into_iter().filter(|file| !before.contains(file)).collect();
    let expected = files(&case.join("written"), &[]);
    if !golden::bless() {
        assert_eq!(written, expected, "{}: the files written", case.display());
    }
    for file in written {
        golden::compare(&case.join("written").join(&file), &masked(&fs::read(directory.path().join(&file)).unwrap()));
    }
}

/// Copies the inputs of a case.
fn copy(case: &Path, to: &Path) {
    for file in files(case, &EXPECTED) {
        let target = to.join(&file);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(case.join(&file), target).unwrap();
    }
}

/// The files under a directory, relative to it and sorted, without those of the given names at its top.
fn files(directory: &Path, without: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(directory) else { return found };
    for entry in entries.map(Result::unwrap) {
        let name = PathBuf::from(entry.file_name());
        if without.iter().any(|&other| Path::new(other) == name) {
            continue;
        }
        if entry.file_type().unwrap().is_dir() {
            found.extend(files(&entry.path(), &[]).into_iter().map(|file| name.join(file)));
        } else {
            found.push(name);
        }
    }
    found.sort();
    found
}

#[test]
fn shells_and_manuals_know_the_commands() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let printed = |args: &[&str]| {
        let output = isnad(root).args(args).output().unwrap();
        assert!(output.status.success() && output.stderr.is_empty(), "{args:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = printed(&["completions", shell]);
        assert!(script.contains("changed-since") && script.contains("baseline"), "{shell}");
    }
    for (of, word) in [("report", "isnad-report/1"), ("config", "isnad.toml"), ("decisions", "fingerprint")] {
        let schema: serde_json::Value = serde_json::from_str(&printed(&["schema", of])).unwrap();
        assert!(schema.to_string().contains(word) && jsonschema::validator_for(&schema).is_ok(), "{of}");
    }
    for (args, word) in [
        (&["man"][..], "isnad\\-check(1)"),
        (&["man", "check"], "changed\\-since"),
        (&["man", "baseline", "write"], "until"),
    ] {
        let page = printed(args);
        assert!(page.contains(".TH ") && page.contains(word), "{args:?}: {page}");
    }
}
