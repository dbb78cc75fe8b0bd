//! Lines that stand out of their column: a URL that cannot be broken runs over the gutter, and over the text beside it.

use std::ops::Range;

use super::{FULL, Gutter, RAISED, Row, Word};

/// How much of a gutter a row leaves free at the least, in points; letters lean over the edge of their column.
const FREE: f32 = 3.0;

/// How far what leaves so little free may be from the edge of the other column, in points.
const EDGE: f32 = 1.0;

/// How far two baselines are apart at the most, in ems, that cannot be of one column.
const BESIDE: f32 = 0.8;

/// Type under this share of a row's size is raised over it.
const SMALLER: f32 = 0.7;

/// How far from the gutter text begins in its column, in ems, where it is set in.
const SET_IN: f32 = 3.0;

/// What stands out of its column: its clusters, the first and the last of those painted, and where it is to be read.
pub(super) type Stray = ((usize, usize), f32);

/// A band and those rows before it, from `from` on, and after it that belong to the same columns, with what all of them
/// leave free; what stands out of its column there is added to `strays`.
pub(super) fn extended(
    rows: &[Row],
    band: Range<usize>,
    from: usize,
    mut gutter: Gutter,
    strays: &mut Vec<Stray>,
) -> (Range<usize>, Gutter) {
    let Range { mut start, mut end } = band;
    while let Some(at) = start.checked_sub(1).filter(|at| *at >= from)
        && belongs(rows, at, &mut gutter, strays)
    {
        start = at;
    }
    while end < rows.len() && belongs(rows, end, &mut gutter, strays) {
        end += 1;
    }
    (start..end, gutter)
}

/// Whether a row leaves enough of a gutter free, or what crosses it stands out of its column.
fn belongs(rows: &[Row], at: usize, gutter: &mut Gutter, strays: &mut Vec<Stray>) -> bool {
    let Some(row) = rows.get(at) else { return false };
    let mut free = super::gaps(row, (gutter.x0, gutter.x1), FREE);
    // A blank of a line across both columns is as wide, but beside neither.
    let beside = |(x0, x1): &(f32, f32)| (x0 - gutter.x0).min(gutter.x1 - x1) < EDGE;
    free.retain(|gap| gap.1 - gap.0 >= super::GUTTER || beside(gap));
    if let Some((x0, x1)) = free.into_iter().max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0))) {
        (gutter.x0, gutter.x1) = (x0, x1);
        return true;
    }
    let mut over = row.words.iter().filter(|word| word.x0 < gutter.x1 && word.x1 > gutter.x0);
    let (Some(word), None) = (over.next(), over.next()) else { return false };
    let left = word.middle() < gutter.middle();
    let stands_out = is_unbroken(row, word, *gutter, left)
        || is_beside(row, word, *gutter, left)
        || has_beside(rows, at, *gutter, left);
    if stands_out {
        strays.push((word.painted, if left { f32::MIN } else { f32::MAX / 2.0 }));
    }
    stands_out
}

/// The words of a row in the column on the other side.
fn across(row: &Row, gutter: Gutter, left: bool) -> impl Iterator<Item = &Word> {
    row.words.iter().filter(move |word| (word.middle() < gutter.middle()) != left)
}

/// Whether no blank stands in the part that crosses the gutter: it could not be broken.
fn is_solid(word: &Word, gutter: Gutter, left: bool) -> bool {
    if left { word.solid.1 < gutter.x0 } else { word.solid.0 > gutter.x1 }
}

/// Whether what crosses the gutter is the end of a line of its column, and cannot be broken.
fn is_unbroken(row: &Row, word: &Word, gutter: Gutter, left: bool) -> bool {
    let begins = row.words.iter().map(|word| if left { word.x0 - gutter.x0 } else { gutter.x1 - word.x1 });
    let width = if left { gutter.widths.0 } else { gutter.widths.1 };
    let whole = begins.fold(f32::MAX, f32::min) < -width * FULL;
    is_solid(word, gutter, left) && whole && across(row, gutter, left).next().is_none()
}

/// Whether a line of the other column stands on the same baseline, which begins there.
fn is_beside(row: &Row, word: &Word, gutter: Gutter, left: bool) -> bool {
    if !is_solid(word, gutter, left) {
        return false;
    }
    let others = || across(row, gutter, left).filter(|other| other.painted != word.painted);
    let near = |other: &Word| if left { other.x0 - gutter.x1 } else { gutter.x0 - other.x1 } < row.size * SET_IN;
    others().map(|other| other.letters).sum::<usize>() > RAISED && others().any(near)
}

/// Whether a line of the other column stands so near that both cannot be of one.
fn has_beside(rows: &[Row], at: usize, gutter: Gutter, left: bool) -> bool {
    let Some(row) = rows.get(at) else { return false };
    let near = |other: &&Row| (other.y - row.y).abs() < row.size.min(other.size) * BESIDE;
    let is_line = |other: &Row| {
        let letters: usize = across(other, gutter, left).map(|word| word.letters).sum();
        other.size > row.size * SMALLER && letters > RAISED
    };
    let (above, under) = (rows.get(..at).unwrap_or_default(), rows.get(at + 1..).unwrap_or_default());
    above.iter().rev().take_while(near).any(is_line) || under.iter().take_while(near).any(is_line)
}
