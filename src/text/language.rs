//! Which languages a text is written in.

use whatlang::{Detector, Lang, detect};

use crate::threads::side_by_side;

/// The languages isnad names, as ISO 639-1 codes.
const CODES: [(Lang, &str); 22] = [
    (Lang::Ara, "ar"),
    (Lang::Tur, "tr"),
    (Lang::Eng, "en"),
    (Lang::Fra, "fr"),
    (Lang::Deu, "de"),
    (Lang::Spa, "es"),
    (Lang::Ita, "it"),
    (Lang::Por, "pt"),
    (Lang::Nld, "nl"),
    (Lang::Pes, "fa"),
    (Lang::Heb, "he"),
    (Lang::Rus, "ru"),
    (Lang::Ukr, "uk"),
    (Lang::Cmn, "zh"),
    (Lang::Jpn, "ja"),
    (Lang::Kor, "ko"),
    (Lang::Ell, "el"),
    (Lang::Hin, "hi"),
    (Lang::Urd, "ur"),
    (Lang::Pol, "pl"),
    (Lang::Swe, "sv"),
    (Lang::Aze, "az"),
];

/// Stretches shorter than this say too little.
const STRETCH: usize = 240;
/// No more than this many stretches are looked at, spread over the text.
const STRETCHES: usize = 100;

/// As many are looked at in one go, in one thread.
const AT_ONCE: usize = 25;

/// The languages of a text, most used first: those with at least a twentieth of what could be told.
pub fn of(text: &str) -> Vec<&'static str> {
    let step = (text.len() / STRETCHES).max(STRETCH);
    let starts: Vec<usize> = (0..text.len()).step_by(step).collect();
    let told = side_by_side(starts.chunks(AT_ONCE).collect(), |starts| {
        starts.iter().map(|&at| of_stretch(text, at)).collect::<Vec<_>>()
    });
    let mut counts: Vec<(&'static str, usize)> = Vec::new();
    for code in told.into_iter().flatten().flatten() {
        match counts.iter_mut().find(|(known, _)| *known == code) {
            Some((_, count)) => *count += 1,
            None => counts.push((code, 1)),
        }
    }
    let total: usize = counts.iter().map(|(_, count)| count).sum();
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    counts.into_iter().filter(|(_, count)| count * 20 >= total).map(|(code, _)| code).collect()
}

/// The language of the stretch from a byte on, as far as that can be told.
fn of_stretch(text: &str, at: usize) -> Option<&'static str> {
    let start = text.ceil_char_boundary(at);
    let end = text.floor_char_boundary(start + STRETCH).max(start);
    let found = detect(text.get(start..end).unwrap_or_default()).filter(|found| found.confidence() > 0.5)?;
    code(found.lang())
}

/// The language of a text, where its letters leave no doubt; best on some hundred letters and more.
///
/// ```
/// use isnad::text::language::clearly;
/// let text = "The dam was begun in the dry years, and nobody in the valley believed that it would ever hold water. \
///             What they said of it then is what they say of it now: that those who built it never asked where the \
///             river went when it was not seen, and that the fields below have been waiting for an answer since.";
/// assert_eq!(clearly(text), Some("en"));
/// assert_eq!(clearly("4711"), None);
/// ```
pub fn clearly(text: &str) -> Option<&'static str> {
    code(detect(text).filter(whatlang::Info::is_reliable)?.lang())
}

/// Which of these languages a text is likest to; `None` where they are less than two.
///
/// ```
/// use isnad::text::language::among;
/// assert_eq!(among("Valley dam construction halted after the flood", &["tr", "en"]), Some("en"));
/// assert_eq!(among("Vadideki baraj yine durdu", &["en"]), None);
/// ```
pub fn among(text: &str, languages: &[&str]) -> Option<&'static str> {
    let allowed = CODES.iter().filter(|(_, code)| languages.contains(code));
    let allowed: Vec<Lang> = allowed.map(|&(language, _)| language).collect();
    if allowed.len() < 2 {
        return None;
    }
    code(Detector::with_allowlist(allowed).detect_lang(text)?)
}

fn code(language: Lang) -> Option<&'static str> {
    CODES.iter().find(|(known, _)| *known == language).map(|&(_, code)| code)
}
