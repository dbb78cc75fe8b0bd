//! `isnad render`: reports again from one that was saved.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use super::args::RenderArgs;
use super::copies::{self, Originals};
use super::language::language;
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
    let catalogue = Catalogue::new(language("render", args.output.lang.as_deref())?);
    // Saved reports are in English, whatever their reader speaks.
    let report = json::read(&bytes, &Catalogue::new("en")).map_err(|cause| Error::Saved { path: shown, cause })?;
    let documents: Vec<_> = report.audits.iter().map(|audit| audit.document.path.clone()).collect();
    copies::refuse_overwriting("render", &args.output, documents.iter().map(String::as_str))?;
    let mut troubles = output::write(&report, &args.output, &inputs, &catalogue);
    let documents: Vec<_> = documents.into_iter().map(OsString::from).collect();
    troubles.extend(copies::write(&report, &args.output, &documents, &Originals::default(), &catalogue));
    // The process ends here, which frees a long report at once and not string by string.
    std::mem::forget(report);
    troubles.iter().for_each(complain);
    Ok(if troubles.iter().any(Error::is_failure) { ExitStatus::Failed } else { ExitStatus::Clean })
}
