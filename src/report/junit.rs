//! `JUnit`'s XML, as GitLab and Jenkins read it: a suite for each document, a test case for each citation and each link of
//! its running text, and one for each finding that concerns neither.
//!
//! An error fails its case. A source that could not be looked at is skipped. Everything else that was found stands in
//! the case's output. Names are unique: of cases with one name GitLab keeps only the first.

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};

use quick_xml::Writer;

use super::{Canvas, Reporter, statement, xml};
use crate::lang::Catalogue;
use crate::model::{Audit, Citation, Finding, Message, Note, Place, Report, Severity, SourceId, Verdict};

/// The `JUnit` reporter.
pub static REPORTER: Reporter =
    Reporter { name: "junit", extension: "junit.xml", about: "JUnit, for GitLab, Jenkins and others", write };

/// A test case.
struct Case {
    name: String,
    line: Option<u32>,
    seconds: Option<f64>,
    failures: Vec<String>,
    skipped: Option<String>,
    output: Vec<String>,
}

impl Case {
    fn new(name: String, place: &Place) -> Self {
        Self { name, line: place.line, seconds: None, failures: Vec::new(), skipped: None, output: Vec::new() }
    }

    fn add(&mut self, finding: &Finding, catalogue: &Catalogue) {
        let line = format!("{}: {}", finding.rule, statement::sentence(finding, catalogue));
        match (&finding.suppressed, finding.severity) {
            (Some(suppressed), _) => {
                let message = Message::new("statement-suppressed").with("reason", suppressed.reason.as_str());
                self.output.push(catalogue.render(&message.with("finding", line)));
            }
            (None, Severity::Error) => self.failures.push(line),
            (None, _) => self.output.push(line),
        }
    }

    fn fails(&self) -> bool {
        !self.failures.is_empty()
    }

    fn is_skipped(&self) -> bool {
        self.skipped.is_some() && !self.fails()
    }
}

fn write(report: &Report, canvas: &mut Canvas<'_>) -> io::Result<()> {
    let catalogue = statement::english();
    let suites: Vec<(String, Vec<Case>)> = report
        .audits
        .iter()
        .enumerate()
        .map(|(index, audit)| (xml::text(&audit.document.path), cases(report, index, audit, &catalogue)))
        .collect();
    let mut writer = xml::writer(canvas.out)?;
    let all = suites.iter().flat_map(|(_, cases)| cases);
    let root = writer.create_element("testsuites").with_attribute(("name", env!("CARGO_PKG_NAME")));
    let counts = counts(all);
    let root = root.with_attributes(counts.iter().map(|(name, value)| (*name, value.as_str())));
    root.write_inner_content(|writer| {
        for (path, cases) in &suites {
            write_suite(writer, path, cases)?;
        }
        Ok(())
    })?;
    xml::end(writer)
}

/// The cases of a document, in its order.
fn cases(report: &Report, index: usize, audit: &Audit, catalogue: &Catalogue) -> Vec<Case> {
    let mut cases = Vec::new();
    let mut by_citation: HashMap<&str, usize> = HashMap::new();
    let mut by_loose: HashMap<SourceId, usize> = HashMap::new();
    for note in &audit.notes {
        for citation in &note.citations {
            by_citation.insert(&citation.id, cases.len());
            cases.push(of_citation(report, note, citation, catalogue));
        }
    }
    for loose in audit.unpaired.iter().chain(&audit.unnoted) {
        if let Some(source) = loose.source.filter(|source| !by_loose.contains_key(source)) {
            by_loose.insert(source, cases.len());
            let name = Message::new("case-link").with("url", loose.url.as_str());
            cases.push(Case::new(catalogue.render(&name), &loose.place));
        }
    }
    for finding in report.findings.iter().filter(|finding| finding.document == index) {
        let known = finding.citation.as_deref().and_then(|id| by_citation.get(id));
        let known =
            known.or_else(|| finding.source.filter(|_| finding.note.is_none()).and_then(|id| by_loose.get(&id)));
        if let Some(case) = known.and_then(|&at| cases.get_mut(at)) {
            case.add(finding, catalogue);
        } else {
            let subject = statement::subject(finding, catalogue);
            let name: Vec<_> = [finding.rule, &subject].into_iter().filter(|part| !part.is_empty()).collect();
            let mut case = Case::new(name.join(": "), &finding.place);
            case.add(finding, catalogue);
            cases.push(case);
        }
    }
    name_apart(&mut cases);
    cases
}

fn of_citation(report: &Report, note: &Note, citation: &Citation, catalogue: &Catalogue) -> Case {
    let about = citation.url.as_deref().or(citation.title.as_deref()).unwrap_or(&citation.text);
    let name = Message::new("case-note").with("note", note.number.as_str()).with("about", statement::shortened(about));
    let mut case = Case::new(catalogue.render(&name), &note.place);
    let seen = citation.source.and_then(|source| report.sources.get(source)?.observation.as_deref());
    case.seconds = seen.and_then(|seen| seen.elapsed_ms).map(|milliseconds| milliseconds as f64 / 1000.0);
    let unseen = citation
        .verdict
        .filter(|verdict| matches!(verdict, Verdict::Blocked | Verdict::Unreachable | Verdict::Unchecked));
    case.skipped = unseen.map(|verdict| match citation.reason {
        Some(reason) => format!("{}: {}", verdict.name(), catalogue.text(reason)),
        None => verdict.name().to_owned(),
    });
    case
}

/// Puts a number behind the names that are taken.
fn name_apart(cases: &mut [Case]) {
    let mut taken: HashSet<String> = HashSet::new();
    let mut next: HashMap<String, usize> = HashMap::new();
    for case in cases {
        let base = xml::text(&case.name);
        let mut name = base.clone();
        while !taken.insert(name.clone()) {
            let number = next.entry(base.clone()).or_insert(1);
            *number += 1;
            name = format!("{base} ({number})");
        }
        case.name = name;
    }
}

fn counts<'a>(cases: impl Iterator<Item = &'a Case> + Clone) -> [(&'static str, String); 4] {
    let failures = cases.clone().filter(|case| case.fails()).count();
    let skipped = cases.clone().filter(|case| case.is_skipped()).count();
    [
        ("tests", cases.count().to_string()),
        ("failures", failures.to_string()),
        ("errors", "0".to_owned()),
        ("skipped", skipped.to_string()),
    ]
}

fn write_suite(writer: &mut Writer<&mut dyn Write>, path: &str, cases: &[Case]) -> io::Result<()> {
    let counts = counts(cases.iter());
    let suite = writer.create_element("testsuite").with_attribute(("name", path));
    let suite = suite.with_attributes(counts.iter().map(|(name, value)| (*name, value.as_str())));
    if cases.is_empty() {
        return suite.write_empty().map(drop);
    }
    suite.write_inner_content(|writer| cases.iter().try_for_each(|case| write_case(writer, path, case)))?;
    Ok(())
}

fn write_case(writer: &mut Writer<&mut dyn Write>, path: &str, case: &Case) -> io::Result<()> {
    let (line, time) = (case.line.map(|line| line.to_string()), case.seconds.map(|seconds| format!("{seconds:.3}")));
    let attributes = [
        ("classname", Some(path)),
        ("name", Some(case.name.as_str())),
        ("file", Some(path)),
        ("line", line.as_deref()),
        ("time", time.as_deref()),
    ];
    let attributes = attributes.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let element = writer.create_element("testcase").with_attributes(attributes);
    if !case.fails() && case.skipped.is_none() && case.output.is_empty() {
        return element.write_empty().map(drop);
    }
    element.write_inner_content(|writer| {
        if let Some(first) = case.failures.first() {
            let (kind, message) = (first.split(':').next().unwrap_or_default(), xml::text(first));
            let failure = writer.create_element("failure");
            let failure = failure.with_attributes([("type", kind), ("message", message.as_str())]);
            failure.write_text_content(xml::content(&case.failures))?;
        } else if let Some(skipped) = case.skipped.as_deref().map(xml::text) {
            let element = writer.create_element("skipped").with_attribute(("message", skipped.as_str()));
            element.write_text_content(xml::content(std::slice::from_ref(&skipped)))?;
        }
        if !case.output.is_empty() {
            writer.create_element("system-out").write_text_content(xml::content(&case.output))?;
        }
        Ok(())
    })?;
    Ok(())
}
