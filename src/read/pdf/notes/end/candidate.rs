//! The lines that begin like notes, and the columns that they stand in.

use std::collections::{BTreeMap, HashMap};

use super::super::super::line::Line;
use super::super::label::Label;
use super::super::{Pages, Part, Place, Plan};

/// The most lines that begin like a note which are looked at.
const MOST: usize = 20_000;

/// Of so many lines of a column one may stand out of it.
const OVERFULL: usize = 12;

/// How far a URL that cannot be broken well may stand out of its column, in points.
const STANDS_OUT: f32 = 8.0;

/// The left and the right edge of a column.
type Edges = (f32, f32);

/// A line that begins like a note.
pub(super) struct Candidate {
    pub(super) page: usize,
    pub(super) line: usize,
    pub(super) label: Label,
    pub(super) value: u32,
    /// Its column or band.
    pub(super) region: u16,
    /// Its edge where its label stands; how far that is from the edge of its column, where there are several side by
    /// side; its size.
    pub(super) edge: f32,
    pub(super) inset: Option<f32>,
    pub(super) size: f32,
    /// Its place among all lines of text.
    pub(super) order: usize,
}

impl Candidate {
    pub(super) fn place(&self) -> Place {
        (self.page, self.line)
    }

    /// Whether a line stands in from the edge where the labels stand.
    pub(super) fn is_set_in(&self, line: &Line) -> bool {
        let within = if self.label.right { self.edge - line.x1 } else { line.x0 - self.edge };
        (self.size * 0.5..self.size * 5.0).contains(&within)
    }

    /// Whether another may be the note after this one, by its number, place and type.
    pub(super) fn is_followed_by(&self, next: &Self) -> bool {
        // One note may have lost its label.
        let counts = next.value == self.value + 1 || next.value == self.value + 2;
        counts && next.order > self.order && self.is_like(next)
    }

    /// Whether another stands in the same column of the same page.
    pub(super) fn is_beside(&self, other: &Self) -> bool {
        (other.page, other.region) == (self.page, self.region)
    }

    /// Whether another begins like this one, by its place and type.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let away = (other.edge - self.edge).abs();
        let shifted = self.inset.zip(other.inset).is_some_and(|(a, b)| !self.is_beside(other) && (a - b).abs() < 40.0);
        // A line that cannot be broken stands out of its column at the end where it begins, with its label.
        let overfull = self.is_beside(other) && self.label.raised && other.label.raised;
        let near = shifted || overfull || away < if other.page == self.page { 14.0 } else { 40.0 };
        let set = |label: &Label| (label.right, label.raised, label.bracketed);
        near && set(&other.label) == set(&self.label) && (other.size - self.size).abs() < self.size * 0.08
    }
}

/// The lines of text that begin like notes, in document order.
pub(super) fn candidates(pages: &Pages<'_>, plan: &Plan) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    let mut order = 0;
    let mut known: Vec<Edges> = Vec::new();
    for (page, (sheet, parts)) in pages.sheets.iter().zip(&plan.parts).enumerate() {
        // A run may begin under the text that calls it, and go on over the page.
        let near = ![page, page + 1].into_iter().any(|page| pages.anchors.lead_from_afar(page));
        let columns = columns(&sheet.lines, parts, pages.rtl, &mut known);
        for (index, line) in sheet.lines.iter().enumerate() {
            if parts.get(index) != Some(&Part::Body) {
                continue;
            }
            order += 1;
            if pages.linked && near {
                continue;
            }
            // A list may have works that nothing cites.
            let told = !pages.linked || pages.anchors.label(page, index).is_some();
            for label in pages.labels(page, index, line).into_iter().filter(|label| told || label.bracketed) {
                if let Some(value) = label.value()
                    && candidates.len() < MOST
                {
                    let edge = if label.right { line.x1 } else { line.x0 };
                    let column = columns.get(&line.region);
                    let inset = column.map(|(x0, x1)| if label.right { x1 - edge } else { edge - x0 });
                    let (region, size) = (line.region, line.size);
                    candidates.push(Candidate { page, line: index, value, region, edge, inset, size, order, label });
                }
            }
        }
    }
    candidates
}

/// The edges of the columns of a page; not those of a band across it. Short ones have those which they stand in of those
/// `known` from a page before. What runs along with the pages stands wherever.
fn columns(lines: &[Line], parts: &[Part], rtl: bool, known: &mut Vec<Edges>) -> HashMap<u16, Edges> {
    let mut ends: BTreeMap<u16, Vec<Edges>> = BTreeMap::new();
    for (line, _) in lines.iter().zip(parts).filter(|(_, part)| **part != Part::Running) {
        ends.entry(line.region).or_default().push((line.x0, line.x1));
    }
    let wider = |a: Edges, b: Edges| (a.0.min(b.0), a.1.max(b.1));
    let mut columns: HashMap<u16, Edges> = HashMap::new();
    for (region, mut lines) in ends {
        // One line in so many may stand out of its column, where its end is.
        let over = lines.len() / OVERFULL;
        if rtl {
            lines.sort_by(|a, b| a.0.total_cmp(&b.0));
        } else {
            lines.sort_by(|a, b| b.1.total_cmp(&a.1));
        }
        let far = lines.get(over).copied().unwrap_or_default();
        let edges = lines.into_iter().reduce(wider).unwrap_or_default();
        columns.insert(region, if rtl { (far.0, edges.1) } else { (edges.0, far.1) });
    }
    let page = columns.values().copied().reduce(wider).unwrap_or_default();
    let edges = |own: Edges| known.iter().copied().find(|one| one.0 < own.0 + STANDS_OUT && one.1 > own.1 - STANDS_OUT);
    let whole: HashMap<u16, Edges> = columns.iter().filter_map(|(at, own)| Some((*at, edges(*own)?))).collect();
    columns.retain(|_, (x0, x1)| *x1 - *x0 < (page.1 - page.0) * 0.6);
    columns.extend(whole);
    if columns.len() > 1 {
        *known = columns.values().copied().collect();
    }
    columns
}
