//! Callouts that link to their notes, as hyperref, Typst and word processors write them.

use std::collections::{HashMap, HashSet};

use super::super::cluster::Cluster;
use super::super::sheet::{self, Sheet};
use super::foot::SMALL;
use super::label::{self, Label, Token};
use crate::formats::pdf::Target;

/// How many lines under the place a link leads to are looked at: that place lies over the line, by a little or by a
/// whole line.
const UNDER: usize = 3;

/// The most lines of text that links are held against; a book of two thousand pages with ten notes on each comes to a
/// tenth of that. A file made to take long is told no more of its links.
const MOST_LOOKS: usize = 20_000_000;

/// What the links within a file tell of its notes.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    /// The labels that links lead to, by page and line, each with the page of the first link.
    labels: HashMap<Place, (usize, Label)>,
    /// The callouts that lead there, by page and line.
    tokens: HashMap<Place, Vec<Token>>,
    /// The pages most of whose notes are called from other pages.
    ends: HashSet<usize>,
    /// How many callouts lead to a note.
    callouts: usize,
    /// Whether some of them say that they lead to a footnote.
    named: bool,
}

impl Anchors {
    /// Looks at all links of all pages. `body` is the size of the running text.
    pub(super) fn of(sheets: &[Sheet], body: f32, rtl: bool) -> Self {
        let links = links(sheets, body, rtl);
        let ways: HashSet<(Place, Place)> = links.iter().map(|link| (link.from, link.to)).collect();
        let mut anchors = Self::default();
        for Link { from, to, token, label, named } in links {
            // The number of a note may lead back to its callout, which stands before it.
            if to < from && ways.contains(&(to, from)) {
                continue;
            }
            anchors.labels.entry(to).or_insert((from.0, label));
            anchors.callouts += 1;
            anchors.named |= named;
            // What leads to a note calls it, raised or not.
            anchors.tokens.entry(from).or_default().push(Token { raised: true, ..token });
        }
        let mut afar: HashMap<usize, i64> = HashMap::new();
        for ((page, _), (from, _)) in &anchors.labels {
            *afar.entry(*page).or_default() += if from == page { -1 } else { 1 };
        }
        anchors.ends = afar.into_iter().filter(|(_, more)| *more > 0).map(|(page, _)| page).collect();
        anchors
    }

    /// The label of a note that a link leads to.
    pub(super) fn label(&self, page: usize, line: usize) -> Option<&Label> {
        self.labels.get(&(page, line)).map(|(_, label)| label)
    }

    /// Whether links lead to notes of a page, and most of them from other pages: it holds notes at the end.
    pub(super) fn lead_from_afar(&self, page: usize) -> bool {
        self.ends.contains(&page)
    }

    /// The callouts of a line that lead to notes.
    pub(super) fn tokens(&self, page: usize, line: usize) -> &[Token] {
        self.tokens.get(&(page, line)).map_or(&[], Vec::as_slice)
    }

    /// Whether what they tell can be believed in a file that has so many signs that may be callouts. Chromium writes
    /// places that are off by its margins: what few of them happen to meet tells nothing.
    pub(super) fn hold(&self, signs: usize) -> bool {
        self.named || self.callouts > 0 && self.callouts * 2 >= signs
    }

    /// Whether the file links all its callouts, so that what no link leads to is no note.
    pub(super) fn tell_all(&self, signs: usize) -> bool {
        self.named || self.callouts > 0 && self.callouts * 10 >= signs * 9
    }
}

/// A page and a line.
type Place = (usize, usize);

/// A link that may be that of a callout.
struct Link {
    from: Place,
    to: Place,
    token: Token,
    label: Label,
    named: bool,
}

/// The links of signs to lines that begin with them.
fn links(sheets: &[Sheet], body: f32, rtl: bool) -> Vec<Link> {
    let mut links = Vec::new();
    let mut looks = 0;
    let with_targets = sheets.iter().enumerate().filter(|(_, sheet)| sheet.targets.iter().any(Option::is_some));
    for (page, sheet) in with_targets {
        for index in 0..sheet.lines.len() {
            let from = (page, index);
            for (target, token) in linked(sheet, index) {
                looks += sheets.get(target.page as usize).map_or(0, |sheet| sheet.lines.len());
                if looks > MOST_LOOKS {
                    return links;
                }
                if let Some((to, label)) = answer(sheets, sheet, &target, &token, body, rtl)
                    && to != from
                {
                    links.push(Link { from, to, token, label, named: target.footnote });
                }
            }
        }
    }
    links
}

/// The signs of a line that a link to a place in the file covers, and nothing else with them.
fn linked(sheet: &Sheet, index: usize) -> Vec<(Target, Token)> {
    let Some(line) = sheet.lines.get(index) else { return Vec::new() };
    let rtl = sheet::runs_from_right(sheet.clusters_of(line));
    let target = |one: &Cluster| one.link.and_then(|link| *sheet.targets.get(usize::from(link))?);
    let all: Vec<(usize, &Cluster)> = line.clusters.clone().zip(sheet.clusters_of(line)).collect();
    let ink: Vec<(usize, &Cluster)> = all.into_iter().filter(|(_, one)| !one.is_blank()).collect();
    let mut found = Vec::new();
    for together in ink.chunk_by(|(_, a), (_, b)| a.link == b.link) {
        let Some(target) = together.first().and_then(|(_, one)| target(one)) else { continue };
        let bracket = |one: &&Cluster| matches!(sheet.slice(one), "(" | ")" | "[" | "]");
        let inside: Vec<(usize, &Cluster)> = together.iter().copied().filter(|(_, one)| !bracket(one)).collect();
        let signs = inside.iter().all(|(_, one)| label::is_sign(sheet.slice(one), one.raised));
        // Where a font lacks some of the superscripts, only those it has are raised.
        let raised = inside.iter().any(|(_, one)| one.raised);
        if signs && (1..=label::LONGEST).contains(&inside.len()) {
            let clusters = inside.iter().map(|(at, _)| *at).collect();
            found.push((target, Token { line: index, clusters, raised, rtl }));
        }
    }
    found
}

/// The note that a link leads to: a line there that begins with what the link covers, and looks like a note. Sections
/// and tables are linked by their numbers too.
fn answer(
    sheets: &[Sheet],
    from: &Sheet,
    target: &Target,
    token: &Token,
    body: f32,
    rtl: bool,
) -> Option<(Place, Label)> {
    let page = target.page as usize;
    let sheet = sheets.get(page)?;
    let (key, _) = token.readings(from).into_iter().next()?.into_iter().next()?;
    let mut under: Vec<usize> = (0..sheet.lines.len()).collect();
    under.retain(|&at| {
        let near = |line: &super::super::line::Line| {
            (-1.5..line.size * 2.5).contains(&(line.y - target.y)) && line.x1 > target.x - 1.0
        };
        sheet.lines.get(at).is_some_and(near)
    });
    under.into_iter().take(UNDER).find_map(|at| {
        let line = sheet.lines.get(at)?;
        let mut labels = label::labels(sheet, line, rtl);
        let known = labels.iter().position(|label| label.key == key).map(|at| labels.swap_remove(at));
        let label = known.or_else(|| label::glued(sheet, line, rtl, &key))?;
        let is_note = target.footnote || token.raised || label.raised || label.bracketed || line.size < body * SMALL;
        is_note.then_some(((page, at), label))
    })
}
