//! Footnotes: definitions, the places that call them, and their numbers.

use std::collections::HashMap;
use std::ops::Range;

use crate::model::{DeclaredNote, NoteKind};

/// The footnotes of a document as they are met.
#[derive(Default)]
pub(super) struct Footnotes {
    definitions: Vec<Definition>,
    references: Vec<Reference>,
    undefined: Vec<(String, Range<usize>)>,
    /// The numbers of the notes called from running text so far.
    numbers: HashMap<Key, usize>,
}

/// What callouts know a note by.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    /// A label as [`Key::label`] folds it.
    Label(String),
    /// The index of a definition that stands where it is called.
    Inline(usize),
}

struct Definition {
    marker: String,
    key: Key,
    body: Range<usize>,
}

struct Reference {
    key: Key,
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
    /// Opens a definition; its index.
    pub(super) fn define(&mut self, label: &str) -> usize {
        self.definitions.push(Definition { marker: label.to_owned(), key: Key::label(label), body: 0..0 });
        self.definitions.len() - 1
    }

    /// Opens the definition of a note called here in running text, whose marker is its number; its index and marker.
    ///
    /// Its callout is still to be told, and its body.
    pub(super) fn define_inline(&mut self) -> (usize, String) {
        let index = self.definitions.len();
        let key = Key::Inline(index);
        let marker = self.count(&key).to_string();
        self.definitions.push(Definition { marker: marker.clone(), key, body: 0..0 });
        (index, marker)
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
        let key = Key::label(label);
        if within.is_none() {
            self.count(&key);
        }
        self.references.push(Reference { key, range, within });
    }

    /// Notes the place in running text that calls an inline note.
    pub(super) fn call_inline(&mut self, index: usize, range: Range<usize>) {
        self.references.push(Reference { key: Key::Inline(index), range, within: None });
    }

    /// Notes a place that calls a footnote that is not there.
    pub(super) fn call_undefined(&mut self, label: &str, range: Range<usize>) {
        self.undefined.push((label.to_owned(), range));
    }

    /// The number of a note called from running text, the next one if it is called for the first time.
    fn count(&mut self, key: &Key) -> usize {
        if let Some(number) = self.numbers.get(key) {
            return *number;
        }
        let next = self.numbers.len() + 1;
        self.numbers.insert(key.clone(), next);
        next
    }

    /// Numbers the definitions: in the order of their first reference in running text, then of those in notes so
    /// numbered, then the never-referenced ones in the order of the file. Later definitions of one label share its
    /// number and have no callouts.
    pub(super) fn number(self) -> Numbered {
        let Self { definitions, references, undefined, mut numbers } = self;
        let mut first: HashMap<&Key, usize> = HashMap::new();
        for (index, definition) in definitions.iter().enumerate() {
            first.entry(&definition.key).or_insert(index);
        }
        let mut inside: Vec<Vec<usize>> = vec![Vec::new(); definitions.len()];
        let mut callouts: Vec<Vec<Range<usize>>> = vec![Vec::new(); definitions.len()];
        for Reference { key, range, within } in references {
            let Some(&target) = first.get(&key) else { continue };
            if let Some(callouts) = callouts.get_mut(target) {
                callouts.push(range);
            }
            if let Some(within) = within.and_then(|index| inside.get_mut(index)) {
                within.push(target);
            }
        }
        let mut called: Vec<_> = numbers.iter().filter_map(|(key, number)| Some((*number, *first.get(key)?))).collect();
        called.sort_unstable();
        let called = called.into_iter().map(|(_, index)| index);
        for index in order(called.collect(), &inside).into_iter().chain(0..definitions.len()) {
            if let Some(definition) = definitions.get(index)
                && !numbers.contains_key(&definition.key)
            {
                numbers.insert(definition.key.clone(), numbers.len() + 1);
            }
        }
        let notes = definitions.into_iter().zip(callouts).map(|(definition, callouts)| DeclaredNote {
            number: numbers.get(&definition.key).copied().unwrap_or_default().to_string(),
            marker: definition.marker,
            kind: NoteKind::Footnote,
            body: definition.body,
            callouts,
        });
        Numbered { notes: notes.collect(), undefined }
    }
}

impl Key {
    /// Labels match without regard to case, as link labels do; by way of capitals, so that `ß` and `SS` are one, and
    /// `ẞ` by way of `ß`.
    fn label(label: &str) -> Self {
        Self::Label(label.to_lowercase().to_uppercase().to_lowercase())
    }
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
