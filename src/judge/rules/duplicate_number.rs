//! Two notes under one number.

use std::collections::HashMap;

use crate::judge::{Check, Findings, Rule, Whole};
use crate::model::{Message, Related, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    name: "duplicate-number",
    severity: Severity::Error,
    enabled: true,
    network: false,
    check: Check::Document(check),
};

fn check(whole: &Whole<'_>, findings: &mut Findings) {
    let mut first = HashMap::new();
    for note in &whole.audit.notes {
        // Symbols begin anew on every page.
        if note.number.is_empty() || !note.number.chars().any(char::is_alphanumeric) {
            continue;
        }
        let Some(earlier) = first.insert((note.kind, note.sequence, note.number.as_str()), note) else { continue };
        first.insert((note.kind, note.sequence, note.number.as_str()), earlier);
        let message = Message::new("duplicate-number").with("number", note.number.as_str());
        let finding = findings.add(whole.spot_of_note(note), message, "duplicate-number.help");
        finding.found = Some(note.text.clone());
        finding.found_in = Some("document".into());
        let there = Message::new("duplicate-number-earlier").with("number", note.number.as_str());
        finding.related.push(Related { place: earlier.place.clone(), message: there });
        if !whole.declares_notes() {
            finding.severity = Severity::Warning;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::judge::builder::{Sample, cite};
    use crate::model::NoteKind;

    #[test]
    fn one_finding_for_each_further_note() {
        for (mut sample, severity) in [(Sample::declared(), "error"), (Sample::printed(), "warning")] {
            for title in ["The dam", "The dues", "The walls"] {
                sample.note("3", vec![cite(title)]);
            }
            let finding = format!("duplicate-number {severity}");
            assert_eq!(sample.found(), [finding.clone(), finding]);
        }
    }

    #[test]
    fn silent_in_other_sequences_and_for_symbols() {
        let mut sample = Sample::declared();
        sample.note("3", vec![cite("The dam")]);
        sample.note("3", vec![cite("The dues")]).sequence = 1;
        sample.note("3", vec![cite("The walls")]).kind = NoteKind::Endnote;
        sample.note("*", vec![cite("The lights")]);
        sample.note("*", vec![cite("The locks")]);
        assert!(sample.found().is_empty());
    }
}
