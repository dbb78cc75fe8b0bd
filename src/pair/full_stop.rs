//! A full stop after a printed URL ends the sentence, as a rule; names of firms and places end in one, too.

use crate::model::{Audit, Candidate, Citation, SourceId};
use crate::text::url;

/// How likely it is that the full stop is the URL's, before both were asked.
const SELDOM: f64 = 0.05;

/// A printed URL with the full stop that stands after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithFullStop {
    /// The indices of the document, the note and the citation.
    at: (usize, usize, usize),
    url: url::Normal,
}

/// The URLs of citations whose printed one leads nowhere, with the full stop after it taken in.
pub fn with_full_stops(audits: &[Audit], leads_nowhere: &dyn Fn(SourceId) -> bool) -> Vec<WithFullStop> {
    let longer = |citation: &Citation, text: &str| -> Option<url::Normal> {
        let printed = citation.printed.as_ref().filter(|printed| !printed.range.is_empty())?;
        let followed = text.get(printed.range.end..)?.starts_with('.');
        let alone = citation.link.is_none() && printed.readings.len() == 1;
        if !alone || !followed || !citation.source.is_some_and(leads_nowhere) {
            return None;
        }
        url::normal(&format!("{}.", printed.readings.first()?)).ok()
    };
    let mut found = Vec::new();
    for (document, audit) in audits.iter().enumerate() {
        for (number, note) in audit.notes.iter().enumerate() {
            let citations = note.citations.iter().enumerate();
            let longer =
                citations.filter_map(|(index, citation)| Some((index, longer(citation, &audit.document.text)?)));
            found.extend(longer.map(|(index, url)| WithFullStop { at: (document, number, index), url }));
        }
    }
    found
}

impl WithFullStop {
    /// What is requested for it.
    pub fn request(&self) -> &str {
        &self.url.request
    }

    /// Makes it a candidate of its citation.
    pub fn propose(self, audits: &mut [Audit], source: SourceId) {
        let (document, note, citation) = self.at;
        let notes = audits.get_mut(document).map(|audit| &mut audit.notes);
        let citation = notes.and_then(|notes| notes.get_mut(note)?.citations.get_mut(citation));
        if let Some(pairing) = citation.and_then(|citation| citation.pairing.as_mut()) {
            pairing.candidates.push(Candidate { url: self.url.url.into(), source, score: SELDOM });
        }
    }
}
