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

/// Prints what a shell completes.
pub(super) fn completions(args: &CompletionsArgs) -> Result<ExitStatus, Stop> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command(), "isnad", &mut script);
    output::print(|out| out.write_all(&script))?;
    Ok(ExitStatus::Clean)
}

/// Prints the manual page: of the program, then of each of its commands.
pub(super) fn man() -> Result<ExitStatus, Stop> {
    let mut command = command();
    command.build();
    output::print(|out| {
        clap_mangen::Man::new(command.clone()).render(out)?;
        command.get_subcommands().filter(|command| command.get_name() != "help").try_for_each(|subcommand| {
            let page = clap_mangen::Man::new(subcommand.clone());
            page.render(out)
        })
    })?;
    Ok(ExitStatus::Clean)
}
