//! The `isnad` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    isnad::cli::run(std::env::args_os())
}
