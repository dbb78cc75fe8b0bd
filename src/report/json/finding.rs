//! Findings on the wire.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::name::Name;
use super::place::Place;
use super::words::{Severity, SuppressedBy};
use crate::lang::Catalogue;
use crate::model::{self, Argument, Message, SourceId};

/// A finding. Its sentences are English; their ids and arguments say the same in every language.
#[derive(Serialize, Deserialize, JsonSchema)]
pub(super) struct Finding<'a> {
    rule: Name,
    severity: Severity,
    /// The path of its document.
    document: Cow<'a, str>,
    /// The number of its note; null in running text.
    note: Option<Cow<'a, str>>,
    note_id: Option<Cow<'a, str>>,
    /// The id of its citation.
    citation: Option<Cow<'a, str>>,
    place: Place<'a>,
    url: Option<Cow<'a, str>>,
    /// The index of its source.
    #[serde(default)]
    source: Option<usize>,
    message: Cow<'a, str>,
    /// The id of the message.
    #[serde(default)]
    message_id: Option<Name>,
    /// What the message and the help name.
    args: Args,
    cited: Option<Cow<'a, str>>,
    found: Option<Cow<'a, str>>,
    found_in: Option<Cow<'a, str>>,
    /// The similarity that decided, 0 to 100.
    score: Option<f64>,
    /// What to do.
    help: Cow<'a, str>,
    /// The id of the help among the messages.
    #[serde(default)]
    help_id: Option<Name>,
    related: Vec<Related<'a>>,
    fingerprint: Cow<'a, str>,
    suppressed: Option<Suppressed<'a>>,
}

/// Another place that belongs to it.
#[derive(Serialize, Deserialize, JsonSchema)]
struct Related<'a> {
    place: Place<'a>,
    message: Cow<'a, str>,
    #[serde(default)]
    message_id: Option<Name>,
    #[serde(default)]
    args: Args,
}

/// Why it does not count.
#[derive(Serialize, Deserialize, JsonSchema)]
struct Suppressed<'a> {
    by: SuppressedBy,
    reason: Cow<'a, str>,
    /// The last day it holds.
    until: Option<Cow<'a, str>>,
}

/// The arguments of a message, by their names.
#[derive(Default, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
struct Args(Map<String, Value>);

impl<'a> Finding<'a> {
    pub(super) fn new(finding: &'a model::Finding, document: &'a str, catalogue: &Catalogue) -> Self {
        let text = |text: &'a Option<String>| text.as_deref().map(Cow::from);
        let related = |related: &'a model::Related| Related {
            place: Place::new(&related.place),
            message: catalogue.render(&related.message).into(),
            message_id: Some(Name(related.message.id)),
            args: Args::new(&related.message),
        };
        Self {
            rule: Name(finding.rule),
            severity: finding.severity.into(),
            document: document.into(),
            note: finding.note.as_ref().map(|(number, _)| number.as_str().into()),
            note_id: finding.note.as_ref().map(|(_, id)| id.as_str().into()),
            citation: text(&finding.citation),
            place: Place::new(&finding.place),
            url: text(&finding.url),
            source: finding.source.map(|source| source.0),
            message: catalogue.render(&finding.message).into(),
            message_id: Some(Name(finding.message.id)),
            args: Args::new(&finding.message),
            cited: text(&finding.cited),
            found: text(&finding.found),
            found_in: text(&finding.found_in),
            score: finding.score.map(f64::round),
            help: catalogue.render(&finding.help).into(),
            help_id: Some(Name(finding.help.id)),
            related: finding.related.iter().map(related).collect(),
            fingerprint: finding.fingerprint.as_str().into(),
            suppressed: finding.suppressed.as_ref().map(|suppressed| Suppressed {
                by: suppressed.by.into(),
                reason: suppressed.reason.as_str().into(),
                until: text(&suppressed.until),
            }),
        }
    }

    /// The path of its document, and who it is for whoever has to look for it.
    pub(super) fn document(&self) -> (&str, &str) {
        (&self.document, &self.fingerprint)
    }

    pub(super) fn source(&self) -> Option<(&str, usize)> {
        Some((&self.fingerprint, self.source?))
    }

    /// The finding of the document with this index.
    pub(super) fn read(self, document: usize, catalogue: &Catalogue) -> model::Finding {
        let text = |text: Option<Cow<'_, str>>| text.map(Cow::into_owned);
        let related = |related: Related<'_>| model::Related {
            place: related.place.read(),
            message: related.args.message(related.message_id, &related.message, catalogue),
        };
        model::Finding {
            rule: self.rule.0,
            severity: self.severity.into(),
            document,
            note: self.note.map(|number| (number.into_owned(), text(self.note_id).unwrap_or_default())),
            citation: text(self.citation),
            place: self.place.read(),
            url: text(self.url),
            source: self.source.map(SourceId),
            message: self.args.message(self.message_id, &self.message, catalogue),
            cited: text(self.cited),
            found: text(self.found),
            found_in: text(self.found_in),
            score: self.score,
            help: self.args.message(self.help_id, &self.help, catalogue),
            related: self.related.into_iter().map(related).collect(),
            fingerprint: self.fingerprint.into_owned(),
            known_as: None,
            suppressed: self.suppressed.map(|suppressed| model::Suppressed {
                by: suppressed.by.into(),
                reason: suppressed.reason.into_owned(),
                until: text(suppressed.until),
            }),
        }
    }
}

impl Args {
    fn new(message: &Message) -> Self {
        let value = |argument: &Argument| match argument {
            Argument::Text(text) => Value::from(text.as_str()),
            Argument::Number(number) => Value::from(*number),
        };
        Self(message.args.iter().map(|(name, argument)| ((*name).to_owned(), value(argument))).collect())
    }

    /// The message that these are the arguments of. One that this isnad does not know is said as it was.
    fn message(&self, id: Option<Name>, said: &str, catalogue: &Catalogue) -> Message {
        let argument = |(name, value): (&String, &Value)| {
            let argument = match value {
                Value::String(text) => Argument::Text(text.clone()),
                value => Argument::Number(value.as_i64()?),
            };
            Some((Name::of(name)?.0, argument))
        };
        let known = id.filter(|id| catalogue.holds(id.0));
        let args = self.0.iter().map(argument).collect::<Option<Vec<_>>>();
        match (known, args) {
            (Some(Name(id)), Some(args)) => Message { id, args },
            _ => Message::new("said").with("text", said),
        }
    }
}
