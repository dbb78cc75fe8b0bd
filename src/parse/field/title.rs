//! The title of a work.

use std::ops::Range;

use crate::text::line::one_line;

use super::note::is_mostly_arabic;
use super::publisher;
use super::segment::{Segment, clean};
use super::works::Work;
use super::{author, date, displaced};

/// The title found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TitleFound {
    /// Its text.
    pub text: String,
    /// The indices of the segments it is made of.
    pub segments: Range<usize>,
    /// Where it stands in the note's text.
    pub range: Range<usize>,
    /// The publisher that the brackets after it name: `(Beirut: House, 2021)`.
    pub imprint: Option<String>,
}

/// Whether the text of a work has the shape of a citation: a quoted title, a label, a date of its own after a comma, a
/// publisher's imprint, or a publisher beside a URL.
pub fn has_shape(work: &Work, segments: &[Segment]) -> bool {
    let quoted = segments.iter().any(is_quoted_title) && segments.len() > 1
        || segments.iter().any(|segment| segment.quoted && segment.words() > 2);
    let labelled = work.labels().next().is_some() || !date::accessed(work).is_empty();
    let dated = segments.iter().any(|segment| segment.leads)
        && work.dates().any(|date| {
            !segments
                .iter()
                .any(|segment| segment.range.start <= date.range.start && date.range.end <= segment.range.end)
        });
    let known =
        || segments.len() > 1 && segments.iter().any(|segment| segment.words() <= 6 && is_publisher(work, segment));
    let linked = work.urls().next().is_some() || work.links().next().is_some();
    let imprint = segments.iter().any(|segment| imprint(&segment.text).is_some());
    let edited = edited(segments) > 0;
    // The page of a displaced book reference stands at its line's start.
    let paged =
        work.note.displaced && segments.len() > 1 && work.text().split([' ', '\n', '،']).any(|word| word == "ص");
    quoted
        || imprint
        || edited
        || paged
        || (segments.len() > 1 && (labelled || dated))
        || (labelled && work.dates().next().is_some())
        || (linked && known())
}

/// Whether a segment looks like a publisher's name.
fn is_publisher(work: &Work, segment: &Segment) -> bool {
    publisher::is_like(&segment.text, &work.note.publishers)
}

fn is_quoted_title(segment: &Segment) -> bool {
    segment.quoted && (segment.words() >= 2 || segment.letters() >= 4)
}

/// The title of a work that has the shape of a citation.
pub fn find(work: &Work, segments: &[Segment]) -> Option<TitleFound> {
    if let Some(index) = segments.iter().position(is_quoted_title) {
        let segment = segments.get(index)?;
        return Some(whole(segment, index));
    }
    if !has_shape(work, segments) {
        return None;
    }
    if work.note.displaced {
        let unclosed = unclosed_quote(work);
        let (index, segment) =
            segments.iter().enumerate().max_by_key(|(index, segment)| (weight(work, segment), usize::MAX - index))?;
        let mut found = whole(segment, index);
        if let Some((title, name)) = displaced::imprint(&segment.text) {
            found.text = clean(title);
            found.imprint = Some(one_line(name));
        }
        found.text = unclosed.unwrap_or_else(|| displaced::repair(&found.text));
        return Some(found);
    }
    if let Some(found) = with_imprint(work, segments) {
        return Some(found);
    }
    let named = edited(segments);
    let core = core(segments);
    let core = core.start.max(named)..core.end.max(named + 1).min(segments.len());
    let range = spread(work, segments, &core)?;
    let (first, last) = (segments.get(range.start)?, segments.get(range.end.checked_sub(1)?)?);
    let place = first.range.start..last.range.end;
    let text = clean(work.note.slice(&place));
    let enough = text.split_whitespace().count() >= 2 || text.chars().count() >= 8;
    enough.then_some(TitleFound { text, segments: range, range: place, imprint: None })
}

fn whole(segment: &Segment, index: usize) -> TitleFound {
    let text = clean(&segment.text);
    TitleFound { text, segments: index..index + 1, range: segment.range.clone(), imprint: None }
}

/// The letters of a segment; fewer where it looks like a publisher, which long names of offices would else win.
fn weight(work: &Work, segment: &Segment) -> usize {
    if is_publisher(work, segment) { segment.letters() / 2 } else { segment.letters() }
}

/// The segments a title is looked for in: those before the first mark; where these are but a name, as in
/// `Smith, J. (2021), A title, https://…`, all.
fn core(segments: &[Segment]) -> Range<usize> {
    let leading = segments.iter().take_while(|segment| segment.leads).count();
    let only_name = leading <= 2
        && segments.iter().take(leading).all(|segment| segment.words() <= 3)
        && segments.iter().skip(leading).any(|segment| segment.words() > 3);
    match () {
        () if only_name => leading..segments.len(),
        () if leading == 0 => 0..segments.len(),
        () => 0..leading,
    }
}

/// How many segments at the beginning name those who edit the work, the last of them by its role; 0 where none does.
/// Names are short; what is not may be the title.
fn edited(segments: &[Segment]) -> usize {
    let named = segments.iter().take(6).position(|segment| author::edits(&segment.text));
    let named = named.filter(|&last| segments.iter().take(last).all(|segment| segment.words() <= 2));
    let title = |last: usize| segments.get(last + 1).is_some_and(|next| !next.text.starts_with(char::is_lowercase));
    named.filter(|&last| title(last)).map_or(0, |last| last + 1)
}

/// The segments of an unquoted title among those before the first mark.
fn spread(work: &Work, segments: &[Segment], core: &Range<usize>) -> Option<Range<usize>> {
    let within = segments.get(core.clone())?;
    match within {
        [] => None,
        [_] => Some(core.clone()),
        [first, second] => {
            let (a, b) = (is_publisher(work, first), is_publisher(work, second));
            let second_is_title = match (a, b) {
                (true, false) => true,
                (false, true) => false,
                _ => second.letters() > first.letters(),
            };
            let start = core.start + usize::from(second_is_title);
            Some(start..start + 1)
        }
        [first, rest @ ..] => {
            let like = rest.iter().position(|segment| is_publisher(work, segment));
            let later = segments.get(core.end..).unwrap_or_default();
            let end = match like {
                Some(index) => core.start + 1 + index,
                None if later.iter().any(|segment| is_publisher(work, segment)) => core.end,
                None => core.end - 1,
            };
            let goes_on = rest.first().is_some_and(|next| begins_joined(&next.text));
            let is_name = author::is_name(&first.text, &work.note.publishers);
            let named = is_name && !goes_on || is_publisher(work, first) && first.words() <= 5;
            let start = core.start + usize::from(named && end - core.start > 1);
            Some(start..end)
        }
    }
}

/// A title followed by its imprint in brackets: `A Title (Beirut: House, 2021)`.
fn with_imprint(work: &Work, segments: &[Segment]) -> Option<TitleFound> {
    let (index, name, length) = segments.iter().enumerate().find_map(|(index, segment)| {
        let (name, at) = imprint(&segment.text)?;
        Some((index, name, at))
    })?;
    let segment = segments.get(index)?;
    let own = clean(segment.text.get(..length)?);
    let first = imprint_start(segments, index, own.split_whitespace().count());
    let parts = segments.get(first..index)?.iter().map(|segment| segment.text.as_str());
    let text = parts.chain([own.as_str()]).collect::<Vec<_>>().join(", ");
    let start = segments.get(first)?.range.start;
    // The brackets are no part of the title: their year is the date.
    let bracket = work.note.slice(&segment.range).rfind('(').unwrap_or(segment.range.len());
    let range = start..segment.range.start + bracket;
    (!text.is_empty()).then_some(TitleFound { text, segments: first..index + 1, range, imprint: name })
}

/// The first segment of a title that ends before an imprint, for titles hold commas: `Migration, Work, and Law (…)`.
fn imprint_start(segments: &[Segment], index: usize, words: usize) -> usize {
    let joined = segments.get(index).is_some_and(|segment| begins_joined(&segment.text));
    if index == 0 || !(joined || words < 2) {
        return index;
    }
    let mut first = index - 1;
    // The words of an enumeration are short, and the name before them is not.
    let short = |at: usize| segments.get(at).is_some_and(|segment| segment.words() <= 2);
    while joined && first > 1 && short(first - 1) {
        first -= 1;
    }
    first
}

/// The publisher in the brackets at the end of a text, and where the brackets begin. Brackets with a year but no name
/// are an imprint, too.
fn imprint(text: &str) -> Option<(Option<String>, usize)> {
    let open = text.rfind('(')?;
    let inner = text.get(open + 1..)?;
    let inner = inner.get(..inner.find(')')?)?;
    let has_year = inner.split(|c: char| !c.is_numeric()).any(|digits| digits.chars().count() == 4);
    if !has_year || !inner.chars().any(char::is_alphabetic) {
        return None;
    }
    let name = inner.split_once(':').map(|(_, name)| {
        let name = name.split([',', '،']).next().unwrap_or(name);
        one_line(name)
    });
    Some((name.filter(|name| name.chars().any(char::is_alphabetic)), open))
}

/// Whether a segment goes on with what stands before its comma: it begins with "and" or, in Latin letters, in lower case.
fn begins_joined(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    let word = matches!(first, "and" | "or" | "ve" | "et" | "und" | "y" | "&");
    let arabic = is_mostly_arabic(first) && first.starts_with('و') && first.chars().count() > 3;
    word || arabic || (first.starts_with(|c: char| c.is_lowercase()) && first != "the")
}

/// The title before a closing quotation mark whose opening one displacement took away.
fn unclosed_quote(work: &Work) -> Option<String> {
    let text = work.text();
    let at = text.find('"')?;
    let before = text.get(..at)?;
    let closes = before.ends_with([',', '.', '،']) && work.quotes().next().is_none();
    let start = work.labels().map(|label| label.range.end).filter(|end| *end <= work.range.start + at).max()?;
    let title = clean(work.note.slice(&(start..work.range.start + at)));
    (closes && title.split_whitespace().count() >= 2).then_some(title)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn titles_are_told_from_what_is_around() {
        check(
            |citation| citation.title.clone().map(String::from),
            &[
                ("River levels fall again, the Courier,7/05/2021. \nLink. ", "River levels fall again"),
                (
                    "A dry river’: how one dam changed a valley, the Courier,7/05/2021. \nLink.",
                    "A dry river’: how one dam changed a valley",
                ),
                (
                    "Officials promise water, engineers doubt: a valley waits, \nCourier .08 /04 /2016 Link. ",
                    "Officials promise water, engineers doubt: a valley waits",
                ),
                ("Rivers; a history of water, the Courier, 5/11/2021, Link.", "Rivers; a history of water"),
                (
                    "The “dirty water” affair and the law, the Courier, 5/11/2021, Link.",
                    "The “dirty water” affair and the law",
                ),
                ("“Rivers and Law, 2021,” Delta Review, April 2024, link.", "Rivers and Law, 2021"),
                (
                    "Water Council, Basin and Water Report: Delta (Harbour, DC: Water Council Group, 2022), p. 14, link.",
                    "Basin and Water Report: Delta",
                ),
                (
                    "International Office for Rivers (IOR), Migration, Work, and Water in the Delta (Harbour: IOR, 2022), link.",
                    "Migration, Work, and Water in the Delta",
                ),
                (
                    "European Water Office, Losses from river floods, 2023, https://water.example/losses.",
                    "Losses from river floods",
                ),
                (
                    "Smith, J. (2021), The long history of rivers, Harbour House, https://site.example/a",
                    "The long history of rivers",
                ),
                ("Ayşe Deniz, Nehirler ve Kentler, Delta Yayınları, İstanbul, 2019, s. 45.", "Nehirler ve Kentler"),
                (
                    "Nehir taştı, yüzlerce ev boşaltıldı, Delta Gazetesi, 4/09/2021.Bağlantı.",
                    "Nehir taştı, yüzlerce ev boşaltıldı",
                ),
                (
                    "Anna Beispiel, „Der Fluss ohne Wasser“, in: Delta Zeitung, 5. März 2020, abrufbar unter: https://d.example/f",
                    "Der Fluss ohne Wasser",
                ),
                ("« Le fleuve à sec », Le Delta, 3 août 2020, lien.", "Le fleuve à sec"),
                ("النهر: عام من الجفاف، صحيفة الضفة، 13 كانون الأول/ ديسمبر 2022، الرابط.", "النهر: عام من الجفاف"),
                ("سعاد مثال، تاريخ الأنهار في المشرق (عمّان: دار الضفة، 2019)، ص 33.", "تاريخ الأنهار في المشرق"),
                // Displaced.
                (
                    " .الرابط، 2022/ 06/ 26، وكالة الضفة، الوزير: النهر يلعب دوراً مهماً في حياة المدينة",
                    "الوزير: النهر يلعب دورا\u{64b} مهما\u{64b} في حياة المدينة",
                ),
                (
                    " .الرابط، 2022/ 06/ 24، ، ضفاف نيوز وزارة تشارك في مؤتمر دولي حول المياه",
                    "وزارة تشارك في مؤتمر دولي حول المياه",
                ),
                (
                    " . الرابط، 07/2016/ 19ضفة النهر، ، رحلة: سفينة قديمة تعود إلى الميناء بعد غياب م",
                    "مرحلة: سفينة قديمة تعود إلى الميناء بعد غياب",
                ),
                (
                    " .الرابط ، 2022/ 01/ 22، مركز الضفة للدراسات، ف(الأهدا –التمويل  –لسدود في المنطقة )التخطيط ا",
                    "السدود في المنطقة (التخطيط – التمويل – الأهداف)",
                ),
                (
                    " .الرابط، 2021//2005، وكالة الضفة، سنوات من الجفاف في الوادي  10بعد",
                    "بعد 10 سنوات من الجفاف في الوادي",
                ),
                (
                    " .الرابط ، 2023/ 05/ 8، الضفة العربية، دراسة عن حياة الصيادين في المدينةنهر ج",
                    "نهر جدراسة عن حياة الصيادين في المدينة",
                ),
                (
                    "، اللجنة  سفن عالقة داخل وخارج الميناء منذ شهور  3تقرير عن حال السفن لـ  \n .الرابط، 2018//108المائية للملاحة، ",
                    "تقرير عن حال السفن لـ 3 سفن عالقة داخل وخارج الميناء منذ شهور",
                ),
                (
                    "عدد السفن في الميناء يصل إلى مئة سفينة في  \n .الرابط، 2019/ 12/ 1المحافظات، قناة الدلتا، ",
                    "عدد السفن في الميناء يصل إلى مئة سفينة في المحافظات",
                ),
                (
                    "وزارة  . موقع المدينة تنفي أن يكون الماء قد انقطع عن أحيائها  \n .الرابط، 2022/ 08/ 17المياه، ",
                    "المدينة تنفي أن يكون الماء قد انقطع عن أحيائها",
                ),
                (
                    ".203(، ص 2021سعاد بنت مثال، الهجرة المائية في المغرب: مقاربة جديدة )بيروت: دار الضفة، ",
                    "الهجرة المائية في المغرب: مقاربة جديدة",
                ),
                // No citation.
                ("The law of 12 July 2021 set a floor, which nobody enforced.", "-"),
                ("The ministry publishes its data at https://data.example/levels and updates it yearly.", "-"),
                ("See also https://water.example/audit (accessed 4 May 2024).", "-"),
            ],
        );
    }

    #[test]
    fn titles_stand_behind_those_who_edit_them() {
        check(
            |citation| citation.title.clone().map(String::from),
            &[
                (
                    "Institut für Wasser (Hrsg.): Der Fluss im Wandel. Bericht 2014, Link",
                    "Der Fluss im Wandel. Bericht 2014",
                ),
                (
                    "Verband Küste (Hg.): Muscheln, Algen und Fische. Ein Papier, Hamburg 2017, Link",
                    "Muscheln, Algen und Fische. Ein Papier",
                ),
                (
                    "Muster, Anna / Beispiel, Jana (Hrsg.): Der Fluss im Wandel, Delta Verlag, 2014, Link",
                    "Der Fluss im Wandel",
                ),
                (
                    "Water Law Institute (ed.), Harbours at Risk: Ten Cases, 2018, available at: https://w.example/r",
                    "Harbours at Risk: Ten Cases",
                ),
                ("Observatoire du fleuve (dir.), Les ports oubliés, 2019, lien", "Les ports oubliés"),
                (
                    "سعاد مثال (محررة)، القرى العطشى: شهادات من الوادي، مركز الضفة، 2020، الرابط.",
                    "القرى العطشى: شهادات من الوادي",
                ),
                ("The law was edited (ed.): nobody knows by whom.", "-"),
                (
                    "״הדייגים דורשים לפתוח, אומר דובר צה״ל, את הרציף״, עיתון החוף, 17/5/2022, קישור",
                    "הדייגים דורשים לפתוח, אומר דובר צה״ל, את הרציף",
                ),
            ],
        );
    }
}
