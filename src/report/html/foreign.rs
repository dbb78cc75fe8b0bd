//! What documents and pages say, made fit for the page.

use std::fmt::Write as _;

use maud::{Markup, PreEscaped, Render, html};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::lang::Catalogue;
use crate::model::{Direction, Message, Observation, Page};
use crate::text::bidi;
use crate::text::sanitize::{readable_url, visible};

/// As many characters of one text are shown.
const SHOWN: usize = 1200;
/// What is escaped in the name of a file that a link leads to.
const NAME: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'?').add(b'`');

/// A text in an isolate that takes its own direction.
pub(super) fn bdi(text: &str) -> Markup {
    html! { bdi { (visible(&cut(text))) } }
}

/// A text that runs from left to right whatever is around it: URLs, numbers with signs, dates.
pub(super) fn ltr(text: &str) -> Markup {
    html! { bdi dir="ltr" { (visible(&cut(text))) } }
}

/// The direction of a block of text: that of most of its words.
pub(super) fn dir(text: &str) -> &'static str {
    match bidi::direction(text) {
        Direction::Rtl => "rtl",
        Direction::Ltr => "ltr",
    }
}

/// The language of a text as far as its script tells: what is right to left is taken for the first such language given.
pub(super) fn lang<'a>(text: &str, languages: &[&'a str]) -> Option<&'a str> {
    let rtl = |language: &&&str| matches!(**language, "ar" | "fa" | "he" | "ur" | "ku" | "ps");
    (bidi::direction(text) == Direction::Rtl).then(|| languages.iter().find(rtl).copied())?
}

/// What a page says of itself, where it is the page and not an error in its place.
pub(super) fn page(seen: &Observation) -> Option<&Page> {
    seen.page.as_ref().filter(|_| seen.status.is_none_or(|status| status < 400))
}

/// A URL, as a link where a browser may follow it.
pub(super) fn url(url: &str) -> Markup {
    let shown = html! { bdi.url dir="ltr" { (visible(&cut(&readable_url(url)))) } };
    match link(url) {
        Some(target) => html! { a href=(target) rel="noopener noreferrer nofollow" { (shown) } },
        None => shown,
    }
}

/// The address that a link may lead to: one of the web, as the standard writes it.
pub(super) fn link(url: &str) -> Option<String> {
    let url = url::Url::parse(url).ok()?;
    matches!(url.scheme(), "http" | "https").then(|| url.into())
}

/// A message in which each argument is escaped and isolated; the catalogue's own text is escaped too.
pub(super) fn message(catalogue: &Catalogue, message: &Message) -> Markup {
    // Escaped text holds no control, so these two can only be ours.
    let (open, close) = ('\u{1}', '\u{2}');
    let rendered = catalogue.render_with(message, |text| format!("{open}{}{close}", visible(&cut(text))));
    let mut out = String::new();
    rendered.render_to(&mut out);
    PreEscaped(out.replace(open, "<bdi>").replace(close, "</bdi>"))
}

/// The last part of a path.
pub(super) fn visible_name(path: &str) -> String {
    visible(path.rsplit('/').next().unwrap_or(path))
}

/// A page of a document that lies beside the report, as browsers open it.
pub(super) fn page_link(path: &str, page: u32) -> String {
    let mut link = utf8_percent_encode(path.rsplit('/').next().unwrap_or(path), NAME).to_string();
    // A colon in the first segment would be read as a scheme.
    link.insert_str(0, "./");
    // Writing to a String cannot fail.
    let _ = write!(link, "#page={page}");
    link
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_becomes_a_link() {
        for (target, linked) in [
            ("https://a.example/x", true),
            ("http://a.example/", true),
            ("javascript:alert(1)", false),
            ("JaVaScRiPt:alert(1)", false),
            ("data:text/html,x", false),
            ("file:///etc/passwd", false),
            ("//a.example", false),
            ("", false),
        ] {
            assert_eq!(link(target).is_some(), linked, "{target}");
            assert_eq!(url(target).into_string().contains("href"), linked, "{target}");
        }
        let hostile = url("https://a.example/\"onclick=\"x").into_string();
        assert!(!hostile.contains("\"onclick"), "{hostile}");
    }

    #[test]
    fn a_page_of_a_file_beside() {
        assert_eq!(page_link("a/b c#1.pdf", 9), "./b%20c%231.pdf#page=9");
        assert_eq!(page_link("javascript:x.pdf", 1), "./javascript:x.pdf#page=1");
    }

    #[test]
    fn arguments_are_escaped_and_isolated() {
        let catalogue = Catalogue::new("en");
        let shown = message(&catalogue, &Message::new("unpaired-url").with("url", "<b>\u{1}\u{202e}x"));
        assert!(shown.0.ends_with("<bdi>&lt;b&gt;\\u{1}\\u{202e}x</bdi>"), "{}", shown.0);
    }
}
