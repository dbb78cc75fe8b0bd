//! [`Report`] to bytes: one module per format.

pub mod json;
#[cfg(test)]
pub(crate) mod sample;
mod summary;
pub mod terminal;

use std::io::{self, Write};

use crate::lang::Catalogue;
use crate::model::Report;

pub use summary::{caveats, summary_line};

/// A writer of one format.
#[derive(Debug)]
pub struct Reporter {
    /// Its name: the value of `--report`.
    pub name: &'static str,
    /// The extension of its files.
    pub extension: &'static str,
    /// What it is for, in a few words.
    pub about: &'static str,
    /// Writes a finished report; what it writes depends on nothing else.
    pub write: fn(&Report, &mut Canvas<'_>) -> io::Result<()>,
}

/// The reporters; the first is what a terminal gets.
pub static REPORTERS: [&Reporter; 2] = [&terminal::REPORTER, &json::REPORTER];

/// What a report is written on.
pub struct Canvas<'a> {
    /// Where the bytes go.
    pub out: &'a mut dyn Write,
    /// The language of its sentences.
    pub catalogue: &'a Catalogue,
    /// Whether colours may be used.
    pub color: bool,
    /// How many cells a line has; text is wrapped to it where the format wraps at all.
    pub width: usize,
    /// Whether the reader is told what to try next.
    pub hints: bool,
}

impl std::fmt::Debug for Canvas<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Canvas").field("color", &self.color).field("width", &self.width).finish_non_exhaustive()
    }
}

/// The reporter of this name.
pub fn reporter(name: &str) -> Option<&'static Reporter> {
    REPORTERS.iter().find(|reporter| reporter.name == name).copied()
}
