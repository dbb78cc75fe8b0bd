//! Which notes are numbered in one sequence.

use std::collections::HashMap;

use crate::model::{DeclaredNote, NoteKind};
use crate::text::digits;

/// Puts notes into the order of their texts and gives each its sequence: numbers go on through the elements that hold
/// notes of one kind and group, and begin a new sequence where they begin anew in another element.
pub(super) fn number(mut notes: Vec<(Option<usize>, DeclaredNote)>) -> Vec<DeclaredNote> {
    notes.sort_by_key(|(_, note)| note.body.first().map(|range| range.start));
    let mut sequences = 0;
    // By kind and group: the sequence, the last number, and what held it.
    let mut last: HashMap<(NoteKind, String), (u32, u32, Option<usize>)> = HashMap::new();
    for (holder, note) in &mut notes {
        let group = note.number.trim_end_matches(digits::is_digit).to_owned();
        let value = digits::number(note.number.get(group.len()..).unwrap_or_default()).unwrap_or(0);
        let group = if value == 0 { String::from("*") } else { group };
        let known = last.get(&(note.kind, group.clone())).copied();
        let (sequence, number) = match known {
            Some((sequence, number, of)) if of == *holder || value > number => (sequence, value.max(number)),
            _ => {
                sequences += 1;
                (sequences, value)
            }
        };
        note.sequence = sequence;
        last.insert((note.kind, group), (sequence, number, *holder));
    }
    notes.into_iter().map(|(_, note)| note).collect()
}
