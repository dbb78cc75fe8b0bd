//! The walk through the text of a Word document.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::lists::{Lists, format};
use super::styles::{Styles, hidden, list, raised as raises, value};
use crate::formats::word::Relationships;
use crate::formats::zip_xml::Node;
use crate::model::{NoteKind, StatedWork};
use crate::read::flow::{Field, Flow, Format, Numbering, Restart, hyperlink_target, raised};
use crate::read::office;

/// Fields are nested no deeper than this.
const MAX_FIELDS: usize = 64;

/// A walk, and what it has written.
pub(super) struct Walk<'t> {
    pub(super) flow: Flow,
    /// The text that comments are attached to, by their ids.
    pub(super) comments: HashMap<String, Range<usize>>,
    styles: &'t Styles,
    lists: Lists,
    /// How footnotes and endnotes are numbered in the sections that do not say.
    general: [Numbering; 2],
    /// The same for each section.
    sections: Vec<[Numbering; 2]>,
    section: usize,
    sources: HashMap<String, StatedWork>,
    relationships: Relationships,
    fields: Vec<Field>,
    /// Text boxes met in the paragraph, which stand after it.
    boxes: Vec<Node<'t>>,
    /// The style of the paragraph.
    style: String,
    /// Where the mark of a note begins that has one of its own.
    marked: Option<(NoteKind, String, usize)>,
    /// The bookmarks that are open or have ended, with the note called within.
    bookmarks: HashMap<String, usize>,
    open_bookmarks: Vec<(String, String)>,
    /// Whether page breaks say where pages begin.
    paged: bool,
    /// Whether the paragraph goes on with the one before.
    joined: bool,
    /// Whether the text is that of the body, whose elements places name; what notes say stands where they are called.
    in_body: bool,
}

impl<'t> Walk<'t> {
    pub(super) fn new(
        styles: &'t Styles,
        lists: Lists,
        settings: Node<'_>,
        body: Node<'_>,
        sources: HashMap<String, StatedWork>,
    ) -> Self {
        let settings = settings.child("settings");
        let built_in =
            [Format::Decimal, Format::LowerRoman].map(|format| Numbering { format, start: 1, restart: Restart::Never });
        let general = settings.map_or(built_in, |settings| numbering(settings, built_in));
        let own = |node: &Node<'_>| {
            let above = node.parent();
            // Tracked changes of a paragraph hold its former properties.
            let former = above.and_then(Node::parent).is_some_and(|above| above.is("pPrChange"));
            node.is("sectPr") && !former && !above.is_some_and(|above| above.is("sectPrChange"))
        };
        let sections = body.descendants().filter(own).map(|section| numbering(section, general)).collect();
        Self {
            flow: Flow::default(),
            comments: HashMap::new(),
            styles,
            lists,
            general,
            sections,
            section: 0,
            sources,
            relationships: Relationships::new(),
            fields: Vec::new(),
            boxes: Vec::new(),
            style: String::new(),
            marked: None,
            bookmarks: HashMap::new(),
            open_bookmarks: Vec::new(),
            paged: body.descendants().any(|node| node.is("lastRenderedPageBreak")),
            joined: false,
            in_body: false,
        }
    }

    /// Writes the text of a part.
    pub(super) fn story(&mut self, root: Node<'t>, relationships: Relationships) {
        self.relationships = relationships;
        if self.paged {
            self.flow.set_page(1);
        }
        self.in_body = true;
        self.children(root);
        self.boxes();
        self.in_body = false;
    }

    /// Writes the notes of one kind; those that nobody calls only where the place that called them may be lost.
    pub(super) fn notes(
        &mut self,
        kind: NoteKind,
        root: Node<'t>,
        relationships: Relationships,
        part: &str,
        incomplete: bool,
    ) {
        let name = if kind == NoteKind::Endnote { "endnote" } else { "footnote" };
        let is_note = |node: &Node<'_>| {
            node.is(name) && node.attribute("type").is_none_or(|kind| matches!(&*kind, "normal" | ""))
        };
        self.relationships = relationships;
        let notes: Vec<Node<'t>> = root.descendants().filter(is_note).collect();
        let named = |note: Node<'t>| Some((note.attribute("id")?.into_owned(), note));
        let (called, lost): (Vec<_>, Vec<_>) =
            notes.into_iter().filter_map(named).partition(|(id, _)| self.flow.is_called(kind, id));
        for (id, note) in called {
            // An editor finds a note where it is called: the part it lies in is not seen in Word.
            let from = self.flow.begin_note_inside(kind, &id).unwrap_or_default();
            self.note(kind, &id, note, from);
        }
        if !incomplete || lost.is_empty() {
            return;
        }
        self.flow.begin_part(part);
        for (id, note) in lost {
            self.flow.call_lost(kind, &id, self.numbering(kind));
            let from = self.flow.begin_note(kind, &id).unwrap_or_default();
            self.note(kind, &id, note, from);
        }
    }

    fn note(&mut self, kind: NoteKind, id: &str, note: Node<'t>, from: usize) {
        self.fields.clear();
        self.children(note);
        self.boxes();
        self.flow.end_note(kind, id, from);
    }

    /// Writes the text that the links of a header or footer cover, and nothing else of it.
    pub(super) fn edge(&mut self, root: Node<'t>, relationships: Relationships, part: &str) {
        if relationships.is_empty() && !root.descendants().any(|node| matches!(node.name(), "instrText" | "fldSimple"))
        {
            return;
        }
        self.relationships = relationships;
        self.fields.clear();
        self.flow.begin_aside(part);
        self.children(root);
        self.boxes();
        self.flow.end_aside();
    }

    fn children(&mut self, node: Node<'t>) {
        for child in node.children() {
            self.node(child);
        }
    }

    fn node(&mut self, node: Node<'t>) {
        match node.name() {
            "p" => self.paragraph(node),
            "r" => self.run(node),
            "fldChar" => self.field_char(node),
            "fldSimple" => {
                let code = node.attribute("instr").unwrap_or_default().into_owned();
                let result = Some(self.flow.here());
                self.children(node);
                self.field_ends(&Field { code, result, data: String::new() });
            }
            "hyperlink" => self.hyperlink(node),
            "AlternateContent" => {
                let choice = node.child("Choice").or_else(|| node.child("Fallback"));
                if let Some(choice) = choice {
                    self.children(choice);
                }
            }
            "txbxContent" => self.boxes.push(node),
            "tr" if node.child("trPr").is_some_and(|row| row.child("del").is_some()) => {}
            "ruby" => {
                if let Some(base) = node.child("rubyBase") {
                    self.children(base);
                }
            }
            "commentRangeStart" => {
                let here = self.flow.here();
                if let Some(id) = node.attribute("id") {
                    self.comments.insert(id.into_owned(), here..here);
                }
            }
            "commentRangeEnd" | "commentReference" => {
                let Some(id) = node.attribute("id") else { return };
                let here = self.flow.text.len();
                let range = self.comments.entry(id.into_owned()).or_insert(here..here);
                range.end = if node.is("commentRangeEnd") { here.max(range.start) } else { range.end };
            }
            "bookmarkStart" => {
                if let (Some(id), Some(name)) = (node.attribute("id"), node.attribute("name")) {
                    self.open_bookmarks.push((id.into_owned(), name.into_owned()));
                }
            }
            "bookmarkEnd" => {
                let id = node.attribute("id").unwrap_or_default();
                self.open_bookmarks.retain(|(open, _)| *open != id);
            }
            // Deleted text, and properties; what was moved stands where it was moved to.
            "del" | "moveFrom" | "pPr" | "rPr" | "sectPr" | "sdtPr" | "sdtEndPr" | "tblPr" | "tblGrid" | "tblPrEx"
            | "trPr" | "tcPr" | "smartTagPr" | "customXmlPr" | "object" | "control" | "rt" => {}
            _ => self.children(node),
        }
    }

    fn paragraph(&mut self, node: Node<'t>) {
        let properties = node.child("pPr");
        let style = properties.and_then(|properties| properties.child("pStyle")).and_then(value);
        let former = std::mem::replace(&mut self.style, style.unwrap_or_default());
        if !self.joined {
            self.flow.begin_paragraph();
        }
        let list = properties.and_then(list).or_else(|| self.styles.list(&self.style));
        if let Some(label) = list
            .filter(|_| node.descendants().any(|node| node.is("t")))
            .and_then(|(id, level)| self.lists.next(&id, level))
        {
            self.flow.push(&label);
            self.flow.push(" ");
        }
        self.children(node);
        self.style = former;
        let mark = properties.and_then(|properties| properties.child("rPr"));
        // Where the mark at its end is deleted, the next paragraph goes on with it.
        self.joined = mark.is_some_and(|mark| mark.child("del").is_some());
        if !self.joined {
            self.flow.end_paragraph();
        }
        if properties.is_some_and(|properties| properties.child("sectPr").is_some()) {
            self.section += 1;
        }
        self.boxes();
    }

    /// Writes the text boxes of the paragraph that has ended.
    fn boxes(&mut self) {
        for content in std::mem::take(&mut self.boxes) {
            self.flow.end_paragraph();
            self.children(content);
            self.flow.end_paragraph();
        }
    }

    fn run(&mut self, node: Node<'t>) {
        let properties = node.child("rPr");
        let style = properties.and_then(|properties| properties.child("rStyle")).and_then(value).unwrap_or_default();
        if properties.and_then(hidden).unwrap_or_else(|| self.styles.hidden(&style)) {
            // Codes of fields are hidden in some documents, and are read all the same.
            node.children().filter(|child| matches!(child.name(), "fldChar" | "instrText")).for_each(|child| {
                self.piece(child, false);
            });
            return;
        }
        if self.in_body {
            self.flow.set_element(node.number());
        }
        let raise = properties
            .and_then(raises)
            .unwrap_or_else(|| self.styles.raised(&style) || self.styles.raised(&self.style));
        for child in node.children() {
            self.piece(child, raise);
        }
        if let Some((kind, id, from)) = self.marked.take_if(|(_, _, from)| *from < self.flow.text.len()) {
            self.flow.call_marked(kind, &id, from);
        }
    }

    /// One piece of a run.
    fn piece(&mut self, node: Node<'t>, raise: bool) {
        match node.name() {
            "t" => {
                let text = node.text();
                self.write(&if raise { raised(&text) } else { text });
            }
            "instrText" => {
                if let Some(field) = self.fields.last_mut().filter(|field| field.result.is_none()) {
                    field.code.push_str(&node.text());
                }
            }
            "tab" | "ptab" => self.write("\t"),
            "br" | "cr" => {
                if self.shown() {
                    self.flow.line_break();
                }
            }
            "noBreakHyphen" => self.write("-"),
            "sym" => self.symbol(node),
            "lastRenderedPageBreak" => self.flow.set_page(self.flow.page() + 1),
            "footnoteReference" => self.call(NoteKind::Footnote, node),
            "endnoteReference" => self.call(NoteKind::Endnote, node),
            "softHyphen" | "delText" | "delInstrText" | "footnoteRef" | "endnoteRef" | "annotationRef" => {}
            "drawing" | "pict" => {
                self.picture_link(node);
                self.node(node);
            }
            _ => self.node(node),
        }
    }

    /// Whether what is written now is seen, and not part of a field's instruction.
    fn shown(&self) -> bool {
        self.fields.iter().all(|field| field.result.is_some())
    }

    fn write(&mut self, text: &str) {
        match self.fields.iter_mut().rev().find(|field| field.result.is_none()) {
            // The result of a field within an instruction is part of it.
            Some(field) => field.code.push_str(text),
            None => self.flow.push(text),
        }
    }

    fn symbol(&mut self, node: Node<'t>) {
        let code = node.attribute("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
        let font = node.attribute("font").unwrap_or_default();
        // Symbol fonts put their signs where private characters are; those of the font Symbol are ASCII but for letters.
        let plain = code.map(|code| if (0xf020..=0xf0ff).contains(&code) { code - 0xf000 } else { code });
        let letter = plain.and_then(char::from_u32);
        let known = letter
            .filter(|letter| plain == code || font == "Symbol" && letter.is_ascii() && !letter.is_ascii_alphabetic());
        if let Some(letter) = known {
            self.write(&letter.to_string());
        }
    }

    fn numbering(&self, kind: NoteKind) -> Numbering {
        let [footnotes, endnotes] = self.sections.get(self.section).copied().unwrap_or(self.general);
        if kind == NoteKind::Endnote { endnotes } else { footnotes }
    }

    fn call(&mut self, kind: NoteKind, node: Node<'t>) {
        let Some(id) = node.attribute("id").map(Cow::into_owned) else { return };
        if !self.shown() {
            return;
        }
        let before = self.flow.called();
        if node.attribute("customMarkFollows").is_some_and(|mark| !matches!(&*mark, "0" | "false" | "off")) {
            self.marked = Some((kind, id, self.flow.here()));
        } else {
            self.flow.call(kind, &id, self.numbering(kind), self.section as u32);
        }
        for (_, name) in &self.open_bookmarks {
            self.bookmarks.entry(name.clone()).or_insert(before);
        }
    }

    fn field_char(&mut self, node: Node<'t>) {
        match node.attribute("fldCharType").as_deref() {
            Some("begin") if self.fields.len() < MAX_FIELDS => {
                let data = node.child("fldData").map(Node::text).unwrap_or_default();
                self.fields.push(Field { data, ..Field::default() });
            }
            Some("separate") => {
                let here = self.flow.here();
                if let Some(field) = self.fields.last_mut() {
                    field.result = Some(here);
                }
            }
            Some("end") => {
                if let Some(field) = self.fields.pop() {
                    self.field_ends(&field);
                }
            }
            _ => {}
        }
    }

    fn field_ends(&mut self, field: &Field) {
        let Some(from) = field.result else {
            // What a nested field hides belongs to the one around it.
            if let Some(outer) = self.fields.last_mut() {
                outer.data.push_str(&field.data);
            }
            return;
        };
        if let Some(target) = hyperlink_target(&field.code) {
            if self.shown() {
                self.flow.link(from, &target);
            }
            return;
        }
        let mut words = field.code.split_whitespace();
        if words.next().is_some_and(|name| name.eq_ignore_ascii_case("NOTEREF")) {
            let bookmark = words.next().unwrap_or_default().trim_matches('"');
            // Without the switch the number is spoken of, not called.
            let called = field.code.contains("\\f");
            if let Some(&note) = self.bookmarks.get(bookmark).filter(|_| called && self.flow.text.len() > from) {
                self.flow.call_again(note, from..self.flow.text.len());
            }
            return;
        }
        let text = self.flow.text.get(from..).unwrap_or_default();
        let lead = text.len() - text.trim_start().len();
        let range = from + lead..from + text.trim_end().len().max(lead);
        let stated = office::cited_works(&field.code, &field.data, &self.sources);
        self.flow.works.extend(stated.into_iter().map(|work| StatedWork { range: range.clone(), ..work }));
    }

    fn hyperlink(&mut self, node: Node<'t>) {
        let from = self.flow.here();
        self.children(node);
        let id = node.attributes().find(|(name, _)| *name == "id" || name.ends_with(":id") && *name != "w:id");
        let Some(target) = id.and_then(|(_, id)| self.relationships.get(&*id)).cloned() else { return };
        let target = match node.attribute("anchor") {
            Some(anchor) if !anchor.is_empty() && !target.contains('#') => format!("{target}#{anchor}"),
            _ => target,
        };
        if self.shown() {
            self.flow.link(from, &target);
        }
    }

    /// A picture that is a link gets the sign of a picture for its text.
    fn picture_link(&mut self, node: Node<'t>) {
        let drawn = node.descendants().filter(|node| node.is("hlinkClick"));
        let mut drawn = drawn.filter_map(|link| self.relationships.get(&*link.attribute("id")?).cloned());
        // Shapes of older versions of Word name their targets themselves.
        let shapes =
            || node.descendants().find_map(|shape| (shape.prefix() == "v").then(|| shape.attribute("href"))?);
        let shape = || shapes().filter(|target| !target.starts_with('#')).map(Cow::into_owned);
        let target = drawn.next().or_else(shape);
        let from = self.flow.here();
        if let Some(target) = target.filter(|_| self.shown()) {
            self.flow.push("\u{fffc}");
            self.flow.link(from, &target);
        }
    }
}

/// How footnotes and endnotes are numbered by the settings of a document or section, which add to others.
fn numbering(node: Node<'_>, others: [Numbering; 2]) -> [Numbering; 2] {
    let [footnotes, endnotes] = others;
    [("footnotePr", footnotes), ("endnotePr", endnotes)].map(|(name, other)| {
        let Some(properties) = node.child(name) else { return other };
        let setting = |name: &str| properties.child(name).and_then(value);
        Numbering {
            format: setting("numFmt").map_or(other.format, |name| format(&name).unwrap_or(Format::Hidden)),
            start: setting("numStart").and_then(|start| start.parse().ok()).unwrap_or(other.start),
            restart: match setting("numRestart").as_deref() {
                Some("eachSect") => Restart::Section,
                Some("eachPage") => Restart::Page,
                Some(_) => Restart::Never,
                None => other.restart,
            },
        }
    })
}
