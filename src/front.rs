//! The front door for programs that audit documents themselves: one builder, one run, nothing printed.
//!
//! ```
//! # fn main() -> Result<(), isnad::error::Error> {
//! use isnad::Audit;
//!
//! let audit = Audit::builder()
//!     .document("dam.md", "It was begun in the dry years.[^1]\n\n[^1]: “The dam”, Herald, 2 May 2021, available at\n")
//!     .offline()
//!     .run()?;
//! let finding = &audit.report.findings[0];
//! assert_eq!((finding.rule, finding.place.line), ("missing-source", Some(3)));
//! # Ok(())
//! # }
//! ```
//!
//! Reports are written in every format that the command has:
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use isnad::Audit;
//! use isnad::exit::{ExitStatus, Policy};
//! use isnad::model::Severity;
//!
//! let audit = Audit::builder().document("empty.txt", "Nothing here leads anywhere.\n").offline().run()?;
//! let mut json = Vec::new();
//! audit.write("json", "en", &mut json)?;
//! assert!(json.starts_with(b"{\n  \"schema\": \"isnad-report/1\""));
//!
//! let policy = Policy { fail_on: Some(Severity::Error), ..Policy::default() };
//! assert_eq!(audit.status(&policy), ExitStatus::Empty);
//! # Ok(())
//! # }
//! ```

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::error::Error;
use crate::exit::{ExitStatus, Policy};
use crate::lang::Catalogue;
use crate::model::{Mode, Report};
use crate::observe::{self, CacheSettings, Progress, RESOLVER};
use crate::pipeline::{self, Input, Settings};
use crate::read::Beside;
use crate::report::{self, Canvas};
use crate::{judge, pair, parse, read};

/// Documents audited.
#[derive(Debug)]
pub struct Audit {
    /// What was found.
    pub report: Report,
    /// What could not be read or recorded; the rest was audited all the same.
    pub errors: Vec<Error>,
}

/// What is to be audited, and how. By default the web is asked, and nothing is remembered of it.
pub struct Builder {
    inputs: Vec<Wanted>,
    settings: Settings,
    progress: Box<dyn Progress>,
}

/// An input as it was named.
enum Wanted {
    File(PathBuf),
    Document(Box<Input>),
}

/// Is told how far the audit is, and says nothing.
struct Silent;

impl Progress for Silent {
    fn start(&self, _total: usize) {}
    fn done(&self, _url: &str) {}
    fn finish(&self) {}
}

impl Audit {
    /// An audit of nothing yet.
    pub fn builder() -> Builder {
        let settings = Settings {
            read: read::Settings::default(),
            parse: parse::Settings::default(),
            pair: pair::Settings::default(),
            mode: Mode::Online,
            notes_only: false,
            observe: observe::Settings::default(),
            judge: judge::Settings::on(pipeline::today()),
            today: None,
            replay: None,
            record: None,
            cache: None,
            // It is one that parses, as the command line's default shows.
            doi: RESOLVER.parse().ok(),
            archive: None,
        };
        Builder { inputs: Vec::new(), settings, progress: Box::new(Silent) }
    }

    /// What the command would end with.
    pub fn status(&self, policy: &Policy) -> ExitStatus {
        ExitStatus::of_check(&self.report, policy, !self.errors.is_empty())
    }

    /// Writes the report in one of the formats of [`report::REPORTERS`], in the language of this tag.
    ///
    /// # Errors
    ///
    /// Where there is no such format ([`io::ErrorKind::InvalidInput`]), or `out` cannot be written to.
    pub fn write(&self, format: &str, language: &str, out: &mut dyn Write) -> io::Result<()> {
        let reporter = report::reporter(format).ok_or_else(|| {
            io::Error::new(io::ErrorKind::InvalidInput, format!("there is no report format `{format}`"))
        })?;
        let (catalogue, rules) = (&Catalogue::new(language), &judge::texts());
        (reporter.write)(&self.report, &mut Canvas::plain(out, catalogue, rules))
    }
}

impl Builder {
    /// Adds a file. One that cannot be read becomes one of [`Audit::errors`].
    #[must_use]
    pub fn file(mut self, path: impl AsRef<Path>) -> Self {
        self.inputs.push(Wanted::File(path.as_ref().to_owned()));
        self
    }

    /// Adds a document from memory, under a name whose extension tells its format where its content does not.
    #[must_use]
    pub fn document(mut self, name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        let input = Input { path: name.to_owned(), bytes: bytes.into(), beside: Beside::default(), walked: false };
        self.inputs.push(Wanted::Document(Box::new(input)));
        self
    }

    /// Asks nothing of the web.
    #[must_use]
    pub fn offline(mut self) -> Self {
        self.settings.mode = Mode::Offline;
        self
    }

    /// Answers from a record (WARC) in place of the web.
    #[must_use]
    pub fn replay(mut self, path: impl AsRef<Path>) -> Self {
        self.settings.mode = Mode::Replay;
        self.settings.replay = Some(path.as_ref().to_owned());
        self
    }

    /// Records all that is exchanged with the web (WARC).
    #[must_use]
    pub fn record(mut self, path: impl AsRef<Path>) -> Self {
        self.settings.record = Some(path.as_ref().to_owned());
        self
    }

    /// Remembers what was seen from run to run.
    #[must_use]
    pub fn cache(mut self, cache: CacheSettings) -> Self {
        self.settings.cache = Some(cache);
        self
    }

    /// Takes this day for today.
    #[must_use]
    pub fn today(mut self, day: Date) -> Self {
        self.settings.today = Some(day);
        self.settings.judge.now = day;
        self
    }

    /// Leaves the links of running text unasked.
    #[must_use]
    pub fn notes_only(mut self) -> Self {
        self.settings.notes_only = true;
        self
    }

    /// Changes any other setting, of any stage.
    #[must_use]
    pub fn with(mut self, change: impl FnOnce(&mut Settings)) -> Self {
        change(&mut self.settings);
        self
    }

    /// Tells how far the audit is.
    #[must_use]
    pub fn progress(mut self, progress: impl Progress + 'static) -> Self {
        self.progress = Box::new(progress);
        self
    }

    /// Audits the documents in the order in which they were added.
    ///
    /// # Errors
    ///
    /// Where nothing can be done at all: a record that cannot be read or written, or network settings that cannot be used.
    pub fn run(self) -> Result<Audit, Error> {
        let mut errors = Vec::new();
        let mut inputs = Vec::new();
        for wanted in self.inputs {
            match wanted {
                Wanted::Document(input) => inputs.push(*input),
                Wanted::File(file) => {
                    let path = file.to_string_lossy().replace('\\', if cfg!(windows) { "/" } else { "\\" });
                    match fs::read(&file) {
                        Ok(bytes) => inputs.push(Input { path, bytes, beside: Beside::of(&file), walked: false }),
                        Err(cause) => errors.push(Error::Input { path, cause }),
                    }
                }
            }
        }
        let report = pipeline::check(inputs, &self.settings, self.progress.as_ref(), &mut errors)?;
        Ok(Audit { report, errors })
    }
}

impl std::fmt::Debug for Builder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Builder")
            .field("inputs", &self.inputs.len())
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}
