//! What stands behind a citation.

use std::collections::HashMap;

use super::Observation;

/// The index of a source in [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub usize);

/// One distinct URL that the documents hold, in a note or in running text.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// The URL in normal form, without its fragment: what is requested.
    pub url: String,
    /// Whether a note cites it; sources of running text alone are left unasked with `--notes-only`.
    pub cited: bool,
    /// What was seen there; `None` before observing.
    pub observation: Option<Box<Observation>>,
}

/// The sources of a run, each URL once, in the order first met.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    all: Vec<Source>,
    by_url: HashMap<String, SourceId>,
}

impl Sources {
    /// The source of this URL (in normal form, without its fragment), new or known.
    pub fn intern(&mut self, url: &str, cited: bool) -> SourceId {
        if let Some(&id) = self.by_url.get(url) {
            if let Some(source) = self.all.get_mut(id.0) {
                source.cited |= cited;
            }
            return id;
        }
        let id = SourceId(self.all.len());
        self.all.push(Source { url: url.to_owned(), cited, observation: None });
        self.by_url.insert(url.to_owned(), id);
        id
    }

    /// A source by its id.
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        self.all.get(id.0)
    }

    /// All of them, in order.
    pub fn as_slice(&self) -> &[Source] {
        &self.all
    }

    /// All of them, to be observed.
    pub fn as_mut_slice(&mut self) -> &mut [Source] {
        &mut self.all
    }
}
