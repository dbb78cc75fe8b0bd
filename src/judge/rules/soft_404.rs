//! A page that is gone although its URL answers.

use super::dead_link::cure;
use crate::judge::{Check, Findings, Gone, Link, Reach, Rule};
use crate::model::{Message, Severity};

/// The rule.
pub static RULE: Rule =
    Rule { name: "soft-404", severity: Severity::Error, enabled: true, network: true, check: Check::Link(check) };

fn check(link: &Link<'_>, findings: &mut Findings) {
    let Reach::Gone(Gone::InWords(sign, other), seen) = link.reach() else { return };
    let id = match (sign.mark, other) {
        ("sibling-same", _) => "soft-404-sibling",
        (_, Some(_)) => "soft-404-signs",
        _ => "soft-404",
    };
    let signs = [Some(sign), other].into_iter().flatten().map(|mark| mark.found_in.as_str()).collect::<Vec<_>>();
    let (message, help) = cure(Message::new(id).with("signs", signs.join(", ")), seen, "soft-404.help");
    let finding = findings.add(link.spot(), message, help);
    finding.cited = link.cited.as_ref().and_then(|case| case.citation.title.clone());
    finding.found = seen.page.as_ref().and_then(|page| page.titles.first()).map(|title| title.value.clone());
    finding.found_in = Some(sign.found_in.as_str().into());
}

#[cfg(test)]
mod tests {
    use crate::judge::builder::{Sample, Saying, Seeing, cite, page, words};
    use crate::model::{Citation, Observation};

    const URL: &str = "https://herald.example/2021/05/dam";
    const DAM: &str = "The dam that was never finished";
    const FINDING: &str = "soft-404 error";

    fn judged(citation: Citation, observation: Observation) -> (Vec<String>, &'static str) {
        let mut sample = Sample::declared();
        sample.note("1", vec![citation.at(URL)]);
        sample.web(URL, observation);
        (sample.found(), sample.verdicts()[0].0)
    }

    fn with_text(observation: Observation, length: usize) -> Observation {
        let mut observation = observation.text("Nothing is here.");
        observation.page.get_or_insert_default().text_length = Some(length);
        observation
    }

    #[test]
    fn one_strong_sign_two_weak_ones_or_the_probe() {
        let gone = || with_text(page(&["Page not found"]), 300);
        for (citation, observation, id) in [
            (cite(DAM), gone().marked("not-found-title"), ""),
            (words("A remark"), gone().marked("not-found-heading"), ""),
            (cite(DAM), gone().marked("not-found-path"), ""),
            (cite(DAM), gone().marked("sibling-same"), " soft-404-sibling"),
            (cite(DAM), gone().marked("not-found-text").marked("short-text"), " soft-404-signs"),
            (words("A remark"), gone().marked("not-found-text").marked("no-index"), " soft-404-signs"),
            (cite(DAM), with_text(page(&["Herald"]), 300).marked("short-text").marked("no-index"), " soft-404-signs"),
        ] {
            let shown = format!("{:?}", observation.marks);
            assert_eq!(judged(citation, observation), (vec![format!("{FINDING}{id}")], "dead"), "{shown}");
        }
    }

    #[test]
    fn silent_where_the_page_may_be_there() {
        let short = |title: &str| with_text(page(&[title]), 300).marked("short-text");
        for (citation, observation, verdict) in [
            (cite("Page not found: how sites say it"), page(&["Page not found: how sites say it"]), "verified"),
            (cite(DAM), short(DAM).marked("no-index"), "verified"),
            (cite(DAM).on(&["2021-05-04"]), short("Herald").published("2021-05-04", "dc.date"), "verified"),
            (cite(DAM), short("Herald"), "alive"),
            (cite(DAM), short("Herald").marked("no-index").marked("sibling-not-found"), "alive"),
            (cite(DAM), short("Herald").marked("sibling-same").marked("needs-scripts"), "alive"),
            (cite(DAM), with_text(page(&["Herald"]), 90).marked("short-text").marked("sibling-same"), "alive"),
            (words("A remark"), short("Herald").marked("no-index"), "alive"),
        ] {
            let shown = format!("{:?}", observation.marks);
            let observation = match citation.title.as_deref() {
                Some(title) if title.starts_with("Page") => observation.marked("not-found-title"),
                _ => observation,
            };
            assert_eq!(judged(citation, observation), (vec![], verdict), "{shown}");
        }
    }

    #[test]
    fn one_citation_that_agrees_is_enough() {
        let mut sample = Sample::declared();
        sample.note("1", vec![cite(DAM).at(URL)]).citations[0].id = "a".into();
        sample.note("2", vec![words("A remark").at(URL)]);
        sample.web(URL, page(&[DAM]).marked("not-found-heading"));
        assert!(sample.found().is_empty());
    }
}
