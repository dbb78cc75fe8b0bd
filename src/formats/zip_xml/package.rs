//! The container: a zip file whose parts are read by name.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{Cursor, Read as _};

use memchr::memmem;
use zip::ZipArchive;
use zip::read::ZipReadOptions;

use super::{Damage, PartError};
use crate::formats::charset;

/// The most parts of a container; books of a thousand chapters with their pictures have a tenth.
const MAX_PARTS: usize = 20_000;
/// How much is read of a container.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// The most bytes of one part; the text of the longest books, with all its markup, is a third of what is allowed.
    pub(super) part: u64,
    /// The most bytes of all parts read.
    pub(super) total: u64,
    /// How many bytes one byte may unfold to. Honest markup stays under 100, and the compression itself ends at 1032.
    pub(super) ratio: u64,
    /// Parts up to so many bytes may be as repetitive as they like.
    pub(super) ratio_from: u64,
}

impl Limits {
    const DEFAULT: Self = Self { part: 64 << 20, total: 192 << 20, ratio: 400, ratio_from: 4 << 20 };
}

/// A zip file in memory.
#[derive(Debug)]
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// The names of its parts, in the order of the file.
    names: Vec<String>,
    /// Where in the archive a part stands, by its name in lower case.
    indices: HashMap<String, usize>,
    limits: Limits,
    /// How many more bytes may be read.
    budget: u64,
}

/// One part as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its bytes, as far as they could be read.
    pub bytes: Vec<u8>,
    /// Why not all of it could be.
    pub damage: Option<Damage>,
}

/// Why a container cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackageError {
    /// The list of its parts is damaged or cut off.
    #[error("the zip container is damaged: {0}")]
    Damaged(String),
    /// It lists more parts than any honest file.
    #[error("the zip container lists more than {MAX_PARTS} parts")]
    TooManyParts,
}

impl<'a> Package<'a> {
    /// Opens a zip file.
    ///
    /// # Errors
    ///
    /// Where the list of its parts cannot be read, or is absurdly long.
    pub fn open(bytes: &'a [u8]) -> Result<Self, PackageError> {
        Self::open_within(bytes, Limits::DEFAULT)
    }

    pub(super) fn open_within(bytes: &'a [u8], limits: Limits) -> Result<Self, PackageError> {
        // The list is counted before it is read, since reading it takes memory for every entry.
        if memmem::find_iter(bytes, b"PK\x01\x02").nth(MAX_PARTS).is_some() {
            return Err(PackageError::TooManyParts);
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| PackageError::Damaged(error.to_string()))?;
        let (mut names, mut indices) = (Vec::new(), HashMap::new());
        for index in 0..archive.len() {
            let Some(Ok(raw)) = archive.name_for_index(index) else { continue };
            let Some(name) = resolved(&raw).filter(|_| !raw.ends_with(['/', '\\'])) else { continue };
            indices.entry(name.to_lowercase()).or_insert(index);
            names.push(name);
        }
        Ok(Self { archive, names, indices, limits, budget: limits.total })
    }

    /// The names of the parts, with `/`, relative to the container; those that lead out of it are left out.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Whether there is a part of this name. Case does not matter, a leading `/` neither.
    pub fn has(&self, name: &str) -> bool {
        self.index(name).is_some()
    }

    /// Reads a part, as far as it goes. Case does not matter in its name, nor does a leading `/`.
    ///
    /// # Errors
    ///
    /// Where nothing of it can be read, or more than any honest part would hold.
    pub fn part(&mut self, name: &str) -> Result<Part, PartError> {
        let index = self.index(name).ok_or(PartError::Missing)?;
        let options = ZipReadOptions::new().ignore_encryption_flag(true);
        let file = self.archive.by_index_with_options(index, options);
        let file = file.map_err(|error| PartError::Damaged(Damage::Broken(error.to_string())))?;
        if file.encrypted() {
            return Err(PartError::Encrypted);
        }
        let packed = file.compressed_size();
        let Limits { part, ratio, ratio_from, .. } = self.limits;
        let cap = part.min(self.budget).min(ratio_from.max(packed.saturating_mul(ratio)));
        let mut bytes = Vec::new();
        let read = file.take(cap + 1).read_to_end(&mut bytes);
        let length = bytes.len() as u64;
        // What was refused counts too: a container of nothing but bombs is done with after a few.
        self.budget = self.budget.saturating_sub(length);
        if length > cap {
            return Err(PartError::TooLarge);
        }
        Ok(Part { bytes, damage: read.err().map(|error| Damage::Broken(error.to_string())) })
    }

    fn index(&self, name: &str) -> Option<usize> {
        self.indices.get(&resolved(name)?.to_lowercase()).copied()
    }
}

impl Part {
    /// Its bytes as text: in the encoding of its byte order mark or XML declaration, else UTF-8.
    pub fn text(&self) -> Cow<'_, str> {
        let (text, _, _) = charset::text(&self.bytes, declared(&self.bytes), None);
        text
    }
}

/// The encoding that an XML declaration names.
fn declared(bytes: &[u8]) -> Option<&str> {
    let head = bytes.get(..bytes.len().min(200))?;
    let declaration = head.strip_prefix(b"<?xml")?;
    let end = memmem::find(declaration, b"?>")?;
    let declaration = std::str::from_utf8(declaration.get(..end)?).ok()?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    value.get(1..)?.split(quote).next()
}

/// A part's name with `/`, without a leading one, its `.` and `..` resolved; `None` where it leads out of the container.
pub fn resolved(name: &str) -> Option<String> {
    let mut steps: Vec<&str> = Vec::new();
    for step in name.split(['/', '\\']) {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop()?;
            }
            _ => steps.push(step),
        }
    }
    (!steps.is_empty()).then(|| steps.join("/"))
}
