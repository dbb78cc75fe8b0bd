//! Month names.

use std::collections::HashMap;
use std::sync::LazyLock;

use strsim::osa_distance;

use super::token::{Kind, Token, fold};

/// The months' names, January first. Arabic after CLDR (`ar`, `ar-LB`, `ar-DZ`, `ar-MA`) with the variant spellings of
/// the press; the other languages after CLDR, with abbreviations. Compared by [`fold`].
const NAMES: [&[&str]; 12] = [
    &[
        "يناير",
        "كانون الثاني",
        "كانون ثاني",
        "جانفي",
        "ينایر",
        "ocak",
        "oca",
        "january",
        "jan",
        "janvier",
        "janv",
        "januar",
        "jänner",
        "jän",
        "ژانویه",
        "enero",
        "ene",
        "январь",
        "января",
    ],
    &[
        "فبراير",
        "شباط",
        "فيفري",
        "şubat",
        "şub",
        "february",
        "feb",
        "février",
        "févr",
        "fév",
        "februar",
        "feber",
        "فوریه",
        "febrero",
        "февраль",
        "февраля",
    ],
    &["مارس", "آذار", "mart", "mar", "march", "mars", "märz", "marz", "mär", "mrz", "marzo", "март", "марта"],
    &[
        "أبريل",
        "إبريل",
        "نيسان",
        "أفريل",
        "nisan",
        "nis",
        "april",
        "apr",
        "avril",
        "avr",
        "آوریل",
        "abril",
        "abr",
        "апрель",
        "апреля",
    ],
    &["مايو", "أيار", "ماي", "mayıs", "may", "mai", "مه", "mayo", "май", "мая"],
    &[
        "يونيو",
        "يونيه",
        "حزيران",
        "جوان",
        "haziran",
        "haz",
        "june",
        "jun",
        "juin",
        "juni",
        "ژوئن",
        "junio",
        "июнь",
        "июня",
    ],
    &[
        "يوليو",
        "يوليه",
        "تموز",
        "جويلية",
        "يوليوز",
        "temmuz",
        "tem",
        "july",
        "jul",
        "juillet",
        "juil",
        "juli",
        "ژوئیه",
        "julio",
        "июль",
        "июля",
    ],
    &[
        "أغسطس",
        "آب",
        "أوت",
        "غشت",
        "ağustos",
        "ağu",
        "august",
        "aug",
        "août",
        "اوت",
        "agosto",
        "ago",
        "август",
        "августа",
    ],
    &[
        "سبتمبر",
        "أيلول",
        "شتنبر",
        "eylül",
        "eyl",
        "september",
        "sept",
        "sep",
        "septembre",
        "سپتامبر",
        "septiembre",
        "сентябрь",
        "сентября",
    ],
    &[
        "أكتوبر",
        "تشرين الأول",
        "تشرين أول",
        "ekim",
        "eki",
        "october",
        "oct",
        "octobre",
        "oktober",
        "okt",
        "اکتبر",
        "octubre",
        "октябрь",
        "октября",
    ],
    &[
        "نوفمبر",
        "تشرين الثاني",
        "تشرين ثاني",
        "نونبر",
        "kasım",
        "kas",
        "november",
        "nov",
        "novembre",
        "نوامبر",
        "noviembre",
        "ноябрь",
        "ноября",
    ],
    &[
        "ديسمبر",
        "كانون الأول",
        "كانون أول",
        "دجنبر",
        "aralık",
        "ara",
        "december",
        "dec",
        "décembre",
        "déc",
        "dezember",
        "dez",
        "دسامبر",
        "diciembre",
        "dic",
        "декабрь",
        "декабря",
    ],
];

/// Endings of the Turkish locative, which the press also writes without an apostrophe.
const TURKISH_ENDINGS: [&str; 4] = ["da", "de", "ta", "te"];

/// The longest name in letters; longer words are not looked up.
const LONGEST: usize = 14;

static BY_NAME: LazyLock<HashMap<String, u8>> = LazyLock::new(|| {
    let numbered = (1_u8..).zip(NAMES);
    numbered.flat_map(|(number, names)| names.iter().map(move |name| (fold(name), number))).collect()
});

/// A month name found in the tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Month {
    /// 1 to 12.
    pub(super) number: u8,
    /// The index after its last token.
    pub(super) end: usize,
    /// Whether it is written in Arabic letters.
    pub(super) arabic: bool,
}

/// The month named at this token, with its second name where two are given: `أيلول/ سبتمبر`, `شباط (فبراير)`.
pub(super) fn at(text: &str, tokens: &[Token], index: usize) -> Option<Month> {
    let first = single(text, tokens, index)?;
    let Some(second) = after_joint(tokens, first.end) else { return Some(first) };
    let Some(word) = tokens.get(second).filter(|token| token.kind == Kind::Word) else { return Some(first) };
    let end = match single(text, tokens, second) {
        Some(month) if month.number == first.number => month.end,
        None if is_misspelt(text, word, first.number) => second + 1,
        _ => return Some(first),
    };
    let closed = tokens.get(end).is_some_and(|token| matches!(token.kind, Kind::Sign(')')));
    let opened = tokens.get(second - 1).is_some_and(|token| matches!(token.kind, Kind::Sign('(')));
    Some(Month { end: if opened && closed { end + 1 } else { end }, ..first })
}

fn single(text: &str, tokens: &[Token], index: usize) -> Option<Month> {
    let token = tokens.get(index).filter(|token| token.kind == Kind::Word && token.width <= LONGEST)?;
    let word = fold(text.get(token.range.clone())?);
    let arabic = word.starts_with(|c: char| ('\u{600}'..='\u{6ff}').contains(&c));
    // Two words: كانون الأول.
    if arabic
        && let Some([space, second]) = tokens.get(index + 1..index + 3)
        && space.kind == Kind::Space
        && second.kind == Kind::Word
        && second.width <= LONGEST
        && let Some(other) = text.get(second.range.clone())
        && let Some(&number) = BY_NAME.get(&format!("{word} {}", fold(other)))
    {
        return Some(Month { number, end: index + 3, arabic });
    }
    let number = BY_NAME.get(&word).copied().or_else(|| {
        let stem = TURKISH_ENDINGS.iter().find_map(|ending| word.strip_suffix(ending))?;
        // Abbreviations take no endings; only whole names are cut.
        (stem.len() >= 4).then(|| BY_NAME.get(stem).copied()).flatten()
    })?;
    Some(Month { number, end: index + 1, arabic })
}

/// The index after a `/` or `(` that joins the two names of one month.
fn after_joint(tokens: &[Token], index: usize) -> Option<usize> {
    let mut at = index;
    let is_space = |at: usize| tokens.get(at).is_some_and(|token| token.kind == Kind::Space);
    if is_space(at) {
        at += 1;
    }
    tokens.get(at).filter(|token| matches!(token.kind, Kind::Sign('/' | '(' | '\\')))?;
    at += 1;
    if is_space(at) {
        at += 1;
    }
    Some(at)
}

/// Whether a word beside a month's name is a slip of another name of that month.
fn is_misspelt(text: &str, token: &Token, number: u8) -> bool {
    let Some(word) = text.get(token.range.clone()).map(fold).filter(|_| (5..=LONGEST).contains(&token.width)) else {
        return false;
    };
    let names = NAMES.get(usize::from(number).saturating_sub(1)).copied().unwrap_or_default();
    names.iter().any(|name| osa_distance(&word, &fold(name)) <= 1)
}
