//! Whose turn it is: never too many exchanges at once, nor with one host, nor too soon after another.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::time::Duration;

use futures_util::future::LocalBoxFuture;
use tokio::sync::Semaphore;
use tokio::time::{Instant, sleep_until};

use super::Settings;
use super::exchange::{Exchange, Exchanged, Failure, Request};
use super::retries::{LONGEST_REST, rest_asked_for};
use crate::model::Cause;

/// Exchanges in turn.
pub(super) struct Schedule<'a> {
    below: &'a dyn Exchange,
    everywhere: Semaphore,
    host_concurrency: usize,
    host_interval: Duration,
    hosts: RefCell<HashMap<String, Rc<Host>>>,
}

/// The turns at one host.
struct Host {
    turns: Semaphore,
    next_start: Cell<Instant>,
}

impl<'a> Schedule<'a> {
    /// Turns at what `below` asks. A limit of 0 is taken for 1.
    pub(super) fn new(below: &'a dyn Exchange, settings: &Settings) -> Self {
        Self {
            below,
            everywhere: Semaphore::new(settings.concurrency.clamp(1, Semaphore::MAX_PERMITS)),
            host_concurrency: settings.host_concurrency.clamp(1, Semaphore::MAX_PERMITS),
            host_interval: settings.host_interval,
            hosts: RefCell::default(),
        }
    }

    fn host(&self, name: &str) -> Rc<Host> {
        let mut hosts = self.hosts.borrow_mut();
        let host = hosts.entry(name.to_owned()).or_insert_with(|| {
            Rc::new(Host { turns: Semaphore::new(self.host_concurrency), next_start: Cell::new(Instant::now()) })
        });
        Rc::clone(host)
    }

    async fn take_turn(&self, request: &Request) -> Exchanged {
        let closed =
            || Exchanged { result: Err(Failure::new(Cause::Deadline, "the run is over")), took: Duration::ZERO };
        let host = self.host(request.url.host_str().unwrap_or_default());
        let Ok(_turn) = host.turns.acquire().await else { return closed() };
        loop {
            sleep_until(host.next_start.get()).await;
            // Taken last: whoever waits for a host keeps nobody else from asking.
            let Ok(_permit) = self.everywhere.acquire().await else { return closed() };
            let now = Instant::now();
            if now < host.next_start.get() {
                // Somebody else started at this host while this one waited for the permit.
                continue;
            }
            host.next_start.set(now + self.host_interval);
            let exchanged = self.below.ask(request).await;
            if let Ok(answer) = &exchanged.result
                && let Some(rest) = rest_asked_for(answer)
                && rest <= LONGEST_REST
            {
                host.next_start.set(host.next_start.get().max(Instant::now() + rest));
            }
            return exchanged;
        }
    }
}

impl Exchange for Schedule<'_> {
    fn ask<'a>(&'a self, request: &'a Request) -> LocalBoxFuture<'a, Exchanged> {
        Box::pin(self.take_turn(request))
    }
}
