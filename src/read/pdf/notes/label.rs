//! What stands at the start of a note, and what may call one.

use super::super::cluster::{Cluster, Kind};
use super::super::line::Line;
use super::super::sheet::{self, Sheet};
use super::Place;
use crate::text::digits;

/// The marker at the start of a line.
#[derive(Debug, Clone)]
pub(super) struct Label {
    /// As printed, brackets and full stop left out.
    pub(super) marker: String,
    /// Its number in ASCII digits, or the sign itself.
    pub(super) number: String,
    /// What tells it from the markers of others: its number, and whether letters write it.
    pub(super) key: String,
    /// Its clusters, as indices of the sheet's, brackets included.
    pub(super) clusters: Vec<usize>,
    /// Whether it is raised.
    pub(super) raised: bool,
    /// Whether it stands in brackets.
    pub(super) bracketed: bool,
    /// The full stop, or the like, that is set to it.
    pub(super) stop: Option<char>,
    /// Whether it stands at the right end of its line.
    pub(super) right: bool,
}

impl Label {
    /// Its value, where it is a number.
    pub(super) fn value(&self) -> Option<u32> {
        self.number.parse().ok()
    }
}

/// The longest marker, in characters: `lxxxviii` is the longest Roman numeral under a hundred.
pub(super) const LONGEST: usize = 8;

/// The labels that a line can be read as beginning with: at the end where lines of this direction begin, then at the
/// other, which is where a note in the other direction may have it.
///
/// Roman numerals on the line are read as labels too; only what calls them can tell them from words.
pub(super) fn labels(sheet: &Sheet, line: &Line, rtl: bool) -> Vec<Label> {
    let mut labels: Vec<Label> = Vec::new();
    for right in [rtl, !rtl] {
        let end = End::of(sheet, line, right);
        // Digits that another operation paints may belong to the text: `2021` beside `3`.
        let splits: &[bool] = if end.is_spelled() { &[false] } else { &[true, false] };
        labels.extend(splits.iter().filter_map(|one_run| end.label(*one_run)));
    }
    labels.dedup_by(|a, b| a.clusters == b.clusters);
    labels.sort_by_key(|label| !label.raised);
    labels
}

/// The label that a line begins with, as a link to it says, though nothing sets it off from what follows.
pub(super) fn glued(sheet: &Sheet, line: &Line, rtl: bool, key: &str) -> Option<Label> {
    [rtl, !rtl].into_iter().find_map(|right| {
        let end = End::of(sheet, line, right);
        (1..=LONGEST).find_map(|length| {
            let mut clusters: Vec<usize> = end.order.get(..length)?.to_vec();
            clusters.sort_unstable();
            let ink = clusters.iter().filter_map(|&index| sheet.clusters.get(index));
            let ink = ink.map(|one| is_sign(sheet.slice(one), one.raised).then(|| sheet.slice(one)));
            let marker: String = ink.collect::<Option<_>>()?;
            let (number, own) = number_and_key(&marker);
            let raised = end.cluster(0).is_some_and(|one| one.raised);
            let label = Label { marker, number, key: own, clusters, raised, bracketed: false, stop: None, right };
            (label.key == key).then_some(label)
        })
    })
}

/// Whether a text can be part of a marker.
pub(super) fn is_sign(text: &str, raised: bool) -> bool {
    sort(text, raised).is_some()
}

/// One end of a line, read from its edge inwards.
struct End<'a> {
    sheet: &'a Sheet,
    order: Vec<usize>,
    right: bool,
}

impl<'a> End<'a> {
    fn of(sheet: &'a Sheet, line: &Line, right: bool) -> Self {
        let ink = |index: &usize| sheet.clusters.get(*index).is_some_and(|one| !one.is_blank());
        let mut order: Vec<usize> = line.clusters.clone().collect();
        if right {
            order.reverse();
        }
        let blanks = order.iter().take_while(|index| !ink(index)).count();
        // No label is longer.
        Self { sheet, order: order.into_iter().skip(blanks).take(LONGEST + 4).collect(), right }
    }

    fn cluster(&self, at: usize) -> Option<&'a Cluster> {
        self.order.get(at).and_then(|&index| self.sheet.clusters.get(index))
    }

    fn text(&self, at: usize) -> &'a str {
        self.cluster(at).map_or("", |one| self.sheet.slice(one))
    }

    fn is_bracket(&self, at: usize) -> bool {
        matches!(self.text(at), "(" | ")" | "[" | "]")
    }

    /// Whether every glyph is painted by an operation of its own, so that operations tell nothing.
    fn is_spelled(&self) -> bool {
        let alike = |pair: &&[usize]| match pair {
            [a, b] => self.sheet.clusters.get(*a).map(|one| one.run) == self.sheet.clusters.get(*b).map(|one| one.run),
            _ => false,
        };
        self.order.len() > 2 && self.order.windows(2).filter(alike).count() == 0
    }

    /// The label at this end; painted by one operation, or of any.
    fn label(&self, one_run: bool) -> Option<Label> {
        let opened = self.is_bracket(0);
        let from = usize::from(opened);
        let first = self.cluster(from)?;
        let raised = first.raised;
        let sort = sort(self.text(from), raised)?;
        let mut at = from + 1;
        while at - from < LONGEST
            && let (Some(one), Some(before)) = (self.cluster(at), self.cluster(at - 1))
            && self::sort(self.text(at), raised) == Some(sort)
            && one.raised == raised
            && one.marked == first.marked
            && gap(before, one) < one.size * 0.3
            && !(one_run && one.run != first.run)
        {
            at += 1;
        }
        let closed = self.is_bracket(at);
        let stop = self.text(at).chars().next().filter(|sign| matches!(sign, '.' | '-' | '–' | ':' | '،') && !raised);
        if opened && !closed {
            return None;
        }
        // A stop beside the number may as well be the text's.
        let ends = if closed { [at + 1, at + 1] } else { [at + usize::from(stop.is_some()), at] };
        let end = ends.into_iter().find(|end| self.is_free(at, *end, raised, closed))?;
        let mut body: Vec<usize> = self.order.get(from..at)?.to_vec();
        body.sort_unstable();
        let clusters = body.iter().filter_map(|&index| self.sheet.clusters.get(index));
        let marker: String = clusters.map(|one| self.sheet.slice(one)).collect();
        let (number, key) = number_and_key(&marker);
        let plausible =
            number.parse::<u32>().map_or(raised || sort != Sort::Letters, |value| (1..2000).contains(&value));
        let clusters = self.order.get(..end)?.to_vec();
        let bracketed = opened || closed;
        plausible.then_some(Label { marker, number, key, clusters, raised, bracketed, stop, right: self.right })
    }

    /// Whether what follows a marker that ends before `at`, and with its punctuation before `end`, is set off from it.
    fn is_free(&self, at: usize, end: usize, raised: bool, closed: bool) -> bool {
        let (Some(last), Some(before)) = (self.cluster(at - 1), self.cluster(end - 1)) else { return false };
        let Some(next) = self.cluster(end) else { return true };
        let wide = gap(before, next) > next.size * 0.12;
        // A stop that is painted with the number is the label's, however closely a justified line sets the text to it.
        let own = next.run != last.run && (end == at || before.run == last.run) && !self.is_spelled();
        let apart = next.is_blank() || wide || raised || own;
        apart || last.size < next.size * 0.9 || closed
    }
}

/// The number of a marker, and what tells it from other markers: `1` and `i` are not the same.
fn number_and_key(marker: &str) -> (String, String) {
    let number = digits::marker_number(marker);
    let letters = marker.chars().all(char::is_alphabetic);
    let key = if letters { format!("{} {number}", marker.to_lowercase()) } else { number.clone() };
    (number, key)
}

/// What a marker is made of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Digits,
    Signs,
    Letters,
}

fn sort(text: &str, raised: bool) -> Option<Sort> {
    let mut characters = text.chars();
    match (characters.next()?, characters.next()) {
        (character, None) if digits::value(character).is_some() => Some(Sort::Digits),
        ('*' | '†' | '‡' | '§' | '¶' | '∗' | '‖' | '∥', None) => Some(Sort::Signs),
        ('i' | 'v' | 'x' | 'l', None) => Some(Sort::Letters),
        (character, None) if raised && character.is_alphabetic() => Some(Sort::Letters),
        _ => None,
    }
}

/// The distance between two clusters that stand side by side.
pub(super) fn gap(a: &Cluster, b: &Cluster) -> f32 {
    (b.x0 - a.x1).max(a.x0 - b.x1)
}

/// What may call a note: signs that touch one another, raised over the line or in brackets.
#[derive(Debug, Clone)]
pub(super) struct Token {
    /// The index of its line.
    pub(super) line: usize,
    /// Its clusters, from left to right, as indices of the sheet's.
    pub(super) clusters: Vec<usize>,
    /// Whether it is raised; one in brackets may not be.
    pub(super) raised: bool,
    /// Whether right-to-left letters surround it.
    pub(super) rtl: bool,
    /// Where the note begins that a link over it leads to.
    pub(super) leads: Option<Place>,
}

/// One callout as read: the key of its number, and its clusters.
pub(super) type Reading = (String, Vec<usize>);

impl Token {
    /// The number of some of its clusters.
    pub(super) fn number(&self, sheet: &Sheet, from: usize, to: usize) -> Reading {
        let clusters = self.clusters.get(from..to).unwrap_or_default().to_vec();
        let text: String =
            clusters.iter().filter_map(|&at| sheet.clusters.get(at)).map(|one| sheet.slice(one)).collect();
        (number_and_key(&text).1, clusters)
    }

    /// Every way to read it: as one number, or as several that stand side by side, in the order of reading.
    pub(super) fn readings(&self, sheet: &Sheet) -> Vec<Vec<Reading>> {
        let length = self.clusters.len();
        let mut readings = vec![vec![self.number(sheet, 0, length)]];
        let digit = |&at: &usize| sheet.clusters.get(at).is_some_and(|one| one.kind == Kind::Digit);
        if !self.raised || !(2..=6).contains(&length) || !self.clusters.iter().all(digit) {
            return readings;
        }
        for cut in 1..length {
            let parts = [self.number(sheet, 0, cut), self.number(sheet, cut, length)];
            readings.push(self.in_order(parts.to_vec()));
        }
        if length == 3 || length == 6 {
            let third = length / 3;
            let part = |index: usize| self.number(sheet, index * third, (index + 1) * third);
            readings.push(self.in_order(vec![part(0), part(1), part(2)]));
        }
        readings
    }

    fn in_order(&self, mut parts: Vec<Reading>) -> Vec<Reading> {
        let value = |reading: &Reading| reading.0.parse::<u32>().unwrap_or(0);
        // Beside letters from right to left they may be drawn either way round: callouts count up.
        if self.rtl {
            parts.sort_by_key(value);
        }
        parts
    }
}

/// What may call notes by its looks, for each line of a page, from left to right.
pub(super) fn signs(sheet: &Sheet) -> Vec<Vec<Token>> {
    sheet.lines.iter().enumerate().map(|(index, line)| tokens(sheet, index, line)).collect()
}

fn tokens(sheet: &Sheet, index: usize, line: &Line) -> Vec<Token> {
    let rtl = sheet::runs_from_right(sheet.clusters_of(line));
    let mut tokens: Vec<Token> = Vec::new();
    let mut before: Option<&Cluster> = None;
    for (at, cluster) in line.clusters.clone().zip(sheet.clusters_of(line)).filter(|(_, one)| one.raised) {
        let sort = sort(sheet.slice(cluster), true);
        if sort.is_some() {
            let same = |last: &Cluster| {
                last.raised && gap(last, cluster) < cluster.size * 0.3 && self::sort(sheet.slice(last), true) == sort
            };
            match tokens.last_mut() {
                Some(token) if before.is_some_and(same) => token.clusters.push(at),
                _ => tokens.push(Token { line: index, clusters: vec![at], raised: true, rtl, leads: None }),
            }
            before = Some(cluster);
        }
    }
    tokens.extend(bracketed(sheet, index, line, rtl));
    tokens
}

/// Numbers in brackets that are not raised, such as `(3)` and `[12]`.
fn bracketed(sheet: &Sheet, index: usize, line: &Line, rtl: bool) -> Vec<Token> {
    let mut tokens = Vec::new();
    let clusters = sheet.clusters_of(line);
    let bracket = |one: &Cluster| one.kind == Kind::Other && matches!(sheet.slice(one), "(" | ")" | "[" | "]");
    for open in (0..clusters.len()).filter(|&at| clusters.get(at).is_some_and(bracket)) {
        let digit = |at: &usize| clusters.get(*at).is_some_and(|one| one.kind == Kind::Digit && !one.raised);
        let end = open + 1 + (open + 1..clusters.len()).take_while(digit).count();
        let length = end - open - 1;
        if (1..=3).contains(&length) && clusters.get(end).is_some_and(bracket) {
            let start = line.clusters.start;
            let inside = (start + open + 1..start + end).collect();
            tokens.push(Token { line: index, clusters: inside, raised: false, rtl, leads: None });
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_told_from_letters() {
        for sign in ["*", "†", "‡", "§", "¶", "‖", "∥", "٣", "7"] {
            assert!(is_sign(sign, false) && is_sign(sign, true), "{sign}");
        }
        assert!(["a", "|", "#"].iter().all(|text| !is_sign(text, false)));
    }
}
