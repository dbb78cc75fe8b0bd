//! One citation a line: what `isnad-report/1` says of it, with its source and its findings beside it.

use std::collections::HashMap;
use std::io;

use super::{Canvas, Reporter, json, statement, wire};
use crate::model::{Finding, Report};

/// The JSON lines reporter.
pub static REPORTER: Reporter =
    Reporter { name: "jsonl", extension: "jsonl", about: "a JSON object for each citation, a line each", write };

fn write(report: &Report, canvas: &mut Canvas<'_>) -> io::Result<()> {
    let catalogue = statement::english();
    let mut findings: HashMap<&str, Vec<&Finding>> = HashMap::new();
    for finding in &report.findings {
        if let Some(citation) = &finding.citation {
            findings.entry(citation).or_default().push(finding);
        }
    }
    for audit in &report.audits {
        for note in &audit.notes {
            for citation in &note.citations {
                let findings = findings.get(citation.id.as_str()).map_or(&[][..], Vec::as_slice);
                wire::line(canvas.out, &json::Line::new(report, audit, note, citation, findings, &catalogue))?;
            }
        }
    }
    Ok(())
}
