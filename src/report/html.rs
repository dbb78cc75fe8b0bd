//! The report for an editor: one page that opens from disk or mail, asks nothing of any network and runs no foreign code.
//!
//! Everything foreign is made visible, escaped, and isolated in direction; only `http` and `https` addresses become
//! links. Styles and script stand in the page, and its policy lets these two alone run, by their digests. Without
//! scripts the page shows all that it has; the script adds filters, sorting and decisions.

mod card;
mod diff;
mod foreign;
mod loose;
mod table;

use std::collections::HashMap;
use std::io;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::{Canvas, Reporter, summary};
use crate::lang::Catalogue;
use crate::model::{
    Audit, Citation, Direction, Finding, Message, Mode, Note, Observation, Report, RuleText, Severity, SourceId,
    Verdict,
};
use foreign::bdi;

/// The HTML reporter.
pub static REPORTER: Reporter = Reporter {
    name: "html",
    extension: "html",
    about: "for the editor: one page to read, filter, decide and print",
    write,
};

const STYLE: &str = include_str!("html/style.css");
const SCRIPT: &str = include_str!("html/script.js");

/// A report with what its parts are looked up by.
struct View<'a> {
    report: &'a Report,
    catalogue: &'a Catalogue,
    rules: &'a [RuleText],
    /// The findings that concern each note, by the document and the note's id.
    by_note: HashMap<(usize, &'a str), Vec<&'a Finding>>,
    /// Where each citation stands: its document, and the index of its note there.
    citations: HashMap<&'a str, (usize, usize)>,
}

impl<'a> View<'a> {
    fn new(report: &'a Report, catalogue: &'a Catalogue, rules: &'a [RuleText]) -> Self {
        let mut by_note: HashMap<(usize, &str), Vec<&Finding>> = HashMap::new();
        for finding in &report.findings {
            if let Some((_, id)) = &finding.note {
                by_note.entry((finding.document, id)).or_default().push(finding);
            }
        }
        let mut citations = HashMap::new();
        for (document, audit) in report.audits.iter().enumerate() {
            for (index, note) in audit.notes.iter().enumerate() {
                citations.extend(note.citations.iter().map(|citation| (citation.id.as_str(), (document, index))));
            }
        }
        Self { report, catalogue, rules, by_note, citations }
    }

    fn text(&self, id: &str) -> String {
        self.catalogue.text(id)
    }

    fn count(&self, id: &'static str, count: usize) -> String {
        self.catalogue.render(&Message::new(id).with("count", count))
    }

    fn findings(&self, document: usize, note: &'a Note) -> &[&'a Finding] {
        self.by_note.get(&(document, note.id.as_str())).map_or(&[], Vec::as_slice)
    }

    fn seen(&self, source: Option<SourceId>) -> Option<&'a Observation> {
        self.report.sources.get(source?)?.observation.as_deref()
    }

    /// What a finding says, as markup in which everything foreign is isolated.
    fn message(&self, message: &Message) -> Markup {
        foreign::message(self.catalogue, message)
    }

    /// The rest of a finding's rule, for those who want to know more.
    fn rule(&self, name: &str) -> Option<&'a RuleText> {
        self.rules.iter().find(|rule| rule.name == name)
    }
}

/// Whether a note needs a hand: something counts against it at warning or above.
fn needs_a_hand(findings: &[&Finding]) -> bool {
    findings.iter().any(|finding| finding.suppressed.is_none() && finding.severity >= Severity::Warning)
}

/// The id of a note's card. A note's own id may hold anything; this is unique and safe.
fn card_id(document: usize, note: usize) -> String {
    format!("d{document}n{note}")
}

/// The verdict of a note: the first of its citations' that is bad, else the first.
fn verdict(note: &Note) -> Option<Verdict> {
    let bad = |verdict: &Verdict| {
        [Verdict::Dead, Verdict::Mismatched, Verdict::Missing, Verdict::Unreachable, Verdict::Blocked].contains(verdict)
    };
    let verdicts = || note.citations.iter().filter_map(|citation: &Citation| citation.verdict);
    verdicts().find(bad).or_else(|| verdicts().next())
}

fn write(report: &Report, canvas: &mut Canvas<'_>) -> io::Result<()> {
    let view = View::new(report, canvas.catalogue, canvas.rules);
    let page = page(&view);
    canvas.out.write_all(page.into_string().as_bytes())?;
    writeln!(canvas.out)
}

fn page(view: &View<'_>) -> Markup {
    let digest = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    let policy = format!(
        "default-src 'none'; style-src {}; script-src {}; img-src data:; base-uri 'none'; form-action 'none'",
        digest(STYLE),
        digest(SCRIPT)
    );
    let rtl = view.catalogue.direction() == Direction::Rtl;
    let title = match view.report.audits.as_slice() {
        [audit] => foreign::visible_name(&audit.document.path),
        audits => view.count("summary-documents", audits.len()),
    };
    html! {
        (DOCTYPE)
        html lang=(view.catalogue.tag()) dir=(if rtl { "rtl" } else { "ltr" }) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="robots" content="noindex";
                meta name="color-scheme" content="light dark";
                title { (title) " · isnad" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#needs" { (view.text("html-skip")) }
                (header(view))
                main {
                    @for (index, audit) in view.report.audits.iter().enumerate() {
                        (document(view, index, audit))
                    }
                    (table::table(view))
                    (method(view))
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
}

fn header(view: &View<'_>) -> Markup {
    let report = view.report;
    let verdicts = summary::verdicts(&report.audits);
    let total: usize = verdicts.iter().map(|(_, count)| count).sum();
    let findings = summary::severity_counts(&summary::severities(&report.findings), view.catalogue);
    html! {
        header.top {
            p.brand { "isnad" span.tagline { (view.text("html-tagline")) } }
            @match report.audits.as_slice() {
                [audit] => h1 { (bdi(&audit.document.path)) },
                audits => h1 { (view.count("summary-documents", audits.len())) },
            }
            p.facts {
                time datetime=(report.run.finished) { bdi dir="ltr" { (report.run.finished.replace('T', " ").replace('Z', " UTC")) } }
                " · " (view.text(match report.run.mode {
                    Mode::Online => "html-mode-online",
                    Mode::Offline => "html-mode-offline",
                    Mode::Replay => "html-mode-replay",
                }))
                " · isnad " bdi dir="ltr" { (env!("CARGO_PKG_VERSION")) }
            }
            p.outcome { strong { (findings) } }
            @for caveat in summary::caveats(report, view.catalogue) { p.caveat { (caveat) } }
            div.filters role="group" aria-label=(view.text("html-filter")) {
                button type="button" data-filter="" aria-pressed="true" { (view.text("html-all")) " " b { (total) } }
                @for (verdict, count) in verdicts.iter().filter(|(_, count)| *count > 0) {
                    button type="button" data-filter=(verdict.name()) aria-pressed="false" {
                        span.dot.(verdict.name()) {} (view.text(summary::verdict_id(*verdict))) " " b { (count) }
                    }
                }
            }
            p.sr-only #shown role="status" aria-live="polite" data-shown=(view.text("html-shown")) {}
        }
    }
}

/// A document's cards: what needs a hand first, the rest folded.
fn document(view: &View<'_>, index: usize, audit: &Audit) -> Markup {
    let several = view.report.audits.len() > 1;
    let of_document: Vec<_> = view
        .report
        .findings
        .iter()
        .filter(|finding| finding.document == index && finding.note.is_none() && finding.url.is_none())
        .collect();
    let (mut urgent, mut fine) = (Vec::new(), Vec::new());
    for (at, note) in audit.notes.iter().enumerate() {
        let list = if needs_a_hand(view.findings(index, note)) { &mut urgent } else { &mut fine };
        list.push((at, note));
    }
    html! {
        section.document id=[(index == 0).then_some("needs")] {
            @if several { h2.path { (bdi(&audit.document.path)) } }
            h2 { (view.text("html-needs-you")) }
            @if !of_document.is_empty() {
                article.card.whole {
                    h3 { (view.text("place-document")) }
                    (card::findings(view, &of_document))
                }
            }
            @if urgent.is_empty() && of_document.is_empty() { p.well { (view.text("html-all-well")) } }
            @for (at, note) in urgent { (card::card(view, index, audit, at, note)) }
            (loose::loose(view, index, audit))
            @if !fine.is_empty() {
                details.fine {
                    summary { (view.count("html-fine", fine.len())) }
                    @for (at, note) in fine { (card::card(view, index, audit, at, note)) }
                }
            }
        }
    }
}

/// How it was looked and what that cannot say; what the words mean; who decided.
fn method(view: &View<'_>) -> Markup {
    html! {
        section.method {
            div.decisions-bar {
                label for="by" { (view.text("html-by")) }
                input #by type="text" autocomplete="name" dir="auto";
                button #save type="button" data-file="isnad-decisions.json" { (view.text("html-save")) }
                p { (view.text("html-decisions")) }
            }
            h2 { (view.text("html-method")) }
            p { (view.text("html-method-how")) }
            p { (view.text("html-method-limits")) }
            dl {
                @for verdict in Verdict::ALL {
                    dt { span.dot.(verdict.name()) {} (view.text(summary::verdict_id(verdict))) }
                    dd { (view.text(&format!("{}.about", summary::verdict_id(verdict)))) }
                }
            }
            h3 { (view.text("html-files")) }
            ul {
                @for audit in &view.report.audits {
                    li { (bdi(&audit.document.path)) " " code.digest { "sha256:" (audit.document.sha256) } }
                }
            }
        }
    }
}
