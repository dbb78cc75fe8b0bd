//! The report for people at a terminal, in document order.
//!
//! Lines that may run from right to left carry no columns, no padding and no underlines, and are not wrapped: a
//! terminal that reorders them would tear all of that apart. Every string from a document or a page is made visible
//! and shut in an isolate of its own.

use std::io;

use anstyle::{AnsiColor, Style};
use smol_str::SmolStr;
use url::Url;

use super::statement::{in_words, shortened};
use super::{Canvas, Reporter, summary};
use crate::lang::Catalogue;
use crate::model::{
    Audit, Cause, Direction, Finding, Message, Mode, NoCopy, Observation, Place, Report, Severity, Verdict,
};
use crate::text::sanitize::{cells, has_rtl, isolated_in, readable_url, with_code};

/// The terminal reporter.
pub static REPORTER: Reporter =
    Reporter { name: "terminal", extension: "txt", about: "for reading; what stdout gets by default", write };

/// The blank at which no line is broken; it is shown as any other.
const NO_BREAK: char = '\u{a0}';

/// So many findings are more than one sitting mends.
const MANY: usize = 10;

/// The narrowest wrapping that can still be read.
const NARROWEST: usize = 40;

/// Asks a terminal to find the direction of each paragraph by its letters, and to do so no longer: mode 2501 of what
/// terminal-wg recommends for bidirectional text, which VTE has. Others pass over modes that they do not know.
const DIRECTIONS: (&str, &str) = ("\u{1b}[?2501h", "\u{1b}[?2501l");

fn write(report: &Report, canvas: &mut Canvas<'_>) -> io::Result<()> {
    if !canvas.finds_directions() {
        return write_all(report, canvas);
    }
    write!(canvas.out, "{}", DIRECTIONS.0)?;
    let written = write_all(report, canvas);
    write!(canvas.out, "{}", DIRECTIONS.1)?;
    written
}

fn write_all(report: &Report, canvas: &mut Canvas<'_>) -> io::Result<()> {
    for (index, audit) in report.audits.iter().enumerate() {
        let findings: Vec<_> = report.findings.iter().filter(|finding| finding.document == index).collect();
        header(audit, &findings, canvas)?;
        for finding in findings.iter().filter(|finding| finding.suppressed.is_none()) {
            writeln!(canvas.out)?;
            write_finding(finding, canvas)?;
        }
        writeln!(canvas.out)?;
    }
    let mut said = summary::caveats(report, canvas.catalogue);
    if canvas.hints {
        said.extend(hints(report, canvas.catalogue));
    }
    for line in &said {
        canvas.text("", &with_code(canvas.catalogue.direction(), line))?;
    }
    if !said.is_empty() {
        writeln!(canvas.out)?;
    }
    canvas.text("", &summary::summary_line(report, canvas.catalogue))
}

/// The document, then its counts.
fn header(audit: &Audit, findings: &[&Finding], canvas: &mut Canvas<'_>) -> io::Result<()> {
    let (catalogue, document) = (canvas.catalogue, &audit.document);
    let count = |id, count: usize| catalogue.render(&Message::new(id).with("count", count));
    let foreign = |text: &str| isolated_in(catalogue.direction(), text);
    let mut traits = vec![foreign(document.format)];
    if !document.pages.is_empty() {
        traits.push(count("header-pages", document.pages.len()));
    }
    if !document.languages.is_empty() {
        traits.push(foreign(&document.languages.join(" ")));
    }
    if document.direction == Direction::Rtl {
        traits.push(catalogue.text("header-rtl"));
    }
    // VTE forgets an isolate at which a line begins.
    let before = if canvas.finds_directions() { " " } else { "" };
    let path = format!("{before}{}", foreign(&document.path));
    canvas.headed(Style::new().bold(), "", &path, &summary::list(&traits, catalogue))?;

    let audits = std::slice::from_ref(audit);
    let counts = [
        count("summary-notes", summary::notes(audits)),
        count("summary-citations", summary::citations(audits)),
        count("summary-urls", audit.unpaired.len() + audit.unnoted.len()),
    ];
    let verdicts = summary::verdict_counts(&summary::verdicts(audits), catalogue);
    let severities = summary::severity_counts(&summary::severities(findings.iter().copied()), catalogue);
    canvas.text("  ", &summary::list(&counts, catalogue))?;
    if !verdicts.is_empty() {
        canvas.labelled("label-verdicts", &verdicts)?;
    }
    canvas.labelled("label-findings", &severities)?;
    let suppressed = findings.iter().filter(|finding| finding.suppressed.is_some()).count();
    if suppressed > 0 {
        canvas.text("  ", &count("header-suppressed", suppressed))?;
    }
    Ok(())
}

fn write_finding(finding: &Finding, canvas: &mut Canvas<'_>) -> io::Result<()> {
    let catalogue = canvas.catalogue;
    let (id, color) = match finding.severity {
        Severity::Error => ("severity-error", AnsiColor::Red),
        Severity::Warning => ("severity-warning", AnsiColor::Yellow),
        Severity::Info => ("severity-info", AnsiColor::Cyan),
    };
    let place = canvas.place(finding.note.as_ref(), &finding.place);
    canvas.headed(color.on_default().bold(), &catalogue.text(id), finding.rule, &place)?;

    let said = canvas.foreign(&finding.message);
    canvas.text("  ", &said)?;
    // What the message says already is not said twice.
    let direction = catalogue.direction();
    let unsaid = |text: &&SmolStr| !said.contains(&isolated_in(direction, &shortened(text)));
    if let Some(cited) = finding.cited.as_ref().filter(unsaid) {
        canvas.labelled("label-cited", &canvas.quoted(cited))?;
    }
    if let Some(found) = finding.found.as_ref().filter(unsaid).filter(|_| !in_words(finding)) {
        let mut line = canvas.quoted(found);
        if let Some(found_in) = &finding.found_in {
            let message = Message::new("found-in").with("where", canvas.isolated(found_in));
            line = format!("{line} {}", catalogue.render(&message));
        }
        canvas.labelled("label-found", &line)?;
    }
    if let Some(score) = finding.score {
        canvas.labelled("label-similarity", &format!("{:.0}", score.round()))?;
    }
    if let Some(url) = &finding.url {
        // First-strong isolation takes its direction from the scheme: left to right.
        let shown = canvas.paint(AnsiColor::Blue.on_default(), &canvas.isolated(&readable_url(url)));
        writeln!(canvas.out, "  {} {}", catalogue.text("label-url"), canvas.linked(url, &shown))?;
    }
    for related in &finding.related {
        let place = canvas.place(None, &related.place);
        let message = canvas.foreign(&related.message);
        canvas.labelled("label-related", &format!("{place}: {message}"))?;
    }
    canvas.labelled("label-help", &canvas.foreign(&finding.help))
}

/// What a reader may want to know next; nothing where there is nothing to add.
fn hints(report: &Report, catalogue: &Catalogue) -> Vec<String> {
    let verdicts = summary::verdicts(&report.audits);
    let any = |wanted| verdicts.iter().any(|&(verdict, count)| verdict == wanted && count > 0);
    let seen = |what: &dyn Fn(&Observation) -> bool| {
        report.sources.as_slice().iter().any(|source| source.observation.as_deref().is_some_and(what))
    };
    let counting = report.findings.iter().filter(|finding| finding.suppressed.is_none()).count();
    let said = [
        (report.run.mode == Mode::Offline && any(Verdict::Unchecked), "hint-offline"),
        (any(Verdict::Blocked), "hint-blocked"),
        (any(Verdict::Unreachable), "hint-unreachable"),
        (seen(&|seen| seen.cause == Some(Cause::Deadline)), "hint-deadline"),
        (
            counting > 0 && any(Verdict::Dead) && !seen(&|seen| seen.archived.is_some() || seen.unarchived.is_some()),
            "hint-archive",
        ),
        (seen(&|seen| matches!(seen.unarchived.as_deref(), Some(NoCopy::Untold(_)))), "hint-archive-silent"),
        (counting >= MANY, "hint-baseline"),
        (counting > 0, "hint-rules"),
        (counting > 0, "hint-report"),
    ];
    said.into_iter().filter(|(holds, _)| *holds).map(|(_, id)| catalogue.text(id)).collect()
}

impl Canvas<'_> {
    /// Whether the terminal is asked to find the direction of each line: where most run from right to left.
    fn finds_directions(&self) -> bool {
        self.bidi && self.catalogue.direction() == Direction::Rtl
    }

    fn paint(&self, style: Style, text: &str) -> String {
        if self.color && !text.is_empty() { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    /// A text that leads to a URL of the web, where a terminal can do that (OSC 8).
    fn linked(&self, url: &str, text: &str) -> String {
        let target = Url::parse(url).ok().filter(|target| self.links && matches!(target.scheme(), "http" | "https"));
        // As the standard writes it a URL is ASCII, without controls: nothing in it ends the sequence.
        target.map_or_else(|| text.to_owned(), |target| format!("\u{1b}]8;;{target}\u{1b}\\{text}\u{1b}]8;;\u{1b}\\"))
    }

    /// `error dead-link: note 7, page 2`, over two lines where one is too narrow; `first` is in its style, `name` bold.
    fn headed(&mut self, style: Style, first: &str, name: &str, rest: &str) -> io::Result<()> {
        let gap = if first.is_empty() { "" } else { " " };
        let head = format!("{}{gap}{}", self.paint(style, first), self.paint(Style::new().bold(), name));
        if cells(first) + gap.len() + cells(name) + ": ".len() + cells(rest) <= self.columns() || has_rtl(rest) {
            return writeln!(self.out, "{head}: {rest}");
        }
        writeln!(self.out, "{head}:")?;
        self.text("  ", rest)
    }

    /// How wide lines are: lines over the whole of a wide window are hard to read.
    fn columns(&self) -> usize {
        self.width.clamp(NARROWEST, Self::WIDTH)
    }

    /// A foreign text in quotation marks that stand outside its isolate.
    fn quoted(&self, text: &str) -> String {
        self.catalogue.render(&Message::new("quoted").with("text", self.isolated(&shortened(text))))
    }

    /// A message whose arguments come from a document or a page.
    fn foreign(&self, message: &Message) -> String {
        let said = self.catalogue.render_with(message, |text| self.isolated(&shortened(text)));
        with_code(self.catalogue.direction(), &said)
    }

    /// Foreign text as it stands in a sentence of the catalogue.
    fn isolated(&self, text: &str) -> String {
        isolated_in(self.catalogue.direction(), text)
    }

    /// A line of its own for one field: the label, then what it labels.
    fn labelled(&mut self, label: &'static str, text: &str) -> io::Result<()> {
        let label = self.catalogue.text(label);
        self.text("  ", &format!("{label} {text}"))
    }

    /// Text behind an indent, wrapped at the width where all of it runs from left to right.
    fn text(&mut self, indent: &str, text: &str) -> io::Result<()> {
        if has_rtl(text) {
            return writeln!(self.out, "{indent}{text}");
        }
        let width = self.columns();
        let mut line = indent.to_owned();
        let mut empty = true;
        // A number stays with what it counts.
        let breaks = |c: char| c.is_whitespace() && c != NO_BREAK;
        for word in text.split(breaks).filter(|word| !word.is_empty()) {
            if !empty && cells(&line) + 1 + cells(word) > width {
                writeln!(self.out, "{line}")?;
                line = format!("{indent}  ");
                empty = true;
            }
            if !empty {
                line.push(' ');
            }
            line.extend(word.chars().map(|c| if c == NO_BREAK { ' ' } else { c }));
            empty = false;
        }
        writeln!(self.out, "{line}")
    }

    /// `note 7, page 2, line 41`, as much of it as the format has.
    fn place(&self, note: Option<&(SmolStr, SmolStr)>, place: &Place) -> String {
        let number = |id, name, value: Option<u32>| {
            value.map(|value| self.catalogue.render(&Message::new(id).with(name, value as usize)))
        };
        let shown = |id, name, value: &str| self.catalogue.render(&Message::new(id).with(name, self.isolated(value)));
        let parts: Vec<_> = [
            note.map(|(marker, _)| shown("place-note", "note", marker)),
            place.part.as_deref().map(|part| shown("place-part", "part", part)),
            number("place-page", "page", place.page),
            number("place-line", "line", place.line),
            number("place-paragraph", "paragraph", place.paragraph),
        ]
        .into_iter()
        .flatten()
        .collect();
        if parts.is_empty() { self.catalogue.text("place-document") } else { summary::list(&parts, self.catalogue) }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test is what an unwrap is for")]

    use super::*;
    use crate::report::sample;

    fn screen(report: &Report, color: bool, width: usize) -> String {
        let mut out = Vec::new();
        let catalogue = Catalogue::new("en");
        write(
            report,
            &mut Canvas {
                out: &mut out,
                catalogue: &catalogue,
                rules: &[],
                color,
                links: false,
                bidi: false,
                width,
                hints: true,
            },
        )
        .unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_finding_says_what_is_cited_what_is_found_and_what_to_do() {
        let expected = "\
r.txt: text, 2 pages, ar en, right to left
  1 note, 1 citation, 2 other URLs
  verdicts: 1 mismatched
  findings: 1 error
  1 finding suppressed

error title-mismatch: note 1, page 1, line 5
  sample-message
  cited: “\u{2068}عنوان\u{2069}”
  found: “A title\\u{1b}[31m” (in og:title)
  similarity: 31
  url: \u{2068}https://example.test/ماء\u{2069}
  see also: page 1, line 7: sample-related
  help: sample-help

`isnad rules NAME` explains a rule
`--report html --open` shows all notes and sources as a page, to filter, decide and print

1 document, 1 note, 1 citation: 1 error
";
        assert_eq!(screen(&sample::report(), false, 100), expected);
    }

    #[test]
    fn colour_is_the_only_escape_and_only_where_it_is_wanted() {
        let mut report = sample::report();
        report.audits[0].document.path = "\u{1b}[2J\u{202e}x".into();
        assert!(!screen(&report, false, 100).contains(['\u{1b}', '\u{202e}']));
        let coloured = screen(&report, true, 100);
        assert!(!coloured.contains("\u{1b}[2J"));
        assert!(coloured.contains("\u{1b}[1m\u{1b}[31merror\u{1b}[0m"), "{coloured:?}");
        assert!(!coloured.contains("\u{1b}[4m"), "no underlines");
    }

    #[test]
    fn directions_are_found_where_the_terminal_can_and_most_lines_run_from_right_to_left() {
        let report = sample::report();
        for (tag, bidi) in [("ar", true), ("ar", false), ("tr", true)] {
            let mut out = Vec::new();
            let catalogue = Catalogue::new(tag);
            write(&report, &mut Canvas { bidi, ..Canvas::plain(&mut out, &catalogue, &[]) }).unwrap();
            let screen = String::from_utf8(out).unwrap();
            let found = screen.strip_prefix("\u{1b}[?2501h ").and_then(|rest| rest.strip_suffix("\u{1b}[?2501l"));
            assert_eq!(found.is_some(), tag == "ar" && bidi, "{tag} {bidi}");
            assert!(!found.unwrap_or(&screen).contains('\u{1b}'), "{tag} {bidi}");
        }
    }

    #[test]
    fn latin_text_is_wrapped_and_the_rest_is_not() {
        let mut out = Vec::new();
        let catalogue = Catalogue::new("en");
        let mut canvas = Canvas { width: 40, ..Canvas::plain(&mut out, &catalogue, &[]) };
        canvas.text("  ", "one two three four five six seven eight nine ten").unwrap();
        canvas.text("  ", "كلمة كلمة كلمة كلمة كلمة كلمة كلمة كلمة كلمة كلمة كلمة كلمة").unwrap();
        let screen = String::from_utf8(out).unwrap();
        let lines: Vec<_> = screen.lines().collect();
        assert_eq!(lines[..2], ["  one two three four five six seven", "    eight nine ten"]);
        assert_eq!(lines.len(), 3);
    }
}
