//! Containers made of folders whose files are the parts.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The bytes of a test's input: of a file, or of the zip container that a folder holds the parts of.
pub(crate) fn input(path: &Path) -> Vec<u8> {
    if path.is_dir() { zip(path) } else { fs::read(path).unwrap() }
}

fn zip(folder: &Path) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files(folder) {
        let name = file.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(&fs::read(file).unwrap()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(self::files(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}
