//! What a PDF says of itself: its information dictionary (ISO 32000-1, 14.3.3) and its XMP packet (14.3.2). Both are
//! looked for where they are wont to stand; nothing else of the file is read, so that a damaged one says what it can.

use std::io::Read;
use std::ops::Range;
use std::sync::LazyLock;

use flate2::read::ZlibDecoder;
use regex::bytes::{Captures, Regex};

use super::strings::decoded;

/// How many object streams are looked into for the information dictionary.
const MOST_STREAMS: usize = 64;

/// How much of them is decompressed, each.
const MOST_INFLATED: u64 = 1024 * 1024;

/// How much of an XMP packet is read, in bytes.
const MOST_XMP: usize = 256 * 1024;

/// How long an object may be, in bytes.
const MOST_OBJECT: usize = 16 * 1024;

/// A thing that a PDF says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PdfFact {
    /// What it is.
    pub subject: Subject,
    /// What it says.
    pub value: String,
    /// Where it stands.
    pub found_in: &'static str,
}

/// What a fact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The title.
    Title,
    /// An author.
    Author,
    /// The publisher.
    Publisher,
    /// When it was made, as written.
    Created,
    /// When it was changed, as written.
    Modified,
    /// Its language, as written.
    Language,
}

/// The keys of the information dictionary.
const KEYS: &[(&[u8], Subject, &str)] = &[
    (b"/Title", Subject::Title, "pdf info Title"),
    (b"/Author", Subject::Author, "pdf info Author"),
    (b"/CreationDate", Subject::Created, "pdf info CreationDate"),
    (b"/ModDate", Subject::Modified, "pdf info ModDate"),
];

/// The properties of XMP.
const PROPERTIES: &[(&str, Subject, &str)] = &[
    ("dc:title", Subject::Title, "xmp dc:title"),
    ("dc:creator", Subject::Author, "xmp dc:creator"),
    ("dc:publisher", Subject::Publisher, "xmp dc:publisher"),
    ("dc:date", Subject::Created, "xmp dc:date"),
    ("prism:publicationDate", Subject::Created, "xmp prism:publicationDate"),
    ("xmp:CreateDate", Subject::Created, "xmp CreateDate"),
    ("xmp:ModifyDate", Subject::Modified, "xmp ModifyDate"),
    ("dc:language", Subject::Language, "xmp dc:language"),
];

/// The facts of a PDF: those of XMP first, which is kept with more care where it is kept at all.
///
/// ```
/// use isnad::formats::pdf::facts::facts;
/// let file = b"%PDF-1.4\n1 0 obj\n<< /Title (Reed \\(beds\\)) >>\nendobj\ntrailer << /Info 1 0 R >>";
/// let facts = facts(file);
/// assert_eq!((facts[0].value.as_str(), facts[0].found_in), ("Reed (beds)", "pdf info Title"));
/// ```
pub fn facts(file: &[u8]) -> Vec<PdfFact> {
    let mut facts = of_xmp(file);
    // The strings of an encrypted file are noise; its XMP may stand in the open.
    if find_last(file, b"/Encrypt").is_none()
        && let Some(dictionary) = information(file)
    {
        for (key, subject, found_in) in KEYS {
            if let Some(value) = string_of(&dictionary, key).filter(|value| !value.trim().is_empty()) {
                facts.push(PdfFact { subject: *subject, value, found_in });
            }
        }
    }
    facts
}

fn pattern(pattern: &str) -> Option<Regex> {
    Regex::new(pattern).ok()
}

/// `/Info 12 0 R`, in a trailer or in a cross-reference stream.
static INFO: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(r"/Info\s+(\d{1,10})\s+(\d{1,5})\s+R"));

/// The head of an object stream, up to its bytes.
static OBJECT_STREAM: LazyLock<Option<Regex>> =
    LazyLock::new(|| pattern(r"(?s-u)<<([^>]{0,300}?/Type\s*/ObjStm.{0,300}?)>>\s*stream\r?\n"));

fn information(file: &[u8]) -> Option<Vec<u8>> {
    let info = INFO.as_ref()?.captures_iter(file).last()?;
    let (number, generation) = (ascii(&info, 1)?, ascii(&info, 2)?);
    let head = pattern(&format!(r"(?-u)(?:^|[^0-9]){number}\s+{generation}\s+obj"))?;
    // A file that was changed has the newest object last.
    if let Some(found) = head.find_iter(file).last() {
        let rest = file.get(found.end()..)?;
        let object = rest.get(..MOST_OBJECT).unwrap_or(rest);
        let end = find(object, b"endobj").unwrap_or(object.len());
        return object.get(..end).map(<[u8]>::to_vec);
    }
    let number: usize = number.parse().ok()?;
    let streams: Vec<_> = OBJECT_STREAM.as_ref()?.captures_iter(file).take(MOST_STREAMS).collect();
    streams.iter().rev().find_map(|stream| in_stream(file, stream, number))
}

fn ascii(captures: &Captures<'_>, group: usize) -> Option<String> {
    String::from_utf8(captures.get(group)?.as_bytes().to_vec()).ok()
}

/// An object out of an object stream (7.5.7): pairs of numbers and offsets, and from `/First` on the objects.
fn in_stream(file: &[u8], stream: &Captures<'_>, number: usize) -> Option<Vec<u8>> {
    let head = stream.get(1)?.as_bytes();
    let first = number_after(head, b"/First")?;
    let data = file.get(stream.get(0)?.end()..)?;
    let mut bytes = Vec::new();
    if find(head, b"/FlateDecode").is_some() {
        let _ = ZlibDecoder::new(data).take(MOST_INFLATED).read_to_end(&mut bytes);
    } else {
        bytes.extend(data.iter().take(MOST_OBJECT));
    }
    let pairs = String::from_utf8_lossy(bytes.get(..first)?).into_owned();
    let numbers: Vec<usize> = pairs.split_ascii_whitespace().map_while(|word| word.parse().ok()).collect();
    let mut offsets = numbers.chunks_exact(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?)));
    let (_, offset) = offsets.find(|(of, _)| *of == number)?;
    let start = first.checked_add(offset)?;
    let object = bytes.get(start..)?;
    Some(object.iter().copied().take(MOST_OBJECT).collect())
}

fn number_after(dictionary: &[u8], key: &[u8]) -> Option<usize> {
    let rest = dictionary.get(find(dictionary, key)? + key.len()..)?;
    let digits: String = rest
        .iter()
        .map(|&byte| char::from(byte))
        .skip_while(|c| c.is_whitespace())
        .take_while(char::is_ascii_digit)
        .collect();
    digits.parse().ok()
}

/// The string that a key of a dictionary has.
fn string_of(dictionary: &[u8], key: &[u8]) -> Option<String> {
    let mut from = 0;
    loop {
        let at = from + find(dictionary.get(from..)?, key)? + key.len();
        let rest = dictionary.get(at..)?;
        let blank = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let value = rest.get(blank..)?;
        match value {
            [b'(', ..] => return Some(decoded(&literal(value))),
            [b'<', second, ..] if *second != b'<' => return Some(decoded(&hexadecimal(value))),
            // Another key that begins alike, or a value elsewhere.
            _ => from = at,
        }
    }
}

/// A string in parentheses, which may hold balanced ones (7.3.4.2).
fn literal(value: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut depth = 0;
    let mut rest = value.iter().copied().peekable();
    while let Some(byte) = rest.next() {
        match byte {
            b'(' => {
                depth += 1;
                if depth > 1 {
                    bytes.push(byte);
                }
            }
            b')' => {
                depth -= 1;
                if depth == 0 {
                    return bytes;
                }
                bytes.push(byte);
            }
            b'\\' => match rest.next() {
                Some(b'n') => bytes.push(b'\n'),
                Some(b'r') => bytes.push(b'\r'),
                Some(b't') => bytes.push(b'\t'),
                Some(b'\r' | b'\n' | b'b' | b'f') | None => {}
                Some(digit @ b'0'..=b'7') => {
                    let mut code = u32::from(digit - b'0');
                    for _ in 0..2 {
                        if let Some(next @ b'0'..=b'7') = rest.peek().copied() {
                            code = code * 8 + u32::from(next - b'0');
                            rest.next();
                        }
                    }
                    bytes.push((code & 0xff) as u8);
                }
                Some(other) => bytes.push(other),
            },
            _ => bytes.push(byte),
        }
    }
    bytes
}

fn hexadecimal(value: &[u8]) -> Vec<u8> {
    let digits: Vec<u32> = value
        .iter()
        .skip(1)
        .take_while(|&&byte| byte != b'>')
        .filter_map(|&byte| char::from(byte).to_digit(16))
        .collect();
    digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte * 16 + digit) as u8).collect()
}

/// The facts of the last XMP packet, which is that of the whole file; pictures in it have theirs before.
fn of_xmp(file: &[u8]) -> Vec<PdfFact> {
    let Some(range) = packet(file) else { return Vec::new() };
    let Some(packet) = file.get(range) else { return Vec::new() };
    let packet = String::from_utf8_lossy(packet);
    let mut facts = Vec::new();
    for (name, subject, found_in) in PROPERTIES {
        for value in property(&packet, name).into_iter().take(16) {
            facts.push(PdfFact { subject: *subject, value, found_in });
        }
    }
    facts
}

fn packet(file: &[u8]) -> Option<Range<usize>> {
    let start = find_last(file, b"<x:xmpmeta").or_else(|| find_last(file, b"<rdf:RDF"))?;
    let rest = file.get(start..)?;
    let rest = rest.get(..MOST_XMP).unwrap_or(rest);
    let end = find(rest, b"</x:xmpmeta").or_else(|| find(rest, b"</rdf:RDF")).unwrap_or(rest.len());
    Some(start..start + end)
}

/// The values of a property: an attribute, a text, or the items of a list.
fn property(packet: &str, name: &str) -> Vec<String> {
    let open = format!("<{name}");
    if let Some((_, rest)) = packet.split_once(&open)
        && let Some((inside, _)) = rest.split_once(&format!("</{name}"))
    {
        let Some((_, content)) = inside.split_once('>') else { return Vec::new() };
        if !content.contains("<rdf:li") {
            return Some(unescaped(content)).filter(|value| !value.is_empty()).into_iter().collect();
        }
        let items = content.split("<rdf:li").skip(1).filter_map(|item| {
            let (_, item) = item.split_once('>')?;
            let (item, _) = item.split_once('<')?;
            Some(unescaped(item)).filter(|value| !value.is_empty())
        });
        return items.collect();
    }
    let attribute = format!("{name}=\"");
    let value = packet.split_once(&attribute).and_then(|(_, rest)| rest.split_once('"'));
    value.map(|(value, _)| unescaped(value)).filter(|value| !value.is_empty()).into_iter().collect()
}

fn unescaped(text: &str) -> String {
    let text = text.trim();
    if !text.contains('&') {
        return text.to_owned();
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&")
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, needle)
}

fn find_last(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    memchr::memmem::rfind(bytes, needle)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test")]
mod tests {
    use std::io::Write;

    use super::*;

    fn told(file: &[u8]) -> Vec<(Subject, String)> {
        facts(file).into_iter().map(|fact| (fact.subject, fact.value)).collect()
    }

    #[test]
    fn the_information_dictionary_is_read_in_every_form() {
        use Subject::{Author, Created, Title};
        let info = |dictionary: &str| {
            format!("%PDF-1.4\n11 0 obj\n<</Title(No)>>\nendobj\n1 0 obj\n<<{dictionary}>>\nendobj\ntrailer\n<</Info 1 0 R>>")
                .into_bytes()
        };
        let cases: [(&str, &[(Subject, &str)]); 6] = [
            ("/Title(A \\(b\\) (c)\\051)/Author (D)", &[(Title, "A (b) (c))"), (Author, "D")]),
            ("/Title <FEFF062C0641> /CreationDate(D:20211105)", &[(Title, "جف"), (Created, "D:20211105")]),
            ("/Title(\\376\\377\\000A)", &[(Title, "A")]),
            ("/TitleX /Title /Title(T)", &[(Title, "T")]),
            ("/Title 5 0 R", &[]),
            ("/Title ( )", &[]),
        ];
        for (dictionary, expected) in cases {
            let expected: Vec<_> = expected.iter().map(|(subject, value)| (*subject, (*value).to_owned())).collect();
            assert_eq!(told(&info(dictionary)), expected, "{dictionary}");
        }
        let mut encrypted = info("/Title(x)");
        encrypted.extend(b"/Encrypt 2 0 R");
        assert!(told(&encrypted).is_empty());
    }

    #[test]
    fn the_dictionary_is_found_in_an_object_stream() {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(b"3 0 7 4 <<>>  <</Title(Within)>>").unwrap();
        let mut file = b"%PDF-1.5\n9 0 obj\n<</Type/ObjStm/N 2/First 8/Filter/FlateDecode>>\nstream\n".to_vec();
        file.extend(encoder.finish().unwrap());
        file.extend(b"\nendstream\nendobj\n<</Type/XRef/Info 7 0 R>>");
        assert_eq!(told(&file), [(Subject::Title, "Within".to_owned())]);
    }

    #[test]
    fn xmp_is_read_as_attributes_texts_and_lists() {
        let file = b"<x:xmpmeta><rdf:RDF><rdf:Description xmp:CreateDate=\"2021-11-05T10:00:00Z\">\
            <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">Reeds &amp; rushes</rdf:li></rdf:Alt></dc:title>\
            <dc:creator><rdf:Seq><rdf:li>A</rdf:li><rdf:li>B</rdf:li></rdf:Seq></dc:creator>\
            <xmp:ModifyDate>2022-01-01</xmp:ModifyDate></rdf:Description></rdf:RDF></x:xmpmeta>";
        let expected = [
            (Subject::Title, "Reeds & rushes"),
            (Subject::Author, "A"),
            (Subject::Author, "B"),
            (Subject::Created, "2021-11-05T10:00:00Z"),
            (Subject::Modified, "2022-01-01"),
        ];
        assert_eq!(told(file), expected.map(|(subject, value)| (subject, value.to_owned())));
    }

    #[test]
    fn noise_is_read_without_harm() {
        let streams = |noise: &[u8]| [b"/Info 9 0 R\n".as_slice(), &noise.repeat((4 << 20) / noise.len())].concat();
        let hostile = [
            streams(b"<<"),
            streams(b"<</Type/ObjStm"),
            streams(b"<</Type/ObjStm>>"),
            streams(b">>stream <</Type /ObjSt"),
            b"/Info 1 0 R 1 0 obj (((((((".to_vec(),
            b"/Info 1 0 R ".repeat(50_000),
            b"<< /Type /ObjStm >> stream\n".repeat(10_000),
            b"<x:xmpmeta><dc:title".repeat(10_000),
            [b"/Info 1 0 R\n1 0 obj <</Title".to_vec(), b"(".repeat(100_000)].concat(),
        ];
        for file in hostile {
            assert!(facts(&file).len() < 10);
        }
    }
}
