//! The native report, `isnad-report/1`: all that a run has to say, for programs.
//!
//! The types here and below are the wire format. They are frozen, and apart from the model on purpose: a field of the
//! model may change its name, a key of the format may not. Every key is always present.

mod date;
mod document;
mod finding;
mod line;
mod name;
mod place;
mod read;
mod source;
mod words;

use std::borrow::Cow;
use std::io;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, de};
use serde_json::{Map, Value};

use super::{Canvas, Reporter, statement, summary, wire};
pub(super) use line::Line;
pub use read::{Unreadable, read};

use crate::lang::Catalogue;
use crate::model::Report;

/// The JSON reporter.
pub static REPORTER: Reporter =
    Reporter { name: "json", extension: "json", about: "everything, for programs (`isnad-report/1`)", write };

/// The name of the format.
const NAME: &str = "isnad-report/1";

/// What isnad has to say of documents: their notes, what these cite, what was seen there, and what is the matter.
#[derive(Serialize, Deserialize, JsonSchema)]
#[schemars(title = "isnad-report/1", extend("$id" = "urn:isnad:isnad-report:1"))]
struct ReportV1<'a> {
    schema: SchemaName,
    tool: Tool<'a>,
    run: Run<'a>,
    documents: Vec<document::Document<'a>>,
    sources: Vec<source::Source<'a>>,
    findings: Vec<finding::Finding<'a>>,
    summary: Summary,
    /// What the run ended with; null for an extraction.
    exit_code: Option<u8>,
}

/// The name of the format, which is always the same.
#[derive(Serialize)]
#[serde(transparent)]
struct SchemaName(&'static str);

/// The program that wrote it.
#[derive(Serialize, Deserialize, JsonSchema)]
struct Tool<'a> {
    name: Cow<'a, str>,
    version: Cow<'a, str>,
}

/// When and how the run was made. Times are RFC 3339 in UTC, to the second.
#[derive(Serialize, Deserialize, JsonSchema)]
struct Run<'a> {
    started: Cow<'a, str>,
    finished: Cow<'a, str>,
    mode: words::Mode,
    /// The day that it took for today.
    now: Cow<'a, str>,
    /// Whether it ran to its end.
    complete: bool,
    network: words::NetworkUse,
}

/// The counts.
#[derive(Serialize, Deserialize, JsonSchema)]
struct Summary {
    documents: usize,
    notes: usize,
    citations: usize,
    sources: usize,
    /// How many citations came to each verdict.
    verdicts: Map<String, Value>,
    /// How many findings count at each severity.
    findings: Map<String, Value>,
    suppressed: usize,
}

/// The JSON Schema (2020-12) of the format. What it describes is what is written: every key is there.
pub fn schema() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<ReportV1<'_>>()
}

/// Sentences are English here, whatever the language of the run: they are for programs, and each has an id by which
/// it can be said in another.
fn write(report: &Report, canvas: &mut Canvas<'_>) -> io::Result<()> {
    wire::pretty(canvas.out, &ReportV1::new(report, &statement::english()))
}

impl<'a> ReportV1<'a> {
    fn new(report: &'a Report, catalogue: &Catalogue) -> Self {
        let Report { run, audits, sources, findings, exit_code } = report;
        let path = |index: usize| audits.get(index).map_or("", |audit| audit.document.path.as_str());
        Self {
            schema: SchemaName(NAME),
            tool: Tool { name: env!("CARGO_PKG_NAME").into(), version: run.version.as_str().into() },
            run: Run {
                started: run.started.as_str().into(),
                finished: run.finished.as_str().into(),
                mode: run.mode.into(),
                now: run.now.as_str().into(),
                complete: run.complete,
                network: run.network.into(),
            },
            documents: audits.iter().map(|audit| document::Document::new(audit, catalogue)).collect(),
            sources: sources.as_slice().iter().map(source::Source::new).collect(),
            findings: findings
                .iter()
                .map(|finding| finding::Finding::new(finding, path(finding.document), catalogue))
                .collect(),
            summary: Summary::new(report),
            exit_code: *exit_code,
        }
    }
}

impl Summary {
    fn new(report: &Report) -> Self {
        let verdicts = summary::verdicts(&report.audits);
        let severities = summary::severities(&report.findings);
        Self {
            documents: report.audits.len(),
            notes: summary::notes(&report.audits),
            citations: summary::citations(&report.audits),
            sources: report.sources.as_slice().len(),
            verdicts: verdicts.iter().map(|(verdict, count)| (verdict.name().to_owned(), (*count).into())).collect(),
            findings: severities.iter().map(|(level, count)| (level.name().to_owned(), (*count).into())).collect(),
            suppressed: report.findings.iter().filter(|finding| finding.suppressed.is_some()).count(),
        }
    }
}

impl<'de> Deserialize<'de> for SchemaName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = Cow::<str>::deserialize(deserializer)?;
        if name == NAME {
            return Ok(Self(NAME));
        }
        let start: String = name.chars().take(40).collect();
        Err(de::Error::custom(format!("this is `{start}`, and isnad reads `{NAME}`")))
    }
}

impl JsonSchema for SchemaName {
    fn schema_name() -> Cow<'static, str> {
        "SchemaName".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "const": NAME })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test is what a panic is for")]

    use super::*;
    use crate::model::Sources;
    use crate::report::sample;

    fn json(report: &Report) -> Value {
        let mut out = Vec::new();
        let catalogue = Catalogue::new("en");
        write(report, &mut Canvas::plain(&mut out, &catalogue, &[])).unwrap();
        serde_json::from_slice(&out).unwrap()
    }

    fn keys(value: &Value) -> String {
        value.as_object().unwrap().keys().map(String::as_str).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_key_in_its_order() {
        let report = json(&sample::report());
        let cases = [
            ("", "schema tool run documents sources findings summary exit_code"),
            ("/tool", "name version"),
            ("/run", "started finished mode now complete network"),
            ("/documents/0", "path sha256 format languages direction pages notes unpaired_urls unnoted_urls defects"),
            ("/documents/0/notes/0", "id number marker kind place text callouts citations"),
            ("/documents/0/notes/0/place", "page line column end_line end_column paragraph part element rects"),
            ("/documents/0/notes/0/callouts/0", "place context"),
            (
                "/documents/0/notes/0/citations/0",
                "id kind text title author publisher date date_readings date_text accessed label expects_link refers_to \
                 same_work_as url url_text source pairing confidence candidates verdict reason reason_id",
            ),
            ("/documents/0/notes/0/citations/0/candidates/0", "url score"),
            ("/documents/0/unpaired_urls/0", "url source place"),
            ("/documents/0/unnoted_urls/0", "url source text place"),
            ("/documents/0/defects/0", "place message message_id args"),
            (
                "/sources/0",
                "url outcome cause status final_url hops looks marks title title_from date date_from publisher author \
                 language content_type read_to fetched_at elapsed_ms attempts from_cache archived unarchived",
            ),
            ("/sources/0/hops/0", "url status"),
            ("/sources/0/looks/0", "at status cause"),
            ("/sources/0/marks/0", "mark where"),
            ("/sources/0/archived", "url at title"),
            (
                "/findings/0",
                "rule severity document note note_id citation place url source message message_id args cited found \
                 found_in score help help_id related fingerprint suppressed",
            ),
            ("/findings/0/related/0", "place message message_id args"),
            ("/findings/1/suppressed", "by reason until"),
            ("/summary", "documents notes citations sources verdicts findings suppressed"),
            ("/summary/verdicts", "unlinked missing unchecked dead blocked unreachable mismatched verified alive"),
            ("/summary/findings", "error warning info"),
        ];
        for (pointer, expected) in cases {
            assert_eq!(keys(report.pointer(pointer).unwrap()), expected, "{pointer}");
        }
    }

    #[test]
    fn values_as_the_format_writes_them() {
        let report = json(&sample::report());
        let cases = [
            ("/run/network", "\"used\""),
            ("/documents/0/direction", "\"rtl\""),
            ("/documents/0/pages", "2"),
            ("/documents/0/notes/0/kind", "\"footnote\""),
            ("/documents/0/notes/0/place/page", "1"),
            ("/documents/0/notes/0/place/rects", "null"),
            ("/documents/0/notes/0/citations/0/date", "\"2021-11-05\""),
            ("/documents/0/notes/0/citations/0/date_readings", "[\"2021-11-05\",\"2021-05-11\"]"),
            ("/documents/0/notes/0/citations/0/date_text", "\"5/11/2021\""),
            ("/documents/0/notes/0/citations/0/url_text", "\"example.test/ a\""),
            ("/documents/0/notes/0/citations/0/pairing", "\"trailing\""),
            ("/documents/0/notes/0/citations/0/confidence", "0.98"),
            ("/documents/0/notes/0/citations/0/verdict", "\"mismatched\""),
            ("/sources/0/title_from", "\"og:title\""),
            // The page was changed later than it was published: the date of publication counts.
            ("/sources/0/date", "\"2021-10-05\""),
            ("/sources/0/date_from", "\"article:published_time\""),
            ("/sources/1/cause", "\"timeout\""),
            ("/sources/1/title", "null"),
            ("/findings/0/args", "{\"status\":404,\"name\":\"عنوان\"}"),
            ("/findings/0/note_id", "\"r.txt#n1\""),
            ("/findings/1/note", "null"),
            ("/summary/findings", "{\"error\":1,\"warning\":0,\"info\":0}"),
            ("/summary/suppressed", "1"),
            ("/summary/verdicts/mismatched", "1"),
            ("/exit_code", "1"),
        ];
        for (pointer, expected) in cases {
            assert_eq!(report.pointer(pointer).unwrap().to_string(), expected, "{pointer}");
        }
    }

    #[test]
    fn an_extraction_leaves_open_what_was_not_seen_or_judged() {
        let mut report = sample::report();
        let mut unseen = Sources::default();
        for source in report.sources.as_slice() {
            unseen.intern(&source.url, source.cited);
        }
        report.sources = unseen;
        report.findings.clear();
        report.exit_code = None;
        for note in report.audits.iter_mut().flat_map(|audit| &mut audit.notes) {
            note.citations.iter_mut().for_each(|citation| citation.verdict = None);
        }
        let extracted = json(&report);
        for (key, value) in extracted["sources"][0].as_object().unwrap() {
            assert_eq!(value.is_null(), key != "url", "{key}");
        }
        assert_eq!(keys(&extracted["sources"][0]), keys(&json(&sample::report())["sources"][0]));
        assert!(extracted.pointer("/documents/0/notes/0/citations/0/verdict").unwrap().is_null());
        assert!(extracted["exit_code"].is_null());
        assert_eq!(extracted["findings"], Value::Array(Vec::new()));
    }
}
