//! What a reader makes of a file.

use std::ops::Range;
use std::sync::Arc;

use super::{Decision, Directive, Message, NoteKind, Place, Rect, StatedWork};

/// A document as read: its text in logical order, and what its format says of pages, links and notes.
///
/// Every `Range<usize>` is a byte range of [`Document::text`] on character boundaries.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The path as given, with `/`.
    pub path: String,
    /// The SHA-256 of the file's bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// The reader's name, such as `markdown`.
    pub format: &'static str,
    /// The languages the text is written in, most used first (ISO 639-1).
    pub languages: Vec<&'static str>,
    /// The direction of most of the text.
    pub direction: Direction,
    /// The whole text in logical order, as a reader would see it: escapes undone, markup gone.
    pub text: String,
    /// Where stretches of the text stand in the file, ascending by `start`.
    pub anchors: Vec<Anchor>,
    /// The names of a container's parts, which anchors point to.
    pub parts: Vec<Arc<str>>,
    /// The files beside it that it draws in, by their paths from its folder, with `/`.
    pub drawn: Vec<String>,
    /// The pages, ascending; empty where the format has none.
    pub pages: Vec<Range<usize>>,
    /// Where words stand on their pages, ascending by `range`; empty where the format has no such places.
    pub boxes: Vec<TextBox>,
    /// The links that cover text.
    pub links: Vec<Hyperlink>,
    /// URLs listed apart from the text they belong to, in the order listed.
    pub listed: Vec<ListedUrl>,
    /// The notes, where the format declares them; `None` where they are merely printed. Parsing empties the list.
    pub notes: Option<Vec<DeclaredNote>>,
    /// Whether the declared notes were worked out from what the pages look like, so that their structure is not certain.
    pub inferred: bool,
    /// Works whose fields the format states, ascending by range; two ranges are the same or apart.
    pub works: Vec<StatedWork>,
    /// Places where a declared note is called that is not there: the label and its range.
    pub undefined: Vec<(String, Range<usize>)>,
    /// Stretches that are not prose and hold no citations: code, headings of the file itself.
    pub verbatim: Vec<Range<usize>>,
    /// What editors decided about the comments that isnad left in the document.
    pub decisions: Vec<Decision>,
    /// What comments in the document say to isnad, in the order in which they stand.
    pub directives: Vec<Directive>,
    /// What could not be read.
    pub defects: Vec<Defect>,
}

/// The direction in which most of a document's text runs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

/// Says where the text from `start` on stands in the file; within it each character is one column on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Anchor {
    /// The byte of the text that this speaks of.
    pub start: usize,
    /// Its line, 0 where the format has none.
    pub line: u32,
    /// Its column, 0 where the format has none.
    pub column: u32,
    /// Its page, 0 where the format has none or [`Document::pages`] tells it.
    pub page: u32,
    /// Its paragraph, 0 where the format has none.
    pub paragraph: u32,
    /// The index of its part in [`Document::parts`] plus one, 0 where the format has none.
    pub part: u32,
    /// Its element, as [`Place::element`] counts them, 0 where the format has none.
    pub element: u32,
}

/// Where a stretch of text on one line stands on its page.
#[derive(Debug, Clone, PartialEq)]
pub struct TextBox {
    /// The text.
    pub range: Range<usize>,
    /// The number of the page, from 1.
    pub page: u32,
    /// The rectangle it covers there.
    pub rect: Rect,
}

/// A link that covers text.
#[derive(Debug, Clone, PartialEq)]
pub struct Hyperlink {
    /// The text it covers.
    pub range: Range<usize>,
    /// Where it leads, as written.
    pub url: String,
    /// Where it stands.
    pub place: Place,
}

/// A URL listed apart from the text it belongs to.
#[derive(Debug, Clone, PartialEq)]
pub struct ListedUrl {
    /// The URL as written.
    pub url: String,
    /// Where the listing is in the text.
    pub range: Range<usize>,
    /// The index of its page in [`Document::pages`].
    pub page: usize,
    /// The number it is listed under, in lists such as `[1]: https://…`.
    pub number: Option<String>,
}

/// A note that the format declares.
#[derive(Debug, Clone, PartialEq)]
pub struct DeclaredNote {
    /// The marker as printed, or the label in Markdown.
    pub marker: String,
    /// The number a reader sees, in ASCII digits.
    pub number: String,
    /// Footnote, endnote or reference.
    pub kind: NoteKind,
    /// The sequence its number counts in: notes of another kind, chapter or page that count anew have another.
    pub sequence: u32,
    /// Its text, in reading order; several ranges where it goes on elsewhere, as on the next page.
    pub body: Vec<Range<usize>>,
    /// Where it is called.
    pub callouts: Vec<Range<usize>>,
}

/// A part that could not be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Defect {
    /// Where.
    pub place: Place,
    /// What is the matter.
    pub message: Message,
}

impl Document {
    /// The place of a byte range of the text.
    ///
    /// Its rectangles are those of the page it begins on, one for each line.
    pub fn place(&self, range: &Range<usize>) -> Place {
        let mut place = self.place_at(range.start).until(&self.place_at(range.end));
        place.rects = self.rects(range);
        place
    }

    fn rects(&self, range: &Range<usize>) -> Box<[Rect]> {
        let first = self.boxes.partition_point(|word| word.range.end <= range.start);
        let within = self.boxes.get(first..).unwrap_or_default();
        let page = within.first().map(|word| word.page);
        let words = within.iter().take_while(|word| word.range.start < range.end && Some(word.page) == page);
        let mut rects: Vec<Rect> = Vec::new();
        for word in words {
            match rects.last_mut().filter(|line| line.shares_line_with(&word.rect)) {
                Some(line) => *line = line.union(&word.rect),
                None => rects.push(word.rect),
            }
        }
        rects.into()
    }

    /// The index of the page that holds this byte of the text.
    pub fn page_at(&self, offset: usize) -> Option<usize> {
        let after = self.pages.partition_point(|page| page.start <= offset);
        after.checked_sub(1)
    }

    /// The text of a byte range; empty where the range is not one of the text.
    pub fn slice(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    fn place_at(&self, offset: usize) -> Place {
        let page = self.page_at(offset).map(|index| index as u32 + 1);
        let after = self.anchors.partition_point(|anchor| anchor.start <= offset);
        let Some(anchor) = after.checked_sub(1).and_then(|index| self.anchors.get(index)) else {
            return Place { page, ..Place::default() };
        };
        let some = |number: u32| (number > 0).then_some(number);
        let page = page.or(some(anchor.page));
        let (mut line, mut column) = (anchor.line, anchor.column);
        if line > 0 {
            for character in self.text.get(anchor.start..offset).unwrap_or_default().chars() {
                if character == '\n' {
                    (line, column) = (line + 1, 1);
                } else {
                    column += 1;
                }
            }
        }
        Place {
            page,
            line: some(line),
            column: some(column),
            paragraph: some(anchor.paragraph),
            part: (anchor.part as usize).checked_sub(1).and_then(|index| self.parts.get(index)).cloned(),
            element: some(anchor.element),
            ..Place::default()
        }
    }
}
