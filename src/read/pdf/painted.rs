//! Lines of files that paint them in the order in which they are read, as word processors do: portion by portion, each
//! of one direction, wherever on the line it stands. What then has to be turned round are the letters within a portion.

use super::cluster::{Cluster, Kind};
use super::order::{Piece, Slice, from_left, from_right, is_gap, spaced};

/// How wide a blank of a justified line may be stretched, in ems.
const STRETCHED: f32 = 2.5;

/// What is painted at one go: operations of fonts that take turns within the same stretch of the line are one portion.
struct Portion<'a> {
    /// Its clusters, in the order painted.
    clusters: Vec<&'a Cluster>,
    x0: f32,
    x1: f32,
}

impl<'a> Portion<'a> {
    fn is_raised(&self) -> bool {
        self.clusters.iter().any(|one| one.raised)
    }

    fn has(&self, kind: Kind) -> bool {
        self.clusters.iter().any(|one| one.kind == kind)
    }

    /// Whether one of both stands within the other, or over more of it than neighbours do.
    fn overlaps(&self, other: &Self) -> bool {
        let within = |a: &Self, b: &Self| (b.x0..b.x1).contains(&f32::midpoint(a.x0, a.x1));
        let em = self.clusters.first().map_or(0.0, |one| one.size);
        self.x1.min(other.x1) - self.x0.max(other.x0) > em * 0.3 || within(self, other) || within(other, self)
    }

    /// Whether another one goes on with it to the right: a letter that is painted higher, or in another font, has an
    /// operation of its own. What ends a sentence from left to right stands there, too; then nothing follows.
    fn goes_on_in(&self, next: &Self, after: Option<&Self>) -> bool {
        let turned = |one: &Self| !one.has(Kind::Ltr) && !one.has(Kind::Digit);
        let ends = self.has(Kind::Rtl) && !next.has(Kind::Rtl) && next.has(Kind::Joint);
        let ends = ends && self.baseline() == next.baseline();
        let follows = after.is_some_and(|after| after.has(Kind::Rtl) && turned(after) && next.touches(after, 0.25));
        turned(self) && turned(next) && (!ends || follows) && (self.touches(next, 0.25) || self.is_before(next))
    }

    /// Whether a word from right to left stands at the right of this one beyond a painted blank, which a justified line may
    /// stretch: such words are painted one by one from left to right where they are of one font, and read together.
    fn is_before(&self, next: &Self) -> bool {
        let last = self.clusters.iter().max_by(|a, b| a.x1.total_cmp(&b.x1));
        let blank = last.is_some_and(|one| one.is_blank());
        blank && self.has(Kind::Rtl) && next.has(Kind::Rtl) && self.touches(next, STRETCHED)
    }

    /// Its baseline, in tenths of a point.
    fn baseline(&self) -> i32 {
        self.clusters.last().map_or(0, |one| (one.y * 10.0).round() as i32)
    }

    /// Whether another one stands at its right, no more than this share of an em away.
    fn touches(&self, right: &Self, share: f32) -> bool {
        let em = self.clusters.first().map_or(0.0, |one| one.size);
        let middle = |one: &Self| f32::midpoint(one.x0, one.x1);
        middle(right) > middle(self) && (-1.0..share).contains(&((right.x0 - self.x1) / em))
    }

    fn join(&mut self, other: Self) {
        self.x0 = self.x0.min(other.x0);
        self.x1 = self.x1.max(other.x1);
        self.clusters.extend(other.clusters);
    }

    /// In the order of reading.
    fn ordered(mut self, size: f32, least: f32, rtl: bool, slice: Slice<'_>) -> Vec<Piece<'a>> {
        self.clusters.sort_by(|a, b| (a.x0 + a.x1).total_cmp(&(b.x0 + b.x1)));
        let spaced = spaced(&self.clusters, size, least);
        let words = self.has(Kind::Ltr) || self.has(Kind::Digit);
        if self.has(Kind::Rtl) || rtl && !words {
            from_right(&spaced, size, slice)
        } else {
            from_left(&spaced, size, slice)
        }
    }
}

/// The portions of a line in the order they are painted.
fn portions<'a>(clusters: &[&'a Cluster]) -> Vec<Portion<'a>> {
    let mut order: Vec<&Cluster> = clusters.to_vec();
    // Stable: what one operation paints stays as it stands.
    order.sort_by_key(|cluster| cluster.run);
    let operations = order.chunk_by(|a, b| a.run == b.run).map(|operation| Portion {
        clusters: operation.to_vec(),
        x0: operation.iter().map(|one| one.x0).fold(f32::MAX, f32::min),
        x1: operation.iter().map(|one| one.x1).fold(f32::MIN, f32::max),
    });
    let mut operations = operations.peekable();
    let mut portions: Vec<Portion<'a>> = Vec::new();
    while let Some(next) = operations.next() {
        let joins = portions.last().is_some_and(|last| {
            last.is_raised() == next.is_raised() && (last.overlaps(&next) || last.goes_on_in(&next, operations.peek()))
        });
        match portions.last_mut().filter(|_| joins) {
            Some(last) => last.join(next),
            None => portions.push(next),
        }
    }
    portions
}

/// Orders the clusters of a line, which come from left to right.
pub(super) fn ordered<'a>(
    clusters: &[&'a Cluster],
    size: f32,
    least: f32,
    rtl: bool,
    slice: Slice<'_>,
) -> Vec<Piece<'a>> {
    let mut pieces: Vec<Piece<'a>> = Vec::with_capacity(clusters.len() + clusters.len() / 4);
    let mut before: Option<(f32, f32)> = None;
    for portion in portions(clusters) {
        let extent = (portion.x0, portion.x1);
        let blank = before.is_some_and(|before| is_blank_between(clusters, before, extent, size, least));
        if blank && pieces.last().is_some_and(|last| last.cluster.is_some_and(|one| !one.is_blank())) {
            pieces.push(Piece { cluster: None, link: None, mirrored: false });
        }
        pieces.extend(portion.ordered(size, least, rtl, slice));
        before = Some(extent);
    }
    pieces
}

/// Whether two portions that stand side by side have a gap between them that stands for a blank.
fn is_blank_between(clusters: &[&Cluster], a: (f32, f32), b: (f32, f32), size: f32, blank: f32) -> bool {
    let (left, right) = if a.0 < b.0 { (a, b) } else { (b, a) };
    let last = clusters.iter().rposition(|one| one.x1 <= left.1 + 0.01);
    let pair = last.and_then(|last| Some((*clusters.get(last)?, *clusters.get(last + 1)?)));
    pair.is_some_and(|(last, next)| {
        next.x0 >= right.0 - 0.01 && next.x1 <= right.1 + 0.01 && is_gap(last, next, size, blank)
    })
}

/// What lines tell of how a file paints them.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Votes {
    /// How often what is read next from right to left is painted next.
    read: usize,
    /// How often what stands next from left to right is, or Latin words are painted from their end.
    seen: usize,
}

impl Votes {
    /// Takes the votes of a line: of its portions of letters from right to left, and of numbers among them, which in a
    /// line of either direction are read from the right.
    pub(super) fn take(&mut self, clusters: &[&Cluster]) {
        if clusters.iter().all(|one| one.kind != Kind::Rtl) {
            return;
        }
        let portions = portions(clusters);
        for pair in portions.windows(2) {
            let [a, b] = pair else { continue };
            let (rtl, ltr) = ([a, b].map(|one| one.has(Kind::Rtl)), [a, b].map(|one| one.has(Kind::Ltr)));
            let (leftwards, rightwards) = (b.touches(a, 0.4), a.touches(b, 0.4));
            let number = |one: &Portion<'_>| one.has(Kind::Digit) && !one.is_raised();
            if ltr == [false; 2] && (rtl == [true; 2] || rtl[0] && number(b) || rtl[1] && number(a)) {
                self.read += usize::from(leftwards);
                self.seen += usize::from(rightwards);
            } else if ltr == [true; 2] && rtl == [false; 2] {
                self.seen += usize::from(leftwards);
            }
        }
    }

    /// Whether the file paints lines in the order in which they are read.
    pub(super) fn as_read(self) -> bool {
        self.read > 2 && self.read > self.seen * 4
    }
}

#[cfg(test)]
mod tests {
    use super::super::cluster::kind;
    use super::super::order::{self, Way};
    use super::*;

    /// Reads a line of operations, in the order painted: each begins so many letters from the left edge. Says, too, by
    /// this line alone, whether it is painted as it is read.
    fn read(operations: &[(usize, &str)]) -> (String, bool) {
        let mut texts: Vec<String> = Vec::new();
        let mut clusters: Vec<Cluster> = Vec::new();
        for (run, (start, text)) in (0..).zip(operations) {
            for (at, character) in text.chars().enumerate() {
                let x0 = (start + at) as f32 * 5.0;
                let text = texts.len() as u32..texts.len() as u32;
                texts.push(character.to_string());
                let kind = kind(&character.to_string());
                let (link, marked) = (None, None);
                let cluster = Cluster {
                    text,
                    kind,
                    x0,
                    x1: x0 + 5.0,
                    y: 0.0,
                    size: 10.0,
                    run,
                    link,
                    marked,
                    artifact: false,
                    raised: false,
                };
                clusters.push(cluster);
            }
        }
        clusters.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        let all: Vec<&Cluster> = clusters.iter().collect();
        let slice = |cluster: &Cluster| texts.get(cluster.text.start as usize).map_or("", String::as_str);
        let pieces = order::ordered(&all, 10.0, Way { rtl: true, as_painted: true }, &slice);
        let mut votes = Votes::default();
        votes.take(&all);
        (pieces.iter().map(|piece| piece.cluster.map_or(" ", slice)).collect(), votes.read > votes.seen)
    }

    #[test]
    fn portions_are_read_as_painted() {
        // A paragraph from left to right: its stop stands at the right, what comes first beside it.
        let ltr = [(7, " ءام"), (5, "14"), (3, " ،"), (0, "ران"), (11, ".")];
        assert_eq!(read(&ltr), ("ماء 14، نار.".to_owned(), true));
        // Words among those from right to left.
        let mixed = [(8, " ءام"), (5, "FAO"), (3, " ،"), (0, "ران")];
        assert_eq!(read(&mixed).0, "ماء FAO، نار");
        // A letter that is painted higher has an operation of its own, from left to right.
        assert_eq!(read(&[(0, "ء"), (1, "ا"), (2, "م")]).0, "ماء");
        // So have words of one font whose blanks are stretched, in a justified line.
        assert_eq!(read(&[(10, "14"), (0, "ران "), (6, "ءام")]).0, "14 ماء نار");
        // A line painted from left to right tells so.
        assert!(!read(&[(0, "ران"), (3, "14"), (5, "ءام")]).1);
    }
}
