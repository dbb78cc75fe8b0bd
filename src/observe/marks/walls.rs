//! Signs of bot walls.
//!
//! The headers are those that the makers document (Cloudflare, Vercel, AWS WAF, `SiteGround`) or that their products
//! are known by; the phrases are ones that stand on no honest page, as measured over some two thousand of them.

use super::Answer;

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
pub(super) const PHRASES: &[(&str, &str)] = &[
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
    ("anubis", "Making sure you&#39;re not a bot!"),
    ("anubis", "Making sure you're not a bot!"),
    ("sg-captcha", "<title>Robot Challenge Screen"),
    ("haproxy", "<title>HAProxy challenge"),
    ("client-challenge", "<title>Client Challenge"),
    ("datadome", "geo.captcha-delivery.com"),
    ("cf-challenge", "/cdn-cgi/challenge-platform/h/b/orchestrate/"),
    ("cf-challenge", "/cdn-cgi/challenge-platform/h/g/orchestrate/"),
    ("request-denied", "The requested URL was rejected. Please consult with your administrator"),
];

/// Phrases that honest pages carry too, and that count only where there is next to nothing else.
pub(super) const PHRASES_OF_EMPTY_PAGES: &[(&str, &str)] = &[
    ("imperva", "_Incapsula_Resource"),
    ("shieldsquare", "ShieldSquare"),
    ("checking-browser", "Checking your browser"),
    ("datadome", "DataDome CAPTCHA"),
];

/// Phrases that honest pages carry too, and that count only where there is next to nothing else and the status is an
/// error.
pub(super) const PHRASES_OF_EMPTY_ERRORS: &[(&str, &str)] = &[
    ("request-denied", "Access Denied"),
    ("imperva", "Request unsuccessful"),
    ("request-denied", "g-recaptcha"),
    ("request-denied", "h-captcha"),
    ("perimeterx", "window._pxAppId"),
    ("checking-browser", "Enable JavaScript and cookies to continue"),
];

/// Akamai's refusals are numbered like this.
pub(super) const AKAMAI_REFERENCE: &str =
    r"Reference&#32;&#35;|Reference #\d{1,3}\.[0-9a-f]{4,12}\.\d{9,11}\.[0-9a-f]{4,12}";

/// The marks of an answer's head, each with where it was seen.
pub(super) fn signs_of_head(answer: &Answer) -> impl Iterator<Item = (&'static str, String)> {
    let denied = (answer.status == REQUEST_DENIED).then(|| ("request-denied", format!("status {REQUEST_DENIED}")));
    let headers = HEADERS.iter().filter(|sign| sign.status == 0 || sign.status == answer.status).filter_map(|sign| {
        let value = answer.header(sign.header)?.trim().to_ascii_lowercase();
        (sign.value.is_empty() || sign.value == value).then(|| (sign.mark, format!("header {}", sign.header)))
    });
    denied.into_iter().chain(headers)
}
