//! Links that lead to notes and lie beside what they are to cover.

use super::{FILLER, audit, filled, notes};
use crate::support::paper::{MARGIN, Paper, end, pdf};

/// Each line of the text calls a note of the page after it, and links to it; the link of the eleventh lies some points
/// before its callout, over a letter of the text and half of the number.
#[test]
fn a_link_beside_its_callout_leads_to_its_note() {
    let at = end(FILLER, 11.0);
    let text = (1..=12).fold(filled(Paper::default(), 80.0, 30), |page, number| {
        let y = 76.0 + 16.0 * number as f32;
        let (before, width) = if number == 11 { (5.0, 9.0) } else { (0.0, if number < 10 { 4.2 } else { 8.4 }) };
        page.text(at, y, 7.0, &number.to_string()).leads(at - before, y, width, 1, 100.0 + 20.0 * number as f32)
    });
    let list = (1..=12).fold(Paper::default().text(MARGIN, 80.0, 16.0, "Notes"), |page, number| {
        let y = 100.0 + 20.0 * number as f32;
        page.text(MARGIN, y, 9.0, &format!("{number}. Harbour Herald, {number} May 2021."))
    });
    let expected: Vec<String> =
        (1..=12).map(|number| format!("{number} p2 Harbour Herald, {number} May 2021. | 1 | ")).collect();
    assert_eq!(notes(&audit(&pdf(vec![text, list]))), expected);
}

/// An exponent stands before the number of a note, and the link lies over the number alone.
#[test]
fn what_is_raised_beside_a_link_is_no_part_of_its_callout() {
    let at = end(FILLER, 11.0);
    let text = (1..=12).fold(filled(Paper::default(), 80.0, 30), |page, number| {
        let y = 76.0 + 16.0 * number as f32;
        let (exponent, x) = if number == 3 { ("2", at + 4.2) } else { ("", at) };
        page.text(at, y, 7.0, &format!("{exponent}{number}")).leads(x, y, 8.4, 1, 100.0 + 20.0 * number as f32)
    });
    let list = (1..=12).fold(Paper::default().text(MARGIN, 80.0, 16.0, "Notes"), |page, number| {
        let y = 100.0 + 20.0 * number as f32;
        page.text(MARGIN, y, 9.0, &format!("{number}. Harbour Herald, {number} May 2021."))
    });
    let expected: Vec<String> =
        (1..=12).map(|number| format!("{number} p2 Harbour Herald, {number} May 2021. | 1 | ")).collect();
    assert_eq!(notes(&audit(&pdf(vec![text, list]))), expected);
}
