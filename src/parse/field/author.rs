//! The author of a work.

use super::publisher::{self, PublisherFound};
use super::segment::Segment;
use super::title::TitleFound;

/// The longest list of authors, in words.
const LONGEST: usize = 14;

/// Whether a text looks like a person's name: two to four words, capitalised where the script has capitals.
pub fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let plain = text.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || ".'’-\u{64b}\u{651}".contains(c));
    let latin = text.chars().any(char::is_lowercase);
    let particle =
        |word: &str| matches!(word, "and" | "ve" | "et" | "de" | "van" | "von" | "al" | "bin" | "ibn" | "und");
    let capitalised = words.iter().all(|word| word.starts_with(char::is_uppercase) || particle(word));
    plain
        && !publisher::is_like(text)
        && (2..=if latin { 6 } else { 3 }).contains(&words.len())
        && (!latin || capitalised)
}

/// The author of a work: what stands before its title, unless that is the publisher.
pub fn find(segments: &[Segment], title: &TitleFound, publisher: Option<&PublisherFound>) -> Option<String> {
    let before = segments.get(..title.segments.start)?.iter().enumerate();
    let names: Vec<&str> = before
        .filter(|(index, _)| publisher.and_then(|publisher| publisher.segment) != Some(*index))
        .map(|(_, segment)| segment.text.as_str())
        .collect();
    let joined = names.join(", ");
    let words = joined.split_whitespace().count();
    (words > 0 && words <= LONGEST && joined.chars().filter(|c| c.is_alphabetic()).count() > 2).then_some(joined)
}
