//! Labels that stand for a link (`الرابط`, `Link`, `Bağlantı`, `available at`), and phrases that introduce a date of
//! access.
//!
//! The phrases are those in use in citations of nine languages, collected by hand; labels are never told by the word
//! alone, for titles and prose hold the same words, but by where they stand.

use std::ops::Range;

use super::arabic::is_arabic;
use super::phrases::Phrases;
use crate::text::letters::{is_alphabetic, is_alphanumeric};

/// A link label found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelFound {
    /// Its byte range in the text.
    pub range: Range<usize>,
    /// As printed.
    pub label: String,
    /// What sort of label it is.
    pub kind: LabelKind,
}

/// What sort of label a label is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelKind {
    /// A word that carries the link itself: `الرابط`, `Link`.
    Link,
    /// A phrase that a URL follows: `available at`, `متاح على`.
    AvailableAt,
}

static LINK: Phrases = Phrases::any(
    &[
        "رابط",
        "وصلة",
        "للمزيد",
        "لينك",
        "لینک",
        "پیوند",
        "link",
        "url",
        "lant",
        "lien",
        "enlace",
        "nculo",
        "сылк",
        "СЫЛК",
        "קישור",
        "לינק",
        "pdf",
    ],
    &[
        r"(?:ال)?رابط(?: (?:المقالة?|الخبر|التقرير|الدراسة|الكتاب|الفيديو|الصفحة|البحث|الوثيقة|المصدر|ال[إا]لكتروني|التالي|ال[آا]تي))*",
        "الوصلة",
        "للمزيد",
        "لينك",
        "لینک",
        "پیوند",
        "web ?links?",
        "hyperlink",
        "link[is]?",
        "url",
        "bağlantı(?:sı)?",
        "lien",
        "enlace",
        "vínculo",
        "ссылка",
        "קישור",
        "לינק",
        "pdf",
    ],
);

static AVAILABLE_AT: Phrases = Phrases::any(
    &[
        "متاح",
        "متوفر",
        "الموقع",
        "online",
        "available",
        "accessible",
        "retrieved",
        "accessed",
        "şim",
        "Şim",
        "adreste",
        "disponible",
        "consultable",
        "abrufbar",
        "verf",
        "nglich",
        "دسترس",
        "оступ",
        "ОСТУП",
        "זמין",
    ],
    &[
        "(?:متاح|متوفر)[ةه]?ٌ? (?:على|في|عبر)",
        "على الموقع(?: ال[إا]لكتروني)?",
        r"\[online\]\.? available(?: at| from)?",
        "available (?:online )?(?:at|from|on|via|here)",
        "(?:accessible|retrieved|accessed) (?:at|from|via)",
        "erişim adresi",
        "erişim",
        "şu adreste[n]?",
        "disponible (?:sur|à|en|ici)",
        "consultable (?:sur|à)",
        "(?:abrufbar|verfügbar|zugänglich|online) unter",
        "در دسترس(?: در)?",
        "قابل دسترسی(?: در)?",
        "режим доступа",
        "доступно (?:по|на)",
        "זמין ב(?:כתובת)?",
    ],
);

static ACCESS: Phrases = Phrases::any(
    &[
        "دخول",
        "طلاع",
        "وصول",
        "زيارة",
        "تصفح",
        "مشاهدة",
        "استرجاع",
        "شوهد",
        "استرجع",
        "روجع",
        "اطُ",
        "دسترس",
        "بازدید",
        "access",
        "visited",
        "viewed",
        "retrieved",
        "checked",
        "consult",
        "şim",
        "Şim",
        "şil",
        "Şil",
        "abgerufen",
        "eingesehen",
        "aufgerufen",
        "zugriff",
        "бращения",
        "БРАЩЕНИЯ",
        "נצפה",
        "אוחזר",
    ],
    &[
        "(?:تاريخ |آخر )(?:ال)?(?:دخول|[اإ]طلاع|وصول|زيارة|تصفح|مشاهدة|استرجاع)",
        "(?:شوهد|استرجع|روجع|تم (?:الدخول|الاطلاع|الوصول|الاسترجاع)|اطُّ?لع عليه|تمت (?:الزيارة|المشاهدة))(?: (?:في|بتاريخ|يوم))?",
        "تاریخ دسترسی",
        "بازدید",
        "(?:last |date )?(?:accessed|visited|viewed|retrieved|checked|consulted)(?: on)?",
        "access date",
        "(?:son )?erişim(?: tarihi)?",
        "erişildi",
        "(?:page )?consultée? (?:le|en)",
        "dernière consultation(?: le)?",
        "(?:zuletzt )?(?:abgerufen|eingesehen|aufgerufen)(?: am)?",
        "(?:letzter )?zugriff(?: am)?",
        "consultado (?:el|en)",
        "дата обращения",
        "(?:נצפה|אוחזר)(?: לאחרונה)?(?: ב(?:תאריך)?)?",
    ],
);

/// Finds the link labels of a note, in order.
///
/// A label is a whole word or phrase in a label's position: between punctuation, at the edge of a line or beside a date,
/// never within quotation marks or running prose. Linear in the text.
///
/// ```
/// use isnad::text::label::find;
/// assert_eq!(find("A river runs dry, the Courier, 5/11/2021, Link.")[0].label, "Link");
/// assert!(find("The missing link between rivers, the Courier").is_empty());
/// ```
pub fn find(text: &str) -> Vec<LabelFound> {
    let mut found: Vec<LabelFound> = Vec::new();
    for (range, kind) in whole_words(&LINK, text)
        .map(|range| (range, LabelKind::Link))
        .chain(whole_words(&AVAILABLE_AT, text).map(|range| (range, LabelKind::AvailableAt)))
    {
        let (before, after) = (text.get(..range.start).unwrap_or_default(), text.get(range.end..).unwrap_or_default());
        let label = text.get(range.clone()).unwrap_or_default();
        let stands = match kind {
            LabelKind::Link => stands_as_link(before, label, after),
            LabelKind::AvailableAt => leads_to_link(before, after),
        };
        if stands {
            found.push(LabelFound { label: label.to_owned(), range, kind });
        }
    }
    found.sort_by_key(|label| label.range.start);
    found
}

/// Finds the phrases that introduce a date of access, in order: `accessed on`, `erişim tarihi`, `تاريخ الاطلاع`,
/// `consulté le`. Whether a date stands beside them is for the caller to see.
pub fn access_phrases(text: &str) -> Vec<Range<usize>> {
    whole_words(&ACCESS, text).collect()
}

fn whole_words<'t>(phrases: &'static Phrases, text: &'t str) -> impl Iterator<Item = Range<usize>> + use<'t> {
    let matches = phrases.within(text).into_iter().flat_map(move |pattern| pattern.find_iter(text));
    matches.map(|found| found.range()).filter(move |range| {
        let before = text.get(..range.start).and_then(|before| before.chars().next_back());
        let after = text.get(range.end..).and_then(|after| after.chars().next());
        !before.is_some_and(is_alphabetic) && !after.is_some_and(is_alphabetic)
    })
}

/// Whether what is around a word makes it the label that carries the link.
fn stands_as_link(before: &str, label: &str, after: &str) -> bool {
    let is_blank = |c: char| c == ' ' || c == '\t' || c == '\u{a0}' || ('\u{200b}'..='\u{200f}').contains(&c);
    let previous = before.trim_end_matches(is_blank).chars().next_back();
    let rest = after.trim_start_matches(is_blank);
    let next = rest.chars().next();
    let arabic = label.chars().any(is_arabic);
    let opens = match previous {
        None => true,
        Some(c) => c.is_numeric() || ".,،;؛:([)|<>–—-\n\r/".contains(c),
    };
    // على الرابط التالي, انظر الرابط
    let led = ["على", "عبر", "انظر"].iter().any(|word| before.trim_end_matches(is_blank).ends_with(word));
    // In displaced lines the word before a label is any of the line's; the definite one is prose only before a word.
    let definite = label.starts_with("الرابط") && next.is_some_and(|c| ".,،؛)(".contains(c));
    if !opens && !led && !definite || is_other_word(before, label, rest) {
        return false;
    }
    match next {
        // "Link: A History" is a title; "Link: https://…" is not.
        Some(':') => begins_url(rest.trim_start_matches([':', ' ', '<', '\n', '\t', '\u{a0}'])),
        Some(c) if c.is_numeric() => arabic && previous.is_some(),
        Some(c) => ".,،;؛)]([|<>\n\r".contains(c) || begins_url(rest) || arabic && "\"”“»«".contains(c),
        // A lone word is a label only after something: "Link" as a whole note is one, too.
        None => true,
    }
}

/// Whether a word that can be a label is another here: a surname (`J. Link, Rivers`; `Link, A.`), a word of a title
/// (`Rivers, Links, and Dams`; `Kent: Bağlantı, `), a file format or the opening of a sentence (`للمزيد، انظر`), unless
/// it ends the note or work.
fn is_other_word(before: &str, label: &str, rest: &str) -> bool {
    if label == "للمزيد" || label.eq_ignore_ascii_case("pdf") {
        let closed = rest.trim_start_matches(['.', ')', ']', '،', ',', ' ']);
        let described = before.ends_with(['(', '[']) && label != "للمزيد";
        return described
            || !closed.is_empty() && !closed.starts_with(['\n', ';', '؛', '(', '[', ':', '<']) && !begins_url(closed);
    }
    let mut initial = before.trim_end().chars().rev();
    let after_initial = initial.next() == Some('.')
        && initial.next().is_some_and(char::is_uppercase)
        && initial.next().is_none_or(|c| !is_alphanumeric(c));
    let opens_name = before.trim_end().is_empty() && rest.starts_with(',');
    let subtitle = before.trim_end().ends_with(':') && rest.starts_with(',');
    let listed = [", and ", ", or ", ", ve ", ", et ", ", und "].iter().any(|and| rest.starts_with(and));
    !label.chars().any(is_arabic) && (after_initial || opens_name || subtitle || listed)
}

/// Whether a URL, a colon, a label or the end follows a phrase, or a URL stands right before it.
fn leads_to_link(before: &str, after: &str) -> bool {
    let rest = after.trim_start();
    let rest = rest.strip_prefix(':').map_or(rest, str::trim_start).trim_start_matches(['<', '(']);
    let label = LINK.within(rest).and_then(|link| link.find(rest)).is_some_and(|found| found.start() == 0);
    let tail = tail_of(before);
    let follows_url = tail.contains("://") && tail.trim_end_matches(['،', ',', ' ', '\n']).len() < tail.len();
    let ends = rest.trim_start_matches(['.', ')', ']', '؛', ';']).trim_start().is_empty();
    ends || begins_url(rest) || label || follows_url
}

/// The last word before, with the punctuation after it; bounded, so that the search stays linear.
fn tail_of(before: &str) -> &str {
    let trimmed = before.trim_end_matches(['،', ',', ' ', '\n']);
    let start = trimmed.char_indices().rev().take(2048).find(|(_, c)| c.is_whitespace()).map_or(0, |(at, _)| at);
    before.get(start..).unwrap_or_default()
}

fn begins_url(text: &str) -> bool {
    ["http", "www.", "doi", "hxxp", "ftp://"].iter().any(|prefix| text.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_is_guarded() {
        for phrases in [&LINK, &AVAILABLE_AT, &ACCESS] {
            crate::text::phrases::tests::assert_guarded(phrases);
        }
    }

    fn labels(text: &str) -> String {
        find(text).into_iter().map(|found| found.label).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn labels_are_told_by_their_place() {
        let rows = [
            ("A river runs dry, the Courier, 5/11/2021, Link.", "Link"),
            ("A river runs dry, the Courier,7/05/2021. \nLink. ", "Link"),
            ("Nehir kurudu, Delta Gazetesi, 4/09/2021.Link. ", "Link"),
            ("Herald .08 /04 /2016 Link. ", "Link"),
            ("Nehir kurudu, Delta, 3/05/2023,Bağlantı   ", "Bağlantı"),
            ("“Nehir,” Delta, 12 Ağustos 2021, bağlantı.", "bağlantı"),
            (" .الرابط ، 2022/ 01/ 22، مركز الدلتا، نهر جف", "الرابط"),
            (" . الرابط، 05/2023/ 10بوست، ", "الرابط"),
            (".الرابط 2022/ 01/ 22 مركز", "الرابط"),
            ("   الرابط ، 2022/ 5/09، وكالة", "الرابط"),
            ("جفاف النهر، صحيفة الدلتا، 2021، الرابط.", "الرابط"),
            ("جفاف النهر، 2021، الرابط؛ وانظر أيضًا: نهر آخر، رابط المقال.", "الرابط|رابط المقال"),
            ("الرابط(، 2021 )512", "الرابط"),
            ("(London: House, 2022), p. 14, الرابط.", "الرابط"),
            (".الرابط, Rivers and law,\" Delta", "الرابط"),
            ("نهر، (الرابط)", "الرابط"),
            ("متاح على الرابط: https://site.example/a", "متاح على|الرابط"),
            ("متاح على\nhttps://site.example/a", "متاح على"),
            ("متوفر على: https://site.example/a", "متوفر على"),
            ("-https://site.example/a، متاح على 47–45", "متاح على"),
            ("Rivers, available at: https://site.example", "available at"),
            ("Rivers, retrieved from https://site.example", "retrieved from"),
            ("Rivers. URL: https://site.example", "URL"),
            ("Rivers, available at", "available at"),
            ("Rivers, 2021, available at.", "available at"),
            ("These books are available at. Rivers", ""),
            ("Nehir, Erişim: https://site.example", "Erişim"),
            ("Nehir, erişim adresi: https://site.example", "erişim adresi"),
            ("Le fleuve, disponible sur : https://site.example", "disponible sur"),
            ("Le fleuve, disponible sur: https://site.example", "disponible sur"),
            ("Le fleuve, Le Delta, 2021, lien.", "lien"),
            ("Der Fluss, abrufbar unter: https://site.example", "abrufbar unter"),
            ("رود، ۱۴ ژانویه ۲۰۲۱، پیوند.", "پیوند"),
            ("العدد الرابط, )2022", "الرابط"),
            ("كذلك: \"الرابط، 2023 شباط 22", "الرابط"),
            ("El río, 2021, enlace.", "enlace"),
            ("Река, 2021, ссылка.", "ссылка"),
            ("The missing link between rivers, the Courier, 2021", ""),
            ("A link between law and water is plain", ""),
            ("Link: A History of Chains, House, 2021", ""),
            ("“Link,” he said", ""),
            ("Books are available at the library", ""),
            ("ترابط الأنهار، صحيفة", ""),
            ("يقوي الرابط بين الأنهار", ""),
            ("Linkage, 2021", ""),
            ("J. Link, Rivers, House, 2019, p. 5.", ""),
            ("Link, A., Rivers, House, 2019.", ""),
            ("Rivers in the EU. Link.", "Link"),
            ("Report on rivers, PDF, 2021.", ""),
            ("Report on rivers, 2021 (PDF).", ""),
            ("J. Smith, Rivers, Links, and Dams, House, 2019.", ""),
            ("Ali Nehir, Kentler: Bağlantı, Delta Yayınları, 2019.", ""),
            ("Report on rivers, 2021, PDF; Report on dams, 2021, PDF.", "PDF|PDF"),
            ("للمزيد، انظر: تاريخ الأنهار، دار الضفة، 2019.", ""),
            ("نهر بلا ماء، صحيفة الضفة، 2019، للمزيد.", "للمزيد"),
            ("“Fish,” [Online]. Available: https://site.example/fish", "[Online]. Available"),
            ("curl, 2021", ""),
        ];
        for (text, expected) in rows {
            assert_eq!(labels(text), expected, "{text}");
        }
    }

    #[test]
    fn dates_of_access_are_introduced() {
        let rows = [
            ("(accessed 4 May 2024)", "accessed"),
            ("accessed on 10/1/2024, at:", "accessed on"),
            ("Last accessed: 4 May 2024", "Last accessed"),
            ("last visited May 4, 2024", "last visited"),
            ("Retrieved on 4 May 2024", "Retrieved on"),
            ("(Erişim: 03.01.2024)", "Erişim"),
            ("erişim tarihi 03.01.2024", "erişim tarihi"),
            ("Son Erişim Tarihi: 03.01.2024", "Son Erişim Tarihi"),
            ("(تاريخ الاطلاع 5/6/2024)", "تاريخ الاطلاع"),
            ("تاريخ الدخول: 5/6/2024", "تاريخ الدخول"),
            ("شوهد في 5/6/2024", "شوهد في"),
            ("consulté le 5 juin 2024", "consulté le"),
            ("abgerufen am 5. Juni 2024", "abgerufen am"),
            ("дата обращения: 5.06.2024", "дата обращения"),
            ("unaccessed rooms", ""),
        ];
        for (text, expected) in rows {
            let found: Vec<&str> = access_phrases(text).into_iter().filter_map(|range| text.get(range)).collect();
            assert_eq!(found.join("|"), expected, "{text}");
        }
    }
}
