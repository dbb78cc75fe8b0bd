//! Reports in Turkish.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::{Sentence, set};

/// The beginnings of who speaks, folded: offices, publications, and what they publish.
const SPEAKERS: [&str; 44] = [
    "rapor",
    "haber",
    "yetkili",
    "veri",
    "aciklama",
    "arastirma",
    "iddia",
    "kaynak",
    "uzman",
    "gazete",
    "bakan",
    "ajans",
    "kurum",
    "istatistik",
    "anket",
    "calisma",
    "belge",
    "sozcu",
    "tanik",
    "gozlemci",
    "analist",
    "baskan",
    "cumhurbaskan",
    "mudur",
    "temsilci",
    "yazar",
    "akademisyen",
    "profesor",
    "ekonomist",
    "muhabir",
    "dernek",
    "dernegi",
    "sendika",
    "birlik",
    "birligi",
    "vakif",
    "vakfi",
    "universite",
    "mahkeme",
    "polis",
    "hukumet",
    "tahmin",
    "bildiri",
    "site",
];

/// Verbs of nothing but speech, in the third person.
static SPEECH: LazyLock<HashSet<String>> = LazyLock::new(|| {
    set(&[
        "dedi diyor demişti dediler söyledi söylüyor söylemişti söylediler açıkladı açıklamıştı açıkladılar belirtti",
        "belirtiyor belirtmişti belirttiler bildirdi bildirmişti bildiriyor duyurdu duyurmuştu vurguladı vurguluyor",
    ])
});

/// The second words of verbs of two: `ifade etti`, `öne sürdü`.
const COMPOUND: [(&str, &[&str]); 6] = [
    ("ifade", &["etti", "ediyor", "etmisti", "ettiler", "edildi"]),
    ("iddia", &["etti", "ediyor", "etmisti", "ettiler", "edildi", "ediliyor"]),
    ("one", &["surdu", "suruyor", "surmustu", "suruldu", "suruluyor", "surduler"]),
    ("ileri", &["surdu", "suruyor", "suruldu", "surduler"]),
    ("dile", &["getirdi", "getiriyor", "getirmisti", "getirdiler"]),
    ("diye", &["konustu", "yazdi", "ekledi", "sordu"]),
];

/// Verbs that report only what was said to be so: `olduğunu kaydetti`.
static REPORTING: LazyLock<HashSet<String>> = LazyLock::new(|| {
    set(&[
        "kaydetti kaydediyor aktardı aktarıyor savundu savunuyor yazdı yazıyor uyardı ekledi anlattı hatırlattı",
        "doğruladı yalanladı bildirildi belirtildi açıklandı kaydedildi aktarıldı",
    ])
});

pub(super) fn report(sentence: &Sentence<'_>) -> Option<Range<usize>> {
    let words = sentence.words.iter().enumerate().filter(|(_, word)| !word.quoted);
    words.map(|(index, _)| index).find_map(|index| {
        let from = according(sentence, index).or_else(|| verb(sentence, index))?;
        Some(sentence.range(from..index + 2))
    })
}

/// `Reuters'a göre`, `yetkililere göre`, not `geçen yıla göre`.
fn according(sentence: &Sentence<'_>, index: usize) -> Option<usize> {
    if sentence.folded(index) != "gore" {
        return None;
    }
    let before = index.checked_sub(1)?;
    let word = sentence.words.get(before)?;
    let written = sentence.text.get(word.range.clone()).unwrap_or_default();
    let ending = written.rsplit_once(['\'', '’']).map(|(_, ending)| ending);
    let name = word.capital && ending.is_some_and(|ending| ending.ends_with(['a', 'e']) && ending.chars().count() <= 3);
    (name && !ending.is_some_and(|_| written.starts_with(|c: char| c.is_ascii_digit())) || is_speaker(&word.folded))
        .then_some(before)
}

fn verb(sentence: &Sentence<'_>, index: usize) -> Option<usize> {
    let word = sentence.folded(index);
    if SPEECH.contains(word) {
        return Some(index.saturating_sub(1));
    }
    let before = index.checked_sub(1)?;
    let first = sentence.folded(before);
    if COMPOUND.iter().any(|(of, seconds)| *of == first && seconds.contains(&word))
        || first == "seklinde" && word == "konustu"
    {
        return Some(before);
    }
    (REPORTING.contains(word) && (is_clause(first) || sentence.quotes())).then_some(before)
}

fn is_speaker(word: &str) -> bool {
    SPEAKERS.iter().any(|speaker| word.starts_with(speaker)) && word.ends_with(['a', 'e'])
}

/// Whether a word is a clause made a noun: `olduğunu`, `edileceğini`, `yapılması gerektiğini`.
fn is_clause(word: &str) -> bool {
    ["digini", "dugunu", "tigini", "tugunu", "cagini", "cegini", "masini", "mesini"]
        .iter()
        .any(|end| word.ends_with(end))
}
