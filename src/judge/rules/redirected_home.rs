//! A URL that leads to the start of its site.

use super::dead_link::cure;
use crate::judge::{Check, Findings, Gone, Link, Reach, Rule};
use crate::model::{Message, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    name: "redirected-home",
    severity: Severity::Error,
    enabled: true,
    network: true,
    check: Check::Link(check),
};

fn check(link: &Link<'_>, findings: &mut Findings) {
    let Reach::Gone(Gone::Home(sign), seen) = link.reach() else { return };
    let home = seen.final_url.clone().unwrap_or_default();
    let message = Message::new("redirected-home").with("home", home.as_str());
    let (message, help) = cure(message, seen, "redirected-home.help");
    let finding = findings.add(link.spot(), message, help);
    finding.cited = link.cited.as_ref().and_then(|case| case.citation.title.clone());
    finding.found = Some(home);
    finding.found_in = Some(sign.found_in.as_str().into());
}

#[cfg(test)]
mod tests {
    use crate::judge::builder::{Sample, Saying, Seeing, cite, page, words};
    use crate::model::{Citation, Fact, Observation};

    const DEEP: &str = "https://herald.example/2021/05/dam";
    const HOME: &str = "https://herald.example/";
    const DAM: &str = "The dam that was never finished";

    fn start(from: &str) -> Observation {
        let mut start = page(&["The Valley Herald: news of the valley"]).marked("to-home").via(302, from, HOME);
        let name = Fact { value: "The Valley Herald".into(), found_in: "og:site_name" };
        start.page.get_or_insert_default().publishers.push(name);
        start
    }

    fn judged(citation: Citation, from: &str, seen: Observation) -> (Vec<String>, &'static str) {
        let mut sample = Sample::declared();
        sample.note("1", vec![citation.at(from)]);
        sample.web(from, seen);
        (sample.found(), sample.verdicts()[0].0)
    }

    #[test]
    fn finds_pages_that_lead_home() {
        let found = || (vec!["redirected-home error".to_owned()], "dead");
        assert_eq!(judged(cite(DAM), DEEP, start(DEEP)), found());
        assert_eq!(judged(words("A remark"), DEEP, start(DEEP)), found());
        assert_eq!(Sample::declared().link(DEEP).web(DEEP, start(DEEP)).found(), ["redirected-home error"]);
    }

    #[test]
    fn silent_where_the_start_is_what_is_meant() {
        let folder = "https://herald.example/pages/en/default.aspx";
        let doi = "https://doi.org/10.1234/dam";
        for (citation, from, seen) in [
            (cite(DAM), DEEP, start(DEEP).text("Today: The dam that was never finished, by our staff.")),
            (cite("The Valley Herald"), DEEP, start(DEEP)),
            (words("The site of the paper"), folder, start(folder)),
            (words("The site of the journal"), doi, start(doi)),
        ] {
            let (found, verdict) = judged(citation.clone(), from, seen);
            assert!(found.is_empty() && matches!(verdict, "alive" | "verified"), "{citation:?} {found:?} {verdict}");
        }
    }
}
