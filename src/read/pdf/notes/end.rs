//! Notes at the end of a chapter or of the document.

mod afar;
mod candidate;

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet, VecDeque};

use super::super::sheet::Sheet;
use super::foot::note;
use super::label::{Reading, Token};
use super::{Call, Pages, Part, Place, Plan, call};
use crate::model::NoteKind;
use candidate::{Candidate, candidates};

/// How many lines one note may have before the next one begins.
const FAR: usize = 80;

/// The fewest callouts that tell a run of notes far from them from chance.
const FEWEST: usize = 3;

/// Callouts and the places of the notes in their run that they may call.
type Answers = Vec<(usize, usize)>;

/// A callout that calls no note yet.
struct Free {
    page: usize,
    token: Token,
    readings: Vec<Vec<Reading>>,
    /// The index of the page that its link leads to, where that is told.
    leads: Option<usize>,
}

impl Free {
    fn place(&self) -> Place {
        (self.page, self.token.line)
    }

    /// Whether it may call what begins at a place: what leads to a figure or a section calls no note. The place that a link
    /// leads to may lie above its line, before the page turns.
    fn may_call(&self, place: Place) -> bool {
        let near = self.leads.is_none_or(|leads| leads == place.0 || leads + 1 == place.0);
        self.token.leads.map_or(near, |note| note == place)
    }
}

/// For each number the callouts that can be read as it, and whether as it alone.
type Numbered<'a> = HashMap<&'a str, Vec<(usize, bool)>>;

/// A run of notes.
struct Chain {
    /// Its notes, as indices of the candidates.
    notes: Vec<usize>,
    /// Where the text begins that calls them.
    since: Place,
    /// The note that their numbers go on from, as an index of the candidates.
    after: Option<usize>,
}

/// Finds runs of lines that begin with numbers counting up, which callouts before them call.
///
/// `afar` takes only runs most of whose callouts stand on earlier pages: what is looked for before the notes at the
/// foot of a page, which such a run may look like on the page where it begins.
pub(super) fn find(pages: &Pages<'_>, plan: &mut Plan, afar: bool) {
    let mut free: Vec<Free> = Vec::new();
    for (page, sheet) in pages.sheets.iter().enumerate() {
        let tokens = call::free(pages, plan, page).into_iter().filter(|token| calls_from_afar(pages, page, token));
        free.extend(tokens.map(|token| Free {
            page,
            readings: token.readings(sheet),
            leads: leads(sheet, &token),
            token,
        }));
    }
    if free.is_empty() {
        return;
    }
    let candidates = candidates(pages, plan);
    let numbered = by_number(&free);
    let runs = runs(&candidates, &free, &numbered);
    let chains: Vec<Chain> = bounded(runs, &candidates, &free, &numbered);
    let mut taken: HashSet<usize> = HashSet::new();
    let mut used = vec![false; free.len()];
    let mut looked_at = vec![false; chains.len()];
    // The run that answers to most callouts goes first: a numbered list answers to a few by chance. What each answers to
    // changes only when one is taken.
    let mut ranked: Option<VecDeque<(usize, Answers)>> = None;
    loop {
        let left = ranked.get_or_insert_with(|| {
            let open = chains.iter().enumerate().filter(|(at, chain)| {
                looked_at.get(*at) == Some(&false) && chain.after.is_none_or(|before| taken.contains(&before))
            });
            let mut scored: Vec<(usize, Answers)> =
                open.map(|(at, chain)| (at, answers(chain, &candidates, &free, &numbered, &used))).collect();
            scored.sort_by_key(|(at, matched)| (Reverse(matched.len()), *at));
            scored.into()
        });
        let Some((at, matched)) = left.pop_front() else { break };
        let Some(chain) = chains.get(at) else { break };
        if let Some(looked_at) = looked_at.get_mut(at) {
            *looked_at = true;
        }
        if afar
            && (!afar::is_afar(chain, &matched, &candidates, &free, &numbered)
                || afar::is_rivalled(pages, chain, &matched, &candidates, &free))
        {
            continue;
        }
        if matched.len() * 2 < chain.notes.len() || matched.is_empty() {
            if matched.is_empty() {
                break;
            }
            continue;
        }
        if chain.notes.iter().any(|at| taken.contains(at)) {
            continue;
        }
        taken.extend(chain.notes.iter().copied());
        for (token, _) in &matched {
            if let Some(used) = used.get_mut(*token) {
                *used = true;
            }
        }
        take(pages, plan, chain, &candidates, &free);
        ranked = None;
    }
}

/// Raised signs, and numbers in brackets that lead to another place in the document.
fn calls_from_afar(pages: &Pages<'_>, page: usize, token: &Token) -> bool {
    let Some(sheet) = pages.sheets.get(page) else { return false };
    let linked = token
        .clusters
        .iter()
        .filter_map(|&at| sheet.clusters.get(at))
        .all(|one| one.link.is_some_and(|link| sheet.uris.get(usize::from(link)) == Some(&None)));
    token.raised || linked
}

/// The index of the page that the link over a callout leads to.
fn leads(sheet: &Sheet, token: &Token) -> Option<usize> {
    let mut links = token.clusters.iter().filter_map(|&at| sheet.clusters.get(at)?.link);
    links.find_map(|link| Some(sheet.targets.get(usize::from(link))?.as_ref()?.page as usize))
}

/// The runs of notes, in document order: each from a candidate of number one on, or from where the text goes on that
/// calls the next of them, as where numbers count on over the notes of several chapters.
fn runs(candidates: &[Candidate], free: &[Free], numbered: &Numbered<'_>) -> Vec<Chain> {
    let best = best(candidates);
    let mut by_value: HashMap<u32, Vec<usize>> = HashMap::new();
    for (at, one) in candidates.iter().enumerate() {
        by_value.entry(one.value).or_default().push(at);
    }
    // Whether what calls the second of two notes, and nothing else, stands between them.
    let parted = |(a, b): (usize, usize)| {
        let Some((a, b)) = candidates.get(a).zip(candidates.get(b)) else { return false };
        let known = numbered.get(b.label.key.as_str()).map_or(&[][..], Vec::as_slice);
        let place = |index: usize| free.get(index).map(Free::place);
        let from = known.partition_point(|(index, _)| place(*index) <= Some(a.place()));
        let before = |one: &&(usize, bool)| place(one.0).is_some_and(|place| place < b.place());
        known.get(from..).unwrap_or_default().iter().take(MOST_PARTS).take_while(before).any(|(_, whole)| *whole)
    };
    let next = |at: usize| best.get(at).and_then(|run: &Run| run.next);
    // Where the notes of the next chapter begin, however far away.
    let further = |at: usize| {
        let one = candidates.get(at)?;
        let after = by_value.get(&(one.value + 1))?;
        let after = after.get(after.partition_point(|to| *to <= at)..)?.iter().copied().take(MOST_PARTS);
        let like = after.filter(|to| candidates.get(*to).is_some_and(|next| one.is_like(next)) && parted((at, *to)));
        like.max_by_key(|to| (best.get(*to).map(|run| run.length), Reverse(*to)))
    };
    let starts = by_value.get(&1).into_iter().flatten();
    let mut open: Vec<(Option<usize>, usize)> = starts.map(|start| (None, *start)).collect();
    let mut begun: HashSet<usize> = HashSet::new();
    let mut runs: Vec<Chain> = Vec::new();
    while let Some((after, start)) = open.pop() {
        if !begun.insert(start) {
            continue;
        }
        let (mut notes, mut at) = (vec![start], start);
        while let Some(to) = next(at).filter(|to| !parted((at, *to))) {
            notes.push(to);
            at = to;
        }
        let on = next(at).or_else(|| further(at).filter(|_| notes.len() > 1));
        open.extend(on.map(|to| (Some(at), to)));
        runs.push(Chain { notes, since: Place::default(), after });
    }
    runs.sort_by(|a, b| a.notes.cmp(&b.notes));
    runs
}

/// How many of the places that a number is called or begins a line at are looked at where a run of notes ends.
const MOST_PARTS: usize = 64;

/// For each candidate how notes are counted on from it: of all ways the longest, and of those of one length the
/// straightest. A date that begins a line counts on for one number, but then leads nowhere.
fn best(candidates: &[Candidate]) -> Vec<Run> {
    let mut best: Vec<Run> = Vec::with_capacity(candidates.len());
    for (back, one) in candidates.iter().rev().enumerate() {
        let at = candidates.len() - back - 1;
        let rest = candidates.iter().enumerate().skip(at + 1).take_while(|(_, next)| next.order <= one.order + FAR);
        // What counts from one anew is the notes of the next chapter.
        let length = |to: usize| best.get(candidates.len() - to - 1).map_or(0, |run| run.length);
        let rest = rest.take_while(|(to, next)| next.value > 1 || !one.is_like(next) || length(*to) < FEWEST);
        let runs = rest.filter(|(_, next)| one.is_followed_by(next)).filter_map(|(to, next)| {
            let rest = best.get(candidates.len() - to - 1)?;
            let bend = rest.bend + if one.is_beside(next) { (next.edge - one.edge).abs() } else { 0.0 };
            Some(Run { length: rest.length + 1, bend, next: Some(to) })
        });
        let longest = runs.reduce(|a, b| if b.is_better_than(&a) { b } else { a });
        best.push(longest.unwrap_or(Run { length: 1, bend: 0.0, next: None }));
    }
    best.reverse();
    best
}

/// Tells each run, given in document order, where the text begins that calls it. The text of a chapter begins after the
/// notes of the chapter before, whichever of the two is taken first, where the first note is called anew.
fn bounded(runs: Vec<Chain>, candidates: &[Candidate], free: &[Free], numbered: &Numbered<'_>) -> Vec<Chain> {
    let mut bounds: Vec<Bound> = Vec::new();
    let mut chains = Vec::with_capacity(runs.len());
    for mut chain in runs {
        let place =
            |at: Option<&usize>| at.and_then(|&at| candidates.get(at)).map_or_else(Place::default, Candidate::place);
        let (first, last) = (place(chain.notes.first()), place(chain.notes.last()));
        // How many callouts answer that stand after this place, where most do and the first of all.
        let answer = |chain: &mut Chain, since: Place| {
            chain.since = since;
            let matched = answers(chain, candidates, free, numbered, &[]);
            let anew = matched.first().is_some_and(|(_, place)| *place == 0);
            // A list among the text may look like notes, and some callouts be repeated after it: most are anew.
            Some(matched.len()).filter(|count| anew && count * 5 >= chain.notes.len() * 4)
        };
        let end = bounds.last().map_or_else(Place::default, |bound| bound.end);
        let mut answered = answer(&mut chain, end).filter(|_| first >= end);
        // What took them for its own, and answers to fewer, is such a list.
        while answered.is_none()
            && let Some(list) = bounds.last().filter(|list| first >= list.end && list.answered < chain.notes.len())
            && let Some(more) = answer(&mut chain, list.since).filter(|count| *count > list.answered)
        {
            answered = Some(more);
            bounds.pop();
        }
        match answered {
            Some(answered) if answered >= FEWEST => bounds.push(Bound { since: chain.since, end: last, answered }),
            Some(_) => {}
            None => chain.since = Place::default(),
        }
        chains.push(chain);
    }
    chains
}

/// Where a run of notes ends that bounds the text before and after it.
struct Bound {
    /// Where the text begins that calls them.
    since: Place,
    /// Their last.
    end: Place,
    /// How many of them are called there.
    answered: usize,
}

/// The best way to count on from a candidate.
struct Run {
    length: usize,
    /// How far the labels stand beside one another, in points.
    bend: f32,
    /// The candidate it goes on with.
    next: Option<usize>,
}

impl Run {
    fn is_better_than(&self, other: &Self) -> bool {
        (self.length, -self.bend) > (other.length, -other.bend)
    }
}

/// The callouts that can be read as a number, for each number, in the order they stand in.
fn by_number(free: &[Free]) -> Numbered<'_> {
    let mut numbered = Numbered::new();
    for (index, one) in free.iter().enumerate() {
        for reading in &one.readings {
            for (number, _) in reading {
                numbered.entry(number.as_str()).or_default().push((index, reading.len() == 1));
            }
        }
    }
    numbered
}

/// For each note of a run the nearest callout before the run that is free and may call it: the index of the callout and
/// its place in the run. What is its number whole goes before what is so in part: `23` calls note 23 rather than 2 and 3,
/// and neither of those as well; what calls note 2 is then left to no list.
fn answers(chain: &Chain, candidates: &[Candidate], free: &[Free], numbered: &Numbered<'_>, used: &[bool]) -> Answers {
    let Some(first) = chain.notes.first().and_then(|&at| candidates.get(at)) else { return Vec::new() };
    let before = |&(index, _): &(usize, bool)| free.get(index).is_some_and(|one| one.place() < first.place());
    let since = |index: usize| free.get(index).is_some_and(|one| one.place() >= chain.since);
    // The nearest callouts of each note, whole or in part, that are not taken.
    let nearest = |place: usize, whole: bool, taken: &dyn Fn(usize) -> bool| {
        let note = candidates.get(*chain.notes.get(place)?)?;
        let known = numbered.get(note.label.key.as_str())?;
        let earlier = known.get(..known.partition_point(before))?;
        let may_call = |index: usize| free.get(index).is_some_and(|one| one.may_call(note.place()));
        let own = earlier.iter().rev().take_while(|(index, _)| since(*index));
        let mut own = own.filter(|(index, _)| may_call(*index));
        own.find(|(index, is_whole)| *is_whole == whole && !taken(*index)).map(|(index, _)| *index)
    };
    let is_used = |index: usize| used.get(index) == Some(&true);
    let mut answers: Vec<Option<usize>> = (0..chain.notes.len()).map(|place| nearest(place, true, &is_used)).collect();
    let mut whole: Vec<usize> = answers.iter().flatten().copied().collect();
    whole.sort_unstable();
    for (place, answer) in answers.iter_mut().enumerate().filter(|(_, answer)| answer.is_none()) {
        *answer = nearest(place, false, &|index| is_used(index) || whole.binary_search(&index).is_ok());
    }
    answers.into_iter().enumerate().filter_map(|(place, index)| Some((index?, place))).collect()
}

/// Takes a run as notes, with the lines between their beginnings, and the callouts before it.
fn take(pages: &Pages<'_>, plan: &mut Plan, chain: &Chain, candidates: &[Candidate], free: &[Free]) {
    let starts: Vec<&Candidate> = chain.notes.iter().filter_map(|&at| candidates.get(at)).collect();
    let Some(first) = starts.first() else { return };
    let from = plan.notes.len();
    // What stands between this run and the notes before it is the text that calls it.
    let earlier = plan.notes.iter().filter(|one| one.kind == NoteKind::Endnote).map(|one| (one.page, one.line));
    let since = earlier.filter(|place| *place < first.place()).max().unwrap_or_default().max(chain.since);
    for (index, start) in starts.iter().enumerate() {
        let number = plan.notes.len();
        plan.notes.push(note(start.label.clone(), start.page, start.line, NoteKind::Endnote));
        claim(pages, plan, start, starts.get(index + 1).copied(), number);
    }
    let own: HashSet<Place> = starts.iter().map(|start| start.place()).collect();
    let mut wanted = call::Wanted::of(plan, from..plan.notes.len());
    for one in free {
        let place = one.place();
        let elsewhere = one.token.leads.is_some_and(|to| !own.contains(&to));
        if place < since || place >= first.place() || elsewhere {
            continue;
        }
        let Some(sheet) = pages.sheets.get(one.page) else { continue };
        let calls: Vec<Call> = wanted.read(plan, sheet, &one.token);
        let known = plan.calls.entry(place).or_default();
        for call in calls {
            if !known.iter().any(|other| other.clusters == call.clusters) {
                known.push(call);
            }
        }
    }
}

/// Gives a note its lines: up to the next note, but for larger type; the last one as long as its type goes on without
/// a gap.
fn claim(pages: &Pages<'_>, plan: &mut Plan, start: &Candidate, next: Option<&Candidate>, note: usize) {
    let mut before: Option<(usize, f32)> = None;
    for (page, sheet) in pages.sheets.iter().enumerate().skip(start.page).take(3) {
        let Some(parts) = plan.parts.get_mut(page) else { return };
        for (index, line) in sheet.lines.iter().enumerate() {
            if page == start.page && index < start.line || parts.get(index) != Some(&Part::Body) {
                continue;
            }
            if next.is_some_and(|next| (page, index) >= (next.page, next.line)) {
                return;
            }
            let alike = (line.size - start.size).abs() < start.size * 0.12;
            if next.is_none() {
                let follows = match before {
                    None => true,
                    Some((on, y)) if on == page => (line.y - y).abs() < start.size * 2.6,
                    // Over the page only what is set in as the lines of a note are.
                    Some(_) => start.is_set_in(line),
                };
                if !follows || line.size > start.size * 1.12 {
                    return;
                }
            }
            if alike && let Some(part) = parts.get_mut(index) {
                *part = Part::Note(note);
            }
            before = Some((page, line.y));
        }
        if next.is_some_and(|next| next.page == page) {
            return;
        }
    }
}
