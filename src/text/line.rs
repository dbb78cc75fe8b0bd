//! Texts on one line.

/// A text on one line: every run of white space made one space, and none around it.
///
/// ```
/// use isnad::text::line::one_line;
/// assert_eq!(one_line(" wrapped\n  over \u{a0}lines\t"), "wrapped over lines");
/// ```
pub fn one_line(text: &str) -> String {
    let text = text.trim();
    // Most texts are on one line as they are.
    if is_one_line(text) {
        return text.to_owned();
    }
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Whether all white space within a text is single spaces.
fn is_one_line(text: &str) -> bool {
    let mut spaced = false;
    text.chars().all(|c| {
        let fits = if c == ' ' { !spaced } else { !c.is_whitespace() };
        spaced = c == ' ';
        fits
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_of_any_sort_becomes_single_spaces() {
        for (text, line) in [
            ("", ""),
            (" \n ", ""),
            ("one", "one"),
            ("one two", "one two"),
            (" one  two ", "one two"),
            ("one\ntwo\r\n\tthree", "one two three"),
            ("one\u{2003}two\u{a0}", "one two"),
            ("ماء\u{2028}ونهر", "ماء ونهر"),
            ("soft\u{ad}hyphen and\u{200b}zero width", "soft\u{ad}hyphen and\u{200b}zero width"),
        ] {
            assert_eq!(one_line(text), line, "{text:?}");
        }
    }
}
