//! Invisible characters that make a URL or a title look like another.

use crate::judge::{Check, Findings, Link, Rule};
use crate::model::{Message, Severity};

/// The rule.
pub(super) static RULE: Rule = Rule {
    name: "hidden-direction-control",
    severity: Severity::Warning,
    enabled: true,
    network: false,
    summary: "invisible direction controls within a URL, or overrides in a title",
    explanation: "\
## What it finds

Direction controls of Unicode within a URL as printed, and in a title the ones that reorder what is seen: overrides, and
isolates that are not closed. Marks around a URL are how right-to-left writers put one in a sentence and are left alone.

## Why it matters

What the eye reads is not what the machine follows; a copied URL leads nowhere, or somewhere else.

## Example

`https://harbour.example/` with a U+202E before the rest of the path.

## What to do

Delete the invisible character, best by typing the URL or the title anew.
",
    check: Check::Link(check),
};

fn check(link: &Link<'_>, findings: &mut Findings) {
    let printed = link.text.trim_matches(|c: char| c.is_whitespace() || is_control(c));
    if looks_like_url(printed)
        && let Some(control) = printed.chars().find(|&c| is_control(c))
    {
        let message = Message::new("hidden-direction-control").with("control", name(control));
        findings.add(link.spot(), message, "hidden-direction-control.help").cited = Some(link.text.to_owned());
    }
    let title = link.cited.as_ref().and_then(|case| case.citation.title.as_deref());
    if let Some(title) = title
        && let Some(control) = reordering(title)
    {
        let message = Message::new("hidden-direction-control-title").with("control", name(control));
        findings.add(link.spot(), message, "hidden-direction-control.help").cited = Some(title.to_owned());
    }
}

fn looks_like_url(text: &str) -> bool {
    text.contains("://") || text.starts_with("www.")
}

fn is_control(character: char) -> bool {
    matches!(character, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The control that reorders a text: an override, or an isolate without its end.
fn reordering(text: &str) -> Option<char> {
    let mut open = Vec::new();
    for character in text.chars() {
        match character {
            '\u{202D}' | '\u{202E}' => return Some(character),
            '\u{2066}'..='\u{2068}' => open.push(character),
            '\u{2069}' if open.pop().is_none() => return Some(character),
            _ => {}
        }
    }
    open.pop()
}

fn name(control: char) -> String {
    format!("U+{:04X}", u32::from(control))
}
