#![allow(clippy::unwrap_used, reason = "a failed test is what an unwrap is for")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use clap::Command;

use super::file::File;
use super::options::{HARMLESS, NEVER};
use super::*;
use crate::cli;
use crate::text::publisher::Publishers;

/// The options that only a file may set that was named, with `--config` or `ISNAD_CONFIG`.
const NAMED_ONLY: [&str; 16] = [
    "user-agent",
    "header",
    "proxy",
    "resolve",
    "ca-certificate",
    "allow-private",
    "record",
    "replay",
    "cache",
    "archive",
    "archive-endpoint",
    "archive-interval",
    "doi-endpoint",
    "report",
    "open",
    "new-only",
];

fn root() -> Command {
    let mut root = cli::command();
    root.build();
    root
}

fn read_as(name: &str, text: &str, named: bool) -> Result<File, String> {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join(name);
    fs::write(&path, text).unwrap();
    let root = root();
    let read = File::read(&path, named, root.find_subcommand("check").unwrap());
    let inside = format!("{}/", directory.path().display());
    read.map_err(|error| error.to_string().replace(&inside, ""))
}

fn read(text: &str) -> Result<File, String> {
    read_as("isnad.toml", text, true)
}

/// The options of a file as they would be typed, paths without their directory.
fn typed(file: &File) -> Vec<String> {
    let directory = file.path.as_deref().and_then(Path::parent).unwrap();
    let inside = format!("{}/", directory.display());
    let all = file.options.iter().flat_map(|chosen| &chosen.arguments);
    all.map(|argument| argument.to_string_lossy().replace(&inside, "")).collect()
}

#[test]
fn every_option_is_sorted_by_what_a_file_that_was_merely_found_may_do_with_it() {
    let root = root();
    let check = root.find_subcommand("check").unwrap();
    let all: BTreeSet<&str> = check.get_arguments().filter_map(clap::Arg::get_long).collect();
    let sorted: Vec<&str> = [&HARMLESS[..], &NAMED_ONLY, &NEVER].concat();
    assert_eq!(sorted.len(), all.len(), "an option stands in two lists");
    assert_eq!(sorted.into_iter().collect::<BTreeSet<_>>(), all);
}

#[test]
fn hosts_are_read_with_what_is_different_for_them() {
    let found = read(
        "[hosts.\"News.example\"]\ninterval = \"1500ms\"\nconcurrency = 8\nheaders = { \"X-Key\" = \"s3cret\" }\n\
         [hosts.\"slow.example\"]\ninterval = 3\nskip = true\n",
    )
    .unwrap();
    let news = &found.hosts["news.example"];
    assert_eq!((news.interval, news.concurrency, news.skip), (Some(Duration::from_millis(1500)), Some(8), false));
    assert_eq!(found.hosts["slow.example"].interval, Some(Duration::from_secs(3)));
    assert_eq!((found.headers.len(), found.hosts["slow.example"].skip), (1, true));
    assert!(read("").unwrap().hosts.is_empty());
}

#[test]
fn publishers_are_read_with_their_names_and_hosts() {
    let found =
        read("[publishers.\"The Harbour Post\"]\nnames = [\"بريد الميناء\"]\nhosts = [\"HP.example\"]\n").unwrap();
    let known = Publishers::with(&found.publishers);
    assert!(known.names_agree("بريد الميناء", "The Harbour Post"));
    assert_eq!(found.publishers[0].hosts, ["hp.example"]);
    // They are known before anything is judged: what stands before the title is no author.
    let text = "Text.[^1]\n\n[^1]: Delta, A long way to the harbour of the delta, 5 May 2021, https://d.example/a\n";
    let publisher = |known: &str| {
        let publishers = Publishers::with(&read(known).unwrap().publishers);
        let beside = crate::read::Beside::default();
        let document = crate::read::read("r.md", text.as_bytes(), &beside, &crate::read::Settings::default());
        let audit = crate::parse::parse_with(document.unwrap(), &crate::parse::Settings { publishers });
        audit.notes[0].citations[0].publisher.clone()
    };
    assert_eq!(publisher("[publishers.\"Delta\"]\n").as_deref(), Some("Delta"));
    assert_eq!(publisher("").as_deref(), None);
}

#[test]
fn options_are_read_as_they_would_be_typed() {
    let text = "offline = true\nnotes-only = false\nfail-on = \"warning\"\nconcurrency = 8\ntimeout = 5\n\
                host-interval = \"1s\"\nselect = [\"dead-link\", \"soft-404\"]\ntoday = 2026-06-01\n\
                report = [\"html\", \"sarif=out/x.sarif\", \"json=-\"]\ncache = \"c.sqlite\"\nlang = \"en\"\n";
    assert_eq!(
        typed(&read(text).unwrap()),
        [
            "--offline",
            "--fail-on=warning",
            "--concurrency=8",
            "--timeout=5",
            "--host-interval=1s",
            "--select=dead-link",
            "--select=soft-404",
            "--today=2026-06-01",
            "--report=html",
            "--report=sarif=out/x.sarif",
            "--report=json=-",
            "--cache=c.sqlite",
            "--lang=en",
        ]
    );
    let project = "[project]\nname = \"x\"\n[tool.isnad]\nfail-on = \"never\"\n[tool.other]\nx = 1\n";
    assert_eq!(typed(&read_as("pyproject.toml", project, false).unwrap()), ["--fail-on=never"]);
}

#[test]
fn what_is_wrong_is_told_with_its_line_its_column_and_what_was_meant() {
    let cases = [
        ("hots = 1", "line 1, column 1: unknown key `hots` (did you mean `hosts`?)"),
        ("\n fial-on = \"error\"", "line 2, column 2: unknown key `fial-on` (did you mean `fail-on`?)"),
        ("zzz = 1", "line 1, column 1: unknown key `zzz` (`isnad init` writes"),
        ("config = \"x\"", "`config` is for the command line alone"),
        (
            "\n[hosts.\"a.example\"]\nintervall = 1",
            "line 3, column 1: unknown key `intervall` (did you mean `interval`?)",
        ),
        ("[hosts.\"a.example\"]\n\ninterval = \"soon\"", "line 3, column 12: write a number of seconds"),
        ("[hosts.\"a.example\"]\nconcurrency = 0", "line 2"),
        ("[hosts.\"a.example\"]\nskip = 1", "line 2"),
        ("\n[hosts.\"a b\"]\nskip = true", "line 2, column 8: hosts.\"a b\""),
        ("[hosts.\"a.example\"]\nheaders = { \"X Y\" = \"1\" }", "X Y"),
        (
            "\n[publishers.\"A\"]\nhost = [\"a.example\"]",
            "line 3, column 1: unknown key `host` (did you mean `hosts`?)",
        ),
        ("\n[publishers.\"A\"]\nhosts = [\"a b\"]", "line 2"),
        ("[hosts", "line 1"),
        (
            "fail-on = \"fatal\"",
            "line 1, column 11: `fail-on` cannot be \"fatal\"; it is one of error, warning, info, never",
        ),
        ("concurrency = 0", "line 1, column 15: `concurrency` cannot be \"0\": 0 is not in 1..=1024"),
        ("offline = \"yes\"", "line 1, column 11: `offline` is true or false"),
        ("fail-on = true", "`fail-on` is a text or a number"),
        ("select = [\"dead-lnik\"]", "there is no such rule (did you mean `dead-link`?)"),
        ("report = \"pdf\"", "there is no report format `pdf`"),
        ("offline = true\nrecord = \"x.warc\"", "line 2, column 1: `record` cannot stand beside `offline`"),
        (
            "[severity]\ndead-lnik = \"error\"",
            "line 2, column 1: there is no rule `dead-lnik` (did you mean `dead-link`?)",
        ),
        ("[severity]\ndead-link = \"fatal\"", "line 2, column 13: a severity is"),
        ("[[paths]]\nmatch = \"a\"\nselect = [\"x\"]", "line 3"),
        ("[[paths]]\nmatch = \"a\"\nselect = \"x\"", "line 3, column 10: there is no rule `x`"),
        (
            "[[paths]]\nmatch = \"a\"\nzzz = 1",
            "unknown key `zzz` (there are match, select, extend-select, ignore, fail-on)",
        ),
        (
            "ignore = [\"blocked\"]\n[[ignore]]\nrule = \"dead-link\"\nurl = \"x\"\nreason = \"y\"",
            "line 2, column 3: `ignore` is a list of rules above and findings here; in place of the list",
        ),
        ("[[paths]]\nselect = []", "missing field `match`"),
        ("[[paths]]\nmatch = \"a\"\nfail-on = \"x\"", "write \"error\", \"warning\""),
        ("[[ignore]]\nrule = \"dead-link\"\nurl = \"x\"", "missing field `reason`"),
        ("[[ignore]]\nrule = \"dead-link\"\nreason = \"x\"", "an ignore needs `url`, `host` or `document`"),
        ("[[ignore]]\nrule = \"dead-link\"\nurl = \"x\"\nreason = \" \"", "needs a reason that says something"),
        ("[[ignore]]\nrule = \"x\"\nurl = \"x\"\nreason = \"y\"", "line 2, column 8: there is no rule `x`"),
        ("[[ignore]]\nrule = []\nurl = \"x\"\nreason = \"y\"", "an empty list"),
        (
            "[[ignore]]\nrule = \"dead-link\"\nurl = \"x\"\nreason = \"y\"\nuntil = \"soon\"",
            "line 5, column 9: write a day",
        ),
    ];
    for (text, expected) in cases {
        let told = read(text).unwrap_err();
        assert!(told.starts_with("isnad.toml, line ") && told.contains(expected), "{text}\n  {told}");
    }
}

#[test]
fn a_file_that_was_merely_found_cannot_send_reach_or_write() {
    let cases = [
        "header = [\"a.example=X-Key: 1\"]",
        "proxy = \"http://a.example:80\"",
        "resolve = [\"*=127.0.0.1:80\"]",
        "allow-private = true",
        "user-agent = \"x\"",
        "report = [\"json=../../x\"]",
        "record = \"x.warc\"",
        "cache = \"x\"",
        "archive = \"lookup\"",
        "baseline = \"../../etc/passwd\"",
        "baseline = \"/etc/passwd\"",
        "[hosts.\"a.example\"]\nheaders = { \"X-Key\" = \"1\" }",
    ];
    for text in cases {
        let told = read_as("isnad.toml", text, false).unwrap_err();
        assert!(told.contains("merely found") && told.contains("--config"), "{text}: {told}");
        assert!(read(text).is_ok(), "{text}: where it was named, it may");
    }
    let harmless = "fail-on = \"warning\"\nbaseline = \"known/b.json\"\n[hosts.\"a.example\"]\nskip = true\n";
    assert!(read_as("isnad.toml", harmless, false).is_ok());
}

/// The template with every setting in force, one at a time: two options may exclude each other.
#[test]
fn every_line_of_the_template_can_be_put_in_force() {
    let template = template(&root());
    assert!(read(&template).unwrap().options.is_empty(), "it changes nothing as it is");
    let (options, tables) = template.split_once("# Tables").unwrap();
    let mut count = 0;
    for line in options.lines().filter_map(|line| line.strip_prefix("# ")).filter(|line| line.contains(" = ")) {
        let set = if line.ends_with("false") { line.replace("false", "true") } else { line.to_owned() };
        assert_eq!(read(&set).map(|file| file.options.len()), Ok(1), "{set}");
        count += 1;
    }
    assert!(count > 30, "{count}");
    let setting = |line: &&str| line.contains(" = ") || line.starts_with('[');
    let lines = tables.lines().filter_map(|line| line.strip_prefix("# ")).filter(setting);
    let file = read(&lines.collect::<Vec<_>>().join("\n")).unwrap();
    assert_eq!((file.paths.len(), file.ignores.len(), file.hosts.len(), file.severity.len()), (1, 2, 1, 1));
}

#[test]
fn the_schema_takes_what_the_reader_takes() {
    let validator = jsonschema::validator_for(&schema(&root())).unwrap();
    let valid = |text: &str| {
        let table: toml::Table = text.parse().unwrap();
        validator.is_valid(&serde_json::to_value(table).unwrap())
    };
    for text in [
        "",
        "fail-on = \"warning\"\nconcurrency = 8\nhost-interval = 1\nselect = [\"dead-link\"]\noffline = true",
        "ignore = [\"dead-link\"]",
        "[severity]\ndead-link = \"off\"",
        "[[ignore]]\nrule = [\"dead-link\"]\nurl = \"x\"\nreason = \"y\"\nuntil = \"2026-12-31\"",
        "[[ignore]]\nrule = \"dead-link\"\nhost = \"*.example\"\nreason = \"y\"",
        "[hosts.\"a.example\"]\ninterval = \"1s\"\nskip = true",
        "[publishers.A]\nnames = [\"B\"]",
        "[[paths]]\nmatch = [\"a\"]\nfail-on = \"never\"",
    ] {
        assert!(read(text).is_ok() && valid(text), "{text}");
    }
    for text in ["fial-on = \"error\"", "fail-on = \"fatal\"", "[hosts.A]\nskipp = true", "[severity]\nx = \"off\""] {
        assert!(read(text).is_err() && !valid(text), "{text}");
    }
}
