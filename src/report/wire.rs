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
        while let Some((at, character)) = first_acting(rest) {
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

/// The first character that acts, in what was escaped as JSON asks. Most of that is of ASCII, where DEL alone is left.
fn first_acting(json: &str) -> Option<(usize, char)> {
    let mut at = 0;
    loop {
        at += json.as_bytes().get(at..)?.iter().position(|&byte| byte >= 0x7F)?;
        let character = json.get(at..)?.chars().next()?;
        if acts(character) {
            return Some((at, character));
        }
        at += character.len_utf8();
    }
}

impl Write for Escaped<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.held.extend_from_slice(bytes);
        if self.held.len() >= TOGETHER { self.pass_on() } else { Ok(()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.pass_on()?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_is_escaped_and_nothing_else() {
        for (value, json) in [
            ("plain \"words\"\n", r#""plain \"words\"\n""#),
            ("نهرٌ à 江 🌊", r#""نهرٌ à 江 🌊""#),
            ("\u{7F}\u{85}\u{9F}\u{A0}", "\"\\u007f\\u0085\\u009f\u{A0}\""),
            ("a\u{202E}b\u{2066}c\u{2069}", r#""a\u202eb\u2066c\u2069""#),
        ] {
            // However what is written falls apart into the pieces that are looked at together.
            for length in [0, TOGETHER - 8, TOGETHER - 1] {
                let mut out = Vec::new();
                let before = "x".repeat(length);
                assert!(line(&mut out, &[&before, value]).is_ok());
                assert_eq!(String::from_utf8_lossy(&out), format!("[\"{before}\",{json}]\n"));
            }
        }
    }
}
