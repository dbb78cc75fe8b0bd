//! What a run draws on and leaves behind besides the web.

use super::record::Recorder;
use super::replay::Replay;

/// What a run draws on and leaves behind besides the web. By default, nothing.
#[derive(Default)]
pub struct Evidence {
    /// The record that answers in place of the web.
    pub replay: Option<Replay>,
    /// The record into which everything is written that is exchanged.
    pub record: Option<Recorder>,
}
