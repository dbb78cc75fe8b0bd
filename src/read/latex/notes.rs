//! Notes as they are met: their counters, their markers, what calls them.

use std::collections::{HashMap, HashSet};
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
    /// The numbers of those that stand on pages before this one.
    before: HashSet<u32>,
    /// How many notes the title has.
    thanks: u32,
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
        self.thanks = self.thanks.saturating_add(1);
        let marker = Style::Symbol.print(self.thanks);
        self.drafts.push(Draft {
            number: marker.clone(),
            marker,
            kind: NoteKind::Footnote,
            sequence: THANKS,
            body: None,
            callouts: Vec::new(),
        });
        self.drafts.len() - 1
    }

    /// A footnote under a number: a new one.
    pub(super) fn footnote(&mut self, number: u32) -> usize {
        // Under a number of an earlier page it is of another sequence.
        if self.before.remove(&number) {
            self.sequence += 1;
            self.before.clear();
        }
        let index = self.add(number, NoteKind::Footnote, self.sequence);
        self.here.insert(number, index);
        index
    }

    /// The footnote that a mark with this number calls: the one that is there, else one whose text is to come.
    pub(super) fn marked(&mut self, number: u32) -> usize {
        self.here.get(&number).copied().unwrap_or_else(|| self.footnote(number))
    }

    /// The footnote whose text stands apart from its mark: under the number said, else the last one counted.
    pub(super) fn text_of(&mut self, said: Option<u32>) -> usize {
        let number = said.unwrap_or(self.footnote);
        let waiting = self.here.get(&number).copied();
        let waiting = waiting.filter(|index| self.drafts.get(*index).is_some_and(|draft| draft.body.is_none()));
        waiting.unwrap_or_else(|| self.footnote(number))
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
        self.drafts.push(Draft {
            marker: marker.to_owned(),
            number: number.to_owned(),
            kind: NoteKind::Reference,
            sequence: REFERENCES,
            body: None,
            callouts: Vec::new(),
        });
        self.drafts.len() - 1
    }

    fn add(&mut self, number: u32, kind: NoteKind, sequence: u32) -> usize {
        let style = if kind == NoteKind::Footnote { self.style } else { Style::Arabic };
        let marker = style.print(number);
        let number = if style == Style::Symbol { marker.clone() } else { number.to_string() };
        self.drafts.push(Draft { marker, number, kind, sequence, body: None, callouts: Vec::new() });
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

    /// Begins a page of which it is known that it is one, such as a slide: the notes of those before are not called
    /// there.
    pub(super) fn turn_page(&mut self) {
        let drafts = &self.drafts;
        let written = |index: usize| drafts.get(index).is_some_and(|draft| draft.body.is_some());
        let left = self.here.extract_if(|_, index| written(*index)).map(|(number, _)| number);
        self.before.extend(left);
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
    pub(super) fn finish(self) -> (Vec<DeclaredNote>, Vec<(String, Range<usize>)>) {
        let (mut notes, mut undefined) = (Vec::new(), Vec::new());
        for draft in self.drafts {
            let Some(body) = draft.body else {
                undefined.extend(draft.callouts.into_iter().map(|range| (draft.marker.clone(), range)));
                continue;
            };
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
        const SYMBOLS: [&str; 9] = ["*", "†", "‡", "§", "¶", "‖", "**", "††", "‡‡"];
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
