//! HTML: pages as saved, exported or generated, their notes and links with line and column.

mod body;
mod chrome;
mod items;
mod marker;
mod notes;
mod page;
mod sequence;
mod write;

pub(in crate::read) use page::{Site, beside};
use url::Url;

use super::canvas::Canvas;
use super::{Given, ReadError, Reader, defect, directive};
use crate::formats::markup::{self, Tree};
use crate::formats::{charset, html};
use crate::model::{Anchor, Document, Message};

/// The HTML reader.
pub static READER: Reader = Reader {
    name: "html",
    extensions: &["html", "htm", "xhtml", "xht"],
    about: "linked notes, notes in the line and reference lists, of wikis, blogs, word processors and converters",
    sniff,
    read,
};

/// How much of a page is looked at for what it is.
const HEAD: usize = 1024;

/// Whether bytes begin as a page does: comments and an XML declaration may stand before.
fn sniff(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(4 * HEAD)).unwrap_or_default());
    let mut rest = head.trim_start_matches(|character: char| character.is_whitespace() || character == '\u{FEFF}');
    while let Some((opening, closing)) =
        [("<!--", "-->"), ("<?xml", "?>")].into_iter().find(|(opening, _)| rest.starts_with(opening))
    {
        let after = rest.get(opening.len()..).and_then(|inner| inner.split_once(closing));
        rest = after.map_or("", |(_, after)| after.trim_start());
    }
    ["<!doctype html", "<html"]
        .iter()
        .any(|tag| rest.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag)))
}

#[expect(clippy::unnecessary_wraps, reason = "other formats can be unreadable as a whole")]
fn read(given: &Given<'_>) -> Result<Document, ReadError> {
    let declared = html::declared_charset(given.bytes);
    let (text, encoding, lossy) = charset::text(given.bytes, declared.as_deref(), None);
    let head = text.get(..text.floor_char_boundary(HEAD)).unwrap_or_default();
    let tree = markup::parse(&text, &[], head.contains("<?xml") || head.contains("XHTML"));
    let site = site(&tree, given.base);
    let mut document = document(&tree, &text, &site);
    document.directives = directive::of_markup(&text, text.match_indices(directive::OPEN).map(|(at, _)| at));
    if let Some(end) = tree.broken_off() {
        let place = Canvas::new(&text).position(end);
        document.defects.push(defect::at(place, Message::new("defect-page-breaks-off")));
    }
    if lossy {
        document.defects.push(defect::replaced(encoding));
    }
    Ok(document)
}

/// The document that a tree of one page, or of the pages of a container, makes.
pub(in crate::read) fn document(tree: &Tree<'_>, source: &str, site: &Site) -> Document {
    let page = page::Page::new(tree, site);
    let mut document = write::document(&page, source, &notes::find(&page));
    if document.anchors.first().is_none_or(|anchor| anchor.start > 0) {
        document.anchors.insert(0, Anchor { line: u32::from(site.parts.is_empty()), column: 1, ..Anchor::default() });
    }
    if tree.left_off().is_some() {
        document.defects.push(defect::of_all(Message::new("defect-too-large")));
    }
    document
}

/// What a page says of itself: what its relative links are relative to, and the addresses it goes by.
fn site(tree: &Tree<'_>, given: Option<&Url>) -> Site {
    let mut site = Site::default();
    let (mut said, mut canonical) = (None, None);
    for node in tree.elements() {
        let attribute = |name| tree.attribute(node, name).map(str::trim);
        match tree.name(node) {
            "base" => said = said.or(attribute("href")),
            "link" if attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                canonical = attribute("href").or(canonical);
            }
            "meta" if attribute("property") == Some("og:url") => canonical = canonical.or(attribute("content")),
            "meta" if attribute("name").is_some_and(|name| name.eq_ignore_ascii_case("generator")) => {
                site.wiki |= attribute("content").is_some_and(|content| content.starts_with("MediaWiki"));
            }
            "body" => {
                site.wiki |= attribute("class").is_some_and(|class| class.split(' ').any(|word| word == "mediawiki"));
            }
            _ => {}
        }
    }
    let web = |url: &Url| matches!(url.scheme(), "http" | "https");
    let address = canonical.and_then(|url| Url::parse(url).ok()).filter(web);
    let around = address.as_ref().or(given);
    let base =
        said.and_then(|said| around.map_or_else(|| Url::parse(said).ok(), |url| url.join(said).ok())).filter(web);
    for url in [&address, &given.cloned()].into_iter().flatten() {
        site.own.push(url.as_str().split('#').next().unwrap_or_default().to_owned());
    }
    site.base = base.or_else(|| around.cloned());
    site
}

#[cfg(test)]
mod tests {
    use super::sniff;

    #[test]
    fn pages_are_told_from_texts() {
        for (text, expected) in [
            ("\u{FEFF}\n<!DOCTYPE HTML><p>", true),
            ("<!-- saved --><!-- from --><html>", true),
            ("<?xml version='1.0'?>\n<!DOCTYPE html>", true),
            ("<!-- a note on <html> -->\n# Heading", false),
            ("<p>Only a piece", false),
            ("<?xml version='1.0'?><book>", false),
            ("<!-- never closed", false),
            ("", false),
        ] {
            assert_eq!(sniff(text.as_bytes()), expected, "{text}");
        }
    }
}
