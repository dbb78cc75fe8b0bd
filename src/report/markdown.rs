//! A table in GitHub's Markdown, for the summary of a CI job or a comment.

use std::io;

use smol_str::SmolStr;

use super::{Canvas, Reporter, statement, summary};
use crate::lang::Catalogue;
use crate::model::{Direction, Finding, Message, Report, Severity};
use crate::text::sanitize::{has_rtl, isolated_in, readable_url, visible};

/// The Markdown reporter.
pub static REPORTER: Reporter =
    Reporter { name: "markdown", extension: "md", about: "a table for job summaries and comments", write };

/// Bytes above which rows are left out: a step summary of more than 1 MiB is dropped whole.
const BUDGET: usize = 900 * 1024;

fn write(report: &Report, canvas: &mut Canvas<'_>) -> io::Result<()> {
    let catalogue = canvas.catalogue;
    // GitHub lays a heading out by its first strong letter, and what is shut in an isolate is none.
    let name = isolated_in(catalogue.direction(), "isnad");
    writeln!(canvas.out, "### {name}: {}\n", escaped(&summary::summary_line(report, catalogue)))?;
    for line in summary::caveats(report, catalogue) {
        writeln!(canvas.out, "> {}\n", escaped(&line))?;
    }
    let rows: Vec<_> = statement::counted(report).map(|(finding, _)| (finding, row(finding, catalogue))).collect();
    let least = least_shown(&rows);
    let mut left = BUDGET;
    let mut shown = 0;
    for (index, audit) in report.audits.iter().enumerate() {
        let of_document = rows.iter().filter(|(finding, _)| finding.document == index && finding.severity >= least);
        let mut headed = false;
        for (_, row) in of_document {
            let Some(rest) = left.checked_sub(row.len() + 1) else { break };
            if !headed {
                headed = true;
                writeln!(canvas.out, "#### {}\n\n{}", code(&audit.document.path), head(catalogue))?;
            }
            writeln!(canvas.out, "{row}")?;
            (left, shown) = (rest, shown + 1);
        }
        if headed {
            writeln!(canvas.out)?;
        }
    }
    if shown < rows.len() {
        let message = Message::new("left-out").with("count", rows.len() - shown);
        writeln!(canvas.out, "{}", escaped(&catalogue.render(&message)))?;
    }
    Ok(())
}

/// The least severity of which every row has room.
fn least_shown(rows: &[(&Finding, String)]) -> Severity {
    let size = |least: Severity| {
        let shown = rows.iter().filter(|(finding, _)| finding.severity >= least);
        shown.map(|(_, row)| row.len() + 1).sum::<usize>()
    };
    let fits = |least: &Severity| size(*least) <= BUDGET;
    [Severity::Info, Severity::Warning].into_iter().find(fits).unwrap_or(Severity::Error)
}

fn head(catalogue: &Catalogue) -> String {
    let columns = ["column-note", "column-finding", "column-cited", "column-found", "column-source"];
    let names: Vec<_> = columns.iter().map(|id| escaped(&catalogue.text(id))).collect();
    format!("| {} |\n|---:|{}", names.join(" | "), "---|".repeat(columns.len() - 1))
}

fn row(finding: &Finding, catalogue: &Catalogue) -> String {
    let sign = match finding.severity {
        Severity::Error => "❌",
        Severity::Warning => "⚠️",
        Severity::Info => "ℹ️",
    };
    let foreign = |text: &str| isolated_in(catalogue.direction(), &statement::shortened(text));
    let said = catalogue.render_with(&finding.message, foreign);
    let said = directed(&said, escaped(&said));
    let note = finding.note.as_ref().map(|(number, _)| foreign(number));
    let page = finding.place.page.map(|page| catalogue.render(&Message::new("place-page").with("page", page as usize)));
    let place = match (note, page) {
        (Some(note), Some(page)) => format!("{note} ({page})"),
        (note, page) => note.or(page).unwrap_or_default(),
    };
    let place = directed(&place, escaped(&place));
    let text =
        |text: &Option<SmolStr>| text.as_deref().map(|text| cell(&statement::shortened(text))).unwrap_or_default();
    let url = finding.url.as_deref().map(|url| code(&readable_url(&statement::shortened(url)))).unwrap_or_default();
    let (cited, found) = (text(&finding.cited), text(&finding.found));
    let finding = match catalogue.direction() {
        Direction::Ltr => format!("{sign} `{}`: {said}", finding.rule),
        // What begins a cell says which way it runs.
        Direction::Rtl => format!("{sign} {said} (`{}`)", finding.rule),
    };
    format!("| {place} | {finding} | {cited} | {found} | {url} |")
}

/// Foreign text in a cell: what runs from right to left takes its own direction.
fn cell(text: &str) -> String {
    directed(text, escaped(&visible(text)))
}

/// The markup of a text, with a direction of its own where it has a part that runs from right to left.
fn directed(text: &str, markup: String) -> String {
    if has_rtl(text) { format!("<span dir=\"auto\">{markup}</span>") } else { markup }
}

/// Text in which nothing is markup, a mention or a reference.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '@' => out.push_str("&#64;"),
            '#' => out.push_str("&#35;"),
            '\n' | '\r' => out.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => {
                out.push('\\');
                out.push(character);
            }
            _ => out.push(character),
        }
    }
    // An address would become a link of itself.
    out.replace("://", "&#58;//").replace("www.", "www&#46;")
}

/// A code span in a table, behind a fence that the text does not hold. A bar would end the cell even there.
fn code(text: &str) -> String {
    let text = visible(text).replace('|', "%7C");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    if text.contains('`') { format!("{fence} {text} {fence}") } else { format!("{fence}{text}{fence}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::{report, written};

    #[test]
    fn over_the_budget_the_least_grave_rows_go_first() {
        let mut report = report();
        let finding = report.findings[0].clone();
        let long = "م".repeat(300);
        report.findings = (0..3000)
            .map(|index| Finding {
                severity: if index % 3 == 0 { Severity::Error } else { Severity::Info },
                cited: Some(long.clone().into()),
                ..finding.clone()
            })
            .collect();
        let written = written(&REPORTER, &report);
        assert!(written.len() < 1024 * 1024, "{}", written.len());
        assert_eq!((written.matches('❌').count(), written.matches("ℹ️").count()), (1000, 0));
        assert!(written.contains("2000 more findings"), "{}", &written[written.len() - 200..]);
    }

    #[test]
    fn nothing_foreign_is_markup() {
        for (text, expected) in [
            ("a | b", "a \\| b"),
            ("<script>", "&lt;script&gt;"),
            ("@team #12", "&#64;team &#35;12"),
            ("[x](http://y)", "\\[x\\](http&#58;//y)"),
            ("`a`", "\\`a\\`"),
            ("www.a.example", "www&#46;a.example"),
        ] {
            assert_eq!(escaped(text), expected);
        }
        assert_eq!(code("a`b|c"), "`` a`b%7Cc ``");
        assert_eq!(code("a"), "`a`");
    }
}
