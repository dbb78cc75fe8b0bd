//! Names that isnad itself gives: of rules, formats, marks, messages.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de};

/// As long as this may a name be, in bytes; the longest that isnad gives has 40.
const LONGEST: usize = 100;
/// As many names are there at most; isnad gives some 300.
const MOST: usize = 2000;

/// The names that were read so far.
static READ: Mutex<Option<HashSet<&'static str>>> = Mutex::new(None);

/// A name that isnad gives. The model holds names as they stand in the program, so one that is read is kept for as long
/// as the program runs; a name is short and they are few, or else the report is none of isnad's.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(transparent)]
pub(super) struct Name(pub(super) &'static str);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        Self::of(&text).ok_or_else(|| {
            let start: String = text.chars().take(40).collect();
            de::Error::custom(format!("`{start}` is no name that isnad gives"))
        })
    }
}

impl Name {
    /// The name that is spelled like this, as one that lasts.
    pub(super) fn of(text: &str) -> Option<Self> {
        let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
        let read = read.get_or_insert_default();
        if let Some(&name) = read.get(text) {
            return Some(Self(name));
        }
        if text.len() > LONGEST || read.len() >= MOST || text.chars().any(char::is_control) {
            return None;
        }
        let name: &'static str = Box::leak(text.into());
        read.insert(name);
        Some(Self(name))
    }
}
