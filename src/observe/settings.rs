//! What can be set of how the web is asked.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::str::FromStr;
use std::time::Duration;

use reqwest::header::{HeaderName, HeaderValue};
use thiserror::Error;
use url::{Host, Url};

use super::resolver;

/// How the web is asked.
#[derive(Debug, Clone)]
pub struct Settings {
    /// How many exchanges go on at once.
    pub concurrency: usize,
    /// How many exchanges go on at once with one host.
    pub host_concurrency: usize,
    /// The time between the starts of two exchanges with one host.
    pub host_interval: Duration,
    /// The longest one exchange may take, from the name's resolution to the body's end.
    pub timeout: Duration,
    /// The longest one URL may take: its exchanges and the pauses between them, but not its turn in a queue.
    pub url_deadline: Duration,
    /// The longest the run may take; what has not answered by then is unreachable.
    pub deadline: Option<Duration>,
    /// How many times an exchange is tried again after an answer or a failure that may pass.
    pub retries: u32,
    /// The pause before the first retry; each further one is twice as long.
    pub backoff: Duration,
    /// The pause before a source that seems gone is asked a second time.
    pub second_look_pause: Duration,
    /// The `User-Agent`.
    pub user_agent: String,
    /// Headers sent to one host only.
    pub headers: Vec<HostHeader>,
    /// What is different for single hosts, by their names as they stand in parsed URLs.
    pub hosts: HashMap<String, HostSettings>,
    /// The URL of a proxy; without it the environment's is used.
    pub proxy: Option<String>,
    /// Addresses given to names by hand.
    pub resolve: Vec<Resolve>,
    /// PEM files whose certificates are trusted along with the system's.
    pub ca_certificates: Vec<Vec<u8>>,
    /// Whether private and local addresses may be asked.
    pub allow_private: bool,
    /// How much is read of a page, in bytes: on the wire, and again when decompressed.
    pub body_cap: usize,
    /// How much is read of a PDF, in bytes: what it says of itself stands at its end as often as at its start.
    pub pdf_cap: usize,
    /// How many redirects are followed.
    pub max_redirects: usize,
}

impl Settings {
    /// Whether a proxy is asked instead of the hosts, by the setting or by the environment. The proxy resolves their
    /// names, so that the guard sees only addresses that are written out in URLs.
    pub fn is_proxied(&self) -> bool {
        self.proxy.is_some() || !resolver::proxies_of_the_environment().is_empty()
    }
}

impl Settings {
    /// What is different for the host of a URL. A dot at the end of its name makes it no other host.
    pub(super) fn host(&self, url: &Url) -> Option<&HostSettings> {
        let host = url.host_str()?;
        self.hosts.get(host.strip_suffix('.').unwrap_or(host))
    }

    /// Whether the host of a URL is not to be asked.
    pub(super) fn skips(&self, url: &Url) -> bool {
        self.host(url).is_some_and(|host| host.skip)
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            concurrency: 64,
            host_concurrency: 2,
            host_interval: Duration::from_millis(250),
            timeout: Duration::from_secs(20),
            url_deadline: Duration::from_secs(90),
            deadline: None,
            retries: 2,
            backoff: Duration::from_secs(1),
            second_look_pause: Duration::from_secs(2),
            user_agent: format!("isnad/{} (+https://github.com/isnad-verify/isnad)", env!("CARGO_PKG_VERSION")),
            headers: Vec::new(),
            proxy: None,
            resolve: Vec::new(),
            ca_certificates: Vec::new(),
            allow_private: false,
            body_cap: 2 * 1024 * 1024,
            pdf_cap: 32 * 1024 * 1024,
            hosts: HashMap::new(),
            max_redirects: 10,
        }
    }
}

/// What is different for one host.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HostSettings {
    /// The time between the starts of two exchanges with it.
    pub interval: Option<Duration>,
    /// How many exchanges go on at once with it.
    pub concurrency: Option<usize>,
    /// Whether it is not asked at all.
    pub skip: bool,
}

/// A header sent to one host only, written `HOST=NAME:VALUE`.
///
/// ```
/// use isnad::observe::HostHeader;
/// assert!("archive.example=X-Key: s3cret".parse::<HostHeader>().is_ok());
/// assert!("archive.example=X-Key: a\r\nX-Other: b".parse::<HostHeader>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostHeader {
    /// The host, as it stands in a parsed URL.
    pub(super) host: String,
    /// The header's name.
    pub(super) name: HeaderName,
    /// The header's value.
    pub(super) value: HeaderValue,
}

/// An address given to a name by hand, written `HOST=IP:PORT`; the host `*` is every host.
///
/// ```
/// use isnad::observe::Resolve;
/// assert!("*=127.0.0.1:8080".parse::<Resolve>().is_ok());
/// assert!("news.example=[::1]:443".parse::<Resolve>().is_ok());
/// assert!("news.example=127.0.0.1".parse::<Resolve>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolve {
    /// The host, as it stands in a parsed URL; `None` is every host.
    pub(super) host: Option<String>,
    /// Its address, whatever the scheme.
    pub(super) address: SocketAddr,
}

/// Why a setting written as text is none.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SettingError {
    /// No `=` after the host.
    #[error("no `=` after the host; write {0}")]
    NoHost(&'static str),
    /// The host is not one.
    #[error("`{0}` is not a host name")]
    Host(String),
    /// No `:` after the header's name.
    #[error("no `:` after the header's name; write HOST=NAME:VALUE")]
    NoName,
    /// The header's name has characters that a name cannot have.
    #[error("`{0}` is not a header name")]
    Name(String),
    /// The header's value has characters that a value cannot have.
    #[error("the value of `{0}` has control characters, which no header can have")]
    Value(String),
    /// The address is not one.
    #[error("`{0}` is not an address with a port, such as 127.0.0.1:8080 or [::1]:443")]
    Address(String),
}

impl HostHeader {
    /// A header for a host.
    ///
    /// # Errors
    ///
    /// Where one of the three is not what it is to be.
    pub fn new(host: &str, name: &str, value: &str) -> Result<Self, SettingError> {
        let name = name.trim();
        Ok(Self {
            host: parse_host(host)?,
            name: HeaderName::from_str(name).map_err(|_| SettingError::Name(name.to_owned()))?,
            value: HeaderValue::from_str(value.trim()).map_err(|_| SettingError::Value(name.to_owned()))?,
        })
    }
}

impl FromStr for HostHeader {
    type Err = SettingError;

    fn from_str(text: &str) -> Result<Self, SettingError> {
        let (host, header) = text.split_once('=').ok_or(SettingError::NoHost("HOST=NAME:VALUE"))?;
        let (name, value) = header.split_once(':').ok_or(SettingError::NoName)?;
        Self::new(host, name, value)
    }
}

impl FromStr for Resolve {
    type Err = SettingError;

    fn from_str(text: &str) -> Result<Self, SettingError> {
        let (host, address) = text.split_once('=').ok_or(SettingError::NoHost("HOST=IP:PORT"))?;
        let host = if host.trim() == "*" { None } else { Some(parse_host(host)?) };
        let address = address.trim();
        let address = address.parse().map_err(|_| SettingError::Address(address.to_owned()))?;
        Ok(Self { host, address })
    }
}

/// A host as it stands in a parsed URL.
///
/// # Errors
///
/// Where the text is none.
pub fn parse_host(text: &str) -> Result<String, SettingError> {
    let text = text.trim();
    Host::parse(text).map(|host| host.to_string()).map_err(|_| SettingError::Host(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_that_cannot_be_sent_are_refused() {
        let cases = [
            ("news.example", SettingError::NoHost("HOST=NAME:VALUE")),
            ("news.example=X-Key", SettingError::NoName),
            ("ne ws.example=X-Key:1", SettingError::Host("ne ws.example".into())),
            ("news.example=X Key:1", SettingError::Name("X Key".into())),
            ("news.example=X-Key: 1\r\nHost: other.example", SettingError::Value("X-Key".into())),
        ];
        for (text, expected) in cases {
            assert_eq!(text.parse::<HostHeader>(), Err(expected), "{text}");
        }
        let header: Result<HostHeader, _> = "NEWS.example=X-Key: a=b:c ".parse();
        assert_eq!(
            header.map(|header| (header.host, header.value)).ok(),
            Some(("news.example".to_owned(), HeaderValue::from_static("a=b:c")))
        );
    }

    #[test]
    fn addresses_are_read_with_their_host() {
        let host = |text: &str| text.parse::<Resolve>().map(|resolve| resolve.host);
        assert_eq!(host("*=127.0.0.1:80"), Ok(None));
        assert_eq!(host("موقع.example=127.0.0.1:80"), Ok(Some("xn--4gbrim.example".into())));
        assert_eq!(host("a.example=127.0.0.1"), Err(SettingError::Address("127.0.0.1".into())));
    }

    #[test]
    fn the_default_user_agent_is_one_that_sites_do_not_block_by_its_words() {
        let agent = Settings::default().user_agent.to_lowercase();
        assert!(agent.contains("https://") && agent.contains(env!("CARGO_PKG_VERSION")), "{agent}");
        assert!(["link", "bot", "checker"].iter().all(|word| !agent.contains(word)), "{agent}");
    }
}
