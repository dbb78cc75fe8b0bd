//! What was typed, as each stage's own settings: a stage defines what can be set of it, and this file sets it.

use std::fs;
use std::path::Path;

use etcetera::BaseStrategy;
use etcetera::base_strategy::choose_native_strategy;

use crate::cli::{ArchiveWhen, CheckArgs, CheckingArgs, EvidenceArgs, InputArgs, NetworkArgs};
use crate::error::Error;
use crate::model::Mode;
use crate::read::{READERS, Reader};
use crate::{judge, observe, pipeline};

/// The settings of all stages.
///
/// # Errors
///
/// When a certificate named on the command line cannot be read.
pub fn settings(args: &CheckArgs) -> Result<pipeline::Settings, Error> {
    Ok(pipeline::Settings {
        format: format(&args.input),
        mode: mode(args),
        notes_only: args.checking.notes_only,
        observe: observing(&args.network)?,
        judge: judging(&args.checking),
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

/// The reader that `--format` names; `None` where each input is to be looked at.
pub fn format(args: &InputArgs) -> Option<&'static Reader> {
    let name = args.format.as_deref()?;
    READERS.iter().find(|reader| reader.name == name).copied()
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

fn observing(args: &NetworkArgs) -> Result<observe::Settings, Error> {
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
        headers: args.header.clone(),
        proxy: args.proxy.clone(),
        resolve: args.resolve.clone(),
        ca_certificates: args.ca_certificate.iter().map(|path| pem(path)).collect::<Result<_, _>>()?,
        allow_private: args.allow_private,
        ..observe::Settings::default()
    })
}

fn judging(args: &CheckingArgs) -> judge::Settings {
    judge::Settings {
        now: args.today.unwrap_or_else(pipeline::today),
        select: (!args.select.is_empty()).then(|| args.select.clone()),
        extend_select: args.extend_select.clone(),
        ignore: args.ignore.clone(),
        record: false,
    }
}
