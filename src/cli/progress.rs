//! How far the asking is, on stderr: a bar on a terminal, a line now and then elsewhere.

use std::io::{self, IsTerminal, Write};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::lang::Catalogue;
use crate::model::Message;
use crate::observe::Progress;
use crate::text::sanitize::{isolated_in, visible, with_code};

/// The time between two lines in a log.
const PAUSE: Duration = Duration::from_secs(10);

/// The progress that suits stderr.
pub(super) fn progress(quiet: bool, catalogue: &Catalogue) -> Box<dyn Progress + '_> {
    if quiet {
        Box::new(Silent)
    } else if io::stderr().is_terminal() {
        Box::new(Bar(ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr())))
    } else {
        Box::new(Lines { catalogue, count: Mutex::new(Count { done: 0, total: 0, said: Instant::now() }) })
    }
}

/// Says something on stderr that the reader should know of the run.
pub(super) fn note(catalogue: &Catalogue, message: &Message) {
    // Where stderr is closed there is nobody to tell.
    let direction = catalogue.direction();
    let said = with_code(direction, &catalogue.render_with(message, |text| isolated_in(direction, text)));
    let _ = writeln!(io::stderr().lock(), "isnad: {said}");
}

/// Says nothing.
struct Silent;

impl Progress for Silent {
    fn start(&self, _total: usize) {}
    fn done(&self, _url: &str) {}
    fn finish(&self) {}

    fn warn(&self, what: &str) {
        warn(what);
    }
}

/// Says what did not go as it should; that is neither progress nor a hint.
fn warn(what: &str) {
    // Where stderr is closed there is nobody to tell.
    let _ = writeln!(io::stderr().lock(), "isnad: {}", visible(what));
}

/// A bar with the last URL that was done.
struct Bar(ProgressBar);

impl Progress for Bar {
    fn start(&self, total: usize) {
        self.0.set_length(total as u64);
        if let Ok(style) = ProgressStyle::with_template("{bar:24} {pos}/{len} {wide_msg}") {
            self.0.set_style(style);
        }
    }

    fn done(&self, url: &str) {
        self.0.set_message(visible(url));
        self.0.inc(1);
    }

    fn finish(&self) {
        self.0.finish_and_clear();
    }

    fn warn(&self, what: &str) {
        self.0.suspend(|| warn(what));
    }
}

/// A line now and then.
struct Lines<'a> {
    catalogue: &'a Catalogue,
    count: Mutex<Count>,
}

struct Count {
    done: usize,
    total: usize,
    said: Instant,
}

impl Progress for Lines<'_> {
    fn start(&self, total: usize) {
        let mut count = self.count.lock().unwrap_or_else(PoisonError::into_inner);
        *count = Count { done: 0, total, said: Instant::now() };
    }

    fn done(&self, _url: &str) {
        let mut count = self.count.lock().unwrap_or_else(PoisonError::into_inner);
        count.done += 1;
        if count.said.elapsed() >= PAUSE {
            count.said = Instant::now();
            let line = Message::new("progress-sources").with("done", count.done).with("total", count.total);
            // Where stderr is closed there is nobody to tell.
            let _ = writeln!(io::stderr().lock(), "{}", self.catalogue.render(&line));
        }
    }

    fn finish(&self) {}

    fn warn(&self, what: &str) {
        warn(what);
    }
}
