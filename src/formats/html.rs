//! HTML: what pages and documents share.

mod tokens;

use std::sync::LazyLock;

use regex::bytes::Regex;

pub use tokens::{Sink, Tag, tokenize};

/// How far a declaration of the charset is looked for. The standard has browsers look at 1024 bytes; pages that put
/// their scripts first need more.
const CHARSET_WITHIN: usize = 8 * 1024;

static CHARSET: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"(?i-u)<meta\s[^>]*?charset\s*=\s*["']?\s*([a-z0-9_:.-]{2,40})"#).ok());

/// Whether the start of an element ends a paragraph that is open (HTML, 13.2.6.4.7, "in body").
pub fn ends_paragraph(element: &str) -> bool {
    matches!(
        element,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "li"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "plaintext"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "ul"
            | "xmp"
    )
}

/// What an element holds that holds no markup (HTML, 13.1.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Raw {
    /// Text with character references.
    Escapable,
    /// Text as it is.
    Text,
    /// A script, in which comments may hold what looks like its end.
    Script,
}

/// What an element holds where that is not markup.
pub fn raw_text(element: &str) -> Option<Raw> {
    match element {
        "title" | "textarea" => Some(Raw::Escapable),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" | "noscript" => Some(Raw::Text),
        "script" => Some(Raw::Script),
        _ => None,
    }
}

/// Whether an element never holds anything and has no end tag.
pub fn is_void(element: &str) -> bool {
    matches!(
        element,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

static HEAD_END: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?i)</head\s*>|<body[\s>]").ok());

/// Where the head of a page ends, if that is within these bytes.
///
/// ```
/// use isnad::formats::html::head_end;
/// assert_eq!(head_end(b"<title>A</title></HEAD><body>"), Some(16));
/// assert_eq!(head_end(b"<title>A</title>"), None);
/// ```
pub fn head_end(bytes: &[u8]) -> Option<usize> {
    Some(HEAD_END.as_ref()?.find(bytes)?.start())
}

/// The charset that a page declares in a `meta` element, as written.
///
/// A page that can be read as far as its `meta` is in no 16-bit encoding, so such a declaration is not believed.
///
/// ```
/// use isnad::formats::html::declared_charset;
/// let page = br#"<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">"#;
/// assert_eq!(declared_charset(page).as_deref(), Some("windows-1256"));
/// ```
pub fn declared_charset(bytes: &[u8]) -> Option<String> {
    let start = bytes.get(..CHARSET_WITHIN).unwrap_or(bytes);
    let found = CHARSET.as_ref()?.captures(start)?.get(1)?;
    let label = String::from_utf8_lossy(found.as_bytes()).into_owned();
    (!label.to_ascii_lowercase().starts_with("utf-16")).then_some(label)
}

/// Whether bytes of an undeclared type start as an HTML page does.
pub fn looks_like_html(bytes: &[u8]) -> bool {
    let within = bytes.get(..CHARSET_WITHIN).unwrap_or(bytes);
    let mut start = within.trim_ascii_start();
    while let Some(rest) = start.strip_prefix("\u{feff}".as_bytes()) {
        start = rest.trim_ascii_start();
    }
    let begins = |tag: &str| start.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()));
    let holds = |tag: &str| within.windows(tag.len()).any(|part| part.eq_ignore_ascii_case(tag.as_bytes()));
    ["<!doctype html", "<html", "<head", "<body"].into_iter().any(begins)
        || (begins("<!--") || begins("<?xml")) && holds("<html")
}

/// Whether what an element holds is never shown as running text: scripts, styles, form controls and the like.
pub fn is_unseen(element: &str) -> bool {
    matches!(
        element,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "head"
            | "svg"
            | "math"
            | "iframe"
            | "object"
            | "select"
            | "textarea"
            | "button"
            | "datalist"
            | "audio"
            | "video"
            | "canvas"
    )
}

/// Whether an element stays within the line, so that the text before it and in it may be one word.
pub fn is_inline(element: &str) -> bool {
    matches!(
        element,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "mark"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_charset_is_found_where_it_is_declared() {
        let cases = [
            ("<meta charset=windows-1254>", Some("windows-1254")),
            ("<META CHARSET = 'ISO-8859-9'>", Some("ISO-8859-9")),
            ("<meta charset=\"utf-16\">", None),
            ("<p>charset=koi8-r</p>", None),
        ];
        for (page, expected) in cases {
            assert_eq!(declared_charset(page.as_bytes()).as_deref(), expected, "{page}");
        }
    }

    #[test]
    fn html_is_told_from_other_things() {
        let cases =
            [("\u{feff}\n<!DOCTYPE HTML><p>", true), ("<!-- x --><html>", true), ("%PDF-1.7", false), ("plain", false)];
        for (text, expected) in cases {
            assert_eq!(looks_like_html(text.as_bytes()), expected, "{text}");
        }
    }
}
