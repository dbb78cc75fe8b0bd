//! The tables of the file of settings, as they are written.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use crate::cli::{FailOn, Span};
use crate::judge;
use crate::text::spelling::meant;

/// What is different for one host.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Host {
    /// The time between the starts of two requests: a number of seconds, or a text such as "250ms".
    #[serde(default, deserialize_with = "span")]
    #[schemars(with = "Option<Length>")]
    pub(super) interval: Option<Duration>,
    /// Requests at once.
    pub(super) concurrency: Option<std::num::NonZeroUsize>,
    /// Headers that this host alone is sent. Only in a file that `--config` names.
    #[schemars(with = "Option<BTreeMap<String, String>>")]
    pub(super) headers: Option<Spanned<BTreeMap<String, String>>>,
    /// Whether it is not asked at all.
    #[serde(default)]
    pub(super) skip: bool,
}

/// A length of time.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "a shape for the schema alone")]
pub(super) enum Length {
    Seconds(u32),
    Text(String),
}

/// A list, or a single entry in its place.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "a shape for the schema alone")]
pub(super) enum OneOrMany<T> {
    One(T),
    Many(Vec<T>),
}

/// What is different for the documents that match.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ForPaths {
    /// Patterns of paths from the file's directory, as in `.gitignore`.
    #[serde(rename = "match", deserialize_with = "list")]
    #[schemars(with = "OneOrMany<String>")]
    pub(super) patterns: Vec<String>,
    /// Run these rules instead of the default ones.
    #[serde(default, deserialize_with = "some")]
    #[schemars(with = "Option<OneOrMany<RuleName>>")]
    pub(super) select: Option<Vec<RuleName>>,
    /// Run these rules as well.
    #[serde(default, deserialize_with = "entries")]
    #[schemars(with = "OneOrMany<RuleName>")]
    pub(super) extend_select: Vec<RuleName>,
    /// Do not run these rules.
    #[serde(default, deserialize_with = "entries")]
    #[schemars(with = "OneOrMany<RuleName>")]
    pub(super) ignore: Vec<RuleName>,
    /// The least severity that makes the exit code 1.
    #[serde(default, deserialize_with = "fail_on")]
    #[schemars(with = "Option<String>")]
    pub(super) fail_on: Option<FailOn>,
    /// The line of the file, from 1.
    #[serde(skip)]
    pub(super) line: usize,
}

/// Findings that do not count, and why.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Ignored {
    /// The rules.
    #[serde(deserialize_with = "list")]
    #[schemars(with = "OneOrMany<RuleName>")]
    pub(super) rule: Vec<RuleName>,
    /// The URL; `*` stands for anything.
    pub(super) url: Option<String>,
    /// The host of the URL; `*` stands for anything.
    pub(super) host: Option<String>,
    /// A pattern of the document's path from the file's directory, as in `.gitignore`.
    pub(super) document: Option<String>,
    /// Why.
    pub(super) reason: String,
    /// The last day on which it holds.
    #[serde(default, deserialize_with = "day")]
    #[schemars(with = "Option<String>")]
    pub(super) until: Option<Date>,
    /// The line of the file, from 1.
    #[serde(skip)]
    pub(super) line: usize,
}

/// The name of a rule.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
pub(super) struct RuleName(pub(super) String);

impl<'de> Deserialize<'de> for RuleName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        match judge::rule(&name) {
            Some(_) => Ok(Self(name)),
            None => Err(serde::de::Error::custom(unknown_rule(&name))),
        }
    }
}

/// What is said of a name that no rule has.
pub(super) fn unknown_rule(name: &str) -> String {
    let meant = meant(name, judge::RULES.iter().map(|rule| rule.name));
    let meant = meant.map_or_else(|| " (`isnad rules` lists them)".to_owned(), |it| format!(" (did you mean `{it}`?)"));
    format!("there is no rule `{name}`{meant}")
}

/// A list, or a single entry in its place.
fn entries<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    struct Entries<T>(std::marker::PhantomData<T>);
    impl<'de, T: Deserialize<'de>> serde::de::Visitor<'de> for Entries<T> {
        type Value = Vec<T>;

        fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            formatter.write_str("a text or a list of texts")
        }

        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Vec<T>, E> {
            T::deserialize(serde::de::value::StrDeserializer::new(text)).map(|entry| vec![entry])
        }

        fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut entries: A) -> Result<Vec<T>, A::Error> {
            let mut list = Vec::new();
            while let Some(entry) = entries.next_element()? {
                list.push(entry);
            }
            Ok(list)
        }
    }
    deserializer.deserialize_any(Entries(std::marker::PhantomData))
}

/// The same where at least one entry is needed.
fn list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    let entries = entries(deserializer)?;
    if entries.is_empty() { Err(serde::de::Error::custom("an empty list: name at least one")) } else { Ok(entries) }
}

/// The same of what may be left out.
fn some<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<RuleName>>, D::Error> {
    entries(deserializer).map(Some)
}

/// A length of time as it is typed: a number of seconds, or a text with its unit.
fn span<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Duration>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "write a number of seconds, or a text such as \"250ms\"")]
    enum Typed {
        Seconds(u32),
        Text(String),
    }
    match Typed::deserialize(deserializer)? {
        Typed::Seconds(seconds) => Ok(Some(Duration::from_secs(u64::from(seconds)))),
        Typed::Text(text) => text.parse::<Span>().map(|span| Some(span.0)).map_err(serde::de::Error::custom),
    }
}

fn fail_on<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<FailOn>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let known = <FailOn as clap::ValueEnum>::from_str(&text, false);
    known.map(Some).map_err(|_| serde::de::Error::custom("write \"error\", \"warning\", \"info\" or \"never\""))
}

/// A day of the calendar, as TOML writes it or as a text.
fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let text = match toml::Value::deserialize(deserializer)? {
        toml::Value::Datetime(day) => day.to_string(),
        toml::Value::String(text) => text,
        other => other.to_string(),
    };
    text.parse().map(Some).map_err(|_| serde::de::Error::custom("write a day as YYYY-MM-DD, such as 2026-12-31"))
}
