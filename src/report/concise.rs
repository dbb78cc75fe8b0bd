//! One finding a line, in the shape that editors and `grep` know: `path:line:column: severity rule: what`.

use std::io;

use super::{Canvas, Reporter, statement};
use crate::model::Report;
use crate::text::sanitize::visible;

/// The concise reporter.
pub static REPORTER: Reporter = Reporter {
    name: "concise",
    extension: "concise.txt",
    about: "a line for each finding, for `grep` and editors",
    write,
};

fn write(report: &Report, canvas: &mut Canvas<'_>) -> io::Result<()> {
    let catalogue = statement::english();
    for (finding, path) in statement::counted(report) {
        write!(canvas.out, "{}", visible(path))?;
        if let Some(line) = finding.place.line {
            write!(canvas.out, ":{line}:{}", finding.place.column.unwrap_or(1))?;
        }
        let sentence = statement::sentence(finding, &catalogue);
        writeln!(canvas.out, ": {} {}: {sentence}", finding.severity.name(), finding.rule)?;
    }
    Ok(())
}
