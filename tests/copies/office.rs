//! The copies in the hands of others: `LibreOffice` opens them, pandoc reads the comments back.

use std::path::Path;
use std::process::Command;

use super::{annotate, docx, read, remarks, with_part};

/// Runs a program that has to be there.
fn run(program: &str, args: &[&str], directory: &Path) -> Vec<u8> {
    let output = Command::new(program).args(args).current_dir(directory).output();
    let output = output.unwrap_or_else(|error| panic!("{program} cannot be run: {error}"));
    assert!(output.status.success(), "{program} {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// The commented copies that word processors open: of documents by the programs that write them, and of one by hand.
fn copies(directory: &Path) -> Vec<(String, usize)> {
    let markdown = "# Title\n\nOne.[^a] Two.[^b]\n\n| A | B |\n|---|---|\n| x[^c] | y |\n\n[^a]: Note <https://a.example/1>.\n\
        [^b]: Note.\n[^c]: Note [link](https://a.example/2).\n";
    std::fs::write(directory.join("p.md"), markdown).unwrap();
    run("pandoc", &["p.md", "-o", "pandoc.docx"], directory);
    run("pandoc", &["p.md", "-o", "pandoc.odt"], directory);
    convert(directory, "pandoc.odt", "docx:MS Word 2007 XML", "libreoffice");
    convert(directory, "pandoc.docx", "odt", "libreoffice");
    std::fs::write(directory.join("hand.docx"), docx()).unwrap();
    let mut copies = Vec::new();
    for name in ["pandoc.docx", "pandoc.odt", "libreoffice/pandoc.docx", "libreoffice/pandoc.odt", "hand.docx"] {
        let bytes = std::fs::read(directory.join(name)).unwrap();
        let format = name.rsplit('.').next().unwrap();
        let remarks = remarks(&read(format, &bytes));
        assert!(!remarks.is_empty(), "{name}");
        let copy = format!("copy-{}", name.replace('/', "-"));
        std::fs::write(directory.join(&copy), annotate(format, &bytes, &remarks).unwrap()).unwrap();
        copies.push((copy, remarks.len()));
    }
    copies
}

fn convert(directory: &Path, file: &str, to: &str, folder: &str) {
    let profile = format!("-env:UserInstallation=file://{}", directory.join("profile").display());
    run("soffice", &[&profile, "--headless", "--convert-to", to, "--outdir", folder, file], directory);
}

#[test]
#[ignore = "needs libreoffice and pandoc"]
fn libreoffice_opens_the_copies_and_counts_the_comments() {
    let directory = tempfile::tempdir().unwrap();
    for (copy, comments) in copies(directory.path()) {
        let stem = copy.rsplit_once('.').unwrap().0;
        // What LibreOffice has read is what it writes into a flat file.
        convert(directory.path(), &copy, "fodt", "flat");
        let flat = std::fs::read_to_string(directory.path().join(format!("flat/{stem}.fodt"))).unwrap();
        assert_eq!(flat.matches("<office:annotation ").count(), comments, "{copy}");
        assert_eq!(flat.matches("<dc:creator>isnad</dc:creator>").count(), comments, "{copy}");
        let margin = "pdf:writer_pdf_Export:{\"ExportNotes\":{\"type\":\"boolean\",\"value\":\"false\"},\
            \"ExportNotesInMargin\":{\"type\":\"boolean\",\"value\":\"true\"}}";
        convert(directory.path(), &copy, margin, "pdf");
        let pdf = std::fs::read(directory.path().join(format!("pdf/{stem}.pdf"))).unwrap();
        assert!(pdf.starts_with(b"%PDF-"), "{copy}");
    }
}

#[test]
#[ignore = "needs libreoffice and pandoc"]
fn pandoc_reads_the_comments_back_at_their_callouts() {
    let directory = tempfile::tempdir().unwrap();
    for (copy, comments) in copies(directory.path()).into_iter().filter(|(copy, _)| copy.ends_with("docx")) {
        let json = run("pandoc", &["--track-changes=all", "-t", "json", &copy], directory.path());
        let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
        let mut inlines = Vec::new();
        flatten(&json["blocks"], &mut inlines);
        let opening: Vec<usize> = inlines
            .iter()
            .enumerate()
            .filter(|(_, inline)| inline.starts_with("comment-start isnad"))
            .map(|(at, _)| at)
            .collect();
        assert_eq!(opening.len(), comments, "{copy}: {inlines:?}");
        for at in opening {
            let note = inlines[at..].iter().position(|inline| inline == "Note");
            let end = inlines[at..].iter().position(|inline| inline.starts_with("comment-end"));
            assert!(note.is_some() && note < end, "{copy}: {:?}", &inlines[at..]);
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
    convert(directory.path(), "r.docx", "odt", "odt");
    let odt = std::fs::read(directory.path().join("odt/r.odt")).unwrap();
    let content = String::from_utf8(super::parts(&odt)["content.xml"].clone()).unwrap();
    // What a click on `Resolve` writes.
    let resolved = content.replacen("<office:annotation ", "<office:annotation loext:resolved=\"true\" ", 1);
    assert_ne!(content, resolved);
    let odt = with_part(&odt, "content.xml", &resolved.replacen(" loext:resolved=\"false\"", "", 1));
    std::fs::write(directory.path().join("odt/r.odt"), odt).unwrap();
    convert(directory.path(), "odt/r.odt", "docx:MS Word 2007 XML", "back");
    let back = read("docx", &std::fs::read(directory.path().join("back/r.docx")).unwrap());
    assert!(matches!(back.decisions.as_slice(), [decision] if decision.resolved), "{:?}", back.decisions);
    let callout = back.notes.unwrap()[0].callouts[0].clone();
    let range = &back.decisions[0].range;
    assert!(range.start <= callout.start && callout.end <= range.end, "{range:?} {callout:?}");
}
