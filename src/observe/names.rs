//! Names that were written down, and what they were the names of.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use crate::model::Cause;

/// The causes, as a record or the cache may name them.
const CAUSES: [Cause; 12] = [
    Cause::Dns,
    Cause::Connect,
    Cause::Reset,
    Cause::Tls,
    Cause::Timeout,
    Cause::Deadline,
    Cause::Guard,
    Cause::Redirects,
    Cause::Protocol,
    Cause::Offline,
    Cause::Excluded,
    Cause::NotRecorded,
];

/// As many different names are kept for good: isnad itself has fewer than a hundred.
const MOST: usize = 1000;

/// The cause of this name.
pub(super) fn cause(name: &str) -> Option<Cause> {
    CAUSES.into_iter().find(|cause| cause.name() == name)
}

/// A name that lasts as long as the program. The model's names of marks and places are those of the program's own
/// text; what comes back from the cache is given the same life, each name once.
pub(super) fn lasting(name: &str) -> &'static str {
    static KNOWN: Mutex<Option<HashSet<&'static str>>> = Mutex::new(None);
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let known = known.get_or_insert_default();
    if let Some(&name) = known.get(name) {
        return name;
    }
    if known.len() >= MOST {
        return "cache";
    }
    let name: &'static str = Box::leak(name.into());
    known.insert(name);
    name
}
