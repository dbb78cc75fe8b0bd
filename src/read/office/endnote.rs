//! `EndNote`: citations as XML in field codes, or as the Base64 of such XML in the data of fields.

use crate::formats::zip_xml::{Node, Tree};
use crate::model::StatedWork;
use crate::text::date;
use crate::text::line::one_line;

/// The works of a field.
pub(super) fn works(code: &str, data: &str) -> Vec<StatedWork> {
    let within = |text: &str| -> Option<String> { text.get(text.find("<EndNote")?..).map(str::to_owned) };
    let hidden = || within(&String::from_utf8_lossy(&base64(data)));
    let Some(xml) = within(code).or_else(hidden) else { return Vec::new() };
    let tree = Tree::parse(&xml);
    tree.root().descendants().filter(|node| node.is("Cite")).map(work).collect()
}

fn work(cite: Node<'_>) -> StatedWork {
    let Some(record) = cite.child("record") else {
        let text = |name: &str| cite.child(name).and_then(text);
        return StatedWork {
            author: text("Author"),
            date: text("Year").and_then(|year| date::stated(&year)),
            ..StatedWork::default()
        };
    };
    let find = |name: &str| record.descendants().find(|node| node.is(name)).and_then(text);
    let authors: Vec<String> = record.descendants().filter(|node| node.is("author")).filter_map(text).collect();
    StatedWork {
        title: find("title"),
        author: (!authors.is_empty()).then(|| authors.join(", ")),
        publisher: find("secondary-title").or_else(|| find("full-title")).or_else(|| find("publisher")),
        date: find("year").and_then(|year| date::stated(&year)),
        url: find("url"),
        doi: find("electronic-resource-num"),
        ..StatedWork::default()
    }
}

fn text(node: Node<'_>) -> Option<String> {
    let text = one_line(&node.text());
    (!text.is_empty()).then_some(text)
}

/// The bytes of Base64, as far as it goes; what is none of it is passed over.
fn base64(text: &str) -> Vec<u8> {
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u32, 0);
    for letter in text.bytes() {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
        }
    }
    bytes
}
