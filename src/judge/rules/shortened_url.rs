//! A URL that hides where it leads.

use url::Url;

use crate::judge::{Check, Findings, Link, Reach, Rule};
use crate::model::{Message, Severity};

/// The rule.
pub static RULE: Rule =
    Rule { name: "shortened-url", severity: Severity::Info, enabled: true, network: false, check: Check::Link(check) };

/// Hosts whose URLs stand for others: from general knowledge, services closed since included.
#[rustfmt::skip]
const SHORTENERS: [&str; 34] = [
    "bit.ly", "bitly.com", "j.mp", "tinyurl.com", "t.co", "goo.gl", "ow.ly", "is.gd", "v.gd", "buff.ly", "cutt.ly",
    "rebrand.ly", "shorturl.at", "rb.gy", "t.ly", "tiny.cc", "soo.gd", "s.id", "lnkd.in", "fb.me", "wp.me", "dlvr.it",
    "ift.tt", "adf.ly", "bl.ink", "short.io", "clck.ru", "u.to", "2u.pw", "n9.cl", "trib.al", "nyti.ms", "reut.rs", "wapo.st",
];

fn check(link: &Link<'_>, findings: &mut Findings) {
    let Some(url) = link.parsed() else { return };
    let Some(host) = url.host_str() else { return };
    let host = host.strip_prefix("www.").unwrap_or(host);
    if !is_shortener(host) || url.path() == "/" {
        return;
    }
    let full = match link.reach() {
        Reach::Answered(seen) => seen.final_url.clone().filter(|full| !is_at(full, host)),
        _ => None,
    };
    let (message, help) = match &full {
        Some(full) => {
            (Message::new("shortened-url").with("host", host).with("full", full.as_str()), "shortened-url-known.help")
        }
        None => (Message::new("shortened-url").with("host", host), "shortened-url.help"),
    };
    let finding = findings.add(link.spot(), message, help);
    finding.found_in = full.is_some().then(|| "redirects".into());
    finding.found = full;
}

/// Whether a host, without `www.`, is a shortening service.
pub(super) fn is_shortener(host: &str) -> bool {
    SHORTENERS.contains(&host)
}

fn is_at(url: &str, host: &str) -> bool {
    Url::parse(url)
        .is_ok_and(|url| url.host_str().is_some_and(|other| other.strip_prefix("www.").unwrap_or(other) == host))
}

#[cfg(test)]
mod tests {
    use crate::judge::builder::{Sample, Seeing, page, status};

    #[test]
    fn finds_short_urls_and_says_where_they_lead() {
        let short = "https://bit.ly/3xYzAbC";
        assert_eq!(Sample::declared().link(short).found(), ["shortened-url info"]);
        let full = "https://herald.example/dam";
        let findings = Sample::declared().link(short).web(short, page(&[]).via(301, short, full)).judged();
        let found: Vec<_> = findings.iter().map(|found| (found.rule, found.found.as_deref(), found.help.id)).collect();
        assert_eq!(found, [("shortened-url", Some(full), "shortened-url-known.help")]);
    }

    #[test]
    fn a_page_that_is_gone_is_not_the_one_to_cite() {
        let (short, full) = ("https://bit.ly/3xYzAbC", "https://herald.example/dam");
        let findings = Sample::declared().link(short).web(short, status(404).via(301, short, full)).judged();
        let helps: Vec<_> = findings.iter().map(|found| found.help.id).collect();
        assert_eq!(helps, ["shortened-url.help", "dead-link.help"]);
    }

    #[test]
    fn silent_for_others_and_for_the_service_itself() {
        for url in ["https://herald.example/3xYzAbC", "https://bit.ly/", "https://rabbit.ly/3xYzAbC"] {
            assert!(Sample::declared().link(url).found().is_empty(), "{url}");
        }
    }
}
