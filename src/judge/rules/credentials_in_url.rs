//! A URL that gives away a password or a token.

use url::Url;

use crate::judge::{Check, Findings, Link, Rule};
use crate::model::{Message, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    name: "credentials-in-url",
    severity: Severity::Error,
    enabled: true,
    network: false,
    summary: "a URL holds a password or a secret token",
    explanation: "\
## What it finds

A URL with `user:password@`, or with a parameter that by its name and length is a secret: an access token, an API key, a
signature.

## Why it matters

Whoever reads the report can use it. And for readers without it, or after it expires, the link is dead.

## Example

    https://files.example/report.pdf?access_token=0123456789abcdef0123

## What to do

Cite the page's public URL; have the secret revoked if the document was shared.
",
    check: Check::Link(check),
};

/// Parameters that hold secrets, in lower case.
const SECRETS: [&str; 17] = [
    "access_token",
    "accesstoken",
    "auth_token",
    "authtoken",
    "api_key",
    "apikey",
    "api-key",
    "client_secret",
    "secret",
    "password",
    "passwd",
    "pwd",
    "id_token",
    "session_token",
    "jwt",
    "x-amz-signature",
    "x-amz-security-token",
];
/// Parameters that hold secrets or harmless words alike; it takes a long value to tell.
const PERHAPS: [&str; 4] = ["token", "sig", "signature", "auth"];
/// Characters from which a value is no word.
const LONG: usize = 16;

fn check(link: &Link<'_>, findings: &mut Findings) {
    let Ok(url) = Url::parse(link.url) else { return };
    let message = if url.password().is_some() {
        Message::new("credentials-in-url-password")
    } else if let Some(name) = secret(&url) {
        Message::new("credentials-in-url").with("parameter", name)
    } else {
        return;
    };
    // The secret itself is repeated nowhere but in the URL.
    findings.add(link.spot(), message, "credentials-in-url.help");
}

fn secret(url: &Url) -> Option<String> {
    url.query_pairs().find_map(|(name, value)| {
        let lower = name.to_lowercase();
        let holds = SECRETS.contains(&lower.as_str()) && !value.is_empty()
            || PERHAPS.contains(&lower.as_str())
                && value.chars().count() >= LONG
                && value.chars().any(|c| c.is_ascii_digit());
        holds.then_some(lower)
    })
}

#[cfg(test)]
mod tests {
    use crate::judge::builder::Sample;

    #[test]
    fn finds_secrets() {
        for (url, finding) in [
            ("https://me:secret@herald.example/dam", "credentials-in-url error credentials-in-url-password"),
            ("https://herald.example/dam?access_token=abc123", "credentials-in-url error"),
            ("https://herald.example/dam?a=1&X-Amz-Signature=00ff", "credentials-in-url error"),
            ("https://herald.example/dam?token=0123456789abcdef0123", "credentials-in-url error"),
        ] {
            assert_eq!(Sample::declared().link(url).found(), [finding], "{url}");
        }
    }

    #[test]
    fn silent_for_harmless_parameters() {
        for url in [
            "https://herald.example/dam?token=dams",
            "https://herald.example/dam?id=0123456789abcdef0123",
            "https://herald.example/@me/dam",
            "https://herald.example/dam?password=",
        ] {
            assert!(Sample::declared().link(url).found().is_empty(), "{url}");
        }
    }

    #[test]
    fn repeats_no_secret() {
        let findings = Sample::declared().link("https://herald.example/dam?access_token=abc123").judged();
        assert!(findings.iter().all(|finding| !format!("{:?}{:?}", finding.message, finding.help).contains("abc123")));
    }
}
