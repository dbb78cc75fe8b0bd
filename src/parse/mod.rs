//! [`Document`] to notes, callouts and citations.

mod callouts;
mod chain;
pub mod citations;
mod declared;
mod evidence;
pub mod field;
mod lines;
mod loose;
mod markers;
mod notes;
mod reading;
mod references;

use std::collections::HashMap;
use std::iter;
use std::ops::Range;

use smol_str::SmolStr;

use crate::model::{Audit, Callout, Document, Note, NoteKind};
use crate::text::line::one_line;
use crate::text::publisher::Publishers;
use crate::text::{digits, sentence};
use crate::threads::side_by_side;

/// A note before its citations are told.
#[derive(Debug)]
struct Raw {
    number: String,
    marker: String,
    kind: NoteKind,
    sequence: u32,
    /// Its text's byte ranges in reading order, the marker left out.
    body: Vec<Range<usize>>,
    /// Where its marker stands; its text alone where the format prints none.
    start: Range<usize>,
    callouts: Vec<Range<usize>>,
}

/// What can be set of parsing.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The publishers that are known by several names.
    pub publishers: Publishers,
}

/// How many notes one processor takes on at a time.
const AT_ONCE: usize = 250;

/// [`parse_with`] the publishers that isnad brings along.
pub fn parse(document: Document) -> Audit {
    parse_with(document, &Settings::default())
}

/// Finds the notes of a document, the places that call them and the works they cite, and the URLs of running text.
///
/// Notes that the format declares are taken as they are; else they are looked for in the printed text.
pub fn parse_with(mut document: Document, settings: &Settings) -> Audit {
    // What is declared of them goes on in the notes; that they are declared is kept.
    let (raws, orphans) = match document.notes.as_mut().map(std::mem::take) {
        Some(notes) => (declared::notes(notes), declared::orphans(&document)),
        None => printed(&document),
    };
    let notes = notes(&document, raws, settings);
    let mut audit = Audit { document, notes, orphans, ..Audit::default() };
    references::resolve(&mut audit.notes);
    audit.unnoted = loose::urls(&audit);
    audit
}

/// A note that takes the ways that most notes take, in both scripts; what else there is is made where it is met.
const USUAL_WAYS: &str =
    "The river fell.[1]\n\n1. A. Porter, “The Quay,” the Herald, vol. 2, p. 5, 5 May 2021; نهر، صحيفة الوطن، 2021.\n";

/// Makes what parsing keeps once it was made, patterns and tables, by parsing a note.
///
/// That takes much of the time of a short run. A thread beside the one that reads the documents can do it meanwhile.
pub fn prepare() {
    parse(Document { text: USUAL_WAYS.to_owned(), ..Document::default() });
}

fn printed(document: &Document) -> (Vec<Raw>, Vec<crate::model::OrphanCallout>) {
    let lines = lines::lines(document);
    let drafts = notes::printed(document, &lines);
    let orphans = loose::orphans(document, &lines, &drafts);
    let mut raws: Vec<Raw> = drafts
        .into_iter()
        .map(|draft| Raw {
            number: match draft.family {
                markers::Family::Symbol => document.slice(&draft.marker).to_owned(),
                _ => draft.number.to_string(),
            },
            marker: document.slice(&draft.marker).trim().to_owned(),
            kind: draft.kind,
            sequence: draft.sequence,
            start: draft.marker,
            body: draft.body,
            callouts: draft.callouts.into_iter().map(|token| token.range).collect(),
        })
        .collect();
    if raws.is_empty() {
        raws = declared::numbered_links(document);
    }
    (raws, orphans)
}

fn notes(document: &Document, raws: Vec<Raw>, settings: &Settings) -> Vec<Note> {
    let mut notes = Vec::with_capacity(raws.len());
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut named = raws.into_iter().map(|raw| (id(&document.path, &raw.number, &mut numbers), raw));
    let shares: Vec<Vec<(String, Raw)>> = iter::from_fn(|| Some(named.by_ref().take(AT_ONCE).collect()))
        .take_while(|share: &Vec<_>| !share.is_empty())
        .collect();
    let read = |share: Vec<(String, Raw)>| -> Vec<Note> {
        share.into_iter().map(|(id, raw)| note(document, id, raw, settings)).collect()
    };
    notes.extend(side_by_side(shares, read).into_iter().flatten());
    notes
}

/// The id of the next note of a number: those after the first are told apart.
fn id(path: &str, number: &str, numbers: &mut HashMap<String, usize>) -> String {
    let id = format!("{path}#n{number}");
    if let Some(seen) = numbers.get_mut(number) {
        *seen += 1;
        return format!("{id}-{seen}");
    }
    numbers.insert(number.to_owned(), 1);
    id
}

fn note(document: &Document, id: String, raw: Raw, settings: &Settings) -> Note {
    let mut citations = citations::cite(document, &raw.body, &settings.publishers);
    let text = SmolStr::from(reading::text(document, &raw.body));
    for (index, citation) in citations.iter_mut().enumerate() {
        citation.id = format!("{id}.{}", index + 1).into();
        // As a rule a note is one citation, and its text need not be kept twice.
        if citation.text == text {
            citation.text.clone_from(&text);
        }
    }
    let whole = raw.body.iter().fold(raw.start.clone(), |all, part| all.start.min(part.start)..all.end.max(part.end));
    let callouts = raw.callouts.iter().map(|range| callout(document, range)).collect();
    Note {
        id: id.into(),
        number: raw.number.into(),
        marker: raw.marker.into(),
        kind: raw.kind,
        sequence: raw.sequence,
        place: document.place(&whole),
        range: whole,
        text,
        callouts,
        citations,
    }
}

fn callout(document: &Document, range: &Range<usize>) -> Callout {
    Callout { range: range.clone(), place: document.place(range), context: context(document, range) }
}

/// The sentence around a place, on one line.
fn context(document: &Document, range: &Range<usize>) -> String {
    one_line(document.slice(&sentence::around(&document.text, range)))
}

/// The number of a marker as printed or labelled: its value in ASCII digits where it has one.
fn number_of(marker: &str) -> String {
    digits::marker_number(marker)
}
