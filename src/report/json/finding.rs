//! Findings on the wire.

use serde::Serialize;
use serde_json::{Map, Value};

use super::place::Place;
use crate::lang::Catalogue;
use crate::model::{self, Argument};

/// A finding.
#[derive(Serialize)]
pub(super) struct Finding<'a> {
    rule: &'static str,
    severity: &'static str,
    document: &'a str,
    note: Option<&'a str>,
    note_id: Option<&'a str>,
    citation: Option<&'a str>,
    place: Place<'a>,
    url: Option<&'a str>,
    message: String,
    args: Map<String, Value>,
    cited: Option<&'a str>,
    found: Option<&'a str>,
    found_in: Option<&'a str>,
    score: Option<f64>,
    help: String,
    related: Vec<Related<'a>>,
    fingerprint: &'a str,
    suppressed: Option<Suppressed<'a>>,
}

/// Another place that belongs to it.
#[derive(Serialize)]
struct Related<'a> {
    place: Place<'a>,
    message: String,
}

/// Why it does not count.
#[derive(Serialize)]
struct Suppressed<'a> {
    by: &'static str,
    reason: &'a str,
    until: Option<&'a str>,
}

impl<'a> Finding<'a> {
    pub(super) fn new(finding: &'a model::Finding, document: &'a str, catalogue: &Catalogue) -> Self {
        let related = |related: &'a model::Related| Related {
            place: Place::new(&related.place),
            message: catalogue.render(&related.message),
        };
        Self {
            rule: finding.rule,
            severity: finding.severity.name(),
            document,
            note: finding.note.as_ref().map(|(number, _)| number.as_str()),
            note_id: finding.note.as_ref().map(|(_, id)| id.as_str()),
            citation: finding.citation.as_deref(),
            place: Place::new(&finding.place),
            url: finding.url.as_deref(),
            message: catalogue.render(&finding.message),
            args: finding.message.args.iter().map(|(name, value)| ((*name).to_owned(), argument(value))).collect(),
            cited: finding.cited.as_deref(),
            found: finding.found.as_deref(),
            found_in: finding.found_in.as_deref(),
            score: finding.score.map(f64::round),
            help: catalogue.render(&finding.help),
            related: finding.related.iter().map(related).collect(),
            fingerprint: &finding.fingerprint,
            suppressed: finding.suppressed.as_ref().map(|suppressed| Suppressed {
                by: suppressed.by.name(),
                reason: &suppressed.reason,
                until: suppressed.until.as_deref(),
            }),
        }
    }
}

fn argument(argument: &Argument) -> Value {
    match argument {
        Argument::Text(text) => Value::from(text.as_str()),
        Argument::Number(number) => Value::from(*number),
    }
}
