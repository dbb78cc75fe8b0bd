//! The link label of a work.

use crate::text::label::LabelKind;

use super::works::Work;

/// The label a work prints: the word that carries the link rather than the phrase before a URL.
pub fn find(work: &Work) -> Option<String> {
    let mut labels = work.labels().peekable();
    let first = labels.peek().map(|label| label.label.clone());
    labels
        .find(|label| label.kind == LabelKind::Link)
        .map(|label| label.label.clone())
        .or(first)
        .map(|label| one_line(&label))
}

/// A text with every stretch of whitespace made one space.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
