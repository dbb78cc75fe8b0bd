//! The text as it is seen, with where each stretch of it stands in the source.

use crate::model::Anchor;

/// A line and a column, from 1.
pub(super) type Position = (u32, u32);

/// The text written so far, and its anchors.
pub(super) struct Canvas<'a> {
    source: &'a str,
    /// The byte of the source that `here` is the position of.
    at: usize,
    here: Position,
    pub(super) text: String,
    pub(super) anchors: Vec<Anchor>,
    /// The position of the text's end if text and source ran on in step.
    expected: Position,
    pending: Break,
}

/// What is to come between the text written and the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Break {
    None,
    Cell,
    Line,
    Block,
}

impl<'a> Canvas<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self {
            source,
            at: 0,
            here: (1, 1),
            text: String::new(),
            anchors: Vec::new(),
            // Nowhere, so that the first text gets an anchor.
            expected: (0, 0),
            pending: Break::None,
        }
    }

    /// Asks for a break before the next text; the widest one asked for counts.
    pub(super) fn separate(&mut self, width: Break) {
        self.pending = self.pending.max(width);
    }

    /// Writes the break asked for.
    pub(super) fn settle(&mut self) {
        let pending = std::mem::replace(&mut self.pending, Break::None);
        let filler = match pending {
            _ if self.text.is_empty() => return,
            Break::None => return,
            Break::Cell => "\t",
            Break::Line => "\n",
            Break::Block => "\n\n",
        };
        let there = self.text.len() - self.text.trim_end_matches('\n').len();
        let filler = if pending >= Break::Line { filler.get(there..).unwrap_or_default() } else { filler };
        self.text.push_str(filler);
        self.expected = advance(self.expected, filler);
    }

    /// Writes text that stands in the source from a byte on.
    pub(super) fn write(&mut self, text: &str, from: usize) {
        self.settle();
        self.anchor(from);
        self.text.push_str(text);
        self.expected = advance(self.expected, text);
    }

    /// Writes text of which the source has line ends where it has spaces: a code span over several lines.
    pub(super) fn write_folded(&mut self, text: &str, from: usize) {
        let mut at = from;
        for (index, piece) in text.split_inclusive(' ').enumerate() {
            let rest = self.source.get(at..).unwrap_or_default();
            // A line's beginning may be a quotation's or a list's.
            let skipped = rest.find(|character: char| !character.is_whitespace() && character != '>').unwrap_or(0);
            if index > 0 && !rest.starts_with(piece) && rest.get(..skipped).is_some_and(|skip| !skip.is_empty()) {
                at += skipped;
            }
            self.write(piece, at);
            at += piece.len();
        }
    }

    /// Says where in the source the text's end stands, where that does not follow from what was written.
    pub(super) fn anchor(&mut self, from: usize) {
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
    pub(super) fn position(&mut self, offset: usize) -> Position {
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
