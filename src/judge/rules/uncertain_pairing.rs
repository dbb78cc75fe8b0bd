//! A citation that could as well have another URL.

use crate::judge::{Case, Check, Findings, Rule};
use crate::model::{Message, Related, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    name: "uncertain-pairing",
    severity: Severity::Warning,
    enabled: true,
    network: false,
    check: Check::Citation(check),
};

fn check(case: &Case<'_>, findings: &mut Findings) {
    let Some(pairing) = case.citation.pairing.as_ref().filter(|_| case.is_uncertain()) else { return };
    let others: Vec<&str> = pairing.candidates.iter().map(|candidate| candidate.url.as_str()).collect();
    let mut message = match (others.is_empty(), case.citation.source.is_some()) {
        (false, true) => Message::new("uncertain-pairing"),
        (false, false) => Message::new("uncertain-pairing-none"),
        (true, true) => Message::new("uncertain-pairing-alone"),
        (true, false) => return,
    };
    message = message.with("count", others.len()).with("others", others.join(", "));
    let candidates = pairing.candidates.iter().map(|candidate| Related {
        place: case.note.place.clone(),
        message: Message::new("uncertain-pairing-candidate").with("url", candidate.url.as_str()),
    });
    let finding = findings.add(case.spot(), message, "uncertain-pairing.help");
    finding.related.extend(candidates);
    finding.found.clone_from(&case.citation.url);
    finding.found_in = finding.found.is_some().then(|| "document".into());
    finding.cited = Some(case.citation.title.clone().unwrap_or_else(|| case.citation.text.clone()));
    finding.score = Some((100.0 * pairing.confidence).round());
}

#[cfg(test)]
mod tests {
    use crate::judge::builder::{Sample, Saying, cite, page, status};

    const A: &str = "https://herald.example/a1";
    const B: &str = "https://herald.example/b2";

    fn sample() -> Sample {
        let mut sample = Sample::printed();
        sample.note("1", vec![cite("The dam that was never finished").at(A).unsure(&[B])]);
        sample
    }

    #[test]
    fn says_so_and_nothing_else() {
        let mut sample = sample();
        assert_eq!(sample.found(), ["uncertain-pairing warning"]);
        assert_eq!(sample.verdicts(), [("unchecked", Some("reason-offline"))]);
        sample.web(A, page(&["Ten recipes for the spring lamb"])).web(B, page(&["Choosing a boat for the winter"]));
        assert_eq!(sample.found(), ["uncertain-pairing warning"]);
        assert_eq!(sample.verdicts(), [("alive", Some("reason-uncertain-pairing"))]);
    }

    #[test]
    fn the_page_that_agrees_settles_it() {
        let mut sample = sample();
        sample.web(A, page(&["Ten recipes for the spring lamb"]));
        sample.web(B, page(&["The dam that was never finished | The Valley Herald"]));
        assert!(sample.found().is_empty());
        assert_eq!(sample.verdicts(), [("verified", None)]);
        let citation = &sample.audit.notes[0].citations[0];
        assert_eq!(citation.url.as_deref(), Some(B));
        assert!(citation.confidence() > 0.9);
    }

    #[test]
    fn two_pages_that_agree_settle_nothing() {
        let mut sample = sample();
        sample.web(A, page(&["The dam that was never finished"])).web(B, page(&["The dam that was never finished"]));
        assert_eq!(sample.found(), ["uncertain-pairing warning"]);
    }

    #[test]
    fn silent_where_it_is_certain() {
        let mut sample = Sample::printed();
        sample.note("1", vec![cite("The dam").at(A)]);
        sample.note("2", vec![cite("The dues")]);
        assert!(sample.found().is_empty());
    }

    #[test]
    fn a_dead_link_is_dead_whoever_claims_it() {
        let mut sample = sample();
        sample.web(A, status(404)).web(B, page(&[]));
        assert_eq!(sample.found(), ["uncertain-pairing warning", "dead-link error"]);
    }
}
