//! The laws of the house, held by reading the source and the documents.

mod documents;
mod messages;
mod readme;
mod source;

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())).replace("\r\n", "\n")
}

/// The Rust files under a directory of the repository, with their paths relative to it, sorted.
fn rust_files(directory: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(root().join(directory)).unwrap().map(Result::unwrap) {
        let path = Path::new(directory).join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            files.extend(rust_files(path.to_str().unwrap()));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The code of a source file: no comments, and nothing from its unit tests on, which stand at the foot.
fn code(path: &Path) -> String {
    let text = read(path);
    let code = text.split("\n#[cfg(test)]\nmod tests").next().unwrap();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}
