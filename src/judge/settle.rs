//! Which findings are reported, in which order, under which fingerprint. Rules know nothing of this.

use std::collections::HashMap;
use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::findings::{Draft, Findings};
use super::{RULES, Settings};
use crate::model::Finding;
use crate::text::similarity::fold;

/// How many letters of a note or a sentence tell it from others.
const WORDS: usize = 80;
/// How many hexadecimal digits of the digest are kept.
const DIGITS: usize = 32;

/// The findings in document order, with fingerprints.
pub(super) fn settle(findings: Findings) -> Vec<Finding> {
    let mut drafts = findings.into_drafts();
    // The sort is stable: at one place, the order of the table of rules stands.
    drafts.sort_by_key(|draft| (draft.finding.document, draft.spot.at));
    let mut equals: HashMap<String, usize> = HashMap::new();
    let mut settled = Vec::with_capacity(drafts.len());
    for mut draft in drafts {
        let key = key(&draft);
        let ordinal = equals.entry(key.clone()).or_default();
        *ordinal += 1;
        draft.finding.fingerprint = digest(&format!("{key}\u{1F}{ordinal}"));
        settled.push(draft.finding);
    }
    settled
}

/// Whether the settings let through what a rule finds. What of a rule is not shown need not be looked for.
pub(super) fn is_reported(name: &str, settings: &Settings) -> bool {
    let names = |list: &[String]| list.iter().any(|other| other == name);
    let selected = match &settings.select {
        Some(select) => names(select),
        None => RULES.iter().any(|rule| rule.name == name && rule.enabled),
    };
    (selected || names(&settings.extend_select)) && !names(&settings.ignore)
}

/// What makes a finding the same in the next run: neither the note's number nor the line, which change with every edit.
fn key(draft: &Draft) -> String {
    let spot = &draft.spot;
    let url = spot.source.as_ref().map(|(_, url)| url.as_str()).or(spot.url.as_deref()).unwrap_or_default();
    let title = spot.title.as_deref().map(fold).unwrap_or_default();
    let words = if url.is_empty() && title.is_empty() {
        fold(&spot.words).chars().take(WORDS).collect()
    } else {
        String::new()
    };
    [draft.finding.rule, &spot.path, url, &title, &words].join("\u{1F}")
}

fn digest(key: &str) -> String {
    let mut hex = String::with_capacity(2 * DIGITS);
    for byte in Sha256::digest(key.as_bytes()) {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex.truncate(DIGITS);
    hex
}

#[cfg(test)]
mod tests {
    use crate::judge::builder::{Sample, Saying, cite, status};

    fn two_dead_links() -> Sample {
        let mut sample = Sample::declared();
        for number in ["1", "2"] {
            sample.note(number, vec![cite("The dam").at("https://herald.example/dam?utm_source=a")]);
        }
        sample.web("https://herald.example/dam?utm_source=a", status(404));
        sample
    }

    #[test]
    fn findings_stand_in_document_order_and_at_one_place_in_that_of_the_table() {
        let found = two_dead_links().found();
        assert_eq!(
            found,
            ["tracking-parameters info", "dead-link error", "tracking-parameters info", "dead-link error"]
        );
    }

    #[test]
    fn settings_choose_the_rules() {
        let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        let mut sample = two_dead_links();
        sample.settings.select = Some(names(&["dead-link"]));
        assert_eq!(sample.found(), ["dead-link error", "dead-link error"]);
        sample.settings.extend_select = names(&["tracking-parameters"]);
        assert_eq!(sample.found().len(), 4);
        sample.settings.ignore = names(&["dead-link"]);
        assert_eq!(sample.found(), ["tracking-parameters info", "tracking-parameters info"]);
        assert_eq!(sample.verdicts()[0].0, "dead", "a verdict does not depend on what is reported");
    }

    #[test]
    fn fingerprints_outlive_renumbering_and_tell_equals_apart() {
        let fingerprints = |sample: &mut Sample| -> Vec<String> {
            sample.judged().into_iter().map(|finding| finding.fingerprint).collect()
        };
        let before = fingerprints(&mut two_dead_links());
        assert!(before.iter().all(|print| print.len() == 32 && print.bytes().all(|byte| byte.is_ascii_hexdigit())));
        let mut moved = two_dead_links();
        for (note, number) in moved.audit.notes.iter_mut().zip(["7", "8"]) {
            note.number = number.to_owned();
            note.range = note.range.start + 50..note.range.end + 50;
        }
        let mut distinct = before.clone();
        distinct.sort();
        distinct.dedup();
        assert_eq!(distinct.len(), 4);
        assert_eq!(fingerprints(&mut moved), before);
    }
}
