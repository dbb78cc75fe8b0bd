//! A table for spreadsheets: a row for each citation, and one for each link of the running text.
//!
//! It begins with a byte order mark, by which Excel knows that it is UTF-8, and no cell is a formula.

use std::collections::HashMap;
use std::io;

use super::{Canvas, Reporter, statement};
use crate::model::{
    Audit, Citation, Finding, Note, Observation, Page, PageDateKind, Place, Report, Severity, SourceId,
};
use crate::text::sanitize::visible;

/// The CSV reporter.
pub static REPORTER: Reporter =
    Reporter { name: "csv", extension: "csv", about: "a table of all citations, for spreadsheets", write };

/// The columns.
const HEAD: [&str; 18] = [
    "document",
    "note",
    "page",
    "line",
    "paragraph",
    "verdict",
    "reason",
    "severity",
    "rules",
    "cited_title",
    "cited_publisher",
    "cited_date",
    "url",
    "status",
    "found_title",
    "found_date",
    "archived",
    "checked_at",
];

fn write(report: &Report, canvas: &mut Canvas<'_>) -> io::Result<()> {
    write!(canvas.out, "\u{feff}")?;
    let mut rows = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut *canvas.out);
    rows.write_record(HEAD)?;
    let english = statement::english();
    let mut by_citation: HashMap<&str, Vec<&Finding>> = HashMap::new();
    let mut by_loose: HashMap<(usize, SourceId), Vec<&Finding>> = HashMap::new();
    for (finding, _) in statement::counted(report) {
        if let Some(citation) = &finding.citation {
            by_citation.entry(citation).or_default().push(finding);
        } else if let (None, Some(source)) = (&finding.note, finding.source) {
            by_loose.entry((finding.document, source)).or_default().push(finding);
        }
    }
    for (index, audit) in report.audits.iter().enumerate() {
        let path = audit.document.path.as_str();
        for (note, citation) in citations(audit) {
            let findings = by_citation.get(citation.id.as_str()).map_or(&[][..], Vec::as_slice);
            let reason = citation.reason.map(|id| english.text(id)).unwrap_or_default();
            let date = citation.date_reading().map(|date| date.to_string()).unwrap_or_default();
            let row = Row {
                path,
                note: &note.number,
                place: &note.place,
                verdict: citation.verdict.map_or("", |verdict| verdict.name()),
                reason,
                findings,
                cited: [
                    citation.title.as_deref().unwrap_or_default(),
                    citation.publisher.as_deref().unwrap_or_default(),
                    &date,
                ],
                url: citation.url.as_deref().unwrap_or_default(),
                seen: citation.source.and_then(|source| seen(report, source)),
            };
            rows.write_record(row.cells())?;
        }
        for loose in audit.unpaired.iter().chain(&audit.unnoted) {
            let findings =
                loose.source.and_then(|source| by_loose.get(&(index, source))).map_or(&[][..], Vec::as_slice);
            let row = Row {
                path,
                note: "",
                place: &loose.place,
                verdict: "",
                reason: String::new(),
                findings,
                cited: [""; 3],
                url: &loose.url,
                seen: loose.source.and_then(|source| seen(report, source)),
            };
            rows.write_record(row.cells())?;
        }
    }
    rows.flush()
}

fn citations(audit: &Audit) -> impl Iterator<Item = (&Note, &Citation)> {
    audit.notes.iter().flat_map(|note| note.citations.iter().map(move |citation| (note, citation)))
}

fn seen(report: &Report, source: SourceId) -> Option<&Observation> {
    report.sources.get(source)?.observation.as_deref()
}

/// What stands in a row.
struct Row<'a> {
    path: &'a str,
    note: &'a str,
    place: &'a Place,
    verdict: &'a str,
    reason: String,
    findings: &'a [&'a Finding],
    /// Title, publisher and date.
    cited: [&'a str; 3],
    url: &'a str,
    seen: Option<&'a Observation>,
}

impl Row<'_> {
    fn cells(&self) -> [String; HEAD.len()] {
        let number = |value: Option<u32>| value.map(|value| value.to_string()).unwrap_or_default();
        let worst = self.findings.iter().map(|finding| finding.severity).max().map_or("", Severity::name);
        let rules: Vec<_> = self.findings.iter().map(|finding| finding.rule).collect();
        let page: Option<&Page> = self.seen.and_then(|seen| seen.page.as_deref());
        let title = page.and_then(|page| page.titles.first()).map_or("", |title| title.value.as_str());
        let dates = page.map_or(&[][..], |page| page.dates.as_slice());
        let date = dates.iter().find(|date| date.kind == PageDateKind::Published).map(|date| date.date.to_string());
        let archived = self.seen.and_then(|seen| seen.archived.as_ref()).map_or("", |copy| copy.url.as_str());
        let [cited_title, cited_publisher, cited_date] = self.cited;
        [
            safe(self.path),
            safe(self.note),
            number(self.place.page),
            number(self.place.line),
            number(self.place.paragraph),
            self.verdict.to_owned(),
            safe(&self.reason),
            worst.to_owned(),
            rules.join(" "),
            safe(cited_title),
            safe(cited_publisher),
            safe(cited_date),
            safe(self.url),
            self.seen.and_then(|seen| seen.status).map(|status| status.to_string()).unwrap_or_default(),
            safe(title),
            date.unwrap_or_default(),
            safe(archived),
            self.seen.and_then(|seen| seen.fetched_at.clone()).unwrap_or_default().into(),
        ]
    }
}

/// A cell that no spreadsheet takes for a formula: those begin with `=`, `+`, `-`, `@`, a tab or a line end, and full-width
/// forms of these count as well.
fn safe(text: &str) -> String {
    let text = visible(text);
    let formula = text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if formula { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::{report, written};

    #[test]
    fn a_row_for_each_citation_and_link() {
        let mut sample = report();
        sample.audits[0].notes[0].citations[0].title = Some("=cmd|' /C calc'!A0".into());
        let written = written(&REPORTER, &sample);
        let lines: Vec<_> = written.split("\r\n").collect();
        assert!(lines[0].starts_with("\u{feff}document,note,page,"), "{written}");
        assert_eq!(
            lines[1],
            "r.txt,1,1,5,,mismatched,,error,title-mismatch,'=cmd|' /C calc'!A0,,2021-11-05,https://example.test/a,200,\
             A title\\u{1b}[31m,2021-10-05,https://archive.example/a,2026-06-01T00:00:00Z",
        );
        assert_eq!(lines.len(), 5, "a head, a citation, two links and the last line's end: {written}");
    }

    #[test]
    fn no_cell_is_a_formula() {
        for text in ["=1+1", "+1", "-1", "@a", " =1", "\t=1", "\n=1", "＝1"] {
            assert!(safe(text).starts_with('\''), "{text:?}");
        }
        assert_eq!(safe("a=1"), "a=1");
    }
}
