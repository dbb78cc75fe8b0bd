//! The words that the wire format has for what the model enumerates.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model;

/// Declares the words for an enumeration of the model, which they are written from and read back to.
macro_rules! words {
    ($(#[$about:meta])* $name:ident: $($word:ident),+) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub(super) enum $name { $($word),+ }

        impl From<model::$name> for $name {
            fn from(word: model::$name) -> Self {
                match word { $(model::$name::$word => Self::$word),+ }
            }
        }

        impl From<$name> for model::$name {
            fn from(word: $name) -> Self {
                match word { $($name::$word => Self::$word),+ }
            }
        }
    };
}

words!(/// Where the answers came from.
    Mode: Online, Offline, Replay);
words!(/// Whether there was a network.
    NetworkUse: Used, Absent, Unused);
words!(/// The direction in which a document is written.
    Direction: Ltr, Rtl);
words!(/// What a note is.
    NoteKind: Footnote, Endnote, Reference);
words!(/// What a citation is.
    CitationKind: Web, Print, Interview, BackReference, Comment);
words!(/// How a citation got its URL.
    Strategy: Inline, Hyperlink, List, Trailing, Identifier);
words!(/// What became of a citation.
    Verdict: Unlinked, Missing, Unchecked, Dead, Blocked, Unreachable, Mismatched, Verified, Alive);
words!(/// What came of asking.
    Outcome: Answered, Unreachable, Refused, NotAsked);
words!(/// Why there is no answer.
    Cause: Dns, Connect, Reset, Tls, Timeout, Deadline, Guard, Redirects, Protocol, Offline, Excluded, NotRecorded);
words!(/// How far a page was read.
    ReadTo: Head, Cap, End);
words!(/// How grave a finding is.
    Severity: Info, Warning, Error);
words!(/// What suppressed a finding.
    SuppressedBy: Ignore, Baseline, Comment);
