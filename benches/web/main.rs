//! How much time and memory the asking takes: documents of many notes against a server on loopback.
//!
//! ```text
//! cargo bench --bench web [-- [ROW…] [--runs N]]
//! ```
//!
//! A row is `notes` (each cites the true title and date of its page), `plain` (links without notes), `large` (as
//! `notes`, ten times as many), or `order` (3 hosts with 400 links each, in the order of the document and shuffled).
//! Where `lychee` is on the PATH, it checks the same links in the same run. Every command runs in a process of its own,
//! so that what it used can be told; medians of the runs are printed.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot be set up has failed")]
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod document;
mod server;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};

use document::{HOSTS, Links};

/// Requests at once.
const CONCURRENCY: usize = 128;

/// What a command took.
#[derive(Debug, Clone, Copy)]
struct Taken {
    wall: f64,
    processor: f64,
    /// The most memory, in mebibytes.
    memory: f64,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["serve"] => return server::serve(),
        ["measure", command @ ..] => return measure(command),
        _ => {}
    }
    let mut runs = 3;
    let mut rows = Vec::new();
    let mut rest = arguments.iter();
    while let Some(&argument) = rest.next() {
        match argument {
            "--runs" => runs = rest.next().unwrap().parse().unwrap(),
            row => rows.push(row),
        }
    }
    if rows.is_empty() {
        rows = vec!["notes", "plain", "large", "order"];
    }
    let server = server::start();
    for row in rows {
        match row {
            "notes" => compare("10,000 notes", &Links::spread(10_000), true, server.port, runs),
            "plain" => compare("10,000 plain links", &Links::spread(10_000), false, server.port, runs),
            "large" => compare("100,000 notes", &Links::spread(100_000), true, server.port, 1),
            "order" => order(server.port, runs),
            _ => panic!("no such row: {row}"),
        }
    }
}

fn compare(name: &str, links: &Links, notes: bool, port: u16, runs: usize) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("notes.md");
    let text = if notes { links.as_notes() } else { links.as_links() };
    std::fs::write(&path, text).unwrap();
    let bound = server::LATENCY.as_secs_f64() * (links.0.len() as f64 / CONCURRENCY as f64).ceil();
    println!(
        "\n{name}, {HOSTS} hosts, {} ms latency, {CONCURRENCY} at once; the bound is {bound:.2} s",
        server::LATENCY.as_millis()
    );
    let own = median(runs, || run(&isnad(&path, port)));
    print("isnad", own, Some(bound));
    if !on_path("lychee") {
        println!("  lychee is not on the PATH");
        return;
    }
    // What it needs to find the hosts: it cannot be told their addresses.
    let remap = format!(r"http://h(\d+)-(\d+)\.press\.org/(.*) http://127.9.$1.$2:{port}/$3");
    let at_once = CONCURRENCY.to_string();
    let path = path.to_str().unwrap();
    let lychee = [
        "lychee",
        "--no-progress",
        "--max-concurrency",
        &at_once,
        "--host-request-interval",
        "0s",
        "--remap",
        &remap,
        path,
    ];
    let other = median(runs, || run(&lychee.map(str::to_owned)));
    print("lychee", other, Some(bound));
    println!("  processor time: {:.2} of lychee's", own.processor / other.processor);
}

/// The same links in the order of the document, one host after another, and shuffled.
fn order(port: u16, runs: usize) {
    let mut links = Links::of_hosts(3, 400);
    println!("\n3 hosts, 400 links each, {} ms latency, 2 at once to each", server::LATENCY.as_millis());
    for name in ["in order", "shuffled"] {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("notes.md");
        std::fs::write(&path, links.as_links()).unwrap();
        print(name, median(runs, || run(&isnad(&path, port))), None);
        links.shuffle();
    }
}

fn isnad(path: &Path, port: u16) -> Vec<String> {
    let resolve = format!("*=127.0.0.1:{port}");
    let concurrency = CONCURRENCY.to_string();
    let command = [env!("CARGO_BIN_EXE_isnad"), "check", path.to_str().unwrap(), "--quiet", "--exit-zero"];
    let asking = ["--host-interval", "0", "--concurrency", &concurrency, "--resolve", &resolve];
    command.iter().chain(&asking).map(|&argument| argument.to_owned()).collect()
}

/// Runs a command from a process of its own.
fn run(command: &[String]) -> Taken {
    let output = Command::new(std::env::current_exe().unwrap()).arg("measure").args(command).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let numbers: Vec<f64> = text.split_whitespace().map(|number| number.parse().unwrap()).collect();
    let [wall, processor, memory] = numbers.try_into().unwrap();
    Taken { wall, processor, memory }
}

fn measure(command: &[&str]) {
    let (program, arguments) = command.split_first().unwrap();
    let started = Instant::now();
    let mut command = Command::new(program);
    command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().unwrap();
    let wall = started.elapsed().as_secs_f64();
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).unwrap();
    let seconds =
        |time: nix::sys::time::TimeVal| Duration::from_micros(time.tv_sec() as u64 * 1_000_000 + time.tv_usec() as u64);
    let processor = seconds(usage.user_time()) + seconds(usage.system_time());
    println!("{wall} {} {}", processor.as_secs_f64(), usage.max_rss() as f64 / 1024.0);
}

fn median(runs: usize, run: impl Fn() -> Taken) -> Taken {
    let taken: Vec<Taken> = (0..runs.max(1)).map(|_| run()).collect();
    let of = |value: fn(&Taken) -> f64| {
        let mut values: Vec<f64> = taken.iter().map(value).collect();
        values.sort_by(f64::total_cmp);
        values[values.len() / 2]
    };
    Taken { wall: of(|taken| taken.wall), processor: of(|taken| taken.processor), memory: of(|taken| taken.memory) }
}

fn print(name: &str, taken: Taken, bound: Option<f64>) {
    let Taken { wall, processor, memory } = taken;
    let over = bound.map(|bound| format!(" ({:+.0} %)", (wall / bound - 1.0) * 100.0)).unwrap_or_default();
    println!("  {name:<8} wall {wall:6.2} s{over}  processor {processor:6.2} s  memory {memory:6.1} MiB");
}

fn on_path(program: &str) -> bool {
    std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).any(|folder| folder.join(program).is_file())
}
