//! What a URL says by itself: whether it is another's equal, and of what its page is about.

use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization;
use url::Url;

use super::reading::clean;
use super::run::{scheme_at, starts_with};

/// The months as English URLs shorten them.
const MONTHS: [&str; 13] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"];

/// The endings of file names and the names of parameters that say nothing of a page.
const NOISE: [&str; 16] = [
    "html", "htm", "php", "aspx", "asp", "jsp", "shtml", "xhtml", "pdf", "index", "default", "amp", "www", "http",
    "https", "utm",
];

/// A key that is the same for all the ways to print one URL: with and without scheme, `www.` and final slash,
/// percent-encoded or as browsers show it, in any case of the host.
///
/// ```
/// use isnad::text::url::print_key;
/// assert_eq!(print_key("https://WWW.News.Example/%D9%85%D8%A7%D8%A1/"), print_key("news.example/ماء."));
/// ```
pub fn print_key(url: &str) -> String {
    let cleaned = clean(url);
    let text = cleaned.trim().trim_end_matches(['/', '.', ',', ';', ':', '!', '?', ')', ']', '،', '؛', '…']);
    let bare = scheme_at(text, 0).and_then(|length| text.get(length..)).unwrap_or(text);
    let bare = if starts_with(bare, 0, "doi:") {
        format!("doi.org/{}", bare.get(4..).unwrap_or_default().trim_start())
    } else if bare.starts_with("10.") {
        format!("doi.org/{bare}")
    } else {
        bare.to_owned()
    };
    let Ok(parsed) = Url::parse(&format!("http://{bare}")) else { return bare.to_lowercase() };
    let host = parsed.host_str().unwrap_or_default().trim_end_matches('.');
    let host = host.strip_prefix("www.").unwrap_or(host);
    let host = if host == "dx.doi.org" { "doi.org" } else { host };
    let after = parsed.as_str().split_once("//").map_or("", |(_, rest)| rest);
    let after = after.find(['/', '?', '#']).and_then(|at| after.get(at..));
    let path: String = decoded(after.unwrap_or_default()).nfc().collect();
    let path = path.trim_end_matches('/');
    let port = parsed.port().map(|port| format!(":{port}")).unwrap_or_default();
    // DOIs know no case (ISO 26324).
    if host == "doi.org" { format!("{host}{}", path.to_lowercase()) } else { format!("{host}{port}{path}") }
}

/// The words of a URL's path and of its query's values, decoded, in lower case; numbers, dates, ids, single letters and
/// file endings are left out.
///
/// ```
/// use isnad::text::url::slug_words;
/// assert_eq!(slug_words("https://news.example/2021/05/new-water-law-987654.html"), ["new", "water", "law"]);
/// ```
pub fn slug_words(url: &str) -> Vec<String> {
    let cleaned = clean(url);
    let bare = scheme_at(&cleaned, 0).and_then(|length| cleaned.get(length..)).unwrap_or(&cleaned);
    let Some((_, rest)) = bare.split_once(['/', '?']) else { return Vec::new() };
    let rest = rest.split('#').next().unwrap_or_default();
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let values = query.split('&').filter(|pair| !starts_with(pair, 0, "utm_"));
    let values = values.filter_map(|pair| pair.split_once('=')).map(|(_, value)| value);
    let mut words = Vec::new();
    let mut after_number = false;
    for part in std::iter::once(path).chain(values) {
        let part = decoded(part);
        for word in part.split(|character: char| !character.is_alphanumeric() && !is_mark(character)) {
            let numeric = !word.is_empty() && word.chars().all(char::is_numeric);
            let lower = word.to_lowercase();
            let month = after_number && MONTHS.contains(&lower.as_str());
            if word.chars().nth(1).is_some() && !numeric && !month && !is_id(word) && !NOISE.contains(&lower.as_str()) {
                words.push(lower);
            }
            after_number = numeric || (after_number && word.is_empty());
        }
    }
    words
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

fn is_mark(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character) || matches!(character, '\u{200C}' | '\u{200D}')
}

/// Digits mixed into a word beyond what names have (`covid19`, `g20`).
fn is_id(word: &str) -> bool {
    let digits = word.chars().filter(|character| character.is_numeric()).count();
    let length = word.chars().count();
    let inner_capital = word.chars().skip(1).any(char::is_uppercase) && word.chars().any(char::is_lowercase);
    digits > 0 && (length >= 8 || digits * 3 > length * 2 || inner_capital)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_url_have_one_key() {
        for (one, other) in [
            ("https://a.example/b", "http://www.a.example/b/"),
            ("https://a.example", "A.EXAMPLE/"),
            ("a.example/b.", "https://a.example/b"),
            ("https://a.example/b).", "https://a.example/b"),
            ("https://a.example/%D9%85", "https://a.example/م"),
            ("https://a.example/%d9%85", "https://a.example/%D9%85"),
            ("https://президент.рф/x", "https://xn--d1abbgf6aiiy.xn--p1ai/x"),
            ("https://a.example/b\u{200B}c", "https://a.example/bc"),
            ("https://a.example/?b&amp;c", "https://a.example/?b&c"),
            ("doi:10.1234/AB", "https://doi.org/10.1234/ab"),
            ("10.1234/ab", "https://dx.doi.org/10.1234/ab"),
            ("https://a.example:443/b", "https://a.example:443/b"),
        ] {
            assert_eq!(print_key(one), print_key(other), "{one} {other}");
        }
        for (one, other) in [
            ("https://a.example/b", "https://a.example/B"),
            ("https://a.example/b", "https://a.example/b?c"),
            ("https://a.example:8080/b", "https://a.example/b"),
            ("https://a.example/b", "https://b.example/b"),
        ] {
            assert_ne!(print_key(one), print_key(other), "{one} {other}");
        }
    }

    #[test]
    fn words_of_slugs() {
        let cases: [(&str, &[&str]); 10] = [
            ("https://a.example/", &[]),
            ("https://a.example", &[]),
            ("https://a.example/new-water-law", &["new", "water", "law"]),
            ("https://a.example/2021/mar/05/Dam_Opens.aspx?utm_source=mail", &["dam", "opens"]),
            ("https://a.example/news?id=12&title=dam+opens#top", &["news", "dam", "opens"]),
            ("https://a.example/%D9%85%D8%A7%D8%A1-جديد", &["ماء", "جديد"]),
            ("https://a.example/watch/dQw4w9WgXcQ", &["watch"]),
            ("https://a.example/covid19/g20-b7c1d2e3f4", &["covid19", "g20"]),
            ("https://a.example/su-yönetimi-Üzerine", &["su", "yönetimi", "üzerine"]),
            ("www.a.example/dam", &["dam"]),
        ];
        for (url, words) in cases {
            assert_eq!(slug_words(url), words, "{url}");
        }
    }
}
