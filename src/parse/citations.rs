//! The works cited in a note.

use std::ops::Range;

use crate::model::{Citation, Document};

/// Splits the text of one note into the works it cites and tells their fields.
///
/// `body` are the byte ranges of the document's text that make up the note, in reading order, its marker left out.
/// Every citation has `text`, `range`, `kind`, the fields that can be told, `label`, `expects_link`, `printed` (a URL
/// printed in the note) and `link` (a hyperlink that covers part of it). Ids, `refers_to`, sources and pairings come
/// later. At least one citation is returned, in reading order.
pub fn cite(document: &Document, body: &[Range<usize>]) -> Vec<Citation> {
    let _ = (document, body);
    vec![Citation::default()]
}
