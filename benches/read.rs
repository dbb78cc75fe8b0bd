//! How many megabytes of Word and HTML are read in a second: `cargo bench --bench read`.
//!
//! The documents are made here: paragraphs of text, every one with a note that cites a page by its link. isnad reads
//! them, and takes them through parsing and pairing, which pandoc has nothing to compare with; pandoc, where it is
//! installed, reads the same file to its own tree and writes nothing else. Both run on one core; of several runs the
//! fastest counts. Pandoc's start is in its figure, and is printed by itself. Megabytes are those of the markup,
//! unpacked.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark that cannot be set up has failed")]

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use isnad::model::Sources;
use isnad::read::{Beside, Settings};
use isnad::{pair, parse, read};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// How many paragraphs a document has, and notes.
const PARAGRAPHS: usize = 4_000;

/// How often isnad reads each document.
const RUNS: usize = 10;

/// How often pandoc does, which takes longer.
const PANDOC_RUNS: usize = 3;

const TEXT: &str = "The river carries what the town sends down to it, year after year, and nobody counts the barges \
                    that go by at night; those who live by the quay have long since ceased to look up";

/// A document: its name, its bytes, and how many bytes of markup that is.
struct Made {
    name: &'static str,
    bytes: Vec<u8>,
    markup: usize,
}

fn main() {
    let start = pandoc(&["--version"]);
    println!("{:14} {:>8} {:>12} {:>16} {:>12}", "", "MB", "isnad read", "isnad to pairs", "pandoc");
    let folder = tempfile::tempdir().unwrap();
    for made in [docx(), html()] {
        let path = folder.path().join(made.name);
        std::fs::write(&path, &made.bytes).unwrap();
        let megabytes = made.markup as f64 / 1e6;
        let speed = |took: Option<Duration>| {
            took.map_or("not there".to_owned(), |took| format!("{:.1} MB/s", megabytes / took.as_secs_f64()))
        };
        let reading = fastest(RUNS, || {
            assert!(document(&made).notes.is_some());
        });
        let pairing = fastest(RUNS, || {
            let mut audit = parse::parse(document(&made));
            pair::pair(&mut audit, &mut Sources::default());
            let linked = audit.notes.iter().flat_map(|note| &note.citations).filter(|cited| cited.url.is_some());
            assert_eq!(linked.count(), PARAGRAPHS, "every note has its link");
        });
        let beside = start.and_then(|_| beside(&path));
        println!(
            "{:14} {megabytes:8.1} {:>12} {:>16} {:>12}",
            made.name,
            speed(Some(reading)),
            speed(Some(pairing)),
            speed(beside)
        );
    }
    match start {
        Some(start) => println!("pandoc starts in {start:.1?}"),
        None => println!("pandoc is not installed: nothing to compare with"),
    }
}

fn document(made: &Made) -> isnad::model::Document {
    read::read(made.name, &made.bytes, &Beside::default(), &Settings::default()).unwrap()
}

fn fastest(runs: usize, mut work: impl FnMut()) -> Duration {
    let measured = (0..runs).map(|_| {
        let before = Instant::now();
        work();
        before.elapsed()
    });
    measured.min().unwrap()
}

/// How long pandoc takes to read a file; `None` where it fails.
fn beside(path: &Path) -> Option<Duration> {
    (0..PANDOC_RUNS).map(|_| pandoc(&["-t", "native", "-o", "/dev/null", path.to_str()?])).min()?
}

fn pandoc(arguments: &[&str]) -> Option<Duration> {
    let before = Instant::now();
    let status = Command::new("pandoc").args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status().ok()?;
    status.success().then(|| before.elapsed())
}

fn html() -> Made {
    let (mut body, mut notes) = (String::new(), String::new());
    for n in 1..=PARAGRAPHS {
        let call = format!(
            "<a href=\"#fn{n}\" class=\"footnote-ref\" id=\"fnref{n}\" role=\"doc-noteref\"><sup>{n}</sup></a>"
        );
        writeln!(body, "<p>{TEXT} <em>again</em>.{call}</p>").unwrap();
        writeln!(
            notes,
            "<li id=\"fn{n}\"><p>Porter, “The Quay, part {n}”, Herald, 5 May 2021, \
             <a href=\"https://herald.example/quay/{n}\">Link</a>.<a href=\"#fnref{n}\" role=\"doc-backlink\">↩︎</a></p></li>"
        )
        .unwrap();
    }
    let page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><title>River</title></head><body>\n{body}\
         <section class=\"footnotes\" role=\"doc-endnotes\"><ol>\n{notes}</ol></section>\n</body></html>\n"
    );
    Made { name: "report.html", markup: page.len(), bytes: page.into_bytes() }
}

fn docx() -> Made {
    const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                        xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    const RELATED: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const TYPES: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let (mut body, mut notes, mut links) = (String::new(), String::new(), String::new());
    for n in 1..=PARAGRAPHS {
        writeln!(
            body,
            "<w:p w:rsidR=\"00A1\" w:rsidRDefault=\"00A1\">{}<w:r><w:rPr><w:i/></w:rPr><w:t>again</w:t></w:r>\
             <w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"{n}\"/></w:r></w:p>",
            run(TEXT)
        )
        .unwrap();
        writeln!(
            notes,
            "<w:footnote w:id=\"{n}\"><w:p><w:r><w:footnoteRef/></w:r>{}<w:hyperlink r:id=\"rId{n}\">{}</w:hyperlink></w:p>\
             </w:footnote>",
            run(&format!(" Porter, “The Quay, part {n}”, Herald, 5 May 2021, ")),
            run("Link")
        )
        .unwrap();
        writeln!(
            links,
            "<Relationship Id=\"rId{n}\" Type=\"{RELATED}/hyperlink\" Target=\"https://herald.example/quay/{n}\" \
             TargetMode=\"External\"/>"
        )
        .unwrap();
    }
    let related = |inner: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inner}</Relationships>"
        )
    };
    let content = format!(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Override PartName=\"/word/document.xml\" ContentType=\"{TYPES}.document.main+xml\"/>\
         <Override PartName=\"/word/footnotes.xml\" ContentType=\"{TYPES}.footnotes+xml\"/></Types>"
    );
    let of = |kind: &str, target: &str| {
        related(&format!("<Relationship Id=\"rId0\" Type=\"{RELATED}/{kind}\" Target=\"{target}\"/>"))
    };
    let parts = [
        ("[Content_Types].xml", content),
        ("_rels/.rels", of("officeDocument", "word/document.xml")),
        ("word/document.xml", format!("<w:document {WORD}><w:body>{body}</w:body></w:document>")),
        ("word/footnotes.xml", format!("<w:footnotes {WORD}>{notes}</w:footnotes>")),
        ("word/_rels/document.xml.rels", of("footnotes", "footnotes.xml")),
        ("word/_rels/footnotes.xml.rels", related(&links)),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in &parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    let markup = parts.iter().map(|(_, text)| text.len()).sum();
    Made { name: "report.docx", bytes: zip.finish().unwrap().into_inner(), markup }
}
