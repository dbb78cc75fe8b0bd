//! What isnad's comments in a document say of which finding, so that the next run knows it again.

use super::bidi::is_control;
use super::sanitize::visible;

/// What a comment says first of a finding: the rule's name, in every language.
pub fn opening(rule: &str) -> String {
    format!("{rule}:")
}

/// Whether a comment of isnad is of what a rule found: a line of it opens with the rule's name, and another is the URL.
///
/// Word processors keep neither ids nor hidden text of a comment for certain; its words they keep.
pub fn names(comment: &str, rule: &str, url: Option<&str>) -> bool {
    let plain: String = comment.chars().filter(|&character| !is_control(character)).collect();
    let opening = opening(rule);
    let opens = plain.lines().any(|line| line.trim_start().starts_with(&opening));
    let url = url.map(visible);
    opens && url.is_none_or(|url| plain.lines().any(|line| line.trim() == url.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_names_a_finding_by_rule_and_url() {
        let comment = "\u{200f}\u{200e}dead-link:\u{200e}\u{200f} الصفحة غير موجودة\nhttps://a.example/x\nابحث";
        let cases = [
            ("dead-link", Some("https://a.example/x"), true),
            ("dead-link", None, true),
            ("dead-link", Some("https://a.example/"), false),
            ("dead", None, false),
            ("link", None, false),
            ("moved-link", Some("https://a.example/x"), false),
        ];
        for (rule, url, expected) in cases {
            assert_eq!(names(comment, rule, url), expected, "{rule} {url:?}");
        }
        assert!(!names("the title “dead-link: x”", "dead-link", None), "what a page calls itself opens no line");
    }
}
