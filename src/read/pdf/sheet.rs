//! A page laid out in lines.

use std::collections::HashSet;

use super::cluster::{self, Cluster, Clusters, Kind};
use super::column::{self, Gutter, Part, Side};
use super::line::{self, Line};
use super::order::{self, Piece, Way};
use super::running;
use crate::formats::pdf::{Area, Link, Page, Target};

/// A page in lines, in the order they are read.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// Its height, in points.
    pub(super) height: f32,
    /// The text that clusters point into.
    pub(super) text: String,
    /// The clusters, line by line, each line from left to right.
    pub(super) clusters: Vec<Cluster>,
    /// The lines.
    pub(super) lines: Vec<Line>,
    /// What its columns leave free, where they are long enough to be seen as such.
    gutter: Option<Gutter>,
    /// Thin horizontal lines.
    pub(super) rules: Vec<Area>,
    /// Where its links lead; `None` for places in the document.
    pub(super) uris: Vec<Option<String>>,
    /// Those places in the document, where they are told.
    pub(super) targets: Vec<Option<Target>>,
    /// Whether its text can be read: enough of its glyphs stand for something.
    pub(super) legible: bool,
    /// The share of it that a picture covers.
    pub(super) pictured: f32,
}

/// A page more of whose glyphs are unknown than this share has no text layer worth the name. Broken files have nearly
/// all unknown or nearly none; symbols and bullets without a meaning stay well under it.
const ILLEGIBLE: f32 = 0.2;

impl Sheet {
    /// Lays out a page.
    pub(super) fn of(mut page: Page) -> Self {
        let clusters = Clusters::of(&page);
        let known = clusters.seen.saturating_sub(clusters.unknown);
        let legible = clusters.seen < 20 || clusters.unknown as f32 <= clusters.seen as f32 * ILLEGIBLE;
        let rtl = runs_from_right(&clusters.list);
        let mut placed = Vec::with_capacity(clusters.list.len());
        let mut lines: Vec<Line> = Vec::new();
        let (mut parts, gutter) = column::split(clusters.list, page.width, rtl);
        cover_parts(&mut parts, &page.links);
        for (region, (part, _)) in parts.into_iter().enumerate() {
            lines.extend(line::lines(part, region as u16, &mut placed));
        }
        lines.shrink_to_fit();
        let uris: Vec<Option<String>> = page.links.iter_mut().map(|link| link.uri.take()).collect();
        for line in &lines {
            raise(placed.get_mut(line.clusters.clone()).unwrap_or_default(), &clusters.text, &uris);
        }
        let mut text = clusters.text;
        text.shrink_to_fit();
        let legible = legible && (known > 0 || clusters.seen == 0) && is_parted(&lines, &placed, &text);
        if !legible {
            // What cannot be read is no note either.
            (placed, lines) = (Vec::new(), Vec::new());
        }
        Self {
            height: page.height,
            text,
            clusters: placed,
            lines,
            gutter,
            rules: page.rules,
            targets: page.links.iter().map(|link| link.target).collect(),
            uris,
            legible,
            pictured: page.pictured,
        }
    }

    /// Parts the lines that end the page at a gutter which other pages have, where they leave it free and are those of
    /// short columns. What runs along with the pages stays as it is, before and after them.
    fn part(&mut self, gutter: Gutter, running: &[bool]) {
        let runs = |at: &usize| running.get(*at) == Some(&true);
        let clusters = |at: usize| self.lines.get(at).map(|line| self.clusters_of(line)).unwrap_or_default();
        let free = |at: &usize| gutter.is_left_free(clusters(*at));
        let to = self.lines.len() - (0..self.lines.len()).rev().take_while(runs).count();
        let from = to - (0..to).rev().take_while(free).count();
        let from = from + (from..to).take_while(runs).count();
        let across = (0..from).filter(|at| !runs(at) && !free(at)).count();
        let parted: Vec<&[Cluster]> = (from..to).map(clusters).collect();
        let ends = self.lines.get(from..to).unwrap_or_default();
        let Some((first, last)) = ends.first().zip(ends.last()) else { return };
        let (start, end) = (first.clusters.start, last.clusters.end);
        let rtl = runs_from_right(self.clusters.get(start..end).unwrap_or_default());
        if across > MOST_ACROSS || !gutter.parts(&parted, rtl) {
            return;
        }
        let under = (self.lines.split_off(to), self.clusters.split_off(end));
        let mut ends = self.clusters.split_off(start);
        for one in &mut ends {
            one.raised &= cluster::is_superscript(self.slice(one));
        }
        self.lines.truncate(from);
        let middle = gutter.middle();
        let (mut first, mut second): (Vec<_>, Vec<_>) = ends.into_iter().partition(|one| one.middle() < middle);
        if rtl {
            std::mem::swap(&mut first, &mut second);
        }
        let region = self.lines.last().map_or(0, |line| line.region.saturating_add(1));
        for (region, part) in (region..).zip([first, second]) {
            let lines = line::lines(part, region, &mut self.clusters);
            for line in &lines {
                raise(self.clusters.get_mut(line.clusters.clone()).unwrap_or_default(), &self.text, &self.uris);
            }
            self.lines.extend(lines);
        }
        let region = region.saturating_add(2);
        // As many clusters stand before them as did.
        self.lines.extend(under.0.into_iter().map(|line| Line { region, ..line }));
        self.clusters.extend(under.1);
    }

    /// The text of a cluster.
    pub(super) fn slice(&self, cluster: &Cluster) -> &str {
        self.text.get(cluster.text.start as usize..cluster.text.end as usize).unwrap_or_default()
    }

    /// The clusters of a line, from left to right.
    pub(super) fn clusters_of(&self, line: &Line) -> &[Cluster] {
        self.clusters.get(line.clusters.clone()).unwrap_or_default()
    }

    /// A line in the order of reading, without the clusters of these indices of the sheet.
    pub(super) fn ordered(&self, line: &Line, way: Way, without: &[usize]) -> Vec<Piece<'_>> {
        let all = line.clusters.clone().zip(self.clusters_of(line));
        let clusters: Vec<&Cluster> = all.filter(|(at, _)| !without.contains(at)).map(|(_, one)| one).collect();
        order::ordered(&clusters, line.size, way, &|cluster| self.slice(cluster))
    }

    /// The URI of the link over a cluster or blank.
    pub(super) fn uri(&self, link: Option<u16>) -> Option<&str> {
        self.uris.get(usize::from(link?))?.as_deref()
    }
}

/// The most lines across both columns that stand over short ones, as a title does. Under the text of a page of one
/// column stand its notes and tables.
const MOST_ACROSS: usize = 2;

/// Parts the pages of too few lines to tell their columns by themselves, as the last of a chapter, where those of the
/// page before or after do.
pub(super) fn part(sheets: &mut [Sheet]) {
    let mut kinds: Vec<Gutter> = Vec::new();
    let gutters = sheets.iter().map(|sheet| Some(column::of_kind(sheet.gutter?, &mut kinds)));
    let gutters: Vec<Option<usize>> = gutters.collect();
    let gutter = |at: Option<usize>| gutters.get(at?).copied().flatten().and_then(|kind| kinds.get(kind).copied());
    let beside = |at: usize| gutter(at.checked_sub(1)).or_else(|| gutter(at.checked_add(1)));
    let without = sheets.iter().zip(0..).filter(|(sheet, _)| sheet.gutter.is_none());
    let short: Vec<(usize, Gutter)> = without.filter_map(|(_, at)| Some((at, beside(at)?))).collect();
    if short.is_empty() {
        return;
    }
    let running = running::find(sheets);
    for (at, gutter) in short {
        if let Some((sheet, running)) = sheets.get_mut(at).zip(running.get(at)) {
            sheet.part(gutter, running);
        }
    }
}

/// The longest that words are on the average of a page, in letters. Fonts whose signs stand for the wrong letters hide
/// the blanks among them; no language that parts its words comes near.
const LONGEST_WORDS: usize = 30;

/// Whether the letters of a page stand in words: those of scripts that part them with blanks, which are the ones before
/// the scripts of South-East and East Asia in the order of Unicode.
fn is_parted(lines: &[Line], clusters: &[Cluster], text: &str) -> bool {
    let (mut letters, mut words) = (0, 0);
    for line in lines {
        let mut before: Option<&Cluster> = None;
        for cluster in clusters.get(line.clusters.clone()).unwrap_or_default() {
            let first = text.get(cluster.text.start as usize..).and_then(|rest| rest.chars().next());
            let letter = matches!(cluster.kind, Kind::Rtl | Kind::Ltr) && first.is_some_and(|first| first < '\u{E00}');
            letters += usize::from(letter);
            let apart = |last: &Cluster| {
                let same = last.kind == cluster.kind;
                !same || cluster.x0 - last.x1 > cluster.size * 0.12
            };
            words += usize::from(letter && before.is_none_or(apart));
            before = Some(cluster);
        }
    }
    letters < 200 || letters <= words * LONGEST_WORDS
}

/// Whether more letters run from the right than from the left.
pub(super) fn runs_from_right(clusters: &[Cluster]) -> bool {
    let count = |kind| clusters.iter().filter(|cluster| cluster.kind == kind).count();
    count(Kind::Rtl) > count(Kind::Ltr)
}

/// The longest number that calls a note, in digits.
const LONGEST_CALLOUT: usize = 3;

/// Raises the numbers of a line, given from left to right, that lead to another place in the document and are set to a
/// word without a blank: a font may have raised digits of its own, which are painted on the line and in its size.
fn raise(clusters: &mut [Cluster], text: &str, uris: &[Option<String>]) {
    let slice = |cluster: &Cluster| text.get(cluster.text.start as usize..cluster.text.end as usize);
    let mut from = 0;
    while let Some(link) = clusters.get(from).map(|first| first.link) {
        let length = clusters.get(from..).unwrap_or_default().iter().take_while(|one| one.link == link).count();
        let (start, to) = (from, from + length);
        from = to;
        let inside = link.is_some_and(|at| uris.get(usize::from(at)) == Some(&None));
        let number = clusters.get(start..to).unwrap_or_default();
        if !inside || length > LONGEST_CALLOUT || !number.iter().all(|one| one.kind == Kind::Digit) {
            continue;
        }
        let (left, right) = (start.checked_sub(1).and_then(|at| clusters.get(at)), clusters.get(to));
        let touches = |a: Option<&Cluster>, b: Option<&Cluster>| {
            a.zip(b).is_some_and(|(a, b)| !a.is_blank() && !b.is_blank() && b.x0 - a.x1 < b.size * 0.1)
        };
        let beside = touches(left, number.first()) || touches(number.last(), right);
        let sign = |one: Option<&Cluster>| matches!(one.and_then(slice), Some("(" | ")" | "[" | "]"));
        if beside && !(sign(left) && sign(right)) {
            for one in clusters.get_mut(start..to).unwrap_or_default() {
                one.raised = true;
            }
        }
    }
}

/// Tells the clusters of all parts of a page which links cover them. One that covers nothing in its own column may lie
/// over two.
fn cover_parts(parts: &mut [Part], links: &[Link]) {
    for (part, side) in parts.iter_mut() {
        cover(part, links, *side);
    }
    let used: HashSet<u16> = parts.iter().flat_map(|(part, _)| part.iter().filter_map(|one| one.link)).collect();
    if used.len() == links.len() {
        return;
    }
    for (part, _) in parts.iter_mut().filter(|(_, side)| side.is_some()) {
        let covered: Vec<Option<u16>> = part.iter().map(|one| one.link).collect();
        cover(part, links, None);
        for (one, own) in part.iter_mut().zip(covered) {
            one.link = own.or_else(|| one.link.filter(|link| !used.contains(link)));
        }
    }
}

/// Tells each cluster which link covers it. Areas of neighbouring lines touch: the one about whose middle the letter
/// stands has it. Those of a column leave what stands on the other `side` of the gutter alone, even where they reach over.
fn cover(clusters: &mut [Cluster], links: &[Link], side: Option<Side>) {
    if links.is_empty() {
        return;
    }
    // Letters stand about a quarter of an em above their baseline.
    let middles = clusters.iter().map(|cluster| cluster.y - cluster.size * 0.3);
    let mut order: Vec<(f32, usize)> = middles.zip(0..).collect();
    order.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    let mut away: Vec<f32> = vec![f32::MAX; clusters.len()];
    for (index, link) in links.iter().enumerate().take(usize::from(u16::MAX)) {
        let own = |area: &&Area| side.is_none_or(|side| side.has_most(area.x0, area.x1));
        for area in link.areas.iter().filter(own) {
            let from = order.partition_point(|(y, _)| *y < area.y0);
            for &(y, at) in order.get(from..).unwrap_or_default() {
                let (Some(cluster), Some(least)) = (clusters.get_mut(at), away.get_mut(at)) else { continue };
                if y > area.y1 {
                    break;
                }
                let x = cluster.middle();
                let distance = (y - f32::midpoint(area.y0, area.y1)).abs();
                if x >= area.x0 - 0.5 && x <= area.x1 + 0.5 && distance < *least {
                    *least = distance;
                    cluster.link = Some(index as u16);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::pdf::Glyph;

    const COLUMN: &str = "A column is as wide as this line of it";
    const ACROSS: &str = "The text of a page of one column is set in lines that are as wide as both columns are";

    /// A text and where it begins: x, y and what it says.
    type Text = (f32, f32, &'static str);

    /// A page with these texts, whose letters are 5 points wide.
    fn sheet(texts: &[Text]) -> Sheet {
        let mut page = Page { width: 595.0, height: 842.0, ..Page::default() };
        for ((x, y, text), run) in texts.iter().zip(0..) {
            for (letter, x0) in text.chars().zip((0_u16..).map(|at| x + 5.0 * f32::from(at))) {
                let start = page.text.len() as u32;
                page.text.push(letter);
                page.glyphs.push(Glyph {
                    text: start..page.text.len() as u32,
                    x0,
                    x1: x0 + 5.0,
                    y: *y,
                    size: 9.0,
                    run,
                    replaced: None,
                    marked: None,
                    artifact: false,
                    upright: true,
                    invisible: false,
                });
            }
        }
        Sheet::of(page)
    }

    /// So many lines from here on.
    fn lines(x: f32, y: f32, text: &'static str, count: u16) -> Vec<Text> {
        (0..count).map(|line| (x, y + 14.0 * f32::from(line), text)).collect()
    }

    /// What the lines of the page read that follows two of two columns, all of which have lines that run along.
    fn parted(running: &[Text], texts: Vec<Text>) -> Vec<String> {
        let columns = [running.to_vec(), lines(100.0, 120.0, COLUMN, 30), lines(304.0, 120.0, COLUMN, 30)].concat();
        let mut sheets = [sheet(&columns), sheet(&columns), sheet(&[running.to_vec(), texts].concat())];
        part(&mut sheets);
        let sheet = &sheets[2];
        assert!(sheet.lines.windows(2).all(|pair| pair[0].clusters.end == pair[1].clusters.start));
        let text = |line: &Line| sheet.clusters_of(line).iter().map(|one| sheet.slice(one)).collect();
        sheet.lines.iter().map(text).collect()
    }

    const SHORT: [Text; 4] = [
        (100.0, 120.0, "7. The Harbour Herald, 7 May 2021, pp"),
        (100.0, 134.0, "12 to 14."),
        (304.0, 120.0, "8. The Harbour Herald, 8 May 2021, pp"),
        (304.0, 134.0, "15 to 17."),
    ];

    #[test]
    fn short_columns_are_parted_without_what_runs_along() {
        let [a, b, c, d] = SHORT.map(|(_, _, text)| text);
        let (name, wide) = ("The Harbour Papers", "The Harbour Papers, volume of the month of May, second edition");
        let cases: [(&str, &[Text], Vec<&str>); 5] = [
            ("nothing", &[], vec![a, b, c, d]),
            ("a number in the gutter", &[(294.0, 815.0, "3")], vec![a, b, c, d, "3"]),
            ("a line across the gutter", &[(100.0, 815.0, wide)], vec![a, b, c, d, wide]),
            (
                "a head, and a number over the right",
                &[(100.0, 40.0, name), (480.0, 40.0, "3")],
                vec!["The Harbour Papers3", a, b, c, d],
            ),
            ("a head and a foot", &[(100.0, 40.0, wide), (294.0, 815.0, "3")], vec![wide, a, b, c, d, "3"]),
        ];
        for (case, running, expected) in cases {
            assert_eq!(parted(running, SHORT.to_vec()), expected, "{case}");
        }
        let title = [(120.0, 100.0, "The notes of the chapter on the harbour of the town")].to_vec();
        assert_eq!(parted(&[], [title, SHORT.to_vec()].concat()).len(), 5, "a title");
    }

    #[test]
    fn what_stands_under_lines_across_is_not_parted() {
        let under = |y: f32| SHORT.map(|(x, from, text)| (x, from + y, text)).to_vec();
        let page = [lines(100.0, 120.0, ACROSS, 20), under(400.0)].concat();
        assert_eq!(parted(&[], page).len(), 22);
    }
}
