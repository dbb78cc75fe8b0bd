//! What the printed pieces of a URL can be read as.

use super::run::is_invisible;
use crate::text::bidi;

/// How many readings one URL may have: three hyphens at line ends, each kept or not.
const MOST_READINGS: usize = 8;

/// How a piece is joined to the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// As they stand.
    Plain,
    /// The piece before ends in a hyphen that may be the URL's or the typesetter's.
    Hyphen,
    /// The piece before ends in a hyphen that is more likely the typesetter's.
    SoftHyphen,
    /// This sign was displaced to the other end of the line.
    Displaced(char),
}

/// All the ways to read the pieces, likeliest first.
pub(super) fn read(prefix: &str, pieces: &[(&str, Joint)]) -> Vec<String> {
    let mut readings = vec![prefix.to_owned()];
    for &(piece, joint) in pieces {
        let piece = clean(piece);
        let ends: &[&str] = match joint {
            Joint::Plain => &[""],
            Joint::Hyphen | Joint::Displaced('-') => &["-", ""],
            Joint::SoftHyphen | Joint::Displaced('\u{2010}') => &["", "-"],
            Joint::Displaced('/') => &["/"],
            Joint::Displaced('_') => &["_"],
            Joint::Displaced('=') => &["="],
            Joint::Displaced('?') => &["?"],
            Joint::Displaced('&') => &["&"],
            Joint::Displaced(_) => &["."],
        };
        let hyphenated = matches!(joint, Joint::Hyphen | Joint::SoftHyphen);
        let variants = if readings.len() * ends.len() > MOST_READINGS { 1 } else { ends.len() };
        readings = ends
            .iter()
            .take(variants)
            .flat_map(|end| {
                readings
                    .iter()
                    .map(|reading| {
                        let before = if hyphenated { reading.trim_end_matches('-') } else { reading };
                        format!("{before}{end}{piece}")
                    })
                    .collect::<Vec<_>>()
            })
            .collect();
    }
    readings
}

/// Without what is printed and not meant: invisible characters, typeset hyphens, escaped ampersands.
///
/// Joiners between letters are kept, Persian writes with them.
pub(super) fn clean(printed: &str) -> String {
    let mut cleaned = String::with_capacity(printed.len());
    let mut characters = printed.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\u{2010}' | '\u{2011}' => cleaned.push('-'),
            '\u{200C}' | '\u{200D}' => {
                let letter = |other: &char| !other.is_ascii() && other.is_alphabetic();
                if cleaned.chars().next_back().as_ref().is_some_and(letter) && characters.peek().is_some_and(letter) {
                    cleaned.push(character);
                }
            }
            _ if is_invisible(character) || bidi::is_control(character) => {}
            _ => cleaned.push(character),
        }
    }
    for escaped in ["&amp;", "&AMP;", "&#38;", "&#x26;"] {
        if cleaned.contains(escaped) {
            cleaned = cleaned.replace(escaped, "&");
        }
    }
    cleaned
}
