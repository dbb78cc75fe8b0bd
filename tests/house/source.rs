//! The shape of the source: who imports whom, what stands in the tables, who may print, how long a file is.

use std::collections::BTreeSet;
use std::path::Path;

use isnad::judge::RULES;
use isnad::lang::Catalogue;
use isnad::read::READERS;
use isnad::report::{COPIERS, REPORTERS};
use regex::Regex;

use super::{code, read, root, rust_files};

/// What each room may import besides itself. `pipeline`, `config`, `cli` and `error` tie the stages together.
const IMPORTS: [(&str, &[&str]); 10] = [
    ("model", &[]),
    ("text", &["model"]),
    ("formats", &["model", "text"]),
    ("lang", &["model"]),
    ("read", &["model", "text", "formats", "lang"]),
    ("parse", &["model", "text", "formats", "lang"]),
    ("pair", &["model", "text", "formats", "lang"]),
    ("observe", &["model", "text", "formats", "lang"]),
    ("judge", &["model", "text", "formats", "lang"]),
    ("report", &["model", "text", "formats", "lang"]),
];

/// Files that are tables of data and may be as long as the data is.
const DATA: [&str; 1] = ["src/text/publisher.rs"];

/// The most lines of a file, its unit tests not counted.
const LONGEST: usize = 600;

#[test]
fn a_stage_imports_no_other_stage() {
    let rooms: BTreeSet<_> = IMPORTS.iter().map(|(room, _)| *room).collect();
    for (room, allowed) in IMPORTS {
        for path in rust_files(&format!("src/{room}")) {
            for import in imports(&code(&path), path.ends_with("mod.rs") && path.components().count() == 3) {
                assert!(
                    import == room || allowed.contains(&import.as_str()) || !rooms.contains(import.as_str()),
                    "{} imports {import}",
                    path.display()
                );
                let ties = ["pipeline", "config", "cli", "error", "exit"];
                assert!(!ties.contains(&import.as_str()), "{} imports {import}", path.display());
            }
        }
    }
}

/// The rooms that code names: `crate::x`, the parts of `crate::{x, y::{a, b}}`, and `super::x` at a room's door.
fn imports(code: &str, at_the_door: bool) -> Vec<String> {
    let single = if at_the_door { r"\b(?:crate|super)::([a-z_]+)" } else { r"\bcrate::([a-z_]+)" };
    let single = Regex::new(single).unwrap();
    let mut found: Vec<_> = single.captures_iter(code).map(|captures| captures[1].to_owned()).collect();
    for (start, _) in code.match_indices("crate::{") {
        let (mut depth, mut name) = (0, String::new());
        for character in code[start + "crate::".len()..].chars() {
            match character {
                '{' => depth += 1,
                '}' | ',' if depth == 1 => found.push(std::mem::take(&mut name).trim().to_owned()),
                '}' => depth -= 1,
                _ if depth == 1 => name.push(character),
                _ => {}
            }
            if character == '}' && depth == 1 && name.is_empty() {
                break;
            }
        }
    }
    found.iter().map(|import| import.split("::").next().unwrap().to_owned()).collect()
}

#[test]
fn imports_are_seen_however_they_are_written() {
    let cases = [
        ("use crate::judge::Rule;", vec!["judge"]),
        ("let x = crate::observe::observe();", vec!["observe"]),
        ("use crate::{judge, observe::{Settings, observe}, read};", vec!["judge", "observe", "read"]),
        ("use std::io;", vec![]),
    ];
    for (code, expected) in cases {
        assert_eq!(imports(code, false), expected, "{code}");
    }
    assert_eq!(imports("use super::judge::Rule;", true), ["judge"]);
}

#[test]
fn the_model_is_plain_data() {
    for path in rust_files("src/model") {
        let code = code(&path);
        for word in ["Serialize", "std::fs", "std::io", "std::net", "clap", "reqwest", "tokio"] {
            assert!(!code.contains(word), "{} knows {word}", path.display());
        }
    }
}

#[test]
fn only_command_line_and_reports_print() {
    let prints = Regex::new(r"\b(e?print(ln)?!|dbg!|std(out|err)\(\))").unwrap();
    for path in rust_files("src") {
        if !path.starts_with("src/cli") && !path.starts_with("src/report") {
            let code = code(&path);
            assert!(!prints.is_match(&code), "{} prints: {:?}", path.display(), prints.find(&code));
        }
    }
}

#[test]
fn no_file_is_too_long_to_read() {
    for path in rust_files("src").into_iter().chain(rust_files("tests")) {
        if !DATA.iter().any(|data| Path::new(data) == path) {
            let text = read(&path);
            let lines = text.split("\n#[cfg(test)]\nmod tests").next().unwrap().lines().count();
            assert!(lines <= LONGEST, "{} has {lines} lines", path.display());
        }
    }
    assert!(DATA.iter().all(|path| root().join(path).is_file()));
}

#[test]
fn tables_files_and_mod_lines_agree() {
    agree("src/read", "READER: Reader", &READERS.map(|reader| reader.name));
    agree("src/judge/rules", "RULE: Rule", &RULES.iter().map(|rule| rule.name).collect::<Vec<_>>());
    agree("src/report", "REPORTER: Reporter", &REPORTERS.map(|reporter| reporter.name));
    agree("src/report", "COPIER: Copier", &COPIERS.map(|copier| copier.name));
}

/// The names in a table are those of the files that define an entry, and each file has its `mod` line.
fn agree(directory: &str, entry: &str, names: &[&str]) {
    let unique: BTreeSet<String> = names.iter().map(|name| name.replace('-', "_")).collect();
    assert_eq!(unique.len(), names.len(), "{directory}: a name stands twice");
    let defined: BTreeSet<String> = rust_files(directory)
        .iter()
        .filter(|path| code(path).contains(&format!(" static {entry} ")))
        .map(|path| {
            let file = if path.ends_with("mod.rs") { path.parent().unwrap() } else { path };
            file.file_stem().unwrap().to_str().unwrap().to_owned()
        })
        .collect();
    assert_eq!(unique, defined, "{directory}: the table and the files");
    let doors = read(format!("{directory}/mod.rs"));
    for name in unique {
        let line = Regex::new(&format!(r"(?m)^(pub |pub\(\w+\) )?mod {name};$")).unwrap();
        assert!(line.is_match(&doors), "{directory}/mod.rs has no `mod {name};`");
    }
}

#[test]
fn a_rule_has_one_name_in_every_form() {
    let kebab = Regex::new("^[a-z][a-z0-9]*(-[a-z0-9]+)*$").unwrap();
    let readme = read("README.md");
    for rule in RULES {
        let name = rule.name;
        assert!(kebab.is_match(name), "{name}");
        assert!(root().join(format!("tests/rules/{name}.md")).is_file(), "tests/rules/{name}.md is not there");
        assert!(readme.contains(&format!("<a id=\"{name}\"></a>")), "the README has no anchor {name}");
        assert!(!Catalogue::new("en").rule(name).text.is_empty(), "{name} is not explained");
    }
    let described: BTreeSet<_> = std::fs::read_dir(root().join("tests/rules"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter_map(|file| file.strip_suffix(".md").map(str::to_owned))
        .collect();
    assert_eq!(described, RULES.iter().map(|rule| rule.name.to_owned()).collect(), "tests/rules and the table");
}
