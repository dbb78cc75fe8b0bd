//! What a baseline and a run say of each other.

use std::collections::HashSet;

use super::{CheckArgs, progress};
use crate::config::{self, File, Names};
use crate::lang::Catalogue;
use crate::model::{Message, Mode, Outcome, Report, SuppressedBy};
use crate::report::decisions::{Decision, Earlier, Known};
use crate::text::sanitize::visible;

/// A run as far as it tells which decisions are still needed.
pub(super) struct Told {
    /// The fingerprints of what it found.
    found: HashSet<String>,
    /// Its documents, as fingerprints know them.
    documents: Names,
    /// URLs of which it could not tell what they are.
    untold: HashSet<String>,
    /// Whether the web was asked.
    online: bool,
}

/// A finding that a baseline may take up.
pub(super) struct Candidate {
    pub(super) fingerprint: String,
    /// The fingerprint under which the baseline has it, where its document had another name then.
    pub(super) known_as: Option<String>,
    pub(super) rule: String,
    pub(super) document: String,
    pub(super) url: Option<String>,
    /// Whether it counts but for a baseline.
    pub(super) counts: bool,
}

/// What a run or a report says of what is there now.
pub(super) struct Seen {
    pub(super) told: Told,
    pub(super) findings: Vec<Candidate>,
}

/// Whether an outcome, by its name, tells what is there.
fn tells(outcome: Option<&str>) -> bool {
    [Outcome::Answered, Outcome::Refused].into_iter().any(|telling| outcome == Some(Outcome::name(telling)))
}

impl Told {
    /// What a run tells.
    pub(super) fn by(report: &Report, file: &File) -> Self {
        let untold = report.sources.as_slice().iter().filter(|source| {
            let seen = source.observation.as_deref();
            !tells(seen.map(|seen| Outcome::name(seen.outcome)))
        });
        Self {
            found: report
                .findings
                .iter()
                .flat_map(|finding| [Some(&finding.fingerprint), finding.known_as.as_ref()])
                .flatten()
                .cloned()
                .collect(),
            documents: file.names_of(report.audits.iter().map(|audit| audit.document.path.as_str())),
            untold: untold.map(|source| source.url.as_str().to_owned()).collect(),
            online: report.run.mode != Mode::Offline && report.run.complete,
        }
    }

    /// Whether what a decision is about is there no more. What was not looked at may be.
    pub(super) fn is_gone(&self, decision: &Decision) -> bool {
        let names = &self.documents;
        let looked_at = decision.document.as_ref().is_none_or(|name| names.contains(name) || names.is_vacant(name));
        let network = crate::judge::rule(&decision.rule).is_some_and(|rule| rule.network);
        let told = !network || self.online && decision.url.as_ref().is_none_or(|url| !self.untold.contains(url));
        looked_at && told && !self.found.contains(&decision.fingerprint)
    }
}

impl Seen {
    /// What an earlier report says.
    pub(super) fn of_earlier(report: Earlier, file: &File) -> Self {
        let untold = report.sources.iter().filter(|source| !tells(source.outcome.as_deref()));
        let told = Told {
            found: report.findings.iter().map(|finding| finding.fingerprint.clone()).collect(),
            documents: file.names_of(report.documents.iter().map(|document| document.path.as_str())),
            untold: untold.map(|source| source.url.as_str().to_owned()).collect(),
            online: report.sources.iter().any(|source| tells(source.outcome.as_deref())),
        };
        let baseline = SuppressedBy::Baseline.name();
        let findings = report.findings.into_iter().map(|finding| Candidate {
            counts: finding.suppressed.is_none_or(|suppressed| suppressed.by == baseline),
            document: file.name_of(&finding.document),
            fingerprint: finding.fingerprint,
            known_as: None,
            rule: finding.rule,
            url: finding.url,
        });
        Self { told, findings: findings.collect() }
    }

    /// The findings of a run.
    pub(super) fn findings(report: &Report, file: &File) -> Vec<Candidate> {
        let candidate = |finding: &crate::model::Finding| Candidate {
            fingerprint: finding.fingerprint.clone(),
            known_as: finding.known_as.clone(),
            rule: finding.rule.to_owned(),
            document: report
                .audits
                .get(finding.document)
                .map_or_else(String::new, |audit| file.name_of(&audit.document.path)),
            url: finding.url.as_deref().map(str::to_owned),
            counts: finding.suppressed.as_ref().is_none_or(|suppressed| suppressed.by == SuppressedBy::Baseline),
        };
        report.findings.iter().map(candidate).collect()
    }
}

/// Says on stderr what of the baseline is not needed any more, or holds no longer.
pub(super) fn tell(args: &CheckArgs, settings: &File, report: &Report, catalogue: &Catalogue) {
    let Some(path) = &args.decided.baseline else { return };
    let Ok(Known::Decisions(file)) = config::known(path) else { return };
    let told = Told::by(report, settings);
    let gone = file.decisions.iter().filter(|decision| told.is_gone(decision)).count();
    let shown = visible(&path.to_string_lossy());
    if gone > 0 && args.decided.changed_since.is_none() {
        progress::note(catalogue, &Message::new("note-fixed").with("count", gone).with("file", shown.as_str()));
    }
    let now = report.run.now.parse().unwrap_or_default();
    let expired = file.decisions.iter().filter(|decision| !config::holds(decision, now));
    let expired = expired.filter(|decision| told.found.contains(&decision.fingerprint)).count();
    if expired > 0 {
        progress::note(catalogue, &Message::new("note-expired").with("count", expired).with("file", shown));
    }
}
