//! Notes at the foot of their page.

use std::collections::{BTreeMap, HashSet};

use super::super::line::Line;
use super::super::sheet::Sheet;
use super::label::{Label, Token};
use super::{Found, Pages, Part, Plan, call};
use crate::model::NoteKind;

/// Type up to this share of the running text's size is small.
pub(super) const SMALL: f32 = 0.95;

/// Finds the notes that stand on the page that calls them, and what of them goes on on the next.
pub(super) fn find(pages: &Pages<'_>, plan: &mut Plan) {
    let habits = Habits::of(pages, plan);
    // The last note of the page before, which may go on at the foot of this one.
    let mut open: Option<usize> = None;
    for (page, sheet) in pages.sheets.iter().enumerate() {
        let parts = plan.parts.get(page).cloned().unwrap_or_default();
        let foot = Foot { pages, sheet, page, tokens: &call::free(pages, plan, page) };
        let mut last = None;
        for region in regions(sheet, &parts) {
            let carried = last.or(open);
            if let Some(start) = foot.start(&region, &habits, carried.is_some()) {
                let area = region.get(start..).unwrap_or_default();
                last = foot.take(area, plan, carried);
            }
        }
        open = last;
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
            let foot = Foot { pages, sheet, page, tokens: &call::free(pages, plan, page) };
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
}

/// Numbers that are called on a page, raised and in brackets.
#[derive(Default)]
struct Called {
    raised: HashSet<String>,
    bracketed: HashSet<String>,
}

impl Called {
    fn has(&self, label: &Label) -> bool {
        self.raised.contains(&label.key) || label.bracketed && self.bracketed.contains(&label.key)
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
        if ruled.is_some() || linked.is_some() {
            return ruled.into_iter().chain(linked).min();
        }
        if carried {
            // Where a note of the page before goes on, its end stands first.
            let known = self.under_rules(region).into_iter().filter(|(_, width)| habits.has_rule(*width));
            let mut starts = known.map(|(start, _)| start);
            if let Some(start) = starts.find(|start| self.is_small(region.get(*start..).unwrap_or_default())) {
                return Some(start);
            }
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

    /// What is called above an area.
    fn called(&self, area: &[usize]) -> Called {
        let mut called = Called::default();
        for token in self.tokens.iter().filter(|token| !area.contains(&token.line)) {
            let numbers = token.readings(self.sheet).into_iter().flatten().map(|(number, _)| number);
            if token.raised { called.raised.extend(numbers) } else { called.bracketed.extend(numbers) }
        }
        called
    }

    /// The label of a line that answers to what is called.
    fn label(&self, index: usize, called: &Called) -> Option<Label> {
        let line = self.line(index)?;
        if self.pages.linked && self.pages.anchors.label(self.page, index).is_none() {
            return None;
        }
        self.pages.labels(self.page, index, line).into_iter().find(|label| called.has(label))
    }

    /// Takes the lines of an area apart into notes; the last of them.
    fn take(&self, area: &[usize], plan: &mut Plan, carried: Option<usize>) -> Option<usize> {
        let mut called = self.called(area);
        let mut current = carried;
        let mut style: Option<Style> = None;
        for &index in area {
            let Some(line) = self.line(index) else { continue };
            let before = current.and_then(|note| plan.notes.get(note)).and_then(|note| note.number.parse().ok());
            if let Some(label) = self.next_label(index, line, &called, style, before) {
                called.raised.remove(&label.key);
                called.bracketed.remove(&label.key);
                let margin = edge(line, label.right);
                style = Some(Style { raised: label.raised, bracketed: label.bracketed, margin });
                current = Some(plan.notes.len());
                plan.notes.push(note(label, self.page, index, NoteKind::Footnote));
            }
            let part = plan.parts.get_mut(self.page).and_then(|parts| parts.get_mut(index));
            if let (Some(note), Some(part)) = (current, part) {
                *part = Part::Note(note);
            }
        }
        current
    }

    /// The label that a line begins a note with: one that answers to a callout, or, between those, the next number.
    fn next_label(
        &self,
        index: usize,
        line: &Line,
        called: &Called,
        style: Option<Style>,
        before: Option<u32>,
    ) -> Option<Label> {
        let mut labels = self.pages.labels(self.page, index, line);
        let is_linked = self.pages.anchors.label(self.page, index).is_some();
        labels.retain(|label| is_linked || style.is_none_or(|style| style.is_of(label)));
        let told = is_linked || !self.pages.linked;
        if let Some(at) = labels.iter().position(|label| told && called.has(label)) {
            return Some(labels.swap_remove(at));
        }
        let (style, before) = (style?, before?);
        let next =
            |label: &Label| label.value() == Some(before + 1) && (edge(line, label.right) - style.margin).abs() < 8.0;
        labels.into_iter().find(next)
    }
}

/// How the notes of an area are labelled.
#[derive(Clone, Copy)]
struct Style {
    raised: bool,
    bracketed: bool,
    margin: f32,
}

impl Style {
    fn is_of(self, label: &Label) -> bool {
        (label.raised, label.bracketed) == (self.raised, self.bracketed)
    }
}

/// The edge of a line at which labels stand.
fn edge(line: &Line, right: bool) -> f32 {
    if right { line.x1 } else { line.x0 }
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
        right: Some(label.right),
        label: label.clusters,
    }
}
