//! `isnad render`: reports again from one that was saved.

use std::fs;
use std::path::Path;

use super::args::RenderArgs;
use super::{Stop, complain, input, output};
use crate::error::Error;
use crate::exit::ExitStatus;
use crate::lang::Catalogue;
use crate::report::json;

/// Writes the reports asked for. Whether the run found anything is not asked again: that is what its exit code said.
pub(super) fn run(args: &RenderArgs) -> Result<ExitStatus, Stop> {
    let inputs = [&args.saved];
    let path = Path::new(&args.saved);
    let shown = input::shown(path);
    output::refuse_two_to_one_place("render", &args.output, &inputs)?;
    output::refuse_overwriting("render", &args.output, &inputs, [shown.as_str()])?;
    let bytes = if args.saved == "-" { input::stdin() } else { fs::read(path) };
    let bytes = bytes.map_err(|cause| Error::Input { path: shown.clone(), cause })?;
    let catalogue = Catalogue::new(&args.output.lang);
    let report = json::read(&bytes, &catalogue).map_err(|cause| Error::Saved { path: shown, cause })?;
    let troubles = output::write(&report, &args.output, &inputs, &catalogue);
    // The process ends here, which frees a long report at once and not string by string.
    std::mem::forget(report);
    troubles.iter().for_each(complain);
    Ok(if troubles.iter().any(Error::is_failure) { ExitStatus::Failed } else { ExitStatus::Clean })
}
