//! What editors decided in the comments that isnad left in a document.

use std::collections::HashMap;

use crate::model::{Audit, Decision, Suppressed, SuppressedBy};

/// How many hexadecimal digits a fingerprint has.
const DIGITS: usize = 32;

/// The findings that comments accept, by their fingerprints: those of comments marked as resolved, which name them. The
/// reason is what was replied last.
pub(super) fn accepted(audits: &[Audit]) -> HashMap<String, Suppressed> {
    let decisions = audits.iter().flat_map(|audit| &audit.document.decisions);
    let accepted = decisions.filter(|decision| decision.resolved).flat_map(|decision| {
        let suppressed = Suppressed { by: SuppressedBy::Comment, reason: reason(decision), until: None };
        fingerprints(&decision.text).map(move |fingerprint| (fingerprint, suppressed.clone()))
    });
    accepted.collect()
}

fn reason(decision: &Decision) -> String {
    decision.replies.last().map(|reply| reply.text.trim().to_owned()).unwrap_or_default()
}

fn fingerprints(text: &str) -> impl Iterator<Item = String> {
    let digit = |c: char| c.is_ascii_digit() || matches!(c, 'a'..='f');
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(move |word| word.len() == DIGITS && word.chars().all(digit))
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Document, Reply};

    #[test]
    fn a_resolved_comment_accepts_what_it_names() {
        let print = "0123456789abcdef0123456789abcdef";
        let comment = |text: &str, resolved, replies: &[&str]| Decision {
            text: text.to_owned(),
            resolved,
            replies: replies.iter().map(|text| Reply { author: "Ed".to_owned(), text: (*text).to_owned() }).collect(),
            ..Decision::default()
        };
        let named = format!("dead-link: the page is gone\nisnad {print}");
        let of = |decision| {
            let document = Document { decisions: vec![decision], ..Document::default() };
            accepted(&[Audit { document, ..Audit::default() }])
        };
        assert!(of(comment(&named, false, &["fine"])).is_empty(), "an open comment decides nothing");
        assert!(of(comment("dead-link", true, &[])).is_empty(), "nor one that names no finding");
        let found = of(comment(&named, true, &["really?", " seen in print "]));
        let suppressed = Suppressed { by: SuppressedBy::Comment, reason: "seen in print".to_owned(), until: None };
        assert_eq!(found.get(print), Some(&suppressed));
    }
}
