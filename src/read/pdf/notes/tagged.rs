//! Notes that the structure tree of a tagged file tells (ISO 32000-1, 14.8.4.4.1: `Note`; ISO 32000-2: `FENote`).

use std::collections::{HashMap, HashSet};

use super::foot;
use super::label::{self, Label};
use super::{Pages, Part, Plan, call};
use crate::formats::pdf::{Element, Structure};
use crate::model::NoteKind;

/// The notes of the tree; `None` where it has none, or so few of them are labelled that it cannot be trusted.
pub(super) fn find(pages: &Pages<'_>, structure: &Structure) -> Option<Plan> {
    let content = Content::of(structure);
    if content.notes == 0 {
        return None;
    }
    let mut plan = Plan { parts: pages.parts(), ..Plan::default() };
    let mut lines: Vec<Vec<(usize, usize)>> = vec![Vec::new(); content.notes];
    for (page, sheet) in pages.sheets.iter().enumerate() {
        for (index, line) in sheet.lines.iter().enumerate() {
            let Some(note) = content.note_of(page, sheet.clusters_of(line)) else { continue };
            if let Some(lines) = lines.get_mut(note) {
                lines.push((page, index));
            }
        }
    }
    let told = lines.iter().filter(|lines| !lines.is_empty()).count();
    let mut labelled = 0;
    for lines in lines.iter().filter(|lines| !lines.is_empty()) {
        let Some(&(page, line)) = lines.first() else { continue };
        let Some(label) = label(pages, &content, &called(pages, &plan, page), page, line) else { continue };
        labelled += 1;
        let note = plan.notes.len();
        plan.notes.push(foot::note(label, page, line, NoteKind::Footnote));
        for &(page, line) in lines {
            if let Some(part) = plan.parts.get_mut(page).and_then(|parts| parts.get_mut(line)) {
                *part = Part::Note(note);
            }
        }
    }
    if labelled == 0 || labelled * 5 < told * 4 {
        return None;
    }
    super::in_document_order(&mut plan);
    call::match_feet(pages, &mut plan);
    call::match_rest(pages, &mut plan);
    super::number_sequences(&mut plan.notes);
    plan.inferred = labelled < told || !is_sound(&plan);
    Some(plan)
}

/// Which note each marked content belongs to.
struct Content {
    notes: usize,
    note: HashMap<(u32, i32), usize>,
    labels: HashSet<(u32, i32)>,
}

impl Content {
    fn of(structure: &Structure) -> Self {
        let mut content = Self { notes: 0, note: HashMap::new(), labels: HashSet::new() };
        // For each element the note it stands in, and whether it stands in a label; parents come before children.
        let mut within: Vec<(Option<usize>, bool)> = Vec::with_capacity(structure.elements.len());
        for Element { role, parent, marked } in &structure.elements {
            let (mut note, mut label) = parent.and_then(|at| within.get(at)).copied().unwrap_or_default();
            if matches!(role.as_str(), "Note" | "FENote") && note.is_none() {
                note = Some(content.notes);
                content.notes += 1;
            }
            label |= note.is_some() && role == "Lbl";
            within.push((note, label));
            if let Some(note) = note {
                content.note.extend(marked.iter().map(|id| (*id, note)));
                if label {
                    content.labels.extend(marked.iter().copied());
                }
            }
        }
        content
    }

    /// The note that most of a line belongs to.
    fn note_of(&self, page: usize, clusters: &[super::super::cluster::Cluster]) -> Option<usize> {
        let mut counts: HashMap<Option<usize>, usize> = HashMap::new();
        for cluster in clusters.iter().filter(|cluster| !cluster.is_blank()) {
            let note = cluster.marked.and_then(|id| self.note.get(&(page as u32, id)).copied());
            *counts.entry(note).or_default() += 1;
        }
        counts.into_iter().max_by_key(|(note, count)| (*count, *note))?.0
    }
}

/// The label of a note's first line: as tagged, else one that is called on its page, else as printed.
fn label(pages: &Pages<'_>, content: &Content, called: &HashSet<String>, page: usize, index: usize) -> Option<Label> {
    let sheet = pages.sheets.get(page)?;
    let line = sheet.lines.get(index)?;
    let tagged = |label: &Label| {
        label
            .clusters
            .iter()
            .filter_map(|&at| sheet.clusters.get(at))
            .any(|cluster| cluster.marked.is_some_and(|id| content.labels.contains(&(page as u32, id))))
    };
    let mut labels = label::labels(sheet, line, pages.rtl);
    let answers = |label: &Label| called.contains(&label.key);
    let best = labels.iter().position(tagged).or_else(|| labels.iter().position(answers)).unwrap_or(0);
    (best < labels.len()).then(|| labels.swap_remove(best))
}

/// What is called by raised markers on a page.
fn called(pages: &Pages<'_>, plan: &Plan, page: usize) -> HashSet<String> {
    let Some(sheet) = pages.sheets.get(page) else { return HashSet::new() };
    let tokens = pages.tokens(page, plan.parts.get(page).map_or(&[], Vec::as_slice));
    let raised = tokens.into_iter().filter(|token| token.raised);
    raised.flat_map(|token| token.readings(sheet)).flatten().map(|(key, _)| key).collect()
}

/// Whether the tree can be taken at its word: every note is called, and no number stands twice in a sequence.
fn is_sound(plan: &Plan) -> bool {
    let called: HashSet<usize> = plan.calls.values().flatten().map(|call| call.note).collect();
    let mut numbers = HashSet::new();
    let unique = plan.notes.iter().all(|note| numbers.insert((note.kind, note.sequence, note.number.as_str())));
    unique && (0..plan.notes.len()).all(|note| called.contains(&note))
}
