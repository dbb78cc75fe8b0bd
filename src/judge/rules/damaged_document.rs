//! A part of a document that could not be read.

use crate::judge::{Check, Findings, Rule, Spot, Whole};
use crate::model::{Argument, Message, Severity};

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
        let spot = Spot { place: defect.place.clone(), words: words(&defect.message), ..whole.spot() };
        let message = Message::new("damaged-document").saying("defect", defect.message.clone());
        findings.add(spot, message, "damaged-document.help");
    }
}

/// What tells a defect from others whatever language it is said in, and however that puts it.
fn words(message: &Message) -> String {
    let said = message.args.iter().map(|(_, argument)| match argument {
        Argument::Text(text) => text.clone(),
        Argument::Number(number) => number.to_string(),
        Argument::Said(id) => (*id).to_owned(),
    });
    std::iter::once(message.id.to_owned()).chain(said).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use crate::judge::builder::{Sample, cite};
    use crate::model::{Defect, Message, Place};

    #[test]
    fn one_finding_for_each_defect() {
        let mut sample = Sample::declared();
        sample.note("1", vec![cite("The dam")]);
        assert!(sample.found().is_empty());
        for file in ["one.bib", "two.bib"] {
            let message = Message::new("defect-bibliography-absent").with("file", file);
            sample.audit.document.defects.push(Defect { place: Place::default(), message });
        }
        let findings = sample.judged();
        assert_eq!(findings.len(), 2);
        assert!(findings.iter().all(|finding| finding.rule == "damaged-document"));
        assert_ne!(findings[0].fingerprint, findings[1].fingerprint);
    }
}
