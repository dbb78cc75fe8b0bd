//! What the pages of a file have in common.

use std::collections::BTreeMap;

use super::cluster::{Cluster, Kind};
use super::line::Line;
use super::order::Way;
use super::painted::Votes;
use super::sheet::Sheet;

/// What the pages of a file have in common.
#[derive(Debug)]
pub(super) struct Layout {
    /// Whether most of the text runs from right to left.
    pub(super) rtl: bool,
    /// The font size of the running text.
    pub(super) body: f32,
    /// Whether brackets in right-to-left text stand for the other one of their pair: some files map a bracket to what
    /// it means, some to its form.
    pub(super) mirrored: Mirrored,
    /// Whether the parts of lines are painted in the order in which they are read.
    pub(super) as_painted: bool,
}

/// Which signs that come in pairs stand for the other one of their pair.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Mirrored {
    /// Brackets.
    pub(super) brackets: bool,
    /// Angled quotation marks.
    pub(super) quotes: bool,
}

impl Mirrored {
    /// The sign that is meant by one read from right to left.
    pub(super) fn meant(self, sign: char) -> char {
        match sign {
            '(' if self.brackets => ')',
            ')' if self.brackets => '(',
            '[' if self.brackets => ']',
            ']' if self.brackets => '[',
            '{' if self.brackets => '}',
            '}' if self.brackets => '{',
            '«' if self.quotes => '»',
            '»' if self.quotes => '«',
            '‹' if self.quotes => '›',
            '›' if self.quotes => '‹',
            other => other,
        }
    }
}

/// The share of the letters that are of one size from which on it can be that of the running text.
const BODY_SHARE: usize = 4;

impl Layout {
    /// Looks at all pages.
    pub(super) fn of(sheets: &[Sheet]) -> Self {
        let (mut rtl, mut ltr) = (0_usize, 0_usize);
        let mut sizes: BTreeMap<i32, usize> = BTreeMap::new();
        let quarters = |cluster: &Cluster| (cluster.size * 4.0).round() as i32;
        let legible = sheets.iter().filter(|sheet| sheet.legible);
        for alike in legible.flat_map(|sheet| sheet.clusters.chunk_by(|a, b| quarters(a) == quarters(b))) {
            let count = |kind| alike.iter().filter(|one| one.kind == kind).count();
            rtl += count(Kind::Rtl);
            ltr += count(Kind::Ltr);
            let ink = alike.iter().filter(|one| !one.raised && !one.is_blank()).count();
            if let Some(first) = alike.first().filter(|_| ink > 0) {
                *sizes.entry(quarters(first)).or_default() += ink;
            }
        }
        let all: usize = sizes.values().sum();
        // Where notes are longer than the text, theirs is the commonest size, but not the largest of the common ones.
        let common = sizes.iter().rev().find(|(_, count)| **count * BODY_SHARE >= all);
        let commonest = sizes.iter().max_by_key(|(_, count)| **count);
        let body = common.or(commonest).map_or(12.0, |(size, _)| *size as f32 / 4.0);
        let rtl = rtl > ltr / 2 && rtl > 20;
        let mut layout = Self { rtl, body, mirrored: Mirrored::default(), as_painted: paints_as_read(sheets) };
        let brackets = layout.are_forms(sheets, ["(", ")"]);
        layout.mirrored.brackets = brackets.unwrap_or_default();
        layout.mirrored.quotes = layout.are_forms(sheets, ["«", "»"]).or(brackets).unwrap_or_default();
        layout
    }

    /// How a line is to be read; `right` says at which end the label of its note stands.
    pub(super) fn way(&self, sheet: &Sheet, line: &Line, right: Option<bool>) -> Way {
        Way { rtl: self.runs_from_right(sheet, line, right), as_painted: self.as_painted }
    }

    /// Whether a line is to be read from right to left; `right` says at which end the label of its note stands.
    pub(super) fn runs_from_right(&self, sheet: &Sheet, line: &Line, right: Option<bool>) -> bool {
        let clusters = sheet.clusters_of(line);
        let count = |kind: Kind| clusters.iter().filter(|cluster| cluster.kind == kind).count();
        let (rtl, ltr) = (count(Kind::Rtl), count(Kind::Ltr));
        if let Some(right) = right {
            return right || rtl > ltr;
        }
        if !self.rtl {
            return rtl > ltr * 3 && rtl > 5;
        }
        let mut ink = clusters.iter().filter(|cluster| !cluster.is_blank());
        let first = ink.next();
        let last = ink.next_back().or(first);
        // A line of Latin words alone: what ends it stands at its left where it runs from right to left.
        let ends = |cluster: &Cluster| matches!(sheet.slice(cluster), "." | "," | ")" | "،" | ":" | "؛");
        rtl > 0 || ltr == 0 || first.is_some_and(ends) || last.is_some_and(|cluster| cluster.kind == Kind::Digit)
    }

    /// Whether the signs of a pair stand for one another; `None` where too few of them tell.
    fn are_forms(&self, sheets: &[Sheet], [opening, closing]: [&str; 2]) -> Option<bool> {
        let (mut meant, mut formed) = (0_usize, 0_usize);
        for sheet in sheets.iter().filter(|sheet| sheet.legible) {
            let bracket = |cluster: &Cluster| [opening, closing].contains(&sheet.slice(cluster));
            let lines = sheet.lines.iter().filter(|line| sheet.clusters_of(line).iter().any(bracket));
            for line in lines.filter(|line| self.runs_from_right(sheet, line, None)) {
                let mut open = 0_usize;
                let way = Way { rtl: true, as_painted: self.as_painted };
                for piece in sheet.ordered(line, way, &[]).iter().filter(|piece| piece.mirrored) {
                    match piece.cluster.map(|cluster| sheet.slice(cluster)) {
                        Some(sign) if sign == opening => {
                            open += 1;
                            meant += 1;
                        }
                        Some(sign) if sign == closing && open > 0 => open -= 1,
                        Some(sign) if sign == closing => formed += 1,
                        _ => {}
                    }
                }
            }
        }
        (formed + meant > 1).then_some(formed > 1 && formed > meant / 2)
    }
}

/// Whether the lines of a file are painted in the order in which they are read.
fn paints_as_read(sheets: &[Sheet]) -> bool {
    let mut votes = Votes::default();
    for sheet in sheets.iter().filter(|sheet| sheet.legible) {
        for line in &sheet.lines {
            votes.take(&sheet.clusters_of(line).iter().collect::<Vec<_>>());
        }
    }
    votes.as_read()
}
