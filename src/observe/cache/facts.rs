//! Facts as they are kept: types of their own, so that the model may change without a kept fact changing its meaning.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::model::{self, Observation, Outcome, PageDateKind, PartialDate, ReadTo};
use crate::observe::names;

/// What a site answered. Only answers are kept.
#[derive(Serialize, Deserialize)]
pub(super) struct Facts {
    status: Option<u16>,
    final_url: Option<SmolStr>,
    hops: Vec<(SmolStr, u16)>,
    looks: Vec<Look>,
    marks: Vec<(String, String)>,
    page: Option<Page>,
    content_type: Option<SmolStr>,
    read_to: Option<String>,
    detail: Option<String>,
    fetched_at: Option<SmolStr>,
    elapsed_ms: Option<u64>,
    attempts: u32,
}

/// A copy in an archive. The text of its page is not kept.
#[derive(Serialize, Deserialize)]
pub(super) struct CopyFacts {
    url: SmolStr,
    at: SmolStr,
    title: Option<SmolStr>,
    page: Option<Page>,
}

#[derive(Serialize, Deserialize)]
struct Look {
    at: SmolStr,
    status: Option<u16>,
    cause: Option<String>,
}

/// What a page says of itself, but for its text, which stands by itself.
#[derive(Serialize, Deserialize)]
struct Page {
    titles: Vec<(SmolStr, String)>,
    dates: Vec<Date>,
    publishers: Vec<(SmolStr, String)>,
    authors: Vec<(SmolStr, String)>,
    language: Option<SmolStr>,
    canonical: Option<SmolStr>,
    /// Language and URL.
    alternates: Vec<(SmolStr, SmolStr)>,
    /// Seconds and URL.
    refresh: Option<(u32, SmolStr)>,
    noindex: bool,
    paywalled: bool,
    text_length: Option<usize>,
}

#[derive(Serialize, Deserialize)]
struct Date {
    /// Year, month and day.
    parts: (i16, Option<u8>, Option<u8>),
    modified: bool,
    found_in: String,
}

impl Facts {
    /// The facts of an observation.
    pub(super) fn of(seen: &Observation) -> Self {
        let look = |look: &model::Look| Look {
            at: look.at.clone(),
            status: look.status,
            cause: look.cause.map(|cause| cause.name().to_owned()),
        };
        Self {
            status: seen.status,
            final_url: seen.final_url.clone(),
            hops: seen.hops.iter().map(|hop| (hop.url.clone(), hop.status)).collect(),
            looks: seen.looks.iter().map(look).collect(),
            marks: seen.marks.iter().map(|mark| (mark.mark.to_owned(), mark.found_in.clone())).collect(),
            page: seen.page.as_deref().map(Page::of),
            content_type: seen.content_type.clone(),
            read_to: seen.read_to.map(|read_to| read_to.name().to_owned()),
            detail: seen.detail.clone(),
            fetched_at: seen.fetched_at.clone(),
            elapsed_ms: seen.elapsed_ms,
            attempts: seen.attempts,
        }
    }

    /// The observation of these facts, with the page's text, marked as reused.
    pub(super) fn observation(self, text: Option<String>) -> Observation {
        let look = |look: Look| model::Look {
            at: look.at,
            status: look.status,
            cause: look.cause.as_deref().and_then(names::cause),
        };
        let read_to = [ReadTo::Head, ReadTo::Cap, ReadTo::End];
        Observation {
            outcome: Outcome::Answered,
            cause: None,
            detail: self.detail,
            status: self.status,
            final_url: self.final_url,
            hops: self.hops.into_iter().map(|(url, status)| model::Hop { url, status }).collect(),
            looks: self.looks.into_iter().map(look).collect(),
            marks: self
                .marks
                .into_iter()
                .map(|(mark, found_in)| model::Mark { mark: names::lasting(&mark), found_in })
                .collect(),
            page: self.page.map(|page| Box::new(page.page(text.unwrap_or_default()))),
            content_type: self.content_type,
            read_to: read_to.into_iter().find(|known| Some(known.name()) == self.read_to.as_deref()),
            fetched_at: self.fetched_at,
            elapsed_ms: self.elapsed_ms,
            attempts: self.attempts,
            from_cache: true,
            ..Observation::not_asked(model::Cause::Excluded)
        }
    }
}

impl CopyFacts {
    /// The facts of a copy.
    pub(super) fn of(copy: &model::Archived) -> Self {
        let page = copy.page.as_deref().map(Page::of);
        Self { url: copy.url.clone(), at: copy.at.clone(), title: copy.title.clone(), page }
    }

    /// The copy of these facts.
    pub(super) fn archived(self) -> model::Archived {
        let page = self.page.map(|page| Box::new(page.page(String::new())));
        model::Archived { url: self.url, at: self.at, title: self.title, page }
    }
}

impl Page {
    fn of(page: &model::Page) -> Self {
        let facts = |facts: &[model::Fact]| {
            facts.iter().map(|fact| (fact.value.clone(), fact.found_in.to_owned())).collect::<Vec<_>>()
        };
        let date = |date: &model::PageDate| Date {
            parts: (date.date.year, date.date.month, date.date.day),
            modified: date.kind == PageDateKind::Modified,
            found_in: date.found_in.to_owned(),
        };
        Self {
            titles: facts(&page.titles),
            dates: page.dates.iter().map(date).collect(),
            publishers: facts(&page.publishers),
            authors: facts(&page.authors),
            language: page.language.clone(),
            canonical: page.canonical.clone(),
            alternates: page.alternates.iter().map(|other| (other.language.clone(), other.url.clone())).collect(),
            refresh: page.refresh.as_ref().map(|refresh| (refresh.after, refresh.url.clone())),
            noindex: page.noindex,
            paywalled: page.paywalled,
            text_length: page.text_length,
        }
    }

    fn page(self, text: String) -> model::Page {
        let facts = |facts: Vec<(SmolStr, String)>| {
            let fact =
                |(value, found_in): (SmolStr, String)| model::Fact { value, found_in: names::lasting(&found_in) };
            facts.into_iter().map(fact).collect()
        };
        let date = |Date { parts: (year, month, day), modified, found_in }: Date| {
            let kind = if modified { PageDateKind::Modified } else { PageDateKind::Published };
            Some(model::PageDate {
                date: PartialDate::new(year, month, day)?,
                kind,
                found_in: names::lasting(&found_in),
            })
        };
        model::Page {
            titles: facts(self.titles),
            dates: self.dates.into_iter().filter_map(date).collect(),
            publishers: facts(self.publishers),
            authors: facts(self.authors),
            language: self.language,
            canonical: self.canonical,
            alternates: self.alternates.into_iter().map(|(language, url)| model::Alternate { language, url }).collect(),
            refresh: self.refresh.map(|(after, url)| Box::new(model::Refresh { after, url })),
            noindex: self.noindex,
            paywalled: self.paywalled,
            text_length: self.text_length,
            text,
        }
    }
}
