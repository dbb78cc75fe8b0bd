//! Signs that a domain is parked: for sale, or filled by whoever sells it.

use super::{Marks, Sight};

/// Phrases of parking pages, which stood on none of some two thousand honest pages.
pub(super) const PHRASES: &[(&str, &str)] = &[
    ("parked", "this domain is for sale"),
    ("parked", "this domain may be for sale"),
    ("parked", "the domain name is for sale"),
    ("parked", "this domain name is for sale"),
    ("parked", "buy this domain"),
    ("parked", "this website is for sale"),
    ("parked", "lease this domain"),
    ("parked", "sedoparking"),
    ("parked", "FOOTER_DOMAIN_PARKING"),
    ("parked", "parked at your registrar"),
    ("parked", "parked free, courtesy of"),
    ("parked", "window.location.href=\"/lander\""),
    ("parked", "hugedomains.com/domain_profile"),
    ("parked", "bu alan adı satılıktır"),
    ("parked", "هذا النطاق معروض للبيع"),
];

/// Domains of those who sell domains.
const SELLERS: &[&str] = &[
    "hugedomains.com",
    "dan.com",
    "sedo.com",
    "sedoparking.com",
    "afternic.com",
    "buydomains.com",
    "domainmarket.com",
    "atom.com",
    "squadhelp.com",
    "parkingcrew.net",
    "bodis.com",
    "above.com",
    "searchhounds.com",
    "brandbucket.com",
];

pub(super) fn find(sight: &Sight<'_>, marks: &mut Marks) {
    let host = sight.arrived.host_str().unwrap_or_default();
    if !sight.redirected || Some(host) == sight.asked.host_str() {
        return;
    }
    if let Some(seller) = SELLERS.iter().find(|seller| is_of(host, seller)) {
        marks.add("parked", format!("redirect to {seller}"));
    }
}

/// Whether a host is a domain or below it.
pub(super) fn is_of(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|before| before.is_empty() || before.ends_with('.'))
}
