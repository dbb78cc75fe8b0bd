//! What was decided about findings before they were found: by settings, by a baseline, by comments in the documents.

use std::collections::HashMap;
use std::time::Duration;

use jiff::civil::Date;

use crate::model::{Severity, Suppressed};

/// What was decided about findings. Nothing is, by default.
#[derive(Debug, Clone, Default)]
pub struct Decided {
    /// Rules that are graver, or less so, than by default.
    pub severities: HashMap<String, Severity>,
    /// What is different for single documents, by their paths as given.
    pub documents: HashMap<String, OfDocument>,
    /// Ignores of the settings.
    pub ignores: Vec<Ignore>,
    /// Whether ignores hold, those in the documents included.
    pub no_ignores: bool,
    /// Whether only a part of the documents is looked at, so that an ignore that fits nothing may fit the rest.
    pub partial: bool,
    /// Findings that were decided upon, by their fingerprints: of a baseline, or of an earlier report.
    pub known: HashMap<String, Suppressed>,
    /// Which of those are about documents that are there no more: a document may have their name's place.
    pub former: Vec<Former>,
    /// How long a page must have been gone, by the history of the cache, to be an error: until then it is a warning.
    pub dead_after: Option<Duration>,
}

/// What is known of a document that is there no more.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Former {
    /// The fingerprint.
    pub fingerprint: String,
    /// The name of the document, as fingerprints know it.
    pub document: String,
    /// The rule.
    pub rule: String,
    /// The URL.
    pub url: Option<String>,
}

/// What is different for a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OfDocument {
    /// The path by which fingerprints know it: the same from wherever in a repository it is looked at.
    pub name: String,
    /// The rules to report instead of those of the run.
    pub select: Option<Vec<String>>,
    /// Rules to report besides.
    pub extend_select: Vec<String>,
    /// Rules not to report.
    pub ignore: Vec<String>,
}

/// An ignore of the settings: what it says must all hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ignore {
    /// The rules.
    pub rules: Vec<String>,
    /// The URL; `*` stands for anything.
    pub url: Option<String>,
    /// The host; `*` stands for anything.
    pub host: Option<String>,
    /// The documents, by their paths as given; `None` for all.
    pub documents: Option<Vec<String>>,
    /// Why.
    pub reason: String,
    /// The last day on which it holds.
    pub until: Option<Date>,
    /// The file it stands in.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}

impl Decided {
    /// What is different for a document, by its path as given.
    pub(super) fn of(&self, path: &str) -> Option<&OfDocument> {
        self.documents.get(path)
    }

    /// The path by which fingerprints know a document.
    pub(super) fn name<'a>(&'a self, path: &'a str) -> &'a str {
        self.of(path).map_or(path, |document| &document.name)
    }
}
