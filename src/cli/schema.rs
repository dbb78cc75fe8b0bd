//! `isnad schema`: the JSON Schema of `isnad-report/1`.

use super::{Stop, output};
use crate::exit::ExitStatus;
use crate::report::json;

/// Prints the schema.
pub(super) fn run() -> Result<ExitStatus, Stop> {
    output::print(|out| {
        serde_json::to_writer_pretty(&mut *out, &json::schema())?;
        writeln!(out)
    })?;
    Ok(ExitStatus::Clean)
}
