//! What the index keeps of a record.

use jiff::Timestamp;

/// What was once had of a URL: an answer, or what its writer says in place of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capture {
    /// When.
    pub at: Timestamp,
    /// Whether the answer is whole.
    pub truncated: bool,
    /// What the file says of it besides.
    pub said: Option<Fields>,
    /// Where the answer is; none where nothing came.
    pub(super) answer: Option<Answer>,
}

/// Named fields (`application/warc-fields`), as they stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fields(Vec<(String, String)>);

/// Where an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// In one block.
    Whole(Span),
    /// Its head in one block, its body in another: the same as was had before.
    Revisit {
        /// The block with the head.
        head: Span,
        /// The block with the body.
        body: Span,
    },
}

/// A block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    /// Where it begins.
    pub start: Start,
    /// Its length in bytes.
    pub length: u64,
}

/// Where a block begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    /// At this byte of the file.
    Plain(u64),
    /// So many bytes into the gzip member that begins at this byte of the file.
    Member {
        /// Where the member begins.
        at: u64,
        /// How much stands in it before the block.
        skip: u64,
    },
    /// At this byte of what was decompressed aside.
    Spooled(u64),
}

impl Capture {
    /// Whether anything answered.
    pub fn answered(&self) -> bool {
        self.answer.is_some()
    }
}

impl Fields {
    /// Reads the lines of a block, as much of it as there is.
    pub(super) fn read(block: &[u8]) -> Self {
        let text = String::from_utf8_lossy(block);
        let fields = text.lines().filter_map(|line| line.split_once(':'));
        Self(fields.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned())).collect())
    }

    /// The first of this name, in any case.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}
