//! SARIF 2.1.0, as code scanning on GitHub reads it.
//!
//! Columns are Unicode scalar values, and the log says so. A file without lines (PDF, Word) is pointed at by its first
//! line; the message names the page or paragraph. The fingerprint is ours: one made of source lines would say nothing
//! of such a file.

use std::io;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::{Canvas, Reporter, statement, wire};
use crate::lang::{Catalogue, Explanation};
use crate::model::{Finding, Message, Report, RuleText, Severity, Suppressed, SuppressedBy};

/// The SARIF reporter.
pub static REPORTER: Reporter =
    Reporter { name: "sarif", extension: "sarif", about: "SARIF 2.1.0, for code scanning", write };

/// As many results of a run are taken by GitHub.
const RESULTS: usize = 25_000;
/// As many characters of a rule's description are.
const DESCRIBED: usize = 1024;
/// What stands as it is in the path of a URI (RFC 3986), `/` among it.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

fn write(report: &Report, canvas: &mut Canvas<'_>) -> io::Result<()> {
    let catalogue = statement::english();
    let mut findings: Vec<_> = report.findings.iter().collect();
    if findings.len() > RESULTS {
        // What goes over the limit is to matter least; the sort is stable, so that document order is kept.
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        findings.truncate(RESULTS);
    }
    let results: Vec<_> = findings
        .iter()
        .map(|finding| result(finding, statement::path(report, finding), canvas.rules, &catalogue))
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": env!("CARGO_PKG_NAME"),
                "semanticVersion": report.run.version,
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                // All rules, not those alone that found something: two runs are then compared by their results.
                "rules": canvas.rules.iter().map(|text| rule(text, &catalogue)).collect::<Vec<_>>(),
            }},
            "automationDetails": {"id": "isnad/"},
            "columnKind": "unicodeCodePoints",
            "invocations": [{"executionSuccessful": report.run.complete}],
            "results": results,
        }],
    });
    wire::pretty(canvas.out, &log)
}

fn rule(rule: &RuleText, catalogue: &Catalogue) -> Value {
    let Explanation { summary, text: explanation } = catalogue.rule(rule.name);
    let problem = match rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "recommendation",
    };
    let mut descriptor = json!({
        "id": rule.name,
        "name": pascal(rule.name),
        "shortDescription": {"text": summary},
        "fullDescription": {"text": described(explanation)},
        "help": {"text": explanation, "markdown": explanation},
        "helpUri": statement::rule_url(rule.name),
        "defaultConfiguration": {"enabled": rule.enabled, "level": level(rule.severity)},
        "properties": {"tags": ["citations"], "precision": "high", "problem.severity": problem},
    });
    // The name of one word would be the id, which it may not be.
    if let Some(descriptor) = descriptor.as_object_mut().filter(|_| !rule.name.contains('-')) {
        descriptor.shift_remove("name");
    }
    descriptor
}

/// `DeadLink`: the readable name of a rule, which by the standard is another than its id (3.49.7).
fn pascal(name: &str) -> String {
    let capital = |word: &str| word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect();
    name.split('-').map(capital).collect::<Vec<String>>().concat()
}

/// The first section of an explanation, its heading left out.
fn described(explanation: &str) -> String {
    let paragraphs = explanation.lines().skip_while(|line| line.starts_with('#') || line.trim().is_empty());
    let section: Vec<_> = paragraphs.take_while(|line| !line.starts_with('#')).collect();
    section.join(" ").trim().chars().take(DESCRIBED).collect()
}

fn result(finding: &Finding, path: &str, rules: &[RuleText], catalogue: &Catalogue) -> Value {
    let sentence = statement::sentence(finding, catalogue);
    let help = statement::message(&finding.help, catalogue);
    let text = Message::new("statement-with-help").with("sentence", sentence).with("help", help);
    let note = finding.note.as_ref().map(|(number, _)| number.as_str());
    let mut location = json!({"physicalLocation": {"artifactLocation": artifact(path), "region": region(finding)}});
    if let Some((number, id)) = &finding.note {
        let name = catalogue.render(&Message::new("place-note").with("note", number.as_str()));
        location["logicalLocations"] = json!([{"name": name, "fullyQualifiedName": id, "kind": "element"}]);
    }
    let mut result = json!({
        "ruleId": finding.rule,
        "level": level(finding.severity),
        "message": {"text": catalogue.render(&text)},
        "locations": [location],
        "partialFingerprints": {"primaryLocationLineHash": finding.fingerprint, "isnad/v1": finding.fingerprint},
        "properties": {
            "note": note, "page": finding.place.page, "paragraph": finding.place.paragraph, "url": finding.url,
            "cited": finding.cited, "found": finding.found, "foundIn": finding.found_in,
            "score": finding.score.map(f64::round),
        },
    });
    if let Some(index) = rules.iter().position(|rule| rule.name == finding.rule) {
        result["ruleIndex"] = index.into();
    }
    if let Some(suppressed) = &finding.suppressed {
        result["suppressions"] = json!([suppression(suppressed)]);
    }
    result
}

fn suppression(suppressed: &Suppressed) -> Value {
    let kind = match suppressed.by {
        SuppressedBy::Comment => "inSource",
        SuppressedBy::Ignore | SuppressedBy::Baseline => "external",
    };
    json!({"kind": kind, "status": "accepted", "justification": suppressed.reason})
}

/// A relative path is one of the repository's; an absolute one stands for itself.
fn artifact(path: &str) -> Value {
    let encoded = utf8_percent_encode(path.trim_start_matches("./"), PATH).to_string();
    if encoded.starts_with('/') {
        return json!({"uri": format!("file://{encoded}")});
    }
    // `C:/a` would be read as a scheme.
    if path.get(1..3) == Some(":/") {
        return json!({"uri": format!("file:///{}", utf8_percent_encode(path, PATH))});
    }
    json!({"uri": encoded, "uriBaseId": "%SRCROOT%"})
}

fn region(finding: &Finding) -> Value {
    let place = &finding.place;
    let mut region = json!({"startLine": place.line.unwrap_or(1)});
    if place.line.is_some() {
        let end = (place.end_line, place.end_column);
        for (key, value) in [("startColumn", place.column), ("endLine", end.0), ("endColumn", end.1)] {
            if let Some(value) = value {
                region[key] = value.into();
            }
        }
    }
    region
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        let of = |path: &str| artifact(path)["uri"].as_str().map(str::to_owned);
        for (path, uri) in [
            ("docs/a b.md", "docs/a%20b.md"),
            ("./تقرير.txt", "%D8%AA%D9%82%D8%B1%D9%8A%D8%B1.txt"),
            ("/tmp/a#b.md", "file:///tmp/a%23b.md"),
            ("C:/a.md", "file:///C%3A/a.md"),
            ("../a.md", "../a.md"),
        ] {
            assert_eq!(of(path).as_deref(), Some(uri));
        }
        assert_eq!(artifact("a.md")["uriBaseId"], "%SRCROOT%");
        assert!(artifact("/a.md").get("uriBaseId").is_none());
    }
}
