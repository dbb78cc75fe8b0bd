//! The walk through the text of an RTF file.

use std::collections::HashMap;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::numbering::Numberings;
use super::tokens::{Token, Tokens};
use crate::model::{Document, Message, NoteKind, StatedWork};
use crate::read::flow::{Field, Flow, hyperlink_target, raised};
use crate::read::{defect, office};

/// Groups nest no deeper than this; Word's reach a few dozen.
const MAX_GROUPS: usize = 2_000;

/// What a group says of its text; groups within inherit it.
#[derive(Debug, Clone, Copy)]
struct Group {
    to: Destination,
    /// How many characters stand after each `\u` for readers that do not know it.
    fallback: usize,
    encoding: Option<&'static Encoding>,
    raise: bool,
    hidden: bool,
    /// Whether a field ends with it.
    field: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Destination {
    Text,
    /// The instruction of a field.
    Code,
    Fonts,
    Nowhere,
    /// A shape, of which only the text box within is text.
    Shape,
}

const OUTERMOST: Group =
    Group { to: Destination::Text, fallback: 1, encoding: None, raise: false, hidden: false, field: false };

/// A note's name, and where its text begins.
struct Body {
    kind: NoteKind,
    name: String,
    start: usize,
    group: Group,
}

struct Walk {
    flow: Flow,
    /// Whether `\*` has just been read: an unknown destination is to be passed over.
    optional: bool,
    group: Group,
    outer: Vec<Group>,
    /// Groups open beyond [`MAX_GROUPS`].
    beyond: usize,
    /// Characters still to be passed over after `\u`.
    skip: usize,
    bytes: Vec<u8>,
    /// The first half of a character that UTF-16 writes in two.
    high: Option<u16>,
    encoding: &'static Encoding,
    fonts: HashMap<i32, &'static Encoding>,
    font: i32,
    fields: Vec<Field>,
    numberings: Numberings,
    section: u32,
    bodies: Vec<Body>,
    /// Whether the number of a note has just been printed.
    numbered: bool,
    /// Where the raised text began that was written last.
    mark: Option<(usize, usize)>,
    in_note: bool,
}

/// Reads a file.
pub(super) fn document(bytes: &[u8]) -> Document {
    let mut walk = Walk {
        flow: Flow::default(),
        optional: false,
        group: OUTERMOST,
        outer: Vec::new(),
        beyond: 0,
        skip: 0,
        bytes: Vec::new(),
        high: None,
        encoding: WINDOWS_1252,
        fonts: HashMap::new(),
        font: 0,
        fields: Vec::new(),
        numberings: Numberings::default(),
        section: 0,
        bodies: Vec::new(),
        numbered: false,
        mark: None,
        in_note: false,
    };
    walk.flow.begin_paragraph();
    let closed = walk.run(Tokens::new(bytes, 0));
    walk.in_note = true;
    for body in std::mem::take(&mut walk.bodies) {
        let from = walk.flow.begin_note_inside(body.kind, &body.name).unwrap_or_default();
        walk.flow.begin_paragraph();
        walk.fields.clear();
        walk.outer.clear();
        walk.beyond = 0;
        walk.group = body.group;
        walk.run(Tokens::new(bytes, body.start));
        walk.flow.end_note(body.kind, &body.name, from);
    }
    let mut document = walk.flow.finish(!closed);
    if !closed {
        document.defects.push(defect::of_all(Message::new("defect-ends-early")));
    }
    document
}

impl Walk {
    /// Reads to the end of the group that is open; whether it ended.
    fn run(&mut self, mut tokens: Tokens<'_>) -> bool {
        while let Some(token) = tokens.next() {
            if self.skip > 0 && !matches!(token, Token::Open | Token::Close) {
                self.skip -= 1;
                continue;
            }
            self.skip = 0;
            if let Token::Byte(byte) = token {
                if self.beyond == 0 {
                    self.optional = false;
                    self.bytes.push(byte);
                }
                continue;
            }
            if !matches!(token, Token::Word("u" | "uc", _)) {
                self.flush();
            }
            match token {
                Token::Open if self.outer.len() >= MAX_GROUPS => self.beyond += 1,
                Token::Open => {
                    self.outer.push(self.group);
                    self.group.field = false;
                    self.optional = false;
                }
                Token::Close if self.beyond > 0 => self.beyond -= 1,
                Token::Close => {
                    self.close();
                    match self.outer.pop() {
                        Some(outer) => self.group = outer,
                        None => return true,
                    }
                    if self.outer.is_empty() && !self.in_note {
                        return true;
                    }
                }
                _ if self.beyond > 0 => {}
                Token::Word("footnote", _) if !self.in_note => self.note(&mut tokens),
                Token::Word(name, number) => self.word(name, number),
                Token::Symbol(symbol) => self.symbol(symbol),
                Token::Byte(_) => {}
            }
        }
        self.flush();
        false
    }

    fn close(&mut self) {
        if self.group.field
            && let Some(field) = self.fields.pop()
        {
            self.field_ends(&field);
        }
    }

    /// Writes the bytes read in the encoding of their font.
    fn flush(&mut self) {
        if !self.bytes.is_empty() {
            let bytes = std::mem::take(&mut self.bytes);
            if self.group.to == Destination::Fonts {
                return;
            }
            let encoding = self.group.encoding.unwrap_or(self.encoding);
            let text = encoding.decode_without_bom_handling(&bytes).0;
            self.write(&text);
        }
    }

    fn write(&mut self, text: &str) {
        match self.group.to {
            Destination::Text if self.group.hidden => {}
            Destination::Text => {
                let from = self.flow.here();
                if self.group.raise {
                    self.flow.push(&raised(text));
                    let start = self.mark.filter(|(_, end)| *end == from).map_or(from, |(start, _)| start);
                    self.mark = Some((start, self.flow.text.len()));
                } else {
                    self.flow.push(text);
                }
                self.numbered = false;
            }
            Destination::Code => {
                if let Some(field) = self.fields.last_mut() {
                    field.code.push_str(text);
                }
            }
            Destination::Fonts | Destination::Nowhere | Destination::Shape => {}
        }
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'*' => self.optional = true,
            b'~' => self.write("\u{a0}"),
            b'_' => self.write("-"),
            b'\\' | b'{' | b'}' => {
                self.bytes.push(symbol);
                self.flush();
            }
            b'\n' | b'\r' => self.paragraph(),
            _ => {}
        }
    }

    fn paragraph(&mut self) {
        if self.group.to == Destination::Text {
            self.flow.end_paragraph();
            self.flow.begin_paragraph();
        }
    }

    fn word(&mut self, name: &str, number: Option<i32>) {
        let optional = std::mem::take(&mut self.optional);
        let on = number != Some(0);
        match name {
            "par" | "sect" | "cell" | "nestcell" | "row" | "nestrow" | "page" => {
                self.paragraph();
                self.section += u32::from(name == "sect");
            }
            "line" | "softline" | "lbr" => {
                if self.group.to == Destination::Text {
                    self.flow.line_break();
                }
            }
            "tab" => self.write("\t"),
            "u" => self.unicode(number.unwrap_or(0)),
            "uc" => self.group.fallback = number.and_then(|count| usize::try_from(count).ok()).unwrap_or(1).min(8),
            "super" => self.group.raise = on,
            "up" => self.group.raise = number.unwrap_or(6) >= 5,
            "sub" | "nosupersub" | "dn" => self.group.raise = false,
            "v" | "deleted" => self.group.hidden = on,
            "plain" => {
                self.group.raise = false;
                self.group.hidden = false;
                self.group.encoding = None;
            }
            "chftn" => self.numbered = true,
            "f" if self.group.to == Destination::Fonts => self.font = number.unwrap_or(0),
            "f" => self.group.encoding = number.and_then(|font| self.fonts.get(&font)).copied(),
            "fcharset" => {
                if let Some(encoding) = number.and_then(charset) {
                    self.fonts.insert(self.font, encoding);
                }
            }
            "ansicpg" => self.encoding = number.and_then(codepage).unwrap_or(WINDOWS_1252),
            "mac" => self.encoding = encoding_rs::MACINTOSH,
            _ => {
                if let Some(sign) = sign(name) {
                    self.write(sign);
                } else if name.contains("ftn") {
                    self.numberings.take(name, number);
                } else {
                    self.destination(name, optional);
                }
            }
        }
    }

    /// Where the text of the group goes, if the word says so.
    fn destination(&mut self, name: &str, optional: bool) {
        let within = self.group.to;
        match name {
            "field" => {
                self.fields.push(Field::default());
                self.group.field = true;
            }
            "fldinst" if !self.fields.is_empty() => self.group.to = Destination::Code,
            "fldrslt" => {
                let here = self.flow.here();
                if let Some(field) = self.fields.last_mut() {
                    field.result = Some(here);
                }
            }
            "fonttbl" => self.group.to = Destination::Fonts,
            "shpinst" => self.group.to = Destination::Shape,
            "shptxt" if within == Destination::Shape => {
                self.group.to = Destination::Text;
                self.paragraph();
            }
            "ud" if optional => {
                self.group.to = self.outer.iter().rev().nth(1).map_or(Destination::Text, |outer| outer.to);
            }
            "upr" | "colortbl" | "stylesheet" | "info" | "pict" | "objdata" | "listtable" | "listoverridetable"
            | "themedata" | "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr"
            | "footerf" | "shprslt" | "nonesttables" | "annotation" | "atnid" | "atnauthor" | "footnote" | "xe"
            | "tc" | "bkmkstart" | "bkmkend" | "revtbl" | "rsidtbl" | "filetbl" | "private" | "fontemb"
            | "fontfile" | "sp" | "ftnsep" | "ftnsepc" | "ftncn" | "aftnsep" | "aftnsepc" | "aftncn" | "generator" => {
                self.group.to = Destination::Nowhere;
            }
            _ if optional && !matches!(name, "shppict" | "listtext" | "pntext") => self.group.to = Destination::Nowhere,
            _ => {}
        }
    }

    fn unicode(&mut self, code: i32) {
        self.flush();
        // Codes above 32767 are written as negative numbers.
        let unit = (code & 0xffff) as u16;
        self.skip = self.group.fallback;
        let units: Vec<u16> = self.high.take().into_iter().chain([unit]).collect();
        if (0xd800..0xdc00).contains(&unit) {
            self.high = Some(unit);
            return;
        }
        // Symbol fonts put their signs where private characters are.
        let text: String = char::decode_utf16(units)
            .filter_map(Result::ok)
            .filter(|c: &char| !private(*c) && *c != '\u{ad}')
            .collect();
        self.write(&text);
    }

    /// Calls the note whose group has just begun, and keeps its text for later.
    fn note(&mut self, tokens: &mut Tokens<'_>) {
        let start = tokens.offset();
        let endnote = matches!(tokens.clone().next(), Some(Token::Word("ftnalt", _)));
        let kind = if endnote { NoteKind::Endnote } else { NoteKind::Footnote };
        tokens.skip_group();
        if self.group.to != Destination::Text || self.group.hidden {
            return;
        }
        let name = self.bodies.len().to_string();
        let here = self.flow.here();
        match self.mark.filter(|(_, end)| *end == here && !self.numbered) {
            Some((from, _)) => self.flow.call_marked(kind, &name, from),
            None => self.flow.call(kind, &name, self.numberings.of(kind), self.section),
        }
        self.numbered = false;
        self.mark = None;
        let group = Group { raise: false, field: false, ..self.group };
        self.bodies.push(Body { kind, name, start, group });
    }

    fn field_ends(&mut self, field: &Field) {
        let Some(from) = field.result.filter(|from| *from <= self.flow.text.len()) else { return };
        if let Some(target) = hyperlink_target(&field.code) {
            self.flow.link(from, &target);
            return;
        }
        let text = self.flow.text.get(from..).unwrap_or_default();
        let lead = text.len() - text.trim_start().len();
        let range = from + lead..from + text.trim_end().len().max(lead);
        let stated = office::cited_works(&field.code, &field.data, &HashMap::new());
        self.flow.works.extend(stated.into_iter().map(|work| StatedWork { range: range.clone(), ..work }));
    }
}

fn private(character: char) -> bool {
    ('\u{e000}'..='\u{f8ff}').contains(&character)
}

/// The signs that have words of their own.
fn sign(name: &str) -> Option<&'static str> {
    Some(match name {
        "emdash" => "—",
        "endash" => "–",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "bullet" => "•",
        "emspace" | "enspace" | "qmspace" => " ",
        "zwj" => "\u{200d}",
        "zwnj" => "\u{200c}",
        "ltrmark" => "\u{200e}",
        "rtlmark" => "\u{200f}",
        _ => return None,
    })
}

/// The encoding of a font's character set, by the numbers of Windows.
fn charset(number: i32) -> Option<&'static Encoding> {
    codepage(match number {
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178..=180 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}

fn codepage(number: i32) -> Option<&'static Encoding> {
    let label = match number {
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        65001 => "utf-8".to_owned(),
        number => format!("windows-{number}"),
    };
    Encoding::for_label(label.as_bytes())
}
