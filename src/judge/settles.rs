//! Whether what a page says of itself in its head is enough.

use super::Settings;
use super::compare::{self, DateOpinion, TitleOpinion};
use crate::model::{Audit, Citation, Note, Page, PageDateKind};
use crate::text::publisher::Agreement;

/// What claims a source.
#[derive(Debug, Clone, Copy)]
pub struct Claim<'a> {
    /// The document.
    pub audit: &'a Audit,
    /// The note.
    pub note: &'a Note,
    /// The citation.
    pub citation: &'a Citation,
}

/// Whether the facts of a page that stands at `url` agree with all that is cited of it, so that nothing on the rest of
/// the page could make a difference: its title and its date, where they are cited, and its publisher.
///
/// A page that nobody cites vouches for itself where it has a title and a date of publication: pages that only say
/// that another is gone have none.
pub fn settles(claims: &[Claim<'_>], url: &str, page: &Page, settings: &Settings) -> bool {
    let vouches = || !page.titles.is_empty() && page.dates.iter().any(|date| date.kind == PageDateKind::Published);
    if claims.is_empty() {
        return vouches();
    }
    claims.iter().all(|claim| {
        let Claim { audit, note, citation } = *claim;
        let opinion = compare::of_head(audit, note, citation, url, page, settings);
        let title = matches!(opinion.title, TitleOpinion::Agrees { .. });
        let date = match citation.date {
            Some(_) => opinion.date == DateOpinion::Agrees { firm: true },
            // A few words may be those of the whole site, which stand on its error pages too.
            None => title && citation.title.as_deref().is_none_or(compare::is_substantial) || vouches(),
        };
        (title || citation.title.is_none() && !compare::is_uncertain(citation))
            && date
            && is_publisher(citation, url, page, settings)
    })
}

/// Whether a cited publisher is that of the page, or of its host.
fn is_publisher(citation: &Citation, url: &str, page: &Page, settings: &Settings) -> bool {
    let Some(cited) = citation.publisher.as_deref() else { return true };
    let known = &settings.publishers;
    let names_itself = || page.publishers.iter().any(|publisher| known.names_agree(cited, &publisher.value));
    let host = || url::Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    names_itself() || known.host_agrees(cited, &host()) == Agreement::Agrees
}
