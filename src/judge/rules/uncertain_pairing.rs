//! A citation that could as well have another URL.

use crate::judge::{Case, Check, Findings, Rule};
use crate::model::{Message, Related, Severity};

/// The rule.
pub(super) static RULE: Rule = Rule {
    name: "uncertain-pairing",
    severity: Severity::Warning,
    enabled: true,
    network: false,
    summary: "it is not certain which URL belongs to a citation",
    explanation: "\
## What it finds

A citation whose URL was found by order and likeness, where another URL fits almost as well, and the pages themselves did
not settle it.

## Why it matters

Nothing is said of whether the page is what is cited, since it may be the page of another note.

## Example

    4. The Valley Herald, Link.
    5. The Valley Herald, Link.

    https://herald.example/a1
    https://herald.example/b2

## What to do

Open the URLs named and see which one is meant; a title or a date in the note makes it certain.
",
    check: Check::Citation(check),
};

fn check(case: &Case<'_>, findings: &mut Findings) {
    let Some(pairing) = case.citation.pairing.as_ref().filter(|_| case.is_uncertain()) else { return };
    let others: Vec<&str> = pairing.candidates.iter().map(|candidate| candidate.url.as_str()).collect();
    let mut message = match (others.is_empty(), case.citation.source.is_some()) {
        (false, true) => Message::new("uncertain-pairing"),
        (false, false) => Message::new("uncertain-pairing-none"),
        (true, true) => Message::new("uncertain-pairing-alone"),
        (true, false) => return,
    };
    message = message.with("count", others.len()).with("others", others.join(", "));
    let candidates = pairing.candidates.iter().map(|candidate| Related {
        place: case.note.place.clone(),
        message: Message::new("uncertain-pairing-candidate").with("url", candidate.url.as_str()),
    });
    let finding = findings.add(case.spot(), message, "uncertain-pairing.help");
    finding.related.extend(candidates);
    finding.found.clone_from(&case.citation.url);
    finding.cited = Some(case.citation.title.clone().unwrap_or_else(|| case.citation.text.clone()));
    finding.score = Some((100.0 * pairing.confidence).round());
}
