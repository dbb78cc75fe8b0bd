//! A page laid out in lines.

use super::cluster::{self, Cluster, Clusters, Kind};
use super::column::{self, Gutter};
use super::line::{self, Line};
use super::order::{self, Piece, Way};
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
        let mut clusters = Clusters::of(&page);
        let known = clusters.seen.saturating_sub(clusters.unknown);
        let legible = clusters.seen < 20 || clusters.unknown as f32 <= clusters.seen as f32 * ILLEGIBLE;
        let rtl = runs_from_right(&clusters.list);
        cover(&mut clusters.list, &page.links);
        let mut placed = Vec::with_capacity(clusters.list.len());
        let mut lines: Vec<Line> = Vec::new();
        let (parts, gutter) = column::split(clusters.list, page.width, rtl);
        for (region, part) in parts.into_iter().enumerate() {
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

    /// Parts the lines that end the page at a gutter which other pages have, where they leave it free and stand on
    /// both sides of it.
    fn part(&mut self, gutter: Gutter) {
        let free = |line: &&Line| gutter.is_left_free(self.clusters_of(line));
        let from = self.lines.len() - self.lines.iter().rev().take_while(free).count();
        let middle = gutter.middle();
        let all = self.lines.get(from..).unwrap_or_default();
        let both = all.iter().any(|line| line.x0 < middle) && all.iter().any(|line| line.x1 > middle);
        let Some(start) = all.first().map(|line| line.clusters.start).filter(|_| both) else { return };
        let mut ends = self.clusters.split_off(start);
        let rtl = runs_from_right(&ends);
        for one in &mut ends {
            one.raised &= cluster::is_superscript(self.slice(one));
        }
        self.lines.truncate(from);
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

/// Parts the pages of too few lines to tell their columns by themselves, as the last of a chapter, where those of the
/// page before or after do.
pub(super) fn part(sheets: &mut [Sheet]) {
    let mut kinds: Vec<Gutter> = Vec::new();
    let gutters = sheets.iter().map(|sheet| Some(column::of_kind(sheet.gutter?, &mut kinds)));
    let gutters: Vec<Option<usize>> = gutters.collect();
    let gutter = |at: Option<usize>| gutters.get(at?).copied().flatten().and_then(|kind| kinds.get(kind).copied());
    for (at, sheet) in sheets.iter_mut().enumerate().filter(|(_, sheet)| sheet.gutter.is_none()) {
        if let Some(gutter) = gutter(at.checked_sub(1)).or_else(|| gutter(at.checked_add(1))) {
            sheet.part(gutter);
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

/// Tells each cluster which link covers it. Areas of neighbouring lines touch: the one about whose middle the letter
/// stands has it.
fn cover(clusters: &mut [Cluster], links: &[Link]) {
    if links.is_empty() {
        return;
    }
    // Letters stand about a quarter of an em above their baseline.
    let middles = clusters.iter().map(|cluster| cluster.y - cluster.size * 0.3);
    let mut order: Vec<(f32, usize)> = middles.zip(0..).collect();
    order.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    let mut away: Vec<f32> = vec![f32::MAX; clusters.len()];
    for (index, link) in links.iter().enumerate().take(usize::from(u16::MAX)) {
        for area in &link.areas {
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
