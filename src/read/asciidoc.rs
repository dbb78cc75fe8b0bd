//! `AsciiDoc`: footnotes, links and bare URLs as Asciidoctor reads them.

use std::collections::HashMap;
use std::ops::Range;

use super::canvas::{Break, Canvas};
use super::{Given, ReadError, Reader};
use crate::formats::charset;
use crate::model::{DeclaredNote, Document, Hyperlink, NoteKind, Place};
use crate::text::line::one_line;

/// The `AsciiDoc` reader.
pub static READER: Reader = Reader {
    name: "asciidoc",
    extensions: &["adoc", "asciidoc", "asc"],
    about: "`footnote:[text]`, `footnote:name[text]`, `footnoteref:[name,text]`, `link:url[text]`, `url[text]`, bare URLs",
    sniff: |_| false,
    read,
};

/// A construct longer than this, in bytes, is none; the bound keeps hostile text linear.
const LONGEST: usize = 8000;

#[expect(clippy::unnecessary_wraps, reason = "the signature is that of every reader")]
fn read(given: &Given<'_>) -> Result<Document, ReadError> {
    let source = charset::decode(given.bytes, None).text;
    let mut walk = Walk {
        source: &source,
        canvas: Canvas::new(&source),
        attributes: HashMap::new(),
        notes: Vec::new(),
        names: HashMap::new(),
        held: Vec::new(),
        links: Vec::new(),
        verbatim: Vec::new(),
        undefined: Vec::new(),
    };
    walk.blocks();
    Ok(walk.finish())
}

struct Walk<'a> {
    source: &'a str,
    canvas: Canvas<'a>,
    /// What `:name: value` says that `{name}` stands for.
    attributes: HashMap<String, String>,
    notes: Vec<DeclaredNote>,
    names: HashMap<String, usize>,
    /// Notes whose text comes after the block that calls them.
    held: Vec<(usize, Range<usize>)>,
    links: Vec<Hyperlink>,
    verbatim: Vec<Range<usize>>,
    /// Calls of names that may yet be defined.
    undefined: Vec<(String, Range<usize>)>,
}

impl Walk<'_> {
    /// Reads the source line by line: paragraphs are gathered, blocks of code kept, comments left out.
    fn blocks(&mut self) {
        let mut paragraph: Option<Range<usize>> = None;
        let mut fence: Option<String> = None;
        let mut note_end = 0;
        let mut at = 0;
        for whole in self.source.split_inclusive('\n') {
            let line = whole.trim_end();
            let range = at..at + line.len();
            at += whole.len();
            let delimiter = is_delimiter(line);
            if let Some(open) = &fence {
                if line == open {
                    fence = None;
                } else if !open.starts_with("////") {
                    self.canvas.separate(Break::Line);
                    self.code(range);
                }
                continue;
            }
            let comment = line.starts_with("//") && !line.starts_with("///");
            let attribute = attribute(line);
            // A note of several paragraphs has empty lines in it.
            if line.is_empty() {
                if note_end < range.start {
                    note_end = paragraph.as_ref().and_then(|open| self.note_end(open)).unwrap_or_default();
                }
                if note_end > range.start {
                    continue;
                }
            }
            let ends = line.is_empty() || delimiter.is_some() || comment || attribute.is_some() || is_block_line(line);
            if ends {
                self.paragraph(paragraph.take());
            }
            if let Some((name, value)) = attribute {
                self.attributes.insert(name.to_owned(), value.to_owned());
            } else if delimiter == Some(true) {
                fence = Some(line.to_owned());
            } else if !ends {
                if lead(line) > line.len() - line.trim_start().len() && paragraph.is_some() {
                    self.paragraph(paragraph.take());
                }
                paragraph = Some(paragraph.map_or(range.start, |open: Range<usize>| open.start)..range.end);
            }
        }
        self.paragraph(paragraph);
    }

    /// Where the footnote closes in whose text a paragraph breaks off, if one does.
    fn note_end(&self, paragraph: &Range<usize>) -> Option<usize> {
        let rest = self.source.get(paragraph.start..)?;
        let near = rest.get(..rest.floor_char_boundary(LONGEST))?;
        let text = near.get(..paragraph.len())?;
        let note = text.rfind("footnote:")?;
        let inside = note + text.get(note..)?.find('[')? + 1;
        let end = inside + closing(near.get(inside..)?)?;
        let after = near.get(text.len()..end)?;
        // A bracket that was forgotten is not closed by one of the paragraphs that follow it.
        let closes =
            !after.contains("footnote") && !after.lines().any(no_prose) && ends_note(after, near.get(end + 1..)?);
        closes.then_some(paragraph.start + end)
    }

    fn paragraph(&mut self, range: Option<Range<usize>>) {
        let Some(range) = range else { return };
        let text = self.source.get(range.clone()).unwrap_or_default();
        let lead = lead(text);
        self.canvas.separate(Break::Block);
        self.inline(range.start + lead..range.end);
        self.canvas.separate(Break::Block);
        for (index, body) in std::mem::take(&mut self.held) {
            self.note(index, body);
        }
    }

    fn note(&mut self, index: usize, range: Range<usize>) {
        self.canvas.settle();
        self.canvas.anchor(range.start);
        let start = self.canvas.text.len();
        self.inline(range);
        let body = self.canvas.text.get(start..).unwrap_or_default();
        let lead = body.len() - body.trim_start().len();
        let end = start + body.trim_end().len();
        if body.trim().is_empty() {
            self.canvas.hold();
        }
        let body = start + lead..end.max(start + lead);
        if let Some(note) = self.notes.get_mut(index) {
            note.body = vec![body];
        }
        self.canvas.separate(Break::Block);
        for (index, body) in std::mem::take(&mut self.held) {
            // A note within a note: its text follows, one level deep.
            self.canvas.settle();
            let start = self.canvas.text.len();
            self.canvas.write(self.source.get(body.clone()).unwrap_or_default(), body.start);
            let body = start..self.canvas.text.len();
            if let Some(note) = self.notes.get_mut(index) {
                note.body = vec![body];
            }
            self.canvas.separate(Break::Block);
        }
    }

    fn inline(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while let Some(rest) = self.source.get(at..range.end).filter(|rest| !rest.is_empty()) {
            let near = rest.get(..rest.floor_char_boundary(LONGEST)).unwrap_or_default();
            let length = self.piece(at, near, at == range.start);
            at += match near.chars().next() {
                _ if length > 0 => length,
                Some(character) if character.is_whitespace() => {
                    let blanks = near.len() - near.trim_start().len();
                    // A plus sign at a line's end breaks it.
                    if at > range.start {
                        self.canvas.write(" ", at);
                    }
                    blanks
                }
                Some(character) => {
                    self.canvas.write(character.encode_utf8(&mut [0; 4]), at);
                    character.len_utf8()
                }
                None => 1,
            };
        }
    }

    /// Reads the construct that stands here; its length, 0 for plain text.
    fn piece(&mut self, at: usize, rest: &str, first: bool) -> usize {
        let before = self.source.get(..at).and_then(|before| before.chars().next_back()).filter(|_| !first);
        let in_word = before.is_some_and(char::is_alphanumeric);
        match rest.as_bytes().first() {
            Some(b'f') => self.footnote(at, rest),
            Some(b'l') if !in_word && rest.starts_with("link:") => self.link(at, rest, "link:".len()),
            Some(b'h') if !in_word && (rest.starts_with("http://") || rest.starts_with("https://")) => {
                self.link(at, rest, 0)
            }
            Some(b'\\') if rest.starts_with("\\]") || rest.starts_with("\\[") => {
                self.canvas.write(rest.get(1..2).unwrap_or_default(), at + 1);
                2
            }
            Some(b'{') => {
                let Some((name, _)) = rest.get(1..).and_then(|rest| rest.split_once('}')) else { return 0 };
                let Some(value) = self.attributes.get(name).cloned() else { return 0 };
                self.canvas.write(&value, at);
                name.len() + 2
            }
            Some(b'`') if !in_word => {
                let Some((code, _)) = rest.get(1..).and_then(|rest| rest.split_once('`')) else { return 0 };
                if code.is_empty() {
                    return 0;
                }
                self.code(at + 1..at + 1 + code.len());
                code.len() + 2
            }
            Some(sign @ (b'*' | b'_' | b'#')) => {
                let signs = rest.bytes().take_while(|byte| byte == sign).count();
                let after = rest.get(signs..).and_then(|after| after.chars().next());
                let word = after.is_some_and(char::is_alphanumeric);
                // Between two words it is a sign of its own.
                if signs > 2
                    || in_word && word && signs == 1
                    || !in_word && !word && before.is_none_or(char::is_whitespace)
                {
                    0
                } else {
                    signs
                }
            }
            _ => 0,
        }
    }

    /// `footnote:[text]`, `footnote:name[text]`, `footnote:name[]` and the old `footnoteref:[name,text]`.
    fn footnote(&mut self, at: usize, rest: &str) -> usize {
        let (name, inside, old) = if let Some(after) = rest.strip_prefix("footnoteref:[") {
            (String::new(), rest.len() - after.len(), true)
        } else {
            let Some(after) = rest.strip_prefix("footnote:") else { return 0 };
            let Some(open) =
                after.find(['[', ' ', '\n', ']']).filter(|open| after.as_bytes().get(*open) == Some(&b'['))
            else {
                return 0;
            };
            (after.get(..open).unwrap_or_default().to_owned(), rest.len() - after.len() + open + 1, false)
        };
        let Some(length) = closing(rest.get(inside..).unwrap_or_default()) else { return 0 };
        let mut body = inside..inside + length;
        let text = rest.get(body.clone()).unwrap_or_default();
        let name = match (old, text.split_once(',')) {
            (true, Some((name, after))) => {
                body.start = body.end - after.len();
                name.to_owned()
            }
            (true, None) => {
                body.start = body.end;
                text.to_owned()
            }
            (false, _) => name,
        };
        let end = inside + length + 1;
        if body.is_empty() && !name.is_empty() {
            if let Some(index) = self.names.get(&name).copied() {
                self.call(index, at, end);
            } else {
                let range = self.callout(&name, at, end);
                self.undefined.push((name, range));
            }
            return end;
        }
        let index = self.notes.len();
        let number = (index + 1).to_string();
        self.notes.push(DeclaredNote {
            marker: number.clone(),
            number,
            kind: NoteKind::Footnote,
            sequence: 0,
            body: Vec::new(),
            callouts: Vec::new(),
        });
        if !name.is_empty() {
            self.names.entry(name).or_insert(index);
        }
        self.call(index, at, end);
        self.held.push((index, at + body.start..at + body.end));
        end
    }

    fn call(&mut self, index: usize, at: usize, length: usize) {
        let marker = (index + 1).to_string();
        let range = self.callout(&marker, at, length);
        if let Some(note) = self.notes.get_mut(index) {
            note.callouts.push(range);
        }
    }

    fn callout(&mut self, marker: &str, at: usize, length: usize) -> Range<usize> {
        self.canvas.settle();
        let start = self.canvas.text.len();
        for piece in ["[", marker, "]"] {
            self.canvas.write(piece, at);
        }
        self.canvas.anchor(at + length);
        start..self.canvas.text.len()
    }

    /// A URL with or without the text in brackets after it.
    fn link(&mut self, at: usize, rest: &str, prefix: usize) -> usize {
        let after = rest.get(prefix..).unwrap_or_default();
        let end = after.find(|c: char| c.is_whitespace() || "[]<>\"".contains(c)).unwrap_or(after.len());
        let url = after.get(..end).unwrap_or_default().trim_start_matches("++").trim_end_matches("++");
        let bracket = after.get(end..).and_then(|after| after.strip_prefix('['));
        let Some(length) = bracket.and_then(closing) else {
            if prefix > 0 {
                return 0;
            }
            self.canvas.write(url, at);
            return end;
        };
        let inside = prefix + end + 1;
        let text = rest.get(inside..inside + length).unwrap_or_default();
        let text = text.split_once(",window=").map_or(text, |(text, _)| text).trim_end_matches('^').trim_matches('"');
        let url = self.attributes.iter().fold(url.to_owned(), |url, (name, value)| {
            if url.contains('{') { url.replace(&format!("{{{name}}}"), value) } else { url }
        });
        self.canvas.settle();
        let start = self.canvas.text.len();
        let shown = if text.is_empty() { url.clone() } else { one_line(text) };
        self.canvas.write(&shown, if text.is_empty() { at + prefix } else { at + inside });
        self.links.push(Hyperlink { range: start..self.canvas.text.len(), url, place: Place::default() });
        inside + length + 1
    }

    fn code(&mut self, range: Range<usize>) {
        self.canvas.settle();
        let start = self.canvas.text.len();
        self.canvas.write(self.source.get(range.clone()).unwrap_or_default(), range.start);
        self.verbatim.push(start..self.canvas.text.len());
    }

    fn finish(mut self) -> Document {
        // A name may be called before the note that has it.
        for (name, range) in std::mem::take(&mut self.undefined) {
            match self.names.get(&name).and_then(|index| self.notes.get_mut(*index)) {
                Some(note) => note.callouts.push(range),
                None => self.undefined.push((name, range)),
            }
        }
        let Canvas { text, anchors, .. } = self.canvas;
        let notes = self.notes.into_iter().filter(|note| !note.body.is_empty()).collect();
        let mut document = Document { text, anchors, notes: Some(notes), ..Document::default() };
        (document.verbatim, document.undefined) = (self.verbatim, self.undefined);
        let mut links = self.links;
        for link in &mut links {
            link.place = document.place(&link.range);
        }
        document.links = links;
        document
    }
}

/// Where the bracket that is open here closes: brackets within it are closed within it, and `\]` closes none.
fn closing(rest: &str) -> Option<usize> {
    let (mut depth, mut escaped) = (0_usize, false);
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            // One that is open is closed by an escaped bracket, too: Asciidoctor wants it so.
            b'\\' => {
                escaped = true;
                depth -= usize::from(depth > 0 && rest.as_bytes().get(at + 1) == Some(&b']'));
            }
            b'[' => depth += 1,
            b']' if depth == 0 => return Some(at),
            b']' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// How long what opens a heading, a list's item or a block's title is, which is no text.
fn lead(line: &str) -> usize {
    let bare = line.trim_start_matches([' ', '\t']);
    let item = bare.trim_start_matches(['=', '*', '-', '.']);
    let title = bare.starts_with('.') && !item.starts_with([' ', '.']) && bare.len() - item.len() == 1;
    let opens = item.len() < bare.len() && (item.starts_with(' ') || title);
    if opens { line.len() - item.trim_start().len() } else { line.len() - bare.len() }
}

/// Whether a line is none of a paragraph of prose: it opens or delimits a block, a heading or a list's item.
fn no_prose(line: &str) -> bool {
    let bare = line.trim_start();
    let numeral = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    is_delimiter(line).is_some()
        || is_block_line(line)
        || lead(line) > line.len() - bare.len()
        || numeral.len() < bare.len() && numeral.starts_with(". ")
        || line.ends_with("::")
}

/// Whether a bracket between two texts closes a note begun in a paragraph before: the note ends with a sentence or a
/// URL, or else the paragraph with the note.
fn ends_note(note: &str, after: &str) -> bool {
    let note = note.trim_end();
    let sentence = note.ends_with(|c: char| !c.is_alphanumeric() && !",;:-–—([{".contains(c));
    let url = note.split_whitespace().next_back().is_some_and(|word| word.contains("://"));
    let mut rest = after.lines().enumerate().take_while(|(index, line)| *index == 0 || !line.trim().is_empty());
    sentence || url || !rest.any(|(_, line)| line.contains(char::is_alphanumeric))
}

/// Whether a line delimits a block, and whether what the block holds is kept as it stands.
fn is_delimiter(line: &str) -> Option<bool> {
    let sign = line.chars().next().filter(|sign| "-.+/=*_`|".contains(*sign))?;
    let same = line.chars().take_while(|c| *c == sign).count();
    if sign == '`' && same == 3 {
        return Some(true);
    }
    if sign == '|' {
        return (line == "|===").then_some(false);
    }
    (same >= 4 && same == line.chars().count() || line == "--").then_some("-.+/".contains(sign) && line != "--")
}

/// `:name: value`.
fn attribute(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.strip_prefix(':')?.split_once(':')?;
    let plain = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "-_!".contains(c));
    (plain && (value.is_empty() || value.starts_with(' '))).then(|| (name, value.trim()))
}

/// Whether a line says something of the block after it, or stands for one, and is no text: `[quote]`, `image::x[]`.
fn is_block_line(line: &str) -> bool {
    let attributes = line.starts_with('[') && line.ends_with(']');
    let block = ["image::", "include::", "toc::", "video::", "audio::", "ifdef::", "ifndef::", "endif::"];
    attributes || line == "+" || line == "'''" || line == "<<<" || block.iter().any(|start| line.starts_with(start))
}
