//! A listed URL that no note claims.

use crate::judge::{Check, Findings, Rule, Spot, Whole};
use crate::model::{Message, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    name: "unpaired-url",
    severity: Severity::Warning,
    enabled: true,
    network: false,
    check: Check::Document(check),
};

fn check(whole: &Whole<'_>, findings: &mut Findings) {
    for url in &whole.audit.unpaired {
        let source = url.source.and_then(|id| Some((id, whole.sources.get(id)?.url.clone())));
        let spot =
            Spot { at: url.range.start, place: url.place.clone(), url: Some(url.url.clone()), source, ..whole.spot() };
        let message = Message::new("unpaired-url").with("url", url.url.as_str());
        let finding = findings.add(spot, message, "unpaired-url.help");
        finding.found = Some(url.url.clone());
        finding.found_in = Some("document".into());
    }
}

#[cfg(test)]
mod tests {
    use crate::judge::builder::{Sample, Saying, cite, status};

    #[test]
    fn finds_what_no_note_claims_and_looks_at_it_all_the_same() {
        let mut sample = Sample::printed();
        sample.note("1", vec![cite("The dam").at("https://herald.example/dam")]);
        sample.link("https://herald.example/left");
        sample.audit.unpaired = std::mem::take(&mut sample.audit.unnoted);
        assert_eq!(sample.found(), ["unpaired-url warning"]);
        sample.web("https://herald.example/left", status(404));
        assert_eq!(sample.found(), ["unpaired-url warning", "dead-link error"]);
    }

    #[test]
    fn silent_for_cited_urls_and_for_running_text() {
        let mut sample = Sample::printed();
        sample.note("1", vec![cite("The dam").at("https://herald.example/dam")]);
        assert!(sample.found().is_empty());
        sample.link("https://herald.example/text");
        assert!(sample.found().is_empty());
    }
}
