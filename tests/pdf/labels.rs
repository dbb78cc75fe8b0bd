//! What begins a line as a label does, and is none.

use super::{FILLER, audit, filled, notes};
use crate::support::paper::{MARGIN, Paper, end, pdf};

/// The rest of a URL begins with a letter that is a Roman numeral, and each letter is painted by itself.
#[test]
fn the_rest_of_a_url_is_no_roman_numeral() {
    let text = (1..=6).fold(filled(Paper::default(), 80.0, 30), |page, number| {
        page.text(end(FILLER, 11.0), 76.0 + 16.0 * number as f32, 7.0, &number.to_string())
    });
    let list = (1..=6).fold(Paper::default(), |page, number| {
        let y = 80.0 + 28.0 * number as f32;
        let page = page.text(MARGIN, y, 9.0, &format!("{number}. Herald of the Harbour, of the year,"));
        "id=x-of-May".chars().zip(0_u8..).fold(page, |page, (letter, at)| {
            page.text(MARGIN + 10.0 + 5.4 * f32::from(at), y + 14.0, 9.0, &letter.to_string())
        })
    });
    let expected: Vec<String> =
        (1..=6).map(|number| format!("{number} p2 Herald of the Harbour, of the year, id=x-of-May | 1 | ")).collect();
    assert_eq!(notes(&audit(&pdf(vec![text, list]))), expected);
}
