//! What the register of DOIs says of a work. It speaks for the work itself: a publisher's page that refuses automated
//! readers is then no obstacle.
//!
//! Asked for CSL-JSON by content negotiation, doi.org leads to the metadata that the work was registered with; its
//! handle service says whether a DOI is registered at all.

use reqwest::header::{ACCEPT, ACCEPT_ENCODING, HeaderMap, HeaderValue, USER_AGENT};
use serde_json::Value;
use smol_str::SmolStr;
use url::Url;

use super::exchange::{Answer, Exchange, Whole};
use super::redirects::{self, Asker};
use super::retries::Budget;
use super::{Settings, decode};
use crate::model::{Fact, Mark, Observation, Outcome, Page, PageDate, PageDateKind, PartialDate, ReadTo};
use crate::text::line::one_line;

/// The media type of CSL-JSON.
const CSL: &str = "application/vnd.citationstyles.csl+json";

/// The hosts of DOIs.
const HOSTS: [&str; 3] = ["doi.org", "dx.doi.org", "www.doi.org"];

/// The dates of CSL-JSON that are of publication, with the names under which they are found.
const DATES: [(&str, &str); 3] = [
    ("issued", "doi.org csl issued"),
    ("published-print", "doi.org csl published-print"),
    ("published-online", "doi.org csl published-online"),
];

/// As many authors are kept.
const MOST_AUTHORS: usize = 16;

/// Where DOIs are resolved.
pub const RESOLVER: &str = "https://doi.org/";

/// Asks the register of DOIs about a source that is one, and adds what it says to what was seen.
pub(super) async fn ask(
    exchange: &dyn Exchange,
    resolver: &Url,
    url: &Url,
    agent: &HeaderValue,
    settings: &Settings,
    seen: &mut Observation,
) {
    let Some(doi) = doi(url) else { return };
    let asked = Asked { exchange, agent, settings };
    if matches!(seen.outcome, Outcome::NotAsked | Outcome::Refused) {
        return;
    }
    if let Ok(question) = resolver.join(doi)
        && exchange.may_change(&question)
        && let Some(answer) = asked.get(&question, CSL).await
        && let Some(page) = metadata(&answer)
    {
        add(seen, page);
        return;
    }
    if let Ok(question) = resolver.join(&format!("api/handles/{doi}"))
        && let Some(answer) = asked.get(&question, "application/json").await
        && let Ok(said) = serde_json::from_slice::<Value>(&answer)
    {
        // Handle.Net, "Proxy Server REST API": 1 is success, 100 is an unknown handle.
        let mark = match said.get("responseCode").and_then(Value::as_i64) {
            Some(1) => "doi-registered",
            Some(100) => "doi-unknown",
            _ => return,
        };
        seen.marks.push(Mark { mark, found_in: "doi.org handle".to_owned() });
    }
}

/// The DOI that a URL is of, as it stands in its path.
fn doi(url: &Url) -> Option<&str> {
    let path = url.path().trim_start_matches('/');
    (HOSTS.contains(&url.host_str()?) && path.starts_with("10.") && path.contains('/')).then_some(path)
}

struct Asked<'a> {
    exchange: &'a dyn Exchange,
    agent: &'a HeaderValue,
    settings: &'a Settings,
}

impl Asked<'_> {
    /// The body of an answer, where one came that is what it should be or an unknown DOI's.
    async fn get(&self, url: &Url, accepted: &'static str) -> Option<Vec<u8>> {
        let headers = HeaderMap::from_iter([
            (USER_AGENT, self.agent.clone()),
            (ACCEPT, HeaderValue::from_static(accepted)),
            (ACCEPT_ENCODING, HeaderValue::from_static(decode::ACCEPT_ENCODING)),
        ]);
        let mut budget = Budget::new(self.settings.url_deadline);
        let watch = Whole(self.settings.body_cap);
        let asker = Asker { exchange: self.exchange, settings: self.settings, agent: self.agent, watch: &watch };
        let arrival = redirects::follow(asker, url, &headers, &mut budget).await;
        let answer: Answer = arrival.result.ok()?;
        let kind = answer.header("content-type").unwrap_or_default().to_ascii_lowercase();
        let encoding = answer.header("content-encoding");
        let plain = decode::decode(&answer.body, encoding.as_deref(), self.settings.body_cap)?;
        (matches!(answer.status, 200 | 404) && kind.contains("json")).then(|| plain.bytes.into_owned())
    }
}

/// Adds the register's facts to those of the page, before them. Where the page could not be had, they stand in its
/// place; where it is gone, it stays gone.
fn add(seen: &mut Observation, metadata: Page) {
    let found_in = "doi.org csl".to_owned();
    let gone = seen.outcome == Outcome::Answered && matches!(seen.status, Some(404 | 410));
    if gone {
        seen.marks.push(Mark { mark: "doi-registered", found_in });
        return;
    }
    let is_page = seen.outcome == Outcome::Answered && matches!(seen.status, Some(200..=299)) && seen.marks.is_empty();
    if is_page {
        let page = *seen.page.take().unwrap_or_default();
        seen.page = Some(Box::new(Page {
            titles: [metadata.titles, page.titles].concat(),
            dates: [metadata.dates, page.dates].concat(),
            publishers: [metadata.publishers, page.publishers].concat(),
            authors: [metadata.authors, page.authors].concat(),
            language: page.language.or(metadata.language),
            ..page
        }));
        seen.marks.push(Mark { mark: "doi-metadata", found_in });
        return;
    }
    let status = seen.status.map(|status| format!(" {status}"));
    let cause = seen.cause.map(|cause| format!(" {}", cause.name()));
    let walls: String = seen.marks.iter().flat_map(|mark| [" ", mark.mark]).collect();
    let instead =
        format!("{found_in}, for a page that gave:{}{}{walls}", status.unwrap_or_default(), cause.unwrap_or_default());
    seen.outcome = Outcome::Answered;
    seen.cause = None;
    seen.dns = None;
    seen.status = Some(200);
    seen.marks = vec![Mark { mark: "doi-metadata", found_in: instead }];
    seen.page = Some(Box::new(metadata));
    seen.content_type = Some(SmolStr::new_static(CSL));
    seen.read_to = Some(ReadTo::End);
}

/// The facts of CSL-JSON; `None` without a title.
fn metadata(body: &[u8]) -> Option<Page> {
    let csl: Value = serde_json::from_slice(body).ok()?;
    let fact =
        |key: &str, found_in| texts(&csl, key).into_iter().map(move |value| Fact { value: value.into(), found_in });
    let titles: Vec<Fact> = fact("title", "doi.org csl title").collect();
    if titles.is_empty() {
        return None;
    }
    let authors = csl.get("author").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    Some(Page {
        titles,
        dates: DATES.into_iter().filter_map(|(key, found_in)| date(csl.get(key)?, found_in)).collect(),
        publishers: fact("container-title", "doi.org csl container-title")
            .chain(fact("publisher", "doi.org csl publisher"))
            .collect(),
        authors: authors.iter().take(MOST_AUTHORS).filter_map(author).collect(),
        language: texts(&csl, "language").pop().map(|language| language.to_lowercase().into()),
        ..Page::default()
    })
}

/// A value that some registers give as a text and some as a list of them, without markup.
fn texts(csl: &Value, key: &str) -> Vec<String> {
    let text = |value: &Value| value.as_str().map(plain).filter(|text| !text.is_empty());
    match csl.get(key) {
        Some(Value::Array(values)) => values.iter().take(4).filter_map(text).collect(),
        Some(value) => text(value).into_iter().collect(),
        None => Vec::new(),
    }
}

fn author(author: &Value) -> Option<Fact> {
    let part = |key: &str| author.get(key).and_then(Value::as_str).map(plain).filter(|part| !part.is_empty());
    let name = match (part("given"), part("family")) {
        (Some(given), Some(family)) => Some(format!("{given} {family}")),
        (None, Some(family)) => Some(family),
        _ => part("literal").or_else(|| part("name")),
    };
    Some(Fact { value: name?.into(), found_in: "doi.org csl author" })
}

fn date(value: &Value, found_in: &'static str) -> Option<PageDate> {
    let parts = value.get("date-parts")?.get(0)?;
    // Some registers give numbers as texts.
    let part = |at: usize| {
        let part = parts.get(at)?;
        part.as_i64().or_else(|| part.as_str()?.parse().ok())
    };
    let small = |at: usize| part(at).and_then(|part| u8::try_from(part).ok());
    let month = small(1);
    let date = PartialDate::new(i16::try_from(part(0)?).ok()?, month, month.and(small(2)))?;
    Some(PageDate { date, kind: PageDateKind::Published, found_in })
}

/// A text without the tags that titles hold (`<i>`, `<sub>`), its blanks collapsed, cut off at a bound.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        plain.push_str(before);
        match after.split_once('>') {
            Some((tag, after)) if tag.starts_with(|c: char| c == '/' || c.is_ascii_alphabetic()) => rest = after,
            _ => {
                plain.push('<');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    one_line(&plain).chars().take(600).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_is_read_as_registers_give_it() {
        let crossref = r#"{"title":"A <i>short</i> history of  wells: 3 < 4","container-title":"Journal of Water",
            "publisher":"Estuary Press","issued":{"date-parts":[[2021,5,4]]},"published-print":{"date-parts":[[2021]]},
            "author":[{"given":"Dara","family":"Okafor"},{"literal":"The Basin Group"},{"family":"Wren"},{}],"language":"EN"}"#;
        let page = metadata(crossref.as_bytes()).unwrap_or_default();
        let values = |facts: &[Fact]| facts.iter().map(|fact| fact.value.clone()).collect::<Vec<_>>();
        assert_eq!(values(&page.titles), ["A short history of wells: 3 < 4"]);
        assert_eq!(values(&page.publishers), ["Journal of Water", "Estuary Press"]);
        assert_eq!(values(&page.authors), ["Dara Okafor", "The Basin Group", "Wren"]);
        let dates: Vec<_> = page.dates.iter().map(|date| (date.date.to_string(), date.found_in)).collect();
        let expected = [("2021-05-04", "doi.org csl issued"), ("2021", "doi.org csl published-print")];
        assert_eq!(dates, expected.map(|(date, found_in)| (date.to_owned(), found_in)));
        assert_eq!(page.language.as_deref(), Some("en"));
        let listed = metadata(r#"{"title":["One","Two"],"issued":{"date-parts":[["2021","13"]]}}"#.as_bytes());
        assert_eq!(
            listed.map(|page| (values(&page.titles), page.dates.len())),
            Some((vec!["One".into(), "Two".into()], 0))
        );
        for body in ["", "[]", "{}", r#"{"title":[]}"#, r#"{"title":"<i></i>"}"#, r#"{"title":7}"#] {
            assert!(metadata(body.as_bytes()).is_none(), "{body}");
        }
    }

    #[test]
    fn dois_are_known_by_their_hosts() {
        let cases = [
            ("https://doi.org/10.1234/a.b-c", Some("10.1234/a.b-c")),
            ("http://dx.doi.org/10.1234/A/b?x", Some("10.1234/A/b")),
            ("https://doi.org/", None),
            ("https://doi.org/api/handles/10.1/a", None),
            ("https://journal.example/10.1234/a", None),
        ];
        for (url, expected) in cases {
            assert_eq!(Url::parse(url).ok().as_ref().and_then(doi), expected, "{url}");
        }
    }
}
