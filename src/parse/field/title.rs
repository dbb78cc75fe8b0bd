//! The title of a work.

use std::ops::Range;

use super::label::one_line;
use super::note::is_mostly_arabic;
use super::publisher;
use super::segment::{Segment, clean};
use super::works::Work;
use super::{author, date, displaced};

/// The title found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TitleFound {
    /// Its text.
    pub text: String,
    /// The indices of the segments it is made of.
    pub segments: Range<usize>,
    /// Where it stands in the note's text.
    pub range: Range<usize>,
    /// The publisher that the brackets after it name: `(Beirut: House, 2021)`.
    pub imprint: Option<String>,
}

/// Whether the text of a work has the shape of a citation: a quoted title, a label, a date of its own after a comma, a
/// publisher's imprint, or a publisher beside a URL.
pub fn has_shape(work: &Work, segments: &[Segment]) -> bool {
    let quoted = segments.iter().any(is_quoted_title) && segments.len() > 1
        || segments.iter().any(|segment| segment.quoted && segment.words() > 2);
    let labelled = work.labels().next().is_some() || !date::accessed(work).is_empty();
    let dated = segments.iter().any(|segment| segment.leads)
        && work.dates().any(|date| {
            !segments
                .iter()
                .any(|segment| segment.range.start <= date.range.start && date.range.end <= segment.range.end)
        });
    let known =
        segments.len() > 1 && segments.iter().any(|segment| publisher::is_like(&segment.text) && segment.words() <= 6);
    let linked = work.urls().next().is_some() || work.links().next().is_some();
    let imprint = segments.iter().any(|segment| imprint(&segment.text).is_some());
    quoted
        || imprint
        || (segments.len() > 1 && (labelled || dated))
        || (labelled && work.dates().next().is_some())
        || (known && linked)
}

fn is_quoted_title(segment: &Segment) -> bool {
    segment.quoted && (segment.words() >= 2 || segment.letters() >= 6)
}

/// The title of a work that has the shape of a citation.
pub fn find(work: &Work, segments: &[Segment]) -> Option<TitleFound> {
    if let Some(index) = segments.iter().position(is_quoted_title) {
        let segment = segments.get(index)?;
        return Some(whole(segment, index));
    }
    if !has_shape(work, segments) {
        return None;
    }
    if work.note.displaced {
        let unclosed = unclosed_quote(work);
        let (index, segment) =
            segments.iter().enumerate().max_by_key(|(index, segment)| (weight(segment), usize::MAX - index))?;
        let mut found = whole(segment, index);
        found.text = unclosed.unwrap_or_else(|| displaced::repair(&found.text));
        return Some(found);
    }
    if let Some(found) = with_imprint(work, segments) {
        return Some(found);
    }
    let core = core(segments);
    let range = spread(segments, &core)?;
    let (first, last) = (segments.get(range.start)?, segments.get(range.end.checked_sub(1)?)?);
    let place = first.range.start..last.range.end;
    let text = clean(work.note.slice(&place));
    let enough = text.split_whitespace().count() >= 2 || text.chars().count() >= 8;
    enough.then_some(TitleFound { text, segments: range, range: place, imprint: None })
}

fn whole(segment: &Segment, index: usize) -> TitleFound {
    let text = clean(&segment.text);
    TitleFound { text, segments: index..index + 1, range: segment.range.clone(), imprint: None }
}

/// The letters of a segment; fewer where it looks like a publisher, which long names of offices would else win.
fn weight(segment: &Segment) -> usize {
    if publisher::is_like(&segment.text) { segment.letters() / 2 } else { segment.letters() }
}

/// The segments a title is looked for in: those before the first mark; where these are but a name, as in
/// `Smith, J. (2021), A title, https://…`, all.
fn core(segments: &[Segment]) -> Range<usize> {
    let leading = segments.iter().take_while(|segment| segment.leads).count();
    let only_name = leading <= 2
        && segments.iter().take(leading).all(|segment| segment.words() <= 3)
        && segments.iter().skip(leading).any(|segment| segment.words() > 3);
    0..if leading == 0 || only_name { segments.len() } else { leading }
}

/// The segments of an unquoted title among those before the first mark.
fn spread(segments: &[Segment], core: &Range<usize>) -> Option<Range<usize>> {
    let within = segments.get(core.clone())?;
    match within {
        [] => None,
        [_] => Some(core.clone()),
        [first, second] => {
            let (a, b) = (publisher::is_like(&first.text), publisher::is_like(&second.text));
            let second_is_title = match (a, b) {
                (true, false) => true,
                (false, true) => false,
                _ => second.letters() > first.letters(),
            };
            let start = core.start + usize::from(second_is_title);
            Some(start..start + 1)
        }
        [first, .., last] => {
            let after =
                segments.get(core.end..).unwrap_or_default().iter().any(|segment| publisher::is_like(&segment.text));
            let ends_with_publisher = !after || publisher::is_like(&last.text);
            let end = core.end - usize::from(ends_with_publisher);
            let next = within.get(1)?;
            let named = author::is_name(&first.text) && !begins_joined(&next.text);
            let start = core.start
                + usize::from(named && end - core.start > 1 || publisher::is_like(&first.text) && first.words() <= 5);
            Some(start.min(end - 1)..end)
        }
    }
}

/// A title followed by its imprint in brackets: `A Title (Beirut: House, 2021)`.
fn with_imprint(work: &Work, segments: &[Segment]) -> Option<TitleFound> {
    let (index, name, length) = segments.iter().enumerate().find_map(|(index, segment)| {
        let (name, at) = imprint(&segment.text)?;
        Some((index, name, at))
    })?;
    let segment = segments.get(index)?;
    let mut text = clean(segment.text.get(..length)?);
    let mut first = index;
    // Titles hold commas: "Migration, Work, and Law (…)".
    while begins_joined(segments.get(first).map_or("", |segment| segment.text.as_str()))
        || text.split_whitespace().count() < 2
    {
        let Some(before) = first.checked_sub(1).and_then(|before| segments.get(before)) else { break };
        let shortest = text.split_whitespace().count() < 2;
        first -= 1;
        text = format!("{}, {text}", before.text);
        if shortest {
            break;
        }
        // The words of an enumeration are short, and the name before them is not.
        while let Some(before) =
            first.checked_sub(1).and_then(|at| segments.get(at)).filter(|segment| segment.words() <= 2 && first > 1)
        {
            first -= 1;
            text = format!("{}, {text}", before.text);
        }
        break;
    }
    let start = segments.get(first)?.range.start;
    let _ = work;
    (!text.is_empty()).then_some(TitleFound {
        text,
        segments: first..index + 1,
        range: start..segment.range.end,
        imprint: name,
    })
}

/// The publisher in the brackets at the end of a text, and where the brackets begin. Brackets with a year but no name
/// are an imprint, too.
fn imprint(text: &str) -> Option<(Option<String>, usize)> {
    let open = text.rfind('(')?;
    let inner = text.get(open + 1..)?;
    let inner = inner.get(..inner.find(')')?)?;
    let has_year = inner.split(|c: char| !c.is_numeric()).any(|digits| digits.chars().count() == 4);
    if !has_year || !inner.chars().any(char::is_alphabetic) {
        return None;
    }
    let name = inner.split_once(':').map(|(_, name)| {
        let name = name.split([',', '،']).next().unwrap_or(name);
        one_line(name)
    });
    Some((name.filter(|name| name.chars().any(char::is_alphabetic)), open))
}

/// Whether a segment goes on with what stands before its comma: it begins with "and" or, in Latin letters, in lower case.
fn begins_joined(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    let word = matches!(first, "and" | "or" | "ve" | "et" | "und" | "y" | "&");
    let arabic = is_mostly_arabic(first) && first.starts_with('و') && first.chars().count() > 3;
    word || arabic || (first.starts_with(|c: char| c.is_lowercase()) && first != "the")
}

/// The title before a closing quotation mark whose opening one displacement took away.
fn unclosed_quote(work: &Work) -> Option<String> {
    let text = work.text();
    let at = text.find('"')?;
    let before = text.get(..at)?;
    let closes = before.ends_with([',', '.', '،']) && work.quotes().next().is_none();
    let start = work.labels().map(|label| label.range.end).filter(|end| *end <= work.range.start + at).max()?;
    let title = clean(work.note.slice(&(start..work.range.start + at)));
    (closes && title.split_whitespace().count() >= 2).then_some(title)
}
