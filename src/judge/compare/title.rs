//! The cited title against the titles and the text of the page.

use super::across::Across;
use super::language::{self, Languages};
use super::trace::{self, Words};
use super::{DateOpinion, Seen, subject};
use crate::model::{Audit, Citation, Fact, Note, Page};
use crate::text::arabic::stem;
use crate::text::similarity::{comparable, contains_words, fold, scores, slug_score, title_score};

/// Score from which two titles are the same.
const SAME: f64 = 75.0;
/// Score under which they are clearly not.
const OTHER: f64 = 50.0;
/// Score under which they are on a page that holds next to none of the words.
const OTHER_SILENT: f64 = 60.0;
/// Score from which even short titles are the same.
const SAME_SHORT: f64 = 90.0;
/// Content words from which a title says enough to be held against another.
const CONTENT_WORDS: usize = 3;
/// Letters from which a title of few words says enough where nothing of it stands on its page.
const LETTERS_OF_FEW_WORDS: usize = 20;
/// Content words from which a page does not hold all of a title by chance.
const MANY_WORDS: usize = 6;
/// Letters from which it does.
const LETTERS: usize = 10;
/// Bytes from which a note is too long to be searched for every one of its citations.
const LONG_NOTE: usize = 2000;
/// Words above which a title is rather a quotation.
const QUOTED_WORDS: usize = 30;
/// Words above which one that ends in a full stop is.
const SENTENCE_WORDS: usize = 8;
/// The share of a title that a page at most holds which says nothing of it.
const SILENT: f64 = 0.34;
/// The share of a title from which a page may hold it in other words: its headline was rewritten.
const REWRITTEN: f64 = 0.9;
/// The share from which a page of the very day that is cited is the page meant, whatever its headline.
const RETITLED: f64 = 0.8;
/// That share on a page of the very day that is cited.
const OF_THE_DAY: f64 = 0.5;
/// The share of a title that the page's titles and its URL hold from which they are of one subject.
const SHARED: f64 = 0.34;
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
        /// How sure it is that it is another page.
        certainty: Certainty,
    },
    /// It cannot be told; the message id of the reason, where there is one to give.
    Untold(Option<&'static str>),
}

/// How sure it is that a page that contradicts a title is another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// It clearly is.
    Clear,
    /// Something is alike, or too little is said.
    Weak,
    /// The languages differ, and nothing that crosses languages agrees.
    OtherLanguage,
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
    let titles = usable(page);
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
    let own: Vec<&Fact> = titles.iter().copied().filter(|title| !names_the_site(&title.value, page)).collect();
    let candidates = scored(cited, &own);
    let best = candidates.iter().map(|candidate| candidate.score).fold(0.0, f64::max);
    if best >= if substantial { SAME } else { SAME_SHORT } {
        return TitleOpinion::Agrees { score: best };
    }
    let in_text = fold(cited).split(' ').count() >= 2 && contains_words(&seen.text(), &fold(cited));
    let (prose, names) = (prose(note, citation), names(citation, seen));
    if in_text
        || holds_what_it_quotes(cited, seen)
        || in_alternate(cited, page)
        || titles.iter().any(|title| is_in_note(&title.value, &prose, page, &names))
    {
        return TitleOpinion::Agrees { score: 100.0 };
    }
    if is_quotation(cited) || is_said(cited, &note.text) {
        return TitleOpinion::Untold(Some("reason-quotation"));
    }
    // Many pages have a login in a corner: the title of the page is its first, or what it gives browsers and others.
    let own = |(index, title): (usize, &&Fact)| index == 0 || ["og:title", "title"].contains(&title.found_in);
    if titles.iter().enumerate().any(|(index, title)| own((index, title)) && subject::is_gate(&title.value)) {
        return TitleOpinion::Untold(Some("reason-gate"));
    }
    contradiction((audit, note, citation), cited, (&candidates, &names), seen, date)
}

/// The titles of a page that can be compared at all.
fn usable(page: &Page) -> Vec<&Fact> {
    page.titles.iter().filter(|title| is_usable(&title.value)).collect()
}

/// Titles with how like the cited one they are.
fn scored<'a>(cited: &str, titles: &[&'a Fact]) -> Vec<Candidate<'a>> {
    let score = |title: &&'a Fact| Candidate {
        value: &title.value,
        found_in: title.found_in,
        score: title_score(cited, &title.value),
    };
    titles.iter().map(score).collect()
}

/// What there is to go by where a page does not agree with a cited title.
struct Grounds<'a> {
    cited: &'a str,
    seen: &'a Seen<'a>,
    /// The names of the site, folded.
    names: &'a [String],
    words: Words,
    /// The share of the title that the page holds.
    held: Option<f64>,
    /// Whether the page says much and nothing of what is cited: then it is another, whatever it calls itself.
    silent: bool,
    /// Whether the page is of the very day that is cited.
    of_the_day: bool,
}

impl<'a> Grounds<'a> {
    fn of(citation: &Citation, cited: &'a str, names: &'a [String], seen: &'a Seen<'a>, date: &DateOpinion) -> Self {
        let words = Words::of(seen);
        let held = words.share(cited);
        let silent = words.are_telling() && held.is_some_and(|held| held <= SILENT);
        let of_the_day = *date == DateOpinion::Agrees { firm: true }
            && citation.date_reading().is_some_and(|reading| reading.start().day.is_some());
        Self { cited, seen, names, words, held, silent, of_the_day }
    }

    /// Whether the cited title says enough, or too little of it stands on a page that says much.
    fn decide(&self) -> bool {
        let absent = || self.words.share_with_numbers(self.cited).is_some_and(|held| held <= SILENT);
        is_substantial(self.cited) || self.words.are_telling() && absent()
    }

    /// Whether a title of the page tells what the page is.
    fn is_telling(&self, title: &Candidate<'_>) -> bool {
        fold(title.value).chars().count() >= LETTERS
            && !is_shell(title.value, self.seen)
            && !subject::is_file(title.value)
            && !subject::is_of_account(title.value)
            && subject::is_of_page(title.value, self.names)
    }

    /// Whether a page that no title tells anything of is the start of a site, or a section of it, in the place of the one
    /// cited: it is there for what it links to.
    fn are_of_a_list(&self) -> bool {
        self.seen.lists && !self.of_the_day && self.held.is_some_and(|held| held <= SILENT)
    }

    /// Whether a page with this title is that of whoever took over a domain, and does not translate its titles.
    fn are_of_a_taken_domain(&self, title: &str, note: &Note) -> bool {
        self.words.are_telling()
            && self.held.is_none_or(|held| held <= SILENT)
            && subject::is_of_chance(title)
            && !subject::is_of_chance(&note.text.chars().take(LONG_NOTE).collect::<String>())
    }

    /// Whether the page may hold the title in other words. Headlines are rewritten: the page of an old one holds its words,
    /// all the more where it is of the day cited.
    fn are_of_rewriting(&self, titles: &[&Candidate<'_>]) -> bool {
        let excused = if self.of_the_day { OF_THE_DAY } else { REWRITTEN };
        match self.held {
            Some(held) if self.words.are_telling() => {
                held >= excused && (self.of_the_day || shares_words(self.cited, titles, self.seen.url, self.names))
            }
            held => self.of_the_day || held.is_some_and(|held| held >= SHARED),
        }
    }

    /// Whether the page holds so much of the title that it is that page under another headline: most of it on a page of
    /// the day, or all of a long one on a short page, which no page holds by chance.
    fn are_of_retitling(&self) -> bool {
        let all = || self.held.is_some_and(|held| held >= REWRITTEN) && trace::content(self.cited).len() >= MANY_WORDS;
        let most = || self.of_the_day && self.held.is_some_and(|held| held >= RETITLED);
        if self.words.are_telling() { most() } else { all() }
    }
}

/// Whether a page that does not agree with a cited title contradicts it.
fn contradiction(
    (audit, note, citation): (&Audit, &Note, &Citation),
    cited: &str,
    (candidates, names): (&[Candidate<'_>], &[String]),
    seen: &Seen<'_>,
    date: &DateOpinion,
) -> TitleOpinion {
    let untold = |reason| TitleOpinion::Untold(Some(reason));
    let grounds = Grounds::of(citation, cited, names, seen, date);
    if !grounds.decide() {
        return untold("reason-short-title");
    }
    let telling: Vec<&Candidate<'_>> = candidates.iter().filter(|title| grounds.is_telling(title)).collect();
    let is_list = telling.is_empty() && grounds.are_of_a_list();
    let names_of_list = if is_list && candidates.is_empty() { scored(cited, &usable(seen.page)) } else { Vec::new() };
    let by_any_name = telling.is_empty() && (grounds.silent || is_list);
    let shown: Vec<&Candidate<'_>> =
        if by_any_name { candidates.iter().chain(&names_of_list).collect() } else { telling };
    let Some(&strange) = shown.first() else { return untold("reason-no-page-title") };
    let across = Across { audit, note, citation, cited, seen, date, words: &grounds.words };
    let is_strange =
        |title: &Candidate<'_>| across.is_unrelated(title.value) || grounds.are_of_a_taken_domain(title.value, note);
    let unrelated = |title: &Candidate<'_>| TitleOpinion::Contradicts {
        found: title.value.to_owned(),
        found_in: title.found_in,
        score: title.score,
        certainty: Certainty::OtherLanguage,
    };
    let readable: Vec<&Candidate<'_>> = shown.into_iter().filter(|title| comparable(cited, title.value)).collect();
    let Some(first) = readable.first() else {
        return if is_strange(strange) { unrelated(strange) } else { untold("reason-other-script") };
    };
    let languages = language::compare(
        cited,
        &seen.pages.habit(audit).languages,
        first.value,
        &seen.page.text,
        &seen.text(),
        seen.page.language.as_deref(),
    );
    let (of_the_day, words) = (grounds.of_the_day, &grounds.words);
    let translated = match languages {
        Languages::Different => !is_strange(first),
        Languages::Kept | Languages::Foreign => {
            of_the_day || !words.are_telling() || words.hold_what_crosses_languages(cited)
        }
        Languages::Untold => of_the_day,
        Languages::Same => false,
    };
    match languages {
        _ if translated => untold("reason-other-language"),
        _ if seen.head_only => untold("reason-head-only"),
        Languages::Different => unrelated(first),
        _ if grounds.are_of_retitling() => untold("reason-retitled"),
        _ => weigh(&grounds, &readable, languages, is_list),
    }
}

/// How sure it is that a page is another one whose titles, the first of them foremost, are not the cited one.
fn weigh(grounds: &Grounds<'_>, titles: &[&Candidate<'_>], languages: Languages, is_list: bool) -> TitleOpinion {
    let Grounds { cited, words, held, silent, .. } = grounds;
    // In the weak band the likest title is the one to show; a clearly other page is best shown by its first title.
    let best = titles.iter().max_by(|a, b| a.score.total_cmp(&b.score));
    let (Some(&first), Some(&best)) = (titles.first(), best) else { return TitleOpinion::Untold(None) };
    let says_enough = is_substantial(first.value) || words.are_telling();
    // A short title says enough where nothing of it stands on a page that says much.
    let absent = words.are_telling() && *held == Some(0.0);
    let cited_says_enough = is_substantial(cited) || absent && fold(cited).chars().count() >= LETTERS_OF_FEW_WORDS;
    let comparable = !is_list && (languages == Languages::Same || languages == Languages::Foreign && *silent);
    // Letters are alike by chance; where the page holds next to none of the words, more of them may be.
    let other = if *silent { OTHER_SILENT } else { OTHER };
    let clear =
        best.score < other && cited_says_enough && says_enough && comparable && !grounds.are_of_rewriting(titles);
    let shown = if best.score < OTHER { first } else { best };
    TitleOpinion::Contradicts {
        found: shown.value.to_owned(),
        found_in: shown.found_in,
        score: best.score,
        certainty: if clear { Certainty::Clear } else { Certainty::Weak },
    }
}

/// Whether a title has words in common with a page's, be it as part of compounds, or with its URL, which most often keeps
/// the first headline: much of a short title, which any page may hold by chance, or any word of a long one. The names of
/// the site, folded, are on all of its pages.
fn shares_words(cited: &str, titles: &[&Candidate<'_>], url: &str, names: &[String]) -> bool {
    let path = percent_encoding::percent_decode_str(url).decode_utf8_lossy();
    let joined = titles.iter().map(|title| title.value).chain([&*path]).map(|title| fold(title).replace(' ', ""));
    let joined: Vec<String> = joined.collect();
    let (mut all, mut shared) = (0, 0);
    let words = trace::content(cited);
    for word in &words {
        let letters = word.chars().count();
        all += letters;
        let of_site = names.iter().any(|name| contains_words(name, word));
        let stands = !of_site && joined.iter().any(|title| title.contains(stem(word)));
        shared += if stands { letters } else { 0 };
    }
    shared > 0 && (words.len() >= MANY_WORDS || shared as f64 >= SHARED * all as f64)
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

/// Whether the page's URL in another language holds the cited title, which is then its title in that language.
fn in_alternate(cited: &str, page: &Page) -> bool {
    let holds = |url: &str| slug_score(cited, url).is_some_and(|score| score >= SAME_SHORT);
    is_substantial(cited) && page.alternates.iter().any(|alternate| holds(&alternate.url))
}

/// Whether a page holds what a cited title quotes, where that is much: `Law No. 5 “On the fisheries of inland waters”` is
/// printed as a number and a name that stand apart.
fn holds_what_it_quotes(cited: &str, seen: &Seen<'_>) -> bool {
    let Some(open) = cited.find(['«', '“', '„', '״']) else { return false };
    let quoted = cited.get(open..).unwrap_or_default().trim_start_matches(['«', '“', '„', '״']);
    let quoted = quoted.split(['»', '”', '“', '״']).next().unwrap_or_default();
    quoted.len() <= LONG_NOTE && trace::content(quoted).len() >= CONTENT_WORDS && {
        let quoted = fold(quoted);
        contains_words(&seen.text(), &quoted)
            || seen.page.titles.iter().any(|title| contains_words(&fold(&title.value), &quoted))
    }
}

/// Whether a page's title stands in the note, wherever the note was split; `prose` and the names of the site are folded.
/// A title of the whole site stands there as the publisher.
fn is_in_note(title: &str, prose: &str, page: &Page, names: &[String]) -> bool {
    is_substantial(title)
        && subject::is_of_page(title, names)
        && !names_the_site(title, page)
        && (contains_words(prose, &fold(title)) || scores(title, prose, SAME))
}

/// The words around a citation without its URLs, folded: the words of a URL are those of its page, whatever the note
/// says. They are the note's, or the citation's own where the note is long.
pub(in crate::judge) fn prose(note: &Note, citation: &Citation) -> String {
    let text = if note.text.len() <= LONG_NOTE { &note.text } else { &citation.text };
    let mut text: String = text.chars().take(LONG_NOTE).collect();
    if let Some(printed) = citation.printed.as_ref().filter(|printed| !printed.text.is_empty()) {
        text = text.replace(printed.text.as_str(), " ");
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
    // Of what is around it, no more is folded than the words that count.
    let before: Vec<&str> = before.rsplit(char::is_whitespace).take(2 * NEAR).collect();
    let after: Vec<&str> = after.split(char::is_whitespace).take(2 * NEAR).collect();
    let before = fold(&before.into_iter().rev().collect::<Vec<_>>().join(" "));
    let after = fold(&after.join(" "));
    let mut near = before.rsplit(' ').take(NEAR).chain(after.split(' ').take(NEAR));
    near.any(|word| SAYING.contains(&word))
}

/// Whether a title is the name of the site.
pub(super) fn names_the_site(title: &str, page: &Page) -> bool {
    if page.publishers.is_empty() {
        return false;
    }
    let title = fold(title);
    page.publishers.iter().any(|publisher| fold(&publisher.value) == title)
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
            && title
                .split(' ')
                .next()
                .is_some_and(|word| word == fold(label) || seen.publishers().names_agree(word, label))
}
