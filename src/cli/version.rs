//! What `isnad --version` says of the build.

use std::env::consts::{ARCH, OS};
use std::sync::LazyLock;

use crate::judge::RULES;
use crate::read::READERS;

/// The version, then what it was built from and for. Releases name their commit.
pub(super) fn long() -> &'static str {
    static LONG: LazyLock<String> = LazyLock::new(written);
    &LONG
}

fn written() -> String {
    let commit = option_env!("ISNAD_COMMIT").filter(|commit| !commit.is_empty());
    let commit = commit.map(|commit| format!("commit: {commit}\n")).unwrap_or_default();
    let profile = if cfg!(debug_assertions) { "debug" } else { "release" };
    format!(
        "{}\n{commit}built for: {ARCH} {OS}, {profile}\nrules: {}, formats: {}, report: isnad-report/1",
        env!("CARGO_PKG_VERSION"),
        RULES.len(),
        READERS.len(),
    )
}
