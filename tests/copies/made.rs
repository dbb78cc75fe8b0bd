//! Word documents made by hand, with what editors leave in them: comments, tracked changes, endnotes, tables.

use std::fmt::Write as _;
use std::io::Write as _;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::Sample;

const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" \
    xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\" mc:Ignorable=\"w14 w15\"";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// What a document has, by the names of what it can have.
const PARTS: [&str; 4] = ["comments", "changes", "endnotes", "tables"];

/// A document with each combination of what documents can have.
pub(super) fn samples() -> Vec<Sample> {
    let combinations = 0..1 << PARTS.len();
    combinations
        .map(|combination: usize| {
            let has =
                |part: &str| PARTS.iter().position(|known| *known == part).is_some_and(|at| combination >> at & 1 == 1);
            let names: Vec<_> = PARTS.into_iter().filter(|part| has(part)).collect();
            Sample { name: format!("docx/made-{}", names.join("-")), format: "docx", bytes: document(&has) }
        })
        .collect()
}

fn text(said: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{said}</w:t></w:r>")
}

fn callout(kind: &str, id: usize) -> String {
    format!("<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:{kind}Reference w:id=\"{id}\"/></w:r>")
}

fn document(has: &dyn Fn(&str) -> bool) -> Vec<u8> {
    let mut parts = vec![(
        "word/document.xml",
        "document.main",
        "officeDocument",
        root("document", &format!("<w:body>{}</w:body>", body(has))),
    )];
    let footnotes = if has("tables") { 3 } else { 2 };
    parts.push(("word/footnotes.xml", "footnotes", "footnotes", root("footnotes", &notes("footnote", footnotes))));
    if has("endnotes") {
        parts.push(("word/endnotes.xml", "endnotes", "endnotes", root("endnotes", &notes("endnote", 1))));
    }
    if has("comments") {
        let comment = format!(
            "<w:comment w:id=\"0\" w:author=\"Ed\" w:date=\"2026-01-01T00:00:00Z\" w:initials=\"E\">\
             <w:p w14:paraId=\"20000001\"><w:r><w:annotationRef/></w:r>{}</w:p></w:comment>",
            text("Sure?")
        );
        let states = format!(
            "<w15:commentsEx {NAMESPACES}><w15:commentEx w15:paraId=\"20000001\" w15:done=\"0\"/></w15:commentsEx>"
        );
        parts.push(("word/comments.xml", "comments", "comments", root("comments", &comment)));
        parts.push(("word/commentsExtended.xml", "commentsExtended", "commentsExtended", states));
    }
    packed(&parts)
}

fn root(name: &str, inside: &str) -> String {
    format!("<w:{name} {NAMESPACES}>{inside}</w:{name}>")
}

fn body(has: &dyn Fn(&str) -> bool) -> String {
    let mut body =
        format!("<w:p>{}{}{}", text("The dam broke in May."), callout("footnote", 1), text(" Nobody was hurt"));
    if has("comments") {
        body += "<w:commentRangeStart w:id=\"0\"/>";
        body += &text(" in the valley");
        body += "<w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r>";
    }
    write!(body, "</w:p><w:p>{}", text("The second claim stands here.")).unwrap();
    let second = callout("footnote", 2);
    if has("changes") {
        let by = "w:author=\"Ed\" w:date=\"2026-01-01T00:00:00Z\"";
        write!(body,
            "<w:ins w:id=\"901\" {by}>{}{second}</w:ins><w:del w:id=\"902\" {by}><w:r><w:delText>gone</w:delText></w:r></w:del>",
            text(" Inserted words.")
        ).unwrap();
    } else {
        body += &second;
    }
    body += "</w:p>";
    if has("endnotes") {
        write!(body, "<w:p>{}{}</w:p>", text("An endnote is called."), callout("endnote", 1)).unwrap();
    }
    if has("tables") {
        let cell = |inside: String| {
            format!("<w:tc><w:tcPr><w:tcW w:w=\"4000\" w:type=\"dxa\"/></w:tcPr><w:p>{inside}</w:p></w:tc>")
        };
        write!(
            body,
            "<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"4000\"/>\
             <w:gridCol w:w=\"4000\"/></w:tblGrid><w:tr>{}{}</w:tr></w:tbl>",
            cell(text("North") + &callout("footnote", 3)),
            cell(text("South"))
        )
        .unwrap();
    }
    body + "<w:p/><w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1440\" w:right=\"1440\" w:bottom=\"1440\" \
            w:left=\"1440\" w:header=\"708\" w:footer=\"708\" w:gutter=\"0\"/></w:sectPr>"
}

/// Notes, each with a fault of its own, after the two that draw the line above them.
fn notes(kind: &str, count: usize) -> String {
    let line = |id: i32, sign: &str| {
        format!("<w:{kind} w:type=\"{sign}\" w:id=\"{id}\"><w:p><w:r><w:{sign}/></w:r></w:p></w:{kind}>")
    };
    let mut notes = line(-1, "separator") + &line(0, "continuationSeparator");
    for id in 1..=count {
        let said =
            text(&format!(" “The dam, part {id}”, The Valley Herald, {id} May 2021, http://u:p@a.example/{kind}/{id}"));
        write!(notes, "<w:{kind} w:id=\"{id}\"><w:p><w:r><w:{kind}Ref/></w:r>{said}</w:p></w:{kind}>").unwrap();
    }
    notes
}

/// A container of these parts: their names, their content types, how the document is related to them, what they hold.
fn packed(parts: &[(&str, &str, &str, String)]) -> Vec<u8> {
    let mut types = format!(
        "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    );
    let (mut own, mut of_package) = (String::new(), String::new());
    for (index, (name, kind, related, _)) in parts.iter().enumerate() {
        write!(types, "<Override PartName=\"/{name}\" ContentType=\"{TYPE}.{kind}+xml\"/>").unwrap();
        let schema = match *related {
            "commentsExtended" => "http://schemas.microsoft.com/office/2011/relationships",
            _ => OFFICE,
        };
        let target = if index == 0 { name } else { name.trim_start_matches("word/") };
        let list = if index == 0 { &mut of_package } else { &mut own };
        write!(list, "<Relationship Id=\"rId{index}\" Type=\"{schema}/{related}\" Target=\"{target}\"/>").unwrap();
    }
    types += "</Types>";
    let relationships = |list: &str| format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{list}</Relationships>");
    let (own, of_package) = (relationships(&own), relationships(&of_package));
    let mut archive = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let containers = [
        ("[Content_Types].xml", types.as_str()),
        ("_rels/.rels", of_package.as_str()),
        ("word/_rels/document.xml.rels", own.as_str()),
    ];
    for (name, content) in
        containers.into_iter().chain(parts.iter().map(|(name, _, _, content)| (*name, content.as_str())))
    {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        write!(archive, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n{content}").unwrap();
    }
    archive.finish().unwrap().into_inner()
}
