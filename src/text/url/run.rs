//! How far the characters of a URL run.

use super::host;
use crate::text::letters::{is_alphabetic, is_alphanumeric};
use crate::text::{bidi, digits};
use unicode_normalization::char::is_combining_mark;

/// How far a closing bracket is looked for, in characters. A bound, so that a text of opening brackets stays linear.
const BRACKET_REACH: usize = 200;

/// The part of a URL that a character stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Host,
    Path,
    Query,
}

/// What must be known to go on with a URL: after a line end, say.
#[derive(Debug, Clone, Copy)]
pub(super) struct State {
    pub(super) section: Section,
    /// Open `(`, `[` and `{`.
    open: [u32; 3],
}

/// A stretch of URL characters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    /// The byte after its last character.
    pub(super) end: usize,
    /// The byte after its last character that is not the sentence's punctuation.
    pub(super) trimmed: usize,
    /// Where letters of another script follow straight on ASCII ones to the end: glued text, perhaps.
    pub(super) glued: Option<usize>,
    /// The state at `end`.
    pub(super) state: State,
}

impl State {
    pub(super) fn new(section: Section) -> Self {
        Self { section, open: [0; 3] }
    }
}

/// The character at a byte of the text.
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The text from a byte on; empty beyond its end.
pub(super) fn tail(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

/// Whether the text goes on with `http://` or `https://` here, in any case; the scheme's length.
pub(super) fn scheme_at(text: &str, at: usize) -> Option<usize> {
    ["http://", "https://"].into_iter().find(|scheme| starts_with(text, at, scheme)).map(str::len)
}

/// Whether the text goes on with this ASCII text here, in any case.
pub(super) fn starts_with(text: &str, at: usize, ascii: &str) -> bool {
    let bytes = text.as_bytes().get(at..at.saturating_add(ascii.len()));
    bytes.is_some_and(|bytes| bytes.eq_ignore_ascii_case(ascii.as_bytes()))
}

/// Runs along the URL's characters from a byte of the text.
pub(super) fn run(text: &str, from: usize, mut state: State) -> Run {
    let mut at = from;
    let mut glue = Glue::default();
    if state.section == Section::Host && state.open == [0; 3] {
        at = host::end(text, at);
        state.section = if tail(text, at).starts_with('/') { Section::Path } else { Section::Host };
    }
    if state.section != Section::Host || tail(text, at).starts_with(['/', '?', '#']) {
        while let Some(character) = char_at(text, at) {
            if !goes_on(text, from, at, character, &mut state) {
                break;
            }
            match character {
                '?' | '#' => state.section = Section::Query,
                '/' if state.section == Section::Host => state.section = Section::Path,
                _ => {}
            }
            glue.see(at, character);
            at += character.len_utf8();
        }
    }
    let trimmed = from + trim(text.get(from..at).unwrap_or_default()).len();
    Run { end: at, trimmed, glued: glue.at.filter(|&glued| glued < trimmed), state }
}

/// Without the punctuation that belongs to the sentence.
fn trim(url: &str) -> &str {
    url.trim_end_matches(|character: char| {
        matches!(character, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '(' | '[' | '{' | '\u{2013}')
            || is_invisible(character)
    })
}

/// Whether the URL goes on with this character; brackets are counted in `state`.
fn goes_on(text: &str, from: usize, at: usize, character: char, state: &mut State) -> bool {
    let next = at + character.len_utf8();
    match character {
        '(' => opens(text, next, ['(', ')'], &mut state.open[0]),
        ')' => closes(&mut state.open[0]),
        '[' => !callout_follows(text, next) && opens(text, next, ['[', ']'], &mut state.open[1]),
        ']' => closes(&mut state.open[1]),
        '{' => opens(text, next, ['{', '}'], &mut state.open[2]),
        '}' => closes(&mut state.open[2]),
        '\'' => !suffix_follows(text, next) && !starts_quoted(text, from),
        '&' => !["&quot;", "&gt;", "&lt;", "&nbsp;", "&#39;"].iter().any(|entity| starts_with(text, at, entity)),
        ',' | ';' => scheme_at(text, next).is_none() && !starts_with(text, next, "www."),
        'h' | 'H' if scheme_at(text, at).is_some() => {
            // A URL within a URL, as archives have them, stands after one of these; elsewhere two are glued together.
            text.get(..at).is_some_and(|before| before.ends_with(['/', '=', '?', ':', '&', '#']))
        }
        '\u{2010}' | '\u{2011}' | '\u{2013}' => char_at(text, next).is_some_and(is_alphanumeric),
        _ if character.is_ascii() => character.is_ascii_alphanumeric() || "-._~%!$+*=:@/?#".contains(character),
        _ if bidi::is_control(character) => control_within(text, next),
        _ => is_letter(character) || is_invisible(character),
    }
}

/// Whether a bidi control stands in the middle of a URL: an ASCII letter or a sign of URLs follows it.
fn control_within(text: &str, next: usize) -> bool {
    let mut following = tail(text, next).chars().take(2);
    match following.next() {
        Some('/' | '?' | '=' | '&' | '%' | '_' | '#') => following.next().is_some_and(|next| next.is_ascii_graphic()),
        Some(character) => character.is_ascii_alphabetic() && scheme_at(text, next).is_none(),
        None => false,
    }
}

/// Whether a character beyond ASCII may stand in a URL as browsers show it: a letter, a digit or a vowel sign.
pub(super) fn is_letter(character: char) -> bool {
    let raised = matches!(character, 'ª' | 'º' | '\u{02B0}'..='\u{02FF}' | '\u{1D2C}'..='\u{1D6A}')
        || matches!(character, '\u{2071}'..='\u{209C}' | '\u{2460}'..='\u{24FF}');
    !raised && (is_alphabetic(character) || digits::is_digit(character) || is_combining_mark(character))
}

/// Whether a character takes no room: joiners, soft hyphens and break marks.
pub(super) fn is_invisible(character: char) -> bool {
    matches!(character, '\u{00AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

/// Whether a single quote stands before the URL whose host begins at `from`.
fn starts_quoted(text: &str, from: usize) -> bool {
    let scheme = [8, 7]
        .into_iter()
        .find(|&length| from.checked_sub(length).is_some_and(|start| scheme_at(text, start) == Some(length)));
    text.get(..from - scheme.unwrap_or(0)).is_some_and(|before| before.ends_with('\''))
}

fn closes(open: &mut u32) -> bool {
    let any = *open > 0;
    *open = open.saturating_sub(1);
    any
}

/// Whether a bracket that opens here is closed before the URL ends.
fn opens(text: &str, next: usize, [opening, closing]: [char; 2], open: &mut u32) -> bool {
    let mut depth = 1_u32;
    for character in tail(text, next).chars().take(BRACKET_REACH) {
        if character == opening {
            depth += 1;
        } else if character == closing {
            depth -= 1;
            if depth == 0 {
                *open += 1;
                return true;
            }
        } else if ends_always(character) {
            return false;
        }
    }
    false
}

/// Whether a character ends a URL wherever it stands.
fn ends_always(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(character, '<' | '>' | '"' | '`' | '\\' | '^' | '|')
        || (!character.is_ascii()
            && !is_letter(character)
            && !is_invisible(character)
            && !"\u{2010}\u{2011}\u{2013}".contains(character))
}

/// `2]` or `^note]` after an opening bracket: a callout printed after the URL.
fn callout_follows(text: &str, next: usize) -> bool {
    let rest = tail(text, next);
    let after = rest.char_indices().take(5).find(|&(_, character)| digits::value(character).is_none());
    let numbered = matches!(after, Some((at, ']')) if at > 0 && !tail(rest, at).starts_with("]="));
    rest.starts_with('^') || numbered
}

/// Whether a suffix stands here that Turkish writes after a name and an apostrophe, or the English `s`.
pub(super) fn suffix_follows(text: &str, next: usize) -> bool {
    let rest = tail(text, next);
    let end = rest.char_indices().take(9).find(|&(_, character)| !is_alphanumeric(character));
    let word = end.map_or(rest, |(at, _)| rest.get(..at).unwrap_or_default());
    // Cut off at the longest suffix, so that a long word is not taken for one.
    word.len() <= 16 && SUFFIXES.contains(&word)
}

/// Turkish case, possessive and relative suffixes as they stand after a proper name's apostrophe, in every harmony.
const SUFFIXES: [&str; 64] = [
    "a", "e", "ı", "i", "u", "ü", "ya", "ye", "yı", "yi", "yu", "yü", "da", "de", "ta", "te", "dan", "den", "tan",
    "ten", "ın", "in", "un", "ün", "nın", "nin", "nun", "nün", "la", "le", "yla", "yle", "daki", "deki", "taki",
    "teki", "ki", "nda", "nde", "ndan", "nden", "na", "ne", "nı", "ni", "nu", "nü", "lar", "ler", "ca", "ce", "ça",
    "çe", "dır", "dir", "dur", "dür", "tır", "tir", "tur", "tür", "sı", "si", "s",
];

/// Where letters of another script follow straight on ASCII letters or digits.
#[derive(Default)]
struct Glue {
    at: Option<usize>,
    after_ascii: bool,
}

impl Glue {
    fn see(&mut self, at: usize, character: char) {
        if character.is_ascii() {
            // Whatever stands after the other script, it belongs to the URL.
            self.at = None;
            self.after_ascii = character.is_ascii_alphanumeric();
        } else if !is_invisible(character) && !is_combining_mark(character) {
            let latin = matches!(character, '\u{00C0}'..='\u{024F}' | '\u{1E00}'..='\u{1EFF}');
            if self.after_ascii && !latin && self.at.is_none() {
                self.at = Some(at);
            }
            self.after_ascii = latin;
        }
    }
}
