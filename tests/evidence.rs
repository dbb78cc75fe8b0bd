//! What is kept of the web: records, and what comes of judging by them.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use regex::Regex;

use crate::support::golden;
use crate::support::isnad::isnad;
use crate::support::sample::{self, Report};
use crate::support::web::{Answer, Running, Web};

/// Runs `isnad check` in a directory and gives what it writes to stdout.
fn check(directory: &Path, args: &[&str]) -> String {
    let output = isnad(directory).args(["check", "--quiet", "--report", "json=-"]).args(args).output().unwrap();
    assert!(matches!(output.status.code(), Some(0 | 1 | 3)), "{args:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The options that make the program ask this web and wait for nothing.
fn asking(web: &Running) -> Vec<String> {
    let hasty = ["--host-interval", "0", "--timeout", "5s", "--retries", "2"];
    web.arguments().into_iter().chain(hasty.map(str::to_owned)).collect()
}

/// A report without what differs from run to run.
fn undated(json: &str) -> String {
    let time = Regex::new(r#""(started|finished)": "[^"]*""#).unwrap();
    time.replace_all(json, r#""$1": """#).into_owned()
}

/// A report without what differs between the web and a record of it.
fn unrecorded(json: &str) -> String {
    let differs =
        Regex::new(r#""(started|finished|mode|network|now|at|fetched_at|elapsed_ms)": ("[^"]*"|\d+)"#).unwrap();
    differs.replace_all(json, r#""$1": """#).into_owned()
}

#[test]
fn the_record_of_the_samples_is_the_one_that_is_made_of_their_web() {
    let record = sample::record();
    assert!(record.len() < 60_000, "{} bytes", record.len());
    if fs::read(sample::path()).ok().as_ref() != Some(&record) {
        assert!(golden::bless(), "reports/sample.warc.gz is another: `ISNAD_BLESS=1 cargo test` writes it");
        fs::write(sample::path(), record).unwrap();
    }
}

#[test]
fn a_record_says_what_the_web_said_and_says_it_twice() {
    let directory = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::copy(root.join("reports/street-trees.md"), directory.path().join("street-trees.md")).unwrap();
    for file in ["run.warc.gz", "run.warc"] {
        let web = sample::web(Report::StreetTrees).start();
        let asking = asking(&web);
        let mut args = vec!["street-trees.md", "--record", file];
        args.extend(asking.iter().map(String::as_str));
        let live = check(directory.path(), &args);
        web.finish();
        let replay = || check(directory.path(), &["street-trees.md", "--replay", file]);
        let (first, second) = (replay(), replay());
        assert_eq!(undated(&first), undated(&second));
        assert_eq!(unrecorded(&live), unrecorded(&first));
        let now = jiff::Timestamp::now().to_string();
        assert!(first.contains(r#""mode": "replay""#) && first.contains(&format!(r#""now": "{}""#, &now[..10])));
    }
}

const DOCUMENT: &str = "One.[^1] Two.[^2] Three.[^3] Four.[^4] Five.[^5] Six.[^6]\n\n\
    [^1]: \"The dam that was never finished\", The Valley Herald, 4 May 2021, http://me:mine@herald.example/dam\n\
    [^2]: \"A river, a valley and its people\", 5 May 2021, https://secure.example/river\n\
    [^3]: \"Nobody is here\", 2021, https://gone.example/x\n\
    [^4]: \"A long report on the water of the plain\", 2021, https://long.example/report\n\
    [^5]: \"Broken off\", 2021, http://broken.example/\n\
    [^6]: \"Noise\", 2021, http://noise.example/\n";

/// A web with redirects, second looks, TLS, secrets, compressed, truncated and failing answers.
fn all_sorts() -> Web {
    let page = |title: &str| Answer::html(format!("<title>{title}</title><p>Words and words."));
    let noise: String =
        (0..400_000_u32).map(|n| char::from(b'a' + (n.wrapping_mul(2_654_435_761) >> 27) as u8 % 26)).collect();
    Web::new()
        .page("http://herald.example/dam", Answer::redirect(301, "//me:theirs@herald.example/2020/dam"))
        .page("http://herald.example/2020/dam", Answer::redirect(301, "https://you:yours@herald.example/2021/dam"))
        .page(
            "https://herald.example/2021/dam",
            page("The dam that was never finished").gzip().header("Set-Cookie", "id=c00kie").header("X-Fine", "é"),
        )
        .page("https://secure.example/river", page("A river, a valley and its people").header("Transfer-Encoding", ""))
        .sequence("https://gone.example/x", [Answer::status(404).body("gone"), Answer::status(404).body("still gone")])
        .page(
            "https://long.example/report",
            Answer::html(format!("<title>A long report</title><p>{}", noise.repeat(8))),
        )
        .page("http://broken.example/", page("Broken off").that_breaks_off())
        .page("http://noise.example/", Answer::noise())
}

/// Records a run on all sorts of answers in `run.warc.gz` of a directory, and gives its report.
fn recorded(directory: &Path) -> String {
    fs::write(directory.join("all.md"), DOCUMENT).unwrap();
    let web = all_sorts().start();
    let asking = asking(&web);
    let mut args = vec!["all.md", "--record", "run.warc.gz", "--header", "secure.example=X-Key: s3cret"];
    args.extend(asking.iter().map(String::as_str));
    check(directory, &args)
}

#[test]
fn all_sorts_of_answers_are_replayed_and_no_secret_is_kept() {
    let directory = tempfile::tempdir().unwrap();
    let live = recorded(directory.path());
    let replayed = check(directory.path(), &["all.md", "--replay", "run.warc.gz"]);
    assert_eq!(unrecorded(&live), unrecorded(&replayed));
    for expected in [r#""read_to": "cap""#, r#""cause": "protocol""#, r#""attempts": 2"#, r#""status": 301"#] {
        assert!(replayed.contains(expected), "{expected}");
    }
    let mut plain = String::new();
    let packed = fs::File::open(directory.path().join("run.warc.gz")).unwrap();
    let mut bytes = Vec::new();
    std::io::copy(&mut flate2::read::MultiGzDecoder::new(packed), &mut bytes).unwrap();
    plain.push_str(&String::from_utf8_lossy(&bytes));
    assert!(plain.contains("WARC-Truncated: length") && plain.contains("WARC-Truncated: disconnect"));
    let secrets = ["mine", "yours", "theirs", "s3cret", "c00kie", "bWU6bWluZQ", "uthorization"];
    for secret in secrets {
        assert!(!plain.to_lowercase().contains(&secret.to_lowercase()), "{secret} is in the record");
    }
}

#[test]
fn what_is_not_in_a_record_is_unchecked() {
    let directory = tempfile::tempdir().unwrap();
    recorded(directory.path());
    let other = "One.[^1]\n\n[^1]: \"Another\", 2021, https://other.example/x\n";
    fs::write(directory.path().join("other.md"), other).unwrap();
    let report = check(directory.path(), &["other.md", "--replay", "run.warc.gz"]);
    for expected in [r#""verdict": "unchecked""#, r#""outcome": "not_asked""#, r#""cause": "not_recorded""#] {
        assert!(report.contains(expected), "{expected}: {report}");
    }
}

/// Each record of `tests/warc` was made by the program it is named after, of pages of our own; what is seen of it
/// stands beside it.
#[test]
fn records_that_other_programs_write_are_replayed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/warc");
    let names = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut records: Vec<_> = names.filter(|name| name.contains(".warc")).collect();
    records.sort();
    assert!(records.len() >= 6, "{records:?}");
    for record in records {
        let report = check(&folder, &["cited.md", "--replay", &record]);
        let (stem, _) = record.split_once('.').unwrap();
        golden::compare(&folder.join(format!("{stem}.seen")), &seen(&report));
    }
}

/// What was seen of each source, a line each, and what became of each citation.
fn seen(report: &str) -> String {
    let report: serde_json::Value = serde_json::from_str(report).unwrap();
    let mut lines = String::new();
    for source in report["sources"].as_array().unwrap() {
        let hops = source["hops"].as_array().unwrap().len();
        let words = ["url", "outcome", "cause", "status", "read_to", "attempts", "title"].map(|key| &source[key]);
        lines.extend(words.map(|word| format!("{word} ")));
        writeln!(lines, "after {hops} hops").unwrap();
    }
    for note in report["documents"][0]["notes"].as_array().unwrap() {
        writeln!(lines, "{} {}", note["number"], note["citations"][0]["verdict"]).unwrap();
    }
    lines
}

/// `warcio check` says of every record whether its digests hold.
#[test]
#[ignore = "needs warcio"]
fn other_programs_find_no_fault_in_a_record() {
    let directory = tempfile::tempdir().unwrap();
    recorded(directory.path());
    for record in [directory.path().join("run.warc.gz"), sample::path()] {
        let output = std::process::Command::new("warcio").args(["check", "-v"]).arg(&record).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && said.contains("digest pass") && !said.contains("fail"), "{said}");
        let output =
            std::process::Command::new("warcio").args(["index", "-f", "warc-type"]).arg(&record).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && said.lines().count() > 10, "{said}");
    }
}
