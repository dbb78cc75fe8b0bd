//! Rich Text Format: footnotes and endnotes, links by field.

mod numbering;
mod tokens;
mod walk;

use super::{Given, ReadError, Reader};
use crate::model::Document;

/// The RTF reader.
pub static READER: Reader = Reader {
    name: "rtf",
    extensions: &["rtf"],
    about: "footnotes and endnotes under the numbers displayed, links",
    sniff: |bytes| bytes.trim_ascii_start().starts_with(b"{\\rtf"),
    read,
};

// The signature is that of every reader.
#[expect(clippy::unnecessary_wraps, reason = "other formats can be unreadable as a whole")]
fn read(given: &Given<'_>) -> Result<Document, ReadError> {
    Ok(walk::document(given.bytes))
}
