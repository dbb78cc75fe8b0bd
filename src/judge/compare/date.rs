//! The cited date against the dates of the page, of its text, and of its URL.

use std::collections::BTreeSet;

use super::Seen;
use super::url_date::{is_of_upload, url_date};
use crate::model::{Citation, DateReading, PageDate, PageDateKind, PartialDate};
use crate::text::similarity::fold;

/// Days that two dates of one publication can differ by: time zones.
const TOLERANCE: i32 = 1;

/// What comparing dates gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateOpinion {
    /// A date of the page is the cited one.
    Agrees {
        /// Whether the page itself gives it for its own date, rather than its URL or its text somewhere.
        firm: bool,
    },
    /// None is, and the page or its URL gives another.
    Contradicts {
        /// The likeliest reading of the cited date.
        cited: DateReading,
        /// The page's date.
        found: PartialDate,
        /// Where it was found; `url` for the date in the URL.
        found_in: &'static str,
        /// Whether two sources of the page that do not depend on each other give it.
        twice: bool,
    },
    /// It cannot be told.
    Untold,
}

/// Holds a citation's date against a page. Any reading that agrees with any date of the page, or of its URL, or that
/// stands in its text, is agreement. Only dates of publication contradict, or the date in the URL.
pub(super) fn compare(citation: &Citation, seen: Option<&Seen<'_>>, cited_url: Option<&str>) -> DateOpinion {
    let Some(date) = &citation.date else { return DateOpinion::Untold };
    let Some(&cited) = date.readings.first() else { return DateOpinion::Untold };
    let agrees = |other: PartialDate| date.readings.iter().any(|reading| reading.agrees(other, TOLERANCE));
    if seen.is_some_and(|seen| seen.page.dates.iter().any(|found| agrees(found.date))) {
        return DateOpinion::Agrees { firm: true };
    }
    let urls = [cited_url, seen.map(|seen| seen.url)];
    let of_urls: Vec<(PartialDate, bool)> =
        urls.into_iter().flatten().filter_map(|url| Some((url_date(url)?, is_of_upload(url)))).collect();
    if of_urls.iter().any(|&(found, _)| agrees(found)) {
        return DateOpinion::Agrees { firm: false };
    }
    if let Some(seen) = seen
        && stands_in(&seen.text(), &date.text, &date.readings)
    {
        return DateOpinion::Agrees { firm: false };
    }
    let of_page = seen.filter(|seen| !seen.head_only).and_then(|seen| published(&seen.page.dates));
    if let Some((found, found_in, twice)) = of_page {
        return DateOpinion::Contradicts { cited, found, found_in, twice };
    }
    // A page that was only begun may still give the cited date.
    let unread = seen.is_some_and(|seen| seen.head_only);
    match of_urls.iter().find(|&&(_, upload)| !upload) {
        Some(&(found, _)) if !unread => DateOpinion::Contradicts { cited, found, found_in: "url", twice: false },
        _ => DateOpinion::Untold,
    }
}

/// The page's first date of publication, where it is from, and whether another kind of source says the same.
fn published(dates: &[PageDate]) -> Option<(PartialDate, &'static str, bool)> {
    let published = || dates.iter().filter(|date| date.kind == PageDateKind::Published);
    let first = published().next()?;
    let kinds: BTreeSet<&str> =
        published().filter(|date| date.date.agrees(first.date, TOLERANCE)).map(|date| kind(date.found_in)).collect();
    let undisputed = published().all(|date| date.date.agrees(first.date, TOLERANCE));
    Some((first.date, first.found_in, undisputed && kinds.len() >= 2))
}

/// The kind of source a date is from: dates of one kind are written by one hand.
fn kind(found_in: &str) -> &'static str {
    let name = found_in.to_ascii_lowercase();
    let starts = |beginnings: &[&str]| beginnings.iter().any(|beginning| name.starts_with(beginning));
    if starts(&["ld", "json-ld", "jsonld", "schema"]) {
        "linked data"
    } else if starts(&["time", "<time"]) {
        "time"
    } else if starts(&["itemprop", "microdata"]) {
        "microdata"
    } else if starts(&["url"]) {
        "url"
    } else if starts(&["text", "byline", "h1"]) {
        "text"
    } else {
        "meta"
    }
}

/// Names of the months as texts print them, folded: English, Turkish, French, and the Arabic of the Gulf, the Levant and
/// the Maghreb.
#[rustfmt::skip]
static MONTHS: [&[&str]; 12] = [
    &["january", "jan", "ocak", "janvier", "يناير", "كانون الثاني", "جانفي"],
    &["february", "feb", "subat", "fevrier", "فبراير", "شباط", "فيفري"],
    &["march", "mar", "mart", "mars", "مارس", "اذار"],
    &["april", "apr", "nisan", "avril", "ابريل", "نيسان", "افريل"],
    &["may", "mayis", "mai", "مايو", "ايار", "ماي"],
    &["june", "jun", "haziran", "juin", "يونيو", "يونيه", "حزيران", "جوان"],
    &["july", "jul", "temmuz", "juillet", "يوليو", "يوليه", "تموز", "جويليه", "يوليوز"],
    &["august", "aug", "agustos", "aout", "اغسطس", "اب", "اوت", "غشت"],
    &["september", "sep", "sept", "eylul", "septembre", "سبتمبر", "ايلول", "شتنبر"],
    &["october", "oct", "ekim", "octobre", "اكتوبر", "تشرين الاول"],
    &["november", "nov", "kasim", "novembre", "نوفمبر", "تشرين الثاني", "نونبر"],
    &["december", "dec", "aralik", "decembre", "ديسمبر", "كانون الاول", "دجنبر"],
];

/// Whether a day is printed in a folded text, as cited or in any usual form. Months and years are everywhere and do not
/// count.
fn stands_in(text: &str, cited: &str, readings: &[DateReading]) -> bool {
    let days =
        readings.iter().map(|reading| reading.start()).filter_map(|date| Some((date.year, date.month?, date.day?)));
    let mut forms = BTreeSet::new();
    for (year, month, day) in days {
        forms.insert(fold(cited));
        for (month, day) in [(month.to_string(), day.to_string()), (format!("{month:02}"), format!("{day:02}"))] {
            forms.extend([
                format!("{year} {month} {day}"),
                format!("{day} {month} {year}"),
                format!("{month} {day} {year}"),
            ]);
        }
        for name in MONTHS.get(usize::from(month).saturating_sub(1)).copied().unwrap_or_default() {
            for day in [day.to_string(), format!("{day:02}")] {
                forms.extend([
                    format!("{day} {name} {year}"),
                    format!("{name} {day} {year}"),
                    format!("{day} de {name} {year}"),
                    format!("{name} {day}th {year}"),
                ]);
            }
        }
    }
    let text = format!(" {text} ");
    forms.iter().filter(|form| !form.is_empty()).any(|form| text.contains(&format!(" {form} ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_days_in_text() {
        let day = PartialDate::new(2021, Some(11), Some(5)).into_iter().map(DateReading::On).collect::<Vec<_>>();
        for text in [
            "نشر في ٥ تشرين الثاني/ ٢٠٢١",
            "Published November 5, 2021",
            "5 Kasım 2021 Cuma",
            "05.11.2021 - 10:30",
            "2021-11-05",
        ] {
            assert!(stands_in(&fold(text), "5/11/2021", &day), "{text}");
        }
        for text in ["15 November 2021", "November 2021", "2021", ""] {
            assert!(!stands_in(&fold(text), "5/11/2021", &day), "{text}");
        }
        let month = [DateReading::On(PartialDate::new(2021, Some(11), None).unwrap_or(PartialDate::year(2021)))];
        assert!(!stands_in("november 2021", "November 2021", &month));
    }

    #[test]
    fn independence() {
        let date = |day, found_in| PageDate {
            date: PartialDate { year: 2021, month: Some(5), day: Some(day) },
            kind: PageDateKind::Published,
            found_in,
        };
        let twice = |dates: &[PageDate]| published(dates).map(|(_, _, twice)| twice);
        assert_eq!(twice(&[]), None);
        assert_eq!(twice(&[date(5, "article:published_time")]), Some(false));
        assert_eq!(twice(&[date(5, "article:published_time"), date(5, "dc.date")]), Some(false));
        assert_eq!(twice(&[date(5, "article:published_time"), date(5, "ld:datePublished")]), Some(true));
        assert_eq!(twice(&[date(5, "article:published_time"), date(9, "ld:datePublished")]), Some(false));
    }
}
