//! What the files of word processors share: how they are told apart, and what reference managers hide in them.

mod csl;
mod endnote;
mod sources;

use std::collections::HashMap;
use std::fmt::Display;

pub(in crate::read) use sources::word_sources;

use super::ReadError;
use crate::formats::zip_xml::Package;
use crate::model::StatedWork;

/// What a zip container holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Kind {
    /// A Word document.
    Word,
    /// An `OpenDocument` text.
    OpenDocument,
}

/// What bytes are, if they are a container that is read here.
pub(in crate::read) fn kind(bytes: &[u8]) -> Option<Kind> {
    if !bytes.starts_with(b"PK\x03\x04") {
        return None;
    }
    let mut package = Package::open(bytes).ok()?;
    if package.has("word/document.xml") {
        return Some(Kind::Word);
    }
    let mimetype = package.part("mimetype").map(|part| part.text().trim().to_owned()).unwrap_or_default();
    if mimetype.starts_with("application/vnd.oasis.opendocument.text") || mimetype == "application/vnd.sun.xml.writer" {
        return Some(Kind::OpenDocument);
    }
    let types = package.part("[Content_Types].xml").ok()?;
    let text = types.text();
    let word = ["wordprocessingml.document.main", "wordprocessingml.template.main", "ms-word.document.macroEnabled"];
    word.iter().any(|name| text.contains(name)).then_some(Kind::Word)
}

/// The error of a container that cannot be read at all.
pub(in crate::read) fn unreadable(format: &'static str, cause: &impl Display) -> ReadError {
    ReadError::Unreadable {
        format,
        cause: cause.to_string(),
        cure: "open it in the program that made it, save it again, and without a password",
    }
}

/// The works that the code or the data of a field state: Zotero and Mendeley, `EndNote`, and Word's own sources by
/// their tags. Their ranges are empty.
pub(in crate::read) fn cited_works(code: &str, data: &str, sources: &HashMap<String, StatedWork>) -> Vec<StatedWork> {
    let mut words = code.split_whitespace();
    match words.next() {
        Some("ADDIN") if code.contains("EN.CITE") => endnote::works(code, data),
        Some("ADDIN") if code.contains("CSL_CITATION") => csl::works(code),
        Some("CITATION") => {
            let further = |(at, word): (usize, &str)| (at == 0).then_some(word.to_owned());
            let mut tags: Vec<String> = words.clone().enumerate().filter_map(further).collect();
            let switches: Vec<&str> = code.split("\\m").skip(1).filter_map(|m| m.split_whitespace().next()).collect();
            tags.extend(switches.into_iter().map(str::to_owned));
            tags.iter().filter_map(|tag| sources.get(tag.trim_matches('"'))).cloned().collect()
        }
        _ => Vec::new(),
    }
}
