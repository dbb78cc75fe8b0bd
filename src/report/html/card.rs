//! One note: where it is called, what it says, what was found at each of its sources, what to do.

use maud::{Markup, html};

use super::compared::compared;
use super::{View, card_id, foreign, verdict};
use crate::model::{
    Audit, Citation, CitationKind, Finding, Message, Note, Observation, Place, Severity, SuppressedBy, Verdict,
};
use crate::report::summary;
use crate::text::digits;
use crate::text::sanitize::visible;
use foreign::{bdi, block, ltr};

/// As many sentences that call one note are shown.
const CALLS: usize = 3;

/// The card of a note: what the document says on one side, what came of looking on the other.
pub(super) fn card(view: &View<'_>, document: usize, audit: &Audit, index: usize, note: &Note) -> Markup {
    let findings = view.findings(document, note);
    let verdicts: Vec<_> = note.citations.iter().filter_map(|citation| citation.verdict).map(Verdict::name).collect();
    let languages = audit.document.languages.as_slice();
    let several = note.citations.len() > 1;
    let ids: Vec<_> = note.citations.iter().map(|citation| citation.id.as_str()).collect();
    let of_note = |finding: &&&Finding| !finding.citation.as_deref().is_some_and(|id| ids.contains(&id));
    let apart: Vec<_> = findings.iter().filter(of_note).copied().collect();
    let calls = || note.callouts.iter().filter(|callout| !callout.context.is_empty());
    html! {
        article.card id=(card_id(document, index)) data-verdicts=(verdicts.join(" ")) {
            header {
                h3 { (view.text("column-note")) " " (marker(note)) }
                @if let Some(verdict) = verdict(note) { (badge(view, verdict)) }
                span.place { (place(view, audit, &note.place)) }
            }
            div.sides {
                div.said {
                    @for callout in calls().take(CALLS) {
                        blockquote.context dir=(foreign::dir(&callout.context)) lang=[foreign::lang(&callout.context, languages)] {
                            (block(&callout.context))
                        }
                    }
                    p.note dir=(foreign::dir(&note.text)) lang=[foreign::lang(&note.text, languages)] { (block(&note.text)) }
                }
                div.seen {
                    (self::findings(view, &apart))
                    @for citation in &note.citations { (source(view, audit, citation, findings, several)) }
                }
            }
        }
    }
}

/// The marker as printed, with the number in ASCII digits to search by where it is another.
fn marker(note: &Note) -> Markup {
    let ascii = digits::marker_number(&note.marker);
    html! {
        @if ascii == note.marker { (foreign::number(&note.marker)) } @else { (bdi(&note.marker)) }
        @if note.marker != note.number || ascii != note.marker { " " small { (ltr(&note.number)) } }
    }
}

pub(super) fn badge(view: &View<'_>, verdict: Verdict) -> Markup {
    html! { span.badge.(verdict.name()) { (view.text(summary::verdict_id(verdict))) } }
}

/// Page, line, paragraph and part; the page leads there where the document is a PDF beside the report.
pub(super) fn place(view: &View<'_>, audit: &Audit, place: &Place) -> Markup {
    let number = |id, name, value: Option<u32>| {
        value.map(|value| view.catalogue.render(&Message::new(id).with(name, value as usize)))
    };
    let page = number("place-page", "page", place.page).map(|text| match place.page {
        Some(page) if audit.document.format == "pdf" => {
            html! { a href=(foreign::page_link(&audit.document.path, page)) { (text) } }
        }
        _ => html! { (text) },
    });
    let rest = [number("place-line", "line", place.line), number("place-paragraph", "paragraph", place.paragraph)];
    let part = place.part.as_deref().map(bdi);
    let parts: Vec<_> =
        page.into_iter().chain(rest.into_iter().flatten().map(|text| html! { (text) })).chain(part).collect();
    html! {
        @for (index, part) in parts.iter().enumerate() {
            @if index > 0 { (view.text("list-separator")) }
            (part)
        }
    }
}

/// What is the matter with a citation, what it says beside what its page says, and how the page was reached.
fn source(view: &View<'_>, audit: &Audit, citation: &Citation, findings: &[&Finding], several: bool) -> Markup {
    let seen = view.seen(citation.source);
    let of_citation = |finding: &&&Finding| finding.citation.as_ref() == Some(&citation.id);
    let findings: Vec<_> = findings.iter().filter(of_citation).copied().collect();
    html! {
        div.source {
            @if several || findings.is_empty() {
                @let shown = citation.verdict.filter(|_| several);
                @if shown.is_some() || citation.reason.is_some() {
                    p.verdict {
                        @if let Some(verdict) = shown { (badge(view, verdict)) " " }
                        @if let Some(reason) = citation.reason { (view.text(reason)) }
                    }
                }
            }
            @if citation.kind == CitationKind::BackReference { (back_reference(view, citation)) }
            (self::findings(view, &findings))
            (compared(view, audit, citation, seen, &findings))
            @if let Some(url) = &citation.url { p.address { (foreign::url(url)) } }
            @if let Some(seen) = seen { (reached(view, seen)) }
        }
    }
}

/// The note that a back-reference means, with its verdict.
fn back_reference(view: &View<'_>, citation: &Citation) -> Markup {
    let meant = citation.refers_to.as_deref().and_then(|id| view.citations.get(id)).copied();
    let note = meant.and_then(|(document, index)| view.report.audits.get(document)?.notes.get(index));
    html! {
        @if let (Some((document, index)), Some(note)) = (meant, note) {
            p.verdict {
                (view.text("html-means")) " "
                a href=(format!("#{}", card_id(document, index))) { (view.text("column-note")) " " (ltr(&note.number)) }
                @if let Some(verdict) = verdict(note) { " " (badge(view, verdict)) }
            }
        }
    }
}

/// Status, redirects, the copy in an archive, and when it was looked at.
pub(super) fn reached(view: &View<'_>, seen: &Observation) -> Markup {
    let at = foreign::looked_at(seen);
    html! {
        @if seen.status.is_some() || at.is_some() {
            p.reached {
                @if let Some(status) = seen.status { (ltr(&format!("HTTP {status}"))) }
                @if seen.status.is_some() && at.is_some() { " · " }
                @if let Some(at) = at { (foreign::time(at)) }
                @if seen.from_cache { " · " (view.text("html-from-cache")) }
            }
        }
        @if !seen.hops.is_empty() {
            details.hops {
                summary { (view.count("html-redirects", seen.hops.len())) }
                ol {
                    @for hop in &seen.hops { li { (ltr(&hop.status.to_string())) " " (foreign::url(&hop.url)) } }
                    @if let Some(last) = &seen.final_url { li { (foreign::url(last)) } }
                }
            }
        }
        @if let Some(copy) = &seen.archived {
            p.archived {
                (view.text("html-archived")) " " (ltr(copy.at.get(..10).unwrap_or(&copy.at))) ": " (foreign::url(&copy.url))
            }
        }
    }
}

/// A finding of no note: where it is, and the sentence that it is about.
pub(super) fn apart(view: &View<'_>, audit: &Audit, finding: &Finding) -> Markup {
    html! {
        p.place { (place(view, audit, &finding.place)) }
        @if let Some(cited) = finding.cited.as_deref().filter(|cited| !cited.is_empty()) {
            blockquote.context dir=(foreign::dir(cited)) { (block(cited)) }
        }
        (findings(view, &[finding]))
    }
}

/// What was found, with what to do, and where an editor may say what was decided.
pub(super) fn findings(view: &View<'_>, findings: &[&Finding]) -> Markup {
    html! {
        @for finding in findings {
            div.finding.(finding.severity.name()).suppressed[finding.suppressed.is_some()] {
                p.what { (view.message(&finding.message)) }
                p.todo { b { (view.text("html-todo")) } " " (view.message(&finding.help)) }
                @for related in &finding.related { p.related { (view.message(&related.message)) } }
                @if let Some(suppressed) = &finding.suppressed {
                    p.why {
                        (view.text(match suppressed.by {
                            SuppressedBy::Ignore => "html-ignored",
                            SuppressedBy::Baseline => "html-baseline",
                            SuppressedBy::Comment => "html-commented",
                        })) " " (bdi(&suppressed.reason))
                    }
                } @else { (decision(finding)) }
                p.rule {
                    strong { (view.text(severity(finding.severity))) } " "
                    span title=(view.catalogue.rule(finding.rule).summary) { (ltr(finding.rule)) }
                }
            }
        }
    }
}

/// Where an editor decides of a finding.
fn decision(finding: &Finding) -> Markup {
    html! {
        fieldset.decision data-fingerprint=(finding.fingerprint) data-rule=(finding.rule) data-url=[finding.url.as_deref().map(visible)] {}
    }
}

/// What can be decided of a finding. It stands in the page once; the script, without which nothing can be decided,
/// copies it to where each finding has its place for it.
pub(super) fn choices(view: &View<'_>) -> Markup {
    html! {
        legend.sr-only { (view.text("html-decision")) }
        @for (value, id) in [("accept", "html-accept"), ("fix", "html-fix"), ("ask", "html-ask")] {
            label { input type="radio" value=(value); span { (view.text(id)) } }
        }
        button.clear type="button" hidden { (view.text("html-clear")) }
        input.remark type="text" dir="auto" aria-label=(view.text("html-remark")) placeholder=(view.text("html-remark"));
    }
}

pub(super) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "severity-error",
        Severity::Warning => "severity-warning",
        Severity::Info => "severity-info",
    }
}
