//! `isnad rules`: the rules, or one explained.

use std::io::{self, Write};

use super::args::RulesArgs;
use super::language::language;
use super::{Stop, output};
use crate::exit::ExitStatus;
use crate::judge::{RULES, Rule, rule};
use crate::lang::{Catalogue, Explanation};
use crate::text::spelling;

/// Prints the rules, or the one asked for.
pub(super) fn run(args: &RulesArgs) -> Result<ExitStatus, Stop> {
    let catalogue = Catalogue::new(language("rules", args.lang.as_deref())?);
    match args.rule.as_deref().and_then(rule) {
        Some(rule) => output::print(|out| explain(rule, &catalogue, out))?,
        None => output::print(|out| list(&catalogue, out))?,
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
fn list(catalogue: &Catalogue, out: &mut dyn Write) -> io::Result<()> {
    let widest = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
    for rule in RULES {
        let network = if rule.network { "network" } else { "" };
        let summary = catalogue.rule(rule.name).summary;
        writeln!(out, "{:widest$}  {:7}  {network:7}  {summary}", rule.name, level(rule))?;
    }
    Ok(())
}

fn explain(rule: &Rule, catalogue: &Catalogue, out: &mut dyn Write) -> io::Result<()> {
    let network = if rule.network { ", needs the network" } else { "" };
    let Explanation { summary, text } = catalogue.rule(rule.name);
    writeln!(out, "{} ({}{network})\n\n{summary}\n\n{text}", rule.name, level(rule))
}

fn level(rule: &Rule) -> &'static str {
    if rule.enabled { rule.severity.name() } else { "off" }
}
