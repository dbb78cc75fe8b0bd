//! Comments as Word writes them.

use std::fmt::Write as _;

use super::anchor::Spot;
use crate::formats::margin::{AUTHOR, Edits, INITIALS, Line, escaped};
use crate::formats::zip_xml::Tree;
use crate::model::Direction;

/// The namespace of text, in documents of the usual kind and in Strict ones (ECMA-376, parts 4 and 1).
const TEXT: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];
/// The kind of relationship that leads to the comments, in both.
const COMMENTS: [&str; 2] = [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
];

/// How names are written in one document.
pub(super) struct Style {
    strict: bool,
    /// Declares the prefix `w` where the body does not.
    declaration: String,
}

impl Style {
    pub(super) fn of(body: &Tree<'_>) -> Self {
        let root = body.root().children().find(|node| !node.is_text());
        let declared = |name: &str, uri: &str| {
            root.is_some_and(|root| root.attributes().any(|(key, value)| key == name && value == uri))
        };
        let strict = root.is_some_and(|root| root.attributes().any(|(_, value)| value == TEXT[1]));
        let uri = TEXT[usize::from(strict)];
        let declaration = if declared("xmlns:w", uri) { String::new() } else { format!(" xmlns:w=\"{uri}\"") };
        Self { strict, declaration }
    }

    /// The kind of relationship that leads to the comments.
    pub(super) fn relationship(&self) -> &'static str {
        COMMENTS[usize::from(self.strict)]
    }

    /// A part of comments without any.
    pub(super) fn empty_part(&self) -> String {
        let uri = TEXT[usize::from(self.strict)];
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"{uri}\"></w:comments>"
        )
    }

    /// Writes where a comment stands.
    pub(super) fn anchor(&self, spot: &Spot, id: u32, edits: &mut Edits) {
        let ns = &self.declaration;
        let start = format!("<w:commentRangeStart{ns} w:id=\"{id}\"/>");
        let end = format!(
            "<w:commentRangeEnd{ns} w:id=\"{id}\"/><w:r{ns}><w:rPr><w:rStyle w:val=\"CommentReference\"/></w:rPr>\
             <w:commentReference w:id=\"{id}\"/></w:r>"
        );
        if let Some(name) = &spot.empty {
            edits.replace(spot.range.clone(), format!(">{start}{end}</{name}>"));
        } else {
            edits.insert(spot.range.start, start);
            edits.insert(spot.range.end, end);
        }
    }

    /// Writes a comment.
    pub(super) fn comment(&self, id: u32, date: &str, lines: &[&Line], out: &mut String) {
        let uri = TEXT[usize::from(self.strict)];
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "<w:comment xmlns:w=\"{uri}\" w:id=\"{id}\" w:author=\"{AUTHOR}\" w:date=\"{}\" w:initials=\"{INITIALS}\">",
            escaped(date)
        );
        for (index, line) in lines.iter().enumerate() {
            out.push_str("<w:p><w:pPr><w:pStyle w:val=\"CommentText\"/>");
            match (line.direction, line.side) {
                (Direction::Rtl, _) => out.push_str("<w:bidi/>"),
                (Direction::Ltr, Direction::Rtl) => {
                    let _ = write!(out, "<w:jc w:val=\"{}\"/>", if self.strict { "end" } else { "right" });
                }
                (Direction::Ltr, Direction::Ltr) => {}
            }
            out.push_str("</w:pPr>");
            if index == 0 {
                out.push_str("<w:r><w:rPr><w:rStyle w:val=\"CommentReference\"/></w:rPr><w:annotationRef/></w:r>");
            }
            for (direction, text) in &line.pieces {
                let rtl = if *direction == Direction::Rtl { "<w:rPr><w:rtl/></w:rPr>" } else { "" };
                let _ = write!(out, "<w:r>{rtl}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text));
            }
            out.push_str("</w:p>");
        }
        out.push_str("</w:comment>");
    }
}
