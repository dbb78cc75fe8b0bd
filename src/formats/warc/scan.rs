//! Records that stand one after another in plain bytes.

use std::io::{self, BufRead, Read as _, Seek, SeekFrom};

use super::capture::{Span, Start};
use super::head::{self, Head, Read};

/// How much of a block the scan looks at, in bytes.
const PREFIX: u64 = 4096;

/// A record that was met.
#[derive(Debug)]
pub(super) struct Met {
    /// Its head.
    pub head: Head,
    /// Where its block is.
    pub span: Span,
    /// The beginning of its block.
    pub prefix: Vec<u8>,
}

/// What becomes of the records that are met.
pub(super) trait Take {
    /// Takes a record; says whether there is room for more.
    fn take(&mut self, met: Met) -> bool;
    /// Is told of one that is damaged.
    fn damaged(&mut self);
}

/// Scans from byte `at` to the end. What is damaged is passed over, up to the next line that begins a record.
///
/// # Errors
///
/// Those of the reader.
pub(super) fn scan<R: BufRead + Seek>(
    reader: &mut R,
    at: u64,
    start: fn(u64) -> Start,
    into: &mut dyn Take,
) -> io::Result<()> {
    let length = reader.seek(SeekFrom::End(0))?;
    reader.seek(SeekFrom::Start(at))?;
    loop {
        let head = match head::read(reader)? {
            Read::End => return Ok(()),
            Read::Head(head) => head,
            Read::Other => {
                into.damaged();
                // The line end that was just read may be the one before the next record.
                reader.seek_relative(-1)?;
                find_next(reader)?;
                continue;
            }
        };
        let begin = reader.stream_position()?;
        let end = begin.checked_add(head.length).filter(|&end| end <= length);
        let mut prefix = Vec::new();
        if let Some(end) = end {
            prefix = self::prefix(reader, head.length)?;
            reader.seek(SeekFrom::Start(end))?;
        }
        if end.is_some() && record_ends(reader)? {
            let span = Span { start: start(begin), length: head.length };
            if !into.take(Met { head, span, prefix }) {
                return Ok(());
            }
        } else {
            into.damaged();
            // The next record may begin where the block was to.
            reader.seek(SeekFrom::Start(begin.saturating_sub(1)))?;
            find_next(reader)?;
        }
    }
}

/// The beginning of a block of this length.
///
/// # Errors
///
/// Those of the reader.
pub(super) fn prefix(reader: &mut impl io::Read, length: u64) -> io::Result<Vec<u8>> {
    let mut prefix = Vec::new();
    reader.take(length.min(PREFIX)).read_to_end(&mut prefix)?;
    Ok(prefix)
}

/// Whether a record ends here: with the two line ends that close one, or before another or the end of the file.
fn record_ends<R: BufRead + Seek>(reader: &mut R) -> io::Result<bool> {
    let mut next = Vec::new();
    reader.by_ref().take(16).read_to_end(&mut next)?;
    let record = next.trim_ascii_start();
    let back = i64::try_from(record.len()).unwrap_or_default();
    reader.seek_relative(-back)?;
    Ok(next.starts_with(b"\r\n\r\n") || record.is_empty() || record.starts_with(b"WARC/"))
}

/// Goes on to the next line that begins a record, or to the end.
fn find_next<R: BufRead + Seek>(reader: &mut R) -> io::Result<()> {
    const LINE: &[u8] = b"\nWARC/1.";
    let mut matched = 0;
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        let mut used = 0;
        for &byte in buffer {
            used += 1;
            matched = if LINE.get(matched) == Some(&byte) { matched + 1 } else { usize::from(byte == b'\n') };
            if matched == LINE.len() {
                break;
            }
        }
        reader.consume(used);
        if matched == LINE.len() {
            // Back to the W.
            return reader.seek_relative(1 - i64::try_from(LINE.len()).unwrap_or_default());
        }
    }
}
