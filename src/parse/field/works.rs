//! The works a note cites.

use std::ops::Range;

use crate::text::arabic::is_arabic;
use crate::text::date::DateFound;
use crate::text::label::LabelFound;
use crate::text::letters::{is_alphabetic, is_alphanumeric};
use crate::text::phrases::Phrases;

use super::kind;
use super::note::NoteText;
use super::stated;
use super::url::PrintedUrl;

/// One work of a note: a stretch of its text, and the marks within.
#[derive(Debug, Clone)]
pub struct Work<'n> {
    /// The note.
    pub note: &'n NoteText,
    /// The stretch of the note's text.
    pub range: Range<usize>,
    /// A label that stands in the next work but belongs to this one.
    lent: Option<&'n LabelFound>,
    /// Labels before this offset are lent to the work before.
    labels_from: usize,
}

impl<'n> Work<'n> {
    fn new(note: &'n NoteText, range: Range<usize>) -> Self {
        Self { note, labels_from: range.start, range, lent: None }
    }

    /// Its text.
    pub fn text(&self) -> &'n str {
        self.note.text.get(self.range.clone()).unwrap_or_default()
    }

    /// Its labels.
    pub fn labels(&self) -> impl Iterator<Item = &'n LabelFound> + '_ {
        let own =
            self.note.labels.iter().filter(|label| self.holds(&label.range) && label.range.start >= self.labels_from);
        self.lent.into_iter().chain(own)
    }

    /// The URLs printed in it.
    pub fn urls(&self) -> impl Iterator<Item = &'n PrintedUrl> + '_ {
        self.note.urls.iter().filter(|url| self.holds(&url.range))
    }

    /// Its dates.
    pub fn dates(&self) -> impl Iterator<Item = &'n DateFound> + '_ {
        self.note.dates.iter().filter(|date| self.holds(&date.range))
    }

    /// Its phrases of access.
    pub fn access(&self) -> impl Iterator<Item = &'n Range<usize>> + '_ {
        self.note.access.iter().filter(|phrase| self.holds(phrase))
    }

    /// Its hyperlinks.
    pub fn links(&self) -> impl Iterator<Item = &'n (Range<usize>, usize)> + '_ {
        self.note.links.iter().filter(|(range, _)| self.holds(range))
    }

    /// Its quoted stretches.
    pub fn quotes(&self) -> impl Iterator<Item = &'n Range<usize>> + '_ {
        self.note.quotes.iter().filter(|quote| self.holds(quote))
    }

    /// Whether a stretch of the note has Arabic letters.
    pub fn has_arabic(&self, range: &Range<usize>) -> bool {
        self.note.slice(range).chars().any(is_arabic)
    }

    fn holds(&self, range: &Range<usize>) -> bool {
        self.range.start <= range.start && range.end <= self.range.end
    }

    /// Whether it holds what only a citation does.
    fn has_evidence(&self) -> bool {
        self.labels().next().is_some()
            || self.urls().next().is_some()
            || self.links().next().is_some()
            || self.dates().next().is_some()
            || self.quotes().any(|quote| self.note.slice(quote).split_whitespace().count() >= 2)
            || kind::sends_back(self.text())
    }
}

/// Words that announce another work, after a delimiter. A boundary of words in any script would keep the pattern from the
/// fast engines wherever a text has Arabic in it; the one of ASCII does, as a delimiter stands before.
static ALSO: Phrases = Phrases::pattern(
    &["أيض", "ايضا", "كذلك", "also", "ayr", "voir", "siehe", "tambi"],
    r"(?ix)
    (?: و? (?:انظر|ينظر|يُنظر|راجع) \s+ )? (?: و? (?:أيض[اً]+|ايضا|أيضًا|كذلك) ) \s* :
    | و? (?:انظر|ينظر|يُنظر|راجع) \s+ (?: أيض[اًا]+ | أيضًا | كذلك )
    | (?-u:\b) (?: see \s+ also | also \s* : | ayr[ıi]ca \s+ (?:bkz\.?|bak[ıi]n[ıi]z) | ayr[ıi]ca | voir \s+ aussi | siehe \s+ auch | v[ée]ase \s+ tambi[ée]n )
    ",
);

/// Splits a note into its works, in reading order; never within quotation marks, brackets or URLs.
pub fn split(note: &NoteText) -> Vec<Work<'_>> {
    if note.is_too_long() {
        return vec![Work::new(note, 0..note.text.len())];
    }
    let cuts = if note.displaced { line_cuts(note) } else { cuts(note) };
    let cuts = stated::cuts(note, cuts);
    let mut works = Vec::new();
    let mut start = 0;
    for cut in cuts.into_iter().chain([note.text.len()]) {
        if cut > start && note.text.get(start..cut).is_some_and(|text| text.chars().any(is_alphanumeric)) {
            works.push(Work::new(note, start..cut));
            start = cut;
        }
    }
    if works.is_empty() {
        works.push(Work::new(note, 0..note.text.len()));
    }
    lend_labels(&mut works);
    works
}

/// Where to cut displaced lines: a line that starts with a label ends a work.
fn line_cuts(note: &NoteText) -> Vec<usize> {
    let mut cuts = Vec::new();
    let mut start = 0;
    for line in note.text.split_inclusive('\n') {
        let end = start + line.len();
        let closes = note.labels.iter().any(|label| {
            let before = note.text.get(start..label.range.start).unwrap_or_default();
            (start..end).contains(&label.range.start) && !before.chars().any(is_alphanumeric)
        });
        let rest = Work::new(note, end..note.text.len());
        if closes && rest.has_evidence() {
            cuts.push(end);
        }
        start = end;
    }
    cuts
}

/// Where to cut lines that run in order.
fn cuts(note: &NoteText) -> Vec<usize> {
    let mut points = signs(note);
    let also = ALSO.within(&note.text).into_iter().flat_map(|also| also.find_iter(&note.text));
    points.extend(
        also.filter(|found| is_free(note, found.start()) && follows_delimiter(&note.text, found.start()))
            .map(|f| f.start()),
    );
    points.extend(after_marks(note));
    points.sort_unstable();
    points.dedup();
    let mut cuts = Vec::new();
    let mut start = 0;
    for (index, &point) in points.iter().enumerate() {
        let next = points.get(index + 1).copied().unwrap_or(note.text.len());
        let left = Work::new(note, start..point);
        let right = Work::new(note, point..next);
        // A semicolon may stand right before "see also": the second point then has an empty left side.
        if left.has_evidence() && right.has_evidence() {
            cuts.push(point);
            start = point;
        }
    }
    cuts
}

/// The places after semicolons.
fn signs(note: &NoteText) -> Vec<usize> {
    let signs = note.text.char_indices().filter(|(at, c)| matches!(c, ';' | '؛') && is_free(note, *at));
    signs.map(|(at, c)| at + c.len_utf8()).collect()
}

/// The places after a label or URL that another work follows, with its own label or URL.
fn after_marks(note: &NoteText) -> Vec<usize> {
    let mut marks: Vec<Range<usize>> = note.urls.iter().map(|url| url.range.clone()).collect();
    marks.extend(note.labels.iter().map(|label| label.range.clone()));
    marks.sort_by_key(|mark| mark.start);
    let mut points = Vec::new();
    for pair in marks.windows(2) {
        let [mark, next] = pair else { continue };
        let Some(between) = note.text.get(mark.end..next.start) else { continue };
        let dated: usize =
            note.dates.iter().filter(|date| date.range.start >= mark.end && date.range.end <= next.start).count();
        let words = between.split_whitespace().filter(|word| word.chars().any(is_alphabetic)).count();
        // A date of access takes two or three words itself.
        let is_work = words >= 4 + 2 * dated.min(1) && between.contains([',', '،', '"', '“', '«']);
        let delimits = |&(at, c): &(usize, char)| {
            matches!(c, '.' | ',' | '،' | ';' | '؛' | '\n' | ')') && !is_quoted(note, mark.end + at)
        };
        if is_work && let Some((at, sign)) = between.char_indices().find(delimits) {
            let sign = sign.len_utf8();
            let closing = between
                .get(..80.min(between.len()))
                .and_then(|head| head.find(')'))
                .filter(|_| between.trim_start().starts_with('('));
            points.push(mark.end + closing.map_or(at + sign, |closing| closing + 1));
        }
    }
    points
}

fn follows_delimiter(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let previous = before.chars().rev().take(8).find(|c| *c != ' ');
    previous.is_some_and(|c| ".;؛,،\n)]".contains(c))
}

/// Whether a place is within quotation marks.
fn is_quoted(note: &NoteText, at: usize) -> bool {
    note.quotes.iter().any(|quote| quote.contains(&at))
}

/// Whether a place is outside quotation marks, URLs and brackets.
fn is_free(note: &NoteText, at: usize) -> bool {
    let quoted = is_quoted(note, at);
    let in_url = note.urls.iter().any(|url| url.range.contains(&at));
    // Only a bracket opened shortly before counts: an unclosed one must not hide the rest of the note.
    let before = note.text.get(..at).unwrap_or_default().chars().rev().take(200);
    let depth = before.fold((0_i32, 0_i32), |(depth, most), c| match c {
        '(' | '[' => (depth + 1, most.max(depth + 1)),
        ')' | ']' => (depth - 1, most),
        _ => (depth, most),
    });
    !quoted && !in_url && (depth.1 <= 0 || note.displaced)
}

/// Gives a label to a work that has none where the next has one too many: displaced runs carry it over the boundary.
fn lend_labels(works: &mut [Work]) {
    for index in 1..works.len() {
        let Some((before, [work, ..])) = works.split_at_mut_checked(index) else { continue };
        let Some(previous) = before.last_mut() else { continue };
        let linked = previous.urls().next().is_some() || previous.links().next().is_some();
        if !linked && previous.labels().next().is_none() && work.labels().count() >= 2 && work.links().next().is_none()
        {
            let first = work.labels().next();
            previous.lent = first;
            work.labels_from = first.map_or(work.labels_from, |label| label.range.end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_is_guarded() {
        crate::text::phrases::tests::assert_guarded(&ALSO);
    }
}
