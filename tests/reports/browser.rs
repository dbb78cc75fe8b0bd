//! The page for the editor in a browser, as an editor uses it. These tests need Chromium; `.ci/run` has it.

use std::fs;
use std::path::{Path, PathBuf};

use isnad::lang::Catalogue;
use isnad::model::Report;
use isnad::report::{Canvas, html};
use isnad::{judge, read};
use serde_json::{Value, json};

use super::{audit, hostile};
use crate::support::chromium::Chromium;
use crate::support::many;

/// The samples: Arabic with notes of three languages, and English.
const RIVER: &str = "reports/river-basin.txt";
const TREES: &str = "reports/street-trees.md";

/// A page in a directory of its own.
struct Page {
    directory: tempfile::TempDir,
}

impl Page {
    fn of(text: &str) -> Self {
        let directory = tempfile::tempdir().unwrap();
        fs::write(directory.path().join("report.isnad.html"), text).unwrap();
        Self { directory }
    }

    fn sample(input: &str) -> Self {
        Self::of(&audit(input, "html=-"))
    }

    fn path(&self) -> PathBuf {
        self.directory.path().join("report.isnad.html")
    }
}

fn written(report: &Report) -> String {
    let mut out = Vec::new();
    let (catalogue, rules) = (Catalogue::new("en"), judge::texts());
    (html::REPORTER.write)(report, &mut Canvas::plain(&mut out, &catalogue, &rules)).unwrap();
    String::from_utf8(out).unwrap()
}

/// Opens a page wide enough for everything.
fn open(page: &Page) -> Chromium {
    let mut chromium = Chromium::start();
    chromium.window(1280, 900);
    chromium.open(&page.path());
    chromium
}

#[test]
#[ignore = "needs chromium"]
fn a_filter_shows_the_citations_of_its_verdict_and_no_others() {
    for sample in [RIVER, TREES] {
        let page = Page::sample(sample);
        let mut chromium = open(&page);
        let report: Value = serde_json::from_str(&audit(sample, "json=-")).unwrap();
        let rows = "[...document.querySelectorAll('table.all tbody tr')].filter(row => row.checkVisibility()).length";
        assert_eq!(chromium.eval(rows), report["summary"]["citations"]);
        for (verdict, count) in report["summary"]["verdicts"].as_object().unwrap() {
            let button = format!("button[data-filter={verdict}]");
            if *count == json!(0) {
                assert_eq!(chromium.eval(&format!("document.querySelectorAll('{button}').length")), 0);
                continue;
            }
            let shown = chromium.eval(&format!("Number(document.querySelector('{button} b').textContent)"));
            assert_eq!(shown, *count);
            chromium.click(&button);
            assert_eq!(chromium.eval(rows), *count, "{verdict}");
            let strangers = format!(
                "[...document.querySelectorAll('article.card')].filter(card => card.checkVisibility() && \
                 !(card.dataset.verdicts || '').split(' ').includes('{verdict}')).length"
            );
            assert_eq!(chromium.eval(&strangers), 0, "{verdict}");
            let cards = "[...document.querySelectorAll('article.card')].filter(card => card.checkVisibility()).length";
            assert!(chromium.eval(cards).as_u64().unwrap() >= 1, "{verdict}");
            assert_eq!(chromium.eval(&format!("document.querySelector('{button}').ariaPressed")), "true");
            let said = format!("citations shown: {count} of {}", report["summary"]["citations"]);
            assert_eq!(chromium.eval("document.getElementById('shown').textContent"), said);
        }
        chromium.click("button[data-filter='']");
        assert_eq!(chromium.eval(rows), report["summary"]["citations"]);
    }
}

#[test]
#[ignore = "needs chromium"]
fn the_table_sorts_by_every_column_both_ways_with_empty_cells_last() {
    let page = Page::sample(RIVER);
    let mut chromium = open(&page);
    let count = chromium.eval("document.querySelectorAll('table.all thead th').length").as_u64().unwrap();
    assert_eq!(count, 9);
    for column in 1..=count {
        let head = format!("table.all thead th:nth-child({column})");
        let cells = format!(
            "[...document.querySelectorAll('table.all tbody tr')].map(row => row.children[{}].textContent.trim())",
            column - 1
        );
        let sorted = |cells: &Value| -> Vec<String> {
            cells.as_array().unwrap().iter().map(|cell| cell.as_str().unwrap().to_owned()).collect()
        };
        for (direction, descending) in [("ascending", false), ("descending", true)] {
            chromium.click(&format!("{head} button"));
            assert_eq!(chromium.eval(&format!("document.querySelector('{head}').ariaSort")), direction);
            assert_eq!(chromium.eval("document.querySelectorAll('th[aria-sort]').length"), 1);
            let found = sorted(&chromium.eval(&cells));
            let filled = found.iter().take_while(|cell| !cell.is_empty()).count();
            assert!(found[filled..].iter().all(String::is_empty), "{column}: {found:?}");
            let numbers: Option<Vec<u32>> = found[..filled].iter().map(|cell| cell.parse().ok()).collect();
            if let Some(mut numbers) = numbers {
                if descending {
                    numbers.reverse();
                }
                assert!(numbers.is_sorted(), "{column} {direction}: {found:?}");
            }
        }
    }
    let heads = chromium.eval("[...document.querySelectorAll('table.all thead th')].map(head => head.textContent)");
    let expected =
        json!(["Note", "Page", "Verdict", "Cited title", "Found title", "Site", "Status", "Archived", "Checked"]);
    assert_eq!(heads, expected);
}

#[test]
#[ignore = "needs chromium"]
fn everything_can_be_reached_and_done_with_the_keyboard() {
    let page = Page::sample(TREES);
    let mut chromium = open(&page);
    chromium.press("Tab");
    assert_eq!(chromium.eval("document.activeElement.className"), "skip");
    assert!(chromium.eval("document.activeElement.getBoundingClientRect().x").as_f64().unwrap() >= 0.0);
    chromium.press("Enter");
    assert_eq!(chromium.eval("location.hash"), "#needs");

    // Round the page: what has the focus shows it.
    chromium.eval("scrollTo(0, 0); document.querySelector('.skip').focus(); window.met = []; 0");
    let stop = "(() => { const at = document.activeElement; if (at === document.body) return 'end'; const shown = \
                at.type === 'radio' ? at.nextElementSibling : at; met.push(at); return \
                getComputedStyle(shown).outlineStyle === 'none' ? 'unseen: ' + at.outerHTML : at.tagName; })()";
    for _ in 0..500 {
        chromium.press("Tab");
        let at = chromium.eval(stop);
        assert!(!at.as_str().unwrap().starts_with("unseen"), "{at}");
        if at == "end" {
            break;
        }
    }
    // A group of radio buttons is one stop, and what is folded is none.
    let missed = chromium.eval(
        "[...document.querySelectorAll('a[href], button, input, summary, [tabindex]')].filter(element => \
         element.checkVisibility() && !element.matches('.skip, input[type=radio]') && \
         !met.includes(element)).map(element => element.outerHTML)",
    );
    assert_eq!(missed, json!([]));
    assert!(chromium.eval("met.filter(at => at.type === 'radio').length").as_u64().unwrap() >= 3);

    chromium.eval("document.querySelector('button[data-filter=dead]').focus()");
    chromium.press(" ");
    assert_eq!(chromium.eval("document.querySelector('button[data-filter=dead]').ariaPressed"), "true");
    chromium.press("Enter");
    assert_eq!(chromium.eval("document.querySelector('button[data-filter=dead]').ariaPressed"), "false");
    chromium.eval("document.querySelector('.decision input').focus()");
    chromium.press(" ");
    chromium.press("ArrowRight");
    assert_eq!(chromium.eval("document.querySelector('.decision input:checked').value"), "fix");
    chromium.eval("document.querySelector('summary').focus()");
    chromium.press("Enter");
    assert_eq!(chromium.eval("document.querySelector('summary').parentElement.open"), true);
}

#[test]
#[ignore = "needs chromium"]
fn decisions_are_kept_in_the_page_and_saved_for_programs_and_for_people() {
    let page = Page::sample(RIVER);
    let mut chromium = open(&page);
    chromium.save_to(page.directory.path());
    let saved = |chromium: &mut Chromium, button: &str| {
        chromium.click(button);
        let begun = chromium.wait("Browser.downloadWillBegin", |_| true);
        chromium.wait("Browser.downloadProgress", |progress| progress["state"] == "completed");
        begun["params"]["suggestedFilename"].as_str().unwrap().to_owned()
    };
    assert_eq!(saved(&mut chromium, "#save"), "isnad-decisions.json");
    let file = |name: &str| fs::read_to_string(page.directory.path().join(name)).unwrap();
    let empty: Value = serde_json::from_str(&file("isnad-decisions.json")).unwrap();
    assert_eq!(empty, json!({"schema": "isnad-decisions/1", "decisions": []}));
    fs::remove_file(page.directory.path().join("isnad-decisions.json")).unwrap();

    chromium.click(".decision input[value=ask] + span");
    chromium.click(".decision .remark");
    chromium.write("اسأل الكاتبة عن «المصدر»");
    chromium.click(".card:nth-of-type(2) .decision input[value=accept] + span");
    chromium.click("#by");
    chromium.write("ليلى");
    let total = chromium.eval("document.querySelectorAll('.decision').length");
    assert_eq!(chromium.eval("document.getElementById('decided').textContent"), format!("decided: 2 of {total}"));
    assert_eq!(saved(&mut chromium, "#save"), "isnad-decisions.json");
    let decisions: Value = serde_json::from_str(&file("isnad-decisions.json")).unwrap();
    let report: Value = serde_json::from_str(&audit(RIVER, "json=-")).unwrap();
    let list = decisions["decisions"].as_array().unwrap();
    assert_eq!(list.len(), 2);
    for (decision, (chosen, reason)) in list.iter().zip([("ask", "اسأل الكاتبة عن «المصدر»"), ("accept", "")])
    {
        let finding = |finding: &&Value| finding["fingerprint"] == decision["fingerprint"];
        let finding = report["findings"].as_array().unwrap().iter().find(finding).unwrap();
        let at = decision["at"].as_str().unwrap();
        assert!(at.parse::<jiff::civil::Date>().is_ok(), "{at}");
        let expected = json!({
            "fingerprint": finding["fingerprint"], "rule": finding["rule"], "url": finding["url"], "decision": chosen,
            "reason": reason, "by": "ليلى", "at": at, "until": null,
        });
        assert_eq!(*decision, expected);
    }

    // Opened again, the page has them; undone, one of them is gone.
    chromium.open(&page.path());
    assert_eq!(chromium.eval("document.querySelectorAll('.decision input:checked').length"), 2);
    assert_eq!(chromium.eval("document.querySelector('.remark').value"), "اسأل الكاتبة عن «المصدر»");
    chromium.click(".card:nth-of-type(2) .decision .clear");
    assert_eq!(chromium.eval("document.querySelectorAll('.decision input:checked').length"), 1);

    // The page saved with them has them too, where no browser has kept anything, and its policy lets its script run.
    fs::remove_file(page.path()).unwrap();
    chromium.click("button[data-filter=dead]");
    assert_eq!(saved(&mut chromium, "#keep"), "report.isnad.html");
    chromium.eval("localStorage.clear()");
    chromium.open(&page.path());
    assert_eq!(chromium.eval("localStorage.length"), 0);
    assert_eq!(chromium.eval("document.querySelector('.decision input:checked').value"), "ask");
    assert_eq!(chromium.eval("document.querySelector('.remark').value"), "اسأل الكاتبة عن «المصدر»");
    assert_eq!(chromium.eval("document.getElementById('by').value"), "ليلى");
    assert_eq!(chromium.eval("document.documentElement.className"), "js");
    assert_eq!(chromium.eval("document.querySelectorAll('table.all tbody tr[hidden]').length"), 0);
}

#[test]
#[ignore = "needs chromium"]
fn on_paper_everything_is_unfolded_and_nothing_is_there_to_press() {
    let page = Page::sample(TREES);
    let mut chromium = open(&page);
    let printed = chromium.print();
    assert_eq!(chromium.eval("document.querySelectorAll('details[open]').length"), 0, "folded again");
    let paper = read::read("printed.pdf", &printed, &read::Beside::default(), &read::Settings::default()).unwrap();
    assert!(paper.pages.len() >= 2);
    let report: Value = serde_json::from_str(&audit(TREES, "json=-")).unwrap();
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let paper = words(&paper.text);
    for finding in report["findings"].as_array().unwrap() {
        assert!(paper.contains(finding["rule"].as_str().unwrap()), "{finding}\n{paper}");
    }
    for note in report["documents"][0]["notes"].as_array().unwrap() {
        let beginning: Vec<_> = note["text"].as_str().unwrap().split_whitespace().take(3).collect();
        assert!(paper.contains(&beginning.join(" ")), "{beginning:?}\n{paper}");
    }
    for button in ["Your name", "ask the author", "all citations", "remark"] {
        assert!(!paper.contains(button), "{button}\n{paper}");
    }
}

#[test]
#[ignore = "needs chromium"]
fn nothing_hostile_runs_or_calls_out() {
    let mut chromium = Chromium::start();
    for text in hostile::texts() {
        let page = Page::of(&written(&hostile::report(&text)));
        chromium.open(&page.path());
        let case: String = text.chars().take(40).collect();
        assert_eq!(chromium.eval("document.querySelectorAll('script').length"), 1, "{case:?}");
        assert_eq!(chromium.eval("document.querySelectorAll('article.card').length > 1"), true, "{case:?}");
        assert_eq!(chromium.eval("document.documentElement.className"), "js", "{case:?}");
        chromium.eval("for (const fold of document.querySelectorAll('details')) fold.open = true; 0");
        for event in chromium.seen() {
            let method = event["method"].as_str().unwrap_or_default();
            let asked = &event["params"]["request"]["url"];
            assert!(
                method != "Network.requestWillBeSent" || *asked == format!("file://{}", page.path().display()),
                "{event}"
            );
            assert!(!matches!(method, "Page.javascriptDialogOpening" | "Runtime.exceptionThrown"), "{case:?}: {event}");
            assert!(method != "Log.entryAdded", "{case:?}: {event}");
        }
    }
}

/// Text that runs from right to left starts at the right edge of its block, and what runs from left to right stays so.
#[test]
#[ignore = "needs chromium"]
fn directions_are_measured() {
    let page = Page::sample(RIVER);
    let mut chromium = open(&page);
    // How far the first line of each block is from its edges, and where its first and last letters are.
    let measured = "selector => [...document.querySelectorAll(selector)].filter(e => e.checkVisibility() && \
         e.textContent.trim()).map(e => { const range = document.createRange(); range.selectNodeContents(e); const lines = \
         [...range.getClientRects()].filter(r => r.width > 0); const first = lines.filter(r => Math.abs(r.y - \
         lines[0].y) < 6); const box = e.getBoundingClientRect(); const style = getComputedStyle(e); const letter = at => \
         { const text = document.createTreeWalker(e, 4).nextNode(); range.setStart(text, at(text.length)); \
         range.setEnd(text, at(text.length) + 1); return range.getBoundingClientRect(); }; const [a, z] = [letter(() => \
         0), letter(n => n - 1)]; return { start: Math.min(...first.map(r => r.left)) - box.left - \
         parseFloat(style.paddingLeft) - parseFloat(style.borderLeftWidth), end: box.right - Math.max(...first.map(r => \
         r.right)) - parseFloat(style.paddingRight) - parseFloat(style.borderRightWidth), first: a.x, last: z.x, one: \
         a.y === z.y, text: e.textContent.slice(0, 60) }; })";
    chromium.eval("for (const fold of document.querySelectorAll('details')) fold.open = true; 0");
    // What is out of sight is not laid out, and has no places.
    chromium.eval("for (const card of document.querySelectorAll('.card')) card.style.contentVisibility = 'visible'; 0");
    chromium.eval(&format!("window.measured = {measured}; 0"));
    let mut count = |selector: &str, side: &str| {
        let places = chromium.eval(&format!("measured({selector:?})"));
        let places = places.as_array().unwrap();
        assert!(places.len() >= 3, "{selector}: {}", places.len());
        for place in places {
            assert!(place[side].as_f64().unwrap().abs() < 3.0, "{selector}: {place}");
        }
    };
    count("p.note[dir=rtl]", "end");
    count("blockquote[dir=rtl]", "end");
    count("td[dir=rtl]", "end");
    count("p.note[dir=ltr]", "start");
    count("td[dir=ltr]", "start");
    // A URL on one line runs from left to right, though its words are Arabic.
    let urls = chromium.eval("measured('.address bdi').filter(url => url.one)");
    let urls = urls.as_array().unwrap();
    assert!(urls.len() >= 3);
    assert!(urls.iter().all(|url| url["first"].as_f64() < url["last"].as_f64()), "{urls:?}");

    // The page itself the other way round: what was first stands at the right.
    let order = "[['.brand', '.tagline'], ['.all th:first-child', '.all th:last-child'], ['.card h3', '.card .place'], \
                 ['.said', '.seen'], ['button[data-filter=\"\"]', 'button[data-filter=dead]']].map(([a, b]) => \
                 document.querySelector(a).getBoundingClientRect().x < document.querySelector(b).getBoundingClientRect().x)";
    assert_eq!(chromium.eval(order), json!([true, true, true, true, true]));
    chromium.eval("document.documentElement.dir = 'rtl'; document.documentElement.lang = 'ar'; 0");
    assert_eq!(chromium.eval(order), json!([false, false, false, false, false]));
    // No text is wider than its page, nor any on the page that has findings of the whole document.
    for sample in [RIVER, TREES] {
        let page = Page::sample(sample);
        chromium.open(&page.path());
        chromium
            .eval("for (const card of document.querySelectorAll('.card')) card.style.contentVisibility = 'visible'; 0");
        chromium.eval("for (const fold of document.querySelectorAll('details')) fold.open = true; 0");
        for width in [320, 390, 768, 1280] {
            chromium.window(width, 900);
            let over = "[...document.querySelectorAll('body *')].filter(e => e.checkVisibility() && !e.closest('.scroll, \
                        .sr-only, .skip, svg') && (e.getBoundingClientRect().right > innerWidth + 1 || \
                        e.getBoundingClientRect().left < -1 || e.scrollWidth > e.clientWidth + 1 && e.matches('article, .finding, blockquote'))).map(e => e.outerHTML.slice(0, 200))";
            for direction in ["rtl", "ltr"] {
                chromium.eval(&format!("document.documentElement.dir = '{direction}'; 0"));
                assert_eq!(chromium.eval(over), json!([]), "{sample}: {width} {direction}");
            }
        }
    }
}

#[test]
#[ignore = "needs chromium"]
fn without_scripts_everything_is_there_to_read() {
    let page = Page::sample(RIVER);
    let mut chromium = Chromium::start();
    chromium.call("Emulation.setScriptExecutionDisabled", &json!({"value": true}));
    chromium.window(1280, 900);
    chromium.open(&page.path());
    let shown = |selector: &str| {
        format!("[...document.querySelectorAll({selector:?})].filter(element => element.checkVisibility()).length")
    };
    assert_eq!(chromium.eval("document.documentElement.className"), "");
    for control in [".filters", ".decision", ".decisions-bar"] {
        assert_eq!(chromium.eval(&shown(control)), 0, "{control}");
    }
    let report: Value = serde_json::from_str(&audit(RIVER, "json=-")).unwrap();
    let count = |value: &Value| value.as_array().unwrap().len();
    assert_eq!(chromium.eval(&shown("table.all tbody tr")), report["summary"]["citations"]);
    chromium.click("details.fine > summary");
    assert_eq!(chromium.eval(&shown("article.card .finding")), count(&report["findings"]));
    assert_eq!(chromium.eval(&shown("article.card[id]")), count(&report["documents"][0]["notes"]));
}

/// 4.5 to 1, and 3 to 1 for large text (WCAG 2.2, 1.4.3); of what is pressed too.
#[test]
#[ignore = "needs chromium"]
fn everything_can_be_told_from_what_is_behind_it() {
    let faint = "(() => { const parse = text => (text.match(/[\\d.]+/g) || []).map(Number); const light = colour => { \
         const [r, g, b] = colour.map(c => { c /= 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; \
         }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; }; const behind = element => { for (let at = element; at; at = \
         at.parentElement) { const colour = parse(getComputedStyle(at).backgroundColor); if (colour.length === 3 || \
         colour[3] === 1) return colour.slice(0, 3); if (colour[3] > 0) throw new Error('half seen through: ' + \
         at.outerHTML); } throw new Error('nothing behind'); }; const walk = document.createTreeWalker(document.body, 4); \
         const found = []; let node, seen = 0; while ((node = walk.nextNode())) { const element = node.parentElement; if \
         (!node.data.trim() || !element.checkVisibility() || element.closest('script')) continue; seen += 1; const style = \
         getComputedStyle(element); const [a, b] = [light(parse(style.color)), light(behind(element))]; const ratio = \
         (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05); const size = parseFloat(style.fontSize); const large = size >= \
         24 || size >= 18.66 && style.fontWeight >= 700; if (ratio < (large ? 3 : 4.5)) found.push([ratio, node.data, \
         element.className]); } return { found, seen }; })()";
    let page = Page::sample(RIVER);
    let mut chromium = open(&page);
    chromium.eval("for (const fold of document.querySelectorAll('details')) fold.open = true; 0");
    chromium.click(".decision input[value=fix] + span");
    chromium.click("button[data-filter=dead]");
    chromium.eval("for (const hidden of document.querySelectorAll('[hidden]')) hidden.hidden = false; 0");
    for dark in [false, true] {
        chromium.dark(dark);
        let told = chromium.eval(faint);
        assert_eq!(told["found"], json!([]), "dark: {dark}");
        assert!(told["seen"].as_u64().unwrap() > 200);
    }
}

#[test]
#[ignore = "needs chromium"]
#[expect(clippy::print_stdout, reason = "what was measured")]
fn five_thousand_citations_open_and_filter_in_less_than_a_second_of_script() {
    let report = many::report(5000);
    let text = written(&report);
    assert!(text.len() < 10_000_000, "{}", text.len());
    let page = Page::of(&text);
    let mut chromium = open(&page);
    let opened = chromium.script_time();
    chromium.click("button[data-filter=dead]");
    let dead = chromium.eval("document.querySelectorAll('table.all tbody tr:not([hidden])').length");
    assert!(dead.as_u64().unwrap() > 100, "{dead}");
    let filtered = chromium.script_time();
    chromium.click("table.all thead th:nth-child(4) button");
    let sorted = chromium.script_time();
    println!(
        "{} bytes; script: {opened:.3} s to open, {:.3} s to filter, {:.3} s to sort",
        text.len(),
        filtered - opened,
        sorted - filtered
    );
    assert!(filtered < 1.0, "{filtered}");
}

/// The pictures that are looked at, and the one in the README: `ISNAD_PICTURES=DIR cargo test … pictures -- --ignored`.
#[test]
#[ignore = "needs chromium"]
fn pictures() {
    let Some(directory) = std::env::var_os("ISNAD_PICTURES") else { return };
    let directory = Path::new(&directory);
    fs::create_dir_all(directory).unwrap();
    let mut chromium = Chromium::start();
    for (sample, name) in [(RIVER, "river-basin"), (TREES, "street-trees")] {
        let page = Page::sample(sample);
        for (kind, width, dark) in [("light", 1280, false), ("dark", 1280, true), ("phone", 390, false)] {
            chromium.window(width, 1000);
            chromium.dark(dark);
            chromium.open(&page.path());
            let picture = chromium.call("Page.captureScreenshot", &json!({"captureBeyondViewport": false}));
            let picture =
                base64::Engine::decode(&base64::engine::general_purpose::STANDARD, picture["data"].as_str().unwrap());
            fs::write(directory.join(format!("{name}-{kind}.png")), picture.unwrap()).unwrap();
        }
        fs::write(directory.join(format!("{name}.pdf")), chromium.print()).unwrap();
    }
}
