//! Somebody else's words without a source.

use std::ops::Range;

use crate::judge::{Check, Findings, Rule, Spot, Whole};
use crate::model::{Message, Severity};
use crate::text::attribution::{Attribution, Speakers, find, source_line};
use crate::text::line::one_line;
use crate::text::{quotation, sentence};

/// The rule.
pub static RULE: Rule = Rule {
    name: "unsourced-attribution",
    severity: Severity::Warning,
    enabled: false,
    network: false,
    check: Check::Document(check),
};

/// As many characters of a sentence are shown.
const SHOWN: usize = 300;

fn check(whole: &Whole<'_>, findings: &mut Findings) {
    let supports = Supports::of(whole);
    let document = &whole.audit.document;
    let mut speakers = Speakers::default();
    for part in running_text(whole) {
        let text = document.slice(&part);
        let quotations = quotation::find(text);
        let callouts: Vec<_> = supports.callouts.iter().filter(|callout| part.contains(&callout.start)).collect();
        let marks: Vec<_> =
            callouts.iter().map(|at| at.start - part.start..at.end.min(part.end) - part.start).collect();
        let sentences = sentence::split(text, &quotations, &marks);
        let mut ahead = quotations.iter().peekable();
        for (index, range) in sentences.iter().enumerate() {
            let mut within = Vec::new();
            while let Some(quotation) = ahead.next_if(|quotation| quotation.start < range.end) {
                within.push(quotation.start.saturating_sub(range.start)..quotation.end.min(range.end) - range.start);
            }
            let sentence = text.get(range.clone()).unwrap_or_default();
            let next = sentences.get(index + 1).map_or(range.end, |next| next.end);
            let reach = part.start + range.start..part.start + next;
            let (id, cue) = match source_line(sentence) {
                Some((name, _)) => ("unsourced-attribution-line", name),
                None => match find(sentence, &within, &mut speakers) {
                    Some(Attribution::Report(cue)) => ("unsourced-attribution", cue),
                    Some(Attribution::Quotation(cue)) => ("unsourced-attribution-quotation", cue),
                    None => continue,
                },
            };
            if !supports.stand_in(&reach) {
                let at = part.start + range.start..part.start + range.end;
                report(whole, &at, id, sentence.get(cue).unwrap_or_default(), findings);
            }
        }
    }
}

fn report(whole: &Whole<'_>, at: &Range<usize>, id: &'static str, cue: &str, findings: &mut Findings) {
    let document = &whole.audit.document;
    let sentence = shortened(document.slice(at));
    let spot = Spot { at: at.start, place: document.place(at), words: sentence.clone(), ..whole.spot() };
    let help = if id == "unsourced-attribution-line" {
        "unsourced-attribution-line.help"
    } else {
        "unsourced-attribution.help"
    };
    let finding = findings.add(spot, Message::new(id).with("cue", shortened(cue)), help);
    finding.cited = Some(sentence.into());
}

/// A stretch of text on one line, cut where it is long.
fn shortened(text: &str) -> String {
    let mut line = one_line(text);
    if let Some((cut, _)) = line.char_indices().nth(SHOWN) {
        line.truncate(cut);
        line.push('…');
    }
    line
}

/// The stretches of a document's text that are neither notes nor lists of URLs nor code.
fn running_text(whole: &Whole<'_>) -> Vec<Range<usize>> {
    let document = &whole.audit.document;
    let mut taken: Vec<Range<usize>> = whole.audit.notes.iter().map(|note| note.range.clone()).collect();
    taken.extend(document.listed.iter().map(|entry| entry.range.clone()));
    taken.extend(document.verbatim.iter().cloned());
    taken.sort_by_key(|range| range.start);
    let mut parts = Vec::new();
    let mut start = 0;
    for range in taken {
        if start < range.start {
            parts.push(start..range.start);
        }
        start = start.max(range.end);
    }
    parts.push(start..document.text.len().max(start));
    parts
}

/// Where sources stand: callouts and links, ascending.
struct Supports {
    callouts: Vec<Range<usize>>,
    all: Vec<usize>,
}

impl Supports {
    fn of(whole: &Whole<'_>) -> Self {
        let audit = whole.audit;
        let called = audit.notes.iter().flat_map(|note| &note.callouts).map(|callout| callout.range.clone());
        let mut callouts: Vec<_> = called.chain(audit.orphans.iter().map(|orphan| orphan.range.clone())).collect();
        callouts.sort_by_key(|range| range.start);
        let links = audit.unnoted.iter().map(|url| url.range.start);
        let mut all: Vec<_> = callouts.iter().map(|range| range.start).chain(links).collect();
        all.extend(audit.document.links.iter().map(|link| link.range.start));
        all.sort_unstable();
        Self { callouts, all }
    }

    fn stand_in(&self, range: &Range<usize>) -> bool {
        let from = self.all.partition_point(|&at| at < range.start);
        self.all.get(from).is_some_and(|&at| at <= range.end)
    }
}
