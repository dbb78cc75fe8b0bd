//! Where something stands in a file.

use std::sync::Arc;

/// A place in a document; every part is absent where the format has none.
///
/// All numbers are 1-based. Columns count Unicode scalar values, and the end of a range is exclusive.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Place {
    /// The page, for paged formats.
    pub page: Option<u32>,
    /// The first line.
    pub line: Option<u32>,
    /// The first column, in Unicode scalar values.
    pub column: Option<u32>,
    /// The line of the end.
    pub end_line: Option<u32>,
    /// The column after the last character.
    pub end_column: Option<u32>,
    /// The paragraph, for formats without lines.
    pub paragraph: Option<u32>,
    /// The part of a container, such as a file of an EPUB.
    pub part: Option<Arc<str>>,
    /// The element of a part that is XML, of the one with the text where none is named: how many start tags stand before
    /// its own, plus one. `XPath` finds it as `(//*)[n]`.
    pub element: Option<u32>,
    /// The rectangles covered on the page, in PDF points.
    pub rects: Box<[Rect]>,
}

impl Place {
    /// A copy of this place that ends where `end` begins.
    #[must_use]
    pub fn until(mut self, end: &Self) -> Self {
        self.end_line = end.line;
        self.end_column = end.column;
        self
    }

    /// The order in which places of one document are reported.
    pub fn order(&self) -> (u32, u32, u32, u32) {
        let number = |part: Option<u32>| part.unwrap_or(0);
        (number(self.page), number(self.paragraph), number(self.line), number(self.column))
    }
}

/// A rectangle on a page, in PDF points from the page's upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x0: f64,
    /// Upper edge.
    pub y0: f64,
    /// Right edge.
    pub x1: f64,
    /// Lower edge.
    pub y1: f64,
}

impl Rect {
    /// The smallest rectangle that holds both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }

    /// Whether most of the lower of the two lies at the height of the other.
    pub fn shares_line_with(&self, other: &Self) -> bool {
        let common = self.y1.min(other.y1) - self.y0.max(other.y0);
        common * 2.0 > (self.y1 - self.y0).min(other.y1 - other.y0)
    }
}
