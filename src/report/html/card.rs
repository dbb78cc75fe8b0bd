//! One note: where it is called, what it says, what was found at each of its sources, what to do.

use maud::{Markup, html};

use super::{View, card_id, diff, foreign, verdict};
use crate::model::{
    Audit, Citation, CitationKind, Finding, Message, Note, Observation, PageDateKind, Place, Severity, SuppressedBy,
    Verdict,
};
use crate::report::summary;
use crate::text::digits;
use crate::text::sanitize::visible;
use foreign::{bdi, ltr};

/// The card of a note.
pub(super) fn card(view: &View<'_>, document: usize, audit: &Audit, index: usize, note: &Note) -> Markup {
    let findings = view.findings(document, note);
    let verdicts: Vec<_> = note.citations.iter().filter_map(|citation| citation.verdict).map(Verdict::name).collect();
    let languages = audit.document.languages.as_slice();
    html! {
        article.card id=(card_id(document, index)) data-verdicts=(verdicts.join(" ")) {
            h3 {
                (view.text("column-note")) " " (marker(note)) " "
                @if let Some(verdict) = verdict(note) { (badge(view, verdict)) }
                " " small { (place(view, audit, &note.place)) }
            }
            @for callout in note.callouts.iter().filter(|callout| !callout.context.is_empty()).take(3) {
                blockquote.context dir=(foreign::dir(&callout.context)) lang=[foreign::lang(&callout.context, languages)] {
                    (bdi(&callout.context))
                }
            }
            p.note dir=(foreign::dir(&note.text)) lang=[foreign::lang(&note.text, languages)] { (bdi(&note.text)) }
            @for citation in &note.citations {
                (source(view, citation, findings, note.citations.len() > 1))
            }
            (super::card::findings(view, findings))
        }
    }
}

/// The marker as printed, with the number in ASCII digits to search by where it is another.
fn marker(note: &Note) -> Markup {
    let ascii = digits::marker_number(&note.marker);
    html! {
        span.marker { (bdi(&note.marker)) }
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

/// What a citation says beside what its page says, and how the page was reached.
fn source(view: &View<'_>, citation: &Citation, findings: &[&Finding], several: bool) -> Markup {
    let seen = view.seen(citation.source);
    html! {
        div.source {
            @if several || citation.verdict.is_some_and(|verdict| verdict == Verdict::Alive) {
                p.said {
                    @if let Some(verdict) = citation.verdict.filter(|_| several) { (badge(view, verdict)) " " }
                    @if let Some(reason) = citation.reason { (view.text(reason)) }
                }
            } @else if let Some(reason) = citation.reason {
                p.said { (view.text(reason)) }
            }
            @if citation.kind == CitationKind::BackReference { (back_reference(view, citation)) }
            (compared(view, citation, seen, findings))
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
            p.said {
                (view.text("html-means")) " "
                a href=(format!("#{}", card_id(document, index))) { (view.text("column-note")) " " (ltr(&note.number)) }
                @if let Some(verdict) = verdict(note) { " " (badge(view, verdict)) }
            }
        }
    }
}

/// Cited beside found: title, publisher, date.
fn compared(view: &View<'_>, citation: &Citation, seen: Option<&Observation>, findings: &[&Finding]) -> Markup {
    let page = seen.and_then(foreign::page);
    // What a finding says was found is what was compared; else what the page puts first.
    let told = |rule: &str| {
        let of_citation = |finding: &&&Finding| finding.rule == rule && finding.citation.as_ref() == Some(&citation.id);
        findings.iter().find(of_citation).and_then(|finding| finding.found.clone())
    };
    let first = |facts: &[crate::model::Fact]| facts.first().map(|fact| fact.value.clone());
    let title = told("title-mismatch").or_else(|| page.and_then(|page| first(&page.titles)));
    let publisher = page.and_then(|page| first(&page.publishers));
    let dates = page.map_or(&[][..], |page| page.dates.as_slice());
    let date = dates.iter().find(|date| date.kind == PageDateKind::Published).map(|date| date.date.to_string());
    let date = told("date-mismatch").or(date);
    let cited_date = citation.date_reading().map(|reading| reading.to_string());
    let rows = [
        ("html-title", citation.title.clone(), title),
        ("html-publisher", citation.publisher.clone(), publisher),
        ("html-date", cited_date, date),
    ];
    let any_found = rows.iter().any(|(_, _, found)| found.is_some());
    html! {
        @if any_found || rows.iter().any(|(_, cited, _)| cited.is_some()) {
            table.compared {
                thead { tr {
                    td {}
                    th scope="col" { (view.text("column-cited")) }
                    @if any_found { th scope="col" { (view.text("column-found")) } }
                } }
                tbody {
                    @for (label, cited, found) in rows.iter().filter(|(_, cited, found)| cited.is_some() || found.is_some()) {
                        @let (cited_shown, found_shown) = sides(cited.as_deref(), found.as_deref(), *label == "html-title");
                        tr { th scope="row" { (view.text(label)) } td data-label=(view.text("column-cited")) { (cited_shown) }
                            @if any_found { td data-label=(view.text("column-found")) { (found_shown) } } }
                    }
                }
            }
        }
    }
}

fn sides(cited: Option<&str>, found: Option<&str>, by_words: bool) -> (Markup, Markup) {
    match (cited, found) {
        (Some(cited), Some(found)) if by_words => diff::diff(cited, found),
        _ => {
            let side = |text: Option<&str>| html! { @match text { Some(text) => (bdi(text)), None => "—" } };
            (side(cited), side(found))
        }
    }
}

/// Status, redirects, the copy in an archive, and when it was looked at.
fn reached(view: &View<'_>, seen: &Observation) -> Markup {
    html! {
        p.reached {
            @if let Some(status) = seen.status { (ltr(&format!("HTTP {status}"))) }
            @if let Some(cause) = seen.cause { " " (ltr(cause.name())) }
            @if let Some(at) = &seen.fetched_at { " · " (ltr(&at.replace('T', " ").replace('Z', " UTC"))) }
            @if seen.from_cache { " · " (view.text("html-from-cache")) }
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

/// What was found, with what to do, and where an editor may say what was decided.
pub(super) fn findings(view: &View<'_>, findings: &[&Finding]) -> Markup {
    html! {
        @for finding in findings {
            div.finding.(finding.severity.name()).suppressed[finding.suppressed.is_some()] {
                p {
                    strong { (view.text(severity(finding.severity))) } " "
                    span.rule title=[view.rule(finding.rule).map(|rule| rule.summary)] { (ltr(finding.rule)) }
                    ": " (view.message(&finding.message))
                }
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
                } @else { (decision(view, finding)) }
            }
        }
    }
}

fn decision(view: &View<'_>, finding: &Finding) -> Markup {
    html! {
        fieldset.decision data-fingerprint=(finding.fingerprint) data-rule=(finding.rule) data-url=[finding.url.as_deref().map(visible)] {
            legend.sr-only { (view.text("html-decision")) }
            @for (value, id) in [("accept", "html-accept"), ("fix", "html-fix"), ("ask", "html-ask")] {
                label { input type="radio" name=(finding.fingerprint) value=(value); " " (view.text(id)) }
            }
            input.remark type="text" dir="auto" aria-label=(view.text("html-remark")) placeholder=(view.text("html-remark"));
        }
    }
}

pub(super) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "severity-error",
        Severity::Warning => "severity-warning",
        Severity::Info => "severity-info",
    }
}
