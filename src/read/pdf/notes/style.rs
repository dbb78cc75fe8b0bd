//! How the labels of notes are set.

use std::collections::HashMap;

use super::super::line::Line;
use super::label::Label;

/// How the notes of an area are labelled.
#[derive(Clone, Copy)]
pub(super) struct Style {
    raised: bool,
    bracketed: bool,
    stop: Option<char>,
    right: bool,
    margin: f32,
}

impl Style {
    /// What `fit` comes to at best.
    pub(super) const BEST: u8 = 3;

    pub(super) fn of(label: &Label, line: &Line) -> Self {
        let Label { raised, bracketed, stop, right, .. } = *label;
        Self { raised, bracketed, stop, right, margin: edge(line, right) }
    }

    /// Whether a label is raised, and in brackets, as this style has it.
    pub(super) fn is_of(self, label: &Label) -> bool {
        (label.raised, label.bracketed) == (self.raised, self.bracketed)
    }

    /// Whether a label ends alike, too.
    pub(super) fn ends_as(self, label: &Label) -> bool {
        label.stop == self.stop
    }

    /// How well another label suits: that it ends alike counts for more than that it stands alike, for notes in the
    /// other direction may have theirs at the other end.
    pub(super) fn fit(self, label: &Label, line: &Line) -> u8 {
        let beside = label.right == self.right && (edge(line, label.right) - self.margin).abs() < 8.0;
        u8::from(self.ends_as(label)) * 2 + u8::from(beside)
    }
}

/// The edge of a line at which labels stand.
fn edge(line: &Line, right: bool) -> f32 {
    if right { line.x1 } else { line.x0 }
}

/// The labels of an area by their keys. A date may begin a line as a label does; what is set as the others are is the
/// label.
pub(super) struct Rivals<'a> {
    by_key: HashMap<&'a str, Same<'a>>,
}

/// The labels of one key.
#[derive(Default)]
struct Same<'a> {
    /// Each with its line and where in the area that is, from the first line to the last.
    all: Vec<(usize, &'a Line, &'a Label)>,
    /// Which of them was a better one when last asked: mostly it still is, and a page of nothing but rivals is not
    /// searched again for each of them.
    better: Option<usize>,
}

impl<'a> Rivals<'a> {
    /// The labels of the lines of an area.
    pub(super) fn of(area: impl Iterator<Item = (Option<&'a Line>, &'a Vec<Label>)>) -> Self {
        let mut by_key: HashMap<&str, Same<'_>> = HashMap::new();
        for (at, (line, labels)) in area.enumerate() {
            for (line, label) in line.into_iter().flat_map(|line| labels.iter().map(move |label| (line, label))) {
                by_key.entry(&label.key).or_default().all.push((at, line, label));
            }
        }
        Self { by_key }
    }

    /// Whether a label on this line suits, and none of its key on the lines after, which is the one `at` this place of
    /// the area, suits better.
    pub(super) fn are_worse(&mut self, label: &Label, style: Style, line: &Line, at: usize) -> bool {
        let fit = style.fit(label, line);
        if fit == 0 || fit == Style::BEST {
            return fit == Style::BEST;
        }
        let Some(same) = self.by_key.get_mut(label.key.as_str()) else { return true };
        let is_better =
            |(on, line, other): &(usize, &Line, &Label)| *on > at && style.is_of(other) && style.fit(other, line) > fit;
        if !same.better.and_then(|known| same.all.get(known)).is_some_and(is_better) {
            same.better = same.all.iter().rposition(is_better);
        }
        same.better.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A label `1` with this stop, on a line that begins at `x0`.
    fn label(stop: Option<char>, x0: f32) -> (Line, Label) {
        let text = || "1".to_owned();
        let line = Line { clusters: 0..1, y: 0.0, size: 9.0, x0, x1: 500.0, region: 0 };
        let (raised, bracketed, right) = (false, false, false);
        (line, Label { marker: text(), number: text(), key: text(), clusters: vec![0], raised, bracketed, stop, right })
    }

    #[test]
    fn a_label_gives_way_to_one_after_it_that_suits_better() {
        let (line, model) = label(Some('.'), 50.0);
        let style = Style::of(&model, &line);
        let (stop, none) = (Some('.'), None);
        for (set, expected) in [
            // What suits best does, wherever it stands; of those that suit alike the first.
            (vec![(stop, 50.0), (stop, 50.0)], vec![true, true]),
            (vec![(stop, 90.0), (stop, 90.0)], vec![true, true]),
            (vec![(stop, 90.0), (stop, 50.0), (stop, 90.0)], vec![false, true, true]),
            (vec![(none, 50.0), (stop, 90.0), (none, 50.0)], vec![false, true, true]),
            // What is known of a better one holds only for what stands before it and suits less.
            (vec![(none, 50.0), (stop, 90.0), (stop, 55.0), (stop, 70.0)], vec![false, false, true, true]),
            (vec![(none, 50.0), (stop, 90.0)], vec![false, true]),
            // What neither ends nor stands alike never suits.
            (vec![(none, 90.0)], vec![false]),
        ] {
            let area: Vec<(Line, Label)> = set.iter().map(|(stop, x0)| label(*stop, *x0)).collect();
            let labels: Vec<Vec<Label>> = area.iter().map(|(_, label)| vec![label.clone()]).collect();
            let mut rivals = Rivals::of(area.iter().map(|(line, _)| Some(line)).zip(&labels));
            let found: Vec<bool> =
                area.iter().enumerate().map(|(at, (line, label))| rivals.are_worse(label, style, line, at)).collect();
            assert_eq!(found, expected, "{set:?}");
        }
    }
}
