//! HTML: what pages and documents share.

use std::sync::LazyLock;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, TokenSink, Tokenizer, TokenizerOpts};
use regex::bytes::Regex;

/// The most attributes of one tag that are read. Honest tags have a few dozen; the tokenizer compares each with each, so
/// that tens of thousands on one tag would take hours.
const MAX_ATTRIBUTES: usize = 4096;

/// How far a declaration of the charset is looked for. The standard has browsers look at 1024 bytes; pages that put
/// their scripts first need more.
const CHARSET_WITHIN: usize = 8 * 1024;

static CHARSET: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"(?i)<meta\s[^>]{0,400}?charset\s*=\s*["']?\s*([a-z0-9_:.-]{2,40})"#).ok());

/// Hands the tags and texts of a page to `sink`, without making a tree of them, up to a tag with more attributes than any
/// honest one's.
///
/// It is for the sink to say which elements hold raw text: see [`raw_text`].
pub fn tokenize<S: TokenSink>(text: &str, sink: S) -> S {
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    let end = costly_tag(text.as_bytes()).unwrap_or(text.len());
    input.push_back(StrTendril::from_slice(text.get(..end).unwrap_or(text)));
    // What the tokenizer can be told to stop for, no sink here asks for.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink
}

/// Where a tag begins that may have more than [`MAX_ATTRIBUTES`]: white space and slashes outside quotation marks are
/// counted, which separate attributes. Scripts, styles and comments hold no tags, whatever signs they hold.
fn costly_tag(text: &[u8]) -> Option<usize> {
    let mut from = 0;
    while let Some(start) = memchr::memchr(b'<', text.get(from..)?).map(|at| from + at) {
        from = start + 1;
        let rest = text.get(from..)?;
        let opens = |name: &[u8]| rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        let until: Option<&[u8]> = [(&b"script"[..], &b"</script"[..]), (b"style", b"</style"), (b"!--", b"-->")]
            .into_iter()
            .find_map(|(name, end)| opens(name).then_some(end));
        if let Some(end) = until {
            let length = rest.windows(end.len()).position(|window| window.eq_ignore_ascii_case(end));
            from += length.unwrap_or(rest.len());
            continue;
        }
        if !rest.first().is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let (mut separators, mut quote, mut end) = (0, None, None);
        for (at, &byte) in rest.iter().enumerate() {
            match (quote, byte) {
                (Some(open), _) if open == byte => quote = None,
                (Some(_), _) => {}
                (None, b'"' | b'\'') => quote = Some(byte),
                (None, b'>') => {
                    end = Some(at);
                    break;
                }
                (None, byte) => separators += usize::from(byte == b'/' || byte.is_ascii_whitespace()),
            }
            if separators > MAX_ATTRIBUTES {
                return Some(start);
            }
        }
        // A tag that nothing closes is the last.
        from += end?;
    }
    None
}

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

/// How the content of an element is tokenized where it is not markup.
pub fn raw_text(element: &str) -> Option<RawKind> {
    match element {
        "title" | "textarea" => Some(RawKind::Rcdata),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" | "noscript" => Some(RawKind::Rawtext),
        "script" => Some(RawKind::ScriptData),
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
    let start = bytes.get(..CHARSET_WITHIN).unwrap_or(bytes);
    let start = String::from_utf8_lossy(start).to_ascii_lowercase();
    let start = start.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| start.starts_with(tag))
        || (start.starts_with("<!--") || start.starts_with("<?xml")) && start.contains("<html")
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
    fn a_tag_of_too_many_attributes_ends_the_page() {
        let tag = |count: usize| format!("<p>a</p><b {}>", "a=1 ".repeat(count));
        assert_eq!(costly_tag(tag(MAX_ATTRIBUTES - 2).as_bytes()), None);
        assert_eq!(costly_tag(tag(100_000).as_bytes()), Some(8));
        assert_eq!(costly_tag(tag(100_000).replace(' ', "/").as_bytes()), Some(8));
        let quoted = format!("<meta content=\"{}\"><p title='{}'>", "a / b ".repeat(10_000), "c ".repeat(10_000));
        assert_eq!(costly_tag(quoted.as_bytes()), None);
        let script = format!("<script>{}</script><p>", "if (a<b) c = d / e; ".repeat(10_000));
        assert_eq!(costly_tag(script.as_bytes()), None);
        assert_eq!(costly_tag(format!("<!-- {} --><p>", "<a b c ".repeat(10_000)).as_bytes()), None);
        assert_eq!(costly_tag("a < b / ".repeat(10_000).as_bytes()), None);
        assert_eq!(costly_tag("a <b / ".repeat(10_000).as_bytes()), Some(2), "what reads as a tag that never ends");
        assert_eq!(costly_tag("<a'".repeat(1_000_001).as_bytes()), None);
        assert_eq!(costly_tag(b"<"), None);
    }

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
