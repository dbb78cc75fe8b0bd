//! Tags and texts to a tree: which start tags end other elements, and what an end tag ends.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::scan::{Attribute, Scanner, Token};
use super::{Content, MAX_DEPTH, MAX_NODES, Node, Tree};
use crate::formats::html;

/// Adds a document, which begins at byte `offset` of the whole source, to the tree.
pub(super) fn part<'a>(tree: &mut Tree<'a>, source: &'a str, offset: usize, xml: bool) {
    let known = tree.names.iter().enumerate().map(|(index, name)| (name.clone(), index as u32)).collect();
    let mut builder =
        Builder { tree, known, stack: Vec::new(), open: Vec::new(), excess: 0, offset, xml, page: Page::Piece };
    builder.push(Cow::Borrowed(""), Vec::new(), offset..offset);
    let mut scanner = Scanner::new(source, xml);
    while let Some((range, token)) = scanner.next() {
        if builder.tree.nodes.len() >= MAX_NODES {
            builder.tree.left_off.get_or_insert(offset + range.start);
            break;
        }
        let range = range.start + offset..range.end + offset;
        match token {
            Token::Start { name, attributes, empty } => builder.start(name, attributes, empty, range),
            Token::End { name } => builder.end(&name, range.start),
            Token::Text(text) => builder.text(text, range),
        }
    }
    if builder.page != Page::Ended && (scanner.is_broken_off() || builder.is_broken_off()) {
        builder.tree.broken_off.get_or_insert(offset + source.len());
    }
    builder.pop_to(0, offset + source.len());
}

/// How much of a page its own tags say that there is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Page {
    /// No tag opens one.
    Piece,
    Open,
    Ended,
}

struct Builder<'t, 'a> {
    tree: &'t mut Tree<'a>,
    known: HashMap<Cow<'a, str>, u32>,
    stack: Vec<Open>,
    /// How many elements of each name are open.
    open: Vec<u32>,
    /// How many elements are open that lie too deep to be kept.
    excess: usize,
    offset: usize,
    xml: bool,
    page: Page,
}

#[derive(Clone, Copy)]
struct Open {
    node: usize,
    name: u32,
    /// Whether its end tag came while a block within it was open.
    closed: bool,
}

impl<'a> Builder<'_, 'a> {
    fn intern(&mut self, name: Cow<'a, str>) -> u32 {
        let names = &mut self.tree.names;
        *self.known.entry(name).or_insert_with_key(|name| {
            names.push(name.clone());
            names.len() as u32 - 1
        })
    }

    fn name_of(&self, open: &Open) -> &str {
        self.tree.names.get(open.name as usize).map_or("", |name| name.as_ref())
    }

    fn is_open(&self, name: &str) -> bool {
        self.known.get(name).and_then(|id| self.open.get(*id as usize)).is_some_and(|count| *count > 0)
    }

    fn count(&mut self, name: u32) -> &mut u32 {
        let index = name as usize;
        if self.open.len() <= index {
            self.open.resize(index + 1, 0);
        }
        // The line above made room for it.
        &mut self.open[index]
    }

    fn add(&mut self, content: Content<'a>, source: Range<usize>) -> usize {
        let node = self.tree.nodes.len();
        let parent = self.stack.last().map_or(node, |open| open.node) as u32;
        self.tree.nodes.push(Node { content, parent, end: node as u32 + 1, source });
        node
    }

    fn element(&mut self, name: u32, attributes: Vec<Attribute<'a>>, source: Range<usize>) -> usize {
        let first = self.tree.attributes.len() as u32;
        self.tree.attributes.extend(attributes);
        let attributes = first..self.tree.attributes.len() as u32;
        let close = source.end;
        self.add(Content::Element { name, attributes, close }, source)
    }

    fn push(&mut self, name: Cow<'a, str>, attributes: Vec<Attribute<'a>>, source: Range<usize>) {
        let name = self.intern(name);
        let node = self.element(name, attributes, source);
        *self.count(name) += 1;
        self.stack.push(Open { node, name, closed: false });
    }

    fn start(&mut self, name: Cow<'a, str>, attributes: Vec<Attribute<'a>>, empty: bool, source: Range<usize>) {
        if matches!(&*name, "html" | "body") {
            if self.page == Page::Piece {
                self.page = Page::Open;
            }
            if self.is_open(&name) {
                return;
            }
        }
        self.end_implied(&name, source.start);
        let foreign = |builder: &Self| name.contains(':') || builder.is_open("svg") || builder.is_open("math");
        if html::is_void(&name) || empty && (self.xml || foreign(self)) {
            let name = self.intern(name);
            self.element(name, attributes, source);
        } else if self.stack.len() >= MAX_DEPTH && name != "a" {
            let name = self.intern(name);
            self.element(name, attributes, source);
            self.excess += 1;
        } else {
            self.push(name, attributes, source);
        }
    }

    /// Ends the elements that the start of another ends.
    fn end_implied(&mut self, name: &str, at: usize) {
        if self.top_is("head") && !in_head(name) {
            self.pop_to(self.stack.len() - 1, at);
        }
        let (ended, barriers): (&[&str], &[&str]) = match name {
            "li" => (&["li"], LISTS),
            "dt" | "dd" => (&["dt", "dd"], &["dl", "td", "th", "table", "blockquote", "section", "article", "aside"]),
            "tr" => (&["tr"], &["table"]),
            "td" | "th" => (&["td", "th"], &["table", "tr"]),
            "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot"], &["table"]),
            "option" => (&["option"], &["select"]),
            "rt" | "rp" => (&["rt", "rp"], &["ruby"]),
            "a" => {
                if let Some(index) = self.find(&["a"], CELLS) {
                    self.close_inline(index, at);
                }
                return;
            }
            _ if html::ends_paragraph(name) => (&[], &[]),
            _ => return,
        };
        if html::ends_paragraph(name)
            && let Some(index) = self.find(&["p"], CELLS)
        {
            self.pop_to(index, at);
        }
        if let Some(index) = self.find(ended, barriers) {
            self.pop_to(index, at);
        }
    }

    fn top_is(&self, name: &str) -> bool {
        self.stack.last().is_some_and(|open| self.name_of(open) == name)
    }

    /// The innermost open element of one of these names that no barrier hides.
    fn find(&self, names: &[&str], barriers: &[&str]) -> Option<usize> {
        if !names.iter().any(|name| self.is_open(name)) {
            return None;
        }
        for (index, open) in self.stack.iter().enumerate().rev().filter(|(_, open)| !open.closed) {
            let name = self.name_of(open);
            if names.contains(&name) {
                return Some(index);
            }
            if barriers.contains(&name) {
                return None;
            }
        }
        None
    }

    fn end(&mut self, name: &str, at: usize) {
        if matches!(name, "html" | "body") {
            self.page = Page::Ended;
            return;
        }
        if html::is_void(name) {
            return;
        }
        if self.excess > 0 && name != "a" {
            self.excess -= 1;
            return;
        }
        let barriers: &[&str] = match name {
            "table" => &[],
            "tr" | "td" | "th" | "tbody" | "thead" | "tfoot" | "caption" => &["table"],
            "li" => LISTS,
            _ => CELLS,
        };
        let Some(index) = self.find(&[name], barriers) else { return };
        if html::is_inline(name) { self.close_inline(index, at) } else { self.pop_to(index, at) }
    }

    /// Ends an element of the line: blocks opened within it stay open.
    fn close_inline(&mut self, index: usize, at: usize) {
        let inner = self.stack.get(index + 1..).unwrap_or_default();
        if inner.iter().all(|open| open.closed || html::is_inline(self.name_of(open))) {
            self.pop_to(index, at);
        } else if let Some(open) = self.stack.get_mut(index) {
            open.closed = true;
            let Open { node, name, .. } = *open;
            *self.count(name) -= 1;
            self.set_close(node, at);
        }
    }

    /// Ends the element at this place of the stack and all within it.
    fn pop_to(&mut self, index: usize, at: usize) {
        let end = self.tree.nodes.len() as u32;
        while self.stack.len() > index || self.stack.last().is_some_and(|open| open.closed) {
            let Some(Open { node, name, closed }) = self.stack.pop() else { return };
            if let Some(node) = self.tree.nodes.get_mut(node) {
                node.end = end;
            }
            if !closed {
                *self.count(name) -= 1;
                self.set_close(node, at);
            }
        }
    }

    /// Whether a page that was opened is not ended, in the midst of an element that nobody leaves open. The ends of the
    /// page, of its paragraphs and of its list items may be left out.
    fn is_broken_off(&self) -> bool {
        const ENDED: [&str; 16] = [
            "a",
            "article",
            "aside",
            "blockquote",
            "div",
            "dl",
            "em",
            "figure",
            "main",
            "ol",
            "section",
            "span",
            "strong",
            "sup",
            "table",
            "ul",
        ];
        self.page == Page::Open && self.stack.iter().any(|open| !open.closed && ENDED.contains(&self.name_of(open)))
    }

    fn set_close(&mut self, node: usize, at: usize) {
        if let Some(Node { content: Content::Element { close, .. }, .. }) = self.tree.nodes.get_mut(node) {
            *close = at;
        }
    }

    fn text(&mut self, text: Cow<'a, str>, mut source: Range<usize>) {
        if self.top_is("head") && text.chars().any(|character| !character.is_whitespace()) {
            self.pop_to(self.stack.len() - 1, source.start);
        }
        // A byte order mark in the midst of joined documents is none of their text.
        let text = match text {
            Cow::Borrowed(borrowed) if source.start == self.offset => {
                let bare = borrowed.strip_prefix('\u{FEFF}').unwrap_or(borrowed);
                source.start += borrowed.len() - bare.len();
                Cow::Borrowed(bare)
            }
            other => other,
        };
        if !text.is_empty() {
            self.add(Content::Text(text), source);
        }
    }
}

const LISTS: &[&str] =
    &["ul", "ol", "menu", "dir", "td", "th", "table", "blockquote", "section", "article", "aside", "dl", "figure"];

const CELLS: &[&str] = &["td", "th", "caption", "table", "button", "object", "foreignobject"];

fn in_head(element: &str) -> bool {
    matches!(
        element,
        "title" | "meta" | "link" | "script" | "style" | "base" | "noscript" | "template" | "basefont" | "bgsound"
    )
}
