//! URLs of copies in web archives, which are an original's and a date's as well.

use url::Url;

use crate::model::PartialDate;

/// The hosts that keep copies at `/web/DATE/ORIGINAL`, or with another word before the date.
const WAYBACK: [&str; 5] =
    ["web.archive.org", "archive.org", "arquivo.pt", "www.webarchive.org.uk", "webarchive.nationalarchives.gov.uk"];

/// The names of archive.today, which keeps copies at `/DATE/ORIGINAL`, `/o/ID/ORIGINAL` and `/ID`.
const TODAY: [&str; 7] =
    ["archive.today", "archive.ph", "archive.is", "archive.md", "archive.li", "archive.vn", "archive.fo"];

/// Perma.cc keeps copies at `/XXXX-XXXX`.
const PERMA: [&str; 2] = ["perma.cc", "www.perma.cc"];

/// What the names of all these have in them: it spares the parsing of most URLs.
const SIGNS: [&str; 3] = ["archive", "arquivo", "perma"];

/// A copy in an archive, as its URL tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchivedUrl {
    /// The URL of what was copied, where the copy's has it.
    pub original: Option<String>,
    /// The day of the copy, where its URL has it.
    pub at: Option<PartialDate>,
}

/// What a URL tells of a copy in an archive; `None` for URLs that are of none. The Wayback Machine, archive.today,
/// Perma.cc and some national archives are known.
///
/// ```
/// use isnad::text::url::archived;
/// let copy = archived("https://web.archive.org/web/20210504101112/https://news.example/a").unwrap();
/// assert_eq!(copy.original.as_deref(), Some("https://news.example/a"));
/// assert_eq!(copy.at.map(|at| at.to_string()).as_deref(), Some("2021-05-04"));
/// assert!(archived("https://news.example/web/20210504101112/").is_none());
/// ```
pub fn archived(url: &str) -> Option<ArchivedUrl> {
    let lower = url.to_ascii_lowercase();
    if !SIGNS.iter().any(|sign| lower.contains(sign)) {
        return None;
    }
    let parsed = Url::parse(url).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let host = parsed.host_str()?;
    let path = parsed.as_str().split_once("://")?.1.split_once('/')?.1;
    if PERMA.contains(&host) {
        return is_perma(path).then_some(ArchivedUrl { original: None, at: None });
    }
    if TODAY.contains(&host) {
        let (first, rest) = path.split_once('/').unwrap_or((path, ""));
        let rest = if first == "o" { rest.split_once('/').map_or("", |(_, rest)| rest) } else { rest };
        let known = !first.is_empty() && first.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
        return known.then(|| ArchivedUrl { original: original(rest), at: day(first) });
    }
    if WAYBACK.contains(&host) {
        let mut rest = path;
        // `web/`, `wayback/`, `ukgwa/`: at most three words stand before the date.
        for _ in 0..4 {
            let (word, after) = rest.split_once('/')?;
            if word.starts_with(|c: char| c.is_ascii_digit()) {
                return Some(ArchivedUrl { original: original(after), at: day(word) });
            }
            rest = after;
        }
    }
    None
}

/// What was copied. Many leave its scheme out, or half of its slashes.
fn original(text: &str) -> Option<String> {
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    let (scheme, rest) = match lower.find(":/").filter(|_| lower.starts_with("http")) {
        Some(colon) => (lower.get(..colon)?, text.get(colon + 1..)?.trim_start_matches('/')),
        None => ("http", text),
    };
    let url = Url::parse(&format!("{scheme}://{rest}")).ok()?;
    url.host_str().is_some_and(|host| host.contains('.')).then(|| url.into())
}

/// The day of a timestamp as archives write it: `20210504101112`, `20210504101112id_`, `2021.05.04-101112`, `2021`.
fn day(text: &str) -> Option<PartialDate> {
    let digits: String = text.chars().filter(|&c| c != '.').take_while(char::is_ascii_digit).collect();
    let part = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse().ok());
    let year = digits.get(..4)?.parse().ok()?;
    let month = part(4, 6);
    PartialDate::new(year, month, month.and(part(6, 8)))
}

fn is_perma(path: &str) -> bool {
    let id = path.split(['/', '?', '#']).next().unwrap_or_default();
    id.len() == 9
        && id.split_once('-').is_some_and(|(left, right)| {
            let is_half = |half: &str| half.len() == 4 && half.chars().all(|c| c.is_ascii_alphanumeric());
            is_half(left) && is_half(right)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_tell_of_their_originals() {
        let cases = [
            (
                "https://web.archive.org/web/20210504101112/https://a.example/x?y=z#p",
                Some((Some("https://a.example/x?y=z#p"), "2021-05-04")),
            ),
            (
                "http://web.archive.org/web/20210504101112id_/http://a.example/",
                Some((Some("http://a.example/"), "2021-05-04")),
            ),
            ("https://web.archive.org/web/2021/a.example/x", Some((Some("http://a.example/x"), "2021"))),
            (
                "https://web.archive.org/web/20210504/https:/a.example/x",
                Some((Some("https://a.example/x"), "2021-05-04")),
            ),
            (
                "https://archive.org/web/20210504101112/HTTPS://a.example/x",
                Some((Some("https://a.example/x"), "2021-05-04")),
            ),
            (
                "https://arquivo.pt/wayback/20210504101112/https://a.example/",
                Some((Some("https://a.example/"), "2021-05-04")),
            ),
            (
                "https://www.webarchive.org.uk/wayback/archive/20210504101112/https://a.example/",
                Some((Some("https://a.example/"), "2021-05-04")),
            ),
            (
                "https://archive.ph/20210504101112/https://a.example/x",
                Some((Some("https://a.example/x"), "2021-05-04")),
            ),
            (
                "https://archive.is/2021.05.04-101112/https://a.example/x",
                Some((Some("https://a.example/x"), "2021-05-04")),
            ),
            ("https://archive.today/o/AbCdE/https://a.example/x", Some((Some("https://a.example/x"), ""))),
            ("https://archive.ph/AbCdE", Some((None, ""))),
            ("https://perma.cc/A1B2-C3D4?type=image", Some((None, ""))),
            ("https://web.archive.org/web/20219999101112/https://a.example/", Some((Some("https://a.example/"), ""))),
            ("https://perma.cc/about", None),
            ("https://archive.org/details/a-book", None),
            ("https://web.archive.org/", None),
            ("https://archive.ph/", None),
            ("https://a.example/web/20210504101112/https://b.example/", None),
            ("ftp://web.archive.org/web/2021/x", None),
            ("no url", None),
        ];
        for (url, expected) in cases {
            let found = archived(url);
            let told = found
                .as_ref()
                .map(|copy| (copy.original.as_deref(), copy.at.map(|at| at.to_string()).unwrap_or_default()));
            assert_eq!(told, expected.map(|(original, at)| (original, at.to_owned())), "{url}");
        }
    }
}
