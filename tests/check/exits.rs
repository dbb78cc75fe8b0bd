//! Exit codes in their order, over inputs of every kind.

use std::fs;
use std::path::Path;

use super::{check, check_at, command, findings, run, verdicts};
use crate::support::isnad::isnad;
use crate::support::web::{Answer, Web};

const FINE: &str = "The wells ran dry.[^1]\n\n[^1]: \"The wells of the valley run dry\", 5 May 2021, \
                    <https://courier.example/2021/05/05/wells>.\n";
const WARNED: &str = "The wells ran dry.[^1]\n\n[^1]: \"The wells of the valley run dry\", 5 May 2021, \
                      <https://courier.example/2021/03/09/wells>.\n";
const WRONG: &str = "The wells ran dry.[^1]\n\n[^1]: \"The wells of the valley run dry\", 5 May 2021, available at\n";
const PROSE: &str = "Nothing here leads anywhere.\n";
const LINKED: &str = "See https://courier.example/running for more.\n";

fn write(directory: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = directory.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

#[test]
fn the_first_that_holds() {
    let directory = tempfile::tempdir().unwrap();
    let files = [("fine.md", FINE), ("warned.md", WARNED), ("wrong.md", WRONG), ("prose.md", PROSE), ("empty.txt", "")];
    write(directory.path(), &files);
    let nowhere = ["--resolve", "*=127.0.0.1:1"];
    let offline = ["--offline"];
    // Inputs and options, then the code offline.
    let cases: [(&[&str], i32); 17] = [
        (&["fine.md"], 0),
        (&["warned.md"], 0),
        (&["warned.md", "--fail-on", "warning"], 1),
        (&["warned.md", "--fail-on", "warning", "--exit-zero"], 0),
        (&["warned.md", "--fail-on", "warning", "--ignore", "date-mismatch"], 0),
        (&["wrong.md"], 1),
        (&["wrong.md", "--fail-on", "never"], 0),
        (&["wrong.md", "fine.md"], 1),
        (&["wrong.md", "absent.md"], 2),
        (&["wrong.md", "absent.md", "--exit-zero"], 2),
        (&["absent.md"], 2),
        (&["prose.md"], 3),
        (&["prose.md", "empty.txt"], 3),
        (&["prose.md", "--fail-on", "warning"], 1),
        (&["prose.md", "fine.md"], 0),
        (&["empty.txt"], 3),
        (&["fine.md", "--report", "json=absent/report.json"], 2),
    ];
    for (args, code) in cases {
        let ran = check(directory.path(), &[args, &offline].concat());
        assert_eq!(ran.code, code, "{args:?}: {ran}");
    }
    // One domain that refuses is no proof that there is no network; nothing to ask needs none.
    let cases: [(&[&str], i32); 5] = [
        (&["fine.md"], 0),
        (&["fine.md", "--fail-on-unverified"], 4),
        (&["wrong.md", "fine.md", "--fail-on-unverified"], 1),
        (&["absent.md", "fine.md", "--fail-on-unverified"], 2),
        (&["prose.md", "--fail-on-unverified"], 3),
    ];
    for (args, code) in cases {
        let ran = check(directory.path(), &[args, &nowhere].concat());
        assert_eq!(ran.code, code, "{args:?}: {ran}");
    }
}

#[test]
fn what_was_decided_decides_the_code_too() {
    let directory = tempfile::tempdir().unwrap();
    let root = directory.path();
    let ignored = WRONG.replace("[^1]: ", "<!-- isnad: ignore[missing-source] it is on its way -->\n[^1]: ");
    let unused = FINE.replace("[^1]: ", "<!-- isnad: ignore[missing-source] it is on its way -->\n[^1]: ");
    let files = [
        ("fine.md", FINE),
        ("warned.md", WARNED),
        ("wrong.md", WRONG),
        ("ignored.md", &ignored),
        ("unused.md", &unused),
        ("strict.toml", "fail-on = \"warning\"\n"),
        ("severe.toml", "[severity]\ndate-mismatch = \"error\"\n"),
        ("mild.toml", "[severity]\nmissing-source = \"info\"\n"),
        ("off.toml", "[severity]\nmissing-source = \"off\"\n"),
        ("lenient.toml", "[[paths]]\nmatch = \"wrong.md\"\nfail-on = \"never\"\n"),
        ("broken.toml", "fail-on = warning\n"),
        ("none.json", "{\"schema\": \"isnad-decisions/1\", \"decisions\": []}"),
        ("broken.json", "{\"schema\": \"isnad-decisions/1\""),
    ];
    write(root, &files);
    let written = run(isnad(root).args([
        "baseline",
        "write",
        "--offline",
        "--today",
        "2026-06-01",
        "wrong.md",
        "--until",
        "2026-06-01",
    ]));
    assert_eq!(written.code, 0, "{written}");
    check(root, &["--offline", "wrong.md", "--report", "json=earlier.json"]);
    let cases: [(&[&str], i32); 21] = [
        (&["ignored.md"], 0),
        (&["ignored.md", "--no-ignores"], 1),
        (&["unused.md"], 0),
        (&["unused.md", "--fail-on", "warning"], 1),
        (&["warned.md", "--config", "strict.toml"], 1),
        (&["warned.md", "--config", "strict.toml", "--fail-on", "error"], 0),
        (&["warned.md", "--config", "strict.toml", "--exit-zero"], 0),
        (&["warned.md", "--config", "severe.toml"], 1),
        (&["wrong.md", "--config", "mild.toml"], 0),
        (&["wrong.md", "--config", "off.toml"], 0),
        (&["wrong.md", "--config", "lenient.toml"], 0),
        (&["ignored.md", "wrong.md", "--config", "lenient.toml", "--no-ignores"], 1),
        (&["fine.md", "--config", "broken.toml"], 2),
        (&["fine.md", "--config", "absent.toml"], 2),
        (&["wrong.md", "--baseline", "isnad-baseline.json"], 0),
        (&["wrong.md", "--baseline", "isnad-baseline.json", "--today", "2026-06-02"], 1),
        (&["wrong.md", "--baseline", "none.json"], 1),
        (&["wrong.md", "--baseline", "broken.json"], 2),
        (&["wrong.md", "--baseline", "absent.json"], 2),
        (&["wrong.md", "--new-only", "earlier.json"], 0),
        (&["wrong.md", "ignored.md", "--no-ignores", "--new-only", "earlier.json"], 1),
    ];
    for (args, code) in cases {
        let mut command = isnad(root);
        command.args(["check", "--offline"]).args(args);
        if !args.contains(&"--today") {
            command.args(["--today", "2026-06-01"]);
        }
        let ran = run(&mut command);
        assert_eq!(ran.code, code, "{args:?}: {ran}");
    }
}

#[test]
fn every_format_ends_alike() {
    let directory = tempfile::tempdir().unwrap();
    write(directory.path(), &[("wrong.md", WRONG)]);
    for report in ["terminal=-", "json=-", "terminal=a.txt", "json=a.json", "json"] {
        let ran = check(directory.path(), &["--offline", "wrong.md", "--report", report]);
        assert_eq!(ran.code, 1, "{report}: {ran}");
    }
    assert!(directory.path().join("wrong.isnad.json").is_file());
}

#[test]
fn what_can_be_read_is_audited_whatever_else_cannot() {
    let directory = tempfile::tempdir().unwrap();
    write(directory.path(), &[("in/a.md", WRONG), ("in/b/c.md", FINE), ("in/picture.png", "no"), ("last.md", FINE)]);
    fs::write(directory.path().join("old.doc"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Word 97").unwrap();
    let args = ["--offline", "in", "absent.md", "old.doc", "-", "last.md", "--report", "json=-"];
    let ran = run(command(directory.path()).args(args).write_stdin("Said.[1]\n\n[1] https://courier.example/stdin\n"));
    let report = ran.report();
    let paths: Vec<_> = report["documents"].as_array().unwrap().iter().map(|document| &document["path"]).collect();
    assert_eq!(paths, ["in/a.md", "in/b/c.md", "-", "last.md"]);
    assert_eq!((ran.code, &report["exit_code"]), (2, &2.into()), "{ran}");
    assert_eq!(findings(&report), ["error missing-source 1"]);
    for path in ["absent.md", "old.doc"] {
        assert_eq!(ran.stderr.matches(path).count(), 1, "{ran}");
    }
    assert_eq!(report["documents"][2]["notes"][0]["citations"][0]["url"], "https://courier.example/stdin");
}

#[test]
fn links_of_running_text_are_asked_unless_only_notes_are_wanted() {
    let directory = tempfile::tempdir().unwrap();
    write(directory.path(), &[("linked.md", LINKED), ("both.md", &format!("{LINKED}\n{FINE}"))]);
    let gone = "https://courier.example/running";
    let web = Web::new().page(gone, Answer::status(404)).start();
    let ran = check_at(&web, directory.path(), &["linked.md", "--report", "json=-"]);
    let report = ran.report();
    assert_eq!((ran.code, findings(&report)), (1, vec!["error dead-link -".to_owned()]), "{ran}");
    assert_eq!(report["documents"][0]["unnoted_urls"][0]["url"], gone);
    web.finish();

    let page = "<html lang=en><title>The wells of the valley run dry</title><p>It has not rained.</p>";
    let web = Web::new().page("https://courier.example/2021/05/05/wells", Answer::html(page)).start();
    let ran = check_at(&web, directory.path(), &["both.md", "linked.md", "--notes-only", "--report", "json=-"]);
    let report = ran.report();
    assert_eq!((ran.code, verdicts(&report)), (0, vec!["1.1 verified".to_owned()]), "{ran}");
    assert_eq!(findings(&report), Vec::<String>::new());
    let unasked = report["sources"].as_array().unwrap().iter().find(|source| source["url"] == gone).unwrap();
    assert_eq!((&unasked["outcome"], &unasked["cause"]), (&"not_asked".into(), &"excluded".into()));
    web.finish();

    // A document of nothing but such links holds URLs all the same, and nothing was left unverified by accident.
    let args = ["linked.md", "--notes-only", "--fail-on-unverified", "--resolve", "*=127.0.0.1:1"];
    let ran = check(directory.path(), &args);
    assert_eq!(ran.code, 0, "{ran}");
}
