//! What runs along at the foot of pages, beside the numbers that call notes.

use super::{FILLER, audit, filled, notes};
use crate::support::paper::{MARGIN, Paper, end, pdf};

/// The number of the fourth page is the end of a callout there, which calls none of what begins with it.
#[test]
fn a_page_number_is_no_part_of_a_callout() {
    let of_page = |page: usize| 6 * page - 5..=6 * page;
    let page = |page: usize| {
        let head = filled(Paper::default(), 80.0, 20).rule(MARGIN, 690.0, 100.0);
        let running = head.text(MARGIN, 800.0, 9.0, &format!("{page} The Harbour Papers"));
        of_page(page).fold(running, |paper, number| {
            let at = (number - 1) % 6;
            let called = number.to_string();
            paper
                .text(end(FILLER, 11.0), 108.0 + 32.0 * at as f32, 7.0, &called)
                .text(MARGIN, 703.0 + 12.0 * at as f32, 5.0, &called)
                .text(MARGIN + 10.0, 706.0 + 12.0 * at as f32, 8.0, &format!("Harbour Herald, {number} of the year."))
        })
    };
    let expected: Vec<String> = (1..=5)
        .flat_map(|page| {
            of_page(page).map(move |number| format!("{number} p{page} Harbour Herald, {number} of the year. | 1 | "))
        })
        .collect();
    assert_eq!(notes(&audit(&pdf((1..=5).map(page).collect()))), expected);
}

/// Two callouts stand side by side, and the notes they call read alike at the foot of all pages.
#[test]
fn callouts_side_by_side_call_what_reads_alike() {
    let page = |page: usize| {
        let (first, second) = (2 * page - 1, 2 * page);
        filled(Paper::default(), 80.0, 20)
            .text(end(FILLER, 11.0), 108.0, 7.0, &format!("{first}{second}"))
            .text(MARGIN, 780.0, 8.0, &format!("{first} Ibid."))
            .text(MARGIN, 792.0, 8.0, &format!("{second} Ibid."))
    };
    let expected: Vec<String> = (1..=10).map(|number| format!("{number} p{} Ibid. | 1 | ", (number + 1) / 2)).collect();
    assert_eq!(notes(&audit(&pdf((1..=5).map(page).collect()))), expected);
}

/// The rules of a table are as wide as the one over the notes, and the last note of the page before may go on: rows under
/// those rules are no part of it, and what calls notes there does.
#[test]
fn the_rows_of_a_table_over_the_notes_are_no_end_of_a_note() {
    let note = |page: Paper, y: f32, number: usize| {
        page.text(
            MARGIN,
            y,
            7.0,
            &format!("{number}. Herald of the Harbour of the Town, of {number} May 2021, page 12, of the quay."),
        )
    };
    let row = |page: Paper, y: f32, number: usize| {
        let page = page.rule(MARGIN, y - 14.0, 400.0).text(MARGIN, y, 11.0, "Eastern quay");
        page.text(MARGIN + 79.2, y - 4.0, 7.0, &number.to_string())
    };
    let first = filled(Paper::default(), 80.0, 20).text(end(FILLER, 11.0), 108.0, 7.0, "1");
    let first = note(first.rule(MARGIN, 690.0, 400.0), 704.0, 1);
    let table = (2..=7)
        .fold(filled(Paper::default(), 80.0, 12), |page, number| row(page, 300.0 + 30.0 * number as f32, number));
    let second =
        (2..=7).fold(table.rule(MARGIN, 640.0, 400.0), |page, number| note(page, 626.0 + 14.0 * number as f32, number));
    let expected: Vec<String> = (1..=7)
        .map(|number| {
            let page = if number == 1 { 1 } else { 2 };
            format!(
                "{number} p{page} Herald of the Harbour of the Town, of {number} May 2021, page 12, of the quay. | 1 | "
            )
        })
        .collect();
    assert_eq!(notes(&audit(&pdf(vec![first, second]))), expected);
}
