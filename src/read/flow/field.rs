//! Field codes: instructions in the text whose result is printed.

/// A field that is open: its instruction, then its result.
#[derive(Debug, Default)]
pub(in crate::read) struct Field {
    /// The instruction.
    pub(in crate::read) code: String,
    /// The data that a reference manager hid in it.
    pub(in crate::read) data: String,
    /// Where its result begins in the text; `None` while the instruction is read.
    pub(in crate::read) result: Option<usize>,
}

/// Where a `HYPERLINK` instruction leads; `None` for other fields and for places in the document itself.
///
/// `HYPERLINK "https://a.example/b" \l "part" \o "a tip"` is the URL with the part as its fragment. Backslashes are
/// doubled within quotation marks.
pub(in crate::read) fn hyperlink_target(code: &str) -> Option<String> {
    let code = code.trim_start();
    let (name, rest) = code.split_at_checked("HYPERLINK".len())?;
    if !name.eq_ignore_ascii_case("HYPERLINK") || rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    let (mut target, mut fragment, mut switch) = (None, None, None);
    for word in words(rest) {
        match word {
            Word::Switch(letter) => switch = Some(letter),
            Word::Argument(text) => match switch.take() {
                Some('l' | 'L') => fragment = Some(text),
                Some('o' | 'O' | 't' | 'T' | 's' | 'S') => {}
                // The other switches have no argument.
                _ => target = target.or(Some(text)),
            },
        }
    }
    let target = target.filter(|target| !target.is_empty())?;
    Some(match fragment.filter(|fragment| !fragment.is_empty()) {
        Some(fragment) if !target.contains('#') => format!("{target}#{fragment}"),
        _ => target,
    })
}

enum Word {
    Switch(char),
    Argument(String),
}

fn words(code: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut characters = code.chars().peekable();
    while let Some(first) = characters.next() {
        match first {
            '"' | '“' | '”' => {
                let mut text = String::new();
                while let Some(next) = characters.next() {
                    match next {
                        '"' | '“' | '”' => break,
                        '\\' if matches!(characters.peek(), Some('\\' | '"')) => text.extend(characters.next()),
                        next => text.push(next),
                    }
                }
                words.push(Word::Argument(text.trim().to_owned()));
            }
            '\\' => words.extend(characters.next().map(Word::Switch)),
            first if first.is_whitespace() => {}
            first => {
                let mut text = first.to_string();
                while let Some(next) = characters.next_if(|next| !next.is_whitespace() && *next != '"') {
                    text.push(next);
                }
                words.push(Word::Argument(text));
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::hyperlink_target;

    #[test]
    fn hyperlinks_are_told_from_other_fields() {
        for (code, expected) in [
            (r#" HYPERLINK "https://a.example/b" "#, Some("https://a.example/b")),
            (r#"HYPERLINK "https://a.example/b" \l "part" \o "a tip""#, Some("https://a.example/b#part")),
            (r#"HYPERLINK \o "a tip" "https://a.example/b" \t "_blank""#, Some("https://a.example/b")),
            (r#"HYPERLINK \h "https://a.example/b""#, Some("https://a.example/b")),
            (r"hyperlink https://a.example/b \n", Some("https://a.example/b")),
            ("HYPERLINK “https://a.example/b”", Some("https://a.example/b")),
            (r#"HYPERLINK "file:\\\\server\\a b.doc""#, Some(r"file:\\server\a b.doc")),
            (r#"HYPERLINK "https://a.example/#x" \l "part""#, Some("https://a.example/#x")),
            (r#"HYPERLINK \l "_Toc1""#, None),
            (r#"HYPERLINK "" \l "_Toc1""#, None),
            ("HYPERLINK", None),
            ("HYPERLINKS x", None),
            ("PAGE", None),
            ("", None),
            (r#"HYPERLINK "https://a.example/open"#, Some("https://a.example/open")),
        ] {
            assert_eq!(hyperlink_target(code).as_deref(), expected, "{code}");
        }
    }
}
