//! The columns of a page, and the bands across it.

use super::cluster::{Cluster, Kind};

/// A part of the page that is read before the next: a column, or a band across the page.
#[derive(Debug, Clone, Copy)]
struct Region {
    y0: f32,
    y1: f32,
    x0: f32,
    x1: f32,
}

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
    widths.iter().filter(|own| **own >= width * FULL).count() * FULL_ONE_IN >= widths.len()
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

/// Of the lines of a short column one in so many fills it at the least: notes of two lines end in a short one, and many
/// in another that is their link.
const FULL_ONE_IN: usize = 4;

/// Up to so many letters on a baseline of their own are signs raised over a line, not a line.
const RAISED: usize = 5;

/// A page of more baselines than this is not looked at for columns.
const MOST_ROWS: usize = 1_500;

/// The extent of one baseline: where it is, and its words from left to right.
struct Row {
    y: f32,
    size: f32,
    words: Vec<(f32, f32, usize)>,
}

/// Splits the clusters of a page into its regions, in the order they are read; `rtl` says which column comes first.
/// Tells the gutter of the longest of its columns, too.
pub(super) fn split(clusters: Vec<Cluster>, width: f32, rtl: bool) -> (Vec<Vec<Cluster>>, Option<Gutter>) {
    let rows = rows(&clusters);
    let (regions, gutter) = if rows.len() > MOST_ROWS { (Vec::new(), None) } else { regions(&rows, width, rtl) };
    if regions.len() < 2 {
        return (vec![clusters], None);
    }
    let mut parts: Vec<Vec<Cluster>> = regions.iter().map(|_| Vec::new()).collect();
    for cluster in clusters {
        let x = cluster.middle();
        // What is raised over the first line of a band belongs to it.
        let fits = |region: &Region| cluster.y < region.y1 && cluster.y >= region.y0 && x >= region.x0 && x < region.x1;
        let at = regions.iter().position(fits).unwrap_or(regions.len() - 1);
        if let Some(part) = parts.get_mut(at) {
            part.push(cluster);
        }
    }
    parts.retain(|part| !part.is_empty());
    (parts, gutter)
}

fn rows(clusters: &[Cluster]) -> Vec<Row> {
    let mut order: Vec<&Cluster> = clusters.iter().filter(|cluster| !cluster.is_blank()).collect();
    order.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Row> = Vec::new();
    for row in order.chunk_by(|a, b| b.y - a.y < 0.5) {
        let size = row.iter().map(|one| one.size).fold(0.0, f32::max);
        let mut spans: Vec<(f32, f32)> = row.iter().map(|one| (one.x0, one.x1)).collect();
        spans.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut words: Vec<(f32, f32, usize)> = Vec::new();
        for (x0, x1) in spans {
            match words.last_mut() {
                Some(last) if x0 - last.1 < GUTTER.max(size * 0.6) => {
                    last.1 = last.1.max(x1);
                    last.2 += 1;
                }
                _ => words.push((x0, x1, 1)),
            }
        }
        rows.push(Row { y: row.first().map_or(0.0, |one| one.y), size, words });
    }
    rows
}

/// Bands of rows that leave a gutter free become two columns; the rows between them are bands across the page.
fn regions(rows: &[Row], width: f32, rtl: bool) -> (Vec<Region>, Option<Gutter>) {
    let left = rows.iter().filter_map(|row| row.words.first()).map(|word| word.0).fold(f32::MAX, f32::min);
    let right = rows.iter().filter_map(|row| row.words.last()).map(|word| word.1).fold(f32::MIN, f32::max);
    let mut regions = Vec::new();
    let mut longest: Option<(usize, Gutter)> = None;
    let top_of = |at: usize| rows.get(at).map_or(f32::MAX, |row| row.y - row.size * 0.9);
    let (mut at, mut plain) = (0, 0);
    let mut floor = f32::MIN;
    while at < rows.len() {
        let Some((end, gutter)) = band(rows, at, (left, right), width) else {
            at += 1;
            continue;
        };
        let (y0, y1) = (top_of(at), top_of(end));
        if plain < at {
            regions.push(Region { y0: floor, y1: y0, x0: f32::MIN, x1: f32::MAX });
        }
        if longest.is_none_or(|(rows, _)| rows < end - at) {
            longest = Some((end - at, gutter));
        }
        let middle = gutter.middle();
        let mut columns = [Region { y0, y1, x0: f32::MIN, x1: middle }, Region { y0, y1, x0: middle, x1: f32::MAX }];
        if rtl {
            columns.reverse();
        }
        regions.extend(columns);
        floor = y1;
        (at, plain) = (end, end);
    }
    if plain < rows.len() {
        regions.push(Region { y0: floor, y1: f32::MAX, x0: f32::MIN, x1: f32::MAX });
    }
    (regions, longest.map(|(_, gutter)| gutter))
}

/// The longest band of rows from `start` on that leaves a gutter free, where it has two columns of text: its end and
/// the gutter.
fn band(rows: &[Row], start: usize, (left, right): (f32, f32), width: f32) -> Option<(usize, Gutter)> {
    // Only gutters about the middle: what stands beside a narrow strip is a label or a margin note.
    let span = right - left;
    let mut free = vec![(left + span * 0.25, left + span * 0.75)];
    if span < width * 0.4 {
        return None;
    }
    let mut end = start;
    let mut found = None;
    for row in rows.get(start..)? {
        let next: Vec<(f32, f32)> = free.iter().flat_map(|&(x0, x1)| gaps(row, x0, x1)).collect();
        if next.is_empty() {
            break;
        }
        free = next;
        end += 1;
        found = free.iter().copied().max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
    }
    let (x0, x1) = found?;
    let gutter = f32::midpoint(x0, x1);
    let band = rows.get(start..end)?;
    let begins = |side: bool| band.first().is_some_and(|row| row.words.iter().any(|word| (word.0 < gutter) == side));
    let widths = (column_width(band, gutter, true, span)?, column_width(band, gutter, false, span)?);
    (begins(true) || begins(false)).then_some((end, Gutter { x0, x1, widths }))
}

/// The parts of a strip that a row leaves free.
fn gaps(row: &Row, x0: f32, x1: f32) -> Vec<(f32, f32)> {
    let mut gaps = Vec::new();
    let mut from = x0;
    for &(start, end, _) in &row.words {
        if start.min(x1) - from >= GUTTER {
            gaps.push((from, start.min(x1)));
        }
        from = from.max(end);
    }
    if x1 - from >= GUTTER {
        gaps.push((from, x1));
    }
    gaps
}

/// How wide the column on one side of a gutter is, where that side holds running text: enough lines, most of them as
/// wide as the column.
fn column_width(band: &[Row], gutter: f32, left: bool, span: f32) -> Option<f32> {
    let mut lines: Vec<(f32, usize)> = Vec::new();
    for row in band {
        let words = row.words.iter().filter(|word| (word.0 < gutter) == left);
        let (mut x0, mut x1, mut letters) = (f32::MAX, f32::MIN, 0);
        for word in words {
            x0 = x0.min(word.0);
            x1 = x1.max(word.1);
            letters += word.2;
        }
        if letters > RAISED {
            lines.push((x1 - x0, letters));
        }
    }
    let widest = lines.iter().map(|line| line.0).fold(0.0, f32::max);
    let full = lines.iter().filter(|line| line.0 >= widest * FULL && line.1 >= 14).count();
    (lines.len() >= FEWEST && widest >= span * 0.36 && full * 5 >= lines.len() * 3).then_some(widest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::pdf::cluster::kind;

    /// Two columns of 222 points with 38 between them.
    const COLUMNS: Gutter = Gutter { x0: 272.0, x1: 310.0, widths: (222.0, 222.0) };

    /// What stands on the left and on the right of each line.
    type Sides<'a> = &'a [(&'a str, &'a str)];

    /// The letters of texts that begin at these places, each 5 points wide.
    fn line(texts: &[(f32, &str)]) -> Vec<Cluster> {
        let letter = |x0: f32, letter: char| Cluster {
            text: 0..0,
            kind: kind(letter.encode_utf8(&mut [0; 4])),
            x0,
            x1: x0 + 5.0,
            y: 80.0,
            size: 8.0,
            run: 0,
            link: None,
            marked: None,
            artifact: false,
            raised: false,
        };
        let letters = |(x, text): &(f32, &str)| {
            let x = *x;
            text.chars().zip(0_u16..).map(move |(one, at)| letter(x + 5.0 * f32::from(at), one)).collect::<Vec<_>>()
        };
        texts.iter().flat_map(letters).collect()
    }

    #[test]
    fn short_columns_are_filled_and_the_cells_of_rows_are_not() {
        let full = "7. The Harbour Herald, 7 May 2021, page 2,";
        let (rest, link) = ("of the second edition.", "https://herald.example/2021/05/07/of-a-day");
        let next = "8. The Harbour Herald, 8 May 2021, page 2,";
        let arabic = "،2 ص ،2021 ويام 7 ،ةرهاقلا ،أفرملا ةفيحص .7";
        let cases: [(&str, Sides<'_>, bool, bool); 10] = [
            ("a note in each", &[(full, next), (rest, rest)], false, true),
            ("a word goes over", &[(full, "edition."), (rest, "")], false, true),
            (
                "links fill every other line of many",
                &[(full, next), ("Link", "Link"), (full, next), ("Link", "Link"), (full, next), ("Link", "Link")],
                false,
                true,
            ),
            ("from right to left", &[("طبارلا", arabic)], true, true),
            ("the right is read first and is not filled", &[(arabic, "طبارلا")], true, false),
            ("nothing goes over", &[(full, ""), (rest, "")], false, false),
            ("nothing goes before", &[("", next), ("", rest)], false, false),
            ("cells", &[("1. Eastern quay", "12 ships"), ("2. Western quay", "15 ships")], false, false),
            ("links beside the numbers", &[(full, link), (rest, ""), (next, link)], false, false),
            (
                "links beside the end of what fills a line",
                &[(full, link), (rest, link), (next, ""), (rest, "")],
                false,
                true,
            ),
        ];
        for (name, lines, rtl, expected) in cases {
            let lines: Vec<Vec<Cluster>> =
                lines.iter().map(|(left, right)| line(&[(50.0, left), (312.0, right)])).collect();
            let lines: Vec<&[Cluster]> = lines.iter().map(Vec::as_slice).collect();
            assert!(lines.iter().all(|line| COLUMNS.is_left_free(line)), "{name}");
            assert_eq!(COLUMNS.parts(&lines, rtl), expected, "{name}");
        }
    }

    #[test]
    fn many_lines_that_fill_one_side_alone_are_rows() {
        let row = line(&[(50.0, "The survey of the eastern quay of May, of"), (312.0, "12 ships")]);
        let lines = |count: usize| vec![row.as_slice(); count];
        assert_eq!([FEWEST - 1, FEWEST].map(|count| COLUMNS.parts(&lines(count), false)), [true, false]);
    }
}
