//! A citation by itself on the wire.

use serde::Serialize;

use super::document::Citation;
use super::finding::Finding;
use super::place::Place;
use super::source::Source;
use crate::lang::Catalogue;
use crate::model;

/// A citation with what a report says of it elsewhere.
#[derive(Serialize)]
pub(in crate::report) struct Line<'a> {
    document: &'a str,
    note: &'a str,
    note_id: &'a str,
    place: Place<'a>,
    citation: Citation<'a>,
    source: Option<Source<'a>>,
    findings: Vec<Finding<'a>>,
}

impl<'a> Line<'a> {
    pub(in crate::report) fn new(
        report: &'a model::Report,
        audit: &'a model::Audit,
        note: &'a model::Note,
        citation: &'a model::Citation,
        findings: &[&'a model::Finding],
        catalogue: &Catalogue,
    ) -> Self {
        let path = audit.document.path.as_str();
        Self {
            document: path,
            note: &note.number,
            note_id: &note.id,
            place: Place::new(&note.place),
            citation: Citation::new(citation, catalogue),
            source: citation.source.and_then(|source| report.sources.get(source)).map(Source::new),
            findings: findings.iter().map(|finding| Finding::new(finding, path, catalogue)).collect(),
        }
    }
}
