//! Work shared out over the processors.

use std::num::NonZero;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Bytes of stack that a thread has: what the main thread has on most systems, for documents nest deeply.
const STACK: usize = 8 * 1024 * 1024;

/// Does the work on each of several things, as many at a time as the machine has processors; the results in the order
/// of the things. No more things are taken apart at once than that, so that memory holds the large ones one by one.
pub(crate) fn side_by_side<T: Send, R: Send>(things: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let workers = thread::available_parallelism().map_or(1, NonZero::get).min(things.len());
    if workers < 2 {
        return things.into_iter().map(work).collect();
    }
    let queue = Mutex::new(things.into_iter().enumerate());
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    let worker = || {
        let mut results = Vec::new();
        while let Some((index, thing)) = next() {
            results.push((index, work(thing)));
        }
        results
    };
    let mut results = thread::scope(|scope| {
        let spawned: Vec<_> =
            (1..workers).map(|_| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, worker)).collect();
        // Where no thread can be had, this one does it all.
        let mut results = worker();
        for thread in spawned.into_iter().flatten() {
            match thread.join() {
                Ok(done) => results.extend(done),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        results
    });
    results.sort_unstable_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_keep_the_order_of_the_things() {
        let things: Vec<usize> = (0..200).collect();
        let slow_first =
            |thing: usize| (0..(200 - thing) * 50).fold(thing, |same, step| if step < 50_000 { same } else { step });
        assert_eq!(side_by_side(things.clone(), slow_first), things);
        assert_eq!(side_by_side(Vec::<usize>::new(), slow_first), Vec::<usize>::new());
    }
}
