//! `isnad check`: all stages.

use super::{CheckArgs, Stop, complain, evidence, input, output, progress};
use crate::config;
use crate::exit::{ExitStatus, Policy};
use crate::lang::Catalogue;
use crate::pipeline;

/// Audits the inputs and writes the reports.
pub(super) fn run(args: &CheckArgs) -> Result<ExitStatus, Stop> {
    output::refuse_two_to_one_place(&args.output, &args.input.inputs)?;
    let settings = config::settings(args)?;
    let catalogue = Catalogue::new(&args.output.lang);
    let mut errors = Vec::new();
    let inputs = input::load(&args.input.inputs, &mut errors);
    output::refuse_overwriting(&args.output, &args.input.inputs, &inputs)?;
    evidence::refuse_overwriting(&args.evidence, &inputs)?;

    if !args.output.quiet && !args.checking.offline && settings.observe.is_proxied() {
        progress::note(&catalogue, "note-proxy");
    }
    let progress = progress::progress(args.output.quiet, &catalogue);
    let mut report = pipeline::check(inputs, &settings, progress.as_ref(), &mut errors)?;

    let policy = Policy {
        fail_on: args.checking.fail_on.severity(),
        fail_on_unverified: args.checking.fail_on_unverified,
        exit_zero: args.checking.exit_zero,
    };
    let status = ExitStatus::of_check(&report, policy, !errors.is_empty());
    report.exit_code = Some(status.code());
    let unwritten = output::write(&report, &args.output, &args.input.inputs, &catalogue);
    // The process ends here, which frees a long report at once and not string by string.
    std::mem::forget(report);
    errors.iter().chain(&unwritten).for_each(complain);
    Ok(if unwritten.is_empty() { status } else { ExitStatus::Failed })
}
