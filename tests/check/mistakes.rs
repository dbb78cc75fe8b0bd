//! Mistakes that everybody makes once, and what is said to them: `mistakes.txt` beside this file.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::{Run, command, run};
use crate::support::golden;
use crate::support::isnad::masked;
use crate::support::paper::{Paper, pdf_with};
use crate::support::web::{Answer, Web};

const FINE: &str = "The wells ran dry.[^1]\n\n[^1]: \"The wells of the valley run dry\", 5 May 2021, \
                    <https://courier.example/2021/05/05/wells>.\n";

/// Three sites, so that it can be told that there is no network at all.
const SITES: &str = "So.[^1] So.[^2] So.[^3]\n\n[^1]: <https://one.example/a>\n\n[^2]: <https://two.example/b>\n\n\
                     [^3]: <https://three.example/c>\n";

fn lay_out(root: &Path) {
    let encrypt =
        format!("/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{0}> /U <{0}> >> /ID [<00> <00>]", "00".repeat(32));
    fs::create_dir(root.join("pictures")).unwrap();
    for (name, bytes) in [
        ("report.md", FINE.as_bytes().to_vec()),
        ("sites.md", SITES.as_bytes().to_vec()),
        ("pictures/one.png", b"no".to_vec()),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Word 97".to_vec()),
        ("locked.pdf", pdf_with(vec![Paper::default()], &encrypt)),
        ("broken.toml", b"fail-on = \"warning\nselect = []\n".to_vec()),
        ("misspelt.toml", b"[hosts.\"journal.example\"]\nintervall = 2\n".to_vec()),
        ("scan.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF".to_vec()),
        ("cache-is-a-directory/x", b"".to_vec()),
    ] {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// Mistakes that need no web.
const OFFLINE: [(&str, &[&str]); 12] = [
    ("a path that is not there", &["--offline", "reprot.md"]),
    ("a rule that there is not", &["--offline", "--ignore", "dead-links", "report.md"]),
    ("an option that there is not", &["--offline", "--fail-no", "warning", "report.md"]),
    ("a directory with nothing to read", &["--offline", "pictures"]),
    ("a .doc of old", &["--offline", "old.doc"]),
    ("a PDF behind a password", &["--offline", "locked.pdf"]),
    ("a picture of a page", &["--offline", "scan.jpg"]),
    ("settings that are no TOML", &["--offline", "--config", "broken.toml", "report.md"]),
    ("a key that there is not", &["--offline", "--config", "misspelt.toml", "report.md"]),
    ("a report into a folder that is not there", &["--offline", "report.md", "--report", "html=out/report.html"]),
    ("no document at all", &["--offline"]),
    ("a report where the baseline belongs", &["--offline", "report.md", "--baseline", "report.md"]),
];

#[test]
fn what_is_said_to_ten_mistakes_and_some_more() {
    let directory = tempfile::tempdir().unwrap();
    let root = directory.path();
    lay_out(root);
    let mut said = String::new();
    let mut say = |what: &str, args: &[&str], ran: Run| {
        writeln!(said, "# {what}\n$ isnad check {}", args.join(" ")).unwrap();
        let shown = ran.stderr.replace(&root.display().to_string(), "…");
        // Where it ran, the report says how.
        let report: Vec<_> = ran.stdout.lines().filter(|line| !line.is_empty()).collect();
        let tail = report.get(report.len().saturating_sub(2)..).unwrap_or_default();
        let tail = tail.iter().map(|line| format!("  | {line}\n")).collect::<Vec<_>>().concat();
        writeln!(said, "{tail}{}exit {}\n", masked(shown.as_bytes()), ran.code).unwrap();
    };
    for (what, args) in OFFLINE {
        say(what, args, run(command(root).args(args)));
    }
    let nowhere = &["--resolve", "*=127.0.0.1:1"];
    let args = &["sites.md"];
    say("no network", args, run(command(root).args(args).args(nowhere)));
    let args = &["sites.md", "--proxy", "http://127.0.0.1:1", "--no-cache"];
    say("a proxy that refuses", args, run(command(root).args(args)));

    let page = "<html lang=en><title>The wells of the valley run dry</title><p>It has not rained.</p>";
    let web = Web::new().page("https://courier.example/2021/05/05/wells", Answer::html(page)).start();
    let args = &["report.md", "--cache", "cache-is-a-directory"];
    say("a cache that cannot be written", args, run(command(root).args(args).args(web.arguments())));
    web.finish();
    golden::compare(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check/mistakes.txt"), &said);
}
