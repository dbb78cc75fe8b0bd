//! A site that refuses automated readers.

use crate::judge::{Check, Findings, Link, Reach, Rule};
use crate::model::{Message, Severity};

/// The rule.
pub(super) static RULE: Rule = Rule {
    name: "blocked",
    severity: Severity::Info,
    enabled: true,
    network: true,
    summary: "the site refuses automated readers; says how to check by hand",
    explanation: "\
## What it finds

A URL that answers 401, 403, 429, 451 or 999, or with the challenge of a bot wall whatever the status.

## Why it matters

It says nothing about the page, which readers most likely can open. It has to be looked at by a person.

## Example

`https://herald.example/dam` answers 403 with a challenge page.

## What to do

Open the link in a browser and compare title and date.
",
    check: Check::Link(check),
};

fn check(link: &Link<'_>, findings: &mut Findings) {
    let Reach::Blocked(seen) = link.reach() else { return };
    let status = seen.status.unwrap_or_default();
    let mark = seen.marks.first();
    let id = match status {
        _ if mark.is_some() => "blocked-wall",
        401 | 407 => "blocked-login",
        429 => "blocked-too-many",
        451 => "blocked-legal",
        _ => "blocked",
    };
    let message = Message::new(id).with("status", status.to_string());
    let finding = findings.add(link.spot(), message, "blocked.help");
    finding.found = Some(mark.map_or_else(|| status.to_string(), |mark| mark.mark.to_owned()));
    finding.found_in = mark.map(|mark| mark.found_in.clone());
}
