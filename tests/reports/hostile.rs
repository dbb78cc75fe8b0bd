//! Whatever a title, a note or a path holds: no report is broken by it, and none acts.

use isnad::judge;
use isnad::lang::Catalogue;
use isnad::model::{Audit, Cause, Fact, Mode, NetworkUse, Observation, Outcome, Page, ReadTo, Report, Run, Sources};
use isnad::report::{Canvas, REPORTERS};
use isnad::{pair, parse, read};
use pulldown_cmark::{Event, Tag};
use serde_json::Value;

/// What pages and documents may hold.
pub(crate) fn texts() -> Vec<String> {
    let mut texts: Vec<String> = [
        "</script><script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "x\n::error::owned",
        "::error file=a::owned",
        "##[error]owned",
        "\u{1b}[2J\u{1b}]0;owned\u{7}\u{9b}31m",
        "\u{1b}]8;;https://bad.example\u{1b}\\click",
        "\u{202e}gpj.exe\u{2066}",
        "=cmd|' /C calc'!A0",
        "@SUM(1)",
        "a\0b",
        "]]> <!-- --> <![CDATA[",
        "| a | b |\n|---|---|\n",
        "```\n# heading\n```",
        "&lt;b&gt; &#x202e; %0A::warning::x",
        "\u{fffe}\u{ffff}\u{feff}\u{fdd0}",
        "بحث \u{200f}عن الماء\u{200e}",
        "$(rm -rf ~) `id` ${IFS}",
    ]
    .map(str::to_owned)
    .to_vec();
    texts.push("م".repeat(1_000_000));
    // Half of a surrogate pair in UTF-16, as it comes out of decoding.
    texts.push(char::decode_utf16([0xd83d, 0x20]).map(|unit| unit.unwrap_or('\u{fffd}')).collect());
    texts
}

/// A document that cites a page of another title in every note; what is hostile is its titles and those of the pages,
/// and its path.
pub(crate) fn report(hostile: &str) -> Report {
    let one_line = hostile.replace(['\n', '\r'], " ");
    let text = format!(
        "Water is short [^1] and dear [^2].\n\n[^1]: “The long story of wells {one_line} and of rivers”, The Valley \
         Herald, 5 May 2021, <https://a.example/story>.\n[^2]: {one_line}, http://user:secret@b.example/x\n"
    );
    let beside = read::Beside::default();
    let document = read::read("case.md", text.as_bytes(), &beside, &read::Settings::default()).unwrap();
    let mut audit = parse::parse(document);
    audit.document.path = format!("a{}.md", hostile.chars().take(200).collect::<String>());
    let mut sources = Sources::default();
    pair::pair(&mut audit, &mut sources);
    for source in sources.as_mut_slice() {
        let title = format!("{hostile} Ten recipes for lamb in spring {hostile}");
        let page = Page { titles: vec![Fact { value: title.into(), found_in: "og:title" }], ..Page::default() };
        source.observation = Some(Box::new(Observation {
            outcome: Outcome::Answered,
            cause: None,
            status: Some(200),
            page: Some(Box::new(page)),
            content_type: Some("text/html".into()),
            read_to: Some(ReadTo::End),
            ..Observation::not_asked(Cause::Offline)
        }));
    }
    let settings = judge::Settings::on(jiff::civil::date(2026, 6, 1));
    let mut audits: Vec<Audit> = vec![audit];
    let findings = judge::judge(&mut audits, &sources, &settings);
    let run = Run {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        started: String::new(),
        finished: String::new(),
        mode: Mode::Online,
        now: "2026-06-01".to_owned(),
        complete: true,
        network: NetworkUse::Used,
    };
    Report { run, audits, sources, findings, exit_code: Some(1) }
}

#[test]
fn no_report_is_broken() {
    let catalogue = Catalogue::new("en");
    let rules = judge::texts();
    for hostile in texts() {
        let report = report(&hostile);
        let case: String = hostile.chars().take(40).collect();
        assert!(!report.findings.is_empty(), "{case:?}");
        let mut json = Vec::new();
        (isnad::report::json::REPORTER.write)(&report, &mut Canvas::plain(&mut json, &catalogue, &rules)).unwrap();
        let saved = isnad::report::json::read(&json, &catalogue).unwrap();
        for reporter in REPORTERS {
            let mut out = Vec::new();
            let canvas = &mut Canvas { hints: true, ..Canvas::plain(&mut out, &catalogue, &rules) };
            (reporter.write)(&report, canvas).unwrap();
            let out = String::from_utf8(out).unwrap();
            let mut again = Vec::new();
            let canvas = &mut Canvas { hints: true, ..Canvas::plain(&mut again, &catalogue, &rules) };
            (reporter.write)(&saved, canvas).unwrap();
            assert!(out.as_bytes() == again, "{}: {case:?} is another when it was saved", reporter.name);
            let what = format!("{}: {case:?}", reporter.name);
            let ends = |c: char| c == '\n' || c == '\r' && reporter.name == "csv";
            let acting = out.chars().find(|&c| (c.is_control() && !ends(c)) || ('\u{202a}'..='\u{202e}').contains(&c));
            assert_eq!(acting, None, "{what}");
            sound(reporter.name, &out, &what, &report);
        }
    }
}

/// Whether a report is still what it is to be.
fn sound(name: &str, out: &str, what: &str, report: &Report) {
    let count = report.findings.len();
    match name {
        "json" | "sarif" | "gitlab" => {
            let value: Value = serde_json::from_str(out).unwrap_or_else(|error| panic!("{what}: {error}"));
            let list = match name {
                "json" => &value["findings"],
                "sarif" => &value["runs"][0]["results"],
                _ => &value,
            };
            assert_eq!(list.as_array().map(Vec::len), Some(count), "{what}");
        }
        "jsonl" | "rdjsonl" => {
            for line in out.lines() {
                assert!(serde_json::from_str::<Value>(line).is_ok(), "{what}: {line}");
            }
        }
        "junit" | "checkstyle" => {
            let parsed = roxmltree::Document::parse(out);
            assert!(parsed.is_ok(), "{what}: {parsed:?}");
        }
        "csv" => {
            for row in csv::Reader::from_reader(out.trim_start_matches('\u{feff}').as_bytes()).records() {
                for cell in &row.unwrap_or_else(|error| panic!("{what}: {error}")) {
                    assert!(!cell.starts_with(['=', '+', '-', '@', '\t']), "{what}: {cell}");
                }
            }
        }
        "github" => {
            assert_eq!(out.lines().count(), count.min(10), "{what}");
            let command =
                |line: &str| ["::error ", "::warning ", "::notice "].iter().any(|start| line.starts_with(start));
            assert!(out.lines().all(command), "{what}: {out}");
        }
        "html" => {
            let page = scraper::Html::parse_document(out);
            let select = |selector: &str| page.select(&scraper::Selector::parse(selector).unwrap()).count();
            assert_eq!(
                (select("script"), select("style"), select("img, iframe, object, base, form")),
                (1, 1, 0),
                "{what}"
            );
            let scheme = |link: &str| ["https:", "http:", "#", "./"].iter().any(|start| link.starts_with(start));
            for element in page.select(&scraper::Selector::parse("*").unwrap()) {
                for (name, value) in element.value().attrs() {
                    assert!(!name.starts_with("on") && (name != "href" || scheme(value)), "{what}: {name}={value}");
                }
            }
        }
        "concise" => assert_eq!(out.lines().count(), count, "{what}"),
        "markdown" => {
            for event in pulldown_cmark::Parser::new_ext(out, pulldown_cmark::Options::all()) {
                let span = |html: &str| html == "<span dir=\"auto\">" || html == "</span>";
                match event {
                    Event::Html(html) | Event::InlineHtml(html) => assert!(span(&html), "{what}: {html}"),
                    Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                        panic!("{what}: {dest_url}")
                    }
                    _ => {}
                }
            }
            assert_eq!(out.lines().filter(|line| line.starts_with("| ")).count(), count + 1, "{what}: {out}");
        }
        _ => assert!(!out.lines().any(|line| line.starts_with("::") || line.starts_with("##[")), "{what}: {out}"),
    }
}
