//! Traces of a cited title anywhere on a page: a page that was given another headline still holds the words of the old
//! one, and a translated page its names and numbers.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::sync::Arc;

use super::{Seen, language};
use crate::text::arabic::stem;
use crate::text::similarity::{fold, has_word, has_word_of_stem, has_word_that_begins, skeleton};

/// Letters from which a word says something.
const LETTERS: usize = 3;
/// Letters from which the beginning of a word stands for the word: endings change with the sentence.
const LONG: usize = 6;
/// The share of a word that its beginning is at least.
const BEGINNING: f64 = 0.7;
/// Digits of a year.
const YEAR: usize = 4;
/// Consonants from which a name is known again in another script.
const BONES_OF_NAME: usize = 3;
/// Consonants from which any word is.
const BONES: usize = 4;
/// Characters of visible text from which a page can be said not to hold something.
const TELLING_TEXT: usize = 300;

/// Whether a number may be a year of our time.
fn is_year(number: &str) -> bool {
    number.parse().is_ok_and(|year: u32| (1900..2100).contains(&year))
}

/// The words of a title that say something, folded, each once.
pub(super) fn content(title: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in fold(title).split(' ') {
        let says =
            word.chars().count() >= LETTERS && word.chars().any(char::is_alphabetic) && !language::is_little(word);
        if says && !words.iter().any(|known| known == word) {
            words.push(word.to_owned());
        }
    }
    words
}

/// The words that a page, or another text, holds.
pub(super) struct Words {
    /// Folded texts.
    texts: Vec<Arc<str>>,
    telling: bool,
    /// Their consonants.
    skeletons: OnceCell<HashSet<String>>,
}

impl Words {
    /// The words of a page's titles and text.
    pub(super) fn of(seen: &Seen<'_>) -> Self {
        let titles = seen.page.titles.iter().map(|title| fold(&title.value).into());
        let telling = !seen.head_only && seen.page.text.chars().nth(TELLING_TEXT).is_some();
        Self { texts: titles.chain([seen.text()]).collect(), telling, skeletons: OnceCell::new() }
    }

    /// The words of a folded text.
    pub(super) fn of_text(text: &str) -> Self {
        Self { texts: vec![text.into()], telling: true, skeletons: OnceCell::new() }
    }

    fn hold(&self, word: &str) -> bool {
        let stem = stem(word);
        let letters = stem.chars().count();
        let beginning = || stem.chars().take((letters as f64 * BEGINNING).ceil() as usize).collect::<String>();
        self.texts.iter().any(|text| has_word_of_stem(text, word))
            || letters >= LONG && {
                let beginning = beginning();
                self.texts.iter().any(|text| has_word_that_begins(text, &beginning))
            }
    }

    fn hold_as_it_is(&self, word: &str) -> bool {
        self.texts.iter().any(|text| has_word(text, word))
    }

    /// Whether the page has so much text that what it does not hold says something.
    pub(super) fn are_telling(&self) -> bool {
        self.telling
    }

    /// The share of a title's letters, little words aside, that the page holds, 0 to 1; `None` where it has no others.
    pub(super) fn share(&self, title: &str) -> Option<f64> {
        self.share_of(content(title))
    }

    /// [`Self::share`] with the numbers of the title, which say as much as words where there are few; years are
    /// everywhere.
    pub(super) fn share_with_numbers(&self, title: &str) -> Option<f64> {
        let folded = fold(title);
        let is_number = |word: &&str| word.chars().count() >= LETTERS && word.chars().all(char::is_numeric);
        let numbers = folded.split(' ').filter(is_number).filter(|word| !is_year(word)).map(str::to_owned);
        self.share_of(content(title).into_iter().chain(numbers).collect())
    }

    fn share_of(&self, words: Vec<String>) -> Option<f64> {
        let (mut all, mut held) = (0, 0);
        for word in words {
            let letters = word.chars().count();
            all += letters;
            held += if self.hold(&word) { letters } else { 0 };
        }
        (all > 0).then(|| held as f64 / all as f64)
    }

    /// Whether the page holds a number, an acronym or a name of a title: what stays as it is in translation. Years are
    /// everywhere, and the first word of a title is no name; nor is any where most begin with a capital.
    pub(super) fn hold_what_crosses_languages(&self, title: &str) -> bool {
        let crossing = crossing(title);
        crossing.iter().any(|word| (word.is_number || word.is_name) && self.hold_as_it_is(&fold(word.text)))
    }

    /// Whether the page may hold anything of a title in another language or script: what stays as it is in translation,
    /// or a word with the consonants of one of the title's.
    pub(super) fn hold_in_other_letters(&self, title: &str) -> bool {
        let skeletons = || {
            let long = |word: &&str| word.chars().count() >= LETTERS && word.chars().any(char::is_alphabetic);
            let words: HashSet<&str> = self.texts.iter().flat_map(|text| text.split(' ')).collect();
            let words = words.into_iter().flat_map(|word| [word, stem(word)]).filter(|word| long(word));
            words.map(skeleton).filter(|bones| bones.len() >= BONES_OF_NAME).collect::<HashSet<String>>()
        };
        crossing(title).iter().any(|word| {
            let folded = fold(word.text);
            let enough = if word.is_name { BONES_OF_NAME } else { BONES };
            let held = || {
                let bones = skeleton(stem(&folded));
                bones.len() >= enough && self.skeletons.get_or_init(skeletons).contains(&bones)
            };
            word.is_number && self.hold_as_it_is(&folded)
                || !word.is_number && (word.is_name && self.hold_as_it_is(&folded) || held())
        })
    }
}

/// A word of a title.
struct Word<'a> {
    text: &'a str,
    /// Whether it is a number, and not a year.
    is_number: bool,
    /// Whether it is a name or an acronym.
    is_name: bool,
}

/// The words of a title that may stay as they are in translation.
fn crossing(title: &str) -> Vec<Word<'_>> {
    let words: Vec<&str> =
        title.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= 2).collect();
    let capitals = |word: &str| word.chars().filter(|c| c.is_uppercase()).count();
    let named = 2 * words.iter().filter(|word| capitals(word) > 0).count() <= words.len();
    let word = |(index, text): (usize, &&'_ str)| {
        let letters = text.chars().count();
        let is_name = named && (capitals(text) >= 2 || index > 0 && capitals(text) == 1 && letters > LETTERS);
        (text.chars().all(char::is_numeric) && letters != YEAR, is_name)
    };
    let told = words.iter().enumerate().map(word).collect::<Vec<_>>();
    words.into_iter().zip(told).map(|(text, (is_number, is_name))| Word { text, is_number, is_name }).collect()
}
