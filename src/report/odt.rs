//! An `OpenDocument` text with what was found in its margin.

use super::{Copier, remarks};
use crate::formats::margin::Refusal;
use crate::formats::opendocument;
use crate::lang::Catalogue;
use crate::model::Report;

/// The copier of `OpenDocument` texts.
pub static COPIER: Copier = Copier { name: "odt", about: "the same for LibreOffice", write };

fn write(report: &Report, document: usize, bytes: &[u8], catalogue: &Catalogue) -> Result<Vec<u8>, Refusal> {
    opendocument::annotate(bytes, &remarks::remarks(report, document, catalogue), &report.run.finished)
}
