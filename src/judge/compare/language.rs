//! Whether two titles are in one language: a translated title is no contradiction.

use std::collections::HashSet;

use crate::text::similarity::{Script, fold, script};

/// What two texts' languages are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Languages {
    /// One language.
    Same,
    /// Two.
    Different,
    /// It cannot be told.
    Untold,
}

/// Little words of a language, folded, that others do not have.
#[rustfmt::skip]
static LITTLE_WORDS: &[(&str, &[&str])] = &[
    ("en", &["the", "of", "and", "to", "with", "for", "from", "is", "are", "was", "how", "why", "what", "its", "after", "by", "that", "this", "not", "who", "has", "have", "will", "over", "into", "their", "than", "as", "at", "be", "between", "against", "under", "about"]),
    ("tr", &["ve", "ile", "icin", "bir", "bu", "nasil", "neden", "gibi", "olan", "daha", "sonra", "kadar", "olarak", "uzerine", "uzerinde", "karsi", "mi", "oldu", "yeni", "turkiye", "icinde", "arasinda", "degil", "nin", "nun", "ya"]),
    ("fr", &["le", "les", "des", "du", "et", "une", "aux", "dans", "sur", "pour", "avec", "est", "qui", "au", "par", "ce", "cette", "entre", "sans", "contre", "apres"]),
    ("de", &["der", "und", "das", "den", "dem", "ein", "eine", "fur", "mit", "von", "im", "ist", "auf", "zum", "zur", "nach", "gegen", "uber", "wie", "bei", "nicht", "wird"]),
    ("nl", &["het", "een", "van", "voor", "niet", "met", "zijn", "ook", "naar", "haar", "hun", "wordt", "bij", "uit", "over"]),
    ("es", &["el", "los", "las", "y", "por", "para", "una", "del", "como", "sobre", "contra", "tras", "entre"]),
    ("it", &["il", "gli", "della", "dei", "delle", "nel", "nella", "per", "che", "sono", "dopo", "tra"]),
    ("ar", &["في", "من", "علي", "الي", "عن", "مع", "بين", "ما", "التي", "الذي", "هل", "كيف", "بعد", "ان", "او", "لا", "هذا", "هذه", "ضد", "حول", "خلال", "منذ", "عبر"]),
    ("fa", &["از", "به", "در", "با", "براي", "را", "كه", "است", "اين", "هاي", "شد", "مي", "ايران", "بر", "تا"]),
    ("ru", &["и", "в", "на", "не", "с", "по", "о", "из", "за", "как", "что", "для", "от"]),
    ("uk", &["і", "та", "у", "в", "на", "не", "з", "про", "як", "що", "для", "від", "із"]),
];

/// Letters that a language has and those below it of the same script have not, or hardly.
static LETTERS: &[(&str, &str)] = &[
    ("tr", "ıİşŞğĞ"),
    ("de", "ß"),
    ("es", "ñ¿¡"),
    ("ckb", "ێۆڕڵ"),
    ("ur", "ٹڈڑے"),
    ("ar", "ةأإ"),
    ("fa", "پچگژیک"),
    ("uk", "іїєґ"),
    ("ru", "ыэё"),
];
/// Languages in Arabic and in Cyrillic script; all others that documents are told to be written in have Latin letters.
const NOT_LATIN: [(Script, &[&str]); 2] =
    [(Script::Arabic, &["ar", "fa", "ur", "ckb", "ku"]), (Script::Cyrillic, &["ru", "uk", "bg", "sr"])];
/// As many characters of a page's text are looked at.
const PAGE_TEXT: usize = 2000;

/// Whether a cited title and a page's title are in one language, by their letters and little words. Where the page's
/// title has neither, its text and then the language it declares speak for it: many sites declare a wrong one. A cited
/// title without a sign of its own is taken for one in the document's language if it has only one of that script.
pub(super) fn compare(
    cited: &str,
    document: &[&'static str],
    found: &str,
    text: &str,
    declared: Option<&str>,
) -> Languages {
    let declared = declared.and_then(|tag| tag.split(['-', '_']).next()).filter(|tag| !tag.is_empty());
    let beginning = || text.chars().take(PAGE_TEXT).collect::<String>();
    let of_found = tell(found).or_else(|| tell(&beginning())).or(declared);
    let script = script(cited);
    let of_script: Vec<&str> =
        document.iter().copied().filter(|language| script == Some(script_of(language))).collect();
    match (tell(cited), of_found) {
        (Some(a), Some(b)) if a == b => Languages::Same,
        (Some(_), Some(_)) => Languages::Different,
        (None, Some(language)) if of_script == [language] => Languages::Same,
        _ => Languages::Untold,
    }
}

/// The language of a text by its letters, else by its little words.
fn tell(text: &str) -> Option<&'static str> {
    let own = |&&(_, letters): &&(&str, &str)| text.contains(|letter| letters.contains(letter));
    LETTERS.iter().find(own).map(|&(language, _)| language).or_else(|| guess(text))
}

/// The script that a language is written in.
fn script_of(language: &str) -> Script {
    NOT_LATIN.iter().find(|(_, languages)| languages.contains(&language)).map_or(Script::Latin, |&(script, _)| script)
}

/// Whether a folded word is a little one of some language.
pub(super) fn is_little(word: &str) -> bool {
    LITTLE_WORDS.iter().any(|(_, words)| words.contains(&word))
}

/// The language whose little words a text has most of; `None` where it has none, or two languages have equally many.
fn guess(text: &str) -> Option<&'static str> {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    let mut counts: Vec<(usize, &'static str)> = LITTLE_WORDS
        .iter()
        .map(|&(language, little)| {
            let little: HashSet<&str> = little.iter().copied().collect();
            (words.iter().filter(|word| little.contains(*word)).count(), language)
        })
        .collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    match counts.as_slice() {
        [(most, language), (second, _), ..] if most > second => Some(language),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_words_tell_languages() {
        for (cited, found, declared, expected) in [
            ("The price of water in the valley", "A year after the flood", Some("en"), Languages::Same),
            (
                "The price of water in the valley",
                "Le prix de l'eau dans la vallée et ailleurs",
                None,
                Languages::Different,
            ),
            ("The price of water in the valley", "Vadide suyun bedeli", Some("tr-TR"), Languages::Different),
            ("Water prices soar", "Lamb recipes collection", Some("en"), Languages::Same),
            ("Water prices soar", "Lamb recipes collection", None, Languages::Untold),
            ("Water prices soar", "Lammrezepte Sammlung", Some("de"), Languages::Untold),
            ("سعر المياه في الوادي", "قیمت آب در دره و از آن", None, Languages::Different),
            ("سعر المياه في الوادي", "وصفات من المطبخ الجبلي", Some("ar"), Languages::Same),
        ] {
            assert_eq!(compare(cited, &["en", "ar"], found, "", declared), expected, "{cited} / {found}");
        }
    }

    #[test]
    fn letters_and_the_page_tell_what_titles_do_not() {
        let (water, baraj) = ("Valley dam construction halted", "Vadideki baraj inşaatı durduruldu");
        for (cited, document, found, text, declared, expected) in [
            (baraj, &["en"][..], "The dam that was never finished", "", None, Languages::Different),
            ("Vadideki baraj", &["en", "tr"], water, "", Some("en"), Languages::Untold),
            (
                water,
                &["en", "tr"],
                "Vadideki baraj",
                "Bu baraj için daha çok para ve bir plan",
                Some("en"),
                Languages::Untold,
            ),
            (
                "The dam that was halted",
                &["en"],
                "Vadideki baraj",
                "Bu baraj icin bir plan ve para",
                Some("en"),
                Languages::Different,
            ),
            ("سد ناتمام دره", &["ar", "fa"], "السد الذي لم يكتمل", "", None, Languages::Untold),
            ("گزارش سد", &["fa"], "السد الذي لم يكتمل", "", None, Languages::Different),
        ] {
            assert_eq!(compare(cited, document, found, text, declared), expected, "{cited} / {found}");
        }
    }
}
