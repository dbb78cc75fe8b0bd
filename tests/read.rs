//! What the readers make of files: `tests/read/<reader>/<case>/input.*` and, beside it, `expected.txt`, checked by hand.
//!
//! Where `input` is a folder, its files are the parts of a zip container, written by hand as word processors write them.
//!
//! A line of `expected.txt` is one of, with places as `line:column`, after the part of the document where it has any, or
//! as the page and the paragraph where the format has no lines, and line ends in texts as `⏎`:
//!
//! ```text
//! note NUMBER LABEL PLACE TEXT          (or endnote, or reference; where numbering began anew, SEQUENCE/NUMBER)
//! more PLACE TEXT OF THE SAME NOTE FURTHER ON
//! callout NUMBER LABEL PLACE-END
//! work PLACE what is stated of it, field by field
//! link PLACE-END URL | COVERED TEXT AND ITS PLACE
//! undefined LABEL PLACE-END
//! verbatim PLACE TEXT
//! decision COVERED TEXT | TEXT | STATE AND REPLIES
//! defect PLACE MESSAGE
//! text TEXT
//! ```

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use isnad::lang::Catalogue;
use isnad::model::{CitedDate, Document, NoteKind, Place, StatedWork};
use isnad::read::{Beside, Given, READERS, ReadError, Reader};

use crate::support::{golden, zipped};

#[test]
fn files_are_read_as_expected() {
    let mut cases = 0;
    for reader in READERS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/read").join(reader.name);
        for case in entries(&folder) {
            let input = entries(&case).into_iter().find(|path| path.file_stem().is_some_and(|stem| stem == "input"));
            let input = input.expect("an input");
            let bytes = zipped::input(&input);
            let given = Given { bytes: &bytes, base: None, beside: &Beside::of(&input) };
            let found = describe(&(reader.read)(&given).unwrap());
            let path = case.join("expected.txt");
            let expected = std::fs::read_to_string(&path).unwrap_or_default();
            if found != expected && golden::bless() {
                std::fs::write(&path, &found).unwrap();
            } else {
                assert_eq!(found, expected, "{}\n{found}", case.display());
            }
            cases += 1;
        }
    }
    assert!(cases >= 12, "{cases} cases");
}

fn read(reader: &Reader, bytes: &[u8]) -> Result<Document, ReadError> {
    (reader.read)(&Given { bytes, base: None, beside: &Beside::default() })
}

/// The entries of a folder in a stable order; none where there is no such folder.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let Ok(found) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<_> = found.map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}

fn describe(document: &Document) -> String {
    let mut lines = String::new();
    for note in document.notes.iter().flatten() {
        let place = start(&document.place(&note.body[0]));
        let kind = match note.kind {
            NoteKind::Footnote => "note",
            NoteKind::Endnote => "endnote",
            NoteKind::Reference => "reference",
        };
        let text = one_line(document.slice(&note.body[0]));
        let sequence = if note.sequence > 1 { format!("{}/", note.sequence) } else { String::new() };
        writeln!(lines, "{kind} {sequence}{} {} {place} {text}", note.number, note.marker).unwrap();
        for more in note.body.iter().skip(1) {
            writeln!(lines, "more {} {}", start(&document.place(more)), one_line(document.slice(more))).unwrap();
        }
        for callout in &note.callouts {
            // Several in one pair of brackets stand without brackets of their own.
            let called = document.slice(callout).trim_matches(['[', ']']).to_lowercase();
            assert_eq!(called, note.marker.to_lowercase());
            writeln!(lines, "callout {} {} {}", note.number, note.marker, span(&document.place(callout))).unwrap();
        }
    }
    for link in &document.links {
        let covered = one_line(document.slice(&link.range));
        let (stands, covers) = (span(&link.place), start(&document.place(&link.range)));
        writeln!(lines, "link {stands} {} | {covered} {covers}", link.url).unwrap();
    }
    for work in &document.works {
        writeln!(lines, "work {} {}", start(&document.place(&work.range)), stated(work)).unwrap();
    }
    for (label, range) in &document.undefined {
        assert_eq!(document.slice(range).trim_start_matches(['[', '^']).trim_end_matches(']'), label);
        writeln!(lines, "undefined {label} {}", span(&document.place(range))).unwrap();
    }
    for range in &document.verbatim {
        writeln!(lines, "verbatim {} {}", start(&document.place(range)), one_line(document.slice(range))).unwrap();
    }
    for decision in &document.decisions {
        let replies: Vec<_> =
            decision.replies.iter().map(|reply| format!("{}: {}", reply.author, reply.text)).collect();
        let state = if decision.resolved { "resolved" } else { "open" };
        let covered = one_line(document.slice(&decision.range));
        writeln!(lines, "decision {covered} | {} | {state} {}", one_line(&decision.text), replies.join("; ")).unwrap();
    }
    let english = Catalogue::new("en");
    for defect in &document.defects {
        writeln!(lines, "defect {} {}", start(&defect.place), english.render(&defect.message)).unwrap();
    }
    writeln!(lines, "text {}", one_line(&document.text)).unwrap();
    lines
}

/// The fields that are stated of a work, each with its name.
fn stated(work: &StatedWork) -> String {
    let date = |date: Option<&CitedDate>| date.and_then(|date| date.readings.first()).map(ToString::to_string);
    let fields = [
        ("title", work.title.clone()),
        ("author", work.author.clone()),
        ("publisher", work.publisher.clone()),
        ("date", date(work.date.as_ref())),
        ("accessed", work.accessed.map(|date| date.to_string())),
        ("url", work.url.clone()),
        ("doi", work.doi.clone()),
        ("kind", work.kind.map(|kind| format!("{kind:?}").to_lowercase())),
    ];
    let told = fields.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", value?)));
    told.collect::<Vec<_>>().join(" | ")
}

fn start(place: &Place) -> String {
    let part = place.part.as_ref().map(|part| format!("{part}:")).unwrap_or_default();
    if let Some(paragraph) = place.paragraph {
        let page = place.page.map(|page| format!("p{page}")).unwrap_or_default();
        return format!("{part}{page}¶{paragraph}");
    }
    format!("{part}{}:{}", place.line.unwrap_or(0), place.column.unwrap_or(0))
}

fn span(place: &Place) -> String {
    format!("{}-{}:{}", start(place), place.end_line.unwrap_or(0), place.end_column.unwrap_or(0))
}

fn one_line(text: &str) -> String {
    text.replace('\n', "⏎")
}

#[test]
fn hostile_markdown_is_read_in_linear_time() {
    let reader = READERS.iter().find(|reader| reader.name == "markdown").unwrap();
    let pieces = [
        "[^",
        "[[",
        "[^a]",
        "[^a]: x\n",
        "> ",
        "- ",
        "*a **b _c ",
        "![[^a](",
        "<!--",
        "`a ``",
        "| a ",
        "[^a\n",
        "\\[^a]",
        "^[",
        "a^[b]",
        "^[*a* [b](https://c.example) ",
        "![^[",
        "^[[^a]",
        "^[a\n",
        "a [1](#b) <b id=b>\n1 ",
    ];
    for piece in pieces {
        let text = piece.repeat(200_000 / piece.len());
        let began = std::time::Instant::now();
        let document = read(reader, text.as_bytes()).unwrap();
        assert!(document.text.len() <= text.len() * 3, "{piece}");
        // Quadratic time would be minutes.
        assert!(began.elapsed().as_secs() < 20, "{piece}");
    }
    for (opening, closing) in [("^[", "]"), ("^[a ", " b]"), ("[^[", "](c)]"), ("- ^[a\n ", "]")] {
        let text = opening.repeat(50_000) + &closing.repeat(50_000);
        let began = std::time::Instant::now();
        read(reader, text.as_bytes()).unwrap();
        assert!(began.elapsed().as_secs() < 20, "{opening}{closing}");
    }
}

#[test]
fn hostile_plain_markup_is_read_in_linear_time() {
    let deeper: String = (0..2_000).map(|depth| " ".repeat(depth) + "- x\n").collect();
    let nested: String = (0..2_000).map(|depth| " ".repeat(depth) + ".. x\n").collect();
    let texts = [
        ("rst", "\n x\n".repeat(40_000)),
        ("rst", " x::\n\n".repeat(40_000)),
        ("rst", ".. [1] x\n\n".repeat(20_000)),
        ("rst", deeper),
        ("rst", nested),
        ("asciidoc", "footnote:[\n\n".repeat(20_000)),
        ("asciidoc", "footnote:[a\n\nb] c\n\n".repeat(10_000)),
        ("latex", "\\ifx\\a\\b\\else ".repeat(10_000)),
        ("latex", "\\iffalse{\\else\\fi".repeat(10_000)),
        ("latex", "\\ifx\\csname a b\\fi ".repeat(60_000)),
        ("latex", "\\begin{frame}\\footnotemark[1]\\footnote[1]{x}".repeat(5_000)),
        ("latex", "\\def\\a#1{#1\\b{#1}}\\def\\b#1{\\a{#1#1}}\\a{\\a{\\b{x}}}".repeat(500)),
    ];
    for (name, text) in texts {
        let reader = READERS.iter().find(|reader| reader.name == name).unwrap();
        let began = std::time::Instant::now();
        let document = read(reader, text.as_bytes()).unwrap();
        assert!(document.notes.is_some(), "{name} {}", text.get(..20).unwrap());
        // Quadratic time would be minutes.
        assert!(began.elapsed().as_secs() < 20, "{name} {}", text.get(..20).unwrap());
    }
}

#[test]
fn generated_markdown_keeps_its_places() {
    let pieces = [
        "[^a]",
        "[^b]",
        "\n\n[^a]: ",
        "\n",
        "\n\n",
        "\r\n",
        "ماء",
        "😀",
        "word ",
        "*",
        "`",
        "> ",
        "    ",
        "\t",
        "&amp;",
        "\\[",
        "<b>",
        "<!-- x -->",
        "[l](https://a.example)",
        "<https://b.example>",
        "| a |\n|---|\n",
        "```\n",
        "- ",
        "1. ",
        "![i](j)",
        "\u{FEFF}",
        "^[",
        "^[نص",
        "]",
        "^[note *of*\n> ",
    ];
    let reader = READERS.iter().find(|reader| reader.name == "markdown").unwrap();
    let mut random = fastrand::Rng::with_seed(7);
    let mut inline_notes = 0;
    for _ in 0..5_000 {
        let length = random.usize(0..25);
        let source: String = (0..length).map(|_| pieces[random.usize(..pieces.len())]).collect();
        let document = read(reader, source.as_bytes()).unwrap();
        inline_notes += document.notes.iter().flatten().filter(|note| note.marker == note.number).count();
        let bare = source.strip_prefix('\u{FEFF}').unwrap_or(&source);
        let lines: Vec<Vec<char>> = bare.split('\n').map(|line| line.chars().collect()).collect();
        assert!(document.anchors.windows(2).all(|pair| pair[0].start < pair[1].start), "{source:?}");
        let notes = document.notes.as_deref().unwrap_or_default();
        let defined = |label: &str| notes.iter().any(|note| note.marker == label);
        assert!(!document.undefined.iter().any(|(label, _)| defined(label)), "{source:?}");
        let ranges = notes.iter().flat_map(|note| note.callouts.iter().chain(&note.body));
        let ranges = ranges.chain(document.links.iter().map(|link| &link.range)).chain(&document.verbatim);
        for range in ranges.chain(document.undefined.iter().map(|(_, range)| range)) {
            assert!(document.text.get(range.clone()).is_some(), "{source:?}");
        }
        for (note, callout) in notes.iter().flat_map(|note| note.callouts.iter().map(move |callout| (note, callout))) {
            let place = document.place(callout);
            let (line, column) = (place.line.unwrap() as usize, place.column.unwrap() as usize);
            let called: String = lines[line - 1].iter().skip(column - 1).take(2).collect();
            // No label of the pieces is a number.
            let inline = note.marker == note.number;
            assert_eq!(called, if inline { "^[" } else { "[^" }, "{source:?} {place:?}");
            assert_eq!(document.slice(callout), format!("[{}]", note.marker), "{source:?}");
            if inline {
                let body = document.place(&note.body[0]);
                assert!(place.order() < body.order(), "{source:?}");
            }
        }
        // Letters stand where their places say.
        for (at, letter) in document.text.char_indices().filter(|(_, letter)| letter.is_alphabetic() || *letter == '😀')
        {
            let place = document.place(&(at..at + letter.len_utf8()));
            let (line, column) = (place.line.unwrap() as usize, place.column.unwrap() as usize);
            assert_eq!(lines[line - 1].get(column - 1), Some(&letter), "{source:?} {at} {place:?}");
        }
    }
    assert!(inline_notes > 200, "{inline_notes}");
}
