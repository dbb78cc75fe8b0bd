//! Files that know findings: baselines, editors' decisions, earlier reports.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use jiff::civil::Date;

use crate::cli::DecidedArgs;
use crate::error::Error;
use crate::model::{Suppressed, SuppressedBy};
use crate::report::decisions::{self, Choice, Decision, Known};

/// Reads a file that knows findings.
///
/// # Errors
///
/// Where it cannot be read, or is neither decisions nor a report.
pub fn known(path: &Path) -> Result<Known, Error> {
    let shown = || path.display().to_string();
    let text = fs::read_to_string(path).map_err(|cause| Error::Input { path: shown(), cause })?;
    decisions::read(&text).map_err(|message| Error::Decisions { path: shown(), message })
}

/// Whether a decision holds on a day. One whose last day cannot be read does not.
pub fn holds(decision: &Decision, now: Date) -> bool {
    decision.until.as_deref().is_none_or(|until| until.parse::<Date>().is_ok_and(|until| until >= now))
}

/// What does not count by the files named, by fingerprint.
pub(super) fn suppressed(args: &DecidedArgs, now: Date) -> Result<HashMap<String, Suppressed>, Error> {
    let mut all = HashMap::new();
    let by = SuppressedBy::Baseline;
    if let Some(path) = &args.new_only {
        let reason = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let fingerprints: Vec<String> = match known(path)? {
            Known::Report(report) => report.findings.into_iter().map(|finding| finding.fingerprint).collect(),
            Known::Decisions(file) => file.decisions.into_iter().map(|decision| decision.fingerprint).collect(),
        };
        let suppressed = Suppressed { by, reason, until: None };
        all.extend(fingerprints.into_iter().map(|fingerprint| (fingerprint, suppressed.clone())));
    }
    if let Some(path) = &args.baseline {
        let Known::Decisions(file) = known(path)? else {
            let message = "it is a report, which decides nothing; give it to --new-only".to_owned();
            return Err(Error::Decisions { path: path.display().to_string(), message });
        };
        let accepted = file.decisions.into_iter().filter(|it| it.decision == Choice::Accept && holds(it, now));
        all.extend(accepted.map(|decision| {
            let Decision { fingerprint, reason, until, .. } = decision;
            (fingerprint, Suppressed { by, reason, until })
        }));
    }
    Ok(all)
}
