//! A page whose content is another one by now.

use crate::judge::{Case, Check, Findings, Rule};
use crate::model::{Message, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    name: "content-drifted",
    severity: Severity::Warning,
    enabled: true,
    network: true,
    check: Check::Citation(check),
};

fn check(case: &Case<'_>, findings: &mut Findings) {
    let Some(drift) = &case.opinion.drift else { return };
    let Some(copy) = case.observation().and_then(|seen| seen.archived.as_ref()) else { return };
    let day = copy.at.get(..10).unwrap_or(&copy.at);
    let message = Message::new("content-drifted")
        .with("found", drift.found.as_str())
        .with("day", day)
        .with("archived", copy.url.as_str());
    let finding = findings.add(case.spot(), message, "content-drifted.help");
    finding.cited.clone_from(&case.citation.title);
    finding.found = Some(drift.found.as_str().into());
    finding.found_in = Some(drift.found_in.into());
    finding.score = Some(drift.score.round());
}

#[cfg(test)]
mod tests {
    use crate::judge::builder::{Sample, Saying, Seeing, cite, page};
    use crate::model::{Archived, Observation};

    const URL: &str = "https://herald.example/dam";
    const DAM: &str = "The dam that was never finished";
    const LAMB: &str = "Ten recipes for the spring lamb";

    fn judged(live: Observation, copy: Observation) -> (Vec<String>, (&'static str, Option<&'static str>)) {
        let archived = Archived {
            url: "https://archive.example/web/20210506000000/https://herald.example/dam".into(),
            at: "2021-05-06T00:00:00Z".into(),
            title: None,
            page: copy.page,
        };
        let mut sample = Sample::declared();
        sample.note("1", vec![cite(DAM).on(&["2021-05-04"]).at(URL)]);
        sample.web(URL, Observation { archived: Some(Box::new(archived)), ..live });
        (sample.found(), sample.verdicts()[0])
    }

    #[test]
    fn finds_pages_that_are_others_by_now() {
        let live = || page(&[LAMB]).published("2024-02-01", "dc.date");
        let (found, verdict) = judged(live(), page(&[DAM]).published("2021-05-04", "dc.date"));
        assert_eq!(found, ["content-drifted warning"]);
        assert_eq!(verdict, ("mismatched", Some("reason-drifted")));
    }

    #[test]
    fn silent_where_the_copy_is_another_too_or_the_page_agrees() {
        let (found, _) = judged(page(&[LAMB]), page(&[LAMB]));
        assert_eq!(found, ["title-mismatch error"]);
        let (found, verdict) = judged(page(&[DAM]), page(&[DAM]));
        assert_eq!((found, verdict.0), (vec![], "verified"));
    }
}
