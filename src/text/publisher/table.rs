//! The publishers that isnad brings along: `src/text/publishers.toml`.

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::Deserialize;

/// A publisher as a table of them gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Publisher {
    /// Names that mean it wherever they stand.
    #[serde(default)]
    pub names: Vec<String>,
    /// Names that are everyday words too: they mean it only where they stand alone, between commas and the like.
    #[serde(default)]
    pub everyday: Vec<String>,
    /// Its hosts: registrable domains, or hosts under a shared one.
    #[serde(default)]
    pub hosts: Vec<String>,
}

/// The whole table.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    pub(super) publishers: Vec<Publisher>,
    /// Hosts that carry the pages of any publisher: they never speak against one.
    pub(super) platforms: Vec<String>,
    /// Words that say what sort of publisher one is, not which; folded.
    pub(super) generic: Vec<String>,
}

/// The table that isnad brings along; a test holds that it can be read.
pub(super) fn known() -> &'static Table {
    static TABLE: LazyLock<Table> =
        LazyLock::new(|| toml::from_str(include_str!("../publishers.toml")).unwrap_or_default());
    &TABLE
}
