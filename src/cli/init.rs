//! `isnad init`: a commented file of settings to begin with.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;

use super::{Stop, command};
use crate::config;
use crate::error::Error;
use crate::exit::ExitStatus;

/// The options of `isnad init`.
#[derive(Debug, Args)]
pub(super) struct InitArgs {
    /// The file to write
    #[arg(value_name = "FILE", default_value = "isnad.toml")]
    file: PathBuf,
}

/// Writes the file, where there is none yet.
pub(super) fn run(args: &InitArgs) -> Result<ExitStatus, Stop> {
    let text = config::template(&command());
    let written = OpenOptions::new().write(true).create_new(true).open(&args.file);
    let written = written.and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|cause| match cause.kind() {
        std::io::ErrorKind::AlreadyExists => Error::There { path: args.file.display().to_string() },
        _ => Error::Write { path: args.file.display().to_string(), cause },
    })?;
    Ok(ExitStatus::Clean)
}
