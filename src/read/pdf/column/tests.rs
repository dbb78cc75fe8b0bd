use super::*;
use crate::read::pdf::cluster::kind;

/// Two columns of 222 points with 38 between them.
const COLUMNS: Gutter = Gutter { x0: 272.0, x1: 310.0, widths: (222.0, 222.0) };

/// What stands on the left and on the right of each line.
type Sides<'a> = &'a [(&'a str, &'a str)];

/// The letters of texts that begin at these places, each 5 points wide.
fn line(texts: &[(f32, &str)]) -> Vec<Cluster> {
    let letter = |x0: f32, letter: char| Cluster {
        text: 0..0,
        kind: kind(letter.encode_utf8(&mut [0; 4])),
        x0,
        x1: x0 + 5.0,
        y: 80.0,
        size: 8.0,
        run: 0,
        link: None,
        marked: None,
        artifact: false,
        raised: false,
    };
    let letters = |(x, text): &(f32, &str)| {
        let x = *x;
        text.chars().zip(0_u16..).map(move |(one, at)| letter(x + 5.0 * f32::from(at), one)).collect::<Vec<_>>()
    };
    texts.iter().flat_map(letters).collect()
}

#[test]
fn short_columns_are_filled_and_the_cells_of_rows_are_not() {
    let full = "7. The Harbour Herald, 7 May 2021, page 2,";
    let (rest, link) = ("of the second edition.", "https://herald.example/2021/05/07/of-a-day");
    let next = "8. The Harbour Herald, 8 May 2021, page 2,";
    let arabic = "،2 ص ،2021 ويام 7 ،ةرهاقلا ،أفرملا ةفيحص .7";
    let cases: [(&str, Sides<'_>, bool, bool); 10] = [
        ("a note in each", &[(full, next), (rest, rest)], false, true),
        ("a word goes over", &[(full, "edition."), (rest, "")], false, true),
        (
            "links fill every other line of many",
            &[(full, next), ("Link", "Link"), (full, next), ("Link", "Link"), (full, next), ("Link", "Link")],
            false,
            true,
        ),
        ("from right to left", &[("طبارلا", arabic)], true, true),
        ("the right is read first and is not filled", &[(arabic, "طبارلا")], true, false),
        ("nothing goes over", &[(full, ""), (rest, "")], false, false),
        ("nothing goes before", &[("", next), ("", rest)], false, false),
        ("cells", &[("1. Eastern quay", "12 ships"), ("2. Western quay", "15 ships")], false, false),
        ("links beside the numbers", &[(full, link), (rest, ""), (next, link)], false, false),
        (
            "links beside the end of what fills a line",
            &[(full, link), (rest, link), (next, ""), (rest, "")],
            false,
            true,
        ),
    ];
    for (name, lines, rtl, expected) in cases {
        let lines: Vec<Vec<Cluster>> =
            lines.iter().map(|(left, right)| line(&[(50.0, left), (312.0, right)])).collect();
        let lines: Vec<&[Cluster]> = lines.iter().map(Vec::as_slice).collect();
        assert!(lines.iter().all(|line| COLUMNS.is_left_free(line)), "{name}");
        assert_eq!(COLUMNS.parts(&lines, rtl), expected, "{name}");
    }
}

#[test]
fn many_lines_that_fill_one_side_alone_are_rows() {
    let row = line(&[(50.0, "The survey of the eastern quay of May, of"), (312.0, "12 ships")]);
    let lines = |count: usize| vec![row.as_slice(); count];
    assert_eq!([FEWEST - 1, FEWEST].map(|count| COLUMNS.parts(&lines(count), false)), [true, false]);
}
