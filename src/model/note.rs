//! Notes and the places that call them.

use std::ops::Range;

use smol_str::SmolStr;

use super::{Citation, Place};

/// What sort of note a note is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NoteKind {
    /// At the foot of its page.
    Footnote,
    /// At the end of the document or chapter.
    Endnote,
    /// An entry of a reference list.
    Reference,
}

/// A footnote, endnote or reference-list entry, standing under a marker.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// `path#n3`; duplicates get `-2`, `-3`.
    pub id: SmolStr,
    /// The value of the marker in ASCII digits; group prefixes kept (`n 1`), symbols as they are.
    pub number: SmolStr,
    /// The marker as printed, or the label in Markdown.
    pub marker: SmolStr,
    /// Footnote, endnote or reference.
    pub kind: NoteKind,
    /// The sequence its number counts in; numbering that restarts begins a new one.
    pub sequence: u32,
    /// Where its text stands in the document's text.
    pub range: Range<usize>,
    /// Where it stands in the file.
    pub place: Place,
    /// Its text without the marker, lines joined.
    pub text: SmolStr,
    /// The places that call it.
    pub callouts: Vec<Callout>,
    /// What it cites: at least one.
    pub citations: Vec<Citation>,
}

/// A place in running text where a marker is printed.
#[derive(Debug, Clone, PartialEq)]
pub struct Callout {
    /// The marker's range in the document's text.
    pub range: Range<usize>,
    /// Where it stands in the file.
    pub place: Place,
    /// The sentence around it.
    pub context: String,
}
