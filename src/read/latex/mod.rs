//! LaTeX: the document as its author types it.

mod cite;
mod commands;
mod conditions;
mod environments;
mod files;
mod macros;
mod notes;
mod run;
mod scan;
mod walk;

use super::{Given, ReadError, Reader, defect};
use crate::formats::charset;
use crate::model::Document;
use cite::Cites;
use files::Files;
use walk::Walk;

/// The LaTeX reader.
pub static READER: Reader = Reader {
    name: "latex",
    extensions: &["tex", "ltx", "latex"],
    about: "`\\footnote`, `\\endnote`, `\\footnotemark`, works cited with the `.bib` beside it or `thebibliography`; `\\href`, `\\url`; files drawn in from its folder",
    sniff,
    read,
};

/// How far into a file its first command is looked for.
const HEAD: usize = 8 * 1024;

/// Whether a file begins, after comments, with the command that begins every document.
fn sniff(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(HEAD)).unwrap_or_default()).into_owned();
    let mut lines = head.trim_start_matches('\u{feff}').lines().map(str::trim_start);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with('%'));
    first.is_some_and(|line| {
        ["\\documentclass[", "\\documentclass{", "\\documentstyle", "\\begin{document}", "\\PassOptionsToPackage"]
            .iter()
            .any(|start| line.starts_with(start))
            || line == "\\documentclass"
    })
}

#[expect(clippy::unnecessary_wraps, reason = "the signature is that of every reader")]
fn read(given: &Given<'_>) -> Result<Document, ReadError> {
    let decoded = charset::decode(given.bytes, None);
    let files = Files::gather(&decoded.text.replace("\r\n", "\n"), given.beside);
    let mut cites = Cites::default();
    if files.source.contains("cite") || files.source.contains("\\bibitem") {
        let mut first = Walk::new(&files, Cites::default());
        first.main();
        first.cites.second(&mut cites);
    }
    let works = cites.any();
    let mut walk = Walk::new(&files, cites);
    if works {
        walk.read_works();
    }
    walk.main();
    walk.settle_callouts();
    let mut document = walk.finish();
    document.drawn = document.parts.iter().map(ToString::to_string).collect();
    if decoded.lossy {
        document.defects.insert(0, defect::replaced(decoded.encoding));
    }
    Ok(document)
}
