//! Which file of settings holds: the one named, else the nearest one upward from the documents.

use std::ffi::OsStr;
use std::path::{Path, PathBuf, absolute};

/// The names of the file, in the order in which they are looked for in a directory.
const NAMES: [&str; 3] = ["isnad.toml", ".isnad.toml", PYPROJECT];

/// The file of Python projects, of which only `[tool.isnad]` is ours.
pub(super) const PYPROJECT: &str = "pyproject.toml";

/// The directories to begin at: the one that holds all the inputs, then the one that is worked in.
pub(super) fn beginnings(inputs: &[impl AsRef<OsStr>]) -> Vec<PathBuf> {
    let here = absolute(".").ok();
    common(inputs).into_iter().chain(here).collect()
}

/// The nearest file of settings upward from a directory, which is a file for which `holds` is true. The root of a
/// repository is not passed.
pub(super) fn nearest(from: &Path, holds: impl Fn(&Path) -> bool) -> Option<PathBuf> {
    for directory in from.ancestors() {
        let mut files = NAMES.iter().map(|name| directory.join(name));
        if let Some(found) = files.find(|file| file.is_file() && holds(file)) {
            return Some(found);
        }
        if is_root(directory) {
            return None;
        }
    }
    None
}

/// The root of the repository that a directory is in. A worktree has a file in the place of the directory `.git`.
pub(super) fn root(from: &Path) -> Option<&Path> {
    from.ancestors().find(|directory| is_root(directory))
}

fn is_root(directory: &Path) -> bool {
    directory.join(".git").exists()
}

/// The deepest directory that holds all of the inputs; `None` where there is none, as for stdin alone.
fn common(inputs: &[impl AsRef<OsStr>]) -> Option<PathBuf> {
    let directory = |input: &OsStr| {
        let path = absolute(input).ok()?;
        Some(if path.is_dir() { path } else { path.parent()?.to_owned() })
    };
    let paths = inputs.iter().map(AsRef::as_ref).filter(|input| *input != "-");
    paths.filter_map(directory).reduce(|common, other| {
        let shared = common.components().zip(other.components()).take_while(|(a, b)| a == b);
        shared.map(|(component, _)| component).collect()
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test is what an unwrap is for")]

    use std::fs;

    use super::*;

    #[test]
    fn the_nearest_upward_and_no_further_than_the_repository() {
        let directory = tempfile::tempdir().unwrap();
        let root = directory.path();
        fs::create_dir_all(root.join("repo/.git")).unwrap();
        fs::create_dir_all(root.join("repo/docs/deep")).unwrap();
        let find =
            || nearest(&root.join("repo/docs/deep"), |_| true).map(|file| file.strip_prefix(root).unwrap().to_owned());
        let put = |file: &str| fs::write(root.join(file), "").unwrap();
        put("isnad.toml");
        assert_eq!(find(), None, "what lies outside of the repository is nobody's settings");
        for nearer in ["repo/pyproject.toml", "repo/.isnad.toml", "repo/isnad.toml", "repo/docs/pyproject.toml"] {
            put(nearer);
            assert_eq!(find().as_deref(), Some(Path::new(nearer)));
        }
        let ours = |file: &Path| !file.ends_with(PYPROJECT);
        assert_eq!(nearest(&root.join("repo/docs/deep"), ours), Some(root.join("repo/isnad.toml")));
        assert_eq!(super::root(&root.join("repo/docs")), Some(root.join("repo").as_path()));
    }

    #[test]
    fn inputs_begin_where_they_all_are() {
        let directory = tempfile::tempdir().unwrap();
        let root = directory.path();
        fs::create_dir_all(root.join("a/b")).unwrap();
        let at = |path: &str| root.join(path).into_os_string();
        let cases = [
            (vec![at("a/x.md")], Some("a")),
            (vec![at("a/b")], Some("a/b")),
            (vec![at("a/x.md"), at("a/b/y.md"), "-".into()], Some("a")),
            (vec!["-".into()], None),
        ];
        for (inputs, expected) in cases {
            assert_eq!(common(&inputs), expected.map(|path| root.join(path)), "{inputs:?}");
        }
    }
}
