//! Links that lead to notes and lie beside what they are to cover.

use super::{FILLER, audit, filled, notes};
use crate::support::paper::{MARGIN, Paper, end, pdf};

/// Where the line of a note stands on its page.
fn height(number: usize) -> f32 {
    100.0 + 20.0 * number as f32
}

/// Twelve lines of text whose ends are made by `call`, and the twelve notes that they call: all are read.
fn assert_called(call: impl Fn(Paper, f32, f32, usize) -> Paper) {
    let text = (1..=12).fold(filled(Paper::default(), 80.0, 30), |page, number| {
        call(page, end(FILLER, 11.0), 76.0 + 16.0 * number as f32, number)
    });
    let list = (1..=12).fold(Paper::default().text(MARGIN, 80.0, 16.0, "Notes"), |page, number| {
        page.text(MARGIN, height(number), 9.0, &format!("{number}. Harbour Herald, {number} May 2021."))
    });
    let expected: Vec<String> =
        (1..=12).map(|number| format!("{number} p2 Harbour Herald, {number} May 2021. | 1 | ")).collect();
    assert_eq!(notes(&audit(&pdf(vec![text, list]))), expected);
}

/// The link of the eleventh lies some points before its callout, over a letter of the text and half of the number.
#[test]
fn a_link_beside_its_callout_leads_to_its_note() {
    assert_called(|page, x, y, number| {
        let (before, width) = if number == 11 { (5.0, 9.0) } else { (0.0, if number < 10 { 4.2 } else { 8.4 }) };
        page.text(x, y, 7.0, &number.to_string()).leads(x - before, y, width, 1, height(number))
    });
}

/// An exponent stands before the number of a note, and the link lies over the number alone.
#[test]
fn what_is_raised_beside_a_link_is_no_part_of_its_callout() {
    assert_called(|page, x, y, number| {
        let (exponent, before) = if number == 3 { ("2", 4.2) } else { ("", 0.0) };
        page.text(x, y, 7.0, &format!("{exponent}{number}")).leads(x + before, y, 8.4, 1, height(number))
    });
}

/// The links lie over the last digit alone, and nothing but the other tells it from a number of its own.
#[test]
fn a_link_over_part_of_a_number_leads_to_the_note_of_all_of_it() {
    assert_called(|page, x, y, number| {
        let last = if number < 10 { x } else { x + 4.2 };
        page.text(x, y, 7.0, &number.to_string()).leads(last, y, 4.2, 1, height(number))
    });
}
