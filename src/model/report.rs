//! All that a run has to say, finished and sorted.

use super::{Audit, Finding, Sources};

/// All that a run has to say, in document order.
#[derive(Debug, Clone)]
pub struct Report {
    /// The run.
    pub run: Run,
    /// The documents audited.
    pub audits: Vec<Audit>,
    /// The sources they cite.
    pub sources: Sources,
    /// What was found, in document order.
    pub findings: Vec<Finding>,
    /// The exit code; `None` for `extract`.
    pub exit_code: Option<u8>,
}

/// When and how a run was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The version of isnad that made it.
    pub version: String,
    /// When it started (RFC 3339, UTC).
    pub started: String,
    /// When it ended (RFC 3339, UTC).
    pub finished: String,
    /// Where the answers came from.
    pub mode: Mode,
    /// The day it takes for today (ISO 8601).
    pub now: String,
    /// Whether it ran to its end.
    pub complete: bool,
    /// Whether there was a network.
    pub network: NetworkUse,
}

/// Where a run's answers come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The web.
    Online,
    /// Nowhere.
    Offline,
    /// A record.
    Replay,
}

/// Whether there was a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NetworkUse {
    /// It was used.
    Used,
    /// It was wanted and not there.
    Absent,
    /// It was not wanted.
    Unused,
}

impl Mode {
    /// The name used in every format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Online => "online",
            Self::Offline => "offline",
            Self::Replay => "replay",
        }
    }
}

impl NetworkUse {
    /// The name used in every format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Used => "used",
            Self::Absent => "absent",
            Self::Unused => "unused",
        }
    }
}
