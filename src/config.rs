//! What was typed, as each stage's own settings: a stage defines what can be set of it, and this file sets it.

use std::fs;
use std::path::Path;

use crate::cli::{CheckArgs, CheckingArgs, InputArgs, NetworkArgs};
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
