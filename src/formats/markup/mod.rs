//! HTML and XHTML as a tree that knows where in the source everything stands.
//!
//! Page facts are read from the tags and texts alone, as they come. A document needs a tree, and the places of what is in
//! it, so it is read here: by the standard's rules for tags, references and elements that end without an end tag, without
//! moving nodes about. Time and memory grow with the length of the source alone.

mod build;
mod reference;
mod scan;

use std::borrow::Cow;
use std::ops::Range;

/// The deepest nesting kept, as in browsers; what lies deeper is kept without its structure.
const MAX_DEPTH: usize = 512;

/// The most nodes kept: what some hundred megabytes of honest markup make.
const MAX_NODES: usize = 4_000_000;

/// Markup as a tree. Nodes are numbered in document order: a node's descendants follow it directly.
#[derive(Debug, Default)]
pub struct Tree<'a> {
    nodes: Vec<Node<'a>>,
    attributes: Vec<scan::Attribute<'a>>,
    /// The names of elements, in lower case, each once.
    names: Vec<Cow<'a, str>>,
    /// Where the source was left off, if it was too large.
    left_off: Option<usize>,
    /// Where a document breaks off before its end, if one does.
    broken_off: Option<usize>,
}

#[derive(Debug)]
struct Node<'a> {
    content: Content<'a>,
    parent: u32,
    /// The first node after its descendants.
    end: u32,
    /// The bytes of its start tag or of its text.
    source: Range<usize>,
}

#[derive(Debug)]
enum Content<'a> {
    Text(Cow<'a, str>),
    Element {
        name: u32,
        attributes: Range<u32>,
        /// The byte its end tag begins at.
        close: usize,
    },
}

/// Parses the documents that stand one after another in a source; `cuts` are the ascending bytes where those after the
/// first begin. Each has a root element without a name. In XML, `/>` ends any element.
///
/// ```
/// use isnad::formats::markup::parse;
/// let tree = parse("<p>One<p id=b>Two &amp; three", &[], false);
/// let second = tree.elements().find(|&node| tree.attribute(node, "id") == Some("b")).unwrap();
/// assert_eq!((tree.name(second), tree.text(second)), ("p", "Two & three".to_owned()));
/// assert_eq!(tree.source(second), 6..14);
/// ```
pub fn parse<'a>(source: &'a str, cuts: &[usize], xml: bool) -> Tree<'a> {
    let mut tree = Tree::default();
    let mut start = 0;
    for end in cuts.iter().copied().chain([source.len()]) {
        build::part(&mut tree, source.get(start..end).unwrap_or_default(), start, xml);
        start = end;
    }
    tree
}

impl Tree<'_> {
    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The byte of the source from which on it was not read, where it is larger than any honest document.
    pub fn left_off(&self) -> Option<usize> {
        self.left_off
    }

    /// The byte where the first document ends that breaks off: within a tag, a comment or a script, or with elements open
    /// that are always ended and no end of the page.
    pub fn broken_off(&self) -> Option<usize> {
        self.broken_off
    }

    /// An element's name; nothing for texts and roots.
    pub fn name(&self, node: usize) -> &str {
        match self.nodes.get(node).map(|node| &node.content) {
            Some(Content::Element { name, .. }) => self.names.get(*name as usize).map_or("", |name| name.as_ref()),
            _ => "",
        }
    }

    /// The text of a text node.
    pub fn piece(&self, node: usize) -> Option<&str> {
        match &self.nodes.get(node)?.content {
            Content::Text(text) => Some(text),
            Content::Element { .. } => None,
        }
    }

    /// An attribute's value, of those that are kept.
    pub fn attribute(&self, node: usize, name: &str) -> Option<&str> {
        let Content::Element { attributes, .. } = &self.nodes.get(node)?.content else { return None };
        let own = self.attributes.get(attributes.start as usize..attributes.end as usize)?;
        own.iter().find(|attribute| attribute.name == name).map(|attribute| attribute.value.as_ref())
    }

    /// The bytes of the source that a text or a start tag stands in.
    pub fn source(&self, node: usize) -> Range<usize> {
        self.nodes.get(node).map(|node| node.source.clone()).unwrap_or_default()
    }

    /// The byte at which an element ends: its end tag begins there. For texts, the end.
    pub fn close(&self, node: usize) -> usize {
        match self.nodes.get(node).map(|node| (&node.content, node.source.end)) {
            Some((Content::Element { close, .. }, _)) => *close,
            Some((Content::Text(_), end)) => end,
            None => 0,
        }
    }

    /// The element that holds a node.
    pub fn parent(&self, node: usize) -> Option<usize> {
        let parent = self.nodes.get(node)?.parent as usize;
        (parent != node).then_some(parent)
    }

    /// The first node after a node and all that it holds.
    pub fn end(&self, node: usize) -> usize {
        self.nodes.get(node).map_or(node + 1, |node| node.end as usize)
    }

    /// A node and all that it holds.
    pub fn span(&self, node: usize) -> Range<usize> {
        node..self.end(node)
    }

    /// Whether a node is another or lies within it.
    pub fn is_within(&self, node: usize, outer: usize) -> bool {
        (outer..self.end(outer)).contains(&node)
    }

    /// The elements that hold a node, from the inside out.
    pub fn ancestors(&self, node: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.parent(node), |&node| self.parent(node))
    }

    /// The nodes directly in an element, in order.
    pub fn children(&self, node: usize) -> impl Iterator<Item = usize> {
        let end = self.end(node);
        std::iter::successors((node + 1 < end).then_some(node + 1), move |&child| {
            Some(self.end(child)).filter(|&next| next < end)
        })
    }

    /// The node that follows a node in the same element.
    pub fn next_sibling(&self, node: usize) -> Option<usize> {
        let parent = self.parent(node)?;
        Some(self.end(node)).filter(|&next| next < self.end(parent))
    }

    /// All elements, in document order.
    pub fn elements(&self) -> impl Iterator<Item = usize> {
        (0..self.len()).filter(|&node| self.piece(node).is_none())
    }

    /// The text that a node holds, as it stands.
    pub fn text(&self, node: usize) -> String {
        (node..self.end(node)).filter_map(|node| self.piece(node)).collect()
    }
}

#[cfg(test)]
mod tests;
