//! Numbering that skips.

use std::collections::BTreeMap;

use crate::judge::{Check, Findings, Rule, Whole};
use crate::model::{Message, Note, NoteKind, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    name: "number-gap",
    severity: Severity::Warning,
    enabled: true,
    network: false,
    check: Check::Document(check),
};

fn check(whole: &Whole<'_>, findings: &mut Findings) {
    let mut sequences: BTreeMap<(u32, u8), BTreeMap<u32, &Note>> = BTreeMap::new();
    for note in &whole.audit.notes {
        let kind = match note.kind {
            NoteKind::Footnote => 0,
            NoteKind::Endnote => 1,
            NoteKind::Reference => 2,
        };
        if let Ok(number) = note.number.parse() {
            sequences.entry((note.sequence, kind)).or_default().entry(number).or_insert(note);
        }
    }
    for numbers in sequences.values() {
        for ((before, _), (after, note)) in numbers.iter().zip(numbers.iter().skip(1)) {
            let (from, to) = (before + 1, after - 1);
            if from > to {
                continue;
            }
            let numbers = if from == to { from.to_string() } else { format!("{from}–{to}") };
            let message = Message::new("number-gap")
                .with("count", (to - from + 1) as usize)
                .with("missing", numbers)
                .with("before", before.to_string())
                .with("after", after.to_string());
            findings.add(whole.spot_of_note(note), message, "number-gap.help");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::judge::builder::{Sample, cite};

    fn found(numbers: &[&str]) -> Vec<String> {
        let mut sample = Sample::declared();
        for number in numbers {
            sample.note(number, vec![cite("The dam")]);
        }
        sample.judged().iter().map(|finding| format!("{} {:?}", finding.rule, finding.message.args.get(1))).collect()
    }

    #[test]
    fn says_what_is_missing() {
        assert_eq!(found(&["1", "3"]), ["number-gap Some((\"missing\", Text(\"2\")))"]);
        assert_eq!(found(&["1", "2", "6"]), ["number-gap Some((\"missing\", Text(\"3–5\")))"]);
    }

    #[test]
    fn silent_without_a_gap() {
        for numbers in
            [&["1", "2", "3"][..], &["4", "5"], &["2", "1", "3"], &["1", "*", "2"], &["1", "n 1", "n 5"], &[]]
        {
            assert!(found(numbers).iter().all(|finding| !finding.starts_with("number-gap")), "{numbers:?}");
        }
        let mut sample = Sample::declared();
        sample.note("1", vec![cite("The dam")]);
        sample.note("3", vec![cite("The dues")]).sequence = 1;
        assert!(sample.found().is_empty());
    }
}
