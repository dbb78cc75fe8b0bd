//! Documents cut short and disfigured.

use std::fs;
use std::path::{Path, PathBuf};

use fastrand::Rng;
use isnad::read::{READERS, Reader};

use super::zipped;

/// A document that the tests hold, and the reader of its format.
pub(crate) struct Fixture {
    pub(crate) reader: &'static Reader,
    pub(crate) path: PathBuf,
}

/// What is done to a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Damage {
    /// Its end is lost.
    Cut,
    /// Some of its bytes are others.
    Flipped,
}

/// The inputs of the readers' cases, and the report in every format.
pub(crate) fn fixtures() -> Vec<Fixture> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut fixtures = Vec::new();
    for reader in READERS {
        for case in entries(&tests.join("read").join(reader.name)) {
            let inputs = entries(&case).into_iter().filter(|path| path.file_stem().is_some_and(|stem| stem == "input"));
            fixtures.extend(inputs.map(|path| Fixture { reader, path }));
        }
        let reports = entries(&tests.join("report")).into_iter();
        let own =
            reports.filter(|path| reader.extensions.iter().any(|end| path.extension().is_some_and(|e| e == *end)));
        fixtures.extend(own.map(|path| Fixture { reader, path }));
    }
    fixtures
}

impl Fixture {
    /// The document damaged. Of a container whose parts lie in a folder, one part is damaged half of the time, so that
    /// more than its refusal is tested.
    pub(crate) fn damaged(&self, damage: Damage, random: &mut Rng) -> Vec<u8> {
        if self.path.is_dir() && random.bool() {
            let hit = random.usize(..zipped::files(&self.path).len());
            return zipped::zip(&self.path, |index, bytes| {
                if index == hit {
                    disfigure(bytes, damage, random);
                }
            });
        }
        let mut bytes = zipped::input(&self.path);
        disfigure(&mut bytes, damage, random);
        bytes
    }

    /// Its path within the tests.
    pub(crate) fn name(&self) -> String {
        let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
        self.path.strip_prefix(tests).unwrap_or(&self.path).display().to_string()
    }
}

fn disfigure(bytes: &mut Vec<u8>, damage: Damage, random: &mut Rng) {
    if bytes.is_empty() {
        return;
    }
    match damage {
        Damage::Cut => bytes.truncate(random.usize(..bytes.len())),
        Damage::Flipped => {
            // A few bytes or many: the few leave most of a document to be read.
            let most = if random.bool() { 3 } else { 1 + bytes.len() / 50 };
            for _ in 0..random.usize(1..=most) {
                let at = random.usize(..bytes.len());
                bytes[at] = random.u8(..);
            }
        }
    }
}

/// The entries of a folder in a stable order; none where there is no such folder.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let Ok(found) = fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<_> = found.map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}
