//! Items of CSL-JSON (Citation Style Language 1.0.2, appendices III and IV).

use std::ops::Range;

use serde_json::{Map, Value};

use super::{Field, Work, kind};
use crate::model::Message;
use crate::text::line::one_line;

/// The works of a list of items, and what could not be read of it, by the byte of the text it stands at.
pub(in crate::read) fn works(text: &str) -> (Vec<Work>, Vec<(usize, Message)>) {
    let (mut works, mut defects) = (Vec::new(), Vec::new());
    for range in items(text) {
        match serde_json::from_str(text.get(range.clone()).unwrap_or_default()) {
            Ok(Value::Object(item)) => works.push(work(&item, range.start)),
            Ok(_) => {}
            Err(_) => defects.push((range.start, Message::new("defect-item-left-out"))),
        }
    }
    (works, defects)
}

/// Where the items of a list stand: the objects that nothing but the list, or the object around it, holds.
pub(in crate::read) fn items(text: &str) -> Vec<Range<usize>> {
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

/// One item, which stands at this byte of the source.
pub(in crate::read) fn work(item: &Map<String, Value>, at: usize) -> Work {
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
    // What these are part of is a series; who brought them out tells more.
    let whole = matches!(sort.as_str(), "book" | "report" | "thesis" | "pamphlet");
    Work {
        key: text(&["id", "citation-key"]).map(|key| one_line(&key)).unwrap_or_default(),
        at,
        kind: kind(&sort),
        last_names: people.iter().map(|(_, last)| last.clone()).collect(),
        author: field(people.iter().map(|(shown, _)| shown.as_str()).collect::<Vec<_>>().join(", ")),
        title: text(&["title"]).and_then(|title| field(without_tags(&title))),
        container: text(&["container-title", "publication-title", "event-title"])
            .filter(|_| !whole)
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

/// A title without the tags that CSL and reference managers allow in it, such as `<i>` and `<span class="nocase">`.
fn without_tags(title: &str) -> String {
    let mut plain = String::new();
    let mut rest = title;
    while let Some((before, tag)) = rest.split_once('<') {
        plain.push_str(before);
        let name = tag.trim_start_matches('/').split(['>', ' ']).next().unwrap_or_default();
        let known = matches!(name, "i" | "b" | "sub" | "sup" | "sc" | "span");
        rest = if let Some((_, after)) = tag.split_once('>').filter(|_| known) {
            after
        } else {
            plain.push('<');
            tag
        };
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::without_tags;

    #[test]
    fn tags_are_told_from_other_brackets() {
        for (title, expected) in [
            ("On <i>the</i> <span class=\"nocase\">sea</span>", "On the sea"),
            ("x<sub>2</sub> < 5 and y > 3", "x2 < 5 and y > 3"),
            ("a <b", "a <b"),
        ] {
            assert_eq!(without_tags(title), expected);
        }
    }
}
