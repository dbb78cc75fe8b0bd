//! All citations in one table, which the script sorts and filters.

use maud::{Markup, html};

use super::{View, card, card_id, foreign};
use crate::model::{Audit, Citation, Note};
use crate::text::sanitize::visible;
use foreign::ltr;

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
        h2 #all { (view.text("html-table")) }
        div.scroll role="region" tabindex="0" aria-labelledby="all" {
            table.all {
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

/// A host that may be broken before its dots, and nowhere else.
fn parted(host: &str) -> Markup {
    html! { @for (index, part) in host.split('.').enumerate() { @if index > 0 { wbr; "." } (visible(part)) } }
}

/// A cell that runs as its title does.
fn title(title: Option<&str>) -> Markup {
    html! { td dir=[title.map(foreign::dir)] { @if let Some(title) = title { (foreign::block(title)) } } }
}

fn row(view: &View<'_>, document: usize, audit: &Audit, index: usize, note: &Note, citation: &Citation) -> Markup {
    let seen = view.seen(citation.source);
    let found = seen.and_then(foreign::page).and_then(|page| page.titles.first());
    let host = citation.url.as_deref().and_then(|url| url::Url::parse(url).ok());
    let host = host.as_ref().and_then(url::Url::host_str).map(|host| host.trim_start_matches("www.").to_owned());
    let archived = seen.and_then(|seen| seen.archived.as_ref());
    html! {
        tr data-verdicts=[citation.verdict.map(crate::model::Verdict::name)] {
            th scope="row" { a href=(format!("#{}", card_id(document, index))) { (foreign::number(&note.number)) } }
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
            td { @if let Some(host) = host { bdi dir="ltr" { (parted(&host)) } } }
            td { @if let Some(status) = seen.and_then(|seen| seen.status) { (status) } }
            td {
                @if let Some(copy) = archived {
                    @let day = copy.at.get(..10).unwrap_or(&copy.at);
                    @match foreign::link(&copy.url) {
                        Some(link) => a href=(link) { (ltr(day)) },
                        None => (ltr(day)),
                    }
                }
            }
            td { @if let Some(at) = seen.and_then(foreign::looked_at) { (ltr(at.get(..10).unwrap_or(at))) } }
        }
    }
}
