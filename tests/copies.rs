//! Copies of documents with comments in their margins: what changes in them, where the comments stand, and what becomes
//! of them in the next run.

mod made;
mod office;

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use isnad::formats::margin::{Item, Line, Refusal, Remark};
use isnad::formats::{opendocument, word};
use isnad::lang::Catalogue;
use isnad::model::{Document, Place};
use isnad::read::{Beside, Given, READERS};
use isnad::report::COPIERS;
use zip::ZipArchive;

use crate::reports::hostile;
use crate::support::isnad::isnad;
use crate::support::zipped;

const DATE: &str = "2026-06-01T12:00:00Z";
const TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
    <Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>";

/// A document in a format.
struct Sample {
    name: String,
    format: &'static str,
    bytes: Vec<u8>,
}

/// The documents that the readers are tested with, whole ones only, and those made for this.
fn samples() -> Vec<Sample> {
    let mut samples = made::samples();
    for format in ["docx", "odt"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/read").join(format);
        for case in entries(&folder).into_iter().filter(|case| !case.ends_with("damaged")) {
            let input = entries(&case).into_iter().find(|path| path.file_stem().is_some_and(|stem| stem == "input"));
            let mut bytes = zipped::input(&input.unwrap());
            if format == "docx" && !parts(&bytes).contains_key("[Content_Types].xml") {
                bytes = with_part(&bytes, "[Content_Types].xml", TYPES);
            }
            let name = case.file_name().unwrap().to_str().unwrap().to_owned();
            samples.push(Sample { name: format!("{format}/{name}"), format, bytes });
        }
    }
    assert!(samples.len() > 24);
    samples
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    entries
}

/// The parts of a container by their names; of a file that is none, the file.
fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let Ok(mut archive) = ZipArchive::new(std::io::Cursor::new(bytes)) else {
        return BTreeMap::from([("content.xml".to_owned(), bytes.to_vec())]);
    };
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            (file.name().unwrap().into_owned(), content)
        })
        .collect()
}

fn with_part(bytes: &[u8], name: &str, content: &str) -> Vec<u8> {
    let changed = BTreeMap::from([(name.to_owned(), content.as_bytes().to_vec())]);
    isnad::formats::zip_xml::rewritten(bytes, changed).unwrap()
}

fn read(format: &str, bytes: &[u8]) -> Document {
    let given = Given { bytes, base: None, beside: &Beside::default() };
    (READERS.iter().find(|reader| reader.name == format).unwrap().read)(&given).unwrap()
}

fn annotate(format: &str, bytes: &[u8], remarks: &[Remark]) -> Result<Vec<u8>, Refusal> {
    let annotate = if format == "docx" { word::annotate } else { opendocument::annotate };
    annotate(bytes, remarks, DATE)
}

/// A remark that says one thing.
fn remark(place: Place, said: &str) -> Remark {
    let line = Line { pieces: vec![(isnad::model::Direction::Ltr, format!("dead-link: {said}"))], ..Line::default() };
    Remark { place, items: vec![Item { rule: "dead-link", url: None, lines: vec![line] }] }
}

/// A remark at the first callout of every note, with the callout's number for its words.
fn remarks(document: &Document) -> Vec<Remark> {
    let notes = document.notes.iter().flatten().enumerate();
    let called = notes.filter_map(|(index, note)| Some((index, note.callouts.first()?)));
    called.map(|(index, callout)| remark(document.place(callout), &index.to_string())).collect()
}

#[test]
fn comments_stand_at_their_callouts_and_nothing_else_changes() {
    for Sample { name, format, bytes } in samples() {
        let document = read(format, &bytes);
        let remarks = remarks(&document);
        let copy = annotate(format, &bytes, &remarks).unwrap();
        let commented = read(format, &copy);
        assert_eq!(commented.text, document.text, "{name}");
        assert_eq!(commented.links.len(), document.links.len(), "{name}");

        // Those with a decision stay; each of the new ones covers the callout that it speaks of.
        let before = document.decisions.iter().filter(|decision| decision.is_made()).count();
        assert_eq!(commented.decisions.len(), before + remarks.len(), "{name}");
        let mut found = 0;
        for (index, note) in commented.notes.iter().flatten().enumerate() {
            let said = format!("dead-link: {index}");
            let Some(decision) = commented.decisions.iter().find(|decision| decision.text == said) else { continue };
            let callout = note.callouts.first().unwrap();
            found += 1;
            // What is called in a text box is commented beside the box: in it Word takes no comments.
            let boxed = name == "docx/shapes";
            assert!(
                boxed || decision.range.start <= callout.start && callout.end <= decision.range.end,
                "{name}: {said} stands at {:?}, the callout at {callout:?}",
                decision.range
            );
        }
        assert_eq!(found, remarks.len(), "{name}");

        let allowed: &[&str] = match format {
            "docx" => &["comments", "document.xml", "main.xml", "[Content_Types].xml"],
            _ => &["content.xml"],
        };
        let (old, new) = (parts(&bytes), parts(&copy));
        for (part, content) in &old {
            let may = allowed.iter().any(|allowed| part.contains(allowed));
            assert!(may || new[part] == *content, "{name}: {part} changed");
        }
        let added: Vec<_> = new.keys().filter(|part| !old.contains_key(*part)).collect();
        let expected = |part: &&&String| part.contains("comments") || part.contains("_rels/");
        assert!(added.iter().all(|part| expected(&part)), "{name}: {added:?}");
    }
}

#[test]
fn a_second_run_replaces_and_adds_nothing() {
    for Sample { name, format, bytes } in samples() {
        let once = annotate(format, &bytes, &remarks(&read(format, &bytes))).unwrap();
        let twice = annotate(format, &once, &remarks(&read(format, &once))).unwrap();
        assert!(parts(&once) == parts(&twice), "{name}");
        // With nothing to say any more they all go, but for those with a decision.
        let cleared = read(format, &annotate(format, &twice, &[]).unwrap());
        assert!(cleared.decisions.iter().all(isnad::model::Decision::is_made), "{name}: {:?}", cleared.decisions);
    }
}

/// A copy in which every comment of isnad is resolved, as Word and `LibreOffice` write it.
fn resolved(format: &str, copy: &[u8]) -> Vec<u8> {
    let all = parts(copy);
    let text = |name: &str| String::from_utf8(all[name].clone()).unwrap();
    if format == "odt" {
        let content = text("content.xml");
        let mut comments = content.split("<office:annotation ");
        let mut changed = comments.next().unwrap().to_owned();
        for comment in comments {
            let own = comment.split("</office:annotation>").next().unwrap().contains("<dc:creator>isnad</dc:creator>");
            changed += if own { "<office:annotation loext:resolved=\"true\" " } else { "<office:annotation " };
            changed += &if own { comment.replacen(" loext:resolved=\"false\"", "", 1) } else { comment.to_owned() };
        }
        let root = "<office:document-content ";
        let space = "xmlns:loext=\"urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0\" ";
        if !changed.contains("xmlns:loext=") {
            changed = changed.replacen(root, &format!("{root}{space}"), 1);
        }
        // A flat file is its own part.
        return if copy.starts_with(b"PK") { with_part(copy, "content.xml", &changed) } else { changed.into_bytes() };
    }
    let Some(name) = all.keys().find(|name| text_of(&all[*name]).contains("w:author=\"isnad\"")) else {
        return copy.to_vec();
    };
    let known = regex::Regex::new("paraId=\"([0-9A-F]+)\"").unwrap();
    let mut states = String::new();
    let mut changed = String::new();
    for (index, piece) in text(name).split_inclusive("</w:comment>").enumerate() {
        let at = piece.rfind("<w:p>").into_iter().chain(piece.rfind("<w:p ")).max();
        let Some(at) = at.filter(|_| piece.contains("w:author=\"isnad\"")) else {
            changed += piece;
            continue;
        };
        let tag = &piece[at..at + piece[at..].find('>').unwrap()];
        let id = known.captures(tag).map_or_else(|| format!("7A0000{index:02X}"), |found| found[1].to_owned());
        let space = "xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\"";
        let names = if known.is_match(tag) { String::new() } else { format!(" {space} w14:paraId=\"{id}\"") };
        changed.extend([&piece[..at + 4], &names, &piece[at + 4..]]);
        states.extend(["<w15:commentEx w15:paraId=\"", &id, "\" w15:done=\"1\"/>"]);
    }
    let extended = all.keys().find(|name| name.contains("commentsExtended"));
    let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let default = format!("{folder}/commentsExtended.xml");
    let space = "http://schemas.microsoft.com/office/word/2012/wordml";
    let old =
        extended.map_or_else(|| format!("<w15:commentsEx xmlns:w15=\"{space}\"></w15:commentsEx>"), |name| text(name));
    // A state that is there already comes first, and the last one counts.
    let new = old.replace("</w15:commentsEx>", &format!("{states}</w15:commentsEx>"));
    let closed = with_part(&with_part(copy, name, &changed), extended.unwrap_or(&default), &new);
    let related = all.keys().find(|name| name.contains("_rels/") && text(name).contains("relationships/comments\""));
    let (Some(related), None) = (related, extended) else { return closed };
    let relationship = "<Relationship Id=\"rIdResolved\" Target=\"commentsExtended.xml\" \
        Type=\"http://schemas.microsoft.com/office/2011/relationships/commentsExtended\"/></Relationships>";
    let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml";
    let types = format!("<Override PartName=\"/{default}\" ContentType=\"{kind}\"/></Types>");
    let closed = with_part(&closed, related, &text(related).replace("</Relationships>", relationship));
    with_part(&closed, "[Content_Types].xml", &text("[Content_Types].xml").replace("</Types>", &types))
}

fn text_of(part: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(part)
}

#[test]
fn what_is_resolved_is_a_decision_in_every_document() {
    for Sample { name, format, bytes } in samples() {
        let copy = annotate(format, &bytes, &remarks(&read(format, &bytes))).unwrap();
        let open = read(format, &copy).decisions;
        let closed = resolved(format, &copy);
        let decided = read(format, &closed).decisions;
        assert!(decided.iter().all(|decision| decision.resolved && decision.is_made()), "{name}: {decided:?}");
        let said = |decisions: &[isnad::model::Decision]| -> Vec<_> {
            decisions.iter().map(|decision| (decision.text.clone(), decision.range.clone())).collect()
        };
        assert_eq!(said(&decided), said(&open), "{name}");
        // They stay as they are, and nobody asks again.
        let again = annotate(format, &closed, &[]).unwrap();
        assert_eq!(read(format, &again).decisions, decided, "{name}");
    }
}

#[test]
fn comments_of_others_stay_and_no_id_stands_twice() {
    let sample = samples().into_iter().find(|sample| sample.name == "docx/comments").unwrap();
    let before = String::from_utf8(parts(&sample.bytes)["word/comments.xml"].clone()).unwrap();
    let copy = annotate("docx", &sample.bytes, &remarks(&read("docx", &sample.bytes))).unwrap();
    let after = String::from_utf8(parts(&copy)["word/comments.xml"].clone()).unwrap();
    let ids = |text: &str, author: Option<&str>| -> Vec<String> {
        let comment = regex::Regex::new(r"<w:comment [^>]*>").unwrap();
        let id = regex::Regex::new(r#"w:id="(\d+)""#).unwrap();
        let of = |tag: &&str| author.is_none_or(|author| tag.contains(&format!("w:author=\"{author}\"")));
        comment
            .find_iter(text)
            .map(|found| found.as_str())
            .filter(of)
            .map(|tag| id.captures(tag).unwrap()[1].to_owned())
            .collect()
    };
    let mut all = ids(&after, None);
    let foreign: Vec<_> =
        ids(&before, None).into_iter().filter(|id| !ids(&before, Some("isnad")).contains(id)).collect();
    assert!(!foreign.is_empty() && foreign.iter().all(|id| all.contains(id)), "{before}\n{after}");
    let count = all.len();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), count, "{after}");
}

#[test]
fn what_stands_nowhere_is_said_where_the_text_begins() {
    for Sample { name, format, bytes } in samples() {
        let copy = annotate(format, &bytes, &[remark(Place::default(), "all of it")]).unwrap();
        let found = read(format, &copy).decisions.into_iter().find(|decision| decision.text.contains("all of it"));
        assert!(found.is_some_and(|found| found.range.start < 200), "{name}");
    }
}

#[test]
fn signed_and_damaged_documents_are_refused() {
    for Sample { name, format, bytes } in samples() {
        if !bytes.starts_with(b"PK") {
            continue;
        }
        let (signature, main) = match format {
            "docx" => (
                "_xmlsignatures/sig1.xml",
                if name.ends_with("strict") { "word/main.xml" } else { "word/document.xml" },
            ),
            _ => ("META-INF/documentsignatures.xml", "content.xml"),
        };
        let signed = with_part(&bytes, signature, "<x/>");
        assert_eq!(annotate(format, &signed, &[]), Err(Refusal::Signed), "{name}");
        let text = String::from_utf8(parts(&bytes)[main].clone()).unwrap();
        let cut = with_part(&bytes, main, &text[..text.rfind("</").unwrap() - 20]);
        assert!(matches!(annotate(format, &cut, &[]), Err(Refusal::Damaged(_))), "{name}");
    }
}

#[test]
fn nothing_hostile_breaks_a_copy() {
    let odt = samples().into_iter().find(|sample| sample.format == "odt" && sample.bytes.starts_with(b"PK")).unwrap();
    for tag in ["en", "ar"] {
        let catalogue = Catalogue::new(tag);
        for hostile in hostile::texts() {
            let report = hostile::report(&hostile);
            for (copier, bytes) in COPIERS.iter().zip([docx(), odt.bytes.clone()]) {
                let case: String = hostile.chars().take(40).collect();
                let copy = (copier.write)(&report, 0, &bytes, &catalogue).unwrap();
                for (name, part) in parts(&copy).iter().filter(|(_, part)| part.starts_with(b"<")) {
                    let text = std::str::from_utf8(part).unwrap();
                    assert!(roxmltree::Document::parse(text).is_ok(), "{}: {name}: {case:?}", copier.name);
                    assert!(!text.contains(['\0', '\u{1b}', '\u{202e}']), "{}: {name}: {case:?}", copier.name);
                }
                let said = read(copier.name, &copy).decisions;
                assert!(said.iter().any(|comment| comment.text.contains("credentials-in-url")), "{case:?}: {said:?}");
            }
        }
    }
}

/// A Word document with one note, which has no link.
const BODY: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
    <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>\
    <w:p><w:r><w:t>The dam broke.</w:t></w:r><w:r><w:footnoteReference w:id=\"4\"/></w:r>\
    <w:r><w:t> Nobody was hurt.</w:t></w:r></w:p></w:body></w:document>";
const NOTES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
    <w:footnotes xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:footnote w:id=\"4\">\
    <w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space=\"preserve\"> \u{201c}The dam\u{201d}, The Valley Herald, 4 May 2021, \
    Link.</w:t></w:r></w:p></w:footnote></w:footnotes>";
const RELATED: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" \
    Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes\" Target=\"footnotes.xml\"/>\
    </Relationships>";
const ROOT: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" \
    Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
    Target=\"word/document.xml\"/></Relationships>";

fn docx() -> Vec<u8> {
    let types = TYPES.replace(
        "</Types>",
        "<Override PartName=\"/word/document.xml\" \
         ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
         <Override PartName=\"/word/footnotes.xml\" \
         ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml\"/></Types>",
    );
    let empty = zip::ZipWriter::new(std::io::Cursor::new(Vec::new())).finish().unwrap().into_inner();
    [
        ("[Content_Types].xml", types.as_str()),
        ("_rels/.rels", ROOT),
        ("word/document.xml", BODY),
        ("word/_rels/document.xml.rels", RELATED),
        ("word/footnotes.xml", NOTES),
    ]
    .iter()
    .fold(empty, |bytes, (name, content)| with_part(&bytes, name, content))
}

#[test]
fn a_resolved_comment_is_accepted_with_its_reply_as_the_reason() {
    let directory = tempfile::tempdir().unwrap();
    let path = |name: &str| directory.path().join(name);
    std::fs::write(path("r.docx"), docx()).unwrap();
    let run = |args: &[&str]| isnad(directory.path()).arg("check").args(args).arg("--offline").output().unwrap();
    let output = run(&["r.docx", "--report", "docx"]);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(std::fs::read(path("r.docx")).unwrap(), docx(), "the input stays as it is");
    let copy = std::fs::read(path("r.isnad.docx")).unwrap();
    let comments = String::from_utf8(parts(&copy)["word/comments.xml"].clone()).unwrap();
    assert!(comments.contains("missing-source:"), "{comments}");

    // Word names the paragraphs of comments when they are answered or resolved.
    let answered = comments.replacen(
        "<w:p>",
        "<w:p xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" w14:paraId=\"00000000\">",
        1,
    );
    let last = answered.rfind("<w:p>").unwrap();
    let answered = format!(
        "{}<w:p xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" w14:paraId=\"11111111\">{}",
        &answered[..last],
        &answered[last + 5..]
    );
    let reply = "<w:comment w:id=\"9\" w:author=\"Ed\"><w:p xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" \
        w14:paraId=\"22222222\"><w:r><w:t>seen in print</w:t></w:r></w:p></w:comment></w:comments>";
    let answered = answered.replace("</w:comments>", reply);
    let extended = "<w15:commentsEx xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\">\
        <w15:commentEx w15:paraId=\"11111111\" w15:done=\"1\"/>\
        <w15:commentEx w15:paraId=\"22222222\" w15:paraIdParent=\"11111111\" w15:done=\"1\"/></w15:commentsEx>";
    let resolved = with_part(&with_part(&copy, "word/comments.xml", &answered), "word/commentsExtended.xml", extended);
    std::fs::write(path("r.isnad.docx"), &resolved).unwrap();

    // A copy of the copy does not go over it, and keeps the comment with its reply; nothing new is said.
    let output = run(&["r.isnad.docx", "--report", "docx", "--report", "json=r.json"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let json: serde_json::Value = serde_json::from_slice(&std::fs::read(path("r.json")).unwrap()).unwrap();
    let suppressed = json["findings"][0]["suppressed"].to_string();
    assert_eq!(suppressed, r#"{"by":"comment","reason":"seen in print","until":null}"#);
    let again = std::fs::read(path("r.isnad-2.docx")).unwrap();
    assert!(parts(&again) == parts(&resolved));
}

#[test]
fn copies_go_to_a_folder_and_others_are_passed_over() {
    let directory = tempfile::tempdir().unwrap();
    let path = |name: &str| directory.path().join(name);
    std::fs::create_dir(path("in")).unwrap();
    std::fs::create_dir(path("in/b")).unwrap();
    for name in ["in/r.docx", "in/b/r.docx", "s.docx"] {
        std::fs::write(path(name), docx()).unwrap();
    }
    std::fs::write(path("in/x.txt"), "Nothing.").unwrap();
    let run = |args: &[&str]| isnad(directory.path()).args(["check", "--offline", "-q"]).args(args).output().unwrap();
    let output = run(&["in", "s.docx", "--report", "docx=out"]);
    assert_eq!(output.status.code(), Some(1));
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.contains("in/x.txt: it is read as text") && stderr.lines().count() == 1, "{stderr}");
    for name in ["out/r.isnad.docx", "out/b/r.isnad.docx", "out/s.isnad.docx"] {
        assert!(path(name).is_file(), "{name}");
    }
    let cases: [(&[&str], &str); 3] = [
        (&["in/x.txt", "--report", "docx"], "no input is of the format docx"),
        (&["s.docx", "--report", "docx=s.docx"], "the copy would overwrite the input s.docx"),
        (&["s.docx", "--report", "docx=-"], "a copy is a file of its own"),
    ];
    for (args, expected) in cases {
        let output = run(args);
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{stderr}");
        assert!(stderr.contains(expected), "{stderr}");
    }
    std::fs::write(path("signed.docx"), with_part(&docx(), "_xmlsignatures/origin.sigs", "")).unwrap();
    let output = run(&["signed.docx", "--report", "docx"]);
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(2) && stderr.contains("it is signed"), "{stderr}");
    assert!(!path("signed.isnad.docx").exists());
}
