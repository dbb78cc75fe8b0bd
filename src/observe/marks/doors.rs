//! Signs that a page of terms or of passwords stands before the page asked for.
//!
//! Consent is told by hosts, paths and whole titles and never by the word, which stands on nearly half of all honest
//! pages.

use url::Url;

use super::parked::is_of;
use super::{Marks, Sight};

/// Hosts that only ask for consent.
const CONSENT_HOSTS: &[&str] = &[
    "consent.google.com",
    "consent.youtube.com",
    "guce.yahoo.com",
    "guce.aol.com",
    "consent.yahoo.com",
    "dpgmedia.net",
];

/// Beginnings of hosts that only ask for consent.
const CONSENT_BEGINNINGS: &[&str] = &["consent.google.", "consent.youtube.", "myprivacy.dpgmedia.", "guce."];

/// Paths that only ask for consent.
const CONSENT_PATHS: &[&str] = &["/privacy-gate", "/cookiewall", "/cookieabsent", "/collectconsent"];

/// Steps of paths that a redirect leads to where consent is asked for.
const CONSENT_STEPS: &[&str] =
    &["consent", "consent-management", "cookie-consent", "cookie-wall", "gdpr-consent", "privacy-wall", "privacywall"];

/// Beginnings of titles of pages that only ask for consent, in lower case.
const CONSENT_TITLES: &[&str] = &[
    "before you continue to",
    "dpg media privacy gate",
    "privacy gate",
    "cookies are required",
    "cookieabsent",
    "bevor sie zu google",
    "bevor sie zu youtube",
    "avant d'accéder à google",
    "avant d'accéder à youtube",
    "antes de ir a google",
    "antes de ir a youtube",
    "google'a devam etmeden önce",
    "youtube'a devam etmeden önce",
];

/// Titles that, but for the name of the site behind a bar, are nothing else, in lower case.
#[rustfmt::skip]
const CONSENT_WHOLE: &[&str] = &[
    "before you continue", "cookie consent", "your privacy choices", "privacy settings", "cookie settings",
    "we value your privacy",
    "قبل أن تتابع", "قبل المتابعة", "إعدادات الخصوصية", "إعدادات ملفات تعريف الارتباط",
    "devam etmeden önce", "çerez tercihleri", "çerez ayarları", "gizlilik ayarları",
    "avant de continuer", "gestion des cookies", "paramètres de confidentialité",
    "bevor sie fortfahren", "zustimmung erforderlich", "cookie-einstellungen", "datenschutzeinstellungen",
    "datenschutz-einstellungen", "antes de continuar", "configuración de cookies", "configuración de privacidad",
];

/// How much visible text, in bytes, a page may have and still do nothing but ask for consent.
const MOST_OF_CONSENT: usize = 4000;

/// Steps of paths that lead to a login.
const LOGIN_STEPS: &[&str] = &[
    "login",
    "log-in",
    "signin",
    "sign-in",
    "sign_in",
    "authwall",
    "checkpoint",
    "sso",
    "oauth",
    "oauth2",
    "giris",
    "uye-girisi",
    "wp-login.php",
    "login.php",
    "login.aspx",
    "signin.aspx",
];

/// Titles of pages that only ask who is there.
const LOGIN_TITLES: &[&str] = &[
    "log in",
    "login",
    "sign in",
    "sign in to your account",
    "login • instagram",
    "log into facebook",
    "eu login",
    "central authentication service",
    "shibboleth authentication request",
    "openathens",
    "subscribe to read",
    "giriş yap",
    "üye girişi",
    "تسجيل الدخول",
    "connexion",
    "se connecter",
    "identifiez-vous",
    "anmelden",
    "anmeldung",
    "einloggen",
    "iniciar sesión",
    "inicia sesión",
    "iniciar sesion",
    "oturum aç",
    "kullanıcı girişi",
    "تسجيل دخول",
    "سجل الدخول",
    "دخول الأعضاء",
    "ورود",
    "ورود به سیستم",
    "войти",
    "вход",
    "вход в систему",
    "авторизация",
    "כניסה",
    "כניסה למערכת",
    "התחברות",
    "log in to your account",
    "member login",
    "user login",
    "shibboleth",
];

/// How much visible text, in bytes, a page with a password field may have and still be nothing but a login.
const MOST_BESIDE: usize = 1500;

pub(super) fn find(sight: &Sight<'_>, marks: &mut Marks) {
    let host = sight.arrived.host_str().unwrap_or_default();
    if sight.redirected {
        let of_consent = CONSENT_HOSTS.iter().any(|known| is_of(host, known))
            || CONSENT_BEGINNINGS.iter().any(|known| host.starts_with(known));
        let path = sight.arrived.path().to_ascii_lowercase();
        if of_consent && Some(host) != sight.asked.host_str() {
            marks.add("consent", format!("redirect to {host}"));
        } else if let Some(step) = CONSENT_PATHS.iter().find(|step| path.contains(**step)) {
            marks.add("consent", format!("path {step}"));
        } else if let Some(step) = step_of(sight.arrived, CONSENT_STEPS, sight.asked) {
            marks.add("consent", format!("path {step}"));
        }
        if let Some(step) = step_of(sight.arrived, LOGIN_STEPS, sight.asked) {
            marks.add("login", format!("path {step}"));
        }
    }
    let Some(seen) = sight.page else { return };
    let title = seen.shape.title.as_deref().unwrap_or_default().trim().to_lowercase();
    // What stands behind a bar is the name of the site.
    let first =
        [" | ", " - ", " – "].iter().fold(title.as_str(), |title, bar| title.split(bar).next().unwrap_or(title));
    if let Some(known) = CONSENT_TITLES.iter().find(|known| title.starts_with(**known)) {
        marks.add("consent", format!("title `{known}`"));
    }
    let first = first.trim_end_matches(['.', '…']);
    let short = seen.page.text_length.is_some_and(|length| length < MOST_OF_CONSENT);
    let alone = |known: &&&str| short && first == **known;
    if let Some(known) = CONSENT_WHOLE.iter().find(alone) {
        marks.add("consent", format!("title `{known}`"));
    }
    if let Some(known) = LOGIN_TITLES.iter().find(|known| first == **known || title == **known) {
        marks.add("login", format!("title `{known}`"));
    }
    if seen.shape.asks_password && seen.page.text_length.is_some_and(|length| length < MOST_BESIDE) {
        marks.add("login-form", "field for a password");
    }
}

/// The step of a URL's path that is one of those known, where the path asked for has none of them.
fn step_of(arrived: &Url, known: &'static [&'static str], asked: &Url) -> Option<&'static str> {
    let step = |url: &Url| {
        let mut steps = url.path_segments()?;
        steps.find_map(|step| known.iter().copied().find(|known| step.eq_ignore_ascii_case(known)))
    };
    step(arrived).filter(|_| step(asked).is_none())
}
