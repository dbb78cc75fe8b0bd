//! What can be typed. Nothing here opens a file or asks the web.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, RangedU64ValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use url::Url;

use super::baseline::BaselineArgs;
use super::duration::{NotASpan, Span};
use super::evidence::EvidenceArgs;
use super::init::InitArgs;
use super::output::Asked;
use super::rules::known_rule;
use super::schema::SchemaArgs;
use super::shell::{CompletionsArgs, ManArgs};
use super::version;
use crate::lang::LANGUAGES;
use crate::model::Severity;
use crate::observe::{HostHeader, Resolve, Settings};
use crate::read::READERS;

const EXAMPLES: &str = "Examples:
  isnad check report.docx                  audit a document
  isnad check --offline docs/              structure alone, nothing is asked of the web
  isnad check report.docx --report html    and write report.isnad.html beside it, for the editor

`isnad COMMAND --help` has the options of a command.";

const CHECK_HELP: &str = "T is a number of seconds, or a number with its unit: 250ms, 8s, 5m, 2h, 3d.

Examples:
  isnad check report.pdf --report html --report json=report.json
  isnad check docs/ --changed-since origin/main --fail-on warning
  isnad check docs/ --baseline isnad-baseline.json
  isnad check report.docx --record seen.warc.gz      and later: --replay seen.warc.gz

Exit codes: 0 nothing to mend, 1 findings, 2 it could not be done, 3 nothing to check, 4 it could not be told.";

/// Verify the citations and footnotes of documents: which sources are dead, mismatched or missing
#[derive(Debug, Parser)]
#[command(name = "isnad", version, long_version = version::long(), max_term_width = 100, after_help = EXAMPLES)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check every note of the documents and look at every source they cite
    #[command(after_help = CHECK_HELP)]
    Check(Box<CheckArgs>),
    /// Write the notes, citations and URLs found as JSON, without asking the web
    Extract(ExtractArgs),
    /// Write reports again from one that was saved, without asking the web
    #[command(after_help = "isnad check --report json=FILE saves a report.")]
    Render(RenderArgs),
    /// List the rules, or explain one
    Rules(RulesArgs),
    /// Print the JSON Schema of the report, of the file of settings, or of a baseline
    Schema(SchemaArgs),
    /// Accept what is known already, so that only what is new counts
    Baseline(BaselineArgs),
    /// Print the settings in force, and where each comes from
    Config(Box<CheckArgs>),
    /// Write a commented file of settings
    Init(InitArgs),
    /// Print a script that completes the command line in a shell
    Completions(CompletionsArgs),
    /// Print the manual page, or that of a command
    Man(ManArgs),
}

/// The options of `isnad check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// What is read.
    #[command(flatten)]
    pub input: InputArgs,
    /// What is judged.
    #[command(flatten)]
    pub checking: CheckingArgs,
    /// What was decided before.
    #[command(flatten)]
    pub decided: DecidedArgs,
    /// How the web is asked.
    #[command(flatten)]
    pub network: NetworkArgs,
    /// What is kept of the web, and what is drawn on in its place.
    #[command(flatten)]
    pub evidence: EvidenceArgs,
    /// What is written.
    #[command(flatten)]
    pub output: OutputArgs,
    /// Where the settings are.
    #[command(flatten)]
    pub settings: SettingsArgs,
}

/// The options of `isnad extract`.
#[derive(Debug, Args)]
pub struct ExtractArgs {
    /// What is read.
    #[command(flatten)]
    pub input: InputArgs,
    /// Where the settings are.
    #[command(flatten)]
    pub settings: SettingsArgs,
}

/// The options of `isnad render`.
#[derive(Debug, Args)]
pub(super) struct RenderArgs {
    /// The saved report (isnad-report/1), or `-` for stdin
    #[arg(value_name = "REPORT.json")]
    pub(super) saved: OsString,
    /// What is written.
    #[command(flatten)]
    pub(super) output: OutputArgs,
}

/// The options of `isnad rules`.
#[derive(Debug, Args)]
pub(super) struct RulesArgs {
    /// The rule to explain
    #[arg(value_name = "RULE", value_parser = known_rule)]
    pub(super) rule: Option<String>,
    /// The language of explanations [default: as for reports]
    #[arg(long, value_parser = PossibleValuesParser::new(LANGUAGES.iter().map(|language| language.tag)))]
    pub(super) lang: Option<String>,
}

/// What is read.
#[derive(Debug, Args)]
#[command(next_help_heading = "Input")]
pub struct InputArgs {
    /// Files, directories to walk, or `-` for stdin
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<OsString>,
    /// Read every input as this format, whatever its name and content say
    #[arg(long, value_parser = PossibleValuesParser::new(READERS.iter().map(|reader| reader.name)))]
    pub format: Option<String>,
    /// What relative links lead from, where a document does not say
    #[arg(long, value_name = "URL")]
    pub base_url: Option<Url>,
}

/// What is judged.
#[derive(Debug, Args)]
#[command(next_help_heading = "Checking")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own, and they do not depend on each other")]
pub struct CheckingArgs {
    /// Ask nothing of the web; sources stay unchecked
    #[arg(long, conflicts_with = "fail_on_unverified")]
    pub offline: bool,
    /// Leave the links of running text unasked
    #[arg(long)]
    pub notes_only: bool,
    /// The least severity that makes the exit code 1
    #[arg(long, value_name = "SEVERITY", default_value = "error")]
    pub fail_on: FailOn,
    /// Exit with 4 where a citation is blocked, unreachable or unchecked
    #[arg(long)]
    pub fail_on_unverified: bool,
    /// Exit with 0 where it would be 1
    #[arg(long)]
    pub exit_zero: bool,
    /// Run these rules instead of the default ones
    #[arg(long, value_name = "RULES", value_delimiter = ',', value_parser = known_rule)]
    pub select: Vec<String>,
    /// Run these rules as well
    #[arg(long, value_name = "RULES", value_delimiter = ',', value_parser = known_rule)]
    pub extend_select: Vec<String>,
    /// Do not run these rules
    #[arg(long, value_name = "RULES", value_delimiter = ',', value_parser = known_rule)]
    pub ignore: Vec<String>,
    /// Take this day for today, as YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub today: Option<Date>,
}

/// What was decided before, and what of the documents is looked at for it.
#[derive(Debug, Args)]
#[command(next_help_heading = "Known findings")]
pub struct DecidedArgs {
    /// Findings that this file accepts do not count: a baseline, or the decisions saved from the HTML report
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Findings that this file knows do not count, whatever was decided: a baseline, or an earlier JSON report
    #[arg(long, value_name = "FILE")]
    pub new_only: Option<PathBuf>,
    /// Look only at documents that differ from this revision, by git
    #[arg(long, value_name = "REV")]
    pub changed_since: Option<String>,
    /// A page is an error only once it has been gone for this long, by the history of the cache; until then a warning
    #[arg(long, value_name = "T", value_parser = some_time, conflicts_with_all = ["offline", "replay", "no_cache"])]
    pub dead_after: Option<Span>,
    /// Let no ignore hold, neither of the settings nor of the documents
    #[arg(long)]
    pub no_ignores: bool,
}

/// How the web is asked.
#[derive(Debug, Args)]
#[command(next_help_heading = "Network")]
pub struct NetworkArgs {
    /// Requests at once
    #[arg(long, value_name = "N", default_value_t = Settings::default().concurrency, value_parser = at_least_one())]
    pub concurrency: usize,
    /// Requests at once to one host
    #[arg(long, value_name = "N", default_value_t = Settings::default().host_concurrency, value_parser = at_least_one())]
    pub host_concurrency: usize,
    /// The time between requests to one host
    #[arg(long, value_name = "T", default_value_t = Span(Settings::default().host_interval))]
    pub host_interval: Span,
    /// The most time one request may take
    #[arg(long, value_name = "T", default_value_t = Span(Settings::default().timeout), value_parser = some_time)]
    pub timeout: Span,
    /// The most time the run may take; what has not answered by then is unreachable
    #[arg(long, value_name = "T", value_parser = some_time)]
    pub deadline: Option<Span>,
    /// How often a request that failed for the moment is tried again
    #[arg(long, value_name = "N", default_value_t = Settings::default().retries)]
    pub retries: u32,
    /// What isnad calls itself
    #[arg(long, value_name = "TEXT", default_value_t = Settings::default().user_agent)]
    pub user_agent: String,
    /// A header for one host; repeatable
    #[arg(long, value_name = "HOST=NAME:VALUE")]
    pub header: Vec<HostHeader>,
    /// The proxy to ask through; it resolves the names, so that only addresses written out in URLs are guarded
    /// [default: the one of the environment]
    #[arg(long, value_name = "URL")]
    pub proxy: Option<String>,
    /// Reach a host, or `*` for every host, at this address; repeatable
    #[arg(long, value_name = "HOST=IP:PORT")]
    pub resolve: Vec<Resolve>,
    /// Trust the certificates of this PEM file as well; repeatable
    #[arg(long, value_name = "FILE")]
    pub ca_certificate: Vec<PathBuf>,
    /// Ask private and local addresses too, and ports that are not of the web
    #[arg(long)]
    pub allow_private: bool,
}

/// Where the settings are that are not typed.
#[derive(Debug, Args)]
#[command(next_help_heading = "Settings")]
pub struct SettingsArgs {
    /// The file of settings, in place of the nearest `isnad.toml`, `.isnad.toml` or `pyproject.toml` upward
    #[arg(long, value_name = "FILE", env = "ISNAD_CONFIG")]
    pub config: Option<PathBuf>,
    /// Read no file of settings
    #[arg(long)]
    pub isolated: bool,
}

/// What is written.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub struct OutputArgs {
    /// Write a report to a file, or to stdout as `FORMAT=-`; without PATH beside the input; of several documents `docx`
    /// and `odt` make copies in the folder PATH; repeatable
    #[arg(long, value_name = "FORMAT[=PATH]")]
    pub(super) report: Vec<Asked>,
    /// Open the page for the editor in the browser; without `--report html` it lies beside the input
    #[arg(long)]
    pub open: bool,
    /// The language of what people read, reports for programs are in English [default: `ISNAD_LANG`, else in CI English,
    /// else that of the system]
    #[arg(long, value_parser = PossibleValuesParser::new(LANGUAGES.iter().map(|language| language.tag)))]
    pub lang: Option<String>,
    /// Show no progress and no hints
    #[arg(long, short)]
    pub quiet: bool,
    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: ColorWhen,
}

/// The least severity that fails a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Errors alone.
    #[value(help = None::<&str>)]
    Error,
    /// Warnings and errors.
    #[value(help = None::<&str>)]
    Warning,
    /// Anything.
    #[value(help = None::<&str>)]
    Info,
    /// Nothing.
    #[value(help = None::<&str>)]
    Never,
}

impl FailOn {
    /// The severity, or `None` where no finding fails a run.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Never => None,
        }
    }
}

/// When colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorWhen {
    /// On a terminal, unless `NO_COLOR` is set; elsewhere if `CLICOLOR_FORCE` is.
    #[value(help = None::<&str>)]
    Auto,
    /// Everywhere.
    #[value(help = None::<&str>)]
    Always,
    /// Nowhere.
    #[value(help = None::<&str>)]
    Never,
}

fn at_least_one() -> RangedU64ValueParser<usize> {
    RangedU64ValueParser::new().range(1..=1024)
}

pub(super) fn day(text: &str) -> Result<Date, &'static str> {
    text.parse().map_err(|_| "write a day of the calendar as YYYY-MM-DD, such as 2026-06-01")
}

/// A length of time in which something can be done.
fn some_time(text: &str) -> Result<Span, String> {
    let span: Span = text.parse().map_err(|error: NotASpan| error.to_string())?;
    if span.0.is_zero() { Err("write a time above zero".to_owned()) } else { Ok(span) }
}
