//! One source, from its URL to what was seen there.

use reqwest::header::HeaderValue;
use smol_str::SmolStr;
use url::Url;

use super::exchange::{Answer, Exchange};
use super::gate::{Gate, Passed};
use super::reading::{Contents, Watcher, media_type};
use super::redirects::{self, Arrival, Asker, shown};
use super::replay::Replay;
use super::retries::Budget;
use super::second_look::{self, plain_headers};
use super::sibling::Siblings;
use super::{Settings, doi, marks};
use crate::model::{Cause, Hop, Look, Observation, Outcome, Page, ReadTo};

/// How soon a page must send its readers on, in seconds, to be followed.
const AT_ONCE: u32 = 5;

/// How many times that is followed.
const MOST_REFRESHES: usize = 3;

/// What was seen, and whether any of it came over a connection.
#[derive(Debug, Clone)]
pub(super) struct Visit {
    /// What was seen.
    pub observation: Box<Observation>,
    /// Whether a connection was made.
    pub connected: bool,
}

/// What stands between the visits of a run and the web.
#[derive(Clone, Copy)]
pub(super) struct Through<'a> {
    /// How isnad calls itself.
    pub agent: &'a HeaderValue,
    /// The record that answers in place of the web.
    pub replay: Option<&'a Replay>,
    /// The last look into the cache before a site is asked.
    pub gate: Option<&'a Gate<'a>>,
    /// Where DOIs are resolved, if their register is to be asked.
    pub doi: Option<&'a Url>,
}

/// Visits sources.
pub(super) struct Visitor<'a> {
    exchange: &'a dyn Exchange,
    settings: &'a Settings,
    through: Through<'a>,
    siblings: Siblings,
}

impl<'a> Visitor<'a> {
    pub(super) fn new(exchange: &'a dyn Exchange, settings: &'a Settings, through: Through<'a>) -> Self {
        Self { exchange, settings, through, siblings: Siblings::default() }
    }

    /// Visits a source, on the web or in a record. `settled` says whether the facts of its page agree with all that is
    /// cited of it; where nothing is `cited` of it, its text is not kept.
    pub(super) async fn visit(&self, url: &Url, cited: bool, settled: &dyn Fn(&Page) -> bool) -> Visit {
        let mut visit = match (self.through.replay, self.through.gate) {
            (Some(replay), _) => replay.visit(self, url, cited, settled).await,
            (None, Some(gate)) => self.visit_behind(gate, url, cited, settled).await,
            (None, None) => self.look(self.exchange, url, cited, settled).await,
        };
        if !cited && let Some(page) = &mut visit.observation.page {
            page.text = String::new();
        }
        visit
    }

    /// The most that is read of any body, in bytes.
    pub(super) fn longest_body(&self) -> usize {
        self.settings.body_cap.max(self.settings.pdf_cap)
    }

    async fn visit_behind(&self, gate: &Gate<'_>, url: &Url, cited: bool, settled: &dyn Fn(&Page) -> bool) -> Visit {
        gate.await_turn(url);
        loop {
            let seen = self.look(self.exchange, url, cited, settled).await;
            // Each answer that is meant for another visit can come once only.
            if let Passed::Done(visit) = gate.pass(url, seen) {
                return *visit;
            }
        }
    }

    /// Visits a source by what `exchange` answers, and asks the register about it where it is a DOI.
    pub(super) async fn look(
        &self,
        exchange: &dyn Exchange,
        url: &Url,
        cited: bool,
        settled: &dyn Fn(&Page) -> bool,
    ) -> Visit {
        let mut seen = self.see(exchange, url, cited, settled).await;
        if let Some(resolver) = self.through.doi
            && seen.observation.cause != Some(Cause::Excluded)
        {
            doi::ask(exchange, resolver, url, self.through.agent, self.settings, &mut seen.observation).await;
        }
        seen
    }

    async fn see(&self, exchange: &dyn Exchange, url: &Url, cited: bool, settled: &dyn Fn(&Page) -> bool) -> Visit {
        let watcher = Watcher::new(self.settings, cited, settled);
        let agent = self.through.agent;
        let asker = Asker { exchange, settings: self.settings, agent, watch: &watcher };
        let mut budget = Budget::new(self.settings.url_deadline);
        let (looks, mut arrival) = second_look::look(asker, url, &mut budget).await;
        let mut contents = read(&watcher, url, &mut arrival).await;
        for _ in 0..MOST_REFRESHES {
            let Some(target) = next(&contents, &arrival) else { break };
            let hop = Hop { url: shown(&arrival.url), status: arrival.status().unwrap_or_default() };
            let hops = std::mem::take(&mut arrival.hops);
            let on = redirects::follow(asker, &target, &plain_headers(agent), &mut budget).await;
            let hops = hops.into_iter().chain([hop]).chain(on.hops).collect();
            // Where a host that could not be verified sends its readers was not verified either.
            arrival = Arrival { hops, unverified: arrival.unverified.or(on.unverified), ..on };
            contents = read(&watcher, url, &mut arrival).await;
        }
        let fetched_at = second_look::shown(exchange.now());
        self.look_beside(asker, &arrival, &mut contents).await;
        let connected = match &arrival.result {
            Ok(_) => true,
            Err(failure) => failure.connected || looks.iter().any(|look| look.status.is_some()),
        };
        let mut observation = describe(arrival, looks, contents, fetched_at);
        observation.attempts = budget.attempts;
        observation.elapsed_ms = u64::try_from(budget.spent.as_millis()).ok();
        Visit { observation: Box::new(observation), connected }
    }

    /// Looks at a page that cannot be there, where there are signs that this one is not either.
    async fn look_beside(&self, asker: Asker<'_>, arrival: &Arrival, contents: &mut Contents) {
        let (Ok(answer), Some(page)) = (&arrival.result, &contents.page) else { return };
        if contents.settled || !(200..300).contains(&answer.status) || arrival.unverified.is_some() {
            return;
        }
        let signs = marks::weak_signs(page, &arrival.url);
        // A strong sign needs no second opinion, and a wall stands before the sibling too.
        if contents.marks.iter().any(|mark| !signs.iter().any(|(weak, _)| *weak == mark.mark)) {
            return;
        }
        let in_words = signs.iter().any(|(mark, _)| *mark == "not-found-text");
        if (in_words || signs.len() >= 2)
            && let Some(mark) = self.siblings.mark(asker, &arrival.url, page).await
        {
            contents.marks.push(mark);
        }
    }
}

async fn read(watcher: &Watcher<'_>, asked: &Url, arrival: &mut Arrival) -> Contents {
    let redirected = !arrival.hops.is_empty();
    match &mut arrival.result {
        Ok(answer) => watcher.read(answer, asked, &arrival.url, redirected).await,
        Err(_) => Contents::default(),
    }
}

/// Where a page sends its readers on at once, if it is not where they come from. A host that could not be verified
/// sends nobody anywhere: what is seen there is not to be forgotten for what is seen elsewhere.
fn next(contents: &Contents, arrival: &Arrival) -> Option<Url> {
    // A page that is not there does not become there by sending its readers elsewhere.
    arrival.status().filter(|status| (200..300).contains(status))?;
    let refresh = contents.page.as_ref()?.refresh.as_ref()?;
    let known = shown(&arrival.url) == refresh.url || arrival.hops.iter().any(|hop| hop.url == refresh.url);
    if contents.settled || arrival.unverified.is_some() || known || refresh.after > AT_ONCE {
        return None;
    }
    Url::parse(&refresh.url).ok()
}

fn describe(arrival: Arrival, looks: Vec<Look>, contents: Contents, fetched_at: SmolStr) -> Observation {
    let status = arrival.status();
    let Arrival { url, hops, result, unverified } = arrival;
    let answer = match result {
        Ok(answer) => answer,
        Err(failure) => {
            let (tls, failure) = match unverified {
                Some((fault, first)) => (Some(fault), first),
                None => (failure.tls, failure),
            };
            let outcome = match failure.cause {
                Cause::Guard => Outcome::Refused,
                Cause::Excluded => Outcome::NotAsked,
                _ => Outcome::Unreachable,
            };
            let nothing = Observation::without_answer(outcome, failure.cause);
            let final_url = (!hops.is_empty()).then(|| shown(&url));
            let (dns, detail) = (failure.dns, Some(failure.detail));
            return Observation { dns, detail, tls, status, final_url, hops, looks, ..nothing };
        }
    };
    let content_type = content_type(&answer);
    let seen = Observation {
        outcome: Outcome::Answered,
        cause: None,
        dns: None,
        detail: contents.detail,
        tls: None,
        status,
        final_url: Some(shown(&url)),
        hops,
        looks,
        marks: contents.marks,
        page: contents.page,
        content_type,
        read_to: contents.read_to.or(Some(ReadTo::Head).filter(|_| answer.read_to == ReadTo::Head)),
        fetched_at: Some(fetched_at),
        elapsed_ms: None,
        attempts: 0,
        from_cache: false,
        archived: None,
        unarchived: None,
        history: None,
    };
    match unverified {
        Some((fault, failure)) => Observation {
            outcome: Outcome::Unreachable,
            cause: Some(Cause::Tls),
            tls: Some(fault),
            detail: Some(failure.detail),
            ..seen
        },
        None => seen,
    }
}

fn content_type(answer: &Answer) -> Option<SmolStr> {
    media_type(&answer.header("content-type")?).map(SmolStr::from)
}
