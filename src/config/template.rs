//! The file that `isnad init` writes: every option with what it does, and the tables, all of it commented out.

use std::fmt::Write as _;

use clap::{Arg, ArgAction, Command};

use super::options::{self, HARMLESS};

/// The width of its comments.
const WIDTH: usize = 100;

const HEAD: &str = "\
# Settings of isnad for the documents in this directory and below it.
#
# What is typed on the command line goes before this file. `isnad config` prints what is in force and where it comes
# from. Paths lead from this directory.
";

const TABLES: &str = r#"
# Tables

# Rules that are graver, or less so, than by default; `isnad rules` lists them.
# [severity]
# date-mismatch = "error"     # error, warning, info or off

# What is different for some documents; the last that matches goes first.
# [[paths]]
# match = ["drafts/", "*.notes.md"]
# select = ["malformed-url"]
# fail-on = "never"

# Findings that do not count, and why.
# [[ignore]]
# rule = "dead-link"          # or a list
# url = "https://journal.example/issues/*"
# reason = "the journal moves its archive; back in the autumn"
# until = 2026-12-31          # the last day on which it holds

# [[ignore]]
# rule = ["blocked", "unreachable"]
# host = "*.gov.example"
# document = "annexes/"
# reason = "read by hand each quarter"

# What is different for single hosts. Headers only in a file that --config names.
# [hosts."journal.example"]
# interval = "2s"
# concurrency = 1
# skip = false

# Publishers under the names that documents call them by.
# [publishers."The Harbour Post"]
# names = ["بريد الميناء", "Liman Postası"]
# everyday = ["Harbour"]      # only where it stands alone, between commas
# hosts = ["harbourpost.example"]
"#;

/// The text of the file. `root` is the whole command.
pub fn template(root: &Command) -> String {
    let mut text = HEAD.to_owned();
    let Some(check) = root.find_subcommand("check") else { return text };
    let mut heading = "";
    for arg in options::settable(check).filter(|arg| !arg.is_hide_set()) {
        if let Some(own) = arg.get_help_heading().filter(|own| *own != heading) {
            heading = own;
            let _ = write!(text, "\n# {heading}\n");
        }
        let name = arg.get_long().unwrap_or_default();
        let mut about = arg.get_help().map(ToString::to_string).unwrap_or_default().replace('\n', " ");
        if name == "ignore" {
            about.push_str("; beside [[ignore]] below, give them the severity \"off\" in place of this");
        }
        if !HARMLESS.contains(&name) {
            about.push_str(" (only in a file that --config names)");
        }
        let _ = write!(text, "\n{}# {name} = {}\n", comment(&about), example(arg));
    }
    text + TABLES
}

/// A comment, wrapped.
fn comment(about: &str) -> String {
    let mut lines = String::new();
    let mut line = "#".to_owned();
    for word in about.split_whitespace() {
        if line.len() > 1 && line.chars().count() + 1 + word.chars().count() > WIDTH {
            let _ = writeln!(lines, "{line}");
            "#".clone_into(&mut line);
        }
        let _ = write!(line, " {word}");
    }
    let _ = writeln!(lines, "{line}");
    lines
}

/// The default, or else something that can stand there.
fn example(arg: &Arg) -> String {
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    if !arg.get_action().takes_values() {
        return "false".to_owned();
    }
    if let Some(default) = arg.get_default_values().first() {
        let text = default.to_string_lossy();
        return text.parse::<u32>().map_or_else(|_| quoted(&text), |number| number.to_string());
    }
    let name = arg.get_value_names().and_then(|names| names.first()).map_or("", |name| name.as_str());
    let one = match (arg.get_long(), name) {
        (Some("base-url"), _) => quoted("https://journal.example/"),
        (Some("proxy"), _) => quoted("http://proxy.example:3128"),
        (Some("baseline"), _) => quoted("isnad-baseline.json"),
        (Some("dead-after"), _) => quoted("3d"),
        (Some("deadline"), _) => quoted("30m"),
        (Some("max-age"), _) => quoted("7d"),
        (Some("record" | "replay"), _) => quoted("record.warc.gz"),
        (Some("cache"), _) => quoted(".isnad/cache.sqlite"),
        (Some("ca-certificate"), _) => quoted("authority.pem"),
        (_, "RULES") => quoted("unsourced-attribution"),
        (_, "DATE") => quoted("2026-06-01"),
        (_, "HOST=NAME:VALUE") => quoted("journal.example=X-Reader: a token"),
        (_, "HOST=IP:PORT") => quoted("journal.example=192.0.2.7:443"),
        (_, "FORMAT[=PATH]") => quoted("html"),
        (_, "FILE") => quoted("earlier.json"),
        _ => arg.get_possible_values().first().map_or_else(|| quoted(""), |value| quoted(value.get_name())),
    };
    if matches!(arg.get_action(), ArgAction::Append) { format!("[{one}]") } else { one }
}
