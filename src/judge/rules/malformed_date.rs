//! A cited date that cannot be one.

use crate::judge::{Case, Check, Findings, Rule};
use crate::model::{Message, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    name: "malformed-date",
    severity: Severity::Warning,
    enabled: true,
    network: false,
    summary: "the cited date cannot be a date",
    explanation: "\
## What it finds

A cited date that fits no calendar in any order of its parts.

## Why it matters

The date is a slip of the pen, and cannot be compared with the page's.

## Example

    [^5]: The Valley Herald, 31/02/2021.

## What to do

Correct it from the page.
",
    check: Check::Citation(check),
};

fn check(case: &Case<'_>, findings: &mut Findings) {
    let Some(date) = case.citation.date.as_ref().filter(|date| date.readings.is_empty()) else { return };
    let message = Message::new("malformed-date").with("cited", date.text.as_str());
    findings.add(case.spot(), message, "malformed-date.help").cited = Some(date.text.clone());
}

#[cfg(test)]
mod tests {
    use crate::judge::builder::{Sample, Saying, cite};
    use crate::model::Citation;

    fn found(citation: Citation) -> Vec<String> {
        let mut sample = Sample::declared();
        sample.note("1", vec![citation]);
        sample.found()
    }

    #[test]
    fn only_what_has_no_reading() {
        assert_eq!(found(cite("The dam").on(&[])), ["malformed-date warning"]);
        assert!(found(cite("The dam").on(&["2021-05-04"])).is_empty());
        assert!(found(cite("The dam").on(&["2021-05-04", "2021-04-05"])).is_empty());
        assert!(found(cite("The dam")).is_empty());
    }
}
