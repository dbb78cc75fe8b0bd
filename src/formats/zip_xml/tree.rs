//! The parts: XML as a tree of what its markup says, as far as the markup holds.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;
use quick_xml::events::attributes::Attributes;

use super::Damage;

/// The deepest nesting kept: trees are walked by recursion. Tables in tables in text boxes reach 60.
const MAX_DEPTH: usize = 200;
/// The most nodes kept, at 24 bytes each; books of a thousand pages have two million.
const MAX_NODES: usize = 6_000_000;
/// The most bytes of one tag. Attributes are looked for one after the other, and an embedded picture is no tag.
const MAX_TAG: usize = 256 << 10;

/// An XML document. Names go without their prefixes, entities that a document type declares are not replaced.
#[derive(Debug)]
pub struct Tree<'a> {
    source: &'a str,
    nodes: Vec<Slot>,
    /// The indices of the nodes that are elements, the outermost first.
    elements: Vec<u32>,
    /// Why the tree ends before the document, or leaves some of it out.
    pub damage: Option<Damage>,
}

/// An element or a stretch of text of a [`Tree`].
#[derive(Debug, Clone, Copy)]
pub struct Node<'t> {
    tree: &'t Tree<'t>,
    index: usize,
}

/// Bytes and indices fit 32 bits, since a part is not larger than 64 MB.
#[derive(Debug, Clone, Copy)]
struct Slot {
    kind: Kind,
    /// The bytes of the tag without its brackets, or of the text.
    start: u32,
    end: u32,
    parent: u32,
    /// The index after the last of its descendants.
    after: u32,
    /// The byte after all of it, its end tag included.
    close: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Element,
    Text,
    /// A character that the source writes as a reference.
    Character(char),
}

impl<'a> Tree<'a> {
    /// Parses a document, as far as it goes: what is not closed ends where the document does.
    pub fn parse(source: &'a str) -> Self {
        Self::parse_within(source, MAX_NODES)
    }

    pub(super) fn parse_within(source: &'a str, max_nodes: usize) -> Self {
        let root = Slot { kind: Kind::Element, start: 0, end: 0, parent: 0, after: 1, close: source.len() as u32 };
        let mut tree = Self { source, nodes: vec![root], elements: Vec::new(), damage: None };
        if u32::try_from(source.len()).is_err() {
            tree.damage = Some(Damage::TooLarge);
            return tree;
        }
        tree.build(max_nodes);
        tree
    }

    /// What stands above the document's outermost element; it has no name.
    pub fn root(&self) -> Node<'_> {
        Node { tree: self, index: 0 }
    }

    /// The element that this many start tags open, counted from 1.
    pub fn element(&self, number: u32) -> Option<Node<'_>> {
        let index = *self.elements.get((number as usize).checked_sub(1)?)?;
        Some(Node { tree: self, index: index as usize })
    }

    fn build(&mut self, max_nodes: usize) {
        let mut reader = Reader::from_str(self.source);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        // The open elements, by index; those nested too deep are counted only.
        let mut open: Vec<usize> = vec![0];
        let mut beyond = 0_usize;
        loop {
            let start = reader.buffer_position() as usize;
            let event = match reader.read_event() {
                Ok(event) => event,
                Err(error) => {
                    self.damage = Some(Damage::Broken(error.to_string()));
                    break;
                }
            };
            let end = reader.buffer_position() as usize;
            if self.nodes.len() >= max_nodes {
                self.damage = Some(Damage::TooMany);
                break;
            }
            let parent = open.last().copied().unwrap_or_default();
            match event {
                Event::Eof => {
                    if open.len() > 1 && self.damage.is_none() {
                        self.damage = Some(Damage::CutOff);
                    }
                    break;
                }
                Event::Start(_) if beyond > 0 || open.len() > MAX_DEPTH => {
                    self.damage = Some(Damage::TooDeep(MAX_DEPTH));
                    beyond += 1;
                }
                Event::End(_) if beyond > 0 => beyond -= 1,
                _ if beyond > 0 => {}
                Event::Start(_) => open.push(self.push(Kind::Element, start + 1..end.saturating_sub(1), parent, end)),
                Event::Empty(_) => {
                    self.push(Kind::Element, start + 1..end.saturating_sub(2), parent, end);
                }
                Event::End(tag) => self.close(tag.local_name().as_ref(), &mut open, start..end),
                Event::Text(_) => {
                    self.push(Kind::Text, start..end, parent, end);
                }
                Event::CData(_) => {
                    self.push(Kind::Text, start + 9..end.saturating_sub(3), parent, end);
                }
                Event::GeneralRef(reference) => {
                    let character = reference.resolve_char_ref().ok().flatten();
                    match character.or_else(|| predefined(&reference)) {
                        Some(character) => self.push(Kind::Character(character), start..end, parent, end),
                        None => self.push(Kind::Text, start..end, parent, end),
                    };
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
        let after = self.nodes.len() as u32;
        for index in open {
            if let Some(slot) = self.nodes.get_mut(index) {
                slot.after = after;
                slot.close = self.source.len() as u32;
            }
        }
    }

    fn push(&mut self, kind: Kind, range: Range<usize>, parent: usize, close: usize) -> usize {
        let index = self.nodes.len();
        if kind == Kind::Element {
            self.elements.push(index as u32);
        }
        self.nodes.push(Slot {
            kind,
            start: range.start as u32,
            end: range.end.max(range.start) as u32,
            parent: parent as u32,
            after: index as u32 + 1,
            close: close as u32,
        });
        index
    }

    /// Closes the innermost open element of this name and all inside it; an end that nothing opened is passed over.
    fn close(&mut self, name: &str, open: &mut Vec<usize>, tag: Range<usize>) {
        let matches = |index: &usize| *index > 0 && Node { tree: self, index: *index }.name() == name;
        // One damaged tag shifts a few levels; looking through all of them at every end would be slow on hostile input.
        let Some(level) = open.iter().rev().take(8).position(matches) else { return };
        let after = self.nodes.len() as u32;
        for above in (0..=level).rev() {
            if let Some(slot) = open.pop().and_then(|index| self.nodes.get_mut(index)) {
                slot.after = after;
                // What is inside and was not closed ends where this end tag begins.
                slot.close = if above == 0 { tag.end } else { tag.start } as u32;
            }
        }
    }

    fn slot(&self, index: usize) -> Option<&Slot> {
        self.nodes.get(index)
    }
}

impl<'t> Node<'t> {
    /// The element's name without its prefix; empty for text.
    pub fn name(self) -> &'t str {
        let name = self.qualified();
        name.split_once(':').map_or(name, |(_, local)| local)
    }

    /// The prefix of the element's name; empty where it has none.
    pub fn prefix(self) -> &'t str {
        self.qualified().split_once(':').map_or("", |(prefix, _)| prefix)
    }

    /// Whether it is an element of this name, whatever its prefix.
    pub fn is(self, name: &str) -> bool {
        self.name() == name
    }

    /// Whether it is text.
    pub fn is_text(self) -> bool {
        !matches!(self.slot().map(|slot| slot.kind), Some(Kind::Element) | None)
    }

    /// Adds the text to a string, if it is text; of an element, nothing.
    pub fn push_text(self, text: &mut String) {
        match self.slot().map(|slot| slot.kind) {
            Some(Kind::Text) => text.push_str(self.raw()),
            Some(Kind::Character(character)) => text.push(character),
            _ => {}
        }
    }

    /// All text inside it.
    pub fn text(self) -> String {
        let mut text = String::new();
        self.push_text(&mut text);
        self.descendants().for_each(|node| node.push_text(&mut text));
        text
    }

    /// The value of the first attribute of this name: the whole name as written (`xml:id`) or, where `name` has no
    /// prefix, the name without its prefix.
    pub fn attribute(self, name: &str) -> Option<Cow<'t, str>> {
        self.attributes().find(|(key, _)| *key == name || local(key) == name).map(|(_, value)| value)
    }

    /// The attributes: the names as written, with their prefixes, and the values with entities undone.
    pub fn attributes(self) -> impl Iterator<Item = (&'t str, Cow<'t, str>)> {
        let tag = match self.slot().map(|slot| slot.kind) {
            Some(Kind::Element) => self.raw(),
            _ => "",
        };
        let tag = if tag.len() > MAX_TAG { "" } else { tag };
        let name = tag.find(|character: char| character.is_ascii_whitespace()).unwrap_or(tag.len());
        let mut attributes = Attributes::new(tag, name);
        attributes.with_checks(false);
        attributes.filter_map(|attribute| {
            let attribute = attribute.ok()?;
            let value = match attribute.value {
                Cow::Borrowed(value) => unescape(value).unwrap_or(Cow::Borrowed(value)),
                Cow::Owned(value) => Cow::Owned(unescape(&value).map_or_else(|_| value.clone(), Cow::into_owned)),
            };
            Some((attribute.key.into_inner(), value))
        })
    }

    /// The element it stands in; `None` of the root.
    pub fn parent(self) -> Option<Node<'t>> {
        let parent = self.slot()?.parent as usize;
        (self.index > 0).then_some(Node { tree: self.tree, index: parent })
    }

    /// The elements and texts directly inside it.
    pub fn children(self) -> impl Iterator<Item = Node<'t>> {
        let end = self.after();
        let mut next = self.index + 1;
        std::iter::from_fn(move || {
            let child = Node { tree: self.tree, index: next };
            next = child.after().max(next + 1);
            (child.index < end).then_some(child)
        })
    }

    /// The first element of this name directly inside it.
    pub fn child(self, name: &str) -> Option<Node<'t>> {
        self.children().find(|child| child.is(name))
    }

    /// The elements and texts inside it at any depth, in the order of the document; it is not one of them.
    pub fn descendants(self) -> impl Iterator<Item = Node<'t>> {
        (self.index + 1..self.after()).map(move |index| Node { tree: self.tree, index })
    }

    /// The elements it stands in, the nearest first.
    pub fn ancestors(self) -> impl Iterator<Item = Node<'t>> {
        std::iter::successors(self.parent(), |node| node.parent())
    }

    /// How many start tags of the document come up to its own, which is counted; 0 of the root. Text has the number of
    /// the element before it.
    pub fn number(self) -> u32 {
        self.tree.elements.partition_point(|&element| element as usize <= self.index) as u32
    }

    /// The bytes of the source that it takes: with its tags, if it is an element.
    pub fn span(self) -> Range<usize> {
        let Some(slot) = self.slot().filter(|_| self.index > 0) else { return 0..self.tree.source.len() };
        let start = slot.start as usize;
        start - usize::from(slot.kind == Kind::Element && start > 0)..slot.close as usize
    }

    /// The bytes of the source between its tags; empty where it is one tag, and then at the end of that.
    pub fn inside(self) -> Range<usize> {
        let span = self.span();
        let Some(slot) = self.slot().filter(|_| self.index > 0) else { return span };
        let source = self.tree.source;
        let start = slot.end as usize + 1;
        let within = source.get(start..span.end).filter(|rest| slot.kind == Kind::Element && rest.len() > 1);
        match within.and_then(|rest| rest.rfind("</")) {
            Some(end) => start..start + end,
            None => span.end..span.end,
        }
    }

    fn slot(self) -> Option<&'t Slot> {
        self.tree.slot(self.index)
    }

    fn after(self) -> usize {
        self.slot().map_or(0, |slot| slot.after as usize)
    }

    fn raw(self) -> &'t str {
        let slot = self.slot();
        slot.and_then(|slot| self.tree.source.get(slot.start as usize..slot.end as usize)).unwrap_or_default()
    }

    fn qualified(self) -> &'t str {
        match self.slot().map(|slot| slot.kind) {
            Some(Kind::Element) => {
                let tag = self.raw();
                let end = tag.find(|character: char| character.is_ascii_whitespace()).unwrap_or(tag.len());
                tag.get(..end).unwrap_or_default()
            }
            _ => "",
        }
    }
}

fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

fn predefined(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "apos" => Some('\''),
        "quot" => Some('"'),
        "nbsp" => Some('\u{a0}'),
        _ => None,
    }
}
