//! From the parser's events to a document.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::canvas::{Break, Canvas};
use super::footnotes::{Footnotes, callout_label};
use crate::model::{Document, Hyperlink, Place};

/// What is read beyond CommonMark.
///
/// Not the parser's mathematics: it takes `US$10[^1], then US$20` for a formula, and a note would be lost.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES);

/// Reads Markdown whose front matter has the given length.
pub(super) fn document(source: &str, front_matter: usize) -> Document {
    let mut walk = Walk::new(source);
    let body = source.get(front_matter..).unwrap_or_default();
    for (event, range) in Parser::new_ext(body, OPTIONS).into_offset_iter() {
        walk.event(event, range.start + front_matter..range.end + front_matter);
    }
    walk.finish()
}

struct Walk<'a> {
    source: &'a str,
    canvas: Canvas<'a>,
    footnotes: Footnotes,
    links: Vec<Hyperlink>,
    /// Indices of the links that are open; `None` for those that lead to no page.
    open_links: Vec<Option<usize>>,
    /// Indices of the definitions that are open.
    open_notes: Vec<usize>,
    verbatim: Vec<Range<usize>>,
    /// Where a block of code or HTML begins, while one is open.
    block: Option<usize>,
    /// Whether an HTML comment is open.
    comment: bool,
}

impl<'a> Walk<'a> {
    fn new(source: &'a str) -> Self {
        Self {
            source,
            canvas: Canvas::new(source),
            footnotes: Footnotes::default(),
            links: Vec::new(),
            open_links: Vec::new(),
            open_notes: Vec::new(),
            verbatim: Vec::new(),
            block: None,
            comment: false,
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, &range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, &range),
            Event::Code(code) | Event::InlineMath(code) | Event::DisplayMath(code) => self.code(&code, &range),
            Event::FootnoteReference(label) => self.callout(&label, &range),
            Event::SoftBreak | Event::HardBreak => self.canvas.write("\n", range.start),
            Event::Html(html) => self.html(&html, range.start),
            // Tags are markup; of them, only a line break is seen.
            Event::InlineHtml(tag) => {
                if tag.get(..3).is_some_and(|name| name.eq_ignore_ascii_case("<br")) {
                    self.canvas.write("\n", range.start);
                }
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
                let index = self.footnotes.define(&label, self.canvas.text.len());
                self.open_notes.push(index);
            }
            Tag::Link { link_type, dest_url, .. } => {
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
            Tag::CodeBlock(_) | Tag::HtmlBlock => {
                self.canvas.separate(Break::Block);
                self.canvas.settle();
                self.block = Some(self.canvas.text.len());
            }
            Tag::TableCell => self.canvas.separate(Break::Cell),
            Tag::TableRow => self.canvas.separate(Break::Line),
            Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Image { .. } => {}
            // All others are blocks.
            _ => self.canvas.separate(Break::Block),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::FootnoteDefinition => {
                if let Some(index) = self.open_notes.pop() {
                    self.footnotes.close(index, self.canvas.text.len());
                }
                self.canvas.separate(Break::Block);
            }
            TagEnd::Link => {
                let end = self.canvas.text.len();
                if let Some(link) = self.open_links.pop().flatten().and_then(|index| self.links.get_mut(index)) {
                    link.range.end = end;
                }
            }
            TagEnd::CodeBlock | TagEnd::HtmlBlock => {
                if let Some(start) = self.block.take()
                    && start < self.canvas.text.len()
                {
                    self.verbatim.push(start..self.canvas.text.len());
                }
                self.comment = false;
                self.canvas.separate(Break::Block);
            }
            TagEnd::TableCell | TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => {}
            TagEnd::Superscript | TagEnd::Subscript | TagEnd::Image => {}
            TagEnd::TableRow | TagEnd::TableHead => self.canvas.separate(Break::Line),
            _ => self.canvas.separate(Break::Block),
        }
    }

    fn text(&mut self, text: &str, range: &Range<usize>) {
        self.canvas.settle();
        let start = self.canvas.text.len();
        self.canvas.write(text, range.start);
        if self.block.is_some() {
            return;
        }
        for (at, _) in text.match_indices('[') {
            if let Some(label) = self.undefined_at(range.start + at) {
                let (start, end) = (start + at, start + at + label.len() + "[^]".len());
                let within = self.open_notes.last().copied();
                self.footnotes.call(label, start..end, within);
            }
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
        self.footnotes.call(label, start..self.canvas.text.len(), self.open_notes.last().copied());
    }

    fn code(&mut self, code: &str, range: &Range<usize>) {
        self.canvas.settle();
        let start = self.canvas.text.len();
        let source = self.source.get(range.clone()).unwrap_or_default();
        let fence = source.len() - source.trim_start_matches('`').len();
        let inner = source.get(fence..).unwrap_or_default();
        let first = code.get(..code.chars().next().map_or(0, char::len_utf8)).unwrap_or_default();
        let stripped = usize::from(!inner.starts_with(first) || inner.starts_with(' ') && !code.starts_with("  "));
        let stripped = if inner.starts_with(code) { 0 } else { stripped };
        self.canvas.write_folded(code, range.start + fence + stripped);
        self.verbatim.push(start..self.canvas.text.len());
    }

    /// A line of an HTML block; comments are not seen.
    fn html(&mut self, html: &str, from: usize) {
        let mut rest = html;
        while !rest.is_empty() {
            let at = from + html.len() - rest.len();
            let (mark, length) = if self.comment { ("-->", 3) } else { ("<!--", 0) };
            let end = rest.find(mark);
            let (piece, after) = rest.split_at(end.map_or(rest.len(), |end| end + length));
            if !self.comment {
                self.canvas.write(piece, at);
            }
            if end.is_some() {
                self.comment = !self.comment;
            }
            rest = after;
        }
    }

    fn finish(self) -> Document {
        let Canvas { text, anchors, .. } = self.canvas;
        let numbered = self.footnotes.number();
        Document {
            undefined: numbered.undefined,
            notes: Some(numbered.notes),
            links: self.links,
            verbatim: self.verbatim,
            text,
            anchors,
            ..Document::default()
        }
    }
}
