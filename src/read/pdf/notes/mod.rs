//! Where the notes of a file stand and where they are called: by its structure tree, else by what its pages look like.

mod call;
mod end;
mod foot;
mod label;
mod linked;
mod style;
mod tagged;

use std::cell::LazyCell;
use std::collections::HashMap;

use super::layout::Layout;
use super::line::Line;
use super::sheet::Sheet;
use crate::formats::pdf::Structure;
use crate::model::NoteKind;

use label::{Label, Token};
use linked::Anchors;

/// What a line of a page is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The running text.
    Body,
    /// The note of this index.
    Note(usize),
    /// What runs along with the pages.
    Running,
}

/// A note as found.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// Its marker as printed.
    pub(super) marker: String,
    /// The number a reader sees.
    pub(super) number: String,
    /// What its callouts are known by.
    pub(super) key: String,
    /// What sort it is.
    pub(super) kind: NoteKind,
    /// The sequence its number counts in.
    pub(super) sequence: u32,
    /// The index of the page it begins on.
    pub(super) page: usize,
    /// The index of the line that it begins with.
    pub(super) line: usize,
    /// The index of the page that calls it, for one at the foot of a page: the one before where it had no room there.
    pub(super) called_on: usize,
    /// The clusters of its label, as indices of the sheet's.
    pub(super) label: Vec<usize>,
    /// Whether its label stands at the right end of its line; `None` where it has none.
    pub(super) right: Option<bool>,
}

/// A place that calls a note.
#[derive(Debug, Clone)]
pub(super) struct Call {
    /// The index of the note.
    pub(super) note: usize,
    /// Its clusters, as indices of the sheet's.
    pub(super) clusters: Vec<usize>,
}

/// A page and a line, by their indices.
type Place = (usize, usize);

/// The notes of a file.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// For each page, what each line is part of.
    pub(super) parts: Vec<Vec<Part>>,
    /// The notes, in document order.
    pub(super) notes: Vec<Found>,
    /// The callouts, by their places.
    pub(super) calls: HashMap<Place, Vec<Call>>,
    /// Whether the notes were worked out from what the pages look like.
    pub(super) inferred: bool,
}

impl Plan {
    /// Whether the note that is known by this key begins on this page and line.
    fn begins(&self, (page, line): Place, key: &str) -> bool {
        let Some(Part::Note(note)) = self.parts.get(page).and_then(|parts| parts.get(line)) else { return false };
        self.notes.get(*note).is_some_and(|found| (found.page, found.line) == (page, line) && found.key == key)
    }
}

/// What the notes are looked for in.
pub(super) struct Pages<'a> {
    /// The pages.
    pub(super) sheets: &'a [Sheet],
    /// For each page, which lines run along with the pages.
    pub(super) running: &'a [Vec<bool>],
    /// The font size of the running text.
    pub(super) body: f32,
    /// Whether the document runs from right to left.
    pub(super) rtl: bool,
    /// What links within the file tell of its notes.
    anchors: Anchors,
    /// Whether all callouts link to their notes, so that what no link leads to is no note.
    linked: bool,
    /// What may call notes by its looks, by page and line; asked for again and again.
    signs: Vec<Vec<Vec<Token>>>,
}

impl<'a> Pages<'a> {
    /// The pages of a file, with what of each runs along and how they are laid out.
    pub(super) fn of(sheets: &'a [Sheet], running: &'a [Vec<bool>], layout: &Layout) -> Self {
        let anchors = Anchors::of(sheets, layout.body, layout.rtl);
        let signs = sheets.iter().map(label::signs).collect();
        let mut pages = Self { sheets, running, body: layout.body, rtl: layout.rtl, anchors, linked: false, signs };
        let signs = pages.raised();
        if !pages.anchors.hold(signs) {
            pages.anchors = Anchors::default();
        }
        pages.linked = pages.anchors.tell_all(signs);
        pages
    }

    /// The labels that a line can be read as beginning with; the one that a link leads to, where there is one.
    fn labels(&self, page: usize, index: usize, line: &Line) -> Vec<Label> {
        match self.anchors.label(page, index) {
            Some(label) => vec![label.clone()],
            None => self.sheets.get(page).map_or_else(Vec::new, |sheet| label::labels(sheet, line, self.rtl)),
        }
    }

    /// How many raised signs the pages have.
    fn raised(&self) -> usize {
        let raised = |(page, sheet): (usize, &Sheet)| {
            let parts: Vec<Part> = vec![Part::Body; sheet.lines.len()];
            self.tokens(page, &parts).iter().filter(|token| token.raised).count()
        };
        self.sheets.iter().enumerate().map(raised).sum()
    }

    /// The parts before any note is known.
    fn parts(&self) -> Vec<Vec<Part>> {
        let part = |running: &bool| if *running { Part::Running } else { Part::Body };
        self.running.iter().map(|lines| lines.iter().map(part).collect()).collect()
    }

    /// What may call notes in the running text of a page, in the order of reading.
    fn tokens(&self, page: usize, parts: &[Part]) -> Vec<Token> {
        let Some(sheet) = self.sheets.get(page) else { return Vec::new() };
        let body = (0..sheet.lines.len()).filter(|&line| parts.get(line) == Some(&Part::Body));
        let signs = self.signs.get(page).map_or(&[][..], Vec::as_slice);
        body.flat_map(|line| {
            let mut tokens = signs.get(line).cloned().unwrap_or_default();
            let linked = self.anchors.tokens(page, line);
            // Nor does the label call that a link leads to.
            let label = self.anchors.label(page, line).map_or(&[][..], |label| &label.clusters);
            let told = |at: &usize| label.contains(at) || linked.iter().any(|link| link.clusters.contains(at));
            tokens.retain(|token| !token.clusters.iter().any(told));
            tokens.extend_from_slice(linked);
            tokens.sort_by_key(|token| token.clusters.first().copied());
            if tokens.first().is_some_and(|token| token.rtl) {
                tokens.reverse();
            }
            tokens
        })
        .collect()
    }
}

/// Which of these lines of a page begin with a number that is called elsewhere on it: raised, or as no other line does.
pub(super) fn called(sheet: &Sheet, lines: &[usize]) -> Vec<usize> {
    let labels = |line: &Line| label::labels(sheet, line, false);
    let labelled: Vec<(usize, Vec<Label>)> = lines
        .iter()
        .filter_map(|at| Some((*at, labels(sheet.lines.get(*at)?))))
        .filter(|(_, all)| !all.is_empty())
        .collect();
    if labelled.is_empty() {
        return Vec::new();
    }
    let signs = label::signs(sheet);
    let raised = signs.iter().flatten().filter(|token| token.raised);
    // Each with its line, and of what it is but a part, where several may stand side by side.
    let read = |token: &Token| {
        let line = token.line;
        let readings = token.readings(sheet);
        let single = readings.iter().find(|reading| reading.len() == 1).and_then(|reading| reading.first());
        let all = single.map(|(key, _)| key.clone());
        let keys = readings.into_iter().flat_map(|reading| {
            let of = if reading.len() == 1 { None } else { all.clone() };
            reading.into_iter().map(move |(key, _)| (line, key, of.clone())).collect::<Vec<_>>()
        });
        keys.collect::<Vec<_>>()
    };
    let numbers: Vec<(usize, String, Option<String>)> = raised.flat_map(read).collect();
    let begin: LazyCell<Vec<Vec<Label>>, _> = LazyCell::new(|| sheet.lines.iter().map(labels).collect());
    // A callout may be a line by itself.
    let begins = |key: &str, but: usize| {
        begin.iter().enumerate().any(|(at, labels)| at != but && labels.iter().any(|label| label.key == key))
    };
    let is_called = |line: usize, label: &Label| {
        let same = |labels: &&Vec<Label>| labels.iter().any(|other| other.key == label.key);
        let called = numbers.iter().any(|(on, number, of)| {
            let here = *on != line && *number == label.key;
            here && (label.raised || !of.as_ref().is_some_and(|all| begins(all, *on)))
        });
        called && (label.raised || begin.iter().filter(same).count() == 1)
    };
    let any = |(line, labels): &(usize, Vec<Label>)| labels.iter().any(|one| is_called(*line, one)).then_some(*line);
    labelled.iter().filter_map(any).collect()
}

/// Finds the notes.
pub(super) fn find(pages: &Pages<'_>, structure: Option<&Structure>) -> Plan {
    if let Some(plan) = structure.and_then(|structure| tagged::find(pages, structure)) {
        return plan;
    }
    let mut plan = Plan { parts: pages.parts(), inferred: true, ..Plan::default() };
    end::find(pages, &mut plan, true);
    foot::find(pages, &mut plan);
    call::match_feet(pages, &mut plan);
    call::match_rest(pages, &mut plan);
    end::find(pages, &mut plan, false);
    in_document_order(&mut plan);
    number_sequences(&mut plan.notes);
    plan
}

/// Puts the notes in the order of their pages and lines.
fn in_document_order(plan: &mut Plan) {
    let mut order: Vec<usize> = (0..plan.notes.len()).collect();
    order.sort_by_key(|&at| plan.notes.get(at).map(|note| (note.page, note.line)));
    let mut place = vec![0; order.len()];
    for (new, &old) in order.iter().enumerate() {
        if let Some(place) = place.get_mut(old) {
            *place = new;
        }
    }
    let moved = |note: usize| place.get(note).copied().unwrap_or(note);
    for part in plan.parts.iter_mut().flatten() {
        if let Part::Note(note) = part {
            *note = moved(*note);
        }
    }
    for call in plan.calls.values_mut().flatten() {
        call.note = moved(call.note);
    }
    let mut notes: Vec<Option<Found>> = std::mem::take(&mut plan.notes).into_iter().map(Some).collect();
    plan.notes = order.into_iter().filter_map(|old| notes.get_mut(old).and_then(Option::take)).collect();
}

/// Numbers the sequences: notes of one kind whose numbering goes back begin a new one.
fn number_sequences(notes: &mut [Found]) {
    let mut last: HashMap<NoteKind, (u32, u32)> = HashMap::new();
    let mut sequence = 0;
    for note in notes {
        let value = note.number.parse().unwrap_or(0);
        let known = last.get(&note.kind).copied();
        let own = match known {
            Some((before, own)) if value > before || value == 0 => own,
            _ => {
                sequence += 1;
                sequence
            }
        };
        note.sequence = own;
        last.insert(note.kind, (value.max(if value == 0 { known.map_or(0, |(before, _)| before) } else { 0 }), own));
    }
}
