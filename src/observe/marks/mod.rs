//! Signs seen in answers. A mark is a fact with the place it was seen at; what it means is judged elsewhere.
//!
//! | mark | seen |
//! |---|---|
//! | `cf-challenge` and the other walls | a page for automated readers stands before the page asked for |
//! | `not-found-title`, `not-found-heading`, `not-found-path` | the page says that it is not the one asked for |
//! | `not-found-text`, `short-text`, `no-index`, `site-name-title` | weak signs of the same |
//! | `lists-pages` | there is next to nothing besides links that are headlines of other pages |
//! | `shared-end` | another URL of the site led to the same page |
//! | `to-home` | a deep URL led to the start of a site |
//! | `sibling-same`, `sibling-not-found`, `sibling-differs` | what a URL that cannot be there answered, asked for beside it |
//! | `parked` | the domain is for sale, or shows what its seller put there |
//! | `consent`, `login`, `login-form` | a page of terms or of passwords stands before the page asked for |
//! | `needs-scripts` | there is nothing to read without running scripts |

mod doors;
mod gone;
mod parked;
mod shared;
mod walls;

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use regex::Regex;
use url::Url;

use super::exchange::Answer;
use super::page::Shape;
use crate::model::{Mark, Page};

pub(super) use gone::{says_gone, weak_signs};
pub(super) use shared::mark_shared_ends;

/// How little visible text a page must have, in bytes, for a sign to count that honest pages carry too.
pub(super) const NEARLY_EMPTY: usize = 500;

/// How much of a source is searched for phrases, in bytes: what stands in the way of a page is short.
const SEARCHED: usize = 128 * 1024;

/// An answer with all that was seen of it.
pub(super) struct Sight<'a> {
    /// What was asked for at first.
    pub asked: &'a Url,
    /// What answered.
    pub arrived: &'a Url,
    /// Whether a redirect led there.
    pub redirected: bool,
    /// The answer.
    pub answer: &'a Answer,
    /// Its page, where it has one.
    pub page: Option<Seen<'a>>,
}

/// A page with its source.
#[derive(Clone, Copy)]
pub(super) struct Seen<'a> {
    /// The source, as far as it was read.
    pub source: &'a str,
    /// What it says of itself.
    pub page: &'a Page,
    /// What it looks like.
    pub shape: &'a Shape,
}

impl Seen<'_> {
    /// Whether there is next to nothing to read; unknown where only the head was read.
    fn is_nearly_empty(&self) -> bool {
        self.page.text_length.is_some_and(|length| length < NEARLY_EMPTY)
    }
}

/// Marks, each sort once.
#[derive(Default)]
struct Marks(Vec<Mark>);

impl Marks {
    fn has(&self, mark: &str) -> bool {
        self.0.iter().any(|known| known.mark == mark)
    }

    fn add(&mut self, mark: &'static str, found_in: impl Into<String>) {
        if !self.has(mark) {
            self.0.push(Mark { mark, found_in: found_in.into() });
        }
    }
}

/// Whether the head of an answer alone says that it is a challenge.
pub(super) fn is_challenge(answer: &Answer) -> bool {
    walls::signs_of_head(answer).next().is_some()
}

/// The marks of an answer, each once.
pub(super) fn find(sight: &Sight<'_>) -> Vec<Mark> {
    let mut marks = Marks::default();
    for (mark, found_in) in walls::signs_of_head(sight.answer) {
        marks.add(mark, found_in);
    }
    if let Some(seen) = sight.page {
        phrases(sight.answer.status, &seen, &mut marks);
        if seen.shape.needs_scripts {
            marks.add("needs-scripts", "page");
        }
    }
    parked::find(sight, &mut marks);
    doors::find(sight, &mut marks);
    gone::find(sight, &mut marks);
    marks.0
}

/// When a phrase of a source counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Counts {
    Always,
    OnEmptyPages,
    OnEmptyErrors,
}

static TABLE: LazyLock<Vec<(&'static str, &'static str, Counts)>> = LazyLock::new(|| {
    let tables = [
        (walls::PHRASES, Counts::Always),
        (parked::PHRASES, Counts::Always),
        (walls::PHRASES_OF_EMPTY_PAGES, Counts::OnEmptyPages),
        (walls::PHRASES_OF_EMPTY_ERRORS, Counts::OnEmptyErrors),
    ];
    tables.iter().flat_map(|(table, when)| table.iter().map(|(mark, phrase)| (*mark, *phrase, *when))).collect()
});

/// All phrases at once: one pass over a source finds them, whatever their number.
static PHRASES: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let phrases = TABLE.iter().map(|(_, phrase, _)| *phrase);
    AhoCorasick::builder().ascii_case_insensitive(true).build(phrases).ok()
});

static AKAMAI: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(walls::AKAMAI_REFERENCE).ok());

fn phrases(status: u16, seen: &Seen<'_>, marks: &mut Marks) {
    let Some(automaton) = PHRASES.as_ref() else { return };
    let end = (0..=SEARCHED.min(seen.source.len())).rev().find(|&end| seen.source.is_char_boundary(end));
    let source = seen.source.get(..end.unwrap_or(0)).unwrap_or_default();
    let (empty, error) = (seen.is_nearly_empty(), status >= 400);
    for found in automaton.find_overlapping_iter(source) {
        let Some(&(mark, phrase, when)) = TABLE.get(found.pattern().as_usize()) else { continue };
        let counts = match when {
            Counts::Always => true,
            Counts::OnEmptyPages => empty,
            Counts::OnEmptyErrors => empty && error,
        };
        if counts {
            marks.add(mark, format!("page `{phrase}`"));
        }
    }
    if error
        && empty
        && let Some(found) = AKAMAI.as_ref().and_then(|pattern| pattern.find(source))
    {
        marks.add("akamai-denied", format!("page `{}`", found.as_str()));
    }
}

#[cfg(test)]
mod tests;
