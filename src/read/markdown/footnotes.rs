//! Footnotes: definitions, the places that call them, and their numbers.

use std::collections::HashMap;
use std::ops::Range;

use crate::model::{DeclaredNote, NoteKind};

/// The footnotes of a document as they are met.
#[derive(Default)]
pub(super) struct Footnotes {
    definitions: Vec<Definition>,
    references: Vec<Reference>,
}

struct Definition {
    label: String,
    key: String,
    body: Range<usize>,
}

struct Reference {
    key: String,
    label: String,
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
    /// Opens a definition whose text begins here; its index.
    pub(super) fn define(&mut self, label: &str, start: usize) -> usize {
        self.definitions.push(Definition { label: label.to_owned(), key: key(label), body: start..start });
        self.definitions.len() - 1
    }

    /// Closes a definition whose text ends here.
    pub(super) fn close(&mut self, index: usize, end: usize) {
        if let Some(definition) = self.definitions.get_mut(index) {
            definition.body.end = end.max(definition.body.start);
        }
    }

    /// Notes a place that calls a footnote, in the open definition `within` or in running text.
    pub(super) fn call(&mut self, label: &str, range: Range<usize>, within: Option<usize>) {
        self.references.push(Reference { key: key(label), label: label.to_owned(), range, within });
    }

    /// Numbers the definitions: in the order of their first reference in running text, then of those in notes so
    /// numbered, then the never-referenced ones in the order of the file. Later definitions of one label share its
    /// number and have no callouts.
    pub(super) fn number(self) -> Numbered {
        let mut first: HashMap<&str, usize> = HashMap::new();
        for (index, definition) in self.definitions.iter().enumerate() {
            first.entry(&definition.key).or_insert(index);
        }
        let mut inside: Vec<Vec<usize>> = vec![Vec::new(); self.definitions.len()];
        let mut called = Vec::new();
        let mut callouts: Vec<Vec<Range<usize>>> = vec![Vec::new(); self.definitions.len()];
        let mut undefined = Vec::new();
        for reference in &self.references {
            let Some(&target) = first.get(reference.key.as_str()) else {
                undefined.push((reference.label.clone(), reference.range.clone()));
                continue;
            };
            if let Some(callouts) = callouts.get_mut(target) {
                callouts.push(reference.range.clone());
            }
            match reference.within.and_then(|index| inside.get_mut(index)) {
                Some(within) => within.push(target),
                None => called.push(target),
            }
        }
        let numbers = order(called, &inside, first.len());
        let numbers: HashMap<&str, usize> = self.numbers(&first, numbers);
        let notes = self.definitions.iter().zip(callouts).map(|(definition, callouts)| DeclaredNote {
            marker: definition.label.clone(),
            number: numbers.get(definition.key.as_str()).copied().unwrap_or_default().to_string(),
            kind: NoteKind::Footnote,
            body: definition.body.clone(),
            callouts,
        });
        Numbered { notes: notes.collect(), undefined }
    }

    fn numbers<'a>(&'a self, first: &HashMap<&'a str, usize>, ordered: Vec<usize>) -> HashMap<&'a str, usize> {
        let called = ordered.into_iter().filter_map(|index| self.definitions.get(index));
        let mut numbers = HashMap::new();
        for definition in
            called.chain(self.definitions.iter().filter(|definition| first.contains_key(&*definition.key)))
        {
            let next = numbers.len() + 1;
            numbers.entry(definition.key.as_str()).or_insert(next);
        }
        numbers
    }
}

/// Definitions in the order called: from running text first, then from one another.
fn order(called: Vec<usize>, inside: &[Vec<usize>], count: usize) -> Vec<usize> {
    let mut seen = vec![false; inside.len()];
    let mut ordered = Vec::with_capacity(count);
    let mut take = |targets: &[usize], ordered: &mut Vec<usize>| {
        for &target in targets {
            if let Some(seen) = seen.get_mut(target)
                && !std::mem::replace(seen, true)
            {
                ordered.push(target);
            }
        }
    };
    take(&called, &mut ordered);
    let mut next = 0;
    while let Some(&index) = ordered.get(next) {
        take(inside.get(index).map_or(&[], Vec::as_slice), &mut ordered);
        next += 1;
    }
    ordered
}

/// Labels match without regard to case, as link labels do.
fn key(label: &str) -> String {
    label.to_lowercase()
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
