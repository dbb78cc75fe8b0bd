//! Dates with a month's name.

use crate::model::DateReading;

use super::month::{self, Month};
use super::token::{Kind, Token, fold};
use super::{Match, reading};

/// A date that begins with a number: `5 May 2021`, `12–14 مارس 2024`, `2022 كانون الأول 13`.
pub(super) fn at_number(text: &str, tokens: &[Token], index: usize) -> Option<Match> {
    let token = tokens.get(index)?;
    if token.year().is_some() {
        return year_first(text, tokens, index);
    }
    if !token.is_short_number() || is_inside(tokens, index) || is_counted(text, tokens, index) {
        return None;
    }
    let mut first = None;
    let mut day = index;
    // 12–14 March 2024
    if let Some(last) = after_dash(tokens, index + 1)
        && tokens.get(last).is_some_and(Token::is_short_number)
    {
        first = Some(token.value);
        day = last;
    }
    let last = tokens.get(day)?.value;
    let named = month::at(text, tokens, joint(text, tokens, after_ordinal(text, tokens, day + 1), Joint::Plain))?;
    let (year, end) = year_after(text, tokens, named.end)?;
    if last > 31 {
        return None;
    }
    let until = reading::day(year, u32::from(named.number), last);
    if let Some(first) = first {
        let from = reading::day(year, u32::from(named.number), first);
        return Some(Match::plain(end, reading::span(from, until).into_iter().collect()));
    }
    Some(Match::plain(end, until.map(DateReading::On).into_iter().collect()))
}

/// A date that begins with a month's name: `May 5, 2021`, `مارس 2024`, `March–April 2020`.
pub(super) fn at_word(text: &str, tokens: &[Token], index: usize) -> Option<Match> {
    let named = month::at(text, tokens, index)?;
    let number = u32::from(named.number);
    let next = joint(text, tokens, named.end, Joint::Plain);
    if let Some(day) = tokens.get(next).filter(|token| token.is_short_number() && token.value <= 31) {
        let mut last = next;
        let mut range = None;
        if let Some(to) = after_dash(tokens, next + 1)
            && tokens.get(to).is_some_and(Token::is_short_number)
        {
            range = tokens.get(to).map(|token| token.value);
            last = to;
        }
        let after = joint(text, tokens, after_ordinal(text, tokens, last + 1), Joint::Comma);
        if let Some(year) = tokens.get(after).and_then(Token::year) {
            let from = reading::day(year, number, day.value);
            let readings = match range {
                Some(to) => reading::span(from, reading::day(year, number, to)).into_iter().collect(),
                None => from.map(DateReading::On).into_iter().collect(),
            };
            return Some(Match::plain(after + 1, readings));
        }
    }
    if let Some(second) = after_dash(tokens, named.end)
        && let Some(until) = month::at(text, tokens, second)
        && let Some((year, end)) = year_after(text, tokens, until.end)
    {
        let span = reading::span(reading::month(year, number), reading::month(year, u32::from(until.number)));
        return Some(Match::plain(end, span.into_iter().collect()));
    }
    let after = joint(text, tokens, named.end, Joint::Comma);
    let year = tokens.get(after).and_then(Token::year)?;
    Some(Match::plain(after + 1, reading::month(year, number).map(DateReading::On).into_iter().collect()))
}

/// `2022 كانون الأول 13`, as displaced runs have it, and `2021 May 5`.
fn year_first(text: &str, tokens: &[Token], index: usize) -> Option<Match> {
    let year = tokens.get(index)?.year()?;
    let next = joint(text, tokens, index + 1, Joint::Bracket);
    let bracketed = tokens.get(index + 1..next)?.iter().any(|token| matches!(token.kind, Kind::Sign('(' | ')')));
    let named = month::at(text, tokens, next)?;
    if year_after(text, tokens, named.end).is_some() {
        return None;
    }
    let day = joint(text, tokens, named.end, Joint::Plain);
    if let Some(number) = tokens.get(day).filter(|token| token.is_short_number() && !bracketed)
        && let Some(date) = reading::day(year, u32::from(named.number), number.value)
    {
        let followed = joint(text, tokens, day + 1, Joint::Comma);
        if tokens.get(followed).and_then(Token::year).is_none() || !has_comma(tokens, day + 1, followed) {
            return Some(Match { end: day + 1, readings: vec![DateReading::On(date)], scrambled: named.arabic });
        }
        return None;
    }
    // In left-to-right prose a year before a word such as "may" is no date.
    let Month { arabic: true, .. } = named else { return None };
    let date = reading::month(year, u32::from(named.number))?;
    Some(Match { end: named.end, readings: vec![DateReading::On(date)], scrambled: true })
}

/// What may stand between the parts of a date.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// Spaces, a full stop, a dash, a slash, `of`.
    Plain,
    /// These, or a comma.
    Comma,
    /// These, or a bracket turned round by displacement.
    Bracket,
}

/// The index after what may join the parts of a date.
fn joint(text: &str, tokens: &[Token], index: usize, allowed: Joint) -> usize {
    let mut at = index;
    // A joint is a handful of tokens: " de ", ". ", ", ".
    while at < index + 4 {
        let Some(token) = tokens.get(at) else { break };
        let joins = match token.kind {
            Kind::Space => true,
            Kind::Sign(c) => {
                matches!(c, '.' | '-' | '‐' | '‑' | '/' | '\'' | '’')
                    || (allowed == Joint::Comma && matches!(c, ',' | '،'))
                    || (allowed == Joint::Bracket && matches!(c, '(' | ')'))
            }
            Kind::Word => {
                let word = text.get(token.range.clone()).unwrap_or_default();
                matches!(word, "of" | "de" | "del" | "du" | "عام" | "سنة" | "من" | "yılı")
            }
            Kind::Number => false,
        };
        if !joins {
            break;
        }
        at += 1;
    }
    at
}

fn year_after(text: &str, tokens: &[Token], index: usize) -> Option<(i16, usize)> {
    let at = joint(text, tokens, index, Joint::Comma);
    let token = tokens.get(at)?;
    if let Some(year) = token.year() {
        return Some((year, at + 1));
    }
    // Two digits only where a sign ties them to the month: 5-Mar-21, Mar '21.
    let tied = tokens.get(at.checked_sub(1)?)?;
    let is_tied = matches!(tied.kind, Kind::Sign('-' | '/' | '\'' | '’'));
    (is_tied && token.is_short_number() && token.width == 2).then(|| (super::numeric::century(token.value), at + 1))
}

/// The index after a dash that stands here, spaced or not.
fn after_dash(tokens: &[Token], index: usize) -> Option<usize> {
    let skip = |at: usize| if tokens.get(at).is_some_and(|token| token.kind == Kind::Space) { at + 1 } else { at };
    let at = skip(index);
    tokens.get(at).filter(|token| matches!(token.kind, Kind::Sign('-' | '–' | '—' | '‐' | '‑' | '/')))?;
    Some(skip(at + 1))
}

/// The index after the ending of an ordinal glued to a day: `5th`, `1er`, `2º`.
fn after_ordinal(text: &str, tokens: &[Token], index: usize) -> usize {
    let ending = tokens.get(index).and_then(|token| text.get(token.range.clone())).map(fold);
    let is_ending = ending.is_some_and(|word| matches!(word.as_str(), "st" | "nd" | "rd" | "th" | "er" | "o"));
    if is_ending { index + 1 } else { index }
}

fn has_comma(tokens: &[Token], from: usize, to: usize) -> bool {
    tokens.get(from..to).is_some_and(|between| between.iter().any(|token| matches!(token.kind, Kind::Sign(',' | '،'))))
}

/// Whether a number is part of a longer one (`3.5`, `A4`) and so no day.
fn is_inside(tokens: &[Token], index: usize) -> bool {
    let Some(before) = index.checked_sub(1).and_then(|at| tokens.get(at)) else { return false };
    let two_before = index.checked_sub(2).and_then(|at| tokens.get(at));
    match before.kind {
        Kind::Sign('.' | ',' | '٫') => two_before.is_some_and(|token| token.kind == Kind::Number),
        _ => false,
    }
}

/// Words that count what follows them, which is then no day or month: issues, volumes, pages, laws.
const COUNTERS: [&str; 32] = [
    "العدد",
    "عدد",
    "رقم",
    "المجلد",
    "مجلد",
    "ص",
    "صص",
    "القرار",
    "قرار",
    "القانون",
    "قانون",
    "الماده",
    "ماده",
    "مرسوم",
    "المرسوم",
    "no",
    "nr",
    "number",
    "issue",
    "vol",
    "volume",
    "p",
    "pp",
    "page",
    "sayi",
    "sy",
    "cilt",
    "s",
    "ss",
    "resolution",
    "act",
    "law",
];

/// Whether a word that counts stands before this number.
pub(super) fn is_counted(text: &str, tokens: &[Token], index: usize) -> bool {
    let before = tokens.get(..index).unwrap_or_default().iter().rev();
    let word = before.take(4).find(|token| !matches!(token.kind, Kind::Space | Kind::Sign('.' | '(' | ':' | '°')));
    word.filter(|token| token.kind == Kind::Word && token.width <= 10)
        .and_then(|token| text.get(token.range.clone()))
        .is_some_and(|word| COUNTERS.contains(&fold(word).as_str()))
}
