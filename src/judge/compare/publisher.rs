//! The cited publisher against the publishers that the page names, its host, and its text.

use super::{Seen, TitleOpinion, prose};
use crate::model::{Citation, Fact, Note};
use crate::text::publisher::{Agreement, Publishers};
use crate::text::similarity::{comparable, contains_words, fold};

/// What comparing publishers gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublisherOpinion {
    /// The page is the cited publisher's, or names it.
    Agrees,
    /// The page names another.
    Contradicts {
        /// The page's publisher, raw.
        found: String,
        /// Where it was found.
        found_in: &'static str,
    },
    /// It cannot be told.
    Untold,
}

/// Words that say of a name that it is an institution's; folded. Institutions have names in every language they are
/// written of in, publish at one another's sites, and are parts of one another: only those that are known are compared.
#[rustfmt::skip]
const INSTITUTIONS: &[&str] = &[
    "ministry", "university", "institute", "institution", "center", "centre", "department", "office", "foundation", "council",
    "committee", "commission", "organization", "organisation", "authority", "bank", "fund", "union", "association", "society",
    "observatory", "programme", "program", "government", "court", "parliament", "embassy", "college", "school", "faculty",
    "directorate", "bureau", "municipality", "party", "forum", "initiative", "project", "syndicate", "federation", "museum",
    "library", "academy", "service", "board", "chamber", "secretariat", "presidency", "police", "army", "administration",
    "وزاره", "الوزاره", "جامعه", "الجامعه", "معهد", "المعهد", "مركز", "المركز", "موسسه", "الموسسه", "مجلس", "المجلس", "لجنه", "اللجنه",
    "هييه", "الهييه", "منظمه", "المنظمه", "بنك", "البنك", "مصرف", "صندوق", "الصندوق", "اتحاد", "الاتحاد", "جمعيه", "الجمعيه", "مرصد",
    "المرصد", "شبكه", "الشبكه", "برنامج", "حكومه", "الحكومه", "محكمه", "المحكمه", "ريايسه", "ريسه", "رياسه", "سفاره", "مكتب", "المكتب",
    "مديريه", "المديريه", "نقابه", "حزب", "بلديه", "كليه", "اكاديميه", "مكتبه", "متحف", "منتدي", "مبادره", "غرفه", "اداره", "الاداره",
    "المفوضيه", "مفوضيه", "امانه", "الامانه", "دايره", "ديوان", "سلطه", "السلطه", "حركه", "جهاز",
    "bakanligi", "universitesi", "enstitusu", "merkezi", "vakfi", "kurulu", "komisyonu", "komitesi", "orgutu", "bankasi", "fonu",
    "birligi", "dernegi", "gozlemevi", "agi", "programi", "hukumeti", "mahkemesi", "cumhurbaskanligi", "buyukelciligi",
    "mudurlugu", "kurumu", "baskanligi", "idaresi", "belediyesi", "odasi", "sendikasi", "partisi", "meclisi", "konseyi", "fakultesi",
    "ministere", "universite", "institut", "fondation", "conseil", "comite", "universitat", "ministerium", "stiftung", "zentrum",
];

/// Words that many names of papers and journals share, and that make no two of them one; folded.
#[rustfmt::skip]
const OF_MANY: &[&str] = &[
    "post", "times", "herald", "tribune", "journal", "gazette", "today", "review", "weekly", "quarterly", "star", "mail",
    "chronicle", "observer", "monitor", "report", "reports", "studies", "letters", "bulletin", "ledger", "courier", "wire",
    "اليوم", "الان", "الجديد", "الجديده", "بوست", "تايمز", "برس", "مجله", "دراسات", "postasi", "gunluk", "bugun", "yeni",
];

/// Words above which what was taken for a publisher is rather a sentence.
const MOST_WORDS: usize = 6;
/// Letters from which a word in common says that two names may be of one house.
const TELLING: usize = 4;

/// Holds a citation's publisher against a page.
///
/// It agrees where the page, its host, its author or its text names it under any of its names, and where the note names
/// the page's own publisher: a wrong split of the note is no contradiction. It contradicts where the page names one that
/// is known as another; or, where the title says that it is the work, one that its host bears out, in the same script and
/// with nothing in common. A host alone never contradicts, nor does one that carries the pages of all.
pub(super) fn compare(
    note: &Note,
    citation: &Citation,
    title: &TitleOpinion,
    seen: &Seen<'_>,
    cited_url: Option<&str>,
) -> PublisherOpinion {
    let publishers = seen.publishers();
    let Some(cited) = citation.publisher.as_deref().filter(|cited| !fold(cited).is_empty()) else {
        return PublisherOpinion::Untold;
    };
    let page = seen.page;
    if names_itself(cited, seen) {
        return PublisherOpinion::Agrees;
    }
    let urls = [Some(seen.url), cited_url, page.canonical.as_deref()];
    let hosts: Vec<String> = urls.into_iter().flatten().filter_map(host).collect();
    let other = page.publishers.first().filter(|found| publishers.are_others(cited, &found.value));
    if other.is_none() && hosts.iter().any(|host| publishers.host_agrees(cited, host) == Agreement::Agrees) {
        return PublisherOpinion::Agrees;
    }
    let is_work = matches!(title, TitleOpinion::Agrees { .. });
    let unlike = || own(&page.publishers, &hosts, publishers).filter(|own| is_work && are_unlike(cited, &own.value));
    let of_all = seen.head_only || hosts.iter().any(|host| publishers.is_platform(host));
    let Some(found) = other.or_else(unlike).filter(|_| !of_all) else { return PublisherOpinion::Untold };
    let of_page = page.authors.iter().chain(&page.titles).map(|fact| fold(&fact.value));
    if of_page.chain([seen.text().to_string()]).any(|text| publishers.is_named_in(cited, &text))
        || page.publishers.iter().any(|found| publishers.is_named_in(&found.value, &prose(note, citation)))
    {
        return PublisherOpinion::Agrees;
    }
    PublisherOpinion::Contradicts { found: found.value.to_string(), found_in: found.found_in }
}

/// Whether a page is the cited publisher's by the names that it gives itself, or by its host.
pub(super) fn is_its(citation: &Citation, seen: &Seen<'_>) -> bool {
    citation.publisher.as_deref().filter(|cited| !fold(cited).is_empty()).is_some_and(|cited| {
        let urls = [Some(seen.url), citation.url.as_deref()];
        let mut hosts = urls.into_iter().flatten().filter_map(host);
        names_itself(cited, seen) || hosts.any(|host| seen.publishers().host_agrees(cited, &host) == Agreement::Agrees)
    })
}

fn names_itself(cited: &str, seen: &Seen<'_>) -> bool {
    seen.page.publishers.iter().any(|found| seen.publishers().names_agree(cited, &found.value))
}

fn host(url: &str) -> Option<String> {
    url::Url::parse(url).ok()?.host_str().map(str::to_owned)
}

/// The publisher that a page names and its host bears out: other names of sites are slogans, products and programs.
fn own<'a>(found: &'a [Fact], hosts: &[String], publishers: &Publishers) -> Option<&'a Fact> {
    found.iter().find(|found| hosts.iter().any(|host| publishers.host_agrees(&found.value, host) == Agreement::Agrees))
}

/// Whether two names that nothing is known of can be held against each other, and have nothing in common.
fn are_unlike(cited: &str, found: &str) -> bool {
    let (folded, other) = (fold(cited), fold(found));
    let words: Vec<&str> = folded.split(' ').collect();
    // What was cut out of a sentence is no name.
    let named = cited.trim_start().chars().next().is_some_and(|first| !first.is_lowercase() && first.is_alphanumeric())
        && words.len() <= MOST_WORDS
        && !cited.contains([':', '/', '@', '\n', '“', '"', '«']);
    let telling = |word: &&str| word.chars().count() >= TELLING && !OF_MANY.contains(word);
    let shares = |a: &str, b: &str| a.split(' ').filter(telling).any(|word| b.replace(' ', "").contains(word));
    named
        && comparable(cited, found)
        && !words.iter().any(|word| INSTITUTIONS.contains(word))
        && !shares(&folded, &other)
        && !shares(&other, &folded)
        && !contains_words(&other, &folded)
        && !are_initials(&folded, &other)
        && !are_initials(&other, &folded)
}

/// Whether a name may be made of the first letters of another's words, in their order.
fn are_initials(short: &str, long: &str) -> bool {
    let mut letters = short.chars().filter(|letter| letter.is_alphabetic()).peekable();
    if short.contains(' ') || short.chars().count() > MOST_WORDS {
        return false;
    }
    for word in long.split(' ') {
        letters.next_if(|&letter| word.starts_with(letter));
    }
    letters.peek().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_folded() {
        for word in INSTITUTIONS.iter().chain(OF_MANY) {
            assert_eq!(&fold(word), word);
        }
    }

    #[test]
    fn names_with_nothing_in_common() {
        for (cited, found) in [
            ("The Harbour Post", "Continental Wire"),
            ("Coastal Law Quarterly", "Journal of Delta Studies"),
            ("صحيفة الضفاف", "بوابة القضاء"),
        ] {
            assert!(are_unlike(cited, found), "{cited} / {found}");
        }
        for (cited, found) in [
            ("Northgate University", "Delta Institute"),
            ("Northgate Review", "Northgate Institute"),
            ("TPD", "Trade Post Daily"),
            ("صحيفة الضفاف", "Continental Wire"),
            ("which has since been closed", "Continental Wire"),
            ("Harbour", "The Harbour Post"),
            ("Ministry of Water", "Su Gazetesi"),
        ] {
            assert!(!are_unlike(cited, found), "{cited} / {found}");
        }
    }
}
