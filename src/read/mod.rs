//! Bytes to [`Document`]: one module per format.

pub mod markdown;
pub mod text;

use crate::model::Document;

/// A reader of one format.
#[derive(Debug)]
pub struct Reader {
    /// Its name: the value of `--format` and of a report's `format`.
    pub name: &'static str,
    /// The file extensions it is chosen for, in lower case.
    pub extensions: &'static [&'static str],
    /// What it takes the notes from, in a few words.
    pub about: &'static str,
    /// Whether bytes are certainly of this format, whatever the file is called.
    pub sniff: fn(&[u8]) -> bool,
    /// Reads bytes; path, digest, languages and direction are filled in by [`read`].
    pub read: fn(&[u8]) -> Result<Document, ReadError>,
}

/// The readers, in the order in which they are asked; the last takes what no other claims.
pub static READERS: [&Reader; 2] = [&markdown::READER, &text::READER];

/// Why a file could not be read at all; a part that could not is a defect of the document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// No reader knows this format.
    #[error("{format} is not a format isnad reads yet; {cure}")]
    Unsupported {
        /// What it is.
        format: &'static str,
        /// What to do.
        cure: &'static str,
    },
}
