//! The file of settings as it is written: `isnad.toml`, `.isnad.toml`, or `[tool.isnad]` in `pyproject.toml`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clap::{Arg, Command};
use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::discovery::PYPROJECT;
use super::options::{self, Chosen, HARMLESS};
use super::paths::{self, Names};
use super::tables::{ForPaths, Host, Ignored, unknown_rule};
use super::wrong::Wrong;
use crate::error::Error;
use crate::judge;
use crate::model::Severity;
use crate::observe::{self, HostHeader, HostSettings};
use crate::text::publisher::Publisher;
use crate::text::spelling::meant;

/// The tables of the file beside the options of the command line.
pub(super) const TABLES: [&str; 5] = ["hosts", "publishers", "severity", "paths", "ignore"];

/// The severity of a rule that is not run.
const OFF: &str = "off";

/// What a file of settings says; nothing where there is none.
#[derive(Debug, Default)]
pub struct File {
    /// Where it lies; `None` where there is no file.
    pub path: Option<PathBuf>,
    /// Whether whoever runs the program named it.
    pub(super) named: bool,
    /// Its text, for the places of what is found wrong later.
    text: String,
    /// The long names of the options that were typed.
    typed: Vec<String>,
    pub(super) options: Vec<Chosen>,
    pub(super) hosts: BTreeMap<String, HostSettings>,
    pub(super) headers: Vec<HostHeader>,
    pub(super) publishers: Vec<Publisher>,
    pub(super) severity: BTreeMap<String, Severity>,
    /// The rules that are off.
    pub(super) off: Vec<String>,
    pub(super) paths: Vec<ForPaths>,
    pub(super) ignores: Vec<Ignored>,
}

/// Whether a file has settings: every one but a project's that does not speak of isnad.
pub(super) fn holds(path: &Path) -> bool {
    let speaks = |text: String| match text.parse::<toml::Table>() {
        Ok(table) => table.get("tool").is_some_and(|tool| tool.get("isnad").is_some()),
        // What is wrong with it is told when it is read.
        Err(_) => text.contains("tool.isnad"),
    };
    !path.ends_with(PYPROJECT) || fs::read_to_string(path).is_ok_and(speaks)
}

impl File {
    /// Reads a file. `named` says that whoever runs the program named it; `check` is the command whose options it sets.
    ///
    /// # Errors
    ///
    /// Where it cannot be read, or says something that cannot be.
    pub(super) fn read(path: &Path, named: bool, check: &Command) -> Result<Self, Error> {
        let text =
            fs::read_to_string(path).map_err(|cause| Error::Input { path: path.display().to_string(), cause })?;
        let mut file = Self::parse(path, &text, named, check).map_err(|wrong| wrong.of(path, &text))?;
        file.text = text;
        Ok(file)
    }

    fn parse(path: &Path, text: &str, named: bool, check: &Command) -> Result<Self, Wrong> {
        let mut file = Self { path: Some(path.to_owned()), named, ..Self::default() };
        let whole = DeTable::parse(text).map_err(|error| twice(&error, text).unwrap_or_else(|| Wrong::toml(&error)))?;
        let table = if path.ends_with(PYPROJECT) { section(whole)? } else { Some(whole) };
        let directory = path.parent().unwrap_or(Path::new(""));
        let mut entries: Vec<_> = table.map(Spanned::into_inner).unwrap_or_default().into_iter().collect();
        // What is wrong first is told first.
        entries.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in entries {
            let at = key.span().start;
            let name = key.get_ref().as_ref();
            // `ignore` is both: the rules not to run, and the findings that do not count.
            let is_table = TABLES.contains(&name) && (name != "ignore" || holds_tables(value.get_ref()));
            if is_table {
                file.table(name, value, text, named)?;
                continue;
            }
            let Some(arg) = options::settable(check).find(|arg| arg.get_long() == Some(name)) else {
                return Err(unknown(name, at, check));
            };
            if !named && !HARMLESS.contains(&name) {
                return Err(Wrong::new(at, unnamed(&format!("`{name}`"))));
            }
            let chosen = options::typed(arg, at, &value, directory)?;
            if !named && name == "baseline" {
                refuse_leaving(value.get_ref().as_str().unwrap_or_default(), value.span().start)?;
            }
            options::validate(check, &chosen, value.span().start)?;
            file.options.push(chosen);
        }
        options::quarrel(check, &file.options)?;
        Ok(file)
    }

    fn table(&mut self, name: &str, value: Spanned<DeValue<'_>>, text: &str, named: bool) -> Result<(), Wrong> {
        fn of<'a, T: Deserialize<'a>>(value: Spanned<DeValue<'a>>) -> Result<T, Wrong> {
            T::deserialize(ValueDeserializer::from(value)).map_err(|error| Wrong::toml(&error))
        }
        match name {
            "hosts" => self.hosts(of(value)?, named),
            "publishers" => self.publishers(of(value)?),
            "severity" => self.severities(of(value)?),
            "paths" => {
                for table in of::<Vec<Spanned<ForPaths>>>(value)? {
                    let line = line(text, table.span().start);
                    self.paths.push(ForPaths { line, ..table.into_inner() });
                }
                Ok(())
            }
            _ => self.ignores(of(value)?, text),
        }
    }

    fn hosts(&mut self, hosts: BTreeMap<Spanned<String>, Host>, named: bool) -> Result<(), Wrong> {
        for (name, host) in hosts {
            let wrong = |error: observe::SettingError| {
                Wrong::new(name.span().start, format!("hosts.\"{}\": {error}", name.get_ref()))
            };
            if let Some(headers) = host.headers.as_ref().filter(|_| !named) {
                return Err(Wrong::new(headers.span().start, unnamed("headers")));
            }
            for (header, value) in host.headers.iter().flat_map(Spanned::get_ref) {
                self.headers.push(HostHeader::new(name.get_ref(), header, value).map_err(wrong)?);
            }
            let settings = HostSettings {
                interval: host.interval,
                concurrency: host.concurrency.map(std::num::NonZeroUsize::get),
                skip: host.skip,
            };
            self.hosts.insert(observe::parse_host(name.get_ref()).map_err(wrong)?, settings);
        }
        Ok(())
    }

    fn publishers(&mut self, publishers: BTreeMap<Spanned<String>, Publisher>) -> Result<(), Wrong> {
        for (name, mut publisher) in publishers {
            for host in &mut publisher.hosts {
                let wrong = |error: observe::SettingError| {
                    Wrong::new(name.span().start, format!("publishers.\"{}\": {error}", name.get_ref()))
                };
                *host = observe::parse_host(host).map_err(wrong)?;
            }
            publisher.names.push(name.into_inner());
            self.publishers.push(publisher);
        }
        Ok(())
    }

    fn severities(&mut self, severities: BTreeMap<Spanned<String>, Spanned<String>>) -> Result<(), Wrong> {
        for (rule, severity) in severities {
            if judge::rule(rule.get_ref()).is_none() {
                return Err(Wrong::new(rule.span().start, unknown_rule(rule.get_ref())));
            }
            if severity.get_ref() == OFF {
                self.off.push(rule.into_inner());
                continue;
            }
            let mut known = [Severity::Error, Severity::Warning, Severity::Info].into_iter();
            let severity = known.find(|known| known.name() == severity.get_ref()).ok_or_else(|| {
                let message = "a severity is \"error\", \"warning\", \"info\" or \"off\"";
                Wrong::new(severity.span().start, message)
            })?;
            self.severity.insert(rule.into_inner(), severity);
        }
        Ok(())
    }

    fn ignores(&mut self, tables: Vec<Spanned<Ignored>>, text: &str) -> Result<(), Wrong> {
        for ignored in tables {
            let at = ignored.span().start;
            let mut ignored = ignored.into_inner();
            if ignored.reason.trim().is_empty() {
                return Err(Wrong::new(at, "an ignore needs a reason that says something"));
            }
            if [&ignored.url, &ignored.host, &ignored.document].iter().all(|pattern| pattern.is_none()) {
                let message = "an ignore needs `url`, `host` or `document`; to leave a rule out altogether, give it the \
                               severity \"off\" under [severity]";
                return Err(Wrong::new(at, message));
            }
            ignored.line = line(text, at);
            self.ignores.push(ignored);
        }
        Ok(())
    }

    /// The directory that patterns of paths lead from.
    pub(super) fn directory(&self) -> Option<PathBuf> {
        let path = std::path::absolute(self.path.as_deref()?).ok()?;
        path.parent().map(Path::to_owned)
    }

    /// The path by which fingerprints know a document, by its path as given.
    pub fn name_of(&self, document: &str) -> String {
        paths::name(document, self.directory().as_deref())
    }

    /// The documents at these paths as given, by the names that fingerprints know them by.
    pub fn names_of<'d>(&self, documents: impl IntoIterator<Item = &'d str>) -> Names {
        Names::of(documents, self.directory().as_deref())
    }

    /// The line on which an option is set, from 1.
    pub(super) fn line_of(&self, name: &str) -> Option<usize> {
        let chosen = self.options.iter().find(|chosen| chosen.name == name)?;
        Some(line(&self.text, chosen.at))
    }

    /// Whether an option was typed, or set by the environment.
    pub(super) fn is_typed(&self, name: &str) -> bool {
        self.typed.iter().any(|typed| typed == name)
    }

    /// The same, knowing which options were typed.
    pub(super) fn beside(self, typed: Vec<String>) -> Self {
        Self { typed, ..self }
    }

    /// All that the file says of isnad, as TOML has it.
    pub(super) fn tables(&self) -> toml::Table {
        let mut table: toml::Table = self.text.parse().unwrap_or_default();
        if self.path.as_ref().is_some_and(|path| path.ends_with(PYPROJECT)) {
            for name in ["tool", "isnad"] {
                table = match table.remove(name) {
                    Some(toml::Value::Table(inner)) => inner,
                    _ => toml::Table::new(),
                };
            }
        }
        table
    }

    /// Something wrong with what stands on a line.
    pub(super) fn wrong(&self, line: usize, message: String) -> Error {
        let path = self.path.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
        Error::Config { path, line, column: 1, message }
    }
}

/// What is wrong where a file has `ignore` both as the rules not to run and as findings that do not count, which TOML
/// does not let stand together.
fn twice(error: &toml::de::Error, text: &str) -> Option<Wrong> {
    let at = error.span()?.start;
    let is_ignore = text.get(at..)?.trim_start_matches(['[', ' ']).starts_with("ignore");
    let message = "`ignore` is a list of rules above and findings here; in place of the list, give the rules the severity \
                   \"off\" under [severity]";
    (error.message().contains("duplicate key") && is_ignore).then(|| Wrong::new(at, message))
}

/// The line of a byte, from 1.
fn line(text: &str, at: usize) -> usize {
    text.get(..at).unwrap_or_default().matches('\n').count() + 1
}

/// Whether a value is a list of tables.
fn holds_tables(value: &DeValue<'_>) -> bool {
    value.is_table() || value.as_array().is_some_and(|list| list.iter().any(|entry| entry.get_ref().is_table()))
}

/// `[tool.isnad]` of a project's file.
fn section(project: Spanned<DeTable<'_>>) -> Result<Option<Spanned<DeTable<'_>>>, Wrong> {
    let mut table = project;
    for name in ["tool", "isnad"] {
        let Some(inner) = table.into_inner().into_iter().find(|(key, _)| key.get_ref() == name) else {
            return Ok(None);
        };
        let span = inner.1.span();
        let DeValue::Table(found) = inner.1.into_inner() else {
            return Err(Wrong::new(span.start, format!("`{name}` is a table")));
        };
        table = Spanned::new(span, found);
    }
    Ok(Some(table))
}

fn unknown(name: &str, at: usize, check: &Command) -> Wrong {
    if options::NEVER.contains(&name) {
        return Wrong::new(at, format!("`{name}` is for the command line alone"));
    }
    let names = options::settable(check).filter(|arg| !arg.is_hide_set()).filter_map(Arg::get_long);
    let meant = meant(name, names.chain(TABLES));
    let meant = meant.map_or_else(
        || "`isnad init` writes a file with all there are".to_owned(),
        |it| format!("did you mean `{it}`?"),
    );
    Wrong::new(at, format!("unknown key `{name}` ({meant})"))
}

/// What is said of a setting that only a file may have that was named.
fn unnamed(what: &str) -> String {
    format!(
        "{what} cannot be set in a file that was merely found, which whoever wrote the document may have put beside it; \
         where the file is yours, name it with --config"
    )
}

/// Refuses a path that leads out of the directory of the file.
fn refuse_leaving(path: &str, at: usize) -> Result<(), Wrong> {
    use std::path::Component::{CurDir, Normal};
    if Path::new(path).components().all(|part| matches!(part, CurDir | Normal(_))) {
        return Ok(());
    }
    Err(Wrong::new(at, unnamed("a path that leads out of the file's directory")))
}
