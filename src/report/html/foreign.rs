//! What documents and pages say, made fit for the page.

use std::fmt::Write as _;

use maud::{Markup, PreEscaped, Render, html};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::lang::Catalogue;
use crate::model::{Direction, Message, Observation, Page};
use crate::text::bidi;
use crate::text::sanitize::{has_rtl, readable_url, visible};

/// As many characters of one text are shown.
const SHOWN: usize = 1200;
/// What is escaped in the name of a file that a link leads to.
const NAME: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'?').add(b'`');

/// A text in an isolate that takes its own direction: that of most of its words, and not that of its first letter.
pub(super) fn bdi(text: &str) -> Markup {
    html! { bdi dir=[has_rtl(text).then(|| dir(text))] { (visible(&cut(text))) } }
}

/// A text by itself in a block, which has the direction and is an isolate.
pub(super) fn block(text: &str) -> Markup {
    html! { (visible(&cut(text))) }
}

/// A text in a block that runs as the text does, in a language where that is known.
pub(super) fn spoken(text: &str, language: Option<&str>) -> Markup {
    html! { div dir=(dir(text)) lang=[language] { (block(text)) } }
}

/// A number of a note: digits need no isolate.
pub(super) fn number(number: &str) -> Markup {
    if number.chars().all(|c| c.is_ascii_digit()) {
        html! { (number) }
    } else {
        ltr(number)
    }
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

/// The language of a text as far as its script tells: what is right to left is taken for the first such language of the
/// document, the rest for its first other.
pub(super) fn lang<'a>(text: &str, languages: &[&'a str]) -> Option<&'a str> {
    let written = bidi::direction(text);
    let of_language = |language: &str| match language {
        "ar" | "fa" | "he" | "ur" | "ku" | "ps" => Direction::Rtl,
        _ => Direction::Ltr,
    };
    languages.iter().find(|language| of_language(language) == written).copied()
}

/// A language that a page says it is in, where that has the shape of one (BCP 47).
pub(super) fn tag(language: &str) -> Option<&str> {
    let shaped = |part: &str| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric());
    (language.len() <= 35 && language.split('-').all(shaped)).then_some(language)
}

/// When a source was looked at last.
pub(super) fn looked_at(seen: &Observation) -> Option<&str> {
    seen.fetched_at.as_deref().or(seen.looks.last().map(|look| look.at.as_str()))
}

/// A moment, as people read it.
pub(super) fn time(at: &str) -> Markup {
    ltr(&at.replace('T', " ").replace('Z', " UTC"))
}

/// What a page says of itself, where it is the page and not an error in its place.
pub(super) fn page(seen: &Observation) -> Option<&Page> {
    seen.page.as_deref().filter(|_| seen.status.is_none_or(|status| status < 400))
}

/// A URL, as a link where a browser may follow it.
pub(super) fn url(url: &str) -> Markup {
    let shown = html! { bdi dir="ltr" { (visible(&cut(&readable_url(url)))) } };
    match link(url) {
        Some(target) => html! { a href=(target) { (shown) } },
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
    // Escaped text holds no control, so these can only be ours.
    let (open, close, rtl, whole) = ('\u{1}', '\u{2}', '\u{3}', '\u{4}');
    let rendered = catalogue.render_with(message, |text| {
        let mark = match text {
            _ if has_rtl(text) && dir(text) == "rtl" => rtl,
            _ if is_whole(text) => whole,
            _ => open,
        };
        format!("{mark}{}{close}", visible(&cut(text)))
    });
    let mut out = String::new();
    rendered.render_to(&mut out);
    let out = out.replace(open, "<bdi>").replace(whole, "<bdi class=\"whole\">");
    PreEscaped(out.replace(rtl, "<bdi dir=\"rtl\">").replace(close, "</bdi>"))
}

/// Whether no line may end within a text: a date that is broken at its hyphen can be read from the wrong end.
fn is_whole(text: &str) -> bool {
    text.len() <= 10 && text.contains('-') && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}

/// The last part of a path.
pub(super) fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// A page of a document that lies beside the report, as browsers open it.
pub(super) fn page_link(path: &str, page: u32) -> String {
    let mut link = utf8_percent_encode(name(path), NAME).to_string();
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
    fn languages_by_script_and_by_shape() {
        assert_eq!(lang("عن الماء", &["tr", "ar"]), Some("ar"));
        assert_eq!(lang("Su üzerine", &["ar", "tr"]), Some("tr"));
        assert_eq!(lang("Su", &["ar"]), None);
        for (language, known) in [("tr", true), ("zh-Hant-TW", true), ("", false), ("en\" onx", false), ("e n", false)]
        {
            assert_eq!(tag(language).is_some(), known, "{language}");
        }
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
