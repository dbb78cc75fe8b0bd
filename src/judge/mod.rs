//! Evidence to findings and verdicts; pure and synchronous.
//!
//! [`judge`] settles doubtful pairings by what was seen, compares every citation with its page, asks every rule, gives
//! every citation its verdict, and settles the order of the findings. Rules that the settings leave out are not asked; a
//! verdict does not depend on which rules are.

mod case;
mod comments;
mod compare;
mod copies;
mod decided;
mod findings;
mod ignores;
mod pairing;
mod reach;
pub mod rules;
mod settle;
mod settles;
mod verdict;

#[cfg(test)]
mod builder;

pub use case::{Case, Link, Spot, Whole};
pub use compare::{Certainty, DateOpinion, Drift, Opinion, PublisherOpinion, TitleOpinion};
pub use copies::{Doubtful, doubtful};
pub use decided::{Decided, Former, Ignore, OfDocument};
pub use findings::Findings;
pub use ignores::{Idle, Why};
pub use reach::{Gone, Reach, Refusal, leads_nowhere, leads_somewhere};
pub use rules::RULES;
pub use settles::{Claim, settles};

use crate::model::{Audit, Finding, RuleText, Severity, Sources};
use crate::text::publisher::Publishers;

/// A named check.
///
/// `RULE` of its module, listed in [`RULES`]. What it finds, why that matters and what to do is explained in the catalogues
/// of [`lang`](crate::lang), under its name.
#[derive(Debug)]
pub struct Rule {
    /// Its name: that of its file, its messages and its tests.
    pub name: &'static str,
    /// How grave what it finds is as a rule; single findings may be graver or less so.
    pub severity: Severity,
    /// Whether it is in the default set.
    pub enabled: bool,
    /// Whether it needs answers of the web.
    pub network: bool,
    /// The check.
    pub check: Check,
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// A whole document.
    Document(fn(&Whole<'_>, &mut Findings)),
    /// Each citation, with what its page was compared to be.
    Citation(fn(&Case<'_>, &mut Findings)),
    /// Each URL: cited, listed and claimed by no note, or in running text.
    Link(fn(&Link<'_>, &mut Findings)),
    /// Each ignore that does not do what it is there for.
    Idle(fn(&Idle, &mut Findings)),
}

/// What can be set of judging.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The day taken for today.
    pub now: jiff::civil::Date,
    /// The names of the rules to report instead of the default set.
    pub select: Option<Vec<String>>,
    /// The names of rules to report besides.
    pub extend_select: Vec<String>,
    /// The names of rules not to report.
    pub ignore: Vec<String>,
    /// The publishers that are known by several names.
    pub publishers: Publishers,
    /// Whether the answers come from a record, where no second look can be had.
    pub record: bool,
    /// What was decided about findings before.
    pub decided: Decided,
}

impl Settings {
    /// The default settings on a day.
    pub fn on(now: jiff::civil::Date) -> Self {
        Self {
            now,
            select: None,
            extend_select: Vec::new(),
            ignore: Vec::new(),
            publishers: Publishers::default(),
            record: false,
            decided: Decided::default(),
        }
    }
}

/// The rule of a name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}

/// The rules, for reports that list them.
pub fn texts() -> Vec<RuleText> {
    let text = |rule: &&Rule| {
        let Rule { name, severity, enabled, .. } = **rule;
        RuleText { name, severity, enabled }
    };
    RULES.iter().map(text).collect()
}

/// Judges documents by what was seen at their sources: sets the verdict and reason of every citation, settles doubtful
/// pairings, and returns what the settings let through of the findings, in document order, with fingerprints.
pub fn judge(audits: &mut [Audit], sources: &Sources, settings: &Settings) -> Vec<Finding> {
    let mut findings = Findings::default();
    let pages = compare::Pages::new(sources, settings);
    for (document, audit) in audits.iter_mut().enumerate() {
        pairing::settle(audit, &pages);
        let opinions = compare::opinions(audit, &pages);
        let whole = Whole::new(document, audit, &opinions, sources, settings);
        let path = &audit.document.path;
        let reported = |rule: &&Rule| settle::is_reported(rule.name, path, settings);
        let rules: Vec<&Rule> = RULES.into_iter().filter(reported).collect();
        findings.ask(&rules, &whole);
        verdict::give(audit, &opinions, sources, settings);
    }
    for idle in settle::ignore(&mut findings, audits, sources, settings) {
        let path = audits.get(idle.spot.document).map_or("", |audit| &audit.document.path);
        let rule = &rules::unused_ignore::RULE;
        if settle::is_reported(rule.name, path, settings) {
            findings.ask_idle(rule, &idle);
        }
    }
    settle::settle(findings, audits, sources, settings)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test is what an unwrap is for")]
mod tests {
    use std::collections::HashSet;

    use super::builder::{Sample, Saying, Seeing, cite, page};
    use super::*;

    #[test]
    fn the_table_is_sound() {
        let mut names = HashSet::new();
        for rule in RULES {
            assert!(names.insert(rule.name), "{} is listed twice", rule.name);
            assert!(
                rule.name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
                "{}",
                rule.name
            );
        }
        assert!(rule("dead-link").is_some_and(|rule| rule.network && rule.severity == Severity::Error));
        assert!(rule("no-such-rule").is_none());
    }

    /// A page may say anything, at any length; notes, too.
    #[test]
    fn hostile_titles_are_compared_without_harm() {
        let hostile = [
            "a".repeat(100_000),
            format!("a{}", "\u{301}".repeat(100_000)),
            "«".repeat(50_000),
            "aaa ".repeat(25_000),
            "2121".repeat(25_000),
            "\u{202E}x-".repeat(25_000),
            "ﷺ".repeat(10_000),
        ];
        let url = "https://herald.example/dam";
        for (cited, shown) in hostile.iter().zip(hostile.iter().cycle().skip(1)) {
            let long = format!("“{cited}”: the dam that was");
            for cited in [cited, &long] {
                let mut sample = Sample::declared();
                sample.note("1", vec![cite(cited).on(&["2021-05-04"]).at(url)]);
                sample.web(url, page(&[shown]).text(shown));
                let verdict = sample.verdicts()[0].0;
                assert!(["alive", "verified", "mismatched"].contains(&verdict), "{verdict}");
            }
        }
    }

    /// Every id of a message that the sources of this stage name is in the catalogue, and the catalogue has no other.
    #[test]
    fn messages_are_in_the_catalogue() {
        let catalogue = include_str!("../lang/en/rules.ftl");
        let resource = fluent_bundle::FluentResource::try_new(catalogue.to_owned());
        assert!(resource.is_ok(), "the catalogue does not parse: {resource:?}");
        let mut held = HashSet::new();
        let mut message = "";
        for line in catalogue.lines() {
            if let Some((attribute, _)) = line.trim_start().strip_prefix('.').and_then(|line| line.split_once(" =")) {
                held.insert(format!("{message}.{attribute}"));
            } else if let Some((id, value)) = line.split_once(" =").filter(|_| line.starts_with(char::is_alphabetic)) {
                message = id;
                held.insert(id.to_owned());
                // A message without a value of its own is there for its attribute.
                let next = catalogue.split_once(line).map_or("", |(_, rest)| rest.trim_start());
                if value.trim().is_empty() && next.starts_with('.') {
                    held.remove(id);
                }
            }
        }
        let quoted = regex::Regex::new(r#""([a-z]+(?:-[a-z0-9]+)+|blocked|unreachable)(\.help)?""#).unwrap();
        let mut named: HashSet<String> = HashSet::new();
        for source in sources(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/judge")) {
            let code = source.split("#[cfg(test)]").next().unwrap_or_default();
            let code: String = code.lines().filter(|line| !line.trim_start().starts_with("name: ")).collect();
            for id in quoted.captures_iter(&code).map(|found| found[0].trim_matches('"').to_owned()) {
                let base = id.trim_end_matches(".help");
                if base.starts_with("reason-") || RULES.iter().any(|rule| base.starts_with(rule.name)) {
                    named.insert(id);
                }
            }
        }
        let missing: Vec<_> = named.difference(&held).collect();
        let idle: Vec<_> = held.difference(&named).collect();
        assert!(missing.is_empty() && idle.is_empty(), "missing: {missing:?}, never used: {idle:?}");
    }

    fn sources(folder: std::path::PathBuf) -> Vec<String> {
        let mut sources = Vec::new();
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if entry.path().is_dir() {
                sources.extend(self::sources(entry.path()));
            } else {
                sources.push(std::fs::read_to_string(entry.path()).unwrap());
            }
        }
        sources
    }
}
