//! A URL with parameters that serve advertisers only.

use url::Url;

use crate::judge::{Check, Findings, Link, Reach, Rule};
use crate::model::{Message, Severity};
use crate::text::url::print_key;

/// The rule.
pub static RULE: Rule = Rule {
    name: "tracking-parameters",
    severity: Severity::Info,
    enabled: true,
    network: false,
    check: Check::Link(check),
};

/// Beginnings of names of parameters that track.
const FAMILIES: [&str; 4] = ["utm_", "mtm_", "hsa_", "_hs"];
/// Names of parameters that track.
#[rustfmt::skip]
const NAMES: [&str; 26] = [
    "fbclid", "gclid", "gclsrc", "dclid", "msclkid", "twclid", "ttclid", "igshid", "igsh", "mc_cid", "mc_eid", "yclid",
    "gbraid", "wbraid", "vero_id", "oly_enc_id", "oly_anon_id", "ref_src", "__twitter_impression", "mkt_tok",
    "pk_campaign", "pk_kwd", "pk_keyword", "pk_source", "pk_medium", "pk_content",
];

fn check(link: &Link<'_>, findings: &mut Findings) {
    let Some(url) = link.parsed() else { return };
    let Some(query) = url.query() else { return };
    let (tracking, kept): (Vec<&str>, Vec<&str>) = query.split('&').partition(|pair| is_tracking(pair));
    if tracking.is_empty() {
        return;
    }
    let names: Vec<&str> = tracking.iter().map(|pair| pair.split('=').next().unwrap_or_default()).collect();
    let mut clean = url.clone();
    clean.set_query(if kept.is_empty() { None } else { Some(kept.join("&")) }.as_deref());
    let message = Message::new("tracking-parameters")
        .with("count", names.len())
        .with("parameters", names.join(", "))
        .with("clean", clean.as_str());
    let same = same_page(link, &clean);
    let help = if same.is_some() { "tracking-parameters-same.help" } else { "tracking-parameters.help" };
    let finding = findings.add(link.spot(), message, help);
    finding.found = Some(clean.as_str().into());
    finding.found_in = Some(same.unwrap_or("url").into());
}

/// What the answer has that says that the clean URL leads to the same page.
fn same_page(link: &Link<'_>, clean: &Url) -> Option<&'static str> {
    let Reach::Answered(seen) = link.reach() else { return None };
    let mut clean = clean.clone();
    clean.set_fragment(None);
    let clean = print_key(clean.as_str());
    let canonical = seen.page.as_ref().and_then(|page| page.canonical.as_deref());
    let says = [("canonical link", canonical), ("redirects", seen.final_url.as_deref())];
    says.into_iter().find(|(_, url)| url.is_some_and(|url| print_key(url) == clean)).map(|(place, _)| place)
}

fn is_tracking(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or_default().to_ascii_lowercase();
    NAMES.contains(&name.as_str()) || FAMILIES.iter().any(|family| name.starts_with(family))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test is what an unwrap is for")]
mod tests {
    use crate::judge::builder::{Sample, Seeing, page};

    #[test]
    fn gives_the_url_without_them() {
        for (url, clean) in [
            ("https://herald.example/dam?utm_source=a&utm_medium=b", "https://herald.example/dam"),
            ("https://herald.example/dam?id=7&fbclid=x#top", "https://herald.example/dam?id=7#top"),
        ] {
            let findings = Sample::declared().link(url).judged();
            let found: Vec<_> = findings.iter().map(|finding| (finding.rule, finding.found.as_deref())).collect();
            assert_eq!(found, [("tracking-parameters", Some(clean))], "{url}");
        }
    }

    #[test]
    fn says_whether_it_leads_to_the_same_page() {
        let url = "https://herald.example/dam?utm_source=a#top";
        let canonical = |canonical: &str| {
            let mut seen = page(&["The dam"]);
            seen.page.as_mut().unwrap().canonical = Some(canonical.into());
            seen
        };
        for (seen, help, found_in) in [
            (canonical("https://herald.example/dam"), "tracking-parameters-same.help", "canonical link"),
            (page(&[]).via(302, url, "https://herald.example/dam"), "tracking-parameters-same.help", "redirects"),
            (canonical("https://herald.example/"), "tracking-parameters.help", "url"),
            (page(&[]), "tracking-parameters.help", "url"),
        ] {
            let mut sample = Sample::declared();
            let findings = sample.link(url).web("https://herald.example/dam?utm_source=a#top", seen).judged();
            let finding = findings.iter().find(|finding| finding.rule == "tracking-parameters").unwrap();
            assert_eq!((finding.help.id, finding.found_in.as_deref()), (help, Some(found_in)));
        }
    }

    #[test]
    fn silent_for_parameters_that_pages_need() {
        for url in [
            "https://herald.example/dam",
            "https://herald.example/dam?id=7&source=a",
            "https://herald.example/utm_source",
            "https://herald.example/dams?pk_id=7",
        ] {
            assert!(Sample::declared().link(url).found().is_empty(), "{url}");
        }
    }
}
