//! What styles say of the text: whether it is raised.

use std::collections::HashMap;

use crate::formats::zip_xml::Node;

/// The styles of a document, by their names.
#[derive(Default)]
pub(super) struct Styles(HashMap<String, Style>);

#[derive(Default)]
struct Style {
    parent: Option<String>,
    raised: Option<bool>,
}

/// Styles are based on one another no deeper than this.
const MAX_BASED: usize = 20;

impl Styles {
    /// Reads the styles of a document; the later ones go first.
    pub(super) fn read<'t>(roots: impl IntoIterator<Item = Node<'t>>) -> Self {
        let styles = roots.into_iter().flat_map(Node::descendants).filter(|node| node.is("style"));
        let style = |node: Node<'t>| {
            let style = Style {
                parent: node.attribute("parent-style-name").map(std::borrow::Cow::into_owned),
                raised: node.child("text-properties").and_then(raised),
            };
            Some((node.attribute("name")?.into_owned(), style))
        };
        Self(styles.filter_map(style).collect())
    }

    /// Whether text of a style is raised over the line; `None` where the style does not say.
    pub(super) fn raised(&self, name: &str) -> Option<bool> {
        let based = std::iter::successors(self.0.get(name), |style| self.0.get(style.parent.as_deref()?));
        based.take(MAX_BASED).find_map(|style| style.raised)
    }
}

/// `super 58%`, `33% 58%`: by how much the text is raised, and its size.
fn raised(properties: Node<'_>) -> Option<bool> {
    let position = properties.attribute("text-position")?;
    let rise = position.split_whitespace().next()?;
    let percent: Option<f64> = rise.strip_suffix('%').and_then(|percent| percent.parse().ok());
    Some(rise == "super" || percent.is_some_and(|percent| percent > 5.0))
}
