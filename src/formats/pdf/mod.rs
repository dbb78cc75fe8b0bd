//! PDF: what stands on its pages, its structure tree, and what it says of itself.
//!
//! The crate that reads the format stands behind one trait, so that it can be exchanged. A file is read in a thread of
//! its own: it cannot take the process down, and one that never ends is left behind.

pub mod facts;
mod hayro;
mod page;
mod strings;

use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

pub use page::{Area, Element, Glyph, Link, Page, Structure, Target};

/// The most glyphs that are read of one page.
pub const MOST_GLYPHS: usize = 200_000;

/// The most link annotations that are read of one page.
pub const MOST_LINKS: usize = 2_000;

/// The most pages that are read of one file.
pub const MOST_PAGES: usize = 20_000;

/// The most bytes that the content of one page may have, decoded.
pub const MOST_CONTENT: u64 = 64 * 1024 * 1024;

/// How long one page may take. A page of a report takes milliseconds: only one made to take long ever gets here.
const PAGE_TIME: Duration = Duration::from_mins(1);

/// How long a whole file may take.
const FILE_TIME: Duration = Duration::from_mins(10);

/// The stack of each thread: the parser nests as deeply as its input does, up to bounds of its own.
const STACK: usize = 64 * 1024 * 1024;

/// How many pages each thread reads ahead.
const AHEAD: usize = 4;

/// What a file is made of, in the order it is told: its number of pages, its structure, its pages as they were laid out.
#[derive(Debug)]
pub enum Event<T> {
    /// The file could be opened and has so many pages.
    Opened(usize),
    /// The list of its pages is lost, and those are told that were found.
    Mended,
    /// Its structure tree; told only where there is one.
    Structure(Structure),
    /// The next page.
    Page(T),
    /// The next page could not be read.
    Failed(Failure),
}

/// Why a page could not be read, or no further one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// Its content is larger than is decoded.
    Large,
    /// It is damaged in a way that the parser does not survive.
    Damaged,
    /// It takes too long.
    Slow,
}

/// Why a file cannot be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenError {
    /// It is encrypted, and the empty password does not open it.
    Password,
    /// It is encrypted in a way that is not known.
    Encryption,
    /// It has no pages that could be found.
    Broken,
}

/// A parser of PDF.
trait Engine {
    /// Tells what a file is made of, until it is all told or `tell` breaks off. Pages may be read, and laid out by `lay`,
    /// several at a time.
    ///
    /// # Errors
    ///
    /// Where the file cannot be opened; nothing has been told then.
    fn read<T: Send>(
        file: Vec<u8>,
        lay: &(dyn Fn(Page) -> T + Sync),
        tell: &mut dyn FnMut(Event<T>) -> ControlFlow<()>,
    ) -> Result<(), OpenError>;
}

/// A file while it is read.
#[derive(Debug)]
pub struct Reading<T> {
    events: Receiver<Result<Event<T>, OpenError>>,
    until: Instant,
    over: bool,
}

/// Begins to read a file, whose pages are told as `lay` lays them out.
///
/// Memory is bounded by the caps of this module: few pages are held at a time that were not told.
pub fn read<T: Send + 'static>(file: &[u8], lay: impl Fn(Page) -> T + Send + Sync + 'static) -> Reading<T> {
    let (sender, events) = sync_channel(AHEAD);
    let file = file.to_vec();
    let work = move || {
        let told = hayro::Hayro::read(file, &lay, &mut |event| match sender.send(Ok(event)) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        });
        if let Err(error) = told {
            // Nobody listens any more: there is nobody to tell.
            let _ = sender.send(Err(error));
        }
    };
    // Without a thread its sender is dropped, and the file reads as one that broke off.
    let _ = thread::Builder::new().name("pdf".to_owned()).stack_size(STACK).spawn(work);
    Reading { events, until: Instant::now() + FILE_TIME, over: false }
}

impl<T> Iterator for Reading<T> {
    type Item = Result<Event<T>, OpenError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.over {
            return None;
        }
        let wait = self.until.saturating_duration_since(Instant::now()).min(PAGE_TIME * 2);
        match self.events.recv_timeout(wait) {
            Ok(told) => {
                self.over = told.is_err();
                Some(told)
            }
            Err(RecvTimeoutError::Timeout) => {
                self.over = true;
                Some(Ok(Event::Failed(Failure::Slow)))
            }
            Err(RecvTimeoutError::Disconnected) => {
                self.over = true;
                None
            }
        }
    }
}
