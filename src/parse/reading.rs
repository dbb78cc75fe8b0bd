//! The text of a note as an editor would read it.

use std::ops::Range;

use crate::model::{Direction, Document};
use crate::text::bidi;
use crate::text::letters::is_alphanumeric;
use crate::text::line::one_line;

/// The text of a note: its lines joined, and the runs of right-to-left lines that extraction printed in the order of
/// the page, left to right, put back into the order of reading. The raw text stays in the citations.
pub(super) fn text(document: &Document, body: &[Range<usize>]) -> String {
    let lines: Vec<String> = body.iter().map(|line| in_reading_order(document.slice(line).trim())).collect();
    one_line(&lines.join(" "))
}

/// A right-to-left line that begins with the mark that ends its sentence was printed in the order of the page: its
/// runs, each in order within itself, are read from the last to the first.
fn in_reading_order(line: &str) -> String {
    let mut start = line.chars();
    let displaced = matches!(start.next(), Some('.' | '-')) && start.next().is_some_and(|c| c != '.');
    if !displaced || bidi::direction(line) != Direction::Rtl {
        return line.to_owned();
    }
    let mut read = String::with_capacity(line.len());
    for run in runs(line).into_iter().rev() {
        let touches = |c: Option<char>| c.is_some_and(is_alphanumeric);
        if touches(read.chars().next_back()) && touches(run.chars().next()) {
            read.push(' ');
        }
        read.push_str(run);
    }
    read.trim().trim_start_matches(['،', ',']).trim_start().to_owned()
}

/// What a run is made of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Rtl,
    Ltr,
    Neutral,
}

fn sort(character: char) -> Sort {
    match (is_alphanumeric(character), bidi::is_rtl(character)) {
        (false, _) => Sort::Neutral,
        (true, true) => Sort::Rtl,
        (true, false) => Sort::Ltr,
    }
}

/// The runs of a line: letters of one direction with the neutral characters between them, and the neutral characters
/// between runs.
fn runs(line: &str) -> Vec<&str> {
    let mut runs = Vec::new();
    // The current run: its sort, its start, and the end of its last character that is not neutral.
    let mut current: Option<(Sort, usize, usize)> = None;
    let mut push = |from: usize, to: usize| runs.extend(line.get(from..to).filter(|run| !run.is_empty()));
    for (offset, character) in line.char_indices() {
        let own = sort(character);
        let end = offset + character.len_utf8();
        current = match current {
            None => Some((own, offset, end)),
            Some((sort, from, to)) if own == sort => Some((sort, from, if own == Sort::Neutral { to } else { end })),
            Some((sort, from, to)) if own == Sort::Neutral => Some((sort, from, to)),
            Some((Sort::Neutral, from, _)) => {
                push(from, offset);
                Some((own, offset, end))
            }
            Some((_, from, to)) => {
                push(from, to);
                push(to, offset);
                Some((own, offset, end))
            }
        };
    }
    if let Some((sort, from, to)) = current {
        let to = if sort == Sort::Neutral { line.len() } else { to };
        push(from, to);
        push(to, line.len());
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::in_reading_order;

    #[test]
    fn displaced_lines_are_read_from_their_last_run() {
        for (line, expected) in [
            (
                ".الرابط، 2023 مارس 7سلوى النجار، \"مياه النهر\"، مركز الضفاف",
                "سلوى النجار، \"مياه النهر\"، مركز الضفاف 7 مارس 2023، الرابط.",
            ),
            (".12المرجع نفسه، ص", "المرجع نفسه، ص 12."),
            ("سلوى النجار، \"مياه النهر\"، الرابط.", "سلوى النجار، \"مياه النهر\"، الرابط."),
            ("...ثم قال", "...ثم قال"),
            ("The river, Link.", "The river, Link."),
            (".", "."),
        ] {
            assert_eq!(in_reading_order(line), expected);
        }
    }
}
