//! Patterns of phrases, each made only where a text holds one of the words that it cannot do without, if it has such.
//!
//! To make a pattern takes longer than to read a short document, and of most patterns most documents hold nothing.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use regex_automata::meta::{Config, Regex};

/// How patterns write what stands beside a word: white space and punctuation. The class of the standard for that, `\W`, has
/// hundreds of ranges, and takes most of the time of a pattern that it stands in.
const EDGE: &str = "<edge>";

/// Invisible signs, raised and lowered numbers, signs of currency, arrows, shapes and the bullets of word processors
/// (private use) among them.
const EDGES: &str = concat!(
    r"[\x00-/:-@\[-\^`\{-\u{A9}\u{AB}-\u{B4}\u{B6}-\u{B9}\u{BB}-\u{BF}\u{5BE}\u{60C}\u{61B}-\u{61F}\u{66A}-\u{66D}\u{6D4}\u{964}\u{965}",
    r"\u{2000}-\u{200B}\u{200E}-\u{203E}\u{2041}-\u{2053}\u{2055}-\u{2070}\u{2074}-\u{207E}\u{2080}-\u{208E}",
    r"\u{20A0}-\u{20C0}\u{2190}-\u{24B5}\u{24EA}-\u{2BFF}\u{3000}-\u{3003}\u{3008}-\u{3020}\u{E000}-\u{F8FF}",
    r"\u{FD3E}\u{FD3F}\u{FEFF}\u{FF01}-\u{FF0F}\u{FF1A}-\u{FF20}\u{FFF9}-\u{FFFD}]",
);

/// A pattern of phrases.
#[derive(Debug)]
pub struct Phrases {
    /// Parts of words, one of which stands in every text that the pattern is found in; those in lower case may be in any
    /// case there if they are of ASCII. Without any, every text may hold it.
    words: &'static [&'static str],
    source: Source,
    guard: OnceLock<Option<AhoCorasick>>,
    pattern: OnceLock<Option<Regex>>,
}

#[derive(Debug)]
enum Source {
    Pattern(&'static str),
    Phrases(&'static [&'static str]),
}

impl Phrases {
    /// A pattern as it is, but for `<edge>` in it, which is white space or punctuation.
    pub const fn pattern(words: &'static [&'static str], pattern: &'static str) -> Self {
        Self { words, source: Source::Pattern(pattern), guard: OnceLock::new(), pattern: OnceLock::new() }
    }

    /// Any of several phrases in any case, whose spaces may be of any length and break lines.
    pub const fn any(words: &'static [&'static str], phrases: &'static [&'static str]) -> Self {
        Self { words, source: Source::Phrases(phrases), guard: OnceLock::new(), pattern: OnceLock::new() }
    }

    /// The pattern, if a text may hold it.
    pub fn within(&self, text: &str) -> Option<&Regex> {
        if !self.may_be_in(text) {
            return None;
        }
        let pattern = self.pattern.get_or_init(|| {
            // What the library would find first is told by the words already; to make that takes half the time.
            let config = Config::new().auto_prefilter(false);
            let made = Regex::builder().configure(config).build(&self.source.written());
            debug_assert!(made.is_ok(), "the patterns are constants: {made:?}");
            made.ok()
        });
        pattern.as_ref()
    }

    /// Whether a text holds it.
    pub fn is_in(&self, text: &str) -> bool {
        self.within(text).is_some_and(|pattern| pattern.is_match(text))
    }

    fn may_be_in(&self, text: &str) -> bool {
        let guard = self.guard.get_or_init(|| {
            let mut guard = AhoCorasick::builder();
            guard.ascii_case_insensitive(true).kind(Some(AhoCorasickKind::ContiguousNFA));
            if self.words.is_empty() { None } else { guard.build(self.words).ok() }
        });
        guard.as_ref().is_none_or(|guard| guard.is_match(text))
    }
}

impl Source {
    /// The pattern in the syntax of patterns.
    fn written(&self) -> String {
        match self {
            Self::Pattern(pattern) => pattern.replace(EDGE, EDGES),
            Self::Phrases(phrases) => {
                let phrases: Vec<String> = phrases.iter().map(|phrase| phrase.replace(' ', r"\s+")).collect();
                format!("(?i)(?:{})", phrases.join("|"))
            }
        }
    }
}

/// What a test of phrases holds them against.
#[cfg(test)]
pub(crate) mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use regex_syntax::hir::{Class, Hir, HirKind};

    use super::*;

    /// Fails where the pattern may match a text without one of its words: of every way through the pattern the shortest
    /// text is tried in capitals, in small letters and with a capital at its start: of a class, the first letter and the
    /// last are those of either case.
    pub(crate) fn assert_guarded(phrases: &Phrases) {
        let hir = regex_syntax::parse(&phrases.source.written()).unwrap();
        let (large, small) = (shortest(&hir, false), shortest(&hir, true));
        let titles: Vec<String> = small.iter().map(|text| capitalised(text)).collect();
        for text in large.iter().chain(&small).chain(&titles) {
            assert!(phrases.may_be_in(text), "{text:?} is matched and holds none of {:?}", phrases.words);
        }
    }

    fn capitalised(text: &str) -> String {
        let start = text.find(char::is_alphabetic).unwrap_or_default();
        let (before, word) = text.split_at(start);
        let mut letters = word.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        format!("{before}{first}{}", letters.as_str())
    }

    fn shortest(hir: &Hir, last: bool) -> Vec<String> {
        match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => vec![String::new()],
            HirKind::Literal(literal) => vec![String::from_utf8_lossy(&literal.0).into_owned()],
            HirKind::Class(class) => vec![of_class(class, last).to_string()],
            HirKind::Repetition(repetition) => {
                let one = shortest(&repetition.sub, last);
                one.iter().map(|text| text.repeat(repetition.min as usize)).collect()
            }
            HirKind::Capture(capture) => shortest(&capture.sub, last),
            HirKind::Concat(parts) => parts.iter().fold(vec![String::new()], |texts, part| {
                let ends = shortest(part, last);
                texts.iter().flat_map(|text| ends.iter().map(move |end| format!("{text}{end}"))).collect()
            }),
            HirKind::Alternation(ways) => ways.iter().flat_map(|way| shortest(way, last)).collect(),
        }
    }

    /// The first or the last character of a class; nobody writes the long s, the sign of Kelvin and the letters of old
    /// Cyrillic manuscripts, which count as cases of others.
    fn of_class(class: &Class, last: bool) -> char {
        let Class::Unicode(class) = class else { panic!("{class:?}") };
        let mut ends: Vec<char> = class.iter().flat_map(|range| [range.start(), range.end()]).collect();
        ends.retain(|end| !matches!(end, '\u{17F}' | '\u{212A}' | '\u{1C80}'..='\u{1C8A}'));
        *if last { ends.last() } else { ends.first() }.unwrap()
    }

    static EXAMPLE: Phrases = Phrases::any(&["quay"], &["the quay", "quays?"]);

    #[test]
    fn a_pattern_is_looked_for_where_its_words_are() {
        assert!(EXAMPLE.within("the river").is_none());
        assert!(EXAMPLE.pattern.get().is_none(), "it was made for nothing");
        assert!(EXAMPLE.is_in("by the\n QUAYS"));
        assert_guarded(&EXAMPLE);
    }

    #[test]
    #[should_panic(expected = "holds none of")]
    fn a_way_past_the_words_is_found() {
        assert_guarded(&Phrases::pattern(&["quay"], r"(?i)quay|(?:old )?har(?:bour|bor)"));
    }

    #[test]
    fn an_edge_is_what_is_no_part_of_a_word() {
        let (edge, no_word) = (Phrases::pattern(&[], "^<edge>$"), regex::Regex::new(r"^\W$").unwrap());
        for character in (0..0x1_0000).filter_map(char::from_u32) {
            let text = character.to_string();
            assert!(!edge.is_in(&text) || no_word.is_match(&text), "{character:?}");
            assert!(edge.is_in(&text) || !no_word.is_match(&text) || !character.is_ascii(), "{character:?}");
        }
        // What cannot be seen, raised numbers, the bullets of word processors, stops and signs.
        for sign in "\u{61C}\u{FEFF}⁴⁰₂\u{F0B7}۔।٪־€−→★、\u{3000}，\u{FFFD}".chars() {
            assert!(edge.is_in(&sign.to_string()), "{sign:?}");
        }
    }
}
