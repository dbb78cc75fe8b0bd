//! A document that cites nothing.

use crate::judge::{Check, Findings, Rule, Whole};
use crate::model::{Message, Severity};

/// The rule.
pub(super) static RULE: Rule = Rule {
    name: "no-sources",
    severity: Severity::Warning,
    enabled: true,
    network: false,
    summary: "a document with neither notes nor links",
    explanation: "\
## What it finds

A document in which neither a note nor a URL was found.

## Why it matters

Either it gives no sources, or they could not be read: in both cases nothing was verified.

## Example

A scanned report, whose pages are pictures.

## What to do

See whether the document has notes. If it has, audit the file it was made from.
",
    check: Check::Document(check),
};

fn check(whole: &Whole<'_>, findings: &mut Findings) {
    let audit = whole.audit;
    if audit.notes.is_empty() && audit.unpaired.is_empty() && audit.unnoted.is_empty() && audit.orphans.is_empty() {
        findings.add(whole.spot(), Message::new("no-sources"), "no-sources.help");
    }
}
