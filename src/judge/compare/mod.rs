//! Citations held against their pages. What comes out is an opinion, which rules report and verdicts follow.

mod across;
mod date;
mod language;
mod publisher;
mod subject;
mod title;
mod trace;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

pub use date::DateOpinion;
pub use publisher::PublisherOpinion;
pub use title::{Certainty, TitleOpinion};
pub(super) use title::{is_quotation, is_substantial, prose};

use super::Settings;
use super::reach::{self, Comparison, Reach, is_unfilled, reach};
use crate::model::{Audit, Citation, Note, Page, ReadTo, Source, SourceId, Sources};
use crate::text::publisher::Publishers;
use crate::text::similarity::fold;
use crate::threads::side_by_side;

/// Confidence of a pairing from which a citation is held against its page.
const SURE: f64 = 0.8;

/// As many citations are held against their pages in one go, in one thread.
const AT_ONCE: usize = 250;

/// What comparing a citation with its page gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Opinion {
    /// Of the title.
    pub title: TitleOpinion,
    /// Of the date.
    pub date: DateOpinion,
    /// Of the publisher.
    pub publisher: PublisherOpinion,
    /// How the page contradicts the title, where its archived copy agrees.
    pub drift: Option<Box<Drift>>,
    /// Of whether the page is there at all.
    pub(super) page: Comparison,
}

/// What a page says by now whose archived copy is what is cited.
#[derive(Debug, Clone, PartialEq)]
pub struct Drift {
    /// The page's title, raw.
    pub found: String,
    /// Where it was found.
    pub found_in: &'static str,
    /// How alike the titles are, 0 to 100.
    pub score: f64,
}

/// The opinion of what was not compared.
const UNTOLD: Opinion = Opinion {
    title: TitleOpinion::Untold(None),
    date: DateOpinion::Untold,
    publisher: PublisherOpinion::Untold,
    drift: None,
    page: Comparison::Untold,
};

/// The text of a page, folded when it is first asked for.
type Folded = Arc<OnceLock<Arc<str>>>;

/// The pages that answered, each folded once at most.
#[derive(Debug)]
pub(super) struct Pages<'a> {
    sources: &'a Sources,
    settings: &'a Settings,
    /// By source, and whether it is its archived copy.
    folded: Mutex<HashMap<(SourceId, bool), Folded>>,
    /// By the path of the document.
    habits: Mutex<HashMap<String, Arc<across::Habit>>>,
}

/// A page to compare with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen<'a> {
    source: SourceId,
    /// Whether it is the archived copy.
    copy: bool,
    page: &'a Page,
    /// Whether only its head was read: then it settles a comparison by agreeing alone.
    head_only: bool,
    /// Whether it is there for what it links to: lists have next to no text of their own.
    lists: bool,
    /// The URL that answered.
    url: &'a str,
    pages: &'a Pages<'a>,
}

impl<'a> Pages<'a> {
    pub(super) fn new(sources: &'a Sources, settings: &'a Settings) -> Self {
        Self { sources, settings, folded: Mutex::default(), habits: Mutex::default() }
    }

    /// How a document cites titles of other languages.
    fn habit(&self, audit: &Audit) -> Arc<across::Habit> {
        let mut habits = self.habits.lock().unwrap_or_else(PoisonError::into_inner);
        let habit = habits.entry(audit.document.path.clone()).or_insert_with(|| Arc::new(across::Habit::of(audit)));
        Arc::clone(habit)
    }

    /// The publishers that are known by several names.
    pub(super) fn publishers(&self) -> &Publishers {
        &self.settings.publishers
    }

    /// The page of a source, where one answered.
    fn seen(&'a self, id: SourceId) -> Option<Seen<'a>> {
        let source = self.sources.get(id)?;
        let observation = source.observation.as_deref();
        let Reach::Answered(observation) = reach(observation, self.settings, Comparison::Agreed) else { return None };
        Some(Seen {
            source: id,
            copy: false,
            page: observation.page.as_ref()?,
            head_only: observation.read_to == Some(ReadTo::Head),
            lists: observation.marks.iter().any(|mark| mark.mark == "lists-pages"),
            url: observation.final_url.as_deref().unwrap_or(&source.url),
            pages: self,
        })
    }

    /// Whether any page was seen.
    pub(super) fn has_any(&self) -> bool {
        let seen = |source: &Source| source.observation.as_deref().is_some_and(|seen| seen.page.is_some());
        self.sources.as_slice().iter().any(seen)
    }

    /// Whether a source is not there.
    pub(super) fn leads_nowhere(&self, source: SourceId) -> bool {
        let source = self.sources.get(source);
        source.is_some_and(|source| reach::leads_nowhere(source.observation.as_deref(), self.settings))
    }

    /// Whether a source answered with a page of its own.
    pub(super) fn leads_somewhere(&self, source: SourceId) -> bool {
        let source = self.sources.get(source);
        source.is_some_and(|source| reach::leads_somewhere(source.observation.as_deref(), self.settings))
    }

    /// The host of a source.
    pub(super) fn host(&self, source: SourceId) -> Option<String> {
        url::Url::parse(&self.sources.get(source)?.url).ok()?.host_str().map(str::to_owned)
    }

    /// What holding a citation against the page of a source gives. A page that seems to stand for one that is gone, and
    /// does not agree, is none to be held against a citation.
    pub(super) fn opinion(&'a self, audit: &Audit, note: &Note, citation: &Citation, source: SourceId) -> Opinion {
        let seen = self.seen(source);
        let cited_url = citation.url.as_deref().or_else(|| self.sources.get(source).map(|source| source.url.as_str()));
        let date = date::compare(citation, seen.as_ref(), cited_url);
        let Some(seen) = seen else { return Opinion { date, ..UNTOLD } };
        let title = title::compare(audit, note, citation, &seen, &date);
        let page = is_there(citation, &title, &date, &seen);
        let observation = self.sources.get(source).and_then(|source| source.observation.as_deref());
        if matches!(reach(observation, self.settings, page), Reach::Answered(_)) {
            let unfilled = observation.is_some_and(is_unfilled) && matches!(title, TitleOpinion::Contradicts { .. });
            let title = if unfilled { TitleOpinion::Untold(Some("reason-needs-scripts")) } else { title };
            let publisher = publisher::compare(note, citation, &title, &seen, cited_url);
            let opinion = Opinion { title, date, publisher, drift: None, page };
            let copy = observation.and_then(|seen| seen.archived.as_ref()?.page.as_ref());
            let copy = copy.map(|page| Seen { page, copy: true, head_only: false, lists: false, ..seen });
            return copy.map_or(opinion.clone(), |copy| drifted(opinion, audit, note, citation, &copy));
        }
        Opinion { date: date::compare(citation, None, cited_url), page, ..UNTOLD }
    }
}

impl Seen<'_> {
    /// The publishers that are known by several names.
    fn publishers(&self) -> &Publishers {
        self.pages.publishers()
    }

    /// The page's visible text, folded.
    fn text(&self) -> Arc<str> {
        let text = {
            let mut folded = self.pages.folded.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(folded.entry((self.source, self.copy)).or_default())
        };
        // Only who needs the same page waits for it to be folded.
        Arc::clone(text.get_or_init(|| fold(&self.page.text).into()))
    }
}

/// What holding a citation against the head of a page gives.
pub(super) fn of_head(
    audit: &Audit,
    note: &Note,
    citation: &Citation,
    url: &str,
    page: &Page,
    settings: &Settings,
) -> Opinion {
    let sources = Sources::default();
    let pages = Pages::new(&sources, settings);
    let seen = Seen { source: SourceId(0), copy: false, page, head_only: true, lists: false, url, pages: &pages };
    let cited_url = citation.url.as_deref().or(Some(url));
    let date = date::compare(citation, Some(&seen), cited_url);
    let title = title::compare(audit, note, citation, &seen, &date);
    let page = is_there(citation, &title, &date, &seen);
    Opinion { title, date, page, ..UNTOLD }
}

/// An opinion of a page, with what its archived copy says of it: where the page contradicts the title and the copy agrees,
/// the page drifted, and its date is that of another page.
fn drifted(opinion: Opinion, audit: &Audit, note: &Note, citation: &Citation, copy: &Seen<'_>) -> Opinion {
    let TitleOpinion::Contradicts { found, found_in, score, .. } = &opinion.title else { return opinion };
    let date = date::compare(citation, Some(copy), None);
    if !matches!(title::compare(audit, note, citation, copy, &date), TitleOpinion::Agrees { .. }) {
        return opinion;
    }
    let drift = Some(Box::new(Drift { found: found.clone(), found_in, score: *score }));
    let title = TitleOpinion::Untold(Some("reason-drifted"));
    Opinion { title, date: DateOpinion::Untold, publisher: PublisherOpinion::Untold, drift, page: opinion.page }
}

/// Whether a page is what is cited as far as its being there goes: by its title or its own day; or, where the site as a
/// whole is cited, by its name.
fn is_there(citation: &Citation, title: &TitleOpinion, date: &DateOpinion, seen: &Seen<'_>) -> Comparison {
    let of_day = *date == (DateOpinion::Agrees { firm: true })
        && citation.date_reading().is_some_and(|reading| reading.start().day.is_some());
    let of_site = || citation.title.as_deref().is_some_and(|cited| title::names_the_site(cited, seen.page));
    match title {
        TitleOpinion::Agrees { .. } => Comparison::Agreed,
        _ if of_day || of_site() => Comparison::Agreed,
        TitleOpinion::Contradicts { .. } | TitleOpinion::Untold(Some("reason-no-page-title")) => Comparison::Failed,
        TitleOpinion::Untold(_) => Comparison::Untold,
    }
}

/// What the citations of each source say of its page's being there: the best of them.
///
/// `opinions` are those of the citations of the document, in its order.
pub(super) fn of_sources(audit: &Audit, opinions: &[Opinion]) -> HashMap<SourceId, Comparison> {
    let mut compared: HashMap<SourceId, Comparison> = HashMap::new();
    for (citation, opinion) in audit.notes.iter().flat_map(|note| &note.citations).zip(opinions) {
        if let Some(source) = citation.source.filter(|_| !is_uncertain(citation)) {
            let best = compared.entry(source).or_insert(opinion.page);
            *best = opinion.page.max(*best);
        }
    }
    compared
}

/// Whether a citation's pairing is too unsure to hold it against the page.
pub(super) fn is_uncertain(citation: &Citation) -> bool {
    citation.pairing.as_ref().is_some_and(|pairing| pairing.confidence < SURE)
}

/// The opinions of a document's citations, in document order. Where one URL of a work agrees, the others of the work do
/// not contradict; where none does, the first that contradicts speaks for the work.
pub(super) fn opinions(audit: &Audit, pages: &Pages<'_>) -> Vec<Opinion> {
    let citations = || audit.notes.iter().flat_map(|note| note.citations.iter().map(move |citation| (note, citation)));
    let compared = |citation: &Citation| citation.source.filter(|_| !is_uncertain(citation));
    let all: Vec<_> = citations().collect();
    let opinion = |&(note, citation): &(&Note, &Citation)| {
        compared(citation).map_or(UNTOLD, |source| pages.opinion(audit, note, citation, source))
    };
    let shares = side_by_side(all.chunks(AT_ONCE).collect(), |share| share.iter().map(opinion).collect::<Vec<_>>());
    let mut opinions: Vec<Opinion> = Vec::with_capacity(all.len());
    opinions.extend(shares.into_iter().flatten());
    // The works of several URLs, by the id of the citation of the first.
    let mut works: HashMap<&str, Vec<usize>> = HashMap::new();
    works.extend(citations().filter_map(|(_, citation)| Some((citation.same_work_as.as_deref()?, Vec::new()))));
    for (at, (_, citation)) in all.into_iter().enumerate().filter(|(_, (_, citation))| compared(citation).is_some()) {
        if let Some(work) = works.get_mut(citation.same_work_as.as_deref().unwrap_or(&citation.id)) {
            work.push(at);
        }
    }
    for work in works.values() {
        let agrees = |told: fn(&Opinion) -> bool| work.iter().filter_map(|&at| opinions.get(at)).any(told);
        let mut title_settled = agrees(|opinion| matches!(opinion.title, TitleOpinion::Agrees { .. }));
        let mut date_settled = agrees(|opinion| matches!(opinion.date, DateOpinion::Agrees { .. }));
        for &at in work {
            let Some(opinion) = opinions.get_mut(at) else { continue };
            if matches!(opinion.title, TitleOpinion::Contradicts { .. }) {
                if title_settled {
                    opinion.title = TitleOpinion::Untold(Some("reason-same-work"));
                }
                title_settled = true;
            }
            if matches!(opinion.date, DateOpinion::Contradicts { .. }) {
                if date_settled {
                    opinion.date = DateOpinion::Untold;
                }
                date_settled = true;
            }
        }
    }
    opinions
}
