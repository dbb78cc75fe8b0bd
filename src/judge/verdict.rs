//! What became of each citation: the first that holds.

use super::Settings;
use super::compare::{self, DateOpinion, Opinion, PublisherOpinion, TitleOpinion};
use super::reach::{Comparison, Gone, Reach, Refusal, reach, shows_nothing};
use crate::model::{Audit, Cause, Citation, CitationKind, Observation, Sources, Verdict};

/// Gives every citation of a document its verdict, with the reason where the verdict alone does not say it.
///
/// `opinions` are those of its citations, in document order.
pub(super) fn give(audit: &mut Audit, opinions: &[Opinion], sources: &Sources, settings: &Settings) {
    let compared = compare::of_sources(audit, opinions);
    let citations = audit.notes.iter_mut().flat_map(|note| &mut note.citations);
    for (citation, opinion) in citations.zip(opinions) {
        let page = citation.source.and_then(|source| compared.get(&source).copied()).unwrap_or(Comparison::Untold);
        let (verdict, reason) = verdict(citation, opinion, page, sources, settings);
        citation.verdict = Some(verdict);
        citation.reason = reason;
    }
}

fn verdict(
    citation: &Citation,
    opinion: &Opinion,
    page: Comparison,
    sources: &Sources,
    settings: &Settings,
) -> (Verdict, Option<&'static str>) {
    let Some(source) = citation.source else { return without_source(citation) };
    let observation = sources.get(source).and_then(|source| source.observation.as_deref());
    match reach(observation, settings, page) {
        Reach::NotAsked(cause) => (Verdict::Unchecked, Some(not_asked(cause))),
        Reach::Gone(gone, _) => (Verdict::Dead, Some(how_gone(gone))),
        Reach::Blocked(refusal, _) => (Verdict::Blocked, Some(how_blocked(refusal))),
        Reach::Unreachable(observation) => (Verdict::Unreachable, Some(why_unreachable(observation))),
        Reach::Answered(_) if compare::is_uncertain(citation) => (Verdict::Alive, Some("reason-uncertain-pairing")),
        Reach::Answered(observation) => compared(opinion, observation),
    }
}

fn without_source(citation: &Citation) -> (Verdict, Option<&'static str>) {
    let broken = citation.printed.is_some() || citation.url.is_some();
    if citation.expects_link || broken {
        let uncertain = compare::is_uncertain(citation);
        let reason = match (uncertain, broken) {
            (true, _) => Some("reason-uncertain-pairing"),
            (false, true) => Some("reason-malformed-url"),
            (false, false) => None,
        };
        return (Verdict::Missing, reason);
    }
    let reason = match citation.kind {
        CitationKind::Interview => Some("reason-interview"),
        CitationKind::BackReference => Some("reason-back-reference"),
        CitationKind::Comment => Some("reason-comment"),
        CitationKind::Print => Some("reason-print"),
        CitationKind::Web => None,
    };
    (Verdict::Unlinked, reason)
}

fn compared(opinion: &Opinion, observation: &Observation) -> (Verdict, Option<&'static str>) {
    let title_contradicts = matches!(opinion.title, TitleOpinion::Contradicts { .. });
    let date_contradicts = matches!(opinion.date, DateOpinion::Contradicts { .. });
    match (title_contradicts, date_contradicts) {
        (true, true) => return (Verdict::Mismatched, Some("reason-title-and-date-differ")),
        (true, false) => return (Verdict::Mismatched, Some("reason-title-differs")),
        (false, true) => return (Verdict::Mismatched, Some("reason-date-differs")),
        (false, false) if opinion.drift.is_some() => return (Verdict::Mismatched, Some("reason-drifted")),
        (false, false) if matches!(opinion.publisher, PublisherOpinion::Contradicts { .. }) => {
            return (Verdict::Mismatched, Some("reason-publisher-differs"));
        }
        (false, false) => {}
    }
    if opinion.title == TitleOpinion::Untold(Some("reason-retitled")) {
        return (Verdict::Alive, Some("reason-retitled"));
    }
    if opinion.date == DateOpinion::Elsewhere {
        return (Verdict::Alive, Some("reason-date-elsewhere"));
    }
    if opinion.date == DateOpinion::NotFound {
        return (Verdict::Alive, Some("reason-date-not-found"));
    }
    let title = matches!(opinion.title, TitleOpinion::Agrees { .. });
    if title || opinion.date == (DateOpinion::Agrees { firm: true }) {
        return (Verdict::Verified, None);
    }
    let reason = match opinion.title {
        _ if shows_nothing(observation) => "reason-needs-scripts",
        TitleOpinion::Untold(Some(reason)) => reason,
        _ if observation.page.is_none() => "reason-not-a-page",
        _ => "reason-nothing-to-compare",
    };
    (Verdict::Alive, Some(reason))
}

fn not_asked(cause: Option<Cause>) -> &'static str {
    match cause {
        Some(Cause::Excluded) => "reason-excluded",
        Some(Cause::NotRecorded) => "reason-not-recorded",
        None => "reason-interrupted",
        Some(_) => "reason-offline",
    }
}

fn how_gone(gone: Gone<'_>) -> &'static str {
    match gone {
        Gone::Status(_) => "reason-gone",
        Gone::NoSuchName => "reason-no-such-name",
        Gone::InWords(..) => "reason-soft-404",
        Gone::Parked(_) => "reason-parked-domain",
        Gone::Home(_) => "reason-redirected-home",
    }
}

fn how_blocked(refusal: Refusal<'_>) -> &'static str {
    match refusal {
        Refusal::Wall(_) => "reason-wall",
        Refusal::Consent(_) => "reason-consent",
        Refusal::Status(401 | 407) | Refusal::Login(_) => "reason-login",
        Refusal::Status(429) => "reason-too-many-requests",
        Refusal::Status(451) => "reason-legal",
        Refusal::Status(_) => "reason-refused",
    }
}

fn why_unreachable(observation: &Observation) -> &'static str {
    match observation.cause {
        Some(Cause::Dns) => "reason-dns",
        Some(Cause::Connect) => "reason-connect",
        Some(Cause::Reset) => "reason-reset",
        Some(Cause::Tls) => "reason-tls",
        Some(Cause::Timeout) => "reason-timeout",
        Some(Cause::Deadline) => "reason-deadline",
        Some(Cause::Guard) => "reason-guard",
        Some(Cause::Redirects) => "reason-redirects",
        Some(Cause::Protocol) => "reason-protocol",
        _ => match observation.status {
            Some(404 | 410) => "reason-not-confirmed",
            Some(500..=599) => "reason-server-error",
            _ => "reason-odd-status",
        },
    }
}

#[cfg(test)]
mod tests {
    use crate::judge::builder::{Sample, Saying, Seeing, cite, page, status, words};
    use crate::model::{Cause, Citation, CitationKind, Observation, Outcome};

    #[test]
    fn the_first_that_holds() {
        let url = "https://herald.example/dam";
        let dam = || cite("The dam that was never finished");
        let unanswered = |cause| Observation::without_answer(Outcome::Unreachable, cause);
        let stopped = Observation { cause: None, ..Observation::not_asked(Cause::Offline) };
        let interview = Citation { kind: CitationKind::Interview, ..words("An interview by the author") };
        for (citation, seen, expected) in vec![
            (interview, None, ("unlinked", Some("reason-interview"))),
            (words("Ministry of Water, annual report"), None, ("unlinked", None)),
            (dam().labelled(), None, ("missing", None)),
            (dam().printed("htp:/herald"), None, ("missing", Some("reason-malformed-url"))),
            (dam().at(url), None, ("unchecked", Some("reason-offline"))),
            (dam().at(url), Some(status(404)), ("dead", Some("reason-gone"))),
            (dam().at(url), Some(status(429)), ("blocked", Some("reason-too-many-requests"))),
            (dam().at(url), Some(status(500)), ("unreachable", Some("reason-server-error"))),
            (dam().at(url), Some(unanswered(Cause::Timeout)), ("unreachable", Some("reason-timeout"))),
            (dam().at(url), Some(unanswered(Cause::Deadline)), ("unreachable", Some("reason-deadline"))),
            (dam().at(url), Some(stopped), ("unchecked", Some("reason-interrupted"))),
            (
                dam().at(url),
                Some(page(&["Ten recipes for the spring lamb"])),
                ("mismatched", Some("reason-title-differs")),
            ),
            (dam().at(url), Some(page(&["The dam that was never finished"])), ("verified", None)),
            (dam().at(url), Some(status(200)), ("alive", Some("reason-not-a-page"))),
            (
                words("The Valley Herald").on(&["2021-05-04"]).at(url),
                Some(page(&[]).published("2021-05-04", "dc.date")),
                ("verified", None),
            ),
            (
                words("The Valley Herald").on(&["2021-05-04"]).at(url),
                Some(page(&[]).text("4 May 2021")),
                ("alive", Some("reason-nothing-to-compare")),
            ),
        ] {
            let mut sample = Sample::declared();
            sample.note("1", vec![citation.clone()]);
            if let Some(seen) = seen {
                sample.web(url, seen);
            }
            assert_eq!(sample.verdicts(), [expected], "{citation:?}");
        }
    }
}
