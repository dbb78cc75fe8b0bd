//! What is known already: settings, ignores and baselines, over a repository of four documents and a web of our own.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::{Run, command, run};
use crate::support::isnad::isnad;
use crate::support::web::{Answer, Running, Web};

/// The documents of the repository.
pub(super) const DOCUMENTS: [&str; 4] = ["docs/canals.md", "docs/dams.md", "docs/wells.md", "docs/annex.html"];

/// What they cite, and whether it is gone.
const PAGES: [(&str, &str, bool); 6] = [
    ("canals", "The canals of the plain", false),
    ("dams", "The dam that was never finished", false),
    ("wells", "The wells of the valley run dry", false),
    ("annex", "Readings of the meters", false),
    ("gone", "A plan for the upper basin", true),
    ("lost", "Minutes of the second meeting", true),
];

fn url(page: &str) -> String {
    format!("https://courier.example/2021/05/05/{page}")
}

fn note(number: usize, page: &str) -> String {
    let (_, title, _) = PAGES.into_iter().find(|(name, ..)| *name == page).unwrap();
    format!("[^{number}]: \"{title}\", Courier, 5 May 2021, <{}>.\n", url(page))
}

/// A document with these notes, numbered from 1.
pub(super) fn document(pages: &[&str]) -> String {
    let calls = (1..=pages.len()).map(|number| format!("So it was said.[^{number}]\n\n"));
    let notes = (1..).zip(pages).map(|(number, page)| note(number, page));
    let blocks: Vec<_> = calls.chain(notes).collect();
    format!("# Water\n\n{}", blocks.concat())
}

/// Writes the repository's documents.
pub(super) fn write(root: &Path) {
    let put = |path: &str, text: &str| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    put(DOCUMENTS[0], &document(&["canals", "gone"]));
    put(DOCUMENTS[1], &document(&["dams"]));
    put(DOCUMENTS[2], &document(&["wells"]));
    let annex = format!(
        "<!DOCTYPE html>\n<html lang=en><title>Annex</title>\n<p>It was measured.<a id=r1 href=#n1><sup>1</sup></a>\n\
         <ol><li id=n1>\"Readings of the meters\", Courier, 5 May 2021, <a href=\"{}\">link</a> <a href=#r1>back</a></ol>\n",
        url("annex")
    );
    put(DOCUMENTS[3], &annex);
}

/// The web that they cite. What is not visited is no fault: not every step looks at every page.
pub(super) fn web() -> Running {
    let page = |web: Web, (name, title, gone): (&str, &str, bool)| {
        let html = format!(
            "<html lang=en><title>{title}</title><meta property=\"article:published_time\" content=\"2021-05-05\"><p>It was."
        );
        web.spare(&url(name), if gone { Answer::status(404) } else { Answer::html(html) })
    };
    PAGES.into_iter().fold(Web::new(), page).start()
}

/// Runs a command of isnad against the web in the repository.
pub(super) fn ask(root: &Path, web: &Running, subcommand: &[&str], args: &[&str]) -> Run {
    let mut command = isnad(root);
    command.args(subcommand).args(["--today", "2026-06-01", "--host-interval", "0", "--retries", "0"]);
    run(command.args(web.arguments()).args(args))
}

/// The findings that count: rule, document, note.
pub(super) fn counting(report: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let findings = report["findings"].as_array().unwrap().iter().filter(|finding| finding["suppressed"].is_null());
    findings.map(|finding| ["rule", "document", "note"].map(|key| text(&finding[key])).join(" ")).collect()
}

#[test]
fn what_is_known_does_not_count_and_what_is_new_does_whatever_its_number() {
    let directory = tempfile::tempdir().unwrap();
    let root = directory.path();
    write(root);
    let web = web();
    let check = |args: &[&str]| ask(root, &web, &["check"], &[&["docs", "--report", "json=-"], args].concat());

    let first = check(&[]);
    assert_eq!((first.code, counting(&first.report())), (1, vec!["dead-link docs/canals.md 2".to_owned()]), "{first}");

    let written =
        ask(root, &web, &["baseline", "write"], &["docs", "--by", "Ed", "--reason", "to be replaced in June"]);
    assert_eq!(written.code, 0, "{written}");
    assert_eq!(written.stderr, "isnad: isnad-baseline.json accepts one more finding, 1 in all\n");
    let baseline = fs::read_to_string(root.join("isnad-baseline.json")).unwrap();
    let entries: Value = serde_json::from_str(&baseline).unwrap();
    let entry = &entries["decisions"][0];
    assert_eq!((&entries["schema"], &entry["decision"]), (&"isnad-decisions/1".into(), &"accept".into()));
    assert_eq!((&entry["rule"], &entry["by"], &entry["at"]), (&"dead-link".into(), &"Ed".into(), &"2026-06-01".into()));

    let known = &["--baseline", "isnad-baseline.json"];
    let second = check(known);
    assert_eq!((second.code, counting(&second.report())), (0, vec![]), "{second}");
    let report = second.report();
    let suppressed = &report["findings"][0]["suppressed"];
    assert_eq!((&suppressed["by"], &suppressed["reason"]), (&"baseline".into(), &"to be replaced in June".into()));
    assert_eq!(report["summary"]["suppressed"], 1);

    // A note before the known one renumbers it; another brings a link that is gone.
    fs::write(root.join(DOCUMENTS[0]), document(&["wells", "canals", "gone", "lost"])).unwrap();
    let third = check(known);
    assert_eq!((third.code, counting(&third.report())), (1, vec!["dead-link docs/canals.md 4".to_owned()]), "{third}");

    // The earlier report knows as much, without anybody's having decided anything.
    fs::write(root.join("earlier.json"), &second.stdout).unwrap();
    let new = check(&["--new-only", "earlier.json"]);
    assert_eq!((new.code, counting(&new.report())), (1, vec!["dead-link docs/canals.md 4".to_owned()]), "{new}");

    // From within a directory and by another path the findings are the same, where there is a repository.
    fs::create_dir(root.join(".git")).unwrap();
    let inside = ask(
        &root.join("docs"),
        &web,
        &["check"],
        &["./canals.md", "--baseline", "../isnad-baseline.json", "--report", "json=-"],
    );
    assert_eq!(counting(&inside.report()), ["dead-link ./canals.md 4"], "{inside}");

    // What is repaired is told, and taken out.
    fs::write(root.join(DOCUMENTS[0]), document(&["canals"])).unwrap();
    let repaired = check(known);
    assert_eq!(repaired.code, 0, "{repaired}");
    assert!(repaired.stderr.contains("one finding that isnad-baseline.json knows is there no more"), "{repaired}");
    let pruned = ask(root, &web, &["baseline", "prune"], &["docs"]);
    assert_eq!(pruned.stderr, "isnad: one decision taken out of isnad-baseline.json, 0 left\n", "{pruned}");
    assert_eq!(check(known).stderr.matches("no more").count(), 0);
}

#[test]
fn a_baseline_follows_documents_that_are_renamed_and_forgets_those_that_are_gone() {
    let directory = tempfile::tempdir().unwrap();
    let root = directory.path();
    write(root);
    let web = web();
    // The settings name a baseline that is not there yet.
    fs::write(root.join("isnad.toml"), "baseline = \"known.json\"\n").unwrap();
    let baseline = |what: &str| ask(root, &web, &["baseline", what], &["docs"]);
    let written = baseline("write");
    assert_eq!(written.stderr, "isnad: known.json accepts one more finding, 1 in all\n", "{written}");
    let earlier = ask(root, &web, &["check"], &["docs", "--report", "json=-", "--isolated"]);
    fs::write(root.join("earlier.json"), &earlier.stdout).unwrap();

    fs::rename(root.join(DOCUMENTS[0]), root.join("docs/rivers.md")).unwrap();
    fs::write(root.join("docs/rivers.md"), document(&["wells", "gone", "lost"])).unwrap();
    for known in [&["--baseline", "known.json"], &["--new-only", "earlier.json"]] {
        let args = [&["docs", "--report", "json=-", "--isolated"], &known[..]].concat();
        let renamed = ask(root, &web, &["check"], &args);
        assert_eq!(counting(&renamed.report()), ["dead-link docs/rivers.md 3"], "{renamed}");
        assert_eq!(renamed.stderr.matches("no more").count(), 0, "{renamed}");
    }
    // One that is there still has not been renamed, whatever is found elsewhere.
    fs::write(root.join(DOCUMENTS[0]), document(&["gone"])).unwrap();
    let copied = ask(root, &web, &["check"], &["docs", "--report", "json=-"]);
    assert_eq!(counting(&copied.report()), ["dead-link docs/rivers.md 2", "dead-link docs/rivers.md 3"], "{copied}");
    fs::remove_file(root.join(DOCUMENTS[0])).unwrap();

    assert_eq!(baseline("prune").stderr, "isnad: 0 decisions taken out of known.json, 1 left\n");
    let decisions: Value = serde_json::from_str(&fs::read_to_string(root.join("known.json")).unwrap()).unwrap();
    assert_eq!(decisions["decisions"][0]["document"], "docs/rivers.md");
    assert_eq!(decisions["decisions"][0]["at"], "2026-06-01");
    fs::remove_file(root.join("docs/rivers.md")).unwrap();
    let gone = ask(root, &web, &["check"], &["docs"]);
    assert!(gone.code == 0 && gone.stderr.contains("one finding that known.json knows is there no more"), "{gone}");
    assert_eq!(baseline("prune").stderr, "isnad: one decision taken out of known.json, 0 left\n");
}

#[test]
fn a_baseline_is_made_of_a_report_too_and_keeps_what_was_decided() {
    let directory = tempfile::tempdir().unwrap();
    let root = directory.path();
    write(root);
    fs::write(root.join(DOCUMENTS[0]), document(&["canals", "gone", "lost"])).unwrap();
    let web = web();
    let first = ask(root, &web, &["check"], &["docs", "--report", "json=r.json"]);
    assert_eq!(first.code, 1, "{first}");
    let report: Value = serde_json::from_str(&fs::read_to_string(root.join("r.json")).unwrap()).unwrap();
    let print = |index: usize| report["findings"][index]["fingerprint"].as_str().unwrap().to_owned();
    // As the page for editors saves it: without the document.
    let decision = |index: usize, page: &str, decision: &str, reason: &str, by: Value| {
        json!({ "fingerprint": print(index), "rule": "dead-link", "url": url(page), "decision": decision,
                "reason": reason, "by": by, "at": "2026-05-30", "until": null })
    };
    let decisions =
        [decision(0, "gone", "accept", "seen in print", "Ed".into()), decision(1, "lost", "ask", "", Value::Null)];
    let saved = json!({ "schema": "isnad-decisions/1", "decisions": decisions }).to_string();
    fs::write(root.join("isnad-decisions.json"), saved).unwrap();
    let args = ["docs", "--report", "json=-", "--baseline", "isnad-decisions.json"];
    let decided = ask(root, &web, &["check"], &args);
    assert_eq!(
        (decided.code, counting(&decided.report())),
        (1, vec!["dead-link docs/canals.md 3".to_owned()]),
        "{decided}"
    );

    let mut write = isnad(root);
    write.args([
        "baseline",
        "write",
        "--from",
        "r.json",
        "--baseline",
        "isnad-decisions.json",
        "--today",
        "2026-06-01",
    ]);
    let written = run(&mut write);
    assert_eq!(
        (written.code, written.stderr.as_str()),
        (0, "isnad: isnad-decisions.json accepts 0 more findings, 2 in all\n")
    );
    let shown = run(isnad(root).args(["baseline", "show", "isnad-decisions.json"]));
    let lines: Vec<_> = shown.stdout.lines().collect();
    assert!(lines[0].starts_with("accept  dead-link docs/canals.md https://"), "{shown}");
    assert_eq!(lines[1], "        seen in print [2026-05-30, Ed]", "{shown}");
    assert!(lines[2].starts_with("ask     dead-link"), "what was to be asked still is: {shown}");
}

#[test]
fn an_ignore_holds_until_its_last_day() {
    let directory = tempfile::tempdir().unwrap();
    let root = directory.path();
    write(root);
    let web = web();
    let settings = |until: &str| {
        let text = format!(
            "[[ignore]]\nrule = \"dead-link\"\nurl = \"{}\"\nreason = \"being rebuilt\"\nuntil = {until}\n",
            url("gone")
        );
        fs::write(root.join("isnad.toml"), text).unwrap();
        ask(root, &web, &["check"], &["docs", "--report", "json=-"])
    };
    let holds = settings("2026-06-01");
    assert_eq!((holds.code, counting(&holds.report())), (0, vec![]), "{holds}");
    let suppressed = &holds.report()["findings"][0]["suppressed"];
    assert_eq!((&suppressed["by"], &suppressed["until"]), (&"ignore".into(), &"2026-06-01".into()));
    let expired = settings("2026-05-31");
    assert_eq!(expired.code, 1, "{expired}");
    assert_eq!(
        counting(&expired.report()),
        ["unused-ignore docs/annex.html -", "dead-link docs/canals.md 2"],
        "{expired}"
    );
    let said = &expired.report()["findings"][0]["message"];
    assert_eq!(said, "the ignore of dead-link in isnad.toml, line 1, held until 2026-05-31 and no longer does");
    let open = ask(root, &web, &["check"], &["docs", "--report", "json=-", "--no-ignores"]);
    assert_eq!(counting(&open.report()), ["dead-link docs/canals.md 2"], "{open}");
}

#[test]
fn settings_are_found_upward_and_what_is_typed_goes_before_them() {
    let directory = tempfile::tempdir().unwrap();
    let root = directory.path();
    write(root);
    fs::create_dir(root.join(".git")).unwrap();
    let warned = "So.[^1]\n\n[^1]: \"The wells run dry\", 5 May 2021, <https://courier.example/2021/03/09/wells>.\n";
    fs::write(root.join("docs/warned.md"), warned).unwrap();
    let code = |args: &[&str]| run(command(root).args(["--offline", "docs/warned.md"]).args(args)).code;
    assert_eq!(code(&[]), 0);
    let put = |text: &str| fs::write(root.join("isnad.toml"), text).unwrap();
    put("fail-on = \"warning\"\n");
    assert_eq!(code(&[]), 1);
    assert_eq!(code(&["--fail-on", "error"]), 0);
    assert_eq!(code(&["--isolated"]), 0);
    put("[severity]\ndate-mismatch = \"error\"\n");
    assert_eq!(code(&[]), 1);
    put("[severity]\ndate-mismatch = \"off\"\n");
    assert_eq!(code(&["--fail-on", "warning"]), 0);
    put("[[paths]]\nmatch = \"docs/\"\nfail-on = \"warning\"\n");
    assert_eq!(code(&[]), 1);
    put("[[paths]]\nmatch = \"drafts/\"\nfail-on = \"warning\"\n");
    assert_eq!(code(&[]), 0);
    put("[[paths]]\nmatch = \"*.md\"\nselect = [\"malformed-url\"]\n");
    assert_eq!(code(&["--fail-on", "warning"]), 0);
    assert_eq!(code(&["--fail-on", "warning", "--select", "date-mismatch"]), 1);
    // What is typed may exclude what the file says.
    put("no-cache = true\n");
    assert_eq!(code(&["--cache", "c.sqlite"]), 0);

    let mut with_env = command(root);
    fs::write(root.join("other.toml"), "fail-on = \"warning\"\n").unwrap();
    assert_eq!(run(with_env.args(["--offline", "docs/warned.md"]).env("ISNAD_CONFIG", "other.toml")).code, 1);
}

#[test]
fn a_page_is_an_error_once_it_has_been_gone_for_long_enough() {
    let directory = tempfile::tempdir().unwrap();
    let root = directory.path();
    write(root);
    let web = web();
    let check = |least: &str| {
        let args = ["docs/canals.md", "--report", "json=-", "--cache", "c.sqlite", "--dead-after", least];
        ask(root, &web, &["check"], &args)
    };
    let young = check("3d");
    assert_eq!(young.code, 0, "{young}");
    assert_eq!(counting(&young.report()), ["dead-link docs/canals.md 2"]);
    let finding = &young.report()["findings"][0];
    assert_eq!(finding["severity"], "warning");
    assert!(finding["related"][0]["message"].as_str().unwrap().ends_with("only: a warning for now"), "{finding}");
    assert_eq!(young.report()["documents"][0]["notes"][1]["citations"][0]["verdict"], "dead");
    // The cache says that it was gone four days ago.
    let history = rusqlite::Connection::open(root.join("c.sqlite")).unwrap();
    assert_eq!(
        history.execute("UPDATE source SET first_failure = first_failure - 4 * 86400 WHERE failures > 0", []).unwrap(),
        1
    );
    drop(history);
    let old = check("3d");
    assert_eq!((old.code, &old.report()["findings"][0]["severity"]), (1, &"error".into()), "{old}");
    assert_eq!(check("5d").code, 0);
    let without = ask(root, &web, &["check"], &["docs/canals.md", "--dead-after", "3d"]);
    assert!(without.code == 2 && without.stderr.contains("name one with --cache"), "{without}");
}

#[test]
fn ignores_stand_in_comments_of_every_text_format() {
    let directory = tempfile::tempdir().unwrap();
    let root = directory.path();
    let bad = "http://localhost/dam";
    let call = "isnad: ignore[malformed-url] to be filled in";
    let html = format!(
        "<!DOCTYPE html>\n<html lang=en><title>Dams</title>\n<p>So.<a id=r1 href=#n1><sup>1</sup></a> And \
         so.<a id=r2 href=#n2><sup>2</sup></a>\n<ol>\n<!-- {call} -->\n<li id=n1>The dam, <a href=\"{bad}1\">link</a> <a \
         href=#r1>back</a>\n<li id=n2>The canal, <a href=\"{bad}2\">link</a> <a href=#r2>back</a>\n</ol>\n"
    );
    let tex = format!(
        "\\documentclass{{article}}\n\\begin{{document}}\nSo.\\footnote{{The dam, \\url{{{bad}1}}.}} % {call}\n\n\
         And so.\\footnote{{The canal, \\url{{{bad}2}}.}} Fifty \\% {call}\n\\end{{document}}\n"
    );
    let markdown =
        format!("So.[^1] And so.[^2]\n\n[^1]: The dam, <{bad}1>. <!-- {call} -->\n\n[^2]: The canal, <{bad}2>.\n");
    for (name, text) in [("a.html", html), ("a.tex", tex), ("a.md", markdown)] {
        fs::write(root.join(name), text).unwrap();
        let ran = super::check(root, &["--offline", name, "--report", "json=-"]);
        assert_eq!((ran.code, counting(&ran.report())), (1, vec![format!("malformed-url {name} 2")]), "{ran}");
        assert_eq!(ran.report()["summary"]["suppressed"], 1, "{ran}");
    }
}
