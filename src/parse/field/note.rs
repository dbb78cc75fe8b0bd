//! The text of a note in one piece, and the marks found in it.

use std::collections::HashMap;
use std::ops::Range;

use crate::model::Document;
use crate::text::arabic::is_arabic;
use crate::text::date::{self, DateFound};
use crate::text::label::{self, LabelFound};
use crate::text::letters::{is_alphabetic, is_alphanumeric};
use crate::text::publisher::Publishers;
use crate::text::url::leads_out;

use super::url::{self, PrintedUrl};

/// The longest note whose fields are told, in bytes.
const LONGEST: usize = 16 * 1024;

/// A note's lines joined, with the way back to the document, and all that was found in them.
///
/// Ranges are of [`NoteText::text`].
#[derive(Debug, Default)]
pub struct NoteText {
    /// The lines, separated by line feeds.
    pub text: String,
    /// Link labels.
    pub labels: Vec<LabelFound>,
    /// Printed URLs.
    pub urls: Vec<PrintedUrl>,
    /// Dates outside URLs.
    pub dates: Vec<DateFound>,
    /// Phrases that introduce a date of access.
    pub access: Vec<Range<usize>>,
    /// Hyperlinks to the web, with their index in the document's links.
    pub links: Vec<(Range<usize>, usize)>,
    /// Works whose fields the format states, with their index in the document's works.
    pub stated: Vec<(Range<usize>, usize)>,
    /// Quoted stretches, their quotation marks left out.
    pub quotes: Vec<Range<usize>>,
    /// The publishers that are known by several names.
    pub publishers: Publishers,
    /// Whether its lines have their runs displaced, as extraction leaves right-to-left lines.
    pub displaced: bool,
    /// Where each stretch of the text comes from: its start here and its start in the document.
    origins: Vec<(usize, usize)>,
}

impl NoteText {
    /// Joins the ranges of the document that make up a note.
    pub fn new(document: &Document, body: &[Range<usize>], publishers: &Publishers) -> Self {
        let mut note = Self { publishers: publishers.clone(), ..Self::default() };
        let mut links = Vec::new();
        let mut stated_at = HashMap::new();
        for range in body {
            let slice = document.slice(range);
            if slice.is_empty() {
                continue;
            }
            if !note.text.is_empty() && !note.text.ends_with('\n') {
                note.origins.push((note.text.len(), range.start));
                note.text.push('\n');
            }
            let start = note.text.len();
            note.origins.push((start, range.start));
            note.text.push_str(slice);
            // Links are in document order; the first that can reach into this range is the one before its start.
            let first = document.links.partition_point(|link| link.range.end <= range.start);
            let within =
                document.links.iter().enumerate().skip(first).take_while(|(_, link)| link.range.start < range.end);
            // One within another may end before it does.
            let reaches = |other: &Range<usize>| other.end > range.start;
            let clipped = |other: &Range<usize>| {
                let (from, to) = (other.start.max(range.start), other.end.min(range.end));
                start + from - range.start..start + to - range.start
            };
            for (index, link) in within.filter(|(_, link)| reaches(&link.range) && leads_out(&link.url)) {
                links.push((clipped(&link.range), index));
            }
            let first = document.works.partition_point(|work| work.range.end <= range.start);
            let stated = document.works.iter().enumerate().skip(first);
            let stated = stated.take_while(|(_, work)| work.range.start < range.end);
            for (index, work) in stated.filter(|(_, work)| reaches(&work.range)) {
                let begun = stated_at.get(&index).and_then(|&at: &usize| note.stated.get_mut(at));
                if let Some((goes_on, _)) = begun {
                    goes_on.end = clipped(&work.range).end;
                } else {
                    stated_at.insert(index, note.stated.len());
                    note.stated.push((clipped(&work.range), index));
                }
            }
        }
        links.dedup_by_key(|(_, index)| *index);
        note.links = links;
        note.find_marks();
        note.leave_out_code(document);
        note
    }

    /// URLs within code are examples, no sources.
    fn leave_out_code(&mut self, document: &Document) {
        let mut urls = std::mem::take(&mut self.urls);
        urls.retain(|url| {
            let range = self.origin(&url.range);
            let after = document.verbatim.partition_point(|code| code.end <= range.start);
            document.verbatim.get(after).is_none_or(|code| range.end <= code.start)
        });
        self.urls = urls;
    }

    fn find_marks(&mut self) {
        self.urls = url::printed(&self.text);
        if self.is_too_long() {
            return;
        }
        let outside = |range: &Range<usize>, urls: &[PrintedUrl]| !urls.iter().any(|url| url.covers(range));
        self.quotes = quotes(&self.text);
        let quoted =
            |range: &Range<usize>| self.quotes.iter().any(|quote| quote.start <= range.start && range.end <= quote.end);
        self.labels = label::find(&self.text);
        self.labels.retain(|label| outside(&label.range, &self.urls) && !quoted(&label.range));
        self.dates = date::scan(&self.text);
        self.dates.retain(|date| outside(&date.range, &self.urls));
        self.access = label::access_phrases(&self.text);
        self.access.retain(|phrase| outside(phrase, &self.urls) && !quoted(phrase));
        self.displaced = self.is_displaced();
    }

    /// Whether the note is longer than any citation: it is looked through for URLs only, so that the time taken stays
    /// linear in hostile documents.
    pub fn is_too_long(&self) -> bool {
        self.text.len() > LONGEST
    }

    /// The document's range that a range of this text comes from.
    pub fn origin(&self, range: &Range<usize>) -> Range<usize> {
        let at = |offset: usize| {
            let after = self.origins.partition_point(|(start, _)| *start <= offset);
            let (start, origin) = after.checked_sub(1).and_then(|index| self.origins.get(index)).copied()?;
            Some(origin + offset - start)
        };
        let Some(start) = at(range.start) else { return 0..0 };
        // The end is exclusive, and what follows it may come from elsewhere.
        let end =
            range.end.checked_sub(1).filter(|last| *last >= range.start).and_then(at).map_or(start, |last| last + 1);
        // Displaced lines may be given in another order than the document's.
        start.min(end)..start.max(end)
    }

    /// The text of a range.
    pub fn slice(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// Whether displacement shows: a line that starts with what ends a citation, a shuffled date, or a
    /// URL with other text within.
    fn is_displaced(&self) -> bool {
        // A note that begins from left to right keeps its order, whatever else it holds.
        let first = self.text.split('\n').find(|line| line.chars().any(is_alphabetic)).unwrap_or_default();
        if !is_mostly_arabic(&self.text) || !is_mostly_arabic(first) {
            return false;
        }
        if self.urls.iter().any(|url| url.rest.is_some()) {
            return true;
        }
        let mut start = 0;
        self.text.split('\n').any(|line| {
            let range = start..start + line.len();
            start = range.end + 1;
            let head = line.trim_start();
            let starts_with_end = head.starts_with(['.', '،', ',', '؛']) && head.chars().any(is_alphabetic);
            let labelled = self.labels.iter().any(|label| {
                let before = self.text.get(range.start..label.range.start).unwrap_or_default();
                let after = self.text.get(label.range.end..range.end).unwrap_or_default().trim_start();
                range.contains(&label.range.start)
                    && !before.chars().any(is_alphabetic)
                    && !after.starts_with(['؛', ';', ':', '.'])
                    && !after.starts_with("http")
                    && after.chars().any(is_alphanumeric)
            });
            let shuffled = self.dates.iter().any(|date| date.scrambled && range.contains(&date.range.start));
            starts_with_end || labelled || shuffled
        })
    }
}

/// Whether most letters of a text are Arabic.
pub fn is_mostly_arabic(text: &str) -> bool {
    let letters = text.chars().filter(|&c| is_alphabetic(c));
    let (arabic, all) =
        letters.fold((0_usize, 0_usize), |(arabic, all), c| (arabic + usize::from(is_arabic(c)), all + 1));
    2 * arabic > all
}

/// The quoted stretches of a text: with paired marks, and straight ones told apart by what they touch.
fn quotes(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(char, usize)> = None;
    // German marks open low and close with the sign that opens elsewhere, or with a straight one.
    let mut low = false;
    let mut previous = ' ';
    // Straight marks within straight marks that are open.
    let mut nested = 0;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let next = text.get(end..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
        // Hebrew marks abbreviations by the sign that it quotes with.
        let hebrew = |letter: char| ('\u{5D0}'..='\u{5EA}').contains(&letter);
        let c = match c {
            '"' | '״' if hebrew(previous) && hebrew(next) => 'א',
            '״' => '"',
            c => c,
        };
        match open {
            Some(('"', _)) if c == '"' && (nested > 0 || opens_within(previous, next, text.get(end..))) => {
                nested = if nested > 0 { nested - 1 } else { 1 };
            }
            Some((closer, start)) if c == closer || low && matches!(c, '“' | '"') => {
                found.push(start..at);
                open = None;
            }
            // An opening mark again: the first was never closed.
            Some((closer, _)) if c != '"' && closing(c) == Some(closer) => open = Some((closer, end)),
            None if c == '"' => {
                // Displaced lines hold closing marks whose opening ones stand elsewhere, and numbers that touch opening ones.
                let touches_word = is_alphabetic(previous) || previous.is_numeric() && !is_arabic(next);
                let ends_words = ".،".contains(previous) || previous == ',' && !is_alphabetic(next);
                if !next.is_whitespace() && !touches_word && !ends_words {
                    open = Some(('"', end));
                }
            }
            None => {
                low = c == '„';
                open = closing(c).map(|closer| (closer, end));
            }
            Some(_) => {}
        }
        previous = c;
    }
    found
}

/// Whether a straight mark within straight marks opens others rather than closing: it stands before a word, and the rest
/// of the text closes both.
fn opens_within(previous: char, next: char, rest: Option<&str>) -> bool {
    let mut pieces = rest.unwrap_or_default().split('"');
    let mut closes = || pieces.next().is_some_and(|before| !before.ends_with(char::is_whitespace));
    let both = closes() && closes();
    previous.is_whitespace() && is_alphanumeric(next) && both && pieces.next().is_some()
}

/// The mark that closes what this one opens. Single marks are left out: they are apostrophes, too.
fn closing(open: char) -> Option<char> {
    match open {
        '“' | '„' => Some('”'),
        '«' => Some('»'),
        '"' => Some('"'),
        _ => None,
    }
}

#[cfg(test)]
#[expect(clippy::single_range_in_vec_init, reason = "a note's body is a list of ranges")]
mod tests {
    use super::*;
    use crate::model::{Hyperlink, Place, StatedWork};

    #[test]
    fn what_ends_before_a_note_is_not_of_it() {
        let ranges = [0..10, 1..9, 2..3];
        let link = |range: &Range<usize>| Hyperlink {
            range: range.clone(),
            url: "https://a.example/".to_owned(),
            place: Place::default(),
        };
        let document = Document {
            text: "a".repeat(20),
            links: ranges.iter().map(link).collect(),
            works: ranges.iter().map(|range| StatedWork { range: range.clone(), ..StatedWork::default() }).collect(),
            ..Document::default()
        };
        let note = NoteText::new(&document, &[5..20], &Publishers::default());
        assert_eq!(note.links, [(0..5, 0), (0..4, 1)]);
        assert_eq!(note.stated, [(0..5, 0), (0..4, 1)]);
    }
}
