//! Comments that speak to isnad: `<!-- isnad: … -->` in Markdown and HTML, `% isnad: …` in LaTeX.

use crate::model::{Directive, Place};

/// What such a comment begins with.
const CALL: &str = "isnad:";

/// Where a comment of markup begins.
pub(super) const OPEN: &str = "<!--";

/// Where it ends.
const CLOSE: &str = "-->";

/// The directives among the comments of markup that begin at these bytes of a source, ascending.
pub(super) fn of_markup(source: &str, starts: impl IntoIterator<Item = usize>) -> Vec<Directive> {
    let mut lines = Lines::new(source);
    let mut found = Vec::new();
    let mut end_before = 0;
    for start in starts {
        let inner = source.get(start..).and_then(|rest| rest.strip_prefix(OPEN)).unwrap_or_default();
        // What stands within a comment begins none.
        if start < end_before {
            continue;
        }
        let length = inner.find(CLOSE).unwrap_or(inner.len());
        let end = (start + OPEN.len() + length + CLOSE.len()).min(source.len());
        end_before = end;
        if !inner.trim_start().starts_with(CALL) {
            continue;
        }
        let text = inner.get(..length).unwrap_or_default();
        found.push(lines.directive(text, start, end));
    }
    stack(&mut found);
    found
}

/// The directives of a LaTeX source, with lines as they are counted in it.
pub(super) fn of_tex(source: &str) -> Vec<Directive> {
    let mut lines = Lines::new(source);
    let mut found = Vec::new();
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        if let Some(sign) = comment(line) {
            let text = line.get(sign..).unwrap_or_default().trim_start_matches('%');
            if text.trim_start().starts_with(CALL) {
                found.push(lines.directive(text, at + sign, at + line.trim_end().len()));
            }
        }
        at += line.len();
    }
    stack(&mut found);
    found
}

/// Lets directives that stand one above the other speak of the line below them all.
fn stack(found: &mut [Directive]) {
    let mut below: Option<(u32, u32)> = None;
    for directive in found.iter_mut().rev() {
        let alone = Some(directive.line) > directive.place.end_line;
        if let Some((_, line)) = below.filter(|(begins, _)| *begins == directive.line) {
            directive.line = line;
        }
        below = directive.place.line.filter(|_| alone).map(|begins| (begins, directive.line));
    }
}

/// The byte of a line at which its comment begins: a per cent sign that no backslash makes a letter.
fn comment(line: &str) -> Option<usize> {
    let slashes = |at: usize| line.get(..at).map_or(0, |before| before.len() - before.trim_end_matches('\\').len());
    line.match_indices('%').map(|(at, _)| at).find(|&at| slashes(at) % 2 == 0)
}

/// Lines counted on through a source.
struct Lines<'a> {
    source: &'a str,
    at: usize,
    line: u32,
}

impl<'a> Lines<'a> {
    fn new(source: &'a str) -> Self {
        Self { source, at: 0, line: 1 }
    }

    /// The directive of a comment that stands in these bytes, which lie after those asked for before.
    fn directive(&mut self, text: &str, start: usize, end: usize) -> Directive {
        let from = self.position(start);
        let to = self.position(end);
        let before = self.source.get(..start).and_then(|text| text.rsplit('\n').next()).unwrap_or_default();
        let after = self.source.get(end..).and_then(|text| text.split('\n').next()).unwrap_or_default();
        let alone = before.trim().is_empty() && after.trim().is_empty();
        let place = Place {
            line: Some(from.0),
            column: Some(from.1),
            end_line: Some(to.0),
            end_column: Some(to.1),
            ..Place::default()
        };
        let text = text.trim().strip_prefix(CALL).unwrap_or_default().trim().to_owned();
        Directive { text, place, line: if alone { to.0 + 1 } else { from.0 } }
    }

    fn position(&mut self, at: usize) -> (u32, u32) {
        let passed = self.source.get(self.at..at).unwrap_or_default();
        self.line += passed.matches('\n').count() as u32;
        self.at = at;
        let line = self.source.get(..at).and_then(|text| text.rsplit('\n').next()).unwrap_or_default();
        (self.line, line.chars().count() as u32 + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn markup(source: &str) -> Vec<(String, u32)> {
        let starts = source.match_indices(OPEN).map(|(at, _)| at);
        of_markup(source, starts).into_iter().map(|found| (found.text, found.line)).collect()
    }

    #[test]
    fn a_comment_speaks_of_its_line_or_where_it_stands_alone_of_the_next() {
        let said = "ignore[dead-link] moved".to_owned();
        let cases = [
            ("text <!-- isnad: ignore[dead-link] moved -->\n", Some((said.clone(), 1))),
            ("\n  <!-- isnad:ignore[dead-link] moved -->  \ntext", Some((said.clone(), 3))),
            ("<!--\nisnad: ignore[dead-link] moved\n-->\r\ntext", Some((said.clone(), 4))),
            ("<!-- <!-- isnad: ignore[dead-link] moved --> text", None),
            ("<!-- isnad of old -->", None),
            ("<!-- isnad: ignore[dead-link] moved", Some((said.clone(), 2))),
        ];
        for (source, expected) in cases {
            assert_eq!(markup(source), Vec::from_iter(expected), "{source:?}");
        }
        let lines = |source: &str| markup(source).into_iter().map(|(_, line)| line).collect::<Vec<_>>();
        assert_eq!(
            lines("<!-- isnad: a -->\n<!-- isnad: b -->\ntext"),
            [3, 3],
            "what is stacked speaks of what is below"
        );
        assert_eq!(lines("<!-- isnad: a -->\ntext <!-- isnad: b -->\n"), [2, 2]);
        assert_eq!(lines("<!-- isnad: a -->\n\n<!-- isnad: b -->\ntext"), [2, 4]);
        let tex = |source: &str| of_tex(source).into_iter().map(|found| (found.text, found.line)).collect::<Vec<_>>();
        let source =
            "50\\% isnad: no\nA\\footnote{B} % isnad: ignore[dead-link] moved\n%% isnad: ignore[dead-link] moved\nC";
        assert_eq!(tex(source), [(said.clone(), 2), (said, 4)]);
    }
}
