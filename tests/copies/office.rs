//! The copies in the hands of others: `LibreOffice` opens them, pandoc reads the comments back.

use std::path::Path;
use std::process::Command;

use super::{annotate, docx, made, parts, read, remarks, resolved, with_part};
use crate::support::isnad::isnad;

/// Runs a program that has to be there.
fn run(program: &str, args: &[&str], directory: &Path) -> Vec<u8> {
    let output = Command::new(program).args(args).current_dir(directory).output();
    let output = output.unwrap_or_else(|error| panic!("{program} cannot be run: {error}"));
    assert!(output.status.success(), "{program} {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// A commented copy: its file, how many comments are isnad's and how many were there before.
struct Copy {
    file: String,
    ours: usize,
    others: usize,
}

/// Everything that pandoc can write into a Word document.
const MARKDOWN: &str = "# Title\n\nOne.[^a] [Sure?]{.comment-start id=\"0\" author=\"Ed\" \
    date=\"2026-01-01T00:00:00Z\"}Two[]{.comment-end id=\"0\"}.[^b] [Inserted.[^c]]{.insertion author=\"Ed\" \
    date=\"2026-01-01T00:00:00Z\"} [Deleted.]{.deletion author=\"Ed\" date=\"2026-01-01T00:00:00Z\"}\n\n\
    | A | B |\n|---|---|\n| x[^d] | y |\n\n\
    [^a]: Note <https://a.example/1>.\n[^b]: Note.\n[^c]: Note.\n[^d]: Note [link](https://a.example/2).\n";

/// The commented copies that word processors open: of documents by hand, by pandoc and by `LibreOffice`, with and
/// without comments, tracked changes, endnotes and tables.
fn copies(directory: &Path) -> Vec<Copy> {
    let mut originals: Vec<String> = Vec::new();
    for sample in made::samples() {
        let name = format!("{}.docx", sample.name.replace('/', "-"));
        std::fs::write(directory.join(&name), sample.bytes).unwrap();
        originals.push(name);
    }
    std::fs::write(directory.join("p.md"), MARKDOWN).unwrap();
    let plain = regex::Regex::new(r"\[(?:Sure\?)?\]\{.comment[^}]*\}").unwrap().replace_all(MARKDOWN, "");
    std::fs::write(directory.join("q.md"), plain.as_bytes()).unwrap();
    for (from, to) in [("p.md", "pandoc.docx"), ("q.md", "pandoc-plain.docx"), ("q.md", "pandoc-plain.odt")] {
        run("pandoc", &[from, "-o", to], directory);
        originals.push(to.to_owned());
    }
    let all = originals.clone();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    convert(directory, &all, "odt", "libreoffice");
    let odt: Vec<String> =
        all.iter().map(|name| format!("libreoffice/{}.odt", name.rsplit_once('.').unwrap().0)).collect();
    convert(directory, &odt.iter().map(String::as_str).collect::<Vec<_>>(), "docx:MS Word 2007 XML", "libreoffice");
    originals.extend(odt.iter().map(|name| name.replace(".odt", ".docx")));
    originals.extend(odt);
    let commented = |name: String| {
        let bytes = std::fs::read(directory.join(&name)).unwrap();
        let format = name.rsplit('.').next().unwrap();
        let document = read(format, &bytes);
        let remarks = remarks(&document);
        assert!(!remarks.is_empty(), "{name}");
        let file = format!("copy-{}", name.replace(['/', '.'], "-")) + "." + format;
        std::fs::write(directory.join(&file), annotate(format, &bytes, &remarks).unwrap()).unwrap();
        let others = if format == "docx" {
            parts(&bytes).get("word/comments.xml").map_or(0, |part| count(part, "<w:comment "))
        } else {
            count(&parts(&bytes)["content.xml"], "<office:annotation ")
        };
        Copy { file, ours: remarks.len(), others }
    };
    originals.into_iter().map(commented).collect()
}

fn count(text: &[u8], what: &str) -> usize {
    String::from_utf8_lossy(text).matches(what).count()
}

/// Has `LibreOffice` write files anew, in another format, into a folder.
fn convert(directory: &Path, files: &[&str], to: &str, folder: &str) {
    let profile = format!("-env:UserInstallation=file://{}", directory.join("profile").display());
    let options = [&profile, "--headless", "--convert-to", to, "--outdir", folder];
    run("soffice", &[&options, files].concat(), directory);
}

#[test]
#[ignore = "needs libreoffice and pandoc"]
fn libreoffice_opens_the_copies_and_counts_the_comments() {
    let directory = tempfile::tempdir().unwrap();
    let copies = copies(directory.path());
    assert!(copies.len() > 50 && copies.iter().filter(|copy| copy.others > 0).count() > 20);
    // What LibreOffice has read is what it writes into a flat file.
    let files: Vec<&str> = copies.iter().map(|copy| copy.file.as_str()).collect();
    convert(directory.path(), &files, "fodt", "flat");
    let margin = "pdf:writer_pdf_Export:{\"ExportNotes\":{\"type\":\"boolean\",\"value\":\"false\"},\
        \"ExportNotesInMargin\":{\"type\":\"boolean\",\"value\":\"true\"}}";
    convert(directory.path(), &files, margin, "pdf");
    for Copy { file, ours, others } in &copies {
        let stem = file.rsplit_once('.').unwrap().0;
        let flat = std::fs::read(directory.path().join(format!("flat/{stem}.fodt"))).unwrap();
        assert_eq!(count(&flat, "<office:annotation "), ours + others, "{file}");
        assert_eq!(count(&flat, "<dc:creator>isnad</dc:creator>"), *ours, "{file}");
        let pdf = std::fs::read(directory.path().join(format!("pdf/{stem}.pdf"))).unwrap();
        assert!(pdf.starts_with(b"%PDF-"), "{file}");
    }
    // The pages can be looked at: `ISNAD_PICTURES=DIR cargo test … office -- --ignored`.
    if let Some(pictures) = std::env::var_os("ISNAD_PICTURES") {
        std::fs::create_dir_all(&pictures).unwrap();
        for Copy { file, .. } in &copies {
            let pdf = format!("{}.pdf", file.rsplit_once('.').unwrap().0);
            std::fs::copy(directory.path().join("pdf").join(&pdf), Path::new(&pictures).join(&pdf)).unwrap();
        }
    }
}

#[test]
#[ignore = "needs libreoffice and pandoc"]
fn pandoc_reads_the_comments_back_at_their_callouts() {
    let directory = tempfile::tempdir().unwrap();
    for Copy { file, ours, others } in copies(directory.path()).into_iter().filter(|copy| copy.file.ends_with("docx")) {
        let json = run("pandoc", &["--track-changes=all", "-t", "json", &file], directory.path());
        let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
        let mut inlines = Vec::new();
        flatten(&json["blocks"], &mut inlines);
        let opening = |whose: &str| -> Vec<usize> {
            let is_opening = |inline: &String| *inline == format!("comment-start {whose}");
            (0..inlines.len()).filter(|at| is_opening(&inlines[*at])).collect()
        };
        assert_eq!((opening("isnad").len(), opening("other").len()), (ours, others), "{file}: {inlines:?}");
        for at in opening("isnad") {
            let note = inlines[at..].iter().position(|inline| inline == "Note");
            let end = inlines[at..].iter().position(|inline| inline.starts_with("comment-end"));
            assert!(note.is_some() && note < end, "{file}: {:?}", &inlines[at..]);
        }
    }
}

/// Comments, their ends and notes, in the order of the text.
fn flatten(value: &serde_json::Value, out: &mut Vec<String>) {
    if let Some(list) = value.as_array() {
        for value in list {
            flatten(value, out);
        }
        return;
    }
    let Some(object) = value.as_object() else { return };
    match object.get("t").and_then(serde_json::Value::as_str) {
        Some("Note") => out.push("Note".to_owned()),
        Some("Span") => {
            let classes = value["c"][0][1].to_string();
            let author = value["c"][0][2].to_string();
            if classes.contains("comment-start") {
                out.push(format!("comment-start {}", if author.contains("isnad") { "isnad" } else { "other" }));
            } else if classes.contains("comment-end") {
                out.push("comment-end".to_owned());
            } else {
                flatten(&value["c"][1], out);
            }
        }
        _ => object.values().for_each(|value| flatten(value, out)),
    }
}

#[test]
#[ignore = "needs libreoffice and pandoc"]
fn a_comment_resolved_in_libreoffice_is_a_decision() {
    let directory = tempfile::tempdir().unwrap();
    let bytes = annotate("docx", &docx(), &remarks(&read("docx", &docx()))).unwrap();
    std::fs::write(directory.path().join("r.docx"), bytes).unwrap();
    convert(directory.path(), &["r.docx"], "odt", "odt");
    let odt = std::fs::read(directory.path().join("odt/r.odt")).unwrap();
    let content = String::from_utf8(parts(&odt)["content.xml"].clone()).unwrap();
    // What a click on `Resolve` writes.
    let resolved = content.replacen("<office:annotation ", "<office:annotation loext:resolved=\"true\" ", 1);
    assert_ne!(content, resolved);
    let odt = with_part(&odt, "content.xml", &resolved.replacen(" loext:resolved=\"false\"", "", 1));
    std::fs::write(directory.path().join("odt/r.odt"), odt).unwrap();
    convert(directory.path(), &["odt/r.odt"], "docx:MS Word 2007 XML", "back");
    let back = read("docx", &std::fs::read(directory.path().join("back/r.docx")).unwrap());
    assert!(matches!(back.decisions.as_slice(), [decision] if decision.resolved), "{:?}", back.decisions);
    let callout = back.notes.unwrap()[0].callouts[0].clone();
    let range = &back.decisions[0].range;
    assert!(range.start <= callout.start && callout.end <= range.end, "{range:?} {callout:?}");
}

/// Documents of pandoc and of `LibreOffice`, and copies that `LibreOffice` has saved: what was resolved in the copy is
/// accepted in the next run.
#[test]
#[ignore = "needs libreoffice and pandoc"]
fn a_resolved_comment_is_accepted_whoever_wrote_the_document() {
    let directory = tempfile::tempdir().unwrap();
    let path = |name: &str| directory.path().join(name);
    let note =
        "The dam broke.[^a] Nobody was hurt.\n\n[^a]: \u{201c}The dam\u{201d}, The Valley Herald, 4 May 2021, Link.\n";
    std::fs::write(path("r.md"), note).unwrap();
    for to in ["pandoc.docx", "pandoc.odt", "office.docx"] {
        run("pandoc", &["r.md", "-o", to], directory.path());
    }
    let word = "docx:MS Word 2007 XML";
    convert(directory.path(), &["office.docx"], "odt", ".");
    convert(directory.path(), &["office.odt"], word, ".");
    let check = |name: &str, args: &[&str]| {
        let output = isnad(directory.path()).args(["check", "--offline", name]).args(args).output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let accepted = |copy: &str| {
        assert_eq!(check(copy, &["--report", "json=r.json"]).0, Some(0), "{copy}");
        let json: serde_json::Value = serde_json::from_slice(&std::fs::read(path("r.json")).unwrap()).unwrap();
        assert_eq!(json["findings"][0]["rule"], "missing-source", "{copy}");
        assert_eq!(json["findings"][0]["suppressed"]["by"], "comment", "{copy}");
    };
    for name in ["pandoc.docx", "pandoc.odt", "office.odt", "office.docx"] {
        let (stem, format) = name.split_once('.').unwrap();
        let copy = format!("{stem}.isnad.{format}");
        let (code, said) = check(name, &["--report", format]);
        assert_eq!(code, Some(1), "{name}: {said}");
        assert_eq!(check(&copy, &[]).0, Some(1), "{copy}: nothing is resolved");
        let closed = resolved(format, &std::fs::read(path(&copy)).unwrap());
        std::fs::write(path(&copy), closed).unwrap();
        accepted(&copy);
        // Saved by another program in either format, it is still resolved.
        for (to, folder) in [("odt", "odt"), (word, "docx")] {
            convert(directory.path(), &[&copy], to, folder);
            accepted(&format!("{folder}/{stem}.isnad.{folder}"));
        }
    }
}
