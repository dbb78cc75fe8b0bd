//! [`Report`] to bytes: one module per format.

pub mod checkstyle;
pub mod concise;
pub mod csv;
pub mod decisions;
pub mod docx;
pub mod github;
pub mod gitlab;
pub mod html;
pub mod json;
pub mod jsonl;
pub mod junit;
pub mod markdown;
pub mod odt;
pub mod rdjsonl;
mod remarks;
#[cfg(test)]
pub(crate) mod sample;
pub mod sarif;
mod statement;
mod summary;
pub mod terminal;
mod wire;
mod xml;

use std::io::{self, Write};

use crate::formats::margin::Refusal;
use crate::lang::Catalogue;
use crate::model::{Report, RuleText};

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
pub static REPORTERS: [&Reporter; 13] = [
    &terminal::REPORTER,
    &html::REPORTER,
    &json::REPORTER,
    &jsonl::REPORTER,
    &csv::REPORTER,
    &markdown::REPORTER,
    &concise::REPORTER,
    &sarif::REPORTER,
    &junit::REPORTER,
    &github::REPORTER,
    &gitlab::REPORTER,
    &checkstyle::REPORTER,
    &rdjsonl::REPORTER,
];

/// A writer of copies: it takes a document and puts what was found into its margin.
#[derive(Debug)]
pub struct Copier {
    /// Its name: the value of `--report`, and that of the reader whose documents it copies.
    pub name: &'static str,
    /// What it is for, in a few words.
    pub about: &'static str,
    /// Copies a document from the bytes that were audited. The copy depends on nothing else.
    pub write: Copies,
}

/// How a copy is made: of the report, the index of the document, its bytes, in a language.
pub type Copies = fn(&Report, usize, &[u8], &Catalogue) -> Result<Vec<u8>, Refusal>;

/// The copiers. Their files have the extension of what they are a copy of.
pub static COPIERS: [&Copier; 2] = [&docx::COPIER, &odt::COPIER];

/// What a report is written on.
#[expect(clippy::struct_excessive_bools, reason = "each is a thing of its own that a terminal or a reader wants")]
pub struct Canvas<'a> {
    /// Where the bytes go.
    pub out: &'a mut dyn Write,
    /// The language of its sentences.
    pub catalogue: &'a Catalogue,
    /// The rules, for formats that list them.
    pub rules: &'a [RuleText],
    /// Whether colours may be used.
    pub color: bool,
    /// Whether URLs may be made links (OSC 8): where a terminal shows them.
    pub links: bool,
    /// Whether a terminal shows it that can be asked to find the direction of each line.
    pub bidi: bool,
    /// How many cells a line has; text is wrapped to it where the format wraps at all.
    pub width: usize,
    /// Whether the reader is told what to try next.
    pub hints: bool,
}

impl<'a> Canvas<'a> {
    /// The width of lines where there is no terminal to ask.
    pub const WIDTH: usize = 100;

    /// A canvas for a file: no colours, no links, and no hints.
    pub fn plain(out: &'a mut dyn Write, catalogue: &'a Catalogue, rules: &'a [RuleText]) -> Self {
        Self { out, catalogue, rules, color: false, links: false, bidi: false, width: Self::WIDTH, hints: false }
    }
}

impl std::fmt::Debug for Canvas<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Canvas").field("color", &self.color).field("width", &self.width).finish_non_exhaustive()
    }
}

/// The copier of this name.
pub fn copier(name: &str) -> Option<&'static Copier> {
    COPIERS.iter().find(|copier| copier.name == name).copied()
}

/// The reporter of this name.
pub fn reporter(name: &str) -> Option<&'static Reporter> {
    REPORTERS.iter().find(|reporter| reporter.name == name).copied()
}
