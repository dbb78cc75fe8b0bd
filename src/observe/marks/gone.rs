//! Signs that a page is gone although it answers.
//!
//! The phrases were collected from the error pages of sites in a dozen languages. They are looked for in titles and first
//! headings only, where they stood on none of some two thousand honest pages; anywhere in a source they stand on one
//! of seven. Texts and phrases are compared as [`fold`] sees them: without accents, whatever the apostrophe.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use regex::Regex;
use url::Url;

use super::{Marks, NEARLY_EMPTY, Shape, Sight};
use crate::model::Page;
use crate::text::similarity::fold;

/// Phrases that say it wherever they stand in a title or a heading.
#[rustfmt::skip]
const SURE: &[&str] = &[
    "page not found", "page cannot be found", "page can't be found", "page could not be found", "page couldn't be found",
    "page was not found", "page doesn't exist", "page does not exist", "page no longer exists", "page has been removed",
    "page you requested", "page you are looking for", "page you were looking for", "page is no longer available",
    "page isn't available", "page is not available", "page has expired",
    "article not found", "article cannot be found", "article could not be found", "article is no longer available",
    "story not found", "story could not be found", "story is no longer available",
    "content not found", "content could not be found", "content isn't available", "content is no longer available",
    "file or directory not found", "not found on this server", "wasn't found on this server", "url not found",
    "no document found", "404 not found", "not found (404)", "error 404 (not found)",
    "الصفحة غير موجودة", "الصفحة غير متوفرة", "الصفحة غير متاحة", "الصفحة التي تبحث عنها", "الصفحة التي طلبتها",
    "الصفحة المطلوبة غير", "لم يتم العثور على الصفحة", "لم نتمكن من العثور على الصفحة", "تعذر العثور على الصفحة",
    "لا توجد صفحة بهذا", "هذه الصفحة غير متاحة", "هذه الصفحة لم تعد", "المحتوى المطلوب غير", "المحتوى غير موجود",
    "الخبر غير موجود", "المقال غير موجود", "تم حذف هذا الخبر", "تم حذف هذا المقال", "هذا الخبر غير متاح",
    "هذا المقال غير متاح",
    "sayfa bulunamadı", "aradığınız sayfa", "ulaşmak istediğiniz sayfa", "böyle bir sayfa yok", "sayfa mevcut değil",
    "sayfaya ulaşılamıyor", "sayfa yayından kaldırıl", "haber bulunamadı", "aradığınız haber", "bu haber yayından kaldırıl",
    "içerik bulunamadı", "aradığınız içerik", "içerik yayından kaldırıl",
    "page non trouvée", "page introuvable", "page est introuvable", "page demandée est introuvable", "cette page n'existe",
    "page n'existe plus", "page que vous cherchez", "page que vous recherchez", "page que vous avez demandée",
    "page n'est plus disponible", "article n'est plus disponible", "contenu n'est plus disponible", "contenu introuvable",
    "article introuvable",
    "seite nicht gefunden", "seite wurde nicht gefunden", "seite konnte nicht gefunden", "seite existiert nicht",
    "seite gibt es nicht", "seite gibt es leider nicht", "seite ist nicht verfügbar", "seite ist nicht mehr verfügbar",
    "gesuchte seite", "angeforderte seite", "artikel nicht gefunden", "artikel ist nicht mehr verfügbar",
    "inhalt ist nicht mehr verfügbar", "inhalt nicht gefunden",
    "página no encontrada", "página no existe", "página que busca", "página solicitada", "no se encontró la página",
    "no se ha encontrado la página", "no se encuentra la página", "no hemos encontrado la página", "página no disponible",
    "artículo no encontrado", "contenido no encontrado", "contenido ya no está disponible",
    "página não encontrada", "página não existe", "pagina non trovata", "pagina richiesta non", "pagina niet gevonden",
    "nie znaleziono strony", "сторінку не знайдено",
    "صفحه مورد نظر یافت نشد", "صفحه یافت نشد", "صفحه پیدا نشد", "صفحه مورد نظر وجود ندارد", "صفحه مورد نظر شما",
    "страница не найдена", "страницы не существует", "страница не существует", "страница удалена", "запрашиваемая страница",
    "הדף לא נמצא", "העמוד לא נמצא", "הדף המבוקש", "העמוד המבוקש", "הדף שחיפשת", "העמוד שחיפשת", "הדף אינו קיים",
    "העמוד אינו קיים",
    "页面不存在", "找不到页面", "页面未找到", "404页面",
];

/// Phrases that say it in a text; titles of pages about such errors hold them too.
const NUMBERED: &[&str] = &["404 error", "error 404", "خطأ 404", "hata 404", "erreur 404", "fehler 404", "ошибка 404"];

/// What says it of a page, or of nothing else: of a statue, too, a headline says that it has been removed.
#[rustfmt::skip]
const SURE_ALONE: &[&str] = &[
    "not found", "404", "no longer available", "no longer exists", "does not exist", "doesn't exist", "cannot be found",
    "could not be found", "has been removed", "has been deleted", "has expired", "unavailable", "suspended",
    "غير متاح", "غير متوفر", "غير موجود", "غير موجودة", "تم حذف", "لم يتم العثور على", "لا توجد نتائج", "عفوا", "عذرا",
    "üzgünüz", "mevcut değil", "bulunamadı", "yayından kaldırıldı", "taşınmış veya silinmiş",
    "indisponible", "introuvable", "n'existe plus", "oups", "désolé",
    "nicht gefunden", "nicht mehr verfügbar", "no encontrado", "no encontrada", "ya no está disponible", "lo sentimos",
    "не найдена", "не найдено", "не существует", "לא נמצא", "לא נמצאה", "یافت نشد", "oops",
];

/// Words for a page and for errors, folded: where other words stand beside those phrases, one of these must touch them.
#[rustfmt::skip]
const OF_PAGES: &[&str] = &[
    "page", "article", "story", "content", "post", "document", "file", "site", "website", "url", "link", "account", "video",
    "error", "http", "status", "code", "sorry", "oops",
    "الصفحه", "صفحه", "المقال", "المقاله", "الخبر", "المحتوي", "الموضوع", "الرابط", "الموقع", "خطا", "عذرا", "عفوا",
    "sayfa", "haber", "icerik", "makale", "yazi", "hata", "uzgunuz",
    "contenu", "erreur", "oups", "desole", "seite", "artikel", "inhalt", "dokument", "beitrag", "fehler",
    "pagina", "articulo", "contenido", "documento", "noticia",
    "страница", "страницы", "статья", "документ", "материал", "ошибка", "הדף", "דף", "העמוד", "הכתבה", "שגיאה",
];

/// How many other words may.
const BESIDE: usize = 4;

/// Links that are headlines of other pages from which a page of next to no other text is there for them.
const HEADLINES: usize = 3;

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
    let headlines = seen.shape.linked_headlines;
    if headlines >= HEADLINES && seen.is_nearly_empty() && !is_start(sight.arrived) {
        marks.add("lists-pages", format!("{headlines} headlines in links"));
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
    let start = fold(page.text.get(..page.text.floor_char_boundary(4 * NEARLY_EMPTY)).unwrap_or_default());
    let numbered = || NUMBERED.iter().copied().find(|phrase| start.contains(&fold(phrase)));
    if let Some(phrase) = ANY_SURE.first_in(&start).or_else(numbered) {
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

/// Phrases, all looked for at once in folded texts.
struct Phrases {
    printed: &'static [&'static str],
    folded: Vec<String>,
    any: Option<AhoCorasick>,
}

impl Phrases {
    fn of(printed: &'static [&'static str]) -> Self {
        let folded: Vec<String> = printed.iter().map(|phrase| fold(phrase)).collect();
        Self { printed, any: AhoCorasick::new(&folded).ok(), folded }
    }

    /// The first phrase of a folded text, as it is printed.
    fn first_in(&self, text: &str) -> Option<&'static str> {
        self.printed.get(self.any.as_ref()?.find(text)?.pattern().as_usize()).copied()
    }
}

static ANY_SURE: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(SURE));
static ANY_ALONE: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(SURE_ALONE));

/// The phrase by which a title says that its page is gone.
fn phrase_of(title: &str) -> Option<&'static str> {
    let folded = fold(title);
    if let Some(sure) = ANY_SURE.first_in(&folded) {
        return Some(sure);
    }
    ANY_ALONE.first_in(&folded)?;
    // What stands behind a bar is the name of the site.
    let parts = [" | ", " - ", " – ", " — "].iter().fold(title.to_owned(), |parts, bar| parts.replace(bar, "\n"));
    let alone = |part: &str| {
        // Behind a colon is the name of the site, too, or more is said of it; the name of a book goes on there.
        let numbered = part.split(':').next().unwrap_or(part);
        let (part, numbered) = (fold(part), fold(numbered));
        let mut phrases = ANY_ALONE.printed.iter().zip(&ANY_ALONE.folded);
        let found =
            phrases.find(|(_, phrase)| is_alone(if phrase.as_str() == NUMBER { &numbered } else { &part }, phrase));
        found.map(|(&printed, _)| printed)
    };
    parts.lines().take(3).find_map(alone)
}

/// The number by which browsers know what is not found.
const NUMBER: &str = "404";

/// Whether a folded text says nothing besides a phrase but of what it says it.
fn is_alone(text: &str, phrase: &str) -> bool {
    let Some((before, after)) = text.split_once(phrase) else { return false };
    let bounded = (before.is_empty() || before.ends_with(' ')) && (after.is_empty() || after.starts_with(' '));
    let (mut before, mut after) = (before.split_whitespace(), after.split_whitespace());
    let of_page = |word: &str| OF_PAGES.contains(&word);
    // A number names many things; alone, or with words for errors, it names this one.
    if phrase == NUMBER {
        return bounded && before.chain(after).all(|word| of_page(word) || word == "not" || word == "found");
    }
    let words = before.clone().chain(after.clone()).count();
    let touching = before.next_back().into_iter().chain(after.next()).any(of_page);
    bounded && (words == 0 || touching && words <= BESIDE)
}
