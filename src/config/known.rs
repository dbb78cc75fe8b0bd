//! Files that know findings: baselines, editors' decisions, earlier reports.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use jiff::civil::Date;

use super::File;
use crate::cli::DecidedArgs;
use crate::error::Error;
use crate::judge::Former;
use crate::model::{Suppressed, SuppressedBy};
use crate::report::decisions::{self, Choice, Decision, EarlierFinding, Known};

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

/// What does not count by the files named, by fingerprint, and what of it is about documents that are there no more.
pub(super) fn suppressed(
    args: &DecidedArgs,
    now: Date,
    file: &File,
    documents: &[String],
) -> Result<(HashMap<String, Suppressed>, Vec<Former>), Error> {
    let (mut all, mut former) = (HashMap::new(), Vec::new());
    let names = file.names_of(documents.iter().map(String::as_str));
    let mut add = |entry: Former, suppressed: Suppressed| {
        all.insert(entry.fingerprint.clone(), suppressed);
        if names.is_vacant(&entry.document) {
            former.push(entry);
        }
    };
    let by = SuppressedBy::Baseline;
    if let Some(path) = &args.new_only {
        let reason = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let suppressed = Suppressed { by, reason, until: None };
        match known(path)? {
            Known::Report(report) => report.findings.into_iter().for_each(|finding| {
                let EarlierFinding { fingerprint, rule, document, url, .. } = finding;
                add(Former { fingerprint, rule, document: file.name_of(&document), url }, suppressed.clone());
            }),
            Known::Decisions(decided) => decided.decisions.into_iter().for_each(|decision| {
                add(former_of(decision), suppressed.clone());
            }),
        }
    }
    if let Some(path) = &args.baseline {
        let Known::Decisions(decided) = known(path)? else {
            let message = "it is a report, which decides nothing; give it to --new-only".to_owned();
            return Err(Error::Decisions { path: path.display().to_string(), message });
        };
        for decision in decided.decisions.into_iter().filter(|it| it.decision == Choice::Accept && holds(it, now)) {
            let suppressed = Suppressed { by, reason: decision.reason.clone(), until: decision.until.clone() };
            add(former_of(decision), suppressed);
        }
    }
    Ok((all, former))
}

/// What a decision is about. One that does not tell its document has none that could be there no more.
fn former_of(Decision { fingerprint, rule, document, url, .. }: Decision) -> Former {
    Former { fingerprint, rule, document: document.unwrap_or_default(), url }
}
