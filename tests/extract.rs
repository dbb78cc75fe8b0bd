//! Documents read, parsed and paired, without a network: each folder of `tests/extract` holds an input and what is
//! found in it. `ISNAD_BLESS=1` writes the expectations anew; look at the difference before you believe it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use isnad::model::{Audit, Sources};
use isnad::{pair, parse, read};

use crate::support::golden;

#[test]
fn every_case_is_found_as_expected() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/extract");
    let mut cases: Vec<_> = fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    assert!(cases.len() >= 15, "the cases are not where they should be: {}", root.display());
    for case in cases {
        let inputs = ["input.txt", "input.md"];
        let name = inputs.into_iter().find(|name| case.join(name).exists()).unwrap();
        let audit = audit(name, &fs::read(case.join(name)).unwrap());
        golden::compare(&case.join("expected.txt"), &shown(&audit));
    }
}

/// A document's audit, offline.
pub(crate) fn audit(path: &str, bytes: &[u8]) -> Audit {
    let mut audit =
        parse::parse(read::read(path, bytes, &read::Beside::default(), &read::Settings::default()).unwrap());
    pair::pair(&mut audit, &mut Sources::default());
    audit
}

/// What was found, a note to a paragraph: number, marker, place, callouts, text; then a line for each citation.
fn shown(audit: &Audit) -> String {
    let mut shown = String::new();
    for note in &audit.notes {
        let line = note.place.line.unwrap_or_default();
        let page = note.place.page.map(|page| format!(" page {page}")).unwrap_or_default();
        let callouts: Vec<String> = note
            .callouts
            .iter()
            .map(|callout| {
                format!("{}:{}", callout.place.line.unwrap_or_default(), callout.place.column.unwrap_or_default())
            })
            .collect();
        writeln!(
            shown,
            "{} ‹{}› {:?}{page} line {line}, called at {}",
            note.number,
            note.marker,
            note.kind,
            callouts.join(" ")
        )
        .unwrap();
        writeln!(shown, "  {}", note.text).unwrap();
        for citation in &note.citations {
            let pairing = citation
                .pairing
                .as_ref()
                .map_or("-".to_owned(), |pairing| format!("{:?} {:.2}", pairing.strategy, pairing.confidence));
            let date = citation.date_reading().map(|date| date.to_string());
            let fields =
                [citation.title.as_deref(), citation.publisher.as_deref(), date.as_deref(), citation.url.as_deref()]
                    .map(|field| field.unwrap_or("-"));
            let same = citation.same_work_as.as_deref().and_then(|same| same.rsplit_once('.'));
            let same = same.map(|(_, number)| format!(" | the work of {number}")).unwrap_or_default();
            writeln!(shown, "  * {:?} | {} | {pairing}{same}", citation.kind, fields.join(" | ")).unwrap();
        }
    }
    for (name, loose) in [("unpaired", &audit.unpaired), ("in the text", &audit.unnoted)] {
        for url in loose {
            writeln!(shown, "{name}: {} at line {}", url.url, url.place.line.unwrap_or_default()).unwrap();
        }
    }
    for orphan in &audit.orphans {
        writeln!(shown, "no note for {}", orphan.marker).unwrap();
    }
    shown
}

/// Pairing is an assignment: a URL too few or too many costs the note concerned, and never shifts the others.
#[test]
fn a_url_line_lost_or_repeated_moves_no_other_pairing() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("reports/river-basin.txt")).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let whole = pairs(&text);
    let urls: Vec<usize> = (0..lines.len()).filter(|&line| lines[line].starts_with("http")).collect();
    assert_eq!(urls.len(), 10);
    for line in urls {
        let mut without = lines.clone();
        let lost = without.remove(line);
        let mut twice = lines.clone();
        twice.insert(line, lost);
        for (what, changed) in [("lost", without), ("repeated", twice)] {
            for (citation, (before, after)) in whole.iter().zip(pairs(&changed.join("\n"))).enumerate() {
                let own = before.url.as_deref() == Some(lost);
                assert!(
                    own || after.url == before.url || after.uncertain,
                    "{what}: {lost}\ncitation {citation} had {:?} and has {:?}",
                    before.url,
                    after.url
                );
                assert!(
                    what == "lost" || after.url == before.url,
                    "{what}: {lost}\ncitation {citation}: {:?}",
                    after.url
                );
                assert!(what == "repeated" || !own || after.url.is_none() || after.uncertain, "{what}: {lost}");
            }
        }
    }
}

/// A citation's URL, and whether its pairing says that it could be another.
struct Pair {
    url: Option<String>,
    uncertain: bool,
}

fn pairs(text: &str) -> Vec<Pair> {
    let audit = audit("river-basin.txt", text.as_bytes());
    let citations = audit.notes.iter().flat_map(|note| &note.citations);
    let pairs: Vec<Pair> = citations
        .map(|citation| Pair {
            url: citation.url.as_deref().map(str::to_owned),
            uncertain: citation.pairing.as_ref().is_some_and(|pairing| pairing.confidence < 0.8),
        })
        .collect();
    assert_eq!((audit.notes.len(), pairs.len()), (12, 13));
    pairs
}
