//! What is the matter with parts.

use crate::model::Message;

/// Why a part is not read to its end.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// It is larger than any part that can be read.
    #[error("it is too large")]
    TooLarge,
    /// It has more elements than any honest part.
    #[error("it has more elements than are read of one part")]
    TooMany,
    /// Not all its elements are closed.
    #[error("it ends before its elements do")]
    CutOff,
    /// It nests deeper than this many elements.
    #[error("what nests deeper than {0} elements is left out")]
    TooDeep(usize),
    /// What the library says that unpacks or parses it, in English.
    #[error("{0}")]
    Broken(String),
}

/// Why a part cannot be read as it should.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PartError {
    /// There is no such part.
    #[error("is not there")]
    Missing,
    /// It is encrypted.
    #[error("is encrypted")]
    Encrypted,
    /// It unfolds to more than any honest part.
    #[error("unfolds to more than is read of one file")]
    TooLarge,
    /// It is damaged, its place in the container is, or it is compressed in a way that is not read.
    #[error("is damaged: {0}")]
    Damaged(#[from] Damage),
}

impl PartError {
    /// What is said of the part of this name.
    pub fn message(&self, part: &str) -> Message {
        let message = match self {
            Self::Missing => Message::new("defect-part-missing"),
            Self::Encrypted => Message::new("defect-part-encrypted"),
            Self::TooLarge => Message::new("defect-part-too-large"),
            Self::Damaged(damage) => damage.cause(Message::new("defect-part-damaged")),
        };
        message.with("part", part)
    }
}

impl Damage {
    /// The message with this as the cause.
    fn cause(&self, message: Message) -> Message {
        let cause = match self {
            Self::TooLarge => Message::new("damage-too-large"),
            Self::TooMany => Message::new("damage-too-many"),
            Self::CutOff => Message::new("damage-cut-off"),
            Self::TooDeep(depth) => Message::new("damage-too-deep").with("depth", *depth),
            Self::Broken(cause) => return message.with("cause", cause.as_str()),
        };
        message.saying("cause", cause)
    }
}
