//! The URL is printed in the note, perhaps wrapped or broken; a URL listed after its page confirms the reading.

use smol_str::SmolStr;

use super::claim;
use super::trailing::Listed;
use crate::model::{Audit, Candidate, Citation, Note, SourceId, Strategy};
use crate::text::url;

/// Confidence in a reading of a wrapped URL that nothing confirms.
const UNCONFIRMED: f64 = 0.9;
/// Confidence in a URL put together from pieces of the note.
const PIECED: f64 = 0.97;

/// Pairs citations with the URLs they print. What was listed for them is used up.
pub(super) fn pair(audit: &mut Audit, listed: &mut Listed) {
    let document = &audit.document;
    for (index, note) in audit.notes.iter_mut().enumerate() {
        let page = document.page_at(note.range.start);
        for citation in &mut note.citations {
            if citation.pairing.is_some() {
                if let Some(url) = &citation.url {
                    listed.take(page, url, Some(index));
                }
                continue;
            }
            let Some(printed) = &citation.printed else { continue };
            let listed_one = printed.readings.iter().find(|reading| listed.take(page, reading, Some(index))).cloned();
            let confirmed = listed_one.is_some() || printed.readings.len() < 2;
            let Some(chosen) = listed_one.or_else(|| printed.readings.first().cloned()) else { continue };
            let others = printed.readings.iter().filter(|reading| !confirmed && **reading != chosen);
            let candidates =
                others.map(|url| Candidate { url: url.clone(), source: SourceId(0), score: 0.1 }).collect();
            let confidence = if confirmed { 1.0 } else { UNCONFIRMED };
            let strategy = strategy(&printed.text);
            claim(citation, &chosen, strategy, confidence, candidates);
        }
    }
    for (number, note) in audit.notes.iter_mut().enumerate() {
        let page = document.page_at(note.range.start);
        for (index, url) in listed.free(page) {
            if from_pieces(note, &url) || bare(note, &url) {
                listed.use_up(index, Some(number));
            }
        }
    }
    for loose in &audit.unnoted {
        listed.take(document.page_at(loose.range.start), &loose.url, None);
    }
}

fn strategy(printed: &str) -> Strategy {
    let lower = printed.trim_start().get(..4).map(str::to_ascii_lowercase);
    let web = lower.is_some_and(|start| matches!(start.as_str(), "http" | "www."));
    if web { Strategy::Inline } else { Strategy::Identifier }
}

/// Whether the note prints the listed URL in pieces: its beginning as a URL, and the rest elsewhere in the note, as
/// right-to-left extraction leaves a wrapped one.
fn from_pieces(note: &mut Note, listed: &str) -> bool {
    let key = url::print_key(listed);
    let packed: String = note.text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    for citation in &mut note.citations {
        let beginning = |reading: &SmolStr| {
            let piece = url::print_key(reading);
            let piece = piece.trim_end_matches(['-', '/', '?', '&', '=', '.']);
            let rest = key.strip_prefix(piece)?.trim_start_matches(['-', '/', '?', '&', '=', '.']);
            (piece.contains('.') && (rest.is_empty() || packed.contains(&rest.to_lowercase()))).then_some(())
        };
        let mut printed = citation.printed.iter().flat_map(|printed| &printed.readings);
        if citation.link.is_none() && printed.find_map(beginning).is_some() {
            claim(citation, listed, Strategy::Inline, PIECED, Vec::new());
            return true;
        }
    }
    false
}

/// Whether the note prints the listed URL without its scheme, such as `host.example/path`. A citation that has a URL
/// already gets a second one beside it.
fn bare(note: &mut Note, listed: &str) -> bool {
    let key = url::print_key(listed);
    let prints = |citation: &Citation| {
        url::bare_domains(&citation.text)
            .into_iter()
            .find(|found| found.readings.iter().any(|reading| url::print_key(reading) == key))
    };
    let Some((index, found)) = note.citations.iter().enumerate().find_map(|(at, one)| prints(one).map(|hit| (at, hit)))
    else {
        return false;
    };
    let Some(citation) = note.citations.get_mut(index) else { return false };
    if citation.url.is_none() {
        claim(citation, listed, Strategy::Inline, PIECED, Vec::new());
        return true;
    }
    let at = citation.range.start;
    let mut second = Citation { text: citation.text.clone(), range: citation.range.clone(), ..Citation::default() };
    second.expects_link = true;
    claim(&mut second, listed, Strategy::Inline, PIECED, Vec::new());
    let before = citation.printed.as_ref().is_none_or(|printed| at + found.range.start < printed.range.start);
    note.citations.insert(if before { index } else { index + 1 }, second);
    true
}
