//! Files that hold what is expected.

use std::fs;
use std::path::Path;

/// Whether expectations are to be rewritten: `ISNAD_BLESS=1`.
pub(crate) fn bless() -> bool {
    std::env::var_os("ISNAD_BLESS").is_some_and(|value| value == "1")
}

/// Compares what came out with the file that says what should. No file expects nothing.
pub(crate) fn compare(path: &Path, actual: &str) {
    let expected = fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    if expected == actual {
        return;
    }
    if bless() {
        if actual.is_empty() {
            fs::remove_file(path).unwrap();
        } else {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, actual).unwrap();
        }
        return;
    }
    let line = expected.lines().zip(actual.lines()).take_while(|(expected, actual)| expected == actual).count();
    panic!(
        "{} differs from line {} on\n--- expected\n{expected}\n--- actual\n{actual}\n--- `ISNAD_BLESS=1 cargo test` \
         rewrites it; read the difference before you commit it",
        path.display(),
        line + 1
    );
}
