//! What the readers of word processors' formats share: text written paragraph by paragraph, with notes called in it.

mod field;
mod numbering;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

pub(in crate::read) use field::{Field, hyperlink_target};
pub(in crate::read) use numbering::{Format, Numbering, Restart};

use crate::model::{Anchor, DeclaredNote, Document, Hyperlink, NoteKind, Place, StatedWork};
use crate::text::digits;

/// A document as it is written down: paragraphs with a blank line between them, the notes after the text that calls them.
#[derive(Default)]
pub(in crate::read) struct Flow {
    pub(in crate::read) text: String,
    pub(in crate::read) works: Vec<StatedWork>,
    anchors: Vec<Anchor>,
    parts: Vec<String>,
    links: Vec<Hyperlink>,
    notes: Vec<Called>,
    /// The notes by kind and name.
    known: HashMap<(NoteKind, String), usize>,
    counters: [Counter; 2],
    /// How many sequences of numbers there have been.
    sequences: u32,
    undefined: Vec<(String, Range<usize>)>,
    page: u32,
    paragraph: u32,
    part: u32,
    /// The element that is written, and the one that the last anchor names.
    element: u32,
    anchored: u32,
    /// Whether a break is to come before the next text.
    pending: bool,
    /// Whether a note is being written whose paragraphs are not counted.
    inside: bool,
    /// Where the part began that is no text, and how many links there were.
    aside: Option<(usize, usize)>,
}

/// A note as it is called.
struct Called {
    note: DeclaredNote,
    /// The page on which it is called, 0 where pages are not known.
    page: u32,
    /// The paragraph in which it is called.
    paragraph: u32,
    /// The part in which it is called, and the element there.
    part: u32,
    element: u32,
    /// The mark it has in place of a number.
    custom: Option<String>,
    found: bool,
}

/// Counts the notes of one kind.
#[derive(Default)]
struct Counter {
    /// The number given last; `None` before the first.
    last: Option<u32>,
    sequence: u32,
    /// The section or page it was given in.
    within: u32,
}

impl Flow {
    /// Begins a part of the container, whose paragraphs count from 1; the empty name is none.
    pub(in crate::read) fn begin_part(&mut self, name: &str) {
        if name.is_empty() {
            self.part = 0;
        } else {
            self.parts.push(name.to_owned());
            self.part = self.parts.len() as u32;
        }
        self.paragraph = 0;
        self.page = 0;
        self.element = 0;
    }

    /// Begins a paragraph.
    pub(in crate::read) fn begin_paragraph(&mut self) {
        if !self.inside {
            self.paragraph = self.paragraph.saturating_add(1);
        }
        self.pending = true;
    }

    /// Says from which element of the part the text from here on comes; the one it came from so far.
    pub(in crate::read) fn set_element(&mut self, number: u32) -> u32 {
        std::mem::replace(&mut self.element, number)
    }

    /// Ends a paragraph.
    pub(in crate::read) fn end_paragraph(&mut self) {
        self.pending = true;
    }

    /// Says on which page the text from here on stands.
    pub(in crate::read) fn set_page(&mut self, page: u32) {
        self.page = page;
        self.anchor();
    }

    /// The page reached; 0 where pages are not known.
    pub(in crate::read) fn page(&self) -> u32 {
        self.page
    }

    /// Where the next text goes, the break between paragraphs written.
    pub(in crate::read) fn here(&mut self) -> usize {
        if self.pending {
            self.pending = false;
            let kept = self.text.trim_end_matches([' ', '\n']).len();
            // Nothing that ranges speak of ends in blanks of its own but for the last paragraph's.
            let breaks = self.text.get(kept..).map_or(0, |end| end.matches('\n').count());
            if kept > 0 {
                self.text.extend(std::iter::repeat_n('\n', 2_usize.saturating_sub(breaks)));
            }
            self.anchor();
        }
        if self.element != self.anchored {
            self.anchor();
        }
        self.text.len()
    }

    /// Writes text.
    pub(in crate::read) fn push(&mut self, text: &str) {
        if !text.is_empty() {
            self.here();
            self.text.push_str(text);
        }
    }

    /// Writes a line end within a paragraph.
    pub(in crate::read) fn line_break(&mut self) {
        if !self.pending {
            self.text.push('\n');
        }
    }

    fn anchor(&mut self) {
        self.anchored = self.element;
        let anchor = Anchor {
            start: self.text.len(),
            page: self.page,
            paragraph: self.paragraph,
            part: self.part,
            element: self.element,
            ..Anchor::default()
        };
        match self.anchors.last_mut() {
            Some(last) if last.start == anchor.start => *last = anchor,
            _ => self.anchors.push(anchor),
        }
    }

    /// Has a link cover the text from a byte on; neighbours of one target are one link.
    pub(in crate::read) fn link(&mut self, from: usize, url: &str) {
        let text = self.text.get(from..).unwrap_or_default();
        let (lead, rest) = (text.len() - text.trim_start().len(), text.trim_end().len());
        let range = from + lead.min(rest)..from + rest;
        if url.trim().is_empty() || range.is_empty() {
            return;
        }
        if let Some(last) = self.links.last_mut()
            && last.url == url
            && last.range.end <= range.start
            && self.text.get(last.range.end..range.start).is_some_and(|gap| gap.len() <= 1 && gap.trim().is_empty())
        {
            last.range.end = range.end;
            return;
        }
        self.links.push(Hyperlink { range, url: url.to_owned(), place: Place::default() });
    }

    /// Calls a note that the format numbers, and writes its marker; a note called again keeps its number.
    ///
    /// `section` is the number of the section the call stands in.
    pub(in crate::read) fn call(&mut self, kind: NoteKind, name: &str, numbering: Numbering, section: u32) {
        let start = self.here();
        let index = if let Some(&index) = self.known.get(&(kind, name.to_owned())) {
            index
        } else {
            let (number, sequence) = self.count(kind, numbering, section);
            self.add(kind, name, numbering.format.print(number), numbering.format.number(number), sequence)
        };
        self.mark(index, start);
    }

    /// Writes the marker of a note where it is called.
    fn mark(&mut self, index: usize, start: usize) {
        let Some(called) = self.notes.get_mut(index) else { return };
        for piece in ["[", &called.note.marker, "]"] {
            self.text.push_str(piece);
        }
        called.note.callouts.push(start..self.text.len());
    }

    /// Calls a note under a marker that the format spells out, which `number` is the number of; `custom` where it is no
    /// number of the sequence. A number that does not go up begins a new sequence.
    pub(in crate::read) fn call_printed(&mut self, kind: NoteKind, name: &str, marker: &str, custom: bool) {
        let start = self.here();
        let counter = self.counter(kind);
        let (last, mut sequence) = (counter.last, counter.sequence);
        // The letter `i` is a ninth or a first, `c` a third or a hundredth: what goes on counts.
        let readings = [digits::roman(marker), digits::letter(marker)].into_iter().flatten();
        let letter = readings.clone().find(|reading| *reading == last.map_or(1, |last| last.saturating_add(1)));
        let letter = letter.or_else(|| readings.clone().next()).filter(|_| !custom);
        let number = letter.map_or_else(|| digits::marker_number(marker), |letter| letter.to_string());
        let value = number.parse().ok().filter(|_| !custom);
        if sequence == 0 || value.is_some() && value <= last {
            self.sequences += 1;
            sequence = self.sequences;
        }
        let counter = self.counter(kind);
        counter.sequence = sequence;
        counter.last = value.or(last);
        let index = self.add(kind, name, marker.to_owned(), number, sequence);
        self.mark(index, start);
    }

    /// Calls a note under a mark of its own that has been written from a byte on.
    pub(in crate::read) fn call_marked(&mut self, kind: NoteKind, name: &str, from: usize) {
        let text = self.text.get(from..).unwrap_or_default();
        let (mark, lead) = (text.trim().to_owned(), text.len() - text.trim_start().len());
        let counter = self.counter(kind);
        if counter.sequence == 0 {
            self.sequences += 1;
            self.counter(kind).sequence = self.sequences;
        }
        let sequence = self.counter(kind).sequence;
        let index = match self.known.get(&(kind, name.to_owned())) {
            Some(&index) => index,
            None => self.add(kind, name, mark.clone(), digits::marker_number(&mark), sequence),
        };
        if let Some(called) = self.notes.get_mut(index) {
            called.note.callouts.push(from + lead..from + lead + mark.len());
            called.custom = Some(mark);
        }
    }

    /// Adds a note whose callout is lost, under the next number.
    pub(in crate::read) fn call_lost(&mut self, kind: NoteKind, name: &str, numbering: Numbering) {
        let (number, sequence) = self.count(kind, Numbering { restart: Restart::Never, ..numbering }, 0);
        self.add(kind, name, numbering.format.print(number), numbering.format.number(number), sequence);
    }

    /// Notes another place, already written, that calls a note known by its index.
    pub(in crate::read) fn call_again(&mut self, index: usize, range: Range<usize>) {
        if let Some(called) = self.notes.get_mut(index) {
            called.note.callouts.push(range);
        }
    }

    fn add(&mut self, kind: NoteKind, name: &str, marker: String, number: String, sequence: u32) -> usize {
        let index = self.notes.len();
        self.known.insert((kind, name.to_owned()), index);
        let note = DeclaredNote { marker, number, kind, sequence, body: Vec::new(), callouts: Vec::new() };
        self.notes.push(Called {
            note,
            page: self.page,
            paragraph: self.paragraph,
            part: self.part,
            element: self.element,
            custom: None,
            found: false,
        });
        index
    }

    fn counter(&mut self, kind: NoteKind) -> &mut Counter {
        let [footnotes, endnotes] = &mut self.counters;
        if kind == NoteKind::Endnote { endnotes } else { footnotes }
    }

    fn count(&mut self, kind: NoteKind, numbering: Numbering, section: u32) -> (u32, u32) {
        let within = match numbering.restart {
            Restart::Never => 0,
            Restart::Section => section,
            Restart::Page => self.page,
        };
        let counter = self.counter(kind);
        let anew = numbering.restart != Restart::Never && counter.within != within;
        let next = counter.last.filter(|_| !anew).map(|last| last.saturating_add(1));
        counter.within = within;
        counter.last = Some(next.unwrap_or(numbering.start));
        let number = next.unwrap_or(numbering.start);
        if next.is_none() || counter.sequence == 0 {
            self.sequences += 1;
            self.counter(kind).sequence = self.sequences;
        }
        (number, self.counter(kind).sequence)
    }

    /// How many notes have been called.
    pub(in crate::read) fn called(&self) -> usize {
        self.notes.len()
    }

    /// Whether a note of this name has been called.
    pub(in crate::read) fn is_called(&self, kind: NoteKind, name: &str) -> bool {
        self.known.contains_key(&(kind, name.to_owned()))
    }

    /// Begins the body of a note in the current part, on the page where it is called; where its text begins.
    pub(in crate::read) fn begin_note(&mut self, kind: NoteKind, name: &str) -> Option<usize> {
        let index = *self.known.get(&(kind, name.to_owned()))?;
        let called = self.notes.get(index)?;
        (self.page, self.part, self.element) = (called.page, called.part, called.element);
        self.pending = true;
        Some(self.text.len())
    }

    /// The same for a note whose text stands within the paragraph that calls it.
    pub(in crate::read) fn begin_note_inside(&mut self, kind: NoteKind, name: &str) -> Option<usize> {
        let from = self.begin_note(kind, name)?;
        let index = *self.known.get(&(kind, name.to_owned()))?;
        self.paragraph = self.notes.get(index)?.paragraph;
        self.inside = true;
        Some(from)
    }

    /// Ends the body of a note: all text written since, without the marker that opens it.
    pub(in crate::read) fn end_note(&mut self, kind: NoteKind, name: &str, from: usize) {
        let Some(called) = self.known.get(&(kind, name.to_owned())).and_then(|index| self.notes.get_mut(*index)) else {
            return;
        };
        let all = self.text.get(from..).unwrap_or_default();
        let mut body = all.trim();
        if let Some(rest) = called.custom.as_deref().and_then(|mark| body.strip_prefix(mark)) {
            body = rest.trim_start();
        }
        let end = from + all.trim_end().len();
        let start = if called.found || body.is_empty() { end } else { end - body.len() };
        if !called.found {
            called.note.body = std::iter::once(start..end).collect();
        }
        called.found = true;
        self.pending = true;
        self.inside = false;
    }

    /// Begins a part that is no text of its own, such as the header of the pages.
    pub(in crate::read) fn begin_aside(&mut self, part: &str) {
        self.begin_part(part);
        self.begin_paragraph();
        let start = self.here();
        self.aside = Some((start, self.links.len()));
    }

    /// Ends such a part: of its text only that stays which links cover, and that once in the document.
    pub(in crate::read) fn end_aside(&mut self) {
        let Some((start, first)) = self.aside.take() else { return };
        let links = self.links.split_off(first.min(self.links.len()));
        let covered: Vec<(String, String)> = links
            .iter()
            .map(|link| (self.text.get(link.range.clone()).unwrap_or_default().to_owned(), link.url.clone()))
            .collect();
        self.text.truncate(start);
        self.anchors.retain(|anchor| anchor.start < start);
        self.works.retain(|work| work.range.end <= start);
        for Called { note, found, .. } in &mut self.notes {
            // Word allows no notes here; a file may have them all the same.
            note.callouts.retain(|callout| callout.end <= start);
            if note.body.iter().any(|body| body.end > start) {
                note.body.clear();
                *found = false;
            }
        }
        self.paragraph = 0;
        for (text, url) in covered {
            if !self.links.iter().any(|known| known.url == url) {
                self.begin_paragraph();
                let from = self.here();
                self.push(&text);
                self.link(from, &url);
            }
        }
    }

    /// Hands over what was written. Notes called whose text was not found are undefined, unless a `damaged` part may
    /// have held it.
    pub(in crate::read) fn finish(mut self, damaged: bool) -> Document {
        let mut notes = Vec::with_capacity(self.notes.len());
        for called in std::mem::take(&mut self.notes) {
            if called.found {
                notes.push(called.note);
            } else if !damaged {
                let marker = called.note.marker;
                self.undefined.extend(called.note.callouts.into_iter().map(|range| (marker.clone(), range)));
            }
        }
        let declared = !notes.is_empty() || !self.undefined.is_empty();
        let mut document = Document {
            text: self.text,
            anchors: self.anchors,
            parts: self.parts.into_iter().map(Arc::from).collect(),
            works: self.works,
            notes: declared.then_some(notes),
            undefined: self.undefined,
            ..Document::default()
        };
        for link in &mut self.links {
            link.place = document.place(&link.range);
        }
        self.links.sort_by_key(|link| link.range.start);
        document.works.sort_by_key(|work| (work.range.start, work.range.end));
        document.links = self.links;
        document
    }
}

/// Digits that are raised over the line, as the characters that are so by themselves: the only way in which plain text
/// keeps a callout apart from the year before it. Anything else that is raised is left as it is.
pub(in crate::read) fn raised(text: &str) -> String {
    let callout = |c: char| digits::value(c).is_some() || matches!(c, ',' | '،' | '-' | '–' | ' ');
    if !text.chars().any(|c| digits::value(c).is_some()) || !text.chars().all(callout) {
        return text.to_owned();
    }
    text.chars().map(digits::to_superscript).collect()
}
