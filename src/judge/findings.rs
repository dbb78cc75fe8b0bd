//! Where rules put what they find.

use super::case::{Spot, Whole};
use super::{Check, Idle, RULES, Rule};
use crate::model::{Finding, Message};

/// What rules have found so far.
#[derive(Debug, Default)]
pub struct Findings {
    drafts: Vec<Draft>,
    asking: Option<&'static Rule>,
}

/// A finding that is not settled yet.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) finding: Finding,
    pub(super) spot: Spot,
}

impl Findings {
    /// Asks rules about a document; those that can only be told once all others were asked are passed over.
    pub(super) fn ask(&mut self, rules: &[&'static Rule], whole: &Whole<'_>) {
        for rule in rules {
            if let Check::Document(check) = rule.check {
                self.asking = Some(rule);
                check(whole, self);
            }
        }
        for case in whole.cases() {
            for rule in rules {
                if let Check::Citation(check) = rule.check {
                    self.asking = Some(rule);
                    check(&case, self);
                }
            }
        }
        for link in whole.links() {
            for rule in rules {
                if let Check::Link(check) = rule.check {
                    self.asking = Some(rule);
                    check(&link, self);
                }
            }
        }
    }

    /// Asks a rule about an ignore that does not do what it is there for.
    pub(super) fn ask_idle(&mut self, rule: &'static Rule, idle: &Idle) {
        self.asking = Some(rule);
        if let Check::Idle(check) = rule.check {
            check(idle, self);
        }
    }

    /// What was found so far.
    pub(super) fn drafts_mut(&mut self) -> &mut [Draft] {
        &mut self.drafts
    }

    /// Adds a finding of the rule being asked, with the rule's severity, and hands it out for what else is to be said.
    ///
    /// `id` is the message's id in the catalogue; its attribute `help`, by the id `help`, says what to do. Both are
    /// given the same arguments.
    pub fn add(&mut self, spot: Spot, message: Message, help: &'static str) -> &mut Finding {
        let rule = self.asking.unwrap_or(RULES[0]);
        let help = Message { id: help, args: message.args.clone() };
        let finding = Finding {
            rule: rule.name,
            severity: rule.severity,
            document: spot.document,
            note: spot.note.clone(),
            citation: spot.citation.clone(),
            place: spot.place.clone(),
            url: spot.url.clone(),
            source: spot.source.as_ref().map(|(source, _)| *source),
            message,
            cited: None,
            found: None,
            found_in: None,
            score: None,
            help,
            related: Vec::new(),
            fingerprint: String::new(),
            known_as: None,
            suppressed: None,
        };
        let at = self.drafts.len();
        self.drafts.push(Draft { finding, spot });
        // The draft was pushed in the line above.
        &mut self.drafts[at].finding
    }

    pub(super) fn into_drafts(self) -> Vec<Draft> {
        self.drafts
    }
}
