//! A work cited in a note.

use std::ops::Range;

use smol_str::SmolStr;

use super::{CitedDate, PartialDate, SourceId, Verdict};

/// One work cited in a note: one per URL, plus one per work without a URL.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Citation {
    /// `path#n3.1`.
    pub id: SmolStr,
    /// What sort of citation it is.
    pub kind: CitationKind,
    /// Its raw text.
    pub text: SmolStr,
    /// Where its text stands in the document's text.
    pub range: Range<usize>,
    /// The title, where the text has the shape of a citation.
    pub title: Option<SmolStr>,
    /// The author.
    pub author: Option<SmolStr>,
    /// The publisher.
    pub publisher: Option<SmolStr>,
    /// The date of publication.
    pub date: Option<CitedDate>,
    /// The date of access.
    pub accessed: Option<PartialDate>,
    /// The link label printed, such as `Link` or `الرابط`.
    pub label: Option<SmolStr>,
    /// Whether it prints a link label, a broken URL or a date of access.
    pub expects_link: bool,
    /// The id of the citation that a back-reference means.
    pub refers_to: Option<SmolStr>,
    /// The id of the citation of the same work whose URL came first.
    pub same_work_as: Option<SmolStr>,
    /// The URL as the note prints it.
    pub printed: Option<Printed>,
    /// The index in [`super::Document::links`] of the link that covers its label or title.
    pub link: Option<usize>,
    /// What isnad asks for: fragment kept. `None` where there is no URL.
    pub url: Option<SmolStr>,
    /// The source paired with it.
    pub source: Option<SourceId>,
    /// How the source was paired.
    pub pairing: Option<Pairing>,
    /// What became of it; `None` before judging.
    pub verdict: Option<Verdict>,
    /// Why, where the verdict alone does not say: a message id of the catalogue.
    pub reason: Option<&'static str>,
}

/// A URL as a note prints it.
#[derive(Debug, Clone, PartialEq)]
pub struct Printed {
    /// The text as printed, line breaks and all.
    pub text: SmolStr,
    /// Where it stands in the document's text.
    pub range: Range<usize>,
    /// What it can be read as, likeliest first; several where it is wrapped over lines at a hyphen.
    pub readings: Vec<SmolStr>,
}

/// What sort of citation a citation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CitationKind {
    /// A page of the web.
    #[default]
    Web,
    /// A book, an article or a law in print.
    Print,
    /// An interview, a letter, a conversation.
    Interview,
    /// Ibid. and its like.
    BackReference,
    /// A remark that cites nothing.
    Comment,
}

/// How a citation got its source.
#[derive(Debug, Clone, PartialEq)]
pub struct Pairing {
    /// The strategy that paired it.
    pub strategy: Strategy,
    /// How sure that is, 0 to 1.
    pub confidence: f64,
    /// The other URLs it could as well be, best first.
    pub candidates: Vec<Candidate>,
}

/// The strategies of pairing, in the order they are tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strategy {
    /// The URL is printed in the note.
    Inline,
    /// A link covers the note's text.
    Hyperlink,
    /// A list gives URLs by number.
    List,
    /// The URL is listed after its page.
    Trailing,
    /// A DOI or another identifier.
    Identifier,
}

/// A URL that a citation could also be paired with.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The URL.
    pub url: SmolStr,
    /// Its source.
    pub source: SourceId,
    /// How well it fits, 0 to 1.
    pub score: f64,
}

impl Citation {
    /// The confidence of the pairing; 0 where there is none.
    pub fn confidence(&self) -> f64 {
        self.pairing.as_ref().map_or(0.0, |pairing| pairing.confidence)
    }

    /// The cited date's likeliest reading.
    pub fn date_reading(&self) -> Option<super::DateReading> {
        self.date.as_ref().and_then(|date| date.readings.first().copied())
    }
}
