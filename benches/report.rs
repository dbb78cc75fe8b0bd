//! Five thousand citations written in every format: `cargo bench --bench report`.
//!
//! Reading, pairing, observing and judging are done before the measuring begins. Prints by format the size and the
//! processor time, and fails where all together take more than their bound, or the page is larger than a mail takes.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark that cannot be set up has failed")]

#[path = "../tests/support/many.rs"]
mod many;
#[path = "../tests/support/processor.rs"]
mod processor;

use std::time::Duration;

use isnad::judge;
use isnad::lang::Catalogue;
use isnad::report::{Canvas, REPORTERS, json};

use processor::processor;

/// How many citations there are.
const CITATIONS: usize = 5000;

/// The most processor time that all formats together may take.
const BOUND: Duration = Duration::from_secs(2);

/// The most bytes that the page may have.
const LARGEST: usize = 10_000_000;

fn main() {
    let report = many::report(CITATIONS);
    let (catalogue, rules) = (Catalogue::new("en"), judge::texts());
    let mut all = Duration::ZERO;
    let mut saved = Vec::new();
    for reporter in REPORTERS {
        let mut out = Vec::new();
        let before = processor();
        (reporter.write)(&report, &mut Canvas::plain(&mut out, &catalogue, &rules)).unwrap();
        let spent = processor().saturating_sub(before);
        all += spent;
        println!("{:12} {:>9} bytes {spent:>12.1?}", reporter.name, out.len());
        assert!(reporter.name != "html" || out.len() < LARGEST, "too large");
        if reporter.name == json::REPORTER.name {
            saved = out;
        }
    }
    println!("{CITATIONS} citations in {} formats: {all:.1?} of the processor, of at most {BOUND:?}", REPORTERS.len());
    let before = processor();
    json::read(&saved, &catalogue).unwrap();
    println!("read back: {:.1?}", processor().saturating_sub(before));
    assert!(cfg!(debug_assertions) || all <= BOUND, "too slow");
}
