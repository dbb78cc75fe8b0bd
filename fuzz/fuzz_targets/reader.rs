//! Any bytes through one reader and the stages after it that ask nobody. `ISNAD_READER` names the reader; without it
//! the first byte chooses one of the table.
//!
//! Input that begins with `=== NAME` and a line end is the parts of a zip container, each after a line of this kind:
//! a change to what is packed and summed up would never get past the container.

#![no_main]

use std::io::{Cursor, Write as _};
use std::sync::LazyLock;

use isnad::model::Sources;
use isnad::read::{Beside, READERS, Reader, Settings};
use isnad::{pair, parse, read};
use libfuzzer_sys::fuzz_target;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// What a line that names a part begins with.
const PART: &[u8] = b"=== ";

static CHOSEN: LazyLock<Option<&'static Reader>> = LazyLock::new(|| {
    let name = std::env::var("ISNAD_READER").ok()?;
    let found = READERS.iter().find(|reader| reader.name == name).copied();
    assert!(found.is_some(), "no reader is named {name}");
    found
});

fuzz_target!(|data: &[u8]| {
    let (reader, bytes) = match (*CHOSEN, data.split_first()) {
        (Some(reader), _) => (reader, data),
        (None, Some((choice, rest))) => (READERS[usize::from(*choice) % READERS.len()], rest),
        (None, None) => return,
    };
    let container = bytes.starts_with(PART).then(|| zipped(bytes));
    let bytes = container.as_deref().unwrap_or(bytes);
    let settings = Settings { format: Some(reader), ..Settings::default() };
    let Ok(document) = read::read("fuzz", bytes, &Beside::default(), &settings) else { return };
    let text = document.text.len();
    assert!(document.anchors.is_sorted_by_key(|anchor| anchor.start), "anchors out of order");
    for note in document.notes.iter().flatten() {
        for range in note.body.iter().chain(&note.callouts) {
            assert!(document.text.get(range.clone()).is_some(), "a range outside of the text: {range:?} of {text}");
        }
    }
    for range in document.links.iter().map(|link| &link.range) {
        assert!(document.text.get(range.clone()).is_some(), "a link outside of the text: {range:?} of {text}");
    }
    let mut audit = parse::parse(document);
    pair::pair(&mut audit, &mut Sources::default());
    for note in &audit.notes {
        assert!(!note.citations.is_empty(), "a note without a citation");
    }
});

/// The container of the parts written one after the other; those whose name no container can hold are left out.
fn zipped(bytes: &[u8]) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut open = false;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if let Some(name) = line.strip_prefix(PART) {
            open = zip.start_file(String::from_utf8_lossy(name).trim_end(), options).is_ok();
        } else if open {
            zip.write_all(line).expect("memory takes what is written");
        }
    }
    zip.finish().expect("memory takes what is written").into_inner()
}
