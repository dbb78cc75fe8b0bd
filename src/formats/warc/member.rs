//! Gzip members, and the records in them.

use std::io::{self, BufRead, BufReader, Read, Write};

use flate2::bufread::GzDecoder;

use super::capture::{Span, Start};
use super::head::{self, Read as Head};
use super::scan::{self, Met};

/// The first bytes of a gzip member: its magic, and the one method there is (RFC 1952, 2.3).
pub(super) const MAGIC: [u8; 3] = [0x1f, 0x8b, 8];

/// What a member holds.
#[derive(Debug)]
pub(super) enum Member {
    /// One record and nothing else; the next member begins at this byte of the file.
    Record(Box<Met>, u64),
    /// Nothing; the next member begins at this byte of the file.
    Nothing(u64),
    /// Several records, or less than one.
    Other,
    /// What cannot be decompressed, seen after so many bytes, packed and unpacked.
    Damaged(u64),
}

/// Reads the member that begins at byte `at` of the file, where the reader stands.
pub(super) fn read(reader: &mut impl BufRead, at: u64) -> Member {
    let mut packed = Counted::new(reader);
    let mut plain = Counted::new(BufReader::with_capacity(16 * 1024, GzDecoder::new(&mut packed)));
    let record = record(&mut plain, at);
    let unpacked = plain.taken;
    drop(plain);
    let next = at + packed.taken;
    match record {
        Ok(Inside::Record(met)) => Member::Record(met, next),
        Ok(Inside::Nothing) => Member::Nothing(next),
        Ok(Inside::Other) => Member::Other,
        Err(_) => Member::Damaged(packed.taken + unpacked),
    }
}

/// What is inside a member.
enum Inside {
    Record(Box<Met>),
    Nothing,
    Other,
}

fn record(plain: &mut Counted<impl BufRead>, at: u64) -> io::Result<Inside> {
    let head = match head::read(plain)? {
        Head::End => return Ok(Inside::Nothing),
        Head::Other => return Ok(Inside::Other),
        Head::Head(head) => head,
    };
    let span = Span { start: Start::Member { at, skip: plain.taken }, length: head.length };
    let prefix = scan::prefix(plain, head.length)?;
    let rest = head.length - prefix.len() as u64;
    let skipped = io::copy(&mut plain.by_ref().take(rest), &mut io::sink())?;
    let mut tail = Vec::new();
    plain.by_ref().take(5).read_to_end(&mut tail)?;
    let whole = skipped == rest && tail.len() < 5 && tail.iter().all(u8::is_ascii_whitespace);
    Ok(if whole { Inside::Record(Box::new(Met { head, span, prefix })) } else { Inside::Other })
}

/// The block that begins `skip` bytes into the member where the reader stands, of at most `most` bytes. What is damaged
/// ends it.
pub(super) fn block(reader: &mut impl BufRead, skip: u64, most: u64) -> Vec<u8> {
    let mut plain = GzDecoder::new(reader);
    let mut block = Vec::new();
    if io::copy(&mut plain.by_ref().take(skip), &mut io::sink()).is_ok() {
        // An error midway leaves in `block` what came before it, which is all there is to have.
        let _ = plain.take(most).read_to_end(&mut block);
    }
    block
}

/// What became of decompressing aside.
#[derive(Debug)]
pub(super) struct Spooled {
    /// How much was written.
    pub length: u64,
    /// What ended it, if anything but the end of the file did.
    pub stop: Option<Stop>,
}

/// What ended decompressing aside, with where it begins.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stop {
    /// Something that is no member.
    Other(u64),
    /// A member that is damaged, or for which there is no more room.
    Damaged(u64),
}

/// Decompresses member after member, from byte `at` of the file on, where the reader stands, until the end, until
/// something else comes, or until there is no more `room`.
///
/// # Errors
///
/// Those of the sink and, before the first byte of a member, of the reader.
pub(super) fn spool(reader: &mut impl BufRead, at: u64, room: u64, sink: &mut impl Write) -> io::Result<Spooled> {
    let mut packed = Counted::new(reader);
    let mut spooled = Spooled { length: 0, stop: None };
    let mut piece = vec![0; 64 * 1024];
    loop {
        let member = at + packed.taken;
        let next = packed.fill_buf()?;
        if next.is_empty() {
            return Ok(spooled);
        }
        if !next.starts_with(&MAGIC[..next.len().min(3)]) {
            spooled.stop = Some(Stop::Other(member));
            return Ok(spooled);
        }
        let mut plain = GzDecoder::new(&mut packed);
        loop {
            match plain.read(&mut piece) {
                Ok(0) => break,
                Ok(count) if spooled.length + count as u64 <= room => {
                    sink.write_all(piece.get(..count).unwrap_or_default())?;
                    spooled.length += count as u64;
                }
                Ok(_) | Err(_) => {
                    spooled.stop = Some(Stop::Damaged(member));
                    return Ok(spooled);
                }
            }
        }
    }
}

/// A reader that counts what was taken from it.
struct Counted<R> {
    inner: R,
    taken: u64,
}

impl<R> Counted<R> {
    fn new(inner: R) -> Self {
        Self { inner, taken: 0 }
    }
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.taken += count as u64;
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.inner.consume(count);
        self.taken += count as u64;
    }
}
