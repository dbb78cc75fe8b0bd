//! A second run over a thousand cached links: `cargo bench --bench cache`.
//!
//! Prints the time of the clock and, on Linux, of the processor, and fails where that is over its bound.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark that cannot be set up has failed")]
#![expect(dead_code, reason = "the fake web is that of the tests, which need more of it")]

#[path = "../tests/support/web/mod.rs"]
mod web;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use web::{Answer, Web};

/// How many links there are.
const LINKS: usize = 1000;

/// How many runs are measured.
const RUNS: u32 = 20;

/// The most processor time that a run may take.
const BOUND: Duration = Duration::from_millis(150);

fn main() {
    let directory = tempfile::tempdir().unwrap();
    let urls: Vec<String> = (0..LINKS).map(|n| format!("http://host{}.example/{n}", n % 97)).collect();
    let mut document = String::new();
    for (number, url) in (1..).zip(&urls) {
        writeln!(document, "A sentence.[^{number}]\n\n[^{number}]: \"Title {number}\", 2021, {url}\n").unwrap();
    }
    fs::write(directory.path().join("cites.md"), document).unwrap();
    let text = "Words of a page that is as long as pages are. ".repeat(120);
    let page = |number| Answer::html(format!("<title>Title {number}</title><p>{text}"));
    let web = (1..).zip(&urls).fold(Web::new(), |web, (number, url)| web.page(url, page(number))).start();
    let arguments = web.arguments();
    run(directory.path(), &arguments);
    let asked = web.log().len();
    let (clock, processor) = (Instant::now(), of_children());
    (0..RUNS).for_each(|_| run(directory.path(), &arguments));
    assert_eq!(web.log().len(), asked, "a cached link was asked");
    println!("{LINKS} cached links: {:?} by the clock", clock.elapsed() / RUNS);
    if let (Some(before), Some(after)) = (processor, of_children()) {
        let spent = after.saturating_sub(before) / RUNS;
        println!("{LINKS} cached links: {spent:?} of the processor, of at most {BOUND:?}");
        assert!(cfg!(debug_assertions) || spent <= BOUND, "too slow");
    }
}

fn run(directory: &Path, arguments: &[String]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_isnad"));
    command.current_dir(directory).args(["check", "-q", "cites.md", "--cache", "cache.sqlite", "--host-interval", "0"]);
    command.args(arguments).stdout(Stdio::null());
    assert!(command.status().unwrap().success());
}

/// The processor time of all children that ended, by `/proc/self/stat` (proc(5), fields 16 and 17, in hundredths of a
/// second).
fn of_children() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let (_, fields) = stat.rsplit_once(") ")?;
    let ticks: u64 = fields.split(' ').skip(13).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    Some(Duration::from_millis(ticks * 10))
}
