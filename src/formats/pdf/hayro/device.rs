//! The device that pages are painted on: it keeps where each glyph stands.

use std::collections::{BTreeMap, HashMap};
use std::panic::resume_unwind;
use std::time::Instant;

use hayro_interpret::font::{Glyph as Shape, GlyphRun, PositionedGlyph};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Shape as _};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask};
use hayro_syntax::object::{Dict, String as PdfString};

use super::super::strings::decoded;
use super::super::{Area, Glyph, MOST_GLYPHS, Page};
use crate::text::digits::to_superscript;

/// Why a page is left half-way.
pub(super) enum Stop {
    /// It has more glyphs than are read.
    Full,
    /// Its time is over.
    Late,
}

/// How many rules of a page are kept.
const MOST_RULES: usize = 4096;

/// How deeply marked content may nest.
const DEEPEST: usize = 256;

/// The thickest rule and the shortest one.
const RULE: (f64, f64) = (2.0, 18.0);

/// How many operations go by between looks at the clock.
const LOOK_EVERY: u32 = 64;

/// The longest text, in bytes, that one glyph may stand for: ligatures have a few letters, and a hostile font whole pages.
const MOST_OF_GLYPH: usize = 64;

/// How far above its baseline a digit begins, in thousandths of an em, that a font has for raised ones: they hang from the
/// height of capitals, and those of the text stand on the line or go below it. Files say of both that they are the digit.
const RAISED: f64 = 200.0;

/// One level of marked content.
#[derive(Clone, Copy, Default)]
struct Marked {
    replaced: Option<u32>,
    id: Option<i32>,
    artifact: bool,
}

/// What a code of a font stands for, and how far its glyph goes.
struct Meaning {
    text: Option<BfString>,
    /// In glyph space; 0 where that is not told.
    advance: f32,
}

impl Meaning {
    /// `raised` holds the digits whose outlines were looked at, by the key of the outline, and whether they are raised ones.
    fn of(glyph: &Shape<'_>, raised: &mut HashMap<u128, bool>) -> Self {
        let advance = match glyph {
            Shape::Outline(outline) => outline.advance_width(),
            Shape::Type3(shape) => shape.advance_width(),
        };
        // Fonts of drawn letters may have no mapping, and codes that are those of ASCII.
        let code = || match glyph {
            Shape::Type3(shape) => char::from_u32(shape.char_code()).filter(char::is_ascii_graphic),
            Shape::Outline(_) => None,
        };
        let text = glyph.as_unicode().or_else(|| code().map(BfString::Char));
        let text = match (text, glyph) {
            (Some(BfString::Char(digit)), Shape::Outline(outline)) if digit.is_ascii_digit() => {
                let look = || outline.outline().bounding_box().y0 >= RAISED;
                let is_raised = *raised.entry(outline.identifier().cache_key()).or_insert_with(look);
                Some(BfString::Char(if is_raised { to_superscript(digit) } else { digit }))
            }
            (text, _) => text,
        };
        Self { text, advance: advance.unwrap_or_default() }
    }
}

/// Codes below this are looked up by their place: those of nearly all fonts.
const MOST_CODES: u32 = 1 << 16;

/// What the codes mean that the run being painted has shown; the parser looks them up by the names of their glyphs,
/// anew for each. A run is of one font, and nothing tells the font of the next from another.
#[derive(Default)]
struct Known {
    /// By code, with the run in which it was shown.
    by_code: Vec<Option<(u32, Meaning)>>,
    /// Those of greater codes.
    others: BTreeMap<u32, Meaning>,
    run: u32,
    /// The digits of all runs by the keys of their outlines: whether they are raised ones.
    raised: HashMap<u128, bool>,
}

impl Known {
    fn forget(&mut self) {
        self.run = self.run.wrapping_add(1);
        self.others.clear();
    }

    fn meaning(&mut self, glyph: &Shape<'_>) -> &Meaning {
        let code = glyph.char_code();
        if code < MOST_CODES && self.by_code.len() <= code as usize {
            self.by_code.resize_with(code as usize + 1, || None);
        }
        match self.by_code.get_mut(code as usize) {
            Some(slot) => {
                if slot.as_ref().is_none_or(|(run, _)| *run != self.run) {
                    *slot = None;
                }
                &slot.get_or_insert_with(|| (self.run, Meaning::of(glyph, &mut self.raised))).1
            }
            None => self.others.entry(code).or_insert_with(|| Meaning::of(glyph, &mut self.raised)),
        }
    }
}

/// Collects what is painted.
pub(super) struct Collector {
    page: Page,
    run: u32,
    /// The glyphs of the run before: text in fake bold is painted twice.
    before: usize,
    known: Known,
    marks: Vec<Marked>,
    /// Levels beyond [`DEEPEST`], only counted.
    deeper: usize,
    until: Instant,
}

impl Collector {
    pub(super) fn new(width: f32, height: f32, until: Instant) -> Self {
        let page = Page { width, height, ..Page::default() };
        Self { page, run: 0, before: 0, known: Known::default(), marks: Vec::new(), deeper: 0, until }
    }

    pub(super) fn finish(self) -> Page {
        self.page
    }

    /// Leaves the page where its time is over. The parser has no other way out than to unwind; that is no panic, and
    /// no panic hook hears of it.
    fn look_at_clock(&mut self) {
        self.run = self.run.wrapping_add(1);
        if self.run.is_multiple_of(LOOK_EVERY) && Instant::now() > self.until {
            resume_unwind(Box::new(Stop::Late));
        }
    }

    fn glyph(&mut self, glyph: &PositionedGlyph<'_>, transform: Affine, invisible: bool) {
        let to_page = transform * glyph.transform();
        let origin = to_page * Point::ZERO;
        let meaning = self.known.meaning(glyph);
        // Glyph space has a thousand units to the em.
        let end = to_page * Point::new(f64::from(meaning.advance), 0.0);
        let up = to_page * Point::new(0.0, 1000.0);
        let size = (up.x - origin.x).hypot(up.y - origin.y) as f32;
        let (x0, x1) = (origin.x.min(end.x) as f32, origin.x.max(end.x) as f32);
        let y = origin.y as f32;
        let on_page = x1 >= 0.0 && x0 <= self.page.width && y >= 0.0 && y - size <= self.page.height;
        if !on_page || !size.is_finite() || size <= 0.0 || size > 2000.0 {
            return;
        }
        if self.page.glyphs.len() >= MOST_GLYPHS {
            resume_unwind(Box::new(Stop::Full));
        }
        let start = self.page.text.len() as u32;
        match &meaning.text {
            Some(BfString::Char(character)) => self.page.text.push(*character),
            Some(BfString::String(text)) => {
                self.page.text.push_str(text.get(..text.floor_char_boundary(MOST_OF_GLYPH)).unwrap_or_default());
            }
            None => {}
        }
        let mark = self.marks.last().copied().unwrap_or_default();
        self.page.glyphs.push(Glyph {
            text: start..self.page.text.len() as u32,
            x0,
            x1,
            y,
            size,
            run: self.run,
            replaced: mark.replaced,
            marked: mark.id,
            artifact: mark.artifact,
            upright: (up.x - origin.x).abs() < f64::from(size) * 0.25 && up.y < origin.y,
            invisible,
        });
    }

    /// Drops the run from `start` where it paints the one before once more.
    fn drop_repeated(&mut self, start: usize) {
        let (earlier, run) = self.page.glyphs.split_at(start);
        let before = earlier.get(self.before..).unwrap_or_default();
        let same = |(a, b): (&Glyph, &Glyph)| {
            let text = |glyph: &Glyph| self.page.text.get(glyph.text.start as usize..glyph.text.end as usize);
            (a.x0 - b.x0).abs() < a.size * 0.06 && (a.y - b.y).abs() < a.size * 0.06 && text(a) == text(b)
        };
        if !run.is_empty() && before.len() == run.len() && before.iter().zip(run).all(same) {
            self.page.glyphs.truncate(start);
        } else {
            self.before = start;
        }
    }

    fn rule(&mut self, bounds: Rect) {
        let long = bounds.height() <= RULE.0 && bounds.width() >= RULE.1;
        if long && self.page.rules.len() < MOST_RULES {
            self.page.rules.push(Area {
                x0: bounds.x0 as f32,
                y0: bounds.y0 as f32,
                x1: bounds.x1 as f32,
                y1: bounds.y1 as f32,
            });
        }
    }
}

impl<'a> Device<'a> for Collector {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.look_at_clock();
        let mut bounds = (props.transform * path.clone()).bounding_box();
        if let DrawMode::Stroke(stroke) = mode {
            let half = f64::from(stroke.line_width) / 2.0;
            let thin = |length: f64| if length < 0.1 { half } else { 0.0 };
            bounds = bounds.inflate(thin(bounds.width()), thin(bounds.height()));
        }
        self.rule(bounds);
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.look_at_clock();
        let start = self.page.glyphs.len();
        self.known.forget();
        for glyph in run.glyphs() {
            self.glyph(glyph, props.transform, matches!(mode, DrawMode::Invisible));
        }
        self.drop_repeated(start);
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.look_at_clock();
        let (width, height) = (f64::from(image.width()), f64::from(image.height()));
        let bounds = props.transform.transform_rect_bbox(Rect::new(0.0, 0.0, width, height));
        let page = Rect::new(0.0, 0.0, f64::from(self.page.width), f64::from(self.page.height));
        let share = bounds.intersect(page).area() / page.area().max(1.0);
        self.page.pictured = self.page.pictured.max(share as f32);
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        if self.marks.len() >= DEEPEST {
            self.deeper += 1;
            return;
        }
        let mut mark = self.marks.last().copied().unwrap_or_default();
        mark.artifact |= tag == b"Artifact";
        if let Some(properties) = properties {
            if let Some(text) = properties.get::<PdfString<'_>>(b"ActualText".as_slice()) {
                mark.replaced = Some(self.page.replacements.len() as u32);
                self.page.replacements.push(decoded(text.as_bytes()));
            }
            mark.id = properties.get::<i32>(b"MCID".as_slice()).or(mark.id);
        }
        self.marks.push(mark);
    }

    fn end_marked_content(&mut self) {
        if self.deeper > 0 {
            self.deeper -= 1;
        } else {
            self.marks.pop();
        }
    }
}
