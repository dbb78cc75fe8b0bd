//! The cited title against the titles and the text of the page.

use std::collections::HashSet;

use super::language::{self, Languages};
use super::{DateOpinion, Seen, subject};
use crate::model::{Audit, Citation, Note, Page};
use crate::text::arabic::stem;
use crate::text::publisher::names_agree;
use crate::text::similarity::{comparable, contains_words, fold, title_score};

/// Score from which two titles are the same.
const SAME: f64 = 75.0;
/// Score under which they are clearly not.
const OTHER: f64 = 50.0;
/// Score from which even short titles are the same.
const SAME_SHORT: f64 = 90.0;
/// Content words from which a title says enough to be held against another.
const CONTENT_WORDS: usize = 3;
/// Letters from which it does.
const LETTERS: usize = 10;
/// Bytes from which a note is too long to be searched for every one of its citations.
const LONG_NOTE: usize = 2000;
/// Words above which a title is rather a quotation.
const QUOTED_WORDS: usize = 30;
/// Words above which one that ends in a full stop is.
const SENTENCE_WORDS: usize = 8;
/// Letters from which a word in common says that two titles are of one subject.
const TELLING_LETTERS: usize = 8;
/// Letters from which a word that is not a little one counts as a word in common.
const CONTENT_LETTERS: usize = 3;
/// Such words in common from which two titles are of one subject.
const SHARED_WORDS: usize = 2;
/// Words before and after a quotation among which one of saying makes it somebody's words.
const NEAR: usize = 3;
/// Words of saying, folded.
#[rustfmt::skip]
const SAYING: [&str; 30] = [
    "said", "says", "say", "told", "tells", "stated", "saying", "declared", "added", "replied", "asked", "announced",
    "قال", "قالت", "قايلا", "قايله", "يقول", "تقول", "صرح", "صرحت", "اكد", "اكدت", "اضاف", "اضافت",
    "dedi", "diyor", "diyen", "soyledi", "belirtti", "acikladi",
];
/// Bytes of visible text under which a page that only names its site is an empty shell.
const SHELL: usize = 500;

/// What comparing titles gave.
#[derive(Debug, Clone, PartialEq)]
pub enum TitleOpinion {
    /// The page is what is cited.
    Agrees {
        /// How well, 0 to 100.
        score: f64,
    },
    /// The page says it is something else.
    Contradicts {
        /// The page's title, raw.
        found: String,
        /// Where it was found.
        found_in: &'static str,
        /// How alike they are, 0 to 100.
        score: f64,
        /// Whether it is clearly another page.
        clearly: bool,
    },
    /// It cannot be told; the message id of the reason, where there is one to give.
    Untold(Option<&'static str>),
}

/// A title of a page that can be held against a citation.
struct Candidate<'a> {
    value: &'a str,
    found_in: &'static str,
    score: f64,
}

/// Holds a citation's title against a page. Agreement is looked for everywhere; contradiction needs a title that says
/// enough, in a script and a language that can be compared, on a page that was read beyond its head. A page of the very
/// day that is cited is never clearly another one: headlines are rewritten.
pub(super) fn compare(
    audit: &Audit,
    note: &Note,
    citation: &Citation,
    seen: &Seen<'_>,
    date: &DateOpinion,
) -> TitleOpinion {
    let page = seen.page;
    let titles: Vec<_> = page.titles.iter().filter(|title| is_usable(&title.value)).collect();
    let Some(cited) = citation.title.as_deref().filter(|title| !fold(title).is_empty()) else {
        let (prose, names) = (prose(note, citation), names(citation, seen));
        let agrees = titles.iter().any(|title| is_in_note(&title.value, &prose, page, &names));
        return if agrees { TitleOpinion::Agrees { score: 100.0 } } else { TitleOpinion::Untold(None) };
    };
    // The common case, told without folding anything but what is equal.
    if titles.iter().any(|title| title.value == cited && !names_the_site(&title.value, page)) {
        return TitleOpinion::Agrees { score: 100.0 };
    }
    let substantial = is_substantial(cited);
    let candidates: Vec<Candidate<'_>> = titles
        .iter()
        .filter(|title| !names_the_site(&title.value, page))
        .map(|title| Candidate {
            value: &title.value,
            found_in: title.found_in,
            score: title_score(cited, &title.value),
        })
        .collect();
    let best = candidates.iter().map(|candidate| candidate.score).fold(0.0, f64::max);
    if best >= if substantial { SAME } else { SAME_SHORT } {
        return TitleOpinion::Agrees { score: best };
    }
    let in_text = fold(cited).split(' ').count() >= 2 && contains_words(&seen.text(), &fold(cited));
    let (prose, names) = (prose(note, citation), names(citation, seen));
    if in_text || titles.iter().any(|title| is_in_note(&title.value, &prose, page, &names)) {
        return TitleOpinion::Agrees { score: 100.0 };
    }
    if !substantial {
        return TitleOpinion::Untold(Some("reason-short-title"));
    }
    if is_quotation(cited) || is_said(cited, &note.text) {
        return TitleOpinion::Untold(Some("reason-quotation"));
    }
    if titles.iter().any(|title| subject::is_gate(&title.value)) {
        return TitleOpinion::Untold(Some("reason-gate"));
    }
    match contradiction(audit, citation, cited, &candidates, seen) {
        TitleOpinion::Contradicts { found, found_in, score, clearly } => {
            let of_the_day = *date == DateOpinion::Agrees { firm: true }
                && citation.date_reading().is_some_and(|reading| reading.start().day.is_some());
            TitleOpinion::Contradicts { found, found_in, score, clearly: clearly && !of_the_day }
        }
        untold => untold,
    }
}

fn contradiction(
    audit: &Audit,
    citation: &Citation,
    cited: &str,
    candidates: &[Candidate<'_>],
    seen: &Seen<'_>,
) -> TitleOpinion {
    let untold = |reason| TitleOpinion::Untold(Some(reason));
    let page = seen.page;
    let names = names(citation, seen);
    let tells = |title: &&Candidate<'_>| {
        is_substantial(title.value)
            && !is_shell(title.value, seen)
            && !subject::is_file(title.value)
            && subject::is_of_page(title.value, &names)
    };
    let telling: Vec<&Candidate<'_>> = candidates.iter().filter(tells).collect();
    if telling.is_empty() {
        return untold("reason-no-page-title");
    }
    let readable: Vec<&Candidate<'_>> = telling.into_iter().filter(|title| comparable(cited, title.value)).collect();
    let Some(first) = readable.first() else { return untold("reason-other-script") };
    let languages =
        language::compare(cited, &audit.document.languages, first.value, &page.text, page.language.as_deref());
    if languages == Languages::Different {
        return untold("reason-other-language");
    }
    if seen.head_only {
        return untold("reason-head-only");
    }
    // In the weak band the likest title is the one to show; a clearly other page is best shown by its first title.
    let best = readable.iter().max_by(|a, b| a.score.total_cmp(&b.score)).unwrap_or(first);
    let clearly = best.score < OTHER
        && languages == Languages::Same
        && !readable.iter().any(|title| share_a_subject(cited, title.value));
    let shown = if best.score < OTHER { first } else { best };
    TitleOpinion::Contradicts { found: shown.value.to_owned(), found_in: shown.found_in, score: best.score, clearly }
}

/// Whether two titles are of one subject: they have a long word in common, be it as part of a compound, or several
/// shorter ones.
fn share_a_subject(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    let (joined_a, joined_b) = (a.replace(' ', ""), b.replace(' ', ""));
    let telling = |word: &&str| word.chars().count() >= TELLING_LETTERS;
    let content = |word: &&str| word.chars().count() >= CONTENT_LETTERS && !language::is_little(word);
    let words: HashSet<&str> = b.split(' ').filter(content).map(stem).collect();
    let shared: HashSet<&str> = a.split(' ').filter(content).map(stem).filter(|word| words.contains(word)).collect();
    shared.len() >= SHARED_WORDS
        || a.split(' ').filter(telling).any(|word| joined_b.contains(word))
        || b.split(' ').filter(telling).any(|word| joined_a.contains(word))
}

/// The names of the site, folded: the publisher cited, those of the page, and that of its host.
fn names(citation: &Citation, seen: &Seen<'_>) -> Vec<String> {
    let host = url::Url::parse(seen.url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    let publishers = seen.page.publishers.iter().map(|publisher| publisher.value.as_str());
    publishers.chain(citation.publisher.as_deref()).chain([host.as_str()]).map(fold).collect()
}

/// Whether a page's title can be compared at all: it has letters, and they were decoded.
fn is_usable(title: &str) -> bool {
    !title.contains('\u{FFFD}') && title.chars().any(char::is_alphabetic)
}

/// Whether a title says enough to tell one page from another.
pub(in crate::judge) fn is_substantial(title: &str) -> bool {
    let folded = fold(title);
    let words = folded.split(' ').filter(|word| word.chars().count() >= 2 && word.chars().any(char::is_alphabetic));
    words.count() >= CONTENT_WORDS && folded.chars().count() >= LETTERS
}

/// Whether a page's title stands in the note, wherever the note was split; `prose` and the names of the site are folded.
/// A title of the whole site stands there as the publisher.
fn is_in_note(title: &str, prose: &str, page: &Page, names: &[String]) -> bool {
    is_substantial(title)
        && subject::is_of_page(title, names)
        && !names_the_site(title, page)
        && (contains_words(prose, &fold(title)) || title_score(title, prose) >= SAME)
}

/// The words around a citation without its URLs, folded: the words of a URL are those of its page, whatever the note
/// says. They are the note's, or the citation's own where the note is long.
pub(in crate::judge) fn prose(note: &Note, citation: &Citation) -> String {
    let text = if note.text.len() <= LONG_NOTE { &note.text } else { &citation.text };
    let mut text: String = text.chars().take(LONG_NOTE).collect();
    if let Some(printed) = citation.printed.as_ref().filter(|printed| !printed.text.is_empty()) {
        text = text.replace(&printed.text, " ");
    }
    let is_url = |word: &&str| word.contains("://") || word.contains("www.") || word.matches('%').count() > 2;
    fold(&text.split_whitespace().filter(|word| !is_url(word)).collect::<Vec<_>>().join(" "))
}

/// Whether what was taken for a title is a quotation: a sentence, or longer than titles are.
pub(in crate::judge) fn is_quotation(title: &str) -> bool {
    let words = title.split_whitespace().count();
    let ellipsis = title.ends_with("..") || title.ends_with('…');
    words > QUOTED_WORDS || words > SENTENCE_WORDS && title.ends_with('.') && !ellipsis
}

/// Whether a note quotes what was taken for a title: a word of saying stands right before or after it, in one sentence.
fn is_said(cited: &str, note: &str) -> bool {
    let Some((before, after)) = note.split_once(cited) else { return false };
    let before = before.rsplit(['.', ';', '؛', '\n']).next().unwrap_or_default();
    let after = after.split(['.', ';', '؛', '\n']).next().unwrap_or_default();
    let (before, after) = (fold(before), fold(after));
    let mut near = before.rsplit(' ').take(NEAR).chain(after.split(' ').take(NEAR));
    near.any(|word| SAYING.contains(&word))
}

/// Whether a title is the name of the site.
pub(super) fn names_the_site(title: &str, page: &Page) -> bool {
    page.publishers.iter().any(|publisher| fold(&publisher.value) == fold(title))
}

/// Whether a title speaks of the whole site on a page with next to no text: one that a script would have filled.
fn is_shell(title: &str, seen: &Seen<'_>) -> bool {
    if seen.page.text.len() >= SHELL {
        return false;
    }
    let title = fold(title);
    let named = |name: &str| {
        let name = fold(name);
        name.chars().count() >= 3 && contains_words(&title, &name)
    };
    let host = url::Url::parse(seen.url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    let domain = psl::domain_str(&host).unwrap_or_default();
    let label = domain.split('.').next().unwrap_or_default();
    let opens = |name: &str| title.starts_with(&fold(name)) && !fold(name).is_empty();
    seen.page.publishers.iter().any(|publisher| named(&publisher.value) && opens(&publisher.value))
        || label.len() >= 3
            && title.split(' ').next().is_some_and(|word| word == fold(label) || names_agree(word, label))
}
