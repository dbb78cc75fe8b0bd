//! A line as painted, from left to right, to the order in which it is read.
//!
//! This is the way back of the bidirectional algorithm (UAX #9), as far as there is one: runs are turned round, clusters
//! never, and numbers and words of the other direction keep their order. Where two orders look alike, what was painted
//! by one operation or lies under one link is kept together.

use std::ops::Range;

use super::cluster::{Cluster, Kind};
use super::painted;

/// One piece of an ordered line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'a> {
    /// The cluster; `None` for a blank between words that nothing was painted for.
    pub(super) cluster: Option<&'a Cluster>,
    /// The link that covers it.
    pub(super) link: Option<u16>,
    /// Whether a bracket here is painted in the form that it has from left to right, and stands for the other one.
    pub(super) mirrored: bool,
}

impl Piece<'_> {
    fn kind(&self) -> Kind {
        self.cluster.map_or(Kind::Blank, |cluster| cluster.kind)
    }

    fn run(&self) -> Option<u32> {
        self.cluster.map(|cluster| cluster.run)
    }

    fn is_raised(&self) -> bool {
        self.cluster.is_some_and(|cluster| cluster.raised)
    }

    /// Whether it ends what may be kept together from left to right.
    fn breaks(&self) -> bool {
        self.kind() == Kind::Rtl || self.is_raised()
    }

    /// Whether no bracket, hyphen or the like follows where words go on: a mark that cannot be told which side it is of.
    fn is_sign(&self) -> bool {
        matches!(self.kind(), Kind::Other | Kind::Joint)
    }
}

/// The text of clusters, for the signs whose form counts.
pub(super) type Slice<'s> = &'s dyn Fn(&Cluster) -> &'s str;

/// How a line is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Way {
    /// Whether it runs from right to left.
    pub(super) rtl: bool,
    /// Whether its parts are painted in the order in which they are read.
    pub(super) as_painted: bool,
}

/// Orders the clusters of a line, which come from left to right; `size` is the line's font size.
pub(super) fn ordered<'a>(clusters: &[&'a Cluster], size: f32, way: Way, slice: Slice<'_>) -> Vec<Piece<'a>> {
    let least = least_blank(clusters);
    if way.as_painted {
        return painted::ordered(clusters, size, least, way.rtl, slice);
    }
    let spaced = spaced(clusters, size, least);
    if !way.rtl {
        return from_left(&spaced, size, slice);
    }
    let mut ordered = from_right(&spaced, size, slice);
    // A paragraph that runs from left to right has what ends it at its right, even where all its words run from there.
    let ends = |piece: &Piece<'_>| matches!(piece.cluster.map_or("", slice), "." | "," | ":" | ";" | "،" | "؛");
    let stray = ordered.iter().take_while(|piece| ends(piece)).count();
    if stray < ordered.len() {
        ordered.rotate_left(stray);
    }
    ordered
}

/// The least gap that stands for a blank, in ems. Files that paint their blanks need no gaps to be read as such, but
/// where they are wide.
fn least_blank(clusters: &[&Cluster]) -> f32 {
    let painted = clusters.iter().filter(|cluster| cluster.is_blank()).count();
    if painted * 12 > clusters.len() { 0.27 } else { 0.17 }
}

/// Whether the gap between two clusters side by side stands for a blank.
pub(super) fn is_gap(last: &Cluster, next: &Cluster, size: f32, blank: f32) -> bool {
    let em = last.size.max(next.size).min(size.max(1.0));
    let blank = if last.raised || next.raised { blank.max(0.25) } else { blank };
    !last.is_blank() && !next.is_blank() && next.x0 - last.x1 > em * blank
}

/// The clusters with a blank wherever a gap stands for one.
pub(super) fn spaced<'a>(clusters: &[&'a Cluster], size: f32, least: f32) -> Vec<Piece<'a>> {
    let mut pieces: Vec<Piece<'a>> = Vec::with_capacity(clusters.len() + clusters.len() / 4);
    for &cluster in clusters {
        let blank = cluster.is_blank();
        if let Some(before) = pieces.last().copied() {
            if blank && before.kind() == Kind::Blank {
                continue;
            }
            if let Some(last) = before.cluster.filter(|last| is_gap(last, cluster, size, least)) {
                let link = last.link.filter(|link| cluster.link == Some(*link));
                pieces.push(Piece { cluster: None, link, mirrored: false });
            }
        }
        pieces.push(Piece { cluster: Some(cluster), link: cluster.link, mirrored: false });
    }
    pieces
}

/// A line that runs from left to right: what is written from right to left in it is turned round.
pub(super) fn from_left<'a>(pieces: &[Piece<'a>], size: f32, slice: Slice<'_>) -> Vec<Piece<'a>> {
    let mut ordered = Vec::with_capacity(pieces.len());
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        if piece.kind() != Kind::Rtl {
            ordered.push(*piece);
            at += 1;
            continue;
        }
        let rest = pieces.get(at..).unwrap_or_default();
        let reach = rest.iter().take_while(|one| one.kind() != Kind::Ltr && !one.is_raised()).count();
        let last = rest.get(..reach).unwrap_or_default().iter().rposition(|one| one.kind() == Kind::Rtl).unwrap_or(0);
        ordered.extend(from_right(rest.get(..=last).unwrap_or_default(), size, slice));
        at += last + 1;
    }
    ordered
}

/// A line that runs from right to left: read from its right end, but for the islands in it that run from left to right.
pub(super) fn from_right<'a>(pieces: &[Piece<'a>], size: f32, slice: Slice<'_>) -> Vec<Piece<'a>> {
    let mut island = vec![0; pieces.len()];
    mark_numbers(pieces, &mut island);
    mark_words(pieces, size, slice, &mut island);
    let mut ordered = Vec::with_capacity(pieces.len());
    let mut end = pieces.len();
    while let Some(at) = end.checked_sub(1) {
        let Some(piece) = pieces.get(at) else { break };
        let start = if piece.is_raised() && piece.kind() == Kind::Digit {
            raised_start(pieces, at)
        } else if island.get(at).is_some_and(|id| *id > 0) {
            island_start(pieces, &island, at)
        } else {
            ordered.push(Piece { mirrored: true, ..*piece });
            end = at;
            continue;
        };
        end = start;
        // A marker behind a number that ends in it forms one number with it, and stands at its right.
        if piece.is_raised()
            && let Some(number) = number_before(pieces, &island, start, size)
        {
            ordered.extend(pieces.get(number..start).unwrap_or_default());
            end = number;
        }
        ordered.extend(pieces.get(start..=at).unwrap_or_default());
    }
    ordered
}

/// The start of the raised digits that end at `at` and touch one another.
fn raised_start(pieces: &[Piece<'_>], at: usize) -> usize {
    let mut start = at;
    while let (Some(before), Some(first)) = (start.checked_sub(1).and_then(|i| pieces.get(i)), pieces.get(start)) {
        let (Some(one), Some(next)) = (before.cluster, first.cluster) else { break };
        let touches = one.run == next.run || (next.x0 - one.x1).abs() < next.size * 0.08;
        if !(one.raised && one.kind == Kind::Digit && touches) {
            break;
        }
        start -= 1;
    }
    start
}

fn island_start(pieces: &[Piece<'_>], island: &[u32], at: usize) -> usize {
    let own = island.get(at);
    let within =
        |index: &usize| island.get(*index) == own && pieces.get(*index).is_some_and(|piece| !piece.is_raised());
    (0..=at).rev().take_while(within).last().unwrap_or(at)
}

/// The start of the number that ends right before `start`, where it does.
fn number_before(pieces: &[Piece<'_>], island: &[u32], start: usize, size: f32) -> Option<usize> {
    let at = start.checked_sub(1)?;
    let (last, marker) = (pieces.get(at)?.cluster?, pieces.get(start)?.cluster?);
    let touches = marker.x0 - last.x1 < size * 0.15;
    (touches && last.kind == Kind::Digit && !last.raised && island.get(at).is_some_and(|id| *id > 0))
        .then(|| island_start(pieces, island, at))
}

/// Marks numbers: digits, and the signs that join them, such as those of a date; not the hyphen.
fn mark_numbers(pieces: &[Piece<'_>], island: &mut [u32]) {
    let is = |at: usize, kind: Kind| pieces.get(at).is_some_and(|one| one.kind() == kind && !one.is_raised());
    let mut id = 1;
    for at in 0..pieces.len() {
        let joins = is(at, Kind::Joint) && at > 0 && is(at - 1, Kind::Digit) && is(at + 1, Kind::Digit);
        if !joins && !is(at, Kind::Digit) {
            id += 1;
        } else if let Some(mark) = island.get_mut(at) {
            *mark = id;
        }
    }
}

/// Marks words written from left to right, with what stands between them and the signs that belong to them.
fn mark_words(pieces: &[Piece<'_>], size: f32, slice: Slice<'_>, island: &mut [u32]) {
    let mut at = 0;
    let mut id = pieces.len() as u32 + 2;
    while at < pieces.len() {
        if pieces.get(at).is_none_or(|one| one.kind() != Kind::Ltr || one.is_raised()) {
            at += 1;
            continue;
        }
        let last = extended(pieces, at, words_end(pieces, at, size, slice), slice);
        let (first, last) = bracketed(pieces, words_start(pieces, at, slice), last, slice);
        let apart = link_apart(pieces, first, last, slice);
        for part in [first..apart.start, apart.end..last + 1] {
            if let Some(marks) = island.get_mut(part) {
                marks.fill(id);
            }
            id += 1;
        }
        at = last + 1;
    }
}

/// From a letter to the last letter, digit or closing bracket that is reached without meeting the other direction.
fn words_end(pieces: &[Piece<'_>], from: usize, size: f32, slice: Slice<'_>) -> usize {
    let (mut end, mut open, mut turned) = (from, 0_usize, false);
    let mut run = pieces.get(from).and_then(Piece::run);
    for (at, piece) in pieces.iter().enumerate().skip(from + 1) {
        // What stands at the right and was painted before is read before.
        if piece.breaks() || piece.run().is_some() && piece.run() < run {
            break;
        }
        run = piece.run().or(run);
        match piece.kind() {
            // A number beside a link that does not lie under it is not of its words.
            Kind::Digit if pieces.get(end).is_some_and(|last| last.link.is_some() && last.link != piece.link) => {}
            // Nor is one beyond a comma that is set to it from the left, as those between words from the right are.
            Kind::Digit if turned => {}
            Kind::Ltr | Kind::Digit => (end, turned) = (at, false),
            Kind::Joint | Kind::Other if is_turned(pieces, at, slice) => turned = true,
            Kind::Other => {
                let sign = piece.cluster.map_or("", slice);
                if matches!(sign, "(" | "[" | "“" | "‘" | "«") {
                    open += 1;
                } else if open > 0 && matches!(sign, ")" | "]" | "”" | "’" | "»") {
                    open -= 1;
                    end = at;
                }
            }
            _ => {}
        }
    }
    // A number far off, at the margin, is no part of the words.
    let far = |at: &usize| {
        let gap = match (
            pieces.get(at.wrapping_sub(1)).and_then(|p| p.cluster),
            pieces.get(at + 1).and_then(|p| p.cluster),
        ) {
            (Some(before), Some(after)) => after.x0 - before.x1,
            _ => 0.0,
        };
        let rest = pieces.get(at + 1..=end).unwrap_or_default();
        gap > size * 0.75
            && pieces.get(*at).is_some_and(|piece| piece.kind() == Kind::Blank)
            && pieces.get(at.wrapping_sub(1)).and_then(Piece::run) != pieces.get(at + 1).and_then(Piece::run)
            && rest.iter().all(|one| matches!(one.kind(), Kind::Digit | Kind::Blank))
    };
    (from + 1..end).find(far).map_or(end, |at| at - 1)
}

/// Whether a sign is one of those that part sentences and their like, and is set to what stands before it.
fn parts(sign: &str) -> bool {
    matches!(sign, "," | ";" | ":")
}

/// Whether a comma is set to what stands at its right, and to nothing at its left.
fn is_turned(pieces: &[Piece<'_>], at: usize, slice: Slice<'_>) -> bool {
    let blank = |at: Option<usize>| at.and_then(|at| pieces.get(at)).is_some_and(|one| one.kind() == Kind::Blank);
    let sign = pieces.get(at).and_then(|one| one.cluster).map_or("", slice);
    (parts(sign) || matches!(sign, "،" | "؛")) && blank(at.checked_sub(1)) && !blank(Some(at + 1))
}

/// Signs after words that were painted in one operation with them, or lie under one link: the hyphen or slash that a
/// wrapped URL ends with. And the comma that is set to words and to nothing behind it: were it of the text around, it
/// would stand at their left.
fn extended(pieces: &[Piece<'_>], from: usize, mut end: usize, slice: Slice<'_>) -> usize {
    while let (Some(last), Some(next)) = (pieces.get(end), pieces.get(end + 1)) {
        let bracket = matches!(next.cluster.map_or("", slice), "(" | ")" | "[" | "]");
        let same_run = next.run().is_some() && next.run() == last.run() && run_is_ltr(pieces, from, end) && !bracket;
        let same_link = last.link.is_some() && next.link == last.link;
        let after = pieces.get(end + 2);
        let loose = after.is_none_or(|after| !matches!(after.kind(), Kind::Rtl | Kind::Digit) && !after.is_raised());
        let comma = loose && parts(next.cluster.map_or("", slice)) && last.cluster.is_some_and(|one| !one.is_blank());
        if next.breaks() || next.kind() == Kind::Blank || !(same_run || same_link || comma) {
            break;
        }
        end += 1;
    }
    end
}

/// The blank between a link that words begin with and the rest of them, where the rest ends in a comma: it is read
/// first, and goes on with the link.
fn link_apart(pieces: &[Piece<'_>], first: usize, last: usize, slice: Slice<'_>) -> Range<usize> {
    let none = last + 1..last + 1;
    let text = |at: usize| pieces.get(at).and_then(|piece| piece.cluster).map_or("", slice);
    let Some(link) = pieces.get(first).and_then(|piece| piece.link).filter(|_| parts(text(last))) else { return none };
    let blank = |at: &usize| pieces.get(*at).is_some_and(|piece| piece.kind() == Kind::Blank);
    let linked = |at: &usize| pieces.get(*at).is_some_and(|piece| piece.link == Some(link));
    let end = (first..last).take_while(linked).last().map_or(first, |at| at + 1);
    // Where a link lies over the whole line, its URL is what it leads from.
    let word: String = (first..last).take_while(|at| !blank(at)).map(text).collect();
    let end = if word.starts_with("http") || word.starts_with("www.") { first + word.chars().count() } else { end };
    let start = (first..end.min(last)).rev().take_while(blank).last().unwrap_or(end);
    let rest = (end..last).take_while(blank).last().map_or(end, |at| at + 1);
    if start < rest && rest < last { start..rest } else { none }
}

/// The brackets around words that were painted in one operation with them and have the form they are painted in.
fn bracketed(pieces: &[Piece<'_>], first: usize, last: usize, slice: Slice<'_>) -> (usize, usize) {
    let text = |at: usize| pieces.get(at).and_then(|piece| piece.cluster).map_or("", slice);
    let run = |at: usize| pieces.get(at).and_then(Piece::run);
    let Some(open) = first.checked_sub(1) else { return (first, last) };
    let pair = matches!((text(open), text(last + 1)), ("(", ")") | ("[", "]"));
    if pair && run(open) == run(first) && run(last + 1) == run(last) { (open, last + 1) } else { (first, last) }
}

/// Whether an operation paints words from left to right, so that the signs in it stand where they are read.
fn run_is_ltr(pieces: &[Piece<'_>], from: usize, end: usize) -> bool {
    let Some(run) = pieces.get(end).and_then(Piece::run) else { return false };
    pieces.get(from..=end).unwrap_or_default().iter().any(|one| one.run() == Some(run) && one.kind() == Kind::Ltr)
}

/// Numbers and brackets before words that were painted in one operation with them, such as the end of a wrapped
/// bracket.
fn words_start(pieces: &[Piece<'_>], from: usize, slice: Slice<'_>) -> usize {
    let run = pieces.get(from).and_then(Piece::run);
    let link = pieces.get(from).and_then(|piece| piece.link);
    let (mut start, mut at) = (from, from);
    while let Some(before) = at.checked_sub(1) {
        let Some(piece) = pieces.get(before) else { break };
        let same_link = link.is_some() && piece.link == link;
        let same_run = piece.run() == run || piece.cluster.is_none();
        if piece.breaks() || !(same_run || same_link) {
            break;
        }
        at = before;
        if piece.kind() == Kind::Digit || same_link && piece.is_sign() {
            start = at;
        }
    }
    // Numbers to which a comma is set: were they read after the words, it would stand at their left.
    let kind = |at: usize| pieces.get(at).map(Piece::kind);
    loop {
        let blanks = (0..start).rev().take_while(|&at| kind(at) == Some(Kind::Blank)).count();
        let comma = (start - blanks).checked_sub(1);
        let comma =
            comma.filter(|&at| blanks > 0 && parts(pieces.get(at).and_then(|one| one.cluster).map_or("", slice)));
        let Some(comma) = comma.filter(|&at| at > 0 && kind(at - 1) == Some(Kind::Digit)) else { return start };
        let number = |at: &usize| {
            let raised = pieces.get(*at).is_some_and(Piece::is_raised);
            matches!(kind(*at), Some(Kind::Digit | Kind::Joint)) && !raised
        };
        match (0..comma).rev().take_while(number).last() {
            Some(first) => start = first,
            None => return start,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::cluster::kind;
    use super::*;

    /// Reads a line painted as `visual`, from left to right, each character half an em wide; `|` begins another
    /// operation, `^` raises the next character.
    fn read(visual: &str, rtl: bool) -> String {
        let mut texts: Vec<String> = Vec::new();
        let mut clusters: Vec<Cluster> = Vec::new();
        let (mut x, mut run, mut raised) = (0.0, 0, false);
        for character in visual.chars() {
            match character {
                '|' => run += 1,
                '^' => raised = true,
                _ => {
                    let text = character.to_string();
                    clusters.push(Cluster {
                        text: texts.len() as u32..texts.len() as u32,
                        kind: kind(&text),
                        x0: x,
                        x1: x + 5.0,
                        y: 0.0,
                        size: 10.0,
                        run,
                        link: None,
                        marked: None,
                        artifact: false,
                        raised: std::mem::take(&mut raised),
                    });
                    texts.push(text);
                    x += 5.0;
                }
            }
        }
        let all: Vec<&Cluster> = clusters.iter().collect();
        let slice = |cluster: &Cluster| texts.get(cluster.text.start as usize).map_or("", String::as_str);
        let pieces = ordered(&all, 10.0, Way { rtl, as_painted: false }, &slice);
        pieces.iter().map(|piece| piece.cluster.map_or(" ", slice)).collect()
    }

    #[test]
    fn lines_are_read_in_their_order() {
        for (visual, rtl, expected) in [
            // Latin, and a word from right to left in it.
            ("one two, 2021", false, "one two, 2021"),
            ("see ءام baz", false, "see ماء baz"),
            // Letters are turned round, numbers and their signs are not.
            ("2021/05/12 يف ءام", true, "ماء في 2021/05/12"),
            ("35.5% ءام", true, "ماء %35.5"),
            // Latin words keep their order, with what stands between them.
            (".|World Bank, Report, p. 12| ءام", true, "ماء World Bank, Report, p. 12."),
            // The hyphen that a URL is broken after was painted with it.
            ("|https://a.example/b-| ءام", true, "ماء https://a.example/b-"),
            // Brackets painted in one operation with their words, by form and by meaning.
            ("|(WFP)| ءام", true, "ماء (WFP)"),
            ("|)WFP(| ءام", true, "ماء (WFP)"),
            // A comma belongs to what it is set to: from the left to a number of the text around, from the right to words
            // and numbers of the island.
            ("Bank ,12| ءام", true, "ماء 12, Bank"),
            ("UNEP، 11| ءام", true, "ماء UNEP، 11"),
            ("12/09/2022,| Link| ءام", true, "ماء 12/09/2022, Link"),
            ("The Quay,|“ ءام", true, "ماء “The Quay,"),
            // The stop of a paragraph from left to right, all of whose words run from right to left.
            ("ءام.", true, "ماء."),
            // A marker beside a number, and one beside a word.
            ("2023^1 ءام", true, "ماء 20231"),
            ("^1ءام", true, "ماء1"),
        ] {
            assert_eq!(read(visual, rtl), expected, "{visual}");
        }
    }
}
