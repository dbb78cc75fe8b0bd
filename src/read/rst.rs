//! reStructuredText: footnotes, citations and links as docutils reads them.

use std::collections::HashMap;
use std::ops::Range;

use super::canvas::{Break, Canvas};
use super::{Given, ReadError, Reader};
use crate::formats::charset;
use crate::model::{DeclaredNote, Document, Hyperlink, NoteKind, Place};
use crate::text::line::one_line;

/// The reStructuredText reader.
pub static READER: Reader = Reader {
    name: "rst",
    extensions: &["rst", "rest"],
    about: "footnotes (`[1]_`, `[#]_`, `[#name]_`, `[*]_`), citations (`[Name]_`), links and their targets",
    sniff: |_| false,
    read,
};

/// A construct longer than this, in bytes, is none; the bound keeps hostile text linear.
const LONGEST: usize = 2000;

#[expect(clippy::unnecessary_wraps, reason = "the signature is that of every reader")]
fn read(given: &Given<'_>) -> Result<Document, ReadError> {
    let source = charset::decode(given.bytes, None).text;
    let blocks = blocks(&source);
    let mut walk = Walk::new(&source, &blocks);
    for block in &blocks {
        walk.block(block);
    }
    Ok(walk.finish())
}

/// A stretch of the source.
struct Block {
    sort: Sort,
    lines: Vec<Range<usize>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Sort {
    Text,
    Code,
    /// The text of a note, by its label.
    Note(String),
    /// Where a name leads.
    Target(String, String),
}

/// The source in blocks; comments are left out.
fn blocks(source: &str) -> Vec<Block> {
    let mut lines: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        lines.push(at..at + line.trim_end().len());
        at += line.len();
    }
    let text = |line: &Range<usize>| source.get(line.clone()).unwrap_or_default();
    // How many lines belong to what stands at an indentation: those that are indented more.
    let deeper = |lines: &[Range<usize>], than: usize| {
        lines.iter().take_while(|line| text(line).is_empty() || indentation(text(line)) > than).count()
    };
    let mut blocks: Vec<Block> = Vec::new();
    let mut index = 0;
    // The indentation of a paragraph that announces a block of code.
    let mut code_next: Option<usize> = None;
    while let Some(line) = lines.get(index).cloned() {
        let whole = text(&line);
        let bare = whole.trim_start();
        let lead = whole.len() - bare.len();
        if let Some(explicit) = bare.strip_prefix(".. ").or((bare == "..").then_some("")) {
            let start = line.start + lead + bare.len() - explicit.trim_start().len();
            let explicit = explicit.trim_start();
            // Lines are counted where they are then passed, so that each is measured once.
            let block_end = index + 1 + deeper(lines.get(index + 1..).unwrap_or_default(), lead);
            let rest = lines.get(index + 1..block_end).unwrap_or_default();
            match construct(explicit) {
                Some((Sort::Note(label), length)) => {
                    let first = start + length..line.end;
                    let lines = std::iter::once(first).chain(rest.iter().cloned()).collect();
                    blocks.push(Block { sort: Sort::Note(label), lines });
                }
                Some((Sort::Target(name, first), _)) => {
                    let mut url = first;
                    url.extend(rest.iter().take_while(|line| !text(line).is_empty()).map(|line| text(line).trim()));
                    blocks.push(Block { sort: Sort::Target(name, url), lines: Vec::new() });
                }
                Some((Sort::Code, _)) => blocks.push(Block { sort: Sort::Code, lines: rest.to_vec() }),
                Some((Sort::Text, length)) => {
                    // A directive: its argument, and its content without its options. That of a figure is a picture.
                    let argument = if explicit.starts_with("figure::") { line.end } else { start + length }..line.end;
                    let content = rest.iter().filter(|line| !text(line).trim_start().starts_with(':'));
                    let lines = std::iter::once(argument).chain(content.cloned()).collect();
                    blocks.push(Block { sort: Sort::Text, lines });
                }
                None => {}
            }
            index = block_end;
            continue;
        }
        if let Some(url) = bare.strip_prefix("__ ") {
            blocks.push(Block { sort: Sort::Target(String::new(), url.trim().to_owned()), lines: Vec::new() });
            index += 1;
            continue;
        }
        if let Some(than) = code_next.filter(|than| lead > *than && !bare.is_empty()) {
            let end = index + deeper(lines.get(index..).unwrap_or_default(), than);
            let code = lines.get(index..end).unwrap_or_default().to_vec();
            blocks.push(Block { sort: Sort::Code, lines: code });
            (index, code_next) = (end, None);
            continue;
        }
        if !bare.is_empty() {
            code_next = bare.ends_with("::").then(|| lead + item(bare));
        }
        let rule = bare.len() >= 3
            && bare.bytes().all(|byte| byte.is_ascii_punctuation() && Some(&byte) == bare.as_bytes().first());
        match blocks.last_mut() {
            _ if bare.is_empty() || rule => blocks.push(Block { sort: Sort::Text, lines: Vec::new() }),
            Some(Block { sort: Sort::Text, lines }) => lines.push(line.start + lead..line.end),
            _ => {
                let line = line.start + lead..line.end;
                blocks.push(Block { sort: Sort::Text, lines: vec![line] });
            }
        }
        index += 1;
    }
    blocks
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// How long the mark is that makes a line the first of a list's item, with the blanks after it: `- `, `1. `, `(a) `.
fn item(bare: &str) -> usize {
    let Some((mark, _)) = bare.split_once(' ') else { return 0 };
    let numeral = mark.strip_suffix(['.', ')']).map(|numeral| numeral.strip_prefix('(').unwrap_or(numeral));
    let counted = numeral.is_some_and(|numeral| {
        numeral == "#"
            || numeral.len() == 1 && numeral.bytes().all(|byte| byte.is_ascii_alphabetic())
            || numeral.len() <= 3 && !numeral.is_empty() && numeral.bytes().all(|byte| byte.is_ascii_digit())
    });
    if counted || matches!(mark, "-" | "*" | "+" | "•") {
        bare.len() - bare.get(mark.len()..).unwrap_or_default().trim_start().len()
    } else {
        0
    }
}

/// What an explicit construct is, and how long its beginning is; `None` for comments.
fn construct(explicit: &str) -> Option<(Sort, usize)> {
    const CODE: [&str; 9] =
        ["code", "code-block", "sourcecode", "math", "raw", "parsed-literal", "highlight", "literalinclude", "doctest"];
    const LINE: [&str; 7] = ["image", "include", "contents", "toctree", "index", "role", "default-role"];
    if let Some(rest) = explicit.strip_prefix('[') {
        let (label, _) = rest.split_once(']').filter(|(label, _)| is_label(label))?;
        let length = label.len() + 2;
        let blanks = explicit.get(length..)?.len() - explicit.get(length..)?.trim_start().len();
        return Some((Sort::Note(label.to_owned()), length + blanks));
    }
    if let Some(rest) = explicit.strip_prefix("__:").or(explicit.strip_prefix("_:")) {
        return Some((Sort::Target(String::new(), rest.trim().to_owned()), 0));
    }
    if let Some(rest) = explicit.strip_prefix('_') {
        let (name, url) = match rest.strip_prefix('`') {
            Some(rest) => rest.split_once("`:")?,
            None => rest.split_once(": ").or(rest.strip_suffix(':').map(|name| (name, "")))?,
        };
        return Some((Sort::Target(folded(name), url.trim().to_owned()), 0));
    }
    let (name, rest) = explicit.split_once("::")?;
    let plain = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "-_:".contains(c));
    if !plain {
        return None;
    }
    let length = explicit.len() - rest.trim_start().len();
    Some((if CODE.contains(&name) || LINE.contains(&name) { Sort::Code } else { Sort::Text }, length))
}

/// Whether a label can be a note's: digits, `#`, `#name`, `*` or a name.
fn is_label(label: &str) -> bool {
    let name = label.strip_prefix('#').unwrap_or(label);
    label == "#"
        || label == "*"
        || !name.is_empty() && name.len() < 200 && name.chars().all(|c| c.is_alphanumeric() || "-_.:+".contains(c))
}

/// Names match without regard to case and white space.
fn folded(name: &str) -> String {
    one_line(name).to_lowercase()
}

struct Walk<'a> {
    source: &'a str,
    canvas: Canvas<'a>,
    notes: Vec<DeclaredNote>,
    /// The notes by their labels; `#` and `*` in the order of their definitions.
    labels: HashMap<String, usize>,
    automatic: Vec<usize>,
    symbols: Vec<usize>,
    /// How many of them have been called.
    called: (usize, usize),
    targets: HashMap<String, String>,
    /// Targets without names, in their order.
    anonymous: std::collections::VecDeque<String>,
    links: Vec<Hyperlink>,
    verbatim: Vec<Range<usize>>,
    undefined: Vec<(String, Range<usize>)>,
    /// The note that is written next.
    next: usize,
}

impl<'a> Walk<'a> {
    fn new(source: &'a str, blocks: &[Block]) -> Self {
        let mut walk = Self {
            source,
            canvas: Canvas::new(source),
            notes: Vec::new(),
            labels: HashMap::new(),
            automatic: Vec::new(),
            symbols: Vec::new(),
            called: (0, 0),
            targets: HashMap::new(),
            anonymous: std::collections::VecDeque::new(),
            links: Vec::new(),
            verbatim: Vec::new(),
            undefined: Vec::new(),
            next: 0,
        };
        let labels =
            || blocks.iter().filter_map(|block| if let Sort::Note(label) = &block.sort { Some(label) } else { None });
        let taken: Vec<u32> = labels().filter_map(|label| label.parse().ok()).collect();
        let mut free = (1..).filter(|number| !taken.contains(number));
        for label in labels() {
            let index = walk.notes.len();
            let (marker, kind) = match label.as_str() {
                "*" => {
                    const SYMBOLS: [&str; 6] = ["*", "†", "‡", "§", "¶", "#"];
                    walk.symbols.push(index);
                    (SYMBOLS.get(walk.symbols.len() - 1).copied().unwrap_or("*").to_owned(), NoteKind::Footnote)
                }
                _ if label.starts_with('#') => {
                    if label == "#" {
                        walk.automatic.push(index);
                    }
                    (free.next().unwrap_or_default().to_string(), NoteKind::Footnote)
                }
                _ if label.chars().all(|c| c.is_ascii_digit()) => (label.clone(), NoteKind::Footnote),
                _ => (label.clone(), NoteKind::Reference),
            };
            walk.labels.entry(folded(label)).or_insert(index);
            let (number, body, callouts) = (marker.clone(), Vec::new(), Vec::new());
            let sequence = u32::from(kind == NoteKind::Reference);
            walk.notes.push(DeclaredNote { marker, number, kind, sequence, body, callouts });
        }
        for block in blocks {
            match &block.sort {
                Sort::Target(name, url) if name.is_empty() => walk.anonymous.push_back(url.clone()),
                Sort::Target(name, url) => {
                    walk.targets.insert(name.clone(), url.clone());
                }
                _ => {}
            }
        }
        walk
    }

    fn block(&mut self, block: &Block) {
        self.canvas.separate(Break::Block);
        match &block.sort {
            Sort::Target(..) => {}
            Sort::Code => {
                let filled =
                    |line: &&Range<usize>| !self.source.get((*line).clone()).unwrap_or_default().trim().is_empty();
                for line in block.lines.iter().filter(filled).cloned().collect::<Vec<_>>() {
                    self.canvas.separate(Break::Line);
                    self.code(line);
                }
            }
            Sort::Text => self.lines(&block.lines),
            Sort::Note(_) => {
                self.canvas.settle();
                if let Some(first) = block.lines.first() {
                    self.canvas.anchor(first.start);
                }
                let start = self.canvas.text.len();
                self.lines(&block.lines);
                let body = self.canvas.text.get(start..).unwrap_or_default();
                let lead = body.len() - body.trim_start().len();
                let end = start + body.trim_end().len();
                if body.trim().is_empty() {
                    self.canvas.hold();
                }
                let body = start + lead..end.max(start + lead);
                if let Some(note) = self.notes.get_mut(self.next) {
                    note.body = vec![body];
                }
                self.next += 1;
            }
        }
        self.canvas.separate(Break::Block);
    }

    /// Writes lines: those that follow one another are one paragraph.
    fn lines(&mut self, lines: &[Range<usize>]) {
        let mut open: Option<Range<usize>> = None;
        for line in lines {
            let blank = self.source.get(line.clone()).unwrap_or_default().trim().is_empty();
            let gap = open.as_ref().and_then(|open| self.source.get(open.end..line.start)).unwrap_or_default();
            match &mut open {
                Some(open) if !blank && gap.matches('\n').count() <= 1 => open.end = line.end,
                _ => {
                    self.paragraph(open.take());
                    open = (!blank).then(|| line.clone());
                }
            }
        }
        self.paragraph(open);
    }

    fn paragraph(&mut self, range: Option<Range<usize>>) {
        let Some(range) = range else { return };
        let mut at = range.start;
        while let Some(rest) = self.source.get(at..range.end).filter(|rest| !rest.is_empty()) {
            let near = rest.get(..rest.floor_char_boundary(LONGEST)).unwrap_or_default();
            let blanks = near.len() - near.trim_start().len();
            let length = if blanks > 0 { 0 } else { self.piece(at, near) };
            at += match near.chars().next() {
                _ if length > 0 => length,
                Some(character) if character.is_whitespace() => {
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
        self.canvas.separate(Break::Block);
    }

    /// Reads the construct that stands here; its length, 0 for plain text.
    fn piece(&mut self, at: usize, rest: &str) -> usize {
        let before = self.source.get(..at).and_then(|before| before.chars().next_back());
        let line = rest.split('\n').next().unwrap_or_default();
        if let Some(inner) = rest.strip_prefix("``") {
            let Some(end) = inner.find("``") else { return 0 };
            self.code(at + 2..at + 2 + end);
            return end + 4;
        }
        if line.starts_with('`') {
            return self.quoted(at, rest);
        }
        if let Some(inner) = line.strip_prefix('[') {
            let Some((label, _)) = inner.split_once("]_").filter(|(label, _)| is_label(label)) else { return 0 };
            self.call(label, at, label.len() + 3);
            return label.len() + 3;
        }
        if line.starts_with("http://") || line.starts_with("https://") {
            let end = line.find(|c: char| c.is_whitespace() || "<>`".contains(c)).unwrap_or(line.len());
            self.canvas.write(line.get(..end).unwrap_or_default(), at);
            return end;
        }
        if line.starts_with('*') {
            let stars = line.len() - line.trim_start_matches('*').len();
            let after = line.get(stars..).and_then(|after| after.chars().next());
            let opens = after.is_some_and(|c| !c.is_whitespace()) && before.is_none_or(|c| !c.is_alphanumeric());
            let closes = before.is_some_and(|c| !c.is_whitespace());
            return if opens || closes { stars } else { 0 };
        }
        if let Some(escaped) = line.strip_prefix('\\') {
            let escaped = escaped.chars().next().unwrap_or(' ');
            if !escaped.is_whitespace() {
                self.canvas.write(escaped.encode_utf8(&mut [0; 4]), at + 1);
            }
            return 1 + escaped.len_utf8().min(line.len().saturating_sub(1));
        }
        // A role is not seen: `:title:` before a backquote.
        if let Some(role) = line.strip_prefix(':')
            && let Some((name, after)) = role.split_once(':')
            && after.starts_with('`')
            && !name.is_empty()
            && name.chars().all(|c| c.is_alphanumeric() || "-_.+".contains(c))
        {
            return name.len() + 2;
        }
        // A word that leads somewhere: `name_`.
        if before.is_none_or(|c| !c.is_alphanumeric() && !"_-.".contains(c)) {
            let end = line.find(|c: char| !(c.is_alphanumeric() || "-_.".contains(c))).unwrap_or(line.len());
            let word = line.get(..end).unwrap_or_default().trim_end_matches('.');
            if let Some(name) = word.strip_suffix('_').filter(|name| !name.is_empty() && !name.ends_with('_'))
                && let Some(url) = self.targets.get(&folded(name)).cloned()
            {
                self.link(name, at, url);
                return word.len();
            }
        }
        0
    }

    /// What is in single backquotes: a link, a role's text.
    fn quoted(&mut self, at: usize, rest: &str) -> usize {
        let Some(inner) = rest.get(1..).and_then(|inner| inner.split_once('`')).map(|(inner, _)| inner) else {
            return 0;
        };
        let after = rest.get(inner.len() + 2..).unwrap_or_default();
        let marks = after.bytes().take_while(|byte| *byte == b'_').count().min(2);
        let length = inner.len() + 2 + marks;
        if marks == 0 {
            self.canvas.write(&one_line(inner), at + 1);
            return length;
        }
        let embedded = inner.strip_suffix('>').and_then(|inner| inner.rsplit_once('<'));
        let (text, url) = match embedded {
            Some((text, url)) => {
                let known = url.strip_suffix('_').and_then(|name| self.targets.get(&folded(name))).cloned();
                let text = if text.trim().is_empty() { url } else { text.trim_end() };
                (text, Some(known.unwrap_or_else(|| url.split_whitespace().collect())))
            }
            None if marks == 2 => (inner, self.anonymous.pop_front()),
            None => (inner, self.targets.get(&folded(inner)).cloned()),
        };
        match url {
            Some(url) => {
                if let Some((name, _)) = embedded {
                    self.targets.entry(folded(name)).or_insert_with(|| url.clone());
                }
                self.link(text, at + 1, url);
            }
            None => self.canvas.write(&one_line(text), at + 1),
        }
        length
    }

    fn link(&mut self, text: &str, at: usize, url: String) {
        self.canvas.settle();
        let start = self.canvas.text.len();
        self.canvas.write(&one_line(text), at);
        self.links.push(Hyperlink { range: start..self.canvas.text.len(), url, place: Place::default() });
    }

    fn code(&mut self, range: Range<usize>) {
        self.canvas.settle();
        let start = self.canvas.text.len();
        let code = self.source.get(range.clone()).unwrap_or_default().replace(['\n', '\r'], " ");
        self.canvas.write(&code, range.start);
        self.verbatim.push(start..self.canvas.text.len());
    }

    /// Writes the callout of a note.
    fn call(&mut self, label: &str, at: usize, length: usize) {
        let index = match label {
            "#" => {
                self.called.0 += 1;
                self.automatic.get(self.called.0 - 1).copied()
            }
            "*" => {
                self.called.1 += 1;
                self.symbols.get(self.called.1 - 1).copied()
            }
            _ => self.labels.get(&folded(label)).copied(),
        };
        let note = index.and_then(|index| self.notes.get(index));
        let marker = note.map_or_else(|| label.to_owned(), |note| note.marker.clone());
        self.canvas.settle();
        let start = self.canvas.text.len();
        for piece in ["[", &marker, "]"] {
            self.canvas.write(piece, at);
        }
        self.canvas.anchor(at + length);
        let range = start..self.canvas.text.len();
        match index.and_then(|index| self.notes.get_mut(index)) {
            Some(note) => note.callouts.push(range),
            None => self.undefined.push((marker, range)),
        }
    }

    fn finish(self) -> Document {
        let Canvas { text, anchors, .. } = self.canvas;
        let notes = self.notes.into_iter().filter(|note| !note.body.is_empty()).collect();
        let mut document = Document { text, anchors, notes: Some(notes), ..Document::default() };
        (document.verbatim, document.undefined) = (self.verbatim, self.undefined);
        document.links = self.links;
        for index in 0..document.links.len() {
            let place = document.links.get(index).map(|link| document.place(&link.range));
            if let (Some(link), Some(place)) = (document.links.get_mut(index), place) {
                link.place = place;
            }
        }
        document
    }
}
