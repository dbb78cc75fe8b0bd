//! Turkish letters: the dotted and the dotless i.

/// A letter in lower case, with the four Turkish i (`İ`, `I`, `ı`, `i`) taken for one.
///
/// Upper-case Turkish titles lose the distinction on the web (`IŞIK`, `ISIK`, `isik`), so it cannot count. Expects text
/// in NFKD without combining marks, where `İ` is `I` already; a letter whose lower case is several gives the first.
///
/// ```
/// use isnad::text::turkish::lower;
/// assert_eq!(['İ', 'I', 'ı', 'i', 'Ş'].map(lower), ['i', 'i', 'i', 'i', 'ş']);
/// ```
pub fn lower(letter: char) -> char {
    match letter {
        'ı' => 'i',
        'a'..='z' => letter,
        other => other.to_lowercase().next().unwrap_or(other),
    }
}
