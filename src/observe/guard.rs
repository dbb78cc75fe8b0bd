//! The guard: a document must not make isnad ask the machines around it, nor speak HTTP to what is no web server.
//!
//! The ranges are those of the IANA special-purpose address registries (RFC 6890 and its updates) that are not
//! globally reachable. The cloud metadata services live in them (169.254.169.254, 100.100.100.200, 192.0.0.192,
//! `fd00:ec2::254`), but for one, which is named.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

/// The platform address of Azure: public by its range, and the same in every one of its networks.
const AZURE_PLATFORM: Ipv4Addr = Ipv4Addr::new(168, 63, 129, 16);

/// Ports that belong to other protocols, which a request could be made to speak: the "bad ports" of the Fetch
/// standard, as browsers refuse them.
#[rustfmt::skip]
const FOREIGN_PORTS: &[u16] = &[
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109,
    110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531,
    532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060,
    5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
];

/// Data stores and the like that answer to whoever asks, on ports that browsers do not refuse.
const OPEN_STORES: &[u16] = &[2375, 2379, 5432, 3306, 6379, 9042, 9200, 9300, 11211, 27017];

/// Why a URL may not be asked for, as far as the URL alone says.
pub(super) fn objection(url: &Url) -> Option<String> {
    if let Some(address) = literal(url)
        && !is_public(address)
    {
        return Some(format!("{address} is a private address"));
    }
    let port = url.port()?;
    (FOREIGN_PORTS.contains(&port) || OPEN_STORES.contains(&port)).then(|| format!("port {port} is not one of the web"))
}

/// Whether a name is this machine's by its form (RFC 6761, 6.3), whoever resolves it.
pub(super) fn is_this_machine(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    host == "localhost" || host.ends_with(".localhost")
}

/// Whether an address is one of the public internet.
pub(super) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => match translated_v4(address) {
            Some(translated) => is_public_v4(translated),
            // A private network can have a public address written into one of its own.
            None => is_public_v6(address) && tunnelled_v4(address).is_none_or(is_public_v4),
        },
    }
}

/// The address written out in a URL, which no resolver sees. All spellings are one once a URL is parsed.
fn literal(url: &Url) -> Option<IpAddr> {
    match url.host()? {
        Host::Ipv4(address) => Some(IpAddr::V4(address)),
        Host::Ipv6(address) => Some(IpAddr::V6(address)),
        Host::Domain(_) => None,
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    !(address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_broadcast()
        || address.is_multicast()
        || address.is_documentation()
        || address == AZURE_PLATFORM
        || a == 0
        || a == 100 && (64..128).contains(&b)
        || a == 192 && b == 0 && c == 0
        // The relays of 6to4, whose traffic goes where the sender's network says.
        || a == 192 && b == 88 && c == 99
        || a == 198 && (18..20).contains(&b)
        || a >= 240)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    // Only 2000::/3 is given out; of it, 2001::/23 is for protocols (Teredo, benchmarks, ORCHID among them), and
    // 2001:db8::/32 and 3fff::/20 are for documentation.
    first & 0xe000 == 0x2000
        && !(first == 0x2001 && second < 0x0200)
        && !(first == 0x2001 && second == 0x0db8)
        && !(first == 0x3fff && second < 0x1000)
}

/// The IPv4 address that an IPv6 address is another form of: mapped (`::ffff:0:0/96`) or NAT64 (`64:ff9b::/96`).
fn translated_v4(address: Ipv6Addr) -> Option<Ipv4Addr> {
    match address.segments() {
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => Some(v4(high, low)),
        _ => None,
    }
}

/// The IPv4 address that what is sent to an IPv6 address may be handed on to: 6to4 (`2002::/16`) or ISATAP.
fn tunnelled_v4(address: Ipv6Addr) -> Option<Ipv4Addr> {
    match address.segments() {
        [0x2002, high, low, ..] | [_, _, _, _, 0 | 0x200, 0x5efe, high, low] => Some(v4(high, low)),
        _ => None,
    }
}

fn v4(high: u16, low: u16) -> Ipv4Addr {
    Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test")]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_refused_in_every_dress() {
        let private = [
            "127.0.0.1",
            "127.255.255.254",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "100.100.100.200",
            "168.63.129.16",
            "0.0.0.0",
            "0.1.2.3",
            "255.255.255.255",
            "240.0.0.1",
            "224.0.0.1",
            "198.18.0.1",
            "198.19.255.255",
            "192.0.0.8",
            "192.0.0.192",
            "192.0.2.1",
            "198.51.100.1",
            "203.0.113.1",
            "192.88.99.1",
            "::",
            "::1",
            "fe80::1",
            "fec0::1",
            "fc00::1",
            "fd00:ec2::254",
            "ff02::1",
            "100::1",
            "5f00::1",
            "64:ff9b:1::7f00:1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:0:127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b::a9fe:a9fe",
            "2002:7f00:1::",
            "2002:a9fe:a9fe::1",
            "2001:0:4136:e378:8000:63bf:80ff:fffe",
            "2001:2::1",
            "2001:10::1",
            "2001:db8::1",
            "3fff::1",
            "::7f00:1",
            "2a00:1450::5efe:192.168.0.1",
            // A public address in one that is not.
            "::8.8.8.8",
            "::ffff:0:8.8.8.8",
            "fe80::5efe:8.8.8.8",
            "fe80::200:5efe:8.8.8.8",
            "fd00::5efe:8.8.8.8",
            "ff02::5efe:8.8.8.8",
            "2001:0:1:2:0:5efe:8.8.8.8",
        ];
        for text in private {
            assert!(!is_public(text.parse().unwrap()), "{text}");
        }
        let public = [
            "8.8.8.8",
            "100.128.0.1",
            "172.32.0.1",
            "168.63.129.17",
            "192.0.1.1",
            "2606:4700::1111",
            "2001:4860:4860::8888",
            "::ffff:8.8.8.8",
            "64:ff9b::808:808",
            "2002:808:808::1",
            "2a00:1450::5efe:8.8.8.8",
        ];
        for text in public {
            assert!(is_public(text.parse().unwrap()), "{text}");
        }
    }

    #[test]
    fn every_spelling_of_an_address_is_seen_and_every_foreign_port() {
        let refused = [
            "http://127.1/",
            "http://127.0.0.1./",
            "http://0x7f000001/",
            "http://0x7f.1/",
            "http://0177.0.0.1/",
            "http://2130706433/",
            "http://017700000001/",
            "http://%31%32%37.0.0.1/",
            "http://１２７.0.0.1/",
            "http://127。0。0。1/",
            "http://①②⑦.⓪.⓪.①/",
            "http://[::ffff:127.0.0.1]/",
            "http://[0:0:0:0:0:ffff:7f00:1]/",
            "http://user:word@127.0.0.1/",
            "https://news.example:22/",
            "https://news.example:25/",
            "http://news.example:6379/",
        ];
        for url in refused {
            assert!(objection(&Url::parse(url).unwrap()).is_some(), "{url}");
        }
        for url in ["http://8.8.8.8/", "https://news.example:8443/", "http://news.example/", "http://127.1.example/"] {
            assert_eq!(objection(&Url::parse(url).unwrap()), None, "{url}");
        }
    }
}
