//! Looking for archived copies of sources that were judged to be gone or to be something else.

use std::cell::Cell;

use reqwest::header::HeaderValue;
use url::Url;

use super::archive::{ArchiveSettings, Archivist, Copy};
use super::exchange::Exchange;
use super::live::Live;
use super::record::Recording;
use super::schedule::Schedule;
use super::{Evidence, ObserveError, Progress, Settings, replay, run};
use crate::model::{PartialDate, Source};

/// Asks the archive about these sources, each with the day at which it was what it is cited for, and notes what it says
/// with what was seen of them. Says whether it came to the end: not so where the reader interrupted it.
///
/// # Errors
///
/// Only where nothing can be asked at all: see [`ObserveError`].
pub fn look_for_copies(
    mut wanted: Vec<(&mut Source, Option<PartialDate>)>,
    settings: &Settings,
    progress: &dyn Progress,
    evidence: &Evidence,
) -> Result<bool, ObserveError> {
    let Some(archive) = evidence.archive.as_ref().filter(|_| !wanted.is_empty()) else { return Ok(true) };
    let agent = super::agent(settings)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    progress.start(wanted.len());
    let search = Search { agent: &agent, archive, evidence, interrupted: Cell::new(false) };
    if let Some(replay) = &evidence.replay {
        let settings = replay::settings(settings);
        let cursor = replay.cursor(settings.body_cap);
        runtime.block_on(search.all(&cursor, &mut wanted, &settings, progress));
        progress.finish();
        return Ok(true);
    }
    let settings = &archive.pace(settings);
    let live = Live::new(settings)?;
    let recording = evidence.record.as_ref().map(|recorder| Recording::new(&live, recorder, settings.body_cap));
    let exchange = recording.as_ref().map_or(&live as &dyn Exchange, |recording| recording);
    let (schedule, _admissions) = Schedule::new(exchange, &[], settings);
    runtime.block_on(search.all(&schedule, &mut wanted, settings, progress));
    progress.finish();
    runtime.shutdown_background();
    Ok(!search.interrupted.get())
}

struct Search<'a> {
    agent: &'a HeaderValue,
    archive: &'a ArchiveSettings,
    evidence: &'a Evidence,
    interrupted: Cell<bool>,
}

impl Search<'_> {
    async fn all(
        &self,
        exchange: &dyn Exchange,
        wanted: &mut [(&mut Source, Option<PartialDate>)],
        settings: &Settings,
        progress: &dyn Progress,
    ) {
        let mut archivist = Archivist::new(exchange, self.agent, settings, self.archive);
        let interrupt = run::ctrl_c();
        tokio::pin!(interrupt);
        for (source, near) in wanted {
            let Ok(url) = Url::parse(&source.url) else { continue };
            let copy = tokio::select! {
                biased;
                () = &mut interrupt => {
                    self.interrupted.set(true);
                    return;
                }
                copy = self.one(&mut archivist, &url, *near) => copy,
            };
            progress.done(url.as_str());
            if let Some(observation) = &mut source.observation {
                match copy {
                    Ok(copy) => observation.archived = Some(Box::new(copy)),
                    Err(why) => observation.unarchived = Some(Box::new(why)),
                }
            }
        }
    }

    async fn one(&self, archivist: &mut Archivist<'_>, url: &Url, near: Option<PartialDate>) -> Copy {
        let day = near.map(|near| near.to_string()).unwrap_or_default();
        let cache = self.evidence.cache.as_ref().filter(|_| self.evidence.replay.is_none());
        if let Some(known) = cache.and_then(|cache| cache.copy(url, &day)) {
            return known;
        }
        let copy = archivist.copy(url, near).await;
        if let Some(cache) = cache {
            cache.keep_copy(url, &day, &copy);
        }
        copy
    }
}
