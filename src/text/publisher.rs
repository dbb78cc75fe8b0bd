//! Publishers under their names: in Arabic, Turkish and English, by alias, initials, spelling and host.
//!
//! The functions of this module know the publishers that isnad brings along; [`Publishers`] may know more.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock, OnceLock};

use schemars::JsonSchema;
use serde::Deserialize;

use unicode_normalization::char::is_combining_mark;

use super::similarity::{Script, contains_words, fold, ratio, script, skeleton};
use crate::text::letters::{is_alphabetic, is_alphanumeric};

mod known;
#[cfg(test)]
mod tests;

/// Whether a publisher's name and a host belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    /// They do.
    Agrees,
    /// It cannot be told: most names cannot be derived from a host.
    Unknown,
    /// Both are known, as different publishers.
    Differs,
}

/// Longest name considered, in characters.
const LONGEST: usize = 120;
/// Likeness of a name and a host's label from which they are the same, of 100.
const SAME_LABEL: f64 = 80.0;
/// Likeness of two names from which they are the same, of 100.
const SAME_NAME: f64 = 85.0;

/// Names of one publisher that nothing else is called by, from which a text that holds it names the publisher: letters.
const TELLING_NAME: usize = 3;

/// A publisher that is added to those that isnad brings along.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Publisher {
    /// Names that mean it wherever they stand.
    #[serde(default)]
    pub names: Vec<String>,
    /// Names that are everyday words too, or names of what is written about as often as it writes: they mean it only where
    /// they stand alone, between commas and the like.
    #[serde(default)]
    pub everyday: Vec<String>,
    /// Its hosts: registrable domains, or hosts under a shared one.
    #[serde(default)]
    pub hosts: Vec<String>,
}

/// Publishers by their names and hosts: those that isnad brings along, and any that are added to them. Cheap to make and
/// to clone: they are put in order when the first of them is looked for.
#[derive(Debug, Clone)]
pub struct Publishers(Arc<Listed>);

#[derive(Debug, Default)]
struct Listed {
    added: Vec<Publisher>,
    index: OnceLock<Index>,
}

/// A name of a publisher.
#[derive(Debug)]
struct Name {
    folded: String,
    /// How many words it has.
    words: usize,
    publisher: usize,
    everyday: bool,
}

#[derive(Debug, Default)]
struct Index {
    /// Names by their first word, longest first.
    by_word: HashMap<String, Vec<Name>>,
    /// Publishers by their names, without repetition.
    by_name: HashMap<String, Vec<usize>>,
    by_host: HashMap<String, Vec<usize>>,
    /// The names of each publisher, folded.
    names: Vec<Vec<String>>,
}

static KNOWN: LazyLock<Publishers> = LazyLock::new(|| Publishers(Arc::default()));

/// Whether a publisher's name and a host belong together: see [`Publishers::host_agrees`].
///
/// ```
/// use isnad::text::publisher::{Agreement, host_agrees};
/// assert_eq!(host_agrees("الجزيرة نت", "www.aljazeera.net"), Agreement::Agrees);
/// assert_eq!(host_agrees("رويترز", "www.theguardian.com"), Agreement::Differs);
/// assert_eq!(host_agrees("The Harbour Post", "harbourpost.example"), Agreement::Agrees);
/// assert_eq!(host_agrees("The Harbour Post", "delta.example"), Agreement::Unknown);
/// ```
pub fn host_agrees(publisher: &str, host: &str) -> Agreement {
    KNOWN.host_agrees(publisher, host)
}

/// Whether two names mean one publisher: see [`Publishers::names_agree`].
///
/// ```
/// use isnad::text::publisher::names_agree;
/// assert!(names_agree("صحيفة الغارديان", "The Guardian"));
/// assert!(names_agree("مجلة الجسر", "الجسر"));
/// assert!(!names_agree("رويترز", "BBC"));
/// ```
pub fn names_agree(a: &str, b: &str) -> bool {
    KNOWN.names_agree(a, b)
}

/// Where names of known publishers stand in a text: see [`Publishers::known_in`].
///
/// ```
/// use isnad::text::publisher::known_in;
/// let text = "سفن بلا ميناء، صحيفة الوطن، 2021";
/// let found: Vec<&str> = known_in(text).into_iter().filter_map(|range| text.get(range)).collect();
/// assert_eq!(found, ["الوطن"]);
/// assert!(known_in("سفن الوطن بلا ميناء").is_empty());
/// ```
pub fn known_in(text: &str) -> Vec<Range<usize>> {
    KNOWN.known_in(text)
}

impl Default for Publishers {
    fn default() -> Self {
        KNOWN.clone()
    }
}

impl Publishers {
    /// The publishers that isnad brings along, and `more`.
    pub fn with(more: &[Publisher]) -> Self {
        if more.is_empty() {
            return Self::default();
        }
        Self(Arc::new(Listed { added: more.to_vec(), index: OnceLock::new() }))
    }

    fn index(&self) -> &Index {
        self.0.index.get_or_init(|| Index::of(&self.0.added))
    }

    /// Whether a publisher's name and a host belong together: by the table of aliases, then by the registrable domain's
    /// label (as part of the name, as its initials, by likeness, by the consonants of an Arabic name).
    pub fn host_agrees(&self, publisher: &str, host: &str) -> Agreement {
        let host = host.trim_end_matches('.').to_ascii_lowercase();
        let known = self.lookup(publisher);
        let owners = self.owners(&host);
        if share(&known, owners) || label_agrees(publisher, &host) {
            return Agreement::Agrees;
        }
        let untold = known.is_empty() || owners.is_empty() || self.is_platform(&host);
        if untold { Agreement::Unknown } else { Agreement::Differs }
    }

    /// Whether a host carries the pages of any publisher: an aggregator, a social network, an archive.
    pub fn is_platform(&self, host: &str) -> bool {
        known::PLATFORMS.iter().any(|platform| is_under(host, platform))
    }

    /// Whether two names mean known publishers that are not one, nor of one house.
    ///
    /// ```
    /// use isnad::text::publisher::Publishers;
    /// let publishers = Publishers::default();
    /// assert!(publishers.are_others("رويترز", "The Guardian"));
    /// assert!(!publishers.are_others("UNHCR", "الأمم المتحدة"), "of one house");
    /// assert!(!publishers.are_others("The Harbour Post", "The Guardian"), "not known");
    /// ```
    pub fn are_others(&self, a: &str, b: &str) -> bool {
        let (a, b) = (self.lookup(a), self.lookup(b));
        let of_one_house = || self.index().by_host.values().any(|owners| share(owners, &a) && share(owners, &b));
        !a.is_empty() && !b.is_empty() && !share(&a, &b) && !of_one_house()
    }

    /// Whether a folded text names a publisher, under the name given or under another that it is known by.
    ///
    /// ```
    /// use isnad::text::publisher::Publishers;
    /// assert!(Publishers::default().is_named_in("رويترز", "beirut reuters the harbour was closed"));
    /// ```
    pub fn is_named_in(&self, publisher: &str, folded: &str) -> bool {
        let core = core(publisher);
        let holds = |name: &str| name.chars().count() >= TELLING_NAME && contains_words(folded, name);
        let mut aliases =
            self.lookup(publisher).into_iter().filter_map(|known| self.index().names.get(known)).flatten();
        holds(&fold(publisher)) || holds(&core) || aliases.any(|name| holds(name))
    }

    /// Whether two names mean one publisher.
    pub fn names_agree(&self, a: &str, b: &str) -> bool {
        // Most names are compared with themselves, and looking them up takes a hundred times as long.
        if a == b {
            return !fold(a).is_empty();
        }
        if share(&self.lookup(a), &self.lookup(b)) {
            return true;
        }
        let (a, b) = (core(a), core(b));
        if a.is_empty() || b.is_empty() {
            return false;
        }
        let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
        if a.replace(' ', "") == b.replace(' ', "") || short.chars().count() >= 4 && contains_words(long, short) {
            return true;
        }
        if initials(long).contains(short) {
            return true;
        }
        match (script(&a), script(&b)) {
            (Some(Script::Arabic), Some(Script::Latin)) => same_bones(&a, &b),
            (Some(Script::Latin), Some(Script::Arabic)) => same_bones(&b, &a),
            _ => ratio(&a, &b) >= SAME_NAME,
        }
    }

    /// Where names of known publishers stand in a text, as byte ranges in order, none overlapping.
    ///
    /// Names count as whole words in any spelling that folds alike; in Latin script they must be capitalised. Names that
    /// are everyday words too count only where they stand alone between punctuation, or after a word such as `صحيفة`. The
    /// range is of the name without such words. Linear in the text.
    pub fn known_in(&self, text: &str) -> Vec<Range<usize>> {
        let words = words(text);
        let mut found = Vec::new();
        let mut next = 0;
        while next < words.len() {
            match self.longest(text, &words, next) {
                Some((length, range, _)) => {
                    found.push(range);
                    next += length;
                }
                None => next += 1,
            }
        }
        found
    }

    /// The longest known name that begins at a word: its number of words, its range, its publisher.
    fn longest(&self, text: &str, words: &[Word], first: usize) -> Option<(usize, Range<usize>, usize)> {
        let names = self.index().by_word.get(&words.get(first)?.folded)?;
        names.iter().find_map(|name| {
            let here = words.get(first..first + name.words)?;
            let (start, end) = (here.first()?.range.start, here.last()?.range.end);
            let matches = here.iter().map(|word| word.folded.as_str()).eq(name.folded.split(' '))
                && is_capitalised(text.get(start..end)?)
                && (!name.everyday || stands_alone(text, words, first, start..end));
            matches.then_some((name.words, start..end, name.publisher))
        })
    }

    /// The publishers that a name can mean: by the whole name, by the name without the generic words around it, or by the
    /// known names within it.
    fn lookup(&self, name: &str) -> Vec<usize> {
        let name: String = name.chars().take(LONGEST).collect();
        let folded = fold(&name);
        let words: Vec<&str> = folded.split(' ').collect();
        let lead = words.iter().take_while(|word| is_generic(word)).count();
        let trail = words.iter().rev().take_while(|word| is_generic(word)).count();
        for start in 0..=lead {
            for end in (words.len().saturating_sub(trail)..=words.len()).rev() {
                let Some(part) = words.get(start..end).filter(|part| !part.is_empty()) else { continue };
                if let Some(found) = self.index().by_name.get(&part.join(" ")) {
                    return found.clone();
                }
            }
        }
        let words = self::words(&name);
        (0..words.len())
            .filter_map(|first| self.longest(&name, &words, first))
            .map(|(_, _, publisher)| publisher)
            .collect()
    }

    /// The known publishers at a host: the longest listed host that it is, or is under.
    fn owners(&self, host: &str) -> &[usize] {
        let mut rest = host;
        loop {
            if let Some(owners) = self.index().by_host.get(rest) {
                return owners;
            }
            match rest.split_once('.') {
                Some((_, parent)) => rest = parent,
                None => return &[],
            }
        }
    }
}

impl Index {
    /// The publishers that isnad brings along, and those added.
    fn of(added: &[Publisher]) -> Self {
        let mut index = Self::default();
        for known in known::publishers() {
            index.add(known.names, known.everyday, known.hosts);
        }
        for added in added {
            index.add(&added.names, &added.everyday, &added.hosts);
        }
        for names in index.by_word.values_mut() {
            names.sort_by_key(|name| (std::cmp::Reverse(name.words), name.everyday));
        }
        index
    }

    fn add<S: AsRef<str>>(&mut self, names: &[S], everyday: &[S], hosts: &[S]) {
        let publisher = self.names.len();
        let names = names.iter().map(|name| (name, false));
        let mut all = Vec::new();
        for (name, everyday) in names.chain(everyday.iter().map(|name| (name, true))) {
            let folded = fold(name.as_ref());
            let mut words = folded.split(' ');
            let Some(first) = words.next().filter(|first| !first.is_empty()) else { continue };
            let name = Name { folded: folded.clone(), words: 1 + words.count(), publisher, everyday };
            self.by_word.entry(first.to_owned()).or_default().push(name);
            // `The Harbour Post` is known as `Harbour Post` too; what is left of a shorter name is anybody's.
            let core: Vec<&str> = folded.split(' ').filter(|word| !is_generic(word)).collect();
            if core.len() >= 2 && !everyday {
                insert(&mut self.by_name, core.join(" "), publisher);
            }
            insert(&mut self.by_name, folded.clone(), publisher);
            all.push(folded);
        }
        self.names.push(all);
        for host in hosts {
            insert(&mut self.by_host, host.as_ref().to_ascii_lowercase(), publisher);
        }
    }
}

/// Publishers are added one after another, so that one that is there already is the last.
fn insert(publishers: &mut HashMap<String, Vec<usize>>, key: String, publisher: usize) {
    let known = publishers.entry(key).or_default();
    if known.last() != Some(&publisher) {
        known.push(publisher);
    }
}

/// Whether a folded word says what sort of publisher one is, not which.
fn is_generic(word: &str) -> bool {
    known::GENERIC.contains(&word)
}

/// Whether one of the publishers is among the others.
fn share(publishers: &[usize], others: &[usize]) -> bool {
    publishers.iter().any(|publisher| others.contains(publisher))
}

fn stands_alone(text: &str, words: &[Word], first: usize, range: Range<usize>) -> bool {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    // A hyphen or an apostrophe that touches the name makes it part of a longer word.
    if before.ends_with(['-', '\'', '’']) || after.starts_with(['-', '\'', '’']) {
        return false;
    }
    let edge = |character: Option<char>| character.is_none_or(|c| !is_alphanumeric(c) && !is_combining_mark(c));
    let blank = |c: char| c == ' ' || c == '\u{A0}' || is_invisible(c);
    let after_generic = first
        .checked_sub(1)
        .and_then(|previous| words.get(previous))
        .is_some_and(|previous| is_generic(&previous.folded));
    (after_generic || edge(before.trim_end_matches(blank).chars().next_back()))
        && edge(after.trim_start_matches(blank).chars().next())
}

/// A name folded, without generic words; whole where it has no others.
fn core(name: &str) -> String {
    let folded = fold(&name.chars().take(LONGEST).collect::<String>());
    let kept: Vec<&str> = folded.split(' ').filter(|word| !is_generic(word)).collect();
    if kept.is_empty() { folded } else { kept.join(" ") }
}

/// Whether the label a publisher registered is its name.
fn label_agrees(publisher: &str, host: &str) -> bool {
    let domain = psl::domain_str(host).unwrap_or(host);
    let (label, _) = domain.split_once('.').unwrap_or((domain, ""));
    let parts = fold(label);
    let label = parts.replace(' ', "");
    let (name, folded) = (core(publisher), fold(&publisher.chars().take(LONGEST).collect::<String>()));
    if label.is_empty() || name.is_empty() {
        return false;
    }
    if script(&name) == Some(Script::Arabic) {
        return same_bones(&name, &label);
    }
    let (joined, whole) = (name.replace(' ', ""), folded.replace(' ', ""));
    label == joined
        || label == whole
        || joined.len() >= 4 && label.contains(&joined)
        || label.len() >= 5 && whole.contains(&label)
        || name.split(' ').any(|word| word == label)
        || initials(&folded).contains(&label)
        || label.len() >= 5 && ratio(&label, &joined).max(ratio(&label, &whole)) >= SAME_LABEL
}

/// A word of a text: where it stands, and folded.
struct Word {
    range: Range<usize>,
    folded: String,
}

/// The words of a text: letters, digits, their marks and the format controls among them.
fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
        if is_alphanumeric(character) || is_combining_mark(character) || is_invisible(character) {
            start.get_or_insert(at);
        } else if let Some(range) = start.take().map(|start| start..at) {
            let folded = fold(text.get(range.clone()).unwrap_or_default());
            if !folded.is_empty() {
                words.push(Word { range, folded });
            }
        }
    }
    words
}

fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{61C}' | '\u{FEFF}')
}

/// Whether Latin text is written as a name: with a capital, or in capitals where it is as short as `who` or `un`.
fn is_capitalised(name: &str) -> bool {
    let mut letters = name.chars().filter(|&letter| is_alphabetic(letter));
    let short = name.chars().count() <= 3;
    if short { letters.all(|letter| !letter.is_lowercase()) } else { letters.next().is_none_or(|l| !l.is_lowercase()) }
}

fn is_under(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// The initials of a folded name: with and without its little words; none for single words.
fn initials(name: &str) -> Vec<String> {
    const LITTLE: [&str; 9] = ["of", "the", "and", "for", "de", "du", "des", "et", "ve"];
    let of = |words: &mut dyn Iterator<Item = &str>| words.filter_map(|word| word.chars().next()).collect::<String>();
    let all = of(&mut name.split(' '));
    let main = of(&mut name.split(' ').filter(|word| !LITTLE.contains(word)));
    [all, main].into_iter().filter(|initials| initials.chars().count() >= 2).collect()
}

/// Whether an Arabic name and a Latin one keep the same consonants, with the article of either left out.
fn same_bones(arabic: &str, latin: &str) -> bool {
    let without_article: Vec<&str> = arabic.split(' ').map(|word| word.strip_prefix("ال").unwrap_or(word)).collect();
    let latin = latin.replace(' ', "");
    let stripped = latin.strip_prefix("al").or_else(|| latin.strip_prefix("el")).unwrap_or(&latin);
    [(skeleton(&arabic.replace(' ', "")), skeleton(&latin)), (skeleton(&without_article.concat()), skeleton(stripped))]
        .iter()
        .any(|(a, b)| {
            let shorter = a.len().min(b.len());
            shorter >= 3 && a == b || shorter >= 6 && strsim::levenshtein(a, b) <= 1
        })
}
