//! A report that was saved, rendered again: what comes out is what the run itself wrote, byte for byte.

use std::fs;
use std::path::{Path, PathBuf};

use isnad::report::REPORTERS;
use serde_json::Value;

use crate::support::isnad::isnad;

/// Runs isnad, and has every format written into a directory.
fn every_format(command: &[&str], directory: &Path) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut isnad = isnad(root);
    isnad.args(command);
    for reporter in REPORTERS {
        isnad.arg("--report").arg(format!("{}={}", reporter.name, directory.join(reporter.name).display()));
    }
    let output = isnad.output().unwrap();
    assert!(matches!(output.status.code(), Some(0 | 1 | 3)), "{command:?}: {output:?}");
}

fn directories() -> (tempfile::TempDir, PathBuf, PathBuf) {
    let directory = tempfile::tempdir().unwrap();
    let [run, rendered] = ["run", "rendered"].map(|name| directory.path().join(name));
    fs::create_dir(&run).unwrap();
    fs::create_dir(&rendered).unwrap();
    (directory, run, rendered)
}

#[test]
fn a_saved_report_renders_to_what_the_run_wrote() {
    let record = "reports/sample.warc.gz";
    let cases: [&[&str]; 4] = [
        &["check", "--replay", record, "reports/river-basin.txt", "reports/street-trees.md"],
        &["check", "--replay", record, "--quiet", "reports/river-basin.txt"],
        &["check", "--offline", "tests/report"],
        &["check", "--offline", "tests/cli/report-beside/docs/empty.txt"],
    ];
    for command in cases {
        let (_directory, run, rendered) = directories();
        every_format(command, &run);
        let saved = run.join("json");
        let quiet = command.contains(&"--quiet");
        let render = ["render", saved.to_str().unwrap(), if quiet { "--quiet" } else { "--color=never" }];
        every_format(&render, &rendered);
        for reporter in REPORTERS {
            let [written, again] = [&run, &rendered].map(|from| fs::read(from.join(reporter.name)).unwrap());
            let same = written == again;
            assert!(same, "{command:?}: {} differs\n{}", reporter.name, String::from_utf8_lossy(&again));
        }
    }
}

/// What could not be read of a document is said in the language of the report, of a saved one too; one that was saved
/// before defects had ids says what it said.
#[test]
fn defects_are_said_in_the_language_of_the_report() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let english = "one opening brace is never closed";
    let words =
        [("en", english), ("ar", "قوس واحد من نوع {} فُتح ولم يُغلق"), ("tr", "açılan bir süslü ayraç ({) kapatılmamış")];
    let broken = "tests/read/latex/broken/input.tex";
    let saved = isnad(root).args(["check", "--offline", broken, "--report", "json=-"]).output().unwrap().stdout;
    let mut old: Value = serde_json::from_slice(&saved).unwrap();
    let (defect, args) = ("/documents/0/defects/0", "/findings/0/args");
    assert_eq!(old.pointer(defect).unwrap()["message"], english);
    assert_eq!(old.pointer(args).unwrap()["defect"], english);
    for (place, keys) in [(defect, &["message_id", "args"][..]), (args, &["defect_id", "count"][..])] {
        for key in keys {
            assert!(old.pointer_mut(place).unwrap().as_object_mut().unwrap().remove(*key).is_some(), "{place}/{key}");
        }
    }
    let old = serde_json::to_vec(&old).unwrap();
    for (tag, _) in words {
        for format in ["terminal", "html", "markdown"] {
            let report = ["--lang", tag, "--report", &format!("{format}=-")].map(str::to_owned);
            let render = |saved: &[u8]| {
                let output = isnad(root).args(["render", "-"]).args(&report).write_stdin(saved).output().unwrap();
                String::from_utf8(output.stdout).unwrap()
            };
            let checked = isnad(root).args(["check", "--offline", broken]).args(&report).output().unwrap().stdout;
            for report in [render(&saved), String::from_utf8(checked).unwrap()] {
                for (other, words) in words {
                    assert_eq!(report.contains(words), other == tag, "{tag} {format}: {words}");
                }
            }
            assert!(render(&old).contains(english), "{tag} {format}: an old report");
        }
    }
}

#[test]
fn an_extraction_renders_too() {
    let directory = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let extracted = isnad(root).args(["extract", "reports/street-trees.md"]).output().unwrap().stdout;
    let output = isnad(directory.path())
        .args(["render", "-", "--report", "html", "--report", "json=-"])
        .write_stdin(extracted.clone())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(String::from_utf8(output.stdout).unwrap(), String::from_utf8(extracted).unwrap());
    assert!(directory.path().join("report.isnad.html").exists());
}

/// Whatever is taken out of a report, or put in its place: it is refused with its line, or it is rendered.
#[test]
fn a_report_that_was_tampered_with_is_refused_or_rendered() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let saved = fs::read_to_string(root.join("reports/street-trees.isnad.json")).unwrap();
    let catalogue = isnad::lang::Catalogue::new("en");
    let read = |text: &str| isnad::report::json::read(text.as_bytes(), &catalogue);
    assert!(read(&saved).is_ok());
    let whole: Value = serde_json::from_str(&saved).unwrap();
    let (mut refused, mut rendered) = (0, 0);
    for pointer in pointers(&whole, String::new(), 4) {
        for other in [Value::Null, "\u{202e}<script>\0".into(), (-1).into(), serde_json::json!([{"a": []}])] {
            let mut tampered = whole.clone();
            *tampered.pointer_mut(&pointer).unwrap() = other;
            let text = serde_json::to_string_pretty(&tampered).unwrap();
            match read(&text) {
                Ok(report) => {
                    rendered += 1;
                    let out = &mut Vec::new();
                    let mut canvas = isnad::report::Canvas::plain(out, &catalogue, &[]);
                    (isnad::report::html::REPORTER.write)(&report, &mut canvas).unwrap();
                }
                Err(why) => {
                    refused += 1;
                    assert!(why.line >= 1 && why.line <= text.lines().count() && !why.message.is_empty(), "{why}");
                }
            }
        }
    }
    assert!(refused > 100 && rendered > 100, "{refused} refused, {rendered} rendered");
    for cut in (0..saved.len() - 2).step_by(1999).filter(|&cut| saved.is_char_boundary(cut)) {
        assert!(read(&saved[..cut]).is_err(), "cut at {cut}");
    }
}

/// The places in a value down to a depth; of a list the first two elements.
fn pointers(value: &Value, at: String, depth: usize) -> Vec<String> {
    let below: Vec<(String, &Value)> = match value {
        Value::Object(map) => map.iter().map(|(key, value)| (format!("{at}/{key}"), value)).collect(),
        Value::Array(list) => list.iter().take(2).enumerate().map(|(i, value)| (format!("{at}/{i}"), value)).collect(),
        _ => Vec::new(),
    };
    let mut found = vec![at];
    if depth > 0 {
        found.extend(below.into_iter().flat_map(|(at, value)| pointers(value, at, depth - 1)));
    }
    found
}
