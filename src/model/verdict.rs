//! What became of a citation.

/// What became of one citation; the first that holds, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// No link is expected and none was found.
    Unlinked,
    /// A link is expected and the document holds none.
    Missing,
    /// Not asked: offline, excluded, not in the record.
    Unchecked,
    /// Conclusively gone.
    Dead,
    /// The site refuses automated readers.
    Blocked,
    /// No conclusive answer after retries.
    Unreachable,
    /// The page says it is something else.
    Mismatched,
    /// Title or date was compared and agrees, and nothing contradicts.
    Verified,
    /// It answered; too little to compare.
    Alive,
}

impl Verdict {
    /// All nine, in order.
    pub const ALL: [Self; 9] = [
        Self::Unlinked,
        Self::Missing,
        Self::Unchecked,
        Self::Dead,
        Self::Blocked,
        Self::Unreachable,
        Self::Mismatched,
        Self::Verified,
        Self::Alive,
    ];

    /// The name used in every format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unlinked => "unlinked",
            Self::Missing => "missing",
            Self::Unchecked => "unchecked",
            Self::Dead => "dead",
            Self::Blocked => "blocked",
            Self::Unreachable => "unreachable",
            Self::Mismatched => "mismatched",
            Self::Verified => "verified",
            Self::Alive => "alive",
        }
    }
}
