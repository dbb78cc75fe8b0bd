//! Whose turn it is: never too many exchanges at once, nor with one host, nor too soon after another.
//!
//! Every host has its queue, and hosts are begun with as there is room for them, the longest queues first. A URL leaves
//! its queue when its host is about to be free, and only then is anything kept for it; so that neither the order of the
//! URLs nor a slow host makes a difference to others, and connections are open to few hosts at once. The last hosts are
//! begun with together, and whoever has the most left goes first, so that no few of them go on when all else is done.

use std::cell::{Cell, RefCell};
use std::cmp::Reverse;
use std::collections::{HashMap, VecDeque};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::Poll;
use std::time::Duration;

use futures_util::future::LocalBoxFuture;
use smol_str::SmolStr;
use tokio::sync::Semaphore;
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use tokio::time::{Instant, sleep_until};
use url::Url;

use super::Settings;
use super::exchange::{Answer, Exchange, Exchanged, Failure, Request, Wanted, Watch};
use super::marks;
use super::rest::{self, LONGEST_REST};
use super::slots::Slots;
use crate::model::{Cause, Page};

/// The longest that the time between two exchanges with a host grows by itself: thirty a minute are what the strictest
/// of common limits allow.
const LONGEST_INTERVAL: Duration = Duration::from_secs(2);

/// Exchanges in turn.
pub(super) struct Schedule<'a> {
    below: &'a dyn Exchange,
    settings: &'a Settings,
    everywhere: Slots<Rc<Host>>,
    hosts: RefCell<HashMap<String, Rc<Host>>>,
    /// The hosts that were not begun with, those with the longest queues first.
    later: RefCell<VecDeque<Rc<Host>>>,
    admitted: UnboundedSender<usize>,
    /// Whether there are more hosts than are asked at once.
    is_crowded: bool,
}

/// The turns at one host.
struct Host {
    turns: Semaphore,
    concurrency: usize,
    interval: Cell<Duration>,
    next_start: Cell<Instant>,
    /// How often in a row it had too many requests, and when it last said so.
    refusals: Cell<u32>,
    refused_at: Cell<Option<Instant>>,
    /// Whether it still had too many requests after the longest pause.
    refuses_all: Cell<bool>,
    /// The end of a rest that is too long to wait for.
    closed_until: Cell<Option<Instant>>,
    /// How many exchanges wait for their turn.
    waiting: Cell<usize>,
    /// How many are under way.
    asking: Cell<usize>,
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
        urls: &[&SmolStr],
        settings: &'a Settings,
    ) -> (Self, UnboundedReceiver<usize>) {
        let (admitted, admissions) = mpsc::unbounded_channel();
        let everywhere = Slots::new(settings.concurrency.max(1), |host: &Rc<Host>| host.queue.borrow().len());
        let (hosts, later) = (RefCell::default(), RefCell::default());
        let mut schedule = Self { below, settings, everywhere, hosts, later, admitted, is_crowded: false };
        let mut hosts: Vec<Rc<Host>> = Vec::new();
        let parsed = urls.iter().map(|url| Url::parse(url)).enumerate();
        for (index, url) in parsed.filter_map(|(index, url)| Some((index, url.ok()?))) {
            let host = schedule.host(&url);
            let mut queue = host.queue.borrow_mut();
            if queue.is_empty() {
                hosts.push(Rc::clone(&host));
            }
            queue.push_back(index);
        }
        // What takes longest is begun with, so that it does not go on when all else is done.
        hosts.sort_by_key(|host| Reverse(host.queue.borrow().len()));
        schedule.is_crowded = hosts.len() > settings.concurrency;
        schedule.later.replace(hosts.into());
        (schedule, admissions)
    }

    /// Ready where an exchange more could be made at once: to be asked when all that was let in has gone as far as it
    /// can.
    pub(super) async fn room(&self) {
        let room = || {
            poll_fn(|_| {
                let room = self.everywhere.has_free() && !self.later.borrow().is_empty();
                if room { Poll::Ready(()) } else { Poll::Pending }
            })
        };
        room().await;
        // Of many that could go on only so many do before others are asked: the room may be theirs.
        tokio::task::yield_now().await;
        room().await;
    }

    /// Begins with another host, or with all that are left where those alone can all be asked at once; says whether
    /// there was one.
    pub(super) fn begin(&self) -> bool {
        let mut later = self.later.borrow_mut();
        let all = self.settings.concurrency;
        let at_once = |host: &Rc<Host>| host.concurrency.min(host.queue.borrow().len());
        let are_last = later.len() <= all && later.iter().map(at_once).sum::<usize>() <= all;
        let begun = if are_last { later.len() } else { 1 };
        for host in later.drain(..begun) {
            (0..host.concurrency).for_each(|_| host.admit(&self.admitted));
        }
        begun > 0
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
            interval: Cell::new(own.and_then(|own| own.interval).unwrap_or(self.settings.host_interval)),
            next_start: Cell::new(Instant::now()),
            refusals: Cell::new(0),
            refused_at: Cell::new(None),
            refuses_all: Cell::new(false),
            closed_until: Cell::new(None),
            waiting: Cell::new(0),
            asking: Cell::new(0),
            queue: RefCell::default(),
        });
        hosts.insert(name.to_owned(), Rc::clone(&host));
        host
    }

    async fn take_turn(&self, request: &Request<'_>) -> Exchanged {
        let not_now = |why: &str| Exchanged { result: Err(Failure::new(Cause::Deadline, why)), took: Duration::ZERO };
        let mut stay = Stay::new(self.host(request.url), &self.admitted);
        let host = Rc::clone(&stay.host);
        let Ok(_turn) = host.turns.acquire().await else { return not_now("the run is over") };
        loop {
            if host.closed_until.get().is_some_and(|until| Instant::now() < until) {
                return not_now("the host asks for a longer rest than can be waited for");
            }
            sleep_until(host.next_start.get()).await;
            // Taken last: whoever waits for a host keeps nobody else from asking.
            let _slot = self.everywhere.take(Rc::clone(&host)).await;
            let now = Instant::now();
            if now < host.next_start.get() {
                // Somebody else started at this host while this one waited for the slot.
                continue;
            }
            host.next_start.set(now + host.interval.get());
            stay.start();
            let watch = InTurn { watch: request.watch, host: &host, is_crowded: self.is_crowded };
            let exchanged = self.below.ask(&Request { watch: &watch, ..*request }).await;
            if let Ok(answer) = &exchanged.result {
                host.heed(answer, now, self.settings.backoff);
            }
            return exchanged;
        }
    }
}

impl Exchange for Schedule<'_> {
    fn ask<'a>(&'a self, request: &'a Request<'_>) -> LocalBoxFuture<'a, Exchanged> {
        Box::pin(self.take_turn(request))
    }

    fn may_change(&self, url: &Url) -> bool {
        !self.host(url).refuses_all.get() && self.below.may_change(url)
    }
}

/// Watches an exchange for another, and knows whether more are to come.
struct InTurn<'a> {
    watch: &'a dyn Watch,
    host: &'a Host,
    is_crowded: bool,
}

impl Watch for InTurn<'_> {
    fn wanted(&self, url: &Url, answer: &Answer) -> Wanted {
        self.watch.wanted(url, answer)
    }

    fn is_content_with(&self, page: &Page) -> bool {
        self.watch.is_content_with(page)
    }

    fn is_last(&self) -> bool {
        self.host.left() == 0
    }

    // Of few hosts each may keep its connections for where it redirects to. Of many, those that are done with would soon
    // hold more connections than those being asked.
    fn closes_connection(&self) -> bool {
        let others = self.host.asking.get().saturating_sub(1);
        self.is_crowded && self.host.left() <= others
    }
}

impl Host {
    /// How many exchanges are still to begin, as far as is known.
    fn left(&self) -> usize {
        self.waiting.get() + self.queue.borrow().len()
    }

    /// Lets the next URL in, unless enough are waiting already.
    fn admit(&self, admitted: &UnboundedSender<usize>) {
        if self.waiting.get() < self.concurrency
            && let Some(index) = self.queue.borrow_mut().pop_front()
        {
            // Fails only where the run is over.
            let _ = admitted.send(index);
        }
    }

    /// Leaves it alone for as long as an answer to what was asked at `asked_at` wants it to.
    ///
    /// One that has had too many requests and does not say how long to wait is asked less often from then on, and again
    /// only after a pause that doubles, from `first_pause`, with each time that it still has too many.
    fn heed(&self, answer: &Answer, asked_at: Instant, first_pause: Duration) {
        if let Some(rest) = rest::asked_for(answer).filter(|rest| !rest.is_zero()) {
            self.park(rest);
        } else if answer.status != 429 {
            self.refusals.set(0);
            self.refuses_all.set(false);
        } else if !marks::is_challenge(answer) && self.refused_at.get().is_none_or(|at| at < asked_at) {
            let refusals = self.refusals.get();
            if refusals == 0 {
                let wider = self.interval.get().max(first_pause / 4) * 2;
                self.interval.set(wider.min(LONGEST_INTERVAL).max(self.interval.get()));
            }
            self.refusals.set(refusals + 1);
            self.refused_at.set(Some(Instant::now()));
            let pause = first_pause.saturating_mul(2_u32.saturating_pow(refusals));
            // Where no pause has helped, the host refuses all that is asked, and that is its answer.
            if pause > LONGEST_REST {
                self.refuses_all.set(true);
            } else {
                self.park(pause);
            }
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
            self.host.asking.set(self.host.asking.get() + 1);
        }
    }
}

impl Drop for Stay<'_> {
    fn drop(&mut self) {
        self.start();
        self.host.asking.set(self.host.asking.get().saturating_sub(1));
        self.host.admit(self.admitted);
    }
}
