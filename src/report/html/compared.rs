//! Cited beside found: title, publisher, date.

use maud::{Markup, html};

use super::foreign::{self, bdi, ltr};
use super::{View, diff};
use crate::model::{Audit, Citation, Fact, Finding, Observation, PageDateKind};

/// One thing that is compared.
struct Row {
    label: &'static str,
    cited: Option<Markup>,
    found: Option<Markup>,
}

/// What a citation says beside what its page says; nothing where neither says anything.
pub(super) fn compared(
    view: &View<'_>,
    audit: &Audit,
    citation: &Citation,
    seen: Option<&Observation>,
    findings: &[&Finding],
) -> Markup {
    let rows = [
        title(view, audit, citation, seen, findings),
        publisher(citation, seen, findings),
        date(citation, seen, findings),
    ];
    let any_found = rows.iter().any(|row| row.found.is_some());
    let rows: Vec<_> = rows.iter().filter(|row| row.cited.is_some() || row.found.is_some()).collect();
    html! {
        @if !rows.is_empty() {
            table.compared {
                thead { tr {
                    td {}
                    th scope="col" { (view.text("column-cited")) }
                    @if any_found { th scope="col" { (view.text("column-found")) } }
                } }
                tbody {
                    @for row in rows {
                        tr {
                            th { (view.text(row.label)) }
                            td { (side(row.cited.as_ref())) }
                            @if any_found { td { (side(row.found.as_ref())) } }
                        }
                    }
                }
            }
        }
    }
}

fn side(side: Option<&Markup>) -> Markup {
    html! { @match side { Some(side) => (side), None => "—" } }
}

/// What a rule says was found, which is what was compared.
fn told(rule: &str, findings: &[&Finding]) -> Option<String> {
    findings.iter().find(|finding| finding.rule == rule).and_then(|finding| finding.found.as_deref()).map(str::to_owned)
}

fn first(facts: &[Fact]) -> Option<String> {
    facts.first().map(|fact| fact.value.to_string())
}

fn title(
    view: &View<'_>,
    audit: &Audit,
    citation: &Citation,
    seen: Option<&Observation>,
    findings: &[&Finding],
) -> Row {
    let page = seen.and_then(foreign::page);
    let found = told("title-mismatch", findings).or_else(|| page.and_then(|page| first(&page.titles)));
    let languages = audit.document.languages.as_slice();
    let of_cited = citation.title.as_deref().and_then(|title| foreign::lang(title, languages));
    let of_found = page.and_then(|page| page.language.as_deref()).and_then(foreign::tag);
    // What is in the language of the page has no need to say so.
    let other = |language: &&str| *language != view.catalogue.tag();
    let (of_cited, of_found) = (of_cited.filter(other), of_found.filter(other));
    let (cited, found) = match (citation.title.as_deref(), found.as_deref()) {
        (Some(cited), Some(found)) => {
            let (cited, found) = diff::diff((cited, of_cited), (found, of_found));
            (Some(cited), Some(found))
        }
        (cited, found) => {
            let spoken = |text: Option<&str>, of| text.map(|text| foreign::spoken(text, of));
            (spoken(cited, of_cited), spoken(found, of_found))
        }
    };
    Row { label: "html-title", cited, found }
}

fn publisher(citation: &Citation, seen: Option<&Observation>, findings: &[&Finding]) -> Row {
    let differs = told("publisher-mismatch", findings);
    let marked = differs.is_some();
    let found = differs.or_else(|| seen.and_then(foreign::page).and_then(|page| first(&page.publishers)));
    let cited = citation.publisher.as_deref().map(bdi);
    Row {
        label: "html-publisher",
        cited: cited.map(|text| old(text, marked)),
        found: found.map(|text| new(bdi(&text), marked)),
    }
}

/// What is cited, marked where it is not what was found.
fn old(text: Markup, marked: bool) -> Markup {
    if marked {
        html! { del { (text) } }
    } else {
        text
    }
}

/// What was found, marked where it is not what is cited.
fn new(text: Markup, marked: bool) -> Markup {
    if marked {
        html! { ins { (text) } }
    } else {
        text
    }
}

/// The date by the calendar, and as it is printed where that is another thing.
fn date(citation: &Citation, seen: Option<&Observation>, findings: &[&Finding]) -> Row {
    let dates = seen.and_then(foreign::page).map_or(&[][..], |page| page.dates.as_slice());
    let published = dates.iter().find(|date| date.kind == PageDateKind::Published).map(|date| date.date.to_string());
    let differs = told("date-mismatch", findings);
    let marked = differs.is_some();
    let found = differs.or(published);
    let reading = citation.date_reading().map(|reading| reading.to_string());
    let printed = citation.date.as_ref().map(|date| date.text.as_str());
    let cited = match (reading, printed) {
        (Some(reading), Some(printed)) if reading != printed => {
            Some(html! { (old(ltr(&reading), marked)) " " small { "(" (bdi(printed)) ")" } })
        }
        (Some(reading), _) => Some(old(ltr(&reading), marked)),
        (None, printed) => printed.map(bdi),
    };
    Row { label: "html-date", cited, found: found.map(|text| new(ltr(&text), marked)) }
}
