//! Pages read by several threads, told in their order.

use std::num::NonZero;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;
use std::thread;

use super::super::{AHEAD, STACK};

/// The most threads that one file is read with: each holds the fonts that it met, and a page that may be a bomb.
const MOST_THREADS: usize = 4;

/// A thread is worth its while from so many pages on: it parses the fonts anew.
const PAGES_EACH: usize = 16;

/// How many files are being read.
static READERS: AtomicUsize = AtomicUsize::new(0);

/// One of the files being read: they share the processors.
pub(super) struct Readers {
    processors: usize,
}

impl Readers {
    pub(super) fn enter() -> Self {
        READERS.fetch_add(1, Ordering::Relaxed);
        Self { processors: thread::available_parallelism().map_or(1, NonZero::get) }
    }

    /// How many threads are worth their while for so many pages of one of them.
    pub(super) fn threads(&self, pages: usize) -> usize {
        let own = self.processors / READERS.load(Ordering::Relaxed).max(1);
        own.min(pages / PAGES_EACH).clamp(1, MOST_THREADS)
    }
}

impl Drop for Readers {
    fn drop(&mut self) {
        READERS.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Whether several threads may be worth their while for so many pages, on whatever machine.
pub(super) fn may_be_several(pages: usize) -> bool {
    pages / PAGES_EACH > 1
}

/// Reads the pages of these numbers, below `count`, with `threads` threads, and tells them in their order until `tell`
/// breaks off.
///
/// `reader` makes what one thread reads pages with. Every thread has its share, each `threads`-th page, and waits where it
/// is too far ahead of what was told: of pages told late, only few are held.
pub(super) fn read<R, T: Send>(
    count: usize,
    threads: usize,
    reader: impl Fn() -> R + Sync,
    tell: &mut dyn FnMut(T) -> ControlFlow<()>,
) where
    R: FnMut(usize) -> T,
{
    if threads < 2 {
        let mut read = reader();
        // A page is read when the one before it was told.
        let _ = (0..count).try_for_each(|page| tell(read(page)));
        return;
    }
    thread::scope(|scope| {
        let shares: Vec<_> = (0..threads)
            .map_while(|first| {
                let (sender, share) = sync_channel(AHEAD);
                let reader = &reader;
                let work = move || {
                    let mut read = reader();
                    // Nobody listens any more where sending fails.
                    let _ = (first..count).step_by(threads).try_for_each(|page| sender.send(read(page)));
                };
                thread::Builder::new().name("pdf".to_owned()).stack_size(STACK).spawn_scoped(scope, work).ok()?;
                Some(share)
            })
            .collect();
        let mut own = None;
        let _ = (0..count).try_for_each(|page| {
            let read = match shares.get(page % threads) {
                Some(share) => share.recv().ok(),
                // There was no thread to be had for this share.
                None => Some(own.get_or_insert_with(&reader)(page)),
            };
            read.map_or(ControlFlow::Break(()), &mut *tell)
        });
    });
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

    use super::*;

    /// What is told of so many pages, read by so many threads, up to `last`.
    fn told(count: usize, threads: usize, last: usize) -> Vec<(usize, usize)> {
        let mut told = Vec::new();
        let reader = || {
            let mut before = 0;
            move |page| {
                before += 1;
                (page, before)
            }
        };
        read(count, threads, reader, &mut |page: (usize, usize)| {
            told.push(page);
            if page.0 == last { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        told
    }

    #[test]
    fn pages_are_told_in_their_order() {
        for threads in [1, 2, 3, 8] {
            for count in [0, 1, 2, 7, 100] {
                // Each reader goes on with what it kept of the pages before.
                let expected: Vec<_> = (0..count).map(|page| (page, page / threads + 1)).collect();
                assert_eq!(told(count, threads, usize::MAX), expected, "{count} pages, {threads} threads");
            }
        }
    }

    #[test]
    fn nothing_is_told_after_a_break() {
        for threads in [1, 2, 3] {
            let pages: Vec<usize> = told(1000, threads, 41).into_iter().map(|(page, _)| page).collect();
            assert_eq!(pages, (0..42).collect::<Vec<_>>(), "{threads} threads");
        }
    }

    #[test]
    fn few_pages_are_read_by_one_thread() {
        let readers = Readers::enter();
        assert_eq!([0, 1, PAGES_EACH, 2 * PAGES_EACH - 1].map(|pages| readers.threads(pages)), [1; 4]);
        assert!((1..=MOST_THREADS).contains(&readers.threads(100_000)));
        let many: Vec<Readers> = (0..10_000).map(|_| Readers::enter()).collect();
        assert_eq!(readers.threads(100_000), 1, "{} files share the processors", many.len());
        assert_eq!([PAGES_EACH, 2 * PAGES_EACH].map(may_be_several), [false, true]);
    }

    #[test]
    fn what_follows_a_reader_that_ends_is_not_told() {
        // A thread that panics would tell of it; one that leaves its share does not.
        let mut told = Vec::new();
        let reader = || |page| if page == 5 { resume_unwind(Box::new("gone")) } else { page };
        let read = catch_unwind(AssertUnwindSafe(|| {
            read(10, 2, reader, &mut |page: usize| {
                told.push(page);
                ControlFlow::Continue(())
            });
        }));
        assert!(read.is_err());
        assert_eq!(told, [0, 1, 2, 3, 4]);
    }
}
