//! A part of a document that could not be read.

use crate::judge::{Check, Findings, Rule, Spot, Whole};
use crate::model::{Message, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    name: "damaged-document",
    severity: Severity::Warning,
    enabled: true,
    network: false,
    check: Check::Document(check),
};

fn check(whole: &Whole<'_>, findings: &mut Findings) {
    for defect in &whole.audit.document.defects {
        let spot = Spot { place: defect.place.clone(), words: defect.message.clone(), ..whole.spot() };
        let message = Message::new("damaged-document").with("defect", defect.message.as_str());
        let finding = findings.add(spot, message, "damaged-document.help");
        finding.found = Some(defect.message.clone());
        finding.found_in = Some("document".to_owned());
    }
}

#[cfg(test)]
mod tests {
    use crate::judge::builder::{Sample, cite};
    use crate::model::{Defect, Place};

    #[test]
    fn one_finding_for_each_defect() {
        let mut sample = Sample::declared();
        sample.note("1", vec![cite("The dam")]);
        assert!(sample.found().is_empty());
        for message in ["page 7 is a picture", "page 8 is a picture"] {
            sample.audit.document.defects.push(Defect { place: Place::default(), message: message.to_owned() });
        }
        let findings = sample.judged();
        assert_eq!(findings.len(), 2);
        assert!(findings.iter().all(|finding| finding.rule == "damaged-document"));
        assert_ne!(findings[0].fingerprint, findings[1].fingerprint);
    }
}
