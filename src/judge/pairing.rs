//! Doubtful pairings settled by what was observed: where the page of a candidate is what is cited and the page paired so
//! far is not, the candidate holds.

use super::compare::{self, DateOpinion, Pages, TitleOpinion};
use crate::model::{Audit, Candidate, Citation, LooseUrl, Note, SourceId};
use crate::text::publisher::{Agreement, host_agrees};

/// How sure a pairing is that its page bears out.
const BORNE_OUT: f64 = 0.95;
/// Agreement that bears out a pairing: a title, or a date together with the publisher.
const ENOUGH: u8 = 2;

/// Settles the unsure pairings of a document.
pub(super) fn settle(audit: &mut Audit, pages: &Pages<'_>) {
    let mut decided = Vec::new();
    for (at, note) in audit.notes.iter().enumerate() {
        for (index, citation) in note.citations.iter().enumerate() {
            if compare::is_uncertain(citation)
                && let Some(source) = decide(audit, note, citation, pages)
            {
                decided.push((at, index, source));
            }
        }
    }
    let mut left = Vec::new();
    for (at, index, source) in decided {
        let citation = audit.notes.get_mut(at).and_then(|note| note.citations.get_mut(index));
        if let Some(citation) = citation {
            left.extend(give(citation, source));
        }
    }
    claim(audit, left);
}

/// The source whose page alone, or better than all others, is what is cited.
fn decide(audit: &Audit, note: &Note, citation: &Citation, pages: &Pages<'_>) -> Option<SourceId> {
    let pairing = citation.pairing.as_ref()?;
    let mut best: Option<(u8, SourceId)> = None;
    let mut tied = false;
    let sources = citation.source.into_iter().chain(pairing.candidates.iter().map(|candidate| candidate.source));
    let mut asked = Vec::new();
    for source in sources {
        if asked.contains(&source) {
            continue;
        }
        asked.push(source);
        let agreement = agreement(audit, note, citation, source, pages);
        match best {
            Some((most, _)) if agreement < most => {}
            Some((most, _)) if agreement == most => tied = true,
            _ => (best, tied) = (Some((agreement, source)), false),
        }
    }
    best.filter(|&(most, _)| most >= ENOUGH && !tied).map(|(_, source)| source)
}

fn agreement(audit: &Audit, note: &Note, citation: &Citation, source: SourceId, pages: &Pages<'_>) -> u8 {
    // The candidate's own URL is compared, not the one paired so far.
    let candidate = Citation { url: None, ..citation.clone() };
    let opinion = pages.opinion(audit, note, &candidate, source);
    if matches!(opinion.title, TitleOpinion::Contradicts { .. }) {
        return 0;
    }
    let title = if matches!(opinion.title, TitleOpinion::Agrees { .. }) { 2 } else { 0 };
    let date = u8::from(matches!(opinion.date, DateOpinion::Agrees { firm: true }));
    let publisher = citation.publisher.as_deref().is_some_and(|publisher| {
        pages.host(source).is_some_and(|host| host_agrees(publisher, &host) == Agreement::Agrees)
    });
    title + date + u8::from(publisher)
}

/// Gives a citation its settled source. Where that is another than before, the one before becomes a candidate and is
/// returned with the URL now taken.
fn give(citation: &mut Citation, source: SourceId) -> Option<(Option<(String, SourceId)>, SourceId)> {
    let pairing = citation.pairing.as_mut()?;
    let before = pairing.confidence;
    pairing.confidence = BORNE_OUT;
    if citation.source == Some(source) {
        return None;
    }
    let at = pairing.candidates.iter().position(|candidate| candidate.source == source)?;
    let taken = pairing.candidates.remove(at);
    let left = citation.url.replace(taken.url).zip(citation.source.replace(source));
    if let Some((url, source)) = &left {
        pairing.candidates.insert(0, Candidate { url: url.clone(), source: *source, score: before });
    }
    Some((left, source))
}

/// Keeps the list of unclaimed URLs true: what was taken is off it, what nobody claims any more is on it.
fn claim(audit: &mut Audit, changes: Vec<(Option<(String, SourceId)>, SourceId)>) {
    for (left, taken) in changes {
        audit.unpaired.retain(|url| url.source != Some(taken));
        let Some((url, source)) = left else { continue };
        let claimed = audit.notes.iter().flat_map(|note| &note.citations).any(|other| other.source == Some(source));
        if claimed || audit.unpaired.iter().any(|other| other.source == Some(source)) {
            continue;
        }
        if let Some(listed) = audit.document.listed.iter().find(|listed| listed.url == url) {
            let range = listed.range.clone();
            let place = audit.document.place(&range);
            audit.unpaired.push(LooseUrl { text: url.clone(), url, source: Some(source), range, place });
            audit.unpaired.sort_by_key(|url| url.range.start);
        }
    }
}
