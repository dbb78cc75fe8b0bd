//! What a page's title speaks of: titles of gates before a page, of whole sites and of files contradict no citation.

use crate::text::similarity::{contains_words, fold};

/// Beginnings of the titles that stand on logins, consents, paywalls, checks and notices in the place of a page; folded.
/// From general knowledge of the web.
#[rustfmt::skip]
const GATES: &[&str] = &[
    "log in", "login", "log into", "sign in", "sign up", "sign into", "register to", "create an account", "create account",
    "subscribe to", "subscribe now", "subscription required", "become a member", "before you continue", "please enable",
    "enable javascript", "javascript is", "you need to enable", "enable cookies", "cookie consent", "cookie settings",
    "your privacy", "we value your privacy", "privacy settings", "access denied", "access restricted", "access to this page",
    "attention required", "just a moment", "one moment", "please wait", "are you a robot", "are you human", "robot check",
    "security check", "verify you", "verifying", "human verification", "checking your browser", "captcha", "loading",
    "redirecting", "unsupported browser", "browser not supported", "age verification", "service unavailable",
    "temporarily unavailable", "under maintenance", "site maintenance", "down for maintenance", "something went wrong",
    "internal server error", "bad gateway", "too many requests",
    "تسجيل الدخول", "سجل الدخول", "انشاء حساب", "اشترك", "يرجي تفعيل", "الرجاء تفعيل", "الرجاء الانتظار", "يرجي الانتظار",
    "جاري التحميل", "التحقق من", "الموقع قيد الصيانه",
    "giris yap", "oturum ac", "uye ol", "uye girisi", "abone ol", "cerez", "robot olmadiginizi", "lutfen bekleyin", "bakim",
    "se connecter", "connexion", "connectez vous", "abonnez vous", "avant de continuer",
    "anmelden", "einloggen", "bevor sie", "ورود به",
];

/// Words that titles of whole sites, sections, lists and issues are made of; folded. From general knowledge of the web.
#[rustfmt::skip]
const GENERIC: &[&str] = &[
    "home", "homepage", "page", "site", "website", "web", "official", "welcome", "portal", "index", "main", "menu",
    "news", "latest", "breaking", "headlines", "stories", "story", "comment", "opinion", "analysis", "live", "today", "world",
    "online", "archive", "archives", "search", "results", "database", "databank", "data", "dataset", "open", "library",
    "publications", "publication", "resources", "resource", "documents", "document", "download", "downloads", "reports",
    "articles", "article", "volume", "vol", "issue", "number", "journal", "and", "the", "for", "from", "our", "all",
    "موقع", "الموقع", "الرسمي", "الرسميه", "الرييسيه", "الصفحه", "صفحه", "بوابه", "البوابه", "الالكتروني", "الالكترونيه",
    "اخبار", "الاخبار", "اخر", "العاجله", "عاجل", "عاجله", "اليوم", "العدد", "المجلد", "مجله", "صحيفه", "جريده", "من", "في",
    "haber", "haberler", "haberleri", "haberi", "son", "dakika", "guncel", "resmi", "sitesi", "anasayfa", "ana", "sayfa",
    "gazete", "gazetesi", "dergisi", "cilt", "sayi", "ve",
    "accueil", "actualites", "startseite", "nachrichten",
];

/// Beginnings of words by which whoever took over a domain that was let go draws visitors to games of chance and the
/// like; folded. From general knowledge of the web.
#[rustfmt::skip]
const CHANCE: &[&str] = &[
    "slot", "judi", "gacor", "togel", "situs", "maxwin", "casino", "kasino", "bahis", "betting", "sportsbook", "bonus",
    "deneme", "poker", "roulette", "rulet", "blackjack", "jackpot", "1xbet", "viagra", "cialis", "porn", "xxx", "escort",
    "казино", "ставки", "слот", "бонус", "كازينو", "مراهنات", "رهانات", "سلوتس", "بونص",
];
/// As many of them make a title one of those; a story on the matter has fewer.
const OF_CHANCE: usize = 3;

/// Ends of names of files.
const FILE_ENDS: [&str; 9] = [".doc", ".docx", ".pdf", ".ppt", ".pptx", ".xls", ".xlsx", ".indd", ".qxd"];
/// Titles that programs give to files; folded.
const FILES: [&str; 5] = ["microsoft word", "microsoft powerpoint", "powerpoint presentation", "untitled", "layout 1"];
/// Words of its own that a title needs to speak of one page.
const OWN_WORDS: usize = 2;
/// Letters from which a word counts.
const LETTERS: usize = 3;

/// Whether a title is that of a login, a consent, a check or a notice that stands before a page.
pub(super) fn is_gate(title: &str) -> bool {
    title.split(['|', '–', '—', '·', '»', ':', '-']).map(fold).any(|part| {
        let rest = |gate: &&str| part.strip_prefix(gate).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        GATES.iter().any(rest)
    })
}

/// Whether a title is that of a file, as the program that wrote it named it.
pub(super) fn is_file(title: &str) -> bool {
    let lower = title.trim().to_lowercase();
    let folded = fold(title);
    FILE_ENDS.iter().any(|end| lower.ends_with(end)) || FILES.iter().any(|name| folded.starts_with(name))
}

/// Whether a title names no more than an account: `The Valley Herald (@herald) on X`.
pub(super) fn is_of_account(title: &str) -> bool {
    let after = title.split_once("(@").and_then(|(_, rest)| rest.split_once(')')).map(|(_, after)| after);
    after.is_some_and(|after| {
        after.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count() <= 2
    })
}

/// Whether a title is one of those that sell games of chance.
pub(super) fn is_of_chance(title: &str) -> bool {
    let title = fold(title);
    let mut held: Vec<&str> = Vec::new();
    for word in title.split(' ') {
        held.extend(CHANCE.iter().find(|beginning| word.starts_with(**beginning) && !held.contains(beginning)));
    }
    held.len() >= OF_CHANCE
}

/// Whether a title has words besides those of the site, whose `names` are folded, and those that any site has.
pub(super) fn is_of_page(title: &str, names: &[String]) -> bool {
    let title = fold(title);
    let is_own = |word: &&str| {
        word.chars().count() >= LETTERS
            && word.chars().any(char::is_alphabetic)
            && !GENERIC.contains(word)
            && !names.iter().any(|name| contains_words(name, word))
    };
    title.split(' ').filter(is_own).count() >= OWN_WORDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_folded() {
        for word in GATES.iter().chain(GENERIC).chain(&FILES).chain(CHANCE) {
            assert_eq!(&fold(word), word);
        }
    }

    #[test]
    fn gates() {
        for title in [
            "Log in to your account - Valley Herald",
            "Valley Herald | Sign in",
            "Before you continue to the Valley Herald",
            "تسجيل الدخول | صحيفة الوادي",
            "Giriş yap – Vadi Gazetesi",
        ] {
            assert!(is_gate(title), "{title}");
        }
        for title in ["Loadings of the river", "Minister signs in the valley", "Logins stolen from the water board"] {
            assert!(!is_gate(title), "{title}");
        }
    }

    #[test]
    fn accounts() {
        for title in
            ["The Valley Herald (@herald) on X", "وزارة المياه (@miyah_gov) على X", "Ada (@ada) • Instagram photos"]
        {
            assert!(is_of_account(title), "{title}");
        }
        for title in ["Ada (@ada) on X: the dam was never finished", "The dam that was never finished"] {
            assert!(!is_of_account(title), "{title}");
        }
    }

    #[test]
    fn games_of_chance() {
        for title in [
            "SLOT88: Situs Judi Slot Gacor",
            "Canlı bahis siteleri: deneme bonusu veren casino adresleri",
            "Лучшие казино 2024: слоты и бонусы",
        ] {
            assert!(is_of_chance(title), "{title}");
        }
        for title in ["The casino that drained the valley", "Deneme: bonus defteri", "A bonus for the harbour pilots"] {
            assert!(!is_of_chance(title), "{title}");
        }
    }

    #[test]
    fn files_and_sites() {
        assert!(is_file("Microsoft Word - Final draft v3"));
        assert!(is_file("valley_report_FINAL.indd"));
        assert!(!is_file("The dam that was never finished"));
        let names = ["the valley herald".to_owned(), fold("صحيفة الوادي")];
        for title in [
            "Latest news, breaking stories and comment",
            "The Valley Herald: Volume 12, Issue 3",
            "صحيفة الوادي | آخر الأخبار العاجلة",
        ] {
            assert!(!is_of_page(title, &names), "{title}");
        }
        for title in ["Valley dam opens", "وصفات شتوية من المطبخ الجبلي", "Son dakika: baraj yıkıldı"]
        {
            assert!(is_of_page(title, &names), "{title}");
        }
    }
}
