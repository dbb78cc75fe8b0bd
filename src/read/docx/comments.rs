//! Comments that isnad left in a document, and what became of them.

use std::collections::HashMap;
use std::ops::Range;

use super::styles::on;
use crate::formats::zip_xml::Node;
use crate::model::{Decision, Reply};

/// The author under whose name isnad comments.
const OWN: &str = "isnad";

struct Comment {
    id: String,
    author: String,
    text: String,
    /// The name of its last paragraph, by which replies and states refer to it.
    paragraph: Option<String>,
}

/// The comments of isnad, from the parts `comments.xml` and `commentsExtended.xml`, with the text that `ranges` says
/// they are attached to.
pub(super) fn decisions(
    comments: Node<'_>,
    extended: Node<'_>,
    ranges: &HashMap<String, Range<usize>>,
) -> Vec<Decision> {
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
    let parent = |comment: &Comment| parents.get(comment.paragraph.as_deref()?);
    comments
        .iter()
        .filter(|comment| comment.author.eq_ignore_ascii_case(OWN) && parent(comment).is_none())
        .map(|own| {
            let replies =
                comments.iter().filter(|reply| parent(reply).is_some() && parent(reply) == own.paragraph.as_ref());
            Decision {
                text: own.text.clone(),
                range: ranges.get(&own.id).cloned().unwrap_or_default(),
                resolved: own.paragraph.as_ref().and_then(|id| resolved.get(id)).copied().unwrap_or(false),
                replies: replies
                    .map(|reply| Reply { author: reply.author.clone(), text: reply.text.clone() })
                    .collect(),
            }
        })
        .collect()
}

fn comment(node: Node<'_>) -> Option<Comment> {
    let paragraphs: Vec<Node<'_>> = node.descendants().filter(|node| node.is("p")).collect();
    let line = |paragraph: &Node<'_>| -> String {
        let shown = |node: &Node<'_>| node.is("t") && !node.ancestors().any(|above| above.is("del") && on(above));
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
