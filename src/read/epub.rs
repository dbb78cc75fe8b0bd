//! EPUB: every document of the spine in its order, with the notes that lie in other files of the book.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use percent_encoding::percent_decode_str;

use super::defect::{in_part, of_part};
use super::html::{self, Site};
use super::{Given, ReadError, Reader};
use crate::formats::markup;
use crate::formats::zip_xml::{Package, PartError, Tree};
use crate::model::{Defect, Document, Message};

/// The EPUB reader.
pub static READER: Reader = Reader {
    name: "epub",
    extensions: &["epub"],
    about: "the notes of every chapter, also those in files of their own, as in HTML",
    sniff,
    read,
};

/// Where the container says which file describes the book.
const CONTAINER: &str = "META-INF/container.xml";

/// What says that files of the container are encrypted.
const ENCRYPTION: &str = "META-INF/encryption.xml";

/// The types of documents that hold text.
const TEXTS: [&str; 4] = ["application/xhtml+xml", "text/html", "text/x-oeb1-document", "application/x-dtbook+xml"];

/// The most text that is read of a book: a hundred times a long one.
const MAX_TEXT: usize = 256 * 1024 * 1024;

fn sniff(bytes: &[u8]) -> bool {
    let zip = bytes.starts_with(b"PK\x03\x04");
    let head = bytes.get(..bytes.len().min(128)).unwrap_or_default();
    zip && (memchr::memmem::find(head, b"mimetypeapplication/epub+zip").is_some()
        || memchr::memmem::rfind(bytes, CONTAINER.as_bytes()).is_some())
}

fn read(given: &Given<'_>) -> Result<Document, ReadError> {
    let unreadable = |cause: String| ReadError::Unreadable {
        format: "EPUB",
        cause,
        cure: "see whether a reading program opens it, and export it again",
    };
    let mut package = Package::open(given.bytes).map_err(|error| unreadable(error.to_string()))?;
    let mut defects = Vec::new();
    let book = package_document(&mut package, &mut defects).map_err(unreadable)?;
    let (names, locked) = spine(&mut package, &book, &mut defects);
    let mut source = String::new();
    let mut cuts = Vec::new();
    let mut parts = Vec::new();
    let mut encrypted = false;
    for name in names {
        match package.part(&name) {
            Ok(part) if source.len() + part.bytes.len() > MAX_TEXT => {
                defects.push(in_part(&name, Message::new("defect-book-too-large").with("part", name.as_str())));
                break;
            }
            Ok(part) if locked.contains(&name) || is_scrambled(&part.bytes) => {
                defects.push(of_part(&name, &PartError::Encrypted));
                encrypted = true;
            }
            Ok(part) => {
                if let Some(damage) = &part.damage {
                    defects.push(of_part(&name, &damage.clone().into()));
                }
                if !parts.is_empty() {
                    cuts.push(source.len());
                }
                source.push_str(&part.text());
                parts.push(name);
            }
            Err(error) => {
                encrypted |= error == PartError::Encrypted;
                defects.push(of_part(&name, &error));
            }
        }
    }
    if parts.is_empty() {
        return Err(if encrypted { locked_book() } else { unreadable("it has no chapter".to_owned()) });
    }
    let tree = markup::parse(&source, &cuts, true);
    let site = Site { base: given.base.cloned(), parts, ..Site::default() };
    let mut document = html::document(&tree, &source, &site);
    document.defects.splice(0..0, defects);
    Ok(document)
}

fn locked_book() -> ReadError {
    ReadError::Locked {
        reason: "the chapters of the book are encrypted",
        cure: "export it without copy protection, or take the manuscript it was made from",
    }
}

/// The file that describes the book: its name and its text.
struct Book {
    name: String,
    text: String,
}

/// The file that describes the book: the one the container names, else the one that is called like one.
fn package_document(package: &mut Package<'_>, defects: &mut Vec<Defect>) -> Result<Book, String> {
    let named = package.part(CONTAINER).ok().and_then(|part| {
        let text = part.text();
        let tree = Tree::parse(&text);
        let file = tree.root().descendants().find(|node| node.is("rootfile"))?;
        file.attribute("full-path").map(Cow::into_owned)
    });
    let called = || package.names().iter().find(|name| name.to_ascii_lowercase().ends_with(".opf")).cloned();
    let name = if let Some(name) = named.filter(|name| package.has(name)) {
        name
    } else {
        defects.push(in_part(CONTAINER, Message::new("defect-book-undescribed").with("part", CONTAINER)));
        called().ok_or("no file in it describes a book")?
    };
    match package.part(&name) {
        Ok(part) => {
            if let Some(damage) = &part.damage {
                defects.push(of_part(&name, &damage.clone().into()));
            }
            Ok(Book { text: part.text().into_owned(), name })
        }
        Err(error) => Err(format!("{name} {error}")),
    }
}

/// The names of the book's documents in reading order, and of those that are encrypted.
fn spine(package: &mut Package<'_>, book: &Book, defects: &mut Vec<Defect>) -> (Vec<String>, Vec<String>) {
    let tree = Tree::parse(&book.text);
    if let Some(damage) = &tree.damage {
        defects.push(of_part(&book.name, &damage.clone().into()));
    }
    let path = |href: &str| html::beside(&book.name, &percent_decode_str(href).decode_utf8_lossy());
    // By id: the file, and whether it is the table of contents.
    let mut files = HashMap::new();
    let mut texts = Vec::new();
    for item in tree.root().descendants().filter(|node| node.is("item")) {
        let (Some(id), Some(href)) = (item.attribute("id"), item.attribute("href")) else { continue };
        let kind = item.attribute("media-type").unwrap_or_default();
        let contents =
            item.attribute("properties").is_some_and(|properties| properties.split(' ').any(|word| word == "nav"));
        let file = path(href.split('#').next().unwrap_or_default());
        if TEXTS.contains(&kind.trim()) {
            texts.extend((!contents).then(|| file.clone()));
            files.insert(id.into_owned(), (file, contents));
        }
    }
    let mut names: Vec<String> = Vec::new();
    let mut seen = HashSet::new();
    for itemref in tree.root().descendants().filter(|node| node.is("itemref")) {
        let Some(id) = itemref.attribute("idref") else { continue };
        if let Some((file, false)) = files.get(id.as_ref())
            && seen.insert(file.clone())
        {
            names.push(file.clone());
        }
    }
    // Notes may lie in files that are not in the order of reading; a damaged book may have no order at all.
    names.extend(texts.into_iter().filter(|file| seen.insert(file.clone())));
    if names.is_empty() {
        let is_text =
            |name: &&String| [".xhtml", ".html", ".htm"].iter().any(|end| name.to_ascii_lowercase().ends_with(end));
        names = package.names().iter().filter(is_text).cloned().collect();
        defects.push(in_part(&book.name, Message::new("defect-book-orderless").with("part", book.name.as_str())));
    }
    let locked = package.part(ENCRYPTION).map(|part| encrypted(&part.text())).unwrap_or_default();
    (names, locked)
}

/// The files that are said to be encrypted.
fn encrypted(text: &str) -> Vec<String> {
    let tree = Tree::parse(text);
    let references = tree.root().descendants().filter(|node| node.is("CipherReference"));
    let path = |uri: &str| html::beside("", &percent_decode_str(uri).decode_utf8_lossy());
    references.filter_map(|node| node.attribute("URI").map(|uri| path(&uri))).collect()
}

/// Whether bytes are no text at all, as the bytes of an encrypted chapter are.
fn is_scrambled(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(512)).unwrap_or_default();
    let utf16 = head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]);
    !utf16
        && head.len() > 64
        && !head.contains(&b'<')
        && std::str::from_utf8(head).is_err_and(|error| error.error_len().is_some())
}
