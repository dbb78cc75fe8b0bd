//! The cited title against the titles and the text of the page.

use super::Seen;
use super::language::{self, Languages};
use crate::model::{Audit, Citation, Note, Page};
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
/// enough, in a script and a language that can be compared, on a page that was read beyond its head.
pub(super) fn compare(audit: &Audit, note: &Note, citation: &Citation, seen: &Seen<'_>) -> TitleOpinion {
    let page = seen.page;
    let titles: Vec<_> = page.titles.iter().filter(|title| is_usable(&title.value)).collect();
    let Some(cited) = citation.title.as_deref().filter(|title| !fold(title).is_empty()) else {
        let agrees = titles.iter().any(|title| is_in_note(&title.value, note, page));
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
    if in_text || titles.iter().any(|title| is_in_note(&title.value, note, page)) {
        return TitleOpinion::Agrees { score: 100.0 };
    }
    if !substantial {
        return TitleOpinion::Untold(Some("reason-short-title"));
    }
    contradiction(audit, citation, cited, &candidates, seen)
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
    let telling: Vec<&Candidate<'_>> =
        candidates.iter().filter(|title| is_substantial(title.value) && !is_shell(title.value, seen)).collect();
    if telling.is_empty() {
        return untold("reason-no-page-title");
    }
    let readable: Vec<&Candidate<'_>> = telling.into_iter().filter(|title| comparable(cited, title.value)).collect();
    let Some(first) = readable.first() else { return untold("reason-other-script") };
    let languages =
        language::compare(cited, &citation.text, &audit.document.languages, first.value, page.language.as_deref());
    if languages == Languages::Different {
        return untold("reason-other-language");
    }
    if seen.head_only {
        return untold("reason-head-only");
    }
    // In the weak band the likest title is the one to show; a clearly other page is best shown by its first title.
    let best = readable.iter().max_by(|a, b| a.score.total_cmp(&b.score)).unwrap_or(first);
    let clearly = best.score < OTHER && languages == Languages::Same;
    let shown = if best.score < OTHER { first } else { best };
    TitleOpinion::Contradicts { found: shown.value.to_owned(), found_in: shown.found_in, score: best.score, clearly }
}

/// Whether a page's title can be compared at all: it has letters, and they were decoded.
fn is_usable(title: &str) -> bool {
    !title.contains('\u{FFFD}') && title.chars().any(char::is_alphabetic)
}

/// Whether a title says enough to tell one page from another.
fn is_substantial(title: &str) -> bool {
    let folded = fold(title);
    let words = folded.split(' ').filter(|word| word.chars().count() >= 2 && word.chars().any(char::is_alphabetic));
    words.count() >= CONTENT_WORDS && folded.chars().count() >= LETTERS
}

/// Whether a page's title stands in the note, wherever the note was split.
fn is_in_note(title: &str, note: &Note, page: &Page) -> bool {
    is_substantial(title) && !names_the_site(title, page) && title_score(title, &note.text) >= SAME
}

/// Whether a title is the name of the site.
fn names_the_site(title: &str, page: &Page) -> bool {
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
