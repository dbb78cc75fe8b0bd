//! What was typed, as each stage's own settings: a stage defines what can be set of it, and this file sets it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use etcetera::BaseStrategy;
use etcetera::base_strategy::choose_native_strategy;
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use crate::cli::{ArchiveWhen, CheckArgs, CheckingArgs, EvidenceArgs, InputArgs, NetworkArgs, Span};
use crate::error::Error;
use crate::model::Mode;
use crate::observe::{HostHeader, HostSettings};
use crate::read::{self, READERS};
use crate::text::publisher::{Publisher, Publishers};
use crate::{judge, observe, pipeline};

/// The settings of all stages.
///
/// # Errors
///
/// When a certificate or the file of settings named on the command line cannot be read or used.
pub fn settings(args: &CheckArgs) -> Result<pipeline::Settings, Error> {
    let file = args.network.config.as_deref().map(chosen).transpose()?.unwrap_or_default();
    let publishers = Publishers::with(&file.publishers);
    Ok(pipeline::Settings {
        read: reading(&args.input),
        mode: mode(args),
        notes_only: args.checking.notes_only,
        observe: observing(&args.network, file)?,
        judge: judging(&args.checking, publishers),
        today: args.checking.today,
        replay: args.evidence.replay.clone(),
        record: args.evidence.record.clone(),
        cache: caching(args),
        doi: Some(args.evidence.doi_endpoint.clone()),
        archive: archiving(&args.evidence),
    })
}

fn mode(args: &CheckArgs) -> Mode {
    match (args.checking.offline, &args.evidence.replay) {
        (true, _) => Mode::Offline,
        (false, Some(_)) => Mode::Replay,
        (false, None) => Mode::Online,
    }
}

/// How documents are read.
pub fn reading(args: &InputArgs) -> read::Settings {
    let named = |name: &str| READERS.iter().find(|reader| reader.name == name).copied();
    read::Settings { format: args.format.as_deref().and_then(named), base: args.base_url.clone() }
}

/// The archive, if one is to be asked.
fn archiving(args: &EvidenceArgs) -> Option<observe::ArchiveSettings> {
    (args.archive == ArchiveWhen::Lookup).then(|| observe::ArchiveSettings {
        endpoint: args.archive_endpoint.clone(),
        interval: args.archive_interval.0,
    })
}

/// The cache, if there is to be one: only the web is remembered. A web of the reader's own making, which `--resolve`
/// and `--ca-certificate` are for, must not be taken for the real one by the next run.
fn caching(args: &CheckArgs) -> Option<observe::CacheSettings> {
    let EvidenceArgs { record, cache, no_cache, refresh, max_age, .. } = &args.evidence;
    if *no_cache || mode(args) != Mode::Online {
        return None;
    }
    let own_web = !args.network.resolve.is_empty() || !args.network.ca_certificate.is_empty();
    let path = match cache {
        Some(path) => path.clone(),
        None if own_web => return None,
        None => choose_native_strategy().ok()?.cache_dir().join("isnad").join("cache.sqlite"),
    };
    // What was not exchanged cannot be recorded.
    let refresh = *refresh || record.is_some();
    Some(observe::CacheSettings { path, refresh, max_age: max_age.map(|span| span.0) })
}

fn observing(args: &NetworkArgs, file: Chosen) -> Result<observe::Settings, Error> {
    let pem =
        |path: &Path| fs::read(path).map_err(|cause| Error::Certificate { path: path.display().to_string(), cause });
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

fn judging(args: &CheckingArgs, publishers: Publishers) -> judge::Settings {
    judge::Settings {
        now: args.today.unwrap_or_else(pipeline::today),
        select: (!args.select.is_empty()).then(|| args.select.clone()),
        extend_select: args.extend_select.clone(),
        ignore: args.ignore.clone(),
        publishers,
        record: false,
    }
}

/// The file of settings, `isnad.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    hosts: BTreeMap<Spanned<String>, Host>,
    #[serde(default)]
    publishers: BTreeMap<Spanned<String>, Publisher>,
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

/// What the file says of single hosts, and of publishers.
#[derive(Debug, Default)]
struct Chosen {
    hosts: BTreeMap<String, HostSettings>,
    headers: Vec<HostHeader>,
    publishers: Vec<Publisher>,
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

fn chosen(path: &Path) -> Result<Chosen, Error> {
    let shown = path.display().to_string();
    let text = fs::read_to_string(path).map_err(|cause| Error::Input { path: shown.clone(), cause })?;
    parse(&text).map_err(|(line, message)| Error::Config { path: shown, line, message })
}

/// Reads the file of settings. What is wrong with it is told with its line, which counts from 1.
fn parse(text: &str) -> Result<Chosen, (usize, String)> {
    let line_of = |at: usize| text.get(..at).unwrap_or_default().matches('\n').count() + 1;
    let file: File = toml::from_str(text)
        .map_err(|error| (error.span().map_or(1, |span| line_of(span.start)), error.message().to_owned()))?;
    let mut found = Chosen::default();
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
    for (name, mut publisher) in file.publishers {
        let line = line_of(name.span().start);
        for host in &mut publisher.hosts {
            let wrong = |error: observe::SettingError| (line, format!("publishers.\"{}\": {error}", name.get_ref()));
            *host = observe::parse_host(host).map_err(wrong)?;
        }
        publisher.names.push(name.into_inner());
        found.publishers.push(publisher);
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
    fn publishers_are_read_with_their_names_and_hosts() {
        let found =
            parse("[publishers.\"The Harbour Post\"]\nnames = [\"بريد الميناء\"]\nhosts = [\"HP.example\"]\n").unwrap();
        let known = Publishers::with(&found.publishers);
        assert!(known.names_agree("بريد الميناء", "The Harbour Post"));
        assert_eq!(found.publishers[0].hosts, ["hp.example"]);
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
            ("\n[publishers.\"A\"]\nhost = [\"a.example\"]", 3, "host"),
            ("\n[publishers.\"A\"]\nhosts = [\"a b\"]", 2, "a b"),
            ("[hosts", 1, ""),
        ];
        for (text, line, word) in cases {
            let (found, message) = parse(text).unwrap_err();
            assert!(found == line && message.contains(word), "{text}: {found}: {message}");
        }
    }
}
