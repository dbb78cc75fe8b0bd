//! Whose turn it is: never too many exchanges at once, nor with one host, nor too soon after another.
//!
//! Every host has its queue. A URL leaves it when its host is about to be free, and only then is anything kept for it;
//! so that neither the order of the URLs nor a slow host makes a difference to others.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, VecDeque};
use std::rc::Rc;
use std::time::Duration;

use futures_util::future::LocalBoxFuture;
use tokio::sync::Semaphore;
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use tokio::time::{Instant, sleep_until};
use url::Url;

use super::Settings;
use super::exchange::{Exchange, Exchanged, Failure, Request};
use super::rest::{self, LONGEST_REST};
use crate::model::Cause;

/// Exchanges in turn.
pub(super) struct Schedule<'a> {
    below: &'a dyn Exchange,
    settings: &'a Settings,
    everywhere: Semaphore,
    hosts: RefCell<HashMap<String, Rc<Host>>>,
    admitted: UnboundedSender<usize>,
}

/// The turns at one host.
struct Host {
    turns: Semaphore,
    concurrency: usize,
    interval: Duration,
    next_start: Cell<Instant>,
    /// The end of a rest that is too long to wait for.
    closed_until: Cell<Option<Instant>>,
    /// How many exchanges wait for their turn.
    waiting: Cell<usize>,
    /// The URLs that are still to be visited, by their index.
    queue: RefCell<VecDeque<usize>>,
}

/// An exchange that waits for its turn or has it. When it is over, the next URL of its host is let in.
struct Stay<'s> {
    host: Rc<Host>,
    admitted: &'s UnboundedSender<usize>,
    is_waiting: bool,
}

impl<'a> Schedule<'a> {
    /// Turns at what `below` asks, with the URLs in the queues of their hosts. The indices of those whose turn comes
    /// are sent to the receiver. A limit of 0 is taken for 1.
    pub(super) fn new(
        below: &'a dyn Exchange,
        urls: &[Url],
        settings: &'a Settings,
    ) -> (Self, UnboundedReceiver<usize>) {
        let (admitted, admissions) = mpsc::unbounded_channel();
        let everywhere = Semaphore::new(settings.concurrency.clamp(1, Semaphore::MAX_PERMITS));
        let schedule = Self { below, settings, everywhere, hosts: RefCell::default(), admitted };
        let mut hosts: Vec<Rc<Host>> = Vec::new();
        for (index, url) in urls.iter().enumerate() {
            let host = schedule.host(url);
            let mut queue = host.queue.borrow_mut();
            if queue.is_empty() {
                hosts.push(Rc::clone(&host));
            }
            queue.push_back(index);
        }
        // One of each host, then the second of each: so the requests to one host follow each other, as far as there are
        // others, and one connection does for them.
        let most = hosts.iter().map(|host| host.concurrency).max().unwrap_or(0);
        for round in 0..most {
            hosts.iter().filter(|host| round < host.concurrency).for_each(|host| host.admit(&schedule.admitted));
        }
        (schedule, admissions)
    }

    /// Lets a URL in, whatever its host is doing; says whether there was one left.
    pub(super) fn admit_any(&self) -> bool {
        let hosts = self.hosts.borrow();
        let Some(host) = hosts.values().find(|host| !host.queue.borrow().is_empty()) else { return false };
        host.admit(&self.admitted);
        true
    }

    fn host(&self, url: &Url) -> Rc<Host> {
        let name = url.host_str().unwrap_or_default();
        let name = name.strip_suffix('.').unwrap_or(name);
        let mut hosts = self.hosts.borrow_mut();
        if let Some(host) = hosts.get(name) {
            return Rc::clone(host);
        }
        let own = self.settings.host(url);
        let concurrency = own.and_then(|own| own.concurrency).unwrap_or(self.settings.host_concurrency);
        let concurrency = concurrency.clamp(1, Semaphore::MAX_PERMITS);
        let host = Rc::new(Host {
            turns: Semaphore::new(concurrency),
            concurrency,
            interval: own.and_then(|own| own.interval).unwrap_or(self.settings.host_interval),
            next_start: Cell::new(Instant::now()),
            closed_until: Cell::new(None),
            waiting: Cell::new(0),
            queue: RefCell::default(),
        });
        hosts.insert(name.to_owned(), Rc::clone(&host));
        host
    }

    async fn take_turn(&self, request: &Request<'_>) -> Exchanged {
        let not_now = |why: &str| Exchanged { result: Err(Failure::new(Cause::Deadline, why)), took: Duration::ZERO };
        let mut stay = Stay::new(self.host(&request.url), &self.admitted);
        let host = Rc::clone(&stay.host);
        let Ok(_turn) = host.turns.acquire().await else { return not_now("the run is over") };
        loop {
            if host.closed_until.get().is_some_and(|until| Instant::now() < until) {
                return not_now("the host asks for a longer rest than can be waited for");
            }
            sleep_until(host.next_start.get()).await;
            // Taken last: whoever waits for a host keeps nobody else from asking.
            let Ok(_permit) = self.everywhere.acquire().await else { return not_now("the run is over") };
            let now = Instant::now();
            if now < host.next_start.get() {
                // Somebody else started at this host while this one waited for the permit.
                continue;
            }
            host.next_start.set(now + host.interval);
            stay.start();
            let exchanged = self.below.ask(request).await;
            if let Ok(answer) = &exchanged.result
                && let Some(rest) = rest::asked_for(answer)
            {
                host.park(rest);
            }
            return exchanged;
        }
    }
}

impl Exchange for Schedule<'_> {
    fn ask<'a>(&'a self, request: &'a Request<'_>) -> LocalBoxFuture<'a, Exchanged> {
        Box::pin(self.take_turn(request))
    }
}

impl Host {
    /// Lets the next URL in, unless enough are waiting already.
    fn admit(&self, admitted: &UnboundedSender<usize>) {
        if self.waiting.get() < self.concurrency
            && let Some(index) = self.queue.borrow_mut().pop_front()
        {
            // Fails only where the run is over.
            let _ = admitted.send(index);
        }
    }

    /// Keeps all exchanges with it waiting for so long; where that is too long, lets none of them start.
    fn park(&self, rest: Duration) {
        let end = Instant::now() + rest.min(Duration::from_hours(24));
        if rest > LONGEST_REST {
            self.closed_until.set(Some(end));
        } else {
            self.next_start.set(self.next_start.get().max(end));
        }
    }
}

impl<'s> Stay<'s> {
    fn new(host: Rc<Host>, admitted: &'s UnboundedSender<usize>) -> Self {
        host.waiting.set(host.waiting.get() + 1);
        Self { host, admitted, is_waiting: true }
    }

    /// The turn has come.
    fn start(&mut self) {
        if self.is_waiting {
            self.is_waiting = false;
            self.host.waiting.set(self.host.waiting.get().saturating_sub(1));
        }
    }
}

impl Drop for Stay<'_> {
    fn drop(&mut self) {
        self.start();
        self.host.admit(self.admitted);
    }
}
