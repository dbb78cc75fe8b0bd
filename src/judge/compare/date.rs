//! The cited date against the dates of the page, of its text, and of its URL.

use std::collections::BTreeSet;

use super::Seen;
use crate::model::{Citation, DateReading, PageDate, PageDateKind, PartialDate};
use crate::text::date::{in_url, occurs_in, scan};
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
    /// It stands somewhere in the page's text, where two sources of the page that do not depend on each other give
    /// another for the page's own.
    Elsewhere,
    /// The page gives no date for its own, and none of the days on it is the cited one.
    NotFound,
    /// It cannot be told.
    Untold,
}

/// Holds a citation's date against a page. Any reading that agrees with any date of the page, or of its URL, or that
/// stands in its text, is agreement; a month or a year says nothing against a day, nor for it where a day is given. Only
/// dates of publication contradict, or the date in the URL.
pub(super) fn compare(citation: &Citation, seen: Option<&Seen<'_>>, cited_url: Option<&str>) -> DateOpinion {
    let Some(date) = &citation.date else { return DateOpinion::Untold };
    let Some(&cited) = date.readings.first() else { return DateOpinion::Untold };
    let agrees = |other: PartialDate| date.readings.iter().any(|reading| reading.agrees(other, TOLERANCE));
    let day_is_cited = cited.start().day.is_some();
    let as_fine = |other: PartialDate| other.day.is_some() || !day_is_cited;
    let of_page = seen.map_or(&[][..], |seen| &seen.page.dates);
    if of_page.iter().any(|found| as_fine(found.date) && agrees(found.date)) {
        return DateOpinion::Agrees { firm: true };
    }
    let urls = [cited_url, seen.map(|seen| seen.url)];
    let of_urls: Vec<(PartialDate, bool)> =
        urls.into_iter().flatten().filter_map(|url| Some((in_url(url)?.0, is_of_upload(url)))).collect();
    if of_urls.iter().any(|&(found, _)| as_fine(found) && agrees(found)) {
        return DateOpinion::Agrees { firm: false };
    }
    if let Some(seen) = seen
        && stands_in(&seen.page.text, &date.readings)
    {
        // Lists of other pages, comments and stories are full of days.
        let other = |(found, _, twice): (PartialDate, _, bool)| twice && found.day.is_some() && !agrees(found);
        if published(&seen.page.dates).is_some_and(other) && !is_of_print(&seen.page.text, &date.readings) {
            return DateOpinion::Elsewhere;
        }
        return DateOpinion::Agrees { firm: false };
    }
    // A page that was only begun may still give the cited date.
    let read = seen.filter(|seen| !seen.head_only);
    let published = read.and_then(|seen| published(&seen.page.dates));
    if let Some((found, found_in, twice)) = published
        && !agrees(found)
    {
        return DateOpinion::Contradicts { cited, found, found_in, twice };
    }
    if of_page.iter().any(|found| agrees(found.date)) {
        return DateOpinion::Agrees { firm: true };
    }
    // A month in the URL says little for a day where the page shows days and not that one.
    let other_days = day_is_cited && read.is_some_and(shows_a_day);
    if !other_days && of_urls.iter().any(|&(found, _)| agrees(found)) {
        return DateOpinion::Agrees { firm: false };
    }
    match of_urls.iter().find(|&&(found, upload)| !upload && !agrees(found)) {
        Some(&(found, _)) if seen.is_none() || read.is_some() => {
            DateOpinion::Contradicts { cited, found, found_in: "url", twice: false }
        }
        _ if other_days => DateOpinion::NotFound,
        _ => DateOpinion::Untold,
    }
}

/// Whether a page shows any day, be it that of a change.
fn shows_a_day(seen: &Seen<'_>) -> bool {
    let is_day = |date: PartialDate| date.day.is_some();
    seen.page.dates.iter().any(|found| is_day(found.date))
        || scan(&seen.page.text).iter().any(|found| found.readings.iter().any(|reading| is_day(reading.start())))
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

/// Whether a day is printed in a text in any usual form. Months and years are everywhere and do not count.
fn stands_in(text: &str, readings: &[DateReading]) -> bool {
    readings.iter().map(|reading| reading.start()).any(|date| date.day.is_some() && occurs_in(text, date))
}

/// Whether a day stands in a text as that of a printed issue, which comes out before or after the page.
fn is_of_print(text: &str, readings: &[DateReading]) -> bool {
    /// Characters before a date in which it is told to be one.
    const BEFORE: usize = 60;
    const ISSUES: [&str; 12] = [
        "print",
        "printed",
        "edition",
        "issue",
        "العدد",
        "عدد",
        "الطبعه",
        "الورقيه",
        "baskisi",
        "sayisi",
        "sayili",
        "ausgabe",
    ];
    let days: Vec<PartialDate> = readings.iter().map(|reading| reading.start()).collect();
    scan(text).iter().filter(|found| found.readings.iter().any(|reading| days.contains(&reading.start()))).any(
        |found| {
            let before = text.get(..found.range.start).unwrap_or_default();
            let start = before.char_indices().rev().nth(BEFORE).map_or(0, |(at, _)| at);
            fold(before.get(start..).unwrap_or_default()).split(' ').any(|word| ISSUES.contains(&word))
        },
    )
}

/// Whether the date in a URL may be that of an upload rather than of the work: files live in dated folders.
fn is_of_upload(url: &str) -> bool {
    const FOLDERS: [&str; 5] = ["/uploads/", "/wp-content/", "/files/", "/media/", "/assets/"];
    const FILES: [&str; 6] = [".pdf", ".doc", ".docx", ".xlsx", ".jpg", ".png"];
    let path = url.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    FOLDERS.iter().any(|folder| path.contains(folder)) || FILES.iter().any(|file| path.ends_with(file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_in_the_text_count() {
        let reading = |day| [DateReading::On(PartialDate { year: 2021, month: Some(11), day })];
        assert!(stands_in("نشر في 5 تشرين الثاني 2021", &reading(Some(5))));
        assert!(!stands_in("15 November 2021", &reading(Some(5))));
        assert!(!stands_in("November 2021", &reading(None)));
    }

    #[test]
    fn days_of_print() {
        let reading = [DateReading::On(PartialDate { year: 2022, month: Some(3), day: Some(7) })];
        for (text, expected) in [
            ("This article appears in the print edition of March 7, 2022, with another headline.", true),
            ("نشر في العدد الصادر في 7 آذار 2022", true),
            ("The dam was opened on March 7, 2022.", false),
            (
                "The print edition of March 9, 2022, of which more was sold than of any other that was ever made, and then came March 7, 2022",
                false,
            ),
        ] {
            assert_eq!(is_of_print(text, &reading), expected, "{text}");
        }
    }

    #[test]
    fn uploads() {
        assert!(is_of_upload("https://x.example/wp-content/uploads/2021/05/a.html"));
        assert!(is_of_upload("https://x.example/2021/05/report.pdf?x=1"));
        assert!(!is_of_upload("https://x.example/2021/05/report"));
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
