//! A page that is another page.

use crate::judge::{Case, Check, Findings, Rule, TitleOpinion};
use crate::model::{Message, Severity};

/// The rule.
pub(super) static RULE: Rule = Rule {
    name: "title-mismatch",
    severity: Severity::Error,
    enabled: true,
    network: true,
    summary: "the page is another page than the citation says",
    explanation: "\
## What it finds

A page none of whose titles is like the cited one, nor stands in the note, and whose text does not hold the cited title: an
error where nothing is alike, a warning where something is. Nothing is said where the two cannot be compared: a title of one
or two words, another script or language, a page without a title of its own, a pairing that is not certain.

## Why it matters

The link leads to something else than what the statement rests on: the wrong URL was pasted, or the page was replaced.

## Example

The note cites \"The dam that was never finished\"; the page says \"Ten recipes for spring lamb\".

## What to do

Compare the two titles. Find the URL of the work that is meant, or correct the title.
",
    check: Check::Citation(check),
};

fn check(case: &Case<'_>, findings: &mut Findings) {
    let TitleOpinion::Contradicts { found, found_in, score, clearly } = &case.opinion.title else { return };
    let cited = case.citation.title.clone().unwrap_or_default();
    let id = if *clearly { "title-mismatch" } else { "title-mismatch-weak" };
    let message = Message::new(id).with("cited", cited.as_str()).with("found", found.as_str());
    let finding = findings.add(case.spot(), message, "title-mismatch.help");
    finding.cited = Some(cited);
    finding.found = Some(found.clone());
    finding.found_in = Some((*found_in).to_owned());
    finding.score = Some(score.round());
    if !clearly {
        finding.severity = Severity::Warning;
    }
}
