//! The tokens of RTF.

/// One token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\name` or `\name-12`; the blank that ends it is part of it.
    Word(&'a str, Option<i32>),
    /// `\*`, `\~` and the like.
    Symbol(u8),
    /// `\'e1`, or a byte of text. Line ends are none.
    Byte(u8),
}

/// The tokens from a byte on.
#[derive(Debug, Clone)]
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    /// The tokens of these bytes from `at` on.
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// Where the next token begins.
    pub(super) fn offset(&self) -> usize {
        self.at
    }

    /// Passes over all up to the end of the group that is open, which is left to be read.
    pub(super) fn skip_group(&mut self) {
        let mut depth = 0_usize;
        loop {
            let before = self.at;
            match self.next() {
                Some(Token::Open) => depth += 1,
                Some(Token::Close) if depth == 0 => {
                    self.at = before;
                    return;
                }
                Some(Token::Close) => depth -= 1,
                Some(_) => {}
                None => return,
            }
        }
    }

    fn control(&mut self) -> Token<'a> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let name = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        if name == 0 {
            let symbol = rest.first().copied().unwrap_or(b'\\');
            self.at += 1;
            if symbol == b'\'' {
                let hex = rest.get(1..3).and_then(|hex| std::str::from_utf8(hex).ok());
                if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
                    self.at += 2;
                    return Token::Byte(byte);
                }
            }
            return Token::Symbol(symbol);
        }
        let after = rest.get(name..).unwrap_or_default();
        let sign = usize::from(after.first() == Some(&b'-'));
        let digits = after.iter().skip(sign).take_while(|byte| byte.is_ascii_digit()).count();
        let length = if digits == 0 { 0 } else { sign + digits };
        let number = after.get(..length).and_then(|number| std::str::from_utf8(number).ok()?.parse().ok());
        self.at += name + length;
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        let name = rest.get(..name).and_then(|name| std::str::from_utf8(name).ok()).unwrap_or_default();
        if name == "bin" {
            self.at = self.at.saturating_add(usize::try_from(number.unwrap_or(0)).unwrap_or(0)).min(self.bytes.len());
        }
        Token::Word(name, number)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            return Some(match byte {
                b'{' => Token::Open,
                b'}' => Token::Close,
                b'\\' => self.control(),
                b'\r' | b'\n' | 0 => continue,
                byte => Token::Byte(byte),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_tokens() {
        let word = Token::Word;
        for (source, expected) in [
            (
                &b"{\\rtf1\\ansi x}"[..],
                vec![Token::Open, word("rtf", Some(1)), word("ansi", None), Token::Byte(b'x'), Token::Close],
            ),
            (b"\\u-10179 ?", vec![word("u", Some(-10179)), Token::Byte(b'?')]),
            (b"\\'e1\\~\\*", vec![Token::Byte(0xe1), Token::Symbol(b'~'), Token::Symbol(b'*')]),
            (b"\\bin3 }}}a", vec![word("bin", Some(3)), Token::Byte(b'a')]),
            (b"\\bin99999999999 a", vec![word("bin", None), Token::Byte(b'a')]),
            (b"\\bin999 a", vec![word("bin", Some(999))]),
            (
                b"a\r\nb\\'zz",
                vec![Token::Byte(b'a'), Token::Byte(b'b'), Token::Symbol(b'\''), Token::Byte(b'z'), Token::Byte(b'z')],
            ),
            (b"\\", vec![Token::Symbol(b'\\')]),
        ] {
            assert_eq!(Tokens::new(source, 0).collect::<Vec<_>>(), expected, "{source:?}");
        }
        let mut tokens = Tokens::new(b"a{b\\}c}d}e", 0);
        tokens.skip_group();
        assert_eq!((tokens.offset(), tokens.next()), (8, Some(Token::Close)));
    }
}
