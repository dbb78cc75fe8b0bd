//! `BibTeX` and BibLaTeX files: every entry is a reference whose fields are stated.

use super::bibliography::{self, bibtex};
use super::canvas::Canvas;
use super::{Given, ReadError, Reader, defect};
use crate::formats::charset;
use crate::model::{DeclaredNote, Defect, Document, NoteKind};

/// The BibTeX reader.
pub static READER: Reader = Reader {
    name: "bibtex",
    extensions: &["bib", "bibtex"],
    about: "every entry a reference, its fields as they are stated",
    sniff: |_| false,
    read,
};

#[expect(clippy::unnecessary_wraps, reason = "the signature is that of every reader")]
fn read(given: &Given<'_>) -> Result<Document, ReadError> {
    let decoded = charset::decode(given.bytes, None);
    let (works, defects) = bibtex::works(&decoded.text, 0);
    let mut canvas = Canvas::new(&decoded.text);
    let defects: Vec<Defect> =
        defects.into_iter().map(|(at, message)| defect::at(canvas.position(at), message)).collect();
    let mut document = references(canvas, &works);
    if decoded.lossy {
        document.defects.push(defect::replaced(decoded.encoding));
    }
    document.defects.extend(defects);
    Ok(document)
}

/// A document of nothing but works, each a reference under the key it is cited by.
pub(in crate::read) fn references(mut canvas: Canvas<'_>, works: &[bibliography::Work]) -> Document {
    let (mut notes, mut stated) = (Vec::new(), Vec::new());
    for (index, work) in works.iter().enumerate() {
        let (range, fields) = bibliography::write_block(&mut canvas, work);
        let number = (index + 1).to_string();
        notes.push(DeclaredNote {
            marker: if work.key.is_empty() { number.clone() } else { work.key.clone() },
            number,
            kind: NoteKind::Reference,
            sequence: 0,
            body: vec![range],
            callouts: Vec::new(),
        });
        stated.push(fields);
    }
    let Canvas { text, anchors, .. } = canvas;
    Document { text, anchors, notes: Some(notes), works: stated, ..Document::default() }
}
