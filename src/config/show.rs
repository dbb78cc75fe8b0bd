//! The settings in force, and where each comes from: what `isnad config` prints. It is a file of settings itself.

use std::fmt::Write as _;

use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::File;
use super::file::TABLES;
use super::options;

/// What is shown in place of a value that is nobody else's business.
const HIDDEN: &str = "(not shown)";

/// The width at which the origins stand.
const WIDTH: usize = 44;

/// The settings in force. `matches` is the command line with the file's options, `command` the one whose options they are.
pub fn in_force(command: &Command, matches: &ArgMatches, file: &File) -> String {
    let mut shown = match &file.path {
        Some(path) if file.named => format!("# {}, which was named\n", path.display()),
        Some(path) => format!("# {}, the nearest file of settings; --isolated leaves it out\n", path.display()),
        None => "# no file of settings\n".to_owned(),
    };
    let mut heading = "";
    for arg in options::settable(command).filter(|arg| !arg.is_hide_set() && arg.get_long() != Some("from")) {
        if let Some(own) = arg.get_help_heading().filter(|own| *own != heading) {
            heading = own;
            let _ = write!(shown, "\n# {heading}\n");
        }
        let name = arg.get_long().unwrap_or_default();
        let id = arg.get_id().as_str();
        // What the file sets is handed on as if it had been typed.
        let origin = match (file.is_typed(name), file.line_of(name), matches.value_source(id)) {
            (true, _, Some(ValueSource::EnvVariable)) => "from the environment".to_owned(),
            (true, ..) => format!("--{name}"),
            (false, Some(line), Some(ValueSource::CommandLine)) => format!("line {line}"),
            (false, Some(line), _) if arg.get_action().takes_values() => {
                format!("default; line {line} has no say here")
            }
            (false, Some(line), _) => format!("line {line}"),
            (false, None, _) => "default".to_owned(),
        };
        let setting = match value(arg, matches) {
            Some(value) => format!("{name} = {value}"),
            None => format!("# {name} ="),
        };
        let _ = writeln!(shown, "{setting:WIDTH$} # {origin}");
    }
    shown.push_str(&tables(file));
    shown
}

/// A value as the file has it; `None` where there is none.
fn value(arg: &Arg, matches: &ArgMatches) -> Option<String> {
    let id = arg.get_id().as_str();
    if !arg.get_action().takes_values() {
        return Some(matches.get_flag(id).to_string());
    }
    let texts: Vec<String> =
        matches.get_raw(id).into_iter().flatten().map(|text| secret(id, &text.to_string_lossy())).collect();
    let quoted = |text: &String| toml::Value::String(text.clone()).to_string();
    match arg.get_action() {
        ArgAction::Append => {
            let texts = texts.iter().flat_map(|text| split(arg, text));
            Some(format!("[{}]", texts.map(|text| quoted(&text)).collect::<Vec<_>>().join(", ")))
        }
        _ => texts.first().map(|text| match text.parse::<u32>() {
            Ok(number) => number.to_string(),
            Err(_) => quoted(text),
        }),
    }
}

fn split(arg: &Arg, text: &str) -> Vec<String> {
    match arg.get_value_delimiter() {
        Some(delimiter) => text.split(delimiter).map(str::to_owned).collect(),
        None => vec![text.to_owned()],
    }
}

/// The value of a header, and what a proxy is asked with, are left out.
fn secret(id: &str, text: &str) -> String {
    match (id, text.split_once(':'), text.split_once('@')) {
        ("header", Some((name, _)), _) => format!("{name}:{HIDDEN}"),
        ("proxy", _, Some((_, host))) => format!("{HIDDEN}@{host}"),
        _ => text.to_owned(),
    }
}

/// The file's tables as they are written.
fn tables(file: &File) -> String {
    let mut kept = toml::Table::new();
    for (name, value) in file.tables() {
        let is_table = value.is_table() || value.as_array().is_some_and(|list| list.iter().any(toml::Value::is_table));
        if TABLES.contains(&name.as_str()) && is_table {
            kept.insert(name, value);
        }
    }
    if let Some(hosts) = kept.get_mut("hosts").and_then(toml::Value::as_table_mut) {
        let headers = hosts.iter_mut().filter_map(|(_, host)| host.get_mut("headers")?.as_table_mut());
        for (_, value) in headers.flat_map(toml::map::Map::iter_mut) {
            *value = toml::Value::String(HIDDEN.to_owned());
        }
    }
    if kept.is_empty() {
        return String::new();
    }
    format!("\n{}", toml::to_string(&kept).unwrap_or_default())
}
