//! The columns of a page, and the bands across it.

mod stray;
#[cfg(test)]
mod tests;

use std::ops::Range;

use stray::Stray;

use super::cluster::{Cluster, Kind};

/// A part of the page that is read before the next: a column, or a band across the page.
#[derive(Debug, Clone, Copy)]
struct Region {
    y0: f32,
    y1: f32,
    side: Option<Side>,
}

impl Region {
    /// Whether it is where something at this place is read.
    fn holds(&self, x: f32, y: f32) -> bool {
        y < self.y1 && y >= self.y0 && self.side.is_none_or(|side| side.holds(x))
    }
}

/// One side of a gutter, or what lies between two of them: from where to where.
#[derive(Debug, Clone, Copy)]
pub(super) struct Side {
    from: f32,
    to: f32,
}

impl Side {
    fn of(gutter: Gutter, left: bool) -> Self {
        let middle = gutter.middle();
        if left { Self { from: f32::MIN, to: middle } } else { Self { from: middle, to: f32::MAX } }
    }

    /// What of it is on another side as well.
    fn within(self, other: Self) -> Self {
        Self { from: self.from.max(other.from), to: self.to.min(other.to) }
    }

    /// Whether a place is on this side.
    fn holds(self, x: f32) -> bool {
        (self.from..self.to).contains(&x)
    }

    /// Whether most of what reaches from here to there is on this side.
    pub(super) fn has_most(self, x0: f32, x1: f32) -> bool {
        self.holds(f32::midpoint(x0, x1))
    }
}

/// A part of a page as split: what of it is read together, and the side of the gutter that it stands on.
pub(super) type Part = (Vec<Cluster>, Option<Side>);

/// What two columns of a page leave free between them, from left to right.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gutter {
    /// Where the left column ends.
    pub(super) x0: f32,
    /// Where the right one begins.
    pub(super) x1: f32,
    /// How wide the left and the right column are.
    pub(super) widths: (f32, f32),
}

impl Gutter {
    /// What stands further left is of the left column.
    pub(super) fn middle(self) -> f32 {
        f32::midpoint(self.x0, self.x1)
    }

    /// Whether what stands on its sides is as wide, more or less: else one of them holds two columns.
    fn is_even(self) -> bool {
        self.widths.0.max(self.widths.1) < self.widths.0.min(self.widths.1) * 1.6
    }

    /// Whether another leaves the same free.
    fn is_like(self, other: Self) -> bool {
        self.x1.min(other.x1) - self.x0.max(other.x0) > 0.0
    }

    /// Whether clusters from left to right leave it free.
    pub(super) fn is_left_free(self, clusters: &[Cluster]) -> bool {
        let mut ink = clusters.iter().filter(|one| !one.is_blank());
        // A letter may lean over the edge of its column.
        ink.all(|one| one.x1 < self.x0 + 1.0 || one.x0 > self.x1 - 1.0)
    }

    /// Whether lines that leave it free, each given by its clusters, are those of two columns too short to be told by
    /// themselves, or of too few words in every other line: text fills the column that is read first before it goes on in
    /// the other, of which there may be a word or two. The cells of a table and a list of links do not fill theirs.
    pub(super) fn parts(self, lines: &[&[Cluster]], rtl: bool) -> bool {
        let first: Vec<Vec<&Cluster>> = lines.iter().map(|line| self.side(line, !rtl)).collect();
        let second: Vec<Vec<&Cluster>> = lines.iter().map(|line| self.side(line, rtl)).collect();
        let (first_width, second_width) = if rtl { (self.widths.1, self.widths.0) } else { self.widths };
        let written = second.iter().filter(|line| !line.is_empty()).count();
        first.iter().any(|line| !line.is_empty())
            && is_filled(&first, first_width)
            && written > 0
            && (written < FEWEST || is_filled(&second, second_width))
            && !are_rows(&first, &second, rtl)
    }

    /// What stands on one side of it of a line, without the blanks.
    fn side(self, line: &[Cluster], left: bool) -> Vec<&Cluster> {
        line.iter().filter(|one| !one.is_blank() && (one.middle() < self.middle()) == left).collect()
    }
}

/// Whether text fills a column of this width in as many of its lines as it does in notes.
fn is_filled(lines: &[Vec<&Cluster>], width: f32) -> bool {
    let edges =
        |line: &Vec<&Cluster>| line.iter().map(|one| (one.x0, one.x1)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
    let widths: Vec<f32> = lines.iter().filter_map(edges).map(|(x0, x1)| x1 - x0).collect();
    widths.iter().filter(|own| **own >= width * FULL).count() * FULL_SHARE.1 >= widths.len() * FULL_SHARE.0
}

/// Whether the two sides of lines go together: beside each number that begins one, and nowhere else, stands what belongs
/// to it, as a link at a tab stop, and has no number of its own.
fn are_rows(first: &[Vec<&Cluster>], second: &[Vec<&Cluster>], rtl: bool) -> bool {
    let numbered = |line: &Vec<&Cluster>| {
        let kind = |at: usize| {
            let at = if rtl { line.len().checked_sub(at + 1)? } else { at };
            line.get(at).map(|one| one.kind)
        };
        kind(0) == Some(Kind::Digit) || kind(0) == Some(Kind::Other) && kind(1) == Some(Kind::Digit)
    };
    let rows = first.iter().filter(|line| numbered(line)).count();
    let paired = first.iter().zip(second).all(|(first, second)| numbered(first) != second.is_empty());
    rows > 1 && paired && !second.iter().any(numbered)
}

/// The narrowest gutter between columns, in points.
const GUTTER: f32 = 7.0;

/// Finds the index of the gutter among those of the pages before, for which all of them leave free what it comes to.
pub(super) fn of_kind(gutter: Gutter, kinds: &mut Vec<Gutter>) -> usize {
    let common = |kind: &Gutter| Gutter { x0: kind.x0.max(gutter.x0), x1: kind.x1.min(gutter.x1), ..*kind };
    let known = kinds.iter().map(common).position(|both| both.x1 - both.x0 >= GUTTER);
    if let Some((at, kind)) = known.and_then(|at| Some((at, kinds.get_mut(at)?))) {
        *kind = common(kind);
        return at;
    }
    kinds.push(gutter);
    kinds.len() - 1
}

/// The fewest lines that stand on each side of a gutter.
const FEWEST: usize = 5;

/// From which share of the width of its column on a line fills it.
const FULL: f32 = 0.75;

/// How many of the lines of a short column fill it at the least: one of four, as notes of two lines end in a short one, and
/// many in another that is their link.
const FULL_SHARE: (usize, usize) = (1, 4);

/// How many of the lines of a column fill it where nothing tells it from the cells of a table: three of five.
const FULL_SHARE_UNSURE: (usize, usize) = (3, 5);

/// The share of the text's width that a column has at the least: of two, and of three, two of which are on one side.
const NARROWEST: (f32, f32) = (0.36, 0.26);

/// From which share of the text's width on one side of a gutter may hold two columns.
const WIDE: f32 = 0.55;

/// How often what is painted changes from one column to the other at the most: with the notes under each, and a head.
const MOST_TURNS: usize = 5;

/// One line of so many may stand out of its column.
const OVERFULL: usize = 12;

/// Up to so many letters on a baseline of their own are signs raised over a line, not a line.
const RAISED: usize = 5;

/// A page of more baselines than this is not looked at for columns.
const MOST_ROWS: usize = 1_500;

/// The extent of one baseline: where it is, and its words from left to right.
struct Row {
    y: f32,
    size: f32,
    words: Vec<Word>,
}

/// What stands together on a baseline, and was painted at one go.
#[derive(Debug, Clone, Copy)]
struct Word {
    x0: f32,
    x1: f32,
    letters: usize,
    /// The first and the last of its clusters, in the order painted.
    painted: (usize, usize),
    /// Up to where it has no blank from the left, and from where it has none to the right.
    solid: (f32, f32),
}

impl Word {
    /// Takes in the cluster that stands next in it, after a blank or not; it is the one painted at this place.
    fn take(&mut self, at: usize, one: &Cluster, after_blank: bool) {
        let whole = self.solid.1 <= self.x0;
        if after_blank {
            self.solid.1 = one.x0;
        } else if whole {
            self.solid.0 = one.x1;
        }
        self.x1 = self.x1.max(one.x1);
        self.letters += 1;
        self.painted = (self.painted.0.min(at), self.painted.1.max(at));
    }

    fn middle(&self) -> f32 {
        f32::midpoint(self.x0, self.x1)
    }
}

/// What is wider than this between two letters, in ems, is a blank.
const BLANK: f32 = 0.17;

/// Up to so many clusters painted between two of one baseline are signs raised over it.
const BETWEEN: usize = 12;

/// Splits the clusters of a page into its regions, in the order they are read; `rtl` says which column comes first.
/// Tells the gutter of the longest of its columns, too.
pub(super) fn split(clusters: Vec<Cluster>, width: f32, rtl: bool) -> (Vec<Part>, Option<Gutter>) {
    let (x0, x1) = extent(&clusters);
    let (parts, gutter) = split_once(clusters, width, rtl);
    let again = |(part, side): Part| {
        let (from, to) = extent(&part);
        let Some(side) = side.filter(|_| to - from >= (x1 - x0) * WIDE) else { return vec![(part, side)] };
        let columns = split_once(part, to - from, rtl).0.into_iter();
        columns.map(|(part, own)| (part, Some(own.map_or(side, |own| own.within(side))))).collect()
    };
    (parts.into_iter().flat_map(again).collect(), gutter.filter(|gutter| gutter.is_even()))
}

/// From where to where clusters reach.
fn extent(clusters: &[Cluster]) -> (f32, f32) {
    let ink = clusters.iter().filter(|one| !one.is_blank());
    ink.fold((f32::MAX, f32::MIN), |(x0, x1), one| (x0.min(one.x0), x1.max(one.x1)))
}

/// Splits clusters at the gutters that have text on both sides.
fn split_once(clusters: Vec<Cluster>, width: f32, rtl: bool) -> (Vec<Part>, Option<Gutter>) {
    let rows = rows(&clusters);
    let mut found = if rows.len() > MOST_ROWS { Regions::default() } else { regions(&rows, width, rtl) };
    if found.all.len() < 2 {
        return (vec![(clusters, None)], None);
    }
    let regions = &found.all;
    let mut parts: Vec<Part> = regions.iter().map(|region| (Vec::new(), region.side)).collect();
    found.strays.sort_by_key(|(painted, _)| *painted);
    for (at, cluster) in clusters.into_iter().enumerate() {
        let stray = found.strays.partition_point(|((first, _), _)| *first <= at).checked_sub(1);
        let stray = stray.and_then(|stray| found.strays.get(stray)).filter(|((_, last), _)| at <= *last);
        let x = stray.map_or(cluster.middle(), |(_, x)| *x);
        // What is raised over the first line of a band belongs to it.
        let at = regions.iter().position(|region| region.holds(x, cluster.y)).unwrap_or(regions.len() - 1);
        if let Some((part, _)) = parts.get_mut(at) {
            part.push(cluster);
        }
    }
    parts.retain(|(part, _)| !part.is_empty());
    (parts, found.gutter)
}

fn rows(clusters: &[Cluster]) -> Vec<Row> {
    let mut order: Vec<(usize, &Cluster)> = clusters.iter().enumerate().filter(|(_, one)| !one.is_blank()).collect();
    order.sort_by(|(_, a), (_, b)| a.y.total_cmp(&b.y));
    let mut rows: Vec<Row> = Vec::new();
    for row in order.chunk_by_mut(|(_, a), (_, b)| b.y - a.y < 0.5) {
        let size = row.iter().map(|(_, one)| one.size).fold(0.0, f32::max);
        row.sort_by_key(|(at, _)| *at);
        let mut words: Vec<Word> = Vec::new();
        for at_one_go in row.chunk_by_mut(|(a, _), (b, _)| b - a <= BETWEEN) {
            at_one_go.sort_by(|(_, a), (_, b)| a.x0.total_cmp(&b.x0));
            let from = words.len();
            for &mut (at, one) in at_one_go {
                match words.get_mut(from..).and_then(<[Word]>::last_mut) {
                    Some(last) if one.x0 - last.x1 < GUTTER.max(size * 0.6) => {
                        last.take(at, one, one.x0 - last.x1 > size * BLANK);
                    }
                    _ => {
                        let Cluster { x0, x1, .. } = *one;
                        words.push(Word { x0, x1, letters: 1, painted: (at, at), solid: (x1, x0) });
                    }
                }
            }
        }
        words.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        rows.push(Row { y: row.first().map_or(0.0, |(_, one)| one.y), size, words });
    }
    rows
}

/// The regions of a page in the order they are read.
#[derive(Default)]
struct Regions {
    all: Vec<Region>,
    /// The gutter of the longest columns.
    gutter: Option<Gutter>,
    /// What stands out of its column into the next.
    strays: Vec<Stray>,
}

/// Bands of rows that leave a gutter free become two columns; the rows between them are bands across the page.
fn regions(rows: &[Row], width: f32, rtl: bool) -> Regions {
    let left = rows.iter().filter_map(|row| row.words.first()).map(|word| word.x0).fold(f32::MAX, f32::min);
    let right = rows.iter().flat_map(|row| &row.words).map(|word| word.x1).fold(f32::MIN, f32::max);
    let mut bands: Vec<(Range<usize>, Gutter)> = Vec::new();
    let mut found = Regions::default();
    let mut at = 0;
    while at < rows.len() {
        let Some((end, gutter)) = band(rows, at, (left, right), width) else {
            at += 1;
            continue;
        };
        let from = bands.last().map_or(0, |(before, _)| before.end);
        let (Range { start, end }, gutter) = stray::extended(rows, at..end, from, gutter, &mut found.strays);
        match bands.last_mut().filter(|(before, known)| before.end == start && known.is_like(gutter)) {
            Some((before, known)) => (before.end, *known) = (end, gutter),
            None => bands.push((start..end, gutter)),
        }
        at = end;
    }
    let top_of = |at: usize| rows.get(at).map_or(f32::MAX, |row| row.y - row.size * 0.9);
    let (mut floor, mut plain) = (f32::MIN, 0);
    for (band, gutter) in &bands {
        let (y0, y1) = (top_of(band.start), top_of(band.end));
        if plain < band.start {
            found.all.push(Region { y0: floor, y1: y0, side: None });
        }
        let column = |left| Region { y0, y1, side: Some(Side::of(*gutter, left)) };
        let columns = [column(!rtl), column(rtl)];
        found.all.extend(columns);
        (floor, plain) = (y1, band.end);
    }
    if plain < rows.len() {
        found.all.push(Region { y0: floor, y1: f32::MAX, side: None });
    }
    found.gutter = bands.iter().rev().max_by_key(|(band, _)| band.len()).map(|(_, gutter)| *gutter);
    found
}

/// The most strips that are looked at of those a band leaves free for a part of its way.
const MOST_STRIPS: usize = 8;

/// A band of rows from `start` on that leaves a gutter free, where it has two columns of text: its end and the gutter. Of
/// several the one that what is painted tells to be one, and the longest.
fn band(rows: &[Row], start: usize, (left, right): (f32, f32), width: f32) -> Option<(usize, Gutter)> {
    // Only gutters about the middle: what stands beside a narrow strip is a label or a margin note.
    let span = right - left;
    if span < width * 0.4 {
        return None;
    }
    let mut free = vec![(left + span * 0.25, left + span * 0.75)];
    let mut strips: Vec<(usize, (f32, f32))> = Vec::new();
    for (row, end) in rows.get(start..)?.iter().zip(start..) {
        let mut next: Vec<(f32, f32)> = Vec::with_capacity(free.len());
        for strip in free {
            let from = next.len();
            next.extend(gaps(row, strip, GUTTER));
            // A page number may stand in the gutter, and the text of a list hang as far from its labels.
            if next.len() == from && end >= start + FEWEST {
                strips.push((end, strip));
            }
        }
        free = next;
        if free.is_empty() {
            break;
        }
    }
    strips.extend(free.into_iter().map(|strip| (rows.len(), strip)));
    let found = strips.into_iter().rev().take(MOST_STRIPS).filter_map(|(end, strip)| {
        let (gutter, apart) = gutter(rows.get(start..end)?, strip, span)?;
        Some((apart, end, gutter))
    });
    let wide = |gutter: &Gutter| gutter.x1 - gutter.x0;
    let best = found.max_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(wide(&a.2).total_cmp(&wide(&b.2))))?;
    Some((best.1, best.2))
}

/// What a band leaves free, where that parts two columns of text, and whether what is painted tells so.
fn gutter(band: &[Row], (x0, x1): (f32, f32), span: f32) -> Option<(Gutter, bool)> {
    let gutter = f32::midpoint(x0, x1);
    let width = |left, full, least| column_width(band, gutter, left, full).filter(|width| *width >= span * least);
    let apart = painted_apart(band, gutter);
    let Some(widths) = width(true, FULL_SHARE, NARROWEST.0).zip(width(false, FULL_SHARE, NARROWEST.0)) else {
        // One of three columns, and two.
        let own = |left| width(left, FULL_SHARE, NARROWEST.1).filter(|_| apart);
        let beside = |left| Some((own(left)?, two_columns(band, gutter, !left)?));
        let widths = beside(true).or_else(|| beside(false).map(|(own, two)| (two, own)))?;
        return Some((Gutter { x0, x1, widths }, apart));
    };
    let told = apart || [true, false].into_iter().all(|left| width(left, FULL_SHARE_UNSURE, NARROWEST.0).is_some());
    told.then_some((Gutter { x0, x1, widths }, apart))
}

/// How wide one side of a gutter is, where it holds two columns that are painted one after the other.
fn two_columns(band: &[Row], gutter: f32, left: bool) -> Option<f32> {
    let side = |row: &Row| {
        let words = row.words.iter().filter(|word| (word.middle() < gutter) == left).copied().collect();
        Row { words, ..*row }
    };
    let rows: Vec<Row> = band.iter().map(side).collect();
    let words = || rows.iter().flat_map(|row| &row.words);
    let (from, to) = words().fold((f32::MAX, f32::MIN), |(x0, x1), word| (x0.min(word.x0), x1.max(word.x1)));
    let span = to - from;
    let mut free = vec![(from + span * 0.25, from + span * 0.75)];
    for row in &rows {
        free = free.into_iter().flat_map(|strip| gaps(row, strip, GUTTER)).collect();
    }
    let parts = |(x0, x1): (f32, f32)| {
        let middle = f32::midpoint(x0, x1);
        let width = |left| column_width(&rows, middle, left, FULL_SHARE);
        let wide = [true, false].into_iter().all(|left| width(left).is_some_and(|width| width >= span * NARROWEST.0));
        wide && painted_apart(&rows, middle)
    };
    free.into_iter().any(parts).then_some(span)
}

/// The parts of a strip, of this width at the least, that a row leaves free.
fn gaps(row: &Row, (x0, x1): (f32, f32), least: f32) -> Vec<(f32, f32)> {
    let mut gaps = Vec::new();
    let mut from = x0;
    for word in &row.words {
        if word.x0.min(x1) - from >= least {
            gaps.push((from, word.x0.min(x1)));
        }
        from = from.max(word.x1);
    }
    if x1 - from >= least {
        gaps.push((from, x1));
    }
    gaps
}

/// Whether all of one side of a gutter is painted before the other, but for a head or a foot: the cells of a table take
/// turns.
fn painted_apart(band: &[Row], gutter: f32) -> bool {
    let mut sides: Vec<(usize, bool)> =
        band.iter().flat_map(|row| &row.words).map(|word| (word.painted.0, word.middle() < gutter)).collect();
    sides.sort_unstable();
    let turns = sides.windows(2).filter(|pair| matches!(pair, [a, b] if a.1 != b.1)).count();
    turns <= MOST_TURNS && turns * 3 <= band.len()
}

/// How wide the column on one side of a gutter is, where that side holds running text: enough lines, and one in so many
/// as wide as the column.
fn column_width(band: &[Row], gutter: f32, left: bool, (full, of): (usize, usize)) -> Option<f32> {
    let mut lines: Vec<(f32, usize)> = Vec::new();
    for row in band {
        let words = row.words.iter().filter(|word| (word.x0 < gutter) == left);
        let (mut x0, mut x1, mut letters) = (f32::MAX, f32::MIN, 0);
        for word in words {
            x0 = x0.min(word.x0);
            x1 = x1.max(word.x1);
            letters += word.letters;
        }
        if letters > RAISED {
            lines.push((x1 - x0, letters));
        }
    }
    lines.sort_by(|a, b| b.0.total_cmp(&a.0));
    // A URL that cannot be broken stands out of its column.
    let widest = lines.get(lines.len() / OVERFULL).map_or(0.0, |line| line.0);
    let filled = lines.iter().filter(|line| line.0 >= widest * FULL && line.1 >= 14).count();
    (lines.len() >= FEWEST && filled * of >= lines.len() * full).then_some(widest)
}
