//! Paths of documents: what fingerprints know them by, and which patterns of the settings they match.

use std::collections::HashSet;
use std::path::{Component, Path, PathBuf, absolute};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::discovery;

/// Patterns of paths as `.gitignore` has them: without a slash they match a name anywhere, with one they lead from the
/// directory; what matches a directory matches all in it.
#[derive(Debug)]
pub(super) struct Patterns(Gitignore);

impl Patterns {
    /// The patterns that lead from a directory.
    ///
    /// # Errors
    ///
    /// Where one is no pattern: what is the matter with it.
    pub(super) fn new(directory: &Path, patterns: &[impl AsRef<str>]) -> Result<Self, String> {
        let mut builder = GitignoreBuilder::new(directory);
        for pattern in patterns {
            builder.add_line(None, pattern.as_ref()).map_err(|error| error.to_string())?;
        }
        builder.build().map(Self).map_err(|error| error.to_string())
    }

    /// Whether a document's path, as given, matches. Those that lie elsewhere do not.
    pub(super) fn match_path(&self, document: &str) -> bool {
        let Some(path) = resolved(document) else { return false };
        let Ok(within) = path.strip_prefix(self.0.path()) else { return false };
        // What is below the root cannot escape it: the path is resolved.
        self.0.matched_path_or_any_parents(within, false).is_ignore()
    }
}

/// The path by which fingerprints know a document: from the root of its repository, or else from `directory`, that of
/// the settings; else as it was given.
pub(super) fn name(document: &str, directory: Option<&Path>) -> String {
    let located = resolved(document).filter(|_| document != "-");
    let Some((path, base)) = located.and_then(|path| Some((path.clone(), base(&path, directory)?))) else {
        return document.to_owned();
    };
    let within = path.strip_prefix(&base).unwrap_or(&path);
    within.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// The directory from which a document's name leads.
fn base(path: &Path, directory: Option<&Path>) -> Option<PathBuf> {
    let root = path.parent().and_then(discovery::root);
    let base = root.or(directory).filter(|base| path.starts_with(base));
    base.map(Path::to_owned).or_else(|| absolute(".").ok().filter(|here| path.starts_with(here)))
}

/// The documents of a run, by the names that fingerprints know them by.
#[derive(Debug, Default)]
pub struct Names {
    names: HashSet<String>,
    /// The directories from which these lead.
    bases: HashSet<PathBuf>,
}

impl Names {
    /// Those of documents at these paths as given.
    pub(super) fn of<'d>(documents: impl IntoIterator<Item = &'d str>, directory: Option<&Path>) -> Self {
        let mut all = Self::default();
        for document in documents {
            all.names.insert(name(document, directory));
            let path = resolved(document).filter(|_| document != "-");
            all.bases.extend(path.and_then(|path| base(&path, directory)));
        }
        all
    }

    /// Whether a name is that of a document of the run.
    pub fn contains(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// Whether no file has a name any more where the documents of the run are.
    pub fn is_vacant(&self, name: &str) -> bool {
        let absent = |base: &PathBuf| matches!(base.join(name).try_exists(), Ok(false));
        !self.contains(name) && !self.bases.is_empty() && self.bases.iter().all(absent)
    }
}

/// A path from the root of the file system, without `.` and `..`.
fn resolved(path: &str) -> Option<PathBuf> {
    let mut resolved = PathBuf::new();
    for part in absolute(path).ok()?.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                resolved.pop();
            }
            part => resolved.push(part),
        }
    }
    Some(resolved)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test is what an unwrap is for")]

    use std::fs;

    use super::*;

    #[test]
    fn a_document_has_one_name_wherever_it_is_looked_at_from() {
        let directory = tempfile::tempdir().unwrap();
        let root = directory.path();
        fs::create_dir_all(root.join("repo/.git")).unwrap();
        fs::create_dir_all(root.join("repo/docs")).unwrap();
        let given = |path: &str| root.join(path).to_string_lossy().into_owned();
        for path in ["repo/docs/a.md", "repo/docs/../docs/./a.md"] {
            assert_eq!(name(&given(path), Some(&root.join("repo/docs"))), "docs/a.md");
        }
        assert_eq!(name(&given("loose/a.md"), Some(root)), "loose/a.md");
        assert_eq!(name(&given("a.md"), Some(&root.join("repo"))), given("a.md"));
        assert_eq!(name("./x/../a.md", None), "a.md");
        assert_eq!(name("-", None), "-");
    }

    #[test]
    fn a_name_is_vacant_where_no_file_has_it() {
        let directory = tempfile::tempdir().unwrap();
        let root = directory.path();
        fs::create_dir_all(root.join("repo/.git")).unwrap();
        fs::write(root.join("repo/b.md"), "").unwrap();
        let given = root.join("repo/a.md").to_string_lossy().into_owned();
        let names = Names::of([given.as_str(), "-"], None);
        for (name, of_the_run, vacant) in [("a.md", true, false), ("b.md", false, false), ("c.md", false, true)] {
            assert_eq!((names.contains(name), names.is_vacant(name)), (of_the_run, vacant), "{name}");
        }
        assert!(!Names::of(["-"], None).is_vacant("c.md"), "of stdin nothing can be told");
    }

    #[test]
    fn patterns_are_those_of_git() {
        let directory = tempfile::tempdir().unwrap();
        let root = directory.path();
        let cases = [
            ("*.md", "docs/a.md", true),
            ("docs/", "docs/deep/a.md", true),
            ("/a.md", "docs/a.md", false),
            ("docs/*.md", "docs/deep/a.md", false),
            ("docs/**/a.md", "docs/deep/a.md", true),
            ("*.md", "../a.md", false),
        ];
        for (pattern, document, expected) in cases {
            let patterns = Patterns::new(root, &[pattern]).unwrap();
            let document = root.join(document).to_string_lossy().into_owned();
            assert_eq!(patterns.match_path(&document), expected, "{pattern} {document}");
        }
        assert!(Patterns::new(root, &["a{b"]).is_err());
    }
}
