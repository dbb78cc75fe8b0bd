//! The evidence that a URL is that of a citation, as log odds of a rough kind: 0 says nothing, 1.5 is four to one.

use crate::model::{Citation, DateReading};
use crate::text::publisher::{Agreement, Publishers};
use crate::text::similarity::{self, Script};
use crate::text::{date, digits, url};

/// Evidence that alone makes a pair certain.
pub(super) const STRONG: f64 = 3.0;
/// How far the next best must stay behind for that.
pub(super) const CLEAR: f64 = 2.0;
/// What a repeated line of a list costs whoever claims it.
pub(super) const SPARE: f64 = 1.5;
/// What a URL that most pages list costs: with nothing else to speak for it, it stays doubtful.
pub(super) const RUNNING: f64 = 2.0;

/// The publisher's name fits the host.
const HOST: f64 = 4.0;
/// The host is known to be another publisher's.
const OTHER_HOST: f64 = -3.0;
/// The title's words are those of the URL's path.
const SLUG: f64 = 5.0;
/// They partly are.
const SLUG_PARTLY: f64 = 2.5;
/// They are not, though they could be compared.
const OTHER_SLUG: f64 = -1.5;
/// The day of the URL is the cited one.
const DAY: f64 = 4.0;
/// Its month or year is.
const MONTH: f64 = 2.0;
/// The URL has another date; a wrong date is what isnad looks for, so this says little.
const OTHER_DATE: f64 = -1.0;
/// The URL's language is that of the citation, or another.
const LANGUAGE: f64 = 0.7;
/// A number of the URL, such as a year or a document number, is printed in the citation.
const NUMBER: f64 = 0.7;
/// The citation prints a label, or merely could be on the web.
const LABELLED: f64 = 3.0;
const UNLABELLED: f64 = -1.0;
/// A word of the URL's path begins like a word of the citation; up to two count.
const WORD: f64 = 0.7;

/// What is known of a listed URL.
pub(super) struct Url {
    raw: String,
    host: String,
    /// The registrable domain's first label, folded.
    label: String,
    date: Option<crate::model::PartialDate>,
    language: Option<Script>,
    numbers: Vec<String>,
    words: Vec<String>,
}

impl Url {
    pub(super) fn new(raw: &str) -> Self {
        let parsed = ::url::Url::parse(raw).ok();
        let host = parsed.as_ref().and_then(|url| url.host_str()).unwrap_or_default().to_owned();
        let domain = url::registrable(&host).unwrap_or_default();
        let label = similarity::fold(domain.split('.').next().unwrap_or_default());
        let date = date::in_url(raw).map(|(date, _)| date);
        Self {
            label,
            date,
            language: language_of(raw),
            numbers: numbers(raw),
            words: words(raw),
            raw: raw.to_owned(),
            host,
        }
    }
}

/// The script a URL's path is written in, or that its language segment names.
fn language_of(raw: &str) -> Option<Script> {
    let path = raw.splitn(4, '/').nth(3).unwrap_or_default();
    let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
    if similarity::script(&decoded) == Some(Script::Arabic) {
        return Some(Script::Arabic);
    }
    let parts = path.split(['/', '?', '&', '=']);
    parts.take(4).find_map(|part| match part.to_ascii_lowercase().as_str() {
        "ar" | "arabic" => Some(Script::Arabic),
        "en" | "english" | "tr" | "turkce" | "fr" => Some(Script::Latin),
        _ => None,
    })
}

/// The numbers of three digits or more in a URL.
fn numbers(raw: &str) -> Vec<String> {
    let parts = raw.split(|c: char| !c.is_ascii_digit());
    parts.filter(|part| part.len() >= 3).map(str::to_owned).collect()
}

/// The words of a URL's path, folded, of four letters or more.
fn words(raw: &str) -> Vec<String> {
    url::slug_words(raw).iter().map(|word| similarity::fold(word)).filter(|word| word.chars().count() >= 4).collect()
}

/// What is known of a citation.
pub(super) struct Known<'a> {
    citation: &'a Citation,
    folded: String,
    numbers: Vec<String>,
    script: Option<Script>,
    publishers: Vec<&'a str>,
    table: &'a Publishers,
}

impl<'a> Known<'a> {
    pub(super) fn new(citation: &'a Citation, table: &'a Publishers) -> Self {
        let text = citation.text.as_str();
        let mut publishers: Vec<&str> = citation.publisher.as_deref().into_iter().collect();
        publishers.extend(table.known_in(text).into_iter().filter_map(|range| text.get(range)));
        let main = citation.title.as_deref().unwrap_or(text);
        Self {
            folded: similarity::fold(text),
            numbers: numbers(&digits::to_ascii(text)),
            script: similarity::script(main),
            publishers,
            table,
            citation,
        }
    }

    /// What having a URL at all is worth.
    pub(super) fn base(&self) -> f64 {
        if self.citation.expects_link { LABELLED } else { UNLABELLED }
    }

    /// The evidence for one URL.
    pub(super) fn evidence(&self, url: &Url) -> f64 {
        self.host(url) + self.slug(url) + self.date(url) + self.language(url) + self.number(url)
    }

    fn host(&self, url: &Url) -> f64 {
        let named = url.label.len() >= 3 && similarity::contains_words(&self.folded, &url.label);
        let agreements: Vec<Agreement> =
            self.publishers.iter().map(|name| self.table.host_agrees(name, &url.host)).collect();
        if named || agreements.contains(&Agreement::Agrees) {
            HOST
        } else if agreements.contains(&Agreement::Differs) {
            OTHER_HOST
        } else {
            0.0
        }
    }

    fn slug(&self, url: &Url) -> f64 {
        let titled = self.citation.title.as_deref().and_then(|title| similarity::slug_score(title, &url.raw));
        let whole = similarity::slug_score(&self.citation.text, &url.raw);
        match titled.into_iter().chain(whole).reduce(f64::max) {
            None => self.words(url),
            Some(score) if score >= 75.0 => SLUG,
            Some(score) if score >= 45.0 => SLUG_PARTLY,
            Some(score) if score < 20.0 => OTHER_SLUG,
            _ => 0.0,
        }
    }

    /// For paths with too few words to be compared as a title.
    fn words(&self, url: &Url) -> f64 {
        let alike = |word: &&String| {
            let mut own = self.folded.split(' ').filter(|own| own.chars().count() >= 3);
            own.any(|own| own.starts_with(word.as_str()) || word.starts_with(own))
        };
        WORD * url.words.iter().filter(alike).take(2).count() as f64
    }

    fn date(&self, url: &Url) -> f64 {
        let (Some(cited), Some(own)) = (&self.citation.date, url.date) else { return 0.0 };
        let agrees = |reading: &DateReading| reading.agrees(own, 1);
        match (cited.readings.iter().any(agrees), own.day.is_some()) {
            (true, true) => DAY,
            (true, false) => MONTH,
            (false, _) => OTHER_DATE,
        }
    }

    fn language(&self, url: &Url) -> f64 {
        match (self.script, url.language) {
            _ if !self.citation.expects_link => 0.0,
            (Some(own), Some(other)) if own == other => LANGUAGE,
            (Some(_), Some(_)) => -LANGUAGE,
            _ => 0.0,
        }
    }

    fn number(&self, url: &Url) -> f64 {
        let shared = url.numbers.iter().filter(|number| self.numbers.contains(number)).map(String::len);
        shared.map(|length| if length >= 5 { 2.0 } else { NUMBER }).fold(0.0, f64::max)
    }
}
