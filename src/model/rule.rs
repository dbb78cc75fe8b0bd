//! What is said of a rule, apart from how it checks.

use super::Severity;

/// A rule in words, for reports that list the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleText {
    /// Its name.
    pub name: &'static str,
    /// How grave what it finds is as a rule.
    pub severity: Severity,
    /// Whether it is in the default set.
    pub enabled: bool,
    /// What it finds, in half a line.
    pub summary: &'static str,
    /// What it finds, why it matters, an example, and what to do, each under its heading (Markdown).
    pub explanation: &'static str,
}
