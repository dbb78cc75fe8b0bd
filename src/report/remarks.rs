//! What a finished report has to say in the margin of one of its documents.

use crate::formats::margin::{Item, Line, Remark};
use crate::lang::Catalogue;
use crate::model::{Audit, Direction, Finding, Message, Place, Report, Severity};
use crate::text::bidi::is_rtl;
use crate::text::remark::opening;
use crate::text::sanitize::visible;

/// As many characters of a title are shown: a comment is to be read at a glance.
const SHOWN: usize = 120;
/// First strong isolate and its end, which stand around what is foreign until a line is cut into pieces.
const ISOLATE: [char; 2] = ['\u{2068}', '\u{2069}'];
const LEFT_TO_RIGHT_MARK: char = '\u{200e}';
const RIGHT_TO_LEFT_MARK: char = '\u{200f}';

/// The comments for a document, in the order of what was found: one for each note and each other place that needs a
/// hand, which is where something counts at warning or above.
///
/// A note's comment stands at its first callout. What stands nowhere in the body is said where the document begins.
pub(super) fn remarks(report: &Report, document: usize, catalogue: &Catalogue) -> Vec<Remark> {
    let Some(audit) = report.audits.get(document) else { return Vec::new() };
    let counts = |finding: &&Finding| {
        finding.document == document && finding.suppressed.is_none() && finding.severity >= Severity::Warning
    };
    let mut remarks: Vec<Remark> = Vec::new();
    for finding in report.findings.iter().filter(counts) {
        let (place, is_there) = place(finding, audit);
        let item = item(finding, is_there, catalogue);
        match remarks.iter_mut().find(|remark| remark.place == place) {
            Some(remark) => remark.items.push(item),
            None => remarks.push(Remark { place, items: vec![item] }),
        }
    }
    remarks
}

/// Where the comment on a finding stands, and whether that says of itself what it is about.
fn place(finding: &Finding, audit: &Audit) -> (Place, bool) {
    let Some((_, id)) = &finding.note else {
        let place = &finding.place;
        return if place.element.is_some() { (place.clone(), true) } else { (Place::default(), false) };
    };
    let note = audit.notes.iter().find(|note| note.id == *id);
    let callout = note.into_iter().flat_map(|note| &note.callouts).find(|callout| callout.place.element.is_some());
    callout.map_or((Place::default(), false), |callout| (callout.place.clone(), true))
}

fn item(finding: &Finding, is_there: bool, catalogue: &Catalogue) -> Item {
    let side = catalogue.direction();
    let message = |message: &Message| catalogue.render_with(message, foreign);
    let mut first = foreign(&opening(finding.rule));
    first.push(' ');
    if let Some((number, _)) = finding.note.as_ref().filter(|_| !is_there) {
        first.push_str(&message(&Message::new("place-note").with("note", number.as_str())));
        first.push_str(": ");
    }
    first.push_str(&message(&finding.message));
    let mut lines = vec![line(&first, side)];
    if let Some(url) = &finding.url {
        lines.push(Line { direction: Direction::Ltr, side, pieces: vec![(Direction::Ltr, visible(url))] });
    } else if let Some(cited) = finding.cited.as_ref().filter(|cited| !first.contains(&foreign(cited))) {
        lines.push(line(&format!("\u{201c}{}\u{201d}", foreign(cited)), side));
    }
    lines.push(line(&message(&finding.help), side));
    Item { rule: finding.rule, url: finding.url.as_deref().map(str::to_owned), lines }
}

/// Foreign text between isolates, with nothing in it that acts.
fn foreign(text: &str) -> String {
    let text = visible(text);
    let [start, end] = ISOLATE;
    match text.char_indices().nth(SHOWN) {
        Some((cut, _)) => format!("{start}{}…{end}", text.get(..cut).unwrap_or_default().trim_end()),
        None => format!("{start}{text}{end}"),
    }
}

/// A paragraph of the language that is spoken, cut into pieces of one direction.
fn line(text: &str, side: Direction) -> Line {
    let mut pieces: Vec<(Direction, String)> = Vec::new();
    for (index, part) in text.split(ISOLATE).enumerate().filter(|(_, part)| !part.is_empty()) {
        // Isolates do not nest: every other part is one.
        let (direction, piece) = if index % 2 == 0 { (side, part.to_owned()) } else { shut(part, side) };
        match pieces.last_mut().filter(|(last, _)| *last == direction) {
            Some((_, last)) => last.push_str(&piece),
            None => pieces.push((direction, piece)),
        }
    }
    Line { direction: side, side, pieces }
}

/// Foreign text shut between marks, so that neither turns the other around. Word processors know the marks of old;
/// isolates are young, and shown as boxes where the font has none.
fn shut(text: &str, side: Direction) -> (Direction, String) {
    let direction = match text.chars().find(|character| character.is_alphabetic()) {
        Some(strong) if is_rtl(strong) => Direction::Rtl,
        _ => Direction::Ltr,
    };
    let agrees = match side {
        Direction::Ltr => !text.contains(is_rtl),
        Direction::Rtl => {
            direction == Direction::Rtl && !text.chars().any(|character| character.is_ascii_alphanumeric())
        }
    };
    if agrees {
        return (direction, text.to_owned());
    }
    let mark = |direction| if direction == Direction::Rtl { RIGHT_TO_LEFT_MARK } else { LEFT_TO_RIGHT_MARK };
    let (outer, inner) = (mark(side), mark(direction));
    (direction, format!("{outer}{inner}{text}{inner}{outer}"))
}
