//! The options of the command line in a file of settings: a key is an option's long name, and its value is read by what
//! reads the option. So there is no option that the file lacks, and no value that means another thing there.

use std::ffi::OsString;
use std::path::Path;

use clap::error::{ContextKind, ContextValue};
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command};
use toml::Spanned;
use toml::de::DeValue;

use super::wrong::Wrong;
use crate::text::sanitize::visible;

/// The options that a file may set though nobody named it. Everything else can make the program send what nobody meant
/// to send, reach what nobody meant to reach, or write where nobody meant to write: a file that lies beside a document
/// may come from whoever wrote the document.
pub(super) const HARMLESS: [&str; 26] = [
    "format",
    "offline",
    "notes-only",
    "fail-on",
    "fail-on-unverified",
    "exit-zero",
    "select",
    "extend-select",
    "ignore",
    "today",
    "no-ignores",
    "baseline",
    "dead-after",
    "concurrency",
    "host-concurrency",
    "host-interval",
    "timeout",
    "deadline",
    "retries",
    "no-cache",
    "refresh",
    "max-age",
    "lang",
    "quiet",
    "color",
    "base-url",
];

/// The options that say which file is read or what of the repository is looked at: no file can set them.
pub(super) const NEVER: [&str; 4] = ["config", "isolated", "changed-since", "help"];

/// An option as a file sets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chosen {
    /// The option's long name.
    pub(super) name: String,
    /// The byte of the file at which it stands.
    pub(super) at: usize,
    /// It as it would be typed.
    pub(super) arguments: Vec<OsString>,
}

/// The options that a file can set, of a command that has them.
pub(super) fn settable(command: &Command) -> impl Iterator<Item = &Arg> {
    command.get_arguments().filter(|arg| arg.get_long().is_some_and(|long| !NEVER.contains(&long)))
}

/// An option as it would be typed, from its value in the file. Paths in it lead from the file's directory.
pub(super) fn typed(arg: &Arg, at: usize, value: &Spanned<DeValue<'_>>, directory: &Path) -> Result<Chosen, Wrong> {
    let name = arg.get_long().unwrap_or_default();
    let wrong = |what: &str| Wrong::new(value.span().start, format!("`{name}` is {what}"));
    let mut arguments = Vec::new();
    match (arg.get_action(), value.get_ref()) {
        (ArgAction::SetTrue, DeValue::Boolean(true)) => arguments.push(format!("--{name}").into()),
        (ArgAction::SetTrue, DeValue::Boolean(false)) => {}
        (ArgAction::SetTrue, _) => return Err(wrong("true or false")),
        (ArgAction::Append, DeValue::Array(list)) => {
            for entry in list {
                let text = text(entry.get_ref()).ok_or_else(|| wrong("a list of texts"))?;
                arguments.push(assigned(arg, name, &text, directory));
            }
        }
        (ArgAction::Append, single) => {
            let text = text(single).ok_or_else(|| wrong("a list of texts"))?;
            arguments.push(assigned(arg, name, &text, directory));
        }
        (_, single) => {
            let text = text(single).ok_or_else(|| wrong("a text or a number"))?;
            arguments.push(assigned(arg, name, &text, directory));
        }
    }
    Ok(Chosen { name: name.to_owned(), at, arguments })
}

/// A text, or a whole number in digits.
fn text(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok().map(|it| it.to_string()),
        DeValue::Datetime(day) => Some(day.to_string()),
        _ => None,
    }
}

fn assigned(arg: &Arg, name: &str, text: &str, directory: &Path) -> OsString {
    let mut argument = OsString::from(format!("--{name}="));
    // A report is `FORMAT=PATH`, or a format alone.
    match text.split_once('=').filter(|(_, path)| name == "report" && *path != "-") {
        Some((format, path)) => {
            argument.push(format!("{format}="));
            argument.push(directory.join(path));
        }
        None if is_path(arg) => argument.push(directory.join(text)),
        None => argument.push(text),
    }
    argument
}

fn is_path(arg: &Arg) -> bool {
    use clap::ValueHint::{AnyPath, DirPath, FilePath};
    matches!(arg.get_value_hint(), AnyPath | DirPath | FilePath)
}

/// Whether what a file says of an option can be read, alone. `command` is one whose options it is.
pub(super) fn validate(command: &Command, chosen: &Chosen, value_at: usize) -> Result<(), Wrong> {
    let mut alone = command.clone().no_binary_name(true);
    // What else the command needs is not the file's to say.
    alone = alone.mut_args(|arg| arg.required(false));
    let Err(error) = alone.try_get_matches_from(&chosen.arguments) else { return Ok(()) };
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(visible(text)),
        Some(ContextValue::Strings(texts)) => Some(texts.join(", ")),
        _ => None,
    };
    let value = context(ContextKind::InvalidValue).unwrap_or_default();
    let mut message = format!("`{}` cannot be {value:?}", chosen.name);
    let why = std::error::Error::source(&error).map(ToString::to_string);
    // What is said over several lines says in the first what is the matter.
    if let Some(why) = why.as_deref().and_then(|why| why.lines().next()) {
        message = format!("{message}: {why}");
    }
    if let Some(values) = context(ContextKind::ValidValue).filter(|values| !values.is_empty()) {
        message = format!("{message}; it is one of {values}");
    }
    Err(Wrong::new(value_at, message))
}

/// The arguments that a file adds to a command line: of the options that the command has and that are not given on it,
/// nor anything that cannot stand beside them.
pub(super) fn added<'a>(
    command: &Command,
    matches: &ArgMatches,
    chosen: &'a [Chosen],
) -> impl Iterator<Item = &'a Chosen> {
    let given = |arg: &Arg| {
        let id = arg.get_id().as_str();
        matches!(matches.value_source(id), Some(ValueSource::CommandLine | ValueSource::EnvVariable))
    };
    let holds = |chosen: &&Chosen| {
        let arg = command.get_arguments().find(|arg| arg.get_long() == Some(&chosen.name));
        let conflicts = |one: &Arg, other: &Arg| {
            command.get_arg_conflicts_with(one).iter().any(|arg| arg.get_id() == other.get_id())
        };
        arg.is_some_and(|arg| {
            let beaten = |other: &Arg| given(other) && (conflicts(arg, other) || conflicts(other, arg));
            !given(arg) && !command.get_arguments().any(beaten)
        })
    };
    let names: Vec<&Chosen> = chosen.iter().filter(holds).collect();
    names.into_iter()
}

/// Two options of a file that cannot stand beside each other.
pub(super) fn quarrel(command: &Command, chosen: &[Chosen]) -> Result<(), Wrong> {
    let arg = |chosen: &Chosen| command.get_arguments().find(|arg| arg.get_long() == Some(&chosen.name));
    let said = |chosen: &&Chosen| !chosen.arguments.is_empty();
    for (index, one) in chosen.iter().enumerate().filter(|(_, one)| said(one)) {
        for other in chosen.iter().take(index).filter(said) {
            let (Some(a), Some(b)) = (arg(one), arg(other)) else { continue };
            let against =
                |a: &Arg, b: &Arg| command.get_arg_conflicts_with(a).iter().any(|arg| arg.get_id() == b.get_id());
            if against(a, b) || against(b, a) {
                let message = format!("`{}` cannot stand beside `{}`", one.name, other.name);
                return Err(Wrong::new(one.at, message));
            }
        }
    }
    Ok(())
}
