//! A note's text without what stands around it on the page.

use super::notes::Draft;
use crate::text::digits;

/// The text without blanks and what links back left behind, and without the note's own marker where `draft` is given;
/// before it the number of bytes that it begins at.
pub(super) fn trimmed<'a>(text: &'a str, draft: Option<&Draft>) -> (usize, &'a str) {
    let body = match draft {
        Some(draft) => without_marker(text, &draft.marker, draft.printed),
        None => text.trim_start(),
    };
    let start = text.len() - body.len();
    let mut body = body.trim_end();
    for rest in ["[]", "()", "^", "↑", "↩", "↩\u{FE0E}", "⏎", "|"] {
        body = body.strip_suffix(rest).map_or(body, str::trim_end);
    }
    (start, body)
}

/// A note's text without the marker printed before it.
fn without_marker<'a>(text: &'a str, marker: &str, printed: bool) -> &'a str {
    let blank = |character: char| character.is_whitespace() || matches!(character, '^' | '↑' | '↩');
    let text = text.trim_start_matches(blank);
    for rest in ["[]", "()", "[ ]"] {
        if let Some(after) = text.strip_prefix(rest) {
            return after.trim_start();
        }
    }
    let signs = |rest: &'a str| rest.trim_start_matches(['.', ':', ')', ']', '）', '］', '-', '–', '—']).trim_start();
    if printed && !marker.is_empty() {
        let inner = text.trim_start_matches(['[', '(', '（', '［']);
        let length: usize = inner.chars().take(marker.chars().count()).map(char::len_utf8).sum();
        let (own, rest) = inner.split_at_checked(length).unwrap_or_default();
        if digits::to_ascii(own) == digits::to_ascii(marker) && !rest.starts_with(char::is_alphanumeric) {
            return signs(rest);
        }
    }
    // What stood between the link that was the marker and the text.
    match text.strip_prefix(['.', ':', ')', ']']) {
        Some(rest) if rest.starts_with(char::is_whitespace) => rest.trim_start(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_taken_off() {
        for (text, marker, printed, expected) in [
            ("[1] Text", "1", true, "Text"),
            ("1. Text", "1", true, "Text"),
            ("¹ Text", "1", true, "Text"),
            ("(٣) نص", "٣", true, "نص"),
            ("^ Text", "1", true, "Text"),
            (". Text", "1", true, "Text"),
            ("[] Text", "1", true, "Text"),
            ("12 men", "1", true, "12 men"),
            ("1 man", "1", false, "1 man"),
            ("... and so on", "1", true, "... and so on"),
            ("* Text", "*", true, "Text"),
        ] {
            assert_eq!(without_marker(text, marker, printed), expected, "{text}");
        }
    }

    #[test]
    fn what_links_back_left_behind_is_taken_off() {
        for (text, expected) in [(" Text. [] ", (1, "Text.")), ("Text ↩︎", (0, "Text")), ("Text (2)", (0, "Text (2)"))]
        {
            assert_eq!(trimmed(text, None), expected);
        }
    }
}
