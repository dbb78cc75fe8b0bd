//! Callouts that link to their notes, as hyperref, Typst and word processors write them.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use super::super::cluster::{Cluster, Kind};
use super::super::line::Line;
use super::super::sheet::{self, Sheet};
use super::Place;
use super::foot::SMALL;
use super::label::{self, Label, Token};
use crate::formats::pdf::Target;

/// How many lines of each column under the place a link leads to are looked at: that place lies over the line, by a
/// little or by a whole line.
const UNDER: usize = 3;

/// How many letters beside a raised sign a link may lie over by mistake: those of word processors are off by some points in
/// justified lines that run from the right.
const MOST_BESIDE: usize = 2;

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
    /// How many of them lie beside what they are to cover.
    off: usize,
}

impl Anchors {
    /// Looks at all links of all pages. `body` is the size of the running text.
    pub(super) fn of(sheets: &[Sheet], body: f32, rtl: bool) -> Self {
        let links = links(sheets, body, rtl);
        let ways: HashSet<(Place, Place)> = links.iter().map(|link| (link.from, link.to)).collect();
        let mut anchors = Self::default();
        for Link { from, to, token, label, named, off } in links {
            // The number of a note may lead back to its callout, which stands before it.
            if to < from && ways.contains(&(to, from)) {
                continue;
            }
            anchors.labels.entry(to).or_insert((from.0, label));
            anchors.callouts += 1;
            anchors.named |= named;
            anchors.off += usize::from(off);
            // What leads to a note calls it, raised or not.
            anchors.tokens.entry(from).or_default().push(Token { raised: true, leads: Some(to), ..token });
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

    /// Whether the file links all its callouts, so that what no link leads to is no note. Where some links lie beside what
    /// they are to cover, others may miss it.
    pub(super) fn tell_all(&self, signs: usize) -> bool {
        let right = self.callouts.saturating_sub(self.off);
        self.named || right > 0 && right * 10 >= signs * 9
    }
}

/// A link of a callout to its note.
struct Link {
    from: Place,
    to: Place,
    token: Token,
    label: Label,
    named: bool,
    off: bool,
}

/// What a link to a place in the file may be meant to cover.
struct Reach {
    target: Target,
    /// The signs under it.
    covered: Option<Token>,
    /// These and what is raised beside them, where there is such.
    whole: Option<Token>,
    /// Whether it lies over letters beside them.
    off: bool,
}

/// A link that may be that of a callout, and the lines it may lead to.
struct Lead {
    from: Place,
    token: Token,
    answers: Vec<Answer>,
    named: bool,
    off: bool,
}

/// A line near the place that a link leads to, which begins with what the link covers.
struct Answer {
    to: Place,
    label: Label,
    /// Whether nothing sets the label off from what follows.
    glued: bool,
    /// How far under the place it stands, in points.
    under: f32,
}

/// The links of signs to lines that begin with them.
fn links(sheets: &[Sheet], body: f32, rtl: bool) -> Vec<Link> {
    let leads = leads(sheets, body, rtl);
    let custom = Custom::of(&leads);
    let links = leads.into_iter().filter_map(|Lead { from, token, answers, named, off }| {
        // Of those that suit alike the first.
        let best = answers.into_iter().rev().max_by(|a, b| custom.order(a, b))?;
        Some(Link { from, to: best.to, token, label: best.label, named, off })
    });
    links.collect()
}

fn leads(sheets: &[Sheet], body: f32, rtl: bool) -> Vec<Lead> {
    let mut leads = Vec::new();
    let mut looks = 0;
    let with_targets = sheets.iter().enumerate().filter(|(_, sheet)| sheet.targets.iter().any(Option::is_some));
    for (page, sheet) in with_targets {
        for index in 0..sheet.lines.len() {
            let from = (page, index);
            for Reach { target, covered, whole, off } in linked(sheet, index) {
                let (covered, whole) = (covered.map(|token| (token, off)), whole.map(|token| (token, true)));
                // A link that lies over letters may well cover a part of its number only.
                let ways = if off { [whole, covered] } else { [covered, whole] };
                let mut best: Option<Lead> = None;
                for (token, off) in ways.into_iter().flatten() {
                    looks += sheets.get(target.page as usize).map_or(0, |sheet| sheet.lines.len());
                    if looks > MOST_LOOKS {
                        return leads;
                    }
                    let mut answers = answers(sheets, sheet, &target, &token, body, rtl);
                    answers.retain(|answer| answer.to != from);
                    // The `7` of `17` is no label where all of it is one.
                    let is_set_off = answers.iter().any(|answer| !answer.glued);
                    if is_set_off || best.as_ref().is_none_or(|best| best.answers.is_empty()) {
                        best = Some(Lead { from, token, answers, named: target.footnote, off });
                    }
                    if is_set_off {
                        break;
                    }
                }
                leads.extend(best);
            }
        }
    }
    leads
}

/// How a label is set: whether raised, in brackets, at the right; and its stop.
fn style(label: &Label) -> (bool, bool, bool, Option<char>) {
    (label.raised, label.bracketed, label.right, label.stop)
}

/// What the labels have in common that links lead to, as those tell which have one line to lead to: a date may stand
/// over a note, or under its first line, and begin with its number.
#[derive(Default)]
struct Custom {
    /// How often labels are set like this.
    styles: HashMap<(bool, bool, bool, Option<char>), usize>,
    /// How far under the place their lines stand.
    under: f32,
}

impl Custom {
    fn of(leads: &[Lead]) -> Self {
        let mut custom = Self::default();
        let mut under: Vec<f32> = Vec::new();
        for lead in leads {
            if let [Answer { label, under: own, glued: false, .. }] = lead.answers.as_slice() {
                *custom.styles.entry(style(label)).or_default() += 1;
                under.push(*own);
            }
        }
        under.sort_by(f32::total_cmp);
        custom.under = under.get(under.len() / 2).copied().unwrap_or_default();
        custom
    }

    /// Which of two lines is the less likely to be the note.
    fn order(&self, a: &Answer, b: &Answer) -> Ordering {
        let own = |answer: &Answer| {
            let usual = self.styles.get(&style(&answer.label)).copied().unwrap_or_default();
            (!answer.glued, usual, answer.label.raised)
        };
        let away = |answer: &Answer| (answer.under - self.under).abs();
        own(a).cmp(&own(b)).then_with(|| away(b).total_cmp(&away(a)))
    }
}

/// The signs of a line that links to places in the file cover, and nothing else with them but what lies beside them.
fn linked(sheet: &Sheet, index: usize) -> Vec<Reach> {
    let Some(line) = sheet.lines.get(index) else { return Vec::new() };
    let rtl = sheet::runs_from_right(sheet.clusters_of(line));
    let target = |one: &Cluster| one.link.and_then(|link| *sheet.targets.get(usize::from(link))?);
    let all: Vec<(usize, &Cluster)> = line.clusters.clone().zip(sheet.clusters_of(line)).collect();
    let ink: Vec<(usize, &Cluster)> = all.into_iter().filter(|(_, one)| !one.is_blank()).collect();
    let sign = |clusters: Vec<(usize, &Cluster)>| {
        let signs = clusters.iter().all(|(_, one)| label::is_sign(sheet.slice(one), one.raised));
        // Where a font lacks some of the superscripts, only those it has are raised.
        let raised = clusters.iter().any(|(_, one)| one.raised);
        let clusters: Vec<usize> = clusters.iter().map(|(at, _)| *at).collect();
        let short = (1..=label::LONGEST).contains(&clusters.len());
        (signs && short).then_some(Token { line: index, clusters, raised, rtl, leads: None })
    };
    let mut found = Vec::new();
    let mut end = 0;
    for together in ink.chunk_by(|(_, a), (_, b)| a.link == b.link) {
        let start = end;
        end += together.len();
        let Some(target) = together.first().and_then(|(_, one)| target(one)) else { continue };
        let bracket = |one: &&Cluster| matches!(sheet.slice(one), "(" | ")" | "[" | "]");
        // What a raised sign is set to may reach under it, and a letter or two beside it.
        let lifted = together.iter().any(|(_, one)| one.raised);
        let set_to = |one: &Cluster| lifted && !one.raised && matches!(one.kind, Kind::Joint | Kind::Other);
        let beside = |one: &Cluster| lifted && !one.raised && !matches!(one.kind, Kind::Joint | Kind::Other);
        let strange = together.iter().filter(|(_, one)| beside(one)).count();
        if strange > MOST_BESIDE {
            continue;
        }
        let inside = together.iter().copied().filter(|(_, one)| !bracket(one) && !set_to(one) && !beside(one));
        let mut inside: Vec<(usize, &Cluster)> = inside.collect();
        let covered = sign(inside.clone());
        // Where the link is right, what is raised beside it is something else, an exponent before the number of a note.
        let before = ink.get(..start).unwrap_or_default().iter().rev().copied();
        let after = ink.get(end..).unwrap_or_default().iter().copied();
        let known = inside.len();
        if lifted {
            inside.extend(uncovered(sheet, before, together.first()));
            inside.extend(uncovered(sheet, after, together.last()));
            inside.sort_unstable_by_key(|(at, _)| *at);
        }
        let whole = (inside.len() > known).then(|| sign(inside)).flatten();
        if covered.is_some() || whole.is_some() {
            found.push(Reach { target, covered, whole, off: strange > 0 });
        }
    }
    found
}

/// The raised signs that go on, in this direction, from where a link ends that lies over a part of them only.
fn uncovered<'a>(
    sheet: &'a Sheet,
    beyond: impl Iterator<Item = (usize, &'a Cluster)>,
    last: Option<&(usize, &'a Cluster)>,
) -> Vec<(usize, &'a Cluster)> {
    let mut all: Vec<(usize, &Cluster)> = last.copied().filter(|(_, one)| one.raised).into_iter().collect();
    let known = all.len();
    for (at, one) in beyond {
        let touches = all.last().is_some_and(|(_, last)| label::gap(last, one) < one.size * 0.3);
        if !(touches && one.raised && one.link.is_none() && label::is_sign(sheet.slice(one), true)) {
            break;
        }
        all.push((at, one));
    }
    all.split_off(known)
}

/// The notes that a link may lead to: lines there that begin with what the link covers, and look like notes. Sections and
/// tables are linked by their numbers too.
fn answers(sheets: &[Sheet], from: &Sheet, target: &Target, token: &Token, body: f32, rtl: bool) -> Vec<Answer> {
    let page = target.page as usize;
    let key = token.readings(from).into_iter().next().and_then(|reading| reading.into_iter().next());
    let Some((sheet, (key, _))) = sheets.get(page).zip(key) else { return Vec::new() };
    let near = |line: &Line| (-1.5..line.size * 2.5).contains(&(line.y - target.y)) && line.x1 > target.x - 1.0;
    // Where lines run from the right, the place is the left edge of its column, and other columns lie beyond it.
    let mut seen: HashMap<u16, usize> = HashMap::new();
    let mut is_first = |line: &Line| {
        let seen = seen.entry(line.region).or_default();
        *seen += 1;
        *seen <= UNDER
    };
    let under = sheet.lines.iter().enumerate().filter(|(_, line)| near(line) && is_first(line));
    let answers = under.filter_map(|(at, line)| {
        let known = label::labels(sheet, line, rtl).into_iter().find(|label| label.key == key);
        let glued = known.is_none();
        let label = known.or_else(|| label::glued(sheet, line, rtl, &key))?;
        let is_note = target.footnote || token.raised || label.raised || label.bracketed || line.size < body * SMALL;
        is_note.then_some(Answer { to: (page, at), label, glued, under: line.y - target.y })
    });
    answers.collect()
}
