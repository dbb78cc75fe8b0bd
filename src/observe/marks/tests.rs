//! Marks in tables.

#![expect(clippy::unwrap_used, reason = "a test")]

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use url::Url;

use super::*;
use crate::observe::page;

fn marks(
    status: u16,
    header: Option<(&'static str, &'static str)>,
    asked: &str,
    arrived: &str,
    source: &str,
) -> String {
    let pairs = header.map(|(name, value)| (name.parse::<HeaderName>().unwrap(), HeaderValue::from_static(value)));
    let (headers, body) = (HeaderMap::from_iter(pairs), Vec::new());
    let answer = Answer::whole(status, headers, body);
    let (asked, arrived) = (Url::parse(asked).unwrap(), Url::parse(arrived).unwrap());
    let reading = page::read(source, &arrived, false);
    let seen = Seen { source, page: &reading.page, shape: &reading.shape };
    let redirected = asked != arrived;
    let sight = Sight { asked: &asked, arrived: &arrived, redirected, answer: &answer, page: Some(seen) };
    let weak = ["short-text", "no-index", "site-name-title"];
    let names: Vec<_> = find(&sight).iter().map(|mark| mark.mark).filter(|mark| !weak.contains(mark)).collect();
    names.join(" ")
}

/// The status, a header, the page's source, and the marks they make.
type Case<'a> = (u16, Option<(&'static str, &'static str)>, &'a str, &'a str);

const AT: &str = "https://news.example/2021/05/story-12345";

#[test]
fn walls_are_marked_and_what_only_stands_near_them_is_not() {
    let long = format!("<p>{}", "word ".repeat(200));
    let near_imperva = format!("{long}_Incapsula_Resource");
    let near_captcha = format!("{long}<div class=g-recaptcha>");
    let cases: &[Case<'_>] = &[
        (429, Some(("cf-mitigated", "challenge")), "", "cf-challenge"),
        (405, Some(("x-amzn-waf-action", "captcha")), "", "aws-waf-captcha"),
        (202, Some(("x-amzn-waf-action", "challenge")), "", "aws-waf-challenge"),
        (429, Some(("x-vercel-mitigated", "challenge")), "", "vercel-challenge"),
        (999, None, "", "request-denied"),
        (403, Some(("server", "AkamaiGHost")), "", "akamai-denied"),
        (200, Some(("server", "AkamaiGHost")), "<p>words", ""),
        (200, Some(("server", "cloudflare")), "<p>words<script src=/cdn-cgi/challenge-platform/scripts/jsd>", ""),
        (200, None, "<title>Just a moment...</title>_cf_chl_opt", "cf-challenge"),
        (200, None, "<title>JUST A MOMENT", "cf-challenge"),
        (200, None, &near_imperva, ""),
        (200, None, "_Incapsula_Resource", "imperva"),
        (403, None, "<p>Access Denied", "request-denied"),
        (200, None, "<p>Access Denied", ""),
        (403, None, &near_captcha, ""),
        (403, None, "<p>Reference #18.2d351ab8.1557333295.a4e16ab", "akamai-denied"),
    ];
    for (status, header, source, expected) in cases {
        assert_eq!(marks(*status, *header, AT, AT, source), *expected, "{status} {header:?} {source}");
    }
}

#[test]
fn pages_that_say_they_are_gone_are_marked_and_pages_about_it_are_not() {
    let gone = [
        "Page not found | The Daily Reed",
        "404",
        "404 - The Daily Reed",
        "Hata 404 | Saz Gazetesi",
        "خطأ 404 - صحيفة القصب",
        "Error 404 (Not Found)!!1",
        "Error 404: The Daily Reed",
        "Not Found",
        "Oops! That page can\u{2019}t be found.",
        "الصفحة غير موجودة - صحيفة القصب",
        "لم يتم العثور على الصفحة المطلوبة",
        "عفوًا، تم حذف هذا الخبر",
        "الصّفحة غير مَوجودة",
        "Aradığınız haber artık yayında değil",
        "عفوا",
        "SAYFA BULUNAMADI",
        "Sayfa Bulunamadı | Saz Gazetesi",
        "Aradığınız sayfa bulunamadı",
        "Cette page est introuvable",
        "Page introuvable",
        "Seite nicht gefunden",
        "Página no encontrada",
        "صفحه مورد نظر یافت نشد",
        "Страница не найдена",
        "页面不存在",
        "This article is no longer available",
        "Account suspended",
        "Video unavailable - Reed",
        "Sorry, this page isn't available.",
        "The requested article could not be found",
        "عذراً، المحتوى المطلوب غير موجود | صحيفة القصب",
        "الصفحه غير موجوده",
        "الخبر غير موجود",
        "Aradığınız sayfaya ulaşılamıyor",
        "İçerik yayından kaldırılmıştır",
        "Cette page n\u{2019}existe plus",
        "La page demandée est introuvable",
        "Oups !",
        "Diese Seite gibt es leider nicht mehr",
        "Die angeforderte Seite wurde nicht gefunden",
        "Lo sentimos",
        "Este contenido ya no está disponible",
        "La pagina no existe",
        "Такой страницы не существует",
        "הדף לא נמצא - עיתון הקנה",
    ];
    for title in gone {
        assert_eq!(marks(200, None, AT, AT, &format!("<title>{title}</title>")), "not-found-title", "{title}");
    }
    let honest = [
        "Peugeot 404: the car that crossed the desert",
        "404 Park Avenue is for rent",
        "Room 404",
        "What a 404 error is and how to mend it",
        "The history of error 404 in ten pictures",
        "Hata 404 nedir ve nasıl düzeltilir",
        "Peugeot 404: an error of judgement",
        "Why plastic bags are no longer available in the valley's shops",
        "The statue that has been removed from the square returns",
        "Missing persons: 404 names, not found after ten years of search",
        "عذرا أيها النهر: رسالة من فلاح إلى مجرى جف قبل أوانه",
        "Oops! How a typing error moved the markets of three countries",
        "Milk whose date has expired and what may still be done with it",
        "The statue has been removed",
        "Survivors not found",
        "Kayıp çocuk bulunamadı",
        "Le trésor introuvable",
        "عذرا فيروز",
        "Lo sentimos mucho, vecinos",
    ];
    for title in honest {
        assert_eq!(marks(200, None, AT, AT, &format!("<title>{title}</title>")), "", "{title}");
    }
    assert_eq!(marks(200, None, AT, AT, "<title>Reed</title><h1>404</h1>"), "not-found-heading");
}

#[test]
fn where_a_url_led_is_marked() {
    let cases = [
        (AT, "https://news.example/", "to-home"),
        (AT, "https://www.news.example/ar/", "to-home"),
        (AT, "https://news.example/index.html", "to-home"),
        ("https://news.example/", "https://news.example/en/", ""),
        ("https://news.example/about", "https://news.example/", ""),
        (AT, "https://news.example/story-12345", ""),
        (AT, "https://news.example/404", "not-found-path"),
        (AT, "https://news.example/error/404.html", "not-found-path"),
        (AT, "https://news.example/page-not-found", "not-found-path"),
        (AT, "https://news.example/article/404", "not-found-path"),
        (AT, "https://news.example/bus-404-to-town", ""),
        (AT, "https://news.example/login?next=/2021", "login"),
        (AT, "https://news.example/accounts/signin", "login"),
        (AT, "https://news.example/blogging/logins-explained", ""),
        ("https://news.example/login/help", "https://news.example/login/helpdesk", ""),
        (AT, "https://consent.google.de/ml?continue=x", "consent"),
        (AT, "https://news.example/privacy-gate?to=x", "consent"),
        (AT, "https://news.example/consent-management/?to=x", "consent"),
        (AT, "https://news.example/blog/consent-of-the-governed", ""),
        (AT, "https://www.hugedomains.com/domain_profile.cfm?d=x", "parked"),
        (AT, "https://notdan.com/", "to-home"),
    ];
    for (asked, arrived, expected) in cases {
        assert_eq!(marks(200, None, asked, arrived, "<title>A page of words</title><p>words"), expected, "{arrived}");
    }
}

#[test]
fn doors_and_parked_domains_are_marked() {
    let form = "<form><input name=p type=Password></form>";
    let long = format!("{form}<p>{}", "word ".repeat(400));
    let asked = format!("<title>Before you continue</title><p>{}", "An essay of some length. ".repeat(200));
    let cases = [
        ("<p>This domain is FOR SALE", "parked"),
        ("<p>Bu alan adı satılıktır", "parked"),
        ("<p>هذا النطاق معروض للبيع", "parked"),
        ("<p>We ask for your consent to cookies", ""),
        ("<title>Before you continue to Reed Search</title>", "consent"),
        ("<title>Before you continue</title>", "consent"),
        ("<title>Before you continue…</title>", "consent"),
        ("<title>Before you continue down the valley</title>", ""),
        ("<title>Avant de continuer | Le Roseau</title>", "consent"),
        ("<title>Çerez Tercihleri - Saz</title>", "consent"),
        ("<title>قبل المتابعة</title>", "consent"),
        ("<title>Bevor Sie fortfahren</title>", "consent"),
        ("<title>Antes de continuar</title>", "consent"),
        (asked.as_str(), ""),
        ("<title>Inicia sesión | Juncos</title>", "login"),
        ("<title>Oturum Aç</title>", "login"),
        ("<title>Log in | Reed</title>", "login"),
        ("<title>Log in to the forest: timber and the state</title>", ""),
        ("<title>تسجيل الدخول</title>", "login"),
        (form, "login-form"),
        (long.as_str(), ""),
        ("<div id=root></div><script>run()</script>", "needs-scripts"),
        ("<p>A word</p><script>run()</script>", ""),
    ];
    for (source, expected) in cases {
        assert_eq!(marks(200, None, AT, AT, source), expected, "{source}");
    }
}

#[test]
fn pages_that_are_there_for_what_they_link_to_are_marked() {
    let headlines = |count, tail: &str| "<h2><a href=/1>Council paves the road</a></h2>".repeat(count) + tail;
    let long = format!("<p>{}", "word ".repeat(200));
    let items = "<ul><li><a href=/1>Vegetable prices rise before the holiday</a> 1 May</ul>".repeat(3);
    let menu = "<a href=/1>News</a><a href=/2>Sport</a><a href=/3>Opinion</a><a href=/4>About us</a>";
    for (source, expected) in [
        (headlines(3, ""), "lists-pages"),
        (headlines(2, ""), ""),
        (headlines(3, &long), ""),
        (items, "lists-pages"),
        ("<a href=/1><h3>Council paves</h3></a>".repeat(3), "lists-pages"),
        (menu.to_owned(), ""),
    ] {
        assert_eq!(marks(200, None, AT, AT, &source), expected, "{source}");
    }
    assert_eq!(marks(200, None, AT, "https://news.example/", &headlines(9, "")), "to-home");
}
