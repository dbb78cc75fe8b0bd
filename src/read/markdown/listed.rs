//! Numbered definitions of links used as notes: `as reported [1]`, and at the end `[1]: https://… "title"`.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::RefDefs;

use crate::model::{DeclaredNote, NoteKind};
use crate::read::canvas::{Break, Canvas};
use crate::text::{digits, url};

/// The definitions under a number, and the places where it stands alone in brackets.
#[derive(Default)]
pub(super) struct Listed {
    /// By the byte of the source they stand at.
    definitions: BTreeMap<usize, Definition>,
    by_label: HashMap<String, usize>,
    /// The labels that links with a text of their own use.
    links: HashSet<String>,
}

struct Definition {
    label: String,
    range: Range<usize>,
    callouts: Vec<Range<usize>>,
}

impl Listed {
    /// The definitions of a document in which so many bytes stand before the parser's source.
    pub(super) fn of(definitions: &RefDefs<'_>, before: usize) -> Self {
        let numbered = definitions.iter().filter(|(label, definition)| {
            let number =
                !label.is_empty() && label.chars().count() <= 3 && label.chars().all(|c| digits::value(c).is_some());
            number && url::leads_out(&definition.dest)
        });
        let mut listed = Self::default();
        for (label, found) in numbered {
            let range = found.span.start + before..found.span.end + before;
            listed.by_label.insert(label.to_owned(), range.start);
            let definition = Definition { label: label.to_owned(), range, callouts: Vec::new() };
            listed.definitions.insert(definition.range.start, definition);
        }
        listed
    }

    /// Whether a definition under a number has this label.
    pub(super) fn has(&self, label: &str) -> bool {
        self.by_label.contains_key(label)
    }

    /// Takes note of a link with a text of its own.
    pub(super) fn link(&mut self, label: &str) {
        self.links.insert(label.to_owned());
    }

    /// Takes note of a place where the number of a definition stands alone.
    pub(super) fn call(&mut self, label: &str, range: Range<usize>) {
        let definition = self.by_label.get(label).and_then(|start| self.definitions.get_mut(start));
        if let Some(definition) = definition {
            definition.callouts.push(range);
        }
    }

    /// Writes the definitions that are used as notes, where any is: those called, and those that nothing uses.
    pub(super) fn write(self, canvas: &mut Canvas<'_>, source: &str) -> Vec<DeclaredNote> {
        let mut notes = Vec::new();
        if self.definitions.values().all(|definition| definition.callouts.is_empty()) {
            return notes;
        }
        for Definition { label, range, callouts } in self.definitions.into_values() {
            let whole = source.get(range.clone()).unwrap_or_default();
            let Some((before, text)) = whole.split_once("]:") else { continue };
            let at = range.start + before.len() + "]:".len() + text.len() - text.trim_start().len();
            if callouts.is_empty() && self.links.contains(&label) {
                continue;
            }
            canvas.separate(Break::Block);
            canvas.settle();
            let start = canvas.text.len();
            canvas.write(text.trim(), at);
            notes.push(DeclaredNote {
                number: digits::marker_number(&label),
                marker: label,
                kind: NoteKind::Reference,
                sequence: 1,
                body: std::iter::once(start..canvas.text.len()).collect(),
                callouts,
            });
        }
        notes
    }
}
