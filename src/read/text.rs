//! The text reader.

use super::{ReadError, Reader};
use crate::model::Document;

/// The text reader.
pub static READER: Reader = Reader { name: "text", extensions: &[], about: "", sniff: |_| false, read };

fn read(_bytes: &[u8]) -> Result<Document, ReadError> {
    Ok(Document::default())
}
