//! Which sources a copy in an archive would speak for.

use std::collections::{BTreeMap, HashSet};

use crate::model::{Audit, Citation, DateReading, Finding, PartialDate, SourceId, Verdict};

/// Rules that find a page gone, for links that no citation has.
const GONE: [&str; 4] = ["dead-link", "soft-404", "parked-domain", "redirected-home"];

/// A source whose page is gone or another, and the day at which it was what it is cited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doubtful {
    /// The source.
    pub source: SourceId,
    /// When it was accessed by the first citation that says so; else when it was published.
    pub cited: Option<PartialDate>,
}

/// The sources of judged documents that are gone, or are not what they are cited for, each once and in order.
pub fn doubtful(audits: &[Audit], findings: &[Finding]) -> Vec<Doubtful> {
    let mut found: BTreeMap<SourceId, Option<PartialDate>> = BTreeMap::new();
    for citation in audits.iter().flat_map(|audit| &audit.notes).flat_map(|note| &note.citations) {
        if let (Some(source), Some(Verdict::Dead | Verdict::Mismatched)) = (citation.source, citation.verdict) {
            let cited = found.entry(source).or_default();
            *cited = cited.or_else(|| day(citation));
        }
    }
    let gone: HashSet<&str> = findings
        .iter()
        .filter(|finding| GONE.contains(&finding.rule))
        .filter_map(|found| found.url.as_deref())
        .collect();
    for link in audits.iter().flat_map(|audit| audit.unnoted.iter().chain(&audit.unpaired)) {
        if let Some(source) = link.source.filter(|_| gone.contains(link.url.as_str())) {
            found.entry(source).or_default();
        }
    }
    found.into_iter().map(|(source, cited)| Doubtful { source, cited }).collect()
}

fn day(citation: &Citation) -> Option<PartialDate> {
    let published = citation.date.as_ref().and_then(|date| date.readings.first().copied()).map(DateReading::start);
    citation.accessed.or(published)
}
