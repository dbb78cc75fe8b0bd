//! What stands behind a citation.

use std::collections::HashMap;
use std::collections::hash_map::{Entry, RandomState};
use std::hash::BuildHasher as _;

use smol_str::SmolStr;

use super::Observation;

/// The index of a source in [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub usize);

/// One distinct URL that the documents hold, in a note or in running text.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// The URL in normal form, without its fragment: what is requested.
    pub url: SmolStr,
    /// Whether a note cites it; sources of running text alone are left unasked with `--notes-only`.
    pub cited: bool,
    /// What was seen there; `None` before observing.
    pub observation: Option<Box<Observation>>,
}

/// The sources of a run, each URL once, in the order first met.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    all: Vec<Source>,
    /// By the hash of the URL, or the first number after it that was free: the URLs themselves stand in `all`.
    by_url: HashMap<u64, SourceId>,
    hasher: RandomState,
}

impl Sources {
    /// The source of this URL (in normal form, without its fragment), new or known.
    pub fn intern(&mut self, url: &str, cited: bool) -> SourceId {
        let mut key = self.hasher.hash_one(url);
        loop {
            match self.by_url.entry(key) {
                Entry::Vacant(entry) => {
                    let id = *entry.insert(SourceId(self.all.len()));
                    self.all.push(Source { url: url.into(), cited, observation: None });
                    return id;
                }
                Entry::Occupied(entry) => {
                    let id = *entry.get();
                    if let Some(source) = self.all.get_mut(id.0).filter(|source| source.url == url) {
                        source.cited |= cited;
                        return id;
                    }
                    key = key.wrapping_add(1);
                }
            }
        }
    }

    /// Gives back the room that was kept for more.
    pub fn shrink_to_fit(&mut self) {
        self.all.shrink_to_fit();
        self.by_url.shrink_to_fit();
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
