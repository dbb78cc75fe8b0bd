//! Comments in the margin of a document of a word processor, whatever its format.

use std::ops::Range;

use super::zip_xml::Part;
use crate::model::{Direction, Place};

/// The author under whose name isnad comments.
pub const AUTHOR: &str = "isnad";

/// The initials of that author, which some programs show.
pub const INITIALS: &str = "IS";

/// A comment to be written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Remark {
    /// Where it is to stand: the element of the body, else where the document begins.
    pub place: Place,
    /// What it says, at least one thing.
    pub items: Vec<Item>,
}

/// One thing that a comment says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Item {
    /// The rule that found it.
    pub rule: &'static str,
    /// The URL concerned.
    pub url: Option<String>,
    /// Its words.
    pub lines: Vec<Line>,
}

/// A paragraph of a comment.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Line {
    /// The direction in which it is written.
    pub direction: Direction,
    /// The direction of the comment, which says at which side the paragraph stands.
    pub side: Direction,
    /// Its text, in stretches of one direction each.
    pub pieces: Vec<(Direction, String)>,
}

/// Why a document does not get comments, with what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is signed, and what is signed may not change.
    #[error("it is signed, and a comment would break the signature; give isnad a copy without the signature")]
    Signed,
    /// It is damaged, and would stay so.
    #[error("{0}; open it in the program that made it, and save it again")]
    Damaged(String),
    /// It is of a kind that comments are not written to.
    #[error("{0}; save it in the format of today")]
    Old(&'static str),
    /// It has no paragraph to stand at.
    #[error("it has no paragraph to which a comment could be attached; write one")]
    Empty,
}

/// Changes to a text, by the bytes that they replace.
#[derive(Debug, Default)]
pub(super) struct Edits(Vec<(Range<usize>, String)>);

impl Edits {
    /// Has a text stand in the place of a range.
    pub(super) fn replace(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.0.push((range, text.into()));
    }

    /// Has a text stand at a place, after what is there by earlier calls.
    pub(super) fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.replace(at..at, text);
    }

    /// The changed text. Of two changes to the same bytes the first one counts.
    pub(super) fn apply(mut self, source: &str) -> String {
        // The sort is stable: what is inserted at one place stays in the order of the calls.
        self.0.sort_by_key(|(range, _)| range.start);
        let mut changed = String::with_capacity(source.len() + 1024);
        let mut at = 0;
        for (range, text) in self.0 {
            if range.start < at && !range.is_empty() {
                continue;
            }
            changed.push_str(source.get(at..range.start).unwrap_or_default());
            changed.push_str(&text);
            at = at.max(range.end);
        }
        changed.push_str(source.get(at..).unwrap_or_default());
        changed
    }
}

/// Text as XML writes it; characters that XML has no way to write are left out.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            _ if character.is_control() => {}
            _ => escaped.push(character),
        }
    }
    escaped
}

/// The text of a part, if nothing of it is lost when it is written again.
pub(super) fn exact(part: &Part) -> Option<String> {
    let text = part.text();
    let lost = text.contains('\u{fffd}') && str::from_utf8(&part.bytes).is_err();
    (!lost).then(|| text.into_owned())
}

/// A part in UTF-8, whatever encoding it named before.
pub(super) fn encoded(text: String) -> Vec<u8> {
    let Some((declaration, rest)) = text.split_once("?>").filter(|_| text.starts_with("<?xml")) else {
        return text.into_bytes();
    };
    let declared = declaration.to_ascii_lowercase();
    if !declared.contains("encoding") || declared.contains("utf-8") {
        return text.into_bytes();
    }
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>{rest}").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_apply_in_order_and_never_twice_to_the_same_bytes() {
        let mut edits = Edits::default();
        edits.insert(6, "X");
        edits.replace(0..2, "");
        edits.replace(1..3, "never");
        edits.insert(2, "Y");
        edits.insert(2, "Z");
        edits.replace(4..6, "");
        assert_eq!(edits.apply("abcdefgh"), "YZcdXgh");
    }

    #[test]
    fn no_text_can_break_out_of_its_element() {
        assert_eq!(escaped("a<b>&\"c\u{0}\u{1b}\u{ffff}\u{202e}"), "a&lt;b&gt;&amp;&quot;c\u{202e}");
    }
}
