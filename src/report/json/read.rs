//! A report that was saved, read back.

use super::{NAME, ReportV1};
use crate::lang::Catalogue;
use crate::model::{Report, Run, SourceId, Sources};

/// Why a file is not read as a report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct Unreadable {
    /// The line, from 1.
    pub line: usize,
    /// What is the matter there.
    pub message: String,
}

/// Reads an `isnad-report/1` back into what reporters take. What the format does not hold is left empty, and no reporter
/// asks for it: what they make of the report read is what they made of the one that was saved. Messages that the
/// catalogue does not know stay as they were said. Keys that are not of the format are passed over.
///
/// # Errors
///
/// Where it is no JSON, no such report, or names documents and sources that it does not hold.
pub fn read(bytes: &[u8], catalogue: &Catalogue) -> Result<Report, Unreadable> {
    let text = str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        Unreadable { line: line_of(before), message: "this is not UTF-8, as JSON is".to_owned() }
    })?;
    let text = text.trim_start_matches('\u{feff}');
    let report: ReportV1<'_> = serde_json::from_str(text).map_err(|error| unreadable(&error))?;
    refuse_what_is_nowhere(&report, text)?;

    let ReportV1 { tool, run, documents, sources, findings, exit_code, .. } = report;
    let run = Run {
        version: tool.version.into_owned(),
        started: run.started.into_owned(),
        finished: run.finished.into_owned(),
        mode: run.mode.into(),
        now: run.now.into_owned(),
        complete: run.complete,
        network: run.network.into(),
    };
    let paths: Vec<_> = documents.iter().map(|document| document.path().to_owned()).collect();
    let index = |path: &str| paths.iter().position(|known| known == path).unwrap_or_default();
    let findings = findings
        .into_iter()
        .map(|finding| {
            let document = index(finding.document().0);
            finding.read(document, catalogue)
        })
        .collect();
    let audits = documents.into_iter().map(|document| document.read(catalogue)).collect();
    let mut seen = Sources::default();
    for (source, at) in sources.into_iter().zip(0..) {
        let (url, observation) = source.read();
        if seen.intern(&url, true) != SourceId(at) {
            let message = format!("the source `{url}` is there twice");
            return Err(Unreadable { line: line_with(text, &url), message });
        }
        if let Some(source) = seen.as_mut_slice().last_mut() {
            source.observation = observation;
        }
    }
    Ok(Report { run, audits, sources: seen, findings, exit_code })
}

/// Refuses a report that names what it does not hold.
fn refuse_what_is_nowhere(report: &ReportV1<'_>, text: &str) -> Result<(), Unreadable> {
    let sources = report.sources.len();
    let named = report.documents.iter().flat_map(super::document::Document::sources);
    let named = named.chain(report.findings.iter().filter_map(super::finding::Finding::source));
    for (who, source) in named {
        if source >= sources {
            let message = format!("`{who}` names source {source}, and there are {sources}");
            return Err(Unreadable { line: line_with(text, who), message });
        }
    }
    for (path, fingerprint) in report.findings.iter().map(super::finding::Finding::document) {
        if !report.documents.iter().any(|document| document.path() == path) {
            let message = format!("the finding `{fingerprint}` is of a document `{path}`, which is not there");
            return Err(Unreadable { line: line_with(text, fingerprint), message });
        }
    }
    Ok(())
}

fn unreadable(error: &serde_json::Error) -> Unreadable {
    let said = error.to_string();
    // The place is told apart.
    let place = format!(" at line {} column {}", error.line(), error.column());
    let what = said.strip_suffix(&place).unwrap_or(&said);
    let message = match error.classify() {
        serde_json::error::Category::Data => format!("this is not as `{NAME}` has it: {what}"),
        _ => format!("this is not JSON: {what}"),
    };
    Unreadable { line: error.line().max(1), message }
}

/// The line after this text.
fn line_of(before: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', before).count() + 1
}

/// The line on which this string stands first, as JSON writes it; the first one if none does.
fn line_with(text: &str, string: &str) -> usize {
    let written = serde_json::to_string(string).unwrap_or_default();
    text.find(&written).and_then(|at| text.get(..at)).map_or(1, |before| line_of(before.as_bytes()))
}
