//! One report in every format gives the same notes, URLs and callouts: see `tests/report/README.md`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use isnad::model::{Audit, Sources};
use isnad::read::{Beside, READERS, Settings};
use isnad::{pair, parse, read};

/// What is compared of a note.
#[derive(Debug, PartialEq, Eq)]
struct Note {
    number: String,
    urls: BTreeSet<String>,
    callouts: usize,
    /// Its letters and digits: formats differ in blanks and quotation marks.
    letters: String,
}

#[test]
fn one_report_is_the_same_in_every_format() {
    let source = notes(&audit(Path::new("report.md")));
    assert_eq!(source.len(), 30);
    assert!(source.iter().all(|note| note.callouts == 1));
    let others: Vec<PathBuf> = files().into_iter().filter(|file| file != Path::new("report.md")).collect();
    assert!(others.len() >= 3, "{others:?}");
    let loose = |audit: &Audit| audit.unnoted.iter().map(|url| url.url.clone()).collect::<BTreeSet<_>>();
    for file in others {
        let audit = audit(&file);
        let found = notes(&audit);
        for (found, expected) in found.iter().zip(&source) {
            assert_eq!(found, expected, "{}", file.display());
        }
        assert_eq!(found.len(), source.len(), "{}", file.display());
        assert!(loose(&audit).contains("https://archive.city.example/streets"), "{}", file.display());
        assert_eq!(loose(&audit).len(), 1, "{}: {:?}", file.display(), loose(&audit));
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/report")
}

/// The files of the report that a reader takes by their extension.
fn files() -> Vec<PathBuf> {
    let extension = |path: &Path| path.extension().and_then(|end| end.to_str()).unwrap_or_default().to_owned();
    let claimed = |path: &PathBuf| READERS.iter().any(|reader| reader.extensions.contains(&extension(path).as_str()));
    let names = fs::read_dir(folder()).unwrap().map(|entry| PathBuf::from(entry.unwrap().file_name()));
    let mut files: Vec<PathBuf> = names.filter(claimed).filter(|path| path != Path::new("README.md")).collect();
    files.sort();
    files
}

fn audit(file: &Path) -> Audit {
    let path = folder().join(file);
    let document =
        read::read(file.to_str().unwrap(), &fs::read(&path).unwrap(), &Beside::of(&path), &Settings::default());
    let mut audit = parse::parse(document.unwrap());
    pair::pair(&mut audit, &mut Sources::default());
    audit
}

fn notes(audit: &Audit) -> Vec<Note> {
    let note = |note: &isnad::model::Note| Note {
        number: note.number.clone(),
        urls: note.citations.iter().filter_map(|citation| citation.url.clone()).collect(),
        callouts: note.callouts.len(),
        letters: note.text.chars().filter(|c| c.is_alphanumeric()).collect(),
    };
    audit.notes.iter().map(note).collect()
}
