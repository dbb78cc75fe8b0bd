//! Callouts and the notes they call.

use std::collections::{HashMap, HashSet};

use super::super::sheet::Sheet;
use super::label::{Reading, Token};
use super::{Call, Pages, Part, Place, Plan};
use crate::model::NoteKind;

/// The notes that callouts of a stretch of text can call, by number.
pub(super) struct Wanted {
    notes: HashMap<String, usize>,
    /// All of them by their places: what is linked to one of them calls that.
    places: HashMap<Place, usize>,
    /// The number called last: callouts count up.
    last: Option<u32>,
    /// The numbers called: several in one are not all called again.
    called: HashSet<String>,
}

impl Wanted {
    /// The notes of these indices; of two of one number the first.
    pub(super) fn of(plan: &Plan, notes: impl IntoIterator<Item = usize>) -> Self {
        let mut wanted = HashMap::new();
        let mut places = HashMap::new();
        for note in notes {
            if let Some(found) = plan.notes.get(note) {
                wanted.entry(found.key.clone()).or_insert(note);
                places.insert((found.page, found.line), note);
            }
        }
        Self { notes: wanted, places, last: None, called: HashSet::new() }
    }

    /// The notes that a token calls, each with the clusters that do; none where it calls nothing known.
    ///
    /// Digits side by side are one number or several: the reading that goes on from the last callout is taken first,
    /// then the one of fewest numbers.
    pub(super) fn read(&mut self, plan: &Plan, sheet: &Sheet, token: &Token) -> Vec<Call> {
        if let Some(place) =
            token.leads.filter(|place| plan.begins(*place, &token.number(sheet, 0, token.clusters.len()).0))
        {
            let note = self.places.get(&place).copied();
            return note.map(|note| Call { note, clusters: token.clusters.clone() }).into_iter().collect();
        }
        let known = |reading: &Vec<Reading>| reading.iter().all(|(number, _)| self.notes.contains_key(number));
        let anew = |reading: &[Reading]| reading.iter().any(|(number, _)| !self.called.contains(number));
        let is_new = |reading: &Vec<Reading>| reading.len() == 1 || anew(reading);
        let mut readings: Vec<Vec<Reading>> = token.readings(sheet).into_iter().filter(known).filter(is_new).collect();
        let value = |reading: &[Reading]| reading.first().and_then(|(number, _)| number.parse::<u32>().ok());
        let goes_on = |reading: &[Reading]| self.last.is_some() && value(reading) == self.last.map(|last| last + 1);
        readings.sort_by_key(|reading| (!goes_on(reading), !counts_up(reading), reading.len()));
        let Some(reading) = readings.into_iter().next() else { return Vec::new() };
        self.called.extend(reading.iter().map(|(number, _)| number.clone()));
        self.last = reading.last().and_then(|(number, _)| number.parse().ok()).or(self.last);
        let calls = reading
            .into_iter()
            .filter_map(|(number, clusters)| self.notes.get(&number).map(|&note| Call { note, clusters }));
        calls.collect()
    }
}

/// Whether several numbers follow on one another; one always does.
fn counts_up(reading: &[Reading]) -> bool {
    let values: Vec<Option<u32>> = reading.iter().map(|(number, _)| number.parse().ok()).collect();
    values.windows(2).all(|pair| matches!(pair, [Some(a), Some(b)] if *b == a + 1))
}

/// Finds the callouts of notes that stand on the page that calls them.
pub(super) fn match_feet(pages: &Pages<'_>, plan: &mut Plan) {
    for (page, sheet) in pages.sheets.iter().enumerate() {
        let here = |at: &usize| {
            plan.notes.get(*at).is_some_and(|note| note.called_on == page && note.kind == NoteKind::Footnote)
        };
        let mut wanted = Wanted::of(plan, (0..plan.notes.len()).filter(here));
        if wanted.notes.is_empty() {
            continue;
        }
        let tokens = pages.tokens(page, plan.parts.get(page).map_or(&[], Vec::as_slice));
        let bracketed = any_bracketed(plan, &wanted, sheet);
        for token in tokens.iter().filter(|token| token.raised || bracketed) {
            let calls = wanted.read(plan, sheet, token);
            if !calls.is_empty() {
                plan.calls.entry((page, token.line)).or_default().extend(calls);
            }
        }
    }
}

/// Whether the labels of some of the notes stand in brackets, so that callouts may.
fn any_bracketed(plan: &Plan, wanted: &Wanted, sheet: &Sheet) -> bool {
    wanted.notes.values().filter_map(|&note| plan.notes.get(note)).any(|note| {
        let mut clusters = note.label.iter().filter_map(|&at| sheet.clusters.get(at));
        clusters.any(|one| matches!(sheet.slice(one), "(" | ")" | "[" | "]"))
    })
}

/// Finds the callouts of notes that stand on a later page, and makes endnotes of what stands with them; or on the page
/// before, where the line that calls them had no room.
pub(super) fn match_rest(pages: &Pages<'_>, plan: &mut Plan) {
    let called: HashSet<usize> = plan.calls.values().flatten().map(|call| call.note).collect();
    let uncalled: Vec<usize> = (0..plan.notes.len()).filter(|note| !called.contains(note)).collect();
    let page_of = |plan: &Plan, note: usize| plan.notes.get(note).map(|note| note.page);
    // For each page how many of its notes are called from earlier ones, and how many from where notes at its foot are.
    let mut from_afar: HashMap<usize, usize> = HashMap::new();
    for (page, sheet) in pages.sheets.iter().enumerate() {
        let tokens: Vec<Token> = free(pages, plan, page).into_iter().filter(|token| token.raised).collect();
        if tokens.is_empty() {
            continue;
        }
        let elsewhere = |note: &usize| page_of(plan, *note).is_some_and(|at| at > page || at + 1 == page);
        let mut wanted = Wanted::of(plan, uncalled.iter().copied().filter(elsewhere));
        if wanted.notes.is_empty() {
            continue;
        }
        for token in tokens {
            let calls = wanted.read(plan, sheet, &token);
            for at in calls.iter().filter_map(|call| page_of(plan, call.note)).filter(|at| *at > page) {
                *from_afar.entry(at).or_default() += 1;
            }
            if !calls.is_empty() {
                plan.calls.entry((page, token.line)).or_default().extend(calls);
            }
        }
    }
    let mut near: HashMap<usize, usize> = HashMap::new();
    for page in called.iter().filter_map(|note| page_of(plan, *note)) {
        *near.entry(page).or_default() += 1;
    }
    // A note at the foot of a page may be left to the next, where it stands with others.
    let is_end = |page: usize| from_afar.get(&page).is_some_and(|afar| near.get(&page).is_none_or(|near| near < afar));
    for note in plan.notes.iter_mut().filter(|note| is_end(note.page)) {
        note.kind = NoteKind::Endnote;
    }
}

/// The tokens of a page that call no note yet.
pub(super) fn free(pages: &Pages<'_>, plan: &Plan, page: usize) -> Vec<Token> {
    let tokens = pages.tokens(page, plan.parts.get(page).map_or(&[] as &[Part], Vec::as_slice));
    let is_free = |token: &Token| {
        let calls = plan.calls.get(&(page, token.line)).map_or(&[][..], Vec::as_slice);
        !calls.iter().any(|call| call.clusters.iter().any(|at| token.clusters.contains(at)))
    };
    tokens.into_iter().filter(is_free).collect()
}
