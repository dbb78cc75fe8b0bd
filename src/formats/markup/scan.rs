//! Markup to tags and texts, by the rules of the HTML standard's tokenizer as far as they matter to a reader.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr2, memmem, memrchr};

use super::reference;
use crate::formats::html;

/// The attributes that are kept: those that say what an element is, where it leads and whether it is seen.
const KEPT: [&str; 26] = [
    "aria-describedby",
    "aria-hidden",
    "class",
    "content",
    "data-fn",
    "data-footnote-id",
    "data-mfn",
    "data-mw-group",
    "dir",
    "epub:type",
    "for",
    "hidden",
    "href",
    "id",
    "lang",
    "name",
    "property",
    "rel",
    "reversed",
    "role",
    "src",
    "start",
    "style",
    "type",
    "value",
    "xml:lang",
];

/// What stands next in the markup.
#[derive(Debug)]
pub(super) enum Token<'a> {
    /// A start tag; `empty` where it ends in `/>`.
    Start { name: Cow<'a, str>, attributes: Vec<Attribute<'a>>, empty: bool },
    /// An end tag.
    End { name: Cow<'a, str> },
    /// Text as it stands in the source, or what a character reference stands for.
    Text(Cow<'a, str>),
}

/// An attribute: its name in lower case, and its value with character references undone.
#[derive(Debug)]
pub(super) struct Attribute<'a> {
    pub(super) name: &'static str,
    pub(super) value: Cow<'a, str>,
}

/// Walks over markup from start to end, once.
#[derive(Debug)]
pub(super) struct Scanner<'a> {
    source: &'a str,
    /// Where the next token begins.
    pub(super) at: usize,
    /// The element whose content is not markup, once its start tag is read.
    raw: Option<Cow<'a, str>>,
    /// Where the last quotation mark of each kind stands; a value whose closing one is missing ends with its tag.
    last_quotes: [Option<usize>; 2],
    /// Whether `/>` ends every element, as in XML.
    xml: bool,
    /// Whether the source ends within a tag, a comment or a script.
    broken_off: bool,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(source: &'a str, xml: bool) -> Self {
        let last = |quote| memrchr(quote, source.as_bytes());
        Self { source, at: 0, raw: None, last_quotes: [last(b'"'), last(b'\'')], xml, broken_off: false }
    }

    /// The next token and where it stands; comments, declarations and instructions are passed over.
    pub(super) fn next(&mut self) -> Option<(Range<usize>, Token<'a>)> {
        if let Some(name) = self.raw.take()
            && let Some(text) = self.raw_text(&name)
        {
            return Some(text);
        }
        loop {
            let start = self.at;
            let rest = self.rest();
            let token = match rest.as_bytes().first()? {
                b'<' => match self.markup(rest) {
                    Markup::Token(token) => token,
                    Markup::Unseen => continue,
                    Markup::Text => self.take(1),
                },
                b'&' => match reference::at(rest, false) {
                    Some((text, length)) => {
                        self.at += length;
                        Token::Text(text)
                    }
                    None => self.take(1),
                },
                _ => self.take(memchr2(b'<', b'&', rest.as_bytes()).unwrap_or(rest.len())),
            };
            return Some((start..self.at, token));
        }
    }

    /// Whether the source, read to its end, ends within a tag, a comment or a script.
    pub(super) fn is_broken_off(&self) -> bool {
        self.broken_off
    }

    /// Where something ends in the rest of the source; at the end of that, where it breaks off.
    fn end_or_all(&mut self, end: Option<usize>, rest: &str) -> usize {
        self.broken_off |= end.is_none();
        end.unwrap_or(rest.len())
    }

    fn rest(&self) -> &'a str {
        self.source.get(self.at..).unwrap_or_default()
    }

    fn take(&mut self, length: usize) -> Token<'a> {
        let text = self.rest().get(..length).unwrap_or_default();
        self.at += length;
        Token::Text(Cow::Borrowed(text))
    }

    /// The content of an element that holds no markup: shown only where it is a title.
    fn raw_text(&mut self, name: &str) -> Option<(Range<usize>, Token<'a>)> {
        let start = self.at;
        let rest = self.rest();
        let ends = |at: &usize| {
            let after = rest.get(at + 2..).unwrap_or_default();
            let (named, then) = after.as_bytes().split_at_checked(name.len()).unwrap_or_default();
            let over =
                then.first().is_none_or(|next| matches!(next, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' | b'/' | b'>'));
            over && named.eq_ignore_ascii_case(name.as_bytes())
        };
        let end = memmem::find_iter(rest.as_bytes(), b"</").find(ends);
        let end = self.end_or_all(end, rest);
        self.at += end;
        let text = rest.get(..end).unwrap_or_default();
        (name == "title" && !text.is_empty()).then(|| (start..self.at, Token::Text(reference::undone(text, false))))
    }

    /// What a `<` opens.
    fn markup(&mut self, rest: &'a str) -> Markup<'a> {
        let bytes = rest.as_bytes();
        match bytes.get(1) {
            Some(b'!') if rest.starts_with("<!--") => self.comment(rest),
            Some(b'!') if rest.starts_with("<![CDATA[") && self.xml => {
                let inner = rest.get(9..).unwrap_or_default();
                let length = memmem::find(inner.as_bytes(), b"]]>").unwrap_or(inner.len());
                self.at += (9 + length + 3).min(rest.len());
                Markup::Token(Token::Text(Cow::Borrowed(inner.get(..length).unwrap_or_default())))
            }
            Some(b'!' | b'?') => {
                let mut end = memchr(b'>', bytes).map_or(rest.len(), |end| end + 1);
                // The declarations within a document type declaration.
                if self.xml && rest.get(..end).is_some_and(|declaration| declaration.contains('[')) {
                    end = memmem::find(bytes, b"]>").map_or(end, |end| end + 2);
                }
                self.at += end;
                Markup::Unseen
            }
            Some(b'/') if bytes.get(2).is_some_and(u8::is_ascii_alphabetic) => {
                let name = tag_name(rest.get(2..).unwrap_or_default());
                let end = memchr(b'>', bytes).map(|end| end + 1);
                self.at += self.end_or_all(end, rest);
                Markup::Token(Token::End { name: lower(name) })
            }
            Some(b'/') => {
                self.at += memchr(b'>', bytes).map_or(rest.len(), |end| end + 1);
                Markup::Unseen
            }
            Some(letter) if letter.is_ascii_alphabetic() => self.start_tag(rest),
            _ => Markup::Text,
        }
    }

    fn comment(&mut self, rest: &str) -> Markup<'a> {
        let inner = rest.get(4..).unwrap_or_default();
        let length = if inner.starts_with('>') {
            1
        } else if inner.starts_with("->") {
            2
        } else {
            let ends = memmem::find(inner.as_bytes(), b"-->").map(|end| end + 3);
            self.end_or_all(ends, inner)
        };
        self.at += 4 + length;
        Markup::Unseen
    }

    fn start_tag(&mut self, rest: &'a str) -> Markup<'a> {
        let name = lower(tag_name(rest.get(1..).unwrap_or_default()));
        self.at += 1 + name.len();
        let mut attributes: Vec<Attribute<'a>> = Vec::new();
        let mut empty = false;
        loop {
            let rest = self.rest();
            let Some(&byte) = rest.as_bytes().first() else {
                // Nothing ends the tag: it is none, but what it named is not shown either.
                self.broken_off = true;
                return Markup::Unseen;
            };
            match byte {
                b'>' => {
                    self.at += 1;
                    break;
                }
                b'/' => {
                    empty = rest.as_bytes().get(1) == Some(&b'>');
                    self.at += 1;
                }
                byte if byte.is_ascii_whitespace() => self.at += 1,
                _ => {
                    let (name, value) = self.attribute();
                    let kept = KEPT.iter().find(|kept| name.eq_ignore_ascii_case(kept));
                    if let Some(name) = kept
                        && !attributes.iter().any(|known| known.name == *name)
                    {
                        attributes.push(Attribute { name, value: reference::undone(value, true) });
                    }
                }
            }
        }
        if html::raw_text(&name).is_some() && !(empty && self.xml) {
            self.raw = Some(name.clone());
        }
        Markup::Token(Token::Start { name, attributes, empty })
    }

    /// One attribute, as written.
    fn attribute(&mut self) -> (&'a str, &'a str) {
        let rest = self.rest();
        let bytes = rest.as_bytes();
        let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'=');
        // A name may begin with an equals sign.
        let length = bytes.iter().skip(1).position(ends).map_or(rest.len(), |end| end + 1);
        let name = rest.get(..length).unwrap_or_default();
        let blank = |from: usize| bytes.iter().skip(from).take_while(|byte| byte.is_ascii_whitespace()).count();
        let mut at = length + blank(length);
        if bytes.get(at) != Some(&b'=') {
            self.at += length;
            return (name, "");
        }
        at += 1;
        at += blank(at);
        let from = self.at + at;
        let quoted = |index: usize| self.last_quotes.get(index).copied().flatten().is_some_and(|last| last > from);
        let value = match bytes.get(at) {
            Some(&quote @ (b'"' | b'\'')) if quoted(usize::from(quote == b'\'')) => {
                let inner = rest.get(at + 1..).unwrap_or_default();
                let length = memchr(quote, inner.as_bytes()).unwrap_or(inner.len());
                self.at = from + length + 2;
                inner.get(..length)
            }
            _ => {
                let inner = rest.get(at..).unwrap_or_default();
                let ends = |byte: u8| byte.is_ascii_whitespace() || byte == b'>';
                let length = inner.bytes().position(ends).unwrap_or(inner.len());
                self.at = from + length;
                inner.get(..length)
            }
        };
        (name, value.unwrap_or_default())
    }
}

enum Markup<'a> {
    Token(Token<'a>),
    /// Something that is not shown and makes no element; `at` stands after it.
    Unseen,
    /// A `<` that opens nothing.
    Text,
}

fn tag_name(rest: &str) -> &str {
    let ends = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
    rest.get(..rest.bytes().position(ends).unwrap_or(rest.len())).unwrap_or_default()
}

fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}
