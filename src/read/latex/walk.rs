//! From the source to a document: text, notes and links in the order they are met.

use std::collections::{HashMap, VecDeque};
use std::ops::Range;
use std::sync::Arc;

use super::cite::Cites;
use super::files::Files;
use super::macros::{Macros, Piece};
use super::notes::Notes;
use super::scan::{Shape, line_end};
use crate::formats::tex;
use crate::model::{Defect, Directive, Document, Hyperlink, Message, Place, StatedWork};
use crate::read::canvas::{Break, Canvas};
use crate::read::directive;

/// How deep commands are followed into their arguments and bodies.
const DEEPEST: usize = 60;
/// How many steps are taken for each byte of the source, so that commands that call themselves come to an end.
const STEPS: usize = 8;

/// What is read so far.
#[expect(clippy::struct_excessive_bools, reason = "TeX has as many modes")]
pub(super) struct Walk<'a> {
    pub(super) files: &'a Files,
    pub(super) source: &'a str,
    pub(super) shape: Shape<'a>,
    pub(super) canvas: Canvas<'a>,
    /// Whether the text's end is the start of a block or line.
    blank: bool,
    /// The space that comes before the next text, by where it stands.
    gap: Option<usize>,
    /// Whether nothing is printed: before the document begins.
    pub(super) mute: bool,
    pub(super) math: bool,
    pub(super) at_letter: bool,
    /// Whether the document has ended.
    pub(super) ended: bool,
    pub(super) macros: Macros,
    /// Whether the title or its authors are being read.
    pub(super) in_title: bool,
    /// How much was written where each condition began; `None` where its first branch holds.
    pub(super) conditions: HashMap<usize, Option<usize>>,
    pub(super) notes: Notes,
    pub(super) links: Vec<Hyperlink>,
    pub(super) verbatim: Vec<Range<usize>>,
    pub(super) works: Vec<StatedWork>,
    pub(super) undefined: Vec<(String, Range<usize>)>,
    pub(super) cites: Cites,
    /// Notes whose text comes after the block that calls them.
    pub(super) held: VecDeque<(usize, Held)>,
    /// The note whose text is being written.
    pub(super) inside: Option<usize>,
    /// Where works are cited, by key.
    pub(super) pending_callouts: Vec<(String, Range<usize>)>,
    /// How many links and headings are open: notes wait until they are closed.
    pub(super) inline: usize,
    /// The entry of the list of references that is open, and where it begins.
    pub(super) item: Option<(usize, usize)>,
    pub(super) sections_restart: bool,
    depth: usize,
    steps: usize,
    open_files: Vec<Range<usize>>,
    defects: Vec<(usize, Message)>,
}

/// The text of a note, still to be written.
pub(super) enum Held {
    /// As it stands in the source.
    Piece(Piece),
    /// Works cited: what stands before them, their keys, what stands after, and where.
    Works(Vec<Cited>),
}

/// One work cited, with what is said before and after.
#[derive(Debug, Clone)]
pub(super) struct Cited {
    pub(super) before: Option<Piece>,
    pub(super) key: String,
    pub(super) after: Option<Piece>,
    pub(super) at: usize,
}

impl<'a> Walk<'a> {
    pub(super) fn new(files: &'a Files, cites: Cites) -> Self {
        let source = files.source.as_str();
        Self {
            files,
            source,
            shape: Shape::of(source),
            canvas: Canvas::new(source),
            blank: true,
            gap: None,
            mute: false,
            math: false,
            at_letter: false,
            ended: false,
            macros: Macros::default(),
            in_title: false,
            conditions: HashMap::new(),
            notes: Notes::default(),
            links: Vec::new(),
            verbatim: Vec::new(),
            works: Vec::new(),
            undefined: Vec::new(),
            cites,
            held: VecDeque::new(),
            inside: None,
            pending_callouts: Vec::new(),
            inline: 0,
            item: None,
            sections_restart: false,
            depth: 0,
            steps: source.len().saturating_mul(STEPS) + 100_000,
            open_files: Vec::new(),
            defects: Vec::new(),
        }
    }

    /// Reads the document's own file and all that it draws in.
    pub(super) fn main(&mut self) {
        let main = self.files.main();
        let own = self.source.get(main.clone()).unwrap_or_default();
        self.mute = begins(own);
        self.file(main);
        self.end_item();
        self.release();
        if !self.cites.listed {
            self.bibliography();
        }
        if self.shape.unclosed > 0 {
            self.defect(0, Message::new("defect-braces-open").with("count", self.shape.unclosed));
        }
    }

    /// Reads a file, unless it is being read.
    pub(super) fn file(&mut self, range: Range<usize>) {
        if self.open_files.contains(&range) {
            self.defect(range.start, Message::new("defect-draws-itself-in"));
            return;
        }
        self.open_files.push(range.clone());
        self.run(&Piece::new(range, None));
        self.open_files.pop();
    }

    /// Reads a stretch of the source.
    pub(super) fn run(&mut self, piece: &Piece) {
        if self.depth >= DEEPEST {
            self.defect(piece.at.unwrap_or(piece.range.start), Message::new("defect-commands-too-deep"));
            return;
        }
        self.depth += 1;
        let mut at = piece.range.start;
        while at < piece.range.end && !self.ended {
            let Some(steps) = self.steps.checked_sub(1) else {
                self.defect(at, Message::new("defect-commands-endless"));
                break;
            };
            self.steps = steps;
            at = self.step(at, piece).max(at + 1);
        }
        self.depth -= 1;
    }

    fn step(&mut self, at: usize, piece: &Piece) -> usize {
        let limit = piece.range.end;
        let rest = self.source.get(at..limit).unwrap_or_default();
        let Some(character) = rest.chars().next() else { return limit };
        match character {
            '\\' => self.command(at, piece),
            '%' => {
                // A comment, its line end and the blanks after it; an empty line still ends the paragraph.
                let end = (line_end(self.source, at) + 1).min(limit);
                let after = self.source.get(end..limit).unwrap_or_default();
                end + after.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
            }
            '{' | '}' => at + 1,
            '$' => {
                self.math = !self.math;
                at + rest.bytes().take_while(|byte| *byte == b'$').count().min(2)
            }
            '#' => self.parameter(at, piece),
            '&' => {
                self.break_off(Break::Cell);
                at + 1
            }
            _ if character.is_whitespace() => {
                let blanks = rest.len() - rest.trim_start().len();
                let lines = rest.get(..blanks).unwrap_or_default().bytes().filter(|byte| *byte == b'\n').count();
                if lines >= 2 {
                    self.math = false;
                    self.break_off(Break::Block);
                } else {
                    self.space(at, piece);
                }
                at + blanks
            }
            _ => self.text(at, piece),
        }
    }

    fn parameter(&mut self, at: usize, piece: &Piece) -> usize {
        let digit = self.source.as_bytes().get(at + 1).and_then(|byte| char::from(*byte).to_digit(10));
        match (digit, &piece.arguments) {
            (Some(digit), Some(arguments)) => {
                let argument = arguments.get((digit as usize).wrapping_sub(1)).cloned();
                if let Some(argument) = argument {
                    self.run(&argument);
                }
                at + 2
            }
            _ => at + 1,
        }
    }

    /// Text up to the next character that means something.
    fn text(&mut self, at: usize, piece: &Piece) -> usize {
        let rest = self.source.get(at..piece.range.end).unwrap_or_default();
        if rest.starts_with("http://") || rest.starts_with("https://") {
            return self.bare_url(at, piece);
        }
        if !self.math
            && let Some((printed, length)) = tex::ligature(rest)
        {
            self.put(printed, at, piece);
            return at + length;
        }
        let special = |c: char| c.is_whitespace() || "\\%{}$#&~`',-".contains(c);
        // The first one is none that stands for something else here.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let mut end = rest.get(first..).and_then(|rest| rest.find(special)).map_or(rest.len(), |end| first + end);
        let run = rest.get(..end).unwrap_or_default();
        if let Some(url) = run.find("http").filter(|url| *url > 0)
            && rest.get(url..).is_some_and(|rest| rest.starts_with("http://") || rest.starts_with("https://"))
        {
            end = url;
        }
        self.put(rest.get(..end).unwrap_or_default(), at, piece);
        at + end.max(first)
    }

    /// A URL that is typed as text: what is meant counts, not the dashes that TeX would make of its hyphens.
    fn bare_url(&mut self, at: usize, piece: &Piece) -> usize {
        let rest = self.source.get(at..piece.range.end).unwrap_or_default();
        let mut end = 0;
        while let Some(character) = rest.get(end..).and_then(|rest| rest.chars().next()) {
            let escape = rest.get(end + 1..).and_then(|rest| rest.chars().next()).filter(|_| character == '\\');
            match escape {
                Some(escaped) if "%#&_~$".contains(escaped) => end += 2,
                Some(_) => break,
                None if character.is_whitespace() || "{}%\\$".contains(character) => break,
                None if rest.get(end..).is_some_and(|rest| rest.starts_with("''")) => break,
                None => end += character.len_utf8(),
            }
        }
        let url = crate::read::bibliography::bibtex::address(rest.get(..end).unwrap_or_default());
        self.put(&url, at, piece);
        at + end
    }

    /// Writes text that stands at a byte of a piece.
    pub(super) fn put(&mut self, text: &str, at: usize, piece: &Piece) {
        if self.mute || text.is_empty() {
            return;
        }
        self.settle();
        self.canvas.write(text, piece.at.unwrap_or(at));
        self.blank = false;
    }

    /// Takes note of text that was written on the canvas itself.
    pub(super) fn written(&mut self) {
        self.blank = false;
    }

    /// Has a space written before the next text, if there is text to be parted.
    pub(super) fn space(&mut self, at: usize, piece: &Piece) {
        if !self.blank && !self.mute && !self.canvas.text.ends_with(char::is_whitespace) {
            self.gap.get_or_insert(piece.at.unwrap_or(at));
        }
    }

    /// Writes the space or the break that is to come before the next text.
    pub(super) fn settle(&mut self) {
        if let Some(at) = self.gap.take() {
            self.canvas.write(" ", at);
        }
        self.canvas.settle();
    }

    /// Begins a cell, a line or a block.
    pub(super) fn break_off(&mut self, width: Break) {
        if self.mute {
            return;
        }
        self.canvas.separate(width);
        (self.blank, self.gap) = (true, None);
        if width == Break::Block && self.inline == 0 && self.inside.is_none() && self.item.is_none() {
            self.release();
        }
    }

    /// Writes the notes that were called in the block that ends here.
    pub(super) fn release(&mut self) {
        while let Some((note, held)) = self.held.pop_front() {
            let (mute, math) = (std::mem::replace(&mut self.mute, false), std::mem::replace(&mut self.math, false));
            let inside = self.inside.replace(note);
            self.canvas.separate(Break::Block);
            self.canvas.settle();
            (self.blank, self.gap) = (true, None);
            let start = self.canvas.text.len();
            match held {
                Held::Piece(piece) => {
                    self.canvas.anchor(piece.at.unwrap_or(piece.range.start));
                    self.run(&piece);
                }
                Held::Works(cited) => self.write_works(&cited),
            }
            let body = self.canvas.text.get(start..).unwrap_or_default();
            let lead = body.len() - body.trim_start().len();
            let body = start + lead..(start + body.trim_end().len()).max(start + lead);
            if body.is_empty() {
                self.canvas.hold();
            }
            self.notes.set_body(note, body);
            self.canvas.separate(Break::Block);
            (self.blank, self.gap) = (true, None);
            (self.inside, self.mute, self.math) = (inside, mute, math);
        }
    }

    /// Writes the callout of a note: its range.
    pub(super) fn callout(&mut self, marker: &str, at: usize, piece: &Piece) -> Range<usize> {
        self.settle();
        let start = self.canvas.text.len();
        self.put("[", at, piece);
        self.put(marker, at + 1, piece);
        self.put("]", at + 2, piece);
        start.min(self.canvas.text.len())..self.canvas.text.len()
    }

    /// Writes text that a link covers.
    pub(super) fn link(&mut self, url: String, write: impl FnOnce(&mut Self)) {
        self.inline += 1;
        if !self.mute {
            self.settle();
        }
        let start = self.canvas.text.len();
        write(self);
        let covered = self.canvas.text.get(start..).unwrap_or_default();
        let end = start + covered.trim_end().len();
        self.inline -= 1;
        if !self.mute && !url.is_empty() {
            self.links.push(Hyperlink { range: start..end.max(start), url, place: Place::default() });
        }
    }

    /// Says what could not be read, and where in the source.
    pub(super) fn defect(&mut self, at: usize, message: Message) {
        /// More say nothing more.
        const MOST: usize = 50;
        if self.defects.len() < MOST && !self.defects.iter().any(|(_, known)| *known == message) {
            self.defects.push((at, message));
        }
    }

    /// Reads the arguments of a command as they are described, and writes those that are text.
    pub(super) fn arguments(&mut self, described: &str, mut at: usize, piece: &Piece) -> usize {
        let limit = piece.range.end;
        for sort in described.chars() {
            match sort {
                's' => at += usize::from(at < limit && self.source.as_bytes().get(at) == Some(&b'*')),
                'o' => at = self.optional(at, piece).map_or(at, |inner| inner.range.end + 1),
                // In braces on the same line, or not there at all.
                'g' => {
                    let blanks = |byte: &&u8| matches!(byte, b' ' | b'\t');
                    let bytes = self.source.as_bytes().get(at..limit).unwrap_or_default();
                    let start = at + bytes.iter().take_while(blanks).count();
                    let open = self.source.as_bytes().get(start) == Some(&b'{');
                    if let Some(group) = self.group(start, piece).filter(|_| open) {
                        self.run(&group);
                        at = group.range.end + 1;
                    }
                }
                'm' => at = super::macros::argument(&self.shape, self.source, at, limit).1,
                't' => {
                    let (range, after) = super::macros::argument(&self.shape, self.source, at, limit);
                    self.run(&piece.part(range));
                    at = after;
                }
                // All that stand right after it.
                _ => loop {
                    at += usize::from(at < limit && self.source.as_bytes().get(at) == Some(&b'*'));
                    if let Some(inner) = self.optional(at, piece) {
                        at = inner.range.end + 1;
                    } else if let Some(group) = self.shape.group(at).filter(|group| at < limit && group.start <= limit)
                    {
                        at = group.end + 1;
                    } else {
                        break;
                    }
                },
            }
        }
        at
    }

    /// The option that stands here, if one does.
    pub(super) fn optional(&self, at: usize, piece: &Piece) -> Option<Piece> {
        let inner = self.shape.optional(at).filter(|inner| inner.end < piece.range.end)?;
        Some(piece.part(inner))
    }

    /// The group that stands here, if one does.
    pub(super) fn group(&self, at: usize, piece: &Piece) -> Option<Piece> {
        let inner = self
            .shape
            .group(at)
            .filter(|inner| inner.start <= piece.range.end && inner.end <= piece.range.end.max(inner.start))?;
        Some(piece.part(inner))
    }

    /// The source of a piece, its parameters put in, macros left as they are.
    pub(super) fn raw(&mut self, piece: &Piece) -> String {
        let mut raw = String::new();
        self.raw_into(piece, &mut raw, 0);
        raw
    }

    fn raw_into(&mut self, piece: &Piece, raw: &mut String, depth: usize) {
        /// No name or URL is longer.
        const LONGEST: usize = 64 * 1024;
        // Arguments that hold one another twice double at every level, however short they are.
        let Some(steps) = self.steps.checked_sub(1) else { return };
        self.steps = steps;
        let text = self.source.get(piece.range.clone()).unwrap_or_default();
        let Some(arguments) = piece.arguments.as_ref().filter(|_| depth < DEEPEST) else {
            raw.push_str(text);
            return;
        };
        let mut rest = text;
        while let Some(at) = rest.find('#').filter(|_| raw.len() < LONGEST) {
            raw.push_str(rest.get(..at).unwrap_or_default());
            let digit = rest.as_bytes().get(at + 1).and_then(|byte| char::from(*byte).to_digit(10));
            match digit {
                Some(digit) if !rest.get(..at).is_some_and(|before| before.ends_with('\\')) => {
                    if let Some(argument) = arguments.get((digit as usize).wrapping_sub(1)) {
                        self.raw_into(argument, raw, depth + 1);
                    }
                    rest = rest.get(at + 2..).unwrap_or_default();
                }
                _ => {
                    raw.push('#');
                    rest = rest.get(at + 1..).unwrap_or_default();
                }
            }
        }
        raw.push_str(rest);
    }

    /// The document as read.
    pub(super) fn finish(mut self) -> Document {
        let places: Vec<(crate::read::canvas::Position, Message)> =
            self.defects.iter().map(|(at, message)| (self.canvas.position(*at), message.clone())).collect();
        let Canvas { text, anchors, .. } = self.canvas;
        let (parts, anchors) = self.files.places(anchors);
        let (notes, marks) = self.notes.finish();
        let parts = parts.into_iter().map(Arc::from).collect();
        let mut document = Document { text, anchors, parts, notes: Some(notes), ..Document::default() };
        document.undefined = self.undefined;
        document.undefined.extend(marks);
        document.undefined.sort_by_key(|(_, range)| range.start);
        self.links.sort_by_key(|link| link.range.start);
        for link in &mut self.links {
            link.place = document.place(&link.range);
        }
        self.works.sort_by_key(|work| work.range.start);
        for ((line, column), message) in places {
            let place = self.files.place(line, column);
            document.defects.push(Defect { place, message });
        }
        for directive in directive::of_tex(&self.files.source) {
            let of = |line: u32| self.files.place(line, 1);
            let place = Place { column: directive.place.column, ..of(directive.place.line.unwrap_or(1)) };
            let line = of(directive.line).line.unwrap_or(directive.line);
            document.directives.push(Directive { place, line, ..directive });
        }
        Document { links: self.links, verbatim: self.verbatim, works: self.works, ..document }
    }
}

/// Whether a source has a `\begin{document}`, before which nothing is printed.
fn begins(source: &str) -> bool {
    source.match_indices("\\begin{document}").any(|(at, _)| {
        let line = source.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
        !source.get(line..at).unwrap_or_default().contains('%')
    })
}
