//! Files, directories and stdin to bytes.

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::changed::Changed;
use crate::error::Error;
use crate::pipeline::Input;
use crate::read::{Beside, READERS};
use crate::text::spelling;

/// Loads the inputs in the order given, directories in the order of their paths. What cannot be read becomes an
/// error, and the rest is loaded all the same.
///
/// Of files on a disk, only those that have changed, where that is asked for. A file that is named twice is loaded once,
/// by its first name: reports tell documents apart by their paths.
pub(super) fn load(inputs: &[OsString], changed: Option<&Changed>, errors: &mut Vec<Error>) -> Vec<Input> {
    let mut loaded = Vec::new();
    let mut met = HashSet::new();
    let mut is_new = |path: &Path| met.insert(fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()));
    let wanted = |path: &Path| changed.is_none_or(|changed| changed.concerns(path));
    for input in inputs {
        let path = Path::new(input);
        if input == "-" {
            if !is_new(path) {
                continue;
            }
            keep("-".to_owned(), stdin(), Beside::default(), false, &mut loaded, errors);
        } else if path.is_dir() {
            let files = walk(path, errors);
            if files.is_empty() {
                errors.push(Error::NothingToRead { path: shown(path) });
            }
            for file in files.into_iter().filter(|file| wanted(file) && is_new(file)) {
                keep(shown(&file), fs::read(&file), Beside::of(&file), true, &mut loaded, errors);
            }
        } else if (wanted(path) || !path.exists()) && is_new(path) {
            keep(shown(path), fs::read(path), Beside::of(path), false, &mut loaded, errors);
        }
    }
    loaded
}

fn keep(
    path: String,
    bytes: io::Result<Vec<u8>>,
    beside: Beside,
    walked: bool,
    loaded: &mut Vec<Input>,
    errors: &mut Vec<Error>,
) {
    match bytes {
        Ok(bytes) => loaded.push(Input { path, bytes, beside, walked }),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
            let meant = meant(Path::new(&path)).map(|meant| shown(&meant));
            errors.push(Error::Missing { path, meant });
        }
        Err(cause) => errors.push(Error::Input { path, cause }),
    }
}

/// The file beside a path that is not there whose name is most like, apart from what it ends in.
fn meant(path: &Path) -> Option<PathBuf> {
    let stem = path.file_stem()?.to_str()?;
    let directory = path.parent().unwrap_or(Path::new(""));
    let listed = if directory.as_os_str().is_empty() { Path::new(".") } else { directory };
    let mut there: Vec<PathBuf> =
        fs::read_dir(listed).ok()?.filter_map(|entry| Some(entry.ok()?.file_name().into())).collect();
    there.sort();
    let stem_of = |name: &PathBuf| name.file_stem().and_then(OsStr::to_str).map(str::to_owned);
    let stems: Vec<String> = there.iter().filter_map(stem_of).collect();
    let alike = spelling::meant(stem, stems.iter().map(String::as_str))?;
    there.iter().find(|name| stem_of(name).as_deref() == Some(alike)).map(|name| directory.join(name))
}

pub(super) fn stdin() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The files under a directory that a reader claims by their extension, as git sees the directory.
fn walk(directory: &Path, errors: &mut Vec<Error>) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let walk = WalkBuilder::new(directory).require_git(false).sort_by_file_path(Path::cmp).build();
    for entry in walk {
        match entry {
            Ok(entry) => {
                if entry.file_type().is_some_and(|kind| kind.is_file()) && readable(entry.path()) {
                    files.push(entry.into_path());
                }
            }
            Err(cause) => errors.push(Error::Input { path: shown(directory), cause: io::Error::other(cause) }),
        }
    }
    files
}

/// Whether a reader claims the extension; isnad's own reports are not documents to audit.
fn readable(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase);
    let claimed =
        extension.is_some_and(|extension| READERS.iter().any(|reader| reader.extensions.contains(&extension.as_str())));
    let own = path.file_stem().and_then(|stem| Path::new(stem).extension()).and_then(OsStr::to_str).is_some_and(is_own);
    claimed && !own
}

/// Whether it is what isnad's own files have before their extension: `isnad`, or `isnad-2` of a second copy.
fn is_own(mark: &str) -> bool {
    let digits = mark.strip_prefix("isnad").map(|rest| rest.strip_prefix('-').unwrap_or(rest));
    digits.is_some_and(|digits| digits.bytes().all(|digit| digit.is_ascii_digit()))
}

/// A path as given, with `/`.
pub(super) fn shown(path: &Path) -> String {
    let path = path.to_string_lossy();
    if cfg!(windows) { path.replace('\\', "/") } else { path.into_owned() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test is what an unwrap is for")]

    use super::*;

    #[test]
    fn a_directory_is_walked_in_order_and_as_git_sees_it() {
        let directory = tempfile::tempdir().unwrap();
        let root = directory.path();
        fs::create_dir(root.join("b")).unwrap();
        for file in ["b/z.txt", "a.txt", "c.TXT", "d.png", "a.isnad.txt", "a.isnad-2.txt", "b/draft.txt", ".hidden.txt"]
        {
            fs::write(root.join(file), file).unwrap();
        }
        fs::write(root.join(".gitignore"), "draft.txt\n").unwrap();
        let mut errors = Vec::new();
        let loaded = load(&[root.into(), root.join("absent.txt").into()], None, &mut errors);
        let names = |loaded: &[Input]| -> Vec<String> {
            loaded.iter().map(|input| String::from_utf8_lossy(&input.bytes).into_owned()).collect()
        };
        assert_eq!(names(&loaded), ["a.txt", "b/z.txt", "c.TXT"]);
        let twice = [root.join("c.TXT").into(), root.into(), root.join("b").join("..").join("a.txt").into()];
        assert_eq!(names(&load(&twice, None, &mut Vec::new())), ["c.TXT", "a.txt", "b/z.txt"]);
        assert!(matches!(errors.as_slice(), [Error::Missing { path, .. }] if path.ends_with("absent.txt")));

        let mut errors = Vec::new();
        fs::create_dir(root.join("empty")).unwrap();
        assert!(load(&[root.join("empty").into()], None, &mut errors).is_empty());
        assert!(matches!(errors.as_slice(), [Error::NothingToRead { .. }]));
    }
}
