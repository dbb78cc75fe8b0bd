//! Writing records.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::net::IpAddr;

use flate2::write::GzEncoder;
use flate2::{Compression, GzBuilder};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

/// What a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// What the file is and who wrote it.
    Warcinfo,
    /// An HTTP request.
    Request,
    /// An HTTP response.
    Response,
    /// What is to be said of another record.
    Metadata,
}

/// Why a block is not whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truncated {
    /// More came than was to be kept.
    Length,
    /// The connection broke off.
    Disconnect,
}

/// A record to be written.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    /// What it is.
    pub kind: Kind,
    /// The URL it is of; none for what is said of the file.
    pub url: Option<&'a str>,
    /// When it came about.
    pub at: Timestamp,
    /// The media type of its block.
    pub content_type: &'a str,
    /// The address that answered.
    pub address: Option<IpAddr>,
    /// The id of the record that came about along with it.
    pub concurrent_to: Option<&'a str>,
    /// The id of the record it speaks of.
    pub refers_to: Option<&'a str>,
    /// Why the block is not whole, if it is not.
    pub truncated: Option<Truncated>,
    /// Its block.
    pub block: &'a [u8],
    /// Where in the block its payload begins, if it has one: the body of an HTTP message.
    pub payload: Option<usize>,
}

impl<'a> Record<'a> {
    /// A record with nothing in its block but this, and of nothing but this.
    pub fn new(kind: Kind, at: Timestamp, content_type: &'a str, block: &'a [u8]) -> Self {
        Self {
            kind,
            url: None,
            at,
            content_type,
            address: None,
            concurrent_to: None,
            refers_to: None,
            truncated: None,
            block,
            payload: None,
        }
    }
}

/// Writes records.
#[derive(Debug)]
pub struct Writer<W> {
    out: W,
    compress: bool,
    written: u64,
}

impl<W: Write> Writer<W> {
    /// A writer of records; each becomes a gzip member of its own where they are to be compressed.
    pub fn new(out: W, compress: bool) -> Self {
        Self { out, compress, written: 0 }
    }

    /// Writes a record through to the sink, and says which id it has. Ids are made of what the record holds and of its
    /// place in the file, so that the same records make the same file.
    ///
    /// # Errors
    ///
    /// Those of the sink.
    pub fn write(&mut self, record: &Record<'_>) -> io::Result<String> {
        self.written += 1;
        let id = self.id(record);
        let head = head(record, &id);
        // One call for each record: whoever kills the writer cuts at most the last.
        let mut bytes = Vec::with_capacity(head.len() + record.block.len() + 4);
        if self.compress {
            let mut member: GzEncoder<_> = GzBuilder::new().mtime(0).write(bytes, Compression::default());
            write_parts(&mut member, &head, record.block)?;
            bytes = member.finish()?;
        } else {
            write_parts(&mut bytes, &head, record.block)?;
        }
        self.out.write_all(&bytes)?;
        self.out.flush()?;
        Ok(id)
    }

    /// The sink, with all that was written.
    pub fn into_inner(self) -> W {
        self.out
    }

    /// A UUID of version 8 (RFC 9562, 5.8).
    fn id(&self, record: &Record<'_>) -> String {
        let mut hash = Sha256::new();
        hash.update(self.written.to_be_bytes());
        hash.update(record.at.as_microsecond().to_be_bytes());
        hash.update(record.kind.name());
        hash.update(record.url.unwrap_or_default());
        hash.update([0]);
        hash.update(record.block);
        let hash = hash.finalize();
        let mut bytes = [0_u8; 16];
        bytes.iter_mut().zip(hash).for_each(|(byte, hashed)| *byte = hashed);
        bytes[6] = bytes[6] & 0x0f | 0x80;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        let digits = hex(&bytes);
        let mut id = String::from("<urn:uuid:");
        for (index, digit) in digits.chars().enumerate() {
            if matches!(index, 8 | 12 | 16 | 20) {
                id.push('-');
            }
            id.push(digit);
        }
        id + ">"
    }
}

fn write_parts(out: &mut impl Write, head: &str, block: &[u8]) -> io::Result<()> {
    out.write_all(head.as_bytes())?;
    out.write_all(block)?;
    out.write_all(b"\r\n\r\n")
}

fn head(record: &Record<'_>, id: &str) -> String {
    let mut head = String::from("WARC/1.1\r\n");
    let mut field = |name: &str, value: &str| {
        // A field ends where its line does: a URL or a type with a line break in it must not make another.
        let value: String = value.chars().filter(|character| !character.is_control()).collect();
        // Writing to memory does not fail.
        let _ = write!(head, "{name}: {value}\r\n");
    };
    field("WARC-Type", record.kind.name());
    field("WARC-Record-ID", id);
    field("WARC-Date", &record.at.strftime("%Y-%m-%dT%H:%M:%S.%6fZ").to_string());
    if let Some(url) = record.url {
        field("WARC-Target-URI", url);
    }
    if let Some(address) = record.address {
        field("WARC-IP-Address", &address.to_string());
    }
    if let Some(id) = record.concurrent_to {
        field("WARC-Concurrent-To", id);
    }
    if let Some(id) = record.refers_to {
        field("WARC-Refers-To", id);
    }
    if let Some(why) = record.truncated {
        field("WARC-Truncated", why.name());
    }
    field("WARC-Block-Digest", &digest(record.block));
    if let Some(payload) = record.payload.and_then(|begin| record.block.get(begin..)) {
        field("WARC-Payload-Digest", &digest(payload));
    }
    field("Content-Type", record.content_type);
    field("Content-Length", &record.block.len().to_string());
    head + "\r\n"
}

fn digest(bytes: &[u8]) -> String {
    format!("sha256:{}", hex(&Sha256::digest(bytes)))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut digits, byte| {
        // Writing to memory does not fail.
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Warcinfo => "warcinfo",
            Self::Request => "request",
            Self::Response => "response",
            Self::Metadata => "metadata",
        }
    }
}

impl Truncated {
    fn name(self) -> &'static str {
        match self {
            Self::Length => "length",
            Self::Disconnect => "disconnect",
        }
    }
}
