//! The form in which a URL is asked for.

use url::{Host, Url};

use super::host;
use super::reading::clean;
use super::run::{scheme_at, starts_with};

/// A URL as isnad asks for it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Normal {
    /// The URL by the WHATWG rules, percent-encoded, its fragment kept.
    pub url: String,
    /// The same without its fragment: what goes over the wire, and what makes two sources one.
    pub request: String,
}

/// Why a text is no URL that can be asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UrlFault {
    /// It cannot be read as a URL.
    #[error("not a URL")]
    NotAUrl,
    /// It leads within its own document or site: an anchor, a path.
    #[error("a relative reference")]
    Relative,
    /// Its scheme, in lower case, is not one of the web: `file`, `javascript`, `mailto`, `ftp`.
    #[error("the scheme {0} is not one of the web")]
    Scheme(String),
    /// It stands where a URL was to be filled in: `https://…`, `http://xxx`, `[insert link]`.
    #[error("a placeholder")]
    Placeholder,
    /// Its host has a name only on the machine or in the network it was written on: `localhost`, `intranet`.
    #[error("a name of a local network")]
    Local,
}

/// What authors and templates write where a URL is to come, as a host or alone, in lower case.
const PLACEHOLDERS: [&str; 20] = [
    "address",
    "domain",
    "example",
    "here",
    "host",
    "hostname",
    "insert",
    "insert-link",
    "insert link",
    "insert url",
    "link",
    "placeholder",
    "site",
    "tbd",
    "todo",
    "url",
    "website",
    "your-url",
    "bağlantı",
    "الرابط",
];

/// Schemes that are written without `//`, so that they are told from `host:port` and from prose.
const OTHER_SCHEMES: [&str; 14] = [
    "about",
    "blob",
    "callto",
    "cid",
    "data",
    "facetime",
    "file",
    "geo",
    "javascript",
    "mailto",
    "sms",
    "tel",
    "urn",
    "vbscript",
];

/// The normal form of a printed URL or of a link's target.
///
/// Space and quotes around it go, `&amp;` is undone, invisible characters are dropped; `www.` gets `http://`, a DOI
/// `https://doi.org/`, and a host with a known public suffix and a path `http://`. Loopback *addresses* pass: whether
/// they may be asked for is not for text to say.
///
/// # Errors
///
/// [`UrlFault`], where there is nothing that can be asked for.
///
/// ```
/// use isnad::text::url::{UrlFault, normal};
/// assert_eq!(normal(" HTTPS://News.Example/a?b=1&amp;c=2#d ").unwrap().request, "https://news.example/a?b=1&c=2");
/// assert_eq!(normal("https://…"), Err(UrlFault::Placeholder));
/// ```
pub fn normal(raw: &str) -> Result<Normal, UrlFault> {
    let around = |character: char| character.is_whitespace() || "<>\"“”«»„‟`".contains(character);
    let mut text = clean(raw).trim_matches(around).to_owned();
    text.retain(|character| !matches!(character, '\t' | '\n' | '\r'));
    if is_placeholder(&text) {
        return Err(UrlFault::Placeholder);
    }
    parse(&with_scheme(text)?)
}

/// The text with the scheme it is meant to have.
fn with_scheme(text: String) -> Result<String, UrlFault> {
    if let Some(doi) = bare_doi(&text) {
        return Ok(format!("https://doi.org/{doi}"));
    }
    if starts_with(&text, 0, "http:") || starts_with(&text, 0, "https:") {
        return Ok(text);
    }
    if starts_with(&text, 0, "www.") {
        return Ok(format!("http://{text}"));
    }
    if text.starts_with("//") {
        return Ok(format!("https:{text}"));
    }
    if let Some(scheme) = other_scheme(&text) {
        return Err(UrlFault::Scheme(scheme));
    }
    let host = text.split(['/', ':']).next().unwrap_or_default();
    if text.len() > host.len() + 1 && host.is_ascii() && host::has_known_suffix(host) && !text.starts_with('.') {
        return Ok(format!("http://{text}"));
    }
    let relative = text.starts_with(['#', '/', '.', '?']) || !text.is_empty() && !text.contains(char::is_whitespace);
    Err(if relative { UrlFault::Relative } else { UrlFault::NotAUrl })
}

fn parse(text: &str) -> Result<Normal, UrlFault> {
    let mut url = Url::parse(text).map_err(|_| UrlFault::NotAUrl)?;
    if let Some(Host::Domain(host)) = url.host() {
        let host = host.trim_end_matches('.');
        let named = host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
        if !named || host.split('.').any(str::is_empty) || matches!(host, "http" | "https") {
            return Err(UrlFault::NotAUrl);
        }
        let last = host.rsplit('.').next().unwrap_or_default();
        // Special-use names: RFC 6761 (localhost), RFC 6762 (local), RFC 8375 (home.arpa).
        if last == host || matches!(last, "localhost" | "localdomain" | "local") || host.ends_with(".home.arpa") {
            return Err(UrlFault::Local);
        }
    }
    let full = url.to_string();
    url.set_fragment(None);
    Ok(Normal { url: full, request: url.into() })
}

/// The DOI that a text is, without its label.
fn bare_doi(text: &str) -> Option<&str> {
    let label = if starts_with(text, 0, "doi") { 3 } else { 0 };
    let doi = text.get(label..)?.trim_start_matches([':', ' ']);
    let (registrant, suffix) = doi.strip_prefix("10.")?.split_once('/')?;
    let numbered = registrant.len() >= 4 && registrant.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    (numbered && !suffix.is_empty() && !suffix.contains(char::is_whitespace)).then_some(doi)
}

fn other_scheme(text: &str) -> Option<String> {
    let (scheme, rest) = text.split_once(':')?;
    let formed = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    let scheme = scheme.to_ascii_lowercase();
    if !formed {
        return None;
    }
    if scheme.len() == 1 && rest.starts_with(['\\', '/']) {
        // A drive letter.
        return Some("file".to_owned());
    }
    (rest.starts_with("//") || OTHER_SCHEMES.contains(&scheme.as_str())).then_some(scheme)
}

fn is_placeholder(text: &str) -> bool {
    let lower = text.to_lowercase();
    let rest = scheme_at(&lower, 0).and_then(|length| lower.get(length..));
    let bare = rest.unwrap_or(&lower);
    if rest.is_some() && bare.is_empty() || bare.starts_with('…') || bare.starts_with("...") {
        return true;
    }
    let address = bare.starts_with('[') && bare.contains("::");
    if bare.starts_with(['[', '{', '<']) && !address && !bare.starts_with("[2") {
        return true;
    }
    let host = bare.trim_matches(['/', '.', ']', '[']).trim_start_matches("www.");
    let crossed = host.len() > 1 && host.bytes().all(|byte| byte == b'x');
    crossed || PLACEHOLDERS.contains(&host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for() {
        for (raw, url) in [
            ("https://a.example", "https://a.example/"),
            (" https://a.example/b ", "https://a.example/b"),
            ("<https://a.example/b>", "https://a.example/b"),
            ("HTTPS://A.Example:443/B", "https://a.example/B"),
            ("http://a.example:8080/", "http://a.example:8080/"),
            ("https://a.example/?b=1&amp;c=2", "https://a.example/?b=1&c=2"),
            ("https://a.example/b\u{200B}c\u{00AD}d", "https://a.example/bcd"),
            ("https://a.example/\u{200F}b", "https://a.example/b"),
            ("https://a.example/b\n  c", "https://a.example/b%20%20c"),
            ("https://a.example/b c.pdf", "https://a.example/b%20c.pdf"),
            ("https://a.example/ماء", "https://a.example/%D9%85%D8%A7%D8%A1"),
            ("https://президент.рф/x", "https://xn--d1abbgf6aiiy.xn--p1ai/x"),
            ("www.a.example/b", "http://www.a.example/b"),
            ("//a.example/b", "https://a.example/b"),
            ("doi:10.1234/ab.c", "https://doi.org/10.1234/ab.c"),
            ("DOI 10.1234/ab", "https://doi.org/10.1234/ab"),
            ("10.1234/ab", "https://doi.org/10.1234/ab"),
            ("osf.io/ab3cd", "http://osf.io/ab3cd"),
            ("https://user:word@a.example/", "https://user:word@a.example/"),
            ("http://127.0.0.1:9/x", "http://127.0.0.1:9/x"),
            ("http://[2001:db8::1]/x", "http://[2001:db8::1]/x"),
        ] {
            assert_eq!(normal(raw).map(|normal| normal.url), Ok(url.to_owned()), "{raw}");
        }
        let normal = normal("https://a.example/b?c#d").unwrap();
        assert_eq!(
            (normal.url.as_str(), normal.request.as_str()),
            ("https://a.example/b?c#d", "https://a.example/b?c")
        );
    }

    #[test]
    fn what_cannot_be_asked_for() {
        let scheme = |name: &str| UrlFault::Scheme(name.to_owned());
        for (raw, fault) in [
            ("", UrlFault::NotAUrl),
            ("two words", UrlFault::NotAUrl),
            ("Title: more", UrlFault::NotAUrl),
            ("https://a..example/", UrlFault::NotAUrl),
            ("https://a b.example/", UrlFault::NotAUrl),
            ("http://https://a.example/", UrlFault::NotAUrl),
            ("https://a.example:99999/", UrlFault::NotAUrl),
            ("https://a,b.example/", UrlFault::NotAUrl),
            ("#part", UrlFault::Relative),
            ("../a.html", UrlFault::Relative),
            ("a.md", UrlFault::Relative),
            ("pages/a.html", UrlFault::Relative),
            ("file:///C:/a.doc", scheme("file")),
            ("C:\\a.doc", scheme("file")),
            ("javascript:void(0)", scheme("javascript")),
            ("mailto:a@b.example", scheme("mailto")),
            ("ftp://a.example/", scheme("ftp")),
            ("http://", UrlFault::Placeholder),
            ("https://…", UrlFault::Placeholder),
            ("https://...", UrlFault::Placeholder),
            ("http://xxx", UrlFault::Placeholder),
            ("http://www.xxxx/", UrlFault::Placeholder),
            ("URL", UrlFault::Placeholder),
            ("[insert link]", UrlFault::Placeholder),
            ("https://[URL]", UrlFault::Placeholder),
            ("http://localhost:8080/a", UrlFault::Local),
            ("http://a.localhost/", UrlFault::Local),
            ("http://printer.local/", UrlFault::Local),
            ("http://intranet/a", UrlFault::Local),
        ] {
            assert_eq!(normal(raw), Err(fault), "{raw}");
        }
    }
}
