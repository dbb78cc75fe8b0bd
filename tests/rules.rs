//! Tests of rules: each case of `tests/rules/<rule>.md` is a document, what the web answers, and what is found.
//!
//! A case begins with a heading `## …` and has fenced blocks. `markdown` or `text` is the document, `text bytes` one in
//! which `\xFF` is a byte. `web` gives the
//! answers: a URL a line, and indented under it `status: 404`, `title: …`, `date: 2021-05-04 article:published_time`,
//! `modified: 2021-05-06`, `text: …`, `language: en`, `redirect: 301 https://…`, `cause: timeout`, `no-such-name`,
//! `mark: cf-challenge`, `site: …`,
//! `copy: 2021-05-06 …` (an archived copy and its title), `once` (no second look). URLs without an answer were not asked; `web record` makes the answers
//! those of a record. `expect` lists the findings in order, `dead-link error 1` with the note's number or `-`, and then
//! what became of the citations, `= 1 dead`.

use std::fmt::Write as _;
use std::path::Path;

use isnad::judge::{Settings, judge};
use isnad::lang::Catalogue;
use isnad::model::{
    Archived, Cause, DnsAnswer, Fact, Finding, Hop, Look, Mark, Observation, Outcome, Page, PageDate, PageDateKind,
    PartialDate, ReadTo, Sources,
};

/// A case: its name, and its blocks by their info strings.
struct Case {
    name: String,
    blocks: Vec<(String, String)>,
}

#[test]
fn every_case_of_every_rule() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let (mut count, mut failures) = (0, String::new());
    for file in files {
        let rule = file.file_stem().unwrap().to_string_lossy().into_owned();
        let cases = cases(&std::fs::read_to_string(&file).unwrap());
        assert!(cases.len() >= 2, "{rule}: a rule is described by what it finds and by where it is silent");
        let expects =
            |wanted: bool| cases.iter().any(|case| case.block("expect").contains(&format!("{rule} ")) == wanted);
        assert!(
            expects(true) && expects(false),
            "{rule}: no case where it finds something, or none where it is silent"
        );
        for case in cases {
            count += 1;
            let (expected, found) = (case.block("expect").trim().to_owned(), case.run(&rule));
            if expected != found.trim() {
                let _ = writeln!(failures, "{rule}, {}:\n--- expected\n{expected}\n--- found\n{found}", case.name);
            }
        }
    }
    assert!(failures.is_empty(), "of {count} cases these fail:\n{failures}");
}

/// The cases of a file.
fn cases(file: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut fence: Option<(String, String, String)> = None;
    for line in file.lines() {
        if let Some((marks, info, body)) = &mut fence {
            if line.trim_end() == *marks {
                let case = cases.last_mut().expect("a block stands under a heading");
                case.blocks.push((std::mem::take(info), std::mem::take(body)));
                fence = None;
            } else {
                body.push_str(line);
                body.push('\n');
            }
        } else if let Some(name) = line.strip_prefix("## ") {
            cases.push(Case { name: name.to_owned(), blocks: Vec::new() });
        } else if line.starts_with("```") {
            let info = line.trim_start_matches('`');
            let marks = &line[..line.len() - info.len()];
            fence = Some((marks.to_owned(), info.trim().to_owned(), String::new()));
        }
    }
    assert!(fence.is_none(), "a block is not closed");
    cases
}

impl Case {
    fn block(&self, kind: &str) -> &str {
        let block = self.blocks.iter().find(|(info, _)| info.split(' ').next() == Some(kind));
        block.map_or("", |(_, body)| body.as_str())
    }

    /// Reads, pairs and judges the document by the default rules and this one, and lists what was found as `expect` does.
    fn run(&self, rule: &str) -> String {
        let path = if self.block("text").is_empty() { "case.md" } else { "case.txt" };
        let text = format!("{}{}", self.block("markdown"), self.block("text"));
        let escaped = self.blocks.iter().any(|(info, _)| info == "text bytes");
        let bytes = if escaped { unescaped(&text) } else { text.into_bytes() };
        let document =
            isnad::read::read(path, &bytes, &isnad::read::Beside::default(), &isnad::read::Settings::default())
                .unwrap();
        let mut audit = isnad::parse::parse(document);
        let mut sources = Sources::default();
        isnad::pair::pair(&mut audit, &mut sources);
        for (url, observation) in answers(self.block("web")) {
            let source = sources.as_mut_slice().iter_mut().find(|source| source.url == url);
            let Some(source) = source else { return format!("nothing in the document leads to {url}") };
            source.observation = Some(Box::new(observation));
        }
        let record = self.blocks.iter().any(|(info, _)| info == "web record");
        let day = jiff::civil::date(2026, 6, 1);
        let settings = Settings { extend_select: vec![rule.to_owned()], record, ..Settings::on(day) };
        let mut audits = [audit];
        let findings = judge(&mut audits, &sources, &settings);
        let mut out = String::new();
        for finding in &findings {
            check_evidence(finding);
            let note = finding.note.as_ref().map_or("-", |(number, _)| number);
            let _ = writeln!(out, "{} {} {note}", finding.rule, finding.severity.name());
        }
        for note in audits.iter().flat_map(|audit| &audit.notes) {
            for citation in &note.citations {
                let _ =
                    writeln!(out, "= {} {}", note.number, citation.verdict.map_or("none", isnad::model::Verdict::name));
            }
        }
        out
    }
}

/// Every finding says what is the matter and what to do in a line that stands within others, and where it found what it
/// found.
fn check_evidence(finding: &Finding) {
    let catalogue = Catalogue::new("en");
    for message in [&finding.message, &finding.help].into_iter().chain(finding.related.iter().map(|it| &it.message)) {
        let text = catalogue.render(message);
        assert!(catalogue.holds(message.id), "{}: no message {}", finding.rule, message.id);
        assert!(!text.trim().is_empty() && !text.starts_with(char::is_uppercase), "{}: {text}", finding.rule);
        assert!(!text.ends_with(['.', '!', '…']) && !text.contains('\n'), "{}: {text}", finding.rule);
        assert!(!text.contains("{ $") && !text.contains("{$"), "{}: {text}", finding.rule);
    }
    for said in [&finding.cited, &finding.found, &finding.found_in].into_iter().flatten() {
        assert!(!said.trim().is_empty(), "{}: nothing said", finding.rule);
    }
    assert_eq!(finding.found.is_some(), finding.found_in.is_some(), "{}: found where?", finding.rule);
    assert!(finding.score.is_none_or(|score| (0.0..=100.0).contains(&score)), "{}: {:?}", finding.rule, finding.score);
}

/// A text with every `\xFF` replaced by that byte.
fn unescaped(text: &str) -> Vec<u8> {
    let mut parts = text.split("\\x");
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (byte, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(byte, 16).unwrap());
        bytes.extend(rest.as_bytes());
    }
    bytes
}

/// The answers of a `web` block.
fn answers(block: &str) -> Vec<(String, Observation)> {
    let mut answers: Vec<(String, Observation)> = Vec::new();
    for line in block.lines().filter(|line| !line.trim().is_empty()) {
        if line.starts_with(' ') {
            let (_, observation) = answers.last_mut().expect("a URL stands before what it answers");
            let (key, value) = line.trim().split_once(':').unwrap_or((line.trim(), ""));
            say(observation, key, value.trim());
        } else {
            answers.push((line.trim().to_owned(), page()));
        }
    }
    for (_, observation) in &mut answers {
        // As observing does: what seems gone is asked twice.
        let gone = matches!(observation.status, Some(404 | 410)) || observation.dns.is_some();
        let looks = if gone && observation.attempts != 1 { 2 } else { 1 };
        let look = Look { at: "2026-06-01T00:00:00Z".into(), status: observation.status, cause: observation.cause };
        observation.looks = vec![look; looks];
        observation.attempts = looks as u32;
        if observation.status != Some(200) {
            observation.page = None;
        }
    }
    answers
}

fn page() -> Observation {
    Observation {
        outcome: Outcome::Answered,
        cause: None,
        status: Some(200),
        page: Some(Box::new(Page::default())),
        content_type: Some("text/html".into()),
        read_to: Some(ReadTo::End),
        ..Observation::not_asked(Cause::Offline)
    }
}

fn say(observation: &mut Observation, key: &str, value: &str) {
    let page = observation.page.get_or_insert_default();
    match key {
        "status" => observation.status = Some(value.parse().unwrap()),
        "title" => page.titles.push(Fact { value: value.into(), found_in: "og:title" }),
        "site" => page.publishers.push(Fact { value: value.into(), found_in: "og:site_name" }),
        "date" | "modified" => {
            let (date, found_in) = value.split_once(' ').unwrap_or((value, "og:updated_time"));
            let kind = if key == "date" { PageDateKind::Published } else { PageDateKind::Modified };
            // A test may leak: the model's names of sources are those of the program's own text.
            let found_in = Box::leak(found_in.to_owned().into_boxed_str());
            page.dates.push(PageDate { date: day(date), kind, found_in });
        }
        "text" => value.clone_into(&mut page.text),
        "copy" => {
            let (at, title) = value.split_once(' ').unwrap();
            let titles = vec![Fact { value: title.into(), found_in: "og:title" }];
            observation.archived = Some(Box::new(Archived {
                url: format!("https://archive.example/{at}").into(),
                at: format!("{at}T00:00:00Z").into(),
                title: Some(title.into()),
                page: Some(Box::new(Page { titles, ..Page::default() })),
            }));
        }
        "language" => page.language = Some(value.into()),
        "redirect" => {
            let (status, url) = value.split_once(' ').unwrap();
            observation.hops.push(Hop { url: "".into(), status: status.parse().unwrap() });
            observation.final_url = Some(url.into());
        }
        "mark" => {
            let mark = Box::leak(value.to_owned().into_boxed_str());
            observation.marks.push(Mark { mark, found_in: "page".to_owned() });
        }
        "cause" => {
            let causes = [Cause::Dns, Cause::Connect, Cause::Reset, Cause::Tls, Cause::Timeout, Cause::Redirects];
            let cause = causes.into_iter().find(|cause| cause.name() == value).unwrap();
            *observation = Observation::without_answer(Outcome::Unreachable, cause);
        }
        "no-such-name" => {
            *observation = Observation::without_answer(Outcome::Unreachable, Cause::Dns);
            observation.dns = Some(DnsAnswer::NoSuchName);
        }
        "once" => observation.attempts = 1,
        _ => panic!("no answer is said by `{key}`"),
    }
}

fn day(text: &str) -> PartialDate {
    let mut parts = text.split('-').map(|part| part.parse::<i16>().unwrap());
    let year = parts.next().unwrap();
    let mut part = || parts.next().map(|part| u8::try_from(part).unwrap());
    PartialDate::new(year, part(), part()).unwrap()
}
