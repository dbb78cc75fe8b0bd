//! A callout that leads to no note.

use crate::judge::{Check, Findings, Rule, Spot, Whole};
use crate::model::{Message, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    name: "callout-without-note",
    severity: Severity::Error,
    enabled: true,
    network: false,
    check: Check::Document(check),
};

fn check(whole: &Whole<'_>, findings: &mut Findings) {
    for orphan in &whole.audit.orphans {
        let spot =
            Spot { at: orphan.range.start, place: orphan.place.clone(), words: orphan.context.clone(), ..whole.spot() };
        let message = Message::new("callout-without-note").with("marker", orphan.marker.as_str());
        let finding = findings.add(spot, message, "callout-without-note.help");
        finding.cited = Some(orphan.context.as_str().into());
        if !whole.declares_notes() {
            finding.severity = Severity::Warning;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::judge::builder::{Sample, cite};
    use crate::model::{OrphanCallout, Place};

    fn orphan(mut sample: Sample) -> Vec<String> {
        sample.note("1", vec![cite("The dam")]);
        let context = "The reservoir lost a third of its water.".to_owned();
        sample.audit.orphans.push(OrphanCallout {
            marker: "7".to_owned(),
            range: 0..0,
            place: Place::default(),
            context,
        });
        sample.found()
    }

    #[test]
    fn as_grave_as_the_format_is_certain() {
        assert_eq!(orphan(Sample::declared()), ["callout-without-note error"]);
        assert_eq!(orphan(Sample::printed()), ["callout-without-note warning"]);
    }

    #[test]
    fn silent_where_every_callout_has_its_note() {
        for mut sample in [Sample::declared(), Sample::printed()] {
            sample.note("1", vec![cite("The dam")]);
            assert!(sample.found().is_empty());
        }
    }
}
