//! The head of a record: its version line and its named fields.

use std::io::{self, BufRead};

/// The longest head that is read, in bytes. Honest ones have a few hundred, and as many again as their URL is long.
const LONGEST: usize = 256 * 1024;

/// The named fields of a record.
#[derive(Debug, Default)]
pub(super) struct Head {
    fields: Vec<(String, String)>,
    /// The length of its block, in bytes.
    pub length: u64,
}

/// What stood where a head was to be.
#[derive(Debug)]
pub(super) enum Read {
    /// A head. The reader stands at its block.
    Head(Head),
    /// The end.
    End,
    /// Something else, or a head without a length.
    Other,
}

impl Head {
    /// The first field of this name, in any case.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The URL it is of. Some writers set it in angle brackets, as WARC 1.0 was misread to ask for.
    pub(super) fn url(&self) -> Option<&str> {
        let url = self.get("WARC-Target-URI")?;
        Some(url.strip_prefix('<').and_then(|url| url.strip_suffix('>')).unwrap_or(url))
    }
}

/// Reads a head, and the blank lines that may stand before it.
///
/// # Errors
///
/// Those of the reader: the bytes themselves cannot be had.
pub(super) fn read(reader: &mut impl BufRead) -> io::Result<Read> {
    let mut left = LONGEST;
    let mut line = loop {
        match line(reader, &mut left)? {
            // So many blank lines are no end yet.
            None if left == 0 => return Ok(Read::Other),
            None => return Ok(Read::End),
            Some(line) if line.is_empty() => {}
            Some(line) => break line,
        }
    };
    if !line.starts_with(b"WARC/") {
        return Ok(Read::Other);
    }
    let mut head = Head::default();
    loop {
        line = match self::line(reader, &mut left)? {
            Some(line) => line,
            None => return Ok(Read::Other),
        };
        if line.is_empty() {
            break;
        }
        let text = String::from_utf8_lossy(&line);
        if let (Some(continued), Some((_, value))) = (text.strip_prefix([' ', '\t']), head.fields.last_mut()) {
            value.push(' ');
            value.push_str(continued.trim());
        } else if let Some((name, value)) = text.split_once(':') {
            head.fields.push((name.trim().to_owned(), value.trim().to_owned()));
        }
    }
    match head.get("Content-Length").and_then(|length| length.parse().ok()) {
        Some(length) if left > 0 => Ok(Read::Head(Head { length, ..head })),
        _ => Ok(Read::Other),
    }
}

/// A line without its end, of at most `left` bytes; `None` at the end.
fn line(reader: &mut impl BufRead, left: &mut usize) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    io::Read::take(reader, *left as u64).read_until(b'\n', &mut line)?;
    *left -= line.len();
    if line.is_empty() {
        return Ok(None);
    }
    while line.last().is_some_and(|&byte| byte == b'\n' || byte == b'\r') {
        line.pop();
    }
    Ok(Some(line))
}
