//! A page of another publisher.

use crate::judge::{Case, Check, Findings, PublisherOpinion, Rule};
use crate::model::{Message, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    name: "publisher-mismatch",
    severity: Severity::Warning,
    enabled: true,
    network: true,
    check: Check::Citation(check),
};

fn check(case: &Case<'_>, findings: &mut Findings) {
    let PublisherOpinion::Contradicts { found, found_in } = &case.opinion.publisher else { return };
    let cited = case.citation.publisher.clone().unwrap_or_default();
    let message = Message::new("publisher-mismatch")
        .with("cited", cited.as_str())
        .with("found", found.as_str())
        .with("found_in", *found_in);
    let finding = findings.add(case.spot(), message, "publisher-mismatch.help");
    finding.cited = Some(cited);
    finding.found = Some(found.as_str().into());
    finding.found_in = Some((*found_in).into());
}

#[cfg(test)]
mod tests {
    use crate::judge::builder::{Sample, Saying, Seeing, cite, page};
    use crate::model::{Fact, Observation};

    const DAM: &str = "The dam that was never finished";

    fn by(mut observation: Observation, name: &str) -> Observation {
        let name = Fact { value: name.into(), found_in: "og:site_name" };
        observation.page.get_or_insert_default().publishers.push(name);
        observation
    }

    fn judged(publisher: &str, url: &str, seen: Observation) -> (Vec<String>, (&'static str, Option<&'static str>)) {
        let mut sample = Sample::declared();
        sample.note("1", vec![cite(DAM).by(publisher).at(url)]);
        sample.web(url, seen);
        (sample.found(), sample.verdicts()[0])
    }

    #[test]
    fn finds_other_publishers() {
        for (publisher, url, name) in [
            ("Reuters", "https://www.theguardian.com/dam", "The Guardian"),
            ("رويترز", "https://www.theguardian.com/dam", "The Guardian"),
            ("Reuters", "https://www.reuters.com/dam", "The Guardian"),
            ("The Valley Herald", "https://continentalwire.example/dam", "Continental Wire"),
        ] {
            let (found, verdict) = judged(publisher, url, by(page(&[DAM]), name));
            assert_eq!(found, ["publisher-mismatch warning"], "{publisher}");
            assert_eq!(verdict, ("mismatched", Some("reason-publisher-differs")));
        }
    }

    #[test]
    fn silent_where_it_may_be_the_publisher() {
        let wire = "https://continentalwire.example/dam";
        for (publisher, url, seen) in [
            ("Reuters", "https://www.theguardian.com/dam", by(page(&[DAM]), "The Guardian").text("Beirut (Reuters)")),
            ("Reuters", "https://www.youtube.com/watch/dam", by(page(&[DAM]), "YouTube")),
            ("Reuters", "https://www.theguardian.com/dam", page(&[DAM])),
            ("Reuters", "https://www.reuters.com/dam", by(page(&[DAM]), "The official site")),
            ("The Valley Herald", wire, by(page(&[DAM]), "The official site")),
            ("The Valley Herald", wire, by(page(&[DAM]), "Continental Wire").text("First in the Valley Herald.")),
            ("وكالة الوادي", wire, by(page(&[DAM]), "Continental Wire")),
            ("Ministry of Water", wire, by(page(&[DAM]), "Continental Wire")),
            ("UNHCR", "https://www.un.org/dam", by(page(&[DAM]), "United Nations")),
        ] {
            let (found, verdict) = judged(publisher, url, seen);
            assert_eq!((found, verdict.0), (vec![], "verified"), "{publisher} at {url}");
        }
    }

    #[test]
    fn silent_where_the_note_names_the_page_s_publisher_elsewhere() {
        let mut sample = Sample::declared();
        let mut citation = cite(DAM).by("Mountain Times").at("https://continentalwire.example/dam");
        citation.text = format!("{}, Continental Wire", citation.text).into();
        sample.note("1", vec![citation]);
        sample.web("https://continentalwire.example/dam", by(page(&[DAM]), "Continental Wire"));
        assert!(sample.found().is_empty());
    }
}
