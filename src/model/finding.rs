//! A fault at one place.

use smol_str::SmolStr;

use super::{Place, SourceId};

/// One fault at one place, with what was cited, what was found and what to do.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The rule's name.
    pub rule: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// The index of the document in the report.
    pub document: usize,
    /// The number and the id of the note; `None` in running text.
    pub note: Option<(SmolStr, SmolStr)>,
    /// The id of the citation.
    pub citation: Option<SmolStr>,
    /// Where it stands.
    pub place: Place,
    /// The URL concerned.
    pub url: Option<SmolStr>,
    /// Its source.
    pub source: Option<SourceId>,
    /// What is the matter.
    pub message: Message,
    /// What is cited, raw.
    pub cited: Option<SmolStr>,
    /// What was found, raw.
    pub found: Option<SmolStr>,
    /// Where it was found, such as `og:title`.
    pub found_in: Option<SmolStr>,
    /// The similarity that decided, 0 to 100.
    pub score: Option<f64>,
    /// What to do.
    pub help: Message,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// The same in every run for the same fault: rule, path, normalised URL and title, and an ordinal.
    pub fingerprint: String,
    /// The fingerprint under which a file knows it that was written when its document had another name.
    pub known_as: Option<String>,
    /// Who said that it does not count.
    pub suppressed: Option<Suppressed>,
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Good to know.
    Info,
    /// Worth a look.
    Warning,
    /// True, and needs a hand.
    Error,
}

/// A message of the catalogue with its named arguments; a language renders it.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// Its id in the catalogue.
    pub id: &'static str,
    /// Its arguments, in order.
    pub args: Vec<(&'static str, Argument)>,
}

/// An argument of a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Argument {
    /// Text, possibly from a document or a page: hostile.
    Text(String),
    /// A number, which may choose a plural.
    Number(i64),
    /// Another message by its id, whose arguments stand among those of the message it is an argument of.
    Said(&'static str),
}

/// Another place that belongs to a finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Related {
    /// Where.
    pub place: Place,
    /// What stands there.
    pub message: Message,
}

/// Why a finding does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppressed {
    /// What suppressed it.
    pub by: SuppressedBy,
    /// The reason given.
    pub reason: String,
    /// The last day it holds (ISO 8601).
    pub until: Option<String>,
}

/// What can suppress a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SuppressedBy {
    /// The settings.
    Ignore,
    /// A baseline.
    Baseline,
    /// A comment in the document.
    Comment,
}

impl Message {
    /// A message without arguments.
    pub fn new(id: &'static str) -> Self {
        Self { id, args: Vec::new() }
    }

    /// The message with one more argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// The message with one more argument that is itself a message. Their arguments have different names.
    #[must_use]
    pub fn saying(mut self, name: &'static str, said: Self) -> Self {
        debug_assert!(
            said.args.iter().all(|(other, _)| self.args.iter().all(|(own, _)| own != other) && *other != name)
        );
        self.args.push((name, Argument::Said(said.id)));
        self.args.extend(said.args);
        self
    }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&SmolStr> for Argument {
    fn from(text: &SmolStr) -> Self {
        Self::Text(text.as_str().to_owned())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Argument {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<u16> for Argument {
    fn from(number: u16) -> Self {
        Self::Number(i64::from(number))
    }
}

impl From<u32> for Argument {
    fn from(number: u32) -> Self {
        Self::Number(i64::from(number))
    }
}

impl Severity {
    /// The name used in every format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl SuppressedBy {
    /// The name used in every format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ignore => "ignore",
            Self::Baseline => "baseline",
            Self::Comment => "comment",
        }
    }
}
