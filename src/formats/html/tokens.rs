//! Pages taken apart into tags and texts.

use html5gum::{Emitter, Error, State, Tokenizer};

use super::Raw;

/// The most attributes of one tag that are kept. Honest tags have a few dozen.
const MAX_ATTRIBUTES: usize = 1024;

/// What is told of a page's tags and texts, in their order.
pub trait Sink {
    /// An element starts. Says what it holds where that is not markup: see [`super::raw_text`].
    fn open(&mut self, tag: &Tag) -> Option<Raw>;

    /// An element's end tag stands here.
    fn close(&mut self, name: &str);

    /// All the text between two tags, its character references undone; comments may have stood in it.
    fn text(&mut self, text: &str);
}

/// A start tag.
#[derive(Debug, Default)]
pub struct Tag {
    /// The name and then, one after another, the names and values of the attributes.
    bytes: Vec<u8>,
    name: usize,
    attributes: Vec<Attribute>,
    /// Whether it ends in `/>`.
    pub self_closing: bool,
}

/// Where an attribute stands among the bytes of its tag; its value ends where the next one starts.
#[derive(Debug)]
struct Attribute {
    name: usize,
    value: usize,
}

impl Tag {
    /// The element's name, in lower case.
    pub fn name(&self) -> &str {
        text(self.bytes.get(..self.name))
    }

    /// The value of an attribute, by its name in lower case; of several of one name the first, as in browsers.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let mut starts = self.attributes.iter().enumerate();
        let (at, found) = starts.find(|(_, known)| self.bytes.get(known.name..known.value) == Some(name.as_bytes()))?;
        let end = self.attributes.get(at + 1).map_or(self.bytes.len(), |next| next.name);
        Some(text(self.bytes.get(found.value..end)))
    }

    fn restart(&mut self) {
        self.bytes.clear();
        self.name = 0;
        self.attributes.clear();
        self.self_closing = false;
    }
}

/// Bytes that were part of a text, as such again.
fn text(bytes: Option<&[u8]>) -> &str {
    std::str::from_utf8(bytes.unwrap_or_default()).unwrap_or_default()
}

/// Tells `sink` of the tags and texts of a page, without making a tree of them.
pub fn tokenize(page: &str, sink: &mut impl Sink) {
    let tags =
        Tags { sink, tag: Tag::default(), is_end: false, is_beyond: false, last_start: Vec::new(), text: Vec::new() };
    let Ok(()) = Tokenizer::new_with_emitter(page, tags).finish();
}

/// Puts together what the tokenizer finds piece by piece.
struct Tags<'s, S> {
    sink: &'s mut S,
    tag: Tag,
    /// Whether the tag is one that ends an element.
    is_end: bool,
    /// Whether the attribute at hand is beyond those that are kept.
    is_beyond: bool,
    /// The name of the last start tag: only its end ends text that is not markup.
    last_start: Vec<u8>,
    text: Vec<u8>,
}

impl<S: Sink> Tags<'_, S> {
    fn tell_text(&mut self) {
        if !self.text.is_empty() {
            self.sink.text(text(Some(&self.text)));
            self.text.clear();
        }
    }
}

impl<S: Sink> Emitter for Tags<'_, S> {
    type Token = std::convert::Infallible;

    fn set_last_start_tag(&mut self, name: Option<&[u8]>) {
        self.last_start.clear();
        self.last_start.extend_from_slice(name.unwrap_or_default());
    }

    fn emit_eof(&mut self) {
        self.tell_text();
    }

    fn emit_error(&mut self, _: Error) {}

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn pop_token(&mut self) -> Option<Self::Token> {
        None
    }

    fn emit_string(&mut self, piece: &[u8]) {
        // Among markup browsers drop it; it comes as a piece of its own.
        if piece != b"\0" {
            self.text.extend_from_slice(piece);
        }
    }

    fn init_start_tag(&mut self) {
        self.tag.restart();
        self.is_end = false;
        self.is_beyond = false;
    }

    fn init_end_tag(&mut self) {
        self.init_start_tag();
        self.is_end = true;
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.tell_text();
        if self.is_end {
            self.sink.close(self.tag.name());
            return None;
        }
        self.last_start.clear();
        self.last_start.extend_from_slice(self.tag.name().as_bytes());
        self.sink.open(&self.tag).map(|raw| match raw {
            Raw::Escapable => State::RcData,
            Raw::Text => State::RawText,
            Raw::Script => State::ScriptData,
        })
    }

    fn set_self_closing(&mut self) {
        self.tag.self_closing = true;
    }

    fn push_tag_name(&mut self, piece: &[u8]) {
        self.tag.bytes.extend_from_slice(piece);
        self.tag.name = self.tag.bytes.len();
    }

    fn init_attribute(&mut self) {
        self.is_beyond = self.tag.attributes.len() >= MAX_ATTRIBUTES;
        if !self.is_beyond {
            let at = self.tag.bytes.len();
            self.tag.attributes.push(Attribute { name: at, value: at });
        }
    }

    fn push_attribute_name(&mut self, piece: &[u8]) {
        if !self.is_beyond
            && let Some(attribute) = self.tag.attributes.last_mut()
        {
            self.tag.bytes.extend_from_slice(piece);
            attribute.value = self.tag.bytes.len();
        }
    }

    fn push_attribute_value(&mut self, piece: &[u8]) {
        if !self.is_beyond {
            self.tag.bytes.extend_from_slice(piece);
        }
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.is_end && !self.last_start.is_empty() && self.tag.name().as_bytes() == self.last_start
    }

    fn init_comment(&mut self) {}
    fn push_comment(&mut self, _: &[u8]) {}
    fn emit_current_comment(&mut self) {}
    fn init_doctype(&mut self) {}
    fn push_doctype_name(&mut self, _: &[u8]) {}
    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn set_force_quirks(&mut self) {}
    fn emit_current_doctype(&mut self) {}
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::formats::html::raw_text;

    /// What came, written as markup again: the attribute `b` alone, its value between bars.
    #[derive(Default)]
    struct Came(String);

    impl Sink for Came {
        fn open(&mut self, tag: &Tag) -> Option<Raw> {
            let _ = write!(self.0, "<{}", tag.name());
            if let Some(value) = tag.attribute("b") {
                let _ = write!(self.0, " |{value}|");
            }
            self.0.push_str(if tag.self_closing { "/>" } else { ">" });
            if tag.self_closing { None } else { raw_text(tag.name()) }
        }

        fn close(&mut self, name: &str) {
            let _ = write!(self.0, "</{name}>");
        }

        fn text(&mut self, text: &str) {
            let _ = write!(self.0, "[{text}]");
        }
    }

    fn came(page: &str) -> String {
        let mut came = Came::default();
        tokenize(page, &mut came);
        came.0
    }

    #[test]
    fn pages_are_taken_apart_as_browsers_do() {
        for (page, expected) in [
            ("<P ID=x B='1 &amp; 2'>a &lt; b</p >", "<p |1 & 2|>[a < b]</p>"),
            ("<p b=1 b=2 c><i b>", "<p |1|><i ||>"),
            ("<p c=\"<i b=1>\" b = é>é", "<p |é|>[é]"),
            ("a<!-- <b> -->b<!doctype html>c", "[abc]"),
            ("a < b <3 </ > <?php x ?>d", "[a < b <3  d]"),
            ("<title>a <b> &amp; </titles></TITLE >c", "<title>[a <b> & </titles>]</title>[c]"),
            (
                "<script>if (a<b && '</p>') <!-- <script> </script> --> </script>c",
                "<script>[if (a<b && '</p>') <!-- <script> </script> --> ]</script>[c]",
            ),
            ("<style>a > b { } &amp; </style>", "<style>[a > b { } &amp; ]</style>"),
            ("<title/>a<b>", "<title/>[a]<b>"),
            ("<svg><![CDATA[ <b> ]]></svg>", "<svg>[ ]]>]</svg>"),
            ("a\0b\r\nc\rd", "[ab\nc\nd]"),
            ("<p b='\0'>", "<p |\u{fffd}|>"),
            ("<p b=1", ""),
            ("a <", "[a <]"),
            ("<title>a", "<title>[a]"),
            ("\u{feff}é<u>é", "[\u{feff}é]<u>[é]"),
            ("", ""),
        ] {
            assert_eq!(came(page), expected, "{page}");
        }
    }

    #[test]
    fn a_tag_of_too_many_attributes_hides_nothing_after_it() {
        let many = (0..3 * MAX_ATTRIBUTES).fold(String::new(), |mut all, n| {
            let _ = write!(all, "a{n} ");
            all
        });
        for (page, expected) in [
            (format!("<p b=1 {many}><u>"), "<p |1|><u>"),
            (format!("<p {many} b=1><u>"), "<p><u>"),
            (format!("<p b=1 {}><u>", many.replace(' ', "=b ")), "<p |1|><u>"),
            (format!("</p {many}><u b=1>"), "</p><u |1|>"),
        ] {
            assert_eq!(came(&page), expected);
        }
    }
}
