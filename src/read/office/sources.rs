//! Word's own sources: works in a part of the container, cited by their tags.

use std::collections::HashMap;

use crate::formats::zip_xml::{Node, Package, Tree};
use crate::model::{CitationKind, PartialDate, StatedWork};
use crate::text::date;
use crate::text::line::one_line;

/// Parts that may hold sources; Word adds one part for each kind of data.
const MAX_ITEMS: usize = 20;

/// The works that a document lists as its sources, by their tags.
pub(in crate::read) fn word_sources(package: &mut Package<'_>) -> HashMap<String, StatedWork> {
    let item = |name: &&String| name.starts_with("customXml/item") && !name.contains("Props");
    let names: Vec<String> = package.names().iter().filter(item).take(MAX_ITEMS).cloned().collect();
    let mut sources = HashMap::new();
    for name in names {
        let Ok(part) = package.part(&name) else { continue };
        let text = part.text();
        // Most such parts are something else, and large.
        if !text.contains("bibliography") {
            continue;
        }
        let tree = Tree::parse(&text);
        for source in tree.root().descendants().filter(|node| node.is("Source")) {
            if let Some(tag) = field(source, "Tag") {
                sources.insert(tag, work(source));
            }
        }
    }
    sources
}

fn work(source: Node<'_>) -> StatedWork {
    let kind = field(source, "SourceType");
    let first = |names: &[&str]| names.iter().find_map(|name| field(source, name));
    let dated = |names: [&str; 3]| {
        let [year, month, day] = names.map(|name| field(source, name));
        let month = month.and_then(|month| month.parse().ok().or_else(|| named(&month)));
        let day = day.and_then(|day| day.parse().ok()).filter(|_| month.is_some());
        let year = year?.parse().ok()?;
        PartialDate::new(year, month, day).or_else(|| PartialDate::new(year, None, None))
    };
    StatedWork {
        title: field(source, "Title"),
        author: authors(source),
        publisher: first(&[
            "PeriodicalTitle",
            "JournalName",
            "InternetSiteTitle",
            "BookTitle",
            "ConferenceName",
            "Publisher",
            "Institution",
        ]),
        date: dated(["Year", "Month", "Day"]).and_then(|date| date::stated(&date.to_string())),
        accessed: dated(["YearAccessed", "MonthAccessed", "DayAccessed"]),
        url: field(source, "URL"),
        doi: field(source, "DOI"),
        kind: (kind.as_deref() == Some("Interview")).then_some(CitationKind::Interview),
        ..StatedWork::default()
    }
}

/// The month that a name such as `May` or `أيار` stands for.
fn named(month: &str) -> Option<u8> {
    let dated = date::stated(&format!("1 {month} 2001"))?;
    dated.readings.iter().find_map(|reading| match reading {
        crate::model::DateReading::On(date) => date.month,
        crate::model::DateReading::Span(..) => None,
    })
}

fn authors(source: Node<'_>) -> Option<String> {
    let author = source.child("Author")?.child("Author")?;
    if let Some(name) = field(author, "Corporate") {
        return Some(name);
    }
    let people = author.descendants().filter(|node| node.is("Person"));
    let name = |person: Node<'_>| {
        let parts: Vec<String> = ["First", "Middle", "Last"].iter().filter_map(|part| field(person, part)).collect();
        parts.join(" ")
    };
    let names: Vec<String> = people.map(name).filter(|name| !name.is_empty()).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

fn field(node: Node<'_>, name: &str) -> Option<String> {
    let text = one_line(&node.child(name)?.text());
    (!text.is_empty()).then_some(text)
}
