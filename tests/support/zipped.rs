//! Containers made of folders whose files are the parts.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The bytes of a test's input: of a file, or of the zip container that a folder holds the parts of.
pub(crate) fn input(path: &Path) -> Vec<u8> {
    if path.is_dir() { zip(path, |_, _| {}) } else { fs::read(path).unwrap() }
}

/// The zip container that a folder holds the parts of, each of which is changed first, by its index.
pub(crate) fn zip(folder: &Path, mut change: impl FnMut(usize, &mut Vec<u8>)) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (index, file) in files(folder).into_iter().enumerate() {
        let name = file.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        let mut bytes = fs::read(file).unwrap();
        change(index, &mut bytes);
        zip.write_all(&bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The files in a folder and below it, in a stable order.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(self::files(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}
