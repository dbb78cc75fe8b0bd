//! Where a field stands in a note, one field a file; and what the fields share: the note's text with its marks
//! ([`note`]), the works it is split into ([`works`]), their segments ([`segment`]), displaced lines ([`displaced`]).

pub mod author;
pub mod date;
pub mod displaced;
pub mod kind;
pub mod label;
pub mod note;
pub mod publisher;
pub mod segment;
pub mod stated;
pub mod title;
pub mod url;
pub mod works;

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use crate::model::{Citation, Document};
    use crate::parse::citations::cite;
    use crate::text::publisher::Publishers;

    /// The citations of a note given as its lines.
    pub(super) fn cited(text: &str) -> Vec<Citation> {
        let mut body: Vec<Range<usize>> = Vec::new();
        let mut start = 0;
        for line in text.split('\n') {
            body.push(start..start + line.len());
            start += line.len() + 1;
        }
        cite(&Document { text: text.to_owned(), ..Document::default() }, &body, &Publishers::default())
    }

    /// Checks a field of each row's citations, several joined by ` | `, `-` for none.
    pub(super) fn check(field: impl Fn(&Citation) -> Option<String>, rows: &[(&str, &str)]) {
        let shown = |text: &str| {
            let fields: Vec<String> = cited(text).iter().map(|c| field(c).unwrap_or_else(|| "-".to_owned())).collect();
            fields.join(" | ")
        };
        let wrong: Vec<String> = rows
            .iter()
            .filter(|(text, expected)| shown(text) != *expected)
            .map(|(text, expected)| format!("{text}\n  expected {expected:?}\n  told     {:?}", shown(text)))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
