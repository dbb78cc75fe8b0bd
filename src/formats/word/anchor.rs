//! Where in the body a comment may stand.

use std::ops::Range;

use crate::formats::zip_xml::{Node, Tree};

/// The bytes of the body that a comment is to stand around, and the prefix of the names there.
pub(super) struct Spot {
    pub(super) range: Range<usize>,
    /// The paragraph that is one empty tag, which has to be opened first.
    pub(super) empty: Option<String>,
}

/// The spot of an element, counted as [`Node::number`] does: around it, or around what holds it where Word does not
/// take a comment right at it. `None` where it stands in no paragraph.
///
/// Word leaves comments in text boxes out; what a content control shows or a field results in is made anew, with
/// comments lost (\[MS-OI29500\] 2.1.315).
pub(super) fn spot(tree: &Tree<'_>, element: u32) -> Option<Spot> {
    let node = tree.element(element)?;
    let mut chain: Vec<Node<'_>> = std::iter::once(node).chain(node.ancestors()).collect();
    let paragraph = chain.iter().rposition(|node| node.is("p"))?;
    chain.truncate(paragraph + 1);
    let mut down = chain.into_iter().rev();
    let mut holder = down.next()?;
    let mut held = down.next()?;
    for next in down {
        if !is_open(held) {
            break;
        }
        (holder, held) = (held, next);
    }
    let range = if calls_a_note(held) { held.span() } else { around_field(holder, held) };
    Some(Spot { range, empty: None })
}

/// The spot where the text begins; `None` where there is not one paragraph.
pub(super) fn beginning(tree: &Tree<'_>) -> Option<Spot> {
    let body = tree.root().descendants().find(|node| node.is("body"))?;
    let paragraphs = || {
        let outside = |node: &Node<'_>| !node.ancestors().any(|above| matches!(above.name(), "txbxContent" | "sdt"));
        body.descendants().filter(move |node| node.is("p") && outside(node))
    };
    let says = |node: &Node<'_>| node.descendants().any(|node| node.is("t"));
    let any = || body.descendants().find(|node| node.is("p"));
    let paragraph = paragraphs().find(says).or_else(|| paragraphs().next()).or_else(any)?;
    let inside = paragraph.inside();
    if inside.start == paragraph.span().end {
        let name = match paragraph.prefix() {
            "" => paragraph.name().to_owned(),
            prefix => format!("{prefix}:{}", paragraph.name()),
        };
        return Some(Spot { range: inside.end - 2..inside.end, empty: Some(name) });
    }
    let start = paragraph.child("pPr").map_or(inside.start, |properties| properties.span().end);
    Some(Spot { range: start..start, empty: None })
}

/// Whether comments may stand inside an element of a paragraph.
fn is_open(node: Node<'_>) -> bool {
    let bound = ["dataBinding", "text", "date", "dropDownList", "comboBox", "picture", "citation", "equation"];
    match node.name() {
        // Pandoc passes over comments inside of a change. With one callout, the change as a whole is as good a place.
        "ins" | "moveTo" => callouts(node) != 1,
        "smartTag" | "customXml" | "bdo" | "dir" | "sdtContent" => true,
        "sdt" => node.child("sdtPr").is_none_or(|properties| !properties.children().any(|p| bound.contains(&p.name()))),
        _ => false,
    }
}

fn calls_a_note(node: Node<'_>) -> bool {
    callouts(node) > 0
}

fn callouts(node: Node<'_>) -> usize {
    node.descendants().filter(|node| matches!(node.name(), "footnoteReference" | "endnoteReference")).count()
}

/// The bytes of an element, or of the field that it is part of, if the whole field stands beside it.
fn around_field(holder: Node<'_>, held: Node<'_>) -> Range<usize> {
    let own = held.span();
    let mut depth = 0_usize;
    let mut begin = own.start;
    for sibling in holder.children().filter(|sibling| !sibling.is_text()) {
        let span = sibling.span();
        if depth == 0 {
            if span.start > own.start {
                break;
            }
            begin = span.start;
        }
        for mark in sibling.descendants().filter(|node| node.is("fldChar")) {
            match mark.attribute("fldCharType").as_deref() {
                Some("begin") => depth += 1,
                Some("end") => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        if depth == 0 && span.end >= own.end {
            return begin..span.end;
        }
    }
    own
}
