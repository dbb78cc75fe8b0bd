//! Sources on the wire.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::date::Day;
use super::name::Name;
use super::words::{Cause, Outcome, ReadTo};
use crate::model::{self, Fact, PageDateKind};

/// A source. What was not seen is null, all but the URL where it was not even to be looked at.
#[derive(Serialize, Deserialize, JsonSchema, Default)]
pub(super) struct Source<'a> {
    url: Cow<'a, str>,
    outcome: Option<Outcome>,
    cause: Option<Cause>,
    status: Option<u16>,
    final_url: Option<Cow<'a, str>>,
    hops: Option<Vec<Hop<'a>>>,
    looks: Option<Vec<Look<'a>>>,
    marks: Option<Vec<Mark<'a>>>,
    title: Option<Cow<'a, str>>,
    title_from: Option<Name>,
    date: Option<Day>,
    date_from: Option<Name>,
    publisher: Option<Cow<'a, str>>,
    author: Option<Cow<'a, str>>,
    language: Option<Cow<'a, str>>,
    content_type: Option<Cow<'a, str>>,
    read_to: Option<ReadTo>,
    fetched_at: Option<Cow<'a, str>>,
    elapsed_ms: Option<u64>,
    attempts: Option<u32>,
    from_cache: Option<bool>,
    archived: Option<Archived<'a>>,
    /// Why there is no archived copy, where one was looked for.
    #[serde(default)]
    unarchived: Option<NoCopy>,
}

/// One redirect.
#[derive(Serialize, Deserialize, JsonSchema)]
struct Hop<'a> {
    url: Cow<'a, str>,
    status: u16,
}

/// One time it was asked.
#[derive(Serialize, Deserialize, JsonSchema)]
struct Look<'a> {
    at: Cow<'a, str>,
    status: Option<u16>,
    cause: Option<Cause>,
}

/// A sign seen in an answer.
#[derive(Serialize, Deserialize, JsonSchema)]
struct Mark<'a> {
    mark: Name,
    #[serde(rename = "where")]
    found_in: Cow<'a, str>,
}

/// A copy in an archive.
#[derive(Serialize, Deserialize, JsonSchema)]
struct Archived<'a> {
    url: Cow<'a, str>,
    at: Cow<'a, str>,
    title: Option<Cow<'a, str>>,
}

/// Why there is no copy in an archive.
#[derive(Clone, Copy, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum NoCopy {
    /// The archive says that it has none.
    Never,
    /// The archive did not answer so that it can be told.
    Untold,
}

impl<'a> Source<'a> {
    pub(super) fn new(source: &'a model::Source) -> Self {
        let Some(seen) = source.observation.as_deref() else {
            return Self { url: source.url.as_str().into(), ..Self::default() };
        };
        let page = seen.page.as_ref();
        let title = page.and_then(|page| page.titles.first());
        let published = page.and_then(|page| page.dates.iter().find(|date| date.kind == PageDateKind::Published));
        let value = |fact: &'a Fact| Cow::from(fact.value.as_str());
        let text = |text: &'a Option<SmolStr>| text.as_deref().map(Cow::from);
        let hop = |hop: &'a model::Hop| Hop { url: hop.url.as_str().into(), status: hop.status };
        let mark = |mark: &'a model::Mark| Mark { mark: Name(mark.mark), found_in: mark.found_in.as_str().into() };
        Self {
            url: source.url.as_str().into(),
            outcome: Some(seen.outcome.into()),
            cause: seen.cause.map(Cause::from),
            status: seen.status,
            final_url: text(&seen.final_url),
            hops: Some(seen.hops.iter().map(hop).collect()),
            looks: Some(seen.looks.iter().map(Look::new).collect()),
            marks: Some(seen.marks.iter().map(mark).collect()),
            title: title.map(value),
            title_from: title.map(|title| Name(title.found_in)),
            date: published.map(|published| Day(published.date)),
            date_from: published.map(|published| Name(published.found_in)),
            publisher: page.and_then(|page| page.publishers.first()).map(value),
            author: page.and_then(|page| page.authors.first()).map(value),
            language: page.and_then(|page| page.language.as_deref()).map(Cow::from),
            content_type: text(&seen.content_type),
            read_to: seen.read_to.map(ReadTo::from),
            fetched_at: text(&seen.fetched_at),
            elapsed_ms: seen.elapsed_ms,
            attempts: Some(seen.attempts),
            from_cache: Some(seen.from_cache),
            archived: seen.archived.as_deref().map(Archived::new),
            unarchived: seen.unarchived.as_deref().map(NoCopy::new),
        }
    }

    /// Its URL, and what was seen there.
    pub(super) fn read(self) -> (String, Option<Box<model::Observation>>) {
        let Some(outcome) = self.outcome else { return (self.url.into_owned(), None) };
        let text = |text: Option<Cow<'_, str>>| text.map(SmolStr::from);
        let hop = |hop: Hop<'_>| model::Hop { url: hop.url.into(), status: hop.status };
        let mark = |mark: Mark<'_>| model::Mark { mark: mark.mark.0, found_in: mark.found_in.into_owned() };
        // Where it stood is not told of every fact.
        let fact = |value: Option<Cow<'_, str>>, found_in: Option<Name>| {
            value.map(|value| Fact { value: value.into(), found_in: found_in.map_or("", |name| name.0) })
        };
        let published = |date: Day| model::PageDate {
            date: date.0,
            kind: PageDateKind::Published,
            found_in: self.date_from.map_or("", |name| name.0),
        };
        let page = model::Page {
            titles: fact(self.title, self.title_from).into_iter().collect(),
            dates: self.date.map(published).into_iter().collect(),
            publishers: fact(self.publisher, None).into_iter().collect(),
            authors: fact(self.author, None).into_iter().collect(),
            language: text(self.language),
            ..model::Page::default()
        };
        let observation = model::Observation {
            cause: self.cause.map(model::Cause::from),
            status: self.status,
            final_url: text(self.final_url),
            hops: self.hops.unwrap_or_default().into_iter().map(hop).collect(),
            looks: self.looks.unwrap_or_default().into_iter().map(Look::read).collect(),
            marks: self.marks.unwrap_or_default().into_iter().map(mark).collect(),
            page: (page != model::Page::default()).then(|| Box::new(page)),
            content_type: text(self.content_type),
            read_to: self.read_to.map(model::ReadTo::from),
            fetched_at: text(self.fetched_at),
            elapsed_ms: self.elapsed_ms,
            attempts: self.attempts.unwrap_or_default(),
            from_cache: self.from_cache.unwrap_or_default(),
            archived: self.archived.map(|copy| Box::new(copy.read())),
            unarchived: self.unarchived.map(|why| Box::new(why.read())),
            ..model::Observation::without_answer(outcome.into(), model::Cause::Offline)
        };
        (self.url.into_owned(), Some(Box::new(observation)))
    }
}

impl<'a> Look<'a> {
    fn new(look: &'a model::Look) -> Self {
        Self { at: look.at.as_str().into(), status: look.status, cause: look.cause.map(Cause::from) }
    }

    fn read(self) -> model::Look {
        model::Look { at: self.at.into(), status: self.status, cause: self.cause.map(model::Cause::from) }
    }
}

impl NoCopy {
    fn new(why: &model::NoCopy) -> Self {
        match why {
            model::NoCopy::Never => Self::Never,
            model::NoCopy::Untold(_) => Self::Untold,
        }
    }

    fn read(self) -> model::NoCopy {
        match self {
            Self::Never => model::NoCopy::Never,
            Self::Untold => model::NoCopy::Untold(String::new()),
        }
    }
}

impl<'a> Archived<'a> {
    fn new(copy: &'a model::Archived) -> Self {
        let title = copy.title.as_deref().map(Cow::from);
        Self { url: copy.url.as_str().into(), at: copy.at.as_str().into(), title }
    }

    fn read(self) -> model::Archived {
        let title = self.title.map(SmolStr::from);
        model::Archived { url: self.url.into(), at: self.at.into(), title, page: None }
    }
}
