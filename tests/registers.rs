//! What others than the cited sites say of sources: archives of copies, and the register of DOIs.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::isnad::isnad;
use crate::support::web::{Answer, Running, Web};

fn run(directory: &Path, web: &Running, more: &[&str]) -> Value {
    let args = ["check", "cites.md", "-q", "--report", "json=-", "--host-interval", "0", "--retries", "0"];
    let output = isnad(directory).args(args).args(web.arguments()).args(more).output().unwrap();
    assert!(matches!(output.status.code(), Some(0 | 1)), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

const LOOKUP: [&str; 6] =
    ["--archive", "lookup", "--archive-endpoint", "http://archive.example/", "--archive-interval", "0"];

/// What the CDX service is asked for a URL of `a.example`.
fn question(path: &str, near: &str) -> String {
    let when = if near.is_empty() {
        "fastLatest=true&limit=-1".to_owned()
    } else {
        format!("closest={near}&sort=closest&limit=1")
    };
    format!(
        "http://archive.example/cdx/search/cdx?url=http%3A%2F%2Fa.example%2F{path}&output=json\
         &fl=timestamp%2Coriginal%2Cstatuscode&filter=statuscode%3A200&{when}"
    )
}

fn rows(path: &str, timestamp: &str) -> Answer {
    let rows = format!(
        "[[\"timestamp\",\"original\",\"statuscode\"],\n[\"{timestamp}\",\"http://a.example/{path}\",\"200\"]]"
    );
    Answer::bytes("application/json", rows)
}

const GONE: &str = "One.[^1] Two.[^2] Three.[^3] Four.[^4] Five.[^5] Six.[^6]\n\n\
    [^1]: \"The dam that was never finished\", The Valley Herald, 4 May 2021, http://a.example/dam\n\
    [^2]: \"A river and its people\", 4 May 2021, http://a.example/river, accessed 9 June 2022\n\
    [^3]: \"Nobody kept it\", http://a.example/nobody\n\
    [^4]: \"Nobody says\", http://a.example/silent\n\
    [^5]: \"The archive is down\", http://a.example/down\n\
    [^6]: \"Here\", http://a.example/here\n";

/// A web in which five pages of `a.example` are gone or another, and what an archive says of them.
fn archive() -> Web {
    let gone = || Answer::status(404);
    let dam = "<title>The dam that was never finished</title><meta property=article:published_time content=2021-05-04>";
    Web::new()
        .page("http://a.example/dam", gone())
        .page("http://a.example/river", Answer::html("<title>Ten recipes for apricots and honey</title><p>Stone them."))
        .page("http://a.example/nobody", gone())
        .page("http://a.example/silent", gone())
        .page("http://a.example/down", gone())
        .page("http://a.example/here", Answer::html("<title>Here</title>"))
        .page(&question("dam", "20210504"), rows("dam", "20210506101112"))
        .page("http://archive.example/web/20210506101112id_/http://a.example/dam", Answer::html(dam))
        .page(&question("river", "20220609"), rows("river", "20220601000000"))
        .page("http://archive.example/web/20220601000000id_/http://a.example/river", Answer::status(503))
        .page(&question("nobody", ""), Answer::bytes("application/json", "[]"))
        .page(&question("silent", ""), Answer::bytes("application/json", ""))
        .page(&question("down", ""), Answer::status(429))
}

#[test]
fn the_copy_nearest_to_the_cited_date_is_found_and_read() {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("cites.md"), GONE).unwrap();
    let web = archive().start();
    let options = [&LOOKUP[..], &["--cache", "cache.sqlite", "--record", "run.warc.gz"]].concat();
    let live = run(directory.path(), &web, &options);
    let copies = |report: &Value| -> Vec<Value> {
        report["sources"].as_array().unwrap().iter().map(|source| source["archived"].clone()).collect()
    };
    let found = copies(&live);
    assert_eq!(found[0]["url"], "http://archive.example/web/20210506101112/http://a.example/dam");
    assert_eq!(
        (&found[0]["at"], &found[0]["title"]),
        (&"2021-05-06T10:11:12Z".into(), &"The dam that was never finished".into())
    );
    assert_eq!((&found[1]["at"], &found[1]["title"]), (&"2022-06-01T00:00:00Z".into(), &Value::Null));
    assert!(found[2..].iter().all(Value::is_null), "{found:?}");
    let help = live["findings"][0]["help"].as_str().unwrap();
    assert!(help.contains("http://archive.example/web/20210506101112/"), "{help}");

    let replayed = run(directory.path(), &web, &[&LOOKUP[..4], &["--replay", "run.warc.gz"]].concat());
    assert_eq!(copies(&replayed), found);

    let asked = |path: &str, near: &str| web.asked(&question(path, near)).len();
    let options = [&LOOKUP[..], &["--cache", "cache.sqlite"]].concat();
    assert_eq!(copies(&run(directory.path(), &web, &options)), found);
    let counts = [asked("dam", "20210504"), asked("nobody", ""), asked("silent", ""), asked("down", "")];
    assert_eq!(counts, [1, 1, 2, 2], "copies and their absence are remembered; what was not told is asked again");
}

#[test]
fn an_archive_is_asked_only_where_the_reader_wants_that_and_at_its_pace() {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("cites.md"), "One.[^1]\n\n[^1]: \"Gone\", http://a.example/gone\n").unwrap();
    let web = Web::new().page("http://a.example/gone", Answer::status(404)).start();
    run(directory.path(), &web, &[]);
    web.finish();

    let paths = ["one", "two", "three", "four", "five"];
    let notes = paths.map(|path| format!("Said.[^{path}]\n\n[^{path}]: \"Gone\", http://a.example/{path}\n\n"));
    fs::write(directory.path().join("cites.md"), notes.concat()).unwrap();
    let web =
        paths.iter().fold(Web::new(), |web, path| web.page(&format!("http://a.example/{path}"), Answer::status(404)));
    let none = || Answer::bytes("application/json", "[]");
    let web = paths.iter().fold(web, |web, path| web.page(&question(path, ""), none())).start();
    let started = Instant::now();
    run(directory.path(), &web, &[&LOOKUP[..5], &["300ms"]].concat());
    let times: Vec<_> =
        web.log().into_iter().filter(|asked| asked.host == "archive.example").map(|asked| asked.at).collect();
    assert_eq!(times.len(), 5);
    // The server's clock reads a request somewhat after the client's has started it.
    let slack = Duration::from_millis(120);
    assert!(times.windows(2).all(|pair| pair[1] - pair[0] + slack >= Duration::from_millis(300)), "{times:?}");
    assert!(started.elapsed() >= Duration::from_millis(1200));
    web.finish();

    let web =
        paths.iter().fold(Web::new(), |web, path| web.page(&format!("http://a.example/{path}"), Answer::status(404)));
    let web = paths.iter().fold(web, |web, path| web.spare(&question(path, ""), Answer::status(503))).start();
    run(directory.path(), &web, &LOOKUP);
    let asked = web.log().iter().filter(|asked| asked.host == "archive.example").count();
    assert_eq!(asked, 3, "an archive that is down is left alone");
}

const DOI: &str = "https://doi.org/10.5555/wells.2021";

const CITED: &str = "One.[^1]\n\n[^1]: Dara Okafor, \"A short history of wells\", Journal of Water, 4 May 2021, https://doi.org/10.5555/wells.2021\n";

fn csl() -> Answer {
    let csl = r#"{"title":"A short history of wells","container-title":"Journal of Water","publisher":"Estuary Press",
        "issued":{"date-parts":[[2021,5,4]]},"author":[{"given":"Dara","family":"Okafor"}]}"#;
    Answer::bytes("application/vnd.citationstyles.csl+json", csl)
}

#[test]
fn a_wall_before_a_works_page_is_no_obstacle() {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("cites.md"), CITED).unwrap();
    let landing = "https://journal.example/wells";
    let there = || Answer::redirect(302, landing);
    let register = || Answer::redirect(302, "https://register.example/wells.json");
    let wall = Answer::status(403).header("cf-mitigated", "challenge");
    let page = Answer::html("<title>A short history of wells</title><p>Read it here.");
    let handle = |code: u8| Answer::bytes("application/json", format!("{{\"responseCode\":{code}}}"));
    let base = || Web::new().spare("https://register.example/wells.json", csl());
    let asked_about = "https://doi.org/api/handles/10.5555/wells.2021";
    let cases: [(&str, Web, &str, &str); 5] = [
        ("a wall", base().sequence(DOI, [there(), register()]).page(landing, wall.clone()), "verified", "doi-metadata"),
        (
            "no connection",
            base().sequence(DOI, [there(), register()]).page(landing, Answer::reset()),
            "verified",
            "doi-metadata",
        ),
        ("a page", base().sequence(DOI, [there(), register()]).page(landing, page), "verified", "doi-metadata"),
        (
            "gone all the same",
            base().sequence(DOI, [there(), there(), register()]).page(landing, Answer::status(404)),
            "dead",
            "doi-registered",
        ),
        ("no such work", base().page(DOI, Answer::status(404)).page(asked_about, handle(100)), "dead", "doi-unknown"),
    ];
    for (name, web, verdict, mark) in cases {
        let web = web.start();
        let live = run(directory.path(), &web, &["--record", "run.warc.gz"]);
        let replayed = run(directory.path(), &web, &["--replay", "run.warc.gz"]);
        for report in [live, replayed] {
            let source = &report["sources"][0];
            let citation = &report["documents"][0]["notes"][0]["citations"][0];
            assert_eq!(
                (&citation["verdict"], &source["marks"][0]["mark"]),
                (&verdict.into(), &mark.into()),
                "{name}: {source}"
            );
            if verdict == "verified" {
                assert_eq!(source["title_from"], "doi.org csl title", "{name}");
                assert_eq!(
                    (&source["date"], &source["date_from"]),
                    (&"2021-05-04".into(), &"doi.org csl issued".into())
                );
                assert_eq!(
                    (&source["publisher"], &source["author"]),
                    (&"Journal of Water".into(), &"Dara Okafor".into())
                );
            }
        }
    }
}

#[test]
fn every_way_to_write_a_doi_is_replayed_as_it_was_seen() {
    let directory = tempfile::tempdir().unwrap();
    let landing = "https://journal.example/wells";
    for written in ["http://doi.org/10.5555/wells.2021", "https://dx.doi.org/10.5555/wells.2021"] {
        fs::write(directory.path().join("cites.md"), CITED.replace(DOI, written)).unwrap();
        let web = Web::new()
            .page(written, Answer::redirect(301, DOI))
            .sequence(DOI, [Answer::redirect(302, landing), Answer::redirect(302, "https://register.example/w.json")])
            .page("https://register.example/w.json", csl())
            .page(landing, Answer::status(403))
            .start();
        let live = run(directory.path(), &web, &["--record", "run.warc.gz"]);
        let replayed = run(directory.path(), &web, &["--replay", "run.warc.gz"]);
        for report in [live, replayed] {
            assert_eq!(report["sources"][0]["marks"][0]["mark"], "doi-metadata", "{written}");
        }
    }
}

#[test]
fn a_silent_register_changes_nothing() {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("cites.md"), CITED).unwrap();
    let landing = "https://journal.example/wells";
    let web = Web::new()
        .sequence(DOI, [Answer::redirect(302, landing), Answer::status(406)])
        .page(landing, Answer::html("<title>A short history of wells</title>"))
        .page("https://doi.org/api/handles/10.5555/wells.2021", Answer::status(500))
        .start();
    let report = run(directory.path(), &web, &[]);
    let source = &report["sources"][0];
    assert_eq!(source["title_from"], "title");
    let marks = source["marks"].as_array().unwrap();
    assert!(marks.iter().all(|mark| !mark["mark"].as_str().unwrap().starts_with("doi")), "{marks:?}");
    assert_eq!(report["documents"][0]["notes"][0]["citations"][0]["verdict"], "verified");
}
