//! A document that cites nothing.

use crate::judge::{Check, Findings, Rule, Whole};
use crate::model::{Message, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    name: "no-sources",
    severity: Severity::Warning,
    enabled: true,
    network: false,
    check: Check::Document(check),
};

fn check(whole: &Whole<'_>, findings: &mut Findings) {
    let audit = whole.audit;
    if audit.notes.is_empty() && audit.unpaired.is_empty() && audit.unnoted.is_empty() && audit.orphans.is_empty() {
        findings.add(whole.spot(), Message::new("no-sources"), "no-sources.help");
    }
}

#[cfg(test)]
mod tests {
    use crate::judge::builder::{Sample, cite};

    #[test]
    fn only_where_there_is_nothing_at_all() {
        assert_eq!(Sample::declared().found(), ["no-sources warning"]);
        let mut noted = Sample::declared();
        noted.note("1", vec![cite("The dam")]);
        assert!(noted.found().is_empty());
        assert!(Sample::declared().link("https://herald.example/dam").found().is_empty());
    }
}
