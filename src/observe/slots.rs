//! How many things go on at once, and who is next where more are wanted.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use tokio::sync::oneshot;

/// Slots that are taken and let go, in one thread. Of those who wait for one, whoever ranks highest by then is next;
/// among equals, who has waited longest.
pub(super) struct Slots<T>(Rc<Shared<T>>);

struct Shared<T> {
    free: Cell<usize>,
    waiting: RefCell<Vec<(T, oneshot::Sender<Slot<T>>)>>,
    rank: fn(&T) -> usize,
}

/// A slot that was taken; it is let go when this is dropped.
pub(super) struct Slot<T>(Rc<Shared<T>>);

impl<T> Slots<T> {
    /// So many slots; `rank` is asked for anew whenever there is one to give.
    pub(super) fn new(count: usize, rank: fn(&T) -> usize) -> Self {
        Self(Rc::new(Shared { free: Cell::new(count), waiting: RefCell::default(), rank }))
    }

    /// Whether one could be had at once.
    pub(super) fn has_free(&self) -> bool {
        self.0.free.get() > 0
    }

    /// Takes one when it can be had; never where there are none at all.
    pub(super) async fn take(&self, who: T) -> Slot<T> {
        if let Some(left) = self.0.free.get().checked_sub(1) {
            self.0.free.set(left);
            return Slot(Rc::clone(&self.0));
        }
        let (sender, receiver) = oneshot::channel();
        self.0.waiting.borrow_mut().push((who, sender));
        match receiver.await {
            Ok(slot) => slot,
            // Those who wait are forgotten only with the slots themselves, which outlive this.
            Err(_) => std::future::pending().await,
        }
    }
}

impl<T> Shared<T> {
    /// The one who is to have a slot that is let go.
    fn next(&self) -> Option<oneshot::Sender<Slot<T>>> {
        let mut waiting = self.waiting.borrow_mut();
        waiting.retain(|(_, sender)| !sender.is_closed());
        let ranks = waiting.iter().map(|(who, _)| (self.rank)(who)).enumerate();
        let (at, _) = ranks.min_by_key(|&(at, rank)| (std::cmp::Reverse(rank), at))?;
        Some(waiting.remove(at).1)
    }
}

impl<T> Drop for Slot<T> {
    fn drop(&mut self) {
        match self.0.next() {
            // Whoever no longer waits drops it with the channel, and it is let go anew.
            Some(next) => drop(next.send(Self(Rc::clone(&self.0)))),
            None => self.0.free.set(self.0.free.get() + 1),
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test")]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    #[test]
    fn whoever_ranks_highest_is_next() {
        let slots = Slots::new(1, |who: &Rc<Cell<usize>>| who.get());
        let who = |rank| Rc::new(Cell::new(rank));
        let (first, short, long, growing) = (who(0), who(1), who(5), who(0));
        let slot = slots.take(first).now_or_never().unwrap();
        assert!(!slots.has_free());
        let mut waiting: Vec<_> = [short, long, Rc::clone(&growing)].map(|who| Box::pin(slots.take(who))).into();
        assert!(waiting.iter_mut().all(|wait| wait.as_mut().now_or_never().is_none()));
        growing.set(9);
        drop(slot);
        let slot = waiting.remove(2).now_or_never().unwrap();
        // Who gives up is passed over, even after the slot was given.
        drop(waiting.remove(1));
        drop(slot);
        assert!(!slots.has_free());
        drop(waiting);
        assert!(slots.has_free());
    }
}
