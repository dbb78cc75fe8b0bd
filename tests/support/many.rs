//! A document of very many citations with what is seen at their sources, for what has to be quick.

use std::fmt::Write as _;

use isnad::model::{
    Audit, Cause, Fact, Mode, NetworkUse, Observation, Outcome, Page, PageDate, PageDateKind, PartialDate, ReadTo,
    Report, Run, Sources,
};
use isnad::{judge, pair, parse, read};

/// What a page has to do with its citation.
#[derive(Clone, Copy)]
enum Kind {
    Agrees,
    TitleInText,
    OtherPage,
    OtherDate,
    OtherLanguage,
    Gone,
}

/// Of twenty citations, so many of each kind.
const KINDS: [(Kind, usize); 6] = [
    (Kind::Agrees, 12),
    (Kind::TitleInText, 2),
    (Kind::OtherPage, 2),
    (Kind::OtherDate, 2),
    (Kind::OtherLanguage, 1),
    (Kind::Gone, 1),
];

/// A title in each language, its publisher and its link label; the number of the citation tells them apart.
const LANGUAGES: [(&str, &str, &str); 3] = [
    ("أزمة المياه في حوض السدير: تقرير رقم", "صحيفة الضفاف", "ar"),
    ("Sedir havzasında su krizi büyüyor: rapor", "Yeni Kıyı", "tr"),
    ("The valley waits for water that never comes, part", "The Valley Herald", "en"),
];

/// A document of so many citations, each with what is seen at its source.
pub(crate) fn evidence(citations: usize) -> (Audit, Sources) {
    let mut document = String::new();
    for number in 0..citations {
        let (title, publisher, _) = LANGUAGES[number % LANGUAGES.len()];
        let (day, month) = (number % 28 + 1, number % 12 + 1);
        writeln!(
            document,
            "A statement about water.[^{number}]\n\n[^{number}]: “{title} {number}”, {publisher}, {day}/{month}/2021, \
             https://host{}.example/news/{number}\n",
            number % 97
        )
        .unwrap();
    }
    let document =
        read::read("cites.md", document.as_bytes(), &read::Beside::default(), &read::Settings::default()).unwrap();
    let mut audit = parse::parse(document);
    let mut sources = Sources::default();
    pair::pair(&mut audit, &mut sources);
    for (number, source) in sources.as_mut_slice().iter_mut().enumerate() {
        source.observation = Some(Box::new(observation(number)));
    }
    assert_eq!(sources.as_slice().len(), citations);
    (audit, sources)
}

/// What is seen at a URL.
fn observation(number: usize) -> Observation {
    let kind = KINDS.iter().flat_map(|&(kind, count)| std::iter::repeat_n(kind, count)).nth(number % 20).unwrap();
    let shown = match kind {
        Kind::OtherLanguage => (number + 1) % LANGUAGES.len(),
        _ => number % LANGUAGES.len(),
    };
    let (title, publisher, language) = LANGUAGES[shown];
    let own = format!("{title} {number}");
    let title = match kind {
        Kind::OtherPage => {
            ["وصفات شتوية من المطبخ الجبلي", "Dağ mutfağından kış tarifleri", "Ten recipes for the lamb"][shown]
                .to_owned()
        }
        Kind::TitleInText => publisher.to_owned(),
        _ => own.clone(),
    };
    let year = if matches!(kind, Kind::OtherDate) { 2019 } else { 2021 };
    let date = PartialDate::new(year, Some((number % 12 + 1) as u8), Some((number % 28 + 1) as u8)).unwrap();
    let fact = |value: &str, found_in| Fact { value: value.into(), found_in };
    let words = "Words of a page that is as long as pages are. كلمات صفحة طويلة كما تطول الصفحات. ".repeat(30);
    let page = Page {
        titles: vec![
            fact(&title, "og:title"),
            fact(&format!("{title} | {publisher}"), "title"),
            fact(&title, "h1"),
            fact(&title, "JSON-LD headline"),
        ],
        dates: vec![
            PageDate { date, kind: PageDateKind::Published, found_in: "article:published_time" },
            PageDate { date, kind: PageDateKind::Published, found_in: "JSON-LD datePublished" },
        ],
        publishers: vec![fact(publisher, "og:site_name")],
        language: Some(language.into()),
        // What agrees with all that is cited of it is kept without its text.
        text: match kind {
            Kind::Agrees => String::new(),
            Kind::TitleInText => format!("{words} {own}"),
            _ => words,
        },
        ..Page::default()
    };
    let gone = matches!(kind, Kind::Gone);
    Observation {
        outcome: Outcome::Answered,
        cause: None,
        status: Some(if gone { 404 } else { 200 }),
        page: (!gone).then_some(Box::new(page)),
        content_type: Some("text/html".into()),
        read_to: Some(ReadTo::End),
        ..Observation::not_asked(Cause::Offline)
    }
}

/// How such evidence is judged.
pub(crate) fn settings() -> judge::Settings {
    judge::Settings { record: true, ..judge::Settings::on(jiff::civil::date(2026, 6, 1)) }
}

/// The report of an audit of so many citations.
pub(crate) fn report(citations: usize) -> Report {
    let (audit, sources) = evidence(citations);
    let mut audits = vec![audit];
    let findings = judge::judge(&mut audits, &sources, &settings());
    let run = Run {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        started: "2026-06-01T08:00:00Z".to_owned(),
        finished: "2026-06-01T08:10:00Z".to_owned(),
        mode: Mode::Online,
        now: "2026-06-01".to_owned(),
        complete: true,
        network: NetworkUse::Used,
    };
    Report { run, audits, sources, findings, exit_code: Some(1) }
}
