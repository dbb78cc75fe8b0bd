//! Workflow commands of GitHub Actions, which become annotations of the files.
//!
//! `::error file=…,line=…::message`; in data `%`, CR and LF are escaped, in properties `:` and `,` too, so that no title
//! of a page can end a command or begin one (the escaping of the runner's own toolkit).

use std::io;

use super::{Canvas, Reporter, statement};
use crate::model::{Finding, Message, Report, Severity};
use crate::text::sanitize::visible;

/// The GitHub reporter.
pub static REPORTER: Reporter = Reporter {
    name: "github",
    extension: "github.txt",
    about: "workflow commands, for annotations in GitHub Actions",
    write,
};

/// A step shows this many annotations and drops the rest in silence.
const SHOWN: usize = 10;

fn write(report: &Report, canvas: &mut Canvas<'_>) -> io::Result<()> {
    let catalogue = statement::english();
    let mut counted: Vec<_> = statement::counted(report).collect();
    // The gravest first: what is dropped is to matter least. The sort is stable, so that document order is kept.
    counted.sort_by_key(|(finding, _)| std::cmp::Reverse(finding.severity));
    let shown = if counted.len() > SHOWN { SHOWN - 1 } else { SHOWN };
    for (finding, path) in counted.iter().take(shown) {
        let sentence = statement::sentence(finding, &catalogue);
        writeln!(canvas.out, "::{} {}::{}", command(finding.severity), properties(finding, path), data(&sentence))?;
    }
    if let Some(more) = counted.len().checked_sub(shown).filter(|more| *more > 0) {
        let more = catalogue.render(&Message::new("left-out").with("count", more));
        writeln!(canvas.out, "::notice title=isnad::{}", data(&more))?;
    }
    Ok(())
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    }
}

/// Where it stands. A span is given only within one line: the runner refuses columns across lines.
fn properties(finding: &Finding, path: &str) -> String {
    let place = &finding.place;
    let mut properties = vec![format!("file={}", property(&visible(path)))];
    if let Some(line) = place.line {
        properties.push(format!("line={line}"));
        properties.extend(place.end_line.map(|line| format!("endLine={line}")));
        if place.end_line == Some(line) {
            properties.extend(place.column.map(|column| format!("col={column}")));
            // The runner's last column is part of the span; ours is the one after it.
            let last = place.end_column.filter(|&end| Some(end) > place.column).map(|end| end - 1);
            properties.extend(last.map(|column| format!("endColumn={column}")));
        }
    } else {
        // A file without lines is annotated at its head.
        properties.push("line=1".to_owned());
    }
    properties.push(format!("title={}", property(&format!("isnad ({})", finding.rule))));
    properties.join(",")
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Place;
    use crate::report::sample::{report, written};

    #[test]
    fn at_most_ten_and_the_gravest_first() {
        let mut report = report();
        let finding = report.findings[0].clone();
        report.findings = (0..14)
            .map(|index| Finding {
                severity: if index == 13 { Severity::Error } else { Severity::Warning },
                note: Some((index.to_string().into(), "".into())),
                ..finding.clone()
            })
            .collect();
        let written = written(&REPORTER, &report);
        let lines: Vec<_> = written.lines().collect();
        assert_eq!(lines.len(), 10);
        assert!(lines[0].starts_with("::error file=r.txt,line=5,title=isnad (title-mismatch)::note 13: "), "{written}");
        assert!(lines[1].starts_with("::warning ") && lines[1].contains("::note 0: "), "{written}");
        assert_eq!(
            lines[9],
            "::notice title=isnad::5 more findings did not fit here; the other reports of this run have them"
        );
    }

    #[test]
    fn nothing_ends_a_command_or_begins_one() {
        let mut report = report();
        report.audits[0].document.path = "a,b::c%\n::error::x.md".into();
        let finding = Finding {
            message: Message::new("unpaired-url").with("url", "100%\r\n::warning::y ##[error]"),
            place: Place { line: Some(2), column: Some(3), end_line: Some(2), end_column: Some(8), ..Place::default() },
            ..report.findings[0].clone()
        };
        report.findings = vec![finding];
        let written = written(&REPORTER, &report);
        assert_eq!(written.lines().count(), 1);
        let expected = "::error file=a%2Cb%3A%3Ac%25 %3A%3Aerror%3A%3Ax.md,line=2,endLine=2,col=3,endColumn=7,";
        assert!(written.starts_with(expected), "{written}");
        assert!(written.contains("100%25 ::warning::y ##[error]"), "{written}");
    }
}
