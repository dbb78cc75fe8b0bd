//! A Word document with what was found in its margin.

use super::{Copier, remarks};
use crate::formats::margin::Refusal;
use crate::formats::word;
use crate::lang::Catalogue;
use crate::model::Report;

/// The copier of Word documents.
pub static COPIER: Copier =
    Copier { name: "docx", about: "a copy of the Word file, a comment at every note that needs a hand", write };

fn write(report: &Report, document: usize, bytes: &[u8], catalogue: &Catalogue) -> Result<Vec<u8>, Refusal> {
    word::annotate(bytes, &remarks::remarks(report, document, catalogue), &report.run.finished)
}
