//! `isnad-decisions/1`: what was decided about findings. A baseline and what editors save from the HTML report are one
//! shape.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::wire;

/// The name of the shape.
pub const SCHEMA: &str = "isnad-decisions/1";

/// The name of the shape of a report, as it begins in every version.
const REPORT: &str = "isnad-report/";

/// Decisions about findings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Decisions {
    /// The name of the shape: `isnad-decisions/1`.
    pub schema: String,
    /// The decisions.
    pub decisions: Vec<Decision>,
}

/// A decision about one finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Decision {
    /// The finding's fingerprint.
    pub fingerprint: String,
    /// Its rule.
    pub rule: String,
    /// Its document, as fingerprints know it; `null` where it is not told.
    #[serde(default)]
    pub document: Option<String>,
    /// Its URL.
    #[serde(default)]
    pub url: Option<String>,
    /// What was decided.
    pub decision: Choice,
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// By whom.
    #[serde(default)]
    pub by: Option<String>,
    /// When (ISO 8601).
    #[serde(default)]
    pub at: Option<String>,
    /// The last day on which it holds (ISO 8601); `null` where it holds for good.
    #[serde(default)]
    pub until: Option<String>,
}

/// What can be decided about a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Choice {
    /// It may stay as it is, and does not count.
    Accept,
    /// It is to be repaired.
    Fix,
    /// The author is to be asked.
    Ask,
}

/// What an earlier report says that decisions can be made of.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Earlier {
    /// Its findings.
    pub findings: Vec<EarlierFinding>,
    /// Its sources.
    #[serde(default)]
    pub sources: Vec<EarlierSource>,
    /// Its documents.
    #[serde(default)]
    pub documents: Vec<EarlierDocument>,
}

/// A finding of an earlier report.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct EarlierFinding {
    /// Its fingerprint.
    pub fingerprint: String,
    /// Its rule.
    pub rule: String,
    /// The path of its document as given then.
    pub document: String,
    /// Its URL.
    pub url: Option<String>,
    /// Who said that it does not count.
    #[serde(default)]
    pub suppressed: Option<EarlierSuppressed>,
}

/// Who said that a finding does not count.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct EarlierSuppressed {
    /// `ignore`, `baseline` or `comment`.
    pub by: String,
}

/// A source of an earlier report.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct EarlierSource {
    /// Its URL.
    pub url: String,
    /// What came of asking it.
    pub outcome: Option<String>,
}

/// A document of an earlier report.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct EarlierDocument {
    /// Its path as given then.
    pub path: String,
}

/// A file that knows findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// Decisions.
    Decisions(Decisions),
    /// A report.
    Report(Earlier),
}

/// Reads decisions or a report.
///
/// # Errors
///
/// Where the text is neither: what is the matter with it.
pub fn read(text: &str) -> Result<Known, String> {
    #[derive(Deserialize)]
    struct Shape {
        schema: String,
    }
    // Editors of Windows begin a file with a byte order mark.
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let parse = |error: serde_json::Error| error.to_string();
    let shape: Shape = serde_json::from_str(text).map_err(parse)?;
    if shape.schema == SCHEMA {
        serde_json::from_str(text).map(Known::Decisions).map_err(parse)
    } else if shape.schema.starts_with(REPORT) {
        serde_json::from_str(text).map(Known::Report).map_err(parse)
    } else {
        Err(format!("its schema is {:?}, not {SCHEMA:?}", shape.schema))
    }
}

/// Writes decisions in the order of their rules, documents, URLs and fingerprints, one a line: so a change of one is a
/// change of one line.
///
/// # Errors
///
/// Where it cannot be written.
pub fn write(decisions: &[Decision], out: &mut dyn Write) -> io::Result<()> {
    let mut sorted: Vec<&Decision> = decisions.iter().collect();
    sorted.sort_by_key(|it| (&it.document, &it.rule, &it.url, &it.fingerprint));
    writeln!(out, "{{\"schema\": \"{SCHEMA}\", \"decisions\": [")?;
    for (index, decision) in sorted.iter().enumerate() {
        let mut line = Vec::new();
        wire::line(&mut line, decision)?;
        let line = line.strip_suffix(b"\n").unwrap_or(&line);
        out.write_all(line)?;
        writeln!(out, "{}", if index + 1 < sorted.len() { "," } else { "" })?;
    }
    writeln!(out, "]}}")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test is what an unwrap is for")]

    use super::*;

    fn decision(rule: &str, url: &str) -> Decision {
        Decision {
            fingerprint: "0".repeat(32),
            rule: rule.to_owned(),
            document: Some("a.md".to_owned()),
            url: Some(url.to_owned()),
            decision: Choice::Accept,
            reason: "known".to_owned(),
            by: None,
            at: Some("2026-06-01".to_owned()),
            until: None,
        }
    }

    #[test]
    fn what_is_written_is_read_again_and_stands_one_a_line_in_order() {
        let decisions =
            vec![decision("dead-link", "https://b.example/"), decision("dead-link", "https://a.example/\u{202e}")];
        let mut out = Vec::new();
        write(&decisions, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text.lines().count(), 4);
        assert!(!text.contains('\u{202e}') && text.find("a.example") < text.find("b.example"));
        let Known::Decisions(read) = read(&text).unwrap() else { panic!("{text}") };
        assert_eq!((read.schema.as_str(), read.decisions.len()), (SCHEMA, 2));
        assert!(read.decisions.contains(&decisions[1]));
        let mut none = Vec::new();
        write(&[], &mut none).unwrap();
        let none = std::str::from_utf8(&none).unwrap();
        assert!(super::read(none).is_ok() && super::read(&format!("\u{FEFF}{none}")).is_ok());
    }

    #[test]
    fn what_is_neither_is_refused_with_what_it_is() {
        for (text, word) in [("", "EOF"), ("[]", "line 1"), ("{\"schema\":\"x/1\"}", "x/1"), ("{}", "schema")] {
            assert!(read(text).unwrap_err().contains(word), "{text}");
        }
        let wrong = "{\"schema\":\"isnad-decisions/1\",\"decisions\":[{\"fingerprint\":\"a\",\"rule\":\"b\",\"decision\":\"maybe\"}]}";
        assert!(read(wrong).unwrap_err().contains("maybe"));
    }
}
