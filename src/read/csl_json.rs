//! CSL-JSON, as reference managers export it: every item is a reference whose fields are stated.

use serde_json::{Map, Value};

use super::bibliography::csl;
use super::canvas::Canvas;
use super::{Given, ReadError, Reader, bibtex, defect};
use crate::formats::charset;
use crate::model::{Defect, Document};

/// The CSL-JSON reader.
pub static READER: Reader = Reader {
    name: "csl-json",
    extensions: &["csljson"],
    about: "every item a reference, its fields as they are stated; a `.json` file is told by its content",
    sniff,
    read,
};

/// How far into a file its first item is looked for.
const HEAD: usize = 64 * 1024;

/// Whether a file is a list whose first item has a type that CSL knows and another field of its own.
fn sniff(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if !text.starts_with('[') {
        return false;
    }
    let first = csl::items(text).into_iter().next().and_then(|range| text.get(range).map(str::to_owned));
    first.and_then(|item| serde_json::from_str(&item).ok()).is_some_and(|item: Map<String, Value>| {
        let sort = item.get("type").and_then(Value::as_str).unwrap_or_default();
        let own =
            ["title", "issued", "author", "URL", "container-title", "DOI"].iter().any(|key| item.contains_key(*key));
        TYPES.contains(&sort) && own
    })
}

/// The types of items (CSL 1.0.2, appendix III).
const TYPES: [&str; 45] = [
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
];

#[expect(clippy::unnecessary_wraps, reason = "the signature is that of every reader")]
fn read(given: &Given<'_>) -> Result<Document, ReadError> {
    let decoded = charset::decode(given.bytes, None);
    let (works, defects) = csl::works(&decoded.text);
    let mut canvas = Canvas::new(&decoded.text);
    let defects: Vec<Defect> =
        defects.into_iter().map(|(at, message)| defect::at(canvas.position(at), message)).collect();
    let mut document = bibtex::references(canvas, &works);
    document.defects.extend(defects);
    Ok(document)
}
