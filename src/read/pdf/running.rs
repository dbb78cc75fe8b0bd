//! Running headers, footers and page numbers.

use std::collections::HashMap;

use super::cluster::Kind;
use super::line::Line;
use super::sheet::Sheet;

/// How much of a page's height, at its top and its foot, can hold running lines.
const MARGIN: f32 = 0.13;

/// How much of it can hold a page number.
const NUMBER_MARGIN: f32 = 0.2;

/// On how many pages a line has to stand at the same height to be a running one.
const PAGES: usize = 2;

/// For each line of each page whether it runs along with the pages.
pub(super) fn find(sheets: &[Sheet]) -> Vec<Vec<bool>> {
    let mut running: Vec<Vec<bool>> = sheets.iter().map(artifacts).collect();
    let mut seen: HashMap<(i32, String), usize> = HashMap::new();
    let edges: Vec<Vec<(usize, (i32, String))>> = sheets.iter().map(edge_lines).collect();
    for (_, key) in edges.iter().flatten() {
        *seen.entry(key.clone()).or_default() += 1;
    }
    for ((sheet, edges), running) in sheets.iter().zip(&edges).zip(&mut running) {
        for (line, key) in edges {
            if seen.get(key).copied().unwrap_or_default() >= PAGES
                && let Some(running) = running.get_mut(*line)
            {
                *running = true;
            }
        }
        for line in outermost(sheet).into_iter().flatten().filter(|line| is_page_number(sheet, *line)) {
            if let Some(running) = running.get_mut(line) {
                *running = true;
            }
        }
    }
    running
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

/// The lines at the top and at the foot of a page, each with what it has in common with those of other pages: its height
/// and its letters.
fn edge_lines(sheet: &Sheet) -> Vec<(usize, (i32, String))> {
    let mut order: Vec<usize> = (0..sheet.lines.len()).collect();
    let y = |&at: &usize| sheet.lines.get(at).map_or(0.0, |line| line.y);
    order.sort_by(|a, b| y(a).total_cmp(&y(b)));
    let (top, foot) = (sheet.height * MARGIN, sheet.height * (1.0 - MARGIN));
    let mut edges = Vec::new();
    let from_top = order.iter().copied().take(3).take_while(|at| y(at) < top);
    let from_foot = order.iter().rev().copied().take(3).take_while(|at| y(at) > foot);
    for at in from_top.chain(from_foot) {
        if edges.iter().all(|(known, _)| *known != at)
            && let Some(line) = sheet.lines.get(at)
        {
            let letters = sheet.clusters_of(line).iter().filter(|one| !matches!(one.kind, Kind::Digit | Kind::Blank));
            let key: String = letters.map(|one| sheet.slice(one)).collect();
            // A number beside other text is the label of a list.
            let beside = |other: &Line| (other.y - line.y).abs() < line.size * 0.6;
            let alone = sheet.lines.iter().filter(|other| beside(other)).count() < 2;
            if alone || key.chars().any(char::is_alphabetic) {
                edges.push((at, (line.y.round() as i32, key)));
            }
        }
    }
    edges
}

/// A number that stands alone at the edge of the page, apart from the text.
fn is_page_number(sheet: &Sheet, at: usize) -> bool {
    let Some(line) = sheet.lines.get(at) else { return false };
    let mut digits = 0;
    for cluster in sheet.clusters_of(line).iter().filter(|cluster| !cluster.is_blank()) {
        let text = sheet.slice(cluster);
        match cluster.kind {
            Kind::Digit if !cluster.raised => digits += 1,
            _ if matches!(text, "-" | "–" | "—" | "|" | "[" | "]" | "(" | ")" | ".") => {}
            Kind::Ltr if matches!(text, "i" | "v" | "x") => digits += 1,
            _ => return false,
        }
    }
    let apart = |other: &Line| (other.y - line.y).abs() > line.size * 1.6;
    let neighbours = sheet.lines.iter().enumerate().filter(|(index, _)| *index != at);
    (1..=6).contains(&digits) && neighbours.map(|(_, other)| other).all(apart)
}
