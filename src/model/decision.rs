//! What editors decided about findings of earlier runs.

use std::ops::Range;

/// A comment that isnad left in a document, with what became of it there.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Decision {
    /// The comment's text, its paragraphs as lines.
    pub text: String,
    /// The text it is attached to; empty where it is attached to a point.
    pub range: Range<usize>,
    /// Whether it was marked as resolved.
    pub resolved: bool,
    /// The replies, oldest first.
    pub replies: Vec<Reply>,
}

impl Decision {
    /// Whether somebody has done something about the comment, so that it has to stay.
    pub fn is_made(&self) -> bool {
        self.resolved || !self.replies.is_empty()
    }
}

/// A reply to a comment.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reply {
    /// Who wrote it.
    pub author: String,
    /// Its text, its paragraphs as lines.
    pub text: String,
}
