//! Any bytes through one reader and the stages after it that ask nobody. `ISNAD_READER` names the reader; without it
//! the first byte chooses one of the table.

#![no_main]

use std::sync::LazyLock;

use isnad::model::Sources;
use isnad::read::{Beside, READERS, Reader, Settings};
use isnad::{pair, parse, read};
use libfuzzer_sys::fuzz_target;

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
    let settings = Settings { format: Some(reader), ..Settings::default() };
    let Ok(document) = read::read("fuzz", bytes, &Beside::default(), &settings) else { return };
    let text = document.text.len();
    assert!(document.anchors.is_sorted_by_key(|anchor| anchor.start), "anchors out of order");
    for note in document.notes.iter().flatten() {
        for range in note.body.iter().chain(&note.callouts) {
            assert!(document.text.get(range.clone()).is_some(), "a range outside of the text: {range:?} of {text}");
        }
    }
    let mut audit = parse::parse(document);
    pair::pair(&mut audit, &mut Sources::default());
    for note in &audit.notes {
        assert!(!note.citations.is_empty(), "a note without a citation");
    }
});
