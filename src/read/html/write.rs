//! From a page and its notes to a document.

use std::collections::{HashMap, HashSet, VecDeque};
use std::ops::Range;

use super::notes::{Draft, Notes};
use super::page::{Page, Target, is_block};
use super::{body, chrome, sequence};
use crate::model::{Anchor, DeclaredNote, Document, Hyperlink, Place};
use crate::read::canvas::{Break, Canvas};
use crate::text::digits;

/// Writes what is seen of a page, its notes' texts in place, those of the line after the block that calls them.
pub(super) fn document(page: &Page<'_>, source: &str, notes: &Notes) -> Document {
    let mut writer = Writer::new(page, source, notes);
    writer.walk(0..page.tree.len());
    writer.release();
    writer.finish(notes)
}

struct Writer<'p, 's> {
    page: &'p Page<'p>,
    canvas: Canvas<'s>,
    drafts: &'p [Draft],
    /// The element of a callout, with its note and the marker.
    calls: HashMap<usize, (Option<usize>, &'p str)>,
    /// The first node of a stretch of a note's text, with its end and the note.
    roots: HashMap<usize, (usize, usize)>,
    frame: Vec<bool>,
    dropped: &'p HashSet<usize>,
    links: Vec<Hyperlink>,
    verbatim: Vec<Range<usize>>,
    bodies: Vec<Vec<Range<usize>>>,
    called: Vec<Vec<Range<usize>>>,
    missing: Vec<(String, Range<usize>)>,
    /// Notes of the line that wait for the end of their block.
    waiting: VecDeque<usize>,
    /// The note of the line that is being read.
    reading: Option<usize>,
    /// Whether nothing is written since the last break.
    fresh: bool,
    /// How many notes are open.
    open_notes: usize,
    /// How many open notes are hidden on the page until they are called.
    open_hidden: usize,
    /// How many elements are open that keep white space.
    preformatted: usize,
    raised: usize,
    /// A blank that is to come before the next text, and the byte of the source it stands at.
    blank: Option<usize>,
    /// Paragraphs of a container's parts.
    paragraphs: Vec<Anchor>,
    paragraph: u32,
    part: u32,
}

/// What is to be done at the end of an element.
enum Close {
    Block(Break),
    Note { draft: usize, start: usize, hidden: bool },
    Link { index: usize, start: usize, at: usize },
    Verbatim(usize),
    Preformatted,
    Raised,
}

impl<'p, 's> Writer<'p, 's> {
    fn new(page: &'p Page<'p>, source: &'s str, notes: &'p Notes) -> Self {
        let drafts = notes.drafts.as_slice();
        let mut calls = HashMap::new();
        let mut roots = HashMap::new();
        for (index, draft) in drafts.iter().enumerate() {
            calls.extend(draft.calls.iter().map(|&call| (call, (Some(index), draft.marker.as_str()))));
            roots.extend(draft.roots.iter().map(|root| (root.start, (root.end, index))));
        }
        calls.extend(notes.missing.iter().map(|(call, marker)| (*call, (None, marker.as_str()))));
        let mut held: Vec<usize> = calls.keys().chain(roots.keys()).copied().collect();
        held.sort_unstable();
        let kept = |node: usize| {
            let from = held.partition_point(|&at| at < node);
            held.get(from).is_some_and(|&at| at < page.tree.end(node))
        };
        // A book's asides are its text, and its navigation is no part of the spine.
        let frame = if page.site.parts.is_empty() { chrome::mark(page, &kept) } else { vec![false; page.tree.len()] };
        Self {
            page,
            canvas: Canvas::new(source),
            drafts,
            calls,
            roots,
            frame,
            dropped: &notes.dropped,
            links: Vec::new(),
            verbatim: Vec::new(),
            bodies: vec![Vec::new(); drafts.len()],
            called: vec![Vec::new(); drafts.len()],
            missing: Vec::new(),
            waiting: VecDeque::new(),
            reading: None,
            fresh: true,
            open_notes: 0,
            open_hidden: 0,
            preformatted: 0,
            raised: 0,
            blank: None,
            paragraphs: Vec::new(),
            paragraph: 0,
            part: 0,
        }
    }

    /// Writes a stretch of nodes that holds whole elements.
    fn walk(&mut self, nodes: Range<usize>) {
        let tree = self.page.tree;
        let mut open: Vec<(usize, Close)> = Vec::new();
        let mut node = nodes.start;
        while node < nodes.end {
            self.close(&mut open, node);
            if let Some(text) = tree.piece(node) {
                if self.open_hidden > 0 || !self.page.is_hidden(node) {
                    self.text(text, tree.source(node));
                }
                node += 1;
                continue;
            }
            let skipped =
                !self.page.is_seen(node) || self.frame.get(node) == Some(&true) || self.dropped.contains(&node);
            if skipped && !(self.roots.contains_key(&node) && self.page.is_seen(node)) {
                node = tree.end(node);
            } else if let Some(&(draft, marker)) = self.calls.get(&node) {
                self.call(node, draft, marker);
                node = tree.end(node);
            } else if let Some(&(end, draft)) = self.roots.get(&node).filter(|&&(_, draft)| self.waits(draft)) {
                self.waiting.push_back(draft);
                node = end;
            } else {
                self.open(node, &mut open);
                node += 1;
            }
        }
        self.close(&mut open, nodes.end);
    }

    /// Whether a note stands in the line and is not being read now.
    fn waits(&self, draft: usize) -> bool {
        self.open_notes == 0 && self.reading != Some(draft) && self.drafts.get(draft).is_some_and(|draft| draft.inline)
    }

    fn open(&mut self, node: usize, open: &mut Vec<(usize, Close)>) {
        let tree = self.page.tree;
        let name = tree.name(node);
        let end = tree.end(node);
        let root = self.roots.get(&node).copied();
        if tree.parent(node).is_none() {
            (self.part, self.paragraph) = (self.part + 1, 0);
        }
        match name {
            "br" => self.line_break(),
            "td" | "th" => {
                self.separate(Break::Cell);
                open.push((end, Close::Block(Break::Cell)));
            }
            "tr" | "dt" | "li" if root.is_none() => {
                self.separate(Break::Line);
                open.push((end, Close::Block(Break::Line)));
            }
            _ if is_block(name) || root.is_some() => {
                self.separate(Break::Block);
                open.push((root.map_or(end, |(end, _)| end), Close::Block(Break::Block)));
            }
            _ => {}
        }
        if let Some((end, draft)) = root {
            self.canvas.settle();
            self.canvas.anchor(tree.source(node).start);
            let hidden = self.page.is_hidden(node);
            self.open_notes += 1;
            self.open_hidden += usize::from(hidden);
            open.push((end, Close::Note { draft, start: self.canvas.text.len(), hidden }));
        } else if let Some(number) = self.page.items.get(&node).filter(|_| name == "li" && self.open_notes == 0) {
            let at = tree.source(node).start;
            let number = format!("{number}. ");
            self.write(&number, at);
        }
        let hidden = self.open_hidden == 0 && self.page.is_hidden(node);
        match name {
            "a" if !hidden => self.open_link(node, open),
            "pre" | "code" | "samp" | "kbd" => {
                if name == "pre" {
                    self.preformatted += 1;
                    open.push((end, Close::Preformatted));
                }
                if name != "pre" || is_code(self.page, node) {
                    self.settle_blank();
                    self.canvas.settle();
                    open.push((end, Close::Verbatim(self.canvas.text.len())));
                }
            }
            "sup" => {
                self.raised += 1;
                open.push((end, Close::Raised));
            }
            _ => {}
        }
    }

    fn open_link(&mut self, node: usize, open: &mut Vec<(usize, Close)>) {
        let links = &self.page.links;
        let at = links.partition_point(|link| link.node < node);
        let Some(Target::Out(url)) = links.get(at).filter(|link| link.node == node).map(|link| &link.target) else {
            return;
        };
        if self.open_notes == 0 && is_picture(url) && self.page.label(node).is_some_and(|label| label.is_empty()) {
            return;
        }
        self.settle_blank();
        self.canvas.settle();
        let tree = self.page.tree;
        let start = self.canvas.text.len();
        let place = if self.page.site.parts.is_empty() {
            let (line, column) = self.canvas.position(tree.source(node).start);
            Place { line: Some(line), column: Some(column), ..Place::default() }
        } else {
            Place::default()
        };
        open.push((tree.end(node), Close::Link { index: self.links.len(), start, at: tree.close(node) }));
        self.links.push(Hyperlink { range: start..start, url: url.clone(), place });
    }

    fn close(&mut self, open: &mut Vec<(usize, Close)>, node: usize) {
        while let Some((_, close)) = open.pop_if(|(end, _)| *end <= node) {
            let end = self.canvas.text.len();
            match close {
                Close::Block(width) => self.separate(width),
                Close::Note { draft, start, hidden } => {
                    self.open_notes -= 1;
                    self.open_hidden -= usize::from(hidden);
                    let body = self.trimmed(draft, start.min(end)..end);
                    if let Some(bodies) = self.bodies.get_mut(draft) {
                        bodies.push(body);
                    }
                }
                Close::Link { index, start, at } => {
                    let text = self.canvas.text.get(start..end).unwrap_or_default();
                    let blank = text.len() - text.trim_start().len();
                    let range = (start + blank).min(end)..start + text.trim_end().len().max(blank);
                    let place = self.page.site.parts.is_empty().then(|| self.canvas.position(at));
                    if let Some(link) = self.links.get_mut(index) {
                        link.range = range;
                        (link.place.end_line, link.place.end_column) = place.unzip();
                    }
                }
                Close::Verbatim(start) => {
                    if start < end {
                        self.verbatim.push(start..end);
                    }
                }
                Close::Preformatted => self.preformatted -= 1,
                Close::Raised => self.raised -= 1,
            }
        }
    }

    /// A note's text without its own marker and what a link back left behind.
    fn trimmed(&self, index: usize, range: Range<usize>) -> Range<usize> {
        let Some(draft) = self.drafts.get(index) else { return range };
        let text = self.canvas.text.get(range.clone()).unwrap_or_default();
        let first = self.bodies.get(index).is_none_or(Vec::is_empty);
        let (blank, body) = body::trimmed(text, first.then_some(draft));
        let start = range.start + blank;
        start..start + body.len()
    }
    fn separate(&mut self, width: Break) {
        if width == Break::Block && self.open_notes == 0 && self.reading.is_none() && !self.waiting.is_empty() {
            self.release();
        }
        self.canvas.separate(width);
        (self.blank, self.fresh) = (None, true);
    }

    fn line_break(&mut self) {
        self.canvas.separate(Break::Line);
        (self.blank, self.fresh) = (None, true);
    }

    /// Reads the notes of the line that wait.
    fn release(&mut self) {
        while let Some(draft) = self.waiting.pop_front() {
            self.reading = Some(draft);
            self.separate(Break::Block);
            for root in self.drafts.get(draft).map_or(&[][..], |draft| &draft.roots) {
                self.walk(root.clone());
            }
            self.separate(Break::Block);
            self.reading = None;
        }
    }

    fn text(&mut self, text: &str, source: Range<usize>) {
        // What a character reference stands for has one place.
        let literal = text.len() == source.len();
        let at = |offset: usize| if literal { source.start + offset } else { source.start };
        if self.preformatted > 0 {
            self.write(text, source.start);
            return;
        }
        let bytes = text.as_bytes();
        let is_blank = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_whitespace);
        let mut start = 0;
        while start < bytes.len() {
            let mut end = start;
            if is_blank(start) {
                while is_blank(end) {
                    end += 1;
                }
                self.blank.get_or_insert(at(start));
            } else {
                // Words with one blank between them stand in the text as they do in the source.
                while end < bytes.len()
                    && (!is_blank(end) || bytes.get(end) == Some(&b' ') && end + 1 < bytes.len() && !is_blank(end + 1))
                {
                    end += 1;
                }
                self.settle_blank();
                self.write(text.get(start..end).unwrap_or_default(), at(start));
            }
            start = end;
        }
    }

    /// Writes the blank that is to come, if anything stands before it on its line.
    fn settle_blank(&mut self) {
        if let Some(at) = self.blank.take()
            && !self.fresh
        {
            self.canvas.write(" ", at);
        }
    }

    /// Writes the break that is to come; text follows.
    fn begin(&mut self) {
        self.canvas.settle();
        if self.fresh && !self.page.site.parts.is_empty() {
            self.paragraph += 1;
            let start = self.canvas.text.len();
            let anchor = Anchor { start, paragraph: self.paragraph, part: self.part, ..Anchor::default() };
            self.paragraphs.push(anchor);
        }
        self.fresh = false;
    }

    fn write(&mut self, text: &str, from: usize) {
        if text.is_empty() {
            return;
        }
        self.begin();
        if self.raised > 0 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            let raised: String = text.chars().map(digits::to_superscript).collect();
            self.canvas.write(&raised, from);
            return;
        }
        // What only says where a word may be broken is not seen.
        let mut at = from;
        for piece in text.split_inclusive('\u{AD}') {
            let seen = piece.trim_end_matches('\u{AD}');
            if !seen.is_empty() {
                self.canvas.write(seen, at);
            }
            at += piece.len();
        }
    }

    fn call(&mut self, node: usize, draft: Option<usize>, marker: &str) {
        self.settle_blank();
        let tree = self.page.tree;
        let source = tree.source(node);
        let first = (node..tree.end(node)).find(|&inner| tree.piece(inner).is_some_and(|text| !text.trim().is_empty()));
        self.begin();
        let start = self.canvas.text.len();
        let bracketed = is_in_brackets(&self.canvas.text);
        if !bracketed {
            self.canvas.write("[", source.start);
        }
        self.canvas.write(marker, first.map_or(source.start, |inner| tree.source(inner).start));
        if !bracketed {
            self.canvas.write("]", tree.close(node));
        }
        self.canvas.anchor(tree.close(node));
        let range = start..self.canvas.text.len();
        match draft.and_then(|draft| self.called.get_mut(draft)) {
            Some(called) => called.push(range),
            None => self.missing.push((marker.to_owned(), range)),
        }
    }

    fn finish(self, notes: &Notes) -> Document {
        let Self { page, canvas, links, verbatim, mut bodies, called, mut missing, paragraphs, .. } = self;
        let is_page = page.site.parts.is_empty();
        let mut declared = Vec::new();
        for (index, (draft, callouts)) in notes.drafts.iter().zip(called).enumerate() {
            let mut body = bodies.get_mut(index).map(std::mem::take).unwrap_or_default();
            if body.iter().any(|range| !range.is_empty()) {
                body.retain(|range| !range.is_empty());
            }
            if body.is_empty() {
                missing.extend(callouts.into_iter().map(|callout| (draft.marker.clone(), callout)));
                continue;
            }
            let holder = page.tree.parent(draft.start());
            let note = DeclaredNote {
                marker: draft.marker.clone(),
                number: draft.number.clone(),
                kind: draft.kind,
                sequence: 1,
                body,
                callouts,
            };
            declared.push((holder, note));
        }
        missing.sort_by_key(|(_, range)| range.start);
        let found = !declared.is_empty() || !missing.is_empty();
        let mut document = Document {
            anchors: if is_page { canvas.anchors } else { paragraphs },
            text: canvas.text,
            parts: page.site.parts.iter().map(|part| part.as_str().into()).collect(),
            links,
            verbatim,
            notes: found.then(|| sequence::number(declared)),
            undefined: missing,
            ..Document::default()
        };
        if !is_page {
            let places: Vec<Place> = document.links.iter().map(|link| document.place(&link.range)).collect();
            document.links.iter_mut().zip(places).for_each(|(link, place)| link.place = place);
        }
        document
    }
}

/// Whether what is written next stands in brackets that the text has opened, with nothing but other markers before it.
fn is_in_brackets(text: &str) -> bool {
    let among = |character: char| digits::is_digit(character) || matches!(character, ',' | ' ' | ';' | '–' | '-' | '،');
    text.trim_end_matches(among).ends_with(['[', '(']) && !text.ends_with(digits::is_digit)
}

/// Whether a URL is that of a picture: around a smaller one it shows the same at its full size.
fn is_picture(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    [".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp", ".avif"]
        .iter()
        .any(|end| path.ends_with(end) || path.contains(&format!("{end}/")))
}

/// Whether preformatted text is code rather than prose in lines.
fn is_code(page: &Page<'_>, node: usize) -> bool {
    const CODE: [&str; 10] = [
        "code",
        "highlight",
        "source",
        "programlisting",
        "screen",
        "literal",
        "listing",
        "prettyprint",
        "syntax",
        "language",
    ];
    let named = |node: usize| {
        page.words(node, "class").any(|word| CODE.iter().any(|name| word.to_ascii_lowercase().contains(name)))
    };
    let holder = page.tree.parent(node);
    named(node)
        || holder.is_some_and(named)
        || page.tree.children(node).any(|child| matches!(page.tree.name(child), "code" | "samp" | "kbd"))
}
