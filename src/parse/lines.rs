//! A printed document's lines, each with its part in the page.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::field::kind;
use crate::model::{Direction, Document};
use crate::text::letters::is_alphabetic;
use crate::text::{bidi, digits};

/// One line of a printed document.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Its bytes in the document's text, without the blanks at its edges.
    pub(super) range: Range<usize>,
    /// How many characters of blank stand before it.
    pub(super) indent: usize,
    /// The index of its page; 0 throughout where the document has no pages.
    pub(super) page: usize,
    /// What it is.
    pub(super) role: Role,
    /// Whether most of its letters run from right to left.
    pub(super) rtl: bool,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Text of the document.
    Text,
    /// Nothing.
    Blank,
    /// A URL of a list apart from the text.
    Listed,
    /// A page number, an outline: no text of the document.
    Apparatus,
}

/// The lines of a document's text.
pub(super) fn lines(document: &Document) -> Vec<Line> {
    let text = document.text.as_str();
    let mut lines = Vec::new();
    let mut start = 0;
    let mut listed = document.listed.iter().filter(|entry| entry.number.is_none()).peekable();
    for raw in text.split_inclusive('\n') {
        let content = raw.trim();
        let from = start + raw.len() - raw.trim_start().len();
        let range = if content.is_empty() { start..start } else { from..from + content.len() };
        while listed.peek().is_some_and(|entry| entry.range.start < range.start) {
            listed.next();
        }
        let role = if content.is_empty() {
            Role::Blank
        } else if listed.peek().is_some_and(|entry| entry.range == range) {
            Role::Listed
        } else if document.verbatim.iter().any(|range| range.contains(&from)) || LIST_PARTS.contains(&content) {
            Role::Apparatus
        } else {
            Role::Text
        };
        let indent = raw.chars().take_while(|c| c.is_whitespace() && *c != '\n').count();
        let page = document.page_at(range.start).unwrap_or_default();
        lines.push(Line { range, indent, page, role, rtl: bidi::direction(content) == Direction::Rtl });
        start += raw.len();
    }
    mark_page_numbers(document, &mut lines);
    mark_page_counts(document, &mut lines);
    lines
}

/// What Lynx prints over the parts of its list of links (`GridText.c`).
const LIST_PARTS: [&str; 4] = ["Visible links", "Visible links:", "Hidden links", "Hidden links:"];

/// The first or last line of a page is a running header or footer if the same line, its numbers apart, stands at the same
/// end of at least so many pages, and one of its numbers counts with the pages: `Page 3 of 12`.
const COUNTED_PAGES: usize = 3;

fn mark_page_counts(document: &Document, lines: &mut [Line]) {
    let mut edges: BTreeMap<(String, bool), Vec<(usize, usize)>> = BTreeMap::new();
    let mut start = 0;
    for page in lines.chunk_by(|before, after| before.page == after.page) {
        let text = |(_, line): &(usize, &Line)| line.role == Role::Text;
        let first = page.iter().enumerate().find(text);
        let last = page.iter().enumerate().rfind(text);
        for (edge, top) in [(first, true), (last, false)] {
            if let Some((at, line)) = edge
                && let Some(shape) = shape(document.slice(&line.range))
            {
                edges.entry((shape, top)).or_default().push((start + at, line.page));
            }
        }
        start += page.len();
    }
    let counted: Vec<usize> =
        edges.into_values().filter(|alike| counts(document, lines, alike)).flatten().map(|(at, _)| at).collect();
    for at in counted {
        if let Some(line) = lines.get_mut(at) {
            line.role = Role::Apparatus;
        }
    }
}

/// A short line with its numbers made one sign; `None` where it has no number or nothing else.
fn shape(line: &str) -> Option<String> {
    let short = line.len() <= 200 && line.chars().any(is_alphabetic) && line.chars().any(digits::is_digit);
    let parts: Vec<&str> = line.split(digits::is_digit).filter(|part| !part.is_empty()).collect();
    (short && !kind::sends_back(line)).then(|| parts.join("#"))
}

/// Whether one of the numbers of these lines goes up with the pages they stand on.
fn counts(document: &Document, lines: &[Line], alike: &[(usize, usize)]) -> bool {
    let numbers = |at: usize| -> Vec<usize> {
        let text = lines.get(at).map_or("", |line| document.slice(&line.range));
        let numerals = text.split(|c| !digits::is_digit(c)).filter_map(digits::number);
        numerals.map(|number| number as usize).collect()
    };
    let shifts = |&(at, page): &(usize, usize)| -> Vec<usize> {
        numbers(at).into_iter().filter_map(|number| (number + lines.len()).checked_sub(page)).collect()
    };
    let Some((first, rest)) = alike.split_first() else { return false };
    alike.len() >= COUNTED_PAGES
        && shifts(first).into_iter().any(|shift| rest.iter().all(|line| shifts(line).contains(&shift)))
}

/// A line of digits alone that stands free, or last on its page, is a page number.
fn mark_page_numbers(document: &Document, lines: &mut [Line]) {
    if document.pages.is_empty() {
        return;
    }
    let blank = |line: Option<&Line>, page: usize| {
        line.is_none_or(|line| line.page != page || matches!(line.role, Role::Blank | Role::Listed))
    };
    let last_texts = last_texts(lines);
    let free: Vec<usize> = (0..lines.len())
        .filter(|&index| {
            let Some(line) = lines.get(index) else { return false };
            let content = document.slice(&line.range);
            let number = line.role == Role::Text
                && content.chars().count() <= 4
                && content.chars().all(|c| digits::value(c).is_some());
            let before = blank(index.checked_sub(1).and_then(|at| lines.get(at)), line.page);
            let after = blank(lines.get(index + 1), line.page);
            let last = last_texts.get(&line.page) == Some(&index);
            number && after && (before || last)
        })
        .collect();
    for index in free {
        if let Some(line) = lines.get_mut(index) {
            line.role = Role::Apparatus;
        }
    }
}

/// The last line of text of each page.
fn last_texts(lines: &[Line]) -> HashMap<usize, usize> {
    let texts = lines.iter().enumerate().filter(|(_, line)| line.role == Role::Text);
    texts.map(|(index, line)| (line.page, index)).collect()
}
