//! `isnad schema`: the JSON Schemas of what isnad writes and reads.

use clap::{Args, ValueEnum};
use schemars::schema_for;
use serde_json::Value;

use super::{Stop, command, output};
use crate::config;
use crate::exit::ExitStatus;
use crate::report::decisions::Decisions;
use crate::report::json;

/// The options of `isnad schema`.
#[derive(Debug, Args)]
pub(super) struct SchemaArgs {
    /// What is described
    #[arg(value_name = "OF", default_value = "report")]
    of: Of,
}

/// What has a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Of {
    /// The JSON report, isnad-report/1
    Report,
    /// The file of settings, isnad.toml
    Config,
    /// A baseline or an editor's decisions, isnad-decisions/1
    Decisions,
}

/// Prints the schema.
pub(super) fn run(args: &SchemaArgs) -> Result<ExitStatus, Stop> {
    let schema: Value = match args.of {
        Of::Report => json::schema().to_value(),
        Of::Config => {
            let mut command = command();
            command.build();
            config::schema(&command)
        }
        Of::Decisions => schema_for!(Decisions).to_value(),
    };
    output::print(|out| {
        serde_json::to_writer_pretty(&mut *out, &schema)?;
        writeln!(out)
    })?;
    Ok(ExitStatus::Clean)
}
