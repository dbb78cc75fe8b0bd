//! An `http` URL whose site has moved to `https`.

use super::moved_link::{all_permanent, same_but_scheme};
use crate::judge::{Check, Findings, Link, Reach, Rule};
use crate::model::{Message, Severity};

/// The rule.
pub(super) static RULE: Rule = Rule {
    name: "insecure-url",
    severity: Severity::Info,
    enabled: true,
    network: true,
    summary: "an http URL that its own site answers at https for good",
    explanation: "\
## What it finds

An `http` URL that the same host permanently redirects to the same page at `https`.

## Why it matters

The unprotected URL can be read and changed on its way, and its redirect will be dropped one day.

## Example

    http://herald.example/dam

## What to do

Write `https`.
",
    check: Check::Link(check),
};

fn check(link: &Link<'_>, findings: &mut Findings) {
    let Reach::Answered(seen) = link.reach() else { return };
    let Some(found) = seen.final_url.as_deref().filter(|_| !seen.hops.is_empty() && all_permanent(seen)) else {
        return;
    };
    if link.url.starts_with("http://") && found.starts_with("https://") && same_but_scheme(link.url, found) {
        let message = Message::new("insecure-url").with("secure", found);
        findings.add(link.spot(), message, "insecure-url.help").found = Some(found.to_owned());
    }
}
