//! What is kept and what of it is reused.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::fs;
use std::path::Path;

use rusqlite::Connection;

use super::*;
use crate::model::{Cause, Fact, Hop, Look, Mark, Page, PageDate, PageDateKind, PartialDate, ReadTo};

fn open(path: &Path) -> Cache {
    open_with(path, false, None)
}

fn open_with(path: &Path, refresh: bool, max_age: Option<Duration>) -> Cache {
    Cache::open(CacheSettings { path: path.to_owned(), refresh, max_age })
}

fn url(path: &str) -> Url {
    Url::parse("https://news.example/").unwrap().join(path).unwrap()
}

fn page() -> Observation {
    let fact = |value: &str, found_in| vec![Fact { value: value.into(), found_in }];
    let date = PartialDate::new(2021, Some(5), Some(4)).unwrap();
    let at = "2026-05-04T10:11:12Z".to_owned();
    Observation {
        outcome: Outcome::Answered,
        cause: None,
        detail: Some("a detail".to_owned()),
        status: Some(200),
        final_url: Some("https://news.example/a".into()),
        looks: vec![
            Look { at: at.as_str().into(), status: None, cause: Some(Cause::Dns) },
            Look { at: at.as_str().into(), status: Some(200), cause: None },
        ],
        page: Some(Box::new(Page {
            titles: fact("السدّ الذي لم يكتمل", "og:title"),
            dates: vec![PageDate { date, kind: PageDateKind::Modified, found_in: "article:modified_time" }],
            publishers: fact("The Valley Herald", "og:site_name"),
            authors: fact("D. Okafor", "json-ld author"),
            language: Some("ar".into()),
            canonical: Some("https://news.example/b".into()),
            text: "نصّ الصفحة".to_owned(),
            ..Page::default()
        })),
        content_type: Some("text/html".into()),
        read_to: Some(ReadTo::Cap),
        fetched_at: Some(at.into()),
        elapsed_ms: Some(412),
        attempts: 2,
        ..Observation::not_asked(Cause::Excluded)
    }
}

fn failed() -> Observation {
    Observation::without_answer(Outcome::Unreachable, Cause::Timeout)
}

#[test]
fn what_is_kept_comes_back_whole() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("deep/er/cache.sqlite");
    let validators = Validators { etag: Some("\"v1\"".to_owned()), last_modified: None };
    let refusal = Observation {
        status: Some(403),
        marks: vec![Mark { mark: "cf-challenge", found_in: "header cf-mitigated".to_owned() }],
        page: None,
        ..page()
    };
    let redirect = Observation { hops: vec![Hop { url: "https://news.example/old".into(), status: 301 }], ..page() };
    for (name, seen) in [("page", page()), ("refusal", refusal), ("redirect", redirect)] {
        open(&path).keep(&url(name), &seen, &validators);
        let kept = open(&path).get(&url(name)).unwrap();
        assert_eq!(kept.observation, Observation { from_cache: true, ..seen }, "{name}");
        assert_eq!((kept.validators, kept.fresh), (validators.clone(), true), "{name}");
    }
    let cache = open(&path);
    assert!(cache.get(&url("unknown")).is_none() && cache.trouble().is_none());
    assert!(open_with(&path, true, None).get(&url("page")).is_none());
}

/// What was seen, how many hours ago, what age is allowed, and whether it is young; `None` where it is not kept.
type Aged = (&'static str, Observation, i64, Option<Duration>, Option<bool>);

#[test]
fn answers_age_by_what_they_are() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("cache.sqlite");
    let hour = Duration::from_hours(1);
    let redirect = Observation { hops: vec![Hop { url: "".into(), status: 301 }], ..page() };
    let status = |status| Observation { status: Some(status), page: None, ..page() };
    let marked = Observation { marks: vec![Mark { mark: "datadome", found_in: String::new() }], ..page() };
    let day = 24;
    let cases: [Aged; 16] = [
        ("a page", page(), 6 * day, None, Some(true)),
        ("an old page", page(), 8 * day, None, Some(false)),
        ("a page of tomorrow", page(), -day, None, Some(false)),
        ("a page, all too old", page(), 2, Some(hour), Some(false)),
        ("an old page, young enough", page(), 20 * day, Some(hour * 24 * 30), Some(true)),
        ("a redirect", redirect.clone(), 23, None, Some(true)),
        ("an old redirect", redirect, 25, None, Some(false)),
        ("a refusal", status(403), 23, None, Some(true)),
        ("an old refusal", status(451), 25, None, Some(false)),
        ("a wall", marked.clone(), 23, None, Some(true)),
        ("an old wall", marked, 25, None, Some(false)),
        ("gone", status(404), 0, None, None),
        ("gone for good", status(410), 0, Some(hour), None),
        ("an error of the server", status(503), 0, None, None),
        ("a rest asked for", status(429), 0, None, None),
        ("a failure", failed(), 0, None, None),
    ];
    for (name, seen, hours, max_age, fresh) in cases {
        open(&path).keep(&url("a"), &seen, &Validators::default());
        let earlier = "UPDATE source SET seen_at = seen_at - ?1";
        Connection::open(&path).unwrap().execute(earlier, [hours * 3600]).unwrap();
        let kept = open_with(&path, false, max_age).get(&url("a"));
        assert_eq!(kept.map(|kept| kept.fresh), fresh, "{name}");
    }
}

#[test]
fn history_counts_failures_since_the_last_success() {
    let directory = tempfile::tempdir().unwrap();
    let cache = open(&directory.path().join("cache.sqlite"));
    let refused = || Observation { status: Some(403), page: None, ..page() };
    let steps = [
        (failed(), true, false, 1),
        (failed(), true, false, 2),
        (refused(), true, false, 2),
        (page(), false, true, 0),
        (failed(), true, true, 1),
        (failed(), true, true, 2),
    ];
    for (index, (seen, failing, succeeded, failures)) in steps.into_iter().enumerate() {
        let history = cache.keep(&url("a"), &seen, &Validators::default()).unwrap();
        assert_eq!(history.first_failure.is_some(), failing, "{index}");
        assert_eq!(history.last_success.is_some(), succeeded, "{index}");
        assert_eq!((history.failures, history.asked), (failures, index as u32 + 1), "{index}");
        assert!([history.first_failure, history.last_success].iter().flatten().all(|at| at.ends_with('Z')));
    }
}

#[test]
fn nothing_is_kept_of_secrets_or_of_what_was_not_asked() {
    let directory = tempfile::tempdir().unwrap();
    let cache = open(&directory.path().join("cache.sqlite"));
    let secret = Url::parse("https://me:mine@news.example/a").unwrap();
    assert_eq!(cache.keep(&secret, &page(), &Validators::default()), None);
    assert_eq!(cache.keep(&url("a"), &Observation::not_asked(Cause::Deadline), &Validators::default()), None);
    assert!(cache.get(&secret).is_none() && cache.get(&url("a")).is_none() && cache.trouble().is_none());
}

#[test]
fn what_is_no_cache_is_set_aside_and_not_lost() {
    let other = |statement: &str| {
        let file = tempfile::NamedTempFile::new().unwrap();
        Connection::open(file.path()).unwrap().execute_batch(statement).unwrap();
        fs::read(file.path()).unwrap()
    };
    let cases = [
        ("a text", b"an article of mine, quite long enough to be no empty database at all".repeat(40), true),
        ("the database of another program", other("CREATE TABLE notes (text TEXT)"), true),
        (
            "a later cache",
            other("PRAGMA application_id = 0x69736e64; PRAGMA user_version = 99; CREATE TABLE x (y)"),
            true,
        ),
        ("half a cache", other("CREATE TABLE notes (text TEXT)")[..600].to_vec(), true),
        ("an empty file", Vec::new(), false),
    ];
    for (name, bytes, aside) in cases {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("cache.sqlite");
        fs::write(&path, &bytes).unwrap();
        let cache = open(&path);
        let trouble = cache.trouble().map(|trouble| trouble.to_string());
        assert_eq!(trouble.is_some(), aside, "{name}: {trouble:?}");
        assert!(trouble.is_none_or(|trouble| trouble.contains("cache.sqlite.set-aside-1")), "{name}");
        assert_eq!(fs::read(directory.path().join("cache.sqlite.set-aside-1")).ok(), aside.then_some(bytes), "{name}");
        cache.keep(&url("a"), &page(), &Validators::default());
        assert!(cache.get(&url("a")).is_some() && open(&path).get(&url("a")).is_some(), "{name}");
    }
}

#[test]
fn damage_met_later_ends_the_cache_and_not_the_run() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("cache.sqlite");
    let long = Observation { detail: Some("x".repeat(5000)), ..page() };
    (0..50).for_each(|n| drop(open(&path).keep(&url(&n.to_string()), &long, &Validators::default())));
    let cache = open(&path);
    let mut bytes = fs::read(&path).unwrap();
    bytes[4096..].fill(0xff);
    fs::write(&path, bytes).unwrap();
    let found: Vec<_> = (0..50).filter_map(|n| cache.get(&url(&n.to_string()))).collect();
    assert!(found.len() < 50);
    let trouble = cache.trouble().map(|trouble| trouble.to_string()).unwrap_or_default();
    assert!(trouble.contains("set aside"), "{trouble}");
    assert_eq!(cache.keep(&url("a"), &page(), &Validators::default()), None);
    let next = open(&path);
    next.keep(&url("a"), &page(), &Validators::default());
    assert!(next.get(&url("a")).is_some() && next.trouble().is_none());
}

#[test]
fn a_place_that_cannot_be_written_is_no_end_of_the_run() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let cache = open(&file.path().join("cache.sqlite"));
    assert!(matches!(cache.trouble(), Some(CacheTrouble::Unusable { .. })));
    assert!(cache.keep(&url("a"), &page(), &Validators::default()).is_none() && cache.get(&url("a")).is_none());
}
