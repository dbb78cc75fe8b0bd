//! Bytes to [`Document`]: one module per format.

pub mod asciidoc;
mod beside;
mod bibliography;
pub mod bibtex;
mod canvas;
pub mod csl_json;
mod defect;
mod directive;
pub mod docx;
mod drawn;
pub mod epub;
mod flow;
pub mod html;
pub mod latex;
pub mod markdown;
pub mod odt;
mod office;
pub mod pdf;
pub mod rst;
pub mod rtf;
pub mod text;
mod unread;

use std::fmt::Write as _;

pub use beside::Beside;
pub use drawn::drawn_in;
use sha2::{Digest, Sha256};
use url::Url;

use crate::model::Document;
use crate::text::{bidi, language};

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
    pub read: fn(&Given<'_>) -> Result<Document, ReadError>,
}

/// What a reader is given.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// The file's bytes.
    pub bytes: &'a [u8],
    /// What its relative links are relative to, where the file itself does not say.
    pub base: Option<&'a Url>,
    /// The files beside it.
    pub beside: &'a Beside,
}

/// What can be set of reading.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The format of every input; `None` where each is looked at.
    pub format: Option<&'static Reader>,
    /// What relative links are relative to, where a document does not say.
    pub base: Option<Url>,
}

/// The readers, in the order in which they are asked; the last takes what no other claims.
pub static READERS: [&Reader; 13] = [
    &epub::READER,
    &html::READER,
    &pdf::READER,
    &docx::READER,
    &odt::READER,
    &rtf::READER,
    &csl_json::READER,
    &latex::READER,
    &bibtex::READER,
    &markdown::READER,
    &asciidoc::READER,
    &rst::READER,
    &text::READER,
];

/// Why a file could not be read at all; a part that could not is a defect of the document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// No reader knows this format.
    #[error("{format} is not among the formats that isnad reads ({}); {cure}", unread::formats())]
    Unsupported {
        /// What it is.
        format: &'static str,
        /// What to do.
        cure: &'static str,
    },
    /// A reader knows the format, and this file does not let itself be read.
    #[error("{reason}; {cure}")]
    Locked {
        /// What is the matter.
        reason: &'static str,
        /// What to do.
        cure: &'static str,
    },
    /// A container of which nothing can be read.
    #[error("cannot be read as {format}: {cause}; {cure}")]
    Unreadable {
        /// What it is.
        format: &'static str,
        /// What is the matter with it.
        cause: String,
        /// What to do.
        cure: &'static str,
    },
}

/// Reads a document: with the reader given, else the one whose sniff or extension claims it, else as text.
///
/// # Errors
///
/// Where no reader knows the format.
pub fn read(path: &str, bytes: &[u8], beside: &Beside, settings: &Settings) -> Result<Document, ReadError> {
    let reader = match settings.format {
        Some(reader) => reader,
        None => choose(path, bytes)?,
    };
    let mut document = (reader.read)(&Given { bytes, base: settings.base.as_ref(), beside })?;
    path.clone_into(&mut document.path);
    document.format = reader.name;
    document.sha256 = hex(&Sha256::digest(bytes));
    document.languages = language::of(&document.text);
    document.direction = bidi::direction(&document.text);
    // They are kept for the whole run.
    document.text.shrink_to_fit();
    document.anchors.shrink_to_fit();
    Ok(document)
}

/// The reader whose table claims this file extension (lower case, without the dot).
pub fn by_extension(extension: &str) -> Option<&'static Reader> {
    READERS.into_iter().find(|reader| reader.extensions.contains(&extension))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn choose(path: &str, bytes: &[u8]) -> Result<&'static Reader, ReadError> {
    if let Some(reader) = READERS.into_iter().find(|reader| (reader.sniff)(bytes)) {
        return Ok(reader);
    }
    let extension = path.rsplit(['/', '\\']).next().and_then(|name| name.rsplit_once('.')).map(|(_, end)| end);
    let known = extension.and_then(|extension| by_extension(&extension.to_lowercase()));
    match unread::refusal(bytes, known.is_some()) {
        Some(error) => Err(error),
        None => Ok(known.unwrap_or(&text::READER)),
    }
}
