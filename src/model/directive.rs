//! What a document says to isnad itself.

use super::Place;

/// A comment that speaks to isnad: `<!-- isnad: … -->`, or `% isnad: …` in LaTeX.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Directive {
    /// What stands after `isnad:`.
    pub text: String,
    /// Where the comment stands.
    pub place: Place,
    /// The line that it speaks of, from 1: its own, or where it has its own to itself the next one that
    /// no other has to itself.
    pub line: u32,
}
