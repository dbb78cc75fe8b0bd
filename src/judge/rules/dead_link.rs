//! A page that is gone.

use crate::judge::{Check, Findings, Gone, Link, Reach, Rule};
use crate::model::{Message, Severity};

/// The rule.
pub(super) static RULE: Rule = Rule {
    name: "dead-link",
    severity: Severity::Error,
    enabled: true,
    network: true,
    summary: "the page is gone: 404, 410, or no such host, confirmed by a second look",
    explanation: "\
## What it finds

A URL that answers 404 or 410, or whose host has no such name, and does so again at a second look. In a replayed record,
where no second look can be had, the one answer counts and the message says so. A site that refuses automated readers, an
error of the server or a timeout is never called dead.

## Why it matters

The reader cannot see the source.

## Example

`https://herald.example/dam` answers 404.

## What to do

See whether the page has moved or stands in a web archive, and cite it there. If it never was, find the right URL.
",
    check: Check::Link(check),
};

fn check(link: &Link<'_>, findings: &mut Findings) {
    let Reach::Gone(gone, seen) = link.reach() else { return };
    let once = seen.looks.len() < 2;
    let (message, found) = match gone {
        Gone::Status(status) => {
            let id = if once { "dead-link-once" } else { "dead-link" };
            (Message::new(id).with("status", status.to_string()), status.to_string())
        }
        Gone::NoSuchName => {
            let asked = seen.final_url.as_deref().unwrap_or(link.url);
            let host =
                url::Url::parse(asked).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
            let id = if once { "dead-link-no-such-name-once" } else { "dead-link-no-such-name" };
            (Message::new(id).with("host", host), "no such name".to_owned())
        }
    };
    let (message, help) = match &seen.archived {
        Some(copy) => (message.with("archived", copy.url.as_str()), "dead-link-archived.help"),
        None => (message, "dead-link.help"),
    };
    let finding = findings.add(link.spot(), message, help);
    finding.found = Some(found);
    finding.cited = link.cited.as_ref().and_then(|case| case.citation.title.clone());
}
