//! Comments that isnad left in a document, and what became of them.

use std::collections::HashMap;
use std::ops::Range;

use crate::formats::zip_xml::Node;
use crate::model::{Decision, Reply};

/// The author under whose name isnad comments.
const OWN: &str = "isnad";

/// The comments of isnad, with the text that `ranges` says they are attached to, by their names.
pub(super) fn decisions(body: Node<'_>, ranges: &HashMap<String, Range<usize>>) -> Vec<Decision> {
    let comments: Vec<Node<'_>> = body.descendants().filter(|node| node.is("annotation")).collect();
    let name = |node: Node<'_>| node.attribute("name").map(std::borrow::Cow::into_owned);
    let parent = |node: Node<'_>| node.attribute("parent-name").map(std::borrow::Cow::into_owned);
    let author = |node: Node<'_>| node.child("creator").map(Node::text).unwrap_or_default().trim().to_owned();
    let own = comments.iter().filter(|node| author(**node).eq_ignore_ascii_case(OWN) && parent(**node).is_none());
    own.map(|own| {
        let answers = |reply: &&Node<'_>| parent(**reply).is_some() && parent(**reply) == name(*own);
        let reply = |node: &Node<'_>| Reply { author: author(*node), text: text(*node) };
        Decision {
            text: text(*own),
            range: name(*own).and_then(|name| ranges.get(&name)).cloned().unwrap_or_default(),
            resolved: own.attribute("resolved").is_some_and(|resolved| resolved == "true"),
            replies: comments.iter().filter(answers).map(reply).collect(),
        }
    })
    .collect()
}

fn text(comment: Node<'_>) -> String {
    let paragraphs = comment.descendants().filter(|node| node.is("p"));
    paragraphs.map(Node::text).collect::<Vec<_>>().join("\n").trim().to_owned()
}
