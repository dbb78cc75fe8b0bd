//! What people see: on terminals of every width and kind, and where there is none.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Stdio};

use ::isnad::text::sanitize::{cells, has_rtl, readable_url};
use nix::pty::{Winsize, openpty};
use regex::Regex;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const RIVER: [&str; 4] = ["check", "--replay", "reports/sample.warc.gz", "reports/river-basin.txt"];

/// The program, with these variables alone.
fn isnad(arguments: &[&str], variables: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_isnad"));
    command.current_dir(ROOT).env_clear().envs(variables.iter().copied()).args(arguments);
    command
}

/// What comes out on a terminal of this width.
fn on_terminal(columns: u16, arguments: &[&str], variables: &[(&str, &str)]) -> String {
    let size = Winsize { ws_row: 50, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
    let terminal = openpty(&size, None).unwrap();
    let mut command = isnad(arguments, variables);
    let stdin = terminal.slave.try_clone().unwrap();
    command.stdin(stdin).stdout(terminal.slave).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    // The command holds the last ends of the terminal; with the child it closes.
    drop(command);
    let (mut screen, mut bytes) = (File::from(terminal.master), [0; 4096]);
    let mut out = Vec::new();
    // A terminal that nobody writes to any more ends in an error, not in an end.
    while let Ok(read @ 1..) = screen.read(&mut bytes) {
        out.extend_from_slice(&bytes[..read]);
    }
    child.wait().unwrap();
    String::from_utf8(out).unwrap().replace("\r\n", "\n")
}

fn piped(arguments: &[&str], variables: &[(&str, &str)]) -> String {
    String::from_utf8(isnad(arguments, variables).output().unwrap().stdout).unwrap()
}

/// Variables of the environment.
type Variables = &'static [(&'static str, &'static str)];

const XTERM: (&str, &str) = ("TERM", "xterm-256color");
/// GNOME's terminal and its kin, which have links.
const VTE: (&str, &str) = ("VTE_VERSION", "7600");

#[test]
fn colours_and_links_are_for_terminals_that_can() {
    let cases: [(Variables, &[&str], bool, bool); 12] = [
        (&[XTERM], &[], true, false),
        (&[XTERM, VTE], &[], true, true),
        (&[("TERM", "tmux-256color"), ("TMUX", "/tmp/x,1,0")], &[], true, false),
        (&[("TERM", "dumb")], &[], false, false),
        (&[("TERM", "dumb"), VTE], &[], false, false),
        (&[], &[], false, false),
        (&[XTERM, VTE, ("NO_COLOR", "1")], &[], false, false),
        (&[XTERM, VTE, ("NO_COLOR", "")], &[], true, true),
        (&[XTERM, VTE, ("CLICOLOR", "0")], &[], false, false),
        (&[("TERM", "dumb"), ("CLICOLOR_FORCE", "1")], &[], true, false),
        (&[XTERM, ("FORCE_COLOR", "0")], &[], false, false),
        (&[XTERM, VTE], &["--color", "never"], false, false),
    ];
    for (variables, options, coloured, linked) in cases {
        let screen = on_terminal(80, &[&RIVER[..], options].concat(), variables);
        assert!(screen.contains("dead-link"), "{screen}");
        assert_eq!(screen.contains("\u{1b}["), coloured, "{variables:?} {options:?}");
        assert_eq!(screen.contains("\u{1b}]8;;http"), linked, "{variables:?} {options:?}");
    }
    let cases: [(Variables, &[&str], bool); 8] = [
        (&[XTERM, VTE], &[], false),
        (&[("FORCE_HYPERLINK", "1"), XTERM], &[], false),
        (&[("FORCE_COLOR", "1")], &[], true),
        (&[("CLICOLOR_FORCE", "1")], &[], true),
        (&[("CLICOLOR_FORCE", "0")], &[], false),
        (&[("NO_COLOR", "1"), ("FORCE_COLOR", "1")], &[], false),
        (&[("FORCE_HYPERLINK", "1")], &["--color", "always"], true),
        (&[("FORCE_COLOR", "1")], &["--color", "never"], false),
    ];
    for (variables, options, coloured) in cases {
        let out = piped(&[&RIVER[..], options].concat(), variables);
        assert_eq!(out.contains("\u{1b}["), coloured, "{variables:?} {options:?}");
        assert!(!out.contains("\u{1b}]"), "no link is for a pipe: {variables:?} {options:?}");
    }
}

#[test]
fn lines_keep_to_the_width_and_none_is_wider_than_reads_well() {
    let plain = piped(&RIVER, &[]);
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    for (columns, most) in [(10, 40), (40, 40), (60, 60), (80, 80), (200, 100), (0, 100)] {
        let screen = on_terminal(columns, &RIVER, &[("TERM", "dumb")]);
        assert_eq!(words(&screen), words(&plain), "nothing is lost or cut at {columns}");
        for line in screen.lines() {
            // What runs from right to left is wrapped by the terminal, and a URL is not broken.
            let kept = has_rtl(line) || line.contains("://");
            assert!(kept || cells(line) <= most, "{columns}: {line}");
        }
    }
    assert_eq!(plain, on_terminal(100, &RIVER, &[("TERM", "dumb")]));
}

#[test]
fn a_link_leads_to_the_url_that_is_shown() {
    let screen = on_terminal(80, &RIVER, &[XTERM, VTE]);
    let link = Regex::new(r"\x1b\]8;;(https?://[!-~]+)\x1b\\(.*?)\x1b\]8;;\x1b\\").unwrap();
    let links: Vec<_> = link.captures_iter(&screen).collect();
    assert_eq!(links.len(), screen.lines().filter(|line| line.trim_start().starts_with("url:")).count());
    assert!(links.len() >= 5);
    assert_eq!(screen.matches("\u{1b}]8;;").count(), 2 * links.len(), "every link ends");
    let dressing = Regex::new("\x1b\\[[0-9;]*m|[\u{2068}\u{2069}]").unwrap();
    for link in links {
        let shown = dressing.replace_all(&link[2], "").into_owned();
        assert_eq!(readable_url(&link[1]), shown);
    }
}

/// A terminal that orders lines by itself must find every foreign text shut in, on one line.
#[test]
fn what_runs_from_right_to_left_is_isolated_on_every_line() {
    for columns in [40, 80] {
        let screen = on_terminal(columns, &RIVER, &[XTERM]);
        let mut isolated = 0;
        for line in screen.lines() {
            let mut open = false;
            for character in line.chars() {
                match character {
                    '\u{2068}' => {
                        assert!(!open, "{line}");
                        open = true;
                        isolated += 1;
                    }
                    '\u{2069}' => {
                        assert!(open, "{line}");
                        open = false;
                    }
                    _ => assert!(open || !has_rtl(&character.to_string()), "{line}"),
                }
            }
            assert!(!open, "{line}");
        }
        assert!(isolated >= 8, "{isolated}");
    }
}

#[test]
fn the_page_is_opened_where_it_was_written() {
    use std::os::unix::fs::PermissionsExt as _;
    let directory = tempfile::tempdir().unwrap();
    let at = |name: &str| directory.path().join(name);
    std::fs::copy(Path::new(ROOT).join("reports/street-trees.md"), at("a b.md")).unwrap();
    std::fs::create_dir(at("bin")).unwrap();
    assert!(Command::new("mkfifo").arg(at("opened")).status().unwrap().success());
    let script = format!("#!/bin/sh\nprintf '%s' \"$1\" > '{}'\n", at("opened").display());
    std::fs::write(at("bin/xdg-open"), script).unwrap();
    std::fs::set_permissions(at("bin/xdg-open"), std::fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:/usr/bin:/bin", at("bin").display());
    let (sender, opened) = std::sync::mpsc::channel();
    let pipe = at("opened");
    std::thread::spawn(move || sender.send(std::fs::read_to_string(pipe)));
    let run = |path: &str| {
        let arguments = ["check", "--offline", "--exit-zero", "--quiet", "--open", "a b.md"];
        isnad(&arguments, &[("PATH", path)]).current_dir(directory.path()).output().unwrap()
    };
    let output = run(&path);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let page = opened.recv_timeout(std::time::Duration::from_mins(1)).unwrap().unwrap();
    assert_eq!(Path::new(&page), std::fs::canonicalize(at("a b.isnad.html")).unwrap());
    assert!(std::fs::read_to_string(&page).unwrap().starts_with("<!DOCTYPE html>"));

    // Where there is nothing to open it with, that is said, and is no failure of the audit.
    let output = run("/nowhere");
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{stderr}");
    assert!(stderr.starts_with("isnad: cannot open a b.isnad.html: "), "{stderr}");
}
