//! The segments of displaced lines.
//!
//! Extraction writes the runs of a right-to-left line from left to right, each run in its own order: the label first, then
//! the date, the publisher, the title, and last the first letters of the title that stood beside the note's number.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::text::arabic::is_arabic;
use crate::text::line::one_line;

use super::publisher;
use super::segment::{Segment, clean, is_locator, without_intro};
use super::url::PrintedUrl;
use super::works::Work;

/// A stretch of a displaced line between commas and marks.
#[derive(Debug)]
struct Piece {
    range: Range<usize>,
    text: String,
    /// Whether a comma ends it, so that nothing of the next line belongs to it.
    closed: bool,
    /// Whether the line starts with it.
    first: bool,
}

/// The segments of a displaced work in reading order, as far as that can be told.
pub fn segments(work: &Work) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    let mut open: Option<usize> = None;
    let mut start = work.range.start;
    for line in work.text().split('\n') {
        let range = start..start + line.len();
        start = range.end + 1;
        let mut pieces = pieces(work, &range);
        // Reading order, unless quotation marks show that the line kept it, or the comma before the date stands at its
        // end: then one run holds all that is before the date.
        let quoted = work.quotes().any(|quote| range.start <= quote.start && quote.end <= range.end);
        if !quoted && !line.trim_end().ends_with(['،', ',']) {
            pieces.reverse();
        }
        for (index, piece) in pieces.into_iter().enumerate() {
            let joins = open.take().filter(|_| index == 0).and_then(|open| segments.get_mut(open));
            let goes_on = piece.first && !piece.closed;
            if let Some(segment) = joins {
                segment.text = format!("{} {}", segment.text, piece.text);
            } else {
                segments.push(Segment { range: piece.range, text: piece.text, quoted: false, leads: true });
            }
            if goes_on {
                open = Some(segments.len() - 1);
            }
        }
    }
    mark_quoted(work, &mut segments);
    segments.retain(|segment| segment.quoted || !is_locator(&segment.text) && segment.letters() > 1);
    segments
}

fn mark_quoted(work: &Work, segments: &mut [Segment]) {
    for segment in segments {
        let quote = work.quotes().find(|quote| segment.range.start <= quote.start && quote.end <= segment.range.end);
        if let Some(quote) = quote
            && 2 * quote.len() > segment.range.len()
        {
            segment.quoted = true;
            segment.text = clean(work.note.slice(quote));
            segment.range = quote.clone();
        }
    }
}

/// The pieces of a line, in the order written.
fn pieces(work: &Work, line: &Range<usize>) -> Vec<Piece> {
    let text = &work.note.text;
    let mut masks: Vec<Range<usize>> = work.dates().map(|date| date.range.clone()).collect();
    masks.extend(work.labels().map(|label| label.range.clone()));
    masks.extend(work.urls().flat_map(PrintedUrl::parts).cloned());
    masks.sort_by_key(|mask| mask.start);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut start = line.start;
    let mut push = |start: usize, end: usize, closed: bool| {
        let Some(slice) = text.get(start..end) else { return };
        let cleaned = clean(slice);
        let text = strip_also(without_intro(strip_page(&cleaned))).to_owned();
        if text.chars().any(char::is_alphabetic) {
            let first = pieces.is_empty() && text_before_is_bare(work, line.start..start);
            pieces.push(Piece { range: start..end, text, closed, first });
        }
    };
    let mut skip = line.start;
    for (at, c) in text.get(line.clone()).unwrap_or_default().char_indices().map(|(at, c)| (at + line.start, c)) {
        if at < skip {
            continue;
        }
        if let Some(mask) = masks.iter().find(|mask| mask.contains(&at)) {
            push(start, at, true);
            start = mask.end.min(line.end);
            skip = start;
            continue;
        }
        let quoted = work.quotes().any(|quote| quote.contains(&at));
        let rest = text.get(at + c.len_utf8()..line.end).unwrap_or_default();
        let written = text.get(start..at).unwrap_or_default();
        let cut = match c {
            _ if quoted => false,
            '،' | ',' | '؛' => true,
            '.' => written.ends_with(' ') && rest.starts_with(' '),
            // A run that starts with a comma ends at the two spaces that part runs.
            ' ' => rest.starts_with(' ') && starts_with_comma(text, line.start, start) && !written.trim().is_empty(),
            _ => false,
        };
        if cut {
            push(start, at, matches!(c, '،' | ',' | '؛'));
            start = at + c.len_utf8();
        }
    }
    push(start, line.end, false);
    part_publisher(work, pieces)
}

/// Whether only punctuation stands in this stretch.
fn text_before_is_bare(work: &Work, range: Range<usize>) -> bool {
    !work.note.slice(&range).chars().any(char::is_alphanumeric)
}

fn starts_with_comma(text: &str, line: usize, start: usize) -> bool {
    let before = text.get(line..start).unwrap_or_default().trim();
    before == "،" || before == ","
}

/// Parts a publisher's name from the title that touches it, where a run boundary left no sign between them.
fn part_publisher(work: &Work, mut pieces: Vec<Piece>) -> Vec<Piece> {
    // `وزارة . موقع عنوان الخبر`: the name goes from the full stop backwards.
    if let [first, second, ..] = pieces.as_mut_slice()
        && first.first
        && !first.closed
        && first.text.split(' ').count() <= 3
        && let Some((head, rest)) = second.text.split_once(' ')
        && publisher::is_head(head)
        && work.note.slice(&(first.range.end..second.range.start)).contains('.')
    {
        first.text = format!("{head} {}", first.text);
        second.text = rest.to_owned();
        return pieces;
    }
    if let [only] = pieces.as_slice()
        && let Some(length) = publisher::prefix(&only.text, &work.note.publishers)
    {
        let (name, rest) = only.text.split_at_checked(length).unwrap_or_default();
        if rest.split_whitespace().count() >= 3 {
            let piece = |text: &str| Piece {
                range: only.range.clone(),
                text: text.trim().to_owned(),
                closed: true,
                first: false,
            };
            return vec![piece(name), piece(rest)];
        }
    }
    pieces
}

/// A piece without the page, issue or year that displacement put before it: `ص 2021فاطمة`, `512محمود`.
fn strip_page(text: &str) -> &str {
    let page = text.strip_prefix("ص ").or_else(|| text.strip_prefix("صص "));
    let rest = page.unwrap_or(text).trim_start_matches(|c: char| c.is_numeric() || "/–-. ".contains(c));
    // A number that touches the word after it is of another run; one before a space may begin a title.
    let touches = text.get(..text.len() - rest.len()).is_some_and(|number| number.ends_with(char::is_numeric));
    if page.is_some() || touches && rest.chars().next().is_some_and(is_arabic) { rest } else { text }
}

/// A piece without the word that announces another work, which stands at its end.
fn strip_also(text: &str) -> &str {
    ["أيضاً", "أيضًا", "ايضا", "أيضا", "كذلك", "وكذلك"]
        .iter()
        .find_map(|word| text.strip_suffix(word))
        .map_or(text, str::trim_end)
}

static DASH: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\s+[–—-]\s*").ok());
static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^(.*\S)\s+(\d{1,4})([\p{Arabic}].*)$").ok());

/// A title and the publisher of the imprint after it, whose brackets displacement mirrored, carrying one of them away:
/// `عنوان )بيروت: دار النشر`.
pub fn imprint(title: &str) -> Option<(&str, &str)> {
    let (title, imprint) = title.split_once(" )").filter(|(title, _)| !title.contains('('))?;
    let (_, name) = imprint.split_once(':')?;
    Some((title, name.trim()))
}

/// Puts the runs of a displaced title back in order where the signs of it are plain.
pub fn repair(title: &str) -> String {
    // `عنوان )بيروت: دار النشر`: the imprint, its brackets mirrored and one of them carried away.
    let imprint =
        title.find(" )").filter(|at| !title.contains('(') && title.get(*at..).is_some_and(|rest| rest.contains(':')));
    let title = imprint.and_then(|at| title.get(..at)).unwrap_or(title);
    let mut chunks: Vec<String> = vec![title.to_owned()];
    // `أهدا –تهريب –إنتاج`: dashes that touch the next word are run boundaries.
    let touching = title
        .match_indices(" –")
        .any(|(at, dash)| title.get(at + dash.len()..).is_some_and(|rest| rest.starts_with(char::is_alphabetic)));
    if touching && let Some(dash) = DASH.as_ref() {
        chunks = dash.split(title).map(str::to_owned).collect();
        chunks.reverse();
    }
    if chunks.len() == 1
        && let Some(parts) = NUMBER.as_ref().and_then(|number| number.captures(title))
        && let [_, Some(before), Some(number), Some(after)] = parts.iter().collect::<Vec<_>>().as_slice()
    {
        // `تركي يعود  10بعد`: the number parts two runs.
        chunks = vec![format!("{} {} {}", after.as_str(), number.as_str(), before.as_str())];
    }
    let chunks: Vec<String> = chunks.iter().map(|chunk| join_letters(&turn_at_end_letter(chunk))).collect();
    let joined = chunks.join(" – ");
    one_line(&turn_brackets(&joined))
}

/// `سوريةمقتل مهرب` read from the second word on: `ة` only ends words, so that two runs touch after it.
fn turn_at_end_letter(text: &str) -> String {
    let boundary = text.char_indices().find(|(at, c)| {
        let next = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
        *c == 'ة' && next.is_some_and(|next| next.is_alphabetic() && !('\u{64b}'..='\u{65f}').contains(&next))
    });
    let Some((head, tail)) = boundary.and_then(|(at, c)| text.split_at_checked(at + c.len_utf8())) else {
        return text.to_owned();
    };
    let joined = match tail.rsplit_once(' ') {
        // The last letters of the turned run are the first of the rest.
        Some((words, letters)) if is_cut_off(letters) => format!("{words} {letters}{head}"),
        _ => format!("{tail} {head}"),
    };
    one_line(&joined)
}

/// Puts letters cut off the first word back: they stand alone at the end.
fn join_letters(text: &str) -> String {
    let Some((rest, letters)) = text.rsplit_once(' ') else { return text.to_owned() };
    if is_cut_off(letters) && rest.starts_with(|c: char| c.is_alphabetic()) {
        return format!("{letters}{rest}");
    }
    // `ف(الأهدا`: the last letter stands before the bracket.
    text.to_owned()
}

/// Whether letters at the end of a piece are the beginning of a word.
fn is_cut_off(letters: &str) -> bool {
    let mut characters = letters.chars();
    let first = characters.next();
    let single = first.is_some_and(is_arabic) && first.is_some_and(char::is_alphabetic) && characters.next().is_none();
    single || matches!(letters, "ال" | "الأ" | "الإ" | "الا")
}

/// Turns brackets that displacement mirrored, and puts a letter cut off at a bracket back.
fn turn_brackets(text: &str) -> String {
    let mut text = text.to_owned();
    let (open, close) = (text.find('('), text.find(')'));
    if let (Some(open), Some(close)) = (open, close)
        && close < open
    {
        let turned = text.chars().map(|c| match c {
            '(' => ')',
            ')' => '(',
            c => c,
        });
        text = turned.collect();
        // `– ف)الأهدا` is الأهداف with its bracket.
        if let Some(at) = text.rfind(')')
            && let Some((head, tail)) = text.split_at_checked(at)
            && let Some(tail) = tail.strip_prefix(')')
            && let Some((before, letters)) = head.rsplit_once(' ')
            && letters.chars().count() <= 2
            && !tail.is_empty()
        {
            text = format!("{before} {tail}{letters})");
        }
    }
    text
}
