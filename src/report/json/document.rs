//! Documents, notes and citations on the wire.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::date::{Day, Reading};
use super::finding::Args;
use super::name::Name;
use super::place::Place;
use super::words::{CitationKind, Direction, NoteKind, Strategy, Verdict};
use crate::lang::Catalogue;
use crate::model::{self, SourceId};

/// As many pages can a document have that is read back; more would be a lie that costs memory.
const PAGES: usize = 1_000_000;

/// A document.
#[derive(Serialize, Deserialize, JsonSchema)]
pub(super) struct Document<'a> {
    path: Cow<'a, str>,
    sha256: Cow<'a, str>,
    format: Name,
    languages: Vec<Name>,
    direction: Direction,
    pages: Option<usize>,
    notes: Vec<Note<'a>>,
    unpaired_urls: Vec<UnpairedUrl<'a>>,
    unnoted_urls: Vec<UnnotedUrl<'a>>,
    defects: Vec<Defect<'a>>,
}

/// A note.
#[derive(Serialize, Deserialize, JsonSchema)]
struct Note<'a> {
    id: Cow<'a, str>,
    number: Cow<'a, str>,
    marker: Cow<'a, str>,
    kind: NoteKind,
    place: Place<'a>,
    text: Cow<'a, str>,
    callouts: Vec<Callout<'a>>,
    citations: Vec<Citation<'a>>,
}

/// A place that calls a note.
#[derive(Serialize, Deserialize, JsonSchema)]
struct Callout<'a> {
    place: Place<'a>,
    context: Cow<'a, str>,
}

/// A citation.
#[derive(Serialize, Deserialize, JsonSchema)]
pub(super) struct Citation<'a> {
    id: Cow<'a, str>,
    kind: CitationKind,
    text: Cow<'a, str>,
    title: Option<Cow<'a, str>>,
    author: Option<Cow<'a, str>>,
    publisher: Option<Cow<'a, str>>,
    date: Option<Reading>,
    date_readings: Vec<Reading>,
    date_text: Option<Cow<'a, str>>,
    accessed: Option<Day>,
    label: Option<Cow<'a, str>>,
    expects_link: bool,
    refers_to: Option<Cow<'a, str>>,
    same_work_as: Option<Cow<'a, str>>,
    url: Option<Cow<'a, str>>,
    url_text: Option<Cow<'a, str>>,
    /// The index of its source.
    source: Option<usize>,
    pairing: Option<Strategy>,
    confidence: Option<f64>,
    candidates: Vec<Candidate<'a>>,
    verdict: Option<Verdict>,
    reason: Option<Cow<'a, str>>,
    /// The id of the reason among the messages.
    #[serde(default)]
    reason_id: Option<Name>,
}

/// A URL that the citation could also be paired with.
#[derive(Serialize, Deserialize, JsonSchema)]
struct Candidate<'a> {
    url: Cow<'a, str>,
    score: f64,
}

/// A listed URL that no note claims.
#[derive(Serialize, Deserialize, JsonSchema)]
struct UnpairedUrl<'a> {
    url: Cow<'a, str>,
    source: Option<usize>,
    place: Place<'a>,
}

/// A URL in running text.
#[derive(Serialize, Deserialize, JsonSchema)]
struct UnnotedUrl<'a> {
    url: Cow<'a, str>,
    source: Option<usize>,
    text: Cow<'a, str>,
    place: Place<'a>,
}

/// A part that could not be read.
#[derive(Serialize, Deserialize, JsonSchema)]
struct Defect<'a> {
    place: Place<'a>,
    message: Cow<'a, str>,
    /// The id of the message.
    #[serde(default)]
    message_id: Option<Name>,
    /// What the message names.
    #[serde(default)]
    args: Args,
}

impl<'a> Document<'a> {
    pub(super) fn new(audit: &'a model::Audit, catalogue: &Catalogue) -> Self {
        let document = &audit.document;
        let defect = |defect: &'a model::Defect| Defect {
            place: Place::new(&defect.place),
            message: catalogue.render(&defect.message).into(),
            message_id: Some(Name(defect.message.id)),
            args: Args::new(&defect.message, catalogue),
        };
        Self {
            path: document.path.as_str().into(),
            sha256: document.sha256.as_str().into(),
            format: Name(document.format),
            languages: document.languages.iter().copied().map(Name).collect(),
            direction: document.direction.into(),
            pages: (!document.pages.is_empty()).then_some(document.pages.len()),
            notes: audit.notes.iter().map(|note| Note::new(note, catalogue)).collect(),
            unpaired_urls: audit.unpaired.iter().map(UnpairedUrl::new).collect(),
            unnoted_urls: audit.unnoted.iter().map(UnnotedUrl::new).collect(),
            defects: document.defects.iter().map(defect).collect(),
        }
    }

    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// The sources that it names, each with who names it.
    pub(super) fn sources(&self) -> impl Iterator<Item = (&str, usize)> {
        let citations = self.notes.iter().flat_map(|note| &note.citations);
        let cited = citations.filter_map(|citation| Some((&*citation.id, citation.source?)));
        let unpaired = self.unpaired_urls.iter().filter_map(|loose| Some((&*loose.url, loose.source?)));
        let unnoted = self.unnoted_urls.iter().filter_map(|loose| Some((&*loose.url, loose.source?)));
        cited.chain(unpaired).chain(unnoted)
    }

    pub(super) fn read(self, catalogue: &Catalogue) -> model::Audit {
        let defect = |defect: Defect<'_>| model::Defect {
            place: defect.place.read(),
            message: defect.args.message(defect.message_id, &defect.message, catalogue),
        };
        let document = model::Document {
            path: self.path.into_owned(),
            sha256: self.sha256.into_owned(),
            format: self.format.0,
            languages: self.languages.into_iter().map(|name| name.0).collect(),
            direction: self.direction.into(),
            pages: vec![0..0; self.pages.unwrap_or_default().min(PAGES)],
            defects: self.defects.into_iter().map(defect).collect(),
            ..model::Document::default()
        };
        model::Audit {
            document,
            notes: self.notes.into_iter().map(Note::read).collect(),
            unpaired: self.unpaired_urls.into_iter().map(UnpairedUrl::read).collect(),
            unnoted: self.unnoted_urls.into_iter().map(UnnotedUrl::read).collect(),
            ..model::Audit::default()
        }
    }
}

impl<'a> UnpairedUrl<'a> {
    fn new(loose: &'a model::LooseUrl) -> Self {
        Self {
            url: loose.url.as_str().into(),
            source: loose.source.map(|source| source.0),
            place: Place::new(&loose.place),
        }
    }

    fn read(self) -> model::LooseUrl {
        let url = self.url.into_owned();
        // It stands in a list, where its text is the URL.
        model::LooseUrl {
            text: url.clone().into(),
            url: url.into(),
            source: self.source.map(SourceId),
            range: 0..0,
            place: self.place.read(),
        }
    }
}

impl<'a> UnnotedUrl<'a> {
    fn new(loose: &'a model::LooseUrl) -> Self {
        Self {
            url: loose.url.as_str().into(),
            source: loose.source.map(|source| source.0),
            text: loose.text.as_str().into(),
            place: Place::new(&loose.place),
        }
    }

    fn read(self) -> model::LooseUrl {
        model::LooseUrl {
            url: self.url.into(),
            source: self.source.map(SourceId),
            text: self.text.into(),
            range: 0..0,
            place: self.place.read(),
        }
    }
}

impl<'a> Note<'a> {
    fn new(note: &'a model::Note, catalogue: &Catalogue) -> Self {
        let callout = |callout: &'a model::Callout| Callout {
            place: Place::new(&callout.place),
            context: callout.context.as_str().into(),
        };
        Self {
            id: note.id.as_str().into(),
            number: note.number.as_str().into(),
            marker: note.marker.as_str().into(),
            kind: note.kind.into(),
            place: Place::new(&note.place),
            text: note.text.as_str().into(),
            callouts: note.callouts.iter().map(callout).collect(),
            citations: note.citations.iter().map(|citation| Citation::new(citation, catalogue)).collect(),
        }
    }

    fn read(self) -> model::Note {
        let callout = |callout: Callout<'_>| model::Callout {
            range: 0..0,
            place: callout.place.read(),
            context: callout.context.into_owned(),
        };
        model::Note {
            id: self.id.into(),
            number: self.number.into(),
            marker: self.marker.into(),
            kind: self.kind.into(),
            sequence: 0,
            range: 0..0,
            place: self.place.read(),
            text: self.text.into(),
            callouts: self.callouts.into_iter().map(callout).collect(),
            citations: self.citations.into_iter().map(Citation::read).collect(),
        }
    }
}

impl<'a> Citation<'a> {
    pub(super) fn new(citation: &'a model::Citation, catalogue: &Catalogue) -> Self {
        let text = |text: &'a Option<SmolStr>| text.as_deref().map(Cow::from);
        let pairing = citation.pairing.as_ref();
        let readings = citation.date.as_ref().map_or(&[][..], |date| &date.readings);
        let printed = citation.printed.as_ref().map(|printed| printed.text.as_str());
        let candidate = |candidate: &'a model::Candidate| Candidate {
            url: candidate.url.as_str().into(),
            score: rounded(candidate.score),
        };
        Self {
            id: citation.id.as_str().into(),
            kind: citation.kind.into(),
            text: citation.text.as_str().into(),
            title: text(&citation.title),
            author: text(&citation.author),
            publisher: text(&citation.publisher),
            date: citation.date_reading().map(Reading),
            date_readings: readings.iter().copied().map(Reading).collect(),
            date_text: citation.date.as_ref().map(|date| date.text.as_str().into()),
            accessed: citation.accessed.map(Day),
            label: text(&citation.label),
            expects_link: citation.expects_link,
            refers_to: text(&citation.refers_to),
            same_work_as: text(&citation.same_work_as),
            url: text(&citation.url),
            url_text: printed.filter(|printed| citation.url.as_deref() != Some(*printed)).map(Cow::from),
            source: citation.source.map(|source| source.0),
            pairing: pairing.map(|pairing| pairing.strategy.into()),
            confidence: pairing.map(|pairing| rounded(pairing.confidence)),
            candidates: pairing.into_iter().flat_map(|pairing| &pairing.candidates).map(candidate).collect(),
            verdict: citation.verdict.map(Verdict::from),
            reason: citation.reason.map(|id| catalogue.text(id).into()),
            reason_id: citation.reason.map(Name),
        }
    }

    fn read(self) -> model::Citation {
        let text = |text: Option<Cow<'_, str>>| text.map(SmolStr::from);
        let candidate = |candidate: Candidate<'_>| model::Candidate {
            url: candidate.url.into(),
            // Which source it would have been is not told, and no report asks.
            source: SourceId(usize::MAX),
            score: candidate.score,
        };
        let readings = self.date_readings.into_iter().map(|reading| reading.0).collect();
        model::Citation {
            id: self.id.into(),
            kind: self.kind.into(),
            text: self.text.into(),
            title: text(self.title),
            author: text(self.author),
            publisher: text(self.publisher),
            date: self.date_text.map(|text| model::CitedDate { text: text.into(), readings }),
            accessed: self.accessed.map(|day| day.0),
            label: text(self.label),
            expects_link: self.expects_link,
            refers_to: text(self.refers_to),
            same_work_as: text(self.same_work_as),
            printed: text(self.url_text).map(|text| model::Printed { text, range: 0..0, readings: Vec::new() }),
            url: text(self.url),
            source: self.source.map(SourceId),
            pairing: self.pairing.map(|strategy| model::Pairing {
                strategy: strategy.into(),
                confidence: self.confidence.unwrap_or_default(),
                candidates: self.candidates.into_iter().map(candidate).collect(),
            }),
            verdict: self.verdict.map(model::Verdict::from),
            reason: self.reason_id.map(|name| name.0),
            ..model::Citation::default()
        }
    }
}

/// Two decimals: more would be noise that differs between machines.
fn rounded(score: f64) -> f64 {
    (score * 100.0).round() / 100.0
}
