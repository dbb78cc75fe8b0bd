//! A citation that announces a link the document does not hold.

use crate::judge::{Case, Check, Findings, Rule};
use crate::model::{CitationKind, Message, Severity};
use crate::text::publisher::known_in;

/// The rule.
pub(super) static RULE: Rule = Rule {
    name: "missing-source",
    severity: Severity::Error,
    enabled: true,
    network: false,
    summary: "a citation announces a link, and the document has no URL for it",
    explanation: "\
## What it finds

A citation that prints a link label (`Link`, `الرابط`, `Bağlantı`), a broken URL or a date of access, while the document
holds no URL for it. As a warning: a citation of a known news site, with a day, in a document that otherwise gives URLs.
Interviews, back references and works in print are left alone, and so are citations whose pairing is unsure.

## Why it matters

The reader is told that there is a source to follow and cannot follow it.

## Example

    [^3]: \"The dam that was never finished\", The Valley Herald, 4 May 2021, Link.

## What to do

Add the URL, or take the label out if the work is not online.
",
    check: Check::Citation(check),
};

fn check(case: &Case<'_>, findings: &mut Findings) {
    let citation = case.citation;
    let announced = citation.expects_link && !matches!(citation.kind, CitationKind::BackReference);
    // What is printed and is no URL is reported as just that.
    if citation.source.is_some() || citation.printed.is_some() || citation.url.is_some() || case.is_uncertain() {
        return;
    }
    if announced {
        // `links-lost` speaks for all labels at once.
        if case.whole.links_lost && citation.label.is_some() {
            return;
        }
        let message = match &citation.label {
            Some(label) => Message::new("missing-source").with("label", label.as_str()),
            None => Message::new("missing-source-unlabelled"),
        };
        let finding = findings.add(case.spot(), message, "missing-source.help");
        finding.cited = Some(citation.title.clone().unwrap_or_else(|| citation.text.clone()));
    } else if is_likely_online(case) {
        let publisher = citation.publisher.clone().unwrap_or_default();
        let message = Message::new("missing-source-likely").with("publisher", publisher);
        let finding = findings.add(case.spot(), message, "missing-source-likely.help");
        finding.severity = Severity::Warning;
        finding.cited.clone_from(&citation.title);
    }
}

/// Whether a work without a label is one that can hardly not be online: a dated item of a known publisher of the web,
/// in a document whose other notes give URLs.
fn is_likely_online(case: &Case<'_>) -> bool {
    let citation = case.citation;
    let dated = citation.date_reading().is_some_and(|reading| reading.start().day.is_some());
    citation.kind == CitationKind::Web
        && citation.refers_to.is_none()
        && citation.title.is_some()
        && dated
        && citation.publisher.as_deref().is_some_and(|publisher| !known_in(publisher).is_empty())
        && case.whole.audit.notes.iter().flat_map(|note| &note.citations).any(|other| other.source.is_some())
}
