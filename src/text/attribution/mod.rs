//! Sentences that lean on what somebody else said: reports, quotations, and lines that name a source.
//!
//! Arabic, Turkish and English, by the words that reporters use. A verb alone is not enough where it also serves for
//! what is no speech (`the results show that`, تؤكد التجارب): there has to be somebody who speaks.

mod arabic;
mod english;
mod turkish;

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::arabic::is_arabic;
use super::similarity::fold;

/// A quotation of fewer words than this is a name, a title or a word held at arm's length.
const QUOTED_WORDS: usize = 5;
/// So many words are enough where somebody is said to have said them.
const SAID_WORDS: usize = 3;
/// A line that names its source is not longer than this, in characters.
const SOURCE_LINE: usize = 160;

/// How a sentence leans on somebody else. The range is that of the words that tell, within the sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attribution {
    /// It reports what somebody said.
    Report(Range<usize>),
    /// It quotes.
    Quotation(Range<usize>),
}

/// The speakers that a text has introduced by name, for where the name alone stands later.
#[derive(Debug, Default)]
pub struct Speakers {
    names: HashSet<String>,
}

/// A word of a sentence.
#[derive(Debug)]
struct Word {
    /// Folded as for comparing, without what stands behind an apostrophe.
    folded: String,
    range: Range<usize>,
    /// Whether it begins with a capital letter.
    capital: bool,
    /// Whether it stands in a quotation.
    quoted: bool,
}

/// A sentence, taken apart.
struct Sentence<'a> {
    text: &'a str,
    words: Vec<Word>,
    /// Its quotations, marks included.
    quotations: &'a [Range<usize>],
}

/// Finds what in a sentence says that it reports or quotes, and learns who speaks in it. `quotations` are those of
/// [`super::quotation::find`], within the sentence.
///
/// ```
/// use isnad::text::attribution::{Attribution, Speakers, find};
/// let mut speakers = Speakers::default();
/// let mut reports = |text| matches!(find(text, &[], &mut speakers), Some(Attribution::Report(_)));
/// assert!(reports("وذكرت الوزارة في بيان أن الحملة انتهت"));
/// assert!(reports("According to the ministry, the campaign is over"));
/// assert!(reports("Bakanlığın açıklamasına göre kampanya sona erdi"));
/// assert!(!reports("The campaign went according to plan"));
/// ```
pub fn find(text: &str, quotations: &[Range<usize>], speakers: &mut Speakers) -> Option<Attribution> {
    let sentence = Sentence { text, words: words(text, quotations), quotations };
    let report = if text.chars().any(is_arabic) {
        arabic::report(&sentence, speakers)
    } else {
        english::report(&sentence).or_else(|| turkish::report(&sentence))
    };
    report.map(Attribution::Report).or_else(|| sentence.quotation().map(Attribution::Quotation))
}

/// The publication that a line such as `Source: The Valley Herald` names; `None` where it names none, or the writer.
///
/// ```
/// use isnad::text::attribution::source_line;
/// assert_eq!(source_line("المصدر: صحيفة الوادي").map(|name| name.1), Some("صحيفة الوادي"));
/// assert_eq!(source_line("Source: compiled by the author"), None);
/// ```
pub fn source_line(line: &str) -> Option<(Range<usize>, &str)> {
    static SOURCE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?i)^[\s•*\-–—(\[]*(?:ال)?(?:المصدر|المصادر|مصدر|sources?|kaynak(?:lar)?|alıntı)\s*[:：]\s*(\S.*?)[\s)\].]*$").ok()
    });
    static OWN: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"(?i)إعداد|اعداد|الباحث|المؤلف|الكاتب|(?:^|\W)(?:(?:authors?|own|ourselves)(?:\W|$)|kendi)|yazar|hazırlan",
        )
        .ok()
    });
    if line.chars().take(SOURCE_LINE + 1).count() > SOURCE_LINE {
        return None;
    }
    let found = SOURCE.as_ref()?.captures(line)?;
    let name = found.get(1)?;
    let letters = name.as_str().chars().filter(|c| c.is_alphabetic()).count();
    let own = OWN.as_ref().is_some_and(|own| own.is_match(name.as_str()));
    (letters >= 2 && !own && !name.as_str().contains("://")).then(|| (name.range(), name.as_str()))
}

fn words(text: &str, quotations: &[Range<usize>]) -> Vec<Word> {
    let mut words = Vec::new();
    let mut start = None;
    let ends = text.char_indices().chain([(text.len(), ' ')]);
    for (at, character) in ends {
        // Arabic marks of vowels are no letters, and apostrophes stand within words.
        let inside = character.is_alphanumeric()
            || is_arabic(character) && !matches!(character, '،' | '؛' | '؟' | '۔' | '٪')
            || matches!(character, '\'' | '’') && start.is_some();
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let word = text.get(from..at).unwrap_or_default();
                words.push(Word {
                    folded: fold(word.split(['\'', '’']).next().unwrap_or_default()),
                    capital: word.starts_with(char::is_uppercase),
                    quoted: quotations.iter().any(|quotation| quotation.contains(&from)),
                    range: from..at,
                });
                start = None;
            }
            _ => {}
        }
    }
    words
}

impl Sentence<'_> {
    /// A quotation that is long enough to be somebody's words.
    fn quotation(&self) -> Option<Range<usize>> {
        self.quotations.iter().find(|quotation| self.is_speech(quotation, QUOTED_WORDS)).cloned()
    }

    /// Whether somebody is quoted with a few words at least.
    fn quotes(&self) -> bool {
        self.quotations.iter().any(|quotation| self.is_speech(quotation, SAID_WORDS))
    }

    fn is_speech(&self, quotation: &Range<usize>, least: usize) -> bool {
        let inside = self.words.iter().filter(|word| quotation.contains(&word.range.start));
        let (mut count, mut capitals) = (0, 0);
        for word in inside {
            count += 1;
            capitals += usize::from(word.capital);
        }
        // Titles are written with capitals throughout.
        count >= least && capitals * 2 <= count
    }

    /// The range of words, as a range of the text.
    fn range(&self, words: Range<usize>) -> Range<usize> {
        let start = self.words.get(words.start).map_or(0, |word| word.range.start);
        let last = words.end.min(self.words.len()).saturating_sub(1);
        start..self.words.get(last).map_or(start, |word| word.range.end).max(start)
    }

    /// What stands right behind a word, up to the next one.
    fn behind(&self, index: usize) -> &str {
        let start = self.words.get(index).map_or(0, |word| word.range.end);
        let end = self.words.get(index + 1).map_or(self.text.len(), |word| word.range.start);
        self.text.get(start..end).unwrap_or_default()
    }

    fn folded(&self, index: usize) -> &str {
        self.words.get(index).map_or("", |word| word.folded.as_str())
    }
}

/// A set of words, each folded.
fn set(words: &[&str]) -> HashSet<String> {
    words.iter().flat_map(|line| line.split_whitespace()).map(fold).collect()
}

#[cfg(test)]
mod tests {
    use super::{Attribution, Speakers, find, source_line};
    use crate::text::quotation;

    fn found(text: &str) -> Option<Attribution> {
        find(text, &quotation::find(text), &mut Speakers::default())
    }

    #[test]
    fn what_reports() {
        for text in [
            "وبحسب صحيفة الوادي، أُغلقت الطريق",
            "أُغلقت الطريق وفق ما أكده مدير المرفأ",
            "أفادت وكالة الأنباء بأن الطريق أُغلقت",
            "نقلاً عن مصدر في الوزارة، أُغلقت الطريق",
            "وأشار التقرير إلى أن الطريق أُغلقت",
            "تشير الإحصاءات إلى أن الطريق أُغلقت مرتين",
            "وأكد سليمان أن الطريق ستُفتح",
            "حذّر خبراء من إغلاق الطريق",
            "وكانت الوزارة قد أكدت أن الطريق ستُفتح",
            "وقال المهندس: الطريق مغلقة",
            "According to the Valley Herald, the road was closed.",
            "The road, according to officials in the port, was closed.",
            "Officials said the road was closed.",
            "Reuters reported that the road was closed.",
            "“The road stays shut,” said Harlow.",
            "A 2021 study found that the road had been closed twice.",
            "He told the committee the road was closed.",
            "Bakanlığın açıklamasına göre yol kapatıldı.",
            "Reuters’a göre yol kapatıldı.",
            "Vali, yolun kapatıldığını açıkladı.",
            "Sözcü, yolun açılacağını ifade etti.",
            "Uzmanlar yolun kapatılması gerektiğini savunuyor.",
            "2021 verilerine göre yol iki kez kapatıldı.",
        ] {
            assert!(matches!(found(text), Some(Attribution::Report(_))), "{text}: {:?}", found(text));
        }
    }

    #[test]
    fn what_does_not() {
        for text in [
            "تُوزَّع المياه وفق القانون الجديد وبحسب الحاجة",
            "وتؤكد التجارب أن الطرق القديمة أطول عمراً",
            "ويمكن القول إن الطريق مهمة، ويُذكر أن طولها ميل",
            "ترى الدولة في الطريق مكسباً، إضافة إلى أنها تصل مدينتين",
            "يوضح الشكل التالي مسار الطريق",
            "هي “الطريق الدائرية” كما تُسمى",
            "The work went according to plan, and according to Table 3 it was cheap.",
            "We argue that the road should be closed, and this report shows that it can be.",
            "The road is said to be old. That said, it holds.",
            "The results show that the road is old.",
            "They called it the “ring road” for years.",
            "She read “The Old Man and the Sea” on the way.",
            "Yol, geçen yıla göre daha uzun; buna göre plan değişti.",
            "Yol duruma göre kapatılır.",
            "Yolun uzunluğu üç kilometredir.",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn who_was_introduced_may_speak_by_name_alone() {
        let mut speakers = Speakers::default();
        let mut found = |text| find(text, &[], &mut speakers);
        assert_eq!(found("الطريق مغلقة، حسب العابد"), None);
        assert!(found("يرى الباحث سمير العابد أن الطريق مغلقة").is_some());
        assert!(found("الطريق مغلقة، حسب العابد").is_some());
    }

    #[test]
    fn lines_that_name_a_source() {
        for (line, expected) in [
            ("Source: The Valley Herald", Some("The Valley Herald")),
            ("المصدر : صحيفة الوادي.", Some("صحيفة الوادي")),
            ("(Kaynak: Vadi Gazetesi)", Some("Vadi Gazetesi")),
            ("Sources:", None),
            ("Source: https://herald.example/dam", None),
            ("Kaynak: Yazar tarafından hazırlanmıştır", None),
            ("المصدر: من إعداد الباحث", None),
            ("The source: a small spring under the hill, known to all who live in the valley", None),
        ] {
            assert_eq!(source_line(line).map(|(_, name)| name), expected, "{line}");
        }
    }
}
