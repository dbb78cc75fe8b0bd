//! The command line: one file per subcommand.

mod args;
mod check;
mod duration;
mod evidence;
mod extract;
mod input;
mod output;
mod progress;
mod rules;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches};

pub use duration::Span;

pub use args::{CheckArgs, CheckingArgs, ColorWhen, ExtractArgs, FailOn, InputArgs, NetworkArgs, OutputArgs};

pub use evidence::{ArchiveWhen, EvidenceArgs};

use crate::error::Error;
use crate::exit::ExitStatus;
use crate::text::sanitize::visible;

/// The command with its subcommands and options, as `--help` shows it.
pub fn command() -> clap::Command {
    args::Cli::command()
}

/// Runs the command with these arguments, the program's name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let parsed = command().try_get_matches_from(arguments).and_then(|matches| args::Cli::from_arg_matches(&matches));
    let status = match parsed.map(|cli| cli.command) {
        Ok(args::Command::Check(args)) => check::run(&args),
        Ok(args::Command::Extract(args)) => extract::run(&args),
        Ok(args::Command::Rules(args)) => rules::run(&args),
        Err(error) => Err(Stop::Usage(error)),
    };
    match status {
        Ok(status) => status.into(),
        Err(Stop::Usage(error)) => {
            // Whoever closes the pipe has read enough.
            let _ = error.print();
            if error.use_stderr() { ExitStatus::Failed.into() } else { ExitCode::SUCCESS }
        }
        Err(Stop::Failed(error)) => {
            complain(&error);
            ExitStatus::Failed.into()
        }
    }
}

/// What ends a command before its work is done.
enum Stop {
    /// The command line is not one, or help was asked for.
    Usage(clap::Error),
    /// The work cannot be done.
    Failed(Error),
}

impl Stop {
    /// A usage error that the parser could not see.
    fn usage(subcommand: &str, message: impl std::fmt::Display) -> Self {
        let mut command = command();
        command.build();
        let error = command.find_subcommand_mut(subcommand).map_or_else(
            || clap::Error::raw(ErrorKind::ArgumentConflict, &message),
            |command| command.error(ErrorKind::ArgumentConflict, &message),
        );
        Self::Usage(error)
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

/// Says on stderr what could not be done. Paths in it are foreign text.
fn complain(error: &Error) {
    // Where stderr is closed there is nobody to tell.
    let _ = writeln!(io::stderr().lock(), "isnad: {}", visible(&error.to_string()));
}
