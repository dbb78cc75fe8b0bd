//! CSL-JSON, as reference managers export it: every item is a reference whose fields are stated.

use std::ops::Range;

use serde_json::{Map, Value};

use super::bibliography::{Field, Work, kind};
use super::canvas::Canvas;
use super::{Given, ReadError, Reader, bibtex};
use crate::formats::charset;
use crate::model::{Defect, Document, Place};

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
    let first = items(text).into_iter().next().and_then(|range| text.get(range).map(str::to_owned));
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
    let mut canvas = Canvas::new(&decoded.text);
    let (mut works, mut defects) = (Vec::new(), Vec::new());
    for range in items(&decoded.text) {
        match serde_json::from_str(decoded.text.get(range.clone()).unwrap_or_default()) {
            Ok(Value::Object(item)) => works.push(work(&item, range.start)),
            Ok(_) => {}
            Err(_) => {
                let (line, column) = canvas.position(range.start);
                let place = Place { line: Some(line), column: Some(column), ..Place::default() };
                defects.push(Defect { place, message: "an item that is not JSON was left out".to_owned() });
            }
        }
    }
    let mut document = bibtex::references(canvas, &works);
    document.defects.extend(defects);
    Ok(document)
}

/// Where the items of a list stand: the objects that nothing but the list, or the object around it, holds.
fn items(text: &str) -> Vec<Range<usize>> {
    let mut items = Vec::new();
    let (mut depth, mut start, mut quoted, mut escaped) = (0_usize, 0, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'{' => {
                if depth == 0 {
                    start = at;
                }
                depth += 1;
            }
            b'}' => {
                if depth == 1 {
                    items.push(start..at + 1);
                }
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
    }
    if depth > 0 {
        items.push(start..text.len());
    }
    items
}

fn work(item: &Map<String, Value>, at: usize) -> Work {
    let field = |text: String| (!text.trim().is_empty()).then(|| Field { text: one_line(&text), at });
    let text = |names: &[&str]| {
        names.iter().find_map(|name| match item.get(*name)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        })
    };
    let people = ["author", "editor", "director", "interviewer"].iter().find_map(|role| item.get(*role)?.as_array());
    let people: Vec<(String, String)> = people.into_iter().flatten().filter_map(name).collect();
    let sort = text(&["type"]).unwrap_or_default();
    Work {
        key: text(&["id", "citation-key"]).map(|key| one_line(&key)).unwrap_or_default(),
        at,
        kind: kind(&sort),
        last_names: people.iter().map(|(_, last)| last.clone()).collect(),
        author: field(people.iter().map(|(shown, _)| shown.as_str()).collect::<Vec<_>>().join(", ")),
        title: text(&["title"]).and_then(|title| field(without_tags(&title))),
        container: text(&["container-title", "publication-title", "event-title"])
            .and_then(|title| field(without_tags(&title))),
        house: text(&["publisher", "authority"]).and_then(field),
        date: item.get("issued").and_then(date).and_then(field),
        accessed: item.get("accessed").and_then(date).and_then(field),
        url: text(&["URL"]).map(|url| url.trim().to_owned()).and_then(field),
        doi: text(&["DOI"]).map(|doi| doi.trim().to_owned()).and_then(field),
    }
}

/// A person as shown, and the name they are sorted by.
fn name(person: &Value) -> Option<(String, String)> {
    let part = |name: &str| person.get(name).and_then(Value::as_str).unwrap_or_default();
    let whole = part("literal");
    if !whole.is_empty() {
        return Some((one_line(whole), one_line(whole)));
    }
    let pieces = ["given", "dropping-particle", "non-dropping-particle", "family", "suffix"].map(part);
    let shown = one_line(&pieces.join(" "));
    (!shown.is_empty()).then(|| (shown, one_line(part("family"))))
}

/// A date of CSL: its parts, else what was typed.
fn date(value: &Value) -> Option<String> {
    let one = |parts: &Value| {
        let part = |index: usize| match parts.get(index)? {
            Value::Number(number) => number.as_i64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        };
        let year = part(0).filter(|year| (1..=9999).contains(year))?;
        let rest = [1, 2].into_iter().map_while(part).map(|part| format!("-{part:02}"));
        Some(format!("{year:04}{}", rest.collect::<String>()))
    };
    let parts = value.get("date-parts").and_then(Value::as_array);
    let parts: Vec<String> = parts.into_iter().flatten().take(2).filter_map(one).collect();
    if !parts.is_empty() {
        return Some(parts.join("/"));
    }
    let typed = ["raw", "literal"].iter().find_map(|name| value.get(*name)?.as_str());
    typed.or(value.as_str()).map(str::to_owned)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A title without the tags that CSL allows in it, such as `<i>`.
fn without_tags(title: &str) -> String {
    ["i", "b", "sub", "sup", "sc"]
        .iter()
        .fold(title.to_owned(), |title, tag| title.replace(&format!("<{tag}>"), "").replace(&format!("</{tag}>"), ""))
}
