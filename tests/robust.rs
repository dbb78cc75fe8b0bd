//! Documents cut, spliced and disfigured: whatever comes in, nothing panics, and everything found is in the text.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use fastrand::Rng;
use isnad::lang::Catalogue;
use isnad::model::{Audit, Document, Mode, NetworkUse, Report, Run, Sources};
use isnad::read::{Beside, Given, READERS};
use isnad::report::{Canvas, REPORTERS};
use isnad::{judge, pair, parse, read};
use jiff::civil::date;

use crate::support::damage::{self, Damage};

/// How many disfigured documents are read.
const CASES: usize = 200;

/// Characters that mean something to one stage or another.
const PIECES: [&str; 36] = [
    "\n",
    "\n\n",
    "\r\n",
    "\u{c}",
    "\t",
    " ",
    "\0",
    "\u{feff}",
    "1",
    "٣",
    "۹",
    "²",
    "[",
    "]",
    "[^1]",
    "[^1]: ",
    "(",
    ")",
    "<",
    ">",
    "`",
    "|",
    "http://",
    "https://xn--",
    "www.",
    "doi:10.1234/",
    "%D9",
    "«",
    "“",
    "’",
    "\u{202e}",
    "\u{2069}",
    "\u{200f}",
    "e\u{301}",
    "الرابط",
    "أيضاً:",
];

#[test]
fn nothing_panics_and_every_range_is_of_the_text() {
    let samples = samples();
    assert!(samples.len() >= 18, "{}", samples.len());
    let mut rng = Rng::with_seed(0x15_4ad);
    for case in 0..CASES {
        let (path, bytes) = &samples[rng.usize(..samples.len())];
        let (_, other) = &samples[rng.usize(..samples.len())];
        let mut bytes = bytes.clone();
        for _ in 0..=rng.usize(..4) {
            bytes = disfigured(&bytes, other, &mut rng);
        }
        audit(&format!("{case} from {}", path.display()), path, &bytes);
    }
}

#[test]
fn every_sample_as_it_is_and_every_beginning_of_one() {
    for (path, bytes) in samples() {
        audit(&path.display().to_string(), &path, &bytes);
    }
    let path = Path::new("few.md");
    let bytes = "ا[^1] \u{202e}«b»²\n\n[^1]: “ت”, 5/11/2021, <https://a.example/%D9%85>, الرابط.\n".as_bytes();
    for end in 0..=bytes.len() {
        audit(&format!("{end} bytes"), path, &bytes[..end]);
        audit(&format!("{end} bytes of text"), Path::new("few.txt"), &bytes[..end]);
    }
}

#[test]
fn documents_of_every_format_cut_short_or_disfigured_are_read_all_the_same() {
    let mut rng = Rng::with_seed(0x00da_3a9e);
    let fixtures = damage::fixtures();
    assert!(fixtures.len() >= 80, "{}", fixtures.len());
    let mut read = 0;
    for fixture in fixtures {
        for round in 0..20 {
            let bytes = fixture.damaged(if round < 10 { Damage::Cut } else { Damage::Flipped }, &mut rng);
            let given = Given { bytes: &bytes, base: None, beside: &Beside::default() };
            // A container may be damaged beyond reading; what is read is whole in itself.
            let Ok(document) = (fixture.reader.read)(&given) else { continue };
            let mut audit = parse::parse(document);
            pair::pair(&mut audit, &mut Sources::default());
            let case = format!("{} {round}", fixture.name());
            for (what, range) in ranges(&audit) {
                assert!(audit.document.text.get(range.clone()).is_some(), "{case}: {what} at {range:?}");
            }
            assert!(audit.document.anchors.is_sorted_by_key(|anchor| anchor.start), "{case}: anchors");
            read += 1;
        }
    }
    assert!(read >= 800, "{read} read");
}

/// Pieces that, repeated, tempt a reader into looking at the rest of the document at every one of them.
const TEMPTING: [(&str, &[&str]); 4] = [
    (
        "html",
        &[
            "<div>",
            "<a href=#x>1</a>",
            "<a id=x href=#x>1</a> ",
            "<p id=x><a href=#x>1</a>",
            "<sup><a href='#fn1'>[1]</a></sup>",
            "<ol class=references><li>",
            "<ol><li id=fn1>x<a href=#r>y</a>",
            "<span class=sidenote>x",
            "<span class=ltx_role_footnote><span class=ltx_note_content>x</span>",
            "<table><tr><td>x",
            "<dt id=fn1>1<dd>x",
            "<nav><a href=/x>x</a>",
            "<aside epub:type=footnote>",
        ],
    ),
    (
        "latex",
        &[
            "\\footnote{",
            "\\footnote{x}",
            "\\url{",
            "\\href{a}{",
            "\\verb|",
            "\\begin{verbatim}",
            "\\cite{a}",
            "\\cite[",
            "{",
            "\\x{}",
            "\\def\\x{\\x\\x}\\x ",
            "\\newcommand{\\y}[1]{\\url{#1#1}\\y{#1 #1}}\\y{}",
            "\\",
            "\\iffalse",
        ],
    ),
    ("bibtex", &["@a{", "@a{b, c = {", "@string{a = a # a}", "@a{b, crossref = {b}}"]),
    ("markdown", &["[^", "[^1]", "^[", "[a](", "[@a", "<a href=", "<b>", "[1]: x\n\n"]),
];

// What takes time or memory by the square of the length, or doubles, would be noticed.
#[test]
fn documents_cost_their_length() {
    for (format, pieces) in TEMPTING {
        let reader = READERS.into_iter().find(|reader| reader.name == format).unwrap();
        for piece in pieces {
            let text = piece.repeat(40_000 / piece.len());
            let document = (reader.read)(&Given { bytes: text.as_bytes(), base: None, beside: &Beside::default() });
            let read = document.unwrap().text.len();
            assert!(read <= text.len() * 10 + 1000, "{format} {piece}: {read} bytes of text");
        }
    }
}

/// The inputs of other tests: path and bytes, each no longer than a few pages.
fn samples() -> Vec<(PathBuf, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<PathBuf> = Vec::new();
    for folder in ["reports", "tests/check"] {
        paths.extend(fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().path()));
    }
    for case in fs::read_dir(root.join("tests/extract")).unwrap() {
        let case = case.unwrap().path();
        paths.extend(["input.txt", "input.md"].map(|name| case.join(name)).into_iter().filter(|path| path.exists()));
    }
    paths.retain(|path| {
        let document = path.extension().is_some_and(|extension| extension == "txt" || extension == "md");
        document && !path.to_string_lossy().contains(".isnad.")
    });
    paths.sort();
    paths.into_iter().map(|path| (path.strip_prefix(root).unwrap().to_owned(), fs::read(&path).unwrap())).collect()
}

/// Bytes with one thing changed, at any byte: characters are cut in two as well.
fn disfigured(bytes: &[u8], other: &[u8], rng: &mut Rng) -> Vec<u8> {
    let part = |rng: &mut Rng, bytes: &[u8]| {
        let start = rng.usize(..=bytes.len());
        let end = start + rng.usize(..=(bytes.len() - start).min(400));
        start..end
    };
    let here = part(rng, bytes);
    let (before, after) = (&bytes[..here.start], &bytes[here.end..]);
    match rng.u8(..7) {
        0 => before.to_vec(),
        1 => [before, after].concat(),
        2 => [before, &bytes[here.clone()], &bytes[here.clone()], after].concat(),
        3 => {
            let spliced = part(rng, other);
            [before, &other[spliced], after].concat()
        }
        4 => {
            let pieces: String = (0..rng.usize(1..20)).map(|_| PIECES[rng.usize(..PIECES.len())]).collect();
            [before, pieces.as_bytes(), &bytes[here.start..]].concat()
        }
        5 => {
            let mut bytes = bytes.to_vec();
            for byte in &mut bytes[here] {
                if rng.u8(..8) == 0 {
                    *byte = rng.u8(..);
                }
            }
            bytes
        }
        // Lines in another order.
        _ => {
            let mut lines: Vec<&[u8]> = bytes.split_inclusive(|&byte| byte == b'\n').collect();
            let (a, b) = (rng.usize(..=lines.len()), rng.usize(..=lines.len()));
            if let Some(lines) = lines.get_mut(a.min(b)..a.max(b)) {
                rng.shuffle(lines);
            }
            lines.concat()
        }
    }
}

/// Takes a document through every stage that asks nobody, and writes the reports.
fn audit(case: &str, path: &Path, bytes: &[u8]) {
    let document = read::read(path.to_str().unwrap(), bytes, &Beside::default(), &read::Settings::default()).unwrap();
    let mut sources = Sources::default();
    let mut audit = parse::parse(document);
    pair::pair(&mut audit, &mut sources);
    for (what, range) in ranges(&audit) {
        let text = &audit.document.text;
        assert!(range.start <= range.end && text.get(range.clone()).is_some(), "{case}: {what} at {range:?}");
    }
    places_are_in_order(case, &audit);
    let mut audits = vec![audit];
    let settings = judge::Settings::on(date(2026, 6, 1));
    let findings = judge::judge(&mut audits, &sources, &settings);
    let run = Run {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        started: String::new(),
        finished: String::new(),
        mode: Mode::Offline,
        now: "2026-06-01".to_owned(),
        complete: true,
        network: NetworkUse::Unused,
    };
    let report = Report { run, audits, sources, findings, exit_code: Some(0) };
    let catalogue = Catalogue::new("en");
    for reporter in REPORTERS {
        let mut out = Vec::new();
        let rules = judge::texts();
        let mut canvas = Canvas { hints: true, ..Canvas::plain(&mut out, &catalogue, &rules) };
        (reporter.write)(&report, &mut canvas).unwrap();
        let out = String::from_utf8(out).unwrap();
        // The lines of CSV end as its standard says.
        let ends = |character| character == '\n' || character == '\r' && reporter.name == "csv";
        let bad = out.chars().find(|&character| character.is_control() && !ends(character));
        assert_eq!(bad, None, "{case}: {}", reporter.name);
        if reporter.name == "json" {
            let value: serde_json::Value = serde_json::from_str(&out).unwrap();
            assert_eq!(value["findings"].as_array().unwrap().len(), report.findings.len(), "{case}");
        }
    }
}

/// Every range that a model of a document holds, with a word for what it is of.
fn ranges(audit: &Audit) -> Vec<(&'static str, &Range<usize>)> {
    let Audit { document, notes, orphans, unpaired, unnoted } = audit;
    let Document { pages, links, listed, notes: declared, works, undefined, verbatim, .. } = document;
    let mut ranges: Vec<(&'static str, &Range<usize>)> = Vec::new();
    ranges.extend(pages.iter().map(|page| ("page", page)));
    ranges.extend(links.iter().map(|link| ("link", &link.range)));
    ranges.extend(listed.iter().map(|entry| ("listed URL", &entry.range)));
    for note in declared.iter().flatten() {
        ranges.extend(note.body.iter().map(|range| ("declared note", range)));
        ranges.extend(note.callouts.iter().map(|range| ("declared callout", range)));
    }
    ranges.extend(undefined.iter().map(|(_, range)| ("undefined callout", range)));
    ranges.extend(verbatim.iter().map(|range| ("verbatim", range)));
    ranges.extend(works.iter().map(|work| ("stated work", &work.range)));
    for note in notes {
        ranges.push(("note", &note.range));
        ranges.extend(note.callouts.iter().map(|callout| ("callout", &callout.range)));
        for citation in &note.citations {
            ranges.push(("citation", &citation.range));
            ranges.extend(citation.printed.iter().map(|printed| ("printed URL", &printed.range)));
        }
    }
    ranges.extend(orphans.iter().map(|orphan| ("orphan", &orphan.range)));
    ranges.extend(unpaired.iter().chain(unnoted).map(|url| ("loose URL", &url.range)));
    ranges
}

/// Anchors ascend within the text, notes stand in the document's order, and every citation's source is there.
fn places_are_in_order(case: &str, audit: &Audit) {
    let document = &audit.document;
    let anchors = document.anchors.iter().map(|anchor| anchor.start);
    assert!(anchors.clone().is_sorted(), "{case}: anchors");
    assert!(anchors.clone().all(|start| document.text.is_char_boundary(start)), "{case}: an anchor within a character");
    for note in &audit.notes {
        assert!(!note.citations.is_empty(), "{case}: note {} cites nothing", note.number);
        let (line, end) = (note.place.line, note.place.end_line);
        assert!(line.is_some() && line <= end, "{case}: note {} from {line:?} to {end:?}", note.number);
    }
}
