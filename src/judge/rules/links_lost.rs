//! A document whose links did not survive its conversion.

use crate::judge::{Check, Findings, Rule, Whole};
use crate::model::{Audit, Message, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    name: "links-lost",
    severity: Severity::Warning,
    enabled: true,
    network: false,
    check: Check::Document(check),
};

/// Fewest labels from which a loss can be told from an oversight.
const FEWEST: usize = 3;

fn check(whole: &Whole<'_>, findings: &mut Findings) {
    if let Some((lost, labels)) = count(whole.audit) {
        let message = Message::new("links-lost").with("lost", lost).with("labels", labels);
        findings.add(whole.spot(), message, "links-lost.help");
    }
}

/// How many link labels have no URL, and how many there are, where that looks like a loss.
pub(in crate::judge) fn count(audit: &Audit) -> Option<(usize, usize)> {
    let labelled = audit.notes.iter().flat_map(|note| &note.citations).filter(|citation| citation.label.is_some());
    let (mut lost, mut labels) = (0, 0);
    for citation in labelled {
        labels += 1;
        lost += usize::from(citation.source.is_none() && citation.url.is_none() && citation.printed.is_none());
    }
    (labels >= FEWEST && 2 * lost >= labels).then_some((lost, labels))
}

#[cfg(test)]
mod tests {
    use crate::judge::builder::{Sample, Saying, cite};

    fn found(with: usize, without: usize) -> Vec<String> {
        let mut sample = Sample::declared();
        for number in 0..with + without {
            let title = ["Dams", "Dues", "Walls", "Lights", "Locks"][number];
            let citation = cite(title).labelled();
            let url = format!("https://herald.example/{number}");
            sample.note(&(number + 1).to_string(), vec![if number < with { citation.at(&url) } else { citation }]);
        }
        sample.found()
    }

    #[test]
    fn one_finding_for_all_lost_links() {
        assert_eq!(found(0, 3), ["links-lost warning"]);
        assert_eq!(found(2, 2), ["links-lost warning"]);
    }

    #[test]
    fn a_few_oversights_are_no_loss() {
        assert_eq!(found(0, 1), ["missing-source error"]);
        assert_eq!(found(1, 1), ["missing-source error"]);
        assert_eq!(found(3, 2), ["missing-source error", "missing-source error"]);
        assert!(found(3, 0).is_empty());
    }
}
