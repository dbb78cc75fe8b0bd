//! Copies of documents with what was found in their margins.

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::{OutputArgs, Stop};
use crate::error::Error;
use crate::lang::Catalogue;
use crate::model::{Document, Report};
use crate::pipeline::Input;
use crate::report::Copier;
use crate::text::sanitize::visible;

/// One `--report docx[=PATH]`.
#[derive(Debug, Clone)]
pub(super) struct Request {
    pub(super) copier: &'static Copier,
    /// Where the copies go; beside their documents if nowhere else.
    pub(super) path: Option<PathBuf>,
}

/// The bytes of documents that cannot be read a second time.
#[derive(Debug, Default)]
pub(super) struct Originals {
    stdin: Option<Vec<u8>>,
}

impl Originals {
    /// Keeps what copies may be made of.
    pub(super) fn of(args: &OutputArgs, inputs: &[Input]) -> Self {
        let wanted = args.copies().next().is_some();
        let stdin = inputs.iter().find(|input| wanted && input.path == "-").map(|input| input.bytes.clone());
        Self { stdin }
    }

    /// The bytes of a document as it was audited.
    fn bytes(&self, document: &Document) -> Result<Vec<u8>, Error> {
        let path = || document.path.clone();
        let bytes = match &self.stdin {
            Some(bytes) if document.path == "-" => bytes.clone(),
            _ => fs::read(&document.path).map_err(|cause| Error::Input { path: path(), cause })?,
        };
        let mut digest = String::with_capacity(64);
        for byte in Sha256::digest(&bytes) {
            // Writing to a string cannot fail.
            let _ = write!(digest, "{byte:02x}");
        }
        if digest == document.sha256 { Ok(bytes) } else { Err(Error::NotAsAudited { path: path() }) }
    }
}

/// Refuses a copy that would be written over one of the documents.
pub(super) fn refuse_overwriting<'a>(
    subcommand: &str,
    args: &OutputArgs,
    documents: impl IntoIterator<Item = &'a str>,
) -> Result<(), Stop> {
    let documents: HashSet<PathBuf> = documents.into_iter().filter_map(|path| fs::canonicalize(path).ok()).collect();
    for path in args.copies().filter_map(|request| request.path.as_ref()) {
        if fs::canonicalize(path).is_ok_and(|path| documents.contains(&path)) {
            let path = visible(&path.to_string_lossy());
            let message = format!("the copy would overwrite the input {path}; give it another path");
            return Err(Stop::usage(subcommand, message));
        }
    }
    Ok(())
}

/// Writes the copies asked for. What cannot be copied becomes an error, and the rest is copied all the same.
pub(super) fn write(
    report: &Report,
    args: &OutputArgs,
    inputs: &[OsString],
    originals: &Originals,
    catalogue: &Catalogue,
) -> Vec<Error> {
    let mut errors = Vec::new();
    let documents: Vec<&Document> = report.audits.iter().map(|audit| &audit.document).collect();
    let mut taken: HashSet<PathBuf> =
        documents.iter().filter_map(|document| fs::canonicalize(&document.path).ok()).collect();
    for Request { copier, path } in args.copies() {
        let is_of = |document: &Document| document.format == copier.name;
        if !documents.iter().any(|document| is_of(document)) && !documents.is_empty() {
            errors.push(Error::NothingToCopy { name: copier.name });
            continue;
        }
        for (index, document) in documents.iter().enumerate() {
            if !is_of(document) {
                // Copies of each kind may be asked for at once; then each has its own.
                if args.copies().any(|other| other.copier.name == document.format) {
                    continue;
                }
                let (path, format) = (document.path.clone(), document.format.to_owned());
                errors.push(Error::OtherFormat { path, format, name: copier.name });
                continue;
            }
            let copied = originals.bytes(document).and_then(|bytes| {
                let copy = (copier.write)(report, index, &bytes, catalogue);
                copy.map_err(|cause| Error::Copy { path: document.path.clone(), cause })
            });
            let target = match path {
                Some(file) if documents.len() == 1 && is_file(file, inputs) => file.clone(),
                folder => free(&inside(folder.as_deref(), document, inputs), &mut taken),
            };
            let written = copied.and_then(|bytes| {
                let made = target.parent().map_or(Ok(()), fs::create_dir_all);
                let written = made.and_then(|()| fs::write(&target, bytes));
                written.map_err(|cause| Error::Write { path: target.display().to_string(), cause })
            });
            errors.extend(written.err());
        }
    }
    errors
}

/// Whether a path is to be the one copy of one document, and no folder.
fn is_file(path: &Path, inputs: &[OsString]) -> bool {
    let single = matches!(inputs, [input] if !Path::new(input).is_dir());
    single && !path.is_dir() && !path.as_os_str().to_string_lossy().ends_with(['/', '\\'])
}

/// `report.isnad.docx` for `report.docx`: beside it, or in a folder, there in the folders in which it lies under the
/// directory given.
fn inside(folder: Option<&Path>, document: &Document, inputs: &[OsString]) -> PathBuf {
    let path = if document.path == "-" { Path::new("report") } else { Path::new(&document.path) };
    let extension = path.extension().and_then(OsStr::to_str).unwrap_or(document.format);
    let stem = path.file_stem().map(OsStr::to_string_lossy).unwrap_or_default();
    // A copy that goes round once more is of the same document.
    let stem = stem.split_once(".isnad").map_or(&*stem, |(stem, _)| stem);
    let name = format!("{stem}.isnad.{extension}");
    let beside = path.parent().unwrap_or(Path::new(""));
    match folder {
        None => beside.join(name),
        Some(folder) => {
            let mut directories = inputs.iter().map(Path::new).filter(|input| input.is_dir());
            let under = directories.find_map(|input| beside.strip_prefix(input).ok());
            folder.join(under.unwrap_or(Path::new(""))).join(name)
        }
    }
}

/// The path, or `report.isnad-2.docx` where a document or another copy has it.
fn free(path: &Path, taken: &mut HashSet<PathBuf>) -> PathBuf {
    let known = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let extension = path.extension().unwrap_or_default().to_string_lossy().into_owned();
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let numbered = (2_u32..).map(|n| path.with_file_name(format!("{stem}-{n}.{extension}")));
    let mut paths = std::iter::once(path.to_owned()).chain(numbered);
    let free = paths.find(|path| !taken.contains(path) && !taken.contains(&known(path))).unwrap_or_default();
    taken.insert(free.clone());
    free
}
