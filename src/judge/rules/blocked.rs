//! A site that refuses automated readers.

use crate::judge::{Check, Findings, Link, Reach, Refusal, Rule};
use crate::model::{Message, Severity};

/// The rule.
pub static RULE: Rule =
    Rule { name: "blocked", severity: Severity::Info, enabled: true, network: true, check: Check::Link(check) };

fn check(link: &Link<'_>, findings: &mut Findings) {
    let Reach::Blocked(refusal, seen) = link.reach() else { return };
    let status = seen.status.unwrap_or_default();
    let (id, mark) = match refusal {
        Refusal::Wall(mark) => ("blocked-wall", Some(mark)),
        Refusal::Consent(mark) => ("blocked-consent", Some(mark)),
        Refusal::Login(mark) => ("blocked-login-page", Some(mark)),
        Refusal::Status(401 | 407) => ("blocked-login", None),
        Refusal::Status(429) => ("blocked-too-many", None),
        Refusal::Status(451) => ("blocked-legal", None),
        Refusal::Status(_) => ("blocked", None),
    };
    let message = Message::new(id).with("status", status.to_string());
    let finding = findings.add(link.spot(), message, "blocked.help");
    finding.found = Some(mark.map_or_else(|| status.to_string(), |mark| mark.mark.to_owned()).into());
    finding.found_in = Some(mark.map_or_else(|| "answer".to_owned(), |mark| mark.found_in.clone()).into());
}

#[cfg(test)]
mod tests {
    use crate::judge::builder::{Sample, Seeing, page, status};

    const URL: &str = "https://herald.example/dam";

    #[test]
    fn finds_refusals_and_walls() {
        for (observation, finding) in [
            (status(401), "blocked info blocked-login"),
            (status(403), "blocked info"),
            (status(403).marked("paywalled"), "blocked info"),
            (status(429), "blocked info blocked-too-many"),
            (status(451), "blocked info blocked-legal"),
            (status(999), "blocked info"),
            (page(&["Just a moment..."]).marked("cf-challenge"), "blocked info blocked-wall"),
            (status(503).marked("cf-challenge"), "blocked info blocked-wall"),
            (page(&["Before you continue"]).marked("consent"), "blocked info blocked-consent"),
            (page(&["Log in"]).marked("login"), "blocked info blocked-login-page"),
            (page(&["Herald"]).marked("login-form").marked("short-text"), "blocked info blocked-login-page"),
        ] {
            assert_eq!(Sample::declared().link(URL).web(URL, observation).found(), [finding]);
        }
    }

    #[test]
    fn silent_for_answers_and_errors() {
        for observation in
            [page(&[]), status(204), page(&[]).marked("paywalled"), page(&["The dam"]).marked("login-form")]
        {
            assert!(Sample::declared().link(URL).web(URL, observation).found().is_empty());
        }
        assert_eq!(Sample::declared().link(URL).web(URL, status(500)).found(), ["unreachable warning"]);
    }
}
