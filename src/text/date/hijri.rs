//! Dates of the Hijri calendar, by their days of the common one.
//!
//! Reckoned by the Umm al-Qura calendar, which the press of Saudi Arabia dates by; elsewhere a month begins when its moon
//! is seen, so that each day may be the one before or after.

use std::collections::HashMap;
use std::sync::LazyLock;

use icu_calendar::cal::Hijri;
use icu_calendar::types::Month;
use icu_calendar::{Date, Iso};

use super::Match;
use super::token::{Kind, Token, fold};
use crate::model::{DateReading, PartialDate};

/// The months' names, Muharram first; compared by their letters alone. Arabic, Turkish and English after CLDR
/// (`islamic`), with the spellings of the press.
const NAMES: [&[&str]; 12] = [
    &["محرم", "المحرم", "محرم الحرام", "muharrem", "muharram"],
    &["صفر", "صفر الخير", "safer", "safar"],
    &["ربيع الأول", "ربيع أول", "rebiülevvel", "rabi al-awwal", "rabi i"],
    &["ربيع الآخر", "ربيع الثاني", "ربيع ثاني", "ربيع آخر", "rebiülahir", "rabi al-thani", "rabi al-akhir", "rabi ii"],
    &["جمادى الأولى", "جمادى الأول", "جمادى أولى", "cemaziyelevvel", "jumada al-awwal", "jumada al-ula", "jumada i"],
    &[
        "جمادى الآخرة",
        "جمادى الثانية",
        "جمادى الثاني",
        "جمادى الآخر",
        "cemaziyelahir",
        "jumada al-thani",
        "jumada al-akhirah",
        "jumada ii",
    ],
    &["رجب", "recep", "rajab"],
    &["شعبان", "şaban", "shaban", "sha'ban"],
    &["رمضان", "رمضان المبارك", "ramazan", "ramadan"],
    &["شوال", "şevval", "shawwal"],
    &["ذو القعدة", "ذي القعدة", "ذو قعدة", "zilkade", "dhu al-qadah", "dhu al-qa'dah", "dhul qadah", "dhul qa'dah"],
    &["ذو الحجة", "ذي الحجة", "ذو حجة", "zilhicce", "dhu al-hijjah", "dhu al-hijja", "dhul hijjah", "dhul hijja"],
];

/// Most words that a month's name has.
const WORDS: usize = 3;
/// Tokens that a date and its year are at most apart.
const NEAR: usize = 9;
/// Tokens that may join a date and the same day in the other calendar: `هـ، الموافق لـ `.
const JOINT: usize = 9;
/// Days that the same day may be apart in the two calendars.
const TWIN: i32 = 3;

static BY_NAME: LazyLock<HashMap<String, u8>> = LazyLock::new(|| {
    let numbered = (1_u8..).zip(NAMES);
    numbered.flat_map(|(number, names)| names.iter().map(move |name| (letters(name), number))).collect()
});

/// The letters of a name, folded.
fn letters(name: &str) -> String {
    fold(name).chars().filter(|letter| letter.is_alphabetic()).collect()
}

/// A Hijri date that begins at this token: `15 رمضان 1445`, `رمضان 1445هـ`, `15/9/1445هـ`, `1445هـ`, and as displaced runs
/// have them. Without a month's name the sign of the calendar is needed, as Persian solar years look alike.
pub(super) fn at(text: &str, tokens: &[Token], index: usize) -> Option<Match> {
    // Most texts hold no such year; that is told without a look at their letters.
    if !tokens.get(index..(index + NEAR).min(tokens.len()))?.iter().any(is_year) {
        return None;
    }
    let token = tokens.get(index)?;
    match token.kind {
        Kind::Word if !token.in_url => {
            let (month, end) = month(text, tokens, index)?;
            let year = after(tokens, end, is_year)?;
            Some(Match::plain(past_sign(text, tokens, year + 1), of_month(value(tokens, year), month)))
        }
        Kind::Number if is_year(token) => year_first(text, tokens, index),
        Kind::Number if token.is_short_number() => {
            if let Some((month, end)) = month_after(text, tokens, index + 1) {
                let year = after(tokens, end, is_year)?;
                let readings = of_day(value(tokens, year), month, token.value);
                return Some(Match::plain(past_sign(text, tokens, year + 1), readings));
            }
            let second = part(tokens, index + 1, Token::is_short_number)?;
            let year = part(tokens, second + 1, is_year)?;
            let end = sign(text, tokens, year + 1)?;
            Some(Match::plain(end, of_numbers(value(tokens, year), value(tokens, second), token.value)))
        }
        _ => None,
    }
}

/// `1445هـ`, `1445/9/15هـ`, `1445 رمضان 15`.
fn year_first(text: &str, tokens: &[Token], index: usize) -> Option<Match> {
    let year = value(tokens, index);
    let next = after(tokens, past_sign(text, tokens, index + 1), |token| token.kind == Kind::Word);
    if let Some((month, end)) = next.and_then(|next| self::month(text, tokens, next)) {
        let day = after(tokens, end, Token::is_short_number)?;
        return Some(Match { scrambled: true, ..Match::plain(day + 1, of_day(year, month, value(tokens, day))) });
    }
    if let Some(second) = part(tokens, index + 1, Token::is_short_number)
        && let Some(third) = part(tokens, second + 1, Token::is_short_number)
        && let Some(end) = sign(text, tokens, third + 1)
    {
        return Some(Match::plain(end, of_numbers(year, value(tokens, second), value(tokens, third))));
    }
    let end = sign(text, tokens, index + 1)?;
    Some(Match::plain(end, of_year(year)))
}

/// A date together with the same day in the other calendar, where that stands beside it: the common one is the one to
/// compare, and the Hijri one tells which reading of it is meant. Two days that differ stay two dates.
pub(super) fn with_twin(
    text: &str,
    tokens: &[Token],
    first: Match,
    is_hijri: bool,
    common: impl Fn(usize) -> Option<Match>,
) -> Match {
    let Some(start) = joined(text, tokens, first.end) else { return first };
    let second = if is_hijri { common(start) } else { at(text, tokens, start) };
    let Some(second) = second else { return first };
    let end = past_sign(text, tokens, second.end);
    let scrambled = first.scrambled || second.scrambled;
    let (hijri, common) = if is_hijri { (&first, &second) } else { (&second, &first) };
    let near = |reading: &DateReading| hijri.readings.iter().any(|day| day.agrees(reading.start(), TWIN));
    let agreed: Vec<DateReading> = common.readings.iter().copied().filter(near).collect();
    if agreed.is_empty() { first } else { Match { end, readings: agreed, scrambled } }
}

/// The index of the date that is joined to one that ends here: by "corresponding to", brackets, or signs alone.
fn joined(text: &str, tokens: &[Token], end: usize) -> Option<usize> {
    let mut signed = false;
    for at in end..end + JOINT {
        let token = tokens.get(at)?;
        match token.kind {
            Kind::Space => {}
            Kind::Sign('/' | '-' | '–' | '(' | '[' | '=' | '،' | ',' | ':' | '.' | '|') => signed = true,
            Kind::Sign(_) => return None,
            Kind::Number => return signed.then_some(at),
            Kind::Word => {
                let word = fold(text.get(token.range.clone())?);
                match word.as_str() {
                    "الموافق" | "الموافقه" | "موافق" | "المصادف" | "corresponding" | "equivalent" =>
                    {
                        signed = true;
                    }
                    "ل" | "م" | "ه" | "to" | "h" | "ah" | "ad" | "ce" => {}
                    _ => return signed.then_some(at),
                }
            }
        }
    }
    None
}

/// Whether a number may be a Hijri year: 1300 began in 1882, and 1500 begins in 2076.
fn is_year(token: &Token) -> bool {
    token.kind == Kind::Number && token.width == 4 && (1300..=1500).contains(&token.value) && !token.in_url
}

fn value(tokens: &[Token], index: usize) -> u32 {
    tokens.get(index).map_or(0, |token| token.value)
}

/// The month named at this token, and the index after its name.
fn month(text: &str, tokens: &[Token], index: usize) -> Option<(u8, usize)> {
    let (mut name, mut best) = (String::new(), None);
    let mut words = 0;
    for (at, token) in tokens.iter().enumerate().skip(index).take(2 * WORDS) {
        match token.kind {
            Kind::Word if words < WORDS => {
                name.push_str(&letters(text.get(token.range.clone())?));
                words += 1;
                best = BY_NAME.get(&name).map(|&month| (month, at + 1)).or(best);
            }
            Kind::Space | Kind::Sign('-' | '\'' | '’' | 'ʿ') if words > 0 => {}
            _ => break,
        }
    }
    best
}

/// The month named after a day, past the word "of".
fn month_after(text: &str, tokens: &[Token], index: usize) -> Option<(u8, usize)> {
    let is_word = |token: &Token| token.kind == Kind::Word;
    let word = after(tokens, index, is_word)?;
    let of = tokens.get(word).and_then(|token| text.get(token.range.clone())).is_some_and(|word| word == "من");
    month(text, tokens, if of { after(tokens, word + 1, is_word)? } else { word })
}

/// The index of the next token that is wanted, past spaces and signs.
fn after(tokens: &[Token], index: usize, wanted: impl Fn(&Token) -> bool) -> Option<usize> {
    let near = tokens.iter().enumerate().skip(index).take(4);
    let mut rest = near.skip_while(|(_, token)| {
        !wanted(token) && (token.kind == Kind::Space || matches!(token.kind, Kind::Sign(',' | '،' | '/' | '-' | '.')))
    });
    rest.next().filter(|(_, token)| wanted(token)).map(|(at, _)| at)
}

/// The index of the next part of a date in numbers, past the sign between and spaces.
fn part(tokens: &[Token], index: usize, wanted: impl Fn(&Token) -> bool) -> Option<usize> {
    let near = tokens.get(index..(index + 4).min(tokens.len()))?;
    let length = near.iter().position(&wanted)?;
    let between = near.get(..length)?;
    let signs = between.iter().filter(|token| matches!(token.kind, Kind::Sign('/' | '-' | '.'))).count();
    let plain = between.iter().all(|token| matches!(token.kind, Kind::Space | Kind::Sign('/' | '-' | '.')));
    (signs == 1 && plain).then_some(index + length)
}

/// The index after the sign of the calendar, where one stands here: `هـ`, `AH`.
fn sign(text: &str, tokens: &[Token], index: usize) -> Option<usize> {
    let spaced = tokens.get(index).is_some_and(|token| token.kind == Kind::Space);
    let at = index + usize::from(spaced);
    let word = tokens.get(at).filter(|token| token.kind == Kind::Word)?;
    let word = text.get(word.range.clone())?;
    (matches!(fold(word).as_str(), "ه" | "هجري" | "هجريه" | "للهجره") || matches!(word, "AH" | "H")).then_some(at + 1)
}

fn past_sign(text: &str, tokens: &[Token], index: usize) -> usize {
    sign(text, tokens, index).unwrap_or(index)
}

/// The readings of a year, a month and a day in numbers; either may be the month where the first cannot be one.
fn of_numbers(year: u32, month: u32, day: u32) -> Vec<DateReading> {
    let (month, day) = if month > 12 { (day, month) } else { (month, day) };
    u8::try_from(month).map(|month| of_day(year, month, day)).unwrap_or_default()
}

/// The readings of a day: the reckoned one, then those beside it.
fn of_day(year: u32, month: u8, day: u32) -> Vec<DateReading> {
    let Some(reckoned) = u8::try_from(day).ok().and_then(|day| reckoned(year, month, day)) else { return Vec::new() };
    let beside = |days: i64| partial(reckoned.checked_add(jiff::Span::new().days(days)).ok()?);
    [0, -1, 1].into_iter().filter_map(beside).map(DateReading::On).collect()
}

/// A month, by the months that it lies in.
fn of_month(year: u32, month: u8) -> Vec<DateReading> {
    spanned(reckoned(year, month, 1), reckoned(year, month, 29), |date| PartialDate { day: None, ..date })
}

/// A year, by the years that it lies in.
fn of_year(year: u32) -> Vec<DateReading> {
    spanned(reckoned(year, 1, 1), reckoned(year, 12, 29), |date| PartialDate::year(date.year))
}

fn spanned(
    from: Option<jiff::civil::Date>,
    to: Option<jiff::civil::Date>,
    coarse: impl Fn(PartialDate) -> PartialDate,
) -> Vec<DateReading> {
    let Some((from, to)) = from.and_then(partial).map(&coarse).zip(to.and_then(partial).map(&coarse)) else {
        return Vec::new();
    };
    vec![if from == to { DateReading::On(from) } else { DateReading::Span(from, to) }]
}

/// The day of the common calendar. A thirtieth day that the reckoned month lacks is the one after its last.
fn reckoned(year: u32, month: u8, day: u8) -> Option<jiff::civil::Date> {
    if !(1..=12).contains(&month) || !(1..=30).contains(&day) {
        return None;
    }
    let year = i32::try_from(year).ok()?;
    let of = |day| Date::try_new(year.into(), Month::new(month), day, Hijri::new_umm_al_qura()).ok();
    let (date, more) = of(day).map(|date| (date, 0)).or_else(|| of(day - 1).map(|date| (date, 1)))?;
    let date = date.to_calendar(Iso);
    let (month, day) = (date.month().ordinal, date.day_of_month().0);
    let year = i16::try_from(date.year().extended_year()).ok()?;
    let civil = jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    civil.checked_add(jiff::Span::new().days(more)).ok()
}

fn partial(date: jiff::civil::Date) -> Option<PartialDate> {
    PartialDate::new(date.year(), Some(u8::try_from(date.month()).ok()?), Some(u8::try_from(date.day()).ok()?))
}
