//! The generated blocks of the READMEs say what the code says. `ISNAD_BLESS=1 cargo test` rewrites them.

use std::fmt::Write as _;

use isnad::cli;
use isnad::exit::ExitStatus;
use isnad::judge::RULES;
use isnad::lang::Catalogue;
use isnad::model::Verdict;
use isnad::read::READERS;
use isnad::report::{COPIERS, REPORTERS};

use super::{read, root};
use crate::reports::audit;
use crate::support::golden;

type Derive = fn() -> String;

/// The blocks, and what the code derives for each.
const BLOCKS: [(&str, Derive); 7] = [
    ("screen", screen),
    ("formats", formats),
    ("rules", rules),
    ("verdicts", verdicts),
    ("reports", reports),
    ("options", options),
    ("exit-codes", exit_codes),
];

/// As many lines of a report make the screen at the README's head.
const SCREEN: usize = 24;

#[test]
fn generated_blocks_say_what_the_code_says() {
    renew("README.md", &BLOCKS);
    renew("README.ar.md", &[("verdicts", verdicts_in_arabic)]);
}

/// Holds the blocks of a document against what the code derives for them.
fn renew(document: &str, blocks: &[(&str, Derive)]) {
    let readme = read(document);
    assert_eq!(readme.matches("<!-- generated: ").count(), blocks.len(), "a block that nobody generates");
    let mut renewed = readme;
    for (name, derive) in blocks {
        let (start, end) = (format!("<!-- generated: {name} -->\n"), "<!-- end -->");
        let (before, rest) = renewed.split_once(&start).unwrap_or_else(|| panic!("{document} has no block {name}"));
        let (_, after) = rest.split_once(end).unwrap_or_else(|| panic!("the block {name} does not end"));
        renewed = format!("{before}{start}\n{}\n{end}{after}", derive());
    }
    golden::compare(&root().join(document), &renewed);
}

/// A Markdown table.
fn table<const COLUMNS: usize>(head: [&str; COLUMNS], rows: impl IntoIterator<Item = [String; COLUMNS]>) -> String {
    let mut table = format!("| {} |\n|{}\n", head.join(" | "), "---|".repeat(COLUMNS));
    for row in rows {
        writeln!(table, "| {} |", row.join(" | ")).unwrap();
    }
    table
}

/// The beginning of a real audit, up to the end of a finding. Isolates are left out: the page has a direction of its
/// own, and code hosts warn of them.
fn screen() -> String {
    let audit = audit("reports/river-basin.txt", "terminal=-").replace(['\u{2068}', '\u{2069}'], "");
    let mut shown = String::new();
    for finding in audit.split_inclusive("\n\n") {
        if !shown.is_empty() && shown.lines().count() + finding.lines().count() > SCREEN {
            shown.push_str("…\n");
            break;
        }
        shown.push_str(finding);
    }
    format!("```text\n{}\n```\n", shown.trim_end())
}

fn formats() -> String {
    let extensions = |names: &[&str]| names.iter().map(|name| format!("`.{name}`")).collect::<Vec<_>>().join(" ");
    let row = |reader: &&isnad::read::Reader| {
        [format!("`{}`", reader.name), extensions(reader.extensions), reader.about.to_owned()]
    };
    table(["format", "files", "notes from"], READERS.iter().map(row))
}

fn rules() -> String {
    table(
        ["rule", "severity", "finds"],
        RULES.iter().map(|rule| {
            let (name, star) = (rule.name, if rule.network { "*" } else { "" });
            let severity = if rule.enabled { rule.severity.name() } else { "off" };
            [
                format!("<a id=\"{name}\"></a>`{name}`{star}"),
                severity.to_owned(),
                Catalogue::new("en").rule(name).summary.replace('|', "\\|"),
            ]
        }),
    )
}

fn verdicts() -> String {
    let catalogue = Catalogue::new("en");
    let row = |verdict: &Verdict| {
        let name = verdict.name();
        let about = format!("verdict-{name}.about");
        assert!(catalogue.holds(&about), "{name} is not explained");
        [format!("`{name}`"), catalogue.text(&about)]
    };
    table(["verdict", "what became of it"], Verdict::ALL.iter().map(row))
}

/// The verdicts as an Arabic report calls them, each beside its name in the formats for programs.
fn verdicts_in_arabic() -> String {
    let catalogue = Catalogue::new("ar");
    let row = |verdict: &Verdict| {
        let name = verdict.name();
        let said = catalogue.text(&format!("verdict-{name}"));
        [said, format!("`{name}`"), catalogue.text(&format!("verdict-{name}.about"))]
    };
    table(["الحكم", "اسمه في تقارير البرامج", "معناه"], Verdict::ALL.iter().map(row))
}

fn reports() -> String {
    let row = |reporter: &&isnad::report::Reporter| {
        [format!("`{}`", reporter.name), format!("`.isnad.{}`", reporter.extension), reporter.about.to_owned()]
    };
    let copy = |copier: &&isnad::report::Copier| {
        [format!("`{}`", copier.name), format!("`.isnad.{}`", copier.name), copier.about.to_owned()]
    };
    table(["format", "file", "for"], REPORTERS.iter().map(row).chain(COPIERS.iter().map(copy)))
}

fn options() -> String {
    let mut command = cli::command().term_width(100);
    command.build();
    let check = command.find_subcommand_mut("check").unwrap();
    format!("```text\n{}\n```\n", check.render_long_help().to_string().trim_end())
}

fn exit_codes() -> String {
    let row = |status: &ExitStatus| [status.code().to_string(), status.about().to_owned()];
    table(["code", "when"], ExitStatus::ALL.iter().map(row))
}
