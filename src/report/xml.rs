//! XML that any parser takes.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::text::sanitize::visible;

/// A writer that indents, with the declaration written.
pub(super) fn writer(out: &mut dyn Write) -> io::Result<Writer<&mut dyn Write>> {
    let mut writer = Writer::new_with_indent(out, b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    Ok(writer)
}

/// Text with nothing in it that XML 1.0 forbids: controls become visible escapes, noncharacters go.
pub(super) fn text(text: &str) -> String {
    visible(text).chars().filter(|character| !matches!(character, '\u{fffe}' | '\u{ffff}')).collect()
}

/// The content of an element, many lines of it.
pub(super) fn content(lines: &[String]) -> BytesText<'static> {
    let lines: Vec<_> = lines.iter().map(|line| text(line)).collect();
    BytesText::new(&lines.join("\n")).into_owned()
}

/// Ends the last line.
pub(super) fn end(writer: Writer<&mut dyn Write>) -> io::Result<()> {
    writeln!(writer.into_inner())
}
