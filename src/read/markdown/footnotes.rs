//! Footnotes: definitions, the places that call them, and their numbers.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::model::{DeclaredNote, NoteKind};

/// The footnotes of a document as they are met.
#[derive(Default)]
pub(super) struct Footnotes {
    definitions: Vec<Definition>,
    references: Vec<Reference>,
    undefined: Vec<(String, Range<usize>)>,
    /// The notes that labels name, by their labels as [`folded`].
    labels: HashMap<String, usize>,
    /// The notes by their indices.
    notes: Vec<Note>,
    /// How many footnotes have a number, and how many references.
    numbered: [usize; 2],
    /// The labels of references, which count by themselves, as [`folded`].
    works: HashSet<String>,
}

#[derive(Clone, Copy)]
struct Note {
    /// 0 until it is called from running text.
    number: usize,
    kind: NoteKind,
}

struct Definition {
    /// The note it defines, which may be defined more than once.
    note: usize,
    marker: String,
    body: Range<usize>,
}

struct Reference {
    note: usize,
    range: Range<usize>,
    /// The definition it stands in.
    within: Option<usize>,
}

/// The notes of a document, and the references that have none.
pub(super) struct Numbered {
    pub(super) notes: Vec<DeclaredNote>,
    pub(super) undefined: Vec<(String, Range<usize>)>,
}

impl Footnotes {
    /// Of a document in which notes of these labels are references.
    pub(super) fn new(references: &HashSet<String>) -> Self {
        Self { works: references.iter().map(|label| folded(label)).collect(), ..Self::default() }
    }

    /// Opens a definition; its index.
    pub(super) fn define(&mut self, label: &str) -> usize {
        let note = self.labelled(label);
        self.definitions.push(Definition { note, marker: label.to_owned(), body: 0..0 });
        self.definitions.len() - 1
    }

    /// Opens the definition of a note called here in running text, whose marker is its number; its index and marker.
    ///
    /// Its callout is still to be told, and its body.
    pub(super) fn define_inline(&mut self) -> (usize, String) {
        let note = self.add(NoteKind::Footnote);
        let marker = self.count(note).to_string();
        self.definitions.push(Definition { note, marker: marker.clone(), body: 0..0 });
        (self.definitions.len() - 1, marker)
    }

    /// Closes a definition whose text stands here; whether it is empty.
    pub(super) fn close(&mut self, index: usize, body: Range<usize>) -> bool {
        self.definitions.get_mut(index).is_some_and(|definition| {
            definition.body = body.start..body.end.max(body.start);
            definition.body.is_empty()
        })
    }

    /// Notes a place that calls a footnote, in the open definition `within` or in running text.
    pub(super) fn call(&mut self, label: &str, range: Range<usize>, within: Option<usize>) {
        let note = self.labelled(label);
        if within.is_none() {
            self.count(note);
        }
        self.references.push(Reference { note, range, within });
    }

    /// Notes the place in running text that calls the inline note of this definition.
    pub(super) fn call_inline(&mut self, index: usize, range: Range<usize>) {
        if let Some(&Definition { note, .. }) = self.definitions.get(index) {
            self.references.push(Reference { note, range, within: None });
        }
    }

    /// Notes a place that calls a footnote that is not there.
    pub(super) fn call_undefined(&mut self, label: &str, range: Range<usize>) {
        self.undefined.push((label.to_owned(), range));
    }

    /// The note that a label names.
    fn labelled(&mut self, label: &str) -> usize {
        let label = folded(label);
        if let Some(&note) = self.labels.get(&label) {
            return note;
        }
        let reference = self.works.contains(&label);
        let note = self.add(if reference { NoteKind::Reference } else { NoteKind::Footnote });
        self.labels.insert(label, note);
        note
    }

    fn add(&mut self, kind: NoteKind) -> usize {
        self.notes.push(Note { number: 0, kind });
        self.notes.len() - 1
    }

    /// The number of a note, the next one if it has none yet.
    fn count(&mut self, note: usize) -> usize {
        let Some(Note { number, kind }) = self.notes.get_mut(note) else { return 0 };
        let [footnotes, references] = &mut self.numbered;
        let numbered = if *kind == NoteKind::Reference { references } else { footnotes };
        if *number == 0 {
            *numbered += 1;
            *number = *numbered;
        }
        *number
    }

    /// Numbers the definitions: in the order of their first reference in running text, then of those in notes so
    /// numbered, then the never-referenced ones in the order of the file. Later definitions of one label share its
    /// number and have no callouts.
    pub(super) fn number(mut self) -> Numbered {
        let definitions = std::mem::take(&mut self.definitions);
        let mut first = vec![None; self.notes.len()];
        for (index, definition) in definitions.iter().enumerate().rev() {
            if let Some(first) = first.get_mut(definition.note) {
                *first = Some(index);
            }
        }
        let first = |note: usize| first.get(note).copied().flatten();
        let mut inside: Vec<Vec<usize>> = vec![Vec::new(); definitions.len()];
        let mut callouts: Vec<Vec<Range<usize>>> = vec![Vec::new(); definitions.len()];
        for Reference { note, range, within } in std::mem::take(&mut self.references) {
            let Some(target) = first(note) else { continue };
            if let Some(callouts) = callouts.get_mut(target) {
                callouts.push(range);
            }
            if let Some(within) = within.and_then(|index| inside.get_mut(index)) {
                within.push(target);
            }
        }
        let called = self.notes.iter().enumerate().filter(|(_, note)| note.number > 0);
        let mut called: Vec<_> = called.filter_map(|(index, note)| Some((note.number, first(index)?))).collect();
        called.sort_unstable();
        let called = called.into_iter().map(|(_, index)| index).collect();
        for index in order(called, &inside).into_iter().chain(0..definitions.len()) {
            if let Some(definition) = definitions.get(index) {
                self.count(definition.note);
            }
        }
        let notes = definitions.into_iter().zip(callouts).map(|(definition, callouts)| DeclaredNote {
            number: self.count(definition.note).to_string(),
            marker: definition.marker,
            kind: self.notes.get(definition.note).map_or(NoteKind::Footnote, |note| note.kind),
            sequence: 0,
            body: vec![definition.body],
            callouts,
        });
        Numbered { notes: notes.collect(), undefined: self.undefined }
    }
}

/// Labels match without regard to case, as link labels do; by way of capitals, so that `ß` and `SS` are one, and `ẞ`
/// by way of `ß`.
fn folded(label: &str) -> String {
    label.to_lowercase().to_uppercase().to_lowercase()
}

/// Definitions in the order called: from running text first, in the order given, then from one another.
fn order(mut ordered: Vec<usize>, inside: &[Vec<usize>]) -> Vec<usize> {
    let mut seen = vec![false; inside.len()];
    for &index in &ordered {
        if let Some(seen) = seen.get_mut(index) {
            *seen = true;
        }
    }
    let mut next = 0;
    while let Some(&index) = ordered.get(next) {
        for &target in inside.get(index).into_iter().flatten() {
            if let Some(seen) = seen.get_mut(target)
                && !std::mem::replace(seen, true)
            {
                ordered.push(target);
            }
        }
        next += 1;
    }
    ordered
}

/// The label that `[^label]` at the start of `source` calls, where that reads as a callout and not as a pattern: a
/// class of characters such as `[^a-z]` or `[^"]`.
pub(super) fn callout_label(source: &str) -> Option<&str> {
    // GitHub's longest label is shorter; the bound keeps a text of opening brackets linear.
    const LONGEST: usize = 100;
    let rest = source.strip_prefix("[^")?;
    let (end, _) = rest.char_indices().take(LONGEST).find(|&(_, character)| {
        !(character.is_alphanumeric() || matches!(character, '-' | '_' | '.' | ':' | '*' | '†' | '‡'))
    })?;
    let (label, after) = (rest.get(..end)?, rest.get(end..)?.strip_prefix(']')?);
    let class = label.char_indices().any(|(at, character)| {
        character == '-' && label.get(..at).is_some_and(|low| low.chars().count() == 1) && label.len() == at + 2
    }) || label.contains("a-z")
        || label.contains("A-Z")
        || label.contains("0-9");
    let repeated = after.starts_with(['+', '*', '{', '?', '$', '\\', '[']) && !after.starts_with("[^");
    (!label.is_empty() && !class && !repeated).then_some(label)
}
