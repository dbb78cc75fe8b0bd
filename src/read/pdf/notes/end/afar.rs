//! Which runs of notes stand apart from the pages that call them.

use std::collections::HashSet;

use super::{Candidate, Chain, FEWEST, Free, Numbered, Pages};

/// Type under this share of another is smaller.
const SMALL: f32 = 0.95;

/// Whether most callouts of a run stand on earlier pages than what they call; or some do, and nearly all of the run is
/// called before it begins. Neither is so of notes that go on at the foot of the next pages: those are called by text
/// that stands after the first of them.
pub(super) fn is_afar(
    chain: &Chain,
    matched: &[(usize, usize)],
    candidates: &[Candidate],
    free: &[Free],
    numbered: &Numbered<'_>,
) -> bool {
    let note = |place: usize| chain.notes.get(place).and_then(|&at| candidates.get(at));
    let is_earlier = |(token, place): &&(usize, usize)| {
        free.get(*token).zip(note(*place)).is_some_and(|(callout, note)| callout.page < note.page)
    };
    let earlier = matched.iter().filter(is_earlier).count();
    let answered: HashSet<usize> = matched.iter().map(|(_, place)| *place).collect();
    let all = 0..chain.notes.len();
    let Some(first) = note(0) else { return false };
    let is_called_within = |place: usize| {
        let known = note(place).and_then(|note| Some((note, numbered.get(note.label.key.as_str())?)));
        known.is_some_and(|(note, known)| {
            let from = known.partition_point(|(at, _)| free.get(*at).map(Free::place) <= Some(first.place()));
            let next = known.get(from..).unwrap_or_default().iter().find(|(_, whole)| *whole);
            next.and_then(|(at, _)| free.get(*at)).is_some_and(|one| one.place() < note.place())
        })
    };
    if all.clone().any(|place| !answered.contains(&place) && is_called_within(place)) {
        return false;
    }
    // Notes after one chapter are not those at the foot of a page after another.
    let goes_on = chain.after.is_some() && matched.len() == chain.notes.len();
    let most = earlier * 2 >= matched.len() && matched.len() >= FEWEST || goes_on;
    // A run that begins under the last text: notes at the foot of the pages after it are called on those.
    let over = |place: usize| note(place).is_some_and(|one| one.page > first.page);
    let turned = all.clone().any(over);
    let turned = turned && all.clone().filter(|&place| over(place)).all(|place| answered.contains(&place));
    let turned = turned && chain.notes.len() > FEWEST;
    most || (earlier >= FEWEST || turned) && matched.len() * 5 >= chain.notes.len() * 4
}

/// Whether half the callouts of a run have a line of small type under them, on their own page, that begins with their
/// number: a numbered list further on is not what they call.
pub(super) fn is_rivalled(
    pages: &Pages<'_>,
    chain: &Chain,
    matched: &[(usize, usize)],
    candidates: &[Candidate],
    free: &[Free],
) -> bool {
    let own: HashSet<usize> = chain.notes.iter().copied().collect();
    let rivals = |&&(token, place): &&(usize, usize)| {
        let called = chain.notes.get(place).and_then(|&at| candidates.get(at)).zip(free.get(token));
        called.is_some_and(|(note, callout)| {
            let from = candidates.partition_point(|one| one.place() <= callout.place());
            let under = candidates.iter().enumerate().skip(from).take_while(|(_, one)| one.page == callout.page);
            // What its link leads to has no rival.
            if callout.token.leads == Some(note.place()) {
                return false;
            }
            let is_small = |one: &Candidate| one.size < pages.body * SMALL && one.size < note.size * SMALL;
            under.filter(|(at, _)| !own.contains(at)).any(|(_, one)| one.label.key == note.label.key && is_small(one))
        })
    };
    matched.iter().filter(rivals).count() * 2 >= matched.len()
}
