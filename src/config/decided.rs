//! What was decided about findings, as judging takes it.

use std::collections::HashMap;

use super::paths::Patterns;
use super::tables::{ForPaths, RuleName};
use super::{File, known};
use crate::cli::CheckArgs;
use crate::error::Error;
use crate::exit::Policy;
use crate::judge::{Decided, Ignore, OfDocument};
use crate::pipeline;

/// What was decided, for documents of these paths as given.
///
/// # Errors
///
/// Where a pattern of the file is none, or a baseline cannot be read.
pub(super) fn decided(args: &CheckArgs, file: &File, documents: &[String]) -> Result<Decided, Error> {
    let now = args.checking.today.unwrap_or_else(pipeline::today);
    let (known, former) = known::suppressed(&args.decided, now, file, documents)?;
    Ok(Decided {
        severities: file.severity.clone().into_iter().collect(),
        documents: of_documents(file, documents)?,
        ignores: ignores(file, documents)?,
        no_ignores: args.decided.no_ignores,
        partial: args.decided.changed_since.is_some(),
        known,
        former,
        dead_after: args.decided.dead_after.map(|span| span.0),
    })
}

/// What decides the exit code.
///
/// # Errors
///
/// Where a pattern of the file is none.
pub fn policy(args: &CheckArgs, file: &File, documents: &[String]) -> Result<Policy, Error> {
    let mut policy = Policy {
        fail_on: args.checking.fail_on.severity(),
        fail_on_of: HashMap::new(),
        fail_on_unverified: args.checking.fail_on_unverified,
        exit_zero: args.checking.exit_zero,
    };
    // What is typed goes before the file.
    if !file.is_typed("fail-on") {
        for (document, tables) in matching(file, documents)? {
            if let Some(fail_on) = tables.iter().rev().find_map(|table| table.fail_on) {
                policy.fail_on_of.insert(document.clone(), fail_on.severity());
            }
        }
    }
    Ok(policy)
}

/// The tables `[[paths]]` that each document matches, in their order.
fn matching<'a>(file: &'a File, documents: &'a [String]) -> Result<Vec<(&'a String, Vec<&'a ForPaths>)>, Error> {
    let directory = file.directory().unwrap_or_default();
    let mut patterns = Vec::new();
    for table in &file.paths {
        patterns.push(Patterns::new(&directory, &table.patterns).map_err(|message| file.wrong(table.line, message))?);
    }
    let of = |document: &'a String| {
        let fitting = file.paths.iter().zip(&patterns).filter(|(_, patterns)| patterns.match_path(document));
        (document, fitting.map(|(table, _)| table).collect())
    };
    Ok(documents.iter().map(of).collect())
}

fn of_documents(file: &File, documents: &[String]) -> Result<HashMap<String, OfDocument>, Error> {
    let names = |rules: &[RuleName]| rules.iter().map(|rule| rule.0.clone()).collect::<Vec<_>>();
    let mut all = HashMap::new();
    for (document, tables) in matching(file, documents)? {
        let mut of = OfDocument { name: file.name_of(document), ..OfDocument::default() };
        for table in tables {
            if let Some(select) = table.select.as_deref().filter(|_| !file.is_typed("select")) {
                of.select = Some(names(select));
            }
            of.extend_select.extend(names(&table.extend_select));
            of.ignore.extend(names(&table.ignore));
        }
        all.insert(document.clone(), of);
    }
    Ok(all)
}

fn ignores(file: &File, documents: &[String]) -> Result<Vec<Ignore>, Error> {
    let directory = file.directory().unwrap_or_default();
    let shown = file.path.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
    let mut ignores = Vec::new();
    for ignored in &file.ignores {
        let matching = match &ignored.document {
            Some(pattern) => {
                let patterns =
                    Patterns::new(&directory, &[pattern]).map_err(|message| file.wrong(ignored.line, message))?;
                Some(documents.iter().filter(|document| patterns.match_path(document)).cloned().collect())
            }
            None => None,
        };
        ignores.push(Ignore {
            rules: ignored.rule.iter().map(|rule| rule.0.clone()).collect(),
            url: ignored.url.clone(),
            host: ignored.host.clone(),
            documents: matching,
            reason: ignored.reason.trim().to_owned(),
            until: ignored.until,
            file: shown.clone(),
            line: ignored.line,
        });
    }
    Ok(ignores)
}
