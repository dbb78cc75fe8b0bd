//! A date that has not come yet.

use jiff::ToSpan;

use crate::judge::{Case, Check, Findings, Rule};
use crate::model::{Message, PartialDate, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    name: "future-date",
    severity: Severity::Warning,
    enabled: true,
    network: false,
    check: Check::Citation(check),
};

fn check(case: &Case<'_>, findings: &mut Findings) {
    let now = case.whole.settings.now;
    let latest = now.checked_add(1.day()).unwrap_or(now);
    let is_future = |date: PartialDate| date.first_day().is_some_and(|day| day > latest);
    if let Some(date) = &case.citation.date
        && !date.readings.is_empty()
        && date.readings.iter().all(|reading| is_future(reading.start()))
    {
        let message = Message::new("future-date").with("cited", date.text.as_str()).with("now", now.to_string());
        findings.add(case.spot(), message, "future-date.help").cited = Some(date.text.clone());
    }
    if let Some(accessed) = case.citation.accessed.filter(|&date| is_future(date)) {
        let message =
            Message::new("future-date-accessed").with("cited", accessed.to_string()).with("now", now.to_string());
        findings.add(case.spot(), message, "future-date.help").cited = Some(accessed.to_string().into());
    }
}

#[cfg(test)]
mod tests {
    use crate::judge::builder::{Sample, Saying, cite, day};
    use crate::model::Citation;

    fn found(citation: Citation) -> Vec<String> {
        let mut sample = Sample::declared();
        sample.note("1", vec![citation]);
        sample.found()
    }

    #[test]
    fn finds_what_has_not_come() {
        for dates in [&["2026-06-03"][..], &["2027"], &["2026-07"], &["2026-08-09", "2026-09-08"]] {
            assert_eq!(found(cite("The dam").on(dates)), ["future-date warning"], "{dates:?}");
        }
        let accessed =
            Citation { accessed: Some(day("2026-12-01")), ..cite("The dam").at("https://herald.example/dam") };
        assert_eq!(found(accessed), ["future-date warning future-date-accessed"]);
    }

    #[test]
    fn silent_up_to_a_day_after_and_for_any_reading_that_has_come() {
        for dates in
            [&["2026-06-01"][..], &["2026-06-02"], &["2026"], &["2026-06"], &["2026-10-05", "2026-05-10"], &["1999"]]
        {
            assert!(found(cite("The dam").on(dates)).is_empty(), "{dates:?}");
        }
    }
}
