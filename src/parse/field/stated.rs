//! Works whose fields the format states, found again in the text of their note.

use std::collections::HashSet;
use std::ops::Range;

use smol_str::SmolStr;

use crate::model::{Citation, CitationKind, Document, StatedWork};
use crate::text::line::one_line;
use crate::text::similarity::{contains_words, fold};
use crate::text::url;

use super::note::NoteText;
use super::works::Work;

/// The places to cut a note at, where it is known what some stretches of it are: none within the text of one stated
/// work, and one between two.
pub fn cuts(note: &NoteText, cuts: Vec<usize>) -> Vec<usize> {
    if note.stated.is_empty() {
        return cuts;
    }
    let mut ranges: Vec<(&Range<usize>, usize)> = Vec::new();
    for (range, _) in &note.stated {
        match ranges.last_mut() {
            Some((last, works)) if *last == range => *works += 1,
            _ => ranges.push((range, 1)),
        }
    }
    let within_one =
        |cut: usize| ranges.iter().any(|(range, works)| *works == 1 && range.start < cut && cut < range.end);
    let mut all: Vec<usize> = cuts.into_iter().filter(|cut| !within_one(*cut)).collect();
    for pair in ranges.windows(2) {
        let [(before, _), (after, _)] = pair else { continue };
        if !all.iter().any(|cut| (before.end..=after.start).contains(cut)) {
            all.push(after.start);
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// For each work of a note the stated works that it is, in order.
///
/// A stated work is the work whose text holds its title, of those that stand where it is cited; else the one of them
/// that is no stated work yet; else the first.
pub fn of_works<'d>(document: &'d Document, note: &NoteText, works: &[Work]) -> Vec<Vec<&'d StatedWork>> {
    let mut found: Vec<Vec<&StatedWork>> = vec![Vec::new(); works.len()];
    if note.stated.is_empty() {
        return found;
    }
    let texts: Vec<String> = works.iter().map(|work| fold(work.text())).collect();
    for (range, index) in &note.stated {
        let Some(stated) = document.works.get(*index) else { continue };
        let there = |(_, work): &(usize, &Work)| work.range.start < range.end && range.start < work.range.end;
        let places: Vec<usize> = works.iter().enumerate().filter(there).map(|(place, _)| place).collect();
        let title = stated.title.as_deref().map(fold).unwrap_or_default();
        let titled = |place: &&usize| texts.get(**place).is_some_and(|text| contains_words(text, &title));
        let free = |place: &&usize| found.get(**place).is_some_and(Vec::is_empty);
        let place = places.iter().find(titled).or_else(|| places.iter().find(free)).or(places.first());
        if let Some(found) = place.and_then(|place| found.get_mut(*place)) {
            found.push(stated);
        }
    }
    found
}

/// Puts what is stated of a work in the place of what was told from its text. A back-reference stays one.
pub fn apply(citation: &mut Citation, stated: &StatedWork) {
    if citation.kind == CitationKind::BackReference {
        return;
    }
    let or = |stated: &Option<String>, told: Option<SmolStr>| stated.as_ref().map(SmolStr::from).or(told);
    citation.title = or(&stated.title, citation.title.take());
    citation.author = or(&stated.author, citation.author.take());
    citation.publisher = or(&stated.publisher, citation.publisher.take());
    citation.date = stated.date.clone().or_else(|| citation.date.take());
    citation.accessed = stated.accessed.or(citation.accessed);
    if let Some(kind) = stated.kind {
        citation.kind = kind;
    } else if !stated.urls().is_empty() {
        citation.kind = CitationKind::Web;
    } else if citation.kind == CitationKind::Comment {
        citation.kind = CitationKind::Print;
    }
}

/// Sees to it that the citations of one work have every URL stated of it.
pub fn add_urls(citations: &mut Vec<Citation>, document: &Document, stated: &StatedWork) {
    let Some(first) = citations.first().filter(|first| first.kind != CitationKind::BackReference).cloned() else {
        return;
    };
    let linked = |citation: &Citation| document.links.get(citation.link?).map(|link| link.url.clone());
    let printed = citations.iter().flat_map(|citation| citation.printed.iter().flat_map(|printed| &printed.readings));
    let mut known: HashSet<String> = printed.map(|reading| url::print_key(reading)).collect();
    known.extend(citations.iter().filter_map(linked).map(|link| url::print_key(&link)));
    for url in stated.urls() {
        if !known.insert(url::print_key(&url)) {
            continue;
        }
        match citations.first_mut() {
            Some(only) if only.link.is_none() && only.printed.is_none() && only.url.is_none() => {
                only.url = Some(url.into());
            }
            _ => citations.push(Citation { url: Some(url.into()), link: None, printed: None, ..first.clone() }),
        }
    }
}

/// A stated work that could not be told from another in the text: what is stated, and the text of both.
pub fn beside(work: &Work, range: Range<usize>, document: &Document, stated: &StatedWork) -> Vec<Citation> {
    let mut citation = Citation {
        kind: CitationKind::Print,
        text: one_line(work.text().trim_start_matches([';', '؛', ' '])).into(),
        range,
        ..Citation::default()
    };
    apply(&mut citation, stated);
    let mut citations = vec![citation];
    add_urls(&mut citations, document, stated);
    citations
}
