//! URLs that go on in the next line.

use std::ops::Range;

use super::reading::Joint;
use super::run::{Run, char_at, run, starts_with, tail};
use super::scan::Start;
use super::tie::{Tie, slashes_wanted, tie};
use crate::text::bidi;

/// The most lines that one URL is followed over.
const MOST_PIECES: usize = 12;

/// The most line ends between two pieces; extraction puts empty lines between lines of unlike height.
const MOST_LINE_ENDS: usize = 3;

/// A URL with its pieces over several lines.
pub(super) struct Whole {
    /// The pieces, in order, with how each is joined to the one before; never empty.
    pub(super) pieces: Vec<(Range<usize>, Joint)>,
    /// What may or does belong to it elsewhere.
    pub(super) rest: Rest,
}

/// What belongs to a URL beside its pieces.
pub(super) enum Rest {
    None,
    /// From this byte on, its last letters may be the sentence's.
    Glued(usize),
    /// This piece of the next line may belong to it.
    Perhaps(Range<usize>, Joint),
    /// This piece of the next line belongs to it though text stands between; the sign of this many bytes before the
    /// URL does too.
    Displaced(Range<usize>, Joint, usize),
}

impl Whole {
    /// A URL that ends in its line.
    pub(super) fn one(start: &Start, first: Run) -> Self {
        let rest = first.glued.map_or(Rest::None, Rest::Glued);
        Self { pieces: vec![(start.read..first.trimmed, Joint::Plain)], rest }
    }

    /// The byte after its last piece.
    pub(super) fn end(&self) -> usize {
        self.pieces.last().map_or(0, |(piece, _)| piece.end)
    }
}

/// Follows a URL of which the first run is known into the lines after it.
pub(super) fn follow(text: &str, start: &Start, first: Run) -> Whole {
    let mut pieces = vec![(start.read..first.end, Joint::Plain)];
    let mut last = first;
    let mut rest = Rest::None;
    while pieces.len() < MOST_PIECES
        && let Some((at, joint, printed)) = next_line(text, last.end)
    {
        let before = text.get(start.read..printed).unwrap_or_default();
        // The host begins after what its scheme lacked.
        let slashes = slashes_wanted(before).filter(|slashes| starts_with(text, at, slashes));
        let next = run(text, at + slashes.map_or(0, str::len), last.state);
        match tie(before, last.state.section, text.get(at..next.trimmed).unwrap_or_default()) {
            Tie::Strong => {
                pieces.push((at..next.end, joint));
                last = next;
            }
            Tie::Weak => {
                rest = Rest::Perhaps(at..next.trimmed, joint);
                break;
            }
            Tie::None => break,
        }
    }
    if let [_] = pieces.as_slice()
        && matches!(rest, Rest::None)
    {
        let mut whole = Whole::one(start, first);
        if let Some(displaced) = displaced(text, start, first) {
            whole.rest = displaced;
        }
        return whole;
    }
    if let Some((piece, _)) = pieces.last_mut() {
        piece.end = last.trimmed;
    }
    Whole { pieces, rest }
}

/// Where the next line's first token begins, if nothing but space stands before the line's end; how it is joined, and
/// the byte after the sign it is joined by.
fn next_line(text: &str, end: usize) -> Option<(usize, Joint, usize)> {
    let (joint, printed) = if char_at(text, end) == Some('\u{2010}') {
        // No URL has this hyphen, so that the run ends before it.
        (Joint::SoftHyphen, end + '\u{2010}'.len_utf8())
    } else {
        match text.get(..end).and_then(|before| before.chars().next_back()) {
            Some('-') => (Joint::Hyphen, end),
            Some('\u{00AD}') => (Joint::SoftHyphen, end),
            _ => (Joint::Plain, end),
        }
    };
    line_after(text, printed).map(|at| (at, joint, printed))
}

/// Whether nothing but space stands before the line's end, and a further line follows.
pub(super) fn ends_line(text: &str, end: usize) -> bool {
    line_after(text, end).is_some()
}

fn line_after(text: &str, end: usize) -> Option<usize> {
    let mut line_ends = 0;
    for (at, character) in tail(text, end).char_indices() {
        match character {
            '\n' => line_ends += 1,
            // A page ends here.
            '\u{000C}' => return None,
            _ if character.is_whitespace() || bidi::is_control(character) => {}
            _ => return (1..=MOST_LINE_ENDS).contains(&line_ends).then_some(end + at),
        }
    }
    None
}

/// The rest of a URL that stands first in a line written from right to left: its visual end is there, the line's
/// other text comes after it, and the sign at which it was broken is displaced before it.
fn displaced(text: &str, start: &Start, first: Run) -> Option<Rest> {
    let before = text.get(..start.at)?;
    let sign = before.chars().next_back().filter(|sign| "-/_=?&.\u{2010}".contains(*sign));
    let line = before.get(..before.len() - sign.map_or(0, char::len_utf8))?;
    let first_in_line = line
        .chars()
        .rev()
        .find(|character| *character == '\n' || !(character.is_whitespace() || bidi::is_control(*character)))
        .is_none_or(|character| character == '\n');
    if !first_in_line {
        return None;
    }
    // Looked for once a line: further URLs of the line do not stand first in it.
    let after = tail(text, first.end);
    let end = after.find('\n')?;
    if !after.get(..end)?.chars().any(|character| bidi::is_rtl(character) && !bidi::is_control(character)) {
        return None;
    }
    let at = line_after(text, first.end + end)?;
    let next = run(text, at, first.state);
    let token = text.get(at..next.trimmed)?;
    let mut printed = text.get(start.read..first.trimmed)?.to_owned();
    printed.extend(sign);
    let joint = sign.map_or(Joint::Plain, Joint::Displaced);
    match (tie(&printed, first.state.section, token), sign) {
        (Tie::None, _) | (Tie::Weak, Some(_)) => None,
        (Tie::Strong, Some(sign)) => Some(Rest::Displaced(at..next.trimmed, joint, sign.len_utf8())),
        // Without the sign, the line may as well have ended with the URL.
        (_, None) => Some(Rest::Perhaps(at..next.trimmed, joint)),
    }
}
