//! JSON as it goes out.

use std::io::{self, Write};

use serde::Serialize;

use crate::text::sanitize::acts;

/// Writes a value over many lines, and ends the last.
pub(super) fn pretty(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(Escaped(out), value)?;
    writeln!(out)
}

/// Writes a value on a line of its own.
pub(super) fn line(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(Escaped(out), value)?;
    writeln!(out)
}

/// Escapes what JSON lets stand as it is though it acts on the terminal of whoever looks at it: DEL, the C1 controls
/// and the bidirectional ones. None of them can stand outside a string.
struct Escaped<'a>(&'a mut dyn Write);

impl Write for Escaped<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Most pieces are signs and names of JSON itself.
        if bytes.is_ascii() && !bytes.contains(&0x7f) {
            self.0.write_all(bytes)?;
            return Ok(bytes.len());
        }
        // Strings come in pieces of whole characters.
        let mut rest = str::from_utf8(bytes).map_err(io::Error::other)?;
        let acts = |character: char| character != '\n' && acts(character);
        while let Some((at, character)) = rest.char_indices().find(|&(_, character)| acts(character)) {
            let (before, from) = rest.split_at(at);
            write!(self.0, "{before}\\u{:04x}", u32::from(character))?;
            rest = from.get(character.len_utf8()..).unwrap_or_default();
        }
        self.0.write_all(rest.as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
