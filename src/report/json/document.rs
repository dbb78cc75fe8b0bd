//! Documents, notes and citations on the wire.

use serde::Serialize;

use super::place::Place;
use crate::lang::Catalogue;
use crate::model::{self, CitationKind, Direction, NoteKind, Strategy};

/// A document.
#[derive(Serialize)]
pub(super) struct Document<'a> {
    path: &'a str,
    sha256: &'a str,
    format: &'static str,
    languages: &'a [&'static str],
    direction: &'static str,
    pages: Option<usize>,
    notes: Vec<Note<'a>>,
    unpaired_urls: Vec<UnpairedUrl<'a>>,
    unnoted_urls: Vec<UnnotedUrl<'a>>,
    defects: Vec<Defect<'a>>,
}

/// A note.
#[derive(Serialize)]
struct Note<'a> {
    id: &'a str,
    number: &'a str,
    marker: &'a str,
    kind: &'static str,
    place: Place<'a>,
    text: &'a str,
    callouts: Vec<Callout<'a>>,
    citations: Vec<Citation<'a>>,
}

/// A place that calls a note.
#[derive(Serialize)]
struct Callout<'a> {
    place: Place<'a>,
    context: &'a str,
}

/// A citation.
#[derive(Serialize)]
pub(super) struct Citation<'a> {
    id: &'a str,
    kind: &'static str,
    text: &'a str,
    title: Option<&'a str>,
    author: Option<&'a str>,
    publisher: Option<&'a str>,
    date: Option<String>,
    date_readings: Vec<String>,
    date_text: Option<&'a str>,
    accessed: Option<String>,
    label: Option<&'a str>,
    expects_link: bool,
    refers_to: Option<&'a str>,
    same_work_as: Option<&'a str>,
    url: Option<&'a str>,
    url_text: Option<&'a str>,
    source: Option<usize>,
    pairing: Option<&'static str>,
    confidence: Option<f64>,
    candidates: Vec<Candidate<'a>>,
    verdict: Option<&'static str>,
    reason: Option<String>,
}

/// A URL that the citation could also be paired with.
#[derive(Serialize)]
struct Candidate<'a> {
    url: &'a str,
    score: f64,
}

/// A listed URL that no note claims.
#[derive(Serialize)]
struct UnpairedUrl<'a> {
    url: &'a str,
    source: Option<usize>,
    place: Place<'a>,
}

/// A URL in running text.
#[derive(Serialize)]
struct UnnotedUrl<'a> {
    url: &'a str,
    source: Option<usize>,
    text: &'a str,
    place: Place<'a>,
}

/// A part that could not be read.
#[derive(Serialize)]
struct Defect<'a> {
    place: Place<'a>,
    message: &'a str,
}

impl<'a> Document<'a> {
    pub(super) fn new(audit: &'a model::Audit, catalogue: &Catalogue) -> Self {
        let document = &audit.document;
        let unpaired = |loose: &'a model::LooseUrl| UnpairedUrl {
            url: &loose.url,
            source: loose.source.map(|source| source.0),
            place: Place::new(&loose.place),
        };
        let unnoted = |loose: &'a model::LooseUrl| UnnotedUrl {
            url: &loose.url,
            source: loose.source.map(|source| source.0),
            text: &loose.text,
            place: Place::new(&loose.place),
        };
        let defect = |defect: &'a model::Defect| Defect { place: Place::new(&defect.place), message: &defect.message };
        Self {
            path: &document.path,
            sha256: &document.sha256,
            format: document.format,
            languages: &document.languages,
            direction: match document.direction {
                Direction::Ltr => "ltr",
                Direction::Rtl => "rtl",
            },
            pages: (!document.pages.is_empty()).then_some(document.pages.len()),
            notes: audit.notes.iter().map(|note| Note::new(note, catalogue)).collect(),
            unpaired_urls: audit.unpaired.iter().map(unpaired).collect(),
            unnoted_urls: audit.unnoted.iter().map(unnoted).collect(),
            defects: document.defects.iter().map(defect).collect(),
        }
    }
}

impl<'a> Note<'a> {
    fn new(note: &'a model::Note, catalogue: &Catalogue) -> Self {
        let callout =
            |callout: &'a model::Callout| Callout { place: Place::new(&callout.place), context: &callout.context };
        Self {
            id: &note.id,
            number: &note.number,
            marker: &note.marker,
            kind: match note.kind {
                NoteKind::Footnote => "footnote",
                NoteKind::Endnote => "endnote",
                NoteKind::Reference => "reference",
            },
            place: Place::new(&note.place),
            text: &note.text,
            callouts: note.callouts.iter().map(callout).collect(),
            citations: note.citations.iter().map(|citation| Citation::new(citation, catalogue)).collect(),
        }
    }
}

impl<'a> Citation<'a> {
    pub(super) fn new(citation: &'a model::Citation, catalogue: &Catalogue) -> Self {
        let pairing = citation.pairing.as_ref();
        let readings = citation.date.as_ref().map_or(&[][..], |date| &date.readings);
        let printed = citation.printed.as_ref().map(|printed| printed.text.as_str());
        let candidate =
            |candidate: &'a model::Candidate| Candidate { url: &candidate.url, score: rounded(candidate.score) };
        Self {
            id: &citation.id,
            kind: match citation.kind {
                CitationKind::Web => "web",
                CitationKind::Print => "print",
                CitationKind::Interview => "interview",
                CitationKind::BackReference => "back_reference",
                CitationKind::Comment => "comment",
            },
            text: &citation.text,
            title: citation.title.as_deref(),
            author: citation.author.as_deref(),
            publisher: citation.publisher.as_deref(),
            date: citation.date_reading().map(|reading| reading.to_string()),
            date_readings: readings.iter().map(ToString::to_string).collect(),
            date_text: citation.date.as_ref().map(|date| date.text.as_str()),
            accessed: citation.accessed.map(|date| date.to_string()),
            label: citation.label.as_deref(),
            expects_link: citation.expects_link,
            refers_to: citation.refers_to.as_deref(),
            same_work_as: citation.same_work_as.as_deref(),
            url: citation.url.as_deref(),
            url_text: printed.filter(|printed| citation.url.as_deref() != Some(*printed)),
            source: citation.source.map(|source| source.0),
            pairing: pairing.map(|pairing| match pairing.strategy {
                Strategy::Inline => "inline",
                Strategy::Hyperlink => "hyperlink",
                Strategy::List => "list",
                Strategy::Trailing => "trailing",
                Strategy::Identifier => "identifier",
            }),
            confidence: pairing.map(|pairing| rounded(pairing.confidence)),
            candidates: pairing.into_iter().flat_map(|pairing| &pairing.candidates).map(candidate).collect(),
            verdict: citation.verdict.map(model::Verdict::name),
            reason: citation.reason.map(|id| catalogue.text(id)),
        }
    }
}

/// Two decimals: more would be noise that differs between machines.
fn rounded(score: f64) -> f64 {
    (score * 100.0).round() / 100.0
}
