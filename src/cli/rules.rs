//! `isnad rules`: the rules, or one explained.

use std::io::{self, Write};

use super::args::RulesArgs;
use super::{Stop, output};
use crate::exit::ExitStatus;
use crate::judge::{RULES, Rule, rule};
use crate::text::spelling;

/// Prints the rules, or the one asked for.
pub(super) fn run(args: &RulesArgs) -> Result<ExitStatus, Stop> {
    match args.rule.as_deref().and_then(rule) {
        Some(rule) => output::print(|out| explain(rule, out))?,
        None => output::print(list)?,
    }
    Ok(ExitStatus::Clean)
}

/// A rule's name as typed; of a name that none has, the error says which it may be.
pub(super) fn known_rule(name: &str) -> Result<String, String> {
    let name = name.trim();
    if rule(name).is_some() {
        return Ok(name.to_owned());
    }
    let meant = spelling::meant(name, RULES.iter().map(|rule| rule.name));
    let meant = meant.map_or_else(String::new, |meant| format!(" (did you mean `{meant}`?)"));
    Err(format!("there is no such rule{meant}\n\n`isnad rules` lists them"))
}

/// One line per rule: name, severity, whether it needs the network, summary.
fn list(out: &mut dyn Write) -> io::Result<()> {
    let widest = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
    for rule in RULES {
        let network = if rule.network { "network" } else { "" };
        writeln!(out, "{:widest$}  {:7}  {network:7}  {}", rule.name, level(rule), rule.summary)?;
    }
    Ok(())
}

fn explain(rule: &Rule, out: &mut dyn Write) -> io::Result<()> {
    let network = if rule.network { ", needs the network" } else { "" };
    writeln!(out, "{} ({}{network})\n\n{}\n\n{}", rule.name, level(rule), rule.summary, rule.explanation.trim())
}

fn level(rule: &Rule) -> &'static str {
    if rule.enabled { rule.severity.name() } else { "off" }
}
