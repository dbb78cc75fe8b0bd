//! `MultiMarkdown`'s citations, `[p. 23][#key]` with `[#key]: text`, written as footnotes, which the parser knows.

use std::borrow::Cow;
use std::collections::HashSet;

/// The source with its citations as footnotes, byte for byte in the same places, and the labels of those.
///
/// Only labels that a text defines are taken: `[#12]` is mostly an issue, and `[#12]: https://…` the link to it.
pub(super) fn as_footnotes(source: &str) -> (Cow<'_, str>, HashSet<String>) {
    let labels = defined(source);
    if labels.is_empty() {
        return (Cow::Borrowed(source), HashSet::new());
    }
    let mut changed = String::with_capacity(source.len());
    let mut rest = source;
    while let Some((before, after)) = rest.split_once("[#") {
        changed.push_str(before);
        let inner = label(after).unwrap_or_default();
        let bare = inner.strip_suffix(';').unwrap_or(inner);
        if labels.contains(bare) {
            // `[#key;]` prints the name in the line.
            for piece in ["[^", bare, "]", if bare == inner { "" } else { " " }] {
                changed.push_str(piece);
            }
            rest = after.get(inner.len() + 1..).unwrap_or_default();
        } else {
            changed.push_str("[#");
            rest = after;
        }
    }
    changed.push_str(rest);
    (Cow::Owned(changed), labels)
}

/// What stands before the `]`, if it can be a label.
fn label(text: &str) -> Option<&str> {
    /// Longer ones are none; the bound keeps hostile text linear.
    const LONGEST: usize = 200;
    let end = text.bytes().take(LONGEST).position(|byte| byte == b']')?;
    text.get(..end).filter(|label| !label.is_empty() && !label.contains(['[', '\n', ' ', '^']))
}

/// The labels that texts define, and no footnote of the same name does.
fn defined(source: &str) -> HashSet<String> {
    let mut labels = HashSet::new();
    let mut footnotes = HashSet::new();
    let mut fence: Option<&str> = None;
    for line in source.lines() {
        let bare = line.trim_start_matches(' ');
        match (fence, ["```", "~~~"].into_iter().find(|fence| bare.starts_with(fence))) {
            (Some(open), Some(mark)) if open == mark => fence = None,
            (None, Some(mark)) => fence = Some(mark),
            _ => {}
        }
        if fence.is_some() || line.len() - bare.len() > 3 {
            continue;
        }
        let defines = |opening: &str| {
            let after = bare.strip_prefix(opening)?;
            let label = label(after)?;
            Some((label, after.get(label.len() + 1..)?.strip_prefix(':')?.trim()))
        };
        if let Some((label, text)) = defines("[#")
            && text.trim_matches(['<', '>']).contains(char::is_whitespace)
            && !text.trim_start_matches('<').starts_with("http")
        {
            labels.insert(label.to_owned());
        } else if let Some((label, _)) = defines("[^") {
            footnotes.insert(label.to_owned());
        }
    }
    labels.retain(|label| !footnotes.contains(label));
    labels
}

#[cfg(test)]
mod tests {
    use super::as_footnotes;

    #[test]
    fn citations_with_a_text_become_footnotes() {
        for (source, expected) in [
            (
                "x[p. 23][#Doe:2006].\n\n[#Doe:2006]: John Doe. *Book*.",
                "x[p. 23][^Doe:2006].\n\n[^Doe:2006]: John Doe. *Book*.",
            ),
            ("[Not cited][#a] [#a;] [#b]\n\n[#a]: A text.", "[Not cited][^a] [^a]  [#b]\n\n[^a]: A text."),
            ("fixes [#12]\n\n[#12]: https://a.example/12", "fixes [#12]\n\n[#12]: https://a.example/12"),
            ("[#12]: https://a.example/12 \"A title\"", "[#12]: https://a.example/12 \"A title\""),
            ("```\n[#a]: A text.\n```\n[#a]", "```\n[#a]: A text.\n```\n[#a]"),
            ("[#a] [^a]\n\n[#a]: One text.\n[^a]: Another.", "[#a] [^a]\n\n[#a]: One text.\n[^a]: Another."),
            ("[#", "[#"),
        ] {
            assert_eq!(as_footnotes(source).0, expected);
            assert_eq!(as_footnotes(source).0.len(), source.len());
        }
    }
}
