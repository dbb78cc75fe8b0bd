//! What back-references mean, and which citations are of one work.

use smol_str::SmolStr;

use crate::model::{Citation, CitationKind, Note};
use crate::text::similarity;

/// Fills `refers_to` of back-references with the last citation of a work before them, and `same_work_as` of further
/// URLs of one work in a note.
pub(super) fn resolve(notes: &mut [Note]) {
    let mut last: Option<SmolStr> = None;
    for note in notes {
        let mut before: Option<(String, SmolStr)> = None;
        let mut urls: Vec<(String, SmolStr)> = Vec::new();
        for citation in &mut note.citations {
            if let Some(url) = printed(citation) {
                let copied = urls.iter().find(|(original, _)| {
                    url.len() > original.len() && url.ends_with(original) || is_same_doi(&url, original)
                });
                if let Some((_, id)) = copied {
                    citation.same_work_as = Some(id.clone());
                    continue;
                }
                urls.push((url, citation.id.clone()));
            }
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

/// Whether two URLs are of one work by its DOI: one is the DOI's own, and the other has it, too, as the pages of
/// publishers do.
fn is_same_doi(url: &str, other: &str) -> bool {
    /// A shorter one could stand in any URL.
    const SHORTEST: usize = 8;
    let doi = |url: &str| url.split_once("doi.org/").map(|(_, doi)| doi.to_lowercase());
    let has = |url: &str, doi: Option<String>| {
        doi.is_some_and(|doi| doi.len() >= SHORTEST && doi.starts_with("10.") && url.to_lowercase().contains(&doi))
    };
    has(url, doi(other)) || has(other, doi(url))
}

/// The URL that a citation prints, or that is stated of it, without what the original and its archived copy may write differently: the scheme and
/// a final slash.
fn printed(citation: &Citation) -> Option<String> {
    let printed = citation.printed.as_ref().and_then(|printed| printed.readings.first());
    let url = printed.or(citation.url.as_ref())?;
    let url = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or(url);
    Some(url.trim_end_matches('/').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Printed;

    #[test]
    fn an_archived_copy_is_of_the_same_work() {
        let citation = |id: &str, title: Option<&str>, url: &str| Citation {
            id: id.into(),
            title: title.map(SmolStr::from),
            printed: Some(Printed { text: url.into(), range: 0..0, readings: vec![url.into()] }),
            ..Citation::default()
        };
        let citations = vec![
            citation("1", Some("The dam"), "https://herald.example/dam"),
            citation("2", None, "https://archive.example/2021/http://herald.example/dam/"),
            citation("3", None, "https://post.example/dam"),
            citation("4", Some("The dam"), "https://dam.example/"),
        ];
        let mut notes = [Note { citations, ..note() }];
        resolve(&mut notes);
        let same: Vec<_> = notes[0].citations.iter().map(|citation| citation.same_work_as.as_deref()).collect();
        assert_eq!(same, [None, Some("1"), None, None]);
    }

    #[test]
    fn a_doi_and_the_page_that_has_it_are_of_one_work() {
        for (one, other, same) in [
            ("https://doi.org/10.1234/dam.5", "https://press.example/doi/full/10.1234/dam.5", true),
            ("https://press.example/doi/10.1234/DAM.5", "https://dx.doi.org/10.1234/dam.5", true),
            ("https://doi.org/10.1234/dam.5", "https://doi.org/10.1234/dam.5/", true),
            ("https://doi.org/10.1234/dam.5", "https://doi.org/10.1234/river.6", false),
            ("https://doi.org/10.1", "https://press.example/10.1", false),
            ("https://press.example/a", "https://press.example/b", false),
        ] {
            let cite = |id: &str, url: &str| Citation { id: id.into(), url: Some(url.into()), ..Citation::default() };
            let mut notes = [Note { citations: vec![cite("1", one), cite("2", other)], ..note() }];
            resolve(&mut notes);
            let found = notes[0].citations[1].same_work_as.as_deref();
            assert_eq!(found, same.then_some("1"), "{one} {other}");
        }
    }

    fn note() -> Note {
        Note {
            id: "".into(),
            number: "1".into(),
            marker: "1".into(),
            kind: crate::model::NoteKind::Footnote,
            sequence: 0,
            range: 0..0,
            place: crate::model::Place::default(),
            text: "".into(),
            callouts: Vec::new(),
            citations: Vec::new(),
        }
    }
}
