//! Documents and answers for the tests of rules, built by hand.

use super::{Settings, judge};
use crate::model::{
    Audit, Candidate, Cause, Citation, CitedDate, DateReading, Document, Fact, Finding, Hop, Look, Mark, Note,
    NoteKind, Observation, Outcome, Page, PageDate, PageDateKind, Pairing, PartialDate, Place, Printed, ReadTo,
    Sources, Strategy,
};

/// A document and the web it cites.
pub(super) struct Sample {
    pub(super) audit: Audit,
    pub(super) sources: Sources,
    pub(super) settings: Settings,
}

impl Sample {
    /// A document whose format declares its notes.
    pub(super) fn declared() -> Self {
        let mut sample = Self::printed();
        sample.audit.document.notes = Some(Vec::new());
        sample
    }

    /// A document whose notes are merely printed.
    pub(super) fn printed() -> Self {
        let document =
            Document { path: "r.md".to_owned(), format: "markdown", languages: vec!["en"], ..Document::default() };
        let settings = Settings::on(jiff::civil::date(2026, 6, 1));
        Self { audit: Audit { document, ..Audit::default() }, sources: Sources::default(), settings }
    }

    /// Adds a called footnote with these citations, each paired with its URL.
    pub(super) fn note(&mut self, number: &str, citations: Vec<Citation>) -> &mut Note {
        let id = format!("r.md#n{number}");
        let start = self.audit.document.text.len();
        let text = citations.iter().map(|citation| citation.text.as_str()).collect::<Vec<_>>().join("; ");
        self.audit.document.text.push_str(&text);
        self.audit.document.text.push('\n');
        let range = start..start + text.len();
        let callout = crate::model::Callout { range: 0..0, place: Place::default(), context: String::new() };
        let mut note = Note {
            id: id.clone().into(),
            number: number.into(),
            marker: number.into(),
            kind: NoteKind::Footnote,
            sequence: 0,
            range: range.clone(),
            place: Place::default(),
            text: text.into(),
            callouts: vec![callout],
            citations,
        };
        for (index, citation) in note.citations.iter_mut().enumerate() {
            citation.id = format!("{id}.{}", index + 1).into();
            citation.range = range.clone();
            if citation.same_work_as.is_some() {
                citation.same_work_as = Some(format!("{id}.1").into());
            }
            let askable = citation.url.as_deref().filter(|url| url::Url::parse(url).is_ok());
            citation.source = askable.map(|url| self.sources.intern(url, true));
            if citation.source.is_some() && citation.pairing.is_none() {
                citation.pairing =
                    Some(Pairing { strategy: Strategy::Inline, confidence: 1.0, candidates: Vec::new() });
            }
            if let Some(pairing) = &mut citation.pairing {
                for candidate in &mut pairing.candidates {
                    candidate.source = self.sources.intern(&candidate.url, true);
                }
            }
        }
        self.audit.notes.push(note);
        self.audit.notes.last_mut().expect("it was pushed in the line above")
    }

    /// Lets a URL answer.
    pub(super) fn web(&mut self, url: &str, observation: Observation) -> &mut Self {
        let id = self.sources.intern(url, true);
        self.sources.as_mut_slice()[id.0].observation = Some(Box::new(observation));
        self
    }

    /// Adds a link in running text.
    pub(super) fn link(&mut self, url: &str) -> &mut Self {
        let source = url::Url::parse(url).is_ok().then(|| self.sources.intern(url, false));
        self.audit.unnoted.push(crate::model::LooseUrl {
            url: url.into(),
            source,
            text: url.into(),
            range: 0..0,
            place: Place::default(),
        });
        self
    }

    /// Judges, and keeps the verdicts.
    pub(super) fn judged(&mut self) -> Vec<Finding> {
        let mut audits = vec![std::mem::take(&mut self.audit)];
        let findings = judge(&mut audits, &self.sources, &self.settings);
        self.audit = audits.remove(0);
        findings
    }

    /// What is found, as `rule severity`, and the message id where it is not the rule's name.
    pub(super) fn found(&mut self) -> Vec<String> {
        self.judged()
            .iter()
            .map(|finding| {
                let plain = format!("{} {}", finding.rule, finding.severity.name());
                if finding.message.id == finding.rule { plain } else { format!("{plain} {}", finding.message.id) }
            })
            .collect()
    }

    /// The verdicts, with their reasons.
    pub(super) fn verdicts(&mut self) -> Vec<(&'static str, Option<&'static str>)> {
        self.judged();
        let citations = self.audit.notes.iter().flat_map(|note| &note.citations);
        citations.map(|citation| (citation.verdict.expect("judging gives verdicts").name(), citation.reason)).collect()
    }
}

/// A citation of the title, in quotation marks.
pub(super) fn cite(title: &str) -> Citation {
    Citation { text: format!("“{title}”").into(), title: Some(title.into()), ..Citation::default() }
}

/// A remark or citation without a title.
pub(super) fn words(text: &str) -> Citation {
    Citation { text: text.into(), ..Citation::default() }
}

/// What is said of a citation, one thing after the other.
pub(super) trait Saying: Sized {
    fn at(self, url: &str) -> Self;
    fn by(self, publisher: &str) -> Self;
    fn on(self, dates: &[&str]) -> Self;
    fn labelled(self) -> Self;
    fn printed(self, text: &str) -> Self;
    fn unsure(self, others: &[&str]) -> Self;
}

impl Saying for Citation {
    fn at(mut self, url: &str) -> Self {
        self.url = Some(url.into());
        self
    }

    fn by(mut self, publisher: &str) -> Self {
        self.text = format!("{}, {publisher}", self.text).into();
        self.publisher = Some(publisher.into());
        self
    }

    fn on(mut self, dates: &[&str]) -> Self {
        let text = dates.first().copied().unwrap_or("31/02/2021").to_owned();
        self.text = format!("{}, {text}", self.text).into();
        self.date = Some(CitedDate {
            text: text.into(),
            readings: dates.iter().map(|date| DateReading::On(day(date))).collect(),
        });
        self
    }

    fn labelled(mut self) -> Self {
        self.text = format!("{}, Link", self.text).into();
        self.label = Some("Link".into());
        self.expects_link = true;
        self
    }

    fn printed(mut self, text: &str) -> Self {
        self.expects_link = true;
        self.printed = Some(Printed { text: text.into(), range: 0..0, readings: vec![text.into()] });
        self
    }

    fn unsure(mut self, others: &[&str]) -> Self {
        let candidates = others
            .iter()
            .map(|url| Candidate { url: (*url).into(), source: crate::model::SourceId(0), score: 0.5 })
            .collect();
        self.pairing = Some(Pairing { strategy: Strategy::Trailing, confidence: 0.5, candidates });
        self
    }
}

/// A date in ISO 8601, of any granularity.
pub(super) fn day(text: &str) -> PartialDate {
    let mut parts = text.split('-').map(|part| part.parse::<i16>().expect("a number"));
    let year = parts.next().expect("a year");
    let mut part = || parts.next().map(|part| u8::try_from(part).expect("a small number"));
    PartialDate::new(year, part(), part()).expect("a date of the calendar")
}

/// A page with these titles, read to its end.
pub(super) fn page(titles: &[&str]) -> Observation {
    let titles = titles.iter().map(|&title| Fact { value: title.into(), found_in: "og:title" }).collect();
    Observation { page: Some(Box::new(Page { titles, ..Page::default() })), ..status(200) }
}

/// An answer with a status, twice the same where that is asked for confirmation.
pub(super) fn status(status: u16) -> Observation {
    let look = Look { at: "2026-06-01T00:00:00Z".into(), status: Some(status), cause: None };
    let looks = if matches!(status, 404 | 410) { vec![look.clone(), look] } else { vec![look] };
    Observation {
        outcome: Outcome::Answered,
        cause: None,
        status: Some(status),
        looks,
        read_to: Some(ReadTo::End),
        ..Observation::not_asked(Cause::Offline)
    }
}

/// No answer.
pub(super) fn silence(cause: Cause) -> Observation {
    let look = Look { at: "2026-06-01T00:00:00Z".into(), status: None, cause: Some(cause) };
    Observation { looks: vec![look.clone(), look], ..Observation::without_answer(Outcome::Unreachable, cause) }
}

/// What else is seen, one thing after the other.
pub(super) trait Seeing: Sized {
    fn published(self, date: &str, found_in: &'static str) -> Self;
    fn modified(self, date: &str) -> Self;
    fn text(self, text: &str) -> Self;
    fn language(self, tag: &str) -> Self;
    fn via(self, status: u16, from: &str, to: &str) -> Self;
    fn marked(self, mark: &'static str) -> Self;
}

impl Seeing for Observation {
    fn published(mut self, date: &str, found_in: &'static str) -> Self {
        let date = PageDate { date: day(date), kind: PageDateKind::Published, found_in };
        self.page.get_or_insert_default().dates.push(date);
        self
    }

    fn modified(mut self, date: &str) -> Self {
        let date = PageDate { date: day(date), kind: PageDateKind::Modified, found_in: "og:updated_time" };
        self.page.get_or_insert_default().dates.push(date);
        self
    }

    fn text(mut self, text: &str) -> Self {
        self.page.get_or_insert_default().text = text.to_owned();
        self
    }

    fn language(mut self, tag: &str) -> Self {
        self.page.get_or_insert_default().language = Some(tag.into());
        self
    }

    fn via(mut self, status: u16, from: &str, to: &str) -> Self {
        self.hops.push(Hop { url: from.into(), status });
        self.final_url = Some(to.into());
        self
    }

    fn marked(mut self, mark: &'static str) -> Self {
        self.marks.push(Mark { mark, found_in: "header".to_owned() });
        self
    }
}
