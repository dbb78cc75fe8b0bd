//! A page laid out in lines.

use super::cluster::{Cluster, Clusters, Kind};
use super::column;
use super::line::{self, Line};
use super::order::{self, Piece};
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
    pub(super) fn of(page: Page) -> Self {
        let mut clusters = Clusters::of(&page);
        let known = clusters.seen.saturating_sub(clusters.unknown);
        let legible = clusters.seen < 20 || clusters.unknown as f32 <= clusters.seen as f32 * ILLEGIBLE;
        let rtl = runs_from_right(&clusters.list);
        cover(&mut clusters.list, &page.links);
        let mut placed = Vec::with_capacity(clusters.list.len());
        let mut lines = Vec::new();
        for (region, part) in column::split(clusters.list, page.width, rtl).into_iter().enumerate() {
            lines.extend(line::lines(part, region as u16, &mut placed));
        }
        lines.shrink_to_fit();
        let mut text = clusters.text;
        text.shrink_to_fit();
        Self {
            height: page.height,
            text,
            clusters: placed,
            lines,
            rules: page.rules,
            targets: page.links.iter().map(|link| link.target).collect(),
            uris: page.links.into_iter().map(|link| link.uri).collect(),
            legible: legible && (known > 0 || clusters.seen == 0),
            pictured: page.pictured,
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
    pub(super) fn ordered(&self, line: &Line, rtl: bool, without: &[usize]) -> Vec<Piece<'_>> {
        let all = line.clusters.clone().zip(self.clusters_of(line));
        let clusters: Vec<&Cluster> = all.filter(|(at, _)| !without.contains(at)).map(|(_, one)| one).collect();
        order::ordered(&clusters, line.size, rtl, &|cluster| self.slice(cluster))
    }

    /// The URI of the link over a cluster or blank.
    pub(super) fn uri(&self, link: Option<u16>) -> Option<&str> {
        self.uris.get(usize::from(link?))?.as_deref()
    }
}

/// Whether more letters run from the right than from the left.
pub(super) fn runs_from_right(clusters: &[Cluster]) -> bool {
    let count = |kind| clusters.iter().filter(|cluster| cluster.kind == kind).count();
    count(Kind::Rtl) > count(Kind::Ltr)
}

/// Tells each cluster which link covers it. Areas of neighbouring lines touch: the one about whose middle the letter
/// stands has it.
fn cover(clusters: &mut [Cluster], links: &[Link]) {
    let mut order: Vec<usize> = (0..clusters.len()).collect();
    // Letters stand about a quarter of an em above their baseline.
    let middle = |cluster: &Cluster| cluster.y - cluster.size * 0.3;
    order.sort_by(|&a, &b| match (clusters.get(a), clusters.get(b)) {
        (Some(a), Some(b)) => middle(a).total_cmp(&middle(b)),
        _ => std::cmp::Ordering::Equal,
    });
    let mut away: Vec<f32> = vec![f32::MAX; if links.is_empty() { 0 } else { clusters.len() }];
    for (index, link) in links.iter().enumerate().take(usize::from(u16::MAX)) {
        for area in &link.areas {
            let from = order.partition_point(|&at| clusters.get(at).is_some_and(|one| middle(one) < area.y0));
            for &at in order.get(from..).unwrap_or_default() {
                let (Some(cluster), Some(least)) = (clusters.get_mut(at), away.get_mut(at)) else { continue };
                let y = middle(cluster);
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
