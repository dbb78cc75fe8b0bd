//! Lists of works, and runs of notes at the end.

use super::{FILLER, audit, filled, notes};
use crate::support::paper::{MARGIN, Paper, end, pdf};

/// The last work of a page goes on at the head of the next, up to the next work; the last of all goes on there alone.
#[test]
fn a_work_goes_on_over_the_page() {
    let text = (1..=8).fold(filled(Paper::default(), 80.0, 20), |page, number| {
        page.text(end(FILLER, 11.0), 80.0 + 16.0 * number as f32, 11.0, &format!("[{number}]"))
    });
    let work = |page: Paper, y: f32, number: usize| {
        page.text(MARGIN, y, 11.0, &format!("[{number}] Herald of the Harbour, 5 May 2021, https://h.example/{number}"))
    };
    let list = |page: Paper, y: f32, numbers: std::ops::RangeInclusive<usize>| {
        let first = *numbers.start();
        numbers.fold(page, |page, number| work(page, y + 16.0 * (number - first) as f32, number))
    };
    let more = |page: Paper| page.text(MARGIN, 80.0, 11.0, "and https://more.example/of-the-harbour.");
    let first = list(Paper::default().text(MARGIN, 80.0, 16.0, "References"), 700.0, 1..=4);
    let second = list(more(Paper::default()), 96.0, 5..=8);
    let expected: Vec<String> = (1..=8)
        .map(|number| {
            let page = if number <= 4 { 2 } else { 3 };
            let own = format!("https://h.example/{number}");
            let (rest, url) = if number % 4 == 0 {
                (" and https://more.example/of-the-harbour.", " https://more.example/of-the-harbour")
            } else {
                ("", "")
            };
            format!("{number} p{page} Herald of the Harbour, 5 May 2021, {own}{rest} | 1 | {own}{url}")
        })
        .collect();
    assert_eq!(notes(&audit(&pdf(vec![text, first, second, more(Paper::default())]))), expected);
}

/// A Roman numeral of six letters is a label as one of two is.
#[test]
fn a_long_roman_numeral_is_a_label() {
    let units = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let roman = |number: usize| format!("{}{}", "x".repeat(number / 10), units[number % 10]);
    let lines = |number: usize| 80.0 + 22.0 * number as f32;
    let call = |page: Paper, number: usize| {
        let (x, y) = (end(FILLER, 11.0), 76.0 + 16.0 * number as f32);
        let roman = roman(number);
        page.text(x, y, 7.0, &roman).leads(x, y, 4.2 * roman.len() as f32, 1, lines(number))
    };
    let text = (1..30).fold(filled(Paper::default(), 80.0, 30), call);
    let list = (1..30).fold(Paper::default(), |page, number| {
        page.text(MARGIN, lines(number), 9.0, &roman(number)).text(
            MARGIN + 50.0,
            lines(number),
            9.0,
            "Herald, 5 May 2021.",
        )
    });
    let numbers: Vec<String> = notes(&audit(&pdf(vec![text, list])));
    let expected: Vec<String> = (1..30).map(|number| format!("{number} p2 Herald, 5 May 2021. | 1 | ")).collect();
    assert_eq!(numbers, expected);
}

/// A URL that cannot be broken shifts a line of the list out of its column, with the label at that end.
#[test]
fn a_note_that_is_shifted_out_of_its_column_is_one_of_the_list() {
    let text = (1..=6).fold(filled(Paper::default(), 80.0, 30), |page, number| {
        page.text(end(FILLER, 11.0), 76.0 + 16.0 * number as f32, 7.0, &number.to_string())
    });
    let list = (1..=6).fold(Paper::default(), |page, number| {
        let (x, y) = (MARGIN - if number == 3 { 50.0 } else { 0.0 }, 100.0 + 14.0 * number as f32);
        page.text(x, y - 3.0, 6.0, &number.to_string()).text(
            x + 6.0,
            y,
            9.0,
            &format!("Harbour Herald, {number} May 2021."),
        )
    });
    let expected: Vec<String> =
        (1..=6).map(|number| format!("{number} p2 Harbour Herald, {number} May 2021. | 1 | ")).collect();
    assert_eq!(notes(&audit(&pdf(vec![text, list]))), expected);
}
