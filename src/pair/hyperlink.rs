//! A link covers the citation's label or title.

use super::claim;
use crate::model::{Audit, Strategy};

/// Pairs citations with the links that cover them.
pub(super) fn pair(audit: &mut Audit) {
    let links = &audit.document.links;
    for citation in audit.notes.iter_mut().flat_map(|note| &mut note.citations) {
        if let Some(link) = citation.link.and_then(|index| links.get(index)) {
            claim(citation, &link.url, Strategy::Hyperlink, 1.0, Vec::new());
        }
    }
}
