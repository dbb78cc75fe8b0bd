//! Sources on the wire.

use serde::Serialize;

use crate::model::{self, Cause, Fact, Outcome, PageDateKind, ReadTo};

/// A source. What was not seen is null, all but the URL where it was not even to be looked at.
#[derive(Serialize, Default)]
pub(super) struct Source<'a> {
    url: &'a str,
    outcome: Option<&'static str>,
    cause: Option<&'static str>,
    status: Option<u16>,
    final_url: Option<&'a str>,
    hops: Option<Vec<Hop<'a>>>,
    looks: Option<Vec<Look<'a>>>,
    marks: Option<Vec<Mark<'a>>>,
    title: Option<&'a str>,
    title_from: Option<&'static str>,
    date: Option<String>,
    date_from: Option<&'static str>,
    publisher: Option<&'a str>,
    author: Option<&'a str>,
    language: Option<&'a str>,
    content_type: Option<&'a str>,
    read_to: Option<&'static str>,
    fetched_at: Option<&'a str>,
    elapsed_ms: Option<u64>,
    attempts: Option<u32>,
    from_cache: Option<bool>,
    archived: Option<Archived<'a>>,
}

/// One redirect.
#[derive(Serialize)]
struct Hop<'a> {
    url: &'a str,
    status: u16,
}

/// One time it was asked.
#[derive(Serialize)]
struct Look<'a> {
    at: &'a str,
    status: Option<u16>,
    cause: Option<&'static str>,
}

/// A sign seen in an answer.
#[derive(Serialize)]
struct Mark<'a> {
    mark: &'static str,
    #[serde(rename = "where")]
    found_in: &'a str,
}

/// A copy in an archive.
#[derive(Serialize)]
struct Archived<'a> {
    url: &'a str,
    at: &'a str,
    title: Option<&'a str>,
}

impl<'a> Source<'a> {
    pub(super) fn new(source: &'a model::Source) -> Self {
        let Some(seen) = source.observation.as_deref() else {
            return Self { url: &source.url, ..Self::default() };
        };
        let page = seen.page.as_ref();
        let title = page.and_then(|page| page.titles.first());
        let published = page.and_then(|page| page.dates.iter().find(|date| date.kind == PageDateKind::Published));
        let value = |fact: &'a Fact| fact.value.as_str();
        Self {
            url: &source.url,
            outcome: Some(Outcome::name(seen.outcome)),
            cause: seen.cause.map(Cause::name),
            status: seen.status,
            final_url: seen.final_url.as_deref(),
            hops: Some(seen.hops.iter().map(|hop| Hop { url: &hop.url, status: hop.status }).collect()),
            looks: Some(seen.looks.iter().map(Look::new).collect()),
            marks: Some(seen.marks.iter().map(|mark| Mark { mark: mark.mark, found_in: &mark.found_in }).collect()),
            title: title.map(value),
            title_from: title.map(|title| title.found_in),
            date: published.map(|published| published.date.to_string()),
            date_from: published.map(|published| published.found_in),
            publisher: page.and_then(|page| page.publishers.first()).map(value),
            author: page.and_then(|page| page.authors.first()).map(value),
            language: page.and_then(|page| page.language.as_deref()),
            content_type: seen.content_type.as_deref(),
            read_to: seen.read_to.map(ReadTo::name),
            fetched_at: seen.fetched_at.as_deref(),
            elapsed_ms: seen.elapsed_ms,
            attempts: Some(seen.attempts),
            from_cache: Some(seen.from_cache),
            archived: seen.archived.as_ref().map(|copy| Archived {
                url: &copy.url,
                at: &copy.at,
                title: copy.title.as_deref(),
            }),
        }
    }
}

impl<'a> Look<'a> {
    fn new(look: &'a model::Look) -> Self {
        Self { at: &look.at, status: look.status, cause: look.cause.map(Cause::name) }
    }
}
