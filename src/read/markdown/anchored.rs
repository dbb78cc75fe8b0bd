//! Notes that links lead to: `<sup>[1](#f1)</sup>` and, further down, `<b id="f1">1</b> …`, as they were written for
//! sites that know no footnotes.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::model::{DeclaredNote, Hyperlink, NoteKind};
use crate::text::digits;

/// What stands around a number that calls a note or begins it.
const AROUND: [char; 8] = ['[', ']', '(', ')', '.', ':', '^', ' '];

/// The notes to which raised or bracketed numbers lead, each of which begins a line with its number.
///
/// `targets` says for the names that HTML gives to places where in the text these are; `links` ascend.
pub(super) fn notes(text: &str, links: &[Hyperlink], targets: &HashMap<String, usize>) -> Vec<DeclaredNote> {
    let mut begun: HashMap<usize, Option<Begun>> = HashMap::new();
    let mut called: BTreeMap<usize, (Begun, Vec<Range<usize>>)> = BTreeMap::new();
    for link in links {
        let Some(&target) = link.url.strip_prefix('#').and_then(|name| targets.get(name)) else { continue };
        let label = text.get(link.range.clone()).unwrap_or_default();
        let number = digits::marker_number(label.trim_matches(AROUND));
        if target < link.range.end || number.parse::<u16>().is_err() || begins_line(text, link.range.start) {
            continue;
        }
        let here = begun.entry(target).or_insert_with(|| Begun::at(text, target));
        if let Some(here) = here.as_ref().filter(|here| here.number == number) {
            called.entry(here.start).or_insert_with(|| (here.clone(), Vec::new())).1.push(link.range.clone());
        }
    }
    let starts: Vec<usize> = called.keys().copied().collect();
    let note = |(index, (begun, callouts)): (usize, (Begun, Vec<Range<usize>>))| DeclaredNote {
        marker: begun.number.clone(),
        body: vec![begun.body(text, links, starts.get(index + 1).copied())],
        number: begun.number,
        kind: NoteKind::Footnote,
        sequence: 1,
        callouts,
    };
    called.into_values().enumerate().map(note).collect()
}

/// Where a note begins.
#[derive(Debug, Clone)]
struct Begun {
    /// Its number.
    number: String,
    /// The byte at which it stands.
    start: usize,
    /// The byte at which the text after it begins.
    from: usize,
}

impl Begun {
    /// The note that begins a line at a place of the text, or after it, with its number, perhaps raised or in brackets.
    fn at(text: &str, place: usize) -> Option<Self> {
        let rest = text.get(place..)?;
        let start = place + rest.len() - rest.trim_start().len();
        let inner = rest.trim_start().trim_start_matches(AROUND);
        let digits: usize = inner.chars().take_while(|c| digits::value(*c).is_some()).map(char::len_utf8).sum();
        let number = inner.get(..digits).filter(|number| !number.is_empty())?;
        let after = inner.get(digits..)?;
        let from = text.len() - after.trim_start_matches(AROUND).len();
        let begins = begins_line(text, start) && !after.starts_with(char::is_alphanumeric);
        begins.then(|| Self { number: digits::marker_number(number), start, from })
    }

    /// The text of the note: to the end of its block, to the next note or to a link back.
    fn body(&self, text: &str, links: &[Hyperlink], next: Option<usize>) -> Range<usize> {
        let end = next.unwrap_or(text.len());
        let block = text.get(self.start..end).and_then(|rest| rest.find("\n\n"));
        let end = block.map_or(end, |length| self.start + length);
        let after = links.partition_point(|link| link.range.start <= self.start);
        let within = links.iter().skip(after).take_while(|link| link.range.start < end);
        let is_back = |link: &&Hyperlink| {
            let label = text.get(link.range.clone()).unwrap_or_default();
            link.url.starts_with('#') && !label.contains(char::is_alphanumeric)
        };
        let end = within.into_iter().find(is_back).map_or(end, |link| link.range.start);
        let from = self.from.min(end);
        let body = text.get(from..end).unwrap_or_default();
        let from = from + body.len() - body.trim_start().len();
        from..from + body.trim().len()
    }
}

/// Whether a place stands at the beginning of a line.
fn begins_line(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default().trim_end_matches([' ', '\t']);
    before.is_empty() || before.ends_with('\n')
}
