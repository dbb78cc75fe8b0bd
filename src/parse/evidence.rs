//! How much a stretch of text looks like a citation.

use super::field::kind;
use super::lines::{Line, Role};
use crate::model::Document;
use crate::text::{date, label};

/// A note is judged by so many of its lines.
const LINES: usize = 3;
/// They are looked for on so many, blank ones included.
pub(super) const REACH: usize = LINES * 2;

/// How much the note that begins on this line looks like a citation: 0 (not at all) to about 4. Lines from `next` on,
/// where another may begin, are not looked at.
pub(super) fn of_note(document: &Document, lines: &[Line], start: usize, next: usize) -> f64 {
    let rest = lines.get(start..next.clamp(start, lines.len())).unwrap_or_default();
    let texts = rest.iter().take(REACH).take_while(|line| line.role != Role::Listed);
    let ranges: Vec<_> = texts.filter(|line| line.role == Role::Text).take(LINES).map(|line| &line.range).collect();
    let (Some(first), Some(last)) = (ranges.first(), ranges.last()) else { return 0.0 };
    let text = document.slice(&(first.start..last.end));
    let bound = text.floor_char_boundary(BOUND);
    of(text.get(..bound).unwrap_or_default())
}

/// No more bytes than this are looked at.
const BOUND: usize = 1200;

/// How much a text looks like a citation: 0 (not at all) to about 4.
pub(super) fn of(text: &str) -> f64 {
    let url = text.contains("http://") || text.contains("https://") || text.contains("www.") || text.contains("doi");
    let labelled = !label::find(text).is_empty();
    let dated = !date::scan(text).is_empty();
    let quoted = text.contains(['"', '“', '”', '«', '»']);
    let mut score = 0.0;
    if kind::sends_back(text) {
        score += 0.6;
    }
    if url {
        score += 1.2;
    }
    if labelled {
        score += 1.4;
    }
    if dated {
        score += 0.6;
    }
    if quoted {
        score += 0.4;
    }
    score
}
