//! What stands for a URL and is none that anybody else can open.

use std::net::{Ipv4Addr, Ipv6Addr};

use url::Host;

use crate::judge::{Check, Findings, Link, Rule};
use crate::model::{Message, Severity};
use crate::text::url::has_misspelt_scheme;

/// The rule.
pub static RULE: Rule =
    Rule { name: "malformed-url", severity: Severity::Error, enabled: true, network: false, check: Check::Link(check) };

/// What is the matter with a URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    NoUrl,
    Placeholder,
    File,
    OwnMachine,
}

fn check(link: &Link<'_>, findings: &mut Findings) {
    let Some(fault) = fault(link) else { return };
    let message = match fault {
        Fault::NoUrl => Message::new("malformed-url"),
        Fault::Placeholder => Message::new("malformed-url-placeholder"),
        Fault::File => Message::new("malformed-url-file"),
        Fault::OwnMachine => Message::new("malformed-url-own-machine"),
    };
    let help = if matches!(fault, Fault::File | Fault::OwnMachine) {
        "malformed-url-own-machine.help"
    } else {
        "malformed-url.help"
    };
    let finding = findings.add(link.spot(), message.with("url", link.url), help);
    finding.found = Some(link.text.into());
    finding.found_in = Some("document".into());
    // Manuals print such URLs as examples: only one that is cited, or laid under other words, is meant to be followed.
    if link.cited.is_none() && link.text.contains(link.url.trim_end_matches('/')) {
        finding.severity = Severity::Warning;
    }
}

fn fault(link: &Link<'_>) -> Option<Fault> {
    let url = link.url.trim();
    let lower = url.to_lowercase();
    if lower.starts_with("file:") {
        return Some(Fault::File);
    }
    // In running text only what claims to be a URL is one: `[see above](#dams)` is not.
    let misspelt = has_misspelt_scheme(url);
    let claims = misspelt || ["http:", "https:", "www.", "hxxp"].iter().any(|start| lower.starts_with(start));
    if link.cited.is_none() && !claims {
        return None;
    }
    if is_placeholder(&lower) {
        return Some(Fault::Placeholder);
    }
    match link.parsed() {
        Some(url) => match url.host() {
            Some(host) if is_own_machine(&host) => Some(Fault::OwnMachine),
            Some(Host::Domain(name)) if claims && !name.trim_end_matches('.').contains('.') => Some(Fault::NoUrl),
            _ if matches!(url.scheme(), "http" | "https") && url.host().is_none() => Some(Fault::NoUrl),
            _ if misspelt => Some(Fault::NoUrl),
            _ => None,
        },
        // A source was made of it, so a reading without its scheme or its line ends was one.
        None if link.source.is_some() => None,
        None => Some(Fault::NoUrl),
    }
}

/// Whether a URL was left to be filled in.
fn is_placeholder(url: &str) -> bool {
    const FILLERS: [&str; 12] =
        ["...", "…", "xxx", "xxxx", "todo", "tbd", "url", "link", "insert-link-here", "example", "<url>", "[url]"];
    let bare = url.trim_start_matches("https:").trim_start_matches("http:").trim_matches('/');
    FILLERS.contains(&bare.trim_start_matches("www."))
}

fn is_own_machine(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => {
            let name = name.trim_end_matches('.');
            matches!(name.rsplit('.').next(), Some("localhost" | "local"))
        }
        Host::Ipv4(address) => is_private(*address),
        Host::Ipv6(address) => *address == Ipv6Addr::LOCALHOST || address.to_ipv4_mapped().is_some_and(is_private),
    }
}

fn is_private(address: Ipv4Addr) -> bool {
    address.is_loopback() || address.is_private() || address.is_unspecified() || address.is_link_local()
}

#[cfg(test)]
mod tests {
    use crate::judge::builder::{Sample, Saying, cite};

    fn cited(url: &str) -> Vec<String> {
        let mut sample = Sample::declared();
        let mut citation = cite("The dam").printed(url);
        if url::Url::parse(url).is_ok() {
            citation = citation.at(url);
        }
        sample.note("1", vec![citation]);
        sample.found()
    }

    fn linked(url: &str) -> Vec<String> {
        Sample::declared().link(url).found()
    }

    #[test]
    fn finds_what_nobody_can_open() {
        for (url, finding) in [
            ("https://", "malformed-url error"),
            ("https://…", "malformed-url error malformed-url-placeholder"),
            ("http://herald .example/dam", "malformed-url error"),
            ("https://herald/dam", "malformed-url error"),
            ("htps://herald.example/dam", "malformed-url error"),
            ("http//herald.example/dam", "malformed-url error"),
            ("file:///C:/Users/me/dam.pdf", "malformed-url error malformed-url-file"),
            ("http://localhost:8080/dam", "malformed-url error malformed-url-own-machine"),
            ("http://192.168.0.7/dam", "malformed-url error malformed-url-own-machine"),
            ("http://[::1]/", "malformed-url error malformed-url-own-machine"),
        ] {
            assert!(cited(url).contains(&finding.to_owned()), "{url}: {:?}", cited(url));
            let finding = finding.replace(" error", " warning");
            assert!(linked(url).contains(&finding), "{url} in running text: {:?}", linked(url));
        }
    }

    #[test]
    fn silent_for_urls_and_for_links_within_the_document() {
        for url in ["https://herald.example/dam", "http://herald.example", "https://مثال.example/سد"] {
            assert!(cited(url).iter().all(|finding| !finding.starts_with("malformed")), "{url}: {:?}", cited(url));
        }
        for url in ["#dams", "../dam.md", "mailto:dam@herald.example", "dam.png", "https://herald.example/..."] {
            assert!(linked(url).is_empty(), "{url}: {:?}", linked(url));
        }
    }
}
