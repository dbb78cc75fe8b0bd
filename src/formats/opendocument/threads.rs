//! Comments that isnad left in an `OpenDocument` text, and what became of them.

use std::collections::HashMap;

use crate::formats::margin::AUTHOR;
use crate::formats::zip_xml::Node;
use crate::model::{Decision, Reply};

/// A comment of isnad with its replies.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Thread {
    /// Its name, by which its end and replies refer to it.
    pub name: Option<String>,
    /// The number of its element in the part.
    pub element: u32,
    /// What it says and what became of it; its range is left empty.
    pub decision: Decision,
}

/// The comments of isnad in the body.
pub fn threads(body: Node<'_>) -> Vec<Thread> {
    let comments: Vec<Node<'_>> = body.descendants().filter(|node| node.is("annotation")).collect();
    let own = |name: &str, node: Node<'_>| node.attribute(name).map(std::borrow::Cow::into_owned);
    let author = |node: Node<'_>| node.child("creator").map(Node::text).unwrap_or_default().trim().to_owned();
    let mut replies: HashMap<String, Vec<Reply>> = HashMap::new();
    for reply in &comments {
        if let Some(parent) = own("parent-name", *reply) {
            replies.entry(parent).or_default().push(Reply { author: author(*reply), text: text(*reply) });
        }
    }
    let is_own = |node: &&Node<'_>| author(**node).eq_ignore_ascii_case(AUTHOR) && own("parent-name", **node).is_none();
    let thread = |node: &Node<'_>| {
        let name = own("name", *node);
        let decision = Decision {
            text: text(*node),
            resolved: node.attribute("resolved").is_some_and(|resolved| resolved == "true"),
            replies: name.as_ref().and_then(|name| replies.get(name)).cloned().unwrap_or_default(),
            ..Decision::default()
        };
        Thread { name, element: node.number(), decision }
    };
    comments.iter().filter(is_own).map(thread).collect()
}

fn text(comment: Node<'_>) -> String {
    let paragraphs = comment.descendants().filter(|node| node.is("p"));
    paragraphs.map(Node::text).collect::<Vec<_>>().join("\n").trim().to_owned()
}
