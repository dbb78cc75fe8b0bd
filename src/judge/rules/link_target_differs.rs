//! A printed URL and the link under it lead to different places.

use percent_encoding::percent_decode_str;
use url::Url;

use crate::judge::{Case, Check, Findings, Rule, Spot, Whole};
use crate::model::{Hyperlink, Message, Severity};
use crate::text::url::{print_key, registrable, scan_wrapped};

/// The rule.
pub static RULE: Rule = Rule {
    name: "link-target-differs",
    severity: Severity::Warning,
    enabled: true,
    network: false,
    check: Check::Document(check),
};

fn check(whole: &Whole<'_>, findings: &mut Findings) {
    let document = &whole.audit.document;
    let differing: Vec<(&Hyperlink, String)> = document
        .links
        .iter()
        .filter_map(|link| Some((link, printed_elsewhere(document.slice(&link.range), &link.url)?)))
        .collect();
    if differing.is_empty() {
        return;
    }
    let mut cases: Vec<Case<'_>> = whole.cases().collect();
    cases.sort_by_key(|case| case.citation.range.start);
    for (link, printed) in differing {
        let message =
            Message::new("link-target-differs").with("printed", printed.as_str()).with("url", link.url.as_str());
        let finding = findings.add(spot(whole, &cases, link), message, "link-target-differs.help");
        finding.cited = Some(printed.into());
        finding.found = Some(link.url.clone().into());
        finding.found_in = Some("link".into());
    }
}

/// The spot of the citation that the link stands in, or its own in running text.
fn spot(whole: &Whole<'_>, cases: &[Case<'_>], link: &Hyperlink) -> Spot {
    let after = cases.partition_point(|case| case.citation.range.start <= link.range.start);
    let case = after.checked_sub(1).and_then(|index| cases.get(index));
    let within = case.filter(|case| link.range.start < case.citation.range.end);
    let of_case = within.map(Case::spot);
    Spot {
        at: link.range.start,
        place: whole.audit.document.place(&link.range),
        url: Some(link.url.clone().into()),
        ..of_case.unwrap_or_else(|| whole.spot())
    }
}

/// The URL that a link's text consists of, where that is another than the one it leads to.
///
/// Of a text over several lines, and of one cut short by `…`, only another site is told: the rest of it may be a
/// matter of how it was broken.
fn printed_elsewhere(text: &str, target: &str) -> Option<String> {
    let text = text.trim();
    let found = scan_wrapped(text);
    let [found] = found.as_slice() else { return None };
    if found.range.start != 0 || found.range.end != text.len() {
        return None;
    }
    let to = print_key(target);
    // Redirectors, archives and mail filters carry the address within theirs.
    let carried = percent_decode_str(target).decode_utf8_lossy().to_lowercase();
    let same = |reading: &String| {
        let key = print_key(reading);
        key == to || carried.contains(&key.to_lowercase())
    };
    if found.readings.iter().any(same) {
        return None;
    }
    let printed = found.readings.first()?;
    let key = print_key(printed);
    let broken = text.contains(char::is_whitespace) || text.contains('…') || text.contains("...");
    let begins = to.starts_with(&key) || key.starts_with(&to);
    let elsewhere = site(printed)? != site(target)?;
    (elsewhere || !broken && !begins).then(|| printed.clone())
}

/// The registrable domain of a URL, or its host where it has none.
fn site(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    let host = url.host_str()?;
    Some(registrable(host).unwrap_or_else(|| host.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_another_place_differs() {
        for (text, target, differs) in [
            ("https://herald.example/dam", "https://courier.example/market", true),
            ("https://herald.example/dam", "https://herald.example/market", true),
            ("www.herald.example/dam", "https://herald.example/dam/", false),
            ("https://herald.example/%D9%85%D8%A7%D8%A1", "https://herald.example/ماء", false),
            ("https://herald.example/dam?page=2", "https://herald.example/dam", false),
            ("https://herald.example/a/very…", "https://herald.example/a/very/long/path", false),
            (
                "https://herald.example/dam",
                "https://www.google.com/url?q=https%3A%2F%2Fherald.example%2Fdam&sa=D",
                false,
            ),
            ("https://herald.example/dam", "https://web.archive.org/web/2021/https://herald.example/dam", false),
            ("https://doi.org/10.1234/abc", "http://dx.doi.org/10.1234/ABC", false),
            ("The Valley Herald", "https://courier.example/market", false),
            ("see https://herald.example/dam", "https://courier.example/market", false),
        ] {
            assert_eq!(printed_elsewhere(text, target).is_some(), differs, "{text} → {target}");
        }
    }
}
