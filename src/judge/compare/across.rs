//! A cited title against a page in another language or script.
//!
//! A translated title holds few letters of its page's, so that unlikeness says nothing. What speaks against a page is
//! that nobody translates so: a title is put into the language of the document that cites it, not into a third one, and
//! not at all by whoever leaves the titles of other languages as they are. And only where nothing that crosses languages
//! agrees, and the page says enough for it to be missed.

use super::language::{self, script_of, tell};
use super::trace::Words;
use super::{DateOpinion, Seen, prose, publisher};
use crate::model::{Audit, Citation, Fact, Note};
use crate::text::language::among;
use crate::text::similarity::{Script, contains_words, fold, script, slug_score};

/// As many titles of a document are looked at.
const TITLES: usize = 500;
/// Languages of one script in which a document that cites titles as they are cites some.
const KEPT_LANGUAGES: usize = 3;
/// Titles that it cites in each, and in scripts that are not its own.
const KEPT_TITLES: usize = 2;

/// How a document cites titles of other languages.
#[derive(Debug, Clone, Default)]
pub(super) struct Habit {
    /// What it is written in, mainly the first.
    pub(super) languages: Vec<&'static str>,
    /// The scripts in which it cites titles as they are.
    kept: Vec<Script>,
    /// Whether it cites titles of other scripts as they are.
    keeps_scripts: bool,
}

impl Habit {
    /// What the cited titles of a document show.
    pub(super) fn of(audit: &Audit) -> Self {
        let languages = language::of_document(audit);
        let main = languages.first().copied();
        let citations = audit.notes.iter().flat_map(|note| &note.citations);
        let titles: Vec<&str> = citations.filter_map(|citation| citation.title.as_deref()).take(TITLES).collect();
        let mut of_titles: Vec<(&'static str, usize)> = Vec::new();
        for language in titles.iter().filter_map(|title| tell(title)) {
            match of_titles.iter_mut().find(|(known, _)| *known == language) {
                Some((_, count)) => *count += 1,
                None => of_titles.push((language, 1)),
            }
        }
        let in_script = |script: Script| {
            let often =
                of_titles.iter().filter(|(language, count)| script_of(language) == script && *count >= KEPT_TITLES);
            often.count() >= KEPT_LANGUAGES
        };
        let own = main.map(script_of);
        let strange = titles.iter().filter(|title| script(title).is_some_and(|script| Some(script) != own)).count();
        let kept = [Script::Latin, Script::Arabic, Script::Cyrillic].into_iter().filter(|script| in_script(*script));
        Self { languages, kept: kept.collect(), keeps_scripts: own.is_some() && strange >= KEPT_TITLES }
    }

    /// Whether a title can hardly be the translation of one in the language of its page.
    fn is_no_translation(&self, cited: &str, page_title: &str) -> bool {
        let (Some(&main), Some(of_cited)) = (self.languages.first(), script(cited)) else { return false };
        if of_cited != script_of(main) {
            return true;
        }
        let other = tell(cited).filter(|language| *language != main);
        if other.is_some_and(|other| among(cited, &[main, other]).is_none_or(|likest| likest == other)) {
            return true;
        }
        if script(page_title) == Some(of_cited) { self.kept.contains(&of_cited) } else { self.keeps_scripts }
    }
}

/// A citation and its page in another language.
pub(super) struct Across<'a> {
    pub(super) audit: &'a Audit,
    pub(super) note: &'a Note,
    pub(super) citation: &'a Citation,
    pub(super) cited: &'a str,
    pub(super) seen: &'a Seen<'a>,
    pub(super) date: &'a DateOpinion,
    /// The words of the page.
    pub(super) words: &'a Words,
}

impl Across<'_> {
    /// Whether the page, which has this title, is none that the cited title could be a translation of.
    pub(super) fn is_unrelated(&self, page_title: &str) -> bool {
        self.words.are_telling()
            && self.seen.pages.habit(self.audit).is_no_translation(self.cited, page_title)
            && matches!(self.date, DateOpinion::Contradicts { .. } | DateOpinion::NotFound | DateOpinion::Untold)
            && !publisher::is_its(self.citation, self.seen)
            && !self.has_other_language()
            && !self.shares_anything()
    }

    /// Whether the page has a version in another language, which may be the one that is cited.
    fn has_other_language(&self) -> bool {
        let primary = |tag: &str| tag.split(['-', '_']).next().map(str::to_owned);
        let own = self.seen.page.language.as_deref().and_then(primary);
        let alternates = self.seen.page.alternates.iter().filter(|alternate| alternate.language != "x-default");
        let mut languages = alternates.map(|alternate| primary(&alternate.language));
        languages.any(|language| language != own)
    }

    /// Whether anything that crosses languages stands both on the page and in the note.
    fn shares_anything(&self) -> bool {
        let page = self.seen.page;
        let prose = prose(self.note, self.citation);
        let named = |publisher: &Fact| contains_words(&prose, &fold(&publisher.value));
        let note = Words::of_text(&prose);
        let of_page = page.titles.iter().chain(&page.authors);
        self.words.share(self.cited).is_some_and(|held| held > 0.0)
            || self.words.hold_in_other_letters(self.cited)
            || of_page.into_iter().any(|fact| note.hold_in_other_letters(&fact.value))
            || slug_score(self.cited, self.seen.url).is_some_and(|score| score > 0.0)
            || self.citation.author.as_deref().is_some_and(|author| self.words.hold_in_other_letters(author))
            || page.publishers.iter().any(named)
    }
}
