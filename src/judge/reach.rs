//! How far asking a source got: what its answer, or the lack of one, amounts to.
//!
//! The order of an answer's signs, and which of them are weak, follow what was measured on some two thousand honest pages:
//! the phrases of missing pages stood in the title of none, a text of under 500 bytes on 0.6 of 100, a `noindex` on 1.4.

use url::Url;

use super::Settings;
use super::rules::moved_link::redirects_by_trade;
use crate::model::{Cause, DnsAnswer, Mark, Observation, Outcome, PageDateKind};

/// How far asking a source got.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reach<'a> {
    /// It was not asked; why, unless the run was stopped before its turn.
    NotAsked(Option<Cause>),
    /// It is conclusively gone.
    Gone(Gone<'a>, &'a Observation),
    /// The site refuses automated readers.
    Blocked(Refusal<'a>, &'a Observation),
    /// No conclusive answer came.
    Unreachable(&'a Observation),
    /// It answered with a page, or with something else that is there.
    Answered(&'a Observation),
}

/// How a source is gone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Gone<'a> {
    /// It answered 404 or 410.
    Status(u16),
    /// Its host has no such name.
    NoSuchName,
    /// A page answers, and says or shows that it stands for one that is gone: by a sign, and by another where the one is
    /// weak.
    InWords(&'a Mark, Option<&'a Mark>),
    /// Its domain is parked.
    Parked(&'a Mark),
    /// It led to the start of its site.
    Home(&'a Mark),
}

/// How a site refuses.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Refusal<'a> {
    /// By a status.
    Status(u16),
    /// By the challenge of a bot wall.
    Wall(&'a Mark),
    /// By asking for consent in the place of the page.
    Consent(&'a Mark),
    /// By asking for a login in the place of the page.
    Login(&'a Mark),
}

/// What holding a page against what is cited of it gave, as far as its being there goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Comparison {
    /// Nothing was held against it, or it could not be told.
    Untold,
    /// What is cited was looked for in vain.
    Failed,
    /// It is what is cited: then it is there, whatever the signs say.
    Agreed,
}

/// Signs that a page is gone that no honest page shows.
const STRONG: [&str; 4] = ["not-found-title", "not-found-heading", "not-found-path", "sibling-same"];
/// Signs that some honest pages show: two of them count.
const WEAK: [&str; 5] = [IN_TEXT, "short-text", "no-index", "site-name-title", "shared-end"];
/// The weak sign that is in words.
const IN_TEXT: &str = "not-found-text";
/// Signs that the host owns up to what is gone: then the weak ones mean nothing.
const HONEST: [&str; 2] = ["sibling-not-found", "sibling-differs"];
/// Bytes of visible text under which a page without words of its own may be waiting for scripts.
const SHELL: usize = 150;
/// Bytes of visible text above which a phrase of a seller of domains may be what an article is about.
const LONG: usize = 3000;

/// Marks of bot walls, by the names under which they are observed. With any of them the answer is not the page's.
const WALLS: [&str; 20] = [
    "cf-challenge",
    "cf-denied",
    "vercel-challenge",
    "aws-waf-challenge",
    "aws-waf-captcha",
    "sg-captcha",
    "datadome",
    "kasada",
    "akamai-denied",
    "request-denied",
    "perimeterx",
    "imperva",
    "anubis",
    "sucuri",
    "bloomberg",
    "radware",
    "haproxy",
    "client-challenge",
    "shieldsquare",
    "checking-browser",
];

/// What an observation amounts to.
///
/// Gone is only what a second look confirmed; in a record, where none can be had, the one answer counts. A page that
/// `compared` well is there.
pub(super) fn reach<'a>(observation: Option<&'a Observation>, settings: &Settings, compared: Comparison) -> Reach<'a> {
    let Some(observation) = observation else { return Reach::NotAsked(Some(Cause::Offline)) };
    let blocked = |refusal| Reach::Blocked(refusal, observation);
    let was_asked = matches!(observation.outcome, Outcome::Answered | Outcome::Unreachable);
    if let Some(mark) = wall(observation).filter(|_| was_asked) {
        return blocked(Refusal::Wall(mark));
    }
    match observation.outcome {
        Outcome::NotAsked => Reach::NotAsked(observation.cause),
        Outcome::Answered => match observation.status.unwrap_or_default() {
            200..=299 => of_page(observation, compared),
            status @ (404 | 410) if is_confirmed(observation, settings) => {
                Reach::Gone(Gone::Status(status), observation)
            }
            status @ (401 | 403 | 407 | 429 | 451 | 999) => blocked(Refusal::Status(status)),
            _ => Reach::Unreachable(observation),
        },
        Outcome::Unreachable
            if observation.dns == Some(DnsAnswer::NoSuchName) && is_confirmed(observation, settings) =>
        {
            Reach::Gone(Gone::NoSuchName, observation)
        }
        Outcome::Unreachable | Outcome::Refused => Reach::Unreachable(observation),
    }
}

/// Whether a source may never have been there: it is not found, or the record does not have it.
pub fn leads_nowhere(observation: Option<&Observation>, settings: &Settings) -> bool {
    let reach = reach(observation, settings, Comparison::Untold);
    matches!(reach, Reach::Gone(Gone::Status(404), _) | Reach::NotAsked(Some(Cause::NotRecorded)))
}

/// Whether a source answered with a page of its own.
pub fn leads_somewhere(observation: Option<&Observation>, settings: &Settings) -> bool {
    matches!(reach(observation, settings, Comparison::Untold), Reach::Answered(_))
}

/// What a page amounts to that answered: the first of parked, a door before it, gone, there.
fn of_page(observation: &Observation, compared: Comparison) -> Reach<'_> {
    if compared == Comparison::Agreed {
        return Reach::Answered(observation);
    }
    if let Some(mark) = parked(observation) {
        return Reach::Gone(Gone::Parked(mark), observation);
    }
    if let Some(mark) = marked(observation, &["consent"]) {
        return Reach::Blocked(Refusal::Consent(mark), observation);
    }
    if let Some(mark) = login(observation) {
        return Reach::Blocked(Refusal::Login(mark), observation);
    }
    match gone_in_words(observation, compared).or_else(|| home(observation)) {
        Some(gone) => Reach::Gone(gone, observation),
        None => Reach::Answered(observation),
    }
}

fn parked(observation: &Observation) -> Option<&Mark> {
    let mark = marked(observation, &["parked"])?;
    let long = observation.page.as_ref().and_then(|page| page.text_length).is_some_and(|length| length > LONG);
    (!long || mark.found_in.starts_with("redirect")).then_some(mark)
}

/// The sign of a login in the place of the page. A field for a password stands beside many a short report; it tells only
/// where there is next to nothing else.
fn login(observation: &Observation) -> Option<&Mark> {
    marked(observation, &["login"]).or_else(|| {
        let dated = observation.page.as_ref()?.dates.iter().any(|date| date.kind == PageDateKind::Published);
        marked(observation, &["login-form"]).filter(|_| !dated && marked(observation, &["short-text"]).is_some())
    })
}

fn gone_in_words(observation: &Observation, compared: Comparison) -> Option<Gone<'_>> {
    if let Some(sign) = marked(observation, &STRONG[..3]) {
        return Some(Gone::InWords(sign, None));
    }
    if is_shell(observation) || marked(observation, &HONEST).is_some() {
        return None;
    }
    if let Some(sign) = marked(observation, &STRONG) {
        return Some(Gone::InWords(sign, None));
    }
    let mut weak = WEAK.iter().filter_map(|sign| marked(observation, &[sign]));
    let (first, second) = (weak.next()?, weak.next()?);
    (first.mark == IN_TEXT || compared == Comparison::Failed).then_some(Gone::InWords(first, Some(second)))
}

/// Whether a page shows next to nothing, so that what it lacks says nothing of what is cited.
fn is_shell(observation: &Observation) -> bool {
    let length = observation.page.as_ref().and_then(|page| page.text_length);
    shows_nothing(observation) || is_short(observation) && length.is_some_and(|length| length < SHELL)
}

/// Whether a page shows nothing before its scripts have run.
pub(super) fn shows_nothing(observation: &Observation) -> bool {
    let asks = || {
        let text = observation.page.as_ref().map(|page| page.text.to_lowercase()).unwrap_or_default();
        text.contains("javascript") || text.contains("جافا سكريبت") || text.contains("جافاسكريبت")
    };
    marked(observation, &["needs-scripts"]).is_some() || is_short(observation) && asks()
}

/// Whether the title of a page may be that of any page of its site, since its scripts have not filled it: it shows
/// nothing, not even the date that the head of a finished page gives.
pub(super) fn is_unfilled(observation: &Observation) -> bool {
    shows_nothing(observation) && observation.page.as_ref().is_none_or(|page| page.dates.is_empty())
}

fn is_short(observation: &Observation) -> bool {
    marked(observation, &["short-text"]).is_some() && marked(observation, &[IN_TEXT]).is_none()
}

/// The sign that a URL of one page among many led to the start of its site, unless leading elsewhere is what the URL is for.
fn home(observation: &Observation) -> Option<Gone<'_>> {
    /// Names of files that are the start of a folder.
    const STARTS: [&str; 5] = ["index", "default", "home", "main", "anasayfa"];
    let mark = marked(observation, &["to-home"])?;
    let asked = observation.hops.first().map(|hop| hop.url.as_str()).unwrap_or_default();
    let of_folder = Url::parse(asked).is_ok_and(|url| {
        let last = url.path_segments().into_iter().flatten().next_back().unwrap_or_default().to_ascii_lowercase();
        url.query().is_none() && STARTS.contains(&last.split('.').next().unwrap_or_default())
    });
    (!of_folder && !redirects_by_trade(asked)).then_some(Gone::Home(mark))
}

/// The first mark of one of these names.
fn marked<'a>(observation: &'a Observation, names: &[&str]) -> Option<&'a Mark> {
    observation.marks.iter().find(|mark| names.contains(&mark.mark))
}

/// The mark of a bot wall, where there is one.
fn wall(observation: &Observation) -> Option<&Mark> {
    observation.marks.iter().find(|mark| WALLS.contains(&mark.mark))
}

/// Whether every look agrees that the source is gone, and there was more than one where more can be had.
fn is_confirmed(observation: &Observation, settings: &Settings) -> bool {
    let gone = observation
        .looks
        .iter()
        .all(|look| matches!((look.status, look.cause), (Some(404 | 410), _) | (_, Some(Cause::Dns))));
    gone && (settings.record || observation.looks.len() >= 2)
}
