#![allow(clippy::unwrap_used, reason = "a failed test is what an unwrap is for")]

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::package::Limits;
use super::*;

fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn parts_are_found_by_any_spelling_that_stays_inside() {
    let bytes = zip(&[("a/B.xml", b"<b/>"), ("../../etc/passwd", b"x"), ("/c.xml", b"<c/>"), ("d/../e.xml", b"<e/>")]);
    let mut package = Package::open(&bytes).unwrap();
    assert_eq!(package.names(), ["a/B.xml", "c.xml", "e.xml"]);
    for (name, expected) in [
        ("a/B.xml", Ok("<b/>")),
        ("/A/b.xml", Ok("<b/>")),
        ("x/../a/./b.xml", Ok("<b/>")),
        ("a\\b.xml", Ok("<b/>")),
        ("c.xml", Ok("<c/>")),
        ("e.xml", Ok("<e/>")),
        ("../../etc/passwd", Err(PartError::Missing)),
        ("etc/passwd", Err(PartError::Missing)),
        ("", Err(PartError::Missing)),
    ] {
        let found = package.part(name).map(|part| part.text().into_owned());
        assert_eq!(found.as_deref().map_err(Clone::clone), expected, "{name}");
    }
}

#[test]
fn bombs_are_refused() {
    let limits = Limits { part: 300_000, total: 1_000_000, ratio: 100, ratio_from: 50_000 };
    let mut random = fastrand::Rng::with_seed(3);
    let mut noise = |length: usize| -> Vec<u8> { std::iter::repeat_with(|| random.u8(..)).take(length).collect() };
    let (large, honest) = (noise(300_001), noise(300_000));
    let blanks = vec![b' '; 50_001];
    let bytes = zip(&[("ratio", &blanks), ("blanks", &blanks[1..]), ("large", &large), ("honest", &honest)]);
    let mut package = Package::open_within(&bytes, limits).unwrap();
    assert_eq!(package.part("ratio"), Err(PartError::TooLarge), "50 kB of blanks are 100 bytes");
    assert_eq!(package.part("blanks").unwrap().bytes.len(), 50_000);
    assert_eq!(package.part("large"), Err(PartError::TooLarge));
    assert_eq!(package.part("honest").unwrap().bytes, honest);
    assert_eq!(package.part("honest"), Err(PartError::TooLarge), "all parts together have a limit");
    let mut package = Package::open(&bytes).unwrap();
    assert!(["ratio", "blanks", "large", "honest"].iter().all(|name| package.part(name).is_ok()), "these are small");

    let many: Vec<String> = (0..20_001).map(|index| index.to_string()).collect();
    let parts: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    assert_eq!(Package::open(&zip(&parts)).unwrap_err(), PackageError::TooManyParts);
}

#[test]
fn encrypted_and_damaged_parts_are_told_apart() {
    let bytes = zip(&[("a.xml", "<a>text that is long enough to be cut</a>".repeat(40).as_bytes())]);
    let mut encrypted = bytes.clone();
    let central = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
    encrypted[6] |= 1;
    encrypted[central + 8] |= 1;
    assert_eq!(Package::open(&encrypted).unwrap().part("a.xml"), Err(PartError::Encrypted));

    let mut flipped = bytes.clone();
    // A byte of the check sum, in both its places.
    flipped[14] ^= 0xff;
    flipped[central + 16] ^= 0xff;
    let part = Package::open(&flipped).unwrap().part("a.xml").unwrap();
    assert!(part.text().starts_with("<a>text that is"), "what was read is kept");
    assert!(part.damage.is_some());

    for end in 0..bytes.len() - 1 {
        assert!(matches!(Package::open(&bytes[..end]), Err(PackageError::Damaged(_))), "{end}");
    }
}

#[test]
fn text_is_in_the_encoding_declared() {
    let utf16: Vec<u8> = "\u{feff}<a>ماء</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, expected) in [
        ("<a>ماء</a>".as_bytes(), "<a>ماء</a>"),
        ("\u{feff}<a/>".as_bytes(), "<a/>"),
        (&utf16, "<a>ماء</a>"),
        (b"<?xml version='1.0' encoding='windows-1256'?>\xe3", "<?xml version='1.0' encoding='windows-1256'?>م"),
    ] {
        let part = Part { bytes: bytes.to_vec(), damage: None };
        assert_eq!(part.text(), expected);
    }
}

/// The tree as one line: `name{key=value}(children)`, with texts in quotes.
fn show(node: Node<'_>) -> String {
    let child = |child: Node<'_>| {
        if child.is_text() {
            return format!("{:?}", child.text());
        }
        let attributes: Vec<_> = child.attributes().map(|(key, value)| format!("{key}={value}")).collect();
        let attributes = if attributes.is_empty() { String::new() } else { format!("{{{}}}", attributes.join(",")) };
        format!("{}{attributes}({})", child.name(), show(child))
    };
    node.children().map(child).collect()
}

#[test]
fn markup_becomes_a_tree_as_far_as_it_holds() {
    for (source, expected, damaged) in [
        ("<w:p w:id='1' r:id=\"a&amp;b\">x<b/>y</w:p>", "p{w:id=1,r:id=a&b}(\"x\"b()\"y\")", false),
        ("<?xml version='1.0'?><!-- <x> --><a>&lt;&#1605;&#x41;&amp;</a>", "a(\"<\"\"م\"\"A\"\"&\")", false),
        ("<a><![CDATA[<b>&amp;]]></a>", "a(\"<b>&amp;\")", false),
        ("<!DOCTYPE a [<!ENTITY e 'eeee'><!ENTITY f '&e;&e;'>]><a>&f;</a>", "a(\"&f;\")", false),
        ("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>", "a()", false),
        ("<a>x & y</a>", "a(\"x \"\"& y\")", false),
        ("<a><b>x", "a(b(\"x\"))", true),
        ("<a><b>x</a>y", "a(b(\"x\"))\"y\"", false),
        ("<a>x</b>y</a>", "a(\"x\"\"y\")", false),
        ("<a>x<b", "a(\"x\")", true),
        ("<a b='1' c>x</a>", "a{b=1}(\"x\")", false),
        ("", "", false),
    ] {
        let tree = Tree::parse(source);
        assert_eq!(show(tree.root()), expected, "{source}");
        assert_eq!(tree.damage.is_some(), damaged, "{source} {:?}", tree.damage);
    }
}

#[test]
fn hostile_markup_is_cut_off() {
    let deep = format!("{}x{}<b>y</b>", "<a>".repeat(100_000), "</a>".repeat(100_000));
    let tree = Tree::parse(&deep);
    assert!(matches!(tree.damage, Some(Damage::TooDeep(_))), "{:?}", tree.damage);
    assert!(tree.root().children().any(|node| node.is("b")), "what follows is kept");
    assert!(tree.root().descendants().all(|node| node.ancestors().count() <= 200));

    let attributes = format!("<a {}>x</a>", "b='1' ".repeat(100_000));
    let tree = Tree::parse(&attributes);
    let element = tree.root().child("a").unwrap();
    assert_eq!((element.attribute("b"), element.text().as_str()), (None, "x"));

    // Ends that close nothing are looked for in a few levels only.
    let ends = format!("{}{}", "<a>".repeat(190), "</b>".repeat(100_000));
    assert_eq!(Tree::parse(&ends).root().descendants().count(), 190);

    let tree = Tree::parse_within("<a/><b/><c/>", 3);
    assert_eq!(tree.root().children().map(Node::name).collect::<Vec<_>>(), ["a", "b"]);
    assert!(tree.damage.is_some());
}
