//! Dates that a page gives for itself: of publication, and of later changes, kept apart.

use std::sync::LazyLock;

use regex::Regex;

use super::MOST_FACTS;
use super::gather::Gathered;
use super::json_ld::{Thing, texts};
use crate::model::{PageDate, PageDateKind, PartialDate};
use PageDateKind::{Modified, Published};

/// The keys of `meta` elements, those measured to be right most often first. Keys that mean the page's making in one
/// system and its change in another (`date`, `dc.date`) stand last.
const METAS: &[(&str, PageDateKind)] = &[
    ("article:published_time", Published),
    ("article:published", Published),
    ("og:published_time", Published),
    ("og:article:published_time", Published),
    ("citation_publication_date", Published),
    ("citation_online_date", Published),
    ("citation_date", Published),
    ("parsely-pub-date", Published),
    ("sailthru.date", Published),
    ("datepublished", Published),
    ("pubdate", Published),
    ("publishdate", Published),
    ("publish-date", Published),
    ("publish_date", Published),
    ("publication_date", Published),
    ("published_date", Published),
    ("published-date", Published),
    ("cxenseparse:recs:publishtime", Published),
    ("dcterms.created", Published),
    ("dcterms.issued", Published),
    ("dc.date.issued", Published),
    ("dc.date.created", Published),
    ("dcterms.date", Published),
    ("dc.date", Published),
    ("date", Published),
    ("article:modified_time", Modified),
    ("og:updated_time", Modified),
    ("dcterms.modified", Modified),
    ("dc.date.modified", Modified),
    ("last-modified", Modified),
    ("lastmod", Modified),
];

/// Properties of JSON-LD, each with the name under which it is told.
const THINGS: &[(&str, &str, PageDateKind)] = &[
    ("datePublished", "json-ld datePublished", Published),
    ("uploadDate", "json-ld uploadDate", Published),
    ("dateCreated", "json-ld dateCreated", Published),
    ("dateModified", "json-ld dateModified", Modified),
];

/// Properties of microdata, each with the name under which it is told.
const PROPERTIES: &[(&str, &str, PageDateKind)] = &[
    ("datePublished", "itemprop datePublished", Published),
    ("dateCreated", "itemprop dateCreated", Published),
    ("dateModified", "itemprop dateModified", Modified),
];

/// The dates of a page, those of publication first.
pub(super) fn dates(gathered: &Gathered, things: &[Thing]) -> Vec<PageDate> {
    let mut found: Vec<PageDate> = Vec::new();
    let mut offer = |value: &str, kind, found_in| {
        if let Some(date) = parse(value) {
            let date = PageDate { date, kind, found_in };
            if found.len() < 2 * MOST_FACTS && !found.contains(&date) {
                found.push(date);
            }
        }
    };
    for &(key, kind) in METAS {
        gathered.metas_of(key).take(2).for_each(|value| offer(value, kind, key));
    }
    for &(key, found_in, kind) in THINGS {
        things.iter().flat_map(|thing| texts(thing, key)).take(4).for_each(|value| offer(value, kind, found_in));
    }
    for &(key, found_in, kind) in PROPERTIES {
        let values = gathered.properties.iter().filter(|(name, _)| name == key);
        values.take(4).for_each(|(_, value)| offer(value, kind, found_in));
    }
    for time in gathered.times.iter().take(8) {
        offer(&time.value, if time.modified { Modified } else { Published }, "time");
    }
    found.sort_by_key(|date| date.kind == Modified);
    found.shrink_to_fit();
    found
}

/// Adds a date of a PDF: `D:20211005093000+03'00'` or one of XMP's, `2021-10-05T09:30:00`.
pub(super) fn offer_pdf(dates: &mut Vec<PageDate>, value: &str, found_in: &'static str, modified: bool) {
    let value = value.trim();
    let bare = value.strip_prefix("D:").unwrap_or(value);
    let digits = bare.find(|c: char| !c.is_ascii_digit()).unwrap_or(bare.len());
    // Of a date run together the first eight digits are the day.
    let day = if digits >= 8 { bare.get(..8).unwrap_or_default() } else { bare };
    if let Some(date) = parse(day) {
        let kind = if modified { Modified } else { Published };
        dates.push(PageDate { date, kind, found_in });
        dates.sort_by_key(|date| date.kind == Modified);
    }
}

/// `2021-10-05`, `2021/10/5`, `2021.10`, `20211005`, `2021`, with or without a time of the day after it.
static YEAR_FIRST: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(\d{4})(?:([-/.]?)(\d\d?)(?:[-/.]?(\d\d?))?)?(?:[T\s].*)?$").ok());

/// `5 October 2021`, `Tue, 05 Oct 2021 10:00:00 GMT`, `October 5, 2021`.
static NAMED_MONTH: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:[a-z]{3,9},?\s+)?(?:(\d\d?)\s+([a-z]{3,9})\.?,?|([a-z]{3,9})\.?\s+(\d\d?),?)\s+(\d{4})\b").ok()
});

/// The first three letters of the months in English, which machine-readable dates are written in.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Reads a date that has one reading only. `05/10/2021` has two, and tells nothing that the page's text does not.
fn parse(value: &str) -> Option<PartialDate> {
    let value = value.trim();
    let date = iso_day(value).or_else(|| year_first(value)).or_else(|| named_month(value))?;
    // What systems write that have no date: the Unix epoch, and the year nought or one.
    let unset = date.year < 1000 || date == PartialDate { year: 1970, month: Some(1), day: Some(1) };
    (!unset).then_some(date)
}

/// A day as machines write it, `2021-10-05` or `2021-10-05T09:30:00Z`, told without the pattern for all that is like it.
fn iso_day(value: &str) -> Option<PartialDate> {
    let (day, rest) = value.split_at_checked(10)?;
    let mut parts = day.splitn(3, '-');
    let mut digits =
        |count| parts.next().filter(|part| part.len() == count && part.bytes().all(|b| b.is_ascii_digit()));
    let (year, month, day) = (digits(4)?, digits(2)?, digits(2)?);
    let ends = rest.is_empty() || rest.starts_with(['T', ' ']) && !rest.contains('\n');
    if !ends {
        return None;
    }
    PartialDate::new(year.parse().ok()?, month.parse().ok(), day.parse().ok())
}

fn year_first(value: &str) -> Option<PartialDate> {
    let parts = YEAR_FIRST.as_ref()?.captures(value)?;
    let number = |index: usize| parts.get(index).and_then(|part| part.as_str().parse::<u8>().ok());
    // Run together, `202110` could as well be a year of six digits or a number of something else.
    let run_together = parts.get(2).is_some_and(|separator| separator.as_str().is_empty());
    if run_together && parts.get(4).is_none_or(|day| day.as_str().len() != 2) {
        return None;
    }
    PartialDate::new(parts.get(1)?.as_str().parse().ok()?, number(3), number(4))
}

fn named_month(value: &str) -> Option<PartialDate> {
    let parts = NAMED_MONTH.as_ref()?.captures(value)?;
    let (day, month) = parts.get(1).zip(parts.get(2)).or_else(|| parts.get(4).zip(parts.get(3)))?;
    let month = month.as_str().get(..3)?.to_ascii_lowercase();
    let month = MONTHS.iter().position(|&name| name == month)? + 1;
    PartialDate::new(parts.get(5)?.as_str().parse().ok()?, u8::try_from(month).ok(), day.as_str().parse().ok())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test")]
mod tests {
    use url::Url;

    use super::*;

    #[test]
    fn dates_are_read_where_they_have_one_reading() {
        let cases = [
            ("2021-10-05T22:15:00+03:00", Some("2021-10-05")),
            (" 2021/10/5 ", Some("2021-10-05")),
            ("2021-10", Some("2021-10")),
            ("2021", Some("2021")),
            ("20211005", Some("2021-10-05")),
            ("2021-10-05 22:15", Some("2021-10-05")),
            ("Tue, 05 Oct 2021 10:00:00 GMT", Some("2021-10-05")),
            ("October 5, 2021", Some("2021-10-05")),
            ("5 Sept. 2021", Some("2021-09-05")),
            ("05/10/2021", None),
            ("202110", None),
            ("2021-13-40", None),
            ("1970-01-01T00:00:00Z", None),
            ("0001-01-01", None),
            ("yesterday", None),
        ];
        for (value, expected) in cases {
            assert_eq!(parse(value).map(|date| date.to_string()).as_deref(), expected, "{value}");
        }
    }

    #[test]
    fn dates_keep_their_kind_and_their_source() {
        let source = "<meta property='article:modified_time' content='2022-01-01'>\
            <meta property='article:published_time' content='2021-10-05'>\
            <meta itemprop='datePublished' content='2021-10-06'>\
            <script type='application/ld+json'>{\"@type\":\"Article\",\"datePublished\":\"2021-10-05\"}</script>\
            <time datetime='2021-10-07'>7 October</time><time class='updated'>2022-02-02</time>\
            <a href='/other'><time datetime='2019-01-01'></time></a>\
            <ul><li><a href='/more'>The headline of a page that is not this one</a> <time datetime='2018-01-01'></time></ul>";
        let page = super::super::read(source, &Url::parse("https://news.example/a").unwrap(), false).page;
        let found: Vec<_> = page.dates.iter().map(|date| (date.date.to_string(), date.found_in, date.kind)).collect();
        let expected = [
            ("2021-10-05", "article:published_time", Published),
            ("2021-10-05", "json-ld datePublished", Published),
            ("2021-10-06", "itemprop datePublished", Published),
            ("2021-10-07", "time", Published),
            ("2022-01-01", "article:modified_time", Modified),
            ("2022-02-02", "time", Modified),
        ];
        assert_eq!(found, expected.map(|(date, found_in, kind)| (date.to_owned(), found_in, kind)));
    }
}
