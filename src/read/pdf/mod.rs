//! PDF: pages laid out in lines, read in their order, with the notes at their feet and the links over their text.

mod cluster;
mod column;
mod defects;
mod layout;
mod line;
mod notes;
mod order;
mod painted;
mod running;
mod sheet;
mod write;

use super::{Given, ReadError, Reader};
use crate::formats::pdf::{self, Event, OpenError, Structure};
use crate::model::Document;

use defects::Trouble;
use layout::Layout;
use sheet::Sheet;

/// The PDF reader.
pub static READER: Reader = Reader {
    name: "pdf",
    extensions: &["pdf"],
    about: "the structure tree of a tagged file, else small type at the foot of a page or numbered entries at the end, called by raised markers; links by the text they cover",
    sniff: is_pdf,
    read,
};

/// The header may stand anywhere in the first kilobyte (ISO 32000-1, annex H.3, note 13).
const HEADER_WITHIN: usize = 1024;

fn is_pdf(bytes: &[u8]) -> bool {
    let start = bytes.get(..HEADER_WITHIN).unwrap_or(bytes);
    memchr::memmem::find(start, b"%PDF-").is_some_and(|at| at == 0 || !start.get(..at).is_some_and(is_text))
}

/// Whether bytes before a header are the text of another document, which merely speaks of one.
fn is_text(bytes: &[u8]) -> bool {
    bytes.iter().any(u8::is_ascii_alphabetic)
}

/// The most clusters that are kept of a file; what a book of two thousand pages has.
const MOST_CLUSTERS: usize = 8_000_000;

fn read(given: &Given<'_>) -> Result<Document, ReadError> {
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut structure: Option<Structure> = None;
    let mut troubles: Vec<(u32, Trouble)> = Vec::new();
    let (mut pages, mut clusters) = (0, 0);
    for event in pdf::read(given.bytes, |page| (page.overfull, Sheet::of(page))) {
        let number = sheets.len() as u32 + 1;
        match event {
            Err(OpenError::Broken) if sheets.is_empty() => troubles.push((1, Trouble::NoPages)),
            Err(error) => return Err(locked(error)),
            Ok(Event::Opened(count)) => pages = count,
            Ok(Event::Mended) => troubles.push((1, Trouble::Mended)),
            Ok(Event::Structure(tree)) => structure = Some(tree),
            Ok(Event::Page((overfull, sheet))) => {
                if overfull {
                    troubles.push((number, Trouble::Overfull));
                }
                troubles.extend(Trouble::of(&sheet).map(|trouble| (number, trouble)));
                clusters += sheet.clusters.len();
                sheets.push(sheet);
                if clusters > MOST_CLUSTERS {
                    break;
                }
            }
            Ok(Event::Failed(failure)) => {
                troubles.push((number, Trouble::Failed(failure)));
                sheets.push(Sheet::default());
            }
        }
    }
    for missing in sheets.len()..pages.min(pdf::MOST_PAGES) {
        troubles.push((missing as u32 + 1, Trouble::Unread));
    }
    if sheets.is_empty() && troubles.is_empty() {
        troubles.push((1, Trouble::NoPages));
    }
    sheet::part(&mut sheets);
    let layout = Layout::of(&sheets);
    let running = running::find(&sheets);
    let searched = notes::Pages::of(&sheets, &running, &layout);
    let plan = notes::find(&searched, structure.as_ref());
    let mut document = write::write(&sheets, &layout, &plan);
    document.defects = defects::of(&troubles);
    Ok(document)
}

fn locked(error: OpenError) -> ReadError {
    match error {
        OpenError::Password => ReadError::Locked {
            reason: "it is encrypted, and opening it takes a password",
            cure: "save a copy without the password, as `qpdf --decrypt --password=… IN OUT` does",
        },
        OpenError::Encryption | OpenError::Broken => ReadError::Locked {
            reason: "it is encrypted in a way that is not known",
            cure: "print it to a new PDF and check that",
        },
    }
}
