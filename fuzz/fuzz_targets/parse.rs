//! Any text as one declared note and as a page of printed ones, through parsing and pairing.

#![no_main]

use isnad::model::{DeclaredNote, Document, NoteKind, Sources, StatedWork};
use isnad::{pair, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let whole = 0..text.len();
    let note = DeclaredNote {
        marker: "1".to_owned(),
        number: "1".to_owned(),
        kind: NoteKind::Footnote,
        sequence: 0,
        body: vec![whole.clone()],
        callouts: Vec::new(),
    };
    let stated = StatedWork { range: whole, title: text.lines().next().map(str::to_owned), ..StatedWork::default() };
    for (notes, works) in [(None, Vec::new()), (Some(vec![note.clone()]), Vec::new()), (Some(vec![note]), vec![stated])] {
        let document = Document { text: text.to_owned(), notes, works, ..Document::default() };
        let mut audit = parse::parse(document);
        pair::pair(&mut audit, &mut Sources::default());
        for citation in audit.notes.iter().flat_map(|note| &note.citations) {
            assert!(text.get(citation.range.clone()).is_some(), "a range outside of the text: {:?}", citation.range);
        }
    }
});
