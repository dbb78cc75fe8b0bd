//! What a finding says on one line, for formats that have a single field for it.

use smol_str::SmolStr;

use crate::lang::Catalogue;
use crate::model::{Finding, Message, Report};
use crate::text::sanitize::{readable_url, visible};

/// As many characters of a cited or found text are shown; the reports for programs have all of it.
const SHOWN: usize = 300;

/// The language of formats that programs read.
pub(super) fn english() -> Catalogue {
    Catalogue::new("en")
}

/// The findings that count, each with the path of its document, in document order.
pub(super) fn counted(report: &Report) -> impl Iterator<Item = (&Finding, &str)> {
    report
        .findings
        .iter()
        .filter(|finding| finding.suppressed.is_none())
        .map(|finding| (finding, path(report, finding)))
}

/// The path of a finding's document.
pub(super) fn path<'a>(report: &'a Report, finding: &Finding) -> &'a str {
    report.audits.get(finding.document).map_or("", |audit| audit.document.path.as_str())
}

/// `note 9, page 3: the page is another page: “…”; cited “…”`, on one line and with nothing in it that acts.
///
/// The place is named only as far as a line number does not say it.
pub(super) fn sentence(finding: &Finding, catalogue: &Catalogue) -> String {
    let mut text = subject(finding, catalogue);
    if !text.is_empty() {
        text.push_str(": ");
    }
    text.push_str(&message(&finding.message, catalogue));
    let said = |id, value: &str| {
        let quoted = Message::new("quoted").with("text", visible(&shortened(value)));
        catalogue.render(&Message::new(id).with("text", catalogue.render(&quoted)))
    };
    // What the message says already is not said twice.
    let unsaid = |value: &&SmolStr| !value.is_empty() && !text.contains(&visible(&shortened(value)));
    let cited = finding.cited.as_ref().filter(unsaid).map(|cited| said("statement-cited", cited));
    let found = finding.found.as_ref().filter(|_| !in_words(finding)).filter(unsaid);
    let found = found.map(|found| said("statement-found", found));
    let url = finding.url.as_ref().filter(unsaid).map(|url| format!("; {}", shortened(&readable_url(url))));
    text.extend(cited.into_iter().chain(found).chain(url));
    text
}

/// Whether what was found is the code of an answer or of a failure, which the message has in words.
pub(super) fn in_words(finding: &Finding) -> bool {
    finding.found_in.as_deref() == Some("answer")
}

/// A message with what comes from documents and pages made visible and cut to a length.
pub(super) fn message(message: &Message, catalogue: &Catalogue) -> String {
    catalogue.render_with(message, |text| visible(&shortened(text)))
}

/// `note 9, page 3`, as much of it as the format has and a line number does not say; empty where that is nothing.
pub(super) fn subject(finding: &Finding, catalogue: &Catalogue) -> String {
    let place = &finding.place;
    let shown = |id, name, value: &str| catalogue.render(&Message::new(id).with(name, visible(value)));
    let number = |id, name, value: Option<u32>| {
        value
            .filter(|_| place.line.is_none())
            .map(|value| catalogue.render(&Message::new(id).with(name, value as usize)))
    };
    let parts: Vec<_> = [
        finding.note.as_ref().map(|(number, _)| shown("place-note", "note", number)),
        place.part.as_deref().map(|part| shown("place-part", "part", part)),
        number("place-page", "page", place.page),
        number("place-paragraph", "paragraph", place.paragraph),
    ]
    .into_iter()
    .flatten()
    .collect();
    parts.join(&catalogue.text("list-separator"))
}

/// Where a rule is explained.
pub(super) fn rule_url(rule: &str) -> String {
    format!("{}#{rule}", env!("CARGO_PKG_REPOSITORY"))
}

/// The beginning of a long text.
pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Place;
    use crate::report::sample;

    #[test]
    fn a_line_number_says_the_place_and_nothing_is_said_twice() {
        let report = sample::report();
        let catalogue = english();
        let finding =
            Finding { message: Message::new("number-gap").with("count", 1usize), ..report.findings[0].clone() };
        let line = sentence(&finding, &catalogue);
        assert!(line.starts_with("note 1: "), "{line}");
        assert!(line.contains("; cited “عنوان”") && line.contains("; found “A title\\u{1b}[31m”"), "{line}");
        let paged = Place { page: Some(3), paragraph: Some(7), ..Place::default() };
        let finding = Finding { place: paged, cited: Some("1".into()), ..finding };
        let line = sentence(&finding, &catalogue);
        assert!(line.starts_with("note 1, page 3, paragraph 7: "), "{line}");
        assert!(!line.contains("; cited"), "{line}");
    }

    #[test]
    fn long_text_is_cut() {
        assert_eq!(shortened(&"ب".repeat(1000)).chars().count(), SHOWN + 1);
        assert_eq!(shortened("short"), "short");
    }
}
