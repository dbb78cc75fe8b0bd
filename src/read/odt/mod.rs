//! `OpenDocument` texts, zipped and flat: notes under the numbers that the file prints, links, tracked changes left out.

mod lists;
mod styles;
mod walk;

use super::{Given, ReadError, Reader, defect, office};
use crate::formats::charset;
use crate::formats::opendocument::{Thread, threads};
use crate::formats::zip_xml::{Package, PartError, Tree};
use crate::model::{Decision, Document};
use walk::Walk;

/// The `OpenDocument` reader.
pub static READER: Reader = Reader {
    name: "odt",
    extensions: &["odt", "ott", "fodt", "sxw"],
    about: "footnotes and endnotes under the numbers displayed, links; zipped or flat",
    sniff: |bytes| office::kind(bytes) == Some(office::Kind::OpenDocument) || is_flat(bytes),
    read,
};

/// How far into a flat document its outermost element is looked for.
const HEAD: usize = 4096;

fn is_flat(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..HEAD.min(bytes.len())).unwrap_or_default());
    head.trim_start_matches('\u{feff}').trim_start().starts_with('<')
        && head.contains("<office:document ")
        && head.contains("application/vnd.oasis.opendocument.text")
}

fn read(given: &Given<'_>) -> Result<Document, ReadError> {
    if !given.bytes.starts_with(b"PK") {
        let text = charset::text(given.bytes, None, None).0;
        if !text.contains(":document") {
            return Err(office::unreadable("OpenDocument", &"it is neither a zip container nor XML"));
        }
        let tree = Tree::parse(&text);
        return Ok(document(&tree, &tree, Vec::new()));
    }
    let mut package = Package::open(given.bytes).map_err(|cause| office::unreadable("OpenDocument", &cause))?;
    // The list of parts says which are encrypted; the container itself does not.
    let manifest = package.part("META-INF/manifest.xml").map(|part| part.text().into_owned()).unwrap_or_default();
    if manifest.contains("encryption-data") || package.has("encrypted-package") {
        return Err(office::unreadable("OpenDocument", &PartError::Encrypted));
    }
    let content = package.part("content.xml").map_err(|cause| office::unreadable("OpenDocument", &cause))?;
    let mut defects: Vec<(&str, PartError)> =
        content.damage.iter().map(|damage| ("content.xml", damage.clone().into())).collect();
    let styles = match package.part("styles.xml") {
        Ok(part) => {
            defects.extend(part.damage.iter().map(|damage| ("styles.xml", damage.clone().into())));
            part.text().into_owned()
        }
        Err(PartError::Missing) => String::new(),
        Err(error) => {
            defects.push(("styles.xml", error));
            String::new()
        }
    };
    let text = content.text();
    Ok(document(&Tree::parse(&text), &Tree::parse(&styles), defects))
}

fn document(content: &Tree<'_>, styles: &Tree<'_>, mut defects: Vec<(&str, PartError)>) -> Document {
    if defects.is_empty()
        && let Some(damage) = &content.damage
    {
        defects.push(("content.xml", damage.clone().into()));
    }
    let sheet = styles::Styles::read([styles.root(), content.root()]);
    let lists = lists::Lists::read([styles.root(), content.root()]);
    let body = content.root().descendants().find(|node| node.is("body")).unwrap_or_else(|| content.root());
    let mut walk = Walk::new(&sheet, lists, body);
    walk.body(body);
    walk.notes();
    for page in styles.root().descendants().filter(|node| node.is("master-page")) {
        let edges = ["header", "header-left", "header-first", "footer", "footer-left", "footer-first"];
        for edge in page.children().filter(|child| edges.contains(&child.name())) {
            walk.edge(edge);
        }
    }
    let decision = |thread: Thread| {
        let range = thread.name.and_then(|name| walk.comments.get(&name)).cloned().unwrap_or_default();
        Decision { range, ..thread.decision }
    };
    let decisions = threads(body).into_iter().map(decision).collect();
    let mut document = std::mem::take(&mut walk.flow).finish(!defects.is_empty());
    document.decisions = decisions;
    document.defects = defects.iter().map(|(part, error)| defect::of_part(part, error)).collect();
    document
}
