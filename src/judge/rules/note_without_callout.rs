//! A note that nobody calls.

use std::collections::{HashMap, HashSet};

use crate::judge::{Check, Findings, Rule, Whole};
use crate::model::{Message, Note, NoteKind, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    name: "note-without-callout",
    severity: Severity::Warning,
    enabled: true,
    network: false,
    check: Check::Document(check),
};

/// Notes from which a document that calls none of them is said to do so once.
const MANY: usize = 5;

fn check(whole: &Whole<'_>, findings: &mut Findings) {
    let mut called: HashMap<_, (usize, usize)> = HashMap::new();
    for note in &whole.audit.notes {
        let (with, all) = called.entry((note.kind, note.sequence)).or_default();
        *with += usize::from(!note.callouts.is_empty());
        *all += 1;
    }
    let notes = whole.audit.notes.len();
    let listed = whole.audit.notes.iter().all(|note| note.kind == NoteKind::Reference);
    if whole.declares_notes() && !listed && notes >= MANY && called.values().all(|&(with, _)| with == 0) {
        let message = Message::new("note-without-callout-all").with("count", notes);
        findings.add(whole.spot(), message, "note-without-callout-all.help");
        return;
    }
    let numbers: HashSet<_> = whole.audit.notes.iter().filter(|note| !note.callouts.is_empty()).map(number).collect();
    // Where two notes share a number, the callout may be of either: `duplicate-number` says so.
    for note in whole.audit.notes.iter().filter(|note| note.callouts.is_empty() && !numbers.contains(&number(note))) {
        let (with, all) = called.get(&(note.kind, note.sequence)).copied().unwrap_or_default();
        let certain = whole.declares_notes() && note.kind != NoteKind::Reference;
        if certain || with > 0 && 2 * with >= all {
            let message = Message::new("note-without-callout").with("marker", note.marker.as_str());
            findings.add(whole.spot_of_note(note), message, "note-without-callout.help");
        }
    }
}

fn number(note: &Note) -> (NoteKind, u32, &str) {
    (note.kind, note.sequence, &note.number)
}

#[cfg(test)]
mod tests {
    use crate::judge::builder::{Sample, cite};
    use crate::model::NoteKind;

    fn found(mut sample: Sample, called: &[bool], kind: NoteKind) -> usize {
        for (index, called) in called.iter().enumerate() {
            let note = sample.note(&(index + 1).to_string(), vec![cite("The dam")]);
            note.kind = kind;
            if !called {
                note.callouts.clear();
            }
        }
        sample.found().iter().filter(|finding| *finding == "note-without-callout warning").count()
    }

    #[test]
    fn finds_the_note_nobody_calls() {
        assert_eq!(found(Sample::declared(), &[false], NoteKind::Footnote), 1);
        assert_eq!(found(Sample::declared(), &[true, false, true], NoteKind::Endnote), 1);
        assert_eq!(found(Sample::printed(), &[true, false, true], NoteKind::Footnote), 1);
        assert_eq!(found(Sample::declared(), &[false; 4], NoteKind::Footnote), 4);
        let mut definitions = Sample::declared();
        for number in ["1", "2", "3", "4", "5"] {
            definitions.note(number, vec![cite("The dam")]).callouts.clear();
        }
        assert_eq!(definitions.found(), ["note-without-callout warning note-without-callout-all"]);
    }

    #[test]
    fn silent_where_callouts_could_not_be_read() {
        assert_eq!(found(Sample::printed(), &[false, false], NoteKind::Footnote), 0);
        assert_eq!(found(Sample::printed(), &[true, false, false], NoteKind::Footnote), 0);
        assert_eq!(found(Sample::declared(), &[false, false], NoteKind::Reference), 0);
        assert_eq!(found(Sample::declared(), &[true, true], NoteKind::Footnote), 0);
    }
}
