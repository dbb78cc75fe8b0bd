//! Invisible characters that make a URL or a title look like another.

use crate::judge::{Check, Findings, Link, Rule};
use crate::model::{Message, Severity};
use crate::text::bidi::is_control;

/// The rule.
pub static RULE: Rule = Rule {
    name: "hidden-direction-control",
    severity: Severity::Warning,
    enabled: true,
    network: false,
    check: Check::Link(check),
};

fn check(link: &Link<'_>, findings: &mut Findings) {
    let printed = link.text.trim_matches(|c: char| c.is_whitespace() || is_control(c));
    if looks_like_url(printed)
        && let Some(control) = printed.chars().find(|&c| is_control(c))
    {
        let message = Message::new("hidden-direction-control").with("control", name(control));
        findings.add(link.spot(), message, "hidden-direction-control.help").cited = Some(link.text.into());
    }
    let Some(citation) = link.cited.as_ref().map(|case| case.citation) else { return };
    if let Some(title) = citation.title.as_deref().map(|title| with_controls(title, &citation.text))
        && let Some(control) = reordering(title)
    {
        let message = Message::new("hidden-direction-control-title").with("control", name(control));
        findings.add(link.spot(), message, "hidden-direction-control.help").cited = Some(title.into());
    }
}

/// A title with the controls that stand right before and after it in its citation.
fn with_controls<'a>(title: &'a str, citation: &'a str) -> &'a str {
    // Most titles in Latin letters: there is none to be looked for.
    if citation.is_ascii() {
        return title;
    }
    let Some((before, after)) = citation.split_once(title) else { return title };
    let start = before.trim_end_matches(is_control).len();
    let end = citation.len() - after.trim_start_matches(is_control).len();
    citation.get(start..end).unwrap_or(title)
}

fn looks_like_url(text: &str) -> bool {
    text.contains("://") || text.starts_with("www.")
}

/// The control that reorders a text: an override, or an isolate without its end.
fn reordering(text: &str) -> Option<char> {
    let mut open = Vec::new();
    for character in text.chars() {
        match character {
            '\u{202D}' | '\u{202E}' => return Some(character),
            '\u{2066}'..='\u{2068}' => open.push(character),
            '\u{2069}' if open.pop().is_none() => return Some(character),
            _ => {}
        }
    }
    open.pop()
}

fn name(control: char) -> String {
    format!("U+{:04X}", u32::from(control))
}

#[cfg(test)]
mod tests {
    use crate::judge::builder::{Sample, Saying, cite, words};
    use crate::model::Citation;

    const URL: &str = "https://herald.example/dam";

    fn found(title: &str, printed: &str) -> Vec<String> {
        let mut sample = Sample::declared();
        sample.note("1", vec![cite(title).at(URL).printed(printed)]);
        sample.found()
    }

    #[test]
    fn finds_what_hides() {
        assert_eq!(found("The dam", "https://herald.example/\u{202E}mad"), ["hidden-direction-control warning"]);
        assert_eq!(found("The dam", "https://herald\u{200F}.example/dam"), ["hidden-direction-control warning"]);
        let title = ["hidden-direction-control warning hidden-direction-control-title"];
        assert_eq!(found("The \u{202E}dam", URL), title);
        assert_eq!(found("The \u{2067}dam", URL), title);
    }

    #[test]
    fn finds_what_stands_right_before_a_title() {
        let mut sample = Sample::declared();
        let citation = Citation { title: Some("The dam".into()), ..words("\"\u{202E}The dam\", The Herald") };
        sample.note("1", vec![citation.at(URL)]);
        assert_eq!(sample.found(), ["hidden-direction-control warning hidden-direction-control-title"]);
    }

    #[test]
    fn silent_for_what_right_to_left_writers_need() {
        for (title, printed) in [
            ("السد\u{200F}", "\u{202A}https://herald.example/dam\u{202C}"),
            ("\u{2067}السد\u{2069} 2021", URL),
            ("\u{202B}السد\u{202C}", URL),
        ] {
            assert!(found(title, printed).is_empty(), "{title:?} {printed:?}");
        }
    }
}
