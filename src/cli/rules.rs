//! `isnad rules`: the rules, or one explained.

use std::io::{self, Write};

use super::args::RulesArgs;
use super::language::language;
use super::{Stop, output};
use crate::exit::ExitStatus;
use crate::judge::{RULES, Rule, rule};
use crate::lang::{Catalogue, Explanation};
use crate::model::{Direction, Message, Severity};
use crate::text::sanitize::{cells, isolated_in, with_code};
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

/// One line per rule: name, severity, whether it needs the network, summary. Columns would be torn apart where lines run
/// from right to left; there the line is a sentence.
fn list(catalogue: &Catalogue, out: &mut dyn Write) -> io::Result<()> {
    let network = |rule: &Rule| if rule.network { catalogue.text("rules-network") } else { String::new() };
    let rows = RULES.iter().map(|rule| [rule.name.to_owned(), level(rule, catalogue), network(rule)]);
    let widest = rows.clone().fold([0; 3], |widest, row| {
        let mut cells = row.iter().map(|cell| cells(cell));
        widest.map(|widest| cells.next().map_or(widest, |cells| widest.max(cells)))
    });
    for (rule, row) in RULES.iter().zip(rows) {
        let summary = with_code(catalogue.direction(), catalogue.rule(rule.name).summary);
        if catalogue.direction() == Direction::Rtl {
            writeln!(out, "{}: {summary}", headline(rule, catalogue))?;
            continue;
        }
        for (cell, widest) in row.iter().zip(widest) {
            write!(out, "{cell}{}  ", " ".repeat(widest - cells(cell)))?;
        }
        writeln!(out, "{summary}")?;
    }
    Ok(())
}

fn explain(rule: &Rule, catalogue: &Catalogue, out: &mut dyn Write) -> io::Result<()> {
    let Explanation { summary, text } = catalogue.rule(rule.name);
    let said = |text| with_code(catalogue.direction(), text);
    writeln!(out, "{}\n\n{}\n\n{}", headline(rule, catalogue), said(summary), said(text))
}

/// `dead-link (error, needs the network)`.
fn headline(rule: &Rule, catalogue: &Catalogue) -> String {
    let id = if rule.network { "rules-headline-network" } else { "rules-headline" };
    let name = isolated_in(catalogue.direction(), rule.name);
    catalogue.render(&Message::new(id).with("name", name).with("level", level(rule, catalogue)))
}

fn level(rule: &Rule, catalogue: &Catalogue) -> String {
    catalogue.text(match rule.severity {
        _ if !rule.enabled => "rules-off",
        Severity::Error => "severity-error",
        Severity::Warning => "severity-warning",
        Severity::Info => "severity-info",
    })
}
