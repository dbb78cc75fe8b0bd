//! What of a file could not be read.

use super::sheet::Sheet;
use crate::formats::pdf::Failure;
use crate::model::{Defect, Place};

/// What is the matter with a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The file has no pages that could be found.
    NoPages,
    /// The file does not say which pages it has.
    Mended,
    /// The page could not be read.
    Failed(Failure),
    /// It holds more than is read of one page.
    Overfull,
    /// It is a picture without text.
    Picture,
    /// It has text of which nobody knows what its glyphs stand for.
    Illegible,
    /// It was not got to.
    Unread,
}

/// A picture over this share of a page without text is a scan of it.
const SCAN: f32 = 0.4;

impl Trouble {
    /// What is the matter with the text of a page.
    pub(super) fn of(sheet: &Sheet) -> Option<Self> {
        if !sheet.legible {
            Some(Self::Illegible)
        } else if sheet.clusters.is_empty() && sheet.pictured > SCAN {
            Some(Self::Picture)
        } else {
            None
        }
    }

    fn message(self) -> &'static str {
        match self {
            Self::NoPages => "no page could be found in the file; it is cut off or damaged",
            Self::Mended => "the list of the file's pages is lost, and pages may be missing; it is cut off or damaged",
            Self::Failed(Failure::Large) => "the page unpacks to more than is read of one page, and was left out",
            Self::Failed(Failure::Damaged) => "the page is damaged and could not be read",
            Self::Failed(Failure::Slow) => "the page takes too long to read, and was left out",
            Self::Overfull => "the page holds more than is read of one page; what comes last was left out",
            Self::Picture => "the page is a picture without text; recognise its text (OCR) first",
            Self::Illegible => {
                "the page has no reliable text: its font does not say what the signs stand for; nothing on it was judged"
            }
            Self::Unread => "the page could not be read: reading the file broke off before it",
        }
    }
}

/// One defect for each stretch of pages with the same trouble.
pub(super) fn of(troubles: &[(u32, Trouble)]) -> Vec<Defect> {
    let follow = |a: &(u32, Trouble), b: &(u32, Trouble)| a.1 == b.1 && b.0 <= a.0 + 1;
    let mut defects = Vec::new();
    for stretch in troubles.chunk_by(follow) {
        let (Some(&(first, trouble)), Some(&(last, _))) = (stretch.first(), stretch.last()) else { continue };
        let message = trouble.message();
        let message = if first == last { message.to_owned() } else { format!("pages {first} to {last}: {message}") };
        defects.push(Defect { place: Place { page: Some(first), ..Place::default() }, message });
    }
    defects
}
