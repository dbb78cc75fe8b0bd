//! `isnad baseline`: what is known already and does not count again.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::args::{CheckArgs, day};
use super::check::{self, Ended};
use super::known::{Candidate, Seen, Told};
use super::language::language;
use super::{Stop, complain, output};
use crate::config::{self, File};
use crate::error::Error;
use crate::exit::ExitStatus;
use crate::lang::Catalogue;
use crate::model::{Message, NetworkUse};
use crate::pipeline;
use crate::report::decisions::{self, Choice, Decision, Decisions, Known};
use crate::text::sanitize::{isolated, readable_url, visible};

/// The file where none is named.
const FILE: &str = "isnad-baseline.json";

/// The options of `isnad baseline`.
#[derive(Debug, Args)]
pub(super) struct BaselineArgs {
    #[command(subcommand)]
    pub(super) command: BaselineCommand,
}

/// What is done with a baseline.
#[derive(Debug, Subcommand)]
pub(super) enum BaselineCommand {
    /// Accept everything that is found now; what was decided before stays
    #[command(after_help = WRITE_HELP)]
    Write(Box<WriteArgs>),
    /// Take out what is there no more
    #[command(after_help = PRUNE_HELP)]
    Prune(Box<PruneArgs>),
    /// List what was decided
    Show(ShowArgs),
}

const WRITE_HELP: &str = "Examples:
  isnad baseline write docs/                     accept what is found now, in isnad-baseline.json
  isnad baseline write --from report.json        the same, of a report that is there already
  isnad check docs/ --baseline isnad-baseline.json";

const PRUNE_HELP: &str = "Examples:
  isnad baseline prune docs/
  isnad baseline prune --from report.json";

/// The options of `isnad baseline write`.
#[derive(Debug, Args)]
pub(super) struct WriteArgs {
    #[command(flatten)]
    check: CheckArgs,
    /// Take the findings of this JSON report in place of a run
    #[arg(long, value_name = "REPORT", help_heading = "Baseline", conflicts_with = "inputs")]
    from: Option<PathBuf>,
    /// Why it is accepted
    #[arg(long, value_name = "TEXT", help_heading = "Baseline", default_value = "known when the baseline was written")]
    reason: String,
    /// Who accepts it
    #[arg(long, value_name = "NAME", help_heading = "Baseline")]
    by: Option<String>,
    /// The last day on which it is accepted, as YYYY-MM-DD
    #[arg(long, value_name = "DATE", help_heading = "Baseline", value_parser = day)]
    until: Option<Date>,
}

/// The options of `isnad baseline prune`.
#[derive(Debug, Args)]
pub(super) struct PruneArgs {
    #[command(flatten)]
    check: CheckArgs,
    /// Take the findings of this JSON report in place of a run
    #[arg(long, value_name = "REPORT", help_heading = "Baseline", conflicts_with = "inputs")]
    from: Option<PathBuf>,
}

/// The options of `isnad baseline show`.
#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    /// The file of decisions
    #[arg(value_name = "FILE", default_value = FILE)]
    file: PathBuf,
}

/// Does what is asked with a baseline.
pub(super) fn run(args: BaselineArgs, file: &File) -> Result<ExitStatus, Stop> {
    match args.command {
        BaselineCommand::Write(args) => write(*args, file),
        BaselineCommand::Prune(args) => prune(*args, file),
        BaselineCommand::Show(args) => show(&args),
    }
}

/// The file of decisions that is named, or else the usual one. The run is to know what it says, where it is there: a
/// document may have another name by now.
fn file_of(check: &mut CheckArgs) -> PathBuf {
    let path = check.decided.baseline.take().unwrap_or_else(|| FILE.into());
    check.decided.baseline = path.exists().then(|| path.clone());
    path
}

fn write(mut args: WriteArgs, settings: &File) -> Result<ExitStatus, Stop> {
    let path = &file_of(&mut args.check);
    let mut decisions = there(path)?;
    let before = decisions.len();
    let (seen, status) = seen("write", &args.check, args.from.as_deref(), settings)?;
    let Some(seen) = seen else { return Ok(status) };
    follow(&mut decisions, &seen.findings);
    let today = args.check.checking.today.unwrap_or_else(pipeline::today);
    let mut known: HashMap<String, usize> =
        decisions.iter().enumerate().map(|(index, decision)| (decision.fingerprint.clone(), index)).collect();
    let mut renewed = 0;
    for finding in seen.findings.iter().filter(|finding| finding.counts) {
        let decision = Decision {
            fingerprint: finding.fingerprint.clone(),
            rule: finding.rule.clone(),
            document: Some(finding.document.clone()),
            url: finding.url.clone(),
            decision: Choice::Accept,
            reason: args.reason.clone(),
            by: args.by.clone(),
            at: Some(today.to_string()),
            until: args.until.map(|day| day.to_string()),
        };
        match known.get(&finding.fingerprint).and_then(|&index| decisions.get_mut(index)) {
            // What somebody decided is not decided anew, unless it holds no longer.
            Some(there) if there.decision == Choice::Accept && !config::holds(there, today) => {
                *there = decision;
                renewed += 1;
            }
            Some(there) => there.document = Some(finding.document.clone()),
            None => {
                known.insert(finding.fingerprint.clone(), decisions.len());
                decisions.push(decision);
            }
        }
    }
    save(path, &decisions)?;
    let message = Message::new("baseline-written")
        .with("new", decisions.len() - before + renewed)
        .with("all", decisions.len())
        .with("file", shown(path));
    say(&args.check, &message);
    Ok(status)
}

fn prune(mut args: PruneArgs, settings: &File) -> Result<ExitStatus, Stop> {
    let path = &file_of(&mut args.check);
    let Known::Decisions(Decisions { mut decisions, .. }) = config::known(path)? else {
        return Err(report_given(path).into());
    };
    let before = decisions.len();
    let (seen, status) = seen("prune", &args.check, args.from.as_deref(), settings)?;
    let Some(seen) = seen else { return Ok(status) };
    follow(&mut decisions, &seen.findings);
    decisions.retain(|decision| !seen.told.is_gone(decision));
    save(path, &decisions)?;
    let message = Message::new("baseline-pruned")
        .with("gone", before - decisions.len())
        .with("left", decisions.len())
        .with("file", shown(path));
    say(&args.check, &message);
    Ok(status)
}

/// Lets decisions follow documents that have another name by now.
fn follow(decisions: &mut [Decision], findings: &[Candidate]) {
    let moved = findings.iter().filter_map(|finding| Some((finding.known_as.as_deref()?, finding)));
    let moved: HashMap<&str, &Candidate> = moved.collect();
    for decision in decisions {
        if let Some(finding) = moved.get(decision.fingerprint.as_str()) {
            decision.fingerprint.clone_from(&finding.fingerprint);
            decision.document = Some(finding.document.clone());
        }
    }
}

fn show(args: &ShowArgs) -> Result<ExitStatus, Stop> {
    let Known::Decisions(file) = config::known(&args.file)? else { return Err(report_given(&args.file).into()) };
    let today = pipeline::today();
    output::print(|out| {
        for decision in &file.decisions {
            let Decision { rule, document, url, decision: choice, reason, by, at, until, .. } = decision;
            let choice = match choice {
                Choice::Accept if !config::holds(decision, today) => "expired",
                Choice::Accept => "accept",
                Choice::Fix => "fix",
                Choice::Ask => "ask",
            };
            let text = |text: &Option<String>| text.as_deref().map_or_else(|| "-".to_owned(), visible);
            let url = url.as_deref().map_or_else(|| "-".to_owned(), |url| isolated(&readable_url(url)));
            let where_from = [at, by].into_iter().flatten().map(|text| visible(text)).collect::<Vec<_>>().join(", ");
            writeln!(out, "{choice:7} {} {} {url}", visible(rule), text(document))?;
            let until = until.as_ref().map(|day| format!(" (until {})", visible(day))).unwrap_or_default();
            writeln!(out, "        {}{until} [{where_from}]", visible(reason))?;
        }
        Ok(())
    })?;
    Ok(ExitStatus::Clean)
}

/// What is known of what is there now: by a report, or else by a run, and what that ended with. Nothing where the run
/// could not tell.
fn seen(
    command: &str,
    args: &CheckArgs,
    from: Option<&Path>,
    settings: &File,
) -> Result<(Option<Seen>, ExitStatus), Stop> {
    if let Some(path) = from {
        let Known::Report(report) = config::known(path)? else {
            let message = "it holds decisions; give --from a report that `--report json=FILE` wrote".to_owned();
            return Err(Error::Decisions { path: path.display().to_string(), message }.into());
        };
        return Ok((Some(Seen::of_earlier(report, settings)), ExitStatus::Clean));
    }
    if args.input.inputs.is_empty() {
        let message = "name the documents, or a report with --from";
        return Err(Stop::usage_of(&["baseline", command], message));
    }
    let catalogue = Catalogue::new(language("check", args.output.lang.as_deref())?);
    let Ended { report, errors, .. } = check::audit(args, settings, &catalogue)?;
    errors.iter().for_each(complain);
    if report.run.network == NetworkUse::Absent || !report.run.complete {
        say(args, &Message::new("baseline-untold"));
        let status = if report.run.complete { ExitStatus::Inconclusive } else { ExitStatus::Failed };
        return Ok((None, status));
    }
    let status = if errors.is_empty() { ExitStatus::Clean } else { ExitStatus::Failed };
    Ok((Some(Seen { told: Told::by(&report, settings), findings: Seen::findings(&report, settings) }), status))
}

/// The decisions of a file, if it is there.
fn there(path: &Path) -> Result<Vec<Decision>, Error> {
    if !path.exists() {
        return Ok(Vec::new());
    }
    match config::known(path)? {
        Known::Decisions(file) => Ok(file.decisions),
        Known::Report(_) => Err(report_given(path)),
    }
}

fn report_given(path: &Path) -> Error {
    let message = "it is a report; give it to --from".to_owned();
    Error::Decisions { path: path.display().to_string(), message }
}

/// Writes decisions: to a new file that then takes the place of the old, which so is whole at all times.
fn save(path: &Path, decisions: &[Decision]) -> Result<(), Error> {
    let write = || -> io::Result<()> {
        let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut new = tempfile::NamedTempFile::new_in(directory)?;
        decisions::write(decisions, &mut new)?;
        new.flush()?;
        if let Ok(old) = fs::metadata(path) {
            new.as_file().set_permissions(old.permissions())?;
        } else {
            readable(new.as_file())?;
        }
        new.persist(path).map(drop).map_err(|error| error.error)
    };
    write().map_err(|cause| Error::Write { path: path.display().to_string(), cause })
}

/// A file that others may read, as files in a repository are.
#[cfg(unix)]
fn readable(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_file: &fs::File) -> io::Result<()> {
    Ok(())
}

fn shown(path: &Path) -> String {
    visible(&path.to_string_lossy())
}

fn say(args: &CheckArgs, message: &Message) {
    // A language that there is not was refused before.
    let language = language("check", args.output.lang.as_deref()).unwrap_or_default();
    super::progress::note(&Catalogue::new(language), message);
}
