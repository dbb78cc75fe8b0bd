//! Ten thousand citations with recorded observations, judged: `cargo bench --bench judge`.
//!
//! Reading, pairing and observing are done before the measuring begins. Prints the processor time of the judging, and
//! fails where that is over its bound.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark that cannot be set up has failed")]

#[path = "../tests/support/many.rs"]
#[expect(dead_code, reason = "a whole report is made of it elsewhere")]
mod many;
#[path = "../tests/support/processor.rs"]
mod processor;

use std::time::Duration;

use isnad::judge::judge;

use many::{evidence, settings};
use processor::processor;

/// How many citations there are.
const CITATIONS: usize = 10_000;

/// How many runs are measured.
const RUNS: u32 = 5;

/// The most processor time that one of them may take.
const BOUND: Duration = Duration::from_secs(1);

fn main() {
    let (audit, sources) = evidence(CITATIONS);
    let settings = settings();
    let mut spent = Vec::new();
    let mut found = 0;
    for _ in 0..RUNS {
        let mut audits = [audit.clone()];
        let before = processor();
        found = judge(&mut audits, &sources, &settings).len();
        spent.push(processor().saturating_sub(before));
    }
    let best = spent.iter().min().copied().unwrap_or_default();
    println!("{CITATIONS} citations judged, {found} findings: {best:?} of the processor, of at most {BOUND:?}");
    assert!(cfg!(debug_assertions) || best <= BOUND, "too slow");
}
