//! A list gives URLs by the notes' numbers.

use std::collections::HashMap;

use super::claim;
use crate::model::{Audit, Strategy};
use crate::text::digits;

/// Confidence in a URL listed under the note's number.
const NUMBERED: f64 = 0.97;

/// Pairs the first citation of a note that has no URL with the one listed under the note's number.
pub(super) fn pair(audit: &mut Audit) {
    let numbered = audit.document.listed.iter().filter_map(|entry| Some((entry.number.as_deref()?, entry)));
    let by_number: HashMap<String, &str> =
        numbered.map(|(number, entry)| (digits::marker_number(number), entry.url.as_str())).collect();
    if by_number.is_empty() {
        return;
    }
    for note in &mut audit.notes {
        if let Some(url) = by_number.get(note.number.as_str())
            && note.citations.iter().all(|citation| citation.url.is_none())
            && let Some(citation) = note.citations.first_mut()
        {
            claim(citation, url, Strategy::List, NUMBERED, Vec::new());
        }
    }
}
