//! Exit codes: the same for every command and every format.

use std::collections::HashMap;
use std::process::ExitCode;

use crate::model::{Finding, NetworkUse, Report, Severity, Verdict};

/// What a run ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitStatus {
    /// Everything was looked at and nothing is at or above `--fail-on`.
    Clean,
    /// A finding is at or above `--fail-on`.
    Findings,
    /// isnad could not do its work.
    Failed,
    /// There is no note and no URL in any input.
    Empty,
    /// What the answer is could not be told.
    Inconclusive,
}

/// What decides the exit code of a run that ended.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// The least severity that fails the run; `None` where no finding does.
    pub fail_on: Option<Severity>,
    /// The same where it is different for single documents, by their paths as given.
    pub fail_on_of: HashMap<String, Option<Severity>>,
    /// Whether a citation that could not be verified makes the run inconclusive.
    pub fail_on_unverified: bool,
    /// Whether findings are forgiven.
    pub exit_zero: bool,
}

impl ExitStatus {
    /// All of them, in the order in which the first that holds is taken.
    pub const ALL: [Self; 5] = [Self::Failed, Self::Findings, Self::Inconclusive, Self::Empty, Self::Clean];

    /// The number handed to the system.
    pub fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Failed => 2,
            Self::Empty => 3,
            Self::Inconclusive => 4,
        }
    }

    /// What it means, for the README.
    pub fn about(self) -> &'static str {
        match self {
            Self::Clean => "nothing at or above `--fail-on`",
            Self::Findings => "a finding at or above `--fail-on` (default `error`); `--exit-zero` turns it into 0",
            Self::Failed => {
                "wrong usage, an input that cannot be read, a report that cannot be written, or interrupted; the rest \
                 is still audited and written"
            }
            Self::Empty => "no note and no URL in any input",
            Self::Inconclusive => {
                "inconclusive: there is no network, or, with `--fail-on-unverified`, a citation is `blocked`, \
                 `unreachable` or `unchecked`"
            }
        }
    }

    /// The status of an audit: the first of [`Self::ALL`] that holds. `failed` says that an input could not be read.
    pub fn of_check(report: &Report, policy: &Policy, failed: bool) -> Self {
        let fails = |finding: &Finding| {
            let path = report.audits.get(finding.document).map(|audit| audit.document.path.as_str());
            let least = path.and_then(|path| policy.fail_on_of.get(path)).unwrap_or(&policy.fail_on);
            finding.suppressed.is_none() && least.is_some_and(|least| finding.severity >= least)
        };
        let unverified = || {
            let open = |verdict| matches!(verdict, Verdict::Blocked | Verdict::Unreachable | Verdict::Unchecked);
            citations(report).any(|citation| citation.verdict.is_some_and(open))
        };
        if failed || !report.run.complete {
            Self::Failed
        } else if report.findings.iter().any(fails) {
            if policy.exit_zero { Self::Clean } else { Self::Findings }
        } else if report.run.network == NetworkUse::Absent || policy.fail_on_unverified && unverified() {
            Self::Inconclusive
        } else {
            Self::of_extract(report, false)
        }
    }

    /// The status of an extraction, which judges nothing.
    pub fn of_extract(report: &Report, failed: bool) -> Self {
        let empty = report
            .audits
            .iter()
            .all(|audit| audit.notes.is_empty() && audit.unpaired.is_empty() && audit.unnoted.is_empty());
        match (failed, empty) {
            (true, _) => Self::Failed,
            (false, true) => Self::Empty,
            (false, false) => Self::Clean,
        }
    }
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        Self::from(status.code())
    }
}

fn citations(report: &Report) -> impl Iterator<Item = &crate::model::Citation> {
    report.audits.iter().flat_map(|audit| &audit.notes).flat_map(|note| &note.citations)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    /// A run that has one citation with this verdict and one finding of this severity.
    fn run(severity: Option<Severity>, verdict: Verdict, network: NetworkUse, complete: bool) -> Report {
        let mut report = sample::report();
        report.run.network = network;
        report.run.complete = complete;
        report.findings.truncate(1);
        match severity {
            Some(severity) => report.findings.iter_mut().for_each(|finding| finding.severity = severity),
            None => report.findings.clear(),
        }
        for audit in &mut report.audits {
            for citation in audit.notes.iter_mut().flat_map(|note| &mut note.citations) {
                citation.verdict = Some(verdict);
            }
        }
        report
    }

    #[test]
    fn the_first_that_holds() {
        use ExitStatus::{Clean, Failed, Findings, Inconclusive};
        use NetworkUse::{Absent, Used};
        use Severity::{Error, Info, Warning};
        use Verdict::{Blocked, Dead, Unchecked, Unreachable, Verified};
        let strict = &Policy { fail_on: Some(Error), ..Policy::default() };
        let forgiving = &Policy { exit_zero: true, ..strict.clone() };
        let sure = &Policy { fail_on_unverified: true, ..strict.clone() };
        let any = &Policy { fail_on: Some(Info), ..strict.clone() };
        let never = &Policy { fail_on: None, ..strict.clone() };
        let lenient_here = HashMap::from([("r.txt".to_owned(), None)]);
        let lenient = &Policy { fail_on_of: lenient_here, ..strict.clone() };
        let cases = [
            (None, Verified, Used, true, strict, false, Clean),
            (Some(Warning), Verified, Used, true, strict, false, Clean),
            (Some(Error), Dead, Used, true, strict, false, Findings),
            (Some(Error), Dead, Used, true, forgiving, false, Clean),
            (Some(Error), Dead, Used, true, never, false, Clean),
            (Some(Error), Dead, Used, true, lenient, false, Clean),
            (Some(Info), Verified, Used, true, any, false, Findings),
            (Some(Error), Dead, Used, true, strict, true, Failed),
            (Some(Error), Dead, Used, true, forgiving, true, Failed),
            (None, Verified, Used, false, strict, false, Failed),
            (None, Unchecked, Absent, true, strict, false, Inconclusive),
            (None, Unchecked, Absent, true, forgiving, false, Inconclusive),
            (Some(Error), Unchecked, Absent, true, strict, false, Findings),
            (None, Blocked, Used, true, strict, false, Clean),
            (None, Blocked, Used, true, sure, false, Inconclusive),
            (None, Unreachable, Used, true, sure, false, Inconclusive),
            (None, Unchecked, Used, true, sure, false, Inconclusive),
            (None, Verified, Used, true, sure, false, Clean),
            (Some(Error), Blocked, Used, true, sure, false, Findings),
        ];
        for (severity, verdict, network, complete, policy, failed, status) in cases {
            let report = run(severity, verdict, network, complete);
            let case = format!("{severity:?} {verdict:?} {network:?} {complete} {policy:?} {failed}");
            assert_eq!(ExitStatus::of_check(&report, policy, failed), status, "{case}");
        }
    }

    #[test]
    fn nothing_to_look_at_is_told_from_nothing_found() {
        let mut report = sample::report();
        assert_eq!(ExitStatus::of_extract(&report, false), ExitStatus::Clean);
        report.audits.iter_mut().for_each(|audit| audit.notes.clear());
        report.findings.clear();
        assert_eq!(ExitStatus::of_extract(&report, false), ExitStatus::Clean, "a URL in running text is something");
        for audit in &mut report.audits {
            audit.unpaired.clear();
            audit.unnoted.clear();
        }
        assert_eq!(ExitStatus::of_extract(&report, false), ExitStatus::Empty);
        assert_eq!(ExitStatus::of_extract(&report, true), ExitStatus::Failed);
        report.run.network = NetworkUse::Absent;
        let policy = &Policy::default();
        assert_eq!(ExitStatus::of_check(&report, policy, false), ExitStatus::Inconclusive);
        report.run.network = NetworkUse::Unused;
        assert_eq!(ExitStatus::of_check(&report, policy, false), ExitStatus::Empty);
    }
}
