//! A source of which nothing could be learnt.

use smol_str::SmolStr;

use super::tls_error::is_tls;
use crate::judge::{Check, Findings, Link, Reach, Rule};
use crate::model::{Cause, Message, Observation, Severity};

/// The rule.
pub static RULE: Rule =
    Rule { name: "unreachable", severity: Severity::Warning, enabled: true, network: true, check: Check::Link(check) };

fn check(link: &Link<'_>, findings: &mut Findings) {
    let Reach::Unreachable(seen) = link.reach() else { return };
    if is_tls(seen) {
        return;
    }
    let status = seen.status.map(|status| status.to_string());
    let message = Message::new(id(seen))
        .with("status", status.clone().unwrap_or_default())
        .with("detail", seen.detail.clone().unwrap_or_default());
    let help = if seen.cause == Some(Cause::Guard) { "unreachable-guard.help" } else { "unreachable.help" };
    let finding = findings.add(link.spot(), message, help);
    finding.found = status.map(SmolStr::from).or_else(|| seen.cause.map(|cause| cause.name().into()));
    finding.found_in = finding.found.is_some().then(|| "answer".into());
}

fn id(seen: &Observation) -> &'static str {
    match seen.cause {
        Some(Cause::Dns) => "unreachable-dns",
        Some(Cause::Connect) => "unreachable-connect",
        Some(Cause::Reset) => "unreachable-reset",
        Some(Cause::Timeout) => "unreachable-timeout",
        Some(Cause::Deadline) => "unreachable-deadline",
        Some(Cause::Guard) => "unreachable-guard",
        Some(Cause::Redirects) => "unreachable-redirects",
        Some(Cause::Protocol) => "unreachable-protocol",
        _ if matches!(seen.status, Some(404 | 410)) => "unreachable-not-confirmed",
        _ => "unreachable",
    }
}

#[cfg(test)]
mod tests {
    use crate::judge::builder::{Sample, page, silence, status};
    use crate::model::{Cause, Observation, Outcome};

    const URL: &str = "https://herald.example/dam";

    #[test]
    fn says_why() {
        for (observation, finding) in [
            (status(503), "unreachable warning"),
            (status(400), "unreachable warning"),
            (silence(Cause::Timeout), "unreachable warning unreachable-timeout"),
            (silence(Cause::Dns), "unreachable warning unreachable-dns"),
            (Observation::without_answer(Outcome::Refused, Cause::Guard), "unreachable warning unreachable-guard"),
        ] {
            assert_eq!(Sample::declared().link(URL).web(URL, observation).found(), [finding]);
        }
    }

    #[test]
    fn silent_where_there_was_an_answer_or_no_question() {
        for observation in [
            page(&[]),
            Observation::not_asked(Cause::Offline),
            Observation::not_asked(Cause::Excluded),
            Observation::not_asked(Cause::NotRecorded),
        ] {
            assert!(Sample::declared().link(URL).web(URL, observation).found().is_empty());
        }
        assert!(Sample::declared().link(URL).found().is_empty());
    }
}
