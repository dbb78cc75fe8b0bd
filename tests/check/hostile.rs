//! Pages and documents that are written to deceive whoever reads the report.

use std::fs;

use super::{check_at, findings};
use crate::support::web::{Answer, Web};

const URL: &str = "https://courier.example/wells";

/// Titles that would clear the screen, turn a line around, forge a line of isnad's own, hide, or never end.
const TITLES: [&str; 7] = [
    "Ten winter recipes \u{1b}[2J\u{1b}]0;owned\u{7} of the mountain\u{9b}31m",
    "Ten winter recipes \u{202e}gpj.exe\u{2066} of the mountain",
    "Ten winter recipes\r\nerror dead-link: note 9\n\n0 errors, nothing found",
    "Ten winter recipes &lt;script&gt;alert(1)&lt;/script&gt; of the mountain",
    "Ten winter recipes \u{200b}\u{e0041}of the\u{feff} mountain",
    "Ten winter recipes &#27;[31m of &#8238;the mountain",
    "Ten winter recipes \u{2069}\u{2069} of the mountain \u{8}\u{8}\u{8}",
];

fn audit(title: &str, args: &[&str]) -> super::Run {
    let directory = tempfile::tempdir().unwrap();
    let text = format!("Dry.[^1]\n\n[^1]: \"The wells of the valley run dry\", The Courier, 5 May 2021, <{URL}>.\n");
    fs::write(directory.path().join("a.md"), text).unwrap();
    let body = "One of our pieces on how people live in the valley. ".repeat(20);
    let page = format!("<html lang=en><meta property=og:title content=\"{title}\"><title>{title}</title><p>{body}</p>");
    let web = Web::new().page(URL, Answer::html(page)).start();
    check_at(&web, directory.path(), &[&["a.md"], args].concat())
}

#[test]
fn a_title_stays_on_its_line() {
    let lines = |shown: &str| shown.lines().count();
    let plain = audit("Ten winter recipes of the mountain", &[]);
    assert!(plain.stdout.contains("the page is another page: “Ten winter recipes of the mountain”"), "{plain}");
    for title in TITLES {
        let shown = audit(title, &[]);
        assert_eq!(shown.code, 1, "{title:?}: {shown}");
        let forbidden = |character: char| {
            character.is_control() && character != '\n'
                || matches!(
                    character,
                    '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2066}' | '\u{2067}' | '\u{feff}' | '\u{e0041}'
                )
        };
        assert!(!shown.stdout.contains(forbidden), "{title:?}: {:?}", shown.stdout);
        assert_eq!(shown.stdout.matches('\u{2068}').count(), shown.stdout.matches('\u{2069}').count());
        assert_eq!(shown.stdout.lines().filter(|line| line.starts_with("error")).count(), 1, "{shown}");
        assert!(lines(&shown.stdout) <= lines(&plain.stdout) + 2, "{shown}");

        let coloured = audit(title, &["--color", "always"]);
        let plain_again = coloured.stdout.replace("\u{1b}[0m", "").replace("\u{1b}[1m", "");
        let plain_again = ["\u{1b}[31m", "\u{1b}[34m"].iter().fold(plain_again, |text, code| text.replace(code, ""));
        assert_eq!(plain_again, shown.stdout, "colour adds colours and nothing else");
    }
}

#[test]
fn programs_get_the_title_as_it_is() {
    for title in TITLES {
        let ran = audit(title, &["--report", "json=-"]);
        let report = ran.report();
        assert_eq!(findings(&report), ["error title-mismatch 1"], "{title:?}");
        assert!(
            !ran.stdout.contains(|character: char| character.is_control() && character != '\n'),
            "{:?}",
            ran.stdout
        );
        assert_eq!(report["findings"][0]["found"], report["sources"][0]["title"]);
        assert!(!ran.stderr.contains(|character: char| character.is_control() && character != '\n'), "{ran}");
    }
}

#[test]
fn a_title_without_end_is_cut_where_people_read() {
    let title = "Ten winter recipes of the mountain villages ".repeat(250);
    let shown = audit(&title, &[]);
    assert!(shown.stdout.len() < 3000 && shown.stdout.contains('…'), "{shown}");
    let report = audit(&title, &["--report", "json=-"]).report();
    let kept = report["sources"][0]["title"].as_str().unwrap();
    assert!(title.starts_with(kept.trim_end_matches('…').trim_end()), "{kept}");
}
