//! Copies in a web archive, asked for by its CDX service: one line for each capture of a URL.
//!
//! It is asked only about sources that are gone or are not what they are cited for, and only where the reader wants
//! that: it tells a third party what an unpublished document cites. The archive lets a client ask some two dozen times
//! a minute, so questions go one after another.

use std::time::Duration;

use reqwest::header::{ACCEPT, ACCEPT_ENCODING, HeaderMap, HeaderValue, USER_AGENT};
use serde_json::Value;
use url::Url;

use super::Settings;
use super::decode;
use super::exchange::{Exchange, Whole};
use super::redirects::{self, Asker};
use super::retries::Budget;
use super::visit::{Through, Visitor};
use crate::model::{Archived, NoCopy, PartialDate};
use crate::text::url::archived;

/// After so many questions in a row that were not answered, the archive is left alone.
const PATIENCE: usize = 3;

/// How an archive is asked.
#[derive(Debug, Clone)]
pub struct ArchiveSettings {
    /// Where it is. The CDX service is at `/cdx/search/cdx`, copies are at `/web/DATE/URL`.
    pub endpoint: Url,
    /// The time between two questions.
    pub interval: Duration,
}

impl ArchiveSettings {
    /// The settings by which an archive is asked: every request to it, and not only each question, keeps its pace.
    pub(super) fn pace(&self, settings: &Settings) -> Settings {
        let mut paced = settings.clone();
        if let Some(host) = self.endpoint.host_str() {
            paced.hosts.entry(host.to_owned()).or_default().interval = Some(self.interval);
        }
        paced
    }

    /// Where the Wayback Machine is.
    pub const WAYBACK: &'static str = "https://web.archive.org/";

    /// As often as the Wayback Machine may be asked: its limit is some 24 times a minute.
    pub const INTERVAL: Duration = Duration::from_millis(2500);
}

/// What an archive says of a URL.
pub(super) type Copy = Result<Archived, NoCopy>;

/// Asks an archive, one question after another.
pub(super) struct Archivist<'a> {
    exchange: &'a dyn Exchange,
    agent: &'a HeaderValue,
    settings: &'a Settings,
    archive: &'a ArchiveSettings,
    failures: usize,
}

impl<'a> Archivist<'a> {
    /// One who asks by `exchange`.
    pub(super) fn new(
        exchange: &'a dyn Exchange,
        agent: &'a HeaderValue,
        settings: &'a Settings,
        archive: &'a ArchiveSettings,
    ) -> Self {
        Self { exchange, agent, settings, archive, failures: 0 }
    }

    /// The copy of a URL that was made nearest to a day, or the newest; with what its page says of itself.
    pub(super) async fn copy(&mut self, url: &Url, near: Option<PartialDate>) -> Copy {
        if self.failures >= PATIENCE {
            return Err(NoCopy::Untold("the archive does not answer".to_owned()));
        }
        let known = archived(url.as_str());
        let near = near.or(known.as_ref().and_then(|copy| copy.at));
        let original = known.and_then(|copy| copy.original).unwrap_or_else(|| redirects::shown(url).into());
        let found = self.captures(&original, near).await;
        self.failures = if matches!(found, Err(NoCopy::Untold(_))) { self.failures + 1 } else { 0 };
        let capture = found?;
        let shown = self.at(&format!("web/{}/{}", capture.timestamp, capture.original))?;
        let raw = self.at(&format!("web/{}id_/{}", capture.timestamp, capture.original))?;
        let through = Through { agent: self.agent, replay: None, gate: None, doi: None };
        let visitor = Visitor::new(self.exchange, self.settings, through);
        let page = visitor.visit(&raw, true, &|_| false).await.observation;
        // A copy that is listed and does not come says nothing of its page; it is a copy all the same.
        let page = page.page.filter(|_| page.status.is_some_and(|status| (200..300).contains(&status)));
        let title = page.as_ref().and_then(|page| page.titles.first()).map(|title| title.value.clone());
        Ok(Archived { url: shown.as_str().into(), at: capture.at().into(), title, page })
    }

    async fn captures(&mut self, original: &str, near: Option<PartialDate>) -> Result<Capture, NoCopy> {
        let mut question = self.at("cdx/search/cdx")?;
        {
            let mut query = question.query_pairs_mut();
            query.append_pair("url", original).append_pair("output", "json");
            query.append_pair("fl", "timestamp,original,statuscode").append_pair("filter", "statuscode:200");
            match near {
                Some(near) => query.append_pair("closest", &timestamp(near)).append_pair("sort", "closest"),
                None => query.append_pair("fastLatest", "true"),
            };
            // Captures come in order of their dates: the last one is the newest.
            query.append_pair("limit", if near.is_some() { "1" } else { "-1" });
        }
        let mut budget = Budget::new(self.settings.url_deadline);
        let headers = HeaderMap::from_iter([
            (USER_AGENT, self.agent.clone()),
            (ACCEPT, HeaderValue::from_static("application/json")),
            (ACCEPT_ENCODING, HeaderValue::from_static(decode::ACCEPT_ENCODING)),
        ]);
        let watch = Whole(self.settings.body_cap);
        let asker = Asker { exchange: self.exchange, settings: self.settings, agent: self.agent, watch: &watch };
        let arrival = redirects::follow(asker, &question, &headers, &mut budget).await;
        let answer = arrival.result.map_err(|failure| NoCopy::Untold(failure.detail))?;
        if answer.status != 200 {
            return Err(NoCopy::Untold(format!("the archive answers {}", answer.status)));
        }
        let encoding = answer.header("content-encoding");
        let plain = decode::decode(&answer.body, encoding.as_deref(), self.settings.body_cap);
        read(plain.as_ref().map_or(&[][..], |plain| &plain.bytes))
    }

    fn at(&self, path: &str) -> Result<Url, NoCopy> {
        self.archive.endpoint.join(path).map_err(|error| NoCopy::Untold(error.to_string()))
    }
}

/// A capture that the CDX service lists.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Capture {
    /// When, as `YYYYMMDDhhmmss`.
    timestamp: String,
    original: String,
}

impl Capture {
    /// When (RFC 3339, UTC).
    fn at(&self) -> String {
        let part = |from: usize, to: usize| self.timestamp.get(from..to).unwrap_or("00");
        let (date, time) = ([part(0, 4), part(4, 6), part(6, 8)], [part(8, 10), part(10, 12), part(12, 14)]);
        format!("{}T{}Z", date.join("-"), time.join(":"))
    }
}

/// Reads what the CDX service says: rows of text, the first of which names the columns. No rows at all is how it says
/// that there are no captures; nothing at all, or anything else, says nothing.
fn read(body: &[u8]) -> Result<Capture, NoCopy> {
    let untold = |why: &str| NoCopy::Untold(why.to_owned());
    if body.trim_ascii().is_empty() {
        return Err(untold("the archive's answer is empty"));
    }
    let rows: Vec<Vec<Value>> =
        serde_json::from_slice(body).map_err(|_| untold("the archive's answer cannot be read"))?;
    let [names, captures @ ..] = rows.as_slice() else { return Err(NoCopy::Never) };
    let Some(capture) = captures.last() else { return Err(NoCopy::Never) };
    let column = |wanted: &str| {
        let at = names.iter().position(|name| name == wanted)?;
        capture.get(at).and_then(Value::as_str).map(str::to_owned)
    };
    let timestamp = column("timestamp").filter(|at| at.len() == 14 && at.chars().all(|c| c.is_ascii_digit()));
    match (timestamp, column("original")) {
        (Some(timestamp), Some(original)) => Ok(Capture { timestamp, original }),
        _ => Err(untold("the archive's answer cannot be read")),
    }
}

/// A day as the CDX service takes it; the middle of what a coarser date can mean.
fn timestamp(date: PartialDate) -> String {
    let (month, day) = (date.month.unwrap_or(7), date.day.unwrap_or(if date.month.is_some() { 15 } else { 1 }));
    format!("{:04}{month:02}{day:02}", date.year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_and_unreadable_answers_are_told_from_no_captures() {
        let header = r#"["timestamp","original","statuscode"]"#;
        let capture = r#"["20210504101112","http://a.example/","200"]"#;
        let cases = [
            (format!("[{header},{capture}]"), Ok("2021-05-04T10:11:12Z")),
            (
                format!("[{header},[\"20200101000000\",\"http://a.example/\",\"200\"],{capture}]"),
                Ok("2021-05-04T10:11:12Z"),
            ),
            ("[]".to_owned(), Err(true)),
            (format!("[{header}]"), Err(true)),
            (String::new(), Err(false)),
            ("  \n".to_owned(), Err(false)),
            ("<html>busy</html>".to_owned(), Err(false)),
            ("{}".to_owned(), Err(false)),
            (format!("[{header},[\"x\",\"http://a.example/\",\"200\"]]"), Err(false)),
            ("[[],[]]".to_owned(), Err(false)),
        ];
        for (body, expected) in cases {
            let found = read(body.as_bytes()).map(|capture| capture.at()).map_err(|none| none == NoCopy::Never);
            assert_eq!(found, expected.map(str::to_owned), "{body}");
        }
    }

    #[test]
    fn coarse_dates_are_taken_in_their_middle() {
        for (date, expected) in [
            ((2021, None, None), "20210701"),
            ((2021, Some(5), None), "20210515"),
            ((2021, Some(5), Some(4)), "20210504"),
        ] {
            let date = PartialDate::new(date.0, date.1, date.2);
            assert_eq!(date.map(timestamp).as_deref(), Some(expected));
        }
    }
}
