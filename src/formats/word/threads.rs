//! Comments that isnad left in a Word document, and what became of them.

use std::collections::HashMap;

use crate::formats::margin::AUTHOR;
use crate::formats::zip_xml::Node;
use crate::model::{Decision, Reply};

/// A comment of isnad with its replies.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Thread {
    /// Its id, by which the text refers to it.
    pub id: String,
    /// The name of its last paragraph, by which replies and states refer to it.
    pub paragraph: Option<String>,
    /// What it says and what became of it; its range is left empty.
    pub decision: Decision,
}

struct Comment {
    id: String,
    author: String,
    text: String,
    paragraph: Option<String>,
}

/// The comments of isnad, from the parts `comments.xml` and `commentsExtended.xml`.
pub fn threads(comments: Node<'_>, extended: Node<'_>) -> Vec<Thread> {
    let comments: Vec<Comment> = comments.descendants().filter(|node| node.is("comment")).filter_map(comment).collect();
    let mut resolved: HashMap<String, bool> = HashMap::new();
    let mut parents: HashMap<String, String> = HashMap::new();
    for node in extended.descendants().filter(|node| node.is("commentEx")) {
        let Some(id) = node.attribute("paraId") else { continue };
        let done = node.attribute("done").is_some_and(|done| matches!(&*done, "1" | "true" | "on"));
        resolved.insert(id.clone().into_owned(), done);
        if let Some(parent) = node.attribute("paraIdParent") {
            parents.insert(id.into_owned(), parent.into_owned());
        }
    }
    let mut replies: HashMap<&str, Vec<Reply>> = HashMap::new();
    for reply in &comments {
        if let Some(parent) = reply.paragraph.as_deref().and_then(|paragraph| parents.get(paragraph)) {
            let reply = Reply { author: reply.author.clone(), text: reply.text.clone() };
            replies.entry(parent).or_default().push(reply);
        }
    }
    let is_reply = |comment: &Comment| comment.paragraph.as_ref().is_some_and(|id| parents.contains_key(id));
    let own = comments.iter().filter(|comment| comment.author.eq_ignore_ascii_case(AUTHOR) && !is_reply(comment));
    own.map(|own| Thread {
        id: own.id.clone(),
        paragraph: own.paragraph.clone(),
        decision: Decision {
            text: own.text.clone(),
            resolved: own.paragraph.as_ref().and_then(|id| resolved.get(id)).copied().unwrap_or(false),
            replies: own.paragraph.as_deref().and_then(|id| replies.get(id)).cloned().unwrap_or_default(),
            ..Decision::default()
        },
    })
    .collect()
}

fn comment(node: Node<'_>) -> Option<Comment> {
    let paragraphs: Vec<Node<'_>> = node.descendants().filter(|node| node.is("p")).collect();
    let off = |node: Node<'_>| matches!(node.attribute("val").as_deref(), Some("0" | "false" | "off"));
    let line = |paragraph: &Node<'_>| -> String {
        let shown = |node: &Node<'_>| node.is("t") && !node.ancestors().any(|above| above.is("del") && !off(above));
        paragraph.descendants().filter(shown).map(Node::text).collect()
    };
    let text = paragraphs.iter().map(line).collect::<Vec<_>>().join("\n");
    Some(Comment {
        id: node.attribute("id")?.into_owned(),
        author: node.attribute("author").unwrap_or_default().trim().to_owned(),
        text: text.trim().to_owned(),
        paragraph: paragraphs.last().and_then(|last| last.attribute("paraId")).map(std::borrow::Cow::into_owned),
    })
}
