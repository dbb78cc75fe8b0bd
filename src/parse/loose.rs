//! What stands outside the notes: URLs in running text, and callouts of notes that are not there.

use std::collections::HashSet;
use std::ops::Range;

use super::callouts::{self, Token};
use super::context;
use super::lines::{Line, Role};
use super::markers::Family;
use super::notes::Draft;
use crate::model::{Audit, Document, LooseUrl, OrphanCallout};
use crate::text::{digits, url};

/// The URLs of running text: links, and URLs printed outside links, notes, lists and code.
pub(super) fn urls(audit: &Audit) -> Vec<LooseUrl> {
    let document = &audit.document;
    let mut taken: Vec<Range<usize>> = audit.notes.iter().map(|note| note.range.clone()).collect();
    taken.extend(document.listed.iter().map(|entry| entry.range.clone()));
    let notes = Ranges::new(taken.clone());
    let mut found = Vec::new();
    for link in &document.links {
        if !notes.touch(&link.range) && url::leads_out(&link.url) {
            let text = document.slice(&link.range).to_owned();
            found.push(loose(document, link.url.clone(), text, link.range.clone()));
        }
    }
    taken.extend(document.links.iter().map(|link| link.range.clone()));
    // URLs within code are examples; a link that covers code is a link.
    taken.extend(document.verbatim.iter().cloned());
    let taken = Ranges::new(taken);
    let mut start = 0;
    for line in document.text.split_inclusive('\n') {
        let seen = start..start + line.trim_end().len();
        // Most lines of a document of notes are theirs.
        let hits = if taken.hold(&seen) { Vec::new() } else { url::scan(line) };
        for hit in hits {
            let range = start + hit.range.start..start + hit.range.end;
            if !taken.touch(&range)
                && let Some(reading) = hit.readings.into_iter().next()
            {
                found.push(loose(document, reading, hit.text, range));
            }
        }
        start += line.len();
    }
    found.sort_by_key(|url| url.range.start);
    found
}

fn loose(document: &Document, url: String, text: String, range: Range<usize>) -> LooseUrl {
    LooseUrl { url: url.into(), source: None, text: text.into(), place: document.place(&range), range }
}

/// Ranges that can be asked whether they touch or hold another.
struct Ranges(Vec<Range<usize>>);

impl Ranges {
    fn new(mut ranges: Vec<Range<usize>>) -> Self {
        ranges.sort_by_key(|range| range.start);
        let mut merged: Vec<Range<usize>> = Vec::new();
        for range in ranges {
            match merged.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => merged.push(range),
            }
        }
        Self(merged)
    }

    fn hold(&self, range: &Range<usize>) -> bool {
        let after = self.0.partition_point(|known| known.end < range.end);
        self.0.get(after).is_some_and(|known| known.start <= range.start)
    }

    fn touch(&self, range: &Range<usize>) -> bool {
        let after = self.0.partition_point(|known| known.end <= range.start);
        self.0.get(after).is_some_and(|known| known.start < range.end)
    }
}

/// Callouts in square brackets whose number no note has, where notes are called so.
pub(super) fn orphans(document: &Document, lines: &[Line], drafts: &[Draft]) -> Vec<OrphanCallout> {
    let squares: Vec<&Draft> = drafts.iter().filter(|draft| draft.family == Family::Square).collect();
    let called = squares.iter().filter(|draft| !draft.callouts.is_empty()).count();
    if called * 2 < squares.len() || squares.is_empty() {
        return Vec::new();
    }
    let sticks = |token: &Token| {
        let before = document.text.get(..token.range.start).and_then(|before| before.chars().next_back());
        before.is_some_and(char::is_alphanumeric)
    };
    let known = || squares.iter().flat_map(|draft| &draft.callouts);
    // Where callouts do not stick to words, `argv[2]` and `git-log[1]` are names.
    let names = known().filter(|token| sticks(token)).count() * 2 < known().count();
    let numbers: HashSet<u32> = squares.iter().map(|draft| draft.number).collect();
    let highest = numbers.iter().max().copied().unwrap_or_default();
    let noted: HashSet<usize> = drafts.iter().flat_map(|draft| draft.lines.clone()).collect();
    let body = |line: usize| !noted.contains(&line) && lines.get(line).is_some_and(|line| line.role == Role::Text);
    let tokens = callouts::tokens(document, lines, Family::Square, body);
    let mut orphans: Vec<OrphanCallout> = tokens
        .into_iter()
        .filter(|(number, _)| !numbers.contains(number) && *number <= highest + NEAR)
        .flat_map(|(_, tokens)| tokens)
        .filter(|token| !(names && sticks(token)))
        .map(|token| OrphanCallout {
            marker: digits::to_ascii(document.slice(&token.range)),
            place: document.place(&token.range),
            context: context(document, &token.range),
            range: token.range,
        })
        .collect();
    orphans.sort_by_key(|orphan| orphan.range.start);
    orphans
}

/// A bracketed number this far beyond the last note is a year or a quantity.
const NEAR: u32 = 5;
