//! Notes that the format declares.

use super::{Raw, context, number_of};
use crate::model::{DeclaredNote, Document, NoteKind, OrphanCallout};

/// The declared notes, in document order.
pub(super) fn notes(declared: Vec<DeclaredNote>) -> Vec<Raw> {
    declared
        .into_iter()
        .map(|note| Raw {
            number: note.number,
            marker: note.marker,
            kind: note.kind,
            sequence: note.sequence,
            start: note.body.first().cloned().unwrap_or_default(),
            body: note.body,
            callouts: note.callouts,
        })
        .collect()
}

/// Callouts of declared notes that are not there.
pub(super) fn orphans(document: &Document) -> Vec<OrphanCallout> {
    document
        .undefined
        .iter()
        .map(|(marker, range)| OrphanCallout {
            marker: marker.clone(),
            range: range.clone(),
            place: document.place(range),
            context: context(document, range),
        })
        .collect()
}

/// A numbered list of links, such as text browsers print under a page: each is a reference of its own where no other
/// notes stand under the numbers.
pub(super) fn numbered_links(document: &Document) -> Vec<Raw> {
    let listed = document.listed.iter().filter_map(|entry| entry.number.as_ref().map(|number| (number, entry)));
    listed
        .map(|(number, entry)| Raw {
            number: number_of(number),
            marker: number.clone(),
            kind: NoteKind::Reference,
            sequence: 1,
            start: entry.range.clone(),
            body: vec![entry.range.clone()],
            callouts: bracketed(document, number, entry.range.start),
        })
        .collect()
}

/// Where `[n]` stands in the text before the list.
fn bracketed(document: &Document, number: &str, before: usize) -> Vec<std::ops::Range<usize>> {
    let marker = format!("[{number}]");
    let text = document.text.get(..before).unwrap_or_default();
    let mut found: Vec<_> = text.match_indices(&marker).map(|(at, _)| at..at + marker.len()).collect();
    // The last one opens the entry itself in lists such as `[3]: https://…`.
    if found.last().is_some_and(|last| before - last.end <= 3) {
        found.pop();
    }
    found
}
