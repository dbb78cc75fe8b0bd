//! What is said of a rule, apart from how it checks.

use super::Severity;

/// A rule, for reports that list the rules; the catalogues explain it under its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleText {
    /// Its name.
    pub name: &'static str,
    /// How grave what it finds is as a rule.
    pub severity: Severity,
    /// Whether it is in the default set.
    pub enabled: bool,
}
