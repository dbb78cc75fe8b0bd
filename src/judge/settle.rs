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

/// What the settings let through, in document order, with fingerprints.
pub(super) fn settle(findings: Findings, settings: &Settings) -> Vec<Finding> {
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
        if is_reported(draft.finding.rule, settings) {
            settled.push(draft.finding);
        }
    }
    settled
}

fn is_reported(name: &str, settings: &Settings) -> bool {
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
