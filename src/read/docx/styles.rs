//! What styles say of the text: whether it is raised, and which list its paragraphs belong to.

use std::collections::HashMap;

use crate::formats::zip_xml::Node;

/// The styles of a document, by their ids.
#[derive(Default)]
pub(super) struct Styles(HashMap<String, Style>);

#[derive(Default)]
struct Style {
    based_on: Option<String>,
    raised: Option<bool>,
    hidden: Option<bool>,
    list: Option<(String, usize)>,
}

/// Styles are based on one another no deeper than this.
const MAX_BASED: usize = 20;

impl Styles {
    /// Reads the part `styles.xml`.
    pub(super) fn read(root: Node<'_>) -> Self {
        let styles = root.descendants().filter(|node| node.is("style"));
        let style = |node: Node<'_>| {
            let run = node.child("rPr");
            let style = Style {
                based_on: node.child("basedOn").and_then(value),
                raised: run.and_then(raised),
                hidden: run.and_then(hidden),
                list: node.child("pPr").and_then(list),
            };
            Some((node.attribute("styleId")?.into_owned(), style))
        };
        Self(styles.filter_map(style).collect())
    }

    /// Whether text of a character or paragraph style is raised.
    pub(super) fn raised(&self, id: &str) -> bool {
        self.find(id, |style| style.raised).unwrap_or(false)
    }

    /// Whether text of a character or paragraph style is not shown.
    pub(super) fn hidden(&self, id: &str) -> bool {
        self.find(id, |style| style.hidden).unwrap_or(false)
    }

    /// The list and level that paragraphs of a style belong to.
    pub(super) fn list(&self, id: &str) -> Option<(String, usize)> {
        self.find(id, |style| style.list.clone())
    }

    fn find<T>(&self, id: &str, told: impl Fn(&Style) -> Option<T>) -> Option<T> {
        let first = self.0.get(id);
        let based = std::iter::successors(first, |style| self.0.get(style.based_on.as_deref()?));
        based.take(MAX_BASED).find_map(told)
    }
}

/// The `val` of an element.
pub(super) fn value(node: Node<'_>) -> Option<String> {
    node.attribute("val").map(std::borrow::Cow::into_owned)
}

/// Whether a switch such as `<w:vanish/>` is on.
pub(super) fn on(node: Node<'_>) -> bool {
    !matches!(node.attribute("val").as_deref(), Some("0" | "false" | "off"))
}

/// Whether run properties raise the text over the line; `None` where they do not say.
pub(super) fn raised(properties: Node<'_>) -> Option<bool> {
    if let Some(align) = properties.child("vertAlign") {
        return Some(value(align)? == "superscript");
    }
    // Half points; small shifts balance fonts.
    let shift: i32 = properties.child("position").and_then(value)?.parse().ok()?;
    Some(shift >= 5)
}

/// Whether run properties hide the text; `None` where they do not say.
pub(super) fn hidden(properties: Node<'_>) -> Option<bool> {
    properties.child("vanish").map(on)
}

/// The list and level of paragraph properties; the list `0` is none.
pub(super) fn list(properties: Node<'_>) -> Option<(String, usize)> {
    let numbered = properties.child("numPr")?;
    let id = numbered.child("numId").and_then(value)?;
    let level = numbered.child("ilvl").and_then(value).and_then(|level| level.parse().ok()).unwrap_or(0);
    Some((id, level))
}
