//! Zotero and Mendeley: citations as CSL JSON in field codes.

use serde_json::Value;

use crate::model::{CitationKind, CitedDate, PartialDate, StatedWork};
use crate::text::date;

/// The works of a field code that holds CSL JSON.
pub(super) fn works(code: &str) -> Vec<StatedWork> {
    let Some(json) = code.find('{').and_then(|at| code.get(at..)) else { return Vec::new() };
    // What follows the object, such as a switch, is not looked at.
    let mut values = serde_json::Deserializer::from_str(json).into_iter::<Value>();
    let Some(Ok(citation)) = values.next() else { return Vec::new() };
    let items = citation.get("citationItems").and_then(Value::as_array);
    items.into_iter().flatten().filter_map(|item| item.get("itemData")).map(work).collect()
}

/// One item of CSL JSON.
fn work(item: &Value) -> StatedWork {
    let text = |name: &str| {
        let value = item.get(name).and_then(Value::as_str).map(plain);
        value.filter(|value| !value.is_empty())
    };
    let kind = text("type");
    let house = matches!(kind.as_deref(), Some("book" | "report" | "thesis" | "pamphlet"));
    let container = text("container-title").filter(|_| !house);
    StatedWork {
        title: text("title"),
        author: ["author", "editor"].iter().find_map(|role| names(item.get(*role)?)),
        publisher: container.or_else(|| text("publisher")),
        date: item.get("issued").and_then(cited_date),
        accessed: item.get("accessed").and_then(parts),
        url: text("URL"),
        doi: text("DOI"),
        kind: match kind.as_deref() {
            Some("interview" | "personal_communication") => Some(CitationKind::Interview),
            _ => None,
        },
        ..StatedWork::default()
    }
}

/// A text without the few tags that CSL allows in it.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        plain.push_str(before);
        match tag.split_once('>') {
            Some((name, after)) if name.len() <= 40 => rest = after,
            _ => {
                plain.push('<');
                rest = tag;
            }
        }
    }
    plain.push_str(rest);
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn names(names: &Value) -> Option<String> {
    let name = |name: &Value| {
        let part = |key: &str| name.get(key).and_then(Value::as_str).map(str::trim).filter(|part| !part.is_empty());
        let whole = part("literal").map(str::to_owned);
        whole.or_else(|| {
            let parts: Vec<&str> =
                ["given", "non-dropping-particle", "family", "suffix"].into_iter().filter_map(part).collect();
            (!parts.is_empty()).then(|| parts.join(" "))
        })
    };
    let names: Vec<String> = names.as_array()?.iter().filter_map(name).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

fn cited_date(value: &Value) -> Option<CitedDate> {
    let raw = ["raw", "literal"].iter().find_map(|key| value.get(*key)?.as_str());
    let parts = parts(value).map(|date| date.to_string());
    parts.as_deref().or(raw).and_then(date::stated)
}

/// The year, month and day of `date-parts`, whose numbers may be texts.
fn parts(value: &Value) -> Option<PartialDate> {
    let parts = value.get("date-parts")?.as_array()?.first()?.as_array()?;
    let number = |index: usize| {
        let part = parts.get(index)?;
        part.as_i64().or_else(|| part.as_str()?.trim().parse().ok())
    };
    let small = |index: usize| number(index).and_then(|part| u8::try_from(part).ok());
    let (year, month, day) = (i16::try_from(number(0)?).ok()?, small(1), small(2));
    PartialDate::new(year, month, day)
        .or_else(|| PartialDate::new(year, month, None))
        .or_else(|| PartialDate::new(year, None, None))
}
