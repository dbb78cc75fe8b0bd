//! Files of every shape, sound and damaged.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::io::{Cursor, Write as _};

use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::Timestamp;

use super::*;

const AT: &str = "2026-05-04T10:11:12.345678Z";

/// A record as other programs write it.
fn record(fields: &[(&str, &str)], block: &[u8]) -> Vec<u8> {
    let mut bytes = b"WARC/1.0\r\n".to_vec();
    for (name, value) in fields {
        write!(bytes, "{name}: {value}\r\n").unwrap();
    }
    write!(bytes, "WARC-Date: {AT}\r\nContent-Length: {}\r\n\r\n", block.len()).unwrap();
    [&bytes, block, b"\r\n\r\n"].concat()
}

fn response(url: &str, block: impl AsRef<[u8]>) -> Vec<u8> {
    let id = format!("<urn:uuid:{url}>");
    let fields = [("WARC-Type", "response"), ("WARC-Target-URI", url), ("WARC-Record-ID", &id)];
    record(&fields, block.as_ref())
}

fn page(url: &str, body: &str) -> Vec<u8> {
    response(url, format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{body}"))
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn index(bytes: Vec<u8>) -> Index<Cursor<Vec<u8>>> {
    Index::new(Cursor::new(bytes)).unwrap()
}

/// The bodies of a URL's answers, in order.
fn bodies(index: &mut Index<Cursor<Vec<u8>>>, url: &str) -> Vec<String> {
    let captures = index.captures(url).to_vec();
    let body = |capture| index.read(capture, 1 << 20).unwrap().map(|answer| answer.body).unwrap_or_default();
    captures.iter().map(body).map(|body| String::from_utf8_lossy(&body).into_owned()).collect()
}

const A: &str = "https://a.example/";
const B: &str = "https://b.example/x?y=z";
const C: &str = "http://c.example/%D9%85%D8%A7%D8%A1";

#[test]
fn files_of_every_shape_are_read() {
    let records = [page(A, "one"), page(B, "two"), page(A, "three"), page(C, "four")];
    let plain = records.concat();
    let one = gzip(&plain);
    // As block compressors do it: members that end anywhere.
    let blocks: Vec<u8> = plain.chunks(100).flat_map(gzip).collect();
    let members: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
    let mixed = [gzip(&records[0]), gzip(&records[1..3].concat()), records[3].clone()].concat();
    let padded = [b"\r\n\r\n".to_vec(), plain.clone(), b"\n\n".to_vec()].concat();
    let shapes = [
        ("plain", plain),
        ("one", one),
        ("blocks", blocks),
        ("members", members),
        ("mixed", mixed),
        ("padded", padded),
    ];
    for (name, bytes) in shapes {
        let mut index = index(bytes);
        assert_eq!(bodies(&mut index, A), ["one", "three"], "{name}");
        assert_eq!(bodies(&mut index, "https://me:mine@b.example:443/x?y=z#part"), ["two"], "{name}");
        assert_eq!(bodies(&mut index, "http://c.example/ماء"), ["four"], "{name}");
        assert_eq!((index.damaged(), index.latest()), (0, AT.parse().ok()), "{name}");
        assert!(index.captures("https://d.example/").is_empty() && !index.is_empty(), "{name}");
    }
}

#[test]
fn a_damaged_record_costs_that_record() {
    let records = [page(A, "one"), page(B, "two and more of it"), page(C, "three")];
    let [one, two, three] = &records;
    let with_length = |length: usize| {
        let text = String::from_utf8(two.clone()).unwrap();
        let sound = text.split("Content-Length: ").nth(1).unwrap().split("\r\n").next().unwrap().to_owned();
        text.replace(&format!("Content-Length: {sound}"), &format!("Content-Length: {length}")).into_bytes()
    };
    let mut flipped = gzip(two);
    let middle = flipped.len() / 2;
    flipped[middle] ^= 0x55;
    let mut wrong_sum = gzip(two);
    let end = wrong_sum.len() - 6;
    wrong_sum[end] ^= 1;
    let headless = two.strip_prefix(b"WARC/1.0").unwrap().to_vec();
    let lengthless = String::from_utf8(two.clone()).unwrap().replace("Content-Length", "X").into_bytes();
    let plain = |middle: &[u8]| [one, middle, three].concat();
    let packed = |middle: &[u8]| [gzip(one), middle.to_vec(), gzip(three)].concat();
    let cases = [
        ("too short a length", plain(&with_length(3))),
        ("too long a length", plain(&with_length(200))),
        ("a length beyond the end", plain(&with_length(1 << 40))),
        ("a length beyond all ends", plain(&with_length(usize::MAX))),
        ("no version", plain(&headless)),
        ("no length", plain(&lengthless)),
        ("noise", plain(b"\x00\x01noise\n")),
        ("a flipped byte", packed(&flipped)),
        ("a wrong checksum", packed(&wrong_sum)),
        ("half a member", packed(&gzip(two)[..40])),
        ("noise between members", packed(b"\x1f\x8b\x08noise\x1f\x8b")),
    ];
    for (name, bytes) in cases {
        let mut index = index(bytes);
        assert_eq!(bodies(&mut index, A), ["one"], "{name}");
        assert_eq!(bodies(&mut index, C), ["three"], "{name}");
        assert!(index.captures(B).is_empty() && index.damaged() > 0, "{name}: {}", index.damaged());
    }
}

#[test]
fn a_head_without_its_block_does_not_cost_the_next_record() {
    let lie = b"WARC/1.0\r\nContent-Length: 18446744073709551615\r\n\r\n";
    for lies in 1..4 {
        let mut index = index([lie.repeat(lies), page(A, "here")].concat());
        assert_eq!((bodies(&mut index, A), index.damaged()), (vec!["here".to_owned()], lies));
    }
}

#[test]
fn a_file_that_was_cut_gives_what_came_before() {
    let records = [page(A, "one"), page(B, "two")];
    let plain = records.concat();
    for (name, whole) in [
        ("plain", plain.clone()),
        ("one", gzip(&plain)),
        ("members", records.iter().flat_map(|record| gzip(record)).collect::<Vec<_>>()),
    ] {
        for cut in 0..whole.len() {
            let mut index = index(whole[..cut].to_vec());
            let found = [bodies(&mut index, A), bodies(&mut index, B)].concat();
            assert!(found.iter().all(|body| body == "one" || body == "two"), "{name} cut at {cut}: {found:?}");
        }
    }
    let mut cut = index(plain[..plain.len() - 20].to_vec());
    assert_eq!((bodies(&mut cut, A), cut.captures(B).len()), (vec!["one".to_owned()], 0));
}

/// The fields of a revisit, its block, and the status it stands for.
type Revisit<'a> = (&'a [(&'a str, &'a str)], &'a str, Option<u16>);

#[test]
fn revisits_stand_for_what_was_had_before() {
    let original = page(A, "same");
    let revisit = |fields: &[(&str, &str)], block: &str| {
        let fixed = [("WARC-Type", "revisit"), ("WARC-Target-URI", B), ("WARC-Truncated", "length")];
        record(&[&fixed, fields].concat(), block.as_bytes())
    };
    let id = format!("<urn:uuid:{A}>");
    let by_id = [("WARC-Refers-To", id.as_str())];
    let by_url = [("WARC-Refers-To-Target-URI", A), ("WARC-Refers-To-Date", AT)];
    let http = "HTTP/1.1 203 OK\r\nContent-Length: 4\r\n\r\n";
    let cases: [Revisit<'_>; 5] = [
        (&by_id, http, Some(203)),
        (&by_url, http, Some(203)),
        (&by_url, "", Some(200)),
        (&by_id, "HTTP/1.1 304 Not Modified\r\n\r\n", Some(200)),
        (&[("WARC-Refers-To", "<urn:uuid:unknown>")], http, None),
    ];
    for (fields, block, status) in cases {
        let mut index = index([original.clone(), revisit(fields, block)].concat());
        let captures = index.captures(B).to_vec();
        let answer = captures.first().and_then(|capture| index.read(capture, 1000).unwrap());
        assert_eq!(answer.as_ref().map(|answer| answer.status), status, "{fields:?}");
        if let Some(answer) = answer {
            assert_eq!((answer.body.as_slice(), captures[0].truncated), (b"same".as_slice(), false), "{fields:?}");
        }
    }
}

#[test]
fn what_is_no_answer_to_a_get_is_left_out() {
    let id = format!("<urn:uuid:{A}>");
    let of = |kind: &str, url: &str, content_type: &str, block: &str| {
        let concurrent = ("WARC-Concurrent-To", id.as_str());
        record(
            &[("WARC-Type", kind), ("WARC-Target-URI", url), ("Content-Type", content_type), concurrent],
            block.as_bytes(),
        )
    };
    let posted = [page(A, "posted"), of("request", A, "application/http", "POST / HTTP/1.1\r\n\r\n")].concat();
    assert!(index(posted).captures(A).is_empty());
    let got = [page(A, "got"), of("request", A, "application/http", "GET / HTTP/1.1\r\n\r\n")].concat();
    assert_eq!(bodies(&mut index(got), A), ["got"]);
    // As browser crawlers write them.
    let others = [
        of("warcinfo", "", "application/warc-fields", "software: x"),
        of("resource", "urn:pageinfo:https://a.example/", "application/json", "{}"),
        of("resource", "urn:text:https://a.example/", "text/plain", "text"),
        of("metadata", A, "application/json", "{\"fetchTimeMs\":1}"),
        of("metadata", A, "application/warc-fields", "via: https://b.example/"),
        of("response", "dns:a.example", "text/dns", "20260504 a.example. A 192.0.2.1"),
        of("response", A, "text/dns", "no HTTP"),
        of("conversion", A, "text/plain", "text"),
    ];
    let index = index(others.concat());
    assert!(index.is_empty() && index.damaged() == 0);
}

#[test]
fn http_is_read_as_it_comes() {
    let read = |block: &str| HttpResponse::read(block.as_bytes());
    let body = |block: &str| read(block).map(|answer| (answer.status, String::from_utf8(answer.body).unwrap()));
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, Chunked\r\n\r\n";
    let cases = [
        ("HTTP/1.1 200 OK\r\n\r\nbody", Some((200, "body"))),
        ("HTTP/1.0 404\n\nbody", Some((404, "body"))),
        ("HTTP/2 301\r\nlocation: /x\r\n\r\n", Some((301, ""))),
        (&format!("{chunked}4\r\nbody\r\n0\r\n\r\n"), Some((200, "body"))),
        (&format!("{chunked}2;x=y\r\nbo\r\n2\r\ndy\r\n"), Some((200, "body"))),
        (&format!("{chunked}ff\r\nbody"), Some((200, "body"))),
        // The chunks are gone, their header is not.
        (&format!("{chunked}<p>body"), Some((200, "<p>body"))),
        (&format!("{chunked}ffffffffffffffff\r\nbody"), Some((200, "body"))),
        ("HTTP/1.1 abc\r\n\r\n", None),
        ("HTTP/1.1 20\r\n\r\n", None),
        ("SSH-2.0 200\r\n\r\n", None),
        ("HTTP/1.1 200 OK", None),
        ("", None),
    ];
    for (block, expected) in cases {
        assert_eq!(body(block), expected.map(|(status, body)| (status, body.to_owned())), "{block:?}");
    }
    let folded = read("HTTP/1.1 200 OK\r\nX-Long: one\r\n two\r\nno colon\r\nY:z\r\n\r\n").unwrap();
    assert_eq!(folded.headers[0], ("X-Long".to_owned(), b"one two".to_vec()));
    assert_eq!(folded.headers.len(), 2);
}

#[test]
fn what_is_written_is_read_again() {
    let at: Timestamp = AT.parse().unwrap();
    for compress in [false, true] {
        let mut writer = Writer::new(Vec::new(), compress);
        let info = Record::new(Kind::Warcinfo, at, "application/warc-fields", b"software: isnad\r\n");
        writer.write(&info).unwrap();
        let headers: [(&str, &[u8]); 1] = [("content-type", b"text/html")];
        let (block, payload) = response_block(200, "OK", headers, b"<title>T</title>");
        let answer = Record {
            url: Some("https://a.example/\r\nWARC-Type: warcinfo"),
            payload: Some(payload),
            truncated: Some(Truncated::Length),
            ..Record::new(Kind::Response, at, "application/http;msgtype=response", &block)
        };
        let refused = writer.write(&answer).unwrap();
        let id = writer.write(&Record { url: Some(A), ..answer }).unwrap();
        assert_ne!(refused, id);
        assert!(id.starts_with("<urn:uuid:") && id.len() == "<urn:uuid:>".len() + 36, "{id}");
        let said = b"fetchTimeMs: 412\r\n";
        let metadata = Record::new(Kind::Metadata, at, "application/warc-fields", said);
        writer.write(&Record { url: Some(A), refers_to: Some(&id), ..metadata }).unwrap();
        let failed = b"fetchTimeMs: 7\r\nisnad-cause: tls\r\n";
        let failed = Record::new(Kind::Metadata, at, "application/warc-fields", failed);
        writer.write(&Record { url: Some(B), ..failed }).unwrap();

        let bytes = writer.into_inner();
        assert_eq!(bytes.starts_with(b"WARC/1.1\r\n"), !compress);
        let mut index = index(bytes);
        assert_eq!((bodies(&mut index, A), index.damaged()), (vec!["<title>T</title>".to_owned()], 0));
        let [capture] = index.captures(A) else { panic!("{:?}", index.captures(A)) };
        assert_eq!((capture.at, capture.truncated, capture.answered()), (at, true, true));
        assert_eq!(capture.said.as_ref().and_then(|said| said.get("FETCHTIMEMS")), Some("412"));
        let [capture] = index.captures(B) else { panic!("{:?}", index.captures(B)) };
        assert!(!capture.answered() && capture.said.as_ref().unwrap().get("isnad-cause") == Some("tls"));
    }
}

#[test]
fn hostile_files_are_read_without_harm() {
    let bomb = gzip(&[page(A, "one"), vec![b' '; 20_000_000]].concat());
    let nested: Vec<u8> = (0..300).fold(page(A, "one"), |inside, _| gzip(&inside));
    let cases = [
        ("nothing", Vec::new()),
        ("blank lines", vec![b'\n'; 1_000_000]),
        ("an endless line", vec![b'W'; 1_000_000]),
        ("an endless head", [b"WARC/1.0\r\n".to_vec(), b"X: y\r\n".repeat(200_000)].concat()),
        ("versions only", b"WARC/1.0\r\n\r\n".repeat(50_000)),
        ("magic only", MAGIC.repeat(2000)),
        ("a bomb", bomb),
        ("gzip in gzip", nested),
        ("blank records", gzip(b"").repeat(10_000)),
    ];
    for (name, bytes) in cases {
        let index = index(bytes);
        assert!(index.captures(A).len() <= 1, "{name}");
    }
}

const MAGIC: &[u8] = &super::member::MAGIC;
