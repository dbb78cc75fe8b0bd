//! The gold set: notes as editors print them, and the page behind the link of each (`tests/gold/*.toml`; the head of each
//! file says what a pair holds). Every pair goes the whole way: it is a document of one page as a converter of PDF
//! files leaves it, and a record of the web that answers for it.
//!
//! `tests/gold/passes.txt` lists the pairs that pass; none of them may fail again. `ISNAD_BLESS=1` adds to it and takes
//! nothing away. The pairs that are `held` are for looking at once, when nothing is to be changed any more:
//! `ISNAD_GOLD=held` judges them instead, and `passes-held.txt` keeps what they gave.
//!
//! `cargo test --test main gold -- --nocapture` prints the table, and why pairs fail.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use isnad::formats::warc::{Kind, Record, Writer, response_block};
use isnad::model::{Finding, Mode, Report};
use isnad::pipeline::{self, Input, Settings};
use serde::Deserialize;

use crate::support::golden;

#[derive(Deserialize)]
struct File {
    pair: Vec<Pair>,
}

/// A note, the page behind its link, and what is to come of comparing them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    id: String,
    lang: String,
    kind: String,
    #[serde(default)]
    held: bool,
    note: String,
    url: String,
    final_url: Option<String>,
    #[serde(default)]
    hops: Vec<(String, u16)>,
    status: u16,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    html: String,
    expect: Vec<String>,
    must_find: Vec<String>,
    must_not_find: Vec<String>,
    why: String,
}

/// What came of a pair.
struct Outcome {
    /// The verdict of its citation.
    verdict: String,
    /// Its findings, as `rule severity`.
    found: Vec<String>,
    /// How that is not what was to come; empty where it is.
    failures: Vec<String>,
}

impl Outcome {
    /// Whether a rule, or a rule at a severity, found something.
    fn has(&self, rule: &str) -> bool {
        self.found.iter().any(|found| found == rule || found.split(' ').next() == Some(rule))
    }
}

/// Is told nothing.
struct Nobody;

impl isnad::observe::Progress for Nobody {
    fn start(&self, _: usize) {}
    fn done(&self, _: &str) {}
    fn finish(&self) {}
}

#[test]
fn what_passed_passes() {
    let held = std::env::var_os("ISNAD_GOLD").is_some_and(|value| value == "held");
    let directory = tempfile::tempdir().unwrap();
    let pairs: Vec<Pair> = pairs().into_iter().filter(|pair| pair.held == held).collect();
    let outcomes: Vec<Outcome> = pairs.iter().map(|pair| pair.judged(directory.path())).collect();
    print(&report(&pairs, &outcomes));
    let list = folder().join(if held { "passes-held.txt" } else { "passes.txt" });
    let listed = fs::read_to_string(&list).unwrap_or_default();
    let listed: BTreeSet<&str> = listed.lines().collect();
    let passing = pairs.iter().zip(&outcomes).filter(|(_, outcome)| outcome.failures.is_empty());
    let passing: BTreeSet<&str> = passing.map(|(pair, _)| pair.id.as_str()).collect();
    let regressed: Vec<_> = listed.difference(&passing).collect();
    assert!(regressed.is_empty(), "these passed before: {regressed:?}; {}", report(&pairs, &outcomes));
    for (pair, outcome) in pairs.iter().zip(&outcomes) {
        let errors = pair.false_errors(outcome);
        assert!(errors == 0, "{}: an error must be true: {:?}", pair.id, outcome.found);
    }
    if golden::bless() {
        let lines: Vec<&str> = passing.into_iter().chain([""]).collect();
        fs::write(&list, lines.join("\n")).unwrap();
    }
}

#[test]
fn the_set_is_sound() {
    let pairs = pairs();
    let mut ids = BTreeSet::new();
    for pair in &pairs {
        let Pair { id, expect, must_find, must_not_find, .. } = pair;
        assert!(ids.insert(id.as_str()), "{id} is there twice");
        let rules = must_find.iter().chain(must_not_find);
        let mut names = rules.map(|rule| rule.split(' ').next().unwrap_or_default());
        assert!(names.all(|name| isnad::judge::rule(name).is_some()), "{id} names no rule");
        let verdicts = isnad::model::Verdict::ALL.map(isnad::model::Verdict::name);
        assert!(expect.iter().all(|verdict| verdicts.contains(&verdict.as_str())) && !expect.is_empty(), "{id}");
        assert!(!pair.why.is_empty(), "{id} does not say why");
    }
    assert!(pairs.len() >= 150 && pairs.iter().filter(|pair| pair.held).count() * 4 >= pairs.len());
    for (list, held) in [("passes.txt", false), ("passes-held.txt", true)] {
        let listed = fs::read_to_string(folder().join(list)).unwrap_or_default();
        for id in listed.lines() {
            assert!(pairs.iter().any(|pair| pair.id == id && pair.held == held), "{list}: there is no {id}");
        }
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold")
}

/// All pairs, by file and in the order of each.
fn pairs() -> Vec<Pair> {
    let mut files: Vec<_> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    let read = |file: &PathBuf| -> Vec<Pair> {
        let file: File = toml::from_str(&fs::read_to_string(file).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        file.pair
    };
    files.iter().flat_map(read).collect()
}

#[expect(clippy::print_stdout, reason = "shown with --nocapture")]
fn print(report: &str) {
    println!("{report}");
}

impl Pair {
    /// Takes the pair through all stages. `directory` is for its record.
    fn judged(&self, directory: &Path) -> Outcome {
        let record = directory.join(format!("{}.warc", self.id));
        fs::write(&record, self.record()).unwrap();
        let settings = Settings {
            read: isnad::read::Settings::default(),
            parse: isnad::parse::Settings::default(),
            pair: isnad::pair::Settings::default(),
            mode: Mode::Replay,
            notes_only: false,
            observe: isnad::observe::Settings::default(),
            judge: isnad::judge::Settings { record: true, ..isnad::judge::Settings::on(jiff::civil::date(2026, 6, 1)) },
            today: Some(jiff::civil::date(2026, 6, 1)),
            replay: Some(record),
            record: None,
            cache: None,
            doi: None,
            archive: None,
        };
        let bytes = self.document().into_bytes();
        let input = Input { path: "gold.txt".to_owned(), bytes, beside: isnad::read::Beside::default(), walked: false };
        let report = pipeline::check(vec![input], &settings, &Nobody, &mut Vec::new()).unwrap();
        self.outcome(&report)
    }

    /// A page of text, its note, and the URL that was behind the label. The note is the first, whatever number it
    /// brings; one that stands after a displaced line belongs to the first line, as it does where such a line is real.
    fn document(&self) -> String {
        let statement = match self.lang.as_str() {
            "ar" => "وهذا ما تناولته تقارير كثيرة في تلك السنوات",
            "fa" => "این موضوع در سال‌های گذشته بارها بررسی شده است",
            "tr" => "Bu konu o yıllarda birçok kez ele alındı",
            "fr" => "Le sujet a souvent été traité dans ces années",
            "de" => "Darüber wurde in jenen Jahren oft berichtet",
            "es" => "De ello se escribió más de una vez en aquellos años",
            "ru" => "Об этом в те годы писали не раз и с разных сторон",
            "he" => "על כך נכתב יותר מפעם אחת באותן שנים",
            _ => "All of this was written about more than once in those years",
        };
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let note = match (self.note.split_once(". "), self.note.rsplit_once("  ")) {
            (Some((number, rest)), _) if digits(number) => format!("1. {rest}"),
            (_, Some((rest, number))) if digits(number) => format!("{rest}\n").replacen('\n', "  1\n", 1),
            _ => format!("1 {}", self.note),
        };
        format!("{statement}.1\n\n\n {}\n\n{}\n", note.trim_end().replace('\n', "\n "), self.url)
    }

    /// The record of what the web answered: every hop, and the page, as often as it may be asked.
    fn record(&self) -> Vec<u8> {
        let mut writer = Writer::new(Vec::new(), false);
        let last = self.final_url.as_ref().unwrap_or(&self.url);
        let next = self.hops.iter().skip(1).map(|(url, _)| url).chain([last]);
        for ((url, status), location) in self.hops.iter().zip(next) {
            write(&mut writer, url, *status, &[("location", location)], b"");
        }
        let mut headers: Vec<(&str, &str)> = vec![("content-type", "text/html; charset=utf-8")];
        headers.extend(self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        write(&mut writer, last, self.status, &headers, self.html.as_bytes());
        writer.into_inner()
    }

    fn outcome(&self, report: &Report) -> Outcome {
        let citations = report.audits.iter().flat_map(|audit| &audit.notes).flat_map(|note| &note.citations);
        let citation = citations.into_iter().find(|citation| citation.url.as_deref() == Some(self.url.as_str()));
        let verdict = citation.and_then(|citation| citation.verdict).map_or("unpaired", |verdict| verdict.name());
        let found: Vec<String> = report.findings.iter().map(shown).collect();
        let mut outcome = Outcome { verdict: verdict.to_owned(), found, failures: Vec::new() };
        if !self.expect.iter().any(|expected| expected == verdict) {
            outcome.failures.push(format!("{verdict}, not {}", self.expect.join(" or ")));
        }
        let missing = self.must_find.iter().filter(|rule| !outcome.has(rule)).map(|rule| format!("no {rule}"));
        outcome.failures.extend(missing.collect::<Vec<_>>());
        let wrongly = report.findings.iter().filter(|finding| {
            let shown = shown(finding);
            self.must_not_find.iter().any(|rule| *rule == shown || rule == finding.rule)
        });
        outcome.failures.extend(wrongly.map(|finding| {
            let text = |text: &Option<_>| text.clone().unwrap_or_default();
            format!("{} ({:?} against {:?})", shown(finding), text(&finding.cited), text(&finding.found))
        }));
        outcome
    }

    /// Whether the page is not what the note cites, or is gone.
    fn is_wrong(&self) -> bool {
        self.kind.starts_with("wrong-")
            || matches!(self.kind.as_str(), "dead" | "soft-404" | "parked" | "redirected-home")
    }

    /// The errors found that are none: all those of a page that is what the note cites.
    fn false_errors(&self, outcome: &Outcome) -> usize {
        let errors = outcome.found.iter().filter(|found| found.ends_with(" error"));
        let errors = errors.filter(|found| !self.must_find.contains(found));
        if self.is_wrong() { 0 } else { errors.count() }
    }

    /// Whether a wrong page was found to be one: everything that must be found was, and the verdict says so.
    fn is_caught(&self, outcome: &Outcome) -> bool {
        self.must_find.iter().all(|rule| outcome.has(rule)) && self.expect.contains(&outcome.verdict)
    }
}

fn write(writer: &mut Writer<Vec<u8>>, url: &str, status: u16, headers: &[(&str, &str)], body: &[u8]) {
    let at: jiff::Timestamp = "2026-06-01T08:00:00Z".parse().unwrap();
    let headers = headers.iter().map(|(name, value)| (*name, value.as_bytes()));
    let (block, payload) = response_block(status, "", headers, body);
    let kind = "application/http;msgtype=response";
    let answer = Record { url: Some(url), payload: Some(payload), ..Record::new(Kind::Response, at, kind, &block) };
    writer.write(&answer).unwrap();
}

fn shown(finding: &Finding) -> String {
    format!("{} {}", finding.rule, finding.severity.name())
}

/// The table by language and kind, and why pairs fail.
fn report(pairs: &[Pair], outcomes: &[Outcome]) -> String {
    let mut rows: BTreeMap<(bool, &str, &str), [usize; 4]> = BTreeMap::new();
    for (pair, outcome) in pairs.iter().zip(outcomes) {
        let counts = [
            1,
            usize::from(outcome.failures.is_empty()),
            pair.false_errors(outcome),
            usize::from(pair.is_wrong() && pair.is_caught(outcome)),
        ];
        for row in [(&*pair.kind, &*pair.lang), (&*pair.kind, "all"), ("all", &*pair.lang), ("all", "all")] {
            let row = rows.entry((pair.is_wrong(), row.0, row.1)).or_default();
            row.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        }
    }
    let mut out =
        format!("\n{:18}{:6}{:>6}{:>6}{:>14}{:>9}\n", "kind", "lang", "pairs", "pass", "false errors", "caught");
    for ((wrong, kind, lang), [count, pass, errors, caught]) in rows {
        let caught = if wrong { format!("{:.3}", caught as f64 / count as f64) } else { "–".to_owned() };
        let errors = if wrong { "–".to_owned() } else { errors.to_string() };
        let kind = if kind == "all" && wrong {
            "all wrong"
        } else if kind == "all" {
            "all true"
        } else {
            kind
        };
        let _ = writeln!(out, "{kind:18}{lang:6}{count:6}{pass:6}{errors:>14}{caught:>9}");
    }
    for (pair, outcome) in pairs.iter().zip(outcomes).filter(|(_, outcome)| !outcome.failures.is_empty()) {
        let _ = writeln!(out, "{} ({}): {}", pair.id, pair.kind, outcome.failures.join("; "));
    }
    out
}
