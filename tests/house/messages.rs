//! The catalogue and the code: every message asked for is there, and none is there for nothing.

use std::path::Path;

use isnad::lang::{Catalogue, LANGUAGES};
use regex::Regex;

use super::{code, read, rust_files};

#[test]
fn every_message_asked_for_is_in_every_catalogue() {
    let asked =
        Regex::new(r#"(?:Message::new|\.text|labelled|\bcount|\bnumber|\bshown)\(\s*"([a-z][a-z0-9.-]*)""#).unwrap();
    let mut seen = 0;
    for path in rust_files("src").iter().filter(|path| !path.ends_with("sample.rs")) {
        for captures in asked.captures_iter(&code(path)) {
            for language in &LANGUAGES {
                let holds = Catalogue::new(language.tag).holds(&captures[1]);
                assert!(holds, "{}: {} lacks {}", path.display(), language.tag, &captures[1]);
            }
            seen += 1;
        }
    }
    assert!(seen > 20, "only {seen} messages were seen: does the pattern still find them?");
}

#[test]
fn no_message_is_there_for_nothing() {
    let entry = Regex::new("(?m)^([a-z][a-z0-9-]*) =").unwrap();
    let code: String = rust_files("src").iter().map(|path| code(path)).collect();
    let said = ["interface", "defects"].map(|file| read(Path::new(&format!("src/lang/en/{file}.ftl")))).concat();
    for captures in entry.captures_iter(&said) {
        assert!(code.contains(&format!("\"{}\"", &captures[1])), "nobody says {}", &captures[1]);
    }
}
