//! The works cited in a note.

use std::collections::HashSet;
use std::ops::Range;

use crate::model::{Citation, CitationKind, Document};

use super::field::note::NoteText;
use super::field::url::PrintedUrl;
use super::field::works::{Work, split};
use super::field::{author, date, displaced, kind, label, publisher, segment, title};

/// Splits the text of one note into the works it cites and tells their fields.
///
/// `body` are the byte ranges of the document's text that make up the note, in reading order, its marker left out.
/// Every citation has `text`, `range`, `kind`, the fields that can be told, `label`, `expects_link`, `printed` (a URL
/// printed in the note) and `link` (a hyperlink that covers part of it). Further URLs of one work follow its first as
/// citations of the same text. Ids, `refers_to`, `same_work_as`, sources and pairings come later. At least one citation
/// is returned, in reading order.
pub fn cite(document: &Document, body: &[Range<usize>]) -> Vec<Citation> {
    let note = NoteText::new(document, body);
    split(&note).iter().flat_map(|work| with_urls(document, work, &tell(work))).collect()
}

/// The fields of one work.
fn tell(work: &Work) -> Citation {
    let is_displaced = work.note.displaced;
    if work.note.is_too_long() {
        return untold(work);
    }
    let segments = if is_displaced { displaced::segments(work) } else { segment::segments(work) };
    let kind = kind::tell(work, title::has_shape(work, &segments));
    let accessed = date::access_date(work);
    let label = label::find(work);
    let broken = work.urls().any(PrintedUrl::is_broken);
    let mut citation = Citation {
        kind,
        text: label::one_line(work.text().trim_start_matches([';', '؛', ' '])),
        range: work.note.origin(&trimmed(work)),
        expects_link: label.is_some() || broken || accessed.is_some(),
        accessed,
        label,
        ..Citation::default()
    };
    let title = match kind {
        CitationKind::Web | CitationKind::Print => title::find(work, &segments),
        CitationKind::Interview | CitationKind::BackReference | CitationKind::Comment => None,
    };
    // An unquoted title of displaced lines may span a date that a run boundary put within.
    let dated = if is_displaced { None } else { title.as_ref().map(|title| &title.range) };
    citation.date = match kind {
        CitationKind::BackReference | CitationKind::Comment => None,
        _ => date::find(work, dated),
    };
    if let Some(title) = title {
        let publisher = publisher::find(&segments, &title, is_displaced);
        citation.author = author::find(&segments, &title, publisher.as_ref());
        citation.publisher = publisher.map(|publisher| publisher.text);
        citation.title = Some(title.text);
    }
    citation
}

/// A work too long to be one: its text, and whether it has URLs.
fn untold(work: &Work) -> Citation {
    let linked = work.urls().next().is_some() || work.links().next().is_some();
    Citation {
        kind: if linked { CitationKind::Web } else { CitationKind::Comment },
        text: label::one_line(work.text()),
        range: work.note.origin(&trimmed(work)),
        ..Citation::default()
    }
}

/// One citation for each distinct URL of a work; one without where it has none.
fn with_urls(document: &Document, work: &Work, citation: &Citation) -> Vec<Citation> {
    let mut citations: Vec<(usize, Citation)> = Vec::new();
    let mut seen: HashSet<&str> = HashSet::new();
    let mut covered: HashSet<usize> = HashSet::new();
    let model =
        |printed: &PrintedUrl| printed.to_model(work.note.slice(&printed.range), work.note.origin(&printed.range));
    // A note too long to be told gives each URL its own stretch of text rather than all of it.
    let base = |range: &Range<usize>| {
        let whole = if work.note.is_too_long() { None } else { Some(citation.clone()) };
        whole.unwrap_or_else(|| Citation {
            kind: CitationKind::Web,
            text: label::one_line(work.note.slice(range)),
            range: work.note.origin(range),
            ..Citation::default()
        })
    };
    for (range, index) in work.links() {
        let url = document.links.get(*index).map_or("", |link| link.url.as_str());
        let under = work.note.urls.partition_point(|printed| printed.range.end <= range.start);
        let printed = work.note.urls.get(under).filter(|printed| printed.range.start < range.end);
        covered.extend(printed.map(|printed| printed.range.start));
        if seen.insert(url) {
            seen.extend(printed.and_then(|printed| printed.readings.first()).map(String::as_str));
            let citation = Citation { link: Some(*index), printed: printed.map(model), ..base(range) };
            citations.push((range.start, citation));
        }
    }
    for printed in work.urls() {
        let reading = printed.readings.first().map_or("", String::as_str);
        if !covered.contains(&printed.range.start) && seen.insert(reading) {
            citations.push((printed.range.start, Citation { printed: Some(model(printed)), ..base(&printed.range) }));
        }
    }
    if citations.is_empty() {
        return vec![citation.clone()];
    }
    citations.sort_by_key(|(start, _)| *start);
    citations.into_iter().map(|(_, citation)| citation).collect()
}

/// The range of a work without the spaces and separators around it.
fn trimmed(work: &Work) -> Range<usize> {
    let text = work.text();
    let lead = text.len() - text.trim_start_matches([';', '؛', ' ', '\n', '\t']).len();
    let end = work.range.start + text.trim_end().len();
    (work.range.start + lead).min(end)..end
}
