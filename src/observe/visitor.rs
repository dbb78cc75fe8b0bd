//! What is done with each URL of a run: it is visited, on the web or in a record.

use reqwest::header::HeaderValue;
use url::Url;

use super::Settings;
use super::exchange::Exchange;
use super::gate::{Gate, Passed};
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
    /// The last look into the cache before a site is asked.
    pub gate: Option<&'a Gate<'a>>,
}

impl Visitor<'_> {
    /// Visits a URL by what `exchange` answers, or by what the record does.
    pub(super) async fn visit(&self, exchange: &dyn Exchange, url: &Url) -> Visit {
        if let Some(replay) = self.replay {
            return replay.visit(url, self.agent, self.settings).await;
        }
        let Some(gate) = self.gate else { return visit(exchange, url, self.agent, self.settings).await };
        gate.await_turn(url);
        loop {
            let seen = visit(exchange, url, self.agent, self.settings).await;
            // Each answer that is meant for another visit can come once only.
            if let Passed::Done(visit) = gate.pass(url, seen) {
                return *visit;
            }
        }
    }
}
