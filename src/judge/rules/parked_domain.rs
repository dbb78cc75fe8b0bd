//! A page whose domain is for sale.

use super::dead_link::cure;
use crate::judge::{Check, Findings, Gone, Link, Reach, Rule};
use crate::model::{Message, Severity};

/// The rule.
pub static RULE: Rule =
    Rule { name: "parked-domain", severity: Severity::Error, enabled: true, network: true, check: Check::Link(check) };

fn check(link: &Link<'_>, findings: &mut Findings) {
    let Reach::Gone(Gone::Parked(sign), seen) = link.reach() else { return };
    let asked = seen.hops.first().map_or(link.url, |hop| hop.url.as_str());
    let host = url::Url::parse(asked).or_else(|_| url::Url::parse(link.url));
    let host = host.ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    let (message, help) = cure(Message::new("parked-domain").with("host", host), seen, "parked-domain.help");
    let finding = findings.add(link.spot(), message, help);
    finding.cited = link.cited.as_ref().and_then(|case| case.citation.title.clone());
    finding.found = seen.page.as_ref().and_then(|page| page.titles.first()).map(|title| title.value.clone());
    finding.found_in = Some(sign.found_in.as_str().into());
}

#[cfg(test)]
mod tests {
    use crate::judge::builder::{Sample, Saying, Seeing, cite, page};
    use crate::model::{Mark, Observation};

    const URL: &str = "https://herald.example/2021/05/dam";
    const DAM: &str = "The dam that was never finished";

    fn judged(observation: Observation) -> (Vec<String>, &'static str) {
        let mut sample = Sample::declared();
        sample.note("1", vec![cite(DAM).at(URL)]);
        sample.web(URL, observation);
        (sample.found(), sample.verdicts()[0].0)
    }

    fn long(mut observation: Observation) -> Observation {
        observation.page.get_or_insert_default().text_length = Some(9000);
        observation
    }

    #[test]
    fn finds_what_is_for_sale() {
        let found = || (vec!["parked-domain error".to_owned()], "dead");
        assert_eq!(judged(page(&["herald.example"]).marked("parked")), found());
        let mut sold = long(page(&["herald.example is for sale"])).via(302, URL, "https://www.sedo.com/x");
        sold.marks.push(Mark { mark: "parked", found_in: "redirect to sedo.com".to_owned() });
        assert_eq!(judged(sold), found());
    }

    #[test]
    fn silent_for_pages_that_speak_of_it() {
        assert_eq!(judged(page(&[DAM]).marked("parked")), (vec![], "verified"));
        let (found, _) = judged(long(page(&["How domains are bought and sold in the valley"])).marked("parked"));
        assert_eq!(found, ["title-mismatch error"]);
    }
}
