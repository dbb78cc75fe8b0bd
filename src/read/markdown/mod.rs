//! Markdown: `CommonMark` with tables, strikethrough, task lists and footnotes, notes and links with their places.

mod anchored;
mod footnotes;
mod html;
mod inline;
mod library;
mod listed;
mod multimarkdown;
mod walk;

use super::{Beside, Given, ReadError, Reader, defect};
use crate::formats::charset;
use crate::model::Document;
use library::Library;

/// The Markdown reader.
pub static READER: Reader = Reader {
    name: "markdown",
    extensions: &["md", "markdown", "mdown", "mkd", "qmd", "rmd"],
    about: "footnotes ([^1] and ^[inline]), works cited by key, numbered link definitions, links, with line and column",
    sniff: |_| false,
    read,
};

// The signature is that of every reader.
#[expect(clippy::unnecessary_wraps, reason = "other formats can be unreadable as a whole")]
fn read(given: &Given<'_>) -> Result<Document, ReadError> {
    let bytes = given.bytes;
    // Text that needs no decoding is not copied: files are large, and the parser's tree stands beside.
    if let Ok(text) = std::str::from_utf8(bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes)) {
        return Ok(document(text, given.beside));
    }
    let decoded = charset::decode(bytes, None);
    let mut document = document(&decoded.text, given.beside);
    if decoded.lossy {
        document.defects.push(defect::replaced(decoded.encoding));
    }
    Ok(document)
}

fn document(text: &str, beside: &Beside) -> Document {
    let front_matter = front_matter(text);
    let library = Library::of(text.get(..front_matter).unwrap_or_default(), beside);
    let (source, references) = multimarkdown::as_footnotes(text);
    walk::document(&source, front_matter, library, &references)
}

/// The length of the YAML or TOML front matter, 0 where there is none.
///
/// The parser's own metadata blocks stand anywhere in a file, so that text between two thematic breaks would be lost.
fn front_matter(source: &str) -> usize {
    let (closings, sign) = match source.lines().next().map(str::trim_end) {
        Some("---") => (["---", "..."], ':'),
        Some("+++") => (["+++", "+++"], '='),
        _ => return 0,
    };
    let mut at = 0;
    for (index, line) in source.split_inclusive('\n').enumerate() {
        let bare = line.trim_end();
        at += line.len();
        match index {
            0 => {}
            _ if closings.contains(&bare) => return at,
            // What opens with prose or an empty line is a thematic break.
            1 if !bare.contains(sign) && !bare.starts_with('#') => return 0,
            _ => {}
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_told_from_thematic_breaks() {
        for (source, length) in [
            ("", 0),
            ("text", 0),
            ("---\ntitle: x\n---\ntext", 17),
            ("---\r\ntitle: x\r\n---\r\ntext", 20),
            ("---\ntitle: x\n...\n", 17),
            ("+++\ntitle = 'x'\n+++\n", 20),
            ("---\n\ntext\n\n---\n", 0),
            ("---\nprose\n---\n", 0),
            ("---\ntitle: x\nno end\n", 0),
            ("--- \n", 0),
        ] {
            assert_eq!(front_matter(source), length, "{source:?}");
        }
    }
}
