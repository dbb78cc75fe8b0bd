//! Works whose fields the format states.

use std::ops::Range;

use super::{CitationKind, CitedDate, PartialDate};

/// A work cited in the text whose fields the format states exactly, as reference managers leave them in a document and
/// bibliographies hold them. What is stated is not looked for in the text; what is not, is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StatedWork {
    /// The citation in the document's text. Works cited at one place have the same range.
    pub range: Range<usize>,
    /// The title.
    pub title: Option<String>,
    /// The authors, as they are to be shown.
    pub author: Option<String>,
    /// Who publishes it: the newspaper, journal or site that it is part of, else the house.
    pub publisher: Option<String>,
    /// The date of publication; [`crate::text::date::stated`] reads one.
    pub date: Option<CitedDate>,
    /// The date of access.
    pub accessed: Option<PartialDate>,
    /// Its URL.
    pub url: Option<String>,
    /// Its DOI, with or without what comes before the `10.`.
    pub doi: Option<String>,
    /// What sort of citation it is, where that does not follow from its text or its having a URL.
    pub kind: Option<CitationKind>,
}

impl StatedWork {
    /// Every URL of the work, the publisher's own first.
    pub fn urls(&self) -> Vec<String> {
        let doi = self.doi.as_deref().and_then(|doi| doi.find("10.").and_then(|at| doi.get(at..)));
        let doi = doi.map(|doi| format!("https://doi.org/{}", doi.trim()));
        let url = self.url.as_deref().map(str::trim).filter(|url| !url.is_empty()).map(str::to_owned);
        url.into_iter().chain(doi).collect()
    }
}
