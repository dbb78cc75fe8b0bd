//! A Word document copied with comments in its margin.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::anchor::{beginning, spot};
use super::copy::{Copy, damaged};
use super::style::Style;
use super::threads::{Thread, threads};
use crate::formats::margin::{Edits, Item, Line, Refusal, Remark};
use crate::formats::zip_xml::{Node, Package, Tree};
use crate::text::remark::names;

/// Copies a document, with a comment for each remark around the element that its place names, or where the text begins
/// if that is in no paragraph of the body.
///
/// Comments that isnad left before go, but for those that were resolved or replied to: they hold a decision, and what
/// they say is not said again at the same place. Comments of others stay, and so does every part but the body, the
/// comments and what says where they are.
///
/// `date` is the moment of the comments (RFC 3339, UTC).
///
/// # Errors
///
/// Where the document is signed, or so damaged that Word would not open the copy.
pub fn annotate(bytes: &[u8], remarks: &[Remark], date: &str) -> Result<Vec<u8>, Refusal> {
    let package = Package::open(bytes).map_err(|error| damaged(&error))?;
    if package.names().iter().any(|name| name.to_ascii_lowercase().starts_with("_xmlsignatures/")) {
        return Err(Refusal::Signed);
    }
    let mut copy = Copy::open(package)?;
    let (body, comments, extended) = (copy.body.clone(), copy.comments.clone(), copy.extended.clone());
    let tree = Tree::parse(&body);
    if let Some(damage) = &tree.damage {
        return Err(Refusal::Damaged(format!("{}: {damage}", copy.main)));
    }
    let comments_tree = Tree::parse(&comments);
    let extended_tree = Tree::parse(&extended);
    let (kept, gone): (Vec<Thread>, Vec<Thread>) =
        threads(comments_tree.root(), extended_tree.root()).into_iter().partition(|thread| thread.decision.is_made());

    let style = Style::of(&tree);
    let (mut body_edits, mut comment_edits) = (Edits::default(), Edits::default());
    let gone_ids: HashSet<&str> = gone.iter().map(|thread| thread.id.as_str()).collect();
    remove(&tree, &comments_tree, &gone_ids, &mut body_edits, &mut comment_edits);
    let standing = standing(&tree, &kept);
    let mut next = next_id(&[&tree, &comments_tree], &gone_ids);
    let mut written = String::new();
    for remark in remarks {
        let element =
            remark.place.element.filter(|_| remark.place.part.as_ref().is_none_or(|part| **part == *copy.main));
        let spot = element.and_then(|element| spot(&tree, element)).or_else(|| beginning(&tree));
        let spot = spot.ok_or(Refusal::Empty)?;
        let said = |item: &&Item| {
            let here =
                standing.iter().filter(|(range, _)| range.start < spot.range.end && spot.range.start < range.end);
            here.into_iter().any(|(_, thread)| names(&thread.decision.text, item.rule, item.url.as_deref()))
        };
        let lines: Vec<&Line> = remark.items.iter().filter(|item| !said(item)).flat_map(|item| &item.lines).collect();
        if !lines.is_empty() {
            style.anchor(&spot, next, &mut body_edits);
            style.comment(next, date, &lines, &mut written);
            next += 1;
        }
    }
    copy.change_body(body_edits.apply(&body));
    copy.change_comments(&comments_tree, comment_edits, &written, &style)?;
    copy.change_states(&gone);
    copy.write(bytes)
}

/// Removes comments by their ids, and what refers to them in the body.
fn remove(
    body: &Tree<'_>,
    comments: &Tree<'_>,
    gone: &HashSet<&str>,
    body_edits: &mut Edits,
    comment_edits: &mut Edits,
) {
    let is_gone = |node: &Node<'_>| node.attribute("id").is_some_and(|id| gone.contains(&*id));
    for comment in comments.root().descendants().filter(|node| node.is("comment") && is_gone(node)) {
        comment_edits.replace(comment.span(), "");
    }
    let anchors = ["commentRangeStart", "commentRangeEnd", "commentReference"];
    for anchor in body.root().descendants().filter(|node| anchors.contains(&node.name()) && is_gone(node)) {
        // A run that holds the sign of the comment and nothing else goes with it.
        let run = anchor.parent().filter(|run| {
            run.is("r")
                && run.children().all(|child| child.is("rPr") || child.is("commentReference") && is_gone(&child))
        });
        body_edits.replace(run.unwrap_or(anchor).span(), "");
    }
}

/// Where comments stand in the body: what is around the sign of each, or its paragraph where it has no range.
fn standing<'k>(body: &Tree<'_>, kept: &'k [Thread]) -> Vec<(Range<usize>, &'k Thread)> {
    if kept.is_empty() {
        return Vec::new();
    }
    let mut starts: HashMap<String, usize> = HashMap::new();
    let mut standing = Vec::new();
    for node in body.root().descendants() {
        let Some(id) = node.attribute("id").filter(|_| node.name().starts_with("comment")) else { continue };
        if node.is("commentRangeStart") {
            starts.insert(id.into_owned(), node.span().start);
        } else if node.is("commentReference")
            && let Some(thread) = kept.iter().find(|thread| *thread.id == *id)
        {
            let paragraph = node.ancestors().find(|above| above.is("p")).unwrap_or(node);
            let range = starts.get(&*id).map_or_else(|| paragraph.span(), |start| *start..node.span().end);
            standing.push((range, thread));
        }
    }
    standing
}

/// An id above all that comments have, in their part and in the body; those that are gone have none.
fn next_id(trees: &[&Tree<'_>], gone: &HashSet<&str>) -> u32 {
    let nodes =
        trees.iter().flat_map(|tree| tree.root().descendants()).filter(|node| node.name().starts_with("comment"));
    let ids = nodes.filter_map(|node| node.attribute("id").filter(|id| !gone.contains(&**id))?.parse::<u32>().ok());
    ids.max().map_or(0, |last| last.saturating_add(1))
}
