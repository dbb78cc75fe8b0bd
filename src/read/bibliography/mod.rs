//! Works as bibliographies hold them, and how they are written as text.

pub(in crate::read) mod bibtex;
pub(in crate::read) mod csl;
mod names;

use std::ops::Range;

use super::canvas::{Break, Canvas};
use crate::model::{CitationKind, StatedWork};
use crate::text::arabic::is_arabic;
use crate::text::{date, url};

/// A work with its fields as they are to be shown.
#[derive(Debug, Clone, Default)]
pub(in crate::read) struct Work {
    /// What it is cited by.
    pub(in crate::read) key: String,
    /// Where it stands in the source, in bytes.
    pub(in crate::read) at: usize,
    pub(in crate::read) kind: Option<CitationKind>,
    /// What its people are sorted by.
    pub(in crate::read) last_names: Vec<String>,
    pub(in crate::read) author: Option<Field>,
    pub(in crate::read) title: Option<Field>,
    /// The journal, newspaper, book or site that it is part of.
    pub(in crate::read) container: Option<Field>,
    /// The publisher or institution.
    pub(in crate::read) house: Option<Field>,
    pub(in crate::read) date: Option<Field>,
    pub(in crate::read) accessed: Option<Field>,
    pub(in crate::read) url: Option<Field>,
    pub(in crate::read) doi: Option<Field>,
}

/// A field and where it stands in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) struct Field {
    pub(in crate::read) text: String,
    pub(in crate::read) at: usize,
}

/// What sort of citation a type of entry is where it has no URL; that follows from its text for most.
pub(in crate::read) fn kind(sort: &str) -> Option<CitationKind> {
    match sort {
        "interview" | "personal_communication" | "letter" => Some(CitationKind::Interview),
        _ => None,
    }
}

/// Writes a work as a citation, and says what is stated of it. `stands` is where it stands in the source; `None` for
/// where its fields do.
pub(in crate::read) fn write(canvas: &mut Canvas<'_>, work: &Work, stands: Option<usize>) -> StatedWork {
    canvas.settle();
    let start = canvas.text.len();
    let place = |field: &Field| stands.unwrap_or(field.at);
    let title = work.title.as_ref().map_or("", |title| title.text.as_str());
    let arabic = title.chars().chain(work.author.iter().flat_map(|author| author.text.chars())).any(is_arabic);
    let comma = if arabic { "، " } else { ", " };
    let mut first = true;
    let mut put = |canvas: &mut Canvas<'_>, before: &str, field: Option<&Field>, after: &str| {
        let Some(field) = field else { return };
        if !std::mem::take(&mut first) {
            canvas.write(comma, place(field));
        }
        for piece in [before, &field.text, after] {
            canvas.write(piece, place(field));
        }
    };
    put(canvas, "", work.author.as_ref(), "");
    put(canvas, "“", work.title.as_ref(), "”");
    put(canvas, "", work.container.as_ref(), "");
    put(canvas, "", work.house.as_ref(), "");
    // `n.d.` is none.
    let published = work.date.as_ref().filter(|date| date.text.chars().any(char::is_numeric));
    put(canvas, "", published, "");
    let url = work.url.as_ref().filter(|field| url::leads_out(&field.text));
    put(canvas, "", url, "");
    let doi = work.doi.as_ref().and_then(|doi| {
        let at = doi.text.find("10.")?;
        let address = format!("https://doi.org/{}", doi.text.get(at..)?);
        Some(Field { text: address, at: doi.at })
    });
    let same = |url: &Field| doi.as_ref().is_some_and(|doi| url::print_key(&url.text) == url::print_key(&doi.text));
    put(canvas, "", doi.as_ref().filter(|_| url.is_none_or(|url| !same(url))), "");
    let accessed = if arabic { "تاريخ الاطلاع " } else { "accessed " };
    put(canvas, accessed, work.accessed.as_ref(), "");
    if first {
        // Nothing is told of it but what it is cited by.
        canvas.write(&work.key, stands.unwrap_or(work.at));
    } else if !canvas.text.ends_with('.') {
        canvas.write(".", stands.unwrap_or(work.at));
    }
    let linked = url.is_some() || doi.is_some();
    StatedWork {
        range: start..canvas.text.len(),
        date: published.and_then(|date| date::stated(&date.text)),
        url: url.map(|url| url.text.clone()),
        doi: doi.map(|doi| doi.text),
        kind: work.kind.filter(|_| !linked).or((!linked).then_some(CitationKind::Print)),
        ..work.stated()
    }
}

impl Work {
    /// The fields as they are stated of a citation that is printed elsewhere; its range is empty.
    pub(in crate::read) fn stated(&self) -> StatedWork {
        let text = |field: &Option<Field>| field.as_ref().map(|field| field.text.clone());
        let dated = |field: &Option<Field>| field.as_ref().and_then(|field| date::stated(&field.text));
        StatedWork {
            range: 0..0,
            title: text(&self.title),
            author: text(&self.author),
            publisher: text(&self.container).or_else(|| text(&self.house)),
            date: dated(&self.date),
            accessed: dated(&self.accessed).and_then(|date| date.readings.first().map(|reading| reading.start())),
            url: text(&self.url),
            doi: text(&self.doi),
            kind: self.kind,
        }
    }
}

/// Writes a work as a block of its own: where it stands in the text, and what is stated of it.
pub(in crate::read) fn write_block(canvas: &mut Canvas<'_>, work: &Work) -> (Range<usize>, StatedWork) {
    canvas.separate(Break::Block);
    canvas.settle();
    canvas.anchor(work.at);
    let stated = write(canvas, work, None);
    canvas.separate(Break::Block);
    (stated.range.clone(), stated)
}

/// Where the line that holds this byte ends: at its line feed.
fn line_end(source: &str, at: usize) -> usize {
    source.get(at..).and_then(|rest| rest.find('\n')).map_or(source.len(), |end| at + end)
}
