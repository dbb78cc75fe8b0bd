//! From the parser's events to a document.

mod markup;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::anchored;
use super::footnotes::{Footnotes, callout_label};
use super::inline::{self, Inline, InlineNote, Piece};
use super::library::{Cited, Entry, Library, citations};
use super::listed::Listed;
use crate::model::{Anchor, CitationKind, DeclaredNote, Document, Hyperlink, NoteKind, Place, StatedWork};
use crate::read::bibliography;
use crate::read::canvas::{Break, Canvas};
use crate::read::{directive, flow};

/// What is read beyond `CommonMark`.
///
/// Not the parser's mathematics: it takes `$10[^1], then US$` for a formula, and a note would be lost.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES);

/// Reads Markdown whose front matter has the given length. Works are cited of `library`; footnotes of the labels
/// `references` are references.
pub(super) fn document(source: &str, front_matter: usize, library: Library, references: &HashSet<String>) -> Document {
    let body = source.get(front_matter..).unwrap_or_default();
    let notes = inline::find(body, OPTIONS).into_iter().map(|note| note.moved(front_matter)).collect();
    let parser = Parser::new_ext(body, OPTIONS);
    let listed = Listed::of(parser.reference_definitions(), front_matter);
    let mut walk = Walk::new(source, notes, library, listed, Footnotes::new(references));
    for (event, range) in parser.into_offset_iter() {
        walk.event(event, range.start + front_matter..range.end + front_matter);
    }
    walk.finish()
}

struct Walk<'a> {
    source: &'a str,
    canvas: Canvas<'a>,
    footnotes: Footnotes,
    inline: Inline<'a>,
    links: Vec<Hyperlink>,
    /// Indices of the links that are open; `None` for those that lead to no page.
    open_links: Vec<Option<usize>>,
    /// The definitions that are open: their indices, and where their texts begin.
    open_notes: Vec<(usize, usize)>,
    verbatim: Vec<Range<usize>>,
    /// Where a block of code or HTML begins, while one is open.
    block: Option<usize>,
    /// Whether an HTML comment is open.
    comment: bool,
    /// The links that tags of HTML have opened.
    html_links: Vec<usize>,
    /// What ends the stretch of HTML that is not seen.
    hidden: Option<&'static str>,
    /// A tag that is open over the end of a line.
    open_tag: String,
    /// Where comments begin.
    comments: Vec<usize>,
    library: Library,
    cited: Cited,
    listed: Listed,
    /// The numbers of the next items of the lists that are open; `None` where a list is not counted.
    lists: Vec<Option<u64>>,
    /// Where in the text the places are that HTML gives a name to.
    targets: HashMap<String, usize>,
    /// Whether the number of an item is all that was written of it.
    numbered: bool,
    /// How many elements that raise their text are open.
    raised: usize,
    /// Where the number of a link definition that stands alone begins, while it is read, and its label.
    open_call: Option<(usize, String)>,
}

impl<'a> Walk<'a> {
    fn new(source: &'a str, notes: Vec<InlineNote>, library: Library, listed: Listed, footnotes: Footnotes) -> Self {
        Self {
            source,
            canvas: Canvas::new(source),
            footnotes,
            inline: Inline::new(source, notes),
            links: Vec::new(),
            open_links: Vec::new(),
            open_notes: Vec::new(),
            verbatim: Vec::new(),
            block: None,
            comment: false,
            html_links: Vec::new(),
            hidden: None,
            open_tag: String::new(),
            comments: Vec::new(),
            library,
            cited: Cited::default(),
            listed,
            open_call: None,
            lists: Vec::new(),
            targets: HashMap::new(),
            numbered: false,
            raised: 0,
        }
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        // A table is not broken off between its cells.
        if let Some(block) = inline::block(&event)
            && !matches!(block, TagEnd::TableHead | TagEnd::TableRow | TagEnd::TableCell)
        {
            self.release();
        }
        if matches!(event, Event::Text(_)) && self.inline.cuts(&range) {
            while let Some(piece) = self.inline.next_piece(&range) {
                match piece {
                    Piece::Text(range) => self.read_or_hold(Event::Text(self.inline.slice(&range)), range),
                    Piece::Open(note) => self.open_inline(note),
                    Piece::Close => self.inline.close(),
                }
            }
        } else {
            self.read_or_hold(event, range);
        }
    }

    fn read_or_hold(&mut self, event: Event<'a>, range: Range<usize>) {
        if let Some((event, range)) = self.inline.hold(event, range) {
            self.read(event, range);
        }
    }

    /// Prints the callout of an inline note; its text comes after the block.
    fn open_inline(&mut self, note: InlineNote) {
        let (index, marker) = self.footnotes.define_inline();
        self.canvas.settle();
        let start = self.canvas.text.len();
        self.canvas.write("[", note.caret);
        // The number stands nowhere in the source.
        self.canvas.write(&marker, note.caret + "^".len());
        self.canvas.write("]", note.close);
        self.footnotes.call_inline(index, start..self.canvas.text.len());
        self.inline.open(index, note);
    }

    /// Reads the inline notes of the block that ends or is broken off here.
    fn release(&mut self) {
        let (notes, mut events) = self.inline.release();
        for held in notes {
            self.canvas.separate(Break::Block);
            self.canvas.settle();
            self.canvas.anchor(held.note.start());
            let start = self.canvas.text.len();
            self.open_notes.push((held.index, start));
            for (event, range) in events.by_ref().take(held.length) {
                self.read(event, range);
            }
            self.open_notes.pop();
            let body = self.canvas.text.get(start..).unwrap_or_default();
            let body = start + body.len() - body.trim_start().len()..start + body.trim_end().len();
            if self.footnotes.close(held.index, body) {
                self.canvas.hold();
            }
            self.canvas.separate(Break::Block);
        }
    }

    fn read(&mut self, event: Event<'a>, range: Range<usize>) {
        let numbered = std::mem::take(&mut self.numbered);
        match event {
            // The number of an item has its text beside it.
            Event::Start(Tag::Paragraph) if numbered => {}
            Event::Start(tag) => self.start(tag, &range),
            Event::End(tag) => self.end(tag, &range),
            Event::Text(text) => self.text(&text, &range),
            Event::Code(code) | Event::InlineMath(code) | Event::DisplayMath(code) => self.code(&code, &range),
            Event::FootnoteReference(label) => self.callout(&label, &range),
            Event::SoftBreak | Event::HardBreak => self.canvas.write("\n", range.start),
            Event::Html(html) => self.html(&html, range.start),
            Event::InlineHtml(tag) => {
                if tag.starts_with(directive::OPEN) {
                    self.comments.push(range.start);
                }
                self.tag(&tag, &range, false);
            }
            Event::Rule => self.canvas.separate(Break::Block),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::FootnoteDefinition(label) => {
                self.canvas.separate(Break::Block);
                self.canvas.settle();
                // For a definition without text; otherwise the text's own place replaces it.
                self.canvas.anchor(range.start);
                self.open_notes.push((self.footnotes.define(&label), self.canvas.text.len()));
            }
            Tag::Link { link_type: LinkType::Shortcut | LinkType::Collapsed, id, .. } if self.listed.has(&id) => {
                self.canvas.settle();
                self.open_call = Some((self.canvas.text.len(), id.into_string()));
                self.open_links.push(None);
                self.canvas.write("[", range.start);
            }
            Tag::Link { link_type, dest_url, id, .. } => {
                self.listed.link(&id);
                self.canvas.settle();
                let start = self.canvas.text.len();
                let known = link_type != LinkType::Email && !dest_url.is_empty();
                let (line, column) = self.canvas.position(range.start);
                self.open_links.push(known.then_some(self.links.len()));
                if known {
                    let place = Place { line: Some(line), column: Some(column), ..Place::default() };
                    self.links.push(Hyperlink { range: start..start, url: dest_url.into_string(), place });
                }
            }
            Tag::CodeBlock(_) => {
                self.canvas.separate(Break::Block);
                self.canvas.settle();
                self.block = Some(self.canvas.text.len());
            }
            Tag::TableCell => self.canvas.separate(Break::Cell),
            Tag::TableRow => self.canvas.separate(Break::Line),
            Tag::List(first) => {
                self.lists.push(first);
                self.canvas.separate(Break::Block);
            }
            Tag::Item => self.item(range.start),
            Tag::Emphasis => self.mark_in_url(range.start..range.start + 1),
            Tag::Strong => self.mark_in_url(range.start..range.start + 2),
            Tag::Strikethrough | Tag::Superscript | Tag::Subscript | Tag::Image { .. } => {}
            // All others are blocks.
            _ => self.canvas.separate(Break::Block),
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::FootnoteDefinition => {
                if let Some((index, start)) = self.open_notes.pop()
                    && self.footnotes.close(index, start..self.canvas.text.len())
                {
                    self.canvas.hold();
                }
                self.canvas.separate(Break::Block);
            }
            TagEnd::Link if self.open_call.is_some() => {
                self.open_links.pop();
                self.canvas.write("]", range.end.saturating_sub(1));
                if let Some((start, label)) = self.open_call.take() {
                    self.listed.call(&label, start..self.canvas.text.len());
                }
            }
            TagEnd::Link => {
                let end = self.canvas.text.len();
                let (line, column) = self.canvas.position(range.end);
                if let Some(link) = self.open_links.pop().flatten().and_then(|index| self.links.get_mut(index)) {
                    link.range.end = end;
                    (link.place.end_line, link.place.end_column) = (Some(line), Some(column));
                }
            }
            TagEnd::HtmlBlock => {
                (self.comment, self.hidden, self.raised) = (false, None, 0);
                self.open_tag.clear();
                self.canvas.separate(Break::Block);
            }
            TagEnd::CodeBlock => {
                if let Some(start) = self.block.take()
                    && start < self.canvas.text.len()
                {
                    self.verbatim.push(start..self.canvas.text.len());
                }
                self.canvas.separate(Break::Block);
            }
            TagEnd::Emphasis => self.mark_in_url(range.end.saturating_sub(1)..range.end),
            TagEnd::Strong => self.mark_in_url(range.end.saturating_sub(2)..range.end),
            TagEnd::List(_) => {
                self.lists.pop();
                self.canvas.separate(Break::Block);
            }
            TagEnd::TableCell | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript | TagEnd::Image => {}
            TagEnd::TableRow | TagEnd::TableHead => self.canvas.separate(Break::Line),
            _ => self.canvas.separate(Break::Block),
        }
    }

    /// The number that a list prints before an item; in a note it is none of a note.
    fn item(&mut self, at: usize) {
        self.canvas.separate(Break::Block);
        let Some(Some(number)) = self.lists.last_mut() else { return };
        let printed = format!("{number}. ");
        *number = number.saturating_add(1);
        if self.open_notes.is_empty() {
            self.canvas.write(&printed, at);
            self.numbered = true;
        }
    }

    /// Writes text, which the HTML around it may raise.
    fn write(&mut self, text: &str, at: usize) {
        let raised = if self.raised > 0 { flow::raised(text) } else { text.to_owned() };
        self.canvas.write(&raised, at);
    }

    fn text(&mut self, text: &str, range: &Range<usize>) {
        self.canvas.settle();
        let start = self.canvas.text.len();
        self.write(text, range.start);
        if self.block.is_some() {
            return;
        }
        self.cite(text, range, start);
        for (at, _) in text.match_indices('[') {
            if let Some(label) = self.undefined_at(range.start + at) {
                let (start, end) = (start + at, start + at + label.len() + "[^]".len());
                self.footnotes.call_undefined(label, start..end);
            }
        }
    }

    /// Takes note of the works cited in a text that has been written from a byte on.
    fn cite(&mut self, text: &str, range: &Range<usize>, start: usize) {
        // Where the text is not as it stands in the source, no key is.
        if !self.open_links.is_empty() || !text.contains('@') || self.source.get(range.clone()) != Some(text) {
            return;
        }
        for (at, key) in citations(self.source, range, |key| self.library.work(key).is_some()) {
            let from = start + at.start - range.start;
            let called = from..from + key.len();
            if self.library.is_complete() && self.library.work(key).is_none() {
                self.footnotes.call_undefined(key, called);
            } else {
                self.cited.call(key, called, at.start);
            }
        }
    }

    /// Keeps the marks of an emphasis that stand within a bare URL: there they are letters of its own.
    fn mark_in_url(&mut self, mark: Range<usize>) {
        let before = self.source.get(..mark.start).unwrap_or_default();
        let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        if word.contains("://")
            && let Some(mark_text) = self.source.get(mark.clone())
        {
            self.canvas.write(mark_text, mark.start);
        }
    }

    /// The label called at this byte of the source, where the parser saw no definition and left text.
    fn undefined_at(&self, at: usize) -> Option<&'a str> {
        let (before, here) = self.source.split_at_checked(at)?;
        let label = callout_label(here)?;
        let escaped = before.len() - before.trim_end_matches('\\').len();
        // `[^x]:` at a line's start is a definition that failed.
        let line = before.trim_end_matches([' ', '\t', '>']);
        let defines = (line.is_empty() || line.ends_with('\n')) && here.get(label.len() + 3..)?.starts_with(':');
        (escaped % 2 == 0 && !defines).then_some(label)
    }

    fn callout(&mut self, label: &str, range: &Range<usize>) {
        self.canvas.settle();
        let start = self.canvas.text.len();
        self.canvas.write("[", range.start);
        self.canvas.write(label, range.start + "[^".len());
        self.canvas.write("]", range.end.saturating_sub(1));
        self.canvas.anchor(range.end);
        let within = self.open_notes.last().map(|(index, _)| *index);
        self.footnotes.call(label, start..self.canvas.text.len(), within);
    }

    fn code(&mut self, code: &str, range: &Range<usize>) {
        self.canvas.settle();
        let start = self.canvas.text.len();
        let source = self.source.get(range.clone()).unwrap_or_default();
        let fence = source.len() - source.trim_start_matches('`').len();
        let inner = source.get(fence..source.len() - fence.min(source.len() / 2)).unwrap_or_default();
        // A space or a line end on both sides is not the code's.
        let padded = inner.starts_with([' ', '\r', '\n']) && inner.ends_with([' ', '\r', '\n']);
        let stripped = usize::from(padded && !inner.trim_matches([' ', '\r', '\n']).is_empty());
        self.canvas.write_folded(code, range.start + fence + stripped);
        self.verbatim.push(start..self.canvas.text.len());
    }

    fn finish(mut self) -> Document {
        // What stands in inline notes comes after its block.
        self.comments.sort_unstable();
        let numbered = self.footnotes.number();
        let mut notes = numbered.notes;
        notes.extend(self.listed.write(&mut self.canvas, self.source));
        let parts = self.library.files.iter().map(|file| file.as_str().into()).collect();
        let mut document = Document { parts, drawn: self.library.files.clone(), ..Document::default() };
        let cited = std::mem::take(&mut self.cited);
        notes.extend(references(&mut self.canvas, cited, &self.library, &mut document.works));
        if notes.is_empty() {
            notes = anchored::notes(&self.canvas.text, &self.links, &self.targets);
        }
        let declares = !notes.is_empty() || !numbered.undefined.is_empty();
        let Canvas { text, anchors, .. } = self.canvas;
        Document {
            undefined: numbered.undefined,
            notes: declares.then_some(notes),
            links: self.links,
            verbatim: self.verbatim,
            directives: directive::of_markup(self.source, self.comments),
            defects: self.library.defects,
            text,
            anchors,
            ..document
        }
    }
}

/// Writes the works cited as a list at the end, each in the place where its bibliography has it; what is known of none
/// is its key, where it is cited first.
fn references(
    canvas: &mut Canvas<'_>,
    cited: Cited,
    library: &Library,
    stated: &mut Vec<StatedWork>,
) -> Vec<DeclaredNote> {
    let mut notes = Vec::new();
    for (index, (key, at, callouts)) in cited.into_keys().enumerate() {
        canvas.separate(Break::Block);
        canvas.settle();
        let start = canvas.text.len();
        let (work, place) = if let Some(Entry { work, file, line }) = library.work(&key) {
            let place = Anchor { line: *line, column: 1, part: *file as u32 + 1, ..Anchor::default() };
            (bibliography::write(canvas, work, Some(at)), place)
        } else {
            canvas.write(&key, at);
            let (line, column) = canvas.position(at);
            let range = start..canvas.text.len();
            let unknown = StatedWork { range, kind: Some(CitationKind::Print), ..StatedWork::default() };
            (unknown, Anchor { line, column, ..Anchor::default() })
        };
        let before = canvas.anchors.partition_point(|anchor| anchor.start < start);
        canvas.anchors.truncate(before);
        canvas.anchors.push(Anchor { start, ..place });
        notes.push(DeclaredNote {
            marker: key,
            number: (index + 1).to_string(),
            kind: NoteKind::Reference,
            sequence: 2,
            body: vec![work.range.clone()],
            callouts,
        });
        stated.push(work);
    }
    notes
}
