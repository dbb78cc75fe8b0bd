//! Cookies of one way from a URL to where it leads. Some sites send every reader back to the same page with a cookie,
//! and back again without it. They are forgotten when the way ends, and each goes back only to the host it came from.

use std::collections::HashMap;

use reqwest::header::HeaderValue;
use url::Url;

use super::exchange::Answer;

/// How many cookies one host may set.
const MOST: usize = 32;

/// The longest cookie kept, in bytes.
const LONGEST: usize = 4096;

/// The cookies met on a way.
#[derive(Debug, Default)]
pub(super) struct Cookies(HashMap<String, Vec<Cookie>>);

#[derive(Debug)]
struct Cookie {
    name: String,
    value: String,
    secure: bool,
}

impl Cookies {
    /// Takes the cookies that an answer sets.
    pub(super) fn take(&mut self, url: &Url, answer: &Answer) {
        let Some(host) = url.host_str() else { return };
        for header in answer.headers("set-cookie") {
            let Some((name, value, secure)) = read(&header) else { continue };
            let (name, value) = (name.to_owned(), value.to_owned());
            let known = self.0.entry(host.to_owned()).or_default();
            known.retain(|cookie| cookie.name != name);
            if name.len() + value.len() <= LONGEST && known.len() < MOST && !value.is_empty() {
                known.push(Cookie { name, value, secure });
            }
        }
    }

    /// The header that goes with a request, if any does.
    pub(super) fn header(&self, url: &Url) -> Option<HeaderValue> {
        let known = self.0.get(url.host_str()?)?;
        let pairs: Vec<String> = known
            .iter()
            .filter(|cookie| !cookie.secure || url.scheme() == "https")
            .map(|cookie| format!("{}={}", cookie.name, cookie.value))
            .collect();
        if pairs.is_empty() {
            return None;
        }
        HeaderValue::from_str(&pairs.join("; ")).ok()
    }
}

/// The name and the value of a cookie that is set, and whether it goes over TLS only.
pub(super) fn read(header: &str) -> Option<(&str, &str, bool)> {
    let mut parts = header.split(';');
    let (name, value) = parts.next()?.split_once('=')?;
    let secure = parts.any(|part| part.trim().eq_ignore_ascii_case("secure"));
    Some((name.trim(), value.trim(), secure))
}
