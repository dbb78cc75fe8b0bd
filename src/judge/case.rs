//! What rules look at: a document, a citation, a link.

use std::cell::OnceCell;
use std::collections::HashMap;

use smol_str::SmolStr;
use url::Url;

use super::Settings;
use super::compare::{self, Opinion};
use super::reach::{Comparison, Reach, reach};
use super::rules::links_lost;
use crate::model::{Audit, Citation, LooseUrl, Note, Observation, Place, SourceId, Sources};

/// A document with all that is known of it.
#[derive(Debug)]
pub struct Whole<'a> {
    /// Its index in the report.
    pub document: usize,
    /// The document, its notes and URLs.
    pub audit: &'a Audit,
    /// The sources of the run, with what was seen there.
    pub sources: &'a Sources,
    /// The settings.
    pub settings: &'a Settings,
    /// Whether its links were lost on the way: see the rule `links-lost`.
    pub links_lost: bool,
    /// Of each citation, in document order.
    opinions: &'a [Opinion],
    /// What the citations of a source say of its page's being there.
    compared: HashMap<SourceId, Comparison>,
}

/// A citation with its note, its answer, and what comparing the two gave.
#[derive(Debug)]
pub struct Case<'a> {
    /// The document.
    pub whole: &'a Whole<'a>,
    /// The note.
    pub note: &'a Note,
    /// The citation.
    pub citation: &'a Citation,
    /// What comparing it with its page gave.
    pub opinion: &'a Opinion,
}

/// A URL of a document: cited, listed and claimed by no note, or in running text.
#[derive(Debug)]
pub struct Link<'a> {
    /// The document.
    pub whole: &'a Whole<'a>,
    /// The note and the citation, where one cites it.
    pub cited: Option<Case<'a>>,
    /// What isnad asks for; where that cannot be told, what is printed.
    pub url: &'a str,
    /// The text it is printed as, or that the link covers.
    pub text: &'a str,
    /// Its source; `None` where it is not one that can be asked.
    pub source: Option<SourceId>,
    /// The URL outside the notes, where no citation claims it.
    loose: Option<&'a LooseUrl>,
    /// The URL in its parts, once a rule has asked for them.
    parsed: OnceCell<Option<Url>>,
}

/// Where a finding stands, and what tells it from others of its rule.
#[derive(Debug, Clone, Default)]
pub struct Spot {
    /// The index of the document.
    pub document: usize,
    /// The path by which fingerprints know the document.
    pub path: String,
    /// Where it stands in the document's text: the order of findings.
    pub at: usize,
    /// Where it stands in the file.
    pub place: Place,
    /// The number and the id of the note.
    pub note: Option<(SmolStr, SmolStr)>,
    /// The id of the citation.
    pub citation: Option<SmolStr>,
    /// The URL.
    pub url: Option<SmolStr>,
    /// The source, and its URL in normal form.
    pub source: Option<(SourceId, SmolStr)>,
    /// The cited title.
    pub title: Option<SmolStr>,
    /// The note's text or the sentence around, for what has neither URL nor title.
    pub words: String,
}

/// No finding needs more characters of a note than these to be told from others.
const WORDS: usize = 1000;

impl<'a> Whole<'a> {
    pub(super) fn new(
        document: usize,
        audit: &'a Audit,
        opinions: &'a [Opinion],
        sources: &'a Sources,
        settings: &'a Settings,
    ) -> Self {
        let links_lost = links_lost::count(audit).is_some();
        let compared = compare::of_sources(audit, opinions);
        Self { document, audit, sources, settings, links_lost, opinions, compared }
    }

    /// Whether the format declares its notes, so that their structure is certain.
    pub fn declares_notes(&self) -> bool {
        self.audit.document.notes.is_some() && !self.audit.document.inferred
    }

    /// What was seen at a source.
    pub fn observation(&self, source: SourceId) -> Option<&'a Observation> {
        self.sources.get(source)?.observation.as_deref()
    }

    /// The cases of its citations, in document order.
    pub fn cases(&'a self) -> impl Iterator<Item = Case<'a>> {
        let citations =
            self.audit.notes.iter().flat_map(|note| note.citations.iter().map(move |citation| (note, citation)));
        citations.zip(self.opinions).map(|((note, citation), opinion)| Case { whole: self, note, citation, opinion })
    }

    /// Its URLs: those of its citations, then those that no note claims, then those in running text.
    pub fn links(&'a self) -> impl Iterator<Item = Link<'a>> {
        let loose = self.audit.unpaired.iter().chain(&self.audit.unnoted);
        self.cases().filter_map(Link::of_case).chain(loose.map(|url| Link::loose(self, url)))
    }

    /// A spot for the document as a whole.
    pub fn spot(&self) -> Spot {
        let path = self.settings.decided.name(&self.audit.document.path).to_owned();
        Spot { document: self.document, path, ..Spot::default() }
    }

    /// A spot for a note.
    pub fn spot_of_note(&self, note: &Note) -> Spot {
        Spot {
            at: note.range.start,
            place: note.place.clone(),
            note: Some((note.number.clone(), note.id.clone())),
            words: note.text.chars().take(WORDS).collect(),
            ..self.spot()
        }
    }

    fn source(&self, source: Option<SourceId>) -> Option<(SourceId, SmolStr)> {
        let source = source?;
        Some((source, self.sources.get(source)?.url.clone()))
    }
}

impl Case<'_> {
    /// What was seen at its source.
    pub fn observation(&self) -> Option<&Observation> {
        self.citation.source.and_then(|source| self.whole.observation(source))
    }

    /// Whether its pairing is too unsure for anything to be said of it but that.
    pub fn is_uncertain(&self) -> bool {
        compare::is_uncertain(self.citation)
    }

    /// Its spot.
    pub fn spot(&self) -> Spot {
        let (citation, whole) = (self.citation, self.whole);
        let placed = !citation.range.is_empty();
        Spot {
            at: if placed { citation.range.start } else { self.note.range.start },
            place: if placed { whole.audit.document.place(&citation.range) } else { self.note.place.clone() },
            citation: Some(citation.id.clone()),
            url: citation.url.clone(),
            source: whole.source(citation.source),
            title: citation.title.clone(),
            ..whole.spot_of_note(self.note)
        }
    }
}

impl<'a> Link<'a> {
    /// The link of a citation, where it has a URL of its own, askable or not.
    fn of_case(case: Case<'a>) -> Option<Self> {
        let citation = case.citation;
        let printed = citation.printed.as_ref();
        let url = citation.url.as_deref().or_else(|| printed.map(|printed| printed.text.as_str()))?;
        let text = printed.map_or(url, |printed| printed.text.as_str());
        Some(Self {
            whole: case.whole,
            url,
            text,
            source: citation.source,
            loose: None,
            parsed: OnceCell::new(),
            cited: Some(case),
        })
    }

    fn loose(whole: &'a Whole<'a>, url: &'a LooseUrl) -> Self {
        let parsed = OnceCell::new();
        Self { whole, cited: None, url: &url.url, text: &url.text, source: url.source, loose: Some(url), parsed }
    }

    /// Its URL in its parts; `None` where it is not one.
    pub fn parsed(&self) -> Option<&Url> {
        self.parsed.get_or_init(|| Url::parse(self.url.trim()).ok()).as_ref()
    }

    /// What was seen there.
    pub fn observation(&self) -> Option<&'a Observation> {
        self.source.and_then(|source| self.whole.observation(source))
    }

    /// How far asking got.
    pub fn reach(&self) -> Reach<'a> {
        let compared = self.source.and_then(|source| self.whole.compared.get(&source).copied());
        reach(self.observation(), self.whole.settings, compared.unwrap_or(Comparison::Untold))
    }

    /// Its spot: that of its citation, or its own.
    pub fn spot(&self) -> Spot {
        if let Some(case) = &self.cited {
            return Spot { url: Some(self.url.into()), ..case.spot() };
        }
        Spot {
            at: self.loose.map_or(0, |url| url.range.start),
            place: self.loose.map(|url| url.place.clone()).unwrap_or_default(),
            url: Some(self.url.into()),
            source: self.whole.source(self.source),
            words: self.text.to_owned(),
            ..self.whole.spot()
        }
    }
}
