//! Months in digits, years alone, spans of years, seasons: weak readings, taken only where they stand apart.

use crate::model::{DateReading, PartialDate};

use super::token::{Kind, Token, fold};
use super::{Match, named, numeric};

/// Words that name a season; in a citation they stand for the year.
const SEASONS: [&str; 22] = [
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
    "ربيع",
    "الربيع",
    "صيف",
    "الصيف",
    "خريف",
    "الخريف",
    "شتاء",
    "الشتاء",
    "bahar",
    "ilkbahar",
    "yaz",
    "sonbahar",
    "guz",
    "kis",
    "printemps",
    "automne",
    "hiver",
];

/// `05/2021`, `2021-05`, `(2021)`, `, 2021,`, `2022–2023`.
pub(super) fn at(text: &str, tokens: &[Token], index: usize) -> Option<Match> {
    if named::is_counted(text, tokens, index) {
        return None;
    }
    if let Some((readings, end, is_span)) = numeric::pair(tokens, index) {
        let fits = !is_span || stands_apart(tokens, index, end);
        return fits.then(|| Match::plain(end, readings));
    }
    let year = tokens.get(index)?.year()?;
    stands_apart(tokens, index, index + 1)
        .then(|| Match::plain(index + 1, vec![DateReading::On(PartialDate::year(year))]))
}

/// `Spring 2021`, `شتاء 2022–2023`.
pub(super) fn at_season(text: &str, tokens: &[Token], index: usize) -> Option<Match> {
    let word = tokens.get(index).filter(|token| token.width <= 9)?;
    let after = tokens.get(index + 1).filter(|token| token.kind == Kind::Space).map(|_| index + 2)?;
    // Few words have a number after them, and to fold a word takes longer than to see that.
    tokens.get(after).filter(|token| token.kind == Kind::Number)?;
    if !SEASONS.contains(&fold(text.get(word.range.clone())?).as_str()) {
        return None;
    }
    if let Some((readings, end, true)) = numeric::pair(tokens, after) {
        return Some(Match::plain(end, readings));
    }
    let year = tokens.get(after)?.year()?;
    Some(Match::plain(after + 1, vec![DateReading::On(PartialDate::year(year))]))
}

/// Whether these tokens stand in brackets, between commas, or at the end of the text.
fn stands_apart(tokens: &[Token], start: usize, end: usize) -> bool {
    let before = tokens.get(..start).unwrap_or_default().iter().rev().find(|token| token.kind != Kind::Space);
    let rest = tokens.get(end..).unwrap_or_default();
    let after = rest.iter().find(|token| token.kind != Kind::Space);
    let sign = |token: Option<&Token>| match token.map(|token| token.kind) {
        Some(Kind::Sign(c)) => Some(c),
        _ => None,
    };
    let opens = matches!(sign(before), Some('(' | '[' | ')' | ',' | '،' | ';' | '؛'));
    let closes = match after {
        None => true,
        Some(token) => token.in_url || matches!(sign(after), Some(')' | ']' | '(' | ',' | '،' | ';' | '؛' | '.' | ':')),
    };
    // A last full stop and spaces may follow the end; looking at a few tokens keeps the scan linear.
    let ends = rest.len() <= 3 && rest.iter().all(|token| matches!(token.kind, Kind::Space | Kind::Sign('.')));
    // A sign right before ties the year to something longer: 1.2.2021, 31/2021.
    let free = start.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|token| token.kind == Kind::Space);
    (opens && closes) || (ends && free && before.is_some())
}
