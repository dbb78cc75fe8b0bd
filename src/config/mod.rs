//! What was typed and what the file of settings says, as each stage's own settings: a stage defines what can be set of
//! it, and this sets it.
//!
//! What is typed goes before the file, and the file before the default. The file's options are put before the arguments
//! typed and read with them, so that there is one reading of every value.

mod decided;
mod discovery;
mod file;
mod known;
mod options;
mod paths;
mod schema;
mod show;
mod tables;
mod template;
mod wrong;

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use clap::parser::ValueSource;
use clap::{ArgMatches, Command};
use etcetera::BaseStrategy;
use etcetera::base_strategy::choose_native_strategy;

pub use decided::policy;
pub use file::File;
pub use known::{holds, known};
pub use paths::Names;
pub use schema::schema;
pub use show::in_force;
pub use template::template;

use crate::cli::{ArchiveWhen, CheckArgs, CheckingArgs, EvidenceArgs, InputArgs, NetworkArgs};
use crate::error::Error;
use crate::model::Mode;
use crate::read::{self, READERS};
use crate::text::publisher::Publishers;
use crate::{judge, observe, pair, parse, pipeline};

/// The command line with what the file of settings adds to it, and the file.
///
/// `matches` is what the command line says by itself.
///
/// # Errors
///
/// When the file cannot be read, or says something that cannot be.
pub fn load(root: &Command, arguments: &[OsString], matches: &ArgMatches) -> Result<(Vec<OsString>, File), Error> {
    let (mut command, mut own, mut depth) = (root, matches, 0);
    while let Some((name, inner)) = own.subcommand() {
        let Some(found) = command.find_subcommand(name) else { break };
        (command, own, depth) = (found, inner, depth + 1);
    }
    let untouched = || arguments.to_vec();
    let Some(check) = root.find_subcommand("check") else { return Ok((untouched(), File::default())) };
    if command.get_arguments().all(|arg| arg.get_id() != "config") {
        return Ok((untouched(), File::default()));
    }
    let given = |id: &str| matches!(own.value_source(id), Some(ValueSource::CommandLine | ValueSource::EnvVariable));
    let long = |arg: &clap::Arg| arg.get_long().map(str::to_owned);
    let typed = command.get_arguments().filter(|arg| given(arg.get_id().as_str())).filter_map(long).collect();
    let Some(file) = file_of(own, check)? else { return Ok((untouched(), File::default().beside(typed))) };
    let added: Vec<_> =
        options::added(command, own, &file.options).flat_map(|chosen| chosen.arguments.clone()).collect();
    let (before, after) = arguments.split_at((1 + depth).min(arguments.len()));
    Ok(([before, &added, after].concat(), file.beside(typed)))
}

/// The file of settings that holds, if there is one.
fn file_of(matches: &ArgMatches, check: &Command) -> Result<Option<File>, Error> {
    if matches.get_flag("isolated") {
        return Ok(None);
    }
    // A variable that is set to nothing names nothing.
    let named = matches.get_one::<std::path::PathBuf>("config").filter(|named| !named.as_os_str().is_empty());
    if let Some(named) = named {
        return File::read(named, true, check).map(Some);
    }
    let inputs: Vec<_> = matches.get_many::<OsString>("inputs").into_iter().flatten().collect();
    let from = discovery::beginnings(&inputs);
    let found = from.iter().find_map(|directory| discovery::nearest(directory, file::holds));
    found.map(|path| File::read(&shown_from_here(&path), false, check)).transpose()
}

/// A path as it is typed from the directory that is worked in, where it lies below.
fn shown_from_here(path: &Path) -> std::path::PathBuf {
    let here = std::path::absolute(".").ok();
    here.and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path).to_owned()
}

/// The settings of all stages, for documents of these paths as given.
///
/// # Errors
///
/// When a certificate named on the command line cannot be read, or a pattern of the file is none.
pub fn settings(args: &CheckArgs, file: &File, documents: &[String]) -> Result<pipeline::Settings, Error> {
    let publishers = Publishers::with(&file.publishers);
    Ok(pipeline::Settings {
        read: reading(&args.input),
        parse: parse::Settings { publishers: publishers.clone() },
        pair: pair::Settings { publishers: publishers.clone() },
        mode: mode(args),
        notes_only: args.checking.notes_only,
        observe: observing(&args.network, file)?,
        judge: judging(args, file, documents, publishers)?,
        today: args.checking.today,
        replay: args.evidence.replay.clone(),
        record: args.evidence.record.clone(),
        cache: caching(args),
        doi: Some(args.evidence.doi_endpoint.clone()),
        archive: archiving(&args.evidence),
    })
}

fn mode(args: &CheckArgs) -> Mode {
    match (args.checking.offline, &args.evidence.replay) {
        (true, _) => Mode::Offline,
        (false, Some(_)) => Mode::Replay,
        (false, None) => Mode::Online,
    }
}

/// How documents are read.
pub fn reading(args: &InputArgs) -> read::Settings {
    let named = |name: &str| READERS.iter().find(|reader| reader.name == name).copied();
    read::Settings { format: args.format.as_deref().and_then(named), base: args.base_url.clone() }
}

/// The archive, if one is to be asked.
fn archiving(args: &EvidenceArgs) -> Option<observe::ArchiveSettings> {
    (args.archive == ArchiveWhen::Lookup).then(|| observe::ArchiveSettings {
        endpoint: args.archive_endpoint.clone(),
        interval: args.archive_interval.0,
    })
}

/// The cache, if there is to be one: only the web is remembered. A web of the reader's own making, which `--resolve`
/// and `--ca-certificate` are for, must not be taken for the real one by the next run.
fn caching(args: &CheckArgs) -> Option<observe::CacheSettings> {
    let EvidenceArgs { record, cache, no_cache, refresh, max_age, .. } = &args.evidence;
    if *no_cache || mode(args) != Mode::Online {
        return None;
    }
    let own_web = !args.network.resolve.is_empty() || !args.network.ca_certificate.is_empty();
    let path = match cache {
        Some(path) => path.clone(),
        None if own_web => return None,
        None => choose_native_strategy().ok()?.cache_dir().join("isnad").join("cache.sqlite"),
    };
    // What was not exchanged cannot be recorded.
    let refresh = *refresh || record.is_some();
    Some(observe::CacheSettings { path, refresh, max_age: max_age.map(|span| span.0) })
}

fn observing(args: &NetworkArgs, file: &File) -> Result<observe::Settings, Error> {
    let pem =
        |path: &Path| fs::read(path).map_err(|cause| Error::Certificate { path: path.display().to_string(), cause });
    Ok(observe::Settings {
        concurrency: args.concurrency,
        host_concurrency: args.host_concurrency,
        host_interval: args.host_interval.0,
        timeout: args.timeout.0,
        deadline: args.deadline.map(|span| span.0),
        retries: args.retries,
        user_agent: args.user_agent.clone(),
        headers: [file.headers.as_slice(), &args.header].concat(),
        hosts: file.hosts.clone().into_iter().collect(),
        proxy: args.proxy.clone(),
        resolve: args.resolve.clone(),
        ca_certificates: args.ca_certificate.iter().map(|path| pem(path)).collect::<Result<_, _>>()?,
        allow_private: args.allow_private,
        ..observe::Settings::default()
    })
}

fn judging(
    args: &CheckArgs,
    file: &File,
    documents: &[String],
    publishers: Publishers,
) -> Result<judge::Settings, Error> {
    let CheckingArgs { today, select, extend_select, ignore, .. } = &args.checking;
    Ok(judge::Settings {
        now: today.unwrap_or_else(pipeline::today),
        select: (!select.is_empty()).then(|| select.clone()),
        extend_select: extend_select.clone(),
        ignore: [ignore.as_slice(), &file.off].concat(),
        publishers,
        record: false,
        decided: decided::decided(args, file, documents)?,
    })
}

#[cfg(test)]
mod tests;
