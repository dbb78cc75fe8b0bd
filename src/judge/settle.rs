//! Which findings are reported, in which order, under which fingerprint. Rules know nothing of this.

use std::collections::HashMap;
use std::fmt::Write;

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

use super::findings::{Draft, Findings};
use super::rules::dead_link;
use super::{Decided, Former, Idle, RULES, Settings, comments, ignores};
use crate::model::{Audit, Finding, Message, Related, Severity, Sources};
use crate::text::similarity::fold;

/// How many letters of a note or a sentence tell it from others.
const WORDS: usize = 80;
/// How many hexadecimal digits of the digest are kept.
const DIGITS: usize = 32;

/// Suppresses what ignores cover, and returns those that do not do what they are there for.
pub(super) fn ignore(findings: &mut Findings, audits: &[Audit], sources: &Sources, settings: &Settings) -> Vec<Idle> {
    if settings.decided.no_ignores {
        return Vec::new();
    }
    ignores::apply(findings.drafts_mut(), audits, sources, settings)
}

/// The findings in document order, with fingerprints and with what was decided about them.
pub(super) fn settle(findings: Findings, audits: &[Audit], sources: &Sources, settings: &Settings) -> Vec<Finding> {
    let mut drafts = findings.into_drafts();
    for draft in &mut drafts {
        weigh(&mut draft.finding, sources, &settings.decided);
    }
    // At one place, the order of the table of rules stands.
    let in_table = |finding: &Finding| RULES.iter().position(|rule| rule.name == finding.rule);
    drafts.sort_by_cached_key(|draft| (draft.finding.document, draft.spot.at, in_table(&draft.finding)));
    let mut equals: HashMap<String, usize> = HashMap::new();
    let mut settled = Vec::with_capacity(drafts.len());
    for mut draft in drafts {
        let key = key(&draft, &draft.spot.path);
        let ordinal = equals.entry(key.clone()).or_default();
        *ordinal += 1;
        draft.finding.fingerprint = fingerprint(&key, *ordinal);
        draft.finding.known_as = known_as(&draft, *ordinal, &settings.decided);
        settled.push(draft.finding);
    }
    for finding in settled.iter_mut().filter(|finding| finding.suppressed.is_none()) {
        let known = settings.decided.known.get(finding.known_as.as_ref().unwrap_or(&finding.fingerprint));
        finding.suppressed = known.cloned().or_else(|| comments::accepted(finding, audits));
    }
    settled
}

/// The fingerprint under which a finding is known, where its document had another name then: what is the same but for
/// the name of a document that is there no more has moved.
fn known_as(draft: &Draft, ordinal: usize, decided: &Decided) -> Option<String> {
    if decided.known.contains_key(&draft.finding.fingerprint) {
        return None;
    }
    let alike =
        |former: &&Former| former.rule == draft.finding.rule && former.url.as_deref() == draft.finding.url.as_deref();
    let mut former = decided.former.iter().filter(alike);
    let moved = former.find(|former| fingerprint(&key(draft, &former.document), ordinal) == former.fingerprint)?;
    Some(moved.fingerprint.clone())
}

/// Gives a finding the severity that was decided on. A page that has been gone for a short time only, by the history of
/// the cache, is a warning where that was asked for.
fn weigh(finding: &mut Finding, sources: &Sources, decided: &Decided) {
    if let Some(severity) = decided.severities.get(finding.rule) {
        finding.severity = *severity;
    }
    let Some(wanted) = decided.dead_after.filter(|_| finding.rule == dead_link::RULE.name) else { return };
    let seen = finding.source.and_then(|source| sources.get(source)).and_then(|source| source.observation.as_deref());
    let since = seen.and_then(|seen| seen.history.as_ref()?.first_failure.as_deref());
    let looked = seen.and_then(|seen| seen.looks.last().map(|look| look.at.as_str()));
    let time = |text: Option<&str>| text.and_then(|text| text.parse::<Timestamp>().ok());
    let gone_for = time(since).zip(time(looked)).map(|(since, looked)| looked.duration_since(since));
    let wanted = SignedDuration::try_from(wanted).unwrap_or(SignedDuration::MAX);
    if gone_for.is_none_or(|gone_for| gone_for < wanted) && finding.severity == Severity::Error {
        finding.severity = Severity::Warning;
        let since = since.or(looked).and_then(|since| since.get(..10)).unwrap_or_default();
        let message = Message::new("dead-link-lately").with("since", since);
        finding.related.push(Related { place: finding.place.clone(), message });
    }
}

/// Whether the settings let through what a rule finds. What of a rule is not shown need not be looked for.
/// `path` is that of the document as given.
pub(super) fn is_reported(name: &str, path: &str, settings: &Settings) -> bool {
    let names = |list: &[String]| list.iter().any(|other| other == name);
    let of = settings.decided.of(path);
    let selected = match of.and_then(|of| of.select.as_ref()).or(settings.select.as_ref()) {
        Some(select) => names(select),
        None => RULES.iter().any(|rule| rule.name == name && rule.enabled),
    };
    let also = names(&settings.extend_select) || of.is_some_and(|of| names(&of.extend_select));
    let not = names(&settings.ignore) || of.is_some_and(|of| names(&of.ignore));
    (selected || also) && !not
}

/// What makes a finding of a document of this name the same in the next run: neither the note's number nor the line,
/// which change with every edit.
fn key(draft: &Draft, name: &str) -> String {
    let spot = &draft.spot;
    let url = spot.source.as_ref().map(|(_, url)| url.as_str()).or(spot.url.as_deref()).unwrap_or_default();
    let title = spot.title.as_deref().map(fold).unwrap_or_default();
    let words = if url.is_empty() && title.is_empty() {
        fold(&spot.words).chars().take(WORDS).collect()
    } else {
        String::new()
    };
    [draft.finding.rule, name, url, &title, &words].join("\u{1F}")
}

/// The fingerprint of a key, of which there may be several equals.
fn fingerprint(key: &str, ordinal: usize) -> String {
    let mut hex = String::with_capacity(2 * DIGITS);
    for byte in Sha256::digest(format!("{key}\u{1F}{ordinal}")) {
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
            note.number = number.into();
            note.range = note.range.start + 50..note.range.end + 50;
        }
        let mut distinct = before.clone();
        distinct.sort();
        distinct.dedup();
        assert_eq!(distinct.len(), 4);
        assert_eq!(fingerprints(&mut moved), before);
    }
}
