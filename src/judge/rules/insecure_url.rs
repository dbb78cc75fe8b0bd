//! An `http` URL whose site has moved to `https`.

use super::moved_link::{all_permanent, same_but_scheme};
use crate::judge::{Check, Findings, Link, Reach, Rule};
use crate::model::{Message, Severity};

/// The rule.
pub static RULE: Rule =
    Rule { name: "insecure-url", severity: Severity::Info, enabled: true, network: true, check: Check::Link(check) };

fn check(link: &Link<'_>, findings: &mut Findings) {
    let Reach::Answered(seen) = link.reach() else { return };
    let Some(found) = seen.final_url.as_deref().filter(|_| !seen.hops.is_empty() && all_permanent(seen)) else {
        return;
    };
    if link.url.starts_with("http://") && found.starts_with("https://") && same_but_scheme(link.url, found) {
        let message = Message::new("insecure-url").with("secure", found);
        let finding = findings.add(link.spot(), message, "insecure-url.help");
        finding.found = Some(found.into());
        finding.found_in = Some("redirects".into());
    }
}

#[cfg(test)]
mod tests {
    use crate::judge::builder::{Sample, Seeing, page};

    fn found(from: &str, status: u16, to: &str) -> Vec<String> {
        Sample::declared().link(from).web(from, page(&[]).via(status, from, to)).found()
    }

    #[test]
    fn finds_sites_that_moved_to_https() {
        for to in ["https://herald.example/dam", "https://www.herald.example/dam/"] {
            assert_eq!(found("http://herald.example/dam", 301, to), ["insecure-url info"], "{to}");
        }
    }

    #[test]
    fn silent_for_what_may_change_again_and_for_other_pages() {
        assert!(found("http://herald.example/dam", 302, "https://herald.example/dam").is_empty());
        assert_eq!(found("http://herald.example/dam", 301, "https://herald.example/2021/dam"), ["moved-link info"]);
        let url = "http://herald.example/dam";
        assert!(Sample::declared().link(url).web(url, page(&[])).found().is_empty());
    }
}
