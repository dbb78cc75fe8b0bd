//! What number a note has.

use std::collections::HashMap;

use super::Draft;
use crate::model::NoteKind;
use crate::read::html::marker::{self, Look};
use crate::read::html::page::Page;
use crate::text::digits;

/// The number that a list prints before a note which is one of its items.
pub(super) fn of_item(page: &Page<'_>, root: usize) -> Option<String> {
    page.items.get(&root).cloned()
}

/// Gives every note its marker, where no callout has one, and its number.
pub(super) fn fill(page: &Page<'_>, drafts: &mut [Draft]) {
    for draft in drafts.iter_mut().filter(|draft| draft.marker.is_empty()) {
        let root = draft.start();
        let own = page.tree.attribute(root, "data-mfn").map(str::to_owned);
        if let Some(number) = own.or_else(|| of_item(page, root)) {
            draft.marker = number;
            draft.printed = false;
        } else {
            draft.marker = printed(page, root).unwrap_or_default();
        }
    }
    let letters = drafts.iter().any(|draft| is_letter(&draft.marker) && digits::roman(&draft.marker).is_none());
    let mut signs: HashMap<String, usize> = HashMap::new();
    for draft in drafts.iter().filter(|draft| digits::marker_number(&draft.marker) == draft.marker) {
        *signs.entry(draft.marker.clone()).or_default() += 1;
    }
    let all_one_sign = drafts.len() > 1 && signs.values().any(|&count| count == drafts.len());
    for (index, draft) in drafts.iter_mut().enumerate() {
        let nameless =
            draft.marker.is_empty() || all_one_sign && draft.marker.chars().all(|sign| !sign.is_alphanumeric());
        draft.number = if nameless {
            // One sign for all of them tells none from another.
            (index + 1).to_string()
        } else if letters && is_letter(&draft.marker) || is_key(draft) {
            draft.marker.clone()
        } else {
            digits::marker_number(&draft.marker)
        };
        if draft.marker.is_empty() {
            draft.marker.clone_from(&draft.number);
        }
    }
}

/// Whether a marker is a key such as `MAR99`, rather than a group's name and a number.
fn is_key(draft: &Draft) -> bool {
    let letters = draft.marker.chars().filter(|character| character.is_alphabetic()).count();
    draft.kind == NoteKind::Reference && letters >= 3 && !draft.marker.contains(char::is_whitespace)
}

fn is_letter(marker: &str) -> bool {
    marker.len() == 1 && marker.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// The marker that a note begins with.
fn printed(page: &Page<'_>, root: usize) -> Option<String> {
    let mut nodes = root..page.tree.end(root);
    let first =
        nodes.find(|&node| page.is_seen(node) && page.tree.piece(node).is_some_and(|text| !text.trim().is_empty()))?;
    let text = page.tree.piece(first)?.trim_start();
    let word = text.split_whitespace().next()?;
    let marked = word.starts_with(['[', '(']) || word.ends_with(['.', ')', ']']) || text.trim_end() == word;
    (marked && marker::look(word) == Look::Number).then(|| marker::bare(word))
}
