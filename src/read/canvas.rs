//! The text as it is seen, with where each stretch of it stands in the source.

use crate::model::Anchor;

/// Long stretches get an anchor every so many bytes, so that finding a place never walks further.
const ANCHOR_EVERY: usize = 4096;

/// A line and a column, from 1.
pub(in crate::read) type Position = (u32, u32);

/// The text written so far, and its anchors.
pub(in crate::read) struct Canvas<'a> {
    source: &'a str,
    /// The byte of the source that `here` is the position of.
    at: usize,
    here: Position,
    pub(in crate::read) text: String,
    pub(in crate::read) anchors: Vec<Anchor>,
    /// The position of the text's end if text and source ran on in step.
    expected: Position,
    pending: Break,
    /// Line ends before this byte are not counted as a break that is there already.
    floor: usize,
}

/// What is to come between the text written and the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::read) enum Break {
    None,
    Cell,
    Line,
    Block,
}

impl<'a> Canvas<'a> {
    pub(in crate::read) fn new(source: &'a str) -> Self {
        Self {
            source,
            at: 0,
            here: (1, 1),
            text: String::with_capacity(source.len()),
            anchors: Vec::new(),
            // Nowhere, so that the first text gets an anchor.
            expected: (0, 0),
            pending: Break::None,
            floor: 0,
        }
    }

    /// Has a break written here even if the next block follows at once, so that an empty one keeps a place of its own.
    pub(in crate::read) fn hold(&mut self) {
        self.floor = self.text.len();
    }

    /// Asks for a break before the next text; the widest one asked for counts.
    pub(in crate::read) fn separate(&mut self, width: Break) {
        self.pending = self.pending.max(width);
    }

    /// Writes the break asked for.
    pub(in crate::read) fn settle(&mut self) {
        let pending = std::mem::replace(&mut self.pending, Break::None);
        let filler = match pending {
            _ if self.text.is_empty() => return,
            Break::None => return,
            Break::Cell => "\t",
            Break::Line => "\n",
            Break::Block => "\n\n",
        };
        let written = self.text.get(self.floor..).unwrap_or_default();
        let there = written.len() - written.trim_end_matches('\n').len();
        let filler = if pending >= Break::Line { filler.get(there..).unwrap_or_default() } else { filler };
        self.text.push_str(filler);
        self.expected = advance(self.expected, filler);
    }

    /// Writes text that stands in the source from a byte on.
    pub(in crate::read) fn write(&mut self, text: &str, from: usize) {
        self.settle();
        self.anchor(from);
        let mut rest = text;
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(rest.floor_char_boundary(ANCHOR_EVERY));
            self.text.push_str(piece);
            self.expected = advance(self.expected, piece);
            let known = self.anchors.last().map_or(0, |anchor| anchor.start);
            if self.text.len() - known >= ANCHOR_EVERY {
                let (line, column) = self.expected;
                self.anchors.push(Anchor { start: self.text.len(), line, column, ..Anchor::default() });
            }
            rest = after;
        }
    }

    /// Writes text of which the source has line ends where it has spaces: a code span over several lines.
    pub(in crate::read) fn write_folded(&mut self, text: &str, from: usize) {
        let mut at = from;
        for piece in text.split_inclusive(' ') {
            let rest = self.source.get(at..).unwrap_or_default();
            if !piece.starts_with(' ') && !rest.starts_with(piece) {
                // A line's beginning may be a quotation's or a list's.
                let begins = |(at, character): (usize, char)| {
                    let code = rest.get(at..).is_some_and(|rest| rest.starts_with(piece.trim_end_matches(' ')));
                    (code || !(character.is_whitespace() || character == '>')).then_some(at)
                };
                at += rest.char_indices().find_map(begins).unwrap_or(0);
            }
            self.write(piece, at);
            at += piece.len();
        }
    }

    /// Says where in the source the text's end stands, where that does not follow from what was written.
    pub(in crate::read) fn anchor(&mut self, from: usize) {
        let position = self.position(from);
        if position == self.expected {
            return;
        }
        let anchor = Anchor { start: self.text.len(), line: position.0, column: position.1, ..Anchor::default() };
        match self.anchors.last_mut() {
            Some(last) if last.start == anchor.start => *last = anchor,
            _ => self.anchors.push(anchor),
        }
        self.expected = position;
    }

    /// The position of a byte of the source. Fast for bytes near the last one asked for.
    pub(in crate::read) fn position(&mut self, mut offset: usize) -> Position {
        offset = offset.min(self.source.len());
        while !self.source.is_char_boundary(offset) {
            offset -= 1;
        }
        if offset >= self.at {
            self.here = advance(self.here, self.source.get(self.at..offset).unwrap_or_default());
        } else {
            let back = self.source.get(offset..self.at).unwrap_or_default();
            let line_start = self.source.get(..offset).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
            let lines = back.bytes().filter(|byte| *byte == b'\n').count() as u32;
            let column = self.source.get(line_start..offset).unwrap_or_default().chars().count() as u32 + 1;
            self.here = (self.here.0 - lines, column);
        }
        self.at = offset;
        self.here
    }
}

fn advance((mut line, mut column): Position, text: &str) -> Position {
    for character in text.chars() {
        if character == '\n' {
            (line, column) = (line + 1, 1);
        } else {
            column += 1;
        }
    }
    (line, column)
}
