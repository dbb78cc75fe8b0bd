//! One page cited as if it were two.

use std::collections::{HashMap, HashSet};

use smol_str::SmolStr;

use crate::judge::compare::{is_quotation, prose};
use crate::judge::{Case, Check, Findings, Rule, Whole};
use crate::model::{DateReading, Message, Related, Severity, SourceId};
use crate::text::similarity::{comparable, title_score};

/// The rule.
pub static RULE: Rule = Rule {
    name: "inconsistent-citation",
    severity: Severity::Warning,
    enabled: true,
    network: false,
    check: Check::Document(check),
};

/// Score under which two titles are clearly not the same.
const OTHER: f64 = 50.0;
/// Words a title must have for that.
const WORDS: usize = 3;

fn check(whole: &Whole<'_>, findings: &mut Findings) {
    let counted =
        |case: &Case<'_>| case.citation.source.filter(|_| !case.is_uncertain() && case.citation.same_work_as.is_none());
    // Most pages are cited once, and nothing is to be kept of them.
    let mut again: HashSet<SourceId> = HashSet::new();
    let mut once: HashSet<SourceId> = HashSet::new();
    again.extend(whole.cases().filter_map(|case| counted(&case)).filter(|&source| !once.insert(source)));
    drop(once);
    let mut first: HashMap<SourceId, Vec<Case<'_>>> = HashMap::new();
    for case in whole.cases() {
        let Some(source) = counted(&case).filter(|source| again.contains(source)) else { continue };
        let earlier = first.entry(source).or_default();
        let conflict = earlier.iter().find_map(|other| Some((other, conflict(other, &case)?)));
        if let Some((other, Conflict { id, cited, found })) = conflict {
            let message = Message::new(id)
                .with("cited", cited.as_str())
                .with("other", found.as_str())
                .with("number", other.note.number.as_str());
            let there = Message::new("inconsistent-citation-earlier").with("number", other.note.number.as_str());
            let finding = findings.add(case.spot(), message, "inconsistent-citation.help");
            finding.cited = Some(cited);
            finding.found = Some(found);
            finding.found_in = Some("document".into());
            finding.related.push(Related { place: other.spot().place, message: there });
        }
        // One of each note is enough to compare with, and keeps the work linear where one URL is cited all through.
        if earlier.len() < 2 {
            earlier.push(case);
        }
    }
}

struct Conflict {
    id: &'static str,
    cited: SmolStr,
    found: SmolStr,
}

fn conflict(earlier: &Case<'_>, later: &Case<'_>) -> Option<Conflict> {
    let (a, b) = (earlier.citation, later.citation);
    if let (Some(found), Some(cited)) = (&a.title, &b.title) {
        let words = |title: &str| title.split_whitespace().count() >= WORDS;
        let alike = title_score(cited, found).max(title_score(found, cited));
        let elsewhere = title_score(found, &prose(later.note, b)).max(title_score(cited, &prose(earlier.note, a)));
        // What is quoted from a page is not its title.
        let titles = ![cited, found].into_iter().any(|title| is_quotation(title));
        if titles && words(cited) && words(found) && comparable(cited, found) && alike.max(elsewhere) < OTHER {
            return Some(Conflict { id: "inconsistent-citation-title", cited: cited.clone(), found: found.clone() });
        }
    }
    let (found, cited) = (a.date.as_ref()?, b.date.as_ref()?);
    let agree = |a: &DateReading, b: &DateReading| a.agrees(b.start(), 1) || b.agrees(a.start(), 1);
    let differ = !found.readings.is_empty()
        && !cited.readings.is_empty()
        && !found.readings.iter().any(|a| cited.readings.iter().any(|b| agree(a, b)));
    differ.then(|| Conflict { id: "inconsistent-citation-date", cited: cited.text.clone(), found: found.text.clone() })
}

#[cfg(test)]
mod tests {
    use crate::judge::builder::{Sample, Saying, cite};
    use crate::model::Citation;

    const URL: &str = "https://herald.example/dam";

    fn found(first: Citation, second: Citation) -> Vec<String> {
        let mut sample = Sample::declared();
        sample.note("1", vec![first.at(URL)]);
        sample.note("2", vec![second.at(URL)]);
        sample.found()
    }

    #[test]
    fn finds_two_works_at_one_url() {
        let dam = || cite("The dam that was never finished");
        assert_eq!(
            found(dam(), cite("Harbour dues rise yet again")),
            ["inconsistent-citation warning inconsistent-citation-title"]
        );
        assert_eq!(
            found(dam().on(&["2021-05-04"]), dam().on(&["2020-02-01"])),
            ["inconsistent-citation warning inconsistent-citation-date"]
        );
    }

    #[test]
    fn silent_for_one_work_in_other_words() {
        let dam = || cite("The dam that was never finished");
        for (first, second) in [
            (dam(), cite("The Dam that was never Finished: a report")),
            (dam(), cite("السد الذي لم يكتمل بناؤه قط")),
            (dam().on(&["2021-05-04"]), dam().on(&["2021"])),
            (dam().on(&["2021-05-04", "2021-04-05"]), dam().on(&["2021-04-05"])),
            (dam(), cite("The dam")),
        ] {
            assert!(found(first.clone(), second.clone()).is_empty(), "{first:?} {second:?}");
        }
    }
}
