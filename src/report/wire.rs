//! JSON as it goes out.

use std::io::{self, Write};

use serde::Serialize;

use crate::text::sanitize::acts;

/// Writes a value over many lines, and ends the last.
pub(super) fn pretty(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    let mut escaped = Escaped { out, held: Vec::new() };
    serde_json::to_writer_pretty(&mut escaped, value)?;
    escaped.end_line()
}

/// Writes a value on a line of its own.
pub(super) fn line(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    let mut escaped = Escaped { out, held: Vec::new() };
    serde_json::to_writer(&mut escaped, value)?;
    escaped.end_line()
}

/// JSON comes in pieces of a few bytes; so many are looked at and passed on together.
const TOGETHER: usize = 16 * 1024;

/// Escapes what JSON lets stand as it is though it acts on the terminal of whoever looks at it: DEL, the C1 controls
/// and the bidirectional ones. None of them can stand outside a string.
struct Escaped<'a> {
    out: &'a mut dyn Write,
    /// What is not passed on yet: whole characters, for strings come in pieces of such.
    held: Vec<u8>,
}

impl Escaped<'_> {
    fn pass_on(&mut self) -> io::Result<()> {
        let mut rest = str::from_utf8(&self.held).map_err(io::Error::other)?;
        let acts = |character: char| character != '\n' && acts(character);
        while let Some((at, character)) = rest.char_indices().find(|&(_, character)| acts(character)) {
            let (before, from) = rest.split_at(at);
            write!(self.out, "{before}\\u{:04x}", u32::from(character))?;
            rest = from.get(character.len_utf8()..).unwrap_or_default();
        }
        self.out.write_all(rest.as_bytes())?;
        self.held.clear();
        Ok(())
    }

    fn end_line(mut self) -> io::Result<()> {
        self.held.push(b'\n');
        self.pass_on()
    }
}

impl Write for Escaped<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend(bytes);
        if self.held.len() >= TOGETHER {
            self.pass_on()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.pass_on()?;
        self.out.flush()
    }
}
