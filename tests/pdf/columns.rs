//! Columns with little between them, what stands out of them, and the links over both.

use super::{FILLER, audit, filled, notes};
use crate::support::paper::{MARGIN, Paper, end, pdf};

/// Where the right column begins; the left one ends ten points before.
const RIGHT: f32 = MARGIN + 216.0 + 10.0;

/// Forty letters of 9 points, which fill a column.
const LINE: &str = "The harbour of the town was dredged when";

/// Lines of text in one column, on the grid that both share or some points off it.
fn column(page: Paper, x: f32, y: f32, lines: usize) -> Paper {
    (0..lines).fold(page, |page, line| page.text(x, y + 14.0 * line as f32, 9.0, LINE))
}

/// Entries of a list from a number on, two lines each, the second of which is short and links.
fn entries(page: Paper, x: f32, y: f32, numbers: std::ops::RangeInclusive<usize>) -> Paper {
    let first = *numbers.start();
    numbers.fold(page, |page, number| {
        let y = y + 28.0 * (number - first) as f32;
        page.text(x, y, 9.0, &format!("[{number}]"))
            .text(x + 30.0, y, 9.0, &format!("Herald of the Harbour, {number} May 20"))
            .text(x + 30.0, y + 14.0, 9.0, "21, Link")
            .link(x + 51.6, y + 14.0, 21.6, &format!("https://herald.example/{number}"))
    })
}

/// A URL that cannot be broken runs over the gutter and over the note beside it; each note has its own link.
#[test]
fn a_url_that_stands_out_of_its_column_is_read_in_it() {
    let long = "https://harbour.example/the-dredging-of-the-harbour";
    let call = |page: Paper, x: f32, y: f32, number: &str| page.text(x, y - 4.0, 5.0, number);
    let note = |page: Paper, x: f32, y: f32, number: &str, text: &str| {
        page.text(x, y - 3.0, 5.0, number).text(x + 6.0, y, 7.0, text)
    };
    for (name, off) in [("on the lines beside it", 0.0), ("between the lines beside it", 3.0)] {
        let left = call(column(Paper::default(), MARGIN, 80.0, 30), MARGIN + 216.0, 108.0, "1");
        let left = note(left, MARGIN, 520.0, "1", "Harbour Herald, 5 May 2021, page 12, seen at")
            .text(MARGIN, 530.0, 7.0, long)
            .link(MARGIN, 530.0, 4.2 * long.len() as f32, long)
            .text(MARGIN, 540.0, 7.0, "on the day after.");
        let right = call(column(left, RIGHT, 80.0 + off, 30), RIGHT + 216.0, 122.0 + off, "2");
        let page = note(right, RIGHT, 520.0 + off, "2", "Office of Waters, 6 May 2021, in a book and")
            .text(RIGHT, 530.0 + off, 7.0, "https://w.example/6 of that year, where others")
            .link(RIGHT, 530.0 + off, 80.0, "https://w.example/6")
            .text(RIGHT, 540.0 + off, 7.0, "may be found too.");
        let expected = [
            format!("1 p1 Harbour Herald, 5 May 2021, page 12, seen at {long} on the day after. | 1 | {long}"),
            "2 p1 Office of Waters, 6 May 2021, in a book and https://w.example/6 of that year, where others may be \
             found too. | 1 | https://w.example/6"
                .to_owned(),
        ];
        assert_eq!(notes(&audit(&pdf(vec![page]))), expected, "{name}");
    }
}

/// A URL in the midst of a list runs over the gutter and over the work beside it: the list is read down each column all the
/// same.
#[test]
fn a_list_is_read_past_a_url_that_stands_out_of_its_column() {
    let long = "https://harbour.example/the-dredging-of-the-harbour";
    let text = (1..=12).fold(filled(Paper::default(), 80.0, 30), |page, number| {
        page.text(end(FILLER, 11.0), 76.0 + 16.0 * number as f32, 7.0, &number.to_string())
    });
    let work = |page: Paper, x: f32, number: usize| {
        let y = 80.0 + 42.0 * ((number - 1) % 6) as f32;
        let page = page.text(x, y, 9.0, &format!("[{number}] Herald of the Harbour of the Town,")).text(
            x,
            y + 14.0,
            9.0,
            "in the volume of the year, at",
        );
        match number {
            3 => page.text(x, y + 28.0, 9.0, long).link(x, y + 28.0, 5.4 * long.len() as f32, long),
            _ => page.text(x, y + 28.0, 9.0, "https://h.example/").link(x, y + 28.0, 97.2, "https://h.example/"),
        }
    };
    let left = (1..=6).fold(Paper::default(), |page, number| work(page, MARGIN, number));
    let list = (7..=12).fold(left, |page, number| work(page, RIGHT, number));
    let expected: Vec<String> = (1..=12)
        .map(|number| {
            let url = if number == 3 { long } else { "https://h.example/" };
            format!("{number} p2 Herald of the Harbour of the Town, in the volume of the year, at {url} | 1 | {url}")
        })
        .collect();
    assert_eq!(notes(&audit(&pdf(vec![text, list]))), expected);
}

/// The labels of a list hang as far from its text as the columns are from one another, and the page number stands in the
/// gutter; what tells the columns is that one is painted after the other.
#[test]
fn a_list_in_columns_is_read_down_each() {
    let text = (1..=12).fold(filled(Paper::default(), 80.0, 30), |page, number| {
        page.text(end(FILLER, 11.0), 76.0 + 16.0 * number as f32, 7.0, &number.to_string())
    });
    let list = entries(entries(Paper::default(), MARGIN, 80.0, 1..=6), RIGHT, 80.0, 7..=12);
    let list = list.text(MARGIN + 218.0, 800.0, 9.0, "2");
    let line = |number| {
        format!("{number} p2 Herald of the Harbour, {number} May 20 21, Link | 1 | https://herald.example/{number}")
    };
    let expected: Vec<String> = (1..=12).map(line).collect();
    assert_eq!(notes(&audit(&pdf(vec![text, list]))), expected);
}

/// A line above a note begins with its number, in a date: the link of the callout leads to the note.
#[test]
fn a_link_leads_to_the_line_that_is_labelled_as_others_are() {
    let lead = |page: Paper, number: usize| {
        let (x, y) = (end(FILLER, 11.0), 76.0 + 16.0 * number as f32);
        page.text(x, y, 7.0, &number.to_string()).leads(x, y, 4.2, 0, 676.0 + 24.0 * number as f32)
    };
    let text = (1..=4).fold(filled(Paper::default(), 80.0, 30), lead);
    let page =
        (1..=4).fold(text, |page, number| {
            let y = 680.0 + 24.0 * number as f32;
            page.text(MARGIN, y - 3.0, 6.0, &number.to_string())
                .text(MARGIN + 6.0, y, 9.0, "Harbour Herald, of the")
                .text(MARGIN, y + 12.0, 9.0, &format!("{} May 2021.", number + 1))
        });
    let expected: Vec<String> =
        (1..=4).map(|number| format!("{number} p1 Harbour Herald, of the {} May 2021. | 1 | ", number + 1)).collect();
    assert_eq!(notes(&audit(&pdf(vec![page]))), expected);
}

/// Notes at the foot and works in a list have the same numbers; the links of both say which is called.
#[test]
fn notes_and_works_of_one_number_are_told_by_their_links() {
    let foot = |number: usize| 700.0 + 14.0 * number as f32;
    let work = |number: usize| 100.0 + 14.0 * number as f32;
    let text = (1..=4).fold(filled(Paper::default(), 80.0, 30), |page, number| {
        let (x, y) = (end(FILLER, 11.0), 76.0 + 48.0 * number as f32);
        let page = page.text(x, y, 7.0, &number.to_string()).leads(x, y, 4.2, 0, foot(number) - 4.0);
        page.text(x, y + 20.0, 11.0, &format!("[{number}]")).leads(x + 6.6, y + 20.0, 6.6, 1, work(number) - 4.0)
    });
    let text = (1..=4).fold(text.rule(MARGIN, 700.0, 144.0), |page, number| {
        page.text(MARGIN, foot(number) - 3.0, 6.0, &number.to_string()).text(
            MARGIN + 6.0,
            foot(number),
            9.0,
            &format!("Interview with pilot {number}."),
        )
    });
    let list = (1..=4).fold(Paper::default().text(MARGIN, 80.0, 14.0, "Works"), |page, number| {
        page.text(MARGIN, work(number), 11.0, &format!("[{number}] Herald of the Harbour, volume {number}."))
    });
    let notes = notes(&audit(&pdf(vec![text, list])));
    let expected = (1..=4).map(|number| format!("{number} p1 Interview with pilot {number}. | 1 | "));
    let works = (1..=4).map(|number| format!("{number} p2 Herald of the Harbour, volume {number}. | 1 | "));
    assert_eq!(notes, expected.chain(works).collect::<Vec<_>>());
}

/// The place that a link leads to may be at the edge of the page, and lines of the other column as near: they hide no
/// note of its own.
#[test]
fn a_link_leads_into_either_column() {
    let note = |number: usize| 560.0 + 9.0 * ((number - 1) % 4) as f32;
    // Two and two stand side by side, so that their links alone tell them from one number.
    let call = |page: Paper, number: usize| {
        let x = if number > 4 { RIGHT } else { MARGIN } + 189.0 + 3.6 * ((number - 1) % 2) as f32;
        let y = 90.0 + 28.0 * ((number - 1) % 4 / 2) as f32;
        page.text(x, y, 6.0, &number.to_string()).leads(x, y, 3.6, 0, note(number))
    };
    let short = |page: Paper, x: f32| {
        let page = column(page, x, 136.0, 26);
        let ends = [80.0, 94.0, 108.0, 122.0].map(|y| (y, LINE.trim_end_matches(" when")));
        ends.into_iter().fold(page, |page, (y, line)| page.text(x, y, 9.0, line))
    };
    let write = |page: Paper, x: f32, number: usize| {
        page.text(x, note(number), 8.0, &format!("{number} Harbour Herald, in May of 2021."))
    };
    let left = (1..=4).fold(short(Paper::default(), MARGIN), call);
    let left = (1..=4).fold(left, |page, number| write(page, MARGIN, number));
    let right = (5..=8).fold(short(left, RIGHT), call);
    let page = (5..=8).fold(right, |page, number| write(page, RIGHT, number));
    let expected: Vec<String> =
        (1..=8).map(|number| format!("{number} p1 Harbour Herald, in May of 2021. | 1 | ")).collect();
    assert_eq!(notes(&audit(&pdf(vec![page]))), expected);
}

/// A line across both columns, painted in two parts that meet beside the gutter, stands over the list: no column reaches up
/// to it, and the list is read down each.
#[test]
fn a_line_across_is_no_part_of_the_columns_under_it() {
    let call = |page: Paper, number: usize| {
        page.text(end(FILLER, 11.0), 76.0 + 16.0 * number as f32, 7.0, &number.to_string())
    };
    let text = (1..=14).fold(filled(Paper::default(), 80.0, 30), call);
    // The left part ends a little beyond the gutter, where the right one goes on.
    let (across, rest) = ("The pilots of the harbour, who were asked i", "n the spring, said so in all.");
    let page = filled(text, 560.0, 2).text(MARGIN, 604.0, 9.0, across).text(MARGIN, 625.0, 12.0, "Works");
    let page = entries(entries(page, MARGIN, 640.0, 1..=4), RIGHT, 640.0, 5..=8);
    let page = page.text(end(across, 9.0) + 4.0, 604.0, 9.0, rest);
    let list = entries(entries(Paper::default(), MARGIN, 80.0, 9..=11), RIGHT, 80.0, 12..=14);
    let line = |number| {
        let page = if number > 8 { 2 } else { 1 };
        format!(
            "{number} p{page} Herald of the Harbour, {number} May 20 21, Link | 1 | https://herald.example/{number}"
        )
    };
    let expected: Vec<String> = (1..=14).map(line).collect();
    assert_eq!(notes(&audit(&pdf(vec![page, list]))), expected);
}

/// A magazine has three columns: text in the first, and in the second over the notes, which go on in the third.
#[test]
fn three_columns_are_read_one_after_another() {
    let line = "The harbour was dredged when";
    let column = |at: usize| MARGIN + 166.0 * at as f32;
    let text = |page: Paper, at: usize, lines: usize| {
        (0..lines).fold(page, |page, line_at| page.text(column(at), 80.0 + 14.0 * line_at as f32, 9.0, line))
    };
    let call = |page: Paper, number: usize| {
        page.text(column(0) + 151.2, 76.0 + 14.0 * number as f32, 6.0, &number.to_string())
    };
    // The notes stand off the grid of the text.
    let note = |page: Paper, (at, y): (usize, f32), number: usize| {
        let page = page.text(column(at), y, 8.0, &format!("{number}. Harbour Herald, {number} May of"));
        page.text(column(at), y + 11.0, 8.0, "2021, Link.").link(
            column(at) + 28.8,
            y + 11.0,
            19.2,
            "https://h.example/",
        )
    };
    let first = (1..=14).fold(text(Paper::default(), 0, 40), call);
    let second = (1..=6).fold(text(first, 1, 26), |page, number| note(page, (1, 433.0 + 22.0 * number as f32), number));
    let page = (7..=14).fold(second, |page, number| note(page, (2, 83.0 + 22.0 * (number - 7) as f32), number));
    let expected: Vec<String> = (1..=14)
        .map(|number| format!("{number} p1 Harbour Herald, {number} May of 2021, Link. | 1 | https://h.example/"))
        .collect();
    assert_eq!(notes(&audit(&pdf(vec![page]))), expected);
}
