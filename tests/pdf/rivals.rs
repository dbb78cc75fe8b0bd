//! Lists that count as notes do, and files that tell one object twice.

use std::fmt::Write as _;

use super::{FILLER, audit, document, filled, notes};
use crate::support::paper::{MARGIN, Paper, end, pdf};

/// A page of running text with numbers raised behind its lines.
fn calling(numbers: &[&str]) -> Paper {
    numbers.iter().enumerate().fold(filled(Paper::default(), 80.0, 30), |page, (line, number)| {
        page.text(end(FILLER, 11.0), 76.0 + 16.0 * line as f32, 7.0, number)
    })
}

/// A list amid the text begins after callouts of its numbers, as the notes do that they call; and 12 has 1 and 2 in it.
#[test]
fn a_list_among_the_text_is_no_notes() {
    let called = |page: Paper, y: f32, number: usize| page.text(end(FILLER, 11.0), y - 4.0, 7.0, &number.to_string());
    for items in [2, 3] {
        let chapter = |to: usize| {
            let first = (1..=3).fold(filled(Paper::default(), 80.0, 8), |page, number| {
                called(page, 80.0 + 16.0 * number as f32, number)
            });
            let second = (1..=items).fold(Paper::default(), |page, number| {
                page.text(MARGIN, 80.0 + 16.0 * number as f32, 11.0, &format!("{number}. Dredge the channel."))
            });
            let second = (4..=to)
                .fold(filled(second, 180.0, 12), |page, number| called(page, 132.0 + 16.0 * number as f32, number));
            let list = (1..=to).fold(Paper::default(), |page, number| {
                page.text(MARGIN, 80.0 + 14.0 * number as f32, 9.0, &format!("{number}. Herald, {number} May 2021."))
            });
            [first, second, list]
        };
        let pages = [4, 12].map(chapter).into_iter().flatten().collect();
        let line = |page: usize, number: usize| format!("{number} p{page} Herald, {number} May 2021. | 1 | ");
        let expected: Vec<String> =
            [(3, 4), (6, 12)].iter().flat_map(|&(page, to)| (1..=to).map(move |number| line(page, number))).collect();
        assert_eq!(notes(&audit(&pdf(pages))), expected, "{items}");
    }
}

/// What small type under the callouts answers is not called from afar.
#[test]
fn a_list_on_a_later_page_is_not_what_calls_notes_at_the_foot() {
    let foot = (1..=3).fold(calling(&["1", "2", "3"]).rule(MARGIN, 690.0, 144.0), |page, number| {
        page.text(MARGIN, 690.0 + 14.0 * number as f32, 9.0, &format!("{number} Herald, {number} May 2021."))
    });
    let list = (1..=3).fold(filled(Paper::default(), 80.0, 10), |page, number| {
        page.text(MARGIN, 300.0 + 16.0 * number as f32, 11.0, &format!("{number}. The council shall dredge again."))
    });
    let expected = ["1", "2", "3"].map(|number| format!("{number} p1 Herald, {number} May 2021. | 1 | "));
    assert_eq!(notes(&audit(&pdf(vec![foot, list]))), expected);
}

/// Numbers that lead to figures call no lines of a listing that are numbered.
#[test]
fn what_leads_to_a_figure_calls_no_note() {
    let numbers = ["1", "2", "3", "4"];
    let text = numbers.iter().enumerate().fold(filled(Paper::default(), 80.0, 30), |page, (line, number)| {
        let (x, y) = (end(FILLER, 11.0) + 8.0, 80.0 + 16.0 * line as f32);
        page.text(x, y, 11.0, &format!("({number})")).leads(x, y, 20.0, 1, 100.0)
    });
    let figures = filled(Paper::default(), 300.0, 20);
    let listing = numbers.iter().enumerate().fold(filled(Paper::default(), 80.0, 10), |page, (line, number)| {
        page.text(MARGIN, 300.0 + 14.0 * line as f32, 9.0, &format!("{number}. label={{spade}},"))
    });
    let pages = vec![text, figures, filled(Paper::default(), 80.0, 40), listing];
    assert_eq!(notes(&audit(&pdf(pages))), Vec::<String>::new());
}

/// A file of many pages whose table of objects has one wrong place, and does not have the later revision of each page.
/// Once the table is made anew, all pages are of that revision, whichever of them were read by then.
#[test]
fn a_file_that_is_mended_reads_alike_on_all_pages() {
    const PAGES: usize = 64;
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = vec![0; 10 + 2 * PAGES];
    let mut object = |file: &mut Vec<u8>, number: usize, body: &str, listed: bool| {
        if let Some(place) = places.get_mut(number).filter(|_| listed) {
            *place = file.len();
        }
        file.extend(format!("{number} 0 obj\n{body}\nendobj\n").into_bytes());
    };
    let content = |page: usize, revision: &str| {
        let text = format!("BT /F1 11 Tf 50 700 Td (What the {revision} revision says of page {page}.) Tj ET");
        format!("<</Length {}>>stream\n{text}\nendstream", text.len())
    };
    object(&mut file, 1, "<</Type/Catalog/Pages 2 0 R>>", true);
    let kids: Vec<String> = (0..PAGES).map(|page| format!("{} 0 R", 10 + 2 * page)).collect();
    object(&mut file, 2, &format!("<</Type/Pages/Count {PAGES}/Kids[{}]>>", kids.join(" ")), true);
    object(&mut file, 3, "<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>", true);
    for page in 0..PAGES {
        let number = 10 + 2 * page;
        let resources = format!("/Resources<</Font<</F1 3 0 R>>>>/Contents {} 0 R", number + 1);
        object(&mut file, number, &format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{resources}>>"), true);
        object(&mut file, number + 1, &content(page, "first"), true);
    }
    for page in 0..PAGES {
        object(&mut file, 11 + 2 * page, &content(page, "second"), false);
    }
    places[11 + PAGES] += 7;
    let start = file.len();
    let mut table = format!("xref\n0 {}\n", places.len());
    for place in &places {
        let kind = if *place == 0 { "65535 f" } else { "00000 n" };
        writeln!(table, "{place:010} {kind} ").unwrap();
    }
    write!(table, "trailer<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n", places.len()).unwrap();
    file.extend(table.into_bytes());
    let text = document(&file).unwrap().text;
    assert_eq!((text.matches("second revision").count(), text.matches("first revision").count()), (PAGES, 0));
}
