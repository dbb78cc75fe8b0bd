//! The scripts of `action.yml`, run under bash with what nobody should write into a workflow.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A runner's directory with a program in the place of isnad, which writes down its arguments and ends with a code.
struct Runner(tempfile::TempDir);

impl Runner {
    fn new(code: i32) -> Self {
        let runner = Self(tempfile::tempdir().unwrap());
        let program = format!(
            "#!/usr/bin/env bash\nprintf '%s\\0' \"$@\" >\"$RUNNER_TEMP/arguments\"\n\
             for argument in \"$@\"; do case $argument in github=*) \
             printf '::error file=a.md::gone\\n::warning ::late\\n' >\"${{argument#github=}}\";; markdown=*) \
             echo '| table |' >\"${{argument#markdown=}}\";; sarif=*) echo '{{}}' >\"${{argument#sarif=}}\";; json=*) \
             printf '{{\\n  \"summary\": {{\\n    \"findings\": {{\\n      \"error\": 17,\\n      \"warning\": 2,\\n' \
             >\"${{argument#json=}}\";; esac; done\n\
             echo '::set-output name=exit-code::0'\nexit {code}\n"
        );
        fs::write(runner.path("isnad"), program).unwrap();
        make_executable(&runner.path("isnad"));
        runner
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, inputs: &[(&str, &str)]) -> Output {
        let mut command = Command::new("bash");
        command.arg(root().join("action/run")).current_dir(self.0.path());
        command.env("RUNNER_TEMP", self.0.path()).env("ISNAD", self.path("isnad"));
        command.env("GITHUB_OUTPUT", self.path("outputs")).env("GITHUB_STEP_SUMMARY", self.path("summary"));
        command.envs(inputs.iter().copied()).output().unwrap()
    }

    /// The arguments after the reports, which are always the same.
    fn arguments(&self) -> Vec<String> {
        let bytes = fs::read(self.path("arguments")).unwrap();
        let all = String::from_utf8(bytes).unwrap();
        let temp = format!("{}/isnad-reports/", self.0.path().display());
        all.split_terminator('\0').map(|argument| argument.replace(&temp, "")).collect()
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_default()
    }
}

#[cfg(unix)]
fn make_executable(path: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

#[cfg(not(unix))]
fn make_executable(_path: &Path) {}

const REPORTS: [&str; 10] = [
    "--report",
    "sarif=isnad.sarif",
    "--report",
    "json=isnad.json",
    "--report",
    "html=isnad.html",
    "--report",
    "github=isnad.github.txt",
    "--report",
    "markdown=isnad.md",
];

#[test]
#[ignore = "needs bash"]
fn what_a_workflow_gives_comes_through_as_it_is() {
    let hostile = "a b; touch owned; $(touch owned) `touch owned` \"' * ../ && touch owned | \\";
    let runner = Runner::new(0);
    let inputs = [
        ("INPUT_CONFIG", hostile),
        ("INPUT_BASELINE", hostile),
        ("INPUT_FAIL_ON", hostile),
        ("INPUT_CHANGED_SINCE", hostile),
        ("INPUT_LANG", hostile),
        ("INPUT_CACHE_FILE", hostile),
        ("INPUT_ARGS", "--select=dead-link\n  \n--today\r\n2026-06-01\n-$(touch owned)"),
        ("INPUT_PATHS", "docs and more\n--offline\n*.md\n`touch owned`\n"),
    ];
    let output = runner.run(&inputs);
    assert!(output.status.success(), "{output:?}");
    let set = |option: &str| format!("{option}={hostile}");
    let mut expected = vec!["check".to_owned()];
    expected.extend(["--config", "--baseline", "--fail-on", "--changed-since", "--lang", "--cache"].map(set));
    expected.extend(REPORTS.map(str::to_owned));
    expected.extend(["--select=dead-link", "--today", "2026-06-01", "-$(touch owned)", "--"].map(str::to_owned));
    expected.extend(["docs and more", "--offline", "*.md", "`touch owned`"].map(str::to_owned));
    assert_eq!(runner.arguments(), expected);
    assert!(!runner.path("owned").exists());
}

#[test]
#[ignore = "needs bash"]
fn the_exit_code_is_kept_and_nothing_printed_is_a_command() {
    for code in [0, 1, 2, 3, 4] {
        let runner = Runner::new(code);
        let output = runner.run(&[("INPUT_OFFLINE", "true"), ("INPUT_CACHE_FILE", "c")]);
        assert!(output.status.success(), "{output:?}");
        let path = |kind: &str| format!("{}/isnad.{kind}", runner.path("isnad-reports").display());
        let expected =
            format!("exit-code={code}\nfindings=17\nsarif-file={}\njson-file={}\n", path("sarif"), path("json"));
        assert_eq!(runner.read("outputs"), expected);
        assert_eq!(runner.read("summary"), "| table |\n");
        let arguments = [&["check", "--offline"], &REPORTS[..], &["--", "."]].concat();
        assert_eq!(runner.arguments(), arguments, "offline has no cache, and no path is this directory");
        let stdout = String::from_utf8(output.stdout).unwrap();
        let lines: Vec<_> = stdout.lines().collect();
        let word = lines[0].strip_prefix("::stop-commands::").unwrap();
        assert_eq!(lines[1], "::set-output name=exit-code::0");
        let again = lines.iter().position(|line| *line == format!("::{word}::")).unwrap();
        assert!(again > 1 && lines[again + 1].starts_with("::error "), "{stdout}");
    }
    let runner = Runner::new(0);
    let output = runner.run(&[("INPUT_OFFLINE", "yes")]);
    assert_eq!((output.status.code(), runner.path("arguments").exists()), (Some(2), false), "{output:?}");
    assert_eq!(runner.run(&[("INPUT_SUMMARY", "false")]).status.code(), Some(0));
    assert_eq!(runner.read("summary"), "");
}

/// Every input that the action declares is handed on, every one handed on is read, and nothing of the workflow stands in
/// a script.
#[test]
fn inputs_go_through_the_environment() {
    let action = fs::read_to_string(root().join("action.yml")).unwrap();
    let script = fs::read_to_string(root().join("action/run")).unwrap();
    for line in action.lines().filter(|line| line.trim_start().starts_with("run:")) {
        assert!(!line.contains("${{"), "{line}");
    }
    for name in
        action.lines().filter_map(|line| line.trim().strip_prefix("INPUT_")).filter_map(|line| line.split(':').next())
    {
        assert!(script.contains(&format!("INPUT_{name}")), "{name} is handed on and not read");
    }
    for name in script
        .split("INPUT_")
        .skip(1)
        .map(|rest| rest.split(|c: char| !(c.is_ascii_uppercase() || c == '_')).next().unwrap())
    {
        assert!(action.contains(&format!("INPUT_{name}:")), "{name} is read and not handed on");
    }
    assert!(!script.contains("eval"));
    for uses in action.lines().filter_map(|line| line.trim().trim_start_matches("- ").strip_prefix("uses: ")) {
        let (_, pin) = uses.split_once('@').unwrap();
        let commit = pin.split(' ').next().unwrap();
        assert!(commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit()), "{uses} is not pinned");
    }
}
