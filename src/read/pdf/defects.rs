//! What of a file could not be read.

use super::sheet::Sheet;
use crate::formats::pdf::Failure;
use crate::model::{Defect, Message, Place};

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

    fn message(self) -> Message {
        match self {
            Self::NoPages => Message::new("defect-no-pages"),
            Self::Mended => Message::new("defect-pages-lost"),
            Self::Failed(Failure::Large) => Message::new("defect-page-large"),
            Self::Failed(Failure::Damaged) => Message::new("defect-page-damaged"),
            Self::Failed(Failure::Slow) => Message::new("defect-page-slow"),
            Self::Overfull => Message::new("defect-page-overfull"),
            Self::Picture => Message::new("defect-page-picture"),
            Self::Illegible => Message::new("defect-page-illegible"),
            Self::Unread => Message::new("defect-page-unread"),
        }
    }
}

/// One defect for each stretch of pages with the same trouble.
pub(super) fn of(troubles: &[(u32, Trouble)]) -> Vec<Defect> {
    let follow = |a: &(u32, Trouble), b: &(u32, Trouble)| a.1 == b.1 && b.0 <= a.0 + 1;
    let mut defects = Vec::new();
    for stretch in troubles.chunk_by(follow) {
        let (Some(&(first, trouble)), Some(&(last, _))) = (stretch.first(), stretch.last()) else { continue };
        let mut message = trouble.message();
        if first != last {
            message = Message::new("defect-pages").with("first", first).with("last", last).saying("trouble", message);
        }
        defects.push(Defect { place: Place { page: Some(first), ..Place::default() }, message });
    }
    defects
}
