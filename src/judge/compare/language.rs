//! Whether two titles are in one language: a translated title is no contradiction.

use std::collections::HashSet;

use crate::text::similarity::fold;

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
    ("es", &["el", "los", "las", "y", "por", "para", "una", "del", "como", "sobre", "contra", "tras", "entre"]),
    ("it", &["il", "gli", "della", "dei", "delle", "nel", "nella", "per", "che", "sono", "dopo", "tra"]),
    ("ar", &["في", "من", "علي", "الي", "عن", "مع", "بين", "ما", "التي", "الذي", "هل", "كيف", "بعد", "ان", "او", "لا", "هذا", "هذه", "ضد", "حول", "خلال", "منذ", "عبر"]),
    ("fa", &["از", "به", "در", "با", "براي", "را", "كه", "است", "اين", "هاي", "شد", "مي", "ايران", "بر", "تا"]),
    ("ru", &["и", "в", "на", "не", "с", "по", "о", "из", "за", "как", "что", "для", "от"]),
    ("uk", &["і", "та", "у", "в", "на", "не", "з", "про", "як", "що", "для", "від", "із"]),
];

/// Whether a cited title and a page's title are in one language, by their little words; the citation's whole text and
/// the page's declared language help where a title has none. A language that the document is written in is taken for
/// that of a cited title that gives no sign of its own.
pub(super) fn compare(
    cited: &str,
    citation: &str,
    document: &[&'static str],
    found: &str,
    declared: Option<&str>,
) -> Languages {
    let declared = declared.and_then(|tag| tag.split(['-', '_']).next()).filter(|tag| !tag.is_empty());
    let of_cited = guess(cited).or_else(|| guess(citation));
    let of_found = guess(found).or(declared);
    match (of_cited, of_found) {
        (Some(a), Some(b)) if a == b => Languages::Same,
        (Some(_), Some(_)) => Languages::Different,
        (None, Some(language)) if document.contains(&language) => Languages::Same,
        (Some(language), None) if document.contains(&language) => Languages::Same,
        _ => Languages::Untold,
    }
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
            assert_eq!(compare(cited, cited, &["en"], found, declared), expected, "{cited} / {found}");
        }
    }
}
