//! A page of another day.

use crate::judge::{Case, Check, DateOpinion, Findings, Rule};
use crate::model::{DateReading, Message, PartialDate, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    name: "date-mismatch",
    severity: Severity::Warning,
    enabled: true,
    network: false,
    check: Check::Citation(check),
};

fn check(case: &Case<'_>, findings: &mut Findings) {
    let DateOpinion::Contradicts { cited, found, found_in, twice } = &case.opinion.date else { return };
    let id = if *found_in == "url" { "date-mismatch-url" } else { id(*cited, *found) };
    let message =
        Message::new(id).with("cited", cited.to_string()).with("found", found.to_string()).with("found_in", *found_in);
    let finding = findings.add(case.spot(), message, "date-mismatch.help");
    finding.cited = Some(cited.to_string().into());
    finding.found = Some(found.to_string().into());
    finding.found_in = Some((*found_in).into());
    // Where year and month agree the page is most likely the one meant. A work cited by its year or month alone may well
    // have gone online before or after it was printed.
    if *twice && cited.start().day.is_some() && !same_month(cited.start(), *found) {
        finding.severity = Severity::Error;
    }
}

/// The message that says what agrees.
fn id(cited: DateReading, found: PartialDate) -> &'static str {
    let cited = cited.start();
    if same_month(cited, found) {
        "date-mismatch-same-month"
    } else if cited.year == found.year && cited.day.is_some() && cited.day == found.day {
        "date-mismatch-month-differs"
    } else if cited.year != found.year && cited.month.is_some() && (cited.month, cited.day) == (found.month, found.day)
    {
        "date-mismatch-year-differs"
    } else {
        "date-mismatch"
    }
}

fn same_month(a: PartialDate, b: PartialDate) -> bool {
    a.year == b.year && a.month.is_some() && a.month == b.month
}

#[cfg(test)]
mod tests {
    use crate::judge::builder::{Sample, Saying, Seeing, cite, page};
    use crate::model::{Citation, Observation};

    const META: &str = "article:published_time";
    const LD: &str = "ld:datePublished";

    fn judged(citation: Citation, url: &str, seen: Option<Observation>) -> (Vec<String>, &'static str) {
        let mut sample = Sample::declared();
        sample.note("1", vec![citation.at(url)]);
        if let Some(seen) = seen {
            sample.web(url, seen);
        }
        (sample.found(), sample.verdicts()[0].0)
    }

    const URL: &str = "https://herald.example/dam";
    const DATED: &str = "https://herald.example/2021/oct/05/dam";

    fn dam(dates: &[&str]) -> Citation {
        cite("The dam that was never finished").on(dates)
    }

    fn seen() -> Observation {
        page(&["The dam that was never finished"])
    }

    #[test]
    fn finds_other_days() {
        let cited = || dam(&["2021-11-05"]);
        for (url, seen, finding) in [
            (URL, seen().published("2021-10-05", META), "date-mismatch warning date-mismatch-month-differs"),
            (URL, seen().published("2019-03-08", META), "date-mismatch warning"),
            (URL, seen().published("2020-11-05", META), "date-mismatch warning date-mismatch-year-differs"),
            (URL, seen().published("2021-11-25", META), "date-mismatch warning date-mismatch-same-month"),
            (URL, seen().published("2019-03-08", META).published("2019-03-08", LD), "date-mismatch error"),
            (DATED, seen(), "date-mismatch warning date-mismatch-url"),
        ] {
            assert_eq!(judged(cited(), url, Some(seen)), (vec![finding.to_owned()], "mismatched"), "{url}");
        }
        let offline = judged(cited(), DATED, None);
        assert_eq!(offline, (vec!["date-mismatch warning date-mismatch-url".to_owned()], "unchecked"));
    }

    #[test]
    fn silent_for_any_agreement() {
        for (dates, url, seen) in [
            (&["2021-11-05"][..], URL, seen().published("2021-11-06", META)),
            (&["2021-11-05", "2021-05-11"], URL, seen().published("2021-05-11", META)),
            (&["2021"], URL, seen().published("2021-05-11", META)),
            (&["2021-05"], URL, seen().published("2021-05-11", META)),
            (&["2021-11-05"], URL, seen().published("2021-05-11", META).modified("2021-11-05")),
            (&["2021-11-05"], URL, seen().published("2021-05-11", META).text("Printed on 5 November 2021.")),
            (&["2021-10-05"], DATED, seen().published("2023-01-01", META)),
            (&["2021-11-05"], "https://herald.example/uploads/2023/05/dam.pdf", seen()),
            (&["2021-11-05"], "https://herald.example/2021/11/dam", seen()),
            (&[], DATED, seen()),
        ] {
            let (found, verdict) = judged(dam(dates), url, Some(seen));
            assert!(found.iter().all(|finding| finding.starts_with("malformed")), "{dates:?} {url} {found:?}");
            assert_eq!(verdict, "verified", "{dates:?} {url}");
        }
    }

    #[test]
    fn a_day_that_stands_nowhere_is_not_verified() {
        for (dates, seen, verdict) in [
            (&["2021-11-05"][..], seen().modified("2023-01-01"), "alive"),
            (&["2021-11-05"], seen().text("Opened on 8 March 2019, and again in 2021."), "alive"),
            (&["2021-11"], seen().modified("2023-01-01"), "verified"),
            (&["2021-11-05"], seen().text("Opened again in 2021."), "verified"),
        ] {
            assert_eq!(judged(dam(dates), URL, Some(seen)), (vec![], verdict), "{dates:?}");
        }
    }

    #[test]
    fn a_month_says_nothing_of_a_day_that_the_page_gives() {
        let url = "https://herald.example/2021/11/dam";
        let found = judged(dam(&["2021-11-05"]), url, Some(seen().published("2021-11-25", META)));
        assert_eq!(found, (vec!["date-mismatch warning date-mismatch-same-month".to_owned()], "mismatched"));
        assert_eq!(judged(dam(&["2021-11"]), url, Some(seen().published("2021-11-25", META))), (vec![], "verified"));
    }
}
