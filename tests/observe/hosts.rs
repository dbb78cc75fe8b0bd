//! How hosts feel it: rest, limits, connections, settings of their own.

use std::time::{Duration, Instant};

use isnad::model::{Cause, Outcome, Page, ReadTo};
use isnad::observe::{HostSettings, Settings, observe};

use super::{PAGE, Told, run, see_with, settings, sources};
use crate::support::web::{Answer, Asked, Web};

#[test]
fn a_host_that_asks_for_rest_is_parked_and_others_are_not() {
    let fine = || Answer::html("<title>Fine</title>");
    let busy: Vec<String> = (0..4).map(|n| format!("http://busy.example/{n}")).collect();
    let tired = [
        ("Retry-After", Answer::status(429).header("Retry-After", "1")),
        ("a limit", Answer::html("").header("RateLimit", "\"day\";r=0;t=1")),
        ("another limit", fine().header("X-RateLimit-Remaining", "0").header("X-RateLimit-Reset", "1")),
        ("no word of how long", Answer::status(429)),
        ("no time at all", Answer::status(429).header("Retry-After", "0")),
    ];
    for (name, answer) in tired {
        let mut web = Web::new().sequence(&busy[0], [answer, fine()]).page("http://other.example/", fine());
        for url in &busy[1..] {
            web = web.page(url, fine());
        }
        let web = web.start();
        let urls: Vec<&str> = busy.iter().map(String::as_str).chain(["http://other.example/"]).collect();
        let backoff = Duration::from_secs(1);
        run(&urls, &Settings { concurrency: 1, host_concurrency: 1, backoff, ..settings(&web) });
        let log = web.log();
        let at = |url: &str| log.iter().find(|asked| asked.url == url).unwrap().at;
        assert!(at(&busy[1]) - at(&busy[0]) >= Duration::from_millis(900), "{name}");
        assert!(at("http://other.example/") - at(&busy[0]) < Duration::from_millis(900), "{name}");
    }
}

#[test]
fn a_host_that_asks_for_too_long_a_rest_is_not_asked_again() {
    let urls: Vec<String> = (0..6).map(|n| format!("http://busy.example/{n}")).collect();
    let answer = Answer::status(429).header("Retry-After", "86400");
    let web = urls.iter().fold(Web::new(), |web, url| web.spare(url, answer.clone())).start();
    let urls: Vec<&str> = urls.iter().map(String::as_str).collect();
    let (_, seen) = run(&urls, &Settings { host_concurrency: 1, ..settings(&web) });
    assert_eq!(web.log().len(), 1);
    assert_eq!(seen[0].status, Some(429));
    for seen in &seen[1..] {
        assert_eq!((seen.outcome, seen.cause, seen.status), (Outcome::Unreachable, Some(Cause::Deadline), None));
    }
}

/// No pause that is short enough to be waited for helps: each page is asked for once, and what it answers is recorded.
#[test]
fn a_host_that_refuses_whatever_it_is_asked_is_asked_for_each_page_once() {
    let urls: Vec<String> = (0..2).map(|n| format!("http://busy.example/{n}")).collect();
    let web = urls.iter().fold(Web::new(), |web, url| web.page(url, Answer::status(429))).start();
    let asked: Vec<&str> = urls.iter().map(String::as_str).collect();
    let (_, seen) = run(&asked, &Settings { backoff: Duration::from_secs(61), ..settings(&web) });
    assert!(seen.iter().all(|seen| seen.status == Some(429)), "{seen:?}");
    assert_eq!(web.log().len(), urls.len());
}

/// It does not say how often it may be asked: that is found out.
#[test]
fn a_host_that_has_too_many_requests_is_asked_less_often() {
    let fine = || Answer::html("<title>Fine</title>");
    let refusal = || Answer::status(429);
    let backoff = Duration::from_millis(100);
    // The pauses between two requests are at least so long: each refusal doubles them, and afterwards there are some still.
    let cases: [(Vec<Vec<Answer>>, &[u64]); 2] = [
        (vec![vec![refusal(), refusal(), refusal(), fine()]], &[100, 200, 400]),
        (vec![vec![fine()], vec![refusal(), fine()], vec![fine()], vec![fine()]], &[0, 100, 50, 50]),
    ];
    for (pages, pauses) in cases {
        let urls: Vec<String> = (0..pages.len()).map(|n| format!("http://busy.example/{n}")).collect();
        let web = urls.iter().zip(pages).fold(Web::new(), |web, (url, page)| web.sequence(url, page)).start();
        let urls: Vec<&str> = urls.iter().map(String::as_str).collect();
        let (_, seen) = run(&urls, &Settings { host_concurrency: 1, retries: 3, backoff, ..settings(&web) });
        assert!(seen.iter().all(|seen| seen.status == Some(200)));
        let at: Vec<Instant> = web.log().iter().map(|asked| asked.at).collect();
        let between: Vec<u128> = at.windows(2).map(|pair| (pair[1] - pair[0]).as_millis()).collect();
        assert_eq!(between.len(), pauses.len(), "{between:?}");
        // A request is on its way for a moment, which may be longer for one than for the next.
        assert!(between.iter().zip(pauses).all(|(found, least)| found + 10 >= u128::from(*least)), "{between:?}");
    }
}

/// A connection that is kept ends when its host wants it to, which may be while it is used again.
#[test]
fn a_kept_connection_that_ends_is_held_against_no_page() {
    for scheme in ["http", "https"] {
        let urls: Vec<String> = (0..6).map(|n| format!("{scheme}://news.example/{n}")).collect();
        let fine = || Answer::html("<title>Fine</title>").that_hangs_up();
        let web = urls.iter().fold(Web::new(), |web, url| web.page(url, fine())).start();
        let urls: Vec<&str> = urls.iter().map(String::as_str).collect();
        let (_, seen) = run(&urls, &Settings { host_concurrency: 1, retries: 0, ..settings(&web) });
        let statuses: Vec<_> = seen.iter().map(|seen| (seen.status, seen.cause)).collect();
        assert_eq!(statuses, [(Some(200), None); 6], "{scheme}");
    }
}

#[test]
fn single_hosts_have_settings_of_their_own() {
    let fine = || Answer::html("<title>Fine</title>").after(Duration::from_millis(30));
    let urls: Vec<String> = (0..6).map(|n| format!("http://strong.example/{n}")).collect();
    let web = urls.iter().fold(Web::new(), |web, url| web.page(url, fine()));
    let web = web.page("http://slow.example/0", fine()).page("http://slow.example/1", fine()).start();
    let own = |interval, concurrency, skip| HostSettings { interval, concurrency, skip };
    let hosts = [
        ("strong.example".to_owned(), own(None, Some(6), false)),
        ("slow.example".to_owned(), own(Some(Duration::from_millis(300)), None, false)),
        ("skipped.example".to_owned(), own(None, None, true)),
    ];
    let mut all: Vec<&str> = urls.iter().map(String::as_str).collect();
    all.extend(["http://slow.example/0", "http://slow.example/1", "http://skipped.example/"]);
    let (_, seen) = run(&all, &Settings { hosts: hosts.into(), ..settings(&web) });
    assert!((3..=6).contains(&web.most_at_once("strong.example")), "{}", web.most_at_once("strong.example"));
    let slow: Vec<Instant> =
        web.log().iter().filter(|asked| asked.host == "slow.example").map(|asked| asked.at).collect();
    assert!(slow[1] - slow[0] > Duration::from_millis(200));
    assert_eq!((seen[8].outcome, seen[8].cause), (Outcome::NotAsked, Some(Cause::Excluded)));
}

/// 3 hosts with many links each: the most at once of each is never more than its limit, and the order of the links
/// makes no difference to what is asked.
#[test]
fn no_host_ever_sees_more_than_its_limit() {
    let delay = Duration::from_millis(2);
    let urls: Vec<String> =
        (0..3).flat_map(|host| (0..60).map(move |n| format!("https://host{host}.example/{n}"))).collect();
    for shuffled in [false, true] {
        let web = urls.iter().fold(Web::new(), |web, url| web.page(url, Answer::html("").after(delay))).start();
        let mut order: Vec<&str> = urls.iter().map(String::as_str).collect();
        if shuffled {
            order.sort_by_key(|url| url.bytes().rev().collect::<Vec<_>>());
        }
        run(&order, &settings(&web));
        assert_eq!(web.log().len(), urls.len());
        for host in 0..3 {
            assert_eq!(web.most_at_once(&format!("host{host}.example")), 2, "shuffled: {shuffled}");
        }
        assert!(web.most_at_once("*") > 3, "the hosts wait for each other: {}", web.most_at_once("*"));
    }
}

#[test]
fn connections_are_used_again_even_where_the_rest_of_a_page_is_not_read() {
    let title = "Wells run dry in the eastern valley";
    let page = |n: usize, filler: usize| {
        format!("<head><title>{title} {n}</title></head><body><h1>Other</h1>{}", "word ".repeat(filler))
    };
    for (filler, expected) in [(4000, 1), (60_000, 6)] {
        let urls: Vec<String> = (0..6).map(|n| format!("https://news.example/{n}")).collect();
        let web =
            urls.iter().enumerate().fold(Web::new(), |web, (n, url)| web.page(url, Answer::html(page(n, filler))));
        let web = web.start();
        let mut sources = sources(&urls.iter().map(String::as_str).collect::<Vec<_>>());
        let settled = |_: usize, _: &str, page: &Page| page.titles.iter().any(|fact| fact.value.starts_with(title));
        let settings = Settings { host_concurrency: 1, ..settings(&web) };
        observe(&mut sources, &|_| true, &settled, &settings, &Told::default()).unwrap();
        for source in sources {
            let seen = source.observation.unwrap();
            assert_eq!((seen.read_to, seen.page.unwrap().text.len()), (Some(ReadTo::Head), 0));
        }
        let mut connections: Vec<usize> = web.log().iter().map(|asked| asked.connection).collect();
        connections.sort_unstable();
        connections.dedup();
        assert_eq!(connections.len(), expected, "{filler} words");
    }
}

/// The requests that close their connections are the last of their hosts, and only where there are many hosts.
#[test]
fn of_many_hosts_each_is_told_when_it_is_done_with() {
    let urls: Vec<String> =
        (0..4).flat_map(|host| (0..3).map(move |n| format!("http://host{host}.example/{n}"))).collect();
    for (concurrency, expected) in [(3, 4), (4, 0)] {
        let web = urls.iter().fold(Web::new(), |web, url| web.page(url, Answer::html(""))).start();
        let settings = Settings { concurrency, host_concurrency: 1, ..settings(&web) };
        run(&urls.iter().map(String::as_str).collect::<Vec<_>>(), &settings);
        let log = web.log();
        let closed = |asked: &&Asked| asked.headers.get("connection").is_some_and(|value| value == "close");
        let closed: Vec<&str> = log.iter().filter(closed).map(|asked| asked.url.as_str()).collect();
        assert_eq!(closed.len(), expected, "{closed:?}");
        assert!(closed.iter().all(|url| url.ends_with("/2")), "{closed:?}");
    }
}

#[test]
fn a_page_is_read_in_full_unless_its_head_settles_what_is_cited() {
    let source = format!("<head><title>One</title></head><h1>Two</h1><p>{}", "word ".repeat(2000));
    for (wanted, read_to, text) in
        [("One", ReadTo::Head, false), ("Two", ReadTo::End, false), ("No", ReadTo::End, true)]
    {
        let web = Web::new().page(PAGE, Answer::html(source.clone())).start();
        let mut sources = sources(&[PAGE]);
        let settled = |_: usize, _: &str, page: &Page| page.titles.iter().any(|fact| fact.value == wanted);
        observe(&mut sources, &|_| true, &settled, &settings(&web), &Told::default()).unwrap();
        let seen = sources.remove(0).observation.unwrap();
        let page = seen.page.unwrap();
        assert_eq!((seen.read_to, page.text.is_empty()), (Some(read_to), !text), "{wanted}");
        assert_eq!(page.text_length.is_some(), read_to == ReadTo::End);
    }
    // Nobody cites it, so nobody will look for anything in its text.
    let web = Web::new().page(PAGE, Answer::html(source)).start();
    let mut sources = sources(&[PAGE]);
    sources[0].cited = false;
    observe(&mut sources, &|_| true, &|_, _, _| false, &settings(&web), &Told::default()).unwrap();
    assert!(sources[0].observation.as_ref().unwrap().page.as_ref().unwrap().text.is_empty());
}

#[test]
fn cookies_go_back_where_they_come_from_and_nowhere_else() {
    let first = Answer::redirect(302, PAGE).header("Set-Cookie", "seen=1; Path=/; Secure; HttpOnly");
    let web = Web::new()
        .sequence(PAGE, [first, Answer::redirect(302, "https://other.example/b")])
        .page("https://other.example/b", Answer::html("<title>Here</title>"))
        .start();
    let seen = see_with(PAGE, &settings(&web));
    let cookies: Vec<_> = web.log().iter().map(|asked| asked.headers.get("cookie").cloned()).collect();
    assert_eq!(cookies, [None, Some("seen=1".to_owned()), None]);
    assert_eq!((seen.status, seen.hops.len()), (Some(200), 2));
}

#[test]
fn secrets_are_kept_from_a_host_that_cannot_be_verified() {
    let web = Web::new()
        .flawed("news.example", crate::support::web::Flaw::Expired)
        .page(PAGE, Answer::html("<title>Here</title>"))
        .start();
    let header = "news.example=X-Key: s3cret".parse().unwrap();
    let seen = see_with("https://me:mine@news.example/a", &Settings { headers: vec![header], ..settings(&web) });
    let log = web.log();
    assert_eq!((log.len(), log[0].headers.get("x-key"), log[0].headers.get("authorization")), (1, None, None));
    assert_eq!((seen.outcome, seen.cause, seen.status), (Outcome::Unreachable, Some(Cause::Tls), Some(200)));
    assert_eq!(seen.page.unwrap().titles[0].value, "Here");
}
