//! The places in running text that call notes: the best increasing chain of what may be markers.

use std::collections::BTreeMap;
use std::ops::Range;

use super::lines::{Line, Role};
use super::markers::{Family, is_suffix, sign_rank};
use crate::model::{Direction, Document};
use crate::text::letters::{is_alphabetic, is_alphanumeric};
use crate::text::{bidi, digits};

/// What may be a callout.
#[derive(Debug, Clone)]
pub(super) struct Token {
    /// The index of its line.
    pub(super) line: usize,
    /// Its bytes in the document's text.
    pub(super) range: Range<usize>,
    /// How much it looks like a callout; 1 is a toss-up.
    pub(super) strength: f64,
}

/// Everything that may be a callout of a note of this family, by number; lines for which `body` is false are left out.
pub(super) fn tokens(
    document: &Document,
    lines: &[Line],
    family: Family,
    body: impl Fn(usize) -> bool,
) -> BTreeMap<u32, Vec<Token>> {
    let mut found: BTreeMap<u32, Vec<Token>> = BTreeMap::new();
    for (index, line) in lines.iter().enumerate() {
        if line.role != Role::Text || !body(index) {
            continue;
        }
        let text = document.slice(&line.range);
        let hits = match family {
            Family::Square => bracketed(text, &[('[', ']'), (']', '[')], 4.0),
            Family::Round => bracketed(text, &[('(', ')'), (')', '(')], 2.4).into_iter().chain(bare(text)).collect(),
            Family::Roman => roman(text),
            Family::Symbol => signs(text),
            Family::Bare | Family::Dotted | Family::Raised => {
                bare(text).into_iter().chain(bracketed(text, &[('[', ']'), ('(', ')')], 1.5)).collect()
            }
        };
        for (number, range, strength) in hits {
            let range = line.range.start + range.start..line.range.start + range.end;
            found.entry(number).or_default().push(Token { line: index, range, strength });
        }
    }
    found
}

type Hit = (u32, Range<usize>, f64);

/// Numbers in brackets, several in one pair included: `[3]`, `[1, 3]`, `[2-4]`.
fn bracketed(text: &str, brackets: &[(char, char)], strength: f64) -> Vec<Hit> {
    let mut hits = Vec::new();
    for &(open, close) in brackets {
        for (start, _) in text.match_indices(open) {
            let after = text.get(start + 1..).unwrap_or_default();
            let inside: String = after.chars().take(24).take_while(|&c| c != close).collect();
            if !after.get(inside.len()..).is_some_and(|rest| rest.starts_with(close)) {
                continue;
            }
            let end = start + 1 + inside.len() + close.len_utf8();
            let rest = text.get(end..).unwrap_or_default();
            let strength = if open == '(' { strength + in_enumeration(text, start, rest) } else { strength };
            let numbers = numbers_of(&inside);
            hits.extend(between(&numbers, rest, (open, close)).map(|number| (number, start..end, strength)));
            hits.extend(numbers.into_iter().map(|number| (number, start..end, strength)));
        }
    }
    hits
}

/// What tells the round brackets of a callout from those of an enumeration such as `two reasons: (1) heat, (2) wind`:
/// those stand before their text.
fn in_enumeration(text: &str, start: usize, rest: &str) -> f64 {
    let before = text.get(..start).unwrap_or_default().trim_end();
    if before.ends_with(':') {
        -1.0
    } else if rest.is_empty() || rest.starts_with(['.', ',', '،', '؛', ';', '!', '?', '؟']) {
        0.5
    } else {
        0.0
    }
}

/// The numbers between those of a bracket and the next one, where a dash parts the two: `[1]–[4]` calls 2 and 3 too.
fn between(numbers: &[u32], rest: &str, (open, close): (char, char)) -> Range<u32> {
    let to = || {
        let next = rest.strip_prefix(['-', '–'])?.strip_prefix(open)?;
        let inside: String = next.chars().take(4).take_while(|&c| c != close).collect();
        numbers_of(&inside).first().copied()
    };
    match (numbers, to()) {
        (&[from], Some(to)) if from < to && to - from < MOST_IN_RANGE => from + 1..to,
        _ => 0..0,
    }
}

/// A range of more numbers than this is no range of notes.
const MOST_IN_RANGE: u32 = 20;

/// The numbers of `3`, `1, 3` or `2–4`.
fn numbers_of(list: &str) -> Vec<u32> {
    let mut numbers = Vec::new();
    for part in list.split([',', ';', '،']) {
        let mut ends = part.split(['-', '–']).map(|end| {
            let end = end.trim();
            let numeral = (1..=4).contains(&end.chars().count()) && end.chars().all(|c| digits::value(c).is_some());
            numeral.then(|| digits::number(end)).flatten().filter(|number| *number > 0)
        });
        match (ends.next().flatten(), ends.next(), ends.next()) {
            (Some(number), None, None) => numbers.push(number),
            (Some(from), Some(Some(to)), None) if from < to && to - from < MOST_IN_RANGE => numbers.extend(from..=to),
            _ => return Vec::new(),
        }
    }
    numbers
}

/// Numerals that stick to a word, a year or a full stop, or stand free in a right-to-left line.
fn bare(text: &str) -> Vec<Hit> {
    let rtl = bidi::direction(text) == Direction::Rtl;
    let mut hits = Vec::new();
    let mut characters = text.char_indices().peekable();
    let mut before: [Option<char>; 2] = [None, None];
    while let Some((start, character)) = characters.next() {
        if digits::value(character).is_none() {
            before = [before[1], Some(character)];
            continue;
        }
        let raised = digits::is_raised(character);
        let mut offsets = vec![start];
        let mut end = start + character.len_utf8();
        while let Some(&(offset, next)) = characters.peek()
            && digits::value(next).is_some()
            && digits::is_raised(next) == raised
        {
            offsets.push(offset);
            end = offset + next.len_utf8();
            characters.next();
        }
        let after: Vec<char> = text.get(end..).unwrap_or_default().chars().take(2).collect();
        let run = Run {
            text,
            offsets: &offsets,
            end,
            raised,
            before,
            after: [after.first().copied(), after.get(1).copied()],
        };
        run.options(rtl, &mut hits);
        before = [None, Some('0')];
    }
    hits
}

/// A run of digits with its neighbours.
struct Run<'a> {
    text: &'a str,
    offsets: &'a [usize],
    end: usize,
    raised: bool,
    before: [Option<char>; 2],
    after: [Option<char>; 2],
}

impl Run<'_> {
    /// The callouts it can be read as: whole, behind a year, or as several in a row.
    fn options(&self, rtl: bool, hits: &mut Vec<Hit>) {
        if self.offsets.len() > 12 {
            return;
        }
        let strength = self.strength(rtl).unwrap_or_default();
        if self.offsets.len() <= 3 && strength > 0.0 {
            self.push(0, self.offsets.len(), strength, hits);
        }
        for cut in 1..self.offsets.len() {
            let year = cut == 4 && self.value(0, cut).is_some_and(|year| (1800..2100).contains(&year));
            if year && self.offsets.len() - cut <= 3 {
                self.push(cut, self.offsets.len(), 2.5, hits);
            }
        }
        // Neighbours that stick together: 34 is 3 and 4, 1213 is 12 and 13; behind a year too.
        for from in [0, 4].into_iter().filter(|_| strength > 0.0) {
            let rest = self.offsets.len().saturating_sub(from);
            if (2..=6).contains(&rest) {
                for cut in [rest / 2, rest.div_ceil(2) - 1] {
                    let (first, second) = (self.value(from, from + cut), self.value(from + cut, self.offsets.len()));
                    if cut > 0
                        && let (Some(first), Some(second)) = (first, second)
                        && second == first + 1
                    {
                        self.push(from, from + cut, strength.max(1.5), hits);
                        self.push(from + cut, self.offsets.len(), strength.max(1.5), hits);
                    }
                }
            }
        }
    }

    fn value(&self, from: usize, to: usize) -> Option<u32> {
        let start = *self.offsets.get(from)?;
        let end = self.offsets.get(to).copied().unwrap_or(self.end);
        digits::number(self.text.get(start..end)?)
    }

    fn push(&self, from: usize, to: usize, strength: f64, hits: &mut Vec<Hit>) {
        let (Some(number), Some(&start)) = (self.value(from, to), self.offsets.get(from)) else { return };
        let zero = self.text.get(start..).and_then(|text| text.chars().next()).and_then(digits::value) == Some(0);
        if number > 0 && !zero {
            hits.push((number, start..self.offsets.get(to).copied().unwrap_or(self.end), strength));
        }
    }

    /// Whether the full stop before the run ends a sentence that ends in a year, as in `since 2018.3`.
    fn ends_year(&self) -> bool {
        let start = self.offsets.first().copied().unwrap_or_default();
        let before = self.text.get(..start).and_then(|before| before.strip_suffix('.')).unwrap_or_default();
        let digits: Vec<char> = before.chars().rev().take_while(|c| digits::is_digit(*c)).take(5).collect();
        let year: String = digits.into_iter().rev().collect();
        year.chars().count() == 4 && digits::number(&year).is_some_and(|year| (1800..2100).contains(&year))
    }

    /// How much the whole run looks like a callout; `None` where it is part of a number, a date or a time. A year at the
    /// end of such a one may still have a callout behind it: `2022/202310`.
    fn strength(&self, rtl: bool) -> Option<f64> {
        if self.raised {
            let before = self.offsets.first().and_then(|&start| self.text.get(..start)).unwrap_or_default();
            let letters = before.chars().rev().take_while(|&c| is_alphabetic(c)).take(3);
            let word = letters.map(char::len_utf8).sum::<usize>();
            let unit = before.get(before.len() - word..).is_some_and(digits::is_unit_of_length);
            return Some(if unit && self.offsets.len() == 1 { 0.5 } else { 4.0 });
        }
        let digit = |c: Option<char>| c.is_some_and(|c| digits::value(c).is_some());
        let joins = |c: Option<char>| matches!(c, Some('/' | ':' | '-' | '–' | ',' | '٫' | '٬' | '.'));
        if joins(self.after[0]) && digit(self.after[1]) {
            return None;
        }
        match self.before[1] {
            Some('/' | ':' | '-' | '–' | '٫' | '٬') if digit(self.before[0]) => None,
            Some('.') if digit(self.before[0]) => Some(if self.ends_year() { 2.0 } else { 0.4 }),
            Some(',') if digit(self.before[0]) => Some(0.4),
            Some('$' | '€' | '£' | '#' | '+' | '=' | '<' | '/' | '_' | '&' | '~') => None,
            _ if matches!(self.after[0], Some('%' | '٪' | '°')) && !matches!(self.before[1], Some('.')) => None,
            // The name of a thing, `B2`, and no word.
            Some(c) if c.is_ascii_alphabetic() && self.before[0].is_none_or(|c| !is_alphanumeric(c)) => Some(0.3),
            Some(c) if is_alphabetic(c) && bidi::is_rtl(c) == rtl => Some(3.0),
            Some(c) if is_alphabetic(c) => Some(2.0),
            Some('.' | '،' | ',' | '؛' | ';' | '!' | '?' | '؟') => Some(2.5),
            Some('"' | '”' | '’' | '»' | ')' | ']' | '%' | '“' | '(') => Some(2.2),
            None if is_suffix(self.text) => Some(0.3),
            None => Some(if self.after[0].is_some_and(is_alphabetic) { 1.6 } else { 0.8 }),
            Some(c) if c.is_whitespace() => {
                let clings = self.after[0].is_some_and(|c| is_alphabetic(c) || matches!(c, '.' | '،'));
                Some(match (rtl, clings) {
                    (true, true) => 1.6,
                    (true, false) => 0.9,
                    (false, _) => 0.3,
                })
            }
            _ => Some(0.8),
        }
    }
}

/// Lower-case roman numerals that stick to the end of a word, or to the sign after it.
fn roman(text: &str) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut start = 0;
    for word in text.split_inclusive(|c: char| !is_alphanumeric(c)) {
        let bare = word.trim_end_matches(|c: char| !is_alphanumeric(c));
        let before = text.get(..start).and_then(|before| before.chars().next_back());
        let sticks = before.is_some_and(|c| ".,،;؛:!?؟\"”’»)]".contains(c));
        for (offset, _) in bare.char_indices().skip(usize::from(!sticks)) {
            let tail = bare.get(offset..).unwrap_or_default();
            if tail.bytes().all(|b| matches!(b, b'i' | b'v' | b'x' | b'l'))
                && let Some(number) = digits::roman(tail)
            {
                let whole = offset == 0;
                let strength = if whole || tail.len() > 1 { 1.6 } else { 1.1 };
                hits.push((number, start + offset..start + bare.len(), strength));
            }
        }
        start += word.len();
    }
    hits
}

/// Signs that stick to the end of a word.
fn signs(text: &str) -> Vec<Hit> {
    let mut hits = Vec::new();
    let is_sign = |c: char| matches!(c, '*' | '†' | '‡' | '§' | '¶');
    for (start, _) in text.match_indices(is_sign) {
        let before = text.get(..start).and_then(|before| before.chars().next_back());
        let after = text.get(start..).unwrap_or_default();
        let end = start + after.find(|c| !is_sign(c)).unwrap_or(after.len());
        let sticks = before.is_some_and(|c| is_alphanumeric(c) || matches!(c, '.' | ',' | '”' | '"' | ')' | '،' | '»'));
        if sticks && let Some(number) = text.get(start..end).and_then(sign_rank) {
            hits.push((number, start..end, 3.0));
        }
    }
    hits
}

/// A note that wants its callout: its number, and the lines that can hold it.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    /// The note's number.
    pub(super) number: u32,
    /// The line it begins on.
    pub(super) line: usize,
    /// The lines that can hold its callout; `None` where those that should do not, and it may be anywhere.
    pub(super) scope: Option<Range<usize>>,
}

impl Wanted {
    /// The tokens that can be its callout.
    pub(super) fn choices<'a>(&self, tokens: &'a BTreeMap<u32, Vec<Token>>) -> &'a [Token] {
        let tokens = tokens.get(&self.number).map_or(&[][..], Vec::as_slice);
        match &self.scope {
            Some(scope) => within(tokens, scope),
            None => nearest(tokens, self.line),
        }
    }
}

/// The best chain of callouts for notes in document order: each note's callout stands on the line of the one before
/// it or later. Where lines run from right to left the order within a line says nothing, since extraction displaces
/// runs; elsewhere it counts. A note without a callout costs nothing but the callout.
pub(super) fn chain(wanted: &[Wanted], tokens: &BTreeMap<u32, Vec<Token>>, lines: &[Line]) -> Vec<Option<Token>> {
    let key = |token: &Token| {
        let line = lines.get(token.line);
        let rtl = line.is_some_and(|line| line.rtl);
        if rtl { line.map_or(0, |line| line.range.start) } else { token.range.start }
    };
    let end = lines.last().map_or(0, |line| line.range.end + 1);
    let mut best = PrefixBest::new(end);
    let mut chained: Vec<(usize, &Token, Option<usize>)> = Vec::new();
    for (index, note) in wanted.iter().enumerate() {
        let mut fresh = Vec::new();
        for token in note.choices(tokens) {
            if token.strength >= LEAST {
                let at = key(token);
                let (score, before) = best.up_to(at, token, &chained);
                fresh.push((at, score + token.strength, before, token));
            }
        }
        for (at, score, before, token) in fresh {
            chained.push((index, token, before));
            best.raise(at, score, chained.len() - 1);
        }
    }
    let mut chosen: Vec<Option<Token>> = vec![None; wanted.len()];
    let mut at = best.last();
    while let Some((index, token, before)) = at.and_then(|link| chained.get(link)) {
        if let Some(slot) = chosen.get_mut(*index) {
            *slot = Some((*token).clone());
        }
        at = *before;
    }
    chosen
}

/// The tokens nearest to a line on either side: numbering that restarts on every page of a long text has each number as
/// often as it has pages.
fn nearest(tokens: &[Token], line: usize) -> &[Token] {
    const MOST: usize = 200;
    let at = tokens.partition_point(|token| token.line < line);
    tokens.get(at.saturating_sub(MOST)..(at + MOST).min(tokens.len())).unwrap_or_default()
}

/// Those of the tokens, which are in the order of their lines, that stand on these lines.
pub(super) fn within<'a>(tokens: &'a [Token], lines: &Range<usize>) -> &'a [Token] {
    let from = tokens.partition_point(|token| token.line < lines.start);
    let to = tokens.partition_point(|token| token.line < lines.end);
    tokens.get(from..to).unwrap_or_default()
}

/// Weaker tokens are numbers of the text.
const LEAST: f64 = 0.8;

/// The best score of a chain that ends at or before a position: a Fenwick tree of maxima over the positions.
struct PrefixBest {
    tree: BTreeMap<usize, (f64, usize)>,
    size: usize,
}

impl PrefixBest {
    fn new(size: usize) -> Self {
        Self { tree: BTreeMap::new(), size: size.max(1) }
    }

    /// The best chain that ends at or before `position` and does not end in the same bytes as `token`.
    fn up_to(&self, position: usize, token: &Token, links: &[(usize, &Token, Option<usize>)]) -> (f64, Option<usize>) {
        let mut at = position + 1;
        let mut best = (0.0, None);
        while at > 0 {
            if let Some(&(score, link)) = self.tree.get(&at) {
                let overlaps = links.get(link).is_some_and(|(_, other, _)| {
                    other.range.start < token.range.end && token.range.start < other.range.end
                });
                if score > best.0 && !overlaps {
                    best = (score, Some(link));
                }
            }
            at &= at - 1;
        }
        best
    }

    fn raise(&mut self, position: usize, score: f64, link: usize) {
        let mut at = position + 1;
        while at <= self.size {
            let entry = self.tree.entry(at).or_insert((score, link));
            if score > entry.0 {
                *entry = (score, link);
            }
            at += at & at.wrapping_neg();
        }
    }

    fn last(&self) -> Option<usize> {
        let mut at = self.size;
        let mut best: Option<(f64, usize)> = None;
        while at > 0 {
            if let Some(&entry) = self.tree.get(&at)
                && best.is_none_or(|best| entry.0 > best.0)
            {
                best = Some(entry);
            }
            at &= at - 1;
        }
        best.map(|(_, link)| link)
    }
}
