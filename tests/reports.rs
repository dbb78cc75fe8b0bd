//! The sample reports of `reports/`, and the audits that isnad writes of them, which lie beside them.

use std::fs;
use std::path::Path;

use isnad::report::REPORTERS;
use regex::Regex;

use crate::support::golden;
use crate::support::isnad::isnad;

mod browser;
pub(crate) mod hostile;
mod render;
mod schema;
mod standards;
#[cfg(target_os = "linux")]
mod terminal;

#[test]
fn the_audits_beside_the_samples_are_those_that_isnad_writes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut samples: Vec<_> = fs::read_dir(root.join("reports"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.contains(".isnad.") && !name.contains(".warc."))
        .collect();
    samples.sort();
    assert!(samples.len() >= 2, "{samples:?}");
    for sample in samples {
        let input = format!("reports/{sample}");
        let (stem, _) = input.rsplit_once('.').unwrap();
        for reporter in REPORTERS {
            let written = audit(&input, &format!("{}=-", reporter.name));
            let expected = root.join(format!("{stem}.isnad.{}", reporter.extension));
            golden::compare(&expected, &undated(&written).replace("\r\n", "\n"));
        }
    }
}

/// What isnad writes of a sample, by the record that lies beside it.
pub(crate) fn audit(input: &str, report: &str) -> String {
    let args = ["check", "--replay", "reports/sample.warc.gz", "--report", report, input];
    let output = isnad(Path::new(env!("CARGO_MANIFEST_DIR"))).args(args).output().unwrap();
    assert!(matches!(output.status.code(), Some(0 | 1 | 3)), "{input}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The only thing in which two runs differ is when they ran.
fn undated(report: &str) -> String {
    let time = Regex::new(r#""(started|finished)": "[^"]*""#).unwrap();
    let report = time.replace_all(report, r#""$1": "2026-06-01T00:00:00Z""#);
    let shown = Regex::new(r#"<time class="run" datetime="[^"]*"><bdi dir="ltr">[^<]*<"#).unwrap();
    shown
        .replace_all(
            &report,
            r#"<time class="run" datetime="2026-06-01T00:00:00Z"><bdi dir="ltr">2026-06-01 00:00:00 UTC<"#,
        )
        .into_owned()
}
