//! `isnad completions` and `isnad man`: what shells and manuals know of the command line.

use clap::Args;
use clap_complete::Shell;

use super::{Stop, command, output};
use crate::exit::ExitStatus;

/// The options of `isnad completions`.
#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// The options of `isnad man`.
#[derive(Debug, Args)]
pub(super) struct ManArgs {
    /// The command whose page is printed, such as `check` or `baseline write`
    #[arg(value_name = "COMMAND")]
    command: Vec<String>,
}

/// Prints what a shell completes.
pub(super) fn completions(args: &CompletionsArgs) -> Result<ExitStatus, Stop> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command(), "isnad", &mut script);
    output::print(|out| out.write_all(&script))?;
    Ok(ExitStatus::Clean)
}

/// Prints the manual page of the program, or of one of its commands.
pub(super) fn man(args: &ManArgs) -> Result<ExitStatus, Stop> {
    let mut root = command();
    root.build();
    let mut page = &root;
    for name in &args.command {
        page = page.find_subcommand(name).ok_or_else(|| {
            let names: Vec<_> = page.get_subcommands().map(clap::Command::get_name).collect();
            let known = if names.is_empty() { "it has no commands".to_owned() } else { names.join(", ") };
            Stop::usage("man", format!("`{}` has no command `{name}`: {known}", page.get_name()))
        })?;
    }
    // Of commands within commands the library does not know the version.
    let source = format!("isnad {}", env!("CARGO_PKG_VERSION"));
    output::print(|out| clap_mangen::Man::new(page.clone()).source(source).render(out))?;
    Ok(ExitStatus::Clean)
}
