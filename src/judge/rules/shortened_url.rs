//! A URL that hides where it leads.

use url::Url;

use crate::judge::{Check, Findings, Link, Rule};
use crate::model::{Message, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    name: "shortened-url",
    severity: Severity::Info,
    enabled: true,
    network: false,
    summary: "a URL of a shortening service; gives the full one where it was seen",
    explanation: "\
## What it finds

A URL at a shortening service. Where it was followed, the finding gives the URL it leads to.

## Why it matters

It does not say where it leads, and dies with the service.

## Example

    https://bit.ly/3xYzAbC

## What to do

Cite the full URL.
",
    check: Check::Link(check),
};

/// Hosts whose URLs stand for others: from general knowledge, services closed since included.
#[rustfmt::skip]
const SHORTENERS: [&str; 34] = [
    "bit.ly", "bitly.com", "j.mp", "tinyurl.com", "t.co", "goo.gl", "ow.ly", "is.gd", "v.gd", "buff.ly", "cutt.ly",
    "rebrand.ly", "shorturl.at", "rb.gy", "t.ly", "tiny.cc", "soo.gd", "s.id", "lnkd.in", "fb.me", "wp.me", "dlvr.it",
    "ift.tt", "adf.ly", "bl.ink", "short.io", "clck.ru", "u.to", "2u.pw", "n9.cl", "trib.al", "nyti.ms", "reut.rs", "wapo.st",
];

fn check(link: &Link<'_>, findings: &mut Findings) {
    let Ok(url) = Url::parse(link.url) else { return };
    let Some(host) = url.host_str() else { return };
    let host = host.strip_prefix("www.").unwrap_or(host);
    if !SHORTENERS.contains(&host) || url.path() == "/" {
        return;
    }
    let full = link.observation().and_then(|seen| seen.final_url.clone()).filter(|full| !is_at(full, host));
    let (message, help) = match &full {
        Some(full) => {
            (Message::new("shortened-url").with("host", host).with("full", full.as_str()), "shortened-url-known.help")
        }
        None => (Message::new("shortened-url").with("host", host), "shortened-url.help"),
    };
    findings.add(link.spot(), message, help).found = full;
}

fn is_at(url: &str, host: &str) -> bool {
    Url::parse(url)
        .is_ok_and(|url| url.host_str().is_some_and(|other| other.strip_prefix("www.").unwrap_or(other) == host))
}

#[cfg(test)]
mod tests {
    use crate::judge::builder::{Sample, Seeing, page};

    #[test]
    fn finds_short_urls_and_says_where_they_lead() {
        let short = "https://bit.ly/3xYzAbC";
        assert_eq!(Sample::declared().link(short).found(), ["shortened-url info"]);
        let full = "https://herald.example/dam";
        let findings = Sample::declared().link(short).web(short, page(&[]).via(301, short, full)).judged();
        let found: Vec<_> = findings.iter().filter(|finding| finding.rule == "shortened-url").collect();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].found.as_deref(), found[0].help.id), (Some(full), "shortened-url-known.help"));
    }

    #[test]
    fn silent_for_others_and_for_the_service_itself() {
        for url in ["https://herald.example/3xYzAbC", "https://bit.ly/", "https://rabbit.ly/3xYzAbC"] {
            assert!(Sample::declared().link(url).found().is_empty(), "{url}");
        }
    }
}
