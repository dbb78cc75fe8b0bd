//! Where a page has its notes and where it calls them.
//!
//! No site is known by name. A note is what a short link leads to, when the note or its list says that it is one, when it
//! leads back, or when it stands under the link's number; or what stands in the line beside a marker. Numbers that are
//! merely printed are left to be found in the text.

mod inline;
mod linked;
mod listed;
mod number;
mod target;

use std::collections::HashSet;
use std::ops::Range;

use crate::model::NoteKind;

use super::page::{Page, Target};

/// A note as the page has it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Draft {
    /// The marker as printed, without brackets; empty where nothing is printed.
    pub(super) marker: String,
    /// Its number in ASCII digits; filled in at the end.
    pub(super) number: String,
    pub(super) kind: NoteKind,
    /// The nodes that hold its text, in order; each stretch is of whole elements that stand side by side.
    pub(super) roots: Vec<Range<usize>>,
    /// The elements that call it, in order.
    pub(super) calls: Vec<usize>,
    /// Whether it stands in the line and is read after the block that calls it.
    pub(super) inline: bool,
    /// Whether its number may stand at the beginning of its text.
    pub(super) printed: bool,
}

impl Draft {
    /// The node it begins with.
    pub(super) fn start(&self) -> usize {
        self.roots.first().map_or(0, |root| root.start)
    }
}

/// The notes of a page.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// In the order of their texts.
    pub(super) drafts: Vec<Draft>,
    /// Callouts of notes that are not there: the element and the marker.
    pub(super) missing: Vec<(usize, String)>,
    /// Elements that are markers and links back, and tooltips that repeat a note: no text of the document.
    pub(super) dropped: HashSet<usize>,
}

/// Finds the notes of a page.
pub(super) fn find(page: &Page<'_>) -> Notes {
    let mut notes = linked::find(page);
    notes.dropped.extend(remarks(page));
    listed::add(page, &mut notes);
    inline::add(page, &mut notes);
    notes.drafts.sort_by_key(Draft::start);
    number::fill(page, &mut notes.drafts);
    notes
}

/// What a note is, from the names that it and what holds it have.
fn kind(page: &Page<'_>, root: usize) -> NoteKind {
    let near = || std::iter::once(root).chain(page.tree.ancestors(root).take(4));
    let named = |names: &[&str]| {
        near().any(|node| {
            let mut words = page.words(node, "class").chain(page.words(node, "id"));
            words.any(|word| {
                let word = word.to_ascii_lowercase();
                names.iter().any(|name| word.contains(name) && (*name == "endnote" || !word.contains("footnote")))
            })
        })
    };
    let reference = ["biblioentry", "bibliography", "biblioref"];
    if near().any(|node| page.has_role(node, &reference)) {
        return NoteKind::Reference;
    }
    if near().any(|node| page.has_role(node, &["footnote"])) {
        return NoteKind::Footnote;
    }
    let styled =
        |node: usize| page.tree.attribute(node, "style").is_some_and(|style| style.contains("mso-element:endnote"));
    if near().any(|node| page.has_role(node, &["endnote", "endnotes", "rearnote", "rearnotes"]) || styled(node))
        || named(&["endnote", "_edn"])
    {
        return NoteKind::Endnote;
    }
    if named(&["cite_note", "bibitem", "biblist", "citation", "bibliography", "csl-entry", "references"]) {
        return NoteKind::Reference;
    }
    NoteKind::Footnote
}

/// Remarks that word processors export beside the notes, and what calls them: they are not the document's.
fn remarks(page: &Page<'_>) -> Vec<usize> {
    let mut remarks = Vec::new();
    for link in &page.links {
        let fragment =
            page.tree.attribute(link.node, "href").and_then(|href| href.strip_prefix('#')).unwrap_or_default();
        let calls = ["cmnt", "_msocom_"].iter().any(|name| {
            fragment.strip_prefix(name).is_some_and(|rest| rest.starts_with(|next: char| next.is_ascii_digit()))
        });
        if let Target::Node(target) = link.target
            && calls
            && target > link.node
        {
            remarks.push(link.node);
            let block = page.block(target);
            let holder = page.tree.parent(block).filter(|&holder| page.tree.name(holder) == "div");
            // Each stands in a division of its own.
            let alone = holder.filter(|&holder| {
                page.tree.children(holder).find(|&child| page.tree.piece(child).is_none()) == Some(block)
            });
            remarks.push(alone.unwrap_or(block));
        }
    }
    remarks
}
