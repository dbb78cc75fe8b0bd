//! Which of the possible markers are those of notes: the whole document's sequence decides.
//!
//! A numeral at a line's edge may be a year, a page, a heading or a callout. Notes count on by one, stand together
//! at the foot of their page or at the end, are called from the text before them, and look like citations. The chain
//! of markers that does this best, over the whole document, is taken.

use std::collections::{BTreeMap, HashMap};

use super::callouts::Token;
use super::evidence;
use super::lines::{Line, Role};
use super::markers::{Edge, Family, Marker};
use crate::model::Document;

/// The markers of one family that are those of notes, in document order, with how sure that is.
#[derive(Debug)]
pub(super) struct Chain {
    /// The markers.
    pub(super) links: Vec<Link>,
    /// Their score; below zero they are no notes.
    pub(super) score: f64,
}

/// A marker of a chain.
#[derive(Debug, Clone)]
pub(super) struct Link {
    /// The marker.
    pub(super) marker: Marker,
    /// How much the text of its note looks like a citation, 0 to about 4.
    pub(super) evidence: f64,
}

/// How much the text of the average note looks like a citation, 0 to about 4; 0 where there is none.
pub(super) fn mean_evidence(links: &[Link]) -> f64 {
    links.iter().map(|link| link.evidence).sum::<f64>() / links.len().max(1) as f64
}

impl Chain {
    /// The chain without the numberings whose texts look like no citations, where the others clearly do: lists, headings
    /// and the rows of tables count on as notes do. `None` where there is nothing to leave out or nothing to keep.
    pub(super) fn without_lists(&self) -> Option<Self> {
        let runs: Vec<&[Link]> =
            self.links.chunk_by(|before, after| before.marker.number < after.marker.number).collect();
        let kept: Vec<Link> = runs.iter().filter(|run| !is_list(run)).flat_map(|run| run.iter().cloned()).collect();
        let clear = kept.len() < self.links.len() && mean_evidence(&kept) >= CITATIONS;
        clear.then_some(Self { links: kept, score: self.score })
    }
}

/// Whether most texts of a numbering show nothing of a citation.
fn is_list(run: &[Link]) -> bool {
    run.iter().filter(|link| link.evidence > 0.0).count() * 2 < run.len()
}

/// Texts with this much evidence on average are citations: more than a date and a quotation each.
const CITATIONS: f64 = 1.0;

/// What a chain gains by each note, and loses by what speaks against it.
mod weight {
    /// A note that counts on.
    pub(super) const NOTE: f64 = 1.0;
    /// A callout for it was seen before it, or none was.
    pub(super) const CALLED: f64 = 1.0;
    /// The marker stands inside its line.
    pub(super) const INSIDE: f64 = -2.6;
    /// The marker stands in the middle of a paragraph.
    pub(super) const MIDST: f64 = -0.6;
    /// Each number left out.
    pub(super) const GAP: f64 = -2.0;
    /// A number used twice: the callout speaks for one of them only.
    pub(super) const AGAIN: f64 = -4.5;
    /// Numbering begins anew on a new page, or in a new section.
    pub(super) const RESTART: f64 = -0.4;
    /// It does with a bare numeral before a text that is no citation.
    pub(super) const RESTART_PLAIN: f64 = -2.5;
    /// Numbering begins anew with no text between.
    pub(super) const RESTART_IN_PLACE: f64 = -2.0;
    /// Numbering does not begin at 1: each number missing, up to a bound.
    pub(super) const LATE: (f64, u32) = (-0.6, 10);
    /// Each line of a note beyond so many.
    pub(super) const LONG: (f64, usize) = (-0.25, 5);
    /// No note loses more than this by its length.
    pub(super) const LONGEST: f64 = -6.0;
}

/// Where the lines of a note end if no other note follows.
pub(super) struct Extent {
    paged: bool,
    /// How many lines of text there are before each line.
    texts: Vec<usize>,
    /// Where a note that begins on each line ends.
    ends: Vec<usize>,
}

impl Extent {
    pub(super) fn new(document: &Document, lines: &[Line]) -> Self {
        let mut texts = Vec::with_capacity(lines.len() + 1);
        let mut count = 0;
        for line in lines {
            texts.push(count);
            count += usize::from(line.role == Role::Text);
        }
        texts.push(count);
        let paged = !document.pages.is_empty();
        let ends = if paged { page_ends(lines) } else { paragraph_ends(lines) };
        Self { paged, texts, ends }
    }

    /// The line after the last one of a note that begins at `start`: the end of its page where there are pages, else
    /// the end of its paragraph and of the further paragraphs indented like it.
    pub(super) fn end(&self, start: usize) -> usize {
        self.ends.get(start).copied().unwrap_or(start)
    }

    /// Whether the last work of a page goes on over it, in a list of works: the next page begins with a few lines of text,
    /// and with the next work after them or nothing. Notes of other families stand under the text of their page.
    pub(super) fn goes_on(&self, lines: &[Line], marker: &Marker, next: Option<&Marker>) -> bool {
        /// How many lines of a work stand over the page at the most.
        const MOST_OVER: usize = 5;
        let over = self.end(marker.line);
        let until = next.map_or(lines.len(), |next| next.line);
        let Some(rest) = lines.get(over..until).filter(|_| self.paged && marker.family == Family::Square) else {
            return false;
        };
        let page = lines.get(marker.line).map_or(0, |line| line.page + 1);
        let next_page = next.and_then(|next| lines.get(next.line)).is_none_or(|line| line.page == page);
        let alike = rest.iter().all(|line| line.page == page && line.role != Role::Listed);
        next_page && alike && (1..=MOST_OVER).contains(&self.texts_between(over, until))
    }

    fn texts_between(&self, from: usize, to: usize) -> usize {
        let count = |at: usize| self.texts.get(at).copied().unwrap_or_default();
        count(to).saturating_sub(count(from))
    }

    /// What a note of the lines `from..to` loses by its length; paragraphs are as long as they like.
    fn length_cost(&self, from: usize, to: usize) -> f64 {
        if !self.paged {
            return 0.0;
        }
        let extra = self.texts_between(from, to).saturating_sub(weight::LONG.1);
        (weight::LONG.0 * extra as f64).max(weight::LONGEST)
    }
}

/// For each line, the next one that is on another page or lists a URL.
fn page_ends(lines: &[Line]) -> Vec<usize> {
    let mut ends = vec![lines.len(); lines.len()];
    let mut end = lines.len();
    for (index, pair) in lines.windows(2).enumerate().rev() {
        if let [line, next] = pair
            && (next.page != line.page || next.role == Role::Listed)
        {
            end = index + 1;
        }
        if let Some(slot) = ends.get_mut(index) {
            *slot = end;
        }
    }
    ends
}

/// For each line, the next one that is neither text nor blank, or begins a paragraph that is not indented like it.
fn paragraph_ends(lines: &[Line]) -> Vec<usize> {
    let mut ends = vec![lines.len(); lines.len()];
    let mut other = lines.len();
    // The paragraphs that begin further down, each less indented than all between: the nearest is the last.
    let mut paragraphs: Vec<(usize, usize)> = Vec::new();
    for (index, line) in lines.iter().enumerate().rev() {
        let least = line.indent.max(2);
        let nearer = paragraphs.partition_point(|&(_, indent)| indent < least);
        let paragraph = nearer.checked_sub(1).and_then(|at| paragraphs.get(at)).map_or(other, |&(start, _)| start);
        if let Some(slot) = ends.get_mut(index) {
            *slot = paragraph.min(other);
        }
        let blank_above =
            index.checked_sub(1).and_then(|at| lines.get(at)).is_some_and(|above| above.role == Role::Blank);
        match line.role {
            Role::Text if blank_above => {
                while paragraphs.last().is_some_and(|&(_, indent)| indent >= line.indent) {
                    paragraphs.pop();
                }
                paragraphs.push((index, line.indent));
            }
            Role::Text | Role::Blank => {}
            Role::Listed | Role::Apparatus => other = index,
        }
    }
    ends
}

/// A marker in the making of the chain.
struct Step {
    score: f64,
    before: Option<usize>,
    /// The line after the last one of its note, if no other note follows.
    end: usize,
    evidence: f64,
}

/// The best chain of the markers of one family; `tokens` are the callouts that the text may hold.
pub(super) fn best(
    document: &Document,
    lines: &[Line],
    markers: &[Marker],
    tokens: &BTreeMap<u32, Vec<Token>>,
) -> Option<Chain> {
    let extent = Extent::new(document, lines);
    let called = Called::new(lines, tokens);
    let mut steps: Vec<Step> = Vec::with_capacity(markers.len());
    let mut by_number: HashMap<u32, Vec<usize>> = HashMap::new();
    // The best chain so far whose last note has ended, and the first marker not yet looked at for it.
    let (mut ended, mut pending): (Option<(f64, usize)>, usize) = (None, 0);
    for (index, marker) in markers.iter().enumerate() {
        while let (Some(step), Some(earlier)) = (steps.get(pending), markers.get(pending))
            && step.end <= marker.line
        {
            let score = step.score + extent.length_cost(earlier.line, step.end);
            if ended.is_none_or(|(best, _)| score > best) {
                ended = Some((score, pending));
            }
            pending += 1;
        }
        // Markers of one line have the same text.
        let seen = match index.checked_sub(1).and_then(|before| markers.get(before)).zip(steps.last()) {
            Some((before, step)) if before.line == marker.line => step.evidence,
            _ => evidence::of_note(document, lines, marker.line, next_line(markers, index)),
        };
        let own = own_score(&extent, lines, marker, &called) + seen;
        let (late, bound) = weight::LATE;
        let mut best = (late * f64::from((marker.number - 1).min(bound)), None);
        for (number, cost) in [
            (marker.number.saturating_sub(1), 0.0),
            (marker.number.saturating_sub(2), weight::GAP),
            (marker.number.saturating_sub(3), weight::GAP * 2.0),
            (marker.number, weight::AGAIN),
        ] {
            for &before in by_number.get(&number).into_iter().flatten().rev().take(LOOK_BACK) {
                if let (Some(step), Some(earlier)) = (steps.get(before), markers.get(before))
                    && earlier.line <= marker.line
                    && earlier.range != marker.range
                    && (earlier.line < marker.line || earlier.range.end <= marker.range.start)
                {
                    let to = step.end.min(marker.line);
                    let score = step.score + cost + extent.length_cost(earlier.line, to);
                    if score > best.0 {
                        best = (score, Some(before));
                    }
                }
            }
        }
        if marker.number == 1
            && let Some((score, before)) = ended
        {
            let last = steps.get(before).map_or(0, |step| step.end);
            let apart = extent.texts_between(last, marker.line) > 0;
            let plain = marker.family == Family::Bare && seen < PLAIN;
            let score = score
                + match (apart, plain) {
                    (true, true) => weight::RESTART_PLAIN,
                    (true, false) => weight::RESTART,
                    (false, _) => weight::RESTART_IN_PLACE,
                };
            if score > best.0 {
                best = (score, Some(before));
            }
        }
        steps.push(Step { score: best.0 + own, before: best.1, end: extent.end(marker.line), evidence: seen });
        by_number.entry(marker.number).or_default().push(index);
    }
    let total = |(index, step): (usize, &Step)| {
        step.score + markers.get(index).map_or(0.0, |marker| extent.length_cost(marker.line, step.end))
    };
    let (last, score) = steps
        .iter()
        .enumerate()
        .map(|(index, step)| (index, total((index, step))))
        .max_by(|a, b| a.1.total_cmp(&b.1))?;
    let mut chosen = Vec::new();
    let mut at = Some(last);
    while let Some(index) = at
        && let (Some(step), Some(marker)) = (steps.get(index), markers.get(index))
    {
        chosen.push(Link { marker: marker.clone(), evidence: step.evidence });
        at = step.before;
    }
    chosen.reverse();
    Some(Chain { links: chosen, score })
}

/// The line of the next marker that stands at an edge of a line below this one, as far as evidence is looked for.
fn next_line(markers: &[Marker], index: usize) -> usize {
    let own = markers.get(index).map_or(0, |marker| marker.line);
    let rest = markers.get(index + 1..).unwrap_or_default().iter();
    let near = rest.take_while(|marker| marker.line <= own + evidence::REACH);
    let mut below = near.filter(|marker| marker.line > own && matches!(marker.edge, Edge::Start | Edge::End));
    below.next().map_or(usize::MAX, |marker| marker.line)
}

/// A text with less evidence than this does not look like a citation at all.
const PLAIN: f64 = 0.6;

/// How many earlier markers of one number are looked at.
const LOOK_BACK: usize = 6;

/// How much a token looks like a callout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Voice {
    Clear,
    Fair,
}

/// The lines of what looks like callouts, in order, by number.
struct Called<'a> {
    lines: &'a [Line],
    by_number: HashMap<(Voice, u32), Vec<usize>>,
}

impl<'a> Called<'a> {
    fn new(lines: &'a [Line], tokens: &BTreeMap<u32, Vec<Token>>) -> Self {
        let mut by_number: HashMap<(Voice, u32), Vec<usize>> = HashMap::new();
        for (&number, tokens) in tokens {
            for token in tokens.iter().filter(|token| token.strength >= 1.5) {
                let voice = if token.strength >= 2.0 { Voice::Clear } else { Voice::Fair };
                by_number.entry((voice, number)).or_default().push(token.line);
            }
        }
        Self { lines, by_number }
    }

    /// How clearly a number is called before a line, and on that line's page if it must be.
    fn before(&self, number: u32, line: usize, on_page: bool) -> Option<Voice> {
        let page = |line: usize| self.lines.get(line).map(|line| line.page);
        [Voice::Clear, Voice::Fair].into_iter().find(|voice| {
            let called = self.by_number.get(&(*voice, number)).map_or(&[][..], Vec::as_slice);
            let from = if on_page { called.partition_point(|&at| page(at) < page(line)) } else { 0 };
            called.get(from).is_some_and(|&at| at < line)
        })
    }
}

fn own_score(extent: &Extent, lines: &[Line], marker: &Marker, called: &Called<'_>) -> f64 {
    let mut score = weight::NOTE;
    if marker.edge == Edge::Inside {
        score += weight::INSIDE;
    }
    let on_page = extent.paged && marker.family != Family::Roman;
    score += match called.before(marker.number, marker.line, on_page) {
        Some(Voice::Clear) => weight::CALLED,
        Some(Voice::Fair) => weight::CALLED / 2.0,
        None => -weight::CALLED,
    };
    let midst = marker.line.checked_sub(1).and_then(|at| lines.get(at)).is_some_and(|line| line.role == Role::Text);
    if midst && !extent.paged {
        score += weight::MIDST;
    }
    score
}
