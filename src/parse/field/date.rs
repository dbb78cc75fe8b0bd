//! The dates of a work: of publication, and of access.

use std::ops::Range;

use crate::model::{CitedDate, DateReading, PartialDate};
use crate::text::date::DateFound;
use crate::text::line::one_line;
use crate::text::phrases::Phrases;

use super::works::Work;

/// How far from its phrase a date of access may begin or end, in bytes.
const NEAR: usize = 12;

/// The dates of access among the dates of a work, with the phrase that introduces each.
pub fn accessed<'n>(work: &Work<'n>) -> Vec<(Range<usize>, &'n DateFound)> {
    let beside = |phrase: &Range<usize>| {
        let dates: Vec<&DateFound> = work.dates().collect();
        let gap = |from: usize, to: usize| {
            let between = work.note.text.get(from..to)?;
            let plain = between.len() <= NEAR && !between.chars().any(char::is_alphanumeric);
            plain.then_some(between.len())
        };
        let after = dates.iter().find(|date| gap(phrase.end, date.range.start).is_some());
        // Displaced: `(.5/6/2024 )تاريخ الاطلاع`.
        let before = || dates.iter().rev().find(|date| gap(date.range.end, phrase.start).is_some_and(|gap| gap <= 3));
        after.or_else(|| if work.note.displaced || work.has_arabic(phrase) { before() } else { None }).copied()
    };
    let strict = !work.note.displaced && work.urls().next().is_none() && work.links().next().is_none();
    work.access()
        .filter_map(|phrase| beside(phrase).map(|date| (phrase.clone(), date)))
        .filter(|(phrase, date)| !strict || stands_apart(work, phrase, &date.range))
        .collect()
}

/// Whether a phrase of access and its date are a part of the citation by themselves, not words of a sentence such as
/// `The wreck was retrieved on 4 May 2021 by the navy`.
fn stands_apart(work: &Work, phrase: &Range<usize>, date: &Range<usize>) -> bool {
    let (start, end) = (phrase.start.min(date.start), phrase.end.max(date.end));
    let before = work.note.slice(&(work.range.start..start)).trim_end_matches(' ').chars().next_back();
    let after = work.note.slice(&(end..work.range.end)).trim_start_matches(' ').chars().next();
    before.is_none_or(|c| ".,،;؛:()[]\"”»\n–—-".contains(c)) && after.is_none_or(|c| ".,،;؛:()[]\n".contains(c))
}

/// Archives and their shelf marks: what is read there is visited on a day, too.
static ARCHIVE: Phrases = Phrases::pattern(
    &["rchiv", "rşiv", "rŞiv", "registry", "box", "folder", "dosya", "kutu", "رشيف", "محفوظات", "ملف", "بایگانی"],
    r"(?i)(?:^|<edge>)(?:archives?|archiv|arşiv[a-zıi]*|registry|box|folder|dosya|kutu)(?:<edge>|$)|[أا]رشيف|محفوظات|ملف رقم|بایگانی",
);

/// Whether a work names a day of access, so that a page of the web is meant: one of an archive's shelves is none.
pub fn names_access(work: &Work) -> bool {
    !accessed(work).is_empty() && !ARCHIVE.is_in(work.text())
}

/// The date of access of a work.
pub fn access_date(work: &Work) -> Option<PartialDate> {
    let (_, date) = accessed(work).into_iter().next()?;
    date.readings.first().map(|reading| reading.start())
}

/// The date of publication: the finest one outside the title that is not of access; among equals the last, which stands
/// next to the label.
pub fn find(work: &Work, title: Option<&Range<usize>>) -> Option<CitedDate> {
    let access = accessed(work);
    let within =
        |date: &DateFound| title.is_some_and(|title| title.start <= date.range.start && date.range.end <= title.end);
    let candidates =
        work.dates().filter(|date| !within(date) && !access.iter().any(|(_, other)| other.range == date.range));
    let best = candidates.max_by_key(|date| (fineness(date), date.range.start))?;
    Some(CitedDate { text: one_line(&best.text).into(), readings: best.readings.clone() })
}

/// A day before a month before a year before a span of years; a date that cannot be one was meant to the day.
fn fineness(date: &DateFound) -> u8 {
    match date.readings.first() {
        None => 3,
        Some(DateReading::Span(from, _)) if from.month.is_none() => 0,
        Some(reading) => {
            let start = reading.start();
            1 + u8::from(start.month.is_some()) + u8::from(start.day.is_some())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use super::super::tests::check;

    #[test]
    fn every_phrase_is_guarded() {
        crate::text::phrases::tests::assert_guarded(&ARCHIVE);
    }

    #[test]
    fn publication_is_told_from_access() {
        let dates = |citation: &crate::model::Citation| {
            let published = citation.date.as_ref().and_then(|date| date.readings.first()).map(ToString::to_string);
            let accessed = citation.accessed.map(|date| format!(" accessed {date}")).unwrap_or_default();
            published
                .map(|date| format!("{date}{accessed}"))
                .or((!accessed.is_empty()).then(|| accessed.trim().to_owned()))
        };
        check(
            dates,
            &[
                ("River levels fall, the Courier,5/11/2021, Link.", "2021-11-05"),
                ("“Rivers, 2023,” Fact Sheet, April 2024, link.", "2024-04"),
                (
                    "“Delta Update,” Water Council, April 2023, accessed on 10/1/2024, at: https://water.example/update.",
                    "2023-04 accessed 2024-01-10",
                ),
                ("See also https://water.example/audit (accessed 4 May 2024).", "accessed 2024-05-04"),
                (
                    "TSE, Nehir İstatistikleri, 2022, 24 Temmuz 2023, https://data.example/x (Erişim: 03.01.2024).",
                    "2023-07-24 accessed 2024-01-03",
                ),
                (
                    "هيئة الأنهار، تقرير الأنهار، ص 45، متاح على https://a.example/b (تاريخ الاطلاع 5/6/2024).",
                    "accessed 2024-06-05",
                ),
                (
                    "« Le fleuve », Le Delta, 3 août 2020, disponible sur : https://d.example/f (consulté le 5 juin 2024).",
                    "2020-08-03 accessed 2024-06-05",
                ),
                ("A. Example, The Long River (London: House, 2019), p. 3, link.", "2019"),
                ("“Rivers,” Delta Update, last accessed 3 May 2021.", "accessed 2021-05-03"),
                ("The wreck was retrieved on 4 May 2021 by the navy, after two years.", "-"),
                ("The dam was last visited on 3 May 2019 by inspectors.", "-"),
                ("مثال، \"مؤشرات المياه\"، مجلة الضفة، العدد 58 (أيلول/سبتمبر 2022)، ص 7، رابط المقال.", "2022-09"),
                (".. 3/12/2022وا عدم الكشف عن اسمهم، مقابلة أجراها الباحث مع صيادين على النهر فضل ", "2022-12-03"),
                (" .الرابط، 2022//2509، وكالة الضفة، عودة السفن إلى الميناء بعد شهر", "2022-09-25"),
                ("River levels, the Courier, 45/13/2021, Link.", "-"),
                ("Ibid., 17 May 2021.", "-"),
            ],
        );
    }
}
