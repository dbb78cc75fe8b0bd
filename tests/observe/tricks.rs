//! Sites that try to get more asked, or less told, than they should.

use std::time::{Duration, Instant};

use isnad::model::{Cause, Observation, Outcome, Page, ReadTo, TlsFault};
use isnad::observe::{HostSettings, Settings, observe};

use super::{PAGE, Told, see, see_with, settings, sources};
use crate::support::web::{Answer, Flaw, Web};

fn refresh(to: &str) -> Answer {
    Answer::html(format!("<meta http-equiv=refresh content='0;url={to}'><p>moved"))
}

/// What is seen where a title settles what is cited.
fn see_cited(web: Web, title: &str) -> Observation {
    let web = web.start();
    let mut sources = sources(&[PAGE]);
    let settled = |_: usize, _: &str, page: &Page| page.titles.iter().any(|found| found.value == title);
    observe(&mut sources, &|_| true, &settled, &settings(&web), &Told::default()).unwrap();
    *sources.remove(0).observation.unwrap()
}

#[test]
fn a_host_to_be_skipped_is_skipped_however_it_is_come_to() {
    let ways = [
        Web::new().page(PAGE, Answer::redirect(302, "http://skipped.example/x")),
        Web::new().page(PAGE, Answer::redirect(302, "https://skipped.example.:8443/x")),
        Web::new().page(PAGE, refresh("http://skipped.example/x")),
    ];
    let hosts = [("skipped.example".to_owned(), HostSettings { skip: true, ..HostSettings::default() })];
    for web in ways {
        let web = web.start();
        let settings = Settings { hosts: hosts.clone().into(), ..settings(&web) };
        let seen = see_with(PAGE, &settings);
        assert_eq!((seen.outcome, seen.cause), (Outcome::NotAsked, Some(Cause::Excluded)), "{seen:?}");
        web.finish();
    }
    let web = Web::new().start();
    let seen = see_with("http://skipped.example./x", &Settings { hosts: hosts.into(), ..settings(&web) });
    assert_eq!((seen.outcome, seen.cause), (Outcome::NotAsked, Some(Cause::Excluded)));
}

#[test]
fn a_page_that_is_gone_stays_gone_wherever_it_sends_its_readers() {
    let web = Web::new().page(PAGE, refresh("/latest").with_status(404)).start();
    let seen = see(&web, PAGE);
    assert_eq!((seen.status, seen.looks.len(), seen.hops.len()), (Some(404), 2, 0));
}

#[test]
fn a_host_with_a_bad_certificate_sends_its_readers_nowhere() {
    let web = Web::new().flawed("news.example", Flaw::Expired).page(PAGE, refresh("https://other.example/b")).start();
    let seen = see(&web, PAGE);
    assert_eq!((seen.outcome, seen.cause), (Outcome::Unreachable, Some(Cause::Tls)), "{seen:?}");
    assert_eq!((seen.tls, seen.final_url.as_deref()), (Some(TlsFault::Expired), Some(PAGE)));
}

#[test]
fn a_page_hands_out_no_credentials() {
    let web = Web::new()
        .page(PAGE, refresh("https://user:word@other.example/b"))
        .page("https://other.example/b", Answer::html("<link rel=canonical href=https://a:b@other.example/c>"))
        .start();
    let seen = see(&web, PAGE);
    assert!(web.log().iter().all(|asked| !asked.headers.contains_key("authorization")));
    assert_eq!(seen.final_url.as_deref(), Some("https://other.example/b"));
    assert_eq!(seen.page.unwrap().canonical.as_deref(), Some("https://other.example/c"));
}

#[test]
fn a_body_that_is_of_no_use_is_not_waited_for() {
    let drip = Answer::redirect(302, "/b").body("word ".repeat(2000)).that_drips(Duration::from_millis(20));
    let page = Answer::html("<title>Wells run dry</title>");
    let web = Web::new().page(PAGE, drip).page("https://news.example/b", page).start();
    let started = Instant::now();
    assert_eq!(see(&web, PAGE).status, Some(200));
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
}

#[test]
fn a_head_that_says_both_is_not_enough() {
    let body = format!("<body><h1>Page not found</h1><p>{}", "word ".repeat(2000));
    let head = |title: &str| {
        format!("<html><head><title>{title}</title><meta property='og:title' content='Wells run dry'></head>{body}")
    };
    for (title, read_to, marked) in
        [("Page not found", ReadTo::End, true), ("صفحه یافت نشد", ReadTo::End, true), ("Reed", ReadTo::Head, false)]
    {
        let seen = see_cited(Web::new().page(PAGE, Answer::html(head(title))), "Wells run dry");
        let marks: Vec<&str> = seen.marks.iter().map(|mark| mark.mark).collect();
        assert_eq!((seen.read_to, marks.contains(&"not-found-title")), (Some(read_to), marked), "{title}: {marks:?}");
    }
}

#[test]
fn two_types_in_one_header_are_read_as_the_first() {
    let web =
        Web::new().page(PAGE, Answer::bytes("text/html, text/html; charset=utf-8", "<title>Şehir</title>")).start();
    let seen = see(&web, PAGE);
    assert_eq!(seen.content_type.as_deref(), Some("text/html"));
    assert_eq!(seen.page.unwrap().titles[0].value, "Şehir");
}

#[test]
fn this_machine_is_not_asked_through_a_proxy_either() {
    let web = Web::new().start();
    let proxy = Some(format!("http://{}", web.address()));
    let settings = Settings { proxy, resolve: Vec::new(), ..settings(&web) };
    for url in ["http://localhost/", "http://LOCALHOST./", "http://admin.localhost:8080/"] {
        let seen = see_with(url, &settings);
        assert_eq!((seen.outcome, seen.cause), (Outcome::Refused, Some(Cause::Guard)), "{url}");
    }
    web.finish();
}
