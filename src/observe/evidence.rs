//! What a run draws on and leaves behind besides the web.

use url::Url;

use super::archive::ArchiveSettings;
use super::cache::Cache;
use super::gate;
use super::record::Recorder;
use super::replay::Replay;
use crate::model::{Observation, Page};

/// What a run draws on and leaves behind besides the web. By default, nothing.
#[derive(Default)]
pub struct Evidence {
    /// The record that answers in place of the web.
    pub replay: Option<Replay>,
    /// The record into which everything is written that is exchanged.
    pub record: Option<Recorder>,
    /// What earlier runs saw.
    pub cache: Option<Cache>,
    /// Where DOIs are resolved, if their register is to be asked about sources that are DOIs.
    pub doi: Option<Url>,
    /// How an archive is asked, if one is.
    pub archive: Option<ArchiveSettings>,
}

impl Evidence {
    /// What stands for this URL without asking.
    pub(super) fn known(&self, url: &str, settled: &dyn Fn(&Page) -> bool) -> Option<Observation> {
        let kept = self.cache.as_ref()?.get(&Url::parse(url).ok()?)?;
        gate::stands(&kept, settled).then_some(kept.observation)
    }
}
