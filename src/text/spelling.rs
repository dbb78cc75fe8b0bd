//! Names that were typed, and those that were perhaps meant.

/// Names that are less alike than this are not taken for one another (Jaro-Winkler, 0 to 1; clap has the same bound).
const ALIKE: f64 = 0.7;

/// The known name that a typed one is most like, if it is like any; of several the first in the alphabet.
///
/// ```
/// use isnad::text::spelling::meant;
/// assert_eq!(meant("dead-lnik", ["dead-link", "moved-link"]), Some("dead-link"));
/// assert_eq!(meant("xyzzy", ["dead-link", "moved-link"]), None);
/// ```
pub fn meant<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let alike = known.into_iter().map(|name| (strsim::jaro_winkler(typed, name), name));
    let best = alike.filter(|(score, _)| *score > ALIKE);
    best.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1))).map(|(_, name)| name)
}
