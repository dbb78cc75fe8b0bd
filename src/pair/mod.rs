//! Citations to [`Sources`]: ordered strategies.
//!
//! What a note prints or links goes first; a list by number next; the URLs listed after a page are assigned by
//! evidence and order (`trailing`).

mod full_stop;
mod hyperlink;
mod inline;
mod list;
mod trailing;

pub use full_stop::{WithFullStop, with_full_stops};

use smol_str::SmolStr;

use crate::model::{Audit, Candidate, Citation, DateReading, LooseUrl, Pairing, Printed, SourceId, Sources, Strategy};
use crate::text::publisher::Publishers;
use crate::text::{date, url};

/// What can be set of pairing.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The publishers that are known by several names.
    pub publishers: Publishers,
}

/// [`pair_with`] the publishers that isnad brings along.
pub fn pair(audit: &mut Audit, sources: &mut Sources) {
    pair_with(audit, sources, &Settings::default());
}

/// Gives the citations of a document their sources, and the URLs that no note claims theirs.
///
/// Listed URLs that neither a note nor the text claims become [`Audit::unpaired`]; those of a page whose notes expect
/// none belong to its running text ([`Audit::unnoted`]).
pub fn pair_with(audit: &mut Audit, sources: &mut Sources, settings: &Settings) {
    let mut listed = trailing::Listed::of(audit);
    hyperlink::pair(audit);
    inline::pair(audit, &mut listed);
    list::pair(audit);
    trailing::pair(audit, &mut listed, &settings.publishers);
    for note in &mut audit.notes {
        for (number, citation) in note.citations.iter_mut().enumerate() {
            citation.id = format!("{}.{}", note.id, number + 1).into();
            intern(citation, sources);
            prefer_date_of_url(citation);
        }
    }
    for loose in audit.unpaired.iter_mut().chain(&mut audit.unnoted) {
        intern_loose(loose, sources);
    }
}

/// Pairs a citation with a URL; `candidates` are the others it could be, best first.
fn claim(citation: &mut Citation, url: &str, strategy: Strategy, confidence: f64, candidates: Vec<Candidate>) {
    citation.url = Some(url.into());
    citation.pairing = Some(Pairing { strategy, confidence, candidates });
}

fn intern(citation: &mut Citation, sources: &mut Sources) {
    if let Some(raw) = citation.url.take() {
        match url::normal(&raw) {
            Ok(normal) => {
                citation.source = Some(sources.intern(&normal.request, true));
                let url = url_of(citation.source, normal.url, sources);
                share(citation.printed.as_mut(), &url);
                citation.url = Some(url);
            }
            Err(_) => citation.url = Some(raw),
        }
    }
    let Some(pairing) = &mut citation.pairing else { return };
    pairing.candidates.retain_mut(|candidate| match url::normal(&candidate.url) {
        Ok(normal) => {
            candidate.source = sources.intern(&normal.request, true);
            candidate.url = url_of(Some(candidate.source), normal.url, sources);
            true
        }
        Err(_) => false,
    });
}

fn intern_loose(loose: &mut LooseUrl, sources: &mut Sources) {
    if let Ok(normal) = url::normal(&loose.url) {
        loose.source = Some(sources.intern(&normal.request, false));
        loose.url = url_of(loose.source, normal.url, sources);
    }
}

/// A URL that is to be asked for: as a rule that of its source, which is then the same in memory, too.
fn url_of(source: Option<SourceId>, url: String, sources: &Sources) -> SmolStr {
    let own = source.and_then(|source| sources.get(source)).map(|source| &source.url);
    own.filter(|own| **own == url).cloned().unwrap_or_else(|| url.into())
}

/// Lets what is printed be the same in memory as the URL, where it reads the same.
fn share(printed: Option<&mut Printed>, url: &SmolStr) {
    let Some(printed) = printed else { return };
    for text in std::iter::once(&mut printed.text).chain(&mut printed.readings).filter(|text| *text == url) {
        text.clone_from(url);
    }
}

/// Of several readings of a scrambled date, the one that the URL's own date agrees with is the likeliest.
fn prefer_date_of_url(citation: &mut Citation) {
    let Some((in_url, _)) = citation.url.as_deref().and_then(date::in_url) else { return };
    let Some(cited) = &mut citation.date else { return };
    let agrees = |reading: &DateReading| reading.agrees(in_url, 0);
    if let Some(at) = cited.readings.iter().position(agrees) {
        let likeliest = cited.readings.remove(at);
        cited.readings.insert(0, likeliest);
    }
}
