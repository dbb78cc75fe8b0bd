//! What the tests share.

pub(crate) mod web;

use std::fs;
use std::path::Path;

/// Compares a text with a file; with `ISNAD_BLESS` set the file is written instead.
pub(crate) fn expect_file(path: &Path, actual: &str) {
    if std::env::var_os("ISNAD_BLESS").is_some() {
        fs::write(path, actual).unwrap();
        return;
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    assert_eq!(actual, expected, "{} differs; see the head of the test for how to renew it", path.display());
}
