//! PDF files read, beside `pdftotext` in one run: `cargo bench --bench pdf`.
//!
//! Two have six hundred pages: one is made by hand, in Latin and without a font of its own, with notes and links on every
//! page; the other has the Arabic pages of the tests' report two hundred times over. The others are that report as each
//! producer prints it, of a few pages, where starting takes most of the time. Prints for each the pages per second of
//! `isnad extract`, notes paired and links included, and of `pdftotext`, by processor time and by the clock, the best of
//! some runs each; and the most memory that isnad used. Fails where that is over its bound. Where `pdftotext`
//! (poppler-utils) is missing, that is said and isnad measured alone.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark that cannot be set up has failed")]

#[path = "../tests/support/paper.rs"]
#[expect(dead_code, reason = "the tests make more of a page than is measured")]
mod paper;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeVal;
use paper::{MARGIN, Paper, pdf};

/// How many pages the long files have.
const PAGES: usize = 600;

/// How many runs are measured of each program on a long file, and on a short one.
const RUNS: (usize, usize) = (5, 20);

/// The report of the tests by its producers, and its pages.
const PRINTED: [(&str, usize); 6] =
    [("libreoffice", 3), ("libreoffice-tagged", 3), ("chromium", 4), ("typst", 2), ("weasyprint", 4), ("xetex", 3)];

/// The most memory that isnad may use, in mebibytes.
const MEMORY: i64 = 150;

/// How long a program ran.
#[derive(Clone, Copy)]
struct Took {
    processor: Duration,
    clock: Duration,
}

/// A file to read.
struct File {
    what: String,
    path: PathBuf,
    pages: usize,
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let long = [("made by hand", made()), ("LibreOffice, Arabic", repeated())].map(|(what, bytes)| {
        let path = folder.path().join(format!("{}.pdf", what.replace([' ', ','], "-")));
        std::fs::write(&path, bytes).unwrap();
        File { what: what.to_owned(), path, pages: PAGES }
    });
    let short =
        PRINTED.map(|(producer, pages)| File { what: format!("report, {producer}"), path: report(producer), pages });
    let files: Vec<File> = long.into_iter().chain(short).collect();
    // The memory of children is that of the largest: isnad goes first.
    let isnad: Vec<Took> = files.iter().map(|file| best(file, || Some(isnad(&file.path))).unwrap()).collect();
    let peak = getrusage(UsageWho::RUSAGE_CHILDREN).unwrap().max_rss() / 1024;
    let other: Vec<Option<Took>> = files.iter().map(|file| best(file, || pdftotext(&file.path))).collect();
    println!("{:28} {:>16} {:>16}", "", "isnad extract", "pdftotext");
    for (file, (isnad, other)) in files.iter().zip(isnad.into_iter().zip(&other)) {
        let other = other.map_or("missing".to_owned(), |other| speed(file, other));
        println!("{:28} {:>16} {other:>16}", file.what, speed(file, isnad));
    }
    println!("(pages per second, by processor time / by the clock)");
    if other.iter().any(Option::is_none) {
        println!("pdftotext was not found: install poppler-utils to compare");
    }
    println!("isnad used at most {peak} MiB");
    assert!(peak <= MEMORY, "over {MEMORY} MiB");
}

fn report(producer: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/report/{producer}.pdf"))
}

fn speed(file: &File, took: Took) -> String {
    let per_second = |time: Duration| file.pages as f64 / time.as_secs_f64();
    format!("{:.0} / {:.0}", per_second(took.processor), per_second(took.clock))
}

/// The best of some runs; `None` where the program is missing.
fn best(file: &File, run: impl Fn() -> Option<Took>) -> Option<Took> {
    let runs = if file.pages == PAGES { RUNS.0 } else { RUNS.1 };
    let runs: Option<Vec<Took>> = (0..runs).map(|_| run()).collect();
    runs?.into_iter().reduce(|a, b| Took { processor: a.processor.min(b.processor), clock: a.clock.min(b.clock) })
}

fn isnad(path: &Path) -> Took {
    measured(Command::new(env!("CARGO_BIN_EXE_isnad")).arg("extract").arg(path)).unwrap()
}

fn pdftotext(path: &Path) -> Option<Took> {
    measured(Command::new("pdftotext").arg(path).arg("-"))
}

/// Runs a program; `None` where there is none of its name.
fn measured(command: &mut Command) -> Option<Took> {
    let (before, start) = (processor(), Instant::now());
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().ok()?;
    assert!(status.success(), "{command:?}: {status}");
    Some(Took { processor: processor().saturating_sub(before), clock: start.elapsed() })
}

/// The processor time of all children that have ended.
fn processor() -> Duration {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).unwrap();
    let duration = |time: TimeVal| Duration::new(time.tv_sec() as u64, time.tv_usec() as u32 * 1000);
    duration(usage.user_time()) + duration(usage.system_time())
}

/// Pages of forty lines, with four notes each.
fn made() -> Vec<u8> {
    let page = |number: usize| {
        let mut page = Paper::default();
        for line in 0..36 {
            let text = format!("Line {line} of what page {number} says of the river and of the town on it.");
            let y = 80.0 + 15.0 * line as f32;
            page = page.text(MARGIN, y, 11.0, &text);
            if line % 9 == 8 {
                let x = MARGIN + text.len() as f32 * 6.6;
                page = page.text(x, y - 4.0, 7.0, &format!("{}", number * 4 + line / 9 + 1));
            }
        }
        page = page.rule(MARGIN, 690.0, 144.0);
        for note in 1..=4 {
            let (number, y) = (number * 4 + note, 690.0 + 14.0 * note as f32);
            let url = format!("https://herald.example/2021/05/{number}");
            page = page.text(MARGIN, y - 3.0, 6.0, &number.to_string());
            page =
                page.text(MARGIN + 24.0, y, 9.0, &format!("A. Porter, The Quay {number}, Herald, 5 May 2021, Link."));
            page = page.link(MARGIN + 24.0 + 42.0 * 5.4, y, 26.0, &url);
        }
        page
    };
    pdf((0..PAGES).map(page).collect())
}

/// The pages of the report over and over, by an update at the end of the file (ISO 32000-1, 7.5.6) that gives its page
/// tree copies of them as children.
fn repeated() -> Vec<u8> {
    let mut file = std::fs::read(report("libreoffice")).unwrap();
    let text = String::from_utf8_lossy(&file).into_owned();
    let between = |from: &str, start: &str, end: &str| {
        from.split_once(start).unwrap().1.split_once(end).unwrap().0.trim().to_owned()
    };
    let (before, tree) = text.split_once("\n<</Type/Pages").unwrap();
    let (number, _) = before.rsplit_once('\n').unwrap().1.split_once(' ').unwrap();
    let (_, trailer) = text.rsplit_once("trailer").unwrap();
    let size: usize = between(trailer, "/Size", "/").parse().unwrap();
    let originals = between(tree, "/Kids[", "]");
    let originals: Vec<String> = originals
        .split(" 0 R")
        .filter(|id| !id.trim().is_empty())
        .map(|id| between(&text, &format!("\n{} 0 obj\n", id.trim()), "endobj"))
        .collect();
    let (mut kids, mut places) = (String::new(), String::new());
    file.push(b'\n');
    for (id, page) in (size..size + PAGES).zip(originals.iter().cycle()) {
        writeln!(places, "{:010} 00000 n ", file.len()).unwrap();
        write!(kids, "{id} 0 R ").unwrap();
        file.extend(format!("{id} 0 obj\n{page}\nendobj\n").into_bytes());
    }
    let place = file.len();
    let head = tree.split_once("/Kids[").unwrap().0;
    file.extend(format!("{number} 0 obj\n<</Type/Pages{head}/Kids[{kids}]/Count {PAGES}>>\nendobj\n").into_bytes());
    let (root, table) = (between(trailer, "/Root", "\n"), between(trailer, "startxref\n", "\n"));
    let end = file.len();
    file.extend(
        format!(
            "xref\n{number} 1\n{place:010} 00000 n \n{size} {PAGES}\n{places}trailer\n<</Size {}/Root {root}/Prev {table}>>\nstartxref\n{end}\n%%EOF\n",
            size + PAGES
        )
        .into_bytes(),
    );
    file
}
