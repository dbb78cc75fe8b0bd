//! The first user's document against a web that answers for all of it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{Run, check, check_at, findings, timeless, verdicts};
use crate::support::golden;
use crate::support::web::{Answer, Running, Web};

const DOCUMENT: &str = "first-user.txt";

/// One block of `first-user.answers`.
struct Block {
    /// `7.1 dead: the page is gone`; `-` for a page that no citation names.
    verdict: String,
    url: Option<String>,
    answer: Option<Answer>,
}

fn home() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check")
}

fn blocks() -> Vec<Block> {
    let table = fs::read_to_string(home().join("first-user.answers")).unwrap();
    let blocks = table.split("\n\n").filter(|block| !block.starts_with('#'));
    blocks.map(|block| Block::parse(block.trim())).collect()
}

impl Block {
    fn parse(text: &str) -> Self {
        let (verdict, fields) = text.split_once('\n').unwrap_or((text, ""));
        let field = |name: &str| {
            let value = fields.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
            value.map(str::to_owned)
        };
        let page = |name: &str| field(name).unwrap_or_default();
        let answer = field("answer").map(|how| match how.split_once(' ') {
            Some((status, location)) => Answer::redirect(status.parse().unwrap(), location),
            None => match how.parse() {
                Ok(status) => Answer::status(status),
                Err(_) => answer(&how, [&page("title"), &page("site"), &page("date"), &page("lang")]),
            },
        });
        Self { verdict: verdict.to_owned(), url: field("url"), answer }
    }
}

/// A page that says its title, its site and its date in one of the ways in which pages do.
fn answer(how: &str, [title, site, date, lang]: [&str; 4]) -> Answer {
    let head = match how {
        "og" => format!(
            "<title>{site}</title><meta property='og:title' content=\"{title}\"><meta property='og:site_name' \
             content=\"{site}\"><meta property='article:published_time' content='{date}T09:30:00+03:00'>"
        ),
        "json-ld" => format!(
            "<title>{title} - {site}</title><script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\
             \"headline\":\"{title}\",\"datePublished\":\"{date}\",\"publisher\":{{\"name\":\"{site}\"}}}}</script>"
        ),
        "title" => format!("<title>{title} | {site}</title><meta name='date' content='{date}'>"),
        "h1" | "windows-1256" => format!("<title>{site}</title>"),
        other => panic!("no such way to say a title: {other}"),
    };
    let heading = match how {
        "h1" | "windows-1256" => format!("<h1>{title}</h1><time datetime='{date}'>{date}</time>"),
        _ => String::new(),
    };
    let text = if lang == "ar" {
        "نشرت هذه الصفحة ضمن ملف عن النقل في مدن الساحل. "
    } else {
        "One of our pieces on how the coast travels. "
    };
    let page = format!("<!doctype html><html lang={lang}><head>{head}</head><body>{heading}<p>{}</p>", text.repeat(20));
    // Without a date the elements that would hold it are left out.
    let page = if date.is_empty() { without_dates(&page) } else { page };
    if how == "windows-1256" {
        return Answer::bytes("text/html", encoding_rs::WINDOWS_1256.encode(&page).0.into_owned());
    }
    Answer::html(page)
}

fn without_dates(page: &str) -> String {
    let dates = [
        "<meta property='article:published_time' content='T09:30:00+03:00'>",
        "<meta name='date' content=''>",
        "<time datetime=''></time>",
        "\"datePublished\":\"\",",
    ];
    dates.iter().fold(page.to_owned(), |page, date| page.replace(date, ""))
}

fn web(blocks: Vec<Block>) -> Running {
    let pages = blocks.into_iter().filter_map(|block| Some((block.url?, block.answer?)));
    pages.fold(Web::new(), |web, (url, answer)| web.page(&url, answer)).start()
}

/// What the table says of the citations, and of their URLs.
fn expected(blocks: &[Block]) -> (Vec<String>, Vec<Option<String>>) {
    let cited = blocks.iter().filter(|block| block.verdict != "-");
    cited.map(|block| (block.verdict.clone(), block.url.clone())).unzip()
}

fn urls(report: &Value) -> Vec<Option<String>> {
    let notes = report["documents"][0]["notes"].as_array().unwrap().iter();
    let citations = notes.flat_map(|note| note["citations"].as_array().unwrap());
    citations.map(|citation| citation["url"].as_str().map(str::to_owned)).collect()
}

/// The pages of the citations that go wrong in the table, as they would be if nothing did: the citation, and how its page
/// says its title, site, date and language.
#[rustfmt::skip]
const RIGHT: [(&str, &str, [&str; 4]); 5] = [
    ("7.1", "og", ["خريطة المسار المقترح تمر بسوق الخضار القديم ولا أحد يشرح لماذا", "صحيفة السوق", "2022-05-15", "ar"]),
    ("10.1", "json-ld", ["الصندوق الإقليمي يشترط نقل البضائع لتمويل الخطوط", "وكالة الأفق", "2018-08-28", "ar"]),
    ("12.1", "og", ["Teknik heyetler sahil hattı için sınırda buluşacak", "Kıyı Gazetesi", "2021-09-04", "tr"]),
    ("16.1", "title", ["الحكومة تنفي أن تكون قد أوقفت أو أجّلت أي عقد من عقود السكة الموقعة مع الشركات المحلية", "وزارة النقل", "2022-08-17", "ar"]),
    ("21.1", "h1", ["تسريب من 3 دقيقة مسجلة تكشف نقاش بيع أرض المحطة بين البلدية وثلاثة من المستثمرين", "الشفافية المحلية", "2018-10-18", "ar"]),
];

/// The table, with the pages that go wrong put right, and then some changed.
fn with(changes: Vec<(&str, Answer)>) -> Vec<Block> {
    let right = RIGHT.map(|(id, how, says)| (id, answer(how, says)));
    let mut blocks = blocks();
    for (id, answer) in right.into_iter().chain(changes) {
        let block = blocks.iter_mut().find(|block| block.verdict.split([' ', ':']).next() == Some(id)).unwrap();
        block.answer = Some(answer);
    }
    blocks
}

/// The report on the document, changed by `edit`, against a web.
fn report(blocks: Vec<Block>, edit: impl Fn(String) -> String) -> Value {
    let directory = tempfile::tempdir().unwrap();
    let text = edit(fs::read_to_string(home().join(DOCUMENT)).unwrap());
    fs::write(directory.path().join(DOCUMENT), text).unwrap();
    let web = web(blocks);
    let report = check_at(&web, directory.path(), &[DOCUMENT, "--report", "json=-"]).report();
    web.finish();
    report
}

/// The verdicts of a report but for `verified`, and the few citations that have no page to verify.
fn unverified(report: &Value) -> Vec<String> {
    let open = ["6.1 unlinked", "14.1 unlinked", "23.1 alive"];
    let verdicts = verdicts(report).into_iter();
    verdicts.filter(|v| !v.ends_with(" verified") && !open.iter().any(|open| v.starts_with(open))).collect()
}

#[test]
fn every_right_pair_is_verified() {
    let report = report(with(Vec::new()), |text| text);
    assert_eq!((unverified(&report), findings(&report)), (Vec::new(), Vec::new()));
}

#[test]
fn of_ten_changed_in_ten_ways_just_those_are_found() {
    let gone = "<title>الصفحة غير موجودة - وكالة الميناء</title><h1>الصفحة غير موجودة</h1><p>عذرا";
    let sold = "<title>mizan-eco.example</title><p>This domain is for sale";
    let consent = "<title>Before you continue to Marsa</title><p>We use cookies";
    let mut blocks = with(vec![
        ("1.1", answer("og", ["عشر وصفات شتوية من مطابخ القرى الجبلية البعيدة", "مركز مرسى للدراسات", "", "ar"])),
        ("2.1", Answer::status(404)),
        (
            "3.1",
            answer(
                "og",
                ["Ministers split over the terms of the coastal rail tender", "The Harbour Ledger", "2019-06-02", "en"],
            ),
        ),
        ("4.1", Answer::html(gone)),
        ("8.1", Answer::html(sold)),
        ("9.1", Answer::redirect(302, "https://www.roads-institute.example/")),
        ("13.1", Answer::redirect(302, "https://www.demiryolupostasi.example/uye-girisi")),
        ("15.1", Answer::status(403)),
        ("24.1", Answer::html(consent)),
        ("26.1", Answer::status(410)),
    ]);
    for (url, title) in [
        ("https://www.roads-institute.example/", "معهد الطرق والجسور"),
        ("https://www.demiryolupostasi.example/uye-girisi", "Üye girişi"),
    ] {
        let answer = Some(Answer::html(format!("<title>{title}</title><p>{title}")));
        blocks.push(Block { verdict: "-".to_owned(), url: Some(url.to_owned()), answer });
    }
    let report = report(blocks, |text| text);
    // One kind of date on the page alone is a warning.
    let found = [
        "error title-mismatch 1",
        "error dead-link 2",
        "warning date-mismatch 3",
        "error soft-404 4",
        "error parked-domain 8",
        "error redirected-home 9",
        "info blocked 13",
        "info blocked 15",
        "info blocked 24",
        "error dead-link 26",
    ];
    assert_eq!(findings(&report), found);
    assert_eq!(unverified(&report).len(), 10);
}

#[test]
fn urls_listed_in_another_order_are_put_right() {
    let (_, expected) = expected(&blocks());
    // The first and the last page of the document that list URLs, the first two of each swapped.
    for urls in [&expected[..2], &expected[24..26]] {
        let [Some(first), Some(second)] = urls else { panic!("{urls:?}") };
        let swap = |text: String| text.replace(first, "\u{1}").replace(second, first).replace('\u{1}', second);
        let report = report(with(Vec::new()), swap);
        assert_eq!((unverified(&report), findings(&report)), (Vec::new(), Vec::new()), "{first}");
        assert_eq!(self::urls(&report), expected);
    }
}

const FINDINGS: [&str; 5] = [
    "error dead-link 7",
    "error title-mismatch 10",
    "warning date-mismatch 12",
    "info blocked 16",
    "error dead-link 21",
];

#[test]
fn every_citation_gets_its_verdict() {
    let directory = tempfile::tempdir().unwrap();
    fs::copy(home().join(DOCUMENT), directory.path().join(DOCUMENT)).unwrap();
    let blocks = blocks();
    let (verdict, url) = expected(&blocks);
    assert_eq!((verdict.len(), url.iter().flatten().count()), (27, 25));
    let web = web(blocks);

    let first = check_at(&web, directory.path(), &[DOCUMENT, "--report", "json=-", "--report", "json=saved.json"]);
    let report = first.report();
    assert_eq!(verdicts(&report), verdict);
    assert_eq!(urls(&report), url);
    assert_eq!(findings(&report), FINDINGS);
    assert_eq!(first.code, 1, "{first}");
    assert_eq!(report["exit_code"], 1);
    assert_eq!(report["run"]["network"], "used");
    assert_eq!(first.stderr, "1 document, 26 notes, 27 citations: 3 errors, 1 warning, 1 info\n");
    assert_eq!(fs::read_to_string(directory.path().join("saved.json")).unwrap(), first.stdout);
    every_call_was_needed(&web);

    // The order in which answers come changes nothing.
    let again = check_at(&web, directory.path(), &[DOCUMENT, "--report", "json=-", "--concurrency", "1"]);
    golden_equal(&timeless(&first.stdout), &timeless(&again.stdout));
    web.finish();
}

/// One request for each page, and a second look at what seems gone.
fn every_call_was_needed(web: &Running) {
    for asked in web.log() {
        let looks = if asked.url.contains("souq-daily") || asked.url.contains("local-transparency") { 2 } else { 1 };
        assert_eq!(web.asked(&asked.url).len(), looks, "{}", asked.url);
    }
    assert_eq!(web.log().len(), 25 + 2 + 2);
}

fn golden_equal(first: &str, again: &str) {
    let difference = first.lines().zip(again.lines()).find(|(first, again)| first != again);
    assert_eq!((difference, first.len()), (None, again.len()));
}

#[test]
fn the_screen_is_what_an_editor_is_to_read() {
    let directory = tempfile::tempdir().unwrap();
    fs::copy(home().join(DOCUMENT), directory.path().join(DOCUMENT)).unwrap();
    let web = web(blocks());
    let shown = check_at(&web, directory.path(), &[DOCUMENT, "--fail-on", "never"]);
    assert_eq!((shown.code, shown.stderr.as_str()), (0, ""));
    golden::compare(&home().join("first-user.screen"), &shown.stdout);
}

#[test]
fn what_is_left_open_is_told_from_what_is_wrong() {
    let directory = tempfile::tempdir().unwrap();
    fs::copy(home().join(DOCUMENT), directory.path().join(DOCUMENT)).unwrap();
    let web = web(blocks());
    let unverified = |options: &[&str]| {
        let args = [&[DOCUMENT, "--fail-on-unverified", "--quiet"], options].concat();
        check_at(&web, directory.path(), &args).code
    };
    assert_eq!(unverified(&[]), 1, "errors come first");
    assert_eq!(unverified(&["--fail-on", "never"]), 4, "one source is blocked");
    assert_eq!(unverified(&["--exit-zero"]), 0, "1 becomes 0");
    assert_eq!(unverified(&["--select", "blocked"]), 4);
    assert_eq!(unverified(&["--select", "blocked", "--fail-on", "info"]), 1);
    assert_eq!(unverified(&["--select", "blocked", "--exit-zero"]), 4, "and nothing but 1");
}

/// A network that is not there.
const NOWHERE: &[&str] = &["--resolve", "*=127.0.0.1:1", "--timeout", "5"];

#[test]
fn without_a_network_nothing_is_dead_and_what_needs_none_is_still_found() {
    let directory = tempfile::tempdir().unwrap();
    // The day of a URL's date is not the cited one.
    let text = fs::read_to_string(home().join(DOCUMENT)).unwrap().replace("2021/apr/09", "2021/jun/19");
    fs::write(directory.path().join(DOCUMENT), text).unwrap();
    let alone = check(directory.path(), &[&[DOCUMENT, "--report", "json=-"], NOWHERE].concat());
    let report = alone.report();
    assert_eq!(alone.code, 4, "{alone}");
    assert_eq!((&report["exit_code"], &report["run"]["network"]), (&4.into(), &"absent".into()));
    assert_eq!(findings(&report), ["warning date-mismatch 2"]);
    assert!(verdicts(&report).iter().all(|verdict| verdict.contains("unchecked") || verdict.contains("unlinked")));
    assert_eq!(report["summary"]["verdicts"]["unchecked"], 25);
    let sources = report["sources"].as_array().unwrap();
    assert!(sources.iter().all(|source| source["outcome"] == "not_asked" && source["cause"] == "offline"));

    let message = "there is no network: every source is unchecked, and none is called dead";
    assert!(alone.stderr.starts_with(message), "{alone}");
    for quiet in [&["--color", "never"][..], &["--quiet"]] {
        let shown = check(directory.path(), &[&[DOCUMENT], quiet, NOWHERE].concat());
        assert_eq!((shown.stdout.matches(message).count(), shown.stderr.as_str()), (1, ""), "{shown}");
    }

    // What is wrong is wrong without a network too.
    let strict = check(directory.path(), &[&[DOCUMENT, "--fail-on", "warning"], NOWHERE].concat());
    assert_eq!(strict.code, 1, "{strict}");
}

#[test]
fn offline_the_pairs_are_the_same() {
    let directory = tempfile::tempdir().unwrap();
    fs::copy(home().join(DOCUMENT), directory.path().join(DOCUMENT)).unwrap();
    let offline: Run = check(directory.path(), &[DOCUMENT, "--offline", "--report", "json=-"]);
    let report = offline.report();
    assert_eq!(urls(&report), expected(&blocks()).1);
    let mut numbers = String::new();
    for note in report["documents"][0]["notes"].as_array().unwrap() {
        let callouts = note["callouts"].as_array().unwrap().len();
        write!(numbers, "{}:{callouts} ", note["number"].as_str().unwrap()).unwrap();
    }
    let each_once: String = (1..=26).fold(String::new(), |all, number| format!("{all}{number}:1 "));
    assert_eq!(numbers, each_once);
    assert_eq!((offline.code, findings(&report)), (0, Vec::new()));
}
