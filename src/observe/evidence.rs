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
    /// What stands for this URL without asking. A page of which only the head was read stands where it settles all that
    /// is cited of it now.
    pub(super) fn known(&self, url: &Url, settled: &dyn Fn(&Page) -> bool) -> Option<Observation> {
        let kept = self.cache.as_ref()?.get(url)?;
        let head_settles = kept.fresh && kept.observation.page.as_ref().is_some_and(settled);
        (gate::stands(&kept) || head_settles).then_some(kept.observation)
    }
}
