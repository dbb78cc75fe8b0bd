//! HTML: what pages and documents share.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use html5ever::ParseOpts;
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, TokenSink, Tokenizer, TokenizerOpts};
use regex::bytes::Regex;
use scraper::{Html, HtmlTreeSink};

/// How many bytes are parsed between two looks at what became of them.
const STEP: usize = 512;

/// The deepest nesting parsed. Browsers stop at 512; the algorithm's cost grows with the square of the depth.
const MAX_DEPTH: usize = 1024;

/// The most nodes parsed. A megabyte of honest markup has some 30 000; unclosed formatting elements, which the
/// algorithm opens anew in every paragraph, make millions out of a kilobyte.
const MAX_NODES: usize = 250_000;

/// The longest a parse may take. Honest pages take milliseconds; tens of thousands of attributes on one tag, which the
/// tokenizer compares each with each, would take hours.
const MAX_TIME: Duration = Duration::from_secs(5);

/// How many bytes are tokenized between two looks at the clock.
const TOKEN_STEP: usize = 8 * 1024;

/// The longest a page may take to tokenize. Honest pages of megabytes take a tenth of it.
const MAX_TOKEN_TIME: Duration = Duration::from_secs(1);

/// How far a declaration of the charset is looked for. The standard has browsers look at 1024 bytes; pages that put
/// their scripts first need more.
const CHARSET_WITHIN: usize = 8 * 1024;

static CHARSET: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"(?i)<meta\s[^>]{0,400}?charset\s*=\s*["']?\s*([a-z0-9_:.-]{2,40})"#).ok());

/// Parses a document as browsers do, as far as it can be parsed in reasonable time and memory: where markup nests
/// deeper or grows larger than any honest page's, the rest is left off.
///
/// ```
/// let page = isnad::formats::html::parse("<title>A page</title><p>text");
/// assert_eq!(page.tree.nodes().filter(|node| node.value().is_element()).count(), 5);
/// ```
pub fn parse(text: &str) -> Html {
    let started = Instant::now();
    let mut parser = html5ever::parse_document(HtmlTreeSink::new(Html::new_document()), ParseOpts::default());
    let mut rest = text;
    let mut known = 0;
    while !rest.is_empty() {
        let end = (STEP..rest.len()).find(|&end| rest.is_char_boundary(end)).unwrap_or(rest.len());
        let (step, after) = rest.split_at(end);
        parser.process(StrTendril::from_slice(step));
        rest = after;
        let html = parser.tokenizer.sink.sink.0.borrow();
        let nodes = html.tree.nodes();
        let fresh = nodes.len() - known;
        known = nodes.len();
        // Nesting grows by one element at a time, so that a sample of the new ones shows it.
        let deep = nodes.rev().take(fresh).step_by(8).any(|node| node.ancestors().take(MAX_DEPTH).count() == MAX_DEPTH);
        if deep || known > MAX_NODES || started.elapsed() > MAX_TIME {
            break;
        }
    }
    parser.finish()
}

/// Hands the tags and texts of a page to `sink`, without making a tree of them; as far as that can be done in reasonable
/// time.
///
/// It is for the sink to say which elements hold raw text: see [`raw_text`].
pub fn tokenize<S: TokenSink>(text: &str, sink: S) -> S {
    let started = Instant::now();
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    let mut rest = text;
    while !rest.is_empty() && started.elapsed() < MAX_TOKEN_TIME {
        let end = (TOKEN_STEP..rest.len()).find(|&end| rest.is_char_boundary(end)).unwrap_or(rest.len());
        let (step, after) = rest.split_at(end);
        input.push_back(StrTendril::from_slice(step));
        // What the tokenizer can be told to stop for, no sink here asks for.
        let _ = tokenizer.feed(&input);
        rest = after;
    }
    tokenizer.end();
    tokenizer.sink
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
    fn hostile_markup_is_left_off_in_time() {
        let nested = "<div>".repeat(30_000);
        let formatting: String =
            (0..4_000).map(|n| format!("<p><b a={n}><i b={n}>")).chain((0..4_000).map(|_| "<p>x".to_owned())).collect();
        for (name, page) in [("nested", nested), ("formatting", formatting)] {
            let nodes = parse(&page).tree.nodes().len();
            assert!((1000..4 * MAX_NODES).contains(&nodes), "{name}: {nodes} nodes");
        }
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
