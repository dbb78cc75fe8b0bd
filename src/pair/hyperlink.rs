//! A link covers the citation's label or title, or the format states its URL.

use super::claim;
use crate::model::{Audit, Strategy};

/// Pairs citations with the links that cover them and the URLs stated of them.
pub(super) fn pair(audit: &mut Audit) {
    let links = &audit.document.links;
    for citation in audit.notes.iter_mut().flat_map(|note| &mut note.citations) {
        if let Some(link) = citation.link.and_then(|index| links.get(index)) {
            claim(citation, &link.url, Strategy::Hyperlink, 1.0, Vec::new());
        } else if let Some(stated) = citation.url.take() {
            let doi = stated.starts_with("https://doi.org/");
            let strategy = if doi { Strategy::Identifier } else { Strategy::Hyperlink };
            claim(citation, &stated, strategy, 1.0, Vec::new());
        }
    }
}
