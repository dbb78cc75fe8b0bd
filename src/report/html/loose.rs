//! URLs outside the notes: those that no note claims, and the links of the running text that something was found at.

use std::collections::HashMap;

use maud::{Markup, html};

use super::{View, card, foreign};
use crate::model::{Audit, Finding, LooseUrl, SourceId};

/// The cards of the loose URLs of a document, where there is something to say of them; the rest in a folded list.
pub(super) fn loose(view: &View<'_>, document: usize, audit: &Audit) -> Markup {
    let mut found: HashMap<SourceId, Vec<&Finding>> = HashMap::new();
    let mut apart: Vec<&Finding> = Vec::new();
    let here = |finding: &&Finding| finding.document == document && finding.note.is_none() && finding.url.is_some();
    let loose = || audit.unpaired.iter().chain(&audit.unnoted);
    for finding in view.report.findings.iter().filter(here) {
        match finding.source.filter(|source| loose().any(|url| url.source == Some(*source))) {
            Some(source) => found.entry(source).or_default().push(finding),
            None => apart.push(finding),
        }
    }
    let (mut told, mut quiet): (Vec<(&LooseUrl, Vec<&Finding>)>, Vec<&LooseUrl>) = (Vec::new(), Vec::new());
    for url in loose() {
        // Each finding is shown once, where its URL stands first.
        match url.source.and_then(|source| found.remove(&source)) {
            Some(findings) => told.push((url, findings)),
            None => quiet.push(url),
        }
    }
    html! {
        @if !told.is_empty() || !apart.is_empty() {
            h3.group { (view.text("html-loose")) }
            @for (url, findings) in &told {
                article.card {
                    header {
                        h3 { (view.text("html-link")) }
                        span.place { (card::place(view, audit, &url.place)) }
                    }
                    @if !url.text.is_empty() && url.text != url.url {
                        p.note dir=(foreign::dir(&url.text)) { (foreign::block(&url.text)) }
                    }
                    (card::findings(view, findings))
                    p.address { (foreign::url(&url.url)) }
                    @if let Some(seen) = view.seen(url.source) { (card::reached(view, seen)) }
                }
            }
            @if !apart.is_empty() { article.card { (card::findings(view, &apart)) } }
        }
        @if !quiet.is_empty() {
            details.fine {
                summary { (view.count("html-loose-fine", quiet.len())) }
                ul { @for url in quiet { li { (foreign::url(&url.url)) } } }
            }
        }
    }
}
