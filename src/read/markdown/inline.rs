//! Inline notes, `^[text]`, which the parser does not know: where they stand, and what is held back of them.

use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

/// Where an inline note stands in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct InlineNote {
    /// The byte of its `^`.
    pub(super) caret: usize,
    /// The byte of the `]` that ends it.
    pub(super) close: usize,
}

impl InlineNote {
    /// The byte its text begins at.
    pub(super) fn start(self) -> usize {
        self.caret + "^[".len()
    }

    /// The byte after it.
    pub(super) fn end(self) -> usize {
        self.close + "]".len()
    }

    /// The note where so many bytes stand before the source.
    pub(super) fn moved(self, by: usize) -> Self {
        Self { caret: self.caret + by, close: self.close + by }
    }
}

/// The inline notes of Markdown, ascending.
///
/// They are Pandoc's: brackets in them are balanced, and a note in a note is text, in a `[^label]:` definition too.
/// What `CommonMark` reads as a link, `^[text](url)`, stays one: a caret before a link is no note.
pub(super) fn find(source: &str, options: Options) -> Vec<InlineNote> {
    if !source.contains("^[") {
        return Vec::new();
    }
    let mut search = Search { source, open: Vec::new(), found: Vec::new(), closed_to: 0 };
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        if block(&event).is_some() {
            search.open.clear();
        }
        match event {
            Event::Start(tag) if is_closed(&tag) => search.closed_to = search.closed_to.max(range.end),
            // Of other texts, such as entities, the source has no bracket.
            Event::Text(text) if source.get(range.clone()) == Some(&*text) => search.text(&text, range.start),
            _ => {}
        }
    }
    search.found
}

/// The block that an event begins or ends: no inline note reaches over it.
pub(super) fn block(event: &Event<'_>) -> Option<TagEnd> {
    let tag = match event {
        Event::Start(tag) => tag.to_end(),
        Event::End(tag) => *tag,
        _ => return None,
    };
    let inline = matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    );
    (!inline).then_some(tag)
}

/// Whether no inline note begins or ends within.
fn is_closed(tag: &Tag<'_>) -> bool {
    match tag {
        Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::FootnoteDefinition(_) => true,
        Tag::Link { link_type, .. } => matches!(link_type, LinkType::Autolink | LinkType::Email),
        _ => false,
    }
}

struct Search<'a> {
    source: &'a str,
    /// The brackets open in this block: where, and whether a caret stands before.
    open: Vec<(usize, bool)>,
    found: Vec<InlineNote>,
    /// Text before this byte stands where there are no inline notes.
    closed_to: usize,
}

impl Search<'_> {
    fn text(&mut self, text: &str, start: usize) {
        if start < self.closed_to {
            return;
        }
        for (at, bracket) in text.match_indices(['[', ']']) {
            let at = start + at;
            let before = self.source.get(..at).unwrap_or_default();
            if is_escaped(before) {
                continue;
            }
            if bracket == "[" {
                let caret = before.strip_suffix('^').is_some_and(|before| !is_escaped(before));
                // `^[^a]` is a caret before a callout, or a pattern.
                let pattern = self.source.get(at + 1..).is_some_and(|after| after.starts_with('^'));
                self.open.push((at, caret && !pattern));
            } else if let Some((open, true)) = self.open.pop()
                && is_note(
                    self.source.get(open + 1..at).unwrap_or_default(),
                    self.source.get(at + 1..).unwrap_or_default(),
                )
            {
                while self.found.last().is_some_and(|inner| inner.caret > open) {
                    self.found.pop();
                }
                // A caret stands before, so that the bracket is not at 0.
                self.found.push(InlineNote { caret: open.saturating_sub(1), close: at });
            }
        }
    }
}

/// Whether a character after this text is escaped.
fn is_escaped(before: &str) -> bool {
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}

/// Whether `^[body]` before `after` is not a superscript, `^[2]^`, nor a pattern, `^[a-z]` or `^[ab]+`.
fn is_note(body: &str, after: &str) -> bool {
    // Superscripts and patterns are shorter; the bound keeps notes in notes linear.
    const LONGEST: usize = 100;
    const CLASSES: [&str; 6] = ["a-z", "A-Z", "0-9", "\\d", "\\w", "\\s"];
    if body.is_empty() || body.len() > LONGEST || body.contains(char::is_whitespace) {
        return true;
    }
    let superscript = after.starts_with('^') && !after.starts_with("^[");
    let pattern = after.starts_with(['+', '$']) || CLASSES.iter().any(|class| body.starts_with(class));
    !(superscript || pattern)
}

/// A note whose text is held back until the block has ended in which it is called.
#[derive(Debug)]
pub(super) struct Held {
    /// The index of its definition.
    pub(super) index: usize,
    pub(super) note: InlineNote,
    /// How many events its text is.
    pub(super) length: usize,
}

/// The notes held back, and their events one after another: a vector for each would cost more than short notes do.
pub(super) type Release<'a> = (Vec<Held>, IntoIter<(Event<'a>, Range<usize>)>);

/// A stretch of a text cut where inline notes begin and end.
#[derive(Debug)]
pub(super) enum Piece {
    /// Text of this byte range of the source.
    Text(Range<usize>),
    Open(InlineNote),
    Close,
}

/// The inline notes of a document as they are met.
#[derive(Debug)]
pub(super) struct Inline<'a> {
    source: &'a str,
    ahead: Peekable<IntoIter<InlineNote>>,
    open: Option<Held>,
    held: Vec<Held>,
    events: Vec<(Event<'a>, Range<usize>)>,
    /// Text before this byte is a note's mark or has been read.
    read_to: usize,
}

impl<'a> Inline<'a> {
    /// With the notes ahead, ascending.
    pub(super) fn new(source: &'a str, notes: Vec<InlineNote>) -> Self {
        Self {
            source,
            ahead: notes.into_iter().peekable(),
            open: None,
            held: Vec::new(),
            events: Vec::new(),
            read_to: 0,
        }
    }

    /// Whether the text in this byte range of the source is to be cut.
    pub(super) fn cuts(&mut self, range: &Range<usize>) -> bool {
        self.read_to > range.start || self.mark().is_some_and(|mark| range.contains(&mark))
    }

    /// Where the next note begins or the open one ends.
    fn mark(&mut self) -> Option<usize> {
        match &self.open {
            Some(held) => Some(held.note.close),
            None => self.ahead.peek().map(|note| note.caret),
        }
    }

    /// The next piece of the text in this byte range of the source; `None` after the last.
    pub(super) fn next_piece(&mut self, range: &Range<usize>) -> Option<Piece> {
        let from = self.read_to.max(range.start);
        if from >= range.end {
            return None;
        }
        let mark = self.mark().filter(|mark| (from..range.end).contains(mark));
        if mark != Some(from) {
            self.read_to = mark.unwrap_or(range.end);
            return Some(Piece::Text(from..self.read_to));
        }
        if let Some(held) = &self.open {
            self.read_to = held.note.end();
            return Some(Piece::Close);
        }
        let note = self.ahead.next()?;
        self.read_to = note.start();
        Some(Piece::Open(note))
    }

    /// The text in this byte range of the source.
    pub(super) fn slice(&self, range: &Range<usize>) -> CowStr<'a> {
        CowStr::Borrowed(self.source.get(range.clone()).unwrap_or_default())
    }

    /// Begins to hold a note's text back.
    pub(super) fn open(&mut self, index: usize, note: InlineNote) {
        self.open = Some(Held { index, note, length: 0 });
    }

    /// Ends a note's text.
    pub(super) fn close(&mut self) {
        self.held.extend(self.open.take());
    }

    /// Holds an event back if it is of a note's text; else gives it back.
    pub(super) fn hold(&mut self, event: Event<'a>, range: Range<usize>) -> Option<(Event<'a>, Range<usize>)> {
        match &mut self.open {
            Some(held) => {
                held.length += 1;
                self.events.push((event, range));
                None
            }
            None => Some((event, range)),
        }
    }

    /// What was held back, to be read at the end of a block.
    pub(super) fn release(&mut self) -> Release<'a> {
        self.close();
        (std::mem::take(&mut self.held), std::mem::take(&mut self.events).into_iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_told_from_other_carets() {
        for (source, expected) in [
            ("a^[note], b", &["note"][..]),
            ("a^[one]^[two]", &["one", "two"]),
            (
                "^[in [brackets], [l](https://a.example/]) and `]`]",
                &["in [brackets], [l](https://a.example/]) and `]`"],
            ),
            ("^[over\nlines *a] b*", &["over\nlines *a"]),
            ("^[a \\] b] ^[\\[]", &["a \\] b", "\\["]),
            ("^[outer ^[inner] outer]", &["outer ^[inner] outer"]),
            ("^[open ^[closed]", &["closed"]),
            ("[^[in brackets]", &["in brackets"]),
            ("![caption^[note]](p.png)", &["note"]),
            ("^[]", &[""]),
            ("\\\\^[note] \\\\\\^[text]", &["note"]),
            ("\\^[text] ^\\[text] ^[text\\] &#94;[text] ^ [text]", &[]),
            ("`^[code]` <https://a.example/^[x]>\n\n    ^[code]\n\n```\n^[code]\n```\n\n<p>^[html]</p>", &[]),
            ("^[open\n\nclosed]", &[]),
            ("- ^[open\n- closed]\n\n| ^[open | closed] |\n|---|---|\n| ^[cell] | |", &["cell"]),
            ("^[link](https://a.example/) ^[r] ^[r][r]\n\n[r]: https://a.example/r", &[]),
            ("[^a]\n\n[^a]: In a note ^[text].", &[]),
            ("x^[2]^ ^[a-z]* ^[ab]+ ^[^a] ^[0-9_]{3}", &[]),
            ("^[Ibid.]? *^[https://a.example/a-z]*", &["Ibid.", "https://a.example/a-z"]),
        ] {
            let found: Vec<_> = find(source, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES)
                .iter()
                .filter_map(|note| source.get(note.start()..note.close))
                .collect();
            assert_eq!(found, expected, "{source:?}");
        }
    }
}
