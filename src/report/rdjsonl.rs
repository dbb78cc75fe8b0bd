//! Diagnostics of reviewdog, one JSON object a line.
//!
//! Its columns count bytes of the file's UTF-8, which a report does not know; so lines are given, and no columns.

use std::io;

use serde::Serialize;

use super::{Canvas, Reporter, statement, wire};
use crate::model::{Report, Severity};

/// The rdjsonl reporter.
pub static REPORTER: Reporter =
    Reporter { name: "rdjsonl", extension: "rdjsonl", about: "diagnostics of reviewdog", write };

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: String,
    location: Location<'a>,
    severity: &'static str,
    source: Source,
    code: Code,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<Position>,
}

#[derive(Serialize)]
struct Position {
    line: u32,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
    url: &'static str,
}

#[derive(Serialize)]
struct Code {
    value: &'static str,
    url: String,
}

fn write(report: &Report, canvas: &mut Canvas<'_>) -> io::Result<()> {
    let catalogue = statement::english();
    for (finding, path) in statement::counted(report) {
        let place = &finding.place;
        let end = place.end_line.filter(|&end| Some(end) > place.line);
        let range = |line| Range { start: Position { line }, end: end.map(|line| Position { line }) };
        let diagnostic = Diagnostic {
            message: statement::sentence(finding, &catalogue),
            location: Location { path, range: place.line.map(range) },
            severity: match finding.severity {
                Severity::Error => "ERROR",
                Severity::Warning => "WARNING",
                Severity::Info => "INFO",
            },
            source: Source { name: env!("CARGO_PKG_NAME"), url: env!("CARGO_PKG_REPOSITORY") },
            code: Code { value: finding.rule, url: statement::rule_url(finding.rule) },
        };
        wire::line(canvas.out, &diagnostic)?;
    }
    Ok(())
}
