//! Signs of bot walls. A mark is a fact with the place it was seen at; what it means is judged elsewhere.
//!
//! The headers are those that the makers document (Cloudflare, Vercel, AWS WAF, `SiteGround`) or that their products
//! are known by; the phrases are ones that stand on no honest page, as measured over some two thousand of them.

use super::exchange::Answer;
use crate::model::{Mark, Page};

/// How little visible text a page must have, in bytes, for a sign to count that honest pages carry too.
const NEARLY_EMPTY: usize = 500;

/// A sign in a header.
struct HeaderSign {
    mark: &'static str,
    header: &'static str,
    /// The value, in lower case; empty where the header's presence is enough.
    value: &'static str,
    /// The status it must come with; 0 is any.
    status: u16,
}

const HEADERS: &[HeaderSign] = &[
    HeaderSign { mark: "cf-challenge", header: "cf-mitigated", value: "challenge", status: 0 },
    HeaderSign { mark: "vercel-challenge", header: "x-vercel-mitigated", value: "challenge", status: 0 },
    HeaderSign { mark: "aws-waf-challenge", header: "x-amzn-waf-action", value: "challenge", status: 0 },
    HeaderSign { mark: "aws-waf-captcha", header: "x-amzn-waf-action", value: "captcha", status: 0 },
    HeaderSign { mark: "sg-captcha", header: "sg-captcha", value: "challenge", status: 0 },
    HeaderSign { mark: "datadome", header: "x-datadome", value: "", status: 403 },
    HeaderSign { mark: "datadome", header: "x-dd-b", value: "", status: 403 },
    HeaderSign { mark: "kasada", header: "x-kpsdk-ct", value: "", status: 429 },
    HeaderSign { mark: "akamai-denied", header: "server", value: "akamaighost", status: 403 },
];

/// The status that `LinkedIn` made up for its refusals.
const REQUEST_DENIED: u16 = 999;

/// Phrases of a page's source, each with its mark.
const PHRASES: &[(&str, &str)] = &[
    ("cf-challenge", "_cf_chl_opt"),
    ("cf-challenge", "<title>Just a moment"),
    ("cf-denied", "<title>Attention Required! | Cloudflare"),
    ("cf-denied", "<span class=\"cf-error-code\">"),
    ("cf-denied", "Sorry, you have been blocked"),
    ("datadome", "captcha-delivery.com"),
    ("perimeterx", "px-captcha"),
    ("perimeterx", "captcha.px-cdn.net"),
    ("perimeterx", "<title>Access to this page has been denied"),
    ("imperva", "Incapsula incident ID"),
    ("imperva", "<title>Pardon Our Interruption"),
    ("anubis", "id=\"anubis_challenge\""),
    ("sg-captcha", "/.well-known/sgcaptcha/"),
    ("vercel-challenge", "<title>Vercel Security Checkpoint"),
    ("sucuri", "Sucuri WebSite Firewall"),
    ("kasada", "KPSDK.scriptStart"),
    ("bloomberg", "<title>Bloomberg - Are you a robot?"),
    ("radware", "<title>Radware Bot Manager Captcha"),
    ("akamai-denied", "errors.edgesuite.net"),
];

/// Phrases that honest pages carry too, and that count only where there is next to nothing else.
const PHRASES_OF_EMPTY_PAGES: &[(&str, &str)] = &[
    ("imperva", "_Incapsula_Resource"),
    ("shieldsquare", "ShieldSquare"),
    ("checking-browser", "Checking your browser"),
];

/// Whether the head of an answer alone says that it is a challenge.
pub(super) fn is_challenge(answer: &Answer) -> bool {
    signs_of_head(answer).next().is_some()
}

/// The marks of an answer, each once, with the source and the facts of its page where it has one.
pub(super) fn find(answer: &Answer, page: Option<(&str, &Page)>) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut add = |mark: &'static str, found_in: String| {
        if !marks.iter().any(|known| known.mark == mark) {
            marks.push(Mark { mark, found_in });
        }
    };
    for (mark, found_in) in signs_of_head(answer) {
        add(mark, found_in);
    }
    if let Some((source, page)) = page {
        let nearly_empty = page.text.len() < NEARLY_EMPTY;
        let phrases = PHRASES.iter().chain(PHRASES_OF_EMPTY_PAGES.iter().filter(|_| nearly_empty));
        for (mark, phrase) in phrases.filter(|(_, phrase)| source.contains(phrase)) {
            add(mark, format!("page `{phrase}`"));
        }
    }
    marks
}

fn signs_of_head(answer: &Answer) -> impl Iterator<Item = (&'static str, String)> {
    let denied = (answer.status == REQUEST_DENIED).then(|| ("request-denied", format!("status {REQUEST_DENIED}")));
    let headers = HEADERS.iter().filter(|sign| sign.status == 0 || sign.status == answer.status).filter_map(|sign| {
        let value = answer.header(sign.header)?.trim().to_ascii_lowercase();
        (sign.value.is_empty() || sign.value == value).then(|| (sign.mark, format!("header {}", sign.header)))
    });
    denied.into_iter().chain(headers)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test")]
mod tests {
    use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

    use super::*;
    use crate::model::ReadTo;

    /// The status, a header, the page's source, its text, and the marks they make.
    type Case<'a> = (u16, Option<(&'static str, &'static str)>, &'a str, &'a str, &'a [&'a str]);

    fn marks(status: u16, header: Option<(&'static str, &'static str)>, source: &str, text: &str) -> Vec<&'static str> {
        let headers =
            header.map(|(name, value)| (name.parse::<HeaderName>().unwrap(), HeaderValue::from_static(value)));
        let answer = Answer {
            status,
            headers: HeaderMap::from_iter(headers),
            body: Vec::new(),
            read_to: ReadTo::End,
            remote: None,
        };
        let page = Page { text: text.to_owned(), ..Page::default() };
        find(&answer, Some((source, &page))).iter().map(|mark| mark.mark).collect()
    }

    #[test]
    fn walls_are_marked_and_what_only_stands_near_them_is_not() {
        let long = "word ".repeat(200);
        let cases: &[Case<'_>] = &[
            (429, Some(("cf-mitigated", "challenge")), "", "", &["cf-challenge"]),
            (405, Some(("x-amzn-waf-action", "captcha")), "", "", &["aws-waf-captcha"]),
            (999, None, "", "", &["request-denied"]),
            (403, Some(("server", "AkamaiGHost")), "", "", &["akamai-denied"]),
            (200, Some(("server", "AkamaiGHost")), "", "", &[]),
            (200, Some(("server", "cloudflare")), "/cdn-cgi/challenge-platform/scripts/jsd", "", &[]),
            (200, None, "<title>Just a moment...</title>_cf_chl_opt", "", &["cf-challenge"]),
            (200, None, "_Incapsula_Resource", &long, &[]),
            (200, None, "_Incapsula_Resource", "", &["imperva"]),
        ];
        for (status, header, source, text, expected) in cases {
            assert_eq!(&marks(*status, *header, source, text), expected, "{status} {header:?} {source}");
        }
    }
}
