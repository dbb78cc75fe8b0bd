//! An `OpenDocument` text copied with comments in its margin.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use std::ops::Range;

use super::threads::{Thread, threads};
use crate::formats::charset;
use crate::formats::margin::{AUTHOR, Edits, INITIALS, Item, Line, Refusal, Remark, encoded, escaped, exact};
use crate::formats::zip_xml::{Node, Package, Tree, rewritten};
use crate::model::Direction;
use crate::text::remark::names;

const CONTENT: &str = "content.xml";
/// What the elements of a comment are named in, declared at each: the prefixes of a document are its own.
const NAMESPACES: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
    xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
    xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\"";
/// The namespace of the elements of a text.
const TEXT: &str = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
/// The styles of the paragraphs of comments that are written from right to left: for words, and for URLs.
const STYLES: [(&str, &str); 2] = [
    ("isnad-rtl", "fo:text-align=\"start\" style:writing-mode=\"rl-tb\""),
    ("isnad-ltr", "fo:text-align=\"end\" style:writing-mode=\"lr-tb\""),
];

/// Copies a document, with a comment for each remark around the element that its place names, or where the text begins
/// if that is in no paragraph of the body.
///
/// What becomes of earlier comments, and what `date` is, is as for Word documents: see
/// [`annotate`](crate::formats::word::annotate). Only the part `content.xml` changes.
///
/// # Errors
///
/// Where the document is signed, of the kind before `OpenDocument`, or damaged.
pub fn annotate(bytes: &[u8], remarks: &[Remark], date: &str) -> Result<Vec<u8>, Refusal> {
    if !bytes.starts_with(b"PK") {
        let text = charset::text(bytes, None, None).0;
        return commented(&text, remarks, date).map(encoded);
    }
    let damaged = |error: &dyn std::fmt::Display| Refusal::Damaged(error.to_string());
    let mut package = Package::open(bytes).map_err(|error| damaged(&error))?;
    if package.has("META-INF/documentsignatures.xml") {
        return Err(Refusal::Signed);
    }
    let part = package.part(CONTENT).map_err(|error| Refusal::Damaged(format!("{CONTENT} {error}")))?;
    if let Some(damage) = &part.damage {
        return Err(Refusal::Damaged(format!("{CONTENT}: {damage}")));
    }
    let text = exact(&part).ok_or_else(|| Refusal::Damaged(format!("{CONTENT} is not written in its encoding")))?;
    let content = encoded(commented(&text, remarks, date)?);
    rewritten(bytes, BTreeMap::from([(CONTENT.to_owned(), content)])).map_err(|error| damaged(&error))
}

fn commented(source: &str, remarks: &[Remark], date: &str) -> Result<String, Refusal> {
    let tree = Tree::parse(source);
    if let Some(damage) = &tree.damage {
        return Err(Refusal::Damaged(format!("{CONTENT}: {damage}")));
    }
    if !source.contains(TEXT) {
        return Err(Refusal::Old("it is of the format before OpenDocument"));
    }
    let body = tree.root().descendants().find(|node| node.is("body")).ok_or(Refusal::Empty)?;
    let (kept, gone): (Vec<Thread>, Vec<Thread>) =
        threads(body).into_iter().partition(|thread| thread.decision.is_made());
    let mut edits = Edits::default();
    let gone_names: HashSet<&str> = gone.iter().filter_map(|thread| thread.name.as_deref()).collect();
    let gone_elements: HashSet<u32> = gone.iter().map(|thread| thread.element).collect();
    let mut taken: HashSet<String> = HashSet::new();
    for node in body.descendants().filter(|node| matches!(node.name(), "annotation" | "annotation-end")) {
        let name = node.attribute("name");
        let ends = node.is("annotation-end") && name.as_ref().is_some_and(|name| gone_names.contains(&**name));
        if ends || gone_elements.contains(&node.number()) && node.is("annotation") {
            edits.replace(node.span(), "");
        } else {
            taken.extend(name.map(std::borrow::Cow::into_owned));
        }
    }
    let standing = standing(&tree, body, &kept);
    let (mut rtl, mut names_free) = (false, (1_u32..).map(|n| format!("isnad-{n}")));
    for remark in remarks {
        let spot = remark.place.element.and_then(|element| spot(&tree, element)).or_else(|| beginning(body));
        let spot = spot.ok_or(Refusal::Empty)?;
        let said = |item: &&Item| {
            let here = standing.iter().filter(|(range, _)| range.start < spot.end && spot.start < range.end);
            here.into_iter().any(|(_, thread)| names(&thread.decision.text, item.rule, item.url.as_deref()))
        };
        let lines: Vec<&Line> = remark.items.iter().filter(|item| !said(item)).flat_map(|item| &item.lines).collect();
        if let (Some(name), false) = (names_free.find(|name| !taken.contains(name)), lines.is_empty()) {
            rtl |= lines.iter().any(|line| line.side == Direction::Rtl);
            edits.insert(spot.start, comment(&name, date, &lines));
            if !spot.is_empty() {
                edits.insert(spot.end, format!("<office:annotation-end {NAMESPACES} office:name=\"{name}\"/>"));
            }
        }
    }
    if rtl {
        add_styles(&tree, &mut edits)?;
    }
    Ok(edits.apply(source))
}

/// The bytes of an element, or of what holds it where comments cannot stand right at it; at the beginning of a
/// paragraph. `None` where it stands in no paragraph.
fn spot(tree: &Tree<'_>, element: u32) -> Option<Range<usize>> {
    let node = tree.element(element)?;
    let is_paragraph = |node: &Node<'_>| node.is("p") || node.is("h");
    let chain: Vec<Node<'_>> = std::iter::once(node).chain(node.ancestors()).collect();
    // Comments in text boxes and notes are lost: the outermost paragraph is the one of the body.
    let outermost = chain.iter().rposition(is_paragraph)?;
    let paragraph = *chain.get(outermost)?;
    let mut within = chain.get(..outermost).unwrap_or_default().iter().rev();
    let held = within.find(|node| !matches!(node.name(), "span" | "meta" | "ruby" | "ruby-base"));
    match held.or_else(|| chain.get(..outermost)?.last()) {
        Some(held) => Some(held.span()),
        None => start_of(paragraph),
    }
}

/// Where the text of a paragraph begins; `None` where it is one tag.
fn start_of(paragraph: Node<'_>) -> Option<Range<usize>> {
    let inside = paragraph.inside();
    (inside.start < paragraph.span().end).then_some(inside.start..inside.start)
}

fn beginning(body: Node<'_>) -> Option<Range<usize>> {
    let aside = ["text-box", "note", "annotation", "tracked-changes", "index-body"];
    let outside = |node: &Node<'_>| !node.ancestors().any(|above| aside.contains(&above.name()));
    let mut paragraphs = body.descendants().filter(|node| node.is("p") || node.is("h")).filter(outside);
    paragraphs.find_map(start_of)
}

/// Where comments stand: from their element to their end, or their paragraph.
fn standing<'k>(tree: &Tree<'_>, body: Node<'_>, kept: &'k [Thread]) -> Vec<(Range<usize>, &'k Thread)> {
    let range = |thread: &'k Thread| {
        let start = tree.element(thread.element)?;
        let is_end =
            |node: &Node<'_>| node.is("annotation-end") && node.attribute("name").as_deref() == thread.name.as_deref();
        let end = body.descendants().find(is_end).map(|end| end.span().end);
        let paragraph = start.ancestors().find(|above| above.is("p") || above.is("h")).unwrap_or(start);
        Some((end.map_or_else(|| paragraph.span(), |end| start.span().start..end), thread))
    };
    kept.iter().filter_map(range).collect()
}

fn comment(name: &str, date: &str, lines: &[&Line]) -> String {
    // The date has no zone here: it is UTC, as isnad's dates are.
    let date = escaped(date.trim_end_matches('Z'));
    let mut out = format!(
        "<office:annotation {NAMESPACES} office:name=\"{name}\"><dc:creator>{AUTHOR}</dc:creator><dc:date>{date}</dc:date>\
         <meta:creator-initials>{INITIALS}</meta:creator-initials>"
    );
    for line in lines {
        let style = match (line.direction, line.side) {
            (Direction::Rtl, _) => format!(" text:style-name=\"{}\"", STYLES[0].0),
            (Direction::Ltr, Direction::Rtl) => format!(" text:style-name=\"{}\"", STYLES[1].0),
            (Direction::Ltr, Direction::Ltr) => String::new(),
        };
        let text: String = line.pieces.iter().map(|(_, text)| escaped(text)).collect();
        // Writing to a string cannot fail.
        let _ = write!(out, "<text:p{style}>{text}</text:p>");
    }
    out.push_str("</office:annotation>");
    out
}

/// Adds the styles that comments from right to left are written in, if they are not there yet.
fn add_styles(tree: &Tree<'_>, edits: &mut Edits) -> Result<(), Refusal> {
    let styles = tree.root().descendants().find(|node| node.is("automatic-styles"));
    let styles = styles.ok_or_else(|| Refusal::Damaged(format!("{CONTENT} has no styles")))?;
    let known = |name: &str| styles.children().any(|style| style.attribute("name").as_deref() == Some(name));
    let mut added = String::new();
    for (name, properties) in STYLES.iter().filter(|(name, _)| !known(name)) {
        let _ = write!(
            added,
            "<style:style xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" \
             xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" style:name=\"{name}\" \
             style:family=\"paragraph\"><style:paragraph-properties {properties}/></style:style>"
        );
    }
    let (span, inside) = (styles.span(), styles.inside());
    if inside.start == span.end {
        let name = format!("{}:{}", styles.prefix(), styles.name());
        edits.replace(span.end - 2..span.end, format!(">{added}</{name}>"));
    } else {
        edits.insert(inside.end, added);
    }
    Ok(())
}
