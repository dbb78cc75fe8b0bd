//! Where reports go.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use super::{ColorWhen, OutputArgs, Stop};
use crate::error::Error;
use crate::judge;
use crate::lang::Catalogue;
use crate::model::Report;
use crate::pipeline::Input;
use crate::report::{Canvas, REPORTERS, Reporter, caveats, reporter, summary_line};
use crate::text::sanitize::visible;

/// The width of lines where there is no terminal to ask.
const WIDTH: usize = 100;

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

impl FromStr for Request {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, target) = match text.split_once('=') {
            None => (text, Target::Beside),
            Some((_, "")) => return Err("give a path after `=`, or `-` for stdout".to_owned()),
            Some((name, "-")) => (name, Target::Stdout),
            Some((name, path)) => (name, Target::File(path.into())),
        };
        let reporter = reporter(name).ok_or_else(|| {
            let known: Vec<_> = REPORTERS.iter().map(|reporter| reporter.name).collect();
            format!("there is no report format `{name}`; there are {}", known.join(", "))
        })?;
        Ok(Self { reporter, target })
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
pub(super) fn refuse_two_to_one_place(args: &OutputArgs, inputs: &[impl AsRef<OsStr>]) -> Result<(), Stop> {
    let mut taken = Vec::new();
    for file in args.report.iter().map(|request| request.file(inputs)) {
        if taken.contains(&file) {
            let place = file.map_or_else(|| "stdout".to_owned(), |file| visible(&file.to_string_lossy()));
            let message = format!("two reports cannot both go to {place}; give one of them another path");
            return Err(Stop::usage("check", message));
        }
        taken.push(file);
    }
    Ok(())
}

/// Refuses a report that would be written over one of the inputs, of which `loaded` are those that were read.
pub(super) fn refuse_overwriting(
    args: &OutputArgs,
    inputs: &[impl AsRef<OsStr>],
    loaded: &[Input],
) -> Result<(), Stop> {
    let existing = |path: &Path| fs::canonicalize(path).ok();
    for path in args.report.iter().filter_map(|request| request.file(inputs)) {
        if let Some(target) = existing(&path)
            && loaded.iter().any(|input| existing(Path::new(&input.path)).as_ref() == Some(&target))
        {
            let path = visible(&path.to_string_lossy());
            return Err(Stop::usage(
                "check",
                format!("the report would overwrite the input {path}; give it another path"),
            ));
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
    for request in &args.report {
        let reporter = request.reporter;
        let Some(path) = request.file(inputs) else {
            stdout_taken = true;
            errors.extend(to_stdout(report, reporter, args, catalogue).err());
            continue;
        };
        let mut bytes = Vec::new();
        let mut canvas =
            Canvas { out: &mut bytes, catalogue, rules: &rules, color: false, width: WIDTH, hints: !args.quiet };
        let written = (reporter.write)(report, &mut canvas).and_then(|()| fs::write(&path, bytes));
        errors.extend(written.err().map(|cause| Error::Write { path: path.display().to_string(), cause }));
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
    errors
}

/// Writes the report of one reporter to stdout.
fn to_stdout(report: &Report, reporter: &Reporter, args: &OutputArgs, catalogue: &Catalogue) -> Result<(), Error> {
    let stdout = io::stdout();
    let color = match args.color {
        ColorWhen::Always => true,
        ColorWhen::Never => false,
        ColorWhen::Auto => anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never,
    };
    let width = if stdout.is_terminal() {
        terminal_size::terminal_size().map_or(WIDTH, |(terminal_size::Width(width), _)| usize::from(width))
    } else {
        WIDTH
    };
    let rules = judge::texts();
    print(|out| {
        (reporter.write)(report, &mut Canvas { out, catalogue, rules: &rules, color, width, hints: !args.quiet })
    })
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
        (1, Some(stem)) if first != Path::new("-") && !first.is_dir() => stem.to_string_lossy().into_owned(),
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
        let cases: [(&[&str], &str); 5] = [
            (&["a/b.txt"], "a/b.isnad.json"),
            (&["report.md"], "report.isnad.json"),
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
        let target = |text: &str| text.parse::<Request>().map(|request| (request.reporter.name, request.target));
        assert_eq!(target("json"), Ok(("json", Target::Beside)));
        assert_eq!(target("json=-"), Ok(("json", Target::Stdout)));
        assert_eq!(target("terminal=a=b.txt"), Ok(("terminal", Target::File("a=b.txt".into()))));
        assert!(target("json=").is_err());
        let refused = target("xml").err().unwrap_or_default();
        assert!(refused.starts_with("there is no report format `xml`; there are terminal, "), "{refused}");
    }
}
