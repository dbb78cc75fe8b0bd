//! The numerals and signs at the edges of lines that may be the markers of notes.

use std::ops::Range;

use super::lines::{Line, Role};
use crate::model::Document;
use crate::text::letters::{is_alphabetic, is_alphanumeric};
use crate::text::{bidi, digits};

/// How a marker is printed; the notes of one sequence print theirs alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Family {
    /// `3 …`
    Bare,
    /// `3. …`, `3) …`, `3- …`
    Dotted,
    /// `[3] …`
    Square,
    /// `(3) …`
    Round,
    /// `³ …`
    Raised,
    /// `iii …`
    Roman,
    /// `* …`, `† …`
    Symbol,
}

/// Where in its line a marker stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    /// At the start.
    Start,
    /// At the end, as right-to-left lines come out of a PDF.
    End,
    /// Before the last word, as those come out whose words were displaced one by one.
    LastWord,
    /// Inside, as some of those do whose runs were displaced, or behind another note on the same line.
    Inside,
}

/// What may be the marker of a note.
#[derive(Debug, Clone)]
pub(super) struct Marker {
    /// The index of its line.
    pub(super) line: usize,
    /// How it is printed.
    pub(super) family: Family,
    /// Its value; the signs `*`, `†`, `‡`, `§` count from 1.
    pub(super) number: u32,
    /// Its bytes in the document's text, brackets and full stop included.
    pub(super) range: Range<usize>,
    /// Where in its line it stands.
    pub(super) edge: Edge,
}

/// No note has a number above this; years begin beyond it.
const HIGHEST: u32 = 999;
/// Roman numerals beyond this are words.
const HIGHEST_ROMAN: u32 = 60;
/// The signs in the order in which they are used on a page.
const SIGNS: [&str; 8] = ["*", "†", "‡", "§", "¶", "**", "††", "‡‡"];

/// Every possible marker of a document, in the order of lines.
pub(super) fn markers(document: &Document, lines: &[Line]) -> Vec<Marker> {
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if line.role != Role::Text {
            continue;
        }
        let text = document.slice(&line.range);
        let at = |(number, family, range): (u32, Family, Range<usize>), edge| Marker {
            line: index,
            family,
            number,
            range: line.range.start + range.start..line.range.start + range.end,
            edge,
        };
        found.extend(at_start(text).map(|hit| at(hit, Edge::Start)));
        if text.chars().any(bidi::is_rtl) {
            found.extend(at_end(text).map(|hit| at(hit, Edge::End)));
            found.extend(before_last_word(text).map(|hit| at(hit, Edge::LastWord)));
            found.extend(inside(text).into_iter().map(|hit| at(hit, Edge::Inside)));
        } else {
            found.extend(after_citation(text).into_iter().map(|hit| at(hit, Edge::Inside)));
        }
    }
    found
}

type Hit = (u32, Family, Range<usize>);

fn at_start(text: &str) -> Option<Hit> {
    let bare = text.strip_prefix('^').unwrap_or(text);
    let skipped = text.len() - bare.len();
    for (open, close, family) in BRACKETS {
        if let Some(inner) = bare.strip_prefix(open)
            && let Some((inner, rest)) = inner.split_once(close)
            && let Some(number) = bracketed_number(inner, family)
        {
            // A coefficient such as `( 3 )`; what runs from right to left may come out so.
            if family == Family::Round && inner.starts_with(' ') && is_formula(rest) && !text.chars().any(bidi::is_rtl)
            {
                continue;
            }
            let end = text.len() - rest.len();
            let colon = usize::from(family == Family::Square && rest.starts_with(':'));
            return Some((number, family, 0..end + colon));
        }
    }
    if skipped > 0 {
        return None;
    }
    numeral_at_start(text).or_else(|| roman_at_start(text)).or_else(|| sign_at_start(text))
}

/// Brackets as written, and as they come out of right-to-left lines.
const BRACKETS: [(char, char, Family); 4] =
    [('[', ']', Family::Square), ('(', ')', Family::Round), (']', '[', Family::Square), (')', '(', Family::Round)];

/// A number in brackets; in square ones lists run into the thousands.
fn bracketed_number(text: &str, family: Family) -> Option<u32> {
    let long = family == Family::Square && text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    if long { text.parse().ok().filter(|number| *number > HIGHEST) } else { whole_number(text) }
}

fn whole_number(text: &str) -> Option<u32> {
    let text = text.trim();
    let digits = text.chars().count() <= 3 && text.chars().all(|c| digits::value(c).is_some());
    let number = digits.then(|| digits::number(text)).flatten()?;
    (1..=HIGHEST).contains(&number).then_some(number)
}

fn numeral_at_start(text: &str) -> Option<Hit> {
    let end = text.find(|c| digits::value(c).is_none()).unwrap_or(text.len());
    let (numeral, rest) = text.split_at_checked(end)?;
    let number = whole_number(numeral)?;
    if numeral.chars().all(digits::is_raised) {
        return Some((number, Family::Raised, 0..end));
    }
    let mut following = rest.chars();
    let next = following.next()?;
    let beyond = following.next();
    match next {
        '.' | ')' | '-' | '–' | ':' | '．'
            if beyond.is_none_or(|c| !c.is_ascii_digit() && digits::value(c).is_none() && c != next) =>
        {
            (beyond.is_some()).then(|| (number, Family::Dotted, 0..end + next.len_utf8()))
        }
        c if c.is_whitespace() => {
            let word = rest.trim_start().chars().next()?;
            (!matches!(word, '%' | '-' | '–' | '/' | '+' | '=')).then_some((number, Family::Bare, 0..end))
        }
        c if is_alphabetic(c) && is_suffix(text) => None,
        c if is_alphabetic(c) || matches!(c, '"' | '“' | '«' | '‘' | '\'' | '<') => {
            Some((number, Family::Bare, 0..end))
        }
        _ => None,
    }
}

/// Whether a text is mathematics: it does not begin with a word, or holds a sign of it that stands apart.
fn is_formula(text: &str) -> bool {
    const FUNCTIONS: [&str; 11] = ["cos", "det", "exp", "lim", "ln", "log", "max", "min", "mod", "sin", "tan"];
    const SIGNS: [&str; 11] = ["=", "≠", "≈", "≤", "≥", "+", "−", "×", "∈", "∑", "∫"];
    let letters = |text: &str| text.find(|c: char| !is_alphabetic(c)).unwrap_or(text.len());
    let text = text.trim_start_matches(|c: char| {
        c.is_whitespace() || digits::is_digit(c) || matches!(c, '"' | '“' | '«' | '‘' | '\'' | '<' | '(' | '[')
    });
    let (first, rest) = text.split_at_checked(letters(text)).unwrap_or_default();
    let is_word = match first.chars().count() {
        0 => false,
        // An initial, an article that is cut short, or a word of one letter before another word.
        1 => {
            rest.starts_with(['.', '\'', '’'])
                || rest
                    .strip_prefix(' ')
                    .is_some_and(|next| next.chars().take_while(|&c| is_alphabetic(c)).nth(1).is_some())
        }
        _ => !FUNCTIONS.contains(&first),
    };
    !is_word || text.split_whitespace().any(|word| SIGNS.contains(&word))
}

/// Whether the letters right after the numeral that a text begins with make one word with it, as in `1st`, `2ème`, `3D`
/// and `4a0c1e`: a note's text begins with a word of its own.
pub(super) fn is_suffix(text: &str) -> bool {
    /// English, French and German; Turkish has an apostrophe there.
    const ORDINALS: [&str; 12] = ["st", "nd", "rd", "th", "er", "re", "ère", "ème", "eme", "nde", "te", "ter"];
    let after = text.trim_start_matches(digits::is_digit);
    let end = after.find(|c: char| !is_alphabetic(c)).unwrap_or(after.len());
    let (word, rest) = after.split_at_checked(end).unwrap_or_default();
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) => is_unit(letter, rest) || is_hash(text),
        _ => ORDINALS.contains(&word) || is_hash(text),
    }
}

/// Whether a letter that stands alone between a numeral and `rest` belongs to the numeral: `3D print`, `2x`. `2B. Miller`
/// has an initial there, as has `3P Birks`; `1L'Orient` an article, and `4V roce` a word of one letter.
fn is_unit(letter: char, rest: &str) -> bool {
    let next = rest.chars().next();
    let opens = || rest.trim_start().chars().next().is_some_and(|c| c.is_uppercase() || matches!(c, '"' | '“' | '«'));
    match letter {
        'º' | 'ª' => true,
        // Words of the languages of Europe: articles, prepositions, "and", "or".
        'A' | 'E' | 'I' | 'K' | 'O' | 'S' | 'U' | 'V' | 'W' | 'Y' | 'Z' | 'a' | 'e' | 'i' | 'o' | 'u' | 'y' => false,
        'x' if next.is_some_and(digits::is_digit) => true,
        'a'..='z' => next.is_none_or(|c| !is_alphanumeric(c) && !matches!(c, '.' | '\'' | '’')),
        'A'..='Z' => next.is_none_or(char::is_whitespace) && !opens(),
        _ => false,
    }
}

/// Whether a text begins with a lower-case hexadecimal number as programs abbreviate hashes, with digits amid letters.
fn is_hash(text: &str) -> bool {
    /// Git abbreviates to seven and never below four; words of as few letters as that stick to numerals, too.
    const SHORTEST: usize = 6;
    let end = text.find(|c: char| !matches!(c, '0'..='9' | 'a'..='f')).unwrap_or(text.len());
    let (hash, rest) = text.split_at_checked(end).unwrap_or_default();
    let tail = hash.trim_start_matches(|c: char| c.is_ascii_digit());
    hash.len() >= SHORTEST && tail.contains(|c: char| c.is_ascii_digit()) && !rest.starts_with(is_alphanumeric)
}

fn roman_at_start(text: &str) -> Option<Hit> {
    let (numeral, rest) = text.split_once(|c: char| c.is_whitespace() || c == '.')?;
    let number =
        numeral.bytes().all(|b| matches!(b, b'i' | b'v' | b'x' | b'l')).then(|| digits::roman(numeral)).flatten()?;
    let first = rest.trim_start().chars().next()?;
    let opens = first.is_uppercase() || matches!(first, '"' | '“' | '«' | '‘') || bidi::is_rtl(first);
    (opens && number <= HIGHEST_ROMAN).then_some((number, Family::Roman, 0..numeral.len()))
}

fn sign_at_start(text: &str) -> Option<Hit> {
    let end = text.find(|c| !matches!(c, '*' | '†' | '‡' | '§' | '¶'))?;
    let number = sign_rank(text.get(..end)?)?;
    Some((number, Family::Symbol, 0..end))
}

/// The rank of a sign among those used on a page, from 1.
pub(super) fn sign_rank(sign: &str) -> Option<u32> {
    SIGNS.iter().position(|known| *known == sign).map(|rank| rank as u32 + 1)
}

fn at_end(text: &str) -> Option<Hit> {
    for (open, close, family) in BRACKETS {
        if let Some(inner) = text.strip_suffix(close)
            && let Some((before, inner)) = inner.rsplit_once(open)
            && let Some(number) = bracketed_number(inner, family)
            && !ends_sentence(before)
        {
            return Some((number, family, before.len()..text.len()));
        }
    }
    let start = text.char_indices().rev().take_while(|&(_, c)| digits::value(c).is_some()).last()?.0;
    let (before, numeral) = text.split_at_checked(start)?;
    let number = whole_number(numeral)?;
    if numeral.chars().all(digits::is_raised) {
        return Some((number, Family::Raised, start..text.len()));
    }
    let previous = before.chars().next_back()?;
    if previous == '.' {
        let dotted = before.trim_end_matches('.').ends_with(char::is_whitespace);
        return dotted.then(|| (number, Family::Dotted, start - 1..text.len()));
    }
    let free = previous.is_whitespace()
        || is_alphabetic(previous)
        || matches!(previous, '،' | '"' | '”' | '»' | ')' | '(' | '؟');
    free.then_some((number, Family::Bare, start..text.len()))
}

/// Whether a text ends a sentence, so that what sticks to it calls a note and begins none.
fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '!', '?', '؟', '…', '»', '"', '”'])
}

/// A numeral that sticks to the front of a line's last word: the first word of a right-to-left line whose words came
/// out in the order of the page, left to right.
fn before_last_word(text: &str) -> Option<Hit> {
    let start = text
        .rfind(char::is_whitespace)
        .map_or(0, |at| at + text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    let word = text.get(start..)?;
    let end = word.find(|c| !digits::is_digit(c))?;
    let sticks = word.get(end..)?.chars().next().is_some_and(bidi::is_rtl);
    let number = whole_number(word.get(..end)?)?;
    (sticks && start > 0).then_some((number, Family::Bare, start..start + end))
}

/// Numerals inside a left-to-right line that another note may begin with: after a URL or a full stop, before a capital
/// or a quotation mark.
fn after_citation(text: &str) -> Vec<Hit> {
    let mut hits = Vec::new();
    let (mut start, mut before) = (0, "");
    for word in text.split_inclusive(' ') {
        let (from, numeral) = (start, word.trim_end());
        start += word.len();
        let ends = before.ends_with('.') || before.starts_with("http") || before.starts_with("www.");
        let opens = |c: char| c.is_uppercase() || matches!(c, '"' | '“' | '«' | '‘');
        if ends
            && text.get(start..).is_some_and(|rest| rest.starts_with(opens))
            && numeral.chars().all(digits::is_digit)
            && let Some(number) = whole_number(numeral)
        {
            hits.push((number, Family::Bare, from..from + numeral.len()));
        }
        before = numeral;
    }
    hits
}

/// Numerals that stand free inside a line, or stick to the right-to-left word after them.
fn inside(text: &str) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut start = None;
    let mut previous = ' ';
    for (offset, character) in text.char_indices() {
        match (digits::value(character).is_some(), start) {
            (true, None) if previous.is_whitespace() || bidi::is_rtl(previous) || previous == '،' => {
                start = Some(offset);
            }
            (false, Some(from)) => {
                let free = character.is_whitespace() || bidi::is_rtl(character);
                if from > 0
                    && free
                    && let Some(number) = text.get(from..offset).and_then(whole_number)
                {
                    hits.push((number, Family::Bare, from..offset));
                }
                start = None;
            }
            _ => {}
        }
        previous = character;
    }
    hits
}
