//! Traces of a cited title anywhere on a page: a page that was given another headline still holds the words of the old
//! one, and a translated page its names and numbers.

use std::collections::HashSet;

use super::{Seen, language};
use crate::text::arabic::stem;
use crate::text::similarity::fold;

/// Letters from which a word says something.
const LETTERS: usize = 3;
/// Letters from which the beginning of a word stands for the word: endings change with the sentence.
const LONG: usize = 6;
/// The share of a word that its beginning is at least.
const BEGINNING: f64 = 0.7;
/// Digits of a year.
const YEAR: usize = 4;
/// Bytes of visible text from which a page can be said not to hold something.
const TELLING_TEXT: usize = 500;

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

/// The words that a page holds.
pub(super) struct Words {
    words: HashSet<String>,
    telling: bool,
}

impl Words {
    /// The words of a page's titles and text.
    pub(super) fn of(seen: &Seen<'_>) -> Self {
        let titles = seen.page.titles.iter().map(|title| fold(&title.value));
        let mut words = HashSet::new();
        for text in titles.chain([seen.text().to_string()]) {
            for word in text.split(' ').filter(|word| !words.contains(*word)).collect::<Vec<_>>() {
                words.insert(word.to_owned());
                words.insert(stem(word).to_owned());
            }
        }
        Self { words, telling: !seen.head_only && seen.page.text.len() >= TELLING_TEXT }
    }

    fn hold(&self, word: &str) -> bool {
        let stem = stem(word);
        let letters = stem.chars().count();
        let beginning = || stem.chars().take((letters as f64 * BEGINNING).ceil() as usize).collect::<String>();
        self.words.contains(word)
            || self.words.contains(stem)
            || letters >= LONG && {
                let beginning = beginning();
                self.words.iter().any(|other| other.starts_with(&beginning))
            }
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
        let words: Vec<&str> =
            title.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= 2).collect();
        let capitals = |word: &str| word.chars().filter(|c| c.is_uppercase()).count();
        let named = 2 * words.iter().filter(|word| capitals(word) > 0).count() <= words.len();
        let crosses = |(index, word): (usize, &&str)| {
            let number = word.chars().all(char::is_numeric) && word.chars().count() != YEAR;
            let name =
                named && (capitals(word) >= 2 || index > 0 && capitals(word) == 1 && word.chars().count() > LETTERS);
            (number || name) && self.words.contains(&fold(word))
        };
        words.iter().enumerate().any(crosses)
    }
}
