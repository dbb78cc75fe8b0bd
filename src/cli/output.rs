//! Where reports go.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use super::{ColorWhen, OutputArgs, Stop, copies};
use crate::error::Error;
use crate::judge;
use crate::lang::Catalogue;
use crate::model::Report;
use crate::report::{COPIERS, Canvas, REPORTERS, Reporter, caveats, copier, reporter, summary_line};
use crate::text::sanitize::visible;

/// The format that a browser opens.
const PAGE: &str = "html";

/// One `--report FORMAT[=PATH]`.
#[derive(Debug, Clone)]
pub(super) struct Request {
    reporter: &'static Reporter,
    target: Target,
}

/// Where a report goes.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Target {
    /// Beside the input.
    Beside,
    Stdout,
    File(PathBuf),
}

/// What one `--report` asks for.
#[derive(Debug, Clone)]
pub(super) enum Asked {
    /// One file of the whole run.
    Report(Request),
    /// A copy of each document of one format.
    Copies(copies::Request),
}

impl FromStr for Asked {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, target) = match text.split_once('=') {
            None => (text, Target::Beside),
            Some((_, "")) => return Err("give a path after `=`, or `-` for stdout".to_owned()),
            Some((name, "-")) => (name, Target::Stdout),
            Some((name, path)) => (name, Target::File(path.into())),
        };
        if let Some(copier) = copier(name) {
            let path = match target {
                Target::Beside => None,
                Target::File(path) => Some(path),
                Target::Stdout => return Err(format!("a copy is a file of its own; give a path: `{name}=FILE`")),
            };
            return Ok(Self::Copies(copies::Request { copier, path }));
        }
        let reporter = reporter(name).ok_or_else(|| {
            let reporters = REPORTERS.iter().map(|reporter| reporter.name);
            let known: Vec<_> = reporters.chain(COPIERS.iter().map(|copier| copier.name)).collect();
            format!("there is no report format `{name}`; there are {}", known.join(", "))
        })?;
        Ok(Self::Report(Request { reporter, target }))
    }
}

impl OutputArgs {
    /// The reports asked for; to be opened there must be a page.
    fn requests(&self) -> impl Iterator<Item = Request> {
        let asked = || {
            self.report.iter().filter_map(|asked| match asked {
                Asked::Report(request) => Some(request),
                Asked::Copies(_) => None,
            })
        };
        let is_page = |request: &Request| request.reporter.name == PAGE && request.target != Target::Stdout;
        let page = (self.open && !asked().any(is_page)).then(|| reporter(PAGE)).flatten();
        let page = page.map(|reporter| Request { reporter, target: Target::Beside });
        asked().cloned().chain(page)
    }

    /// The copies asked for.
    pub(super) fn copies(&self) -> impl Iterator<Item = &copies::Request> {
        self.report.iter().filter_map(|asked| match asked {
            Asked::Report(_) => None,
            Asked::Copies(request) => Some(request),
        })
    }
}

impl Request {
    /// The file it is written to; `None` for stdout.
    fn file(&self, inputs: &[impl AsRef<OsStr>]) -> Option<PathBuf> {
        match &self.target {
            Target::Stdout => None,
            Target::File(path) => Some(path.clone()),
            Target::Beside => Some(beside(inputs, self.reporter.extension)),
        }
    }
}

/// Refuses two reports to one place.
pub(super) fn refuse_two_to_one_place(
    subcommand: &str,
    args: &OutputArgs,
    inputs: &[impl AsRef<OsStr>],
) -> Result<(), Stop> {
    let mut taken = Vec::new();
    for file in args.requests().map(|request| request.file(inputs)) {
        if taken.contains(&file) {
            let place = file.map_or_else(|| "stdout".to_owned(), |file| visible(&file.to_string_lossy()));
            let message = format!("two reports cannot both go to {place}; give one of them another path");
            return Err(Stop::usage(subcommand, message));
        }
        taken.push(file);
    }
    Ok(())
}

/// Refuses a report into a directory that is not there, before the web is asked: the run would be for nothing.
pub(super) fn refuse_missing_directory(args: &OutputArgs, inputs: &[impl AsRef<OsStr>]) -> Result<(), Stop> {
    for path in args.requests().filter_map(|request| request.file(inputs)) {
        let directory = path.parent().filter(|directory| !directory.as_os_str().is_empty());
        if let Some(directory) = directory.filter(|directory| !directory.exists()) {
            let (path, directory) = (path.display().to_string(), directory.display().to_string());
            return Err(Error::NoDirectory { path, directory }.into());
        }
    }
    Ok(())
}

/// Refuses a report that would be written over one of the inputs, of which `loaded` are those that were read.
pub(super) fn refuse_overwriting<'a>(
    subcommand: &str,
    args: &OutputArgs,
    inputs: &[impl AsRef<OsStr>],
    loaded: impl IntoIterator<Item = &'a str>,
) -> Result<(), Stop> {
    let existing = |path: &Path| fs::canonicalize(path).ok();
    let loaded: HashSet<_> = loaded.into_iter().filter_map(|path| existing(Path::new(path))).collect();
    for path in args.requests().filter_map(|request| request.file(inputs)) {
        if existing(&path).is_some_and(|target| loaded.contains(&target)) {
            let path = visible(&path.to_string_lossy());
            let message = format!("the report would overwrite the input {path}; give it another path");
            return Err(Stop::usage(subcommand, message));
        }
    }
    Ok(())
}

/// Writes every report asked for, and the terminal report to stdout unless another report goes there. What cannot be
/// written becomes an error, and the rest is written all the same.
pub(super) fn write(
    report: &Report,
    args: &OutputArgs,
    inputs: &[impl AsRef<OsStr>],
    catalogue: &Catalogue,
) -> Vec<Error> {
    let mut errors = Vec::new();
    let mut stdout_taken = false;
    let rules = judge::texts();
    let mut page = None;
    for request in args.requests() {
        let reporter = request.reporter;
        let Some(path) = request.file(inputs) else {
            stdout_taken = true;
            errors.extend(to_stdout(report, reporter, args, catalogue).err());
            continue;
        };
        let mut bytes = Vec::new();
        let mut canvas = Canvas { hints: !args.quiet, ..Canvas::plain(&mut bytes, catalogue, &rules) };
        match (reporter.write)(report, &mut canvas).and_then(|()| fs::write(&path, bytes)) {
            Ok(()) if reporter.name == PAGE => page = Some(path),
            Ok(()) => {}
            Err(cause) => errors.push(Error::Write { path: path.display().to_string(), cause }),
        }
    }
    if stdout_taken {
        // Where stderr is closed there is nobody to tell.
        for line in caveats(report, catalogue).into_iter().chain([summary_line(report, catalogue)]) {
            let _ = writeln!(io::stderr().lock(), "{line}");
        }
    } else {
        let [terminal, ..] = REPORTERS;
        errors.extend(to_stdout(report, terminal, args, catalogue).err());
    }
    if let Some(page) = page.filter(|_| args.open) {
        errors.extend(open(&page).err().map(|cause| Error::Open { path: page.display().to_string(), cause }));
    }
    errors
}

/// Opens a file with what the system opens such files with, and does not wait for it.
fn open(page: &Path) -> io::Result<()> {
    // Whole, so that no opener takes it for an option or looks for it elsewhere.
    ::open::that_detached(fs::canonicalize(page)?)
}

/// Writes the report of one reporter to stdout.
fn to_stdout(report: &Report, reporter: &Reporter, args: &OutputArgs, catalogue: &Catalogue) -> Result<(), Error> {
    let stdout = io::stdout();
    let color = colored(args.color, &stdout);
    let links = color && stdout.is_terminal() && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout);
    // Who wants no colours at all may want no sequences at all.
    let plain = matches!(args.color, ColorWhen::Never);
    let bidi = stdout.is_terminal() && anstyle_query::term_supports_color() && !plain;
    let width = if stdout.is_terminal() {
        terminal_size::terminal_size().map_or(Canvas::WIDTH, |(terminal_size::Width(width), _)| usize::from(width))
    } else {
        Canvas::WIDTH
    };
    let rules = judge::texts();
    print(|out| {
        let hints = !args.quiet;
        (reporter.write)(report, &mut Canvas { out, catalogue, rules: &rules, color, links, bidi, width, hints })
    })
}

/// Whether colours are used: as the option says; else not if `NO_COLOR` is set, always if `FORCE_COLOR` or
/// `CLICOLOR_FORCE` is, and on terminals that can.
fn colored(when: ColorWhen, stdout: &Stdout) -> bool {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    match when {
        ColorWhen::Always => true,
        ColorWhen::Never => false,
        ColorWhen::Auto if set("NO_COLOR").is_some() => false,
        ColorWhen::Auto => match set("FORCE_COLOR") {
            Some(value) => value != "0" && value != "false",
            None if set("CLICOLOR_FORCE").is_some_and(|value| value != "0") => true,
            None => stdout.is_terminal() && anstyle_query::clicolor() != Some(false) && shows_colours(),
        },
    }
}

/// Whether the terminal shows colours; one of Windows is told to.
fn shows_colours() -> bool {
    #[cfg(windows)]
    anstyle_query::windows::enable_ansi_colors();
    anstyle_query::term_supports_color()
}

/// Writes to stdout through a buffer. A reader that closes the pipe has read enough: that is success.
pub(super) fn print(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Error> {
    let mut out = BufWriter::new(io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(cause) if cause.kind() != io::ErrorKind::BrokenPipe => {
            Err(Error::Write { path: "stdout".to_owned(), cause })
        }
        _ => Ok(()),
    }
}

/// `a/b.isnad.json` beside a single file `a/b.txt`; `report.isnad.json` in a directory given, or beside the first of
/// several files, or in the working directory for stdin.
fn beside(inputs: &[impl AsRef<OsStr>], extension: &str) -> PathBuf {
    let first = inputs.first().map_or(Path::new("-"), |input| Path::new(input));
    let stem = match (inputs.len(), first.file_stem()) {
        (1, Some(stem)) if first != Path::new("-") && !first.is_dir() => {
            let stem = stem.to_string_lossy();
            // A saved report is of a document, and so are those made of it.
            stem.strip_suffix(".isnad").unwrap_or(&stem).to_owned()
        }
        _ => "report".to_owned(),
    };
    let directory = if first.is_dir() { first } else { first.parent().unwrap_or(Path::new("")) };
    directory.join(format!("{stem}.isnad.{extension}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_without_a_path_lies_beside_the_input() {
        let cases: [(&[&str], &str); 6] = [
            (&["a/b.txt"], "a/b.isnad.json"),
            (&["report.md"], "report.isnad.json"),
            (&["a/report.isnad.json"], "a/report.isnad.json"),
            (&["-"], "report.isnad.json"),
            (&["a/b.txt", "c/d.txt"], "a/report.isnad.json"),
            (&["src"], "src/report.isnad.json"),
        ];
        for (inputs, expected) in cases {
            assert_eq!(beside(inputs, "json"), Path::new(expected), "{inputs:?}");
        }
    }

    #[test]
    fn what_can_be_asked_for() {
        let target = |text: &str| -> Result<(&str, Target), String> {
            match text.parse::<Asked>()? {
                Asked::Report(request) => Ok((request.reporter.name, request.target)),
                Asked::Copies(request) => Ok((request.copier.name, request.path.map_or(Target::Beside, Target::File))),
            }
        };
        assert_eq!(target("json"), Ok(("json", Target::Beside)));
        assert_eq!(target("json=-"), Ok(("json", Target::Stdout)));
        assert_eq!(target("terminal=a=b.txt"), Ok(("terminal", Target::File("a=b.txt".into()))));
        assert_eq!(target("docx=out"), Ok(("docx", Target::File("out".into()))));
        assert!(target("json=").is_err() && target("docx=-").is_err());
        let refused = target("xml").err().unwrap_or_default();
        assert!(refused.starts_with("there is no report format `xml`; there are terminal, "), "{refused}");
    }
}
