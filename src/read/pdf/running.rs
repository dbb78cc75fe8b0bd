//! Running headers, footers and page numbers.

use std::collections::{HashMap, HashSet};

use super::cluster::Kind;
use super::line::Line;
use super::notes;
use super::sheet::Sheet;
use crate::text::digits;

/// How much of a page's height, at its top and its foot, can hold running lines.
const MARGIN: f32 = 0.13;

/// How much of it can hold a page number.
const NUMBER_MARGIN: f32 = 0.2;

/// On how many pages a line has to stand at the same height to be a running one.
const PAGES: usize = 2;

/// On how many it runs though it does not stand apart from the text, where they are as many as one in `SHARE` of all.
/// The last note of a page may be `Ibid., 12.` at the same height as that of another, but not as that of most.
const MANY: usize = 4;

/// See `MANY`.
const SHARE: usize = 3;

/// From how many times the distance of the lines on its page on a line stands apart from the next. Headers are set
/// off by half a line at the least.
const APART: f32 = 1.4;

/// What a line at the edge of a page has in common with those of other pages: its height and its letters.
type Key = (i32, String);

/// A line at the edge of a page.
struct Edge {
    line: usize,
    key: Key,
    /// The next line on the way to the middle of the page, and how far away it is; `None` where there is none.
    inward: Option<(usize, f32)>,
}

/// On how many pages a line is seen, and on how many of them it stands apart from the text, or is called as a note.
#[derive(Default)]
struct Seen {
    pages: usize,
    apart: usize,
    called: usize,
    /// Where it is a number alone: by how much that is ahead of the index of its page, wrapping, on how many pages.
    ahead: HashMap<u32, usize>,
}

impl Seen {
    fn runs(&self, pages: usize) -> bool {
        let usual = self.pages >= MANY && self.pages * SHARE >= pages;
        let set_off = usual || self.apart * 2 > self.pages || self.counts();
        self.pages >= PAGES && self.called * 2 <= self.pages && set_off
    }

    /// Whether on most of its pages it is a number that counts up with them, from one or several beginnings.
    fn counts(&self) -> bool {
        let counted: usize = self.ahead.values().filter(|pages| **pages >= PAGES).sum();
        counted * 2 > self.pages
    }
}

/// For each line of each page whether it runs along with the pages.
pub(super) fn find(sheets: &[Sheet]) -> Vec<Vec<bool>> {
    let mut running: Vec<Vec<bool>> = sheets.iter().map(artifacts).collect();
    let mut seen: HashMap<Key, Seen> = HashMap::new();
    let edges: Vec<Vec<Edge>> = sheets.iter().map(edge_lines).collect();
    for key in edges.iter().flat_map(|edges| edges.iter().map(|edge| &edge.key).collect::<HashSet<_>>()) {
        seen.entry(key.clone()).or_default().pages += 1;
    }
    for (page, ((sheet, edges), running)) in sheets.iter().zip(&edges).zip(&running).enumerate() {
        let again: Vec<&Edge> =
            edges.iter().filter(|edge| seen.get(&edge.key).is_some_and(|seen| seen.pages >= PAGES)).collect();
        // A number alone is no note.
        let notable = again.iter().filter(|edge| edge.key.1.contains(char::is_alphabetic));
        let lines: Vec<usize> = notable.map(|edge| edge.line).collect();
        let called = notes::called(sheet, &lines);
        let apart = apart(sheet, &again, running);
        let outermost = outermost(sheet);
        let mut counted: HashSet<&Key> = HashSet::new();
        for edge in again.into_iter().filter(|edge| counted.insert(&edge.key)) {
            if let Some(seen) = seen.get_mut(&edge.key) {
                seen.apart += usize::from(apart.contains(&edge.line));
                seen.called += usize::from(called.contains(&edge.line));
                if outermost.contains(&Some(edge.line))
                    && let Some(number) = number_alone(sheet, edge.line).and_then(|text| digits::number(&text))
                {
                    *seen.ahead.entry(number.wrapping_sub(page as u32)).or_default() += 1;
                }
            }
        }
    }
    for ((sheet, edges), running) in sheets.iter().zip(&edges).zip(&mut running) {
        let runs = |edge: &&Edge| seen.get(&edge.key).is_some_and(|seen| seen.runs(sheets.len()));
        let edges = edges.iter().filter(runs).map(|edge| edge.line);
        let numbers = outermost(sheet).into_iter().flatten().filter(|line| is_page_number(sheet, *line));
        for line in edges.chain(numbers) {
            if let Some(running) = running.get_mut(line) {
                *running = true;
            }
        }
    }
    running
}

/// Which lines at the edges of a page, each given after those on its way to the middle, stand apart from the text of it:
/// the innermost of several does, and the others with it.
fn apart(sheet: &Sheet, edges: &[&Edge], running: &[bool]) -> Vec<usize> {
    let far = leading(sheet) * APART;
    let mut apart: Vec<usize> = Vec::new();
    for edge in edges {
        let known = |line| running.get(line) == Some(&true) || apart.contains(&line);
        if edge.inward.is_none_or(|(line, away)| away > far || known(line)) {
            apart.push(edge.line);
        }
    }
    apart
}

/// How far the lines of a page are from one another, commonly.
fn leading(sheet: &Sheet) -> f32 {
    let same = |pair: &&[Line]| matches!(pair, [a, b] if a.region == b.region);
    let away = |pair: &[Line]| match pair {
        [a, b] => b.y - a.y,
        _ => 0.0,
    };
    let mut all: Vec<f32> = sheet.lines.windows(2).filter(same).map(away).collect();
    all.sort_by(f32::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or_default()
}

/// The first and the last line of a page, where they stand in its margins.
fn outermost(sheet: &Sheet) -> [Option<usize>; 2] {
    let y = |at: usize| sheet.lines.get(at).map_or(0.0, |line| line.y);
    let by_height = |a: &usize, b: &usize| y(*a).total_cmp(&y(*b));
    let first = (0..sheet.lines.len()).min_by(by_height).filter(|at| y(*at) < sheet.height * NUMBER_MARGIN);
    let last = (0..sheet.lines.len()).max_by(by_height).filter(|at| y(*at) > sheet.height * (1.0 - NUMBER_MARGIN));
    [first, last]
}

/// Lines that the file itself marks as artifacts, where it does not call everything one.
fn artifacts(sheet: &Sheet) -> Vec<bool> {
    let all = sheet.clusters.iter().filter(|cluster| cluster.artifact).count();
    let trusted = all * 2 < sheet.clusters.len();
    let marked = |line| {
        let clusters = sheet.clusters_of(line);
        trusted && !clusters.is_empty() && clusters.iter().all(|cluster| cluster.artifact || cluster.is_blank())
    };
    sheet.lines.iter().map(marked).collect()
}

/// The most lines at one edge of a page that are looked at.
const MOST: usize = 6;

/// The lines at the top and at the foot of a page, those nearest to its middle first.
fn edge_lines(sheet: &Sheet) -> Vec<Edge> {
    let mut order: Vec<usize> = (0..sheet.lines.len()).collect();
    let y = |&at: &usize| sheet.lines.get(at).map_or(0.0, |line| line.y);
    order.sort_by(|a, b| y(a).total_cmp(&y(b)));
    let (top, foot) = (sheet.height * MARGIN, sheet.height * (1.0 - MARGIN));
    let from_top = order.iter().take(MOST).take_while(|at| y(at) < top).count();
    let from_foot = order.iter().rev().take(MOST).take_while(|at| y(at) > foot).count();
    let mut edges = Vec::new();
    let tops = (0..from_top).rev().map(|at| (at, true));
    let feet = (order.len() - from_foot..order.len()).filter(|at| *at >= from_top).map(|at| (at, false));
    for (at, is_top) in tops.chain(feet) {
        let Some((index, line)) = order.get(at).and_then(|index| Some((*index, sheet.lines.get(*index)?))) else {
            continue;
        };
        let letters = sheet.clusters_of(line).iter().filter(|one| !matches!(one.kind, Kind::Digit | Kind::Blank));
        let key: String = letters.map(|one| sheet.slice(one)).collect();
        let away = |other: &usize| (y(other) - line.y).abs();
        let beside = |other: &usize| away(other) < line.size * 0.6;
        // A number beside other text is the label of a list.
        if order.iter().filter(|other| beside(other)).count() < 2 || key.chars().any(char::is_alphabetic) {
            let (above, under) = (order.get(..at).unwrap_or_default(), order.get(at + 1..).unwrap_or_default());
            let next = |other: &&usize| !beside(other);
            let inward = if is_top { under.iter().find(next) } else { above.iter().rev().find(next) };
            let inward = inward.map(|other| (*other, away(other)));
            edges.push(Edge { line: index, key: (line.y.round() as i32, key), inward });
        }
    }
    edges
}

/// A number that stands alone at the edge of the page, apart from the text.
fn is_page_number(sheet: &Sheet, at: usize) -> bool {
    let Some(line) = sheet.lines.get(at) else { return false };
    let apart = |other: &Line| (other.y - line.y).abs() > line.size * 1.6;
    let neighbours = sheet.lines.iter().enumerate().filter(|(index, _)| *index != at);
    number_alone(sheet, at).is_some() && neighbours.map(|(_, other)| other).all(apart)
}

/// The digits of a line, or its roman numeral, where it holds nothing else but what page numbers are set between.
fn number_alone(sheet: &Sheet, at: usize) -> Option<String> {
    let mut number = String::new();
    let mut length = 0;
    for cluster in sheet.clusters_of(sheet.lines.get(at)?).iter().filter(|cluster| !cluster.is_blank()) {
        let text = sheet.slice(cluster);
        match cluster.kind {
            Kind::Digit if !cluster.raised => {}
            _ if matches!(text, "-" | "–" | "—" | "|" | "[" | "]" | "(" | ")" | ".") => continue,
            Kind::Ltr if matches!(text, "i" | "v" | "x") => {}
            _ => return None,
        }
        number.push_str(text);
        length += 1;
    }
    (1..=6).contains(&length).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::pdf::{Glyph, Page};

    /// Lines of text at these heights, each character half an em wide.
    fn sheet(painted: &[(f32, &str)]) -> Sheet {
        let (mut text, mut glyphs) = (String::new(), Vec::new());
        for (run, (y, line)) in painted.iter().enumerate() {
            for (at, character) in line.chars().enumerate() {
                let from = text.len() as u32;
                text.push(character);
                glyphs.push(Glyph {
                    text: from..text.len() as u32,
                    x0: 70.0 + 5.0 * at as f32,
                    x1: 75.0 + 5.0 * at as f32,
                    y: *y,
                    size: 10.0,
                    run: run as u32,
                    replaced: None,
                    marked: None,
                    artifact: false,
                    upright: true,
                    invisible: false,
                });
            }
        }
        let (replacements, rules, links) = (Vec::new(), Vec::new(), Vec::new());
        let (width, height, pictured, overfull) = (595.0, 842.0, 0.0, false);
        Sheet::of(Page { width, height, text, glyphs, replacements, rules, links, pictured, overfull })
    }

    /// The page number of a word processor stands as near to the notes as they do to one another.
    #[test]
    fn numbers_that_count_up_with_the_pages_run_along() {
        let page = |last: &str| {
            let mut lines: Vec<(f32, &str)> =
                (0..50).map(|line| (80.0 + 14.0 * line as f32, "The river fell")).collect();
            lines.push((780.0, last));
            sheet(&lines)
        };
        for (last, expected) in [
            (&["1", "2", "3"][..], true),
            (&["- 7 -", "- 8 -"], true),
            (&["٩", "١٠", "١١"], true),
            // Those of the endnotes begin anew.
            (&["1", "2", "3", "2"], true),
            (&["1", "2", "3", "1", "2"], true),
            // A page without one is none that has another.
            (&["1", "The river fell at last", "3"], true),
            // The ends of notes, and their labels.
            (&["12", "40"], false),
            (&["7", "9", "7"], false),
            (&["1 May", "2 May", "3 May"], false),
        ] {
            let sheets: Vec<Sheet> = last.iter().map(|last| page(last)).collect();
            let ends: Vec<bool> = find(&sheets).iter().filter_map(|page| page.last().copied()).collect();
            let wanted: Vec<bool> = last.iter().map(|last| expected && !last.contains("river")).collect();
            assert_eq!(ends, wanted, "{last:?}");
        }
    }
}
