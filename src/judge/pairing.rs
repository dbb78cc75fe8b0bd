//! Doubtful pairings settled by what was observed: where the page of a candidate is what is cited and the page paired so
//! far is not, the candidate holds. A pairing by the order of a list is doubtful as soon as its page does not bear it out,
//! and so is a citation that announces a link and got none.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use smol_str::SmolStr;

use super::compare::{self, DateOpinion, Pages, TitleOpinion};
use crate::model::{Audit, Candidate, Citation, LooseUrl, Note, Pairing, SourceId, Strategy};
use crate::text::publisher::Agreement;

/// How sure a pairing is that its page bears out.
const BORNE_OUT: f64 = 0.95;
/// How sure one is whose page was found to be that of another citation.
const OUTDONE: f64 = 0.5;
/// How sure one is that is left over when all others of its page are sure.
const LEFT_OVER: f64 = 0.85;
/// Agreement that bears out a pairing: a title, or a date together with the publisher.
const ENOUGH: u8 = 2;

/// As many notes before and after it on its page may have the URL of a contradicted one. It bounds the work.
const NEIGHBOURS: usize = 12;

/// As many other URLs are tried for a citation. It bounds the work, too.
const MOST_OPTIONS: usize = 24;

/// A citation by the indices of its note and of itself in the note.
type At = (usize, usize);

/// How well the page of a source agrees with a citation, each reckoned once.
struct Agreements<'a> {
    audit: &'a Audit,
    pages: &'a Pages<'a>,
    known: RefCell<HashMap<(At, SourceId), u8>>,
}

/// Settles the unsure pairings of a document.
pub(super) fn settle(audit: &mut Audit, pages: &Pages<'_>) {
    if !pages.has_any() {
        return;
    }
    let mut decided: Vec<(At, Option<Candidate>)> = Vec::new();
    let agreements = Agreements { audit, pages, known: RefCell::default() };
    for (at, note) in audit.notes.iter().enumerate() {
        for (index, citation) in note.citations.iter().enumerate() {
            if let Some(reading) = other_reading(citation, pages) {
                decided.push(((at, index), Some(reading)));
                continue;
            }
            let Some(options) = agreements.options((at, index), citation) else { continue };
            if let Some(source) = agreements.decide((at, index), citation, &options) {
                let taken = options.into_iter().find(|option| option.source == source);
                decided.push(((at, index), taken));
            }
        }
    }
    let mut changes = Vec::new();
    for ((at, index), taken) in &decided {
        let citation = audit.notes.get_mut(*at).and_then(|note| note.citations.get_mut(*index));
        if let Some(citation) = citation {
            changes.extend(give(citation, taken.clone()));
        }
    }
    let settled: Vec<At> = decided.into_iter().map(|(at, _)| at).collect();
    doubt(audit, &settled, &changes);
    claim(audit, changes);
    eliminate(audit);
}

/// The reading of a printed URL that leads somewhere, where the likeliest one leads nowhere: a hyphen at a line's end or a
/// full stop may belong to the URL or not.
fn other_reading(citation: &Citation, pages: &Pages<'_>) -> Option<Candidate> {
    citation.printed.as_ref()?;
    let pairing = citation.pairing.as_ref().filter(|pairing| pairing.strategy == Strategy::Inline)?;
    if pairing.candidates.is_empty() || !citation.source.is_some_and(|source| pages.leads_nowhere(source)) {
        return None;
    }
    let mut there = pairing.candidates.iter().filter(|candidate| pages.leads_somewhere(candidate.source));
    let first = there.next()?;
    there.next().is_none().then(|| first.clone())
}

impl Agreements<'_> {
    /// The other URLs that a doubtful citation may have: its candidates, and those by the order of its page that no other
    /// citation's page bears out. `None` where the pairing stands.
    fn options(&self, at: At, citation: &Citation) -> Option<Vec<Candidate>> {
        let audit = self.audit;
        let lacks = citation.source.is_none() && citation.expects_link && citation.printed.is_none();
        let uncertain = compare::is_uncertain(citation);
        if !lacks && !uncertain && !is_by_order(citation) {
            return None;
        }
        let borne_out = self.is_borne_out(at, citation);
        if borne_out && !uncertain {
            return None;
        }
        let mut options = citation.pairing.as_ref().map(|pairing| pairing.candidates.clone()).unwrap_or_default();
        if borne_out || !lacks && !is_by_order(citation) {
            return Some(options);
        }
        let page = |at: usize| audit.document.page_at(at);
        let here = page(audit.notes.get(at.0)?.range.start);
        let neighbours = audit.notes.iter().enumerate().skip(at.0.saturating_sub(NEIGHBOURS)).take(2 * NEIGHBOURS + 1);
        let neighbours = neighbours.filter(|(_, other)| page(other.range.start) == here);
        let claimed = neighbours
            .flat_map(|(at, note)| note.citations.iter().enumerate().map(move |(index, other)| ((at, index), other)))
            .filter(|&(at, other)| is_by_order(other) && !self.is_borne_out(at, other))
            .filter_map(|(_, other)| Some((other.url.clone()?, other.source?)));
        let left = audit.unpaired.iter().filter(|url| page(url.range.start) == here).take(NEIGHBOURS);
        let others = claimed.take(MOST_OPTIONS).chain(left.filter_map(|url| Some((url.url.clone(), url.source?))));
        for (url, source) in others.filter(|(_, other)| Some(*other) != citation.source) {
            if !options.iter().any(|option| option.source == source) {
                options.push(Candidate { url, source, score: 0.0 });
            }
        }
        Some(options)
    }

    /// Whether the page of a citation's source is what is cited.
    fn is_borne_out(&self, at: At, citation: &Citation) -> bool {
        citation.source.is_some_and(|source| self.of(at, citation, source) >= ENOUGH)
    }

    /// The source whose page alone, or better than all others, is what is cited.
    fn decide(&self, at: At, citation: &Citation, options: &[Candidate]) -> Option<SourceId> {
        let mut best: Option<(u8, SourceId)> = None;
        let mut tied = false;
        let mut asked = Vec::new();
        for source in citation.source.into_iter().chain(options.iter().map(|option| option.source)) {
            if asked.contains(&source) {
                continue;
            }
            asked.push(source);
            let agreement = self.of(at, citation, source);
            match best {
                Some((most, _)) if agreement < most => {}
                Some((most, _)) if agreement == most => tied = true,
                _ => (best, tied) = (Some((agreement, source)), false),
            }
        }
        best.filter(|&(most, _)| most >= ENOUGH && !tied).map(|(_, source)| source)
    }

    /// How well the page of a source agrees with a citation: see [`ENOUGH`].
    fn of(&self, at: At, citation: &Citation, source: SourceId) -> u8 {
        if let Some(&known) = self.known.borrow().get(&(at, source)) {
            return known;
        }
        let Some(note) = self.audit.notes.get(at.0) else { return 0 };
        let agreement = agreement(self.audit, note, citation, source, self.pages);
        self.known.borrow_mut().insert((at, source), agreement);
        agreement
    }
}

fn is_by_order(citation: &Citation) -> bool {
    citation.pairing.as_ref().is_some_and(|pairing| pairing.strategy == Strategy::Trailing)
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
        let host = pages.host(source);
        host.is_some_and(|host| pages.publishers().host_agrees(publisher, &host) == Agreement::Agrees)
    });
    title + date + u8::from(publisher)
}

/// Gives a citation its settled source: the one `taken`, or the one it has. Where it is another than before, the one
/// before becomes a candidate and is returned with the source now taken.
fn give(citation: &mut Citation, taken: Option<Candidate>) -> Option<Change> {
    let none = || Pairing { strategy: Strategy::Trailing, confidence: 0.0, candidates: Vec::new() };
    let pairing = citation.pairing.get_or_insert_with(none);
    let before = pairing.confidence;
    pairing.confidence = BORNE_OUT;
    let taken = taken?;
    pairing.candidates.retain(|candidate| candidate.source != taken.source);
    let left = citation.url.replace(taken.url).zip(citation.source.replace(taken.source));
    if let Some((url, source)) = &left {
        pairing.candidates.insert(0, Candidate { url: url.clone(), source: *source, score: before });
    }
    Some(Change { left, taken: taken.source })
}

/// A citation's change of sources.
struct Change {
    left: Option<(SmolStr, SourceId)>,
    taken: SourceId,
}

/// Makes doubtful what was paired by order with a source that another citation's page has borne out since: it may as
/// well have the URL that the other one left.
fn doubt(audit: &mut Audit, settled: &[At], changes: &[Change]) {
    for (at, note) in audit.notes.iter_mut().enumerate() {
        for (index, citation) in note.citations.iter_mut().enumerate() {
            if settled.contains(&(at, index)) || !is_by_order(citation) {
                continue;
            }
            let taken = changes.iter().find(|change| citation.source == Some(change.taken));
            if let (Some(change), Some(pairing)) = (taken, &mut citation.pairing) {
                pairing.confidence = pairing.confidence.min(OUTDONE);
                if let Some((url, source)) = change.left.clone()
                    && !pairing.candidates.iter().any(|candidate| candidate.source == source)
                {
                    pairing.candidates.insert(0, Candidate { url, source, score: OUTDONE });
                }
            }
        }
    }
}

/// Makes sure of the one pairing of a page that is not, where all others are.
fn eliminate(audit: &mut Audit) {
    let of_list = |citation: &Citation| is_by_order(citation) || citation.expects_link && citation.source.is_none();
    let mut pages: BTreeMap<Option<usize>, Vec<At>> = BTreeMap::new();
    for (at, note) in audit.notes.iter().enumerate() {
        let listed = (0..).zip(&note.citations).filter(|(_, citation)| of_list(citation)).map(|(index, _)| (at, index));
        pages.entry(audit.document.page_at(note.range.start)).or_default().extend(listed);
    }
    for (page, citations) in pages {
        let Some((at, index)) = left_over(audit, page, &citations) else { continue };
        let citation = audit.notes.get_mut(at).and_then(|note| note.citations.get_mut(index));
        if let Some(pairing) = citation.and_then(|citation| citation.pairing.as_mut()) {
            pairing.confidence = pairing.confidence.max(LEFT_OVER);
        }
    }
}

/// The one citation of a page that is not sure of its URL and yet can have no other: as many URLs are listed as citations
/// expect, and each of the others is another citation's. A URL that other pages list, too, belongs to nobody for sure.
fn left_over(audit: &Audit, page: Option<usize>, citations: &[At]) -> Option<At> {
    let citation = |&(at, index): &At| audit.notes.get(at)?.citations.get(index);
    let is_sure = |at: &&At| citation(at).is_some_and(|own| own.source.is_some() && !compare::is_uncertain(own));
    let mut unsure = citations.iter().filter(|at| !is_sure(at));
    let (&last, None) = (unsure.next()?, unsure.next()) else { return None };
    let own = citation(&last).filter(|own| own.expects_link)?;
    let is_claimed = |source: SourceId| {
        let mut others = citations.iter().filter(|at| **at != last).filter_map(citation);
        others.any(|other| other.source == Some(source))
    };
    let mut candidates = own.pairing.iter().flat_map(|pairing| &pairing.candidates);
    let is_open = is_claimed(own.source?)
        || candidates.any(|candidate| !is_claimed(candidate.source))
        || audit.unpaired.iter().any(|url| audit.document.page_at(url.range.start) == page);
    let listed = audit.document.listed.iter().filter(|listed| own.url.as_deref() == Some(listed.url.as_str()));
    let pages: BTreeSet<usize> = listed.map(|listed| listed.page).collect();
    (!is_open && pages.len() < 2).then_some(last)
}

/// Keeps the list of unclaimed URLs true: what was taken is off it, what nobody claims any more is on it.
fn claim(audit: &mut Audit, changes: Vec<Change>) {
    for Change { left, taken } in changes {
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

#[cfg(test)]
mod tests {
    use crate::judge::builder::{Sample, Saying, cite, page, status};
    use crate::model::{Candidate, Citation, LooseUrl, Pairing, Place, SourceId, Strategy};

    const A: &str = "https://herald.example/a1";
    const B: &str = "https://herald.example/b2";
    const DAM: &str = "The dam that was never finished";
    const DUES: &str = "Harbour dues rise for the third year";

    /// Two notes whose URLs were paired by order, the wrong way round.
    fn swapped() -> Sample {
        let listed = |title, url| {
            let pairing = Pairing { strategy: Strategy::Trailing, confidence: 0.9, candidates: Vec::new() };
            Citation { pairing: Some(pairing), ..cite(title).labelled().at(url) }
        };
        let mut sample = Sample::printed();
        sample.note("1", vec![listed(DAM, B)]);
        sample.note("2", vec![listed(DUES, A)]);
        sample
    }

    #[test]
    fn urls_listed_out_of_order_are_no_mismatches() {
        let mut sample = swapped();
        sample.web(A, page(&[DAM])).web(B, page(&[DUES]));
        assert!(sample.found().is_empty());
        assert_eq!(sample.verdicts(), [("verified", None), ("verified", None)]);
    }

    #[test]
    fn a_citation_that_got_none_takes_the_one_that_is_left() {
        let mut sample = swapped();
        let first = &mut sample.audit.notes[0].citations[0];
        (first.url, first.source, first.pairing) = (None, None, None);
        let (source, range) = (Some(sample.sources.intern(A, true)), 0..0);
        let second = &mut sample.audit.notes[1].citations[0];
        second.url = Some(B.into());
        second.source = Some(sample.sources.intern(B, true));
        let left = LooseUrl { url: A.into(), source, text: A.into(), range, place: Place::default() };
        sample.audit.unpaired.push(left);
        sample.web(A, page(&[DAM])).web(B, page(&[DUES]));
        assert!(sample.found().is_empty());
        assert_eq!(sample.verdicts(), [("verified", None), ("verified", None)]);
    }

    #[test]
    fn an_unsure_citation_is_borne_out_by_its_own_page() {
        let mut sample = Sample::printed();
        sample.note("1", vec![cite(DAM).at(A).unsure(&[])]);
        sample.web(A, page(&[DAM]));
        assert!(sample.found().is_empty());
        assert_eq!(sample.verdicts(), [("verified", None)]);
    }

    #[test]
    fn no_page_is_taken_from_a_citation_that_it_bears_out() {
        let mut sample = swapped();
        let second = &mut sample.audit.notes[1].citations[0];
        second.title = Some(DAM.into());
        sample.web(A, page(&[DAM])).web(B, status(404));
        assert_eq!(sample.found(), ["dead-link error"]);
    }

    #[test]
    fn a_citation_whose_page_went_to_another_is_unsure() {
        let mut sample = swapped();
        sample.web(A, page(&[DAM])).web(B, page(&["Ten recipes for the spring lamb"]));
        assert_eq!(sample.found(), ["uncertain-pairing warning"]);
        assert_eq!(sample.verdicts(), [("verified", None), ("alive", Some("reason-uncertain-pairing"))]);
    }

    #[test]
    fn the_one_that_is_left_over_is_sure() {
        let unsure = |sample: &mut Sample| {
            let pairing = Pairing { strategy: Strategy::Trailing, confidence: 0.7, candidates: Vec::new() };
            sample.audit.notes[1].citations[0].pairing = Some(pairing);
        };
        let lamb = || page(&["Ten recipes for the spring lamb"]);
        let mut sample = swapped();
        unsure(&mut sample);
        sample.web(B, page(&[DAM])).web(A, lamb());
        assert_eq!(sample.found(), ["title-mismatch warning title-mismatch-weak"]);

        // A label without a URL, or a URL without a note, may be the other half of it.
        let mut sample = swapped();
        unsure(&mut sample);
        sample.note("3", vec![cite("A third page of the valley").labelled()]);
        sample.web(B, page(&[DAM])).web(A, lamb());
        assert_eq!(sample.found(), ["uncertain-pairing warning uncertain-pairing-alone", "missing-source error"]);
        assert_eq!(sample.verdicts()[1], ("alive", Some("reason-uncertain-pairing")));
    }

    #[test]
    fn of_two_readings_the_one_that_leads_somewhere_is_meant() {
        let whole = format!("{A}.");
        let printed = || {
            let candidates = vec![Candidate { url: whole.clone().into(), source: SourceId(0), score: 0.05 }];
            let pairing = Some(Pairing { strategy: Strategy::Inline, confidence: 1.0, candidates });
            Citation { pairing, ..cite(DAM).printed(A).at(A) }
        };
        for (first, second, verdict) in [
            (status(404), page(&[DAM]), "verified"),
            (page(&[DAM]), status(404), "verified"),
            (status(404), page(&["Ten recipes for the spring lamb"]), "mismatched"),
            (status(404), status(404), "dead"),
            (status(500), page(&[DAM]), "unreachable"),
        ] {
            let mut sample = Sample::declared();
            sample.note("1", vec![printed()]);
            sample.web(A, first).web(&whole, second);
            assert_eq!(sample.verdicts()[0].0, verdict);
        }
    }

    #[test]
    fn a_wrong_page_that_no_other_fits_stays_one() {
        let mut sample = swapped();
        sample.web(A, page(&[DUES])).web(B, page(&["Ten recipes for the spring lamb"]));
        assert_eq!(sample.found(), ["title-mismatch error"]);
    }
}
