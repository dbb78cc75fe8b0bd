//! One source, from its URL to what was seen there.

use reqwest::header::HeaderValue;
use url::Url;

use super::exchange::{Answer, Exchange};
use super::redirects::{Arrival, shown};
use super::retries::Budget;
use super::{Settings, decode, marks, page, second_look};
use crate::formats::{charset, html};
use crate::model::{Cause, Look, Mark, Observation, Outcome, Page, ReadTo};

/// What was seen, and whether any of it came over a connection.
#[derive(Debug, Clone)]
pub(super) struct Visit {
    /// What was seen.
    pub observation: Observation,
    /// Whether a connection was made.
    pub connected: bool,
}

/// Visits a source.
pub(super) async fn visit(exchange: &dyn Exchange, url: &Url, agent: &HeaderValue, settings: &Settings) -> Visit {
    let mut budget = Budget::new(settings.url_deadline);
    let (looks, arrival) = second_look::look(exchange, url, agent, settings, &mut budget).await;
    let connected = match &arrival.result {
        Ok(_) => true,
        Err(failure) => failure.connected || looks.iter().any(|look| look.status.is_some()),
    };
    let fetched_at = second_look::shown(exchange.now());
    let mut observation = describe(arrival, looks, fetched_at, settings.body_cap).await;
    observation.attempts = budget.attempts;
    observation.elapsed_ms = u64::try_from(budget.spent.as_millis()).ok();
    Visit { observation, connected }
}

async fn describe(arrival: Arrival, looks: Vec<Look>, fetched_at: String, body_cap: usize) -> Observation {
    let status = arrival.status();
    let Arrival { url, hops, result } = arrival;
    let answer = match result {
        Ok(answer) => answer,
        Err(failure) => {
            let refused = failure.cause == Cause::Guard;
            let outcome = if refused { Outcome::Refused } else { Outcome::Unreachable };
            let nothing = Observation::without_answer(outcome, failure.cause);
            let final_url = (!hops.is_empty()).then(|| shown(&url));
            let detail = Some(failure.detail);
            return Observation { dns: failure.dns, detail, status, final_url, hops, looks, ..nothing };
        }
    };
    let final_url = Some(shown(&url));
    let content_type = answer.header("content-type").and_then(|value| media_type(&value));
    // Reading a page takes long enough to make the clocks of other exchanges run out.
    let reading = tokio::task::spawn_blocking(move || read(answer, &url, body_cap)).await;
    let read = reading.unwrap_or_else(|error| Contents { detail: Some(error.to_string()), ..Contents::default() });
    Observation {
        outcome: Outcome::Answered,
        cause: None,
        dns: None,
        detail: read.detail,
        status,
        final_url,
        hops,
        looks,
        marks: read.marks,
        page: read.page,
        content_type,
        read_to: read.read_to,
        fetched_at: Some(fetched_at),
        elapsed_ms: None,
        attempts: 0,
        from_cache: false,
        archived: None,
        unarchived: None,
        history: None,
    }
}

/// What an answer holds.
#[derive(Debug, Default)]
struct Contents {
    marks: Vec<Mark>,
    page: Option<Page>,
    read_to: Option<ReadTo>,
    detail: Option<String>,
}

fn read(mut answer: Answer, url: &Url, body_cap: usize) -> Contents {
    let body = std::mem::take(&mut answer.body);
    let encoding = answer.header("content-encoding");
    let Some(plain) = decode::decode(body, encoding.as_deref(), body_cap) else {
        let detail = encoding.map(|name| format!("a content encoding that was not asked for: {name}"));
        return Contents { marks: marks::find(&answer, None), detail, ..Contents::default() };
    };
    let read_to = Some(if plain.cut { ReadTo::Cap } else { answer.read_to });
    let content_type = answer.header("content-type");
    if !is_html(content_type.as_deref(), &plain.bytes) {
        return Contents { marks: marks::find(&answer, None), read_to, ..Contents::default() };
    }
    let declared = content_type.as_deref().and_then(charset_of).or_else(|| html::declared_charset(&plain.bytes));
    let source = charset::decode(&plain.bytes, declared.as_deref()).text;
    let page = page::read(&source, url);
    let marks = marks::find(&answer, Some((&source, &page)));
    Contents { marks, page: Some(page), read_to, detail: None }
}

fn is_html(content_type: Option<&str>, body: &[u8]) -> bool {
    match content_type.and_then(media_type).as_deref() {
        Some("text/html" | "application/xhtml+xml") => true,
        None | Some("application/octet-stream" | "text/plain" | "application/xml" | "text/xml") => {
            html::looks_like_html(body)
        }
        Some(_) => false,
    }
}

/// The media type of a `Content-Type`, without its parameters.
fn media_type(value: &str) -> Option<String> {
    let name = value.split(';').next()?.trim().to_ascii_lowercase();
    (name.contains('/')).then_some(name)
}

/// The charset of a `Content-Type`.
fn charset_of(value: &str) -> Option<String> {
    value.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
    })
}
