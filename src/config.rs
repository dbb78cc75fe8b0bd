//! What was typed, as each stage's own settings: a stage defines what can be set of it, and this file sets it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use serde::{Deserialize, Deserializer};
use toml::Spanned;

use crate::cli::{CheckArgs, CheckingArgs, InputArgs, NetworkArgs, Span};
use crate::error::Error;
use crate::model::Mode;
use crate::observe::{HostHeader, HostSettings};
use crate::read::{READERS, Reader};
use crate::{judge, observe, pipeline};

/// The settings of all stages.
///
/// # Errors
///
/// When a certificate or the file of settings named on the command line cannot be read or used.
pub fn settings(args: &CheckArgs) -> Result<pipeline::Settings, Error> {
    Ok(pipeline::Settings {
        format: format(&args.input),
        mode: if args.checking.offline { Mode::Offline } else { Mode::Online },
        notes_only: args.checking.notes_only,
        observe: observing(&args.network)?,
        judge: judging(&args.checking),
    })
}

/// The reader that `--format` names; `None` where each input is to be looked at.
pub fn format(args: &InputArgs) -> Option<&'static Reader> {
    let name = args.format.as_deref()?;
    READERS.iter().find(|reader| reader.name == name).copied()
}

fn observing(args: &NetworkArgs) -> Result<observe::Settings, Error> {
    let pem =
        |path: &Path| fs::read(path).map_err(|cause| Error::Certificate { path: path.display().to_string(), cause });
    let file = args.config.as_deref().map(hosts).transpose()?.unwrap_or_default();
    Ok(observe::Settings {
        concurrency: args.concurrency,
        host_concurrency: args.host_concurrency,
        host_interval: args.host_interval.0,
        timeout: args.timeout.0,
        deadline: args.deadline.map(|span| span.0),
        retries: args.retries,
        user_agent: args.user_agent.clone(),
        headers: [file.headers, args.header.clone()].concat(),
        hosts: file.hosts.into_iter().collect(),
        proxy: args.proxy.clone(),
        resolve: args.resolve.clone(),
        ca_certificates: args.ca_certificate.iter().map(|path| pem(path)).collect::<Result<_, _>>()?,
        allow_private: args.allow_private,
        ..observe::Settings::default()
    })
}

fn judging(args: &CheckingArgs) -> judge::Settings {
    judge::Settings {
        now: args.today.unwrap_or_else(pipeline::today),
        select: (!args.select.is_empty()).then(|| args.select.clone()),
        extend_select: args.extend_select.clone(),
        ignore: args.ignore.clone(),
        record: false,
    }
}

/// The file of settings, `isnad.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    hosts: BTreeMap<Spanned<String>, Host>,
}

/// What is different for one host.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Host {
    #[serde(default, deserialize_with = "span")]
    interval: Option<Duration>,
    concurrency: Option<std::num::NonZeroUsize>,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    #[serde(default)]
    skip: bool,
}

/// What the file says of single hosts.
#[derive(Debug, Default)]
struct Hosts {
    hosts: BTreeMap<String, HostSettings>,
    headers: Vec<HostHeader>,
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

fn hosts(path: &Path) -> Result<Hosts, Error> {
    let shown = path.display().to_string();
    let text = fs::read_to_string(path).map_err(|cause| Error::Input { path: shown.clone(), cause })?;
    parse(&text).map_err(|(line, message)| Error::Config { path: shown, line, message })
}

/// Reads the file of settings. What is wrong with it is told with its line, which counts from 1.
fn parse(text: &str) -> Result<Hosts, (usize, String)> {
    let line_of = |at: usize| text.get(..at).unwrap_or_default().matches('\n').count() + 1;
    let file: File = toml::from_str(text)
        .map_err(|error| (error.span().map_or(1, |span| line_of(span.start)), error.message().to_owned()))?;
    let mut found = Hosts::default();
    for (name, host) in file.hosts {
        let line = line_of(name.span().start);
        let wrong = |error: observe::SettingError| (line, format!("hosts.\"{}\": {error}", name.get_ref()));
        for (header, value) in &host.headers {
            found.headers.push(HostHeader::new(name.get_ref(), header, value).map_err(wrong)?);
        }
        let settings = HostSettings {
            interval: host.interval,
            concurrency: host.concurrency.map(std::num::NonZeroUsize::get),
            skip: host.skip,
        };
        found.hosts.insert(observe::parse_host(name.get_ref()).map_err(wrong)?, settings);
    }
    Ok(found)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test")]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_read_with_what_is_different_for_them() {
        let found = parse(
            "[hosts.\"News.example\"]\ninterval = \"1500ms\"\nconcurrency = 8\nheaders = { \"X-Key\" = \"s3cret\" }\n\
             [hosts.\"slow.example\"]\ninterval = 3\nskip = true\n",
        )
        .unwrap();
        let news = &found.hosts["news.example"];
        assert_eq!((news.interval, news.concurrency, news.skip), (Some(Duration::from_millis(1500)), Some(8), false));
        assert_eq!(found.hosts["slow.example"].interval, Some(Duration::from_secs(3)));
        assert_eq!((found.headers.len(), found.hosts["slow.example"].skip), (1, true));
        assert!(parse("").unwrap().hosts.is_empty());
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line_and_its_key() {
        let cases = [
            ("hots = 1", 1, "hots"),
            ("\n[hosts.\"a.example\"]\nintervall = 1", 3, "intervall"),
            ("[hosts.\"a.example\"]\n\ninterval = \"soon\"", 3, "such as 250ms"),
            ("[hosts.\"a.example\"]\nconcurrency = 0", 2, "nonzero"),
            ("[hosts.\"a.example\"]\nskip = 1", 2, "boolean"),
            ("\n[hosts.\"a b\"]\nskip = true", 2, "a b"),
            ("[hosts.\"a.example\"]\nheaders = { \"X Y\" = \"1\" }", 1, "X Y"),
            ("[hosts", 1, ""),
        ];
        for (text, line, word) in cases {
            let (found, message) = parse(text).unwrap_err();
            assert!(found == line && message.contains(word), "{text}: {found}: {message}");
        }
    }
}
