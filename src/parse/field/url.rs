//! URLs and identifiers printed in a note.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::model::Printed;

/// A URL printed in a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedUrl {
    /// Where it stands in the note's text.
    pub range: Range<usize>,
    /// What it can be read as, likeliest first.
    pub readings: Vec<String>,
}

impl PrintedUrl {
    /// Whether a range lies within it.
    pub fn covers(&self, range: &Range<usize>) -> bool {
        self.range.start <= range.start && range.end <= self.range.end
    }

    /// Whether no reading of it is a URL with a host.
    pub fn is_broken(&self) -> bool {
        !self.readings.iter().any(|reading| ::url::Url::parse(reading).is_ok_and(|url| url.has_host()))
    }

    /// As the model has it, `range` being of the document.
    pub fn to_model(&self, text: &str, range: Range<usize>) -> Printed {
        Printed { text: text.to_owned(), range, readings: self.readings.clone() }
    }
}

static URL: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"(?i)(?:https?://|www\.|\bdoi:\s?10\.|\b10\.\d{4,9}/)[^\s<>"“”«»،؛]*"#).ok());

/// The URLs and DOIs printed in a note's text, in order.
pub fn printed(text: &str) -> Vec<PrintedUrl> {
    let matches = URL.iter().flat_map(|url| url.find_iter(text));
    matches
        .map(|found| {
            let printed = found.as_str().trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', ')', ']', '’']);
            let lower = printed.to_ascii_lowercase();
            let reading = if lower.starts_with("http") {
                printed.to_owned()
            } else if lower.starts_with("www.") {
                format!("http://{printed}")
            } else {
                let doi = printed.find("10.").and_then(|at| printed.get(at..)).unwrap_or(printed);
                format!("https://doi.org/{doi}")
            };
            PrintedUrl { range: found.start()..found.start() + printed.len(), readings: vec![reading] }
        })
        .collect()
}
