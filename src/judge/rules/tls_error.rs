//! A host that could not prove who it is.

use crate::judge::{Check, Findings, Link, Reach, Rule};
use crate::model::{Cause, Message, Observation, Severity, TlsFault};

/// The rule.
pub static RULE: Rule =
    Rule { name: "tls-error", severity: Severity::Warning, enabled: true, network: true, check: Check::Link(check) };

fn check(link: &Link<'_>, findings: &mut Findings) {
    let Reach::Unreachable(seen) = link.reach() else { return };
    if !is_tls(seen) {
        return;
    }
    let (id, found) = match seen.tls {
        Some(TlsFault::Expired) => ("tls-error-expired", "expired"),
        Some(TlsFault::NotYetValid) => ("tls-error-not-yet-valid", "not yet valid"),
        Some(TlsFault::WrongName) => ("tls-error-wrong-name", "for another name"),
        Some(TlsFault::SelfSigned) => ("tls-error-self-signed", "self-signed"),
        Some(TlsFault::UnknownIssuer) => ("tls-error-unknown-issuer", "issuer unknown"),
        Some(TlsFault::Revoked) => ("tls-error-revoked", "revoked"),
        Some(TlsFault::Other) | None => ("tls-error", "no encrypted connection"),
    };
    let titles = seen.page.as_ref().map(|page| page.titles.as_slice()).unwrap_or_default();
    let title = titles.first().map(|title| title.value.as_str());
    let message = Message::new(id).with("detail", seen.detail.clone().unwrap_or_default());
    let (message, help) = match title {
        Some(title) => (message.with("title", title), "tls-error-seen.help"),
        None => (message, "tls-error.help"),
    };
    let finding = findings.add(link.spot(), message, help);
    finding.cited = link.cited.as_ref().and_then(|case| case.citation.title.clone());
    finding.found = Some(found.into());
    finding.found_in = Some("certificate".into());
}

/// Whether it was the encryption that failed.
pub(super) fn is_tls(seen: &Observation) -> bool {
    seen.cause == Some(Cause::Tls)
}

#[cfg(test)]
mod tests {
    use crate::judge::builder::{Sample, Saying, cite, page, silence};
    use crate::model::{Cause, Observation, TlsFault};

    const URL: &str = "https://herald.example/dam";

    #[test]
    fn says_what_is_wrong_with_the_certificate() {
        for fault in TlsFault::ALL {
            let seen = Observation { tls: Some(fault), ..silence(Cause::Tls) };
            let found = Sample::declared().link(URL).web(URL, seen).found();
            let expected = match fault {
                TlsFault::Other => "tls-error warning".to_owned(),
                fault => format!("tls-error warning tls-error-{}", fault.name()),
            };
            assert_eq!(found, [expected]);
        }
        assert_eq!(Sample::declared().link(URL).web(URL, silence(Cause::Tls)).found(), ["tls-error warning"]);
    }

    #[test]
    fn what_was_seen_unverified_is_told_and_does_not_verify() {
        let title = "The dam that was never finished";
        let mut sample = Sample::declared();
        sample.note("1", vec![cite(title).at(URL)]);
        let seen = Observation { tls: Some(TlsFault::Expired), page: page(&[title]).page, ..silence(Cause::Tls) };
        sample.web(URL, seen);
        let findings = sample.judged();
        assert_eq!((findings.len(), findings[0].help.id), (1, "tls-error-seen.help"));
        assert_eq!(sample.verdicts(), [("unreachable", Some("reason-tls"))]);
    }

    #[test]
    fn silent_for_other_failures() {
        assert_eq!(
            Sample::declared().link(URL).web(URL, silence(Cause::Timeout)).found(),
            ["unreachable warning unreachable-timeout"]
        );
        assert!(Sample::declared().link(URL).web(URL, page(&[])).found().is_empty());
    }
}
