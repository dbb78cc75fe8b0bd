//! HTML within Markdown: its text is seen, its tags are not, and its links are links.

/// What a tag opens or closes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// `<a href="…">`.
    Link(String),
    /// `</a>`.
    EndLink,
    /// `<sup>`.
    Raise,
    /// `</sup>`.
    EndRaise,
    /// What breaks the text: `<br>`, a block.
    Break,
    /// What holds no text that is seen: `<script>`, `<style>`; with its name.
    Hidden(&'static str),
    Other,
}

/// Reads a tag from its `<` to its `>`.
pub(super) fn tag(tag: &str) -> Tag {
    /// Elements that stand in a line.
    const INLINE: [&str; 21] = [
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q",
        "s", "small", "span", "strong", "sub",
    ];
    let inner = tag.trim_start_matches('<').trim_end_matches('>');
    let closes = inner.starts_with('/');
    let name: String = inner.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
    match (name.to_ascii_lowercase().as_str(), closes) {
        ("a", true) => Tag::EndLink,
        ("a", false) => attribute(inner, "href").map_or(Tag::Other, Tag::Link),
        ("sup", false) => Tag::Raise,
        ("sup", true) => Tag::EndRaise,
        ("script", false) => Tag::Hidden("</script"),
        ("style", false) => Tag::Hidden("</style"),
        (name, _) if name.is_empty() || INLINE.contains(&name) => Tag::Other,
        _ => Tag::Break,
    }
}

/// The name that a tag gives to its place.
pub(super) fn name(tag: &str) -> Option<String> {
    let inner = tag.strip_prefix('<').filter(|inner| !inner.starts_with('/'))?;
    attribute(inner, "id").or_else(|| attribute(inner, "name"))
}

/// The value of an attribute, quoted or not.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let at = lower.match_indices(name).map(|(at, _)| at).find(|at| {
        let before = lower.get(..*at).and_then(|before| before.chars().next_back());
        let after = lower.get(at + name.len()..).unwrap_or_default().trim_start();
        before.is_some_and(char::is_whitespace) && after.starts_with('=')
    })?;
    let value = tag.get(at + name.len()..)?.trim_start().strip_prefix('=')?.trim_start();
    let value = match value.chars().next()? {
        quote @ ('"' | '\'') => value.get(1..)?.split(quote).next()?,
        _ => value.split(|c: char| c.is_whitespace()).next()?.trim_end_matches('/'),
    };
    let value = value.trim().replace("&amp;", "&");
    (!value.is_empty()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told() {
        let link = |url: &str| Tag::Link(url.to_owned());
        for (source, expected) in [
            ("<a href=\"https://a.example/?b&amp;c\">", link("https://a.example/?b&c")),
            ("<A class=x HREF='https://a.example/'>", link("https://a.example/")),
            ("<a href=https://a.example/b>", link("https://a.example/b")),
            ("<a data-href=\"x\">", Tag::Other),
            ("<a name=\"n1\">", Tag::Other),
            ("</a>", Tag::EndLink),
            ("<br/>", Tag::Break),
            ("</div>", Tag::Break),
            ("<sup id=n>", Tag::Raise),
            ("</sup>", Tag::EndRaise),
            ("<sub>", Tag::Other),
            ("<script src=x>", Tag::Hidden("</script")),
            ("<>", Tag::Other),
            ("<a href=\"", Tag::Other),
        ] {
            assert_eq!(tag(source), expected, "{source}");
        }
    }
}
