//! The hooks for pre-commit, run by pre-commit itself.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn run(directory: &Path, program: &str, args: &[&str]) -> Output {
    let mut command = Command::new(program);
    command.current_dir(directory).args(args).env("PRE_COMMIT_HOME", directory.join(".git/pre-commit"));
    command.output().unwrap_or_else(|error| panic!("{program}: {error}"))
}

/// The hooks as they are, but for the program, which is the one under test and not built anew.
fn hooks() -> String {
    let hooks = fs::read_to_string(root().join(".pre-commit-hooks.yaml")).unwrap();
    let hooks = hooks.replace("language: rust", "language: system");
    let hooks = hooks.replace("entry: isnad ", &format!("entry: {} ", env!("CARGO_BIN_EXE_isnad")));
    let indented = hooks.lines().map(|line| format!("      {line}\n")).collect::<Vec<_>>().concat();
    format!("repos:\n  - repo: local\n    hooks:\n{indented}")
}

#[test]
#[ignore = "needs pre-commit and git"]
fn a_commit_with_a_broken_note_is_stopped() {
    let directory = tempfile::tempdir().unwrap();
    let scratch = directory.path();
    let git = |args: &[&str]| assert!(run(scratch, "git", args).status.success(), "git {args:?}");
    git(&["init", "--quiet"]);
    fs::write(scratch.join(".pre-commit-config.yaml"), hooks()).unwrap();
    fs::write(scratch.join("fine.md"), "So.[^1]\n\n[^1]: <https://courier.example/wells>\n").unwrap();
    fs::write(scratch.join("code.py"), "see = '[^1]'\n").unwrap();
    git(&["add", "."]);
    let check = || {
        let output = run(scratch, "pre-commit", &["run", "isnad", "--all-files"]);
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let (code, stdout) = check();
    assert!(code == Some(0) && stdout.contains("Passed"), "{stdout}");
    fs::write(scratch.join("broken notes.md"), "So.[^1] And so.[^2]\n\n[^1]: <https://courier.example/wells>\n")
        .unwrap();
    git(&["add", "."]);
    let (code, stdout) = check();
    assert!(code == Some(1) && stdout.contains("callout-without-note") && stdout.contains("exit code: 1"), "{stdout}");
    assert!(stdout.contains("broken notes.md") && !stdout.contains("code.py"), "{stdout}");
    // On push alone, and only where there is a web; here it is only asked for what it is.
    let manifest = root().join(".pre-commit-hooks.yaml");
    let valid = run(scratch, "pre-commit", &["validate-manifest", manifest.to_str().unwrap()]);
    assert!(valid.status.success(), "{}", String::from_utf8_lossy(&valid.stdout));
}

/// A hook looks at what the readers read, and at nothing else.
#[test]
fn hooks_take_the_extensions_of_the_readers() {
    let hooks = fs::read_to_string(root().join(".pre-commit-hooks.yaml")).unwrap();
    let (_, pattern) = hooks.split_once("&documents '").unwrap();
    let pattern = regex::Regex::new(pattern.split('\'').next().unwrap()).unwrap();
    for reader in isnad::read::READERS {
        for extension in reader.extensions {
            assert!(pattern.is_match(&format!("a.{extension}")), "{extension}");
        }
    }
    for other in ["a.py", "a.md.bak", "amd", "a.json"] {
        assert!(!pattern.is_match(other), "{other}");
    }
}
