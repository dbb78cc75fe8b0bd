//! Plain text, and what PDF-to-text tools make of a document: each page's text, then the URLs of its links.

use std::ops::Range;

use super::{Given, ReadError, Reader, defect};
use crate::formats::charset;
use crate::model::{Anchor, Document, ListedUrl};
use crate::text::{digits, label};

/// The text reader.
pub static READER: Reader = Reader {
    name: "text",
    extensions: &["txt", "text"],
    about: "numbered blocks at the foot of a page or the end, `[n]` lists, lists of links; a form feed or a trailing block of URLs ends a page",
    sniff: |_| false,
    read,
};

/// A long line gets an anchor every so many bytes, so that finding a column never walks further.
const ANCHOR_EVERY: usize = 4096;

#[expect(clippy::unnecessary_wraps, reason = "the signature is that of every reader")]
fn read(given: &Given<'_>) -> Result<Document, ReadError> {
    let decoded = charset::decode(given.bytes, utf16_without_mark(given.bytes));
    let text = decoded.text;
    let mut defects = Vec::new();
    if decoded.lossy {
        defects.push(defect::replaced(decoded.encoding));
    }
    let lines = lines(&text);
    let anchors = anchors(&text, &lines);
    let blocks = url_blocks(&text, &lines);
    let pages = pages(&text, &lines, &blocks);
    let mut document = Document { text, anchors, pages, defects, ..Document::default() };
    document.listed = listed(&document, &lines, &blocks);
    document.verbatim = outline(&document.text, &lines);
    Ok(document)
}

/// UTF-16 without a byte order mark: every other byte is the zero of ASCII or the 06 of Arabic.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static str> {
    let sample = bytes.get(..bytes.len().min(4096))?;
    let high = |parity: usize| {
        let every_other = sample.iter().skip(parity).step_by(2);
        let hits = every_other.clone().filter(|&&byte| byte == 0 || byte == 6).count();
        sample.contains(&0) && hits * 10 >= every_other.count() * 9
    };
    match (sample.len() >= 4, high(0), high(1)) {
        (true, true, false) => Some("utf-16be"),
        (true, false, true) => Some("utf-16le"),
        _ => None,
    }
}

/// The lines of a text as byte ranges without their line ends.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for (end, _) in text.match_indices('\n') {
        let trimmed = text.get(start..end).map_or(0, |line| line.trim_end_matches('\r').len());
        lines.push(start..start + trimmed);
        start = end + 1;
    }
    if start < text.len() {
        lines.push(start..text.len());
    }
    lines
}

fn anchors(text: &str, lines: &[Range<usize>]) -> Vec<Anchor> {
    let mut anchors = Vec::with_capacity(lines.len());
    for (index, line) in lines.iter().enumerate() {
        let number = index as u32 + 1;
        anchors.push(Anchor { start: line.start, line: number, column: 1, ..Anchor::default() });
        if line.len() <= ANCHOR_EVERY {
            continue;
        }
        let mut next = line.start + ANCHOR_EVERY;
        let characters = text.get(line.clone()).unwrap_or_default().char_indices();
        for (column, (offset, _)) in characters.enumerate() {
            if line.start + offset >= next {
                let start = line.start + offset;
                anchors.push(Anchor { start, line: number, column: column as u32 + 1, ..Anchor::default() });
                next = start + ANCHOR_EVERY;
            }
        }
    }
    anchors
}

fn content<'a>(text: &'a str, line: &Range<usize>) -> &'a str {
    text.get(line.clone()).unwrap_or_default().trim()
}

/// Whether a line is one URL and nothing else; one that ends like a sentence or a wrapped line is part of a text.
fn is_url_line(line: &str) -> bool {
    let scheme = line.get(..8).map(str::to_ascii_lowercase);
    scheme.is_some_and(|start| start.starts_with("http://") || start == "https://")
        && !line.contains(char::is_whitespace)
        && !line.ends_with(['.', ',', ';', '-'])
}

/// A line of a numbered list of links, such as `[3]: https://…` or `3. https://…`: its number and the URL's range.
fn numbered_url(text: &str, line: &Range<usize>) -> Option<(String, Range<usize>)> {
    let whole = content(text, line);
    let (number, rest) = if let Some(rest) = whole.strip_prefix('[') {
        rest.split_once(']').map(|(number, rest)| (number, rest.trim_start_matches(':')))?
    } else {
        whole.split_once('.')?
    };
    let url = rest.trim();
    let digits = (1..=4).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    let end = line.start + text.get(line.clone())?.trim_end().len();
    (digits && rest.starts_with(' ') && is_url_line(url)).then(|| (number.to_owned(), end - url.len()..end))
}

/// Runs of URL lines that stand apart from the text before them, as ranges of line indices.
fn url_blocks(text: &str, lines: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut blocks = Vec::new();
    let mut index = 0;
    while let Some(line) = lines.get(index) {
        if !is_url_line(content(text, line)) {
            index += 1;
            continue;
        }
        let rest = lines.get(index..).unwrap_or_default();
        let end = index + rest.iter().take_while(|line| is_url_line(content(text, line))).count();
        let apart = match index.checked_sub(1).and_then(|before| lines.get(before)) {
            None => true,
            Some(before) => content(text, before).is_empty(),
        };
        if apart {
            blocks.push(index..end);
        }
        index = end;
    }
    blocks
}

/// Pages: ended by a form feed; else by a block of URLs, which text follows at once or after two blank lines; else by
/// page numbers that stand alone before two blank lines. Where two blank lines follow nearly every block, they end a
/// page without URLs too.
///
/// A block that one blank line follows is a paragraph, unless labels stand before it whose links it can only be, or most
/// blocks of the file end a page.
fn pages(text: &str, lines: &[Range<usize>], blocks: &[Range<usize>]) -> Vec<Range<usize>> {
    let feeds: Vec<usize> = text.match_indices('\u{c}').map(|(at, _)| at + 1).collect();
    if !feeds.is_empty() {
        return cut(text, feeds);
    }
    let outline = outline(text, lines).first().map_or(text.len(), |outline| outline.start);
    // How many blank lines stand before the next line of text; none at the end.
    let blanks = |index: usize| {
        let rest = lines.get(index..).unwrap_or_default();
        let next = rest.iter().position(|line| !content(text, line).is_empty())?;
        rest.get(next).is_some_and(|line| line.start < outline).then_some(next)
    };
    let line_start = |index: usize| lines.get(index).map_or(text.len(), |line| line.start);
    let labelled = labelled(text, lines, blocks);
    let ends_page = |(block, labelled): &(&Range<usize>, bool)| *labelled || blanks(block.end) != Some(1);
    let ending = blocks.iter().zip(labelled).filter(ends_page).count();
    let mut ends: Vec<usize> = Vec::new();
    let mut spaced = false;
    if ending == 0 {
        let numbers = page_numbers(text, lines);
        ends.extend(numbers.into_iter().map(|line| line_start(line + 1)));
    } else if ending * 5 >= blocks.len() * 3 {
        ends.extend(blocks.iter().map(|block| line_start(block.end)));
        let two = blocks.iter().filter(|block| blanks(block.end).is_none_or(|blanks| blanks >= 2)).count();
        spaced = two * 5 >= blocks.len() * 4;
    }
    if spaced {
        let blank = |index: usize| lines.get(index).is_some_and(|line| content(text, line).is_empty());
        let after_two = (2..lines.len()).filter(|&index| !blank(index) && blank(index - 1) && blank(index - 2));
        ends.extend(after_two.map(line_start));
        ends.sort_unstable();
    }
    if ends.is_empty() { Vec::new() } else { cut(text, ends) }
}

/// For each block, whether one of the lines before it, down from the block before, holds a link label without its URL.
fn labelled(text: &str, lines: &[Range<usize>], blocks: &[Range<usize>]) -> Vec<bool> {
    let mut above = 0;
    let stands_alone = |line: &str| {
        let carries = |found: &label::LabelFound| found.kind == label::LabelKind::Link;
        line.len() <= LONGEST_LABELLED && !line.contains("://") && label::find(line).iter().any(carries)
    };
    blocks
        .iter()
        .map(|block| {
            let own = lines.get(above..block.start).unwrap_or_default();
            above = block.end;
            own.iter().any(|line| stands_alone(content(text, line)))
        })
        .collect()
}

/// Longer lines, in bytes, are no lines of printed notes.
const LONGEST_LABELLED: usize = 2048;

fn cut(text: &str, ends: Vec<usize>) -> Vec<Range<usize>> {
    let mut pages: Vec<Range<usize>> = Vec::new();
    // Blank stretches go to the page after them.
    let (mut start, mut before) = (0, 0);
    for end in ends.into_iter().chain([text.len()]) {
        if text.get(before..end).is_some_and(|page| !page.trim().is_empty()) {
            pages.push(start..end);
            start = end;
        }
        before = end;
    }
    pages
}

/// The lines of page numbers: digits alone before two blank lines, if at least three count up by one and no more than
/// a third of all such lines do not.
fn page_numbers(text: &str, lines: &[Range<usize>]) -> Vec<usize> {
    let blank = |index: usize| lines.get(index).is_none_or(|line| content(text, line).is_empty());
    let numbered: Vec<(usize, u32)> = (0..lines.len())
        .filter(|&index| blank(index + 1) && blank(index + 2))
        .filter_map(|index| {
            let line = content(text, lines.get(index)?);
            let alone = line.chars().count() <= 4 && line.chars().all(digits::is_digit);
            alone.then(|| digits::number(line)).flatten().map(|number| (index, number))
        })
        .collect();
    let (mut kept, mut last): (Vec<usize>, Option<u32>) = (Vec::new(), None);
    for &(index, number) in &numbered {
        if last.is_none_or(|last| number == last + 1) {
            kept.push(index);
            last = Some(number);
        }
    }
    if kept.len() >= 3 && kept.len() * 3 >= numbered.len() * 2 { kept } else { Vec::new() }
}

fn listed(document: &Document, lines: &[Range<usize>], blocks: &[Range<usize>]) -> Vec<ListedUrl> {
    let text = document.text.as_str();
    let page = |start: usize| document.page_at(start).unwrap_or_default();
    let mut listed: Vec<ListedUrl> = Vec::new();
    for line in blocks.iter().flat_map(|block| lines.get(block.clone()).unwrap_or_default()) {
        let url = content(text, line);
        let start = line.start + text.get(line.clone()).map_or(0, |raw| raw.len() - raw.trim_start().len());
        listed.push(ListedUrl {
            url: url.to_owned(),
            range: start..start + url.len(),
            page: page(start),
            number: None,
        });
    }
    for line in lines {
        if let Some((number, range)) = numbered_url(text, line) {
            let url = text.get(range.clone()).unwrap_or_default().to_owned();
            listed.push(ListedUrl { url, page: page(range.start), range, number: Some(number) });
        }
    }
    listed.sort_by_key(|entry| entry.range.start);
    listed
}

/// The outline that some tools print after the last page: lines indented by a tab, to the end of the file.
fn outline(text: &str, lines: &[Range<usize>]) -> Vec<Range<usize>> {
    let belongs = |line: &&Range<usize>| {
        let raw = text.get((*line).clone()).unwrap_or_default();
        raw.starts_with('\t') || raw.trim().is_empty()
    };
    let start = lines.iter().rev().take_while(belongs).filter(|line| !content(text, line).is_empty()).last();
    start.map(|line| line.start..text.len()).into_iter().collect()
}
