//! Signs that a page is gone although it answers.
//!
//! The phrases were collected from the error pages of sites in ten languages. They are looked for in titles and first
//! headings only, where they stood on none of some two thousand honest pages; anywhere in a source they stand on one
//! of seven.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use regex::Regex;
use url::Url;

use super::{Marks, NEARLY_EMPTY, Shape, Sight};
use crate::model::Page;

/// Phrases that say it wherever they stand in a title or a heading.
const SURE: &[&str] = &[
    "page not found",
    "page cannot be found",
    "page can't be found",
    "page can\u{2019}t be found",
    "page could not be found",
    "page couldn't be found",
    "article not found",
    "story not found",
    "content not found",
    "file or directory not found",
    "not found on this server",
    "url not found",
    "no document found",
    "page doesn't exist",
    "page doesn\u{2019}t exist",
    "page does not exist",
    "page no longer exists",
    "page you requested could not",
    "page you are looking for",
    "page you were looking for",
    "page is no longer available",
    "article is no longer available",
    "404 not found",
    "not found (404)",
    "error 404 (not found)",
    "الصفحة غير موجودة",
    "الصفحة التي تبحث عنها",
    "لم يتم العثور على الصفحة",
    "الصفحة المطلوبة غير",
    "لا توجد صفحة بهذا",
    "تعذر العثور على الصفحة",
    "تم حذف هذا الخبر",
    "تم حذف هذا المقال",
    "هذا الخبر غير متاح",
    "هذا المقال غير متاح",
    "هذه الصفحة غير متاحة",
    "sayfa bulunamadı",
    "aradığınız sayfa",
    "böyle bir sayfa yok",
    "haber bulunamadı",
    "içerik bulunamadı",
    "aradığınız içerik",
    "aradığınız haber",
    "bu haber yayından kaldırıl",
    "sayfa bulunamadi",
    "haber bulunamadi",
    "içerik bulunamadi",
    "aradiğiniz sayfa",
    "page non trouvée",
    "page introuvable",
    "page est introuvable",
    "cette page n'existe",
    "cette page n\u{2019}existe",
    "contenu introuvable",
    "seite nicht gefunden",
    "seite wurde nicht gefunden",
    "seite existiert nicht",
    "página no encontrada",
    "no se encontró la página",
    "pagina no encontrada",
    "página não encontrada",
    "pagina non trovata",
    "صفحه مورد نظر یافت نشد",
    "صفحه یافت نشد",
    "страница не найдена",
    "页面不存在",
    "找不到页面",
    "页面未找到",
    "404页面",
];

/// Phrases that say it in a text; titles of pages about such errors hold them too.
const NUMBERED: &[&str] = &["404 error", "error 404", "خطأ 404", "hata 404", "erreur 404", "fehler 404", "ошибка 404"];

/// Words that may stand beside the number alone.
const OF_ERRORS: &[&str] = &[
    "error",
    "page",
    "http",
    "status",
    "code",
    "oops",
    "sorry",
    "not",
    "found",
    "خطأ",
    "hata",
    "erreur",
    "fehler",
    "ошибка",
];

/// Phrases that say it only where next to nothing else stands beside them: honest titles hold them too.
const SURE_ALONE: &[&str] = &[
    "not found",
    "404",
    "no longer available",
    "no longer exists",
    "has been removed",
    "has been deleted",
    "has expired",
    "document unavailable",
    "site not found",
    "account suspended",
    "oops!",
    "المحتوى غير متاح",
    "تم حذف الخبر",
    "تم حذف المقال",
    "لا توجد نتائج",
    "عفوا",
    "عذرا",
    "üzgünüz",
    "mevcut değil",
    "yayından kaldırıldı",
    "taşınmış veya silinmiş",
    "contenu indisponible",
    "oups",
];

/// How many words may stand beside them.
const BESIDE: usize = 3;

/// Paths that say what stands there.
static PATH: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)/(?:error[-_]?)?404(?:[-_.](?:error|html?|php|aspx?))?/?$|/(?:page[-_]?)?not[-_]?found(?:[./]|$)|/(?:sayfa[-_]?)?bulunamadi|/(?:errors?|hata)/404")
        .ok()
});

/// The paths of a site's start in its languages: `/ar/`, `/en-us`, `/index.html`.
static START: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:index|home|default|anasayfa)(?:\.[a-z]{3,5})?/?)?$").ok()
});

pub(super) fn find(sight: &Sight<'_>, marks: &mut Marks) {
    if sight.redirected {
        if is_start(sight.arrived) && is_deep(sight.asked) && !marks.has("consent") {
            marks.add("to-home", format!("redirect to {}", sight.arrived.path()));
        }
        let says = |url: &Url| PATH.as_ref().is_some_and(|path| path.is_match(url.path()));
        if says(sight.arrived) && !says(sight.asked) {
            marks.add("not-found-path", format!("path {}", sight.arrived.path()));
        }
    }
    let Some(seen) = sight.page else { return };
    for phrase in phrases_of_titles(seen.page, seen.shape) {
        marks.add("not-found-title", format!("title `{phrase}`"));
    }
    for heading in &seen.shape.headings {
        if let Some(phrase) = phrase_of(heading) {
            marks.add("not-found-heading", format!("h1 `{phrase}`"));
        }
    }
    for (mark, found_in) in weak_signs(seen.page, sight.arrived) {
        marks.add(mark, found_in);
    }
}

/// Whether a title of a page says that it is gone.
pub(in crate::observe) fn says_gone(page: &Page, shape: &Shape) -> bool {
    phrases_of_titles(page, shape).next().is_some()
}

fn phrases_of_titles<'a>(page: &'a Page, shape: &'a Shape) -> impl Iterator<Item = &'static str> + use<'a> {
    let shared = page.titles.iter().filter(|title| title.found_in == "og:title").map(|title| title.value.as_str());
    shape.title.as_deref().into_iter().chain(shared).filter_map(phrase_of)
}

/// Signs that many honest pages have too, and that are worth a second thought.
pub(in crate::observe) fn weak_signs(page: &Page, url: &Url) -> Vec<(&'static str, String)> {
    let mut signs = Vec::new();
    let Some(length) = page.text_length.filter(|_| !is_start(url)) else { return signs };
    let start = page.text.get(..page.text.floor_char_boundary(4 * NEARLY_EMPTY)).unwrap_or_default().to_lowercase();
    let numbered = || NUMBERED.iter().copied().find(|phrase| start.contains(phrase));
    if let Some(phrase) = sure(&start).or_else(numbered) {
        signs.push(("not-found-text", format!("text `{phrase}`")));
    }
    if length < NEARLY_EMPTY {
        signs.push(("short-text", format!("text of {length} bytes")));
    }
    if page.noindex {
        signs.push(("no-index", "meta robots".to_owned()));
    }
    let first = page.titles.first();
    let named = |title: &str| page.publishers.iter().any(|site| site.value.to_lowercase() == title.to_lowercase());
    if first.is_some_and(|title| named(&title.value)) {
        signs.push(("site-name-title", first.map(|title| title.found_in).unwrap_or_default().to_owned()));
    }
    signs
}

/// Whether a URL is the start of a site, in one of its languages.
fn is_start(url: &Url) -> bool {
    START.as_ref().is_some_and(|start| start.is_match(url.path())) && url.query().is_none_or(|query| query.len() < 12)
}

/// Whether a URL is of one page among many: two steps down, or with a number or a long name.
fn is_deep(url: &Url) -> bool {
    let path = url.path();
    let steps = path.split('/').filter(|step| !step.is_empty()).count();
    let telling = path.len() > 12 || path.bytes().any(|byte| byte.is_ascii_digit());
    !is_start(url)
        && (steps >= 2 || telling || url.query().is_some_and(|query| query.bytes().any(|b| b.is_ascii_digit())))
}

/// All sure phrases at once.
static ANY_SURE: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(SURE).ok());

/// All phrases that count alone.
static ANY_ALONE: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(SURE_ALONE).ok());

/// The first sure phrase of a text in lower case.
fn sure(text: &str) -> Option<&'static str> {
    SURE.get(ANY_SURE.as_ref()?.find(text)?.pattern().as_usize()).copied()
}

/// The phrase by which a title says that its page is gone.
fn phrase_of(title: &str) -> Option<&'static str> {
    let mut title = title.trim().to_lowercase();
    // What the capital of Turkish becomes, which its own lower case is not; and what Arabic may be written without.
    title.retain(|character| !matches!(character, '\u{307}' | '\u{640}' | '\u{64B}'..='\u{652}'));
    let title = title.as_str();
    if let Some(sure) = sure(title) {
        return Some(sure);
    }
    if !ANY_ALONE.as_ref()?.is_match(title) {
        return None;
    }
    // What stands behind a bar is the name of the site.
    let parts = [" | ", " - ", " – ", " — "].iter().fold(title.to_owned(), |parts, bar| parts.replace(bar, "\n"));
    parts.lines().take(3).find_map(|part| SURE_ALONE.iter().copied().find(|phrase| is_nearly_alone(part, phrase)))
}

fn is_nearly_alone(part: &str, phrase: &str) -> bool {
    let Some((before, after)) = part.split_once(phrase) else { return false };
    let bounded = !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
    // A number names many things; alone, or with a word for errors, it names this one. What stands behind a colon is
    // the name of the site, or says more of it.
    if phrase == "404" {
        let rest = format!("{before} {}", after.split(':').next().unwrap_or(after));
        let mut words = rest.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        return bounded && words.all(|word| OF_ERRORS.contains(&word));
    }
    let words = before.split_whitespace().chain(after.split_whitespace()).count();
    bounded && words <= BESIDE
}
