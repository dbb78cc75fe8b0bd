//! The command line: one file per subcommand.

mod args;
mod baseline;
mod changed;
mod check;
mod copies;
mod duration;
mod evidence;
mod extract;
mod init;
mod input;
mod known;
mod language;
mod output;
mod progress;
mod render;
mod rules;
mod schema;
mod shell;
mod version;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{ArgMatches, CommandFactory, FromArgMatches};

pub use duration::Span;

pub use args::{
    CheckArgs, CheckingArgs, ColorWhen, DecidedArgs, ExtractArgs, FailOn, InputArgs, NetworkArgs, OutputArgs,
    SettingsArgs,
};

pub use evidence::{ArchiveWhen, EvidenceArgs};

use crate::config::{self, File};
use crate::error::Error;
use crate::exit::ExitStatus;
use crate::text::sanitize::visible;

/// The command with its subcommands and options, as `--help` shows it.
pub fn command() -> clap::Command {
    let optional = |command: clap::Command| command.mut_arg("inputs", |inputs| inputs.required(false));
    let baseline = |command: clap::Command| {
        ["write", "prune"].into_iter().fold(command, |command, name| command.mut_subcommand(name, optional))
    };
    args::Cli::command().mut_subcommand("config", optional).mut_subcommand("baseline", baseline)
}

/// Runs the command with these arguments, the program's name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    match parse(&arguments).and_then(|(matches, file)| obey(&matches, &file)) {
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

/// What was typed with what the file of settings says, and that file.
fn parse(arguments: &[OsString]) -> Result<(ArgMatches, File), Stop> {
    let mut command = command();
    let alone = command.try_get_matches_from_mut(arguments)?;
    let (arguments, file) = config::load(&command, arguments, &alone)?;
    Ok((command.try_get_matches_from_mut(arguments)?, file))
}

fn obey(matches: &ArgMatches, file: &File) -> Result<ExitStatus, Stop> {
    match args::Cli::from_arg_matches(matches)?.command {
        args::Command::Check(args) => check::run(&args, file),
        args::Command::Extract(args) => extract::run(&args),
        args::Command::Render(args) => render::run(&args),
        args::Command::Rules(args) => rules::run(&args),
        args::Command::Schema(args) => schema::run(&args),
        args::Command::Baseline(args) => baseline::run(args, file),
        args::Command::Config(_) => in_force(matches, file),
        args::Command::Init(args) => init::run(&args),
        args::Command::Completions(args) => shell::completions(&args),
        args::Command::Man(args) => shell::man(&args),
    }
}

/// `isnad config`: the settings in force, and where each comes from.
fn in_force(matches: &ArgMatches, file: &File) -> Result<ExitStatus, Stop> {
    let command = command();
    if let (Some(own), Some(matches)) = (command.find_subcommand("config"), matches.subcommand_matches("config")) {
        let shown = config::in_force(own, matches, file);
        output::print(|out| shown.lines().try_for_each(|line| writeln!(out, "{}", visible(line))))?;
    }
    Ok(ExitStatus::Clean)
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
        Self::usage_of(&[subcommand], message)
    }

    /// The same of a command within a command.
    fn usage_of(path: &[&str], message: impl std::fmt::Display) -> Self {
        let mut root = command();
        root.build();
        let mut command = &mut root;
        for name in path {
            if command.find_subcommand(name).is_none() {
                return Self::Usage(clap::Error::raw(ErrorKind::ArgumentConflict, message));
            }
            // It was found in the line above.
            command = command.find_subcommand_mut(name).expect("a subcommand that was found");
        }
        Self::Usage(command.error(ErrorKind::ArgumentConflict, message))
    }
}

impl From<clap::Error> for Stop {
    fn from(error: clap::Error) -> Self {
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
