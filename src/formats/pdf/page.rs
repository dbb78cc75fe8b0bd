//! What stands on a page, as a reader of layout wants it.

use std::ops::Range;

/// A page: its glyphs in the order they are painted, and what lies around them.
///
/// All lengths are PDF points; x grows to the right and y downwards from the upper left corner of the page as shown.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
    /// What the glyphs stand for, one after another; [`Glyph::text`] points into it.
    pub text: String,
    /// The glyphs.
    pub glyphs: Vec<Glyph>,
    /// The texts that marked content puts in the place of its glyphs (`/ActualText`).
    pub replacements: Vec<String>,
    /// Thin horizontal lines: rules and underlines.
    pub rules: Vec<Area>,
    /// Link annotations.
    pub links: Vec<Link>,
    /// The share of the page that its largest picture covers, 0 to 1.
    pub pictured: f32,
    /// Whether it holds more than is read of one page.
    pub overfull: bool,
}

/// One painted glyph.
#[derive(Debug, Clone)]
pub struct Glyph {
    /// What it stands for, as bytes of [`Page::text`]; empty where nothing is known.
    pub text: Range<u32>,
    /// Its left edge.
    pub x0: f32,
    /// Its right edge, by its advance.
    pub x1: f32,
    /// Its baseline.
    pub y: f32,
    /// Its font size.
    pub size: f32,
    /// The text-showing operation it comes from.
    pub run: u32,
    /// The index of the text that stands for it and its neighbours in [`Page::replacements`].
    pub replaced: Option<u32>,
    /// The number of the marked content it belongs to (`/MCID`).
    pub marked: Option<i32>,
    /// Whether it is marked as an artifact: no content of the document.
    pub artifact: bool,
    /// Whether it stands upright.
    pub upright: bool,
    /// Whether it is painted invisibly, as text recognised under a scan is.
    pub invisible: bool,
}

/// A rectangle.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Area {
    /// Left edge.
    pub x0: f32,
    /// Upper edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Lower edge.
    pub y1: f32,
}

impl Area {
    /// Its width.
    pub fn width(&self) -> f32 {
        self.x1 - self.x0
    }

    /// The smallest area that holds both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }
}

/// A link annotation.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// What it covers: its quad points, or else its rectangle.
    pub areas: Vec<Area>,
    /// The URI it leads to; `None` where it leads to a place in the document itself.
    pub uri: Option<String>,
    /// That place, where it is told by page and height.
    pub target: Option<Target>,
}

/// A place that a link within the file leads to: the upper left corner of what is to be shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Target {
    /// The index of its page.
    pub page: u32,
    /// How far it is from the left of that page as shown, in points; 0 where that is not told.
    pub x: f32,
    /// How far it is from its top.
    pub y: f32,
    /// Whether it has a name that LaTeX's hyperref gives to the places of footnotes and to no others.
    pub footnote: bool,
}

/// The structure tree of a tagged PDF (ISO 32000-1, 14.7), flat and in its own order: parents before children.
#[derive(Debug, Clone, Default)]
pub struct Structure {
    /// The elements.
    pub elements: Vec<Element>,
}

/// An element of the structure tree.
#[derive(Debug, Clone)]
pub struct Element {
    /// Its type, by the role map where that has it, such as `Note`.
    pub role: String,
    /// The index of the element it stands in.
    pub parent: Option<usize>,
    /// The marked content that it holds itself: page index and `/MCID`.
    pub marked: Vec<(u32, i32)>,
}
