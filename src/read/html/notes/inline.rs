//! Notes that stand in the line, beside their markers: in the margin, in a tooltip, or shown at the foot by script.

use std::collections::HashSet;
use std::ops::Range;

use super::{Draft, Notes, kind};
use crate::read::html::marker::{self, Look};
use crate::read::html::page::Page;

/// Adds the notes that stand in the line; a tooltip that repeats a note known already is dropped.
pub(super) fn add(page: &Page<'_>, notes: &mut Notes) {
    let called: HashSet<usize> = notes.drafts.iter().flat_map(|draft| draft.calls.clone()).collect();
    let roots: HashSet<usize> = notes.drafts.iter().map(Draft::start).collect();
    let mut counted = 0;
    let mut end = 0;
    let mut found = Vec::new();
    for node in page.tree.elements() {
        if node < end {
            continue;
        }
        let Some(shape) = shape(page, node) else { continue };
        end = page.tree.end(node);
        let Some(root) = (if shape == Shape::Wrapped { content(page, node) } else { Some(node) }) else { continue };
        let call = match shape {
            Shape::Wrapped => {
                page.tree.children(node).find(|&child| page.words(child, "class").any(|word| word == "ltx_note_mark"))
            }
            Shape::Beside | Shape::Counted => before(page, node),
        };
        if call.is_some_and(|call| within_any(page, call, &called))
            || roots.contains(&node)
            || repeats(page, notes, node)
        {
            notes.dropped.insert(node);
            continue;
        }
        if shape == Shape::Wrapped {
            // The marker is printed again before the note.
            let mark = |&inner: &usize| {
                page.words(inner, "class").any(|word| matches!(word, "ltx_note_mark" | "ltx_tag_note"))
            };
            notes.dropped.extend((root..page.tree.end(root)).filter(mark));
        }
        let mut marker = call.and_then(|call| page.label(call)).map(|label| marker::bare(&label)).unwrap_or_default();
        if shape == Shape::Counted {
            counted += 1;
            marker = counted.to_string();
        }
        if call.is_none() && shape == Shape::Beside || marker::look(&marker) == Look::None && !marker.is_empty() {
            continue;
        }
        found.push(Draft {
            marker,
            number: String::new(),
            kind: kind(page, node),
            roots: vec![page.tree.span(root)],
            calls: call.into_iter().collect(),
            inline: true,
            printed: shape == Shape::Wrapped,
        });
    }
    notes.drafts.extend(found);
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// The marker and the note stand in an element of their own.
    Wrapped,
    /// The note follows its marker.
    Beside,
    /// The note follows an empty label, which the style sheet numbers.
    Counted,
}

fn shape(page: &Page<'_>, node: usize) -> Option<Shape> {
    page.words(node, "class").find_map(|word| match word {
        "ltx_role_footnote" | "ltx_role_endnote" => Some(Shape::Wrapped),
        "sidenote" => Some(Shape::Counted),
        "modern-footnotes-footnote__note"
        | "footnote_tooltip"
        | "footnote-tooltip"
        | "footnote-content-tooltip"
        | "inline-footnote"
        | "footnote-text"
        | "tooltip-footnote" => Some(Shape::Beside),
        _ => None,
    })
}

/// The element within a wrapped note that holds its text.
fn content(page: &Page<'_>, node: usize) -> Option<usize> {
    let named =
        |name: &str| (node + 1..page.tree.end(node)).find(|&inner| page.words(inner, "class").any(|word| word == name));
    named("ltx_note_content").or_else(|| named("ltx_note_outer"))
}

/// The element directly before a note that may be its marker; switches without text are passed over.
fn before(page: &Page<'_>, node: usize) -> Option<usize> {
    let parent = page.tree.parent(node)?;
    let mut last = None;
    for child in page.tree.children(parent) {
        if child >= node {
            break;
        }
        match page.tree.piece(child) {
            Some(text) if text.trim().is_empty() => {}
            Some(_) => last = None,
            None if page.tree.name(child) == "input" => {}
            None => last = Some(child),
        }
    }
    last.filter(|&child| page.label(child).is_some())
}

fn within_any(page: &Page<'_>, node: usize, others: &HashSet<usize>) -> bool {
    others.contains(&node)
        || page.tree.ancestors(node).take(4).any(|outer| others.contains(&outer))
        || (node + 1..page.tree.end(node)).take(8).any(|inner| others.contains(&inner))
}

/// Whether a note says what one that is known already says.
fn repeats(page: &Page<'_>, notes: &Notes, node: usize) -> bool {
    let letters = |mut nodes: Range<usize>| -> String {
        let pieces = nodes.by_ref().filter_map(|inner| page.tree.piece(inner));
        pieces.flat_map(str::chars).filter(|character| character.is_alphanumeric()).take(80).collect()
    };
    if notes.drafts.is_empty() {
        return false;
    }
    let own = letters(page.tree.span(node));
    own.chars().count() > 12
        && notes.drafts.iter().flat_map(|draft| &draft.roots).any(|root| letters(root.clone()).contains(&own))
}
