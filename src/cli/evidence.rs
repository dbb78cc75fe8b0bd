//! What is kept of a run, and what a run draws on besides the web.

use std::path::PathBuf;

use clap::Args;

/// What is kept of the web, and what is drawn on in its place.
#[derive(Debug, Args)]
#[command(next_help_heading = "Evidence")]
pub struct EvidenceArgs {
    /// Answer from this record (WARC) instead of the web; what is not in it is unchecked
    #[arg(long, value_name = "FILE", conflicts_with = "offline")]
    pub replay: Option<PathBuf>,
}
