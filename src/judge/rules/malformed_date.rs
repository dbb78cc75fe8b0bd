//! A cited date that cannot be one.

use crate::judge::{Case, Check, Findings, Rule};
use crate::model::{Message, Severity};
use crate::text::digits::to_ascii;
use crate::text::similarity::fold;

/// The rule.
pub static RULE: Rule = Rule {
    name: "malformed-date",
    severity: Severity::Warning,
    enabled: true,
    network: false,
    check: Check::Citation(check),
};

/// Most that a day written wrong comes to.
const DAY: u32 = 39;
/// Most that a month written wrong comes to.
const MONTH: u32 = 19;
/// Words before the numbers of cases, laws and documents; folded.
#[rustfmt::skip]
const NUMBERED: [&str; 26] = [
    "no", "nr", "n", "num", "number", "case", "file", "law", "decree", "decision", "resolution", "doc", "document", "ref",
    "رقم", "عدد", "قضيه", "القرار", "قرار", "قانون", "القانون", "مرسوم", "sayi", "sayili", "karar", "esas",
];

fn check(case: &Case<'_>, findings: &mut Findings) {
    let Some(date) = case.citation.date.as_ref().filter(|date| date.readings.is_empty()) else { return };
    if is_number(&date.text, &case.citation.text) {
        return;
    }
    let message = Message::new("malformed-date").with("cited", date.text.as_str());
    findings.add(case.spot(), message, "malformed-date.help").cited = Some(date.text.clone());
}

/// Whether what was taken for a date is rather a number with strokes in it: a word says so before it, it goes on from
/// letters, or no slip makes a day and a month of its parts.
fn is_number(date: &str, citation: &str) -> bool {
    let before = citation.split_once(date).map_or("", |(before, _)| before);
    let folded = fold(before);
    let said = folded.rsplit(' ').next().is_some_and(|word| NUMBERED.contains(&word));
    let ascii = to_ascii(date);
    let parts: Vec<u32> = ascii.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect();
    let mut small: Vec<u32> = parts.into_iter().filter(|part| *part < 1000).collect();
    small.sort_unstable();
    let far = matches!(small.as_slice(), [month, day] if *month > MONTH || *day > DAY);
    said || before.ends_with(['/', '-', '_']) || far
}

#[cfg(test)]
mod tests {
    use super::is_number;
    use crate::judge::builder::{Sample, Saying, cite};
    use crate::model::Citation;

    fn found(citation: Citation) -> Vec<String> {
        let mut sample = Sample::declared();
        sample.note("1", vec![citation]);
        sample.found()
    }

    #[test]
    fn only_what_has_no_reading() {
        assert_eq!(found(cite("The dam").on(&[])), ["malformed-date warning"]);
        assert!(found(cite("The dam").on(&["2021-05-04"])).is_empty());
        assert!(found(cite("The dam").on(&["2021-05-04", "2021-04-05"])).is_empty());
        assert!(found(cite("The dam")).is_empty());
    }

    #[test]
    fn numbers_of_cases_and_laws_are_no_dates() {
        for (text, expected) in [
            ("31/02/2021", false),
            ("٣١/٠٢/٢٠٢١", false),
            ("15/13/2021", false),
            ("45/2021/13", true),
            ("2021/45/13", true),
            ("3/44/2019", true),
        ] {
            assert_eq!(is_number(text, &format!("The Court, {text}")), expected, "{text}");
        }
        for before in ["Case No. ", "القرار رقم ", "Karar No: ", "S/"] {
            assert!(is_number("31/02/2021", &format!("{before}31/02/2021")), "{before}");
        }
    }
}
