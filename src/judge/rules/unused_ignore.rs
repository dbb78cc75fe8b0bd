//! An ignore that does not do what it is there for.

use crate::judge::{Check, Findings, Idle, Rule, Why};
use crate::model::{Message, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    name: "unused-ignore",
    severity: Severity::Warning,
    enabled: true,
    network: false,
    check: Check::Idle(check),
};

fn check(idle: &Idle, findings: &mut Findings) {
    let (message, help) = match &idle.why {
        Why::Nothing if idle.file.is_some() => (Message::new("unused-ignore-setting"), "unused-ignore-setting.help"),
        Why::Nothing => (Message::new("unused-ignore"), "unused-ignore.help"),
        Why::Elsewhere => (Message::new("unused-ignore-elsewhere"), "unused-ignore-elsewhere.help"),
        Why::Expired(day) => {
            (Message::new("unused-ignore-expired").with("day", day.to_string()), "unused-ignore-expired.help")
        }
        Why::NoReason => (Message::new("unused-ignore-without-reason"), "unused-ignore-without-reason.help"),
        Why::UnknownRule(name, Some(meant)) => {
            let message = Message::new("unused-ignore-misspelt").with("name", name.as_str()).with("meant", *meant);
            (message, "unused-ignore-misspelt.help")
        }
        Why::UnknownRule(name, None) => {
            (Message::new("unused-ignore-unknown-rule").with("name", name.as_str()), "unused-ignore-unknown-rule.help")
        }
        Why::Unreadable => (Message::new("unused-ignore-unreadable"), "unused-ignore-unreadable.help"),
    };
    let mut message = message.with("rules", idle.rules.as_str());
    if let Some((file, line)) = &idle.file {
        message = message.with("file", file.as_str()).with("line", *line);
    }
    let finding = findings.add(idle.spot.clone(), message, help);
    if idle.why == Why::Elsewhere {
        finding.severity = Severity::Info;
    }
}

#[cfg(test)]
mod tests {
    use crate::judge::Ignore;
    use crate::judge::builder::{Sample, Saying, cite, page, silence, status};
    use crate::model::{Cause, Observation};

    const URL: &str = "https://herald.example/dam";

    fn sample(seen: Observation) -> Sample {
        let mut sample = Sample::declared();
        sample.note("1", vec![cite("The dam that was never finished").at(URL)]);
        sample.web(URL, seen);
        sample
    }

    fn ignore(change: impl Fn(&mut Ignore)) -> Ignore {
        let mut ignore = Ignore {
            rules: vec!["dead-link".to_owned()],
            url: Some(URL.to_owned()),
            reason: "being rebuilt".to_owned(),
            file: "isnad.toml".to_owned(),
            line: 3,
            ..Ignore::default()
        };
        change(&mut ignore);
        ignore
    }

    /// What is seen, what is different about the ignore, and what is found.
    type Trial<'a> = (Observation, fn(&mut Ignore), &'a [&'a str]);

    #[test]
    fn ignores_of_the_settings() {
        let dead = || status(404);
        let there = || page(&["The dam that was never finished"]);
        let same: fn(&mut Ignore) = |_| {};
        let elsewhere: fn(&mut Ignore) = |ignore| ignore.url = Some("https://other.example/".to_owned());
        let other_document: fn(&mut Ignore) = |ignore| ignore.documents = Some(Vec::new());
        let last_day: fn(&mut Ignore) = |ignore| ignore.until = Some(jiff::civil::date(2026, 6, 1));
        let expired: fn(&mut Ignore) = |ignore| ignore.until = Some(jiff::civil::date(2026, 5, 31));
        let by_host: fn(&mut Ignore) = |ignore| {
            (ignore.url, ignore.host) = (None, Some("*.example".to_owned()));
        };
        let cases: [Trial<'_>; 9] = [
            (dead(), same, &["dead-link error, ignored"]),
            (dead(), last_day, &["dead-link error, ignored"]),
            (dead(), by_host, &["dead-link error, ignored"]),
            (dead(), expired, &["dead-link error", "unused-ignore warning unused-ignore-expired"]),
            (dead(), elsewhere, &["dead-link error", "unused-ignore info unused-ignore-elsewhere"]),
            (dead(), other_document, &["dead-link error"]),
            (there(), same, &["unused-ignore warning unused-ignore-setting"]),
            (Observation::not_asked(Cause::Offline), same, &[]),
            (silence(Cause::Timeout), same, &["unreachable warning unreachable-timeout"]),
        ];
        for (seen, change, expected) in cases {
            let mut sample = sample(seen);
            sample.settings.decided.ignores = vec![ignore(change)];
            let found: Vec<_> = sample.judged().iter().map(shown).collect();
            assert_eq!(found, expected, "{:?}", sample.settings.decided.ignores);
        }
    }

    fn shown(finding: &crate::model::Finding) -> String {
        let id = if finding.message.id == finding.rule { String::new() } else { format!(" {}", finding.message.id) };
        let ignored = if finding.suppressed.is_some() { ", ignored" } else { "" };
        format!("{} {}{id}{ignored}", finding.rule, finding.severity.name())
    }

    #[test]
    fn what_is_not_looked_at_is_left_alone_and_ignores_can_be_left_out() {
        let mut sample = sample(status(404));
        sample.settings.decided.ignores = vec![ignore(|ignore| ignore.url = Some("https://other.example/".to_owned()))];
        sample.settings.decided.partial = true;
        assert_eq!(sample.judged().iter().map(shown).collect::<Vec<_>>(), ["dead-link error"]);
        sample.settings.decided.ignores = vec![ignore(|_| {})];
        sample.settings.decided.no_ignores = true;
        assert_eq!(sample.judged().iter().map(shown).collect::<Vec<_>>(), ["dead-link error"]);
    }
}
