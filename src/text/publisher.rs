//! Publishers under their names: in Arabic, Turkish and English, by alias, initials, spelling and host.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use unicode_normalization::char::is_combining_mark;

use super::similarity::{Script, contains_words, fold, ratio, script, skeleton};

mod table;

use table::{GENERIC, PLATFORMS, PUBLISHERS};

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

/// A name of a publisher, folded and split into words.
struct Name {
    words: Vec<String>,
    publisher: usize,
    everyday: bool,
}

struct Index {
    /// Names by their first word, longest first.
    by_word: HashMap<String, Vec<Name>>,
    by_name: HashMap<String, HashSet<usize>>,
    by_host: HashMap<&'static str, HashSet<usize>>,
    generic: HashSet<&'static str>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index {
        by_word: HashMap::new(),
        by_name: HashMap::new(),
        by_host: HashMap::new(),
        generic: GENERIC.iter().copied().collect(),
    };
    for (publisher, entry) in PUBLISHERS.iter().enumerate() {
        let names = entry.names.iter().map(|name| (name, false));
        for (name, everyday) in names.chain(entry.everyday.iter().map(|name| (name, true))) {
            let folded = fold(name);
            let words: Vec<String> = folded.split(' ').map(str::to_owned).collect();
            let first = words.first().cloned().unwrap_or_default();
            index.by_word.entry(first).or_default().push(Name { words, publisher, everyday });
            index.by_name.entry(folded).or_default().insert(publisher);
        }
        for &host in entry.hosts {
            index.by_host.entry(host).or_default().insert(publisher);
        }
    }
    for names in index.by_word.values_mut() {
        names.sort_by_key(|name| (std::cmp::Reverse(name.words.len()), name.everyday));
    }
    index
});

/// Whether a publisher's name and a host belong together: by the table of aliases, then by the registrable domain's
/// label (as part of the name, as its initials, by likeness, by the consonants of an Arabic name).
///
/// ```
/// use isnad::text::publisher::{Agreement, host_agrees};
/// assert_eq!(host_agrees("الجزيرة نت", "www.aljazeera.net"), Agreement::Agrees);
/// assert_eq!(host_agrees("رويترز", "www.theguardian.com"), Agreement::Differs);
/// assert_eq!(host_agrees("The Harbour Post", "harbourpost.example"), Agreement::Agrees);
/// assert_eq!(host_agrees("The Harbour Post", "delta.example"), Agreement::Unknown);
/// ```
pub fn host_agrees(publisher: &str, host: &str) -> Agreement {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let known = lookup(publisher);
    let owners = owners(&host);
    if known.iter().any(|publisher| owners.contains(publisher)) || label_agrees(publisher, &host) {
        return Agreement::Agrees;
    }
    let platform = PLATFORMS.iter().any(|platform| is_under(&host, platform));
    if known.is_empty() || owners.is_empty() || platform { Agreement::Unknown } else { Agreement::Differs }
}

/// Whether two names mean one publisher.
///
/// ```
/// use isnad::text::publisher::names_agree;
/// assert!(names_agree("صحيفة الغارديان", "The Guardian"));
/// assert!(names_agree("مجلة الجسر", "الجسر"));
/// assert!(!names_agree("رويترز", "BBC"));
/// ```
pub fn names_agree(a: &str, b: &str) -> bool {
    if !lookup(a).is_disjoint(&lookup(b)) {
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
///
/// ```
/// use isnad::text::publisher::known_in;
/// let text = "سفن بلا ميناء، صحيفة الوطن، 2021";
/// let found: Vec<&str> = known_in(text).into_iter().filter_map(|range| text.get(range)).collect();
/// assert_eq!(found, ["الوطن"]);
/// assert!(known_in("سفن الوطن بلا ميناء").is_empty());
/// ```
pub fn known_in(text: &str) -> Vec<Range<usize>> {
    let words = words(text);
    let mut found = Vec::new();
    let mut next = 0;
    while next < words.len() {
        match longest(text, &words, next) {
            Some((length, range, _)) => {
                found.push(range);
                next += length;
            }
            None => next += 1,
        }
    }
    found
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
        if character.is_alphanumeric() || is_combining_mark(character) || is_invisible(character) {
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

/// The longest known name that begins at a word: its number of words, its range, its publisher.
fn longest(text: &str, words: &[Word], first: usize) -> Option<(usize, Range<usize>, usize)> {
    let names = INDEX.by_word.get(&words.get(first)?.folded)?;
    names.iter().find_map(|name| {
        let here = words.get(first..first + name.words.len())?;
        let (start, end) = (here.first()?.range.start, here.last()?.range.end);
        let matches = here.iter().zip(&name.words).all(|(word, wanted)| word.folded == *wanted)
            && is_capitalised(text.get(start..end)?)
            && (!name.everyday || stands_alone(text, words, first, start..end));
        matches.then_some((name.words.len(), start..end, name.publisher))
    })
}

/// Whether Latin text is written as a name: with a capital, or in capitals where it is as short as `who` or `un`.
fn is_capitalised(name: &str) -> bool {
    let mut letters = name.chars().filter(|letter| letter.is_alphabetic());
    let short = name.chars().count() <= 3;
    if short { letters.all(|letter| !letter.is_lowercase()) } else { letters.next().is_none_or(|l| !l.is_lowercase()) }
}

fn stands_alone(text: &str, words: &[Word], first: usize, range: Range<usize>) -> bool {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    // A hyphen or an apostrophe that touches the name makes it part of a longer word.
    if before.ends_with(['-', '\'', '’']) || after.starts_with(['-', '\'', '’']) {
        return false;
    }
    let edge = |character: Option<char>| character.is_none_or(|c| !c.is_alphanumeric() && !is_combining_mark(c));
    let blank = |c: char| c == ' ' || c == '\u{A0}' || is_invisible(c);
    let after_generic = first
        .checked_sub(1)
        .and_then(|previous| words.get(previous))
        .is_some_and(|previous| INDEX.generic.contains(previous.folded.as_str()));
    (after_generic || edge(before.trim_end_matches(blank).chars().next_back()))
        && edge(after.trim_start_matches(blank).chars().next())
}

/// The publishers that a name can mean: by the whole name, by the name without the generic words around it, or by the
/// known names within it.
fn lookup(name: &str) -> HashSet<usize> {
    let name: String = name.chars().take(LONGEST).collect();
    let folded = fold(&name);
    let words: Vec<&str> = folded.split(' ').collect();
    let is_generic = |word: &&str| INDEX.generic.contains(*word);
    let lead = words.iter().take_while(|word| is_generic(word)).count();
    let trail = words.iter().rev().take_while(|word| is_generic(word)).count();
    for start in 0..=lead {
        for end in (words.len().saturating_sub(trail)..=words.len()).rev() {
            let Some(part) = words.get(start..end).filter(|part| !part.is_empty()) else { continue };
            if let Some(found) = INDEX.by_name.get(&part.join(" ")) {
                return found.clone();
            }
        }
    }
    let words = self::words(&name);
    (0..words.len()).filter_map(|first| longest(&name, &words, first)).map(|(_, _, publisher)| publisher).collect()
}

/// A name folded, without generic words; whole where it has no others.
fn core(name: &str) -> String {
    let folded = fold(&name.chars().take(LONGEST).collect::<String>());
    let kept: Vec<&str> = folded.split(' ').filter(|word| !INDEX.generic.contains(word)).collect();
    if kept.is_empty() { folded } else { kept.join(" ") }
}

/// The known publishers at a host: the longest listed host that it is, or is under.
fn owners(host: &str) -> HashSet<usize> {
    let mut rest = host;
    loop {
        if let Some(owners) = INDEX.by_host.get(rest) {
            return owners.clone();
        }
        match rest.split_once('.') {
            Some((_, parent)) => rest = parent,
            None => return HashSet::new(),
        }
    }
}

fn is_under(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        assert!(PUBLISHERS.len() >= 120, "{}", PUBLISHERS.len());
        for entry in PUBLISHERS {
            assert!(!entry.hosts.is_empty(), "{entry:?}");
            for host in entry.hosts {
                assert!(psl::domain_str(host).is_some() || psl::suffix_str(host) == Some(host), "{host} is no domain");
                assert_eq!(*host, host.to_ascii_lowercase());
            }
            for name in entry.names.iter().chain(entry.everyday) {
                assert!(!fold(name).is_empty(), "{entry:?}");
            }
        }
        for word in GENERIC {
            assert_eq!(*word, fold(word), "generic words are compared folded");
        }
    }

    #[test]
    fn hosts() {
        use Agreement::{Agrees, Differs, Unknown};
        for (publisher, host, agreement) in [
            ("وكالة الأنباء السورية سانا", "www.sana.sy", Agrees),
            ("وكالة سانا", "sana.sy", Agrees),
            ("صحيفة القدس العربي", "www.alquds.co.uk", Agrees),
            ("the Guardian", "www.theguardian.com", Agrees),
            ("Anadolu Ajansı", "www.aa.com.tr", Agrees),
            ("وكالة الأناضول", "aa.com.tr", Agrees),
            ("BBC News عربي", "www.bbc.com", Agrees),
            ("HRW", "www.hrw.org", Agrees),
            ("المجلة", "www.majalla.com", Agrees),
            ("AP", "apnews.com", Agrees),
            ("Institute of Delta Research", "idr.example", Agrees),
            ("نهرين", "nahrain.example", Agrees),
            ("Reuters", "www.nytimes.com", Differs),
            ("Reuters", "www.youtube.com", Unknown),
            ("Reuters", "harbour.example", Unknown),
            ("The Harbour Post", "www.nytimes.com", Unknown),
            ("المدينة اليوم", "delta.example", Unknown),
            ("", "reuters.com", Unknown),
            ("Reuters", "", Unknown),
        ] {
            assert_eq!(host_agrees(publisher, host), agreement, "{publisher} at {host}");
        }
    }

    #[test]
    fn names() {
        for (a, b) in [
            ("Al Jazeera", "الجزيرة"),
            ("وكالة رويترز للأنباء", "Reuters"),
            ("Harbour Post", "The Harbour Post Online"),
            ("Delta Research Institute", "DRI"),
            ("خليفة", "Khalifa"),
            ("Hürriyet Gazetesi", "hurriyet"),
        ] {
            assert!(names_agree(a, b) && names_agree(b, a), "{a} / {b}");
        }
        for (a, b) in [
            ("Harbour Post", "Delta Times"),
            ("الجزيرة", "العربية"),
            ("", ""),
            ("News", "Agency"),
            ("نهر", "Mountain Post"),
        ] {
            assert!(!names_agree(a, b), "{a} / {b}");
        }
    }

    #[test]
    fn finds_names_in_text() {
        for (text, expected) in [
            ("جفاف السدود، الجزيرة نت، 5/3/2022، الرابط", vec!["الجزيرة نت"]),
            ("بلا ميناء، العربية، 2022", vec!["العربية"]),
            ("الصحافة العربية بلا ميناء، 2022", vec![]),
            ("Ships without harbour, The New York Times, 2022; Reuters.", vec!["New York Times", "Reuters"]),
            ("who came, un ami, in time, the times", vec![]),
            ("Ships. Time, 2022", vec!["Time"]),
            ("Time-out, 2022", vec![]),
            ("NATO ships without harbour", vec![]),
            ("", vec![]),
        ] {
            let found: Vec<&str> = known_in(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
