//! A document with all that was found in it.

use std::ops::Range;

use smol_str::SmolStr;

use super::{Document, Note, Place, SourceId};

/// A document, its notes, and the URLs that no note claims.
#[derive(Debug, Clone, Default)]
pub struct Audit {
    /// The document.
    pub document: Document,
    /// Its notes, in document order.
    pub notes: Vec<Note>,
    /// Callouts of notes that are not there.
    pub orphans: Vec<OrphanCallout>,
    /// Listed URLs that no note claims.
    pub unpaired: Vec<LooseUrl>,
    /// URLs in running text.
    pub unnoted: Vec<LooseUrl>,
}

/// A callout whose note is not in the document.
#[derive(Debug, Clone, PartialEq)]
pub struct OrphanCallout {
    /// The marker as printed.
    pub marker: String,
    /// Its range in the document's text.
    pub range: Range<usize>,
    /// Where it stands.
    pub place: Place,
    /// The sentence around it.
    pub context: String,
}

/// A URL outside the notes.
#[derive(Debug, Clone, PartialEq)]
pub struct LooseUrl {
    /// What isnad asks for.
    pub url: SmolStr,
    /// Its source; `None` where the URL is not one that can be asked.
    pub source: Option<SourceId>,
    /// The text it is printed as, or that the link covers.
    pub text: SmolStr,
    /// Where it stands in the document's text.
    pub range: Range<usize>,
    /// Where it stands in the file.
    pub place: Place,
}
