//! What came of it at a glance: a bar of the verdicts, and a button for each that shows its citations alone.

use maud::{Markup, html};

use super::{View, Want, want};
use crate::model::{Severity, Verdict};
use crate::report::summary;

/// The verdicts in the order in which they want attention.
pub(super) const ORDER: [Verdict; 9] = [
    Verdict::Dead,
    Verdict::Missing,
    Verdict::Mismatched,
    Verdict::Unreachable,
    Verdict::Blocked,
    Verdict::Unchecked,
    Verdict::Alive,
    Verdict::Verified,
    Verdict::Unlinked,
];

/// How wide the bar is, in its own units.
const WIDTH: f64 = 1000.0;
/// What is left free between two parts of it.
const GAP: f64 = 2.0;

/// The counts.
pub(super) fn counts(view: &View<'_>) -> Markup {
    let report = view.report;
    let found = summary::verdicts(&report.audits);
    let total: usize = found.iter().map(|(_, count)| count).sum();
    let counted: Vec<_> = ORDER
        .into_iter()
        .filter_map(|verdict| found.iter().find(|(known, count)| *known == verdict && *count > 0))
        .copied()
        .collect();
    let findings = summary::severity_counts(&summary::severities(&report.findings), view.catalogue);
    let notes = report.audits.iter().enumerate();
    let notes = notes.flat_map(|(index, audit)| audit.notes.iter().map(move |note| (index, note)));
    let needing = notes.filter(|(index, note)| want(view, *index, note) == Want::Hand).count();
    let elsewhere = report.findings.iter().filter(|finding| {
        finding.note.is_none() && finding.suppressed.is_none() && finding.severity >= Severity::Warning
    });
    let needing = needing + elsewhere.count();
    html! {
        p.outcome { strong { (view.count("html-need", needing)) } span { (findings) } }
        (bar(&counted, total))
        div.filters role="group" aria-label=(view.text("html-filter")) {
            button type="button" data-filter="" aria-pressed="true" { (view.text("html-all")) " " b { (total) } }
            @for (verdict, count) in &counted {
                button type="button" data-filter=(verdict.name()) aria-pressed="false" {
                    span.dot.(verdict.name()) {} (view.text(summary::verdict_id(*verdict))) " " b { (count) }
                }
            }
        }
        p.sr-only #shown role="status" data-shown=(view.text("html-shown")) {}
    }
}

/// The verdicts as parts of a whole. The buttons below say the same in words, so nobody is read this.
fn bar(counted: &[(Verdict, usize)], total: usize) -> Markup {
    let mut from = 0;
    let parts: Vec<_> = counted
        .iter()
        .map(|&(verdict, count)| {
            let start = from;
            from += count;
            let scaled = |count: usize| count as f64 / total as f64 * WIDTH;
            let gap = if from < total { GAP } else { 0.0 };
            (verdict, scaled(start), (scaled(count) - gap).max(GAP))
        })
        .collect();
    html! {
        @if total > 0 {
            svg.bar aria-hidden="true" focusable="false" viewBox=(format!("0 0 {WIDTH} 10")) preserveAspectRatio="none" {
                @for (verdict, start, width) in parts {
                    rect.(verdict.name()) x=(format!("{start:.2}")) y="0" width=(format!("{width:.2}")) height="10" {}
                }
            }
        }
    }
}
