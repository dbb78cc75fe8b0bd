//! Notes as they are met: their counters, their markers, what calls them.

use std::collections::HashMap;
use std::ops::Range;

use crate::model::{DeclaredNote, NoteKind};
use crate::text::digits;

/// A note as far as it is known.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) marker: String,
    number: String,
    kind: NoteKind,
    sequence: u32,
    /// `None` where only its mark was met.
    pub(super) body: Option<Range<usize>>,
    pub(super) callouts: Vec<Range<usize>>,
    /// The note that its marks call where it gets no text of its own.
    instead: Option<usize>,
}

/// The footnotes, endnotes and references of a document.
#[derive(Debug, Default)]
pub(super) struct Notes {
    pub(super) drafts: Vec<Draft>,
    footnote: u32,
    endnote: u32,
    sequence: u32,
    /// Footnotes of the sequence that now counts, by number.
    here: HashMap<u32, usize>,
    /// Those that stand on pages before this one, the last of each number.
    before: HashMap<u32, usize>,
    /// The notes of the title.
    thanks: Vec<usize>,
    /// Marks of the title that no note of it has yet, by number.
    title_marks: HashMap<u32, usize>,
    style: Style,
    /// Notes by the labels that stand in them.
    labels: HashMap<String, usize>,
}

/// How the number of a footnote is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Style {
    #[default]
    Arabic,
    Roman(bool),
    Letter(bool),
    Symbol,
}

/// Endnotes count by themselves.
const ENDNOTES: u32 = 1_000_000;
/// So do references.
const REFERENCES: u32 = 2_000_000;
/// So do the notes of the title, which have signs.
const THANKS: u32 = 3_000_000;

impl Notes {
    /// The number of the next footnote, or the one said, which does not count.
    pub(super) fn next_footnote(&mut self, said: Option<u32>) -> u32 {
        if said.is_none() {
            self.footnote = self.footnote.saturating_add(1);
        }
        said.unwrap_or(self.footnote)
    }

    /// The next footnote, or a new one under the number said.
    pub(super) fn footnote_said(&mut self, said: Option<u32>) -> usize {
        let number = self.next_footnote(said);
        self.footnote(number)
    }

    /// A note of the title.
    pub(super) fn thanks(&mut self) -> usize {
        let count = u32::try_from(self.thanks.len() + 1).unwrap_or(u32::MAX);
        let marker = Style::Symbol.print(count);
        let index = self.draft(marker.clone(), marker, NoteKind::Footnote, THANKS);
        self.thanks.push(index);
        if let Some(mark) = self.title_marks.remove(&count) {
            self.fall_back(mark, Some(index));
        }
        index
    }

    /// What a mark in the title calls: the note of the title under that number, else one that comes, with its text in
    /// the title or after it.
    pub(super) fn marked_in_title(&mut self, number: u32) -> usize {
        let known = usize::try_from(number).ok().and_then(|number| self.thanks.get(number.checked_sub(1)?));
        if let Some(index) = known {
            return *index;
        }
        let index = self.marked(number);
        if let Some(draft) = self.drafts.get_mut(index).filter(|draft| draft.callouts.is_empty()) {
            // The title counts by signs, whatever the text does.
            draft.marker = Style::Symbol.print(number);
            draft.number.clone_from(&draft.marker);
            self.title_marks.insert(number, index);
        }
        index
    }

    /// A footnote under a number: a new one.
    pub(super) fn footnote(&mut self, number: u32) -> usize {
        self.part(number);
        let index = self.add(number, NoteKind::Footnote, self.sequence);
        self.here.insert(number, index);
        index
    }

    /// Begins another sequence where this one has a text under a number on a page before.
    fn part(&mut self, number: u32) {
        let before = self.before.get(&number).and_then(|index| self.drafts.get(*index));
        if before.is_some_and(|draft| draft.sequence == self.sequence) {
            self.sequence += 1;
        }
    }

    fn fall_back(&mut self, index: usize, instead: Option<usize>) {
        if let Some(draft) = self.drafts.get_mut(index) {
            draft.instead = instead;
        }
    }

    /// The footnote that a mark with this number calls: the one that is there, else one whose text is to come on this
    /// page; where none comes, the mark repeats that of an earlier page.
    pub(super) fn marked(&mut self, number: u32) -> usize {
        if let Some(index) = self.here.get(&number) {
            return *index;
        }
        let index = self.add(number, NoteKind::Footnote, self.sequence);
        self.fall_back(index, self.before.get(&number).copied());
        self.here.insert(number, index);
        index
    }

    /// The footnote whose text stands apart from its mark: under the number said, else the last one counted.
    pub(super) fn text_of(&mut self, said: Option<u32>) -> usize {
        let number = said.unwrap_or(self.footnote);
        let waiting = self.here.get(&number).copied();
        let waiting = waiting.filter(|index| self.drafts.get(*index).is_some_and(|draft| draft.body.is_none()));
        let Some(index) = waiting else { return self.footnote(number) };
        self.part(number);
        if let Some(draft) = self.drafts.get_mut(index) {
            draft.sequence = self.sequence;
        }
        index
    }

    /// An endnote.
    pub(super) fn endnote(&mut self, said: Option<u32>) -> usize {
        if said.is_none() {
            self.endnote = self.endnote.saturating_add(1);
        }
        self.add(said.unwrap_or(self.endnote), NoteKind::Endnote, ENDNOTES)
    }

    /// An entry of the list of references.
    pub(super) fn reference(&mut self, number: &str, marker: &str) -> usize {
        self.draft(number.to_owned(), marker.to_owned(), NoteKind::Reference, REFERENCES)
    }

    fn add(&mut self, number: u32, kind: NoteKind, sequence: u32) -> usize {
        let style = if kind == NoteKind::Footnote { self.style } else { Style::Arabic };
        let marker = style.print(number);
        let number = if style == Style::Symbol { marker.clone() } else { number.to_string() };
        self.draft(number, marker, kind, sequence)
    }

    fn draft(&mut self, number: String, marker: String, kind: NoteKind, sequence: u32) -> usize {
        self.drafts.push(Draft { marker, number, kind, sequence, body: None, callouts: Vec::new(), instead: None });
        self.drafts.len() - 1
    }

    /// The marker of a note.
    pub(super) fn marker(&self, index: usize) -> String {
        self.drafts.get(index).map(|draft| draft.marker.clone()).unwrap_or_default()
    }

    /// Notes a place that calls a note.
    pub(super) fn call(&mut self, index: usize, range: Range<usize>) {
        if let Some(draft) = self.drafts.get_mut(index) {
            draft.callouts.push(range);
        }
    }

    /// Notes where the text of a note stands.
    pub(super) fn set_body(&mut self, index: usize, range: Range<usize>) {
        if let Some(draft) = self.drafts.get_mut(index) {
            draft.body = Some(range);
        }
    }

    /// Gives a note a label.
    pub(super) fn label(&mut self, label: &str, index: usize) {
        self.labels.insert(label.to_owned(), index);
    }

    /// The note with a label.
    pub(super) fn labelled(&self, label: &str) -> Option<usize> {
        self.labels.get(label).copied()
    }

    /// Sets or moves a counter.
    pub(super) fn set_counter(&mut self, counter: &str, how: &str, value: i64) {
        let counter = match counter {
            "footnote" => &mut self.footnote,
            "endnote" => &mut self.endnote,
            _ => return,
        };
        let base = if how == "set" { 0 } else { i64::from(*counter) };
        *counter = u32::try_from(base.saturating_add(value).max(0)).unwrap_or(0);
        // What is counted again is another sequence.
        if how == "set" {
            self.sequence += 1;
            self.here.clear();
            self.before.clear();
        }
    }

    /// Begins a page of which it is known that it is one, such as a slide: a text on it has the marks on it, and marks
    /// that wait for a text on the page before get none here.
    pub(super) fn turn_page(&mut self) {
        let drafts = &self.drafts;
        let written = |index: usize| drafts.get(index).is_some_and(|draft| draft.body.is_some());
        self.before.extend(self.here.drain().filter(|(_, index)| written(*index)));
    }

    /// Begins to count anew, as at a chapter.
    pub(super) fn restart(&mut self) {
        if self.footnote > 0 {
            self.set_counter("footnote", "set", 0);
        }
    }

    /// Takes how footnotes are marked from the definition of `\thefootnote`.
    pub(super) fn set_style(&mut self, definition: &str) {
        let styles = [
            ("\\fnsymbol", Style::Symbol),
            ("\\Roman", Style::Roman(true)),
            ("\\roman", Style::Roman(false)),
            ("\\Alph", Style::Letter(true)),
            ("\\alph", Style::Letter(false)),
        ];
        let found = styles.iter().find(|(command, _)| definition.contains(command));
        self.style = found.map_or(Style::Arabic, |(_, style)| *style);
    }

    /// The notes, in the order they are met, and the marks that have no text.
    pub(super) fn finish(mut self) -> (Vec<DeclaredNote>, Vec<(String, Range<usize>)>) {
        for index in 0..self.drafts.len() {
            let Some(draft) = self.drafts.get_mut(index).filter(|draft| draft.body.is_none()) else { continue };
            let Some(instead) = draft.instead else { continue };
            let marks = std::mem::take(&mut draft.callouts);
            if let Some(note) = self.drafts.get_mut(instead) {
                note.callouts.extend(marks);
            }
        }
        let (mut notes, mut undefined) = (Vec::new(), Vec::new());
        for mut draft in self.drafts {
            let Some(body) = draft.body else {
                undefined.extend(draft.callouts.into_iter().map(|range| (draft.marker.clone(), range)));
                continue;
            };
            draft.callouts.sort_by_key(|range| range.start);
            notes.push(DeclaredNote {
                marker: draft.marker,
                number: draft.number,
                kind: draft.kind,
                sequence: draft.sequence,
                body: vec![body],
                callouts: draft.callouts,
            });
        }
        (notes, undefined)
    }
}

impl Style {
    fn print(self, number: u32) -> String {
        /// `\fnsymbol` of LaTeX has nine; further ones are those of `lamport*` in the package footmisc.
        const SYMBOLS: [&str; 16] =
            ["*", "†", "‡", "§", "¶", "‖", "**", "††", "‡‡", "§§", "¶¶", "***", "†††", "‡‡‡", "§§§", "¶¶¶"];
        let printed = match self {
            Self::Arabic => None,
            Self::Roman(upper) => (1..=3999).contains(&number).then(|| {
                let roman = digits::to_roman(number);
                if upper { roman } else { roman.to_lowercase() }
            }),
            Self::Letter(upper) => number
                .checked_sub(1)
                .and_then(|index| u8::try_from(index).ok())
                .filter(|index| *index < 26)
                .map(|index| char::from(if upper { b'A' } else { b'a' } + index).to_string()),
            Self::Symbol => {
                number.checked_sub(1).and_then(|index| SYMBOLS.get(index as usize)).map(|symbol| (*symbol).to_owned())
            }
        };
        printed.unwrap_or_else(|| number.to_string())
    }
}
