//! Whether there is a network at all: without one nothing may be called gone.

use std::collections::HashSet;

use url::Url;

use super::visit::Visit;
use crate::model::{DnsAnswer, Outcome};

/// How many registrable domains must have failed before their failing together is laid to the network.
const DOMAINS: usize = 3;

/// Whether the network is absent: no name resolved (`resolved`) and no connection made, and either a lookup failed
/// with other than "no such name", or at least three registrable domains were tried.
pub(super) fn is_absent<'a>(visits: impl Iterator<Item = (&'a str, &'a Visit)>, resolved: bool) -> bool {
    if resolved {
        return false;
    }
    let mut domains = HashSet::new();
    let mut lookup_failed = false;
    for (url, visit) in visits {
        if visit.connected {
            return false;
        }
        if visit.observation.outcome == Outcome::Unreachable {
            lookup_failed |= visit.observation.dns == Some(DnsAnswer::Failed);
            let url = Url::parse(url).ok();
            let host = url.as_ref().and_then(Url::host_str).unwrap_or_default();
            domains.insert(registrable(host).to_owned());
        }
    }
    lookup_failed || domains.len() >= DOMAINS
}

fn registrable(host: &str) -> &str {
    psl::domain_str(host).unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Cause, Observation};

    #[test]
    fn the_network_is_absent_only_where_nothing_at_all_was_reached() {
        use DnsAnswer::{Failed, NoSuchName};
        let visit = |host: &str, outcome, dns, connected| {
            let observation = Observation { dns, ..Observation::without_answer(outcome, Cause::Dns) };
            (format!("https://{host}/"), Visit { observation: Box::new(observation), connected })
        };
        let lost = |host, dns| visit(host, Outcome::Unreachable, Some(dns), false);
        let reached = |host| visit(host, Outcome::Unreachable, None, true);
        let refused = |host| visit(host, Outcome::Refused, None, false);
        let three = || vec![lost("a.test", NoSuchName), lost("b.test", NoSuchName), lost("c.test", NoSuchName)];
        let cases = [
            ("one name that is not there", vec![lost("a.test", NoSuchName)], false, false),
            ("three names that are not there", three(), false, true),
            (
                "two domains",
                vec![lost("www.a.test", NoSuchName), lost("a.test", NoSuchName), lost("b.test", NoSuchName)],
                false,
                false,
            ),
            ("a failing name service", vec![lost("a.test", Failed)], false, true),
            ("a name that resolved", three(), true, false),
            ("a connection", [three(), vec![reached("d.test")]].concat(), false, false),
            ("refusals of our own", vec![refused("a.test"), refused("b.test"), refused("c.test")], false, false),
            ("nothing", Vec::new(), false, false),
        ];
        for (name, visits, resolved, expected) in cases {
            assert_eq!(
                is_absent(visits.iter().map(|(url, visit)| (url.as_str(), visit)), resolved),
                expected,
                "{name}"
            );
        }
    }
}
