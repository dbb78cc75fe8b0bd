//! Callouts and the notes they call.

use std::collections::{HashMap, HashSet};

use super::super::sheet::Sheet;
use super::label::{Reading, Token};
use super::{Call, Pages, Part, Plan};
use crate::model::NoteKind;

/// The notes that callouts of a stretch of text can call, by number.
pub(super) struct Wanted {
    notes: HashMap<String, usize>,
    /// The number called last: callouts count up.
    last: Option<u32>,
}

impl Wanted {
    /// The notes of these indices; of two of one number the first.
    pub(super) fn of(plan: &Plan, notes: impl IntoIterator<Item = usize>) -> Self {
        let mut wanted = HashMap::new();
        for note in notes {
            if let Some(found) = plan.notes.get(note) {
                wanted.entry(found.key.clone()).or_insert(note);
            }
        }
        Self { notes: wanted, last: None }
    }

    /// The notes that a token calls, each with the clusters that do; none where it calls nothing known.
    ///
    /// Digits side by side are one number or several: the reading that goes on from the last callout is taken first,
    /// then the one of fewest numbers.
    pub(super) fn read(&mut self, sheet: &Sheet, token: &Token) -> Vec<Call> {
        let known = |reading: &Vec<Reading>| reading.iter().all(|(number, _)| self.notes.contains_key(number));
        let mut readings: Vec<Vec<Reading>> = token.readings(sheet).into_iter().filter(known).collect();
        let value = |reading: &[Reading]| reading.first().and_then(|(number, _)| number.parse::<u32>().ok());
        let goes_on = |reading: &[Reading]| self.last.is_some() && value(reading) == self.last.map(|last| last + 1);
        readings.sort_by_key(|reading| (!goes_on(reading), !counts_up(reading), reading.len()));
        let Some(reading) = readings.into_iter().next() else { return Vec::new() };
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
        let here =
            |at: &usize| plan.notes.get(*at).is_some_and(|note| note.page == page && note.kind == NoteKind::Footnote);
        let mut wanted = Wanted::of(plan, (0..plan.notes.len()).filter(here));
        if wanted.notes.is_empty() {
            continue;
        }
        let tokens = pages.tokens(page, plan.parts.get(page).map_or(&[], Vec::as_slice));
        let bracketed = any_bracketed(plan, &wanted, sheet);
        for token in tokens.iter().filter(|token| token.raised || bracketed) {
            let calls = wanted.read(sheet, token);
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

/// Finds the callouts of notes that stand on a later page, and makes endnotes of what stands with them.
pub(super) fn match_rest(pages: &Pages<'_>, plan: &mut Plan) {
    let called: HashSet<usize> = plan.calls.values().flatten().map(|call| call.note).collect();
    let uncalled: Vec<usize> = (0..plan.notes.len()).filter(|note| !called.contains(note)).collect();
    let mut from_afar: HashSet<usize> = HashSet::new();
    for (page, sheet) in pages.sheets.iter().enumerate() {
        let later = |note: &usize| plan.notes.get(*note).is_some_and(|note| note.page > page);
        let mut wanted = Wanted::of(plan, uncalled.iter().copied().filter(later));
        if wanted.notes.is_empty() {
            break;
        }
        for token in free(pages, plan, page).into_iter().filter(|token| token.raised) {
            let calls = wanted.read(sheet, &token);
            from_afar.extend(calls.iter().filter_map(|call| plan.notes.get(call.note)).map(|note| note.page));
            if !calls.is_empty() {
                plan.calls.entry((page, token.line)).or_default().extend(calls);
            }
        }
    }
    for note in plan.notes.iter_mut().filter(|note| from_afar.contains(&note.page)) {
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
