//! What is done with each URL of a run: it is visited, on the web or in a record.

use reqwest::header::HeaderValue;
use url::Url;

use super::Settings;
use super::exchange::Exchange;
use super::replay::Replay;
use super::visit::{Visit, visit};

/// Visits the URLs of a run.
pub(super) struct Visitor<'a> {
    /// How isnad calls itself.
    pub agent: &'a HeaderValue,
    /// How the web is asked.
    pub settings: &'a Settings,
    /// The record that answers in place of the web.
    pub replay: Option<&'a Replay>,
}

impl Visitor<'_> {
    /// Visits a URL by what `exchange` answers, or by what the record does.
    pub(super) async fn visit(&self, exchange: &dyn Exchange, url: &Url) -> Visit {
        match self.replay {
            Some(replay) => replay.visit(url, self.agent, self.settings).await,
            None => visit(exchange, url, self.agent, self.settings).await,
        }
    }
}
