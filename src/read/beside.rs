//! The files beside a document that it may draw in, such as its bibliography.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Bytes above which a file beside a document is left alone.
const LARGEST: u64 = 64 * 1024 * 1024;

/// The folder a document lies in. Documents are hostile: nothing outside of it is ever opened.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    /// `None` for what lies in no folder, such as stdin.
    folder: Option<PathBuf>,
}

impl Beside {
    /// The folder of a file; none where it cannot be told.
    pub fn of(file: &Path) -> Self {
        let folder = file.parent().map(|parent| if parent.as_os_str().is_empty() { Path::new(".") } else { parent });
        Self { folder: folder.and_then(|folder| fs::canonicalize(folder).ok()) }
    }

    /// The bytes of a file in the folder or below it, links followed, by its path from there with `/`. `None` where
    /// there is no such file, it lies elsewhere, is no regular file or larger than 64 MiB.
    pub fn read(&self, name: &str) -> Option<Vec<u8>> {
        let folder = self.folder.as_ref()?;
        let path = fs::canonicalize(folder.join(name)).ok().filter(|path| path.starts_with(folder))?;
        let metadata = fs::metadata(&path).ok().filter(|metadata| metadata.is_file() && metadata.len() <= LARGEST)?;
        let mut bytes = Vec::with_capacity(metadata.len() as usize);
        File::open(path).ok()?.take(LARGEST).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test is what an unwrap is for")]

    use super::*;

    #[test]
    fn nothing_outside_of_the_folder_is_read() {
        let directory = tempfile::tempdir().unwrap();
        let folder = directory.path().join("report");
        fs::create_dir_all(folder.join("chapters")).unwrap();
        fs::write(folder.join("works.bib"), "works").unwrap();
        fs::write(folder.join("chapters/one.tex"), "one").unwrap();
        fs::write(directory.path().join("secret.bib"), "secret").unwrap();
        let beside = Beside::of(&folder.join("report.tex"));
        let secret = directory.path().join("secret.bib");
        for (name, expected) in [
            ("works.bib", Some("works")),
            ("chapters/one.tex", Some("one")),
            ("chapters/../works.bib", Some("works")),
            ("../secret.bib", None),
            (secret.to_str().unwrap(), None),
            ("chapters", None),
            ("absent.bib", None),
            ("", None),
        ] {
            let read = beside.read(name).map(|bytes| String::from_utf8(bytes).unwrap());
            assert_eq!(read.as_deref(), expected, "{name}");
        }
        assert_eq!(Beside::default().read("works.bib"), None);
    }
}
