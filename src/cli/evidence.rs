//! What is kept of a run, and what a run draws on besides the web.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use url::Url;

use super::Stop;
use super::duration::Span;
use crate::observe::{ArchiveSettings, RESOLVER};
use crate::pipeline::Input;
use crate::text::sanitize::visible;

/// What is kept of the web, and what is drawn on in its place.
#[derive(Debug, Args)]
#[command(next_help_heading = "Evidence")]
pub struct EvidenceArgs {
    /// Record every request and answer in this file (WARC; compressed where its name ends in .gz)
    #[arg(long, value_name = "FILE", conflicts_with_all = ["offline", "replay"])]
    pub record: Option<PathBuf>,
    /// Answer from this record (WARC) instead of the web; what is not in it is unchecked
    #[arg(long, value_name = "FILE", conflicts_with = "offline")]
    pub replay: Option<PathBuf>,
    /// The file that remembers what was seen [default: `isnad/cache.sqlite` among the system's caches]
    #[arg(long, value_name = "FILE")]
    pub cache: Option<PathBuf>,
    /// Remember nothing, and ask for everything
    #[arg(long, conflicts_with_all = ["cache", "refresh", "max_age"])]
    pub no_cache: bool,
    /// Ask for everything, and remember it
    #[arg(long)]
    pub refresh: bool,
    /// How old an answer may be that is not asked for again [default: 7d for pages, 1d for redirects and refusals]
    #[arg(long, value_name = "T")]
    pub max_age: Option<Span>,
    /// Whether a web archive is asked for copies of what is gone or is another page: that tells it what a document cites
    #[arg(long, value_name = "WHEN", default_value = "off")]
    pub archive: ArchiveWhen,
    /// Where the archive is
    #[arg(long, value_name = "URL", default_value = ArchiveSettings::WAYBACK, hide = true)]
    pub archive_endpoint: Url,
    /// The time between two questions to the archive
    #[arg(long, value_name = "T", default_value_t = Span(ArchiveSettings::INTERVAL), hide = true)]
    pub archive_interval: Span,
    /// Where DOIs are resolved
    #[arg(long, value_name = "URL", default_value = RESOLVER, hide = true)]
    pub doi_endpoint: Url,
}

/// Whether a web archive is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ArchiveWhen {
    /// Never.
    #[value(help = None::<&str>)]
    Off,
    /// For copies that are there.
    #[value(help = None::<&str>)]
    Lookup,
}

/// Refuses a record or a cache that would be written over one of the inputs or over each other.
pub(super) fn refuse_overwriting(args: &EvidenceArgs, inputs: &[Input]) -> Result<(), Stop> {
    if let (Some(record), Some(cache)) = (&args.record, &args.cache)
        && std::path::absolute(record).ok() == std::path::absolute(cache).ok()
    {
        return Err(Stop::usage(
            "check",
            "the record and the cache cannot be one file; give them two paths".to_owned(),
        ));
    }
    let existing = |path: &Path| fs::canonicalize(path).ok();
    for (what, path) in [("record", &args.record), ("cache", &args.cache)] {
        if let Some(path) = path
            && let Some(target) = existing(path)
            && inputs.iter().any(|input| existing(Path::new(&input.path)).as_ref() == Some(&target))
        {
            let path = visible(&path.to_string_lossy());
            let message = format!("the {what} would overwrite the input {path}; give it another path");
            return Err(Stop::usage("check", message));
        }
    }
    Ok(())
}
