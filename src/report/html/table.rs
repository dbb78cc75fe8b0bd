//! All citations in one table, which the script sorts and filters.

use maud::{Markup, html};

use super::{View, card, card_id, foreign};
use crate::model::{Audit, Citation, Note};
use foreign::{bdi, ltr};

/// The columns, and whether each holds numbers.
const COLUMNS: [(&str, bool); 9] = [
    ("column-note", true),
    ("html-page", true),
    ("html-verdict", false),
    ("html-cited-title", false),
    ("html-found-title", false),
    ("html-site", false),
    ("html-status", true),
    ("html-archived", false),
    ("html-checked", false),
];

/// The table of all citations.
pub(super) fn table(view: &View<'_>) -> Markup {
    html! {
        div.scroll role="region" tabindex="0" aria-label=(view.text("html-table")) {
            table.all {
                caption { (view.text("html-table")) }
                thead { tr {
                    @for (id, numeric) in COLUMNS {
                        th scope="col" data-numeric[numeric] { button type="button" { (view.text(id)) } }
                    }
                } }
                tbody {
                    @for (document, audit) in view.report.audits.iter().enumerate() {
                        @for (index, note) in audit.notes.iter().enumerate() {
                            @for citation in &note.citations { (row(view, document, audit, index, note, citation)) }
                        }
                    }
                }
            }
        }
    }
}

/// A cell that runs as its title does.
fn title(title: Option<&str>) -> Markup {
    html! { td.title dir=[title.map(foreign::dir)] { @if let Some(title) = title { (bdi(title)) } } }
}

fn row(view: &View<'_>, document: usize, audit: &Audit, index: usize, note: &Note, citation: &Citation) -> Markup {
    let seen = view.seen(citation.source);
    let found = seen.and_then(foreign::page).and_then(|page| page.titles.first());
    let host = citation.url.as_deref().and_then(|url| url::Url::parse(url).ok());
    let host = host.as_ref().and_then(url::Url::host_str).map(|host| host.trim_start_matches("www.").to_owned());
    let archived = seen.and_then(|seen| seen.archived.as_ref());
    html! {
        tr data-verdicts=[citation.verdict.map(crate::model::Verdict::name)] {
            th scope="row" { a href=(format!("#{}", card_id(document, index))) { (ltr(&note.number)) } }
            td {
                @if let Some(page) = note.place.page {
                    @if audit.document.format == "pdf" {
                        a href=(foreign::page_link(&audit.document.path, page)) { (page) }
                    } @else { (page) }
                }
            }
            td { @if let Some(verdict) = citation.verdict { (card::badge(view, verdict)) } }
            (title(citation.title.as_deref()))
            (title(found.map(|title| title.value.as_str())))
            td.site { @if let Some(host) = host { (ltr(&host)) } }
            td { @if let Some(status) = seen.and_then(|seen| seen.status) { (status) } }
            td.day {
                @if let Some(copy) = archived {
                    @let day = copy.at.get(..10).unwrap_or(&copy.at);
                    @match foreign::link(&copy.url) {
                        Some(link) => a href=(link) rel="noopener noreferrer nofollow" { (ltr(day)) },
                        None => (ltr(day)),
                    }
                }
            }
            td.day { @if let Some(at) = seen.and_then(|seen| seen.fetched_at.as_deref()) { (ltr(at.get(..10).unwrap_or(at))) } }
        }
    }
}
