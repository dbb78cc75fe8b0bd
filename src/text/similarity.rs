//! How alike two texts are, whatever their spelling, casing, direction marks and digits.
//!
//! Scores are 0 to 100. The measure and its thresholds (75 the same, under 50 another) come from an evaluation on the
//! titles of some 840 public pages, where they contradicted 0.5 % of the true titles.

mod folding;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use percent_encoding::percent_decode_str;
use url::Url;

use super::arabic;
use crate::text::letters::is_alphabetic;

pub use folding::fold;

/// Longest text compared, in characters of its folded form: it bounds the quadratic ratio.
const LONGEST: usize = 500;
/// Shortest beginning that stands for the whole, in characters.
const SHORTEST_BEGINNING: usize = 25;
/// From this length on, in bytes of the folded form, a text found inside another is no accident even within a word.
const LONG_NEEDLE: usize = 16;
/// What the cited title must hold at least of itself in a shorter candidate.
const SHORTER_CANDIDATE: f64 = 0.6;
/// Weight of a word found only by its stem.
const STEM_WEIGHT: f64 = 0.9;
/// Most that a likeness across scripts can score: transliteration is a hint, never proof.
const ACROSS_SCRIPTS: f64 = 50.0;

/// The writing system of most of a text's letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Script {
    /// Latin.
    Latin,
    /// Arabic, Persian letters included.
    Arabic,
    /// Cyrillic.
    Cyrillic,
    /// Greek.
    Greek,
    /// Hebrew.
    Hebrew,
    /// Chinese, Japanese and Korean.
    EastAsian,
    /// Any other.
    Other,
}

/// How alike a cited title and a page's title are, 0 to 100: the best of the ratio of common letters, the share of the
/// cited title's words found in the candidate, and containment of one in the other.
///
/// A candidate inside the cited title counts only where it is most of it. A text that ends in an ellipsis is taken for
/// the beginning of the other. Titles of one word score by their ratio alone. 0 where either is empty.
///
/// ```
/// use isnad::text::similarity::title_score;
/// assert_eq!(title_score("The river that runs dry", "The River That Runs Dry | Daily Delta"), 100.0);
/// assert!(title_score("The river that runs dry", "Ten recipes for spring lamb") < 50.0);
/// ```
pub fn title_score(cited: &str, candidate: &str) -> f64 {
    score_from(cited, candidate, 0.0)
}

/// Whether [`title_score`] comes to at least this much; quicker than to reckon how much it is.
pub fn scores(cited: &str, candidate: &str, least: f64) -> bool {
    score_from(cited, candidate, least) >= least
}

/// The score of titles; letters in common are not counted where they could not come to `least`.
fn score_from(cited: &str, candidate: &str, least: f64) -> f64 {
    let (cited_cut, candidate_cut) = (is_truncated(cited), is_truncated(candidate));
    let (cited, candidate) = (capped(fold(cited)), capped(fold(candidate)));
    if cited.is_empty() || candidate.is_empty() {
        return 0.0;
    }
    if cited_cut && begins(&candidate, &cited) || candidate_cut && begins(&cited, &candidate) {
        return 100.0;
    }
    let (length, other) = (cited.chars().count() as f64, candidate.chars().count() as f64);
    let most = 200.0 * length.min(other) / (length + other);
    let ratio = || if most >= least { ratio(&cited, &candidate) } else { 0.0 };
    let words = cited.split(' ').count();
    if words < 2 {
        return ratio();
    }
    if contains_words(&candidate, &cited) || other >= SHORTER_CANDIDATE * length && contains_words(&cited, &candidate) {
        return 100.0;
    }
    if words < 3 {
        return ratio();
    }
    if is_within_but_for_spaces(&cited, &candidate) {
        return 100.0;
    }
    let covered = covered(&cited, &candidate);
    if covered >= 100.0 { covered } else { covered.max(ratio()) }
}

/// Whether a text of some length stands in another but for the spaces, which conversion and habits of writing move.
fn is_within_but_for_spaces(cited: &str, candidate: &str) -> bool {
    let joined = |text: &str| text.replace(' ', "");
    let cited = joined(cited);
    cited.len() >= LONG_NEEDLE && joined(candidate).contains(&cited)
}

/// Whether a text holds another, both as [`fold`] sees them: as whole words, or anywhere if it is long.
pub fn contains_folded(haystack: &str, needle: &str) -> bool {
    contains_words(&fold(haystack), &fold(needle))
}

/// [`contains_folded`] for texts that are folded already.
pub fn contains_words(haystack: &str, needle: &str) -> bool {
    if needle.is_empty() {
        return false;
    }
    if needle.len() >= LONG_NEEDLE {
        return haystack.contains(needle);
    }
    haystack.match_indices(needle).any(|(start, found)| {
        let before = haystack.get(..start).unwrap_or_default();
        let after = haystack.get(start + found.len()..).unwrap_or_default();
        (before.is_empty() || before.ends_with(' ')) && (after.is_empty() || after.starts_with(' '))
    })
}

/// Where a folded word begins in a folded text, as a word of its own or at the end of one.
fn ends_of_words<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = &'t str> {
    let found = text.match_indices(word).filter(|_| !word.is_empty());
    found.filter_map(move |(at, _)| {
        let end = at + word.len();
        // Few do, and each of them has a word of its own to go back over: the work stays linear.
        text.get(end..).filter(|rest| rest.is_empty() || rest.starts_with(' '))?;
        let start = text.get(..at)?.rfind(' ').map_or(0, |space| space + 1);
        text.get(start..end)
    })
}

/// Whether a folded text has a folded word.
pub fn has_word(text: &str, word: &str) -> bool {
    ends_of_words(text, word).any(|whole| whole == word)
}

/// Whether a folded text has a folded word in any form that has its stem.
///
/// ```
/// use isnad::text::similarity::has_word_of_stem;
/// assert!(has_word_of_stem("تقرير والاقتصاد", "الاقتصاد"));
/// assert!(!has_word_of_stem("harbourmaster", "master"));
/// ```
pub fn has_word_of_stem(text: &str, word: &str) -> bool {
    let stem = arabic::stem(word);
    ends_of_words(text, stem).any(|whole| whole == stem || arabic::stem(whole) == stem)
}

/// Whether a word of a folded text begins so.
pub fn has_word_that_begins(text: &str, beginning: &str) -> bool {
    text.match_indices(beginning).any(|(at, _)| at == 0 || text.get(..at).is_some_and(|before| before.ends_with(' ')))
}

/// How well the words in a URL's path fit a title, 0 to 100; `None` where the path has no words to speak of, or none
/// that can be compared with the title.
///
/// Either side may be the shorter one: sites drop words from slugs and cut them off. A Latin slug under an Arabic title
/// is compared by the consonants a transliteration keeps, and scores 50 at most.
///
/// ```
/// use isnad::text::similarity::slug_score;
/// let url = "https://news.example/world/2021/river-that-runs-dry";
/// assert_eq!(slug_score("The river that runs dry", url), Some(100.0));
/// assert_eq!(slug_score("The river that runs dry", "https://news.example/node/4711"), None);
/// ```
pub fn slug_score(title: &str, url: &str) -> Option<f64> {
    let title = capped(fold(title));
    if title.is_empty() {
        return None;
    }
    let slugs = slugs(url);
    slugs.iter().filter_map(|slug| one_slug(&title, slug)).reduce(f64::max)
}

fn one_slug(title: &str, slug: &str) -> Option<f64> {
    if comparable(title, slug) {
        let slug_in_title = covered(slug, title);
        let title_in_slug = covered(title, slug);
        return Some(slug_in_title.max(title_in_slug));
    }
    let names = skeletons(title);
    let (mut all, mut found) = (0, 0);
    for name in skeletons(slug) {
        all += 1;
        found += usize::from(names.contains(&name));
    }
    (found > 0).then(|| ACROSS_SCRIPTS * found as f64 / f64::from(all))
}

/// The wordy segments of a URL's path and values of its query, decoded and folded: two words or more of at least three
/// letters.
fn slugs(url: &str) -> Vec<String> {
    let Ok(url) = Url::parse(url) else { return Vec::new() };
    let segments =
        url.path_segments().into_iter().flatten().map(decoded).map(|segment| without_ending(&segment).to_owned());
    let values = url.query_pairs().map(|(_, value)| value.into_owned());
    segments
        .chain(values)
        .map(|segment| capped(fold(&segment)))
        .filter(|segment| segment.split(' ').filter(|word| is_wordy(word)).count() >= 2)
        .collect()
}

/// Percent-decoded; twice where an encoded segment was encoded again.
fn decoded(segment: &str) -> String {
    let once = percent_decode_str(segment).decode_utf8_lossy();
    percent_decode_str(&once).decode_utf8_lossy().into_owned()
}

/// A file's name without the ending that says how it was made: `index.php`, `membership.html`.
fn without_ending(segment: &str) -> &str {
    const ENDINGS: [&str; 14] =
        ["html", "htm", "shtml", "xhtml", "php", "asp", "aspx", "jsp", "jspx", "cfm", "cgi", "pdf", "doc", "docx"];
    match segment.rsplit_once('.') {
        Some((name, ending)) if ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)) => name,
        _ => segment,
    }
}

fn is_wordy(word: &str) -> bool {
    word.chars().count() >= 3 && word.chars().all(is_alphabetic)
}

/// The share of the letters of `wanted`'s words that `text` has as words too, in percent; both folded. Words of one or
/// two letters do not count: articles and prepositions are everywhere. The last word may be cut off.
fn covered(wanted: &str, text: &str) -> f64 {
    let words: Vec<&str> = text.split(' ').collect();
    let (mut all, mut found) = (0.0, 0.0);
    let mut wanted = wanted.split(' ').peekable();
    while let Some(word) = wanted.next() {
        let letters = word.chars().count();
        if letters < 3 {
            continue;
        }
        all += letters as f64;
        let stem = arabic::stem(word);
        if words.contains(&word) {
            found += letters as f64;
        } else if words.iter().any(|other| arabic::stem(other) == stem)
            || wanted.peek().is_none() && words.iter().any(|other| other.starts_with(word))
        {
            found += STEM_WEIGHT * letters as f64;
        }
    }
    if all > 0.0 { 100.0 * found / all } else { 0.0 }
}

/// The share of letters two folded texts have in common, in order, in percent: twice the longest common subsequence over
/// both lengths.
pub fn ratio(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(LONGEST).collect(), b.chars().take(LONGEST).collect());
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    200.0 * common(&a, &b) as f64 / (a.len() + b.len()) as f64
}

/// The length of the longest common subsequence, 64 letters of `a` at a time: the bit-parallel algorithm of Hyyrö (2004),
/// in which a letter of `a` is in common with what came of `b` where its bit is not set.
fn common(a: &[char], b: &[char]) -> usize {
    const BITS: usize = u64::BITS as usize;
    let blocks = a.len().div_ceil(BITS);
    let mut letters = a.to_vec();
    letters.sort_unstable();
    letters.dedup();
    let mut places = vec![0_u64; letters.len() * blocks];
    for (at, letter) in a.iter().enumerate() {
        if let Ok(index) = letters.binary_search(letter)
            && let Some(block) = places.get_mut(index * blocks + at / BITS)
        {
            *block |= 1 << (at % BITS);
        }
    }
    let mut row = vec![u64::MAX; blocks];
    for letter in b {
        let Ok(index) = letters.binary_search(letter) else { continue };
        let mut carry = false;
        for (cell, place) in row.iter_mut().zip(places.iter().skip(index * blocks)) {
            let (sum, over) = cell.overflowing_add(*cell & place);
            let (sum, more) = sum.overflowing_add(u64::from(carry));
            carry = over || more;
            *cell = sum | (*cell & !place);
        }
    }
    let beyond = blocks * BITS - a.len();
    let unset: usize = row.iter().map(|cell| cell.count_zeros() as usize).sum();
    let last = row.last().map_or(0, |cell| (!cell).checked_shr(u64::BITS - beyond as u32).unwrap_or(0));
    unset - (if beyond == 0 { 0 } else { last.count_ones() as usize })
}

/// The script of most letters; `None` where there are none.
///
/// ```
/// use isnad::text::similarity::{Script, script};
/// assert_eq!(script("تقرير BBC عن الزراعة"), Some(Script::Arabic));
/// assert_eq!(script("2021/05"), None);
/// ```
pub fn script(text: &str) -> Option<Script> {
    let mut counts: [(Script, usize); 7] = [
        (Script::Latin, 0),
        (Script::Arabic, 0),
        (Script::Cyrillic, 0),
        (Script::Greek, 0),
        (Script::Hebrew, 0),
        (Script::EastAsian, 0),
        (Script::Other, 0),
    ];
    for letter in text.chars().filter(|&letter| is_alphabetic(letter)) {
        let script = script_of(letter);
        if let Some((_, count)) = counts.iter_mut().find(|(other, _)| *other == script) {
            *count += 1;
        }
    }
    counts.into_iter().rev().max_by_key(|&(_, count)| count).filter(|&(_, count)| count > 0).map(|(script, _)| script)
}

fn script_of(letter: char) -> Script {
    match letter {
        'A'..='Z' | 'a'..='z' | '\u{AA}'..='\u{2AF}' | '\u{1E00}'..='\u{1EFF}' => Script::Latin,
        letter if arabic::is_arabic(letter) => Script::Arabic,
        '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => Script::Greek,
        '\u{400}'..='\u{52F}' => Script::Cyrillic,
        '\u{590}'..='\u{5FF}' => Script::Hebrew,
        '\u{1100}'..='\u{11FF}' | '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' => {
            Script::EastAsian
        }
        _ => Script::Other,
    }
}

/// Whether two texts are written in one script, so that their letters can be compared; `false` where either has none.
pub fn comparable(a: &str, b: &str) -> bool {
    script(a).is_some_and(|a| script(b) == Some(a))
}

/// The consonants of a word, in classes that the spellings of all scripts share; doubled ones once, a final `h` (ta
/// marbuta) dropped.
///
/// ```
/// use isnad::text::similarity::skeleton;
/// assert_eq!(skeleton("دمشق"), skeleton("Dimashq"));
/// assert_eq!(skeleton("خليفة"), skeleton("Khalifa"));
/// assert_eq!(skeleton("Тунис"), skeleton("Tunis"));
/// ```
pub fn skeleton(word: &str) -> String {
    let mut bones = String::new();
    let word = spelt(&fold(word));
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        let digraph = match (letter, letters.peek()) {
            ('s' | 'c', Some('h')) => Some('x'),
            ('k', Some('h')) => Some('h'),
            ('p', Some('h')) => Some('f'),
            ('g' | 't' | 'd', Some('h')) => Some(letter),
            _ => None,
        };
        if digraph.is_some() {
            letters.next();
        }
        if let Some(bone) = digraph.or_else(|| bone(letter))
            && !bones.ends_with(bone)
        {
            bones.push(bone);
        }
    }
    if bones.len() > 2 && bones.ends_with('h') {
        bones.pop();
    }
    bones
}

/// A folded word with the letters of other scripts than the Latin and the Arabic one by those they sound like.
fn spelt(word: &str) -> String {
    let is_known = |letter: char| matches!(script_of(letter), Script::Latin | Script::Arabic);
    let mut spelt = String::with_capacity(word.len());
    for letter in word.chars() {
        if is_known(letter) {
            spelt.push(letter);
        } else {
            spelt.push_str(&any_ascii::any_ascii_char(letter).to_ascii_lowercase());
        }
    }
    spelt
}

fn bone(letter: char) -> Option<char> {
    match letter {
        'p' => Some('b'),
        'c' | 'q' => Some('k'),
        'v' => Some('f'),
        'b' | 'd' | 'f' | 'g' | 'h' | 'j' | 'k' | 'l' | 'm' | 'n' | 'r' | 's' | 't' | 'x' | 'z' => Some(letter),
        other => arabic::consonant(other),
    }
}

/// The skeletons of a folded text's words that are long enough to mean something.
fn skeletons(text: &str) -> HashSet<String> {
    text.split(' ').map(|word| skeleton(arabic::stem(word))).filter(|bones| bones.len() >= 3).collect()
}

fn capped(mut text: String) -> String {
    if let Some((end, _)) = text.char_indices().nth(LONGEST) {
        text.truncate(end);
    }
    text
}

fn is_truncated(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '”' | '»' | '\u{200F}' | ']'));
    text.ends_with('…') || text.ends_with("...")
}

/// Whether `text` begins with `beginning`, whose last word may be cut off.
fn begins(text: &str, beginning: &str) -> bool {
    beginning.chars().count() >= SHORTEST_BEGINNING && text.starts_with(beginning)
}
