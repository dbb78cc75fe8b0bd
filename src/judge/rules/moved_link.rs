//! A page that moved for good.

use url::Url;

use super::shortened_url::is_shortener;
use crate::judge::{Check, Findings, Link, Reach, Rule, TitleOpinion};
use crate::model::{Message, Observation, Severity};

/// The rule.
pub static RULE: Rule =
    Rule { name: "moved-link", severity: Severity::Info, enabled: true, network: true, check: Check::Link(check) };

/// Hosts whose URLs are there to redirect.
const RESOLVERS: [&str; 9] = [
    "doi.org",
    "dx.doi.org",
    "hdl.handle.net",
    "purl.org",
    "w3id.org",
    "n2t.net",
    "perma.cc",
    "undocs.org",
    "web.archive.org",
];

fn check(link: &Link<'_>, findings: &mut Findings) {
    let Reach::Answered(seen) = link.reach() else { return };
    let Some(found) = seen.final_url.as_deref().filter(|_| !seen.hops.is_empty() && all_permanent(seen)) else {
        return;
    };
    if same_but_scheme(link.url, found) || redirects_by_trade(link.url) || is_home(found) || is_gate(found) {
        return;
    }
    let contradicted = |case: &crate::judge::Case<'_>| {
        case.is_uncertain() || matches!(case.opinion.title, TitleOpinion::Contradicts { .. })
    };
    if link.cited.as_ref().is_some_and(contradicted) {
        return;
    }
    let message = Message::new("moved-link").with("found", found);
    let finding = findings.add(link.spot(), message, "moved-link.help");
    finding.found = Some(found.into());
    finding.found_in = Some("redirects".into());
}

/// Whether every redirect on the way was a permanent one.
pub(super) fn all_permanent(seen: &Observation) -> bool {
    seen.hops.iter().all(|hop| matches!(hop.status, 301 | 308))
}

/// Whether two URLs differ in nothing but the scheme, `www.` and a final slash.
pub(super) fn same_but_scheme(a: &str, b: &str) -> bool {
    let rest = |url: &str| {
        let url = url.split('#').next().unwrap_or_default();
        let url = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or(url);
        url.strip_prefix("www.").unwrap_or(url).trim_end_matches('/').to_owned()
    };
    rest(a) == rest(b)
}

/// Whether a URL is there to redirect: an identifier, or the short form of another URL.
pub(in crate::judge) fn redirects_by_trade(url: &str) -> bool {
    let host = Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    RESOLVERS.contains(&host) || is_shortener(host)
}

/// Whether a URL is that of a login, of a consent form or of an error, to which every page of a site may be redirected.
fn is_gate(url: &str) -> bool {
    const NAMES: [&str; 12] = [
        "login",
        "log-in",
        "signin",
        "sign-in",
        "register",
        "subscribe",
        "consent",
        "404",
        "error",
        "not-found",
        "notfound",
        "unavailable",
    ];
    let Ok(url) = Url::parse(url) else { return true };
    url.path_segments().into_iter().flatten().any(|segment| {
        let segment = segment.to_lowercase();
        NAMES.contains(&segment.split('.').next().unwrap_or_default())
    })
}

/// Whether a URL is a home page, perhaps of one language.
fn is_home(url: &str) -> bool {
    let Ok(url) = Url::parse(url) else { return true };
    let path = url.path().trim_matches('/');
    url.query().is_none() && (path.is_empty() || path.len() == 2)
}

#[cfg(test)]
mod tests {
    use crate::judge::builder::{Sample, Saying, Seeing, cite, page};

    const OLD: &str = "https://herald.example/old/dam";
    const NEW: &str = "https://herald.example/2021/dam";

    fn found(from: &str, status: u16, to: &str) -> Vec<String> {
        Sample::declared().link(from).web(from, page(&[]).via(status, from, to)).found()
    }

    #[test]
    fn gives_the_new_url() {
        assert_eq!(found(OLD, 301, NEW), ["moved-link info"]);
        assert_eq!(found(OLD, 308, "https://post.example/dam"), ["moved-link info"]);
    }

    #[test]
    fn silent_for_trifles_and_for_what_redirects_by_trade() {
        for (from, status, to) in [
            (OLD, 302, NEW),
            (OLD, 301, "https://www.herald.example/old/dam/"),
            ("https://doi.org/10.1234/dam", 301, NEW),
            (OLD, 301, "https://herald.example/"),
            (OLD, 301, "https://herald.example/ar/"),
            (OLD, 301, "https://herald.example/login.php?next=dam"),
            (OLD, 301, "https://herald.example/404"),
            ("https://rb.gy/3xYzAb", 301, NEW),
        ] {
            assert!(!found(from, status, to).contains(&"moved-link info".to_owned()), "{from} {status} {to}");
        }
    }

    #[test]
    fn silent_where_the_page_is_another() {
        let mut sample = Sample::declared();
        sample.note("1", vec![cite("The dam that was never finished").at(OLD)]);
        sample.web(OLD, page(&["Ten recipes for the spring lamb"]).via(301, OLD, NEW));
        assert_eq!(sample.found(), ["title-mismatch error"]);
    }
}
