//! Findings on the wire.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use smol_str::SmolStr;

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

/// The arguments of a message, by their names. One that is itself a message is English, with its id beside it under the
/// same name and `_id`; its arguments stand among the others.
#[derive(Default, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub(super) struct Args(Map<String, Value>);

/// What the name of an argument has more where the id of the message stands that it is.
const ID: &str = "_id";

impl<'a> Finding<'a> {
    pub(super) fn new(finding: &'a model::Finding, document: &'a str, catalogue: &Catalogue) -> Self {
        let text = |text: &'a Option<SmolStr>| text.as_deref().map(Cow::from);
        let related = |related: &'a model::Related| Related {
            place: Place::new(&related.place),
            message: catalogue.render(&related.message).into(),
            message_id: Some(Name(related.message.id)),
            args: Args::new(&related.message, catalogue),
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
            args: Args::new(&finding.message, catalogue),
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
                until: suppressed.until.as_deref().map(Cow::from),
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
        let text = |text: Option<Cow<'_, str>>| text.map(SmolStr::from);
        let related = |related: Related<'_>| model::Related {
            place: related.place.read(),
            message: related.args.message(related.message_id, &related.message, catalogue),
        };
        model::Finding {
            rule: self.rule.0,
            severity: self.severity.into(),
            document,
            note: self.note.map(|number| (number.into(), text(self.note_id).unwrap_or_default())),
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
                until: suppressed.until.map(Cow::into_owned),
            }),
        }
    }
}

impl Args {
    pub(super) fn new(message: &Message, catalogue: &Catalogue) -> Self {
        let mut args = Map::new();
        for (name, argument) in &message.args {
            let value = match argument {
                Argument::Text(text) => Value::from(text.as_str()),
                Argument::Number(number) => Value::from(*number),
                Argument::Said(id) => Value::from(catalogue.render(&Message { id, args: message.args.clone() })),
            };
            args.insert((*name).to_owned(), value);
            if let Argument::Said(id) = argument {
                args.insert(format!("{name}{ID}"), Value::from(*id));
            }
        }
        Self(args)
    }

    /// The message that these are the arguments of. One that this isnad does not know is said as it was.
    pub(super) fn message(&self, id: Option<Name>, said: &str, catalogue: &Catalogue) -> Message {
        let known = |id: &Name| catalogue.holds(id.0);
        let argument = |(name, value): (&String, &Value)| {
            let id = self.0.get(&format!("{name}{ID}")).and_then(Value::as_str).and_then(Name::of).filter(known);
            let argument = match (id, value) {
                (Some(id), Value::String(_)) => Argument::Said(id.0),
                (_, Value::String(text)) => Argument::Text(text.clone()),
                (_, value) => Argument::Number(value.as_i64()?),
            };
            Some((Name::of(name)?.0, argument))
        };
        let own = |name: &str| name.strip_suffix(ID).is_none_or(|of| !self.0.contains_key(of));
        let args = self.0.iter().filter(|(name, _)| own(name)).map(argument).collect::<Option<Vec<_>>>();
        match (id.filter(known), args) {
            (Some(Name(id)), Some(args)) => Message { id, args },
            _ => Message::new("said").with("text", said),
        }
    }
}
