//! A citation of a whole site.

use crate::judge::{Check, Findings, Link, Rule};
use crate::model::{Message, Severity};
use crate::text::publisher::Agreement;

/// The rule.
pub static RULE: Rule =
    Rule { name: "home-page-only", severity: Severity::Info, enabled: true, network: false, check: Check::Link(check) };

fn check(link: &Link<'_>, findings: &mut Findings) {
    let Some(case) = &link.cited else { return };
    let Some(url) = link.parsed() else { return };
    let bare = url.path().trim_matches('/').is_empty() && url.query().is_none() && url.fragment().is_none();
    let Some(host) = url.host_str().filter(|_| bare && matches!(url.scheme(), "http" | "https")) else { return };
    // Without a title or a day there is no work that the home page could be told from.
    let dated = case.citation.date_reading().is_some_and(|reading| reading.start().day.is_some());
    let known = &case.whole.settings.publishers;
    let title = case.citation.title.as_ref();
    let of_site = title.map_or(!dated, |title| known.host_agrees(title, host) == Agreement::Agrees);
    // Of what is no URL at all something else is said.
    if of_site || case.is_uncertain() || link.source.is_none() {
        return;
    }
    let message = Message::new("home-page-only").with("host", host);
    let finding = findings.add(link.spot(), message, "home-page-only.help");
    finding.cited.clone_from(&case.citation.title);
    finding.found = Some(link.url.into());
    finding.found_in = Some("url".into());
}

#[cfg(test)]
mod tests {
    use crate::judge::builder::{Sample, Saying, cite, words};

    #[test]
    fn finds_works_cited_by_their_site() {
        for url in ["https://herald.example/", "https://www.herald.example"] {
            let mut sample = Sample::declared();
            sample.note("1", vec![cite("The dam that was never finished").at(url)]);
            sample.note("2", vec![words(url).on(&["2021-05-04"]).at(url)]);
            assert_eq!(sample.found(), ["home-page-only info", "home-page-only info"], "{url}");
        }
    }

    #[test]
    fn silent_for_pages_for_the_site_itself_and_in_running_text() {
        let mut sample = Sample::declared();
        sample.note("1", vec![cite("The dam").at("https://herald.example/dam")]);
        sample.note("2", vec![cite("The dam").at("https://herald.example/?p=7")]);
        sample.note("3", vec![cite("Valley Herald").at("https://valleyherald.example/")]);
        sample.note("4", vec![words("See the site of the Herald").at("https://www.herald.example/")]);
        sample.link("https://herald.example/");
        assert!(sample.found().is_empty());
        let mut sample = Sample::declared();
        sample.note("1", vec![cite("The dam").printed("https://herald")]);
        assert_eq!(sample.found(), ["malformed-url error"]);
    }
}
