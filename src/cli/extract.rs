//! `isnad extract`: read, parse and pair; JSON on stdout.

use super::{ExtractArgs, Stop, complain, input, output};
use crate::config;
use crate::exit::ExitStatus;
use crate::lang::Catalogue;
use crate::pipeline;
use crate::report::{Canvas, json};

/// Extracts what the inputs cite.
pub(super) fn run(args: &ExtractArgs) -> Result<ExitStatus, Stop> {
    let mut errors = Vec::new();
    let inputs = input::load(&args.input.inputs, None, &mut errors);
    let report = pipeline::extract(inputs, &config::reading(&args.input), &mut errors);
    errors.iter().for_each(complain);

    let catalogue = &Catalogue::new("en");
    output::print(|out| (json::REPORTER.write)(&report, &mut Canvas::plain(out, catalogue, &[])))?;
    Ok(ExitStatus::of_extract(&report, !errors.is_empty()))
}
