//! The code quality report of GitLab: a JSON array, of which it reads these keys alone.

use std::collections::HashMap;
use std::io;

use serde::Serialize;

use super::{Canvas, Reporter, statement, wire};
use crate::model::{Report, Severity};

/// The GitLab reporter.
pub static REPORTER: Reporter =
    Reporter { name: "gitlab", extension: "gitlab.json", about: "code quality of GitLab", write };

#[derive(Serialize)]
struct Issue<'a> {
    check_name: &'static str,
    description: String,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
}

fn write(report: &Report, canvas: &mut Canvas<'_>) -> io::Result<()> {
    let catalogue = statement::english();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let issues: Vec<_> = statement::counted(report)
        .map(|(finding, path)| Issue {
            check_name: finding.rule,
            // The check's name is not shown, so it is said.
            description: format!("{}: {}", finding.rule, statement::sentence(finding, &catalogue)),
            fingerprint: unique(&finding.fingerprint, &mut seen),
            severity: match finding.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Info => "info",
            },
            location: Location { path, lines: Lines { begin: finding.place.line.unwrap_or(1) } },
        })
        .collect();
    wire::pretty(canvas.out, &issues)
}

/// Of issues with one fingerprint only the first is shown, so later ones get a number behind it.
fn unique<'a>(fingerprint: &'a str, seen: &mut HashMap<&'a str, usize>) -> String {
    let count = seen.entry(fingerprint).and_modify(|count| *count += 1).or_insert(1);
    if *count == 1 { fingerprint.to_owned() } else { format!("{fingerprint}{count:02x}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::{report, written};

    #[test]
    fn fingerprints_are_unique_and_suppressed_findings_left_out() {
        let mut report = report();
        let first = report.findings[0].clone();
        report.findings.insert(1, first);
        let issues: serde_json::Value = serde_json::from_str(&written(&REPORTER, &report)).unwrap_or_default();
        let found: Vec<_> = issues
            .as_array()
            .into_iter()
            .flatten()
            .map(|issue| (issue["fingerprint"].as_str(), issue["severity"].as_str(), &issue["location"]))
            .collect();
        let place = serde_json::json!({"path": "r.txt", "lines": {"begin": 5}});
        assert_eq!(found, [(Some("f1"), Some("major"), &place), (Some("f102"), Some("major"), &place)]);
    }
}
