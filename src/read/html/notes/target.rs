//! Which block holds the note that a link leads to.

use std::collections::HashMap;

use crate::read::html::marker::{self, Look};
use crate::read::html::page::{Link, Page, Target, is_block};

/// How many elements above the one with the id are looked at.
const REACH: usize = 12;

/// How many characters into a block a heading makes it a section rather than a note.
const HEADED: usize = 400;

/// Where the note begins that a link leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    /// The element that is the note, or its first.
    pub(super) root: usize,
    /// The element that holds it among others, where the note is no element of its own but goes on to the next.
    pub(super) among: Option<usize>,
}

/// Finds the blocks that notes stand in, each asked once.
#[derive(Default)]
pub(super) struct Blocks {
    of_target: HashMap<usize, Option<Spot>>,
    own_text: HashMap<usize, bool>,
    /// What links that look like callouts lead to, ascending.
    targets: Vec<usize>,
}

impl Blocks {
    pub(super) fn new(page: &Page<'_>) -> Self {
        let target = |link: &Link| match link.target {
            Target::Node(target) if target > link.node => {
                let label = page.label(link.node)?;
                (marker::look(&label) == Look::Number).then_some(target)
            }
            _ => None,
        };
        let mut targets: Vec<usize> = page.links.iter().filter_map(target).collect();
        targets.sort_unstable();
        targets.dedup();
        Self { targets, ..Self::default() }
    }

    /// The block of the note that an element with an id marks; `None` where it marks something else.
    pub(super) fn of(&mut self, page: &Page<'_>, target: usize) -> Option<Spot> {
        if let Some(&known) = self.of_target.get(&target) {
            return known;
        }
        let alone = |root| Spot { root, among: None };
        let found = self.among(page, target).or_else(|| self.climb(page, target).map(alone));
        self.of_target.insert(target, found);
        found
    }

    /// The spot of a note that shares an element with others, one after another, as in lines that are merely broken.
    fn among(&self, page: &Page<'_>, target: usize) -> Option<Spot> {
        let mut node = target;
        for _ in 0..4 {
            let holder = page.tree.parent(node)?;
            let name = page.tree.name(holder);
            if is_block(page.tree.name(node))
                || matches!(name, "li" | "dd" | "dt" | "tr" | "th" | "aside" | "ol" | "ul" | "table" | "sup")
            {
                return None;
            }
            let (from, to) = (page.tree.end(node), page.tree.end(holder));
            let next = self.targets.get(self.targets.partition_point(|&at| at < from)).is_some_and(|&at| at < to);
            if next || is_preceded(page, node, holder) {
                return Some(Spot { root: node, among: Some(holder) });
            }
            if is_block(name) {
                return None;
            }
            node = holder;
        }
        None
    }

    fn climb(&mut self, page: &Page<'_>, target: usize) -> Option<usize> {
        let mut node = target;
        for _ in 0..REACH {
            let name = page.tree.name(node);
            let said = is_note(page, node);
            match name {
                "li" | "dd" | "aside" | "tr" | "dt" => return Some(node),
                "table" | "section" | "article" | "figure" if said && !is_list(page, node) => return Some(node),
                "section" | "article" if node == target && !is_headed(page, node) && self.has_own_text(page, node) => {
                    return Some(node);
                }
                "p" | "div" | "blockquote" | "pre" | "address" | "center" => {
                    if is_list(page, node) || is_headed(page, node) {
                        return None;
                    }
                    if said || self.has_own_text(page, node) {
                        return Some(node);
                    }
                    // An empty anchor before the paragraph it marks.
                    let empty = page.label(target).is_some_and(|label| label.is_empty());
                    let next = page
                        .next_element(node)
                        .filter(|&next| matches!(page.tree.name(next), "p" | "div" | "blockquote"));
                    if let Some(next) = next.filter(|&next| empty && self.has_own_text(page, next)) {
                        return Some(next);
                    }
                }
                _ if is_heading(name) && heads_note(page, node) => return Some(node),
                _ if is_block(name) && !matches!(name, "td" | "th") => return None,
                "" => return None,
                _ => {
                    // An anchor that stands between paragraphs.
                    let between =
                        page.tree.parent(node).is_some_and(|parent| !matches!(page.tree.name(parent), "p" | "li"));
                    let empty = node == target && between && page.label(node).is_some_and(|label| label.is_empty());
                    let next = page.next_element(node).filter(|&next| matches!(page.tree.name(next), "p" | "div"));
                    if let Some(next) = next.filter(|&next| empty && self.has_own_text(page, next)) {
                        return Some(next);
                    }
                }
            }
            node = page.tree.parent(node)?;
        }
        None
    }

    /// Whether a block has letters outside links within the document.
    fn has_own_text(&mut self, page: &Page<'_>, block: usize) -> bool {
        if let Some(&known) = self.own_text.get(&block) {
            return known;
        }
        let mut links = page
            .links_in(page.tree.span(block))
            .iter()
            .filter(|link| !matches!(link.target, Target::Out(_)))
            .peekable();
        let mut node = block;
        let mut found = false;
        while node < page.tree.end(block) && !found {
            while links.peek().is_some_and(|link| link.node < node) {
                links.next();
            }
            if !page.is_seen(node) || links.peek().is_some_and(|link| link.node == node) {
                node = page.tree.end(node);
                continue;
            }
            found = page.tree.piece(node).is_some_and(|text| text.contains(char::is_alphanumeric));
            node += 1;
        }
        self.own_text.insert(block, found);
        found
    }
}

/// Whether letters stand before a node in the element that holds it: a note's number has at most a bracket before it.
fn is_preceded(page: &Page<'_>, node: usize, holder: usize) -> bool {
    // What stands far before need not be looked at: a few nodes back there is text, or there is none.
    (holder.max(node.saturating_sub(24))..node).any(|before| {
        page.is_seen(before) && page.tree.piece(before).is_some_and(|text| text.contains(char::is_alphanumeric))
    })
}

/// Whether an element says of itself that it is a note, or what holds it that it holds notes.
pub(super) fn is_note(page: &Page<'_>, node: usize) -> bool {
    if page.has_role(node, &["footnote", "endnote", "rearnote", "biblioentry", "note"]) {
        return true;
    }
    let named = |node: usize| {
        let mut words = page.words(node, "class").chain(page.words(node, "id"));
        words.any(|word| marker::names_note(word) || matches!(word, "fn" | "ltx_bibitem" | "csl-entry"))
            || page.tree.attribute(node, "style").is_some_and(|style| style.contains("mso-element:footnote"))
    };
    named(node) || page.tree.ancestors(node).take(4).any(|outer| is_list(page, outer))
}

/// Whether an element is said to hold several notes.
pub(super) fn is_list(page: &Page<'_>, node: usize) -> bool {
    let roles = ["footnotes", "endnotes", "rearnotes", "bibliography"];
    let word = |word: &str| {
        let word = word.to_ascii_lowercase();
        matches!(
            word.as_str(),
            "references"
                | "mw-references"
                | "mw-references-wrap"
                | "reflist"
                | "easy-footnotes-wrapper"
                | "footnote-list"
                | "wp-block-footnotes"
                | "modern-footnotes-list"
                | "ltx_biblist"
                | "ltx_bibliography"
                | "citation-list"
                | "footnote-reference-container"
                | "footnotes_table"
                | "notes"
                | "refs"
                | "fn-list"
                | "ref-list"
        ) || ["footnotes", "endnotes"].iter().any(|name| word.starts_with(name) || word.ends_with(name))
    };
    page.has_role(node, &roles)
        || page.words(node, "class").chain(page.words(node, "id")).any(word)
        || page.tree.attribute(node, "style").is_some_and(|style| {
            style.contains("mso-element:footnote-list") || style.contains("mso-element:endnote-list")
        })
}

pub(super) fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Whether a heading holds a note's number alone, and the note comes after it.
fn heads_note(page: &Page<'_>, heading: usize) -> bool {
    let numbered = page.label(heading).is_some_and(|label| marker::look(&label) == Look::Number);
    let followed = page
        .next_element(heading)
        .is_some_and(|next| matches!(page.tree.name(next), "p" | "div" | "pre" | "ul" | "dl" | "blockquote"));
    numbered && followed
}

/// Whether a heading stands near the beginning of a block: it is a section then.
fn is_headed(page: &Page<'_>, node: usize) -> bool {
    let mut nodes = (node + 1..page.tree.end(node)).take(HEADED);
    nodes.any(|inner| is_heading(page.tree.name(inner)) || page.tree.name(inner) == "hr")
}
