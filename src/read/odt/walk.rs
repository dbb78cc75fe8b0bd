//! The walk through the text of an `OpenDocument`.

use std::collections::HashMap;
use std::ops::Range;

use super::lists::Lists;
use super::styles::Styles;
use crate::formats::zip_xml::Node;
use crate::model::{NoteKind, StatedWork};
use crate::read::flow::{Flow, raised};
use crate::read::office;
use crate::text::date;

/// Blanks in a row are no more than this.
const MAX_BLANKS: usize = 200;

/// A walk, and what it has written.
pub(super) struct Walk<'t> {
    pub(super) flow: Flow,
    /// The text that comments are attached to, by their names.
    pub(super) comments: HashMap<String, Range<usize>>,
    styles: &'t Styles,
    lists: Lists,
    /// The bodies of the notes called.
    bodies: Vec<(NoteKind, String, Node<'t>)>,
    /// Text boxes met in the paragraph, which stand after it.
    boxes: Vec<Node<'t>>,
    /// Citations of reference managers that are open: the code and where they begin.
    marks: Vec<(String, usize)>,
    /// Whether the style of the text raises it.
    raise: bool,
    /// The label of the list item that begins.
    label: Option<String>,
    /// Whether the last character of the paragraph is a blank, after which others fall away.
    blank: bool,
    paged: bool,
}

impl<'t> Walk<'t> {
    pub(super) fn new(styles: &'t Styles, lists: Lists, body: Node<'_>) -> Self {
        Self {
            flow: Flow::default(),
            comments: HashMap::new(),
            styles,
            lists,
            bodies: Vec::new(),
            boxes: Vec::new(),
            marks: Vec::new(),
            raise: false,
            label: None,
            blank: true,
            paged: body.descendants().any(|node| node.is("soft-page-break")),
        }
    }

    /// Writes the text of the document.
    pub(super) fn body(&mut self, body: Node<'t>) {
        if self.paged {
            self.flow.set_page(1);
        }
        self.children(body);
        self.boxes();
    }

    /// Writes the notes that were called; notes may call others.
    pub(super) fn notes(&mut self) {
        let mut next = 0;
        while let Some((kind, name, body)) = self.bodies.get(next).cloned() {
            let from = self.flow.begin_note_inside(kind, &name).unwrap_or_default();
            self.children(body);
            self.boxes();
            self.flow.end_note(kind, &name, from);
            next += 1;
        }
    }

    /// Writes the text that the links of a header or footer cover, and nothing else of it.
    pub(super) fn edge(&mut self, edge: Node<'t>) {
        if edge.descendants().any(|node| node.is("a")) {
            self.flow.begin_aside("");
            self.children(edge);
            self.boxes();
            self.flow.end_aside();
        }
    }

    fn children(&mut self, node: Node<'t>) {
        for child in node.children() {
            self.node(child);
        }
    }

    fn node(&mut self, node: Node<'t>) {
        if node.is_text() {
            self.text(node);
            return;
        }
        match node.name() {
            "p" | "h" => self.paragraph(node),
            "span" => {
                let style = node.attribute("style-name").and_then(|style| self.styles.raised(&style));
                let before = self.raise;
                self.raise = style.unwrap_or(before);
                self.children(node);
                self.raise = before;
            }
            "a" => self.link(node),
            "s" => {
                let count = node.attribute("c").and_then(|count| count.parse().ok()).unwrap_or(1_usize);
                self.flow.push(&" ".repeat(count.min(MAX_BLANKS)));
                self.blank = true;
            }
            "tab" | "tab-stop" => {
                self.flow.push("\t");
                self.blank = true;
            }
            "line-break" => {
                self.flow.line_break();
                self.blank = true;
            }
            "soft-page-break" => self.flow.set_page(self.flow.page() + 1),
            "note" | "footnote" | "endnote" => self.note(node),
            "list" => {
                self.lists.open(node);
                self.children(node);
                self.lists.close();
            }
            "list-item" => {
                self.label = self.lists.next(node);
                self.children(node);
                self.label = None;
            }
            "reference-mark-start" => {
                if let Some(name) = node.attribute("name").filter(|name| name.contains("CSL_CITATION")) {
                    self.marks.push((name.into_owned(), self.flow.here()));
                }
            }
            "reference-mark-end" => {
                let name = node.attribute("name").unwrap_or_default();
                if let Some(at) = self.marks.iter().rposition(|(open, _)| *open == name) {
                    let (code, from) = self.marks.remove(at);
                    self.works(office::cited_works(&format!("ADDIN {code}"), "", &HashMap::new()), from);
                }
            }
            "bibliography-mark" => {
                let from = self.flow.here();
                self.children(node);
                self.works(vec![bibliography_mark(node)], from);
            }
            "annotation" => {
                let here = self.flow.here();
                if let Some(name) = node.attribute("name") {
                    self.comments.insert(name.into_owned(), here..here);
                }
            }
            "annotation-end" => {
                let name = node.attribute("name").unwrap_or_default();
                if let Some(range) = self.comments.get_mut(&*name) {
                    range.end = self.flow.text.len().max(range.start);
                }
            }
            "text-box" => self.boxes.push(node),
            "ruby" => node.child("ruby-base").into_iter().for_each(|base| self.children(base)),
            "section" if node.attribute("display").is_some_and(|display| display == "none") => {}
            // Deleted text, declarations, and what is no text.
            "tracked-changes"
            | "forms"
            | "sequence-decls"
            | "variable-decls"
            | "user-field-decls"
            | "dde-connection-decls"
            | "object"
            | "object-ole"
            | "binary-data"
            | "title"
            | "desc"
            | "script"
            | "hidden-text"
            | "event-listeners"
            | "table-of-content-source"
            | "illustration-index-source"
            | "table-index-source"
            | "object-index-source"
            | "user-index-source"
            | "alphabetical-index-source"
            | "bibliography-source" => {}
            _ => self.children(node),
        }
    }

    fn text(&mut self, node: Node<'t>) {
        let mut text = String::new();
        node.push_text(&mut text);
        let mut written = String::with_capacity(text.len());
        for character in text.chars() {
            let blank = matches!(character, ' ' | '\t' | '\n' | '\r');
            match (blank, self.blank) {
                (true, true) => {}
                (true, false) => written.push(' '),
                // Soft hyphens are not seen, and break URLs.
                (false, _) if character == '\u{ad}' => {}
                (false, _) => written.push(character),
            }
            self.blank = blank;
        }
        self.flow.push(&if self.raise { raised(&written) } else { written });
    }

    fn paragraph(&mut self, node: Node<'t>) {
        let style = node.attribute("style-name").and_then(|style| self.styles.raised(&style));
        let before = std::mem::replace(&mut self.raise, style.unwrap_or(false));
        self.flow.begin_paragraph();
        self.flow.set_element(node.number());
        if let Some(label) = self.label.take() {
            self.flow.push(&label);
            self.flow.push(" ");
        }
        self.blank = true;
        self.children(node);
        self.flow.end_paragraph();
        self.blank = true;
        self.raise = before;
        self.boxes();
    }

    /// Writes the text boxes of the paragraph that has ended.
    fn boxes(&mut self) {
        for content in std::mem::take(&mut self.boxes) {
            self.children(content);
        }
    }

    fn link(&mut self, node: Node<'t>) {
        let around = self.flow.set_element(node.number());
        let from = self.flow.here();
        self.children(node);
        self.flow.set_element(around);
        let Some(target) = node.attribute("href").filter(|target| !target.starts_with('#')) else { return };
        // A frame within has its text after the paragraph, or is a picture.
        if self.flow.text.get(from..).is_none_or(|text| text.trim().is_empty()) && node.prefix() == "draw" {
            self.flow.push("\u{fffc}");
        }
        self.flow.link(from, &target);
    }

    fn note(&mut self, node: Node<'t>) {
        let endnote = node.is("endnote") || node.attribute("note-class").is_some_and(|class| class == "endnote");
        let kind = if endnote { NoteKind::Endnote } else { NoteKind::Footnote };
        let part = |name: &str| node.children().find(|child| child.name().ends_with(name));
        let citation = part("-citation");
        let custom = citation.is_some_and(|citation| citation.attribute("label").is_some());
        let marker = citation.map(Node::text).unwrap_or_default().trim().to_owned();
        let name = self.bodies.len().to_string();
        let around = self.flow.set_element(node.number());
        self.flow.call_printed(kind, &name, &marker, custom);
        self.flow.set_element(around);
        self.blank = false;
        if let Some(body) = part("-body") {
            self.bodies.push((kind, name, body));
        }
    }

    fn works(&mut self, works: Vec<StatedWork>, from: usize) {
        let text = self.flow.text.get(from..).unwrap_or_default();
        let lead = text.len() - text.trim_start().len();
        let range = from + lead..from + text.trim_end().len().max(lead);
        self.flow.works.extend(works.into_iter().map(|work| StatedWork { range: range.clone(), ..work }));
    }
}

/// The work that an entry of the built-in bibliography states.
fn bibliography_mark(node: Node<'_>) -> StatedWork {
    let field =
        |name: &str| node.attribute(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
    StatedWork {
        title: field("title"),
        author: field("author"),
        publisher: field("journal").or_else(|| field("booktitle")).or_else(|| field("publisher")),
        date: field("year").and_then(|year| date::stated(&year)),
        url: field("url"),
        ..StatedWork::default()
    }
}
