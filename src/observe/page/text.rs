//! Text with its whitespace collapsed, as browsers show it.

/// Text that grows piece by piece.
#[derive(Debug, Default)]
pub(super) struct Collapsed {
    text: String,
    gap: bool,
    cap: usize,
}

impl Collapsed {
    /// An empty text that will grow to at most `cap` bytes.
    pub(super) fn new(cap: usize) -> Self {
        Self { cap, ..Self::default() }
    }

    /// Appends a piece; whitespace between this and the last one stays one space.
    pub(super) fn push(&mut self, piece: &str) {
        for character in piece.chars() {
            if character.is_whitespace() || character.is_control() {
                self.gap = true;
                continue;
            }
            let gap = self.gap && !self.text.is_empty();
            if self.text.len() + character.len_utf8() + usize::from(gap) > self.cap {
                return;
            }
            if gap {
                self.text.push(' ');
            }
            self.gap = false;
            self.text.push(character);
        }
    }

    /// Ends the word.
    pub(super) fn end_word(&mut self) {
        self.gap = true;
    }

    /// The text.
    pub(super) fn into_text(self) -> String {
        self.text
    }
}

/// A value with its whitespace collapsed, cut after so many characters.
pub(super) fn collapse(value: &str, most: usize) -> String {
    let mut collapsed = Collapsed::new(most.saturating_mul(char::MAX.len_utf8()));
    collapsed.push(value);
    match collapsed.text.char_indices().nth(most) {
        Some((end, _)) => collapsed.text.get(..end).unwrap_or_default().to_owned(),
        None => collapsed.text,
    }
}
