//! Notes printed in running text, without markup that says so.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::callouts::{self, Token, Wanted};
use super::chain::{self, Chain, Extent, Link, mean_evidence};
use super::lines::{Line, Role};
use super::markers::{self, Edge, Family, Marker};
use crate::model::{Document, NoteKind};
use crate::text::letters::{is_alphabetic, is_alphanumeric};

/// A note found in running text.
#[derive(Debug)]
pub(super) struct Draft {
    /// How its marker is printed.
    pub(super) family: Family,
    /// Its number.
    pub(super) number: u32,
    /// Its marker's bytes in the document's text.
    pub(super) marker: Range<usize>,
    /// Its text's lines, the marker left out, in reading order.
    pub(super) body: Vec<Range<usize>>,
    /// The lines it takes.
    pub(super) lines: Range<usize>,
    /// The sequence its number counts in.
    pub(super) sequence: u32,
    /// Footnote, endnote or reference.
    pub(super) kind: NoteKind,
    /// Where it is called.
    pub(super) callouts: Vec<Token>,
}

/// Every note printed in a document, in document order.
pub(super) fn printed(document: &Document, lines: &[Line]) -> Vec<Draft> {
    let mut by_family: BTreeMap<Family, Vec<Marker>> = BTreeMap::new();
    for marker in markers::markers(document, lines) {
        if has_text(document, lines, &marker) {
            by_family.entry(marker.family).or_default().push(marker);
        }
    }
    let mut chains: Vec<(Family, Chain)> = Vec::new();
    for (family, markers) in &by_family {
        let tokens = callouts::tokens(document, lines, *family, |_| true);
        chains.extend(chain::best(document, lines, markers, &tokens).map(|chain| (*family, chain)));
    }
    chains.sort_by(|a, b| b.1.score.total_cmp(&a.1.score));
    let extent = Extent::new(document, lines);
    let mut taken: Vec<bool> = vec![false; lines.len()];
    let mut drafts: Vec<Draft> = Vec::new();
    let mut sequence = 0;
    // What calls a note of one family calls none of another.
    let mut called: HashSet<usize> = HashSet::new();
    for (family, chain) in chains {
        let free = chain.links.iter().filter(|link| taken.get(link.marker.line) == Some(&false)).count();
        if chain.score <= 0.0 || free * 2 <= chain.links.len() {
            continue;
        }
        let draft = |links: &[Link]| {
            let mut found = blocks(&extent, lines, links);
            found.retain(|draft| draft.lines.clone().all(|line| taken.get(line) == Some(&false)));
            call(document, lines, family, (&taken, &called), &mut found);
            let are_notes = are_notes(document, lines, family, mean_evidence(links), &found);
            (found, are_notes)
        };
        let (mut found, mut are_notes) = draft(&chain.links);
        if let Some(strict) = chain.without_lists() {
            let (others, are_others) = draft(&strict.links);
            if are_others && (!are_notes || called_of(&others, &others) > called_of(&found, &others)) {
                (found, are_notes) = (others, true);
            }
        }
        if !are_notes {
            continue;
        }
        count_sequences(&mut found, &mut sequence);
        tell_kind(document, lines, &mut found);
        tell_references(document, lines, &mut found);
        called.extend(found.iter().flat_map(|draft| &draft.callouts).map(|token| token.range.start));
        for line in found.iter().flat_map(|draft| draft.lines.clone()) {
            if let Some(line) = taken.get_mut(line) {
                *line = true;
            }
        }
        drafts.extend(found);
    }
    drafts.sort_by_key(|draft| (draft.lines.start, draft.marker.start));
    drafts
}

/// How many of the drafts whose markers are among `these` are called.
fn called_of(drafts: &[Draft], these: &[Draft]) -> usize {
    let starts: HashSet<usize> = these.iter().map(|draft| draft.marker.start).collect();
    drafts.iter().filter(|draft| !draft.callouts.is_empty() && starts.contains(&draft.marker.start)).count()
}

/// Whether a marker has text beside it, or on the line below where it stands alone: the row of a table has none.
fn has_text(document: &Document, lines: &[Line], marker: &Marker) -> bool {
    let Some(line) = lines.get(marker.line) else { return false };
    let beside = [line.range.start..marker.range.start, marker.range.end..line.range.end];
    let is_word = |part: &Range<usize>| document.slice(part).chars().any(is_alphabetic);
    let alone = beside.iter().all(|part| !document.slice(part).chars().any(is_alphanumeric));
    beside.iter().any(is_word) || alone && lines.get(marker.line + 1).is_some_and(|next| next.role == Role::Text)
}

/// The notes of a chain: each takes the lines up to the next one, or to its own end.
fn blocks(extent: &Extent, lines: &[Line], chain: &[Link]) -> Vec<Draft> {
    let mut drafts = Vec::with_capacity(chain.len());
    for (index, marker) in chain.iter().map(|link| &link.marker).enumerate() {
        let next = chain.get(index + 1).map(|link| &link.marker);
        let end = if extent.goes_on(lines, marker, next) {
            next.map_or(lines.len(), |next| next.line)
        } else {
            extent.end(marker.line).min(next.map_or(usize::MAX, |next| next.line))
        };
        let mut last = end;
        while last > marker.line + 1 && lines.get(last - 1).is_some_and(|line| line.role != Role::Text) {
            last -= 1;
        }
        let block = marker.line..last.max(marker.line + 1);
        // A note that shares its line with others has it from their end or up to the next one's marker.
        let shared = next.filter(|next| next.line == marker.line);
        let before = index.checked_sub(1).and_then(|before| chain.get(before));
        let follows = before.is_some_and(|before| before.marker.line == marker.line);
        drafts.push(Draft {
            family: marker.family,
            number: marker.number,
            marker: marker.range.clone(),
            body: body(lines, marker, &block, (follows, shared)),
            lines: block,
            sequence: 0,
            kind: NoteKind::Footnote,
            callouts: Vec::new(),
        });
    }
    drafts
}

/// The stretches of a note's text. `follows` says whether another note stands before it on its line; `shared` is the
/// marker of one that stands after it there.
fn body(
    lines: &[Line],
    marker: &Marker,
    block: &Range<usize>,
    (follows, shared): (bool, Option<&Marker>),
) -> Vec<Range<usize>> {
    let mut body = Vec::new();
    for (index, line) in lines.iter().enumerate().take(block.end).skip(block.start) {
        if line.role != Role::Text {
            continue;
        }
        if index != marker.line {
            body.push(line.range.clone());
            continue;
        }
        let until = shared.map_or(line.range.end, |next| next.range.start);
        let parts = match marker.edge {
            Edge::Start => [marker.range.end..until, 0..0],
            Edge::Inside | Edge::LastWord if follows => [marker.range.end..until, 0..0],
            Edge::End => [line.range.start..marker.range.start, 0..0],
            Edge::Inside | Edge::LastWord => [line.range.start..marker.range.start, marker.range.end..until],
        };
        body.extend(parts.into_iter().filter(|part| part.start < part.end));
    }
    body
}

/// Finds where the notes are called: in the text between the notes before and their own, else anywhere outside notes.
fn call(
    document: &Document,
    lines: &[Line],
    family: Family,
    (taken, called): (&[bool], &HashSet<usize>),
    drafts: &mut [Draft],
) {
    let mut own = vec![false; lines.len()];
    for line in drafts.iter().flat_map(|draft| draft.lines.clone()) {
        if let Some(line) = own.get_mut(line) {
            *line = true;
        }
    }
    let body = |line: usize| own.get(line) == Some(&false) && taken.get(line) != Some(&true);
    let mut tokens = callouts::tokens(document, lines, family, body);
    for tokens in tokens.values_mut() {
        tokens.retain(|token| !called.contains(&token.range.start));
    }
    let scopes = scopes(lines, drafts, &body);
    let wanted: Vec<Wanted> = drafts
        .iter()
        .zip(scopes)
        .map(|(draft, scope)| {
            let held = tokens.get(&draft.number).is_some_and(|tokens| !callouts::within(tokens, &scope).is_empty());
            let stays = held || family == Family::Symbol;
            Wanted { number: draft.number, line: draft.lines.start, scope: stays.then_some(scope) }
        })
        .collect();
    let chosen = callouts::chain(&wanted, &tokens, lines);
    for ((draft, token), wanted) in drafts.iter_mut().zip(chosen).zip(&wanted) {
        if family == Family::Square {
            draft.callouts = wanted.choices(&tokens).to_vec();
        }
        if draft.callouts.is_empty() {
            draft.callouts = token.into_iter().collect();
        }
    }
}

/// For each note the lines of text before its region and after the region before that.
fn scopes(lines: &[Line], drafts: &[Draft], body: &impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut scopes = Vec::with_capacity(drafts.len());
    let mut scope = 0..0;
    let mut end = 0;
    for draft in drafts {
        let text = (end..draft.lines.start)
            .any(|line| body(line) && lines.get(line).is_some_and(|line| line.role == Role::Text));
        if text || scopes.is_empty() {
            scope = end..draft.lines.start;
        }
        scopes.push(scope.clone());
        end = draft.lines.end;
    }
    scopes
}

/// Whether what a chain found are notes, and not a list, headings or page numbers: they are called from the text, or
/// they look like citations. `evidence` is that of the average note.
fn are_notes(document: &Document, lines: &[Line], family: Family, evidence: f64, drafts: &[Draft]) -> bool {
    let called = drafts.iter().filter(|draft| draft.callouts.iter().any(|token| token.strength >= 1.5)).count();
    let support = called as f64 / drafts.len().max(1) as f64;
    let several = drafts.len() >= 2;
    match family {
        Family::Square | Family::Raised => support >= 0.5 || several && evidence >= 0.6,
        Family::Bare => {
            support >= 0.5 && evidence >= 0.3
                || support >= 0.3 && evidence >= 1.0
                || support >= 0.75 && drafts.len() >= 3 && !are_titles(document, drafts)
        }
        Family::Symbol => support >= 0.8,
        Family::Round => support >= 0.5 && (evidence >= 0.3 || several && !are_items(document, lines, drafts)),
        Family::Roman => support >= 0.5 && (evidence >= 0.3 || several),
        Family::Dotted => {
            let headed = drafts.iter().filter(|draft| is_headed(document, draft)).count();
            support >= 0.7 && evidence >= 0.5 || several && evidence >= 1.5 && headed * 2 < drafts.len()
        }
    }
}

/// Whether most of the drafts are rows of a table, of three cells and more, or a few words without any sign, as the
/// lines of a table of contents. Those are not called from the text above as `by half.1` calls.
fn are_titles(document: &Document, drafts: &[Draft]) -> bool {
    let mut titles = 0;
    let mut before: Option<String> = None;
    for draft in drafts {
        let first = draft.body.first().map(|first| document.slice(first)).unwrap_or_default();
        let stem = stem(document, draft);
        // What is numbered by one word, `eth1` and `eth2`, are names.
        let called = stem.as_deref().is_some_and(|stem| stem.is_empty() || before.as_deref() != Some(stem));
        titles += usize::from(first.matches('\t').count() >= 2 || is_title(first) && !called);
        before = stem;
    }
    titles * 2 > drafts.len()
}

/// The word that a draft's callout above it sticks to, empty where that is a sign; `None` where it sticks to nothing.
fn stem(document: &Document, draft: &Draft) -> Option<String> {
    /// What sticks to the end of a word or of a sentence is at least as strong.
    const CLEAR: f64 = 2.5;
    const LONGEST: usize = 24;
    let token = draft.callouts.iter().find(|token| token.strength >= CLEAR && token.line < draft.lines.start)?;
    let before = document.text.get(..token.range.start)?;
    Some(before.chars().rev().take_while(|&c| is_alphanumeric(c)).take(LONGEST).collect())
}

/// Whether drafts are the items of an enumeration, `(1) …`, to which the text comes back as it does to notes. Notes stand
/// at the foot of pages, at the end of the text or under a heading that says so, or the text above calls one after the
/// other.
fn are_items(document: &Document, lines: &[Line], drafts: &[Draft]) -> bool {
    /// An imprint or a remark may come after the notes.
    const AFTER: usize = 8;
    let end = drafts.last().map_or(0, |draft| draft.lines.end);
    let after = lines.get(end..).unwrap_or_default();
    let last = || after.iter().filter(|line| line.role == Role::Text).count() <= AFTER;
    let headed = || drafts.first().is_some_and(|first| NOTES.contains(&heading_above(document, lines, first).as_str()));
    document.pages.is_empty() && !last() && !headed() && !called_in_turn(document, lines, drafts)
}

/// Whether most drafts are called above them one after the other, with words between: the text names the items of an
/// enumeration together, as in `(1) and (2)`, or announces them with a colon.
fn called_in_turn(document: &Document, lines: &[Line], drafts: &[Draft]) -> bool {
    let (mut in_turn, mut announced) = (0, false);
    let mut before: Option<&Draft> = None;
    for draft in drafts {
        // Numbering that goes back begins anew.
        let before_it = before.replace(draft).filter(|before| before.number < draft.number);
        if before_it.is_none() {
            announced = above(document, lines, draft).is_some_and(|above| above.ends_with([':', '：']));
        }
        let Some(token) = draft.callouts.first().filter(|token| token.line < draft.lines.start) else { continue };
        let from = before_it.and_then(|before| before.callouts.first()).map(|token| token.range.end);
        let apart = from.is_none_or(|from| {
            let between = document.text.get(from..token.range.start).unwrap_or_default();
            between.split_whitespace().filter(|word| word.contains(is_alphabetic)).nth(1).is_some()
        });
        in_turn += usize::from(!announced && apart);
    }
    in_turn * 4 >= drafts.len() * 3
}

/// The line of text above a draft.
fn above<'a>(document: &'a Document, lines: &[Line], draft: &Draft) -> Option<&'a str> {
    let above = lines.get(..draft.lines.start)?;
    above.iter().rev().find(|line| line.role == Role::Text).map(|line| document.slice(&line.range))
}

/// The line of text above a draft as a heading: in lower case, without the signs at its edges.
fn heading_above(document: &Document, lines: &[Line], draft: &Draft) -> String {
    let above = above(document, lines, draft).unwrap_or_default();
    above.trim_matches(|c: char| !is_alphabetic(c)).to_lowercase()
}

/// Headings of notes, in lower case.
const NOTES: [&str; 20] = [
    "notes",
    "endnotes",
    "footnotes",
    "notes and references",
    "الهوامش",
    "هوامش",
    "الحواشي",
    "الحواشي والهوامش",
    "notlar",
    "dipnotlar",
    "sonnotlar",
    "notes de bas de page",
    "notes de fin",
    "anmerkungen",
    "fußnoten",
    "endnoten",
    "یادداشت‌ها",
    "پانوشت‌ها",
    "примечания",
    "сноски",
];

/// Whether a note begins like a numbered section: a few words without any sign on the marker's line, and text below.
fn is_headed(document: &Document, draft: &Draft) -> bool {
    matches!(draft.body.split_first(), Some((first, [_, ..])) if is_title(document.slice(first)))
}

/// Whether a line is a few words without any sign.
fn is_title(line: &str) -> bool {
    let line = line.trim();
    line.split_whitespace().count() <= HEADING && !line.chars().any(|c| !is_alphanumeric(c) && c != ' ')
}

/// The most words of a heading that is told by its length.
const HEADING: usize = 6;

/// Headings of reference lists, in lower case.
const REFERENCES: [&str; 20] = [
    "references",
    "bibliography",
    "works cited",
    "sources",
    "literature",
    "المراجع",
    "المصادر",
    "المصادر والمراجع",
    "قائمة المراجع",
    "ثبت المراجع",
    "kaynakça",
    "kaynaklar",
    "bibliographie",
    "références",
    "sources et références",
    "literatur",
    "literaturverzeichnis",
    "quellen",
    "منابع",
    "библиография",
];

/// Endnotes under a heading such as "References", or that are nothing but URLs, are entries of a reference list.
fn tell_references(document: &Document, lines: &[Line], drafts: &mut [Draft]) {
    let Some(first) = drafts.first().filter(|draft| draft.kind == NoteKind::Endnote) else { return };
    let heading = heading_above(document, lines, first);
    let only_url = |draft: &Draft| {
        let text = draft.body.iter().map(|part| document.slice(part).trim()).collect::<String>();
        let text = text.trim_start_matches('<');
        // Link definitions may give a title after the URL, in quotation marks.
        let rest = text.find(char::is_whitespace).and_then(|end| text.get(end..)).unwrap_or_default();
        text.starts_with("http") && (rest.is_empty() || rest.trim_start().starts_with(['"', '\'', '(']))
    };
    if REFERENCES.contains(&heading.as_str()) || drafts.iter().all(only_url) {
        for draft in drafts {
            draft.kind = NoteKind::Reference;
        }
    }
}

/// Numbers the sequences: numbering that goes back begins a new one.
fn count_sequences(drafts: &mut [Draft], sequence: &mut u32) {
    let mut before = u32::MAX;
    for draft in drafts {
        *sequence += u32::from(draft.number < before);
        draft.sequence = *sequence;
        before = draft.number;
    }
}

/// Footnotes stand on the page that calls them; what stands elsewhere, or in a text without pages, are endnotes.
fn tell_kind(document: &Document, lines: &[Line], drafts: &mut [Draft]) {
    let page = |line: usize| lines.get(line).map(|line| line.page);
    let called: Vec<&Draft> = drafts.iter().filter(|draft| !draft.callouts.is_empty()).collect();
    let here = |draft: &&&Draft| draft.callouts.iter().any(|token| page(token.line) == page(draft.lines.start));
    let at_foot = called.iter().filter(here).count() * 2 >= called.len();
    if document.pages.is_empty() || !at_foot {
        for draft in drafts {
            draft.kind = NoteKind::Endnote;
        }
    }
}
