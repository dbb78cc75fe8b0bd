//! A page that is gone.

use crate::judge::{Check, Findings, Gone, Link, Reach, Rule};
use crate::model::{Message, NoCopy, Observation, Severity};

/// The rule.
pub static RULE: Rule =
    Rule { name: "dead-link", severity: Severity::Error, enabled: true, network: true, check: Check::Link(check) };

fn check(link: &Link<'_>, findings: &mut Findings) {
    let Reach::Gone(gone, seen) = link.reach() else { return };
    let once = seen.looks.len() < 2;
    let (message, found) = match gone {
        Gone::InWords(..) | Gone::Parked(_) | Gone::Home(_) => return,
        Gone::Status(status) => {
            let message = match (once, since(seen)) {
                (true, _) => Message::new("dead-link-once"),
                (false, None) => Message::new("dead-link"),
                (false, Some(since)) => Message::new("dead-link-since").with("since", since),
            };
            (message.with("status", status.to_string()), status.to_string())
        }
        Gone::NoSuchName => {
            let asked = seen.final_url.as_deref().unwrap_or(link.url);
            let host =
                url::Url::parse(asked).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
            let id = if once { "dead-link-no-such-name-once" } else { "dead-link-no-such-name" };
            (Message::new(id).with("host", host), "no such name".to_owned())
        }
    };
    let (message, help) = cure(message, seen, "dead-link.help");
    let finding = findings.add(link.spot(), message, help);
    finding.found = Some(found.into());
    finding.found_in = Some("answer".into());
    finding.cited = link.cited.as_ref().and_then(|case| case.citation.title.clone());
}

/// What to do about a page that is gone: what the archive had for it, else what `otherwise` says.
pub(super) fn cure(message: Message, seen: &Observation, otherwise: &'static str) -> (Message, &'static str) {
    match &seen.archived {
        Some(copy) => (message.with("archived", copy.url.as_str()), "dead-link-archived.help"),
        None if seen.unarchived.as_deref() == Some(&NoCopy::Never) => (message, "dead-link-never-archived.help"),
        None => (message, otherwise),
    }
}

/// The day since which a source has failed at every look of earlier runs too, at least at one.
fn since(seen: &Observation) -> Option<&str> {
    let history = seen.history.as_ref().filter(|history| history.failures >= 2)?;
    history.first_failure.as_deref()?.get(..10)
}

#[cfg(test)]
mod tests {
    use crate::judge::builder::{Sample, Saying, Seeing, cite, page, silence, status};
    use crate::model::{Cause, DnsAnswer, History, NoCopy, Observation};

    const URL: &str = "https://herald.example/dam";

    fn cited(observation: Observation, record: bool) -> (Vec<String>, &'static str) {
        let mut sample = Sample::declared();
        sample.settings.record = record;
        sample.note("1", vec![cite("The dam that was never finished").at(URL)]);
        sample.web(URL, observation);
        (sample.found(), sample.verdicts()[0].0)
    }

    fn no_such_name() -> Observation {
        Observation { dns: Some(DnsAnswer::NoSuchName), ..silence(Cause::Dns) }
    }

    fn once(mut observation: Observation) -> Observation {
        observation.looks.truncate(1);
        observation
    }

    #[test]
    fn finds_what_is_gone() {
        for (observation, record, finding) in [
            (status(404), false, "dead-link error"),
            (status(410), false, "dead-link error"),
            (no_such_name(), false, "dead-link error dead-link-no-such-name"),
            (once(status(404)), true, "dead-link error dead-link-once"),
            (once(no_such_name()), true, "dead-link error dead-link-no-such-name-once"),
        ] {
            let (found, verdict) = cited(observation, record);
            assert_eq!((found, verdict), (vec![finding.to_owned()], "dead"));
        }
    }

    #[test]
    fn says_since_when_and_that_no_archive_has_it() {
        let history = |failures| {
            let first_failure = Some("2026-05-01T08:00:00Z".to_owned());
            Some(Box::new(History { first_failure, last_success: None, failures, asked: failures }))
        };
        let known = Observation { history: history(2), ..status(404) };
        assert_eq!(cited(known, false).0, ["dead-link error dead-link-since"]);
        assert_eq!(cited(Observation { history: history(1), ..status(404) }, false).0, ["dead-link error"]);
        let nowhere = Observation { unarchived: Some(Box::new(NoCopy::Never)), ..status(404) };
        let findings = Sample::declared().link(URL).web(URL, nowhere).judged();
        assert_eq!(findings[0].help.id, "dead-link-never-archived.help");
    }

    #[test]
    fn never_calls_dead_what_may_live() {
        for (observation, verdict) in [
            (page(&["The dam that was never finished"]), "verified"),
            (status(403), "blocked"),
            (status(404).marked("cf-challenge"), "blocked"),
            (status(503), "unreachable"),
            (silence(Cause::Timeout), "unreachable"),
            (silence(Cause::Dns), "unreachable"),
            (once(status(404)), "unreachable"),
            (Observation::not_asked(Cause::Offline), "unchecked"),
        ] {
            let (found, given) = cited(observation, false);
            assert_eq!(given, verdict);
            assert!(found.iter().all(|finding| !finding.starts_with("dead-link")), "{found:?}");
        }
    }

    #[test]
    fn in_running_text_too() {
        let findings = Sample::declared().link(URL).web(URL, status(404)).judged();
        assert_eq!(findings.len(), 1);
        assert_eq!((findings[0].rule, &findings[0].note), ("dead-link", &None));
    }
}
