//! What is done with each URL of a run: it is visited, on the web or in a record.

use reqwest::header::HeaderValue;
use url::Url;

use super::exchange::Exchange;
use super::gate::{Gate, Passed};
use super::replay::Replay;
use super::visit::{Visit, visit};
use super::{Settings, doi};
use crate::model::Cause;

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
    /// Where DOIs are resolved, if their register is to be asked.
    pub doi: Option<&'a Url>,
}

impl Visitor<'_> {
    /// Visits a URL by what `exchange` answers, or by what the record does.
    pub(super) async fn visit(&self, exchange: &dyn Exchange, url: &Url) -> Visit {
        if let Some(replay) = self.replay {
            return replay.visit(self, url).await;
        }
        let Some(gate) = self.gate else { return self.look(exchange, url).await };
        gate.await_turn(url);
        loop {
            let seen = self.look(exchange, url).await;
            // Each answer that is meant for another visit can come once only.
            if let Passed::Done(visit) = gate.pass(url, seen) {
                return *visit;
            }
        }
    }

    /// Visits a URL by what `exchange` answers, and asks the register about it where it is a DOI.
    pub(super) async fn look(&self, exchange: &dyn Exchange, url: &Url) -> Visit {
        let mut seen = visit(exchange, url, self.agent, self.settings).await;
        if let Some(resolver) = self.doi
            && seen.observation.cause != Some(Cause::Excluded)
        {
            doi::ask(exchange, resolver, url, self.agent, self.settings, &mut seen.observation).await;
        }
        seen
    }
}
