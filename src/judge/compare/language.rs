//! Whether two titles are in one language: a translated title is no contradiction.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::model::Audit;
use crate::text::language::{self, among, clearly};
use crate::text::similarity::{Script, fold, has_word, script};

/// What two texts' languages are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Languages {
    /// One language.
    Same,
    /// Two.
    Different,
    /// Two, and the document itself holds much that is in the page's: it does not translate what it cites.
    Kept,
    /// Two, and the document is mainly in the page's: titles are translated into a document's language, not out of it.
    Foreign,
    /// It cannot be told.
    Untold,
}

/// Little words of a language, folded, that others do not have.
#[rustfmt::skip]
static LITTLE_WORDS: &[(&str, &[&str])] = &[
    ("en", &["the", "of", "and", "to", "with", "for", "from", "is", "are", "was", "how", "why", "what", "its", "after", "by", "that", "this", "not", "who", "has", "have", "will", "over", "into", "their", "than", "as", "between", "against", "under", "about", "your", "our", "you", "we", "they", "can", "all", "more", "but", "or", "it", "be", "at"]),
    ("tr", &["ve", "ile", "icin", "bir", "bu", "nasil", "neden", "gibi", "olan", "daha", "sonra", "kadar", "olarak", "uzerine", "uzerinde", "karsi", "mi", "oldu", "yeni", "turkiye", "icinde", "arasinda", "degil", "nin", "nun", "ya"]),
    ("fr", &["le", "les", "des", "du", "et", "une", "aux", "dans", "sur", "pour", "avec", "est", "qui", "au", "par", "ce", "cette", "entre", "sans", "contre", "apres"]),
    ("de", &["der", "die", "das", "des", "den", "dem", "und", "oder", "ein", "eine", "einen", "einer", "fur", "mit", "von", "vom", "im", "ist", "sind", "auf", "aus", "zu", "zum", "zur", "nach", "gegen", "uber", "wie", "wer", "bei", "beim", "nicht", "wird", "werden", "sich", "wir", "sie", "auch", "noch", "mehr", "ohne", "durch", "unter", "unser", "unsere", "unserem", "unserer", "dir", "ihr", "ihre", "euer", "eure", "wenn", "dass", "kein", "keine", "du", "dein", "deine", "dies", "diese", "dieser", "diesen", "vier"]),
    ("nl", &["het", "een", "die", "van", "voor", "niet", "met", "zijn", "ook", "naar", "haar", "hun", "wordt", "bij", "uit", "over"]),
    ("es", &["el", "los", "las", "y", "por", "para", "una", "del", "como", "sobre", "contra", "tras", "entre"]),
    ("it", &["il", "gli", "della", "dei", "delle", "nel", "nella", "per", "che", "sono", "dopo", "tra"]),
    ("sv", &["och", "att", "inte", "jag", "som", "ett", "hur", "efter"]),
    ("fi", &["ja", "ei", "myos", "mutta", "kun", "kuin", "seka", "etta", "joka", "nyt"]),
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
/// Languages that documents are told to be written in by their script; all others have Latin letters.
const NOT_LATIN: [(Script, &[&str]); 6] = [
    (Script::Arabic, &["ar", "fa", "ur", "ckb", "ku"]),
    (Script::Cyrillic, &["ru", "uk", "bg", "sr"]),
    (Script::Greek, &["el"]),
    (Script::Hebrew, &["he"]),
    (Script::EastAsian, &["zh", "ja", "ko"]),
    (Script::Other, &["hi"]),
];
/// Bytes up to which a document is short.
const SHORT_DOCUMENT: usize = 2000;
/// As many characters of a page's text are looked at.
const PAGE_TEXT: usize = 4000;
/// As many bytes of it where it is folded.
const FOLDED_TEXT: usize = 6000;
/// Letters of a page's text from which its language can be told by it alone.
const TELLING_TEXT: usize = 200;
/// Letters of a title from which it can be told which of two languages it is likelier in.
const TELLING_TITLE: usize = 20;
/// Words of a title from which the page's text can be asked whether it has them.
const FEWEST_WORDS: usize = 3;
/// The share of a title's words that a page's text in another language will not have.
const SHARED: f64 = 0.4;

/// The languages of a document; of a short one that is mostly notes and URLs, first those of what stands outside them. Where
/// letters' frequency does not tell them, little words do.
pub(super) fn of_document(audit: &Audit) -> Vec<&'static str> {
    let document = &audit.document;
    if document.text.len() <= SHORT_DOCUMENT {
        let body = body(audit);
        let enough = 2 * body.len() < document.text.len() && has_letters(&body, TELLING_TITLE);
        let mut told = if enough { language::of(&body) } else { Vec::new() };
        if !told.is_empty() {
            let others = document.languages.iter().copied().filter(|language| !told.contains(language));
            told.extend(others.collect::<Vec<_>>());
            return told;
        }
    }
    if document.languages.is_empty() {
        return tell(&document.text.chars().take(PAGE_TEXT).collect::<String>()).into_iter().collect();
    }
    document.languages.clone()
}

/// The text of a document outside its notes, without URLs.
fn body(audit: &Audit) -> String {
    let text = &audit.document.text;
    let mut notes: Vec<&Range<usize>> = audit.notes.iter().map(|note| &note.range).collect();
    notes.sort_unstable_by_key(|range| range.start);
    let mut at = 0;
    let mut body = String::new();
    for range in notes {
        body.push_str(text.get(at..range.start).unwrap_or_default());
        at = at.max(range.end);
    }
    body.push_str(text.get(at..).unwrap_or_default());
    body.split_whitespace().filter(|word| !word.contains("://")).collect::<Vec<_>>().join(" ")
}

/// Whether a cited title and a page's title are in one language. The page's is that of its text; where it has little,
/// that of its title by letters and little words, then the one it declares: many sites declare a wrong one. A cited
/// title is in the page's language where the page's text has its words; else its own letters and little words tell, and
/// last whichever of the languages at hand it is likest to. One without any sign is taken for one in the language that
/// most of the document is in. Both titles are of one script.
pub(super) fn compare(
    cited: &str,
    document: &[&'static str],
    found: &str,
    text: &str,
    folded: &str,
    declared: Option<&str>,
) -> Languages {
    let declared = declared.and_then(|tag| tag.split(['-', '_']).next()).filter(|tag| !tag.is_empty());
    let beginning: String = text.chars().take(PAGE_TEXT).collect();
    // Scripts that few languages have tell more than what a site declares.
    if !matches!(script(cited), Some(Script::Latin | Script::Arabic | Script::Cyrillic)) {
        return Languages::Same;
    }
    if shares_words(cited, folded.get(..folded.floor_char_boundary(FOLDED_TEXT)).unwrap_or_default()) {
        return Languages::Same;
    }
    let of_text = || Some(&beginning).filter(|text| has_letters(text, TELLING_TEXT)).and_then(|text| clearly(text));
    let of_found = of_text().or_else(|| tell(found)).or_else(|| tell(&beginning)).or(declared);
    let Some(page) = of_found else { return Languages::Untold };
    let script = script(cited);
    let of_script: Vec<&str> =
        document.iter().copied().filter(|language| script == Some(script_of(language))).collect();
    // A title that is not in its page's language was translated, and that into the language of the document.
    let at_hand: Vec<&str> = of_script.first().copied().into_iter().chain([page]).collect();
    match tell(cited) {
        Some(cited) if cited == page => Languages::Same,
        Some(_) if of_script.first() == Some(&page) => Languages::Foreign,
        Some(_) if of_script.contains(&page) => Languages::Kept,
        Some(_) => Languages::Different,
        None if of_script == [page] => Languages::Same,
        None if has_letters(cited, TELLING_TITLE)
            && (of_script.first() == Some(&page) || among(cited, &at_hand) == Some(page)) =>
        {
            Languages::Same
        }
        None => Languages::Untold,
    }
}

fn has_letters(text: &str, most: usize) -> bool {
    text.chars().filter(|letter| letter.is_alphabetic()).take(most).count() == most
}

/// Whether a folded text has so many of a title's words that it must be in its language.
fn shares_words(title: &str, text: &str) -> bool {
    let title = fold(title);
    let words: Vec<&str> =
        title.split(' ').filter(|word| word.chars().count() >= 2 && word.chars().all(char::is_alphabetic)).collect();
    let shared = words.iter().filter(|word| has_word(text, word)).count();
    words.len() >= FEWEST_WORDS && shared >= 2 && shared as f64 >= SHARED * words.len() as f64
}

/// The language of a text by its little words where it has several; else by its letters, for names bring strange ones;
/// else by the one little word it has.
pub(super) fn tell(text: &str) -> Option<&'static str> {
    let own = |&&(_, letters): &&(&str, &str)| text.contains(|letter| letters.contains(letter));
    match guess(text) {
        Some((language, count)) if count > 1 => Some(language),
        one => LETTERS.iter().find(own).map(|&(language, _)| language).or(one.map(|(language, _)| language)),
    }
}

/// The script that a language is written in.
pub(super) fn script_of(language: &str) -> Script {
    NOT_LATIN.iter().find(|(_, languages)| languages.contains(&language)).map_or(Script::Latin, |&(script, _)| script)
}

/// Whether a folded word is a little one of some language.
pub(super) fn is_little(word: &str) -> bool {
    LANGUAGES_OF_WORDS.contains_key(word)
}

/// Of each little word the languages that have it, by their place in the table.
static LANGUAGES_OF_WORDS: LazyLock<HashMap<&str, Vec<usize>>> = LazyLock::new(|| {
    let mut languages: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, (_, words)) in LITTLE_WORDS.iter().enumerate() {
        words.iter().for_each(|&word| languages.entry(word).or_default().push(index));
    }
    languages
});

/// The language whose little words a text has most of, and how many; `None` where it has none, or two languages have
/// equally many.
fn guess(text: &str) -> Option<(&'static str, usize)> {
    let mut counts: Vec<(usize, &'static str)> = LITTLE_WORDS.iter().map(|&(language, _)| (0, language)).collect();
    for language in fold(text).split(' ').filter_map(|word| LANGUAGES_OF_WORDS.get(word)).flatten() {
        if let Some((count, _)) = counts.get_mut(*language) {
            *count += 1;
        }
    }
    counts.sort_unstable_by(|a, b| b.cmp(a));
    match counts.as_slice() {
        [(most, language), (second, _), ..] if most > second => Some((language, *most)),
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
            assert_eq!(compare(cited, &["en", "ar"], found, "", "", declared), expected, "{cited} / {found}");
        }
    }

    #[test]
    fn letters_and_the_page_tell_what_titles_do_not() {
        let (water, baraj) = ("Valley dam construction halted", "Vadideki baraj inşaatı durduruldu");
        for (cited, document, found, text, declared, expected) in [
            (baraj, &["tr"][..], "The dam that was never finished", "", None, Languages::Different),
            (baraj, &["tr", "en"], "The dam that was never finished", "", None, Languages::Kept),
            ("Vadideki baraj", &["tr", "en"], water, "", Some("en"), Languages::Untold),
            ("Vadideki baraj", &["en", "tr"], water, "", Some("en"), Languages::Untold),
            (water, &["en", "tr"], "Ten lamb recipes", "", Some("en"), Languages::Same),
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
            assert_eq!(compare(cited, document, found, text, &fold(text), declared), expected, "{cited} / {found}");
        }
    }
}
