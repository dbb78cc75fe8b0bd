//! Callouts that are raised by their font alone.

use super::{FILLER, audit, document, filled, notes};
use crate::support::paper::{MARGIN, Paper, end, pdf, pdf_meaning};

/// Files say of a digit that a font has raised of its own that it is a plain one: only its outline tells.
#[test]
fn a_digit_with_a_raised_outline_calls_a_note() {
    let text = |sign: &str| {
        let page = filled(Paper::default(), 80.0, 20).text(end(FILLER, 11.0), 112.0, 11.0, sign);
        page.rule(MARGIN, 690.0, 144.0).text(MARGIN, 704.0, 9.0, "1. Harbour Herald, 5 May 2021.")
    };
    let read = |sign: &str, letter: char| pdf_meaning(vec![text(sign)], letter, "1");
    let raised = read("\u{b9}", '\u{b9}');
    assert_eq!(notes(&audit(&raised)), ["1 p1 Harbour Herald, 5 May 2021. | 1 | "]);
    for (file, expected) in [(raised, "year¹"), (read("1", '1'), "year1")] {
        let text = document(&file).unwrap().text;
        assert!(text.contains(expected), "{text}");
    }
}

/// Fonts raise the numerators of fractions in the same way.
#[test]
fn a_fraction_calls_no_note() {
    let page = filled(Paper::default(), 80.0, 20)
        .text(
            MARGIN,
            400.0,
            11.0,
            "It was \u{b9}/2 of it, \u{b9}\u{b2}/25 of them, 2\u{b9}/2 of all, in 2019\u{b9}/2 years.",
        )
        .rule(MARGIN, 690.0, 144.0)
        .text(MARGIN, 704.0, 9.0, "1. Harbour Herald, 5 May 2021.");
    let file = pdf(vec![page]);
    let text = document(&file).unwrap().text;
    assert!(text.contains("It was 1/2 of it, 12/25 of them, 2\u{b9}/2 of all, in 2019\u{b9}/2 years."), "{text}");
    assert_eq!(notes(&audit(&file)), ["1 p1 Harbour Herald, 5 May 2021. | 1 | "]);
}
