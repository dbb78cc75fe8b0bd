//! What has changed since a revision, by git.

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::input::shown;
use crate::error::Error;
use crate::read::{self, Beside, READERS};

/// The readers of documents that may draw in other files.
const DRAWING: [&str; 2] = ["latex", "markdown"];

/// The files that differ from what a revision and the present have in common.
#[derive(Debug, Default)]
pub(super) struct Changed(HashSet<PathBuf>);

impl Changed {
    /// Asks git in the repositories of the inputs. What is not committed yet has changed too.
    ///
    /// # Errors
    ///
    /// Where git is not there, or cannot tell.
    pub(super) fn since(revision: &str, inputs: &[OsString]) -> Result<Self, Error> {
        let mut roots = HashSet::new();
        let mut files = HashSet::new();
        for input in inputs.iter().filter(|input| *input != "-") {
            let path = Path::new(input);
            let directory = if path.is_dir() { path } else { path.parent().unwrap_or(Path::new("")) };
            let directory = if directory.as_os_str().is_empty() { Path::new(".") } else { directory };
            let repository = Repository::of(directory, revision)?;
            if roots.insert(repository.root.clone()) {
                files.extend(repository.changed()?);
            }
        }
        Ok(Self(files))
    }

    /// Whether a document is among them, or a file that it draws in, such as a chapter or its bibliography.
    pub(super) fn concerns(&self, document: &Path) -> bool {
        self.holds(document) || !self.0.is_empty() && self.holds_part_of(document)
    }

    fn holds(&self, file: &Path) -> bool {
        located(file).is_some_and(|file| self.0.contains(&file))
    }

    fn holds_part_of(&self, document: &Path) -> bool {
        let extension = document.extension().and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase();
        let mut drawing = READERS.iter().filter(|reader| DRAWING.contains(&reader.name));
        if !drawing.any(|reader| reader.extensions.contains(&&*extension)) {
            return false;
        }
        // What cannot be read is not known to have changed.
        let Ok(bytes) = fs::read(document) else { return false };
        let read = read::read(&shown(document), &bytes, &Beside::of(document), &read::Settings::default());
        let folder = document.parent().unwrap_or(Path::new(""));
        read.is_ok_and(|read| read.drawn.iter().any(|name| self.holds(&folder.join(name))))
    }
}

/// Where a file lies: its directory with all links followed, and its own name.
fn located(file: &Path) -> Option<PathBuf> {
    let parent = file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Some(fs::canonicalize(parent).ok()?.join(file.file_name()?))
}

struct Repository<'a> {
    root: PathBuf,
    revision: &'a str,
}

impl<'a> Repository<'a> {
    fn of(directory: &Path, revision: &'a str) -> Result<Self, Error> {
        let fail = |message: &str| Error::Changed { revision: revision.to_owned(), message: message.to_owned() };
        if revision.is_empty() || revision.starts_with('-') {
            return Err(fail("it is no revision; give a branch, a tag or a commit, such as origin/main"));
        }
        let root = match git(directory, &["rev-parse", "--show-toplevel"]) {
            Ok(output) => output.map_err(|said| {
                let shown = directory.display();
                fail(&format!("{shown} is in no repository that git reads ({said}); leave --changed-since away there"))
            })?,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
                return Err(fail("there is no git here; install it, or leave --changed-since away"));
            }
            Err(cause) => return Err(fail(&format!("git cannot be run: {cause}; leave --changed-since away"))),
        };
        let root = fs::canonicalize(path(root.strip_suffix(b"\n").unwrap_or(&root))).map_err(|cause| {
            fail(&format!("the repository's directory cannot be read: {cause}; check that you may read it"))
        })?;
        Ok(Self { root, revision })
    }

    fn changed(&self) -> Result<Vec<PathBuf>, Error> {
        let wanted = format!("{}^{{commit}}", self.revision);
        let known = self.ask(&["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted])?;
        let Ok(commit) = known else { return Err(self.unknown()) };
        let commit = String::from_utf8_lossy(&commit).trim().to_owned();
        let Ok(base) = self.ask(&["merge-base", &commit, "HEAD"])? else { return Err(self.unrelated()) };
        let base = String::from_utf8_lossy(&base).trim().to_owned();
        let diff =
            ["diff", "--no-ext-diff", "--no-textconv", "--name-only", "-z", "-M", "--diff-filter=ACMRT", &base, "--"];
        let differing = self.listed(&diff)?;
        let new = self.listed(&["ls-files", "-z", "--others", "--exclude-standard"])?;
        Ok(differing.into_iter().chain(new).collect())
    }

    /// The files that git lists, each ended by a NUL.
    fn listed(&self, arguments: &[&str]) -> Result<Vec<PathBuf>, Error> {
        let output = self.ask(arguments)?.map_err(|said| self.fail(&format!("git says: {said}")))?;
        let names = output.split(|byte| *byte == 0).filter(|name| !name.is_empty());
        Ok(names.filter_map(|name| located(&self.root.join(path(name)))).collect())
    }

    fn ask(&self, arguments: &[&str]) -> Result<Result<Vec<u8>, String>, Error> {
        git(&self.root, arguments).map_err(|cause| self.fail(&format!("git cannot be run: {cause}")))
    }

    fn is_shallow(&self) -> bool {
        let said = self.ask(&["rev-parse", "--is-shallow-repository"]);
        said.is_ok_and(|said| said.is_ok_and(|said| said.starts_with(b"true")))
    }

    fn unknown(&self) -> Error {
        self.fail(if self.is_shallow() {
            "this clone is shallow and does not have it; fetch it (`fetch-depth: 0` for actions/checkout, or `git fetch \
             --unshallow`)"
        } else {
            "there is no such revision here; fetch it, or correct the name (`git branch --all` lists the branches)"
        })
    }

    fn unrelated(&self) -> Error {
        self.fail(if self.is_shallow() {
            "this clone is shallow, and what the two have in common lies deeper; fetch all of it (`fetch-depth: 0` for \
             actions/checkout, or `git fetch --unshallow`)"
        } else {
            "it has no commit in common with HEAD; name a revision that HEAD comes from"
        })
    }

    fn fail(&self, message: &str) -> Error {
        Error::Changed { revision: self.revision.to_owned(), message: message.to_owned() }
    }
}

/// Runs git: what it writes, or what it complains of. Nothing that a repository's own settings name is run.
fn git(directory: &Path, arguments: &[&str]) -> io::Result<Result<Vec<u8>, String>> {
    let harmless =
        ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "--no-optional-locks", "--literal-pathspecs"];
    let output = Command::new("git")
        .arg("-C")
        .arg(directory)
        .args(harmless)
        .args(arguments)
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .output()?;
    if output.status.success() {
        return Ok(Ok(output.stdout));
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Ok(Err(said.lines().next().unwrap_or("it failed").to_owned()))
}

/// A path as git prints it.
#[cfg(unix)]
fn path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    OsStr::from_bytes(bytes).into()
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> PathBuf {
    OsStr::new(&*String::from_utf8_lossy(bytes)).into()
}
