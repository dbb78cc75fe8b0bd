//! A page of another day.

use crate::judge::{Case, Check, DateOpinion, Findings, Rule};
use crate::model::{DateReading, Message, PartialDate, Severity};

/// The rule.
pub(super) static RULE: Rule = Rule {
    name: "date-mismatch",
    severity: Severity::Warning,
    enabled: true,
    network: false,
    summary: "the page's date, or the date in its URL, is not the cited one",
    explanation: "\
## What it finds

A cited date no reading of which is a date of the page (a day more or less), of its URL, or of its text, where the page
gives a date of publication or its URL holds one: a warning, or an error where two sources of the page that do not depend
on each other give the same other date. Compared at the coarser granularity: `2021` agrees with any day of 2021. Offline,
the date in the URL is compared alone.

## Why it matters

Day and month were swapped, the date of access was taken for that of publication, or the page is another one.

## Example

The note cites 5 November 2021; the page was published on 5 October 2021.

## What to do

Take the date from the page.
",
    check: Check::Citation(check),
};

fn check(case: &Case<'_>, findings: &mut Findings) {
    let DateOpinion::Contradicts { cited, found, found_in, twice } = &case.opinion.date else { return };
    let id = if *found_in == "url" { "date-mismatch-url" } else { id(*cited, *found) };
    let message =
        Message::new(id).with("cited", cited.to_string()).with("found", found.to_string()).with("found_in", *found_in);
    let finding = findings.add(case.spot(), message, "date-mismatch.help");
    finding.cited = Some(cited.to_string());
    finding.found = Some(found.to_string());
    finding.found_in = Some((*found_in).to_owned());
    // Where year and month agree the page is most likely the one meant.
    if *twice && !same_month(cited.start(), *found) {
        finding.severity = Severity::Error;
    }
}

/// The message that says what agrees.
fn id(cited: DateReading, found: PartialDate) -> &'static str {
    let cited = cited.start();
    if same_month(cited, found) {
        "date-mismatch-same-month"
    } else if cited.year == found.year && cited.day.is_some() && cited.day == found.day {
        "date-mismatch-month-differs"
    } else if cited.year != found.year && cited.month.is_some() && (cited.month, cited.day) == (found.month, found.day)
    {
        "date-mismatch-year-differs"
    } else {
        "date-mismatch"
    }
}

fn same_month(a: PartialDate, b: PartialDate) -> bool {
    a.year == b.year && a.month.is_some() && a.month == b.month
}
