//! Dates in digits alone.

use std::iter::once;

use crate::model::{DateReading, PartialDate};

use super::token::{Kind, Token};
use super::{Match, reading};

/// A run of numbers joined by one kind of sign.
#[derive(Debug)]
struct Run<'t> {
    groups: Vec<&'t Token>,
    joints: Vec<Gap>,
    sign: char,
    /// The sign stands before the first number, or after the last, as well.
    hanging: usize,
    end: usize,
}

/// What stands between two numbers of a run.
#[derive(Debug, Clone, Copy)]
struct Gap {
    signs: usize,
    space_before: bool,
    space_after: bool,
}

/// The century of a two-digit year: up to 2049, else the twentieth.
pub(super) fn century(two_digits: u32) -> i16 {
    let year = if two_digits < 50 { 2000 + two_digits } else { 1900 + two_digits };
    i16::try_from(year).unwrap_or(i16::MAX)
}

/// The date in digits that begins at this number.
pub(super) fn at(tokens: &[Token], index: usize) -> Option<Match> {
    if follows_letter(tokens, index) {
        return None;
    }
    if let Some(hit) = spaced(tokens, index) {
        return Some(hit);
    }
    let run = run(tokens, index)?;
    if continues(tokens, index, run.sign) || precedes_letter(tokens, run.end) {
        return None;
    }
    match run.groups.as_slice() {
        [a, b, c] if run.joints.iter().all(|gap| gap.signs == 1) => three(&run, a, b, c),
        [a, b] if run.sign == '/' => joined(&run, a, b),
        _ => None,
    }
}

/// Three numbers.
fn three(run: &Run, a: &Token, b: &Token, c: &Token) -> Option<Match> {
    let short = |token: &Token| token.is_short_number();
    let end = run.end;
    match (a.year(), b.year(), c.year()) {
        (None, None, Some(year)) if short(a) && short(b) => {
            Some(Match::plain(end, reading::both_orders(year, a.value, b.value)))
        }
        (Some(year), None, None) if short(b) && short(c) => Some(year_first(run, year, b, c)),
        (None, Some(year), None) if short(a) && short(c) && run.sign == '/' => {
            // 05/2023/ 10: the day's run comes last, the rest of the date kept its order.
            Some(Match { end, readings: reading::both_orders(year, c.value, a.value), scrambled: true })
        }
        (None, None, None) if short(a) && short(b) && c.is_short_number() && c.width == 2 => {
            let tight = run.joints.iter().all(|gap| !gap.space_before && !gap.space_after);
            let full = a.width == 2 && b.width == 2;
            let readings = reading::both_orders(century(c.value), a.value, b.value);
            (tight && (run.sign == '/' || full) && !readings.is_empty()).then(|| Match::plain(end, readings))
        }
        _ => None,
    }
}

/// A year and two more numbers after it.
fn year_first(run: &Run, year: i16, b: &Token, c: &Token) -> Match {
    let month_first = reading::both_orders(year, c.value, b.value);
    let spaces: Vec<bool> = run.joints.iter().map(|gap| gap.space_after || gap.space_before).collect();
    if run.sign == '/' && spaces.contains(&true) {
        // Runs in reverse: a space ends a run, and within a run the order is the writer's.
        let last_run_is_pair = spaces == [true, false];
        let readings = if last_run_is_pair { reading::both_orders(year, b.value, c.value) } else { month_first };
        return Match { end: run.end, readings, scrambled: true };
    }
    let readings = match run.sign {
        '/' => month_first,
        _ => reading::day(year, b.value, c.value).map(DateReading::On).into_iter().collect(),
    };
    Match::plain(run.end, readings)
}

/// Two numbers that hold the three parts of a date between them: `2021//2005` is 20/05/2021.
fn joined(run: &Run, a: &Token, b: &Token) -> Option<Match> {
    let signs = run.hanging + run.joints.iter().map(|gap| gap.signs).sum::<usize>();
    if signs != 2 || !(6..=8).contains(&(a.width + b.width)) && a.year().or(b.year()).is_none() {
        return None;
    }
    let mut readings = Vec::new();
    for left in splits(a) {
        for right in splits(b) {
            let parts: Vec<Part> = left.iter().chain(&right).flatten().copied().collect();
            push_parts(&mut readings, &parts);
        }
    }
    (!readings.is_empty()).then_some(Match { end: run.end, readings, scrambled: true })
}

/// A part of a date: a year, or a day or month.
#[derive(Debug, Clone, Copy)]
enum Part {
    Year(i16),
    Short(u32),
}

/// The ways to cut a number into a year and days or months, likeliest first: months are written with two digits.
fn splits(token: &Token) -> Vec<[Option<Part>; 2]> {
    let value = token.value;
    let cut = |digits: u32| {
        let power = 10_u32.pow(digits);
        (value / power, value % power)
    };
    let shorts = |digits: u32| {
        let (left, right) = cut(digits);
        [Some(Part::Short(left)), Some(Part::Short(right))]
    };
    let year = |value: u32| (1900..=2100).contains(&value).then_some(Part::Year(value as i16));
    match token.width {
        1 => vec![[Some(Part::Short(value)), None]],
        2 => vec![[Some(Part::Short(value)), None], shorts(1)],
        3 => vec![shorts(2), shorts(1)],
        4 => year(value).map(|year| [Some(year), None]).into_iter().chain(once(shorts(2))).collect(),
        5 | 6 => {
            let rest = token.width as u32 - 4;
            let (head, tail) = cut(rest);
            let (short, late) = cut(4);
            let first = year(head).map(|year| [Some(year), Some(Part::Short(tail))]);
            let last = year(late).map(|year| [Some(Part::Short(short)), Some(year)]);
            first.into_iter().chain(last).collect()
        }
        _ => Vec::new(),
    }
}

fn push_parts(readings: &mut Vec<DateReading>, parts: &[Part]) {
    let mut add = |dates: Vec<DateReading>| {
        for date in dates {
            if !readings.contains(&date) {
                readings.push(date);
            }
        }
    };
    match *parts {
        // The day's run stands last, see `three`.
        [Part::Short(a), Part::Year(year), Part::Short(b)] => add(reading::both_orders(year, b, a)),
        // The numbers that ran together kept the writer's order: day, month.
        [Part::Year(year), Part::Short(a), Part::Short(b)] | [Part::Short(a), Part::Short(b), Part::Year(year)] => {
            add(reading::day(year, b, a).map(DateReading::On).into_iter().collect());
        }
        _ => {}
    }
}

/// `05 11 2021`: two digits each, one space between.
fn spaced(tokens: &[Token], index: usize) -> Option<Match> {
    let [a, gap, b, gap_too, c] = tokens.get(index..index + 5)? else { return None };
    let single = |token: &Token| token.kind == Kind::Space && token.width == 1;
    let pair = |token: &Token| token.is_short_number() && token.width == 2;
    if !(pair(a) && single(gap) && pair(b) && single(gap_too)) {
        return None;
    }
    let readings = reading::both_orders(c.year()?, a.value, b.value);
    (!readings.is_empty()).then(|| Match::plain(index + 5, readings))
}

/// The run of numbers that begins here: up to four, which four make no date.
fn run(tokens: &[Token], index: usize) -> Option<Run<'_>> {
    let mut groups = vec![tokens.get(index)?];
    let mut joints = Vec::new();
    let mut end = index + 1;
    let mut sign = None;
    while groups.len() < 4 {
        let Some((gap, found, next)) = gap(tokens, end) else { break };
        if sign.is_some_and(|sign| sign != found) {
            break;
        }
        sign = Some(found);
        let Some(number) = tokens.get(next).filter(|token| token.kind == Kind::Number && !token.in_url) else { break };
        groups.push(number);
        joints.push(gap);
        end = next + 1;
    }
    let sign = sign?;
    let is_sign = |at: Option<usize>| at.and_then(|at| tokens.get(at)).is_some_and(|token| slash(token) == Some(sign));
    let hanging = usize::from(is_sign(index.checked_sub(1))) + usize::from(is_sign(Some(end)));
    Some(Run { groups, joints, sign, hanging, end })
}

/// The signs between two numbers, what they are, and the index after them.
fn gap(tokens: &[Token], index: usize) -> Option<(Gap, char, usize)> {
    let space = |at: usize| tokens.get(at).is_some_and(|token| token.kind == Kind::Space && token.width <= 3);
    let mut at = index;
    let space_before = space(at);
    at += usize::from(space_before);
    let sign = slash(tokens.get(at)?)?;
    let mut signs = 0;
    while tokens.get(at).and_then(slash) == Some(sign) && signs < 3 {
        signs += 1;
        at += 1;
    }
    let space_after = space(at);
    at += usize::from(space_after);
    // A full stop before a space ends a sentence unless the space is on one side only; dashes are spaced evenly.
    let fits = match sign {
        '/' => true,
        '.' => !space_before,
        _ => space_before == space_after && signs == 1,
    };
    fits.then_some((Gap { signs, space_before, space_after }, sign, at))
}

/// The sign that joins the numbers of a date, in one form of each.
fn slash(token: &Token) -> Option<char> {
    match token.kind {
        Kind::Sign('/' | '⁄' | '؍' | '∕') => Some('/'),
        Kind::Sign('.') => Some('.'),
        Kind::Sign('-' | '–' | '‐' | '‑' | '−') => Some('-'),
        _ => None,
    }
}

/// Whether this number goes on from another that the same sign joins to it.
fn continues(tokens: &[Token], index: usize, sign: char) -> bool {
    let before = tokens.get(..index).unwrap_or_default();
    let mut before = before.iter().rev().filter(|token| token.kind != Kind::Space).take(2);
    before.next().and_then(slash) == Some(sign) && before.next().is_some_and(|token| token.kind == Kind::Number)
}

/// Whether a Latin letter stands right before: `GAO-23-105642`, `v1.2.2021`.
fn follows_letter(tokens: &[Token], index: usize) -> bool {
    let Some(before) = index.checked_sub(1).and_then(|at| tokens.get(at)) else { return false };
    before.kind == Kind::Word && before.range.len() == before.width
}

/// Whether a Latin letter other than the `T` of ISO 8601 stands right after. Arabic ones may: displaced runs touch.
fn precedes_letter(tokens: &[Token], end: usize) -> bool {
    let Some(after) = tokens.get(end) else { return false };
    let timed = after.width == 1 && tokens.get(end + 1).is_some_and(|token| token.kind == Kind::Number);
    // One byte a letter: the word is ASCII.
    after.kind == Kind::Word && after.range.len() == after.width && !timed
}

/// The month or span of years that two numbers make, for [`super::year`].
pub(super) fn pair(tokens: &[Token], index: usize) -> Option<(Vec<DateReading>, usize, bool)> {
    let run = run(tokens, index)?;
    let [a, b] = run.groups.as_slice() else { return None };
    let single = run.joints.iter().all(|gap| gap.signs == 1 && !gap.space_before && !gap.space_after);
    if !single || run.hanging > 0 || continues(tokens, index, run.sign) || follows_letter(tokens, index) {
        return None;
    }
    let full = |token: &Token| token.is_short_number() && (token.width == 2 || run.sign == '/');
    let mut readings = Vec::new();
    match (a.year(), b.year()) {
        (Some(from), Some(to)) if from < to && (run.sign == '-' || to - from == 1) => {
            readings.extend(reading::span(Some(PartialDate::year(from)), Some(PartialDate::year(to))));
            return Some((readings, run.end, true));
        }
        (None, Some(year)) if full(a) => reading::push(&mut readings, reading::month(year, a.value)),
        (Some(year), None) if full(b) && run.sign != '.' => {
            reading::push(&mut readings, reading::month(year, b.value));
            if b.width == 2 && u32::try_from(year).is_ok_and(|year| (year + 1) % 100 == b.value) {
                let next = PartialDate::year(year + 1);
                readings.extend(reading::span(Some(PartialDate::year(year)), Some(next)));
            }
        }
        _ => {}
    }
    (!readings.is_empty()).then_some((readings, run.end, false))
}
