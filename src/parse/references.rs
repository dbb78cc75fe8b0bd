//! What back-references mean, and which citations are of one work.

use crate::model::{CitationKind, Note};
use crate::text::similarity;

/// Fills `refers_to` of back-references with the last citation of a work before them, and `same_work_as` of further
/// URLs of one work in a note.
pub(super) fn resolve(notes: &mut [Note]) {
    let mut last: Option<String> = None;
    for note in notes {
        let mut before: Option<(String, String)> = None;
        for citation in &mut note.citations {
            match citation.kind {
                CitationKind::BackReference => citation.refers_to.clone_from(&last),
                CitationKind::Web | CitationKind::Print => last = Some(citation.id.clone()),
                CitationKind::Interview | CitationKind::Comment => {}
            }
            let Some(title) = citation.title.as_deref().map(similarity::fold) else {
                before = None;
                continue;
            };
            match &before {
                Some((known, id)) if *known == title => citation.same_work_as = Some(id.clone()),
                _ => before = Some((title, citation.id.clone())),
            }
        }
    }
}
