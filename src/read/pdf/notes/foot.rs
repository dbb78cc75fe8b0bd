//! Notes at the foot of their page.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::super::line::Line;
use super::super::sheet::Sheet;
use super::label::{Label, Reading, Token};
use super::style::{Rivals, Style};
use super::{Found, Pages, Part, Plan, call};
use crate::model::NoteKind;

/// Type up to this share of the running text's size is small.
pub(super) const SMALL: f32 = 0.95;

/// Finds the notes that stand on the page that calls them, and what of them goes on on the next.
pub(super) fn find(pages: &Pages<'_>, plan: &mut Plan) {
    let habits = Habits::of(pages, plan);
    // The last note of the page before, which may go on at the foot of this one.
    let mut open: Option<usize> = None;
    let mut late = Late::default();
    for (page, sheet) in pages.sheets.iter().enumerate() {
        let parts = plan.parts.get(page).cloned().unwrap_or_default();
        let from = plan.notes.len();
        let foot = Foot { pages, sheet, page, tokens: &call::free(pages, plan, page), late: late.keys() };
        let mut last = None;
        for region in regions(sheet, &parts) {
            let carried = last.or(open);
            if let Some(start) = foot.start(&region, &habits, carried.is_some()) {
                let area = region.get(start..).unwrap_or_default();
                last = foot.take(area, plan, carried);
            }
        }
        open = last;
        late.turn(&foot, plan, from);
    }
}

/// What the callouts of the last pages call that did not stand on them: a long note, and what comes after it, may be
/// left to the next page.
#[derive(Default)]
struct Late {
    /// The keys, each with the page of its callout.
    wanted: HashMap<String, usize>,
    /// The number of the last note called.
    last: Option<u32>,
    /// Whether numbers begin anew on some page.
    restarts: bool,
}

/// Over how many pages a note may be late.
const LATE: usize = 2;

impl Late {
    fn keys(&self) -> HashMap<String, usize> {
        self.wanted.clone()
    }

    /// Takes in what a page left to the next ones; its notes are those from this index on.
    fn turn(&mut self, foot: &Foot<'_>, plan: &Plan, from: usize) {
        let found = plan.notes.get(from..).unwrap_or_default();
        self.wanted.retain(|key, page| *page + LATE > foot.page && !found.iter().any(|note| note.key == *key));
        let here: HashSet<&str> =
            found.iter().filter(|note| note.called_on == foot.page).map(|note| note.key.as_str()).collect();
        let known = found.iter().filter_map(|note| note.number.parse().ok()).max();
        self.restarts |= self.last.is_some() && found.first().is_some_and(|note| note.number == "1");
        self.last = known.or(self.last);
        let mut called: HashSet<String> = HashSet::new();
        for token in foot.tokens.iter().filter(|token| token.raised) {
            let readings = token.readings(foot.sheet);
            let stands = |reading: &&Vec<Reading>| reading.iter().all(|(key, _)| here.contains(key.as_str()));
            // Several numbers in one are not all called again.
            let anew = |reading: &&Vec<Reading>| {
                reading.len() == 1 || reading.iter().any(|(key, _)| !called.contains(key.as_str()))
            };
            if let Some(reading) = readings.iter().filter(stands).find(anew) {
                called.extend(reading.iter().map(|(key, _)| key.clone()));
                continue;
            }
            let late = readings.into_iter().find_map(|reading| {
                let mut last = self.last;
                let goes_on = |(key, _): &Reading| {
                    let next = key.parse().is_ok_and(|value: u32| {
                        self.restarts && value == 1 || Some(value) == last.map(|last| last + 1)
                    });
                    last = key.parse().ok().filter(|_| next).or(last);
                    next || here.contains(key.as_str())
                };
                reading.iter().all(goes_on).then_some((reading, last))
            });
            let Some((reading, last)) = late else { continue };
            self.last = last;
            for (key, _) in reading {
                if !here.contains(key.as_str()) {
                    self.wanted.entry(key).or_insert(foot.page);
                }
            }
        }
    }
}

/// How a file sets its notes: it does so alike on every page.
#[derive(Default)]
struct Habits {
    /// How wide the rules over notes are.
    rules: Vec<f32>,
    /// How many pages have a first note with a raised label, and how many with another; under rules where there are any.
    raised: usize,
    /// See `raised`.
    plain: usize,
}

impl Habits {
    /// What is seen under rules.
    fn of(pages: &Pages<'_>, plan: &Plan) -> Self {
        let mut habits = Self::default();
        let mut unruled = Self::default();
        for (page, sheet) in pages.sheets.iter().enumerate() {
            let parts = plan.parts.get(page).map_or(&[] as &[Part], Vec::as_slice);
            let foot = Foot { pages, sheet, page, tokens: &call::free(pages, plan, page), late: HashMap::new() };
            for region in regions(sheet, parts) {
                if let Some((_, width, label)) = foot.ruled(&region) {
                    habits.rules.push(width);
                    habits.count(&label);
                } else if let Some(label) = foot.small_block(&region).and_then(|start| {
                    let area = region.get(start..)?;
                    foot.label(*area.first()?, &foot.called(area))
                }) {
                    unruled.count(&label);
                }
            }
        }
        if habits.rules.is_empty() { unruled } else { habits }
    }

    fn count(&mut self, label: &Label) {
        if label.raised {
            self.raised += 1;
        } else {
            self.plain += 1;
        }
    }

    fn has_rule(&self, width: f32) -> bool {
        self.rules.iter().any(|known| (known - width).abs() < 1.5)
    }

    /// Whether a label without a rule above is set as those with one are.
    fn suits(&self, label: &Label) -> bool {
        self.raised + self.plain == 0 || label.raised == (self.raised >= self.plain)
    }
}

/// The lines of running text of each region, from its top to its foot.
fn regions(sheet: &Sheet, parts: &[Part]) -> Vec<Vec<usize>> {
    let mut regions: BTreeMap<u16, Vec<usize>> = BTreeMap::new();
    for (index, line) in sheet.lines.iter().enumerate() {
        if parts.get(index) == Some(&Part::Body) {
            regions.entry(line.region).or_default().push(index);
        }
    }
    regions.into_values().collect()
}

struct Foot<'a> {
    pages: &'a Pages<'a>,
    sheet: &'a Sheet,
    page: usize,
    tokens: &'a [Token],
    /// What the pages before call that is still wanted, each with its page.
    late: HashMap<String, usize>,
}

/// Numbers that are called on a page, raised and in brackets.
#[derive(Default)]
struct Called {
    raised: HashSet<String>,
    bracketed: HashSet<String>,
    late: HashMap<String, usize>,
}

impl Called {
    fn has(&self, label: &Label) -> bool {
        self.is_here(label) || self.late.contains_key(&label.key)
    }

    fn is_here(&self, label: &Label) -> bool {
        self.raised.contains(&label.key) || label.bracketed && self.bracketed.contains(&label.key)
    }

    /// Takes away what a note answers to; the page that calls it. Those that are late come first.
    fn answer(&mut self, label: &Label, page: usize, first: bool) -> usize {
        let late = if first || !self.is_here(label) { self.late.remove(&label.key) } else { None };
        if late.is_none() {
            self.raised.remove(&label.key);
            self.bracketed.remove(&label.key);
        }
        late.unwrap_or(page)
    }
}

impl Foot<'_> {
    fn line(&self, index: usize) -> Option<&Line> {
        self.sheet.lines.get(index)
    }

    /// Where in a region the notes begin: under a rule, else where the small type at its foot does.
    fn start(&self, region: &[usize], habits: &Habits, carried: bool) -> Option<usize> {
        let ruled = self.ruled(region).map(|(start, ..)| start);
        let linked = self.linked(region);
        // Where a note of the page before goes on, its end stands first.
        let under_rules = if carried { self.under_rules(region) } else { Vec::new() };
        let known = under_rules.into_iter().filter(|(_, width)| habits.has_rule(*width)).map(|(start, _)| start);
        // What stands over the first note is the end of the one before; the rows of a table are not, whose rules are as wide.
        let first = [ruled, linked].into_iter().flatten().min().unwrap_or(region.len());
        let small = |from: usize, to: usize| self.is_small(region.get(from..to).unwrap_or_default());
        let goes_on =
            known.filter(|start| small(*start, region.len()) && (*start >= first || small(*start, first))).min();
        if let Some(start) = [ruled, linked, goes_on].into_iter().flatten().min() {
            return Some(start);
        }
        let start = self.small_block(region)?;
        let area = region.get(start..).unwrap_or_default();
        let called = self.called(area);
        let suits = |at: &usize| self.label(*at, &called).is_some_and(|label| habits.suits(&label));
        area.iter().position(suits).map(|first| start + first)
    }

    /// The first line of a region that a link on its page says to be a note. Within notes there are rules, too.
    fn linked(&self, region: &[usize]) -> Option<usize> {
        let anchors = &self.pages.anchors;
        if anchors.lead_from_afar(self.page) {
            return None;
        }
        region.iter().position(|&at| anchors.label(self.page, at).is_some())
    }

    /// The lowest rule with a note right under it: that line, the width of the rule, the label.
    fn ruled(&self, region: &[usize]) -> Option<(usize, f32, Label)> {
        self.under_rules(region).into_iter().find_map(|(start, width)| {
            let area = region.get(start..)?;
            let label = self.label(*area.first()?, &self.called(area))?;
            Some((start, width, label))
        })
    }

    /// The first line under each rule that is no underline, with the width of the rule; the lowest rule first.
    fn under_rules(&self, region: &[usize]) -> Vec<(usize, f32)> {
        let lines: Vec<&Line> = region.iter().filter_map(|&at| self.line(at)).collect();
        let (x0, x1) = lines.iter().fold((f32::MAX, f32::MIN), |(x0, x1), line| (x0.min(line.x0), x1.max(line.x1)));
        let mut starts: Vec<(usize, f32)> = Vec::new();
        for rule in &self.sheet.rules {
            let beside = rule.x1.min(x1) - rule.x0.max(x0) >= 15.0;
            let underline = self.sheet.lines.iter().any(|line| {
                let under = rule.y0 - line.y;
                (-1.0..5.0).contains(&under) && line.x0 < rule.x1 && line.x1 > rule.x0
            });
            let start = lines.partition_point(|line| line.y < rule.y0 + 1.0);
            let near = lines.get(start).is_some_and(|line| line.y - rule.y0 < line.size * 3.5);
            if beside && !underline && near {
                starts.push((start, rule.width()));
            }
        }
        starts.sort_by_key(|(start, _)| std::cmp::Reverse(*start));
        starts
    }

    /// Where the small type at the foot of a region begins.
    fn small_block(&self, region: &[usize]) -> Option<usize> {
        let small = |at: &&usize| self.line(**at).is_some_and(|line| line.size < self.pages.body * SMALL);
        let count = region.iter().rev().take_while(small).count();
        (count > 0).then(|| region.len() - count)
    }

    fn is_small(&self, area: &[usize]) -> bool {
        let (mut small, mut all) = (0, 0);
        for cluster in area.iter().filter_map(|&at| self.line(at)).flat_map(|line| self.sheet.clusters_of(line)) {
            all += 1;
            small += usize::from(cluster.size < self.pages.body * SMALL);
        }
        small * 10 >= all * 7
    }

    /// What is called above an area, whose lines go up.
    fn called(&self, area: &[usize]) -> Called {
        let mut called = Called { late: self.late.clone(), ..Called::default() };
        for token in self.tokens.iter().filter(|token| area.binary_search(&token.line).is_err()) {
            let numbers = token.readings(self.sheet).into_iter().flatten().map(|(number, _)| number);
            if token.raised { called.raised.extend(numbers) } else { called.bracketed.extend(numbers) }
        }
        called
    }

    /// The label of a line that answers to what is called.
    fn label(&self, index: usize, called: &Called) -> Option<Label> {
        let line = self.line(index)?;
        let told = self.is_told(index);
        let labels = self.pages.labels(self.page, index, line);
        labels.into_iter().find(|label| called.has(label) && (told || self.may_lack_link(label, line)))
    }

    /// Whether a line may begin a note: where all callouts are linked, one that a link leads to.
    fn is_told(&self, index: usize) -> bool {
        !self.pages.linked || self.pages.anchors.label(self.page, index).is_some()
    }

    /// Whether a line looks so much like a note that the link of its callout may have been missed.
    fn may_lack_link(&self, label: &Label, line: &Line) -> bool {
        label.raised && line.size < self.pages.body * SMALL
    }

    /// Takes the lines of an area apart into notes; the last of them.
    fn take(&self, area: &[usize], plan: &mut Plan, carried: Option<usize>) -> Option<usize> {
        let mut called = self.called(area);
        let labels: Vec<Vec<Label>> = area
            .iter()
            .map(|&at| self.line(at).map_or_else(Vec::new, |line| self.pages.labels(self.page, at, line)))
            .collect();
        let mut rivals = Rivals::of(area.iter().map(|&at| self.line(at)).zip(&labels));
        let mut style = self.style(area, &labels, &called);
        let mut current = carried;
        let (mut begun, mut first) = (false, true);
        for (at, &index) in area.iter().enumerate() {
            let before = current.and_then(|note| plan.notes.get(note)).and_then(|note| note.number.parse().ok());
            let own = labels.get(at).map_or(&[][..], Vec::as_slice);
            let best = |label: &Label, style: Style, line: &Line| rivals.are_worse(label, style, line, at);
            if let Some(label) = self.next_label((index, own), &called, (style, best), before.filter(|_| begun)) {
                begun = true;
                let called_on = called.answer(&label, self.page, first);
                first &= called_on != self.page;
                style = self.line(index).map(|line| Style::of(&label, line));
                current = Some(plan.notes.len());
                plan.notes.push(Found { called_on, ..note(label, self.page, index, NoteKind::Footnote) });
            }
            let part = plan.parts.get_mut(self.page).and_then(|parts| parts.get_mut(index));
            if let (Some(note), Some(part)) = (current, part) {
                *part = Part::Note(note);
            }
        }
        current
    }

    /// How most labels of an area that answer to callouts are set; of two the first.
    fn style(&self, area: &[usize], labels: &[Vec<Label>], called: &Called) -> Option<Style> {
        let mut styles: Vec<(Style, usize)> = Vec::new();
        for (&at, labels) in area.iter().zip(labels) {
            let Some(label) = labels.iter().find(|label| called.has(label)) else { continue };
            let Some(style) = self.line(at).map(|line| Style::of(label, line)) else { continue };
            match styles.iter_mut().find(|(known, _)| known.is_of(label) && known.ends_as(label)) {
                Some((_, count)) => *count += 1,
                None => styles.push((style, 1)),
            }
        }
        styles.into_iter().rev().max_by_key(|(_, count)| *count).map(|(style, _)| style)
    }

    /// The label of its own that a line begins a note with: one that answers to a callout and is the best of its
    /// number, or the number after that of the note `before`.
    fn next_label(
        &self,
        (index, labels): (usize, &[Label]),
        called: &Called,
        (style, mut is_best): (Option<Style>, impl FnMut(&Label, Style, &Line) -> bool),
        before: Option<u32>,
    ) -> Option<Label> {
        let line = self.line(index)?;
        if self.pages.anchors.label(self.page, index).is_some()
            && let Some(label) = labels.iter().find(|label| called.has(label))
        {
            return Some(label.clone());
        }
        let style = style?;
        let mut own = labels.iter().filter(|label| style.is_of(label));
        let told = self.is_told(index);
        let answers = |label: &Label| called.has(label) && (told || self.may_lack_link(label, line));
        if let Some(label) = own.clone().find(|label| answers(label) && is_best(label, style, line)) {
            return Some(label.clone());
        }
        let next = before?.checked_add(1)?;
        own.find(|label| label.value() == Some(next) && style.fit(label, line) == Style::BEST).cloned()
    }
}

/// A note that begins with this label.
pub(super) fn note(label: Label, page: usize, line: usize, kind: NoteKind) -> Found {
    Found {
        marker: label.marker,
        number: label.number,
        key: label.key,
        kind,
        sequence: 1,
        page,
        line,
        called_on: page,
        right: Some(label.right),
        label: label.clusters,
    }
}
