//! The counts that every format gives.

use crate::lang::Catalogue;
use crate::model::{Audit, Finding, Message, NetworkUse, Report, Severity, Verdict};

/// How many citations came to each verdict, in the order of [`Verdict::ALL`].
pub(super) fn verdicts<'a>(audits: impl IntoIterator<Item = &'a Audit>) -> [(Verdict, usize); 9] {
    let mut counts = Verdict::ALL.map(|verdict| (verdict, 0));
    let citations = audits.into_iter().flat_map(|audit| &audit.notes).flat_map(|note| &note.citations);
    for verdict in citations.filter_map(|citation| citation.verdict) {
        if let Some((_, count)) = counts.iter_mut().find(|(known, _)| *known == verdict) {
            *count += 1;
        }
    }
    counts
}

/// How many findings count at each severity, gravest first.
pub(super) fn severities<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> [(Severity, usize); 3] {
    let mut counts = [Severity::Error, Severity::Warning, Severity::Info].map(|severity| (severity, 0));
    for finding in findings.into_iter().filter(|finding| finding.suppressed.is_none()) {
        if let Some((_, count)) = counts.iter_mut().find(|(known, _)| *known == finding.severity) {
            *count += 1;
        }
    }
    counts
}

/// What must be known of the run before its counts are believed: that it was interrupted, that there was no network.
pub fn caveats(report: &Report, catalogue: &Catalogue) -> Vec<String> {
    let said =
        [(!report.run.complete, "caveat-incomplete"), (report.run.network == NetworkUse::Absent, "caveat-no-network")];
    said.into_iter().filter(|(holds, _)| *holds).map(|(_, id)| catalogue.text(id)).collect()
}

/// How many notes the documents have.
pub(super) fn notes(audits: &[Audit]) -> usize {
    audits.iter().map(|audit| audit.notes.len()).sum()
}

/// How many citations the documents have.
pub(super) fn citations(audits: &[Audit]) -> usize {
    audits.iter().flat_map(|audit| &audit.notes).map(|note| note.citations.len()).sum()
}

/// Counts such as `2 errors, 1 warning`, those of none left out; where all are, that nothing was found.
pub(super) fn severity_counts(counts: &[(Severity, usize)], catalogue: &Catalogue) -> String {
    let id = |severity| match severity {
        Severity::Error => "count-errors",
        Severity::Warning => "count-warnings",
        Severity::Info => "count-infos",
    };
    let parts = counts.iter().filter(|(_, count)| *count > 0);
    let parts: Vec<_> =
        parts.map(|&(severity, count)| catalogue.render(&Message::new(id(severity)).with("count", count))).collect();
    if parts.is_empty() { catalogue.text("count-clean") } else { list(&parts, catalogue) }
}

/// Counts such as `9 unchecked, 2 missing`, those of none left out; empty where nothing was judged.
pub(super) fn verdict_counts(counts: &[(Verdict, usize)], catalogue: &Catalogue) -> String {
    let parts = counts.iter().filter(|(_, count)| *count > 0);
    let parts: Vec<_> = parts.map(|&(verdict, count)| verdict_count(verdict, count, catalogue)).collect();
    list(&parts, catalogue)
}

fn verdict_count(verdict: Verdict, count: usize, catalogue: &Catalogue) -> String {
    let message = Message::new("verdict-count").with("count", count);
    catalogue.render(&message.with("verdict", catalogue.text(verdict_id(verdict))))
}

/// Parts of a list as the language joins them.
pub(super) fn list(parts: &[String], catalogue: &Catalogue) -> String {
    parts.join(&catalogue.text("list-separator"))
}

/// The last line of a run: what was looked at and what was found.
pub fn summary_line(report: &Report, catalogue: &Catalogue) -> String {
    let count = |id, count: usize| catalogue.render(&Message::new(id).with("count", count));
    let looked_at = [
        count("summary-documents", report.audits.len()),
        count("summary-notes", notes(&report.audits)),
        count("summary-citations", citations(&report.audits)),
    ];
    if report.audits.is_empty() {
        return catalogue.text("summary-none");
    }
    let found = severity_counts(&severities(&report.findings), catalogue);
    let line = Message::new("summary-line").with("looked", list(&looked_at, catalogue)).with("found", found);
    catalogue.render(&line)
}

/// The id of a verdict's name in the catalogue.
pub(super) fn verdict_id(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Unlinked => "verdict-unlinked",
        Verdict::Missing => "verdict-missing",
        Verdict::Unchecked => "verdict-unchecked",
        Verdict::Dead => "verdict-dead",
        Verdict::Blocked => "verdict-blocked",
        Verdict::Unreachable => "verdict-unreachable",
        Verdict::Mismatched => "verdict-mismatched",
        Verdict::Verified => "verdict-verified",
        Verdict::Alive => "verdict-alive",
    }
}
