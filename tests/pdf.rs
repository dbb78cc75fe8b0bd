//! PDF files read: notes, callouts and links by where they stand, and what is made of files that are broken.

mod columns;
mod footers;
mod labels;
mod leads;
mod lists;
mod raised;
mod rivals;

use fastrand::Rng;
use isnad::model::{Audit, Document, NoteKind, Sources};
use isnad::read::{self, Beside, ReadError, Settings};
use isnad::{pair, parse};
use std::panic::catch_unwind;

use crate::support::paper::{MARGIN, Paper, end, pdf, pdf_meaning, pdf_with};

fn document(bytes: &[u8]) -> Result<Document, ReadError> {
    read::read("a.pdf", bytes, &Beside::default(), &Settings::default())
}

fn audit(bytes: &[u8]) -> Audit {
    let mut audit = parse::parse(document(bytes).unwrap());
    pair::pair(&mut audit, &mut Sources::default());
    audit
}

/// The notes as `number page text | callouts | urls`.
fn notes(audit: &Audit) -> Vec<String> {
    let line = |note: &isnad::model::Note| {
        let urls: Vec<&str> = note.citations.iter().filter_map(|citation| citation.url.as_deref()).collect();
        format!(
            "{} p{} {} | {} | {}",
            note.number,
            note.place.page.unwrap(),
            note.text,
            note.callouts.len(),
            urls.join(" ")
        )
    };
    audit.notes.iter().map(line).collect()
}

const FILLER: &str = "The river carries what the town sends down to it, year";

/// Lines of running text from `y` on.
fn filled(mut page: Paper, y: f32, lines: usize) -> Paper {
    for line in 0..lines {
        page = page.text(MARGIN, y + 16.0 * line as f32, 11.0, FILLER);
    }
    page
}

/// Two pages with notes under rules, the second of which goes on on the next page; a footer with a link on both.
fn report() -> Vec<u8> {
    let footer = |page: Paper, number: &str| {
        page.text(MARGIN, 800.0, 9.0, "Harbour office").text(300.0, 800.0, 9.0, number).link(
            MARGIN,
            800.0,
            75.0,
            "https://office.example/",
        )
    };
    let first = filled(Paper::default(), 80.0, 20)
        .text(end(FILLER, 11.0), 108.0, 7.0, "1")
        .text(end(FILLER, 11.0), 140.0, 7.0, "23")
        .rule(MARGIN, 690.0, 144.0)
        .text(MARGIN, 701.0, 6.0, "1")
        .text(MARGIN + 6.0, 704.0, 9.0, "A. Porter, The Quay, Herald, 5 May 2021, Link.")
        .link(MARGIN + 6.0 + 41.0 * 5.4, 704.0, 21.6, "https://herald.example/quay")
        .text(MARGIN, 713.0, 6.0, "2")
        .text(MARGIN + 6.0, 716.0, 9.0, "Harbour Law, 1998, https://law.example/harbour-")
        .text(MARGIN, 728.0, 9.0, "act/1998.")
        .link(MARGIN + 6.0 + 19.0 * 5.4, 716.0, 28.0 * 5.4, "https://law.example/harbour-act/1998")
        .link(MARGIN, 728.0, 8.0 * 5.4, "https://law.example/harbour-act/1998")
        .text(MARGIN, 737.0, 6.0, "3")
        .text(MARGIN + 6.0, 740.0, 9.0, "Interview with a pilot who had worked on the river and");
    let second = filled(Paper::default(), 80.0, 20)
        .text(end(FILLER, 11.0), 124.0, 7.0, "4")
        .rule(MARGIN, 690.0, 144.0)
        .text(MARGIN, 704.0, 9.0, "along the coast for thirty years.")
        .text(MARGIN, 713.0, 6.0, "4")
        .text(MARGIN + 6.0, 716.0, 9.0, "Ibid., 12.");
    pdf(vec![footer(first, "1"), footer(second, "2")])
}

#[test]
fn notes_stand_at_the_foot_of_their_pages() {
    let audit = audit(&report());
    assert_eq!(
        notes(&audit),
        [
            "1 p1 A. Porter, The Quay, Herald, 5 May 2021, Link. | 1 | https://herald.example/quay",
            "2 p1 Harbour Law, 1998, https://law.example/harbour-act/1998. | 1 | https://law.example/harbour-act/1998",
            "3 p1 Interview with a pilot who had worked on the river and along the coast for thirty years. | 1 | ",
            "4 p2 Ibid., 12. | 1 | ",
        ]
    );
    assert!(audit.document.inferred);
    // The footer is no text of any note, and its link is a source once.
    let loose: Vec<&str> = audit.unnoted.iter().map(|url| url.url.as_str()).collect();
    assert_eq!(loose, ["https://office.example/"]);
    for place in
        audit.notes.iter().flat_map(|note| note.callouts.iter().map(|callout| &callout.place).chain([&note.place]))
    {
        assert!(
            !place.rects.is_empty()
                && place.rects.iter().all(|rect| rect.x0 < rect.x1 && rect.y0 < rect.y1 && rect.y1 < 842.0)
        );
    }
    let callout = &audit.notes[0].callouts[0].place.rects[0];
    assert!(callout.x0 > 400.0 && (100.0..112.0).contains(&callout.y1), "{callout:?}");
}

/// Where the file links its callouts, neither they nor the labels need be raised, or set off from what follows; and
/// what links to a heading by its number calls no note.
#[test]
fn callouts_lead_to_their_notes() {
    let line = "The quay was closed in May 3 , see 4 for more";
    let page = |number: &str, note: &str| {
        let at = |text: &str| end(line.split_once(text).unwrap().0, 11.0);
        filled(Paper::default(), 80.0, 12)
            .text(MARGIN, 300.0, 11.0, &line.replace('3', number))
            .leads(at("3"), 300.0, 7.0, 0, 740.0)
            .leads(at("4"), 300.0, 7.0, 1, 80.0)
            .text(MARGIN, 740.0, 8.0, note)
    };
    let first = page("3", "3A. Porter, The Quay, Herald, 5 May 2021.").text(MARGIN, 754.0, 8.0, "4To be had on paper.");
    let heading = Paper::default().text(MARGIN, 80.0, 16.0, "4 The harbour");
    let audit = audit(&pdf(vec![first, filled(heading, 120.0, 8)]));
    assert_eq!(notes(&audit), ["3 p1 A. Porter, The Quay, Herald, 5 May 2021. 4To be had on paper. | 1 | "]);
}

/// Digits that a font has raised call notes though they stand on the line.
#[test]
fn superscript_digits_call_notes() {
    let page = filled(Paper::default(), 80.0, 12)
        .text(MARGIN, 300.0, 11.0, "The quay was closed in May\u{b9}, said the Herald\u{b2}.")
        .rule(MARGIN, 720.0, 100.0)
        .text(MARGIN, 740.0, 8.0, "1. A. Porter, The Quay, Herald, 5 May 2021.")
        .text(MARGIN, 754.0, 8.0, "2. Ibid., 12.");
    let audit = audit(&pdf(vec![page]));
    assert_eq!(notes(&audit), ["1 p1 A. Porter, The Quay, Herald, 5 May 2021. | 1 | ", "2 p1 Ibid., 12. | 1 | "]);
}

#[test]
fn notes_stand_at_the_end() {
    let page = filled(Paper::default(), 80.0, 10).text(end(FILLER, 11.0), 108.0, 7.0, "1").text(
        end(FILLER, 11.0),
        140.0,
        7.0,
        "2",
    );
    let notes_page = Paper::default()
        .text(MARGIN, 80.0, 16.0, "Notes")
        .text(MARGIN, 120.0, 11.0, "1. A. Porter, The Quay, Herald, 5 May 2021,")
        .text(MARGIN + 20.0, 134.0, 11.0, "https://herald.example/quay.")
        .text(MARGIN, 150.0, 11.0, "2. Ibid., 12.")
        .text(MARGIN, 300.0, 11.0, "Printed in the town.");
    let audit = audit(&pdf(vec![page, notes_page]));
    assert_eq!(
        notes(&audit),
        [
            "1 p2 A. Porter, The Quay, Herald, 5 May 2021, https://herald.example/quay. | 1 | https://herald.example/quay",
            "2 p2 Ibid., 12. | 1 | ",
        ]
    );
}

/// The last note of a page may read as that of another and stand at its height, apart from the text where it is the
/// only one; what runs along with the pages may begin with a number that is called.
#[test]
fn notes_alike_at_the_foot_of_pages_do_not_run_along() {
    let page = |page: usize, number: usize| {
        let called = number.to_string();
        filled(Paper::default().text(MARGIN, 50.0, 9.0, &format!("{page} The Harbour Papers")), 80.0, 20)
            .text(end(FILLER, 11.0), 108.0, 7.0, &called)
            .text(MARGIN, 753.0, 6.0, &called)
            .text(MARGIN + 6.0, 756.0, 9.0, &format!("Ibid., {}.", number + 11))
            .text(MARGIN, 780.0, 9.0, "Harbour office")
    };
    let alone = audit(&pdf(vec![page(1, 1), page(2, 2)]));
    assert_eq!(notes(&alone), ["1 p1 Ibid., 12. | 1 | ", "2 p2 Ibid., 13. | 1 | "]);
    let page = |pages: usize, number: usize| {
        let called = number.to_string();
        page(pages, number + 1).text(end(FILLER, 11.0), 92.0, 7.0, &called).text(MARGIN, 741.0, 6.0, &called).text(
            MARGIN + 6.0,
            744.0,
            9.0,
            &format!("Herald, {number} May 2021."),
        )
    };
    let expected = ["1 p1 Herald, 1 May 2021. | 1 | ", "2 p1 Ibid., 13. | 1 | ", "3 p2 Herald, 3 May 2021. | 1 | "];
    let several = audit(&pdf(vec![page(1, 1), page(2, 3)]));
    assert_eq!(notes(&several), [&expected[..], &["4 p2 Ibid., 15. | 1 | "]].concat());
}

/// A browser's print of a page whose notes, in the type of the text, begin under it and go on over the next page.
#[test]
fn notes_at_the_end_begin_under_the_last_text() {
    let called = |page: Paper, line: usize, number: usize| {
        page.text(end(FILLER, 11.0), 80.0 + 16.0 * line as f32 - 4.0, 7.0, &number.to_string())
    };
    let first = (1..=4).fold(filled(Paper::default(), 80.0, 12), |page, number| called(page, number + 2, number));
    let second = (5..=12).fold(filled(Paper::default(), 80.0, 16), |page, number| called(page, number + 2, number));
    let note = |number: usize| format!("{number}. Herald, {number} May 2021, 4.");
    let label = |number: usize| MARGIN - if number > 9 { 6.6 } else { 0.0 };
    let second = second
        .text(MARGIN, 700.0, 11.0, &note(1))
        .text(MARGIN, 716.0, 11.0, &note(2))
        .text(MARGIN, 732.0, 11.0, "3. Herald, no date, link.")
        .link(MARGIN + 20.0 * 6.6, 732.0, 4.0 * 6.6, "https://herald.example/3");
    let mut third = Paper::default();
    for number in 4..=12 {
        let y = 80.0 + 32.0 * (number - 4) as f32;
        third = match number {
            // The date that the second line begins with counts on as well as the next note.
            9 => third.text(MARGIN, y, 11.0, "9. A. Porter, The Quay, Herald,").text(
                MARGIN + 13.2,
                y + 16.0,
                11.0,
                "10 May 2021, 12.",
            ),
            _ => third.text(label(number), y, 11.0, &note(number)),
        };
    }
    let audit = audit(&pdf(vec![first, second, third]));
    let expected = (1..=12).map(|number| match number {
        3 => "3 p2 Herald, no date, link. | 1 | https://herald.example/3".to_owned(),
        9 => "9 p3 A. Porter, The Quay, Herald, 10 May 2021, 12. | 1 | ".to_owned(),
        _ => format!("{number} p{} Herald, {number} May 2021, 4. | 1 | ", if number < 4 { 2 } else { 3 }),
    });
    assert_eq!(notes(&audit), expected.collect::<Vec<_>>());
}

/// Notes after each chapter, the chapters one after the other on the pages; the last has more notes than the one before.
#[test]
fn notes_stand_at_the_end_of_chapters() {
    let called = |page: Paper, y: f32, number: usize| page.text(end(FILLER, 11.0), y - 4.0, 7.0, &number.to_string());
    let text = |page: Paper, y: f32, numbers: std::ops::RangeInclusive<usize>| {
        let page = filled(page, y, 8);
        numbers.enumerate().fold(page, |page, (line, number)| called(page, y + 16.0 * (line + 1) as f32, number))
    };
    let list = |page: Paper, y: f32, chapter: &str, to: usize| {
        (1..=to).fold(page, |page, number| {
            page.text(MARGIN, y + 16.0 * number as f32, 11.0, &format!("{number}. {chapter}, {number} May 2021."))
        })
    };
    let first = text(Paper::default(), 80.0, 1..=4);
    let second = list(Paper::default(), 64.0, "Herald", 4).text(MARGIN, 190.0, 16.0, "The town");
    let second = text(second, 230.0, 1..=2);
    let third = list(text(Paper::default(), 80.0, 3..=3), 230.0, "Courier", 3).text(MARGIN, 340.0, 16.0, "The sea");
    let third = text(third, 380.0, 1..=3);
    let fourth = list(text(Paper::default(), 80.0, 4..=5), 230.0, "Gazette", 5);
    let line = |page: usize, paper: &str, number: usize| format!("{number} p{page} {paper}, {number} May 2021. | 1 | ");
    let expected = [(2, "Herald", 4), (3, "Courier", 3), (4, "Gazette", 5)];
    let expected = expected.iter().flat_map(|&(page, paper, to)| (1..=to).map(move |number| line(page, paper, number)));
    assert_eq!(notes(&audit(&pdf(vec![first, second, third, fourth]))), expected.collect::<Vec<_>>());
}

/// Where the columns begin in `in_columns`.
const COLUMNS: [f32; 2] = [50.0, 310.0];

/// Lines of one column of two.
fn in_column(page: Paper, x: f32, y: f32, lines: usize) -> Paper {
    (0..lines)
        .fold(page, |page, line| page.text(x, y + 14.0 * line as f32, 10.0, "The column is as wide as this line is"))
}

/// A page of two columns, the left of which calls so many notes.
fn calling_in_column(notes: usize) -> Paper {
    let page = COLUMNS.iter().fold(Paper::default(), |page, x| in_column(page, *x, 80.0, 40));
    (1..=notes).fold(page, |page, number| {
        page.text(COLUMNS[0] + 222.0, 80.0 + 14.0 * number as f32 - 4.0, 6.0, &number.to_string())
    })
}

/// A note of two lines, set in from the edge of its column.
fn note_in_column(page: Paper, x: f32, y: f32, number: usize) -> Paper {
    page.text(x + 12.0, y, 8.0, &format!("{number}. The Harbour Herald, {number} May 2021, p. 12,")).text(
        x + 21.6,
        y + 10.0,
        8.0,
        "of the second edition of the day.",
    )
}

/// What a note of `note_in_column` that stands on this page is read as.
fn read_in_column(page: usize, number: usize) -> String {
    format!("{number} p{page} The Harbour Herald, {number} May 2021, p. 12, of the second edition of the day. | 1 | ")
}

/// A long note, and those after it, may be left to the next page; the note of a line that has no room stands on the page
/// before.
#[test]
fn notes_may_stand_on_the_page_after_or_before_their_callouts() {
    let page = |ruled: bool, called: &[usize], numbers: &[usize]| {
        let page = filled(Paper::default(), 80.0, 20);
        let page = called.iter().enumerate().fold(page, |page, (line, number)| {
            page.text(end(FILLER, 11.0), 124.0 + 16.0 * line as f32, 7.0, &number.to_string())
        });
        let page = if ruled { page.rule(MARGIN, 690.0, 144.0) } else { page };
        numbers.iter().enumerate().fold(page, |page, (line, number)| {
            let y = 704.0 + 12.0 * line as f32;
            page.text(MARGIN, y - 3.0, 6.0, &number.to_string()).text(
                MARGIN + 6.0 * number.to_string().len() as f32,
                y,
                9.0,
                &format!("Herald, {number} May 2021."),
            )
        })
    };
    for ruled in [true, false] {
        // For each page what it calls, and the notes at its foot.
        let cases: [&[(&[usize], &[usize])]; 4] = [
            &[(&[1, 2, 3], &[1]), (&[4], &[2, 3, 4]), (&[5], &[5])],
            &[(&[1, 2], &[1]), (&[], &[2]), (&[3], &[3])],
            &[(&[1], &[1, 2]), (&[2, 3], &[3]), (&[4], &[4])],
            &[(&[1, 2, 11, 12], &[1, 2, 11]), (&[13], &[12, 13])],
        ];
        for case in cases {
            let pages = case.iter().map(|(called, numbers)| page(ruled, called, numbers)).collect();
            let audit = audit(&pdf(pages));
            let stand = (1..).zip(case).flat_map(|(page, (_, numbers))| {
                numbers.iter().map(move |number| format!("{number} p{page} Herald, {number} May 2021. | 1 | "))
            });
            assert_eq!(notes(&audit), stand.collect::<Vec<_>>(), "{ruled} {case:?}");
            assert!(audit.notes.iter().all(|note| note.kind == NoteKind::Footnote), "{ruled} {case:?}");
        }
    }
}

/// A date may begin a line, and a number end one, as the label of the next note does.
#[test]
fn a_date_that_begins_a_line_is_no_label() {
    let page = filled(Paper::default(), 80.0, 20)
        .text(end(FILLER, 11.0), 92.0, 7.0, "1")
        .text(end(FILLER, 11.0), 108.0, 7.0, "2")
        .text(end(FILLER, 11.0), 124.0, 7.0, "3")
        .text(MARGIN, 700.0, 9.0, "1. A. Porter, The Quay, Herald, from the first page to the last,")
        .text(MARGIN, 712.0, 9.0, "2 May 2021, 14.")
        .text(MARGIN, 724.0, 9.0, "2. B. Miller, The Mill,   3")
        .text(MARGIN, 736.0, 9.0, "June 2021.")
        .text(MARGIN, 748.0, 9.0, "3. Ibid., 12.");
    let expected = [
        "1 p1 A. Porter, The Quay, Herald, from the first page to the last, 2 May 2021, 14. | 1 | ",
        "2 p1 B. Miller, The Mill, 3 June 2021. | 1 | ",
        "3 p1 Ibid., 12. | 1 | ",
    ];
    assert_eq!(notes(&audit(&pdf(vec![page]))), expected);
}

/// Numbers may count on over the notes after each chapter, however long it is.
#[test]
fn numbers_count_on_over_the_notes_of_chapters() {
    let text = |lines: usize, numbers: std::ops::RangeInclusive<usize>| {
        let page = filled(Paper::default(), 80.0, lines);
        numbers.enumerate().fold(page, |page, (line, number)| {
            page.text(end(FILLER, 11.0), 124.0 + 16.0 * line as f32, 7.0, &number.to_string())
        })
    };
    let list = |page: Paper, y: f32, numbers: std::ops::RangeInclusive<usize>| {
        numbers.enumerate().fold(page, |page, (line, number)| {
            page.text(MARGIN, y + 14.0 * line as f32, 9.0, &format!("{number}. Herald, {number} May 2021."))
        })
    };
    let plain = || filled(Paper::default(), 80.0, 40);
    let pages = vec![
        text(40, 1..=5),
        list(filled(Paper::default(), 200.0, 30), 80.0, 1..=5),
        text(40, 6..=7),
        plain(),
        plain(),
        list(filled(Paper::default(), 200.0, 30), 80.0, 6..=7),
        text(40, 8..=14),
        list(Paper::default(), 80.0, 8..=14),
        // One page has the whole of a chapter, and how the next begins.
        filled(list(text(20, 15..=19), 420.0, 15..=19), 520.0, 10).text(end(FILLER, 11.0), 532.0, 7.0, "20"),
        list(text(20, 21..=25), 480.0, 20..=25),
    ];
    let stand = [(2, 1..=5), (6, 6..=7), (8, 8..=14), (9, 15..=19), (10, 20..=25)];
    let line = |page: usize, number: usize| format!("{number} p{page} Herald, {number} May 2021. | 1 | ");
    let expected = stand.into_iter().flat_map(|(page, numbers)| numbers.map(move |number| line(page, number)));
    assert_eq!(notes(&audit(&pdf(pages))), expected.collect::<Vec<_>>());
}

/// A run of notes at the end goes on in the next column, which stands at another place of the page, and further from
/// what runs along with the pages.
#[test]
fn notes_at_the_end_go_on_in_the_next_column() {
    let [left, right] = COLUMNS;
    let running =
        |page: Paper, number: &str| page.text(8.0, 24.0, 8.0, "The Harbour Papers").text(560.0, 825.0, 8.0, number);
    let first = calling_in_column(6);
    let second = in_column(in_column(Paper::default(), left, 80.0, 40), right, 80.0, 30);
    let second = (1..=3).fold(second, |page, number| note_in_column(page, right, 560.0 + 20.0 * number as f32, number));
    let third = (4..=6).fold(Paper::default(), |page, number| note_in_column(page, left, 20.0 * number as f32, number));
    let third = in_column(in_column(third, left, 200.0, 30), right, 80.0, 40);
    let expected: Vec<String> = (1..=6).map(|number| read_in_column(if number < 4 { 2 } else { 3 }, number)).collect();
    let pages = vec![running(first, "1"), running(second, "2"), running(third, "3")];
    assert_eq!(notes(&audit(&pdf(pages))), expected);
}

/// The last page of a chapter may have a line or two in each of its columns, or in the first alone.
#[test]
fn short_columns_are_those_of_the_page_before() {
    let [left, right] = COLUMNS;
    for (to, alone) in [(8, false), (7, true)] {
        let first = calling_in_column(to);
        let second = in_column(in_column(Paper::default(), left, 80.0, 40), right, 80.0, 20);
        let second =
            (1..7).fold(second, |page, number| note_in_column(page, right, 440.0 + 20.0 * number as f32, number));
        let third = note_in_column(Paper::default(), left, 80.0, 7);
        let third = if alone { third } else { note_in_column(third, right, 80.0, 8) };
        let expected: Vec<String> =
            (1..=to).map(|number| read_in_column(if number < 7 { 2 } else { 3 }, number)).collect();
        assert_eq!(notes(&audit(&pdf(vec![first, second, third]))), expected);
    }
}

#[test]
fn a_justified_line_may_touch_the_label_before_it() {
    let page = filled(Paper::default(), 80.0, 20)
        .text(end(FILLER, 11.0), 108.0, 7.0, "1")
        .text(end(FILLER, 11.0), 140.0, 7.0, "2")
        .text(MARGIN, 704.0, 9.0, "1.")
        .text(MARGIN + 16.0, 704.0, 9.0, "A. Porter, The Quay, Herald, 5 May 2021.")
        .text(MARGIN, 716.0, 9.0, "2.")
        .text(MARGIN + 10.8, 716.0, 9.0, "B. Miller, The Mill, Herald, 6 May 2021, from the first")
        .text(MARGIN, 728.0, 9.0, "page to the last of them.");
    let expected = [
        "1 p1 A. Porter, The Quay, Herald, 5 May 2021. | 1 | ",
        "2 p1 B. Miller, The Mill, Herald, 6 May 2021, from the first page to the last of them. | 1 | ",
    ];
    assert_eq!(notes(&audit(&pdf(vec![page]))), expected);
}

#[test]
fn columns_are_read_one_after_the_other() {
    let left = "The left column is as wide as this one";
    let right = "The right column has other words in it";
    let mut page = Paper::default();
    for line in 0..12 {
        let y = 100.0 + 14.0 * line as f32;
        // Raised signs have a baseline of their own.
        page = page.text(50.0, y, 10.0, left).text(279.0, y - 4.0, 6.0, "1").text(310.0, y, 10.0, right);
    }
    let text = document(&pdf(vec![page])).unwrap().text;
    let (last_left, first_right) = (text.rfind(left).unwrap(), text.find(right).unwrap());
    assert!(last_left < first_right, "{text}");
}

/// `²` may be a callout by itself, or a power.
#[test]
fn metres_are_squared_and_not_called() {
    let page = Paper::default()
        .text(MARGIN, 80.0, 11.0, "A floor of 5 m\u{b2} was set in the law\u{b2} and kept.")
        .text(end("A floor", 11.0), 96.0, 7.0, "1")
        .rule(MARGIN, 690.0, 144.0)
        .text(MARGIN, 701.0, 6.0, "1")
        .text(MARGIN + 6.0, 704.0, 9.0, "Ibid., 12.")
        .text(MARGIN, 713.0, 6.0, "2")
        .text(MARGIN + 6.0, 716.0, 9.0, "Harbour Law, 1998.");
    let page = filled(page, 100.0, 12);
    let audit = audit(&pdf(vec![page]));
    assert_eq!(notes(&audit), ["1 p1 Ibid., 12. | 1 | ", "2 p1 Harbour Law, 1998. | 1 | "]);
}

#[test]
fn a_numbered_list_without_callouts_is_no_notes() {
    let page = filled(Paper::default(), 80.0, 8).text(MARGIN, 230.0, 11.0, "1. Dredge the channel.").text(
        MARGIN,
        246.0,
        11.0,
        "2. Ask the pilots.",
    );
    assert!(document(&pdf(vec![page])).unwrap().notes.is_none());
}

#[test]
fn an_encrypted_file_names_the_cure() {
    let nothing = "00".repeat(32);
    let encrypt =
        format!("/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{nothing}> /U <{nothing}> >> /ID [<00> <00>]");
    let error = document(&pdf_with(vec![Paper::default()], &encrypt)).unwrap_err().to_string();
    assert!(error.contains("password") && error.contains("qpdf --decrypt"), "{error}");
}

#[test]
fn broken_files_give_what_can_be_had() {
    let whole = report();
    let mut rng = Rng::with_seed(0x9df);
    for case in 0..10 {
        let mut cut = whole.clone();
        cut.truncate(rng.usize(..whole.len()));
        let mut flipped = whole.clone();
        for _ in 0..=case * 3 {
            let at = rng.usize(..flipped.len());
            flipped[at] = rng.u8(..);
        }
        for (what, bytes) in [("cut", cut), ("flipped", flipped)] {
            let read = catch_unwind(|| document(&bytes));
            let read = read.unwrap_or_else(|_| panic!("{what} {case}"));
            // A file cut within its header is read as text.
            if let Ok(document) = read
                && document.format == "pdf"
            {
                assert!(
                    document.notes.is_some() || !document.defects.is_empty() || !document.text.is_empty(),
                    "{what} {case}"
                );
            }
        }
    }
    // The table of places leads astray: the objects are looked for.
    let text = String::from_utf8_lossy(&whole).into_owned();
    let astray = text.replace("startxref\n", "startxref\n9");
    assert_eq!(audit(astray.as_bytes()).notes.len(), 4);
    let nothing = document(b"%PDF-1.7\nnothing").unwrap();
    assert_eq!(nothing.defects.len(), 1);
}

#[test]
fn a_file_that_lost_its_end_gives_its_pages() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/report/libreoffice.pdf");
    let mut file = std::fs::read(path).unwrap();
    // The list of the pages stands in the last few hundred bytes before the table of places.
    file.truncate(file.len() * 95 / 100);
    let document = document(&file).unwrap();
    assert_eq!((document.pages.len(), document.notes.as_ref().map(Vec::len)), (3, Some(30)));
    assert!(document.defects[0].message.id == "defect-pages-lost", "{:?}", document.defects);
}

/// Letters among which no blank is left, as where a font stands for the wrong ones.
#[test]
fn what_no_font_tells_is_said_and_not_judged() {
    let words = FILLER.replace([' ', ','], "q");
    let page = (0..20).fold(Paper::default(), |page, line| page.text(MARGIN, 80.0 + 16.0 * line as f32, 11.0, &words));
    let page = page.text(end(&words, 11.0), 108.0, 7.0, "1").rule(MARGIN, 690.0, 144.0).text(MARGIN, 701.0, 6.0, "1");
    let page = page.text(MARGIN + 6.0, 704.0, 9.0, "Ibid., 12.");
    let document = document(&pdf(vec![page])).unwrap();
    assert!(document.notes.is_none() && document.text.trim().is_empty(), "{}", document.text);
    assert!(document.defects[0].message.id == "defect-page-illegible", "{:?}", document.defects);
}

/// A hostile font may let a glyph stand for a page; what is kept of that ends between two letters.
#[test]
fn one_glyph_stands_for_no_more_than_a_word() {
    let long = "x".repeat(63);
    for (text, kept) in
        [("ffi", "ffi"), (&format!("{long}xx"), &format!("{long}x")), (&format!("{long}\u{fc}x"), &long)]
    {
        let page = Paper::default().text(MARGIN, 80.0, 11.0, "A");
        assert_eq!(document(&pdf_meaning(vec![page], 'A', text)).unwrap().text.trim(), kept);
    }
}

#[test]
fn hostile_files_end() {
    let page = |content: &str| {
        let mut page = pdf(vec![Paper::default()]);
        let text = String::from_utf8_lossy(&page).into_owned();
        page = text
            .replace("<< /Length 0 >>\nstream\n", &format!("<< /Length {} >>\nstream\n{content}", content.len()))
            .into_bytes();
        page
    };
    let loops = String::from_utf8_lossy(&pdf(vec![Paper::default()])).replace("/Kids [", "/Kids [2 0 R ");
    let cases: [Vec<u8>; 5] = [
        page(&"[".repeat(200_000)),
        page(&"q ".repeat(200_000)),
        page(&"/Span BMC ".repeat(100_000)),
        page(&"<< /A ".repeat(100_000)),
        loops.into_bytes(),
    ];
    for (number, bytes) in cases.iter().enumerate() {
        assert!(document(bytes).is_ok(), "{number}");
    }
}
