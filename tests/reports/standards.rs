//! Reports held against the standards of those who read them: by a schema, or by a parser that is not ours.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use roxmltree::{Document, Node};
use serde_json::Value;

use super::audit;

/// The samples that have something of everything.
const SAMPLES: [&str; 2] = ["reports/river-basin.txt", "reports/street-trees.md"];

#[test]
fn sarif_is_valid_and_has_what_code_scanning_needs() {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas/sarif-2.1.0.json");
    let mut schema: Value = serde_json::from_str(&fs::read_to_string(schema).unwrap()).unwrap();
    // The schema's own slip: a bracket too many, with which the pattern is none. It is of a key that is not written here.
    for definition in ["run", "toolComponent"] {
        let language = schema.pointer_mut(&format!("/definitions/{definition}/properties/language"));
        assert!(language.and_then(Value::as_object_mut).unwrap().remove("pattern").is_some());
    }
    let validator = jsonschema::validator_for(&schema).unwrap();
    for sample in SAMPLES {
        let log: Value = serde_json::from_str(&audit(sample, "sarif=-")).unwrap();
        let errors: Vec<_> = validator.iter_errors(&log).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{sample}: {errors:?}");

        let run = &log["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        assert_eq!(rules.len(), isnad::judge::RULES.len());
        for rule in rules {
            for text in ["/shortDescription/text", "/fullDescription/text", "/help/text"] {
                let text = rule.pointer(text).and_then(Value::as_str).unwrap();
                assert!(!text.is_empty(), "{rule}");
            }
            assert!(rule["fullDescription"]["text"].as_str().unwrap().chars().count() <= 1024);
        }
        let results = run["results"].as_array().unwrap();
        assert!(results.len() >= 5, "{sample}: {}", results.len());
        let mut fingerprints = HashSet::new();
        for result in results {
            let index = result["ruleIndex"].as_u64().unwrap() as usize;
            assert_eq!(rules[index]["id"], result["ruleId"]);
            let line = result.pointer("/locations/0/physicalLocation/region/startLine").and_then(Value::as_u64);
            assert!(line.is_some_and(|line| line >= 1));
            assert!(fingerprints.insert(result["partialFingerprints"]["primaryLocationLineHash"].as_str().unwrap()));
        }
    }
}

/// Lines and columns counted by hand: characters, the end being the one after the last.
#[test]
fn columns_are_characters_also_after_arabic_and_emoji() {
    let directory = tempfile::tempdir().unwrap();
    let document = "ماء 😀 [^1]\n\n[^1]: “The well”, http://user:secret@a.example/ x\n";
    let input = directory.path().join("r.md");
    fs::write(&input, document).unwrap();
    let run = |report: &str| {
        let args = ["check", "--offline", "--exit-zero", "--report", report];
        let output = crate::support::isnad::isnad(directory.path()).args(args).arg("r.md").output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let log: Value = serde_json::from_str(&run("sarif=-")).unwrap();
    assert_eq!(log["runs"][0]["columnKind"], "unicodeCodePoints");
    let results = log["runs"][0]["results"].as_array().unwrap();
    let secret = results.iter().find(|result| result["ruleId"] == "credentials-in-url").unwrap();
    let region = secret.pointer("/locations/0/physicalLocation/region").unwrap();
    // The citation begins after `[^1]: `, 6 characters, and is 43 long: `“The well”, ` 12, the URL 29, ` x` 2.
    let expected = serde_json::json!({"startLine": 3, "startColumn": 7, "endLine": 3, "endColumn": 50});
    assert_eq!(*region, expected);
    let concise = run("concise=-");
    assert!(concise.contains("r.md:3:7: error credentials-in-url: note 1: "), "{concise}");
    let github = run("github=-");
    assert!(github.contains("::error file=r.md,line=3,endLine=3,col=7,endColumn=49,title="), "{github}");
}

#[test]
fn junit_has_a_suite_for_each_document_and_unique_names() {
    let mut skipped = 0;
    for sample in SAMPLES {
        let xml = audit(sample, "junit=-");
        let document = Document::parse(&xml).unwrap();
        let root = document.root_element();
        assert_eq!(root.tag_name().name(), "testsuites");
        let suites: Vec<_> = root.children().filter(Node::is_element).collect();
        assert_eq!(suites.iter().map(|suite| suite.attribute("name").unwrap()).collect::<Vec<_>>(), [sample]);
        let cases: Vec<_> = suites[0].children().filter(Node::is_element).collect();
        let mut names = HashSet::new();
        for case in &cases {
            assert_eq!(case.attribute("classname"), Some(sample));
            assert!(names.insert(case.attribute("name").unwrap()), "{case:?}");
            for outcome in case.children().filter(Node::is_element) {
                assert!(matches!(outcome.tag_name().name(), "failure" | "skipped" | "system-out"));
                assert!(!outcome.text().unwrap_or_default().is_empty());
            }
        }
        let having = |name: &str| cases.iter().filter(|case| case.children().any(|c| c.has_tag_name(name))).count();
        for (attribute, count) in
            [("tests", cases.len()), ("failures", having("failure")), ("skipped", having("skipped"))]
        {
            assert_eq!(suites[0].attribute(attribute), Some(count.to_string().as_str()), "{attribute}");
            assert_eq!(root.attribute(attribute), suites[0].attribute(attribute));
        }
        assert!(having("failure") >= 2, "{xml}");
        skipped += having("skipped");
    }
    assert!(skipped >= 3, "{skipped}");
}

#[test]
fn checkstyle_has_a_file_for_each_document() {
    for sample in SAMPLES {
        let xml = audit(sample, "checkstyle=-");
        let document = Document::parse(&xml).unwrap();
        assert!(document.root_element().has_tag_name("checkstyle"));
        let errors: Vec<_> = document.descendants().filter(|node| node.has_tag_name("error")).collect();
        assert!(errors.len() >= 5);
        for error in errors {
            assert_eq!(error.parent().and_then(|file| file.attribute("name")), Some(sample));
            assert!(error.attribute("line").unwrap().parse::<u32>().unwrap() >= 1);
            assert!(matches!(error.attribute("severity"), Some("error" | "warning" | "info")));
            assert!(error.attribute("source").unwrap().starts_with("isnad."));
        }
    }
}

#[test]
fn gitlab_has_the_keys_it_reads_and_no_others() {
    for sample in SAMPLES {
        let issues: Value = serde_json::from_str(&audit(sample, "gitlab=-")).unwrap();
        let mut fingerprints = HashSet::new();
        for issue in issues.as_array().unwrap() {
            let keys: Vec<_> = issue.as_object().unwrap().keys().map(String::as_str).collect();
            assert_eq!(keys, ["check_name", "description", "fingerprint", "severity", "location"]);
            assert!(fingerprints.insert(issue["fingerprint"].as_str().unwrap()));
            assert!(matches!(issue["severity"].as_str(), Some("info" | "minor" | "major" | "critical" | "blocker")));
            assert!(issue["location"]["lines"]["begin"].as_u64().unwrap() >= 1);
            assert_eq!(issue["location"]["path"], sample);
        }
        assert!(fingerprints.len() >= 5);
    }
}

#[test]
fn every_line_of_the_line_formats_is_an_object() {
    for (report, keys) in [
        ("rdjsonl=-", &["message", "location", "severity", "source", "code"][..]),
        ("jsonl=-", &["document", "note", "note_id", "place", "citation", "source", "findings"]),
    ] {
        let lines = audit(SAMPLES[0], report);
        assert!(lines.lines().count() >= 5);
        for line in lines.lines() {
            let object: Value = serde_json::from_str(line).unwrap();
            assert_eq!(object.as_object().unwrap().keys().map(String::as_str).collect::<Vec<_>>(), keys);
        }
    }
}

#[test]
fn every_line_for_reviewdog_is_a_diagnostic() {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas/rdjson-diagnostic.json");
    let schema: Value = serde_json::from_str(&fs::read_to_string(schema).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    assert!(!validator.is_valid(&serde_json::json!({"severity": "GRAVE"})));
    for sample in SAMPLES {
        let lines = audit(sample, "rdjsonl=-");
        for line in lines.lines() {
            let diagnostic: Value = serde_json::from_str(line).unwrap();
            let errors: Vec<_> = validator.iter_errors(&diagnostic).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{sample}: {errors:?}: {line}");
        }
    }
}

#[test]
fn csv_is_a_table_with_a_row_for_each_citation() {
    let table = audit(SAMPLES[0], "csv=-");
    let mut rows = csv::Reader::from_reader(table.trim_start_matches('\u{feff}').as_bytes());
    let head = rows.headers().unwrap().clone();
    let verdict = head.iter().position(|column| column == "verdict").unwrap();
    let verdicts: Vec<_> = rows.records().map(|row| row.unwrap()[verdict].to_owned()).collect();
    let report: Value = serde_json::from_str(&audit(SAMPLES[0], "json=-")).unwrap();
    assert_eq!(verdicts.iter().filter(|verdict| !verdict.is_empty()).count() as u64, report["summary"]["citations"]);
}
