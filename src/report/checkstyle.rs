//! Checkstyle's XML, which Jenkins and reviewdog read.

use std::io;

use super::{Canvas, Reporter, statement, xml};
use crate::model::{Finding, Report};

/// The Checkstyle reporter.
pub static REPORTER: Reporter =
    Reporter { name: "checkstyle", extension: "checkstyle.xml", about: "Checkstyle, for Jenkins and reviewdog", write };

fn write(report: &Report, canvas: &mut Canvas<'_>) -> io::Result<()> {
    let catalogue = statement::english();
    let mut writer = xml::writer(canvas.out)?;
    let root = writer.create_element("checkstyle").with_attribute(("version", "4.3"));
    root.write_inner_content(|writer| {
        for (index, audit) in report.audits.iter().enumerate() {
            let path = xml::text(&audit.document.path);
            let of_document = statement::counted(report).filter(|(finding, _)| finding.document == index);
            let findings: Vec<_> = of_document.map(|(finding, _)| finding).collect();
            let file = writer.create_element("file").with_attribute(("name", path.as_str()));
            if findings.is_empty() {
                file.write_empty()?;
                continue;
            }
            file.write_inner_content(|writer| {
                for finding in findings {
                    let attributes = attributes(finding, &xml::text(&statement::sentence(finding, &catalogue)));
                    let attributes = attributes.iter().map(|(name, value)| (*name, value.as_str()));
                    writer.create_element("error").with_attributes(attributes).write_empty()?;
                }
                Ok(())
            })?;
        }
        Ok(())
    })?;
    xml::end(writer)
}

fn attributes(finding: &Finding, message: &str) -> Vec<(&'static str, String)> {
    let mut attributes = vec![("line", finding.place.line.unwrap_or(1).to_string())];
    let column = finding.place.column.filter(|_| finding.place.line.is_some());
    attributes.extend(column.map(|column| ("column", column.to_string())));
    attributes.push(("severity", finding.severity.name().to_owned()));
    attributes.push(("message", message.to_owned()));
    attributes.push(("source", format!("isnad.{}", finding.rule)));
    attributes
}
