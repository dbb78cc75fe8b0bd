//! Clusters to lines.

use std::ops::Range;

use super::cluster::{Cluster, Kind};

/// A line of a page: clusters on one baseline, and what is raised over or lowered under it.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Its clusters, from left to right, as indices of the sheet's.
    pub(super) clusters: Range<usize>,
    /// Its baseline.
    pub(super) y: f32,
    /// The font size of most of it.
    pub(super) size: f32,
    /// Its left edge.
    pub(super) x0: f32,
    /// Its right edge.
    pub(super) x1: f32,
    /// The number of the column or band it stands in, in reading order.
    pub(super) region: u16,
}

/// Baselines this far apart, in points, are one.
const SAME_BASELINE: f32 = 0.8;

/// Type up to this share of its neighbour's size can be raised over it; browsers set `sup` in 0.83 of it.
const SMALLER: f32 = 0.88;

/// Clusters on one baseline.
struct Row {
    clusters: Vec<Cluster>,
    y: f32,
    size: f32,
    x0: f32,
    x1: f32,
}

impl Row {
    fn of(clusters: Vec<Cluster>) -> Self {
        let edge =
            |pick: fn(&Cluster) -> f32, start, fold: fn(f32, f32) -> f32| clusters.iter().map(pick).fold(start, fold);
        Self {
            y: clusters.first().map_or(0.0, |cluster| cluster.y),
            size: median_size(&clusters),
            x0: edge(|cluster| cluster.x0, f32::MAX, f32::min),
            x1: edge(|cluster| cluster.x1, f32::MIN, f32::max),
            clusters,
        }
    }

    /// Whether it holds signs here and there, no more than five side by side, and no words.
    fn is_scattered(&self) -> bool {
        let mut ink: Vec<&Cluster> = self.clusters.iter().filter(|cluster| !cluster.is_blank()).collect();
        ink.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        let wordless = ink.iter().all(|one| one.kind != Kind::Rtl && one.kind != Kind::Ltr);
        wordless && ink.chunk_by(|a, b| b.x0 - a.x1 < b.size).all(|group| group.len() <= 5)
    }
}

fn median_size(clusters: &[Cluster]) -> f32 {
    let mut sizes: Vec<f32> = clusters.iter().filter(|one| !one.is_blank()).map(|one| one.size).collect();
    if sizes.is_empty() {
        sizes.extend(clusters.iter().map(|one| one.size));
    }
    sizes.sort_by(f32::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or_default()
}

/// Lines from the top of a region to its foot; their clusters are appended to `placed`, from left to right.
pub(super) fn lines(mut clusters: Vec<Cluster>, region: u16, placed: &mut Vec<Cluster>) -> Vec<Line> {
    // Stable: clusters of one baseline keep the order they are painted in.
    clusters.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Row> = Vec::new();
    let mut rest = clusters.as_slice();
    while let Some(first) = rest.first() {
        let end = rest.iter().position(|one| one.y - first.y >= SAME_BASELINE).unwrap_or(rest.len());
        let (row, below) = rest.split_at(end);
        rows.push(Row::of(row.to_vec()));
        rest = below;
    }
    let hosts = hosts(&rows);
    let mut joined: Vec<Option<Row>> = rows.into_iter().map(Some).collect();
    for (index, host) in hosts.into_iter().enumerate() {
        let Some(host) = host else { continue };
        let Some(mut small) = joined.get_mut(index).and_then(Option::take) else { continue };
        if let Some(Some(line)) = joined.get_mut(host) {
            let raised = small.y < line.y - line.size * 0.1;
            for cluster in &mut small.clusters {
                cluster.raised = raised;
            }
            line.x0 = line.x0.min(small.x0);
            line.x1 = line.x1.max(small.x1);
            line.clusters.append(&mut small.clusters);
        }
    }
    joined.into_iter().flatten().map(|row| place(row, region, placed)).collect()
}

fn place(mut row: Row, region: u16, placed: &mut Vec<Cluster>) -> Line {
    row.clusters.sort_by(|a, b| (a.x0 + a.x1).total_cmp(&(b.x0 + b.x1)));
    let start = placed.len();
    placed.append(&mut row.clusters);
    Line { clusters: start..placed.len(), y: row.y, size: row.size, x0: row.x0, x1: row.x1, region }
}

/// For each row of small type that is raised over or lowered under another, that other.
fn hosts(rows: &[Row]) -> Vec<Option<usize>> {
    let mut hosts = vec![None; rows.len()];
    for (index, small) in rows.iter().enumerate() {
        let around = index.saturating_sub(4)..(index + 5).min(rows.len());
        let mut best: Option<(f32, usize)> = None;
        for (at, line) in around.clone().zip(rows.get(around).unwrap_or_default()) {
            let smaller = small.size < line.size * SMALLER;
            // Signs raised without being made smaller.
            let lifted = small.y < line.y - line.size * 0.2 && small.size <= line.size * 1.02 && small.is_scattered();
            let reach = if smaller { 0.75 } else { 0.5 };
            let near = small.y > line.y - line.size * reach && small.y < line.y + line.size * 0.3;
            // The label of a note stands apart from it where its lines hang.
            let beside = small.x1 > line.x0 - line.size * 2.5 && small.x0 < line.x1 + line.size * 2.5;
            let away = (line.y - small.y).abs();
            if at != index && (smaller || lifted) && near && beside && best.is_none_or(|(least, _)| away < least) {
                best = Some((away, at));
            }
        }
        if let (Some((_, host)), Some(slot)) = (best, hosts.get_mut(index)) {
            *slot = Some(host);
        }
    }
    // A host that is itself raised over a third row does not take others in.
    let raised: Vec<bool> = hosts.iter().map(Option::is_some).collect();
    for host in &mut hosts {
        if host.is_some_and(|at| raised.get(at) == Some(&true)) {
            *host = None;
        }
    }
    hosts
}
