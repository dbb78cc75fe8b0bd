//! Notes that links lead to.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::target::{Blocks, Spot, is_heading, is_list, is_note};
use super::{Draft, Notes, kind};
use crate::formats::html;
use crate::read::html::marker::{self, Look};
use crate::read::html::page::{Link, Page, Target, is_block};
use crate::text::digits;

/// How many elements above a link back are taken for the note's.
const BACK: usize = 5;

/// A link that calls a note.
struct Call {
    link: usize,
    label: String,
    /// The element that the note is or begins with.
    block: usize,
    /// The element that holds the note among others.
    among: Option<usize>,
    /// Whether it stands raised or in brackets, as callouts do and cross-references do not.
    raised: bool,
    backed: bool,
}

/// The notes that links lead to, with their callouts; and callouts whose note is not there.
pub(super) fn find(page: &Page<'_>) -> Notes {
    let mut blocks = Blocks::new(page);
    let back = back_links(page);
    let calls: Vec<Call> = page.links.iter().filter_map(|link| call(page, link, &mut blocks, &back)).collect();
    let mut notes = Notes { missing: missing(page), ..Notes::default() };
    let roots = spread(page, &calls);
    let mut drafts: BTreeMap<usize, Draft> = BTreeMap::new();
    let covered = Covered::new(roots.values());
    for call in &calls {
        // A note that names another is no callout of it.
        if covered.holds(call.link) && !call.raised && !call.backed {
            continue;
        }
        let root = roots.get(&call.block).cloned().unwrap_or_else(|| page.tree.span(call.block));
        let (element, label) = extent(page, call);
        let draft = drafts.entry(root.start).or_insert_with(|| Draft {
            marker: marker::bare(&label),
            number: String::new(),
            kind: kind(page, root.start),
            roots: with_definition(page, root),
            calls: Vec::new(),
            inline: false,
            printed: true,
        });
        if !page.is_hidden(element) {
            draft.calls.push(element);
        }
    }
    for draft in drafts.values_mut() {
        draft.calls.dedup();
        draft.calls.retain(|&call| !draft.roots.iter().any(|root| root.contains(&call)));
    }
    notes.drafts = drafts.into_values().collect();
    continued(page, &mut notes.drafts);
    drop_back_links(page, &mut notes);
    notes
}

/// Which blocks hold a link back to which: pairs of a block at most five elements above the link, and of the block it leads to.
fn back_links(page: &Page<'_>) -> HashSet<(usize, usize)> {
    let mut pairs = HashSet::new();
    for link in &page.links {
        let Target::Node(target) = link.target else { continue };
        if target < link.node {
            let place = page.block(target);
            let near = std::iter::once(link.node).chain(page.tree.ancestors(link.node).take(BACK));
            pairs.extend(near.map(|node| (node, place)));
            // A list's term leads back for its definition.
            pairs.extend(
                page.tree.ancestors(link.node).take(BACK).filter_map(|node| Some((page.next_element(node)?, place))),
            );
        }
    }
    pairs
}

/// The link as a call of a note, if it is one.
fn call(page: &Page<'_>, link: &Link, blocks: &mut Blocks, back: &HashSet<(usize, usize)>) -> Option<Call> {
    let Target::Node(target) = link.target else { return None };
    let node = link.node;
    let href = page.tree.attribute(node, "href").unwrap_or_default();
    // Org says of its callouts, too, that they lead back; what leads back leads up.
    let down = target > node && is_raised(page, node);
    if href.contains("#cmnt") || href.contains("#_msocom") || leads_back(page, node) && !down {
        return None;
    }
    let label = page.label(node)?;
    let said = says_call(page, node);
    let look = marker::look(&label);
    // A name with a word of notes in it may be that of a function; one that is counted is none.
    let said_so = said && (says_itself(page, node) || href.ends_with(digits::is_digit));
    let strong = page.has_role(node, &["noteref"]) || page.has_role(node, &["biblioref"]) && look == Look::Number;
    if look == Look::None && !(strong || said && label.is_empty()) {
        return None;
    }
    let Spot { root: block, among } = blocks.of(page, target)?;
    if page.tree.is_within(node, block) || page.is_hidden(node) && !said {
        return None;
    }
    let is_note = is_note(page, block);
    if block < node && !(strong && is_note) {
        return None;
    }
    let place = page.block(node);
    let backed = back.contains(&(block, place)) || among.is_some_and(|among| back.contains(&(among, place)));
    let raised = is_raised(page, node) || marker::is_bracketed(&label);
    let agreed = || raised && begins_with(page, block, &marker::bare(&label));
    let accepted = match look {
        Look::Number => backed || said || strong || raised && is_note || agreed(),
        Look::Word | Look::None => {
            strong || said && (backed || raised) || said_so && is_note || raised && (backed && is_note || agreed())
        }
    };
    accepted.then_some(Call { link: node, label, block, among, raised, backed })
}

/// Whether a link says of itself that it leads from a note to its callout.
fn leads_back(page: &Page<'_>, node: usize) -> bool {
    let word = |word: &str| {
        let word = word.to_ascii_lowercase();
        matches!(word.as_str(), "backlink" | "doc-backlink" | "fn-backref" | "reversefootnote" | "footnote_backlink")
            || word.starts_with("footnote-back")
            || word.contains("to-top")
            || word.contains("backref")
            || word.contains("back-link")
    };
    page.words(node, "class").chain(page.words(node, "role")).any(word)
}

/// Whether a link, what it leads to, or the element around it, says that it calls a note.
fn says_call(page: &Page<'_>, node: usize) -> bool {
    let fragment = page.tree.attribute(node, "href").and_then(|href| href.rsplit_once('#')).map_or("", |(_, id)| id);
    says_itself(page, node) || marker::names_note(fragment)
}

/// Whether a link, or the element around it, says that it calls a note.
fn says_itself(page: &Page<'_>, node: usize) -> bool {
    let own = page.words(node, "class").chain(page.words(node, "id")).any(marker::names_note);
    let around = page.tree.parent(node).filter(|&parent| html::is_inline(page.tree.name(parent)));
    let around = around.is_some_and(|parent| {
        page.words(parent, "class")
            .chain(page.words(parent, "id"))
            .any(|word| marker::names_note(word) || word == "reference")
    });
    page.has_role(node, &["noteref"]) || own || around
}

/// Whether a link stands raised, or holds raised text alone.
fn is_raised(page: &Page<'_>, node: usize) -> bool {
    let raised = |node: usize| {
        page.tree.name(node) == "sup"
            || page
                .tree
                .attribute(node, "style")
                .is_some_and(|style| style.replace(' ', "").contains("vertical-align:super"))
    };
    let above = page.tree.ancestors(node).take(3).take_while(|&node| html::is_inline(page.tree.name(node)));
    raised(node) || above.into_iter().any(raised) || page.tree.children(node).next().is_some_and(raised)
}

/// Whether a block begins with a number, or is the item of a list that is counted so.
fn begins_with(page: &Page<'_>, block: usize, marker: &str) -> bool {
    if super::number::of_item(page, block).is_some_and(|number| number == marker) {
        return true;
    }
    let text: String = (block..page.tree.end(block))
        .filter(|&node| page.is_seen(node))
        .filter_map(|node| page.tree.piece(node))
        .take(8)
        .collect();
    let text = text
        .trim_start_matches(|character: char| character.is_whitespace() || matches!(character, '[' | '(' | '^' | '↑'));
    !marker.is_empty() && text.strip_prefix(marker).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// The element to be read as the callout: the link with the brackets and the raising around it.
fn extent(page: &Page<'_>, call: &Call) -> (usize, String) {
    let bare = marker::bare(&call.label);
    let mut element = (call.link, call.label.clone());
    for outer in page.tree.ancestors(call.link).take(4) {
        if !html::is_inline(page.tree.name(outer)) || page.tree.name(outer) == "a" {
            break;
        }
        match page.label(outer) {
            Some(label) if marker::bare(&label) == bare => element = (outer, label),
            _ => break,
        }
    }
    element
}

/// Callouts of notes that the page does not have.
fn missing(page: &Page<'_>) -> Vec<(usize, String)> {
    let missing = |link: &Link| {
        let label = page.label(link.node).filter(|label| marker::look(label) == Look::Number)?;
        let href = page.tree.attribute(link.node, "href")?;
        let said = href.starts_with('#')
            && says_call(page, link.node)
            && !leads_back(page, link.node)
            && !page.is_hidden(link.node);
        // What stands at the beginning of its block is a note's own number, not a callout.
        let block = page.block(link.node);
        let first = !(block.max(link.node.saturating_sub(40))..link.node)
            .any(|node| page.tree.piece(node).is_some_and(|text| text.contains(char::is_alphanumeric)));
        let call = Call { link: link.node, label, block: link.node, among: None, raised: true, backed: false };
        (said && !first).then(|| extent(page, &call)).map(|(element, label)| (element, marker::bare(&label)))
    };
    page.links.iter().filter(|link| link.target == Target::Missing).filter_map(missing).collect()
}

/// From the block of a note to the element that holds all of it, where the page wraps each note in one of its own.
fn spread(page: &Page<'_>, calls: &[Call]) -> HashMap<usize, Range<usize>> {
    let mut blocks: Vec<usize> = calls.iter().map(|call| call.block).collect();
    blocks.sort_unstable();
    blocks.dedup();
    let links: Vec<usize> = {
        let mut links: Vec<usize> = calls.iter().map(|call| call.link).collect();
        links.sort_unstable();
        links
    };
    let within = |sorted: &[usize], node: usize| {
        sorted.partition_point(|&at| at < page.tree.end(node)) - sorted.partition_point(|&at| at < node)
    };
    let wrapper = |block: usize| {
        let mut whole = block;
        while let Some(outer) = page.tree.parent(whole) {
            let own =
                matches!(page.tree.name(outer), "div" | "li" | "aside" | "td" | "tr" | "dd" | "section" | "blockquote");
            if !own || is_list(page, outer) || within(&blocks, outer) != 1 || within(&links, outer) > 0 {
                break;
            }
            let ruled = page
                .tree
                .children(outer)
                .any(|child| is_heading(page.tree.name(child)) || page.tree.name(child) == "hr");
            let among = page.tree.parent(outer).is_some_and(|holder| within(&blocks, holder) > 1);
            if ruled || !(among || says_note(page, outer) || matches!(page.tree.name(outer), "li" | "tr")) {
                break;
            }
            whole = outer;
        }
        whole
    };
    let mut spans: HashMap<usize, Range<usize>> =
        blocks.iter().map(|&block| (block, page.tree.span(wrapper(block)))).collect();
    for call in calls {
        if let Some(among) = call.among {
            let next = blocks.get(blocks.partition_point(|&block| block <= call.block)).copied();
            let next = next.filter(|&next| page.tree.parent(next) == Some(among));
            spans.insert(call.block, call.block..next.unwrap_or_else(|| end_of_last(page, call.block)));
        }
    }
    spans
}

/// Where the last of several notes in one element ends: at two line breaks, at a block, or with the element.
fn end_of_last(page: &Page<'_>, start: usize) -> usize {
    let mut last = start;
    let mut breaks = 0;
    while let Some(next) = page.tree.next_sibling(last) {
        let name = page.tree.name(next);
        let blank = page.tree.piece(next).is_some_and(|text| text.trim().is_empty());
        breaks = if name == "br" {
            breaks + 1
        } else if blank {
            breaks
        } else {
            0
        };
        // An empty anchor may stand before the one paragraph it marks.
        let first = (start + 1..next).all(|node| page.tree.piece(node).is_none_or(|text| text.trim().is_empty()));
        if breaks > 1 || page.tree.piece(next).is_none() && is_block(name) && !first {
            return next;
        }
        last = next;
    }
    page.tree.end(last)
}

/// Whether an element itself says that it is one note.
fn says_note(page: &Page<'_>, node: usize) -> bool {
    page.has_role(node, &["footnote", "endnote", "rearnote", "note"])
        || page.words(node, "id").chain(page.words(node, "class")).any(marker::names_note)
        || page
            .tree
            .attribute(node, "style")
            .is_some_and(|style| style.contains("mso-element:footnote") || style.contains("mso-element:endnote"))
}

/// A note and, where it is a list's term, its definition; where it is a heading, what stands under it.
fn with_definition(page: &Page<'_>, root: Range<usize>) -> Vec<Range<usize>> {
    let mut last = root.start;
    let mut roots = vec![root];
    if page.tree.name(last) == "dt" {
        while let Some(next) = page.next_element(last).filter(|&next| page.tree.name(next) == "dd") {
            roots.push(page.tree.span(next));
            last = next;
        }
    } else if is_heading(page.tree.name(last)) {
        let under =
            |next: &usize| !is_heading(page.tree.name(*next)) && !matches!(page.tree.name(*next), "hr" | "footer");
        while let Some(next) = page.next_element(last).filter(under) {
            roots.push(page.tree.span(next));
            last = next;
        }
    }
    roots
}

/// Gives notes that are paragraphs the paragraphs between them and the next note.
fn continued(page: &Page<'_>, drafts: &mut [Draft]) {
    let firsts: HashSet<usize> = drafts.iter().map(Draft::start).collect();
    for draft in drafts.iter_mut() {
        let [root] = draft.roots.as_mut_slice() else { continue };
        if page.tree.name(root.start) != "p" || page.tree.end(root.start) != root.end {
            continue;
        }
        let mut last = root.start;
        for _ in 0..8 {
            let Some(next) = page.next_element(last) else { break };
            if firsts.contains(&next) {
                root.end = next;
                break;
            }
            let outward = |link: &Link| matches!(link.target, Target::Out(_));
            if !matches!(page.tree.name(next), "p" | "ul" | "blockquote")
                || !page.links_in(page.tree.span(next)).iter().all(outward)
            {
                break;
            }
            last = next;
        }
    }
}

/// The links within notes that lead back to where they are called are no text.
fn drop_back_links(page: &Page<'_>, notes: &mut Notes) {
    let places: HashSet<usize> =
        notes.drafts.iter().flat_map(|draft| &draft.calls).map(|&call| page.block(call)).collect();
    for draft in &notes.drafts {
        for root in &draft.roots {
            for link in page.links_in(root.clone()) {
                let Target::Node(target) = link.target else { continue };
                if let Some(holder) = back_holder(page, link.node, root.start) {
                    notes.dropped.insert(holder);
                    continue;
                }
                let said = leads_back(page, link.node);
                let label = page.label(link.node).unwrap_or_default();
                let back = target < link.node && places.contains(&page.block(target)) && !root.contains(&target);
                let own = marker::bare(&label) == draft.marker;
                let several = label.chars().count() == 1 || label.split('.').all(|part| part.parse::<u32>().is_ok());
                if said || back && (own || marker::leads_back(&label) || several && is_raised(page, link.node)) {
                    notes.dropped.insert(outermost(page, link.node, root.start));
                }
            }
        }
    }
}

/// The element of the line around a link back that says that it holds such links.
fn back_holder(page: &Page<'_>, node: usize, root: usize) -> Option<usize> {
    let says = |word: &str| matches!(word, "footnotereverse" | "backrefs" | "fn-backref") || word.contains("backlink");
    let above =
        page.tree.ancestors(node).take(3).take_while(|&outer| outer != root && html::is_inline(page.tree.name(outer)));
    above.into_iter().filter(|&outer| page.words(outer, "class").any(says)).last()
}

/// The largest element of the line, within a note, that holds nothing but this link.
fn outermost(page: &Page<'_>, node: usize, root: usize) -> usize {
    let own = page.label(node).map(|label| marker::bare(&label));
    let above =
        page.tree.ancestors(node).take(3).take_while(|&outer| outer != root && html::is_inline(page.tree.name(outer)));
    above
        .into_iter()
        .take_while(|&outer| page.label(outer).map(|label| marker::bare(&label)) == own)
        .last()
        .unwrap_or(node)
}

/// Nodes that can be asked whether they lie in one of several elements.
struct Covered(Vec<(usize, usize)>);

impl Covered {
    fn new<'r>(roots: impl Iterator<Item = &'r Range<usize>>) -> Self {
        let mut ranges: Vec<(usize, usize)> = roots.map(|root| (root.start, root.end)).collect();
        ranges.sort_unstable();
        ranges.dedup();
        Self(ranges)
    }

    fn holds(&self, node: usize) -> bool {
        let after = self.0.partition_point(|&(start, _)| start <= node);
        after.checked_sub(1).and_then(|index| self.0.get(index)).is_some_and(|&(_, end)| node < end)
    }
}
