//! Text with its whitespace collapsed, as browsers show it.

use std::borrow::Cow;

/// Text that grows piece by piece.
#[derive(Debug, Default)]
pub(super) struct Collapsed {
    text: String,
    gap: bool,
    cap: usize,
    length: usize,
}

impl Collapsed {
    /// An empty text that will grow to at most `cap` bytes.
    pub(super) fn new(cap: usize) -> Self {
        Self { cap, ..Self::default() }
    }

    /// Appends a piece; whitespace between this and the last one stays one space.
    pub(super) fn push(&mut self, piece: &str) {
        let mut rest = piece;
        loop {
            let end = rest.find(is_gap).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            self.append(word);
            if after.is_empty() {
                return;
            }
            self.gap = true;
            rest = after.trim_start_matches(is_gap);
        }
    }

    fn append(&mut self, word: &str) {
        if word.is_empty() {
            return;
        }
        let gap = usize::from(self.gap && self.length > 0);
        self.gap = false;
        self.length += gap + word.len();
        let room = self.cap.saturating_sub(self.text.len() + gap);
        if room == 0 {
            return;
        }
        if gap > 0 {
            self.text.push(' ');
        }
        self.text.push_str(word.get(..floor(word, room)).unwrap_or_default());
    }

    /// Ends the word.
    pub(super) fn end_word(&mut self) {
        self.gap = true;
    }

    /// How much of it is kept so far, in bytes.
    pub(super) fn kept(&self) -> usize {
        self.text.len()
    }

    /// Takes back what was kept beyond so many bytes; its length stays that of all there was.
    pub(super) fn take_back(&mut self, kept: usize) {
        self.text.truncate(floor(&self.text, kept));
        self.gap = true;
    }

    /// How long it would be without a cap, in bytes.
    pub(super) fn length(&self) -> usize {
        self.length
    }

    /// The text.
    pub(super) fn into_text(self) -> String {
        self.text
    }
}

fn is_gap(character: char) -> bool {
    character.is_whitespace() || character.is_control()
}

/// The last boundary of characters within so many bytes.
fn floor(text: &str, most: usize) -> usize {
    if most >= text.len() {
        return text.len();
    }
    (0..=most).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// Whether a value is of plain letters, signs and single spaces between them: most are.
fn is_collapsed(value: &[u8]) -> bool {
    // As if a space stood before it and another after it.
    let mut gap = true;
    let sound = value.iter().all(|&byte| {
        let was_gap = std::mem::replace(&mut gap, byte == b' ');
        byte.is_ascii_graphic() || gap && !was_gap
    });
    sound && (!gap || value.is_empty())
}

/// A value with its whitespace collapsed, cut after so many characters.
pub(super) fn collapse(value: &str, most: usize) -> Cow<'_, str> {
    if value.len() <= most && is_collapsed(value.as_bytes()) {
        return value.into();
    }
    let mut collapsed = Collapsed::new(most.saturating_mul(char::MAX.len_utf8()));
    collapsed.push(value);
    let mut text = collapsed.text;
    if let Some((end, _)) = text.char_indices().nth(most) {
        text.truncate(end);
    }
    text.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_collapsed_already_is_told_as_what_is_not() {
        let cases = [
            ("", ""),
            (" ", ""),
            ("a", "a"),
            ("a b c", "a b c"),
            (" a", "a"),
            ("a ", "a"),
            ("a  b", "a b"),
            ("a\tb", "a b"),
            ("a\u{1}b", "a b"),
            ("é\u{a0}b", "é b"),
            ("a long one", "a long o"),
            ("é é é é é", "é é é é "),
        ];
        for (value, expected) in cases {
            assert_eq!(collapse(value, 8), expected, "{value:?}");
        }
    }
}
