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
/// Characters from which a value with a digit in it can be a secret.
const SHORTEST: usize = 6;
/// Words and signs that stand in examples for a secret to be filled in; in lower case.
const PLACEHOLDERS: [&str; 12] =
    ["your", "demo", "example", "sample", "placeholder", "xxx", "...", "***", "<", "{", "[", "password"];

fn check(link: &Link<'_>, findings: &mut Findings) {
    let Some(url) = link.parsed() else { return };
    let message = if url.password().is_some_and(|password| !is_placeholder(password)) {
        Message::new("credentials-in-url-password")
    } else if let Some(name) = secret(url) {
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
        let shortest = match lower.as_str() {
            name if SECRETS.contains(&name) => SHORTEST,
            name if PERHAPS.contains(&name) => LONG,
            _ => return None,
        };
        let holds =
            value.chars().count() >= shortest && value.chars().any(|c| c.is_ascii_digit()) && !is_placeholder(&value);
        holds.then_some(lower)
    })
}

/// Whether a value is there to be filled in, as manuals print it.
fn is_placeholder(value: &str) -> bool {
    let value = percent_encoding::percent_decode_str(value).decode_utf8_lossy().to_lowercase();
    PLACEHOLDERS.iter().any(|sign| value.contains(sign))
}

#[cfg(test)]
mod tests {
    use crate::judge::builder::Sample;

    #[test]
    fn finds_secrets() {
        for (url, finding) in [
            ("https://me:secret@herald.example/dam", "credentials-in-url error credentials-in-url-password"),
            ("https://herald.example/dam?access_token=abc123", "credentials-in-url error"),
            ("https://herald.example/dam?a=1&X-Amz-Signature=00ff11ee", "credentials-in-url error"),
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
            "https://herald.example/dam?password=forgotten",
            "https://herald.example/dam?api_key=YOUR_API_KEY_1",
            "https://herald.example/dam?access_token={token1}",
            "https://me:<password>@herald.example/dam",
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
