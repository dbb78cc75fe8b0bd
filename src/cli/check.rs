//! `isnad check`: all stages.

use super::changed::Changed;
use super::copies::Originals;
use super::language::language;
use super::{CheckArgs, Stop, complain, copies, evidence, input, known, output, progress};
use crate::config::{self, File};
use crate::error::Error;
use crate::exit::ExitStatus;
use crate::lang::Catalogue;
use crate::model::{Message, NetworkUse, Report};
use crate::pipeline;

/// A run that has ended.
pub(super) struct Ended {
    /// What it found.
    pub(super) report: Report,
    /// What it ends with.
    pub(super) status: ExitStatus,
    /// What could not be done.
    pub(super) errors: Vec<Error>,
    /// What copies are made of.
    pub(super) originals: Originals,
}

/// Audits the inputs and writes the reports.
pub(super) fn run(args: &CheckArgs, file: &File) -> Result<ExitStatus, Stop> {
    output::refuse_two_to_one_place("check", &args.output, &args.input.inputs)?;
    output::refuse_missing_directory(&args.output, &args.input.inputs)?;
    let catalogue = Catalogue::new(language("check", args.output.lang.as_deref())?);
    let Ended { report, status, errors, originals } = audit(args, file, &catalogue)?;
    let mut troubles = output::write(&report, &args.output, &args.input.inputs, &catalogue);
    troubles.extend(copies::write(&report, &args.output, &args.input.inputs, &originals, &catalogue));
    if !args.output.quiet {
        known::tell(args, file, &report, &catalogue);
    }
    // The process ends here, which frees a long report at once and not string by string.
    std::mem::forget(report);
    errors.iter().chain(&troubles).for_each(complain);
    Ok(if troubles.iter().any(Error::is_failure) { ExitStatus::Failed } else { status })
}

/// Audits the inputs.
pub(super) fn audit(args: &CheckArgs, file: &File, catalogue: &Catalogue) -> Result<Ended, Stop> {
    let mut errors = Vec::new();
    let changed = args.decided.changed_since.as_deref();
    let changed = changed.map(|revision| Changed::since(revision, &args.input.inputs)).transpose()?;
    let inputs = input::load(&args.input.inputs, changed.as_ref(), &mut errors);
    let loaded = inputs.iter().map(|input| input.path.as_str());
    output::refuse_overwriting("check", &args.output, &args.input.inputs, loaded.clone())?;
    copies::refuse_overwriting("check", &args.output, loaded)?;
    evidence::refuse_overwriting(&args.evidence, &inputs)?;
    let originals = Originals::of(&args.output, &inputs);
    let documents: Vec<String> = inputs.iter().map(|input| input.path.clone()).collect();
    let settings = config::settings(args, file, &documents)?;
    let policy = config::policy(args, file, &documents)?;
    if args.decided.dead_after.is_some() && settings.cache.is_none() {
        let message = "--dead-after asks the cache since when a page is gone; name one with --cache";
        return Err(Stop::usage("check", message));
    }
    if !args.output.quiet {
        if !args.checking.offline && settings.observe.is_proxied() {
            progress::note(catalogue, &Message::new("note-proxy"));
        }
        if changed.is_some() && inputs.is_empty() && errors.is_empty() {
            let revision = args.decided.changed_since.as_deref().unwrap_or_default();
            progress::note(catalogue, &Message::new("note-unchanged").with("revision", revision));
        }
    }
    let unchanged = changed.is_some() && inputs.is_empty();
    let progress = progress::progress(args.output.quiet, catalogue);
    let mut report = pipeline::check(inputs, &settings, progress.as_ref(), &mut errors)?;
    if settings.observe.is_proxied() && report.run.network == NetworkUse::Absent {
        progress::note(catalogue, &Message::new("note-proxy-silent"));
    }
    let status = match ExitStatus::of_check(&report, &policy, !errors.is_empty()) {
        // Nothing to look at is what was asked for.
        ExitStatus::Empty if unchanged => ExitStatus::Clean,
        status => status,
    };
    report.exit_code = Some(status.code());
    Ok(Ended { report, status, errors, originals })
}
