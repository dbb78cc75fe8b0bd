//! The publisher of a work.

use crate::text::publisher::known_in;
use crate::text::similarity::fold;

use super::segment::Segment;
use super::title::TitleFound;

/// Words that begin the names of those who publish; folded.
const HEADS: &[&str] = &[
    "صحيفه",
    "جريده",
    "وكاله",
    "قناه",
    "موقع",
    "مركز",
    "المركز",
    "مجله",
    "شبكه",
    "الشبكه",
    "اذاعه",
    "تلفزيون",
    "صفحه",
    "منصه",
    "معهد",
    "موسسه",
    "وزاره",
    "منظمه",
    "اللجنه",
    "لجنه",
    "هييه",
    "دار",
    "جامعه",
    "حساب",
    "مبادره",
    "مرصد",
    "المرصد",
    "حساب",
    "انستغرام",
    "the",
    "journal",
    "institute",
    "ministry",
    "university",
    "center",
    "centre",
    "radio",
];

/// Words that end such names; folded.
const TAILS: &[&str] = &[
    "نيوز",
    "برس",
    "نت",
    "بوست",
    "اونلاين",
    "تايمز",
    "للدراسات",
    "للانباء",
    "gazetesi",
    "haber",
    "ajansi",
    "dergisi",
    "tv",
    "vakfi",
    "universitesi",
    "merkezi",
    "enstitusu",
    "yayinlari",
    "kitabevi",
    "news",
    "times",
    "post",
    "press",
    "agency",
    "journal",
    "institute",
    "center",
    "centre",
    "university",
    "magazine",
    "foundation",
    "review",
    "gazette",
    "herald",
    "tribune",
    "courier",
    "bank",
    "organization",
    "organisation",
    "ministry",
    "council",
];

/// The publisher found, with the index of its segment where it has one of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublisherFound {
    /// Its name as printed.
    pub text: String,
    /// The index of the segment that it is.
    pub segment: Option<usize>,
}

/// Whether a word begins publishers' names.
pub fn is_head(word: &str) -> bool {
    HEADS.contains(&fold(word).as_str())
}

/// Whether a text begins with a publisher's name: a word such as `صحيفة`, or a known one.
pub fn begins(text: &str) -> bool {
    let window: String = text.chars().take(60).take_while(|c| !",،\n".contains(*c)).collect();
    let first = window.split_whitespace().next().unwrap_or_default();
    is_head(first) && fold(first) != "the" || known_in(&window).first().is_some_and(|known| known.start == 0)
}

/// Whether a segment looks like a publisher's name.
pub fn is_like(text: &str) -> bool {
    let folded = fold(text);
    let mut words = folded.split(' ');
    let count = words.clone().count();
    let head = words.next().is_some_and(|word| HEADS.contains(&word));
    let tail = words.next_back().is_some_and(|word| TAILS.contains(&word));
    let known: usize = known_in(text).iter().map(std::ops::Range::len).sum();
    (count <= 8 && (head || tail)) || 2 * known > text.len()
}

/// How many bytes of a text are a publisher's name that a title follows with no sign between.
pub fn prefix(text: &str) -> Option<usize> {
    if let Some(known) = known_in(text).into_iter().find(|known| text.get(..known.start).is_some_and(is_generic)) {
        return Some(known.end);
    }
    let mut end = 0;
    for (index, word) in text.split(' ').take(4).enumerate() {
        end += word.len() + usize::from(index > 0);
        if index > 0 && TAILS.contains(&fold(word).as_str()) {
            return Some(end);
        }
    }
    // صحيفة الغد, وكالة سانا: the word and one more.
    let mut words = text.split(' ');
    let head = words.next().filter(|word| is_head(word))?;
    words.next().map(|name| head.len() + 1 + name.len())
}

fn is_generic(before: &str) -> bool {
    before.split_whitespace().all(is_head)
}

/// The index of the segment most like a publisher among those that can be.
///
/// Before the date the last segment is the likeliest place; a name that looks like one wins over place.
pub fn guess(segments: &[Segment]) -> Option<usize> {
    let leading = segments.iter().filter(|segment| segment.leads).count();
    let like = |index: &usize| segments.get(*index).is_some_and(|segment| !segment.quoted && is_like(&segment.text));
    let last_first = (0..leading).rev().find(like).or_else(|| (leading..segments.len()).find(like));
    last_first.or_else(|| leading.checked_sub(1).filter(|last| *last > 0))
}

/// The publisher of a work: named in the imprint, else the segment that follows the title or stands by the date.
pub fn find(segments: &[Segment], title: &TitleFound, displaced: bool) -> Option<PublisherFound> {
    if let Some(name) = &title.imprint {
        return Some(PublisherFound { text: name.clone(), segment: None });
    }
    let others = |index: &usize| !title.segments.contains(index);
    let indices: Vec<usize> = (0..segments.len()).filter(others).collect();
    let usable = |index: &usize| segments.get(*index).is_some_and(|segment| !segment.quoted && segment.words() <= 12);
    let like = |index: &&usize| segments.get(**index).is_some_and(|segment| is_like(&segment.text));
    let indices: Vec<usize> = indices.into_iter().filter(usable).collect();
    let after: Vec<usize> = indices.iter().copied().filter(|index| *index >= title.segments.end).collect();
    let chosen = if displaced {
        indices.iter().find(like).or(after.first()).or(indices.first()).copied()
    } else {
        let by_date = segments.iter().filter(|segment| segment.leads).count().checked_sub(1);
        after
            .iter()
            .find(like)
            .or(after.first())
            .copied()
            .or_else(|| indices.iter().rev().find(like).copied())
            .or_else(|| by_date.filter(|last| !title.segments.contains(last) && *last > title.segments.start))
    }?;
    let text = without_issue(&segments.get(chosen)?.text);
    (!text.is_empty()).then(|| PublisherFound { text: text.to_owned(), segment: Some(chosen) })
}

/// A journal's name without the volume after it, and without "in".
fn without_issue(text: &str) -> &str {
    let text = text
        .strip_prefix("in ")
        .or_else(|| text.strip_prefix("In "))
        .or_else(|| text.strip_prefix("في: "))
        .unwrap_or(text);
    let bracket = text.find(" (").and_then(|at| text.get(..at)).filter(|head| head.chars().any(char::is_alphabetic));
    bracket.unwrap_or(text).trim_end_matches(|c: char| c.is_numeric() || c == ' ' || c == '/')
}
