//! The report for an editor: one page that opens from disk or mail, asks nothing of any network and runs no foreign code.
//!
//! Everything foreign is made visible, escaped, and isolated in direction; only `http` and `https` addresses become
//! links. Styles and script stand in the page, and its policy lets these two alone run, by their digests. Without
//! scripts the page shows all that it has; the script adds filters, sorting and decisions.

mod card;
mod compared;
mod counts;
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
use crate::model::{Audit, Direction, Finding, Message, Mode, Note, Observation, Report, Severity, SourceId, Verdict};
use crate::text::sanitize::visible;
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
    /// The findings that concern each note, by the document and the note's id.
    by_note: HashMap<(usize, &'a str), Vec<&'a Finding>>,
    /// Where each citation stands: its document, and the index of its note there.
    citations: HashMap<&'a str, (usize, usize)>,
}

impl<'a> View<'a> {
    fn new(report: &'a Report, catalogue: &'a Catalogue) -> Self {
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
        Self { report, catalogue, by_note, citations }
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
}

/// The id of a note's card. A note's own id may hold anything; this is unique and safe.
fn card_id(document: usize, note: usize) -> String {
    format!("d{document}n{note}")
}

/// The verdict of a note: that of its citations' that wants attention most.
fn verdict(note: &Note) -> Option<Verdict> {
    let verdicts = note.citations.iter().filter_map(|citation| citation.verdict);
    verdicts.min_by_key(|verdict| counts::ORDER.iter().position(|known| known == verdict))
}

fn write(report: &Report, canvas: &mut Canvas<'_>) -> io::Result<()> {
    let view = View::new(report, canvas.catalogue);
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
        [audit] => visible(foreign::name(&audit.document.path)),
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
                    @if view.report.findings.iter().any(|finding| finding.suppressed.is_none()) { (decisions(view)) }
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
}

fn header(view: &View<'_>) -> Markup {
    let report = view.report;
    html! {
        header.top {
            div.masthead {
                p.brand { "isnad " span lang="ar" dir="rtl" { "إسناد" } }
                p.tagline { (view.text("html-tagline")) }
            }
            @match report.audits.as_slice() {
                [audit] => {
                    h1 { (bdi(foreign::name(&audit.document.path))) }
                    @if foreign::name(&audit.document.path) != audit.document.path {
                        p.path { (foreign::ltr(&audit.document.path)) }
                    }
                }
                audits => h1 { (view.count("summary-documents", audits.len())) },
            }
            p.facts {
                time.run datetime=(report.run.finished) { (foreign::time(&report.run.finished)) }
                " · " (view.text(match report.run.mode {
                    Mode::Online => "html-mode-online",
                    Mode::Offline => "html-mode-offline",
                    Mode::Replay => "html-mode-replay",
                }))
                " · " (foreign::ltr(&format!("isnad {}", report.run.version)))
            }
            @for caveat in summary::caveats(report, view.catalogue) { p.caveat { (caveat) } }
            (counts::counts(view))
        }
    }
}

/// How much of an editor's time a note wants.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Want {
    /// Something is the matter.
    Hand,
    /// isnad could not look, and the editor can.
    Look,
    /// Nothing speaks against it.
    Nothing,
}

fn want(view: &View<'_>, document: usize, note: &Note) -> Want {
    let open = |verdict| match verdict {
        Verdict::Blocked | Verdict::Unreachable => true,
        Verdict::Unchecked => view.report.run.mode != Mode::Offline,
        _ => false,
    };
    let counted = view.findings(document, note).iter().filter(|finding| finding.suppressed.is_none());
    if counted.map(|finding| finding.severity).max() >= Some(Severity::Warning) {
        Want::Hand
    } else if note.citations.iter().filter_map(|citation| citation.verdict).any(open) {
        Want::Look
    } else {
        Want::Nothing
    }
}

/// A document's cards: what needs a hand first, then what needs a look, the rest folded.
fn document(view: &View<'_>, index: usize, audit: &Audit) -> Markup {
    let several = view.report.audits.len() > 1;
    let whole = |finding: &&Finding| finding.document == index && finding.note.is_none() && finding.url.is_none();
    let of_document: Vec<_> = view.report.findings.iter().filter(whole).collect();
    let notes: Vec<_> = audit.notes.iter().enumerate().map(|(at, note)| (at, note, want(view, index, note))).collect();
    let wanting = |wanted| notes.iter().filter(move |(_, _, want)| *want == wanted);
    let cards =
        |wanted| html! { @for (at, note, _) in wanting(wanted) { (card::card(view, index, audit, *at, note)) } };
    let count = |wanted| wanting(wanted).count();
    html! {
        div.document id=[(index == 0).then_some("needs")] {
            @if several { h2.path { (bdi(&audit.document.path)) } }
            section.group {
                h2 { (view.text("html-needs-you")) " " span.count { (count(Want::Hand) + of_document.len()) } }
                @if !of_document.is_empty() {
                    article.card.whole {
                        header { h3 { (view.text("place-document")) } }
                        @for finding in &of_document { (card::apart(view, audit, finding)) }
                    }
                }
                @if count(Want::Hand) + of_document.len() == 0 { p.well { (view.text("html-all-well")) } }
                (cards(Want::Hand))
            }
            (loose::loose(view, index, audit))
            @if count(Want::Look) > 0 {
                section.group {
                    h2 { (view.text("html-look")) " " span.count { (count(Want::Look)) } }
                    (cards(Want::Look))
                }
            }
            @if count(Want::Nothing) > 0 {
                details.fine {
                    summary { (view.count("html-fine", count(Want::Nothing))) }
                    (cards(Want::Nothing))
                }
            }
        }
    }
}

/// Where decisions are counted and saved. It stays in sight.
fn decisions(view: &View<'_>) -> Markup {
    html! {
        div.decisions-bar role="region" aria-label=(view.text("html-decisions")) {
            p #decided role="status" data-decided=(view.text("html-decided")) {}
            label for="by" { (view.text("html-by")) }
            input #by type="text" autocomplete="name" dir="auto";
            button #save type="button" data-file="isnad-decisions.json" { (view.text("html-save")) }
            button #keep type="button" { (view.text("html-keep")) }
        }
        template #decision { (card::choices(view)) }
    }
}

/// How it was looked and what that cannot say; what the words mean; who decided.
fn method(view: &View<'_>) -> Markup {
    html! {
        section.method {
            h2 { (view.text("html-method")) }
            p { (view.text("html-method-how")) }
            p { (view.text("html-method-limits")) }
            p { (view.text("html-method-decisions")) }
            dl {
                @for verdict in counts::ORDER {
                    div {
                        dt { (card::badge(view, verdict)) }
                        dd { (view.text(&format!("{}.about", summary::verdict_id(verdict)))) }
                    }
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
