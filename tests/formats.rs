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
    for (language, notes, formats, loose) in [
        ("report", 30, 14, &["https://archive.city.example/streets"][..]),
        ("report-he", 10, 5, &[]),
        ("report-fa", 10, 4, &[]),
    ] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(language);
        let files = files(&folder);
        assert_eq!(files.len(), formats, "{files:?}");
        compare(&folder, &files, notes, loose);
    }
}

/// Holds the files of a folder against its `report.md`, which has so many notes, and these URLs outside them.
fn compare(folder: &Path, files: &[PathBuf], count: usize, loose: &[&str]) {
    let source = notes(&audit(&folder.join("report.md")));
    assert_eq!(source.len(), count);
    assert!(source.iter().all(|note| note.callouts == 1));
    for file in files {
        let audit = audit(&folder.join(file));
        let found = notes(&audit);
        for (found, expected) in found.iter().zip(&source) {
            assert_eq!(found, expected, "{}", file.display());
        }
        assert_eq!(found.len(), source.len(), "{}", file.display());
        let outside: BTreeSet<&str> = audit.unnoted.iter().map(|url| url.url.as_str()).collect();
        assert!(outside.iter().eq(loose), "{}: {outside:?}", file.display());
    }
}

/// The files of a report that a reader takes by their extension.
fn files(folder: &Path) -> Vec<PathBuf> {
    let extension = |path: &Path| path.extension().and_then(|end| end.to_str()).unwrap_or_default().to_owned();
    let claimed = |path: &PathBuf| READERS.iter().any(|reader| reader.extensions.contains(&extension(path).as_str()));
    let names = fs::read_dir(folder).unwrap().map(|entry| PathBuf::from(entry.unwrap().file_name()));
    let mut files: Vec<PathBuf> = names.filter(claimed).filter(|path| path != Path::new("README.md")).collect();
    files.sort();
    files
}

fn audit(file: &Path) -> Audit {
    let bytes = fs::read(file).unwrap();
    let document = read::read(file.to_str().unwrap(), &bytes, &Beside::of(file), &Settings::default());
    let mut audit = parse::parse(document.unwrap());
    pair::pair(&mut audit, &mut Sources::default());
    audit
}

fn notes(audit: &Audit) -> Vec<Note> {
    let note = |note: &isnad::model::Note| Note {
        number: note.number.to_string(),
        urls: note.citations.iter().filter_map(|citation| citation.url.as_deref().map(str::to_owned)).collect(),
        callouts: note.callouts.len(),
        letters: note.text.chars().filter(|c| c.is_alphanumeric()).collect(),
    };
    audit.notes.iter().map(note).collect()
}
