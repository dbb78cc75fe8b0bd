//! The nouns every stage speaks of, one a file.
//!
//! No input or output, no command line, no network, no wire format: a report's JSON has frozen types of its own
//! in [`crate::report`].

pub mod audit;
pub mod citation;
pub mod date;
pub mod decision;
pub mod directive;
pub mod document;
pub mod finding;
pub mod note;
pub mod observation;
pub mod place;
pub mod report;
mod rule;
pub mod source;
pub mod stated;
pub mod verdict;

pub use audit::{Audit, LooseUrl, OrphanCallout};
pub use citation::{Candidate, Citation, CitationKind, Pairing, Printed, Strategy};
pub use date::{CitedDate, DateReading, PartialDate};
pub use decision::{Decision, Reply};
pub use directive::Directive;
pub use document::{Anchor, DeclaredNote, Defect, Direction, Document, Hyperlink, ListedUrl, TextBox};
pub use finding::{Argument, Finding, Message, Related, Severity, Suppressed, SuppressedBy};
pub use note::{Callout, Note, NoteKind};
pub use observation::{
    Alternate, Archived, Cause, DnsAnswer, Fact, History, Hop, Look, Mark, NoCopy, Observation, Outcome, Page,
    PageDate, PageDateKind, ReadTo, Refresh, TlsFault,
};
pub use place::{Place, Rect};
pub use report::{Mode, NetworkUse, Report, Run};
pub use rule::RuleText;
pub use source::{Source, SourceId, Sources};
pub use stated::StatedWork;
pub use verdict::Verdict;
