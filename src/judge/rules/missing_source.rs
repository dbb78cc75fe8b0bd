//! A citation that announces a link the document does not hold.

use std::sync::LazyLock;

use regex::Regex;

use crate::judge::{Case, Check, Findings, Rule};
use crate::model::{CitationKind, Message, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    name: "missing-source",
    severity: Severity::Error,
    enabled: true,
    network: false,
    check: Check::Citation(check),
};

fn check(case: &Case<'_>, findings: &mut Findings) {
    let citation = case.citation;
    let announced = citation.expects_link && !matches!(citation.kind, CitationKind::BackReference);
    // What is printed and is no URL is reported as just that.
    if citation.source.is_some() || citation.printed.is_some() || citation.url.is_some() || case.is_uncertain() {
        return;
    }
    if announced {
        // `links-lost` speaks for all labels at once.
        if case.whole.links_lost && citation.label.is_some() {
            return;
        }
        let (message, help) = match &citation.label {
            Some(label) => (Message::new("missing-source").with("label", label.as_str()), "missing-source.help"),
            None => (Message::new("missing-source-unlabelled"), "missing-source-unlabelled.help"),
        };
        let finding = findings.add(case.spot(), message, help);
        finding.cited = Some(citation.title.clone().unwrap_or_else(|| citation.text.clone()));
    } else if is_likely_online(case) {
        let publisher = citation.publisher.as_deref().unwrap_or_default();
        let message = Message::new("missing-source-likely").with("publisher", publisher);
        let finding = findings.add(case.spot(), message, "missing-source-likely.help");
        finding.severity = Severity::Warning;
        finding.cited.clone_from(&citation.title);
    }
}

/// Pages, volumes and issues: what a work in print is found by.
static LOCATOR: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:pp?|vol|no|nr|issue|s|sayı|cilt|sayfa)\.?\s*\p{Nd}|العدد|المجلد|\bص\s*[:.]?\s*\p{Nd}").ok()
});

/// Whether a work without a label is one that can hardly not be online: an item to the day of a known publisher of the
/// web, cited without page or issue, in a document whose other notes give URLs.
fn is_likely_online(case: &Case<'_>) -> bool {
    let citation = case.citation;
    let dated = citation.date_reading().is_some_and(|reading| reading.start().day.is_some());
    let in_print = LOCATOR.as_ref().is_some_and(|locator| locator.is_match(&citation.text));
    matches!(citation.kind, CitationKind::Web | CitationKind::Print)
        && !in_print
        && citation.refers_to.is_none()
        && citation.title.is_some()
        && dated
        && citation
            .publisher
            .as_deref()
            .is_some_and(|publisher| !case.whole.settings.publishers.known_in(publisher).is_empty())
        && case.whole.audit.notes.iter().flat_map(|note| &note.citations).any(|other| other.source.is_some())
}

#[cfg(test)]
mod tests {
    use crate::judge::builder::{Sample, Saying, cite, words};
    use crate::model::{Citation, CitationKind};

    fn found(citation: Citation) -> Vec<String> {
        let mut sample = Sample::declared();
        sample.note("1", vec![cite("A page that is there").at("https://herald.example/there")]);
        sample.note("2", vec![citation]);
        sample.found()
    }

    #[test]
    fn finds_announced_links() {
        assert_eq!(found(cite("The dam").labelled()), ["missing-source error"]);
        let visited = Citation { expects_link: true, ..cite("The dam") };
        assert_eq!(found(visited), ["missing-source error missing-source-unlabelled"]);
        let likely = cite("The dam").by("Reuters").on(&["2021-05-04"]);
        assert_eq!(found(likely), ["missing-source warning missing-source-likely"]);
    }

    #[test]
    fn leaves_the_rest_alone() {
        let nothing: [String; 0] = [];
        let dated = cite("The dam").by("Reuters").on(&["2021-05-04"]);
        let print = Citation { text: format!("{}, p. 5", dated.text).into(), kind: CitationKind::Print, ..dated };
        for citation in [
            cite("The dam").at("https://herald.example/dam").labelled(),
            Citation { kind: CitationKind::Interview, ..words("An interview by the author, 4 May 2021") },
            Citation { kind: CitationKind::BackReference, expects_link: true, ..words("Ibid.") },
            print,
            cite("The dam").by("The Valley Herald").on(&["2021-05-04"]),
            cite("The dam").by("Reuters").on(&["2021"]),
            words("See the table above"),
        ] {
            assert_eq!(found(citation.clone()), nothing, "{citation:?}");
        }
        let unsure = cite("The dam").labelled().unsure(&["https://herald.example/there"]);
        assert_eq!(found(unsure), ["uncertain-pairing warning uncertain-pairing-none"]);
    }

    #[test]
    fn what_is_likely_needs_a_document_with_links() {
        let mut sample = Sample::declared();
        sample.note("1", vec![cite("The dam").by("Reuters").on(&["2021-05-04"])]);
        assert!(sample.found().is_empty());
    }
}
