//! A report with something in every part, for the tests of all formats.

use crate::model::{
    Archived, Audit, Callout, Candidate, Cause, Citation, CitedDate, DateReading, Defect, Direction, Document, Fact,
    Finding, Hop, Look, LooseUrl, Mark, Message, Mode, NetworkUse, Note, NoteKind, Observation, Outcome, Page,
    PageDate, PageDateKind, Pairing, PartialDate, Place, Printed, ReadTo, Related, Report, Run, Severity, Source,
    SourceId, Sources, Strategy, Suppressed, SuppressedBy, Verdict,
};

fn day(year: i16, month: u8, day: u8) -> PartialDate {
    PartialDate { year, month: Some(month), day: Some(day) }
}

fn place(line: u32) -> Place {
    Place { page: Some(1), line: Some(line), column: Some(1), ..Place::default() }
}

/// One document with one note, one mismatched citation, and a link of its running text.
pub(crate) fn report() -> Report {
    let mut sources = Sources::default();
    let (first, second) = (sources.intern("https://example.test/a", true), sources.intern("https://b.example/", false));
    if let [cited, loose] = sources.as_mut_slice() {
        cited.observation = Some(Box::new(answered(cited)));
        loose.observation = Some(Box::new(Observation::without_answer(Outcome::Unreachable, Cause::Timeout)));
    }
    let note = Note {
        id: "r.txt#n1".into(),
        number: "1".into(),
        marker: "١".into(),
        kind: NoteKind::Footnote,
        sequence: 0,
        range: 0..0,
        place: place(5),
        text: "عنوان، 5/11/2021، الرابط".into(),
        callouts: vec![Callout { range: 0..0, place: place(2), context: "جملة.".into() }],
        citations: vec![citation(first)],
    };
    let loose = |source: SourceId, text: &str| LooseUrl {
        url: "https://b.example/".into(),
        source: Some(source),
        text: text.into(),
        range: 0..0,
        place: place(9),
    };
    let document = Document {
        path: "r.txt".into(),
        sha256: "00".into(),
        format: "text",
        languages: vec!["ar", "en"],
        direction: Direction::Rtl,
        pages: vec![0..0, 0..0],
        defects: vec![Defect {
            place: place(1),
            message: Message::new("defect-bytes-replaced").with("encoding", "UTF-8"),
        }],
        ..Document::default()
    };
    let unpaired = vec![loose(second, "")];
    let unnoted = vec![loose(second, "b.example")];
    Report {
        run: Run {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            started: "2026-06-01T00:00:00Z".into(),
            finished: "2026-06-01T00:00:01Z".into(),
            mode: Mode::Online,
            now: "2026-06-01".into(),
            complete: true,
            network: NetworkUse::Used,
        },
        audits: vec![Audit { document, notes: vec![note], unpaired, unnoted, ..Audit::default() }],
        sources,
        findings: vec![finding(first), suppressed(second)],
        exit_code: Some(1),
    }
}

fn citation(source: SourceId) -> Citation {
    Citation {
        id: "r.txt#n1.1".into(),
        text: "عنوان، 5/11/2021، الرابط".into(),
        title: Some("عنوان".into()),
        date: Some(CitedDate {
            text: "5/11/2021".into(),
            readings: vec![DateReading::On(day(2021, 11, 5)), DateReading::On(day(2021, 5, 11))],
        }),
        label: Some("الرابط".into()),
        expects_link: true,
        printed: Some(Printed { text: "example.test/ a".into(), range: 0..0, readings: Vec::new() }),
        url: Some("https://example.test/a".into()),
        source: Some(source),
        pairing: Some(Pairing {
            strategy: Strategy::Trailing,
            confidence: 0.98,
            candidates: vec![Candidate { url: "https://b.example/".into(), source, score: 0.4 }],
        }),
        verdict: Some(Verdict::Mismatched),
        ..Citation::default()
    }
}

fn answered(source: &Source) -> Observation {
    let fact = |value: &str, found_in| Fact { value: value.into(), found_in };
    Observation {
        outcome: Outcome::Answered,
        cause: None,
        status: Some(200),
        final_url: Some(source.url.clone()),
        hops: vec![Hop { url: source.url.clone(), status: 301 }],
        looks: vec![Look { at: "2026-06-01T00:00:00Z".into(), status: Some(200), cause: None }],
        marks: vec![Mark { mark: "consent", found_in: "body".into() }],
        page: Some(Box::new(Page {
            titles: vec![fact("A title\u{1b}[31m", "og:title"), fact("A title - A site", "title")],
            dates: vec![
                PageDate { date: day(2022, 1, 1), kind: PageDateKind::Modified, found_in: "article:modified_time" },
                PageDate { date: day(2021, 10, 5), kind: PageDateKind::Published, found_in: "article:published_time" },
            ],
            publishers: vec![fact("A site", "og:site_name")],
            authors: vec![fact("A. Author", "author")],
            language: Some("en".into()),
            ..Page::default()
        })),
        content_type: Some("text/html".into()),
        read_to: Some(ReadTo::Head),
        fetched_at: Some("2026-06-01T00:00:00Z".into()),
        elapsed_ms: Some(412),
        attempts: 1,
        archived: Some(Box::new(Archived {
            url: "https://archive.example/a".into(),
            at: "2022-01-01T00:00:00Z".into(),
            title: None,
            page: None,
        })),
        ..Observation::without_answer(Outcome::Answered, Cause::Dns)
    }
}

fn finding(source: SourceId) -> Finding {
    Finding {
        rule: "title-mismatch",
        severity: Severity::Error,
        document: 0,
        note: Some(("1".into(), "r.txt#n1".into())),
        citation: Some("r.txt#n1.1".into()),
        place: place(5),
        url: Some("https://example.test/%D9%85%D8%A7%D8%A1".into()),
        source: Some(source),
        message: Message::new("sample-message").with("status", 404u16).with("name", "عنوان"),
        cited: Some("عنوان".into()),
        found: Some("A title\u{1b}[31m".into()),
        found_in: Some("og:title".into()),
        score: Some(31.4),
        help: Message::new("sample-help"),
        related: vec![Related { place: place(7), message: Message::new("sample-related") }],
        fingerprint: "f1".into(),
        known_as: None,
        suppressed: None,
    }
}

fn suppressed(source: SourceId) -> Finding {
    Finding {
        rule: "unreachable",
        severity: Severity::Warning,
        note: None,
        citation: None,
        place: place(9),
        fingerprint: "f2".into(),
        suppressed: Some(Suppressed { by: SuppressedBy::Ignore, reason: "known".into(), until: None }),
        ..finding(source)
    }
}

/// What a reporter makes of a report, in English.
pub(crate) fn written(reporter: &super::Reporter, report: &Report) -> String {
    let catalogue = crate::lang::Catalogue::new("en");
    let rules = [crate::model::RuleText { name: "title-mismatch", severity: Severity::Error, enabled: true }];
    let mut out = Vec::new();
    let written = (reporter.write)(report, &mut super::Canvas::plain(&mut out, &catalogue, &rules));
    assert!(written.is_ok(), "{}: {written:?}", reporter.name);
    String::from_utf8(out).unwrap_or_default()
}
