//! Every document of the tests cut short and disfigured: `cargo bench --bench damage`, or with `-- 100` so many times.
//!
//! Reads, parses and pairs each, and prints by format what came of it: how many were read as if whole, how many with
//! defects, how many refused, the slowest, and the most memory in use. Fails where one panics, takes longer than
//! [`PATIENCE`], or where memory goes over [`MEMORY`].

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark that cannot be set up has failed")]

#[path = "../tests/support/damage.rs"]
mod damage;
#[path = "../tests/support/zipped.rs"]
mod zipped;

use std::sync::mpsc;
use std::time::{Duration, Instant};

use damage::{Damage, Fixture};
use fastrand::Rng;
use isnad::model::Sources;
use isnad::read::{Beside, Given, READERS};
use isnad::{pair, parse};
use nix::sys::resource::{UsageWho, getrusage};

/// How often each document is damaged.
const ROUNDS: usize = 400;

/// How long one may take before it is said to hang.
const PATIENCE: Duration = Duration::from_secs(20);

/// The most memory that may be in use, in mebibytes.
const MEMORY: i64 = 500;

/// What became of a damaged document.
enum Outcome {
    Whole,
    Defects,
    Refused,
}

/// What became of all damaged documents of one format.
#[derive(Default)]
struct Row {
    fixtures: usize,
    whole: usize,
    defects: usize,
    refused: usize,
    panics: Vec<String>,
    slowest: (Duration, String),
}

fn main() {
    let rounds = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(ROUNDS);
    println!(
        "{:10} {:>8} {:>8} {:>8} {:>8} {:>7} {:>9}  slowest",
        "", "fixtures", "whole", "defects", "refused", "panics", "MiB peak"
    );
    let mut failed = false;
    for reader in READERS {
        let mut row = Row::default();
        for fixture in damage::fixtures().into_iter().filter(|fixture| fixture.reader.name == reader.name) {
            row.fixtures += 1;
            hurt(fixture, rounds, &mut row);
        }
        let peak = getrusage(UsageWho::RUSAGE_SELF).unwrap().max_rss() / 1024;
        let Row { fixtures, whole, defects, refused, panics, slowest: (slowest, which) } = row;
        println!(
            "{:10} {fixtures:8} {whole:8} {defects:8} {refused:8} {:7} {peak:9}  {slowest:.1?} {which}",
            reader.name,
            panics.len()
        );
        for panic in &panics {
            println!("  panicked: {panic}");
        }
        failed |= !panics.is_empty() || peak > MEMORY;
    }
    assert!(!failed, "a document did harm");
}

/// Damages one document so many times, half of them by cutting it short.
fn hurt(fixture: Fixture, rounds: usize, row: &mut Row) {
    let (sender, receiver) = mpsc::channel();
    let name = fixture.name();
    // On a thread of its own, so that one that never ends is told.
    let worker = std::thread::spawn(move || {
        let mut random = Rng::with_seed(0x00da_3a9e);
        for round in 0..rounds {
            let bytes = fixture.damaged(if round % 2 == 0 { Damage::Cut } else { Damage::Flipped }, &mut random);
            let before = Instant::now();
            let outcome = std::panic::catch_unwind(|| audit(&fixture, &bytes)).ok();
            sender.send((before.elapsed(), outcome)).unwrap();
        }
    });
    for round in 0..rounds {
        let case = format!("{name}, round {round}");
        let (took, outcome) = receiver.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("{case} hangs"));
        match outcome {
            Some(Outcome::Whole) => row.whole += 1,
            Some(Outcome::Defects) => row.defects += 1,
            Some(Outcome::Refused) => row.refused += 1,
            None => row.panics.push(case.clone()),
        }
        if took > row.slowest.0 {
            row.slowest = (took, case);
        }
    }
    worker.join().unwrap();
}

fn audit(fixture: &Fixture, bytes: &[u8]) -> Outcome {
    let given = Given { bytes, base: None, beside: &Beside::default() };
    let Ok(document) = (fixture.reader.read)(&given) else { return Outcome::Refused };
    let mut audit = parse::parse(document);
    pair::pair(&mut audit, &mut Sources::default());
    if audit.document.defects.is_empty() { Outcome::Whole } else { Outcome::Defects }
}
