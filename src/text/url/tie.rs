//! Whether the first word of a line is the rest of the URL at the end of the line before.

use super::host;
use super::run::{Section, is_letter, scheme_at, starts_with};
use crate::text::letters::{is_alphabetic, is_alphanumeric};

/// How surely a token goes on with a URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tie {
    /// It does not.
    None,
    /// It may: the URL with it is a further reading.
    Weak,
    /// It does.
    Strong,
}

/// Endings of files that the web serves, as they stand at the end of URLs.
const EXTENSIONS: [&str; 36] = [
    "html", "htm", "xhtml", "shtml", "shtm", "stm", "php", "php3", "php5", "asp", "aspx", "jsp", "jspx", "cfm", "cgi",
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "rtf", "txt", "csv", "json", "xml", "zip", "jpg",
    "jpeg", "png", "gif", "svg", "mp3", "mp4",
];

/// Words that prose goes on with after a URL, in the languages most cited.
const PROSE: [&str; 40] = [
    "a",
    "accessed",
    "also",
    "an",
    "and",
    "archived",
    "as",
    "at",
    "available",
    "but",
    "by",
    "et",
    "erişim",
    "for",
    "from",
    "in",
    "is",
    "last",
    "le",
    "of",
    "on",
    "or",
    "p",
    "page",
    "pp",
    "retrieved",
    "see",
    "tarihi",
    "that",
    "the",
    "this",
    "to",
    "und",
    "ve",
    "viewed",
    "visited",
    "was",
    "which",
    "while",
    "with",
];

/// Top-level domains that stand for themselves in prose only as the end of a host.
const COMMON_SUFFIXES: [&str; 7] = ["com", "org", "net", "edu", "gov", "int", "mil"];

/// How surely `token` goes on with `before`, a URL of which the last printed character stands in `section`.
pub(super) fn tie(before: &str, section: Section, token: &str) -> Tie {
    let (Some(first), Some(last)) = (token.chars().next(), before.chars().next_back()) else { return Tie::None };
    if let Some(slashes) = slashes_wanted(before) {
        return token.strip_prefix(slashes).map_or(Tie::None, opens_host);
    }
    if scheme_at(token, 0).is_none() && before.ends_with("//") {
        return opens_host(token);
    }
    if scheme_at(token, 0).is_some() || starts_with(token, 0, "www.") || starts_with(token, 0, "doi:") {
        return Tie::None;
    }
    if !first.is_ascii() {
        return foreign(before, last, first, token);
    }
    if !first.is_ascii_alphanumeric() {
        return begins_with_sign(before, first, section, token);
    }
    match last {
        '-' | '\u{00AD}' | '\u{2010}' => after_open_sign(token),
        '.' if section == Section::Host => after_host_dot(before, token),
        _ if section == Section::Host => Tie::None,
        '_' | '=' | '&' | '%' | '+' | '~' => after_open_sign(token),
        '?' | '#' if plain_word(token) => Tie::None,
        '?' | '#' => Tie::Strong,
        '/' => after_slash(token),
        '.' if extension(token) || after_stop(first, token) => Tie::Strong,
        _ if is_alphanumeric(last) => after_letter(token),
        _ => Tie::None,
    }
}

/// Letters of another script, as browsers show them, go on with such letters alone.
fn foreign(before: &str, last: char, first: char, token: &str) -> Tie {
    let segment = before.rsplit(['/', '?', '=', '&']).next().unwrap_or_default();
    let same = segment.chars().any(|character| !character.is_ascii() && is_letter(character));
    match last {
        '-' | '_' if same && is_letter(first) => Tie::Strong,
        '/' | '=' | '%' if is_letter(first) && token.contains(['-', '_', '/', '%']) => Tie::Weak,
        _ => Tie::None,
    }
}

/// What of its two slashes a URL lacks that ends in its scheme.
pub(super) fn slashes_wanted(before: &str) -> Option<&'static str> {
    [("https:", "//"), ("http:", "//"), ("https:/", "/"), ("http:/", "/")]
        .into_iter()
        .find(|(scheme, _)| before.eq_ignore_ascii_case(scheme))
        .map(|(_, slashes)| slashes)
}

/// After `https://`.
fn opens_host(token: &str) -> Tie {
    if begins_host(token) { Tie::Strong } else { Tie::None }
}

/// Whether a token that must be a host for there to be a URL can be one: of several labels, or before a path.
fn begins_host(token: &str) -> bool {
    let host = host_of(token);
    let labelled = host.split('.').all(|label| {
        !label.is_empty() && !label.starts_with('-') && label.chars().all(|one| is_alphanumeric(one) || one == '-')
    });
    let word = plain_word(host) && (host.len() == token.len() || host.chars().any(char::is_uppercase));
    host::is_complete(host) || labelled && !word && (host.contains('.') || token.len() > host.len())
}

fn begins_with_sign(before: &str, sign: char, section: Section, token: &str) -> Tie {
    let rest = token.get(sign.len_utf8()..).unwrap_or_default();
    let named = rest.starts_with(|next: char| is_alphanumeric(next) || next == '%');
    match sign {
        _ if !named => Tie::None,
        '/' | '?' | '#' => Tie::Strong,
        '&' | '=' | '%' | '_' | '~' | '+' if section != Section::Host => Tie::Strong,
        '-' if section != Section::Host => {
            if plain_word(rest) {
                Tie::Weak
            } else {
                Tie::Strong
            }
        }
        '.' if section == Section::Host => after_host_dot(before, rest),
        '.' if extension(rest) => Tie::Strong,
        _ => Tie::None,
    }
}

/// After a sign that no URL ends in.
fn after_open_sign(token: &str) -> Tie {
    let capital = token.starts_with(|first: char| first.is_uppercase());
    if plain_word(token) && (capital || PROSE.contains(&token)) { Tie::Weak } else { Tie::Strong }
}

fn after_host_dot(before: &str, token: &str) -> Tie {
    let label = token.split(['/', '?', '#', ':', '.']).next().unwrap_or_default();
    let path = token.len() > label.len();
    if COMMON_SUFFIXES.contains(&label) || (path && host::is_suffix(label)) || host::has_known_suffix(host_of(token)) {
        return Tie::Strong;
    }
    let printed = before.rsplit_once("//").map_or(before, |(_, host)| host).trim_end_matches('.');
    let printed: String = printed.split_whitespace().collect();
    let whole = format!("{printed}.{}", host_of(token));
    // A sentence begins with a capital, and hosts are printed without.
    let goes_on = !token.starts_with(char::is_uppercase)
        && if host::is_complete(&printed) {
            token.contains('/') && host::is_complete(&whole)
        } else {
            host::is_complete(&whole) && !PROSE.contains(&token) || begins_host(token) && !is_alternative(token)
        };
    if goes_on { Tie::Strong } else { Tie::None }
}

/// Two words of prose with a slash between: `and/or`.
fn is_alternative(token: &str) -> bool {
    token.split_once('/').is_some_and(|(one, other)| plain_word(one) && plain_word(other) && PROSE.contains(&one))
}

/// Whether a token goes on with a path after its full stop, as no sentence begins.
fn after_stop(first: char, token: &str) -> bool {
    !first.is_uppercase() && !host::has_known_suffix(host_of(token)) && after_letter(token) == Tie::Strong
}

fn host_of(token: &str) -> &str {
    token.split(['/', '?', '#', ':']).next().unwrap_or_default()
}

/// A slash ends many URLs: what follows must look like the name of a page.
fn after_slash(token: &str) -> Tie {
    let shape = Shape::of(token);
    if plain_word(token) || shape.letters == 0 && shape.digits < 3 {
        Tie::None
    } else if shape.letters == 0 || shape.is_compound() && shape.capital {
        Tie::Weak
    } else {
        Tie::Strong
    }
}

/// A letter or a digit ends most URLs: what follows must be nothing that prose has.
fn after_letter(token: &str) -> Tie {
    let shape = Shape::of(token);
    let prose = shape.letters == 0 || plain_word(token);
    let page = shape.signs > 0
        || shape.slashes > 1
        || shape.slashes == 1 && (shape.digits > 0 || shape.hyphens > 0 || token.ends_with('/'))
        // One more than `state-of-the-art` has.
        || shape.hyphens > 3
        || shape.hyphens > 0 && shape.digits > 0 && !shape.capital
        || token.rsplit_once('.').is_some_and(|(_, end)| extension(end));
    if prose {
        Tie::None
    } else if page {
        Tie::Strong
    } else if shape.hyphens > 0 || shape.slashes > 0 || shape.digits > 0 {
        Tie::Weak
    } else {
        Tie::None
    }
}

/// What a token is made of.
#[derive(Default)]
struct Shape {
    letters: usize,
    digits: usize,
    hyphens: usize,
    slashes: usize,
    /// Signs that prose does not have within a word.
    signs: usize,
    capital: bool,
}

impl Shape {
    fn of(token: &str) -> Self {
        let mut shape = Self { capital: token.starts_with(|first: char| first.is_uppercase()), ..Self::default() };
        for character in token.chars() {
            match character {
                '-' => shape.hyphens += 1,
                '/' => shape.slashes += 1,
                '_' | '=' | '&' | '%' | '?' | '#' => shape.signs += 1,
                _ if is_alphabetic(character) => shape.letters += 1,
                _ if character.is_numeric() => shape.digits += 1,
                _ => {}
            }
        }
        shape
    }

    /// One hyphen and nothing else that a URL would have: `COVID-19`.
    fn is_compound(&self) -> bool {
        self.hyphens == 1 && self.slashes == 0 && self.signs == 0
    }
}

fn plain_word(token: &str) -> bool {
    token.chars().all(is_alphabetic)
}

/// Whether a token is a file's ending, alone or with a query after it.
fn extension(token: &str) -> bool {
    let bare = token.split(['?', '#']).next().unwrap_or_default();
    EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(bare))
}
