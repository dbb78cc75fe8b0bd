//! URLs and identifiers printed in a note.

use std::ops::Range;

use smol_str::SmolStr;

use crate::model::Printed;
use crate::text::url;

/// A URL printed in a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedUrl {
    /// Where it stands in the note's text.
    pub range: Range<usize>,
    /// Where its rest stands, if displacement or a line end put other text between.
    pub rest: Option<Range<usize>>,
    /// What it can be read as, likeliest first.
    pub readings: Vec<String>,
}

impl PrintedUrl {
    /// Whether a range lies within it.
    pub fn covers(&self, range: &Range<usize>) -> bool {
        self.parts().any(|part| part.start <= range.start && range.end <= part.end)
    }

    /// The stretches it is printed in.
    pub fn parts(&self) -> impl Iterator<Item = &Range<usize>> {
        std::iter::once(&self.range).chain(&self.rest)
    }

    /// Whether no reading of it is a URL with a host.
    pub fn is_broken(&self) -> bool {
        !self.readings.iter().any(|reading| ::url::Url::parse(reading).is_ok_and(|url| url.has_host()))
    }

    /// As the model has it, `range` being of the document.
    pub fn to_model(&self, text: &str, range: Range<usize>) -> Printed {
        Printed { text: text.into(), range, readings: self.readings.iter().map(SmolStr::from).collect() }
    }
}

/// The URLs and DOIs printed in a note's text, in order; lines are separated by line feeds.
pub fn printed(text: &str) -> Vec<PrintedUrl> {
    let found = url::scan_wrapped(text).into_iter();
    found.map(|found| PrintedUrl { range: found.range, rest: found.rest, readings: found.readings }).collect()
}
