//! Citations held against their pages. What comes out is an opinion, which rules report and verdicts follow.

mod date;
mod language;
mod subject;
mod title;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

pub use date::DateOpinion;
pub use title::TitleOpinion;
pub(super) use title::{is_quotation, is_substantial, prose};

use super::Settings;
use super::reach::{Reach, reach};
use crate::model::{Audit, Citation, Note, Page, ReadTo, SourceId, Sources};
use crate::text::similarity::fold;

/// Confidence of a pairing from which a citation is held against its page.
const SURE: f64 = 0.8;

/// What comparing a citation with its page gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Opinion {
    /// Of the title.
    pub title: TitleOpinion,
    /// Of the date.
    pub date: DateOpinion,
}

/// The opinion of what was not compared.
pub(super) static NONE: Opinion = Opinion { title: TitleOpinion::Untold(None), date: DateOpinion::Untold };

/// The pages that answered, each folded once at most.
#[derive(Debug)]
pub(super) struct Pages<'a> {
    sources: &'a Sources,
    settings: &'a Settings,
    folded: RefCell<HashMap<SourceId, Rc<str>>>,
}

/// A page to compare with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen<'a> {
    source: SourceId,
    page: &'a Page,
    /// Whether only its head was read: then it settles a comparison by agreeing alone.
    head_only: bool,
    /// The URL that answered.
    url: &'a str,
    pages: &'a Pages<'a>,
}

impl<'a> Pages<'a> {
    pub(super) fn new(sources: &'a Sources, settings: &'a Settings) -> Self {
        Self { sources, settings, folded: RefCell::default() }
    }

    /// The page of a source, where one answered.
    fn seen(&'a self, id: SourceId) -> Option<Seen<'a>> {
        let source = self.sources.get(id)?;
        let Reach::Answered(observation) = reach(source.observation.as_deref(), self.settings) else { return None };
        Some(Seen {
            source: id,
            page: observation.page.as_ref()?,
            head_only: observation.read_to == Some(ReadTo::Head),
            url: observation.final_url.as_deref().unwrap_or(&source.url),
            pages: self,
        })
    }

    /// The host of a source.
    pub(super) fn host(&self, source: SourceId) -> Option<String> {
        url::Url::parse(&self.sources.get(source)?.url).ok()?.host_str().map(str::to_owned)
    }

    /// What holding a citation against the page of a source gives.
    pub(super) fn opinion(&'a self, audit: &Audit, note: &Note, citation: &Citation, source: SourceId) -> Opinion {
        let seen = self.seen(source);
        let cited_url = citation.url.as_deref().or_else(|| self.sources.get(source).map(|source| source.url.as_str()));
        let date = date::compare(citation, seen.as_ref(), cited_url);
        let compare = |seen| title::compare(audit, note, citation, &seen, &date);
        Opinion { title: seen.map_or(TitleOpinion::Untold(None), compare), date }
    }
}

impl Seen<'_> {
    /// The page's visible text, folded.
    fn text(&self) -> Rc<str> {
        let mut folded = self.pages.folded.borrow_mut();
        Rc::clone(folded.entry(self.source).or_insert_with(|| fold(&self.page.text).into()))
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
    let seen = Seen { source: SourceId(0), page, head_only: true, url, pages: &pages };
    let cited_url = citation.url.as_deref().or(Some(url));
    let date = date::compare(citation, Some(&seen), cited_url);
    Opinion { title: title::compare(audit, note, citation, &seen, &date), date }
}

/// Whether a citation's pairing is too unsure to hold it against the page.
pub(super) fn is_uncertain(citation: &Citation) -> bool {
    citation.pairing.as_ref().is_some_and(|pairing| pairing.confidence < SURE)
}

/// The opinions of a document's citations, by their ids. Where one URL of a work agrees, the others of the work do not
/// contradict; where none does, the first that contradicts speaks for the work.
pub(super) fn opinions(audit: &Audit, pages: &Pages<'_>) -> HashMap<String, Opinion> {
    let mut opinions = HashMap::new();
    let mut works: HashMap<&str, Vec<&str>> = HashMap::new();
    for note in &audit.notes {
        for citation in &note.citations {
            let Some(source) = citation.source.filter(|_| !is_uncertain(citation)) else { continue };
            opinions.insert(citation.id.clone(), pages.opinion(audit, note, citation, source));
            let work = citation.same_work_as.as_deref().unwrap_or(&citation.id);
            works.entry(work).or_default().push(&citation.id);
        }
    }
    for ids in works.values().filter(|ids| ids.len() > 1) {
        let agrees = |told: fn(&Opinion) -> bool| ids.iter().filter_map(|&id| opinions.get(id)).any(told);
        let mut title_settled = agrees(|opinion| matches!(opinion.title, TitleOpinion::Agrees { .. }));
        let mut date_settled = agrees(|opinion| matches!(opinion.date, DateOpinion::Agrees { .. }));
        for &id in ids {
            let Some(opinion) = opinions.get_mut(id) else { continue };
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
