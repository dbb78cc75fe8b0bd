//! What the web answers.

use std::io::Write;
use std::time::Duration;

/// What the web answers to one request.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(super) status: u16,
    pub(super) headers: Vec<(String, Vec<u8>)>,
    pub(super) body: Vec<u8>,
    pub(super) delay: Duration,
    pub(super) fault: Option<Fault>,
}

/// What goes wrong on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// The connection is closed without an answer.
    Reset,
    /// The connection is closed for writing in the middle of the head.
    HalfClose,
    /// No answer ever comes.
    Stall,
    /// The body is shorter than announced.
    BreakOff,
    /// The body comes in chunks that are none.
    BadChunks,
    /// The body comes a byte at a time, with a pause after each.
    Drip(Duration),
    /// What comes is not HTTP.
    Noise,
    /// The next request on the same connection is met by its end.
    HangUp,
}

impl Answer {
    /// An answer of this status with nothing in it.
    pub(crate) fn status(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new(), delay: Duration::ZERO, fault: None }
    }

    /// A page in UTF-8.
    pub(crate) fn html(source: impl Into<String>) -> Self {
        Self::status(200).header("Content-Type", "text/html; charset=utf-8").body(source.into())
    }

    /// Bytes of a media type.
    pub(crate) fn bytes(content_type: &str, bytes: impl Into<Vec<u8>>) -> Self {
        Self::status(200).header("Content-Type", content_type).body(bytes)
    }

    /// A redirect.
    pub(crate) fn redirect(status: u16, location: &str) -> Self {
        Self::status(status).header("Location", location)
    }

    /// The connection breaks before an answer.
    pub(crate) fn reset() -> Self {
        Self::status(0).with(Fault::Reset)
    }

    /// No answer ever comes.
    pub(crate) fn stall() -> Self {
        Self::status(0).with(Fault::Stall)
    }

    /// What comes is not HTTP.
    pub(crate) fn noise() -> Self {
        Self::status(0).with(Fault::Noise)
    }

    /// The server stops in the middle of the head.
    pub(crate) fn half_closed() -> Self {
        Self::status(200).with(Fault::HalfClose)
    }

    /// The connection breaks after the body, though more was announced.
    pub(crate) fn that_breaks_off(self) -> Self {
        self.with(Fault::BreakOff)
    }

    /// The chunks of the body are none.
    pub(crate) fn in_bad_chunks(self) -> Self {
        self.with(Fault::BadChunks)
    }

    /// The body comes a byte at a time.
    pub(crate) fn that_drips(self, pause: Duration) -> Self {
        self.with(Fault::Drip(pause))
    }

    /// The connection seems to be kept, and ends when it is used again.
    pub(crate) fn that_hangs_up(self) -> Self {
        self.with(Fault::HangUp)
    }

    fn with(self, fault: Fault) -> Self {
        Self { fault: Some(fault), ..self }
    }

    /// The same with another status.
    pub(crate) fn with_status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    /// The same with one more header.
    pub(crate) fn header(mut self, name: &str, value: impl Into<Vec<u8>>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// The same with this body.
    pub(crate) fn body(self, body: impl Into<Vec<u8>>) -> Self {
        Self { body: body.into(), ..self }
    }

    /// The same with its body compressed.
    pub(crate) fn gzip(self) -> Self {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(&self.body).unwrap();
        self.encoded("gzip", encoder.finish().unwrap())
    }

    /// The same with its body compressed.
    pub(crate) fn deflate(self) -> Self {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(&self.body).unwrap();
        self.encoded("deflate", encoder.finish().unwrap())
    }

    /// The same with its body compressed.
    pub(crate) fn zstd(self) -> Self {
        let level = ruzstd::encoding::CompressionLevel::Fastest;
        let body = ruzstd::encoding::compress_to_vec(self.body.as_slice(), level);
        self.encoded("zstd", body)
    }

    /// The same with its body in the form of brotli: one block that is not compressed (RFC 7932, 9.2).
    pub(crate) fn brotli(self) -> Self {
        let length = u32::try_from(self.body.len() - 1).unwrap();
        assert!(length < 1 << 16, "longer bodies need several blocks");
        let header = (length << 4) | (1 << 20);
        let body = [&header.to_le_bytes()[..3], &self.body, &[3]].concat();
        self.encoded("br", body)
    }

    fn encoded(self, encoding: &str, body: Vec<u8>) -> Self {
        self.header("Content-Encoding", encoding).body(body)
    }

    /// The same, after a while.
    pub(crate) fn after(self, delay: Duration) -> Self {
        Self { delay, ..self }
    }
}
