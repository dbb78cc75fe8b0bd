//! Links that lead out of a document.

/// Schemes that lead to no page.
const PAGELESS: [&str; 6] = ["mailto", "tel", "sms", "javascript", "data", "cid"];

/// Whether a link leads out of its document: it has a scheme, and not one such as `mailto:`, or a host without one.
/// Relative links and fragments do not.
///
/// ```
/// use isnad::text::url::leads_out;
/// assert!(leads_out("https://river.example/a") && leads_out("//river.example") && leads_out("file:///c:/report.doc"));
/// assert!(!leads_out("../library/river.md") && !leads_out("#n3") && !leads_out("mailto:a@river.example"));
/// ```
pub fn leads_out(url: &str) -> bool {
    let url = url.trim();
    if url.starts_with("//") || url.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www.")) {
        return true;
    }
    let Some((scheme, rest)) = url.split_once(':') else { return false };
    let named = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    named && !rest.is_empty() && !PAGELESS.contains(&scheme.to_ascii_lowercase().as_str())
}
